// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/answers.h"
#include "library/bodystore.h"
#include "library/database.h"
#include "library/libraryupkeep.h"
#include "library/migrations.h"
#include "library/statement.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

/// Work on all articles that goes on in pauses.
class TestUpkeep final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void nothingLeft_isFinished();
    void index_goesOnFromTheNewest();
    void index_changedMeanwhile_isNotWrittenTwice();
    void index_discarded_isPassedOver();
    void search_whileUnfinished_saysThereIsMore();
    void library_finishesByItself();
    void dictionary_isTrainedAndUsed();
    void dictionary_packsWhatWasThere();
    void dictionary_tornOrLost_isReadFromItsCopy_data();
    void dictionary_tornOrLost_isReadFromItsCopy();
    void dictionary_tooFewArticles_isNotDue();

private:
    void store(int articles);
    void forgetIndex();
    void run(const QString &sql);
    [[nodiscard]] qint64 numberOf(const QString &sql);
    [[nodiscard]] int found(const QString &word);
    void open();

    std::unique_ptr<QTemporaryDir> m_folder;
    Locations m_locations;
    std::unique_ptr<Library> m_library;
    std::unique_ptr<Database> m_database; ///< beside the library
};

namespace {

IncomingArticle articleOf(int number)
{
    IncomingArticle article = incomingArticle(u"https://example.org/%1"_s.arg(number));
    article.contentText = u"Some words that all have, and number%1"_s.arg(number);
    article.contentHtml =
        u"<article><p class=\"lead\">Some words that <em>all</em> have, and"
        " number%1</p><p>Subscribe, or read on at <a"
        " href=\"https://example.org/archive/%2\">the archive</a>.</p></article>"_s.arg(number)
            .arg(number * 7919 % 104'729);
    return article;
}

} // namespace

void TestUpkeep::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_database.reset();
    m_library.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_locations = Locations::under(m_folder->path());
    open();
    auto database = Database::openAnother(m_locations.libraryFile());
    QVERIFY(database);
    m_database = std::move(*database);
}

void TestUpkeep::open()
{
    m_library = std::make_unique<Library>(m_locations);
    QCOMPARE(codeOf(m_library->open()), u"ok"_s);
}

void TestUpkeep::store(int articles)
{
    IncomingCollection collection;
    collection.url = QUrl(u"file:///list"_s);
    collection.title = u"List"_s;
    collection.contentHash = QByteArray::number(articles);
    for (int i = 0; i < articles; ++i)
        collection.articles.append(articleOf(i));
    QCOMPARE(codeOf(m_library->storeCollection(collection)), u"ok"_s);
}

void TestUpkeep::run(const QString &sql)
{
    QCOMPARE(codeOf(Statement(*m_database, sql).run()), u"ok"_s);
}

qint64 TestUpkeep::numberOf(const QString &sql)
{
    return valueOf(Statement(*m_database, sql).first([](const Row &row) { return row.integer(0); }))
        .value_or(-1);
}

// As a library of an earlier version is after its upgrade.
void TestUpkeep::forgetIndex()
{
    run(u"INSERT INTO article_index (article_index) VALUES ('delete-all')"_s);
    run(u"INSERT INTO unfinished SELECT 'index', max(id) + 1 FROM article"_s);
}

int TestUpkeep::found(const QString &word)
{
    SearchRequest request;
    request.text = word;
    return valueOf(m_library->search(request)).total;
}

void TestUpkeep::nothingLeft_isFinished()
{
    const LibraryUpkeep upkeep(*m_database);
    QVERIFY(!valueOf(upkeep.isUnfinished()));
    const auto progress = valueOf(upkeep.goOn());
    QVERIFY(!progress.isUnfinished && !progress.isIndexFinished);
}

void TestUpkeep::index_goesOnFromTheNewest()
{
    store(10);
    forgetIndex();
    const LibraryUpkeep upkeep(*m_database);
    QVERIFY(valueOf(upkeep.isIndexUnfinished()));
    QCOMPARE(codeOf(upkeep.index(3)), u"ok"_s);
    QCOMPARE(found(u"words"_s), 3);
    QCOMPARE(found(u"number9"_s), 1);
    QCOMPARE(found(u"number0"_s), 0);
    QCOMPARE(codeOf(upkeep.index(3)), u"ok"_s);
    QCOMPARE(found(u"words"_s), 6);
    const auto progress = valueOf(upkeep.goOn());
    QVERIFY(progress.isIndexFinished && !progress.isUnfinished);
    QCOMPARE(found(u"words"_s), 10);
    verifyIndex(*m_database);
}

void TestUpkeep::index_changedMeanwhile_isNotWrittenTwice()
{
    store(5);
    forgetIndex();
    BookmarkRequest request = requestFor(u"https://example.org/0"_s);
    request.note = u"remembered"_s;
    QCOMPARE(codeOf(m_library->addBookmark(request)), u"ok"_s);
    QCOMPARE(found(u"remembered"_s), 1);
    QCOMPARE(found(u"number1"_s), 0);
    QCOMPARE(codeOf(LibraryUpkeep(*m_database).goOn()), u"ok"_s);
    QCOMPARE(found(u"number1"_s), 1);
    verifyIndex(*m_database);
}

void TestUpkeep::index_discarded_isPassedOver()
{
    const Bookmark bookmark =
        valueOf(m_library->addBookmark(requestFor(u"https://example.org/0"_s)));
    store(2);
    store(1);
    QCOMPARE(codeOf(m_library->addBookmark(requestFor(u"https://kept.example/"_s))), u"ok"_s);
    QCOMPARE(codeOf(m_library->removeBookmark(QUrl(u"https://kept.example/"_s))), u"ok"_s);
    forgetIndex();
    QCOMPARE(codeOf(LibraryUpkeep(*m_database).goOn()), u"ok"_s);
    verifyIndex(*m_database);
}

void TestUpkeep::search_whileUnfinished_saysThereIsMore()
{
    store(3);
    SearchRequest request;
    request.text = u"words"_s;
    QVERIFY(!valueOf(m_library->search(request)).areMore);
    forgetIndex();
    QVERIFY(valueOf(m_library->search(request)).areMore);
    QCOMPARE(valueOf(m_library->examine()).findings.size(), 0); // it is only not done yet
    QCOMPARE(codeOf(LibraryUpkeep(*m_database).goOn()), u"ok"_s);
    QVERIFY(!valueOf(m_library->search(request)).areMore);
}

void TestUpkeep::library_finishesByItself()
{
    store(500);
    forgetIndex();
    m_library.reset();
    open();
    QSignalSpy changes(m_library.get(), &Library::changed);
    QTRY_VERIFY_WITH_TIMEOUT(!valueOf(LibraryUpkeep(*m_database).isUnfinished()), 30'000);
    QTRY_VERIFY(!changes.isEmpty());
    QVERIFY(changes.last().first().value<LibraryChange>().sourcesChanged);
    QCOMPARE(found(u"words"_s), 500);
    verifyIndex(*m_database);
}

void TestUpkeep::dictionary_isTrainedAndUsed()
{
    store(1000);
    QTRY_COMPARE_WITH_TIMEOUT(numberOf(u"SELECT count(*) FROM body_dictionary"_s), 1, 30'000);
    store(1010);
    QCOMPARE(numberOf(u"SELECT count(*) FROM article_body WHERE article_id > 1000"
                      " AND substr(packed, 1, 2) = x'0201'"_s),
             10);
    const auto content = valueOf(m_library->contentAt(QUrl(u"https://example.org/1005"_s)));
    QVERIFY(content);
    QCOMPARE(content->html, articleOf(1005).contentHtml);
    QCOMPARE(found(u"number1005"_s), 1);
    // Another connection comes to know it, too.
    QCOMPARE(valueOf(BodyStore(*m_database).of(ArticleId(1005))).html, articleOf(1004).contentHtml);
}

void TestUpkeep::dictionary_packsWhatWasThere()
{
    store(1000);
    const qint64 before = numberOf(u"SELECT sum(length(packed)) FROM article_body"_s);
    QTRY_COMPARE_WITH_TIMEOUT(numberOf(u"SELECT count(*) FROM article_body"
                                       " WHERE substr(packed, 1, 2) = x'0201'"_s),
                              1000, 30'000);
    QVERIFY(numberOf(u"SELECT sum(length(packed)) FROM article_body"_s) < before / 2);
    const auto content = valueOf(m_library->contentAt(QUrl(u"https://example.org/7"_s)));
    QVERIFY(content);
    QCOMPARE(content->html, articleOf(7).contentHtml);
    QTRY_VERIFY(!valueOf(LibraryUpkeep(*m_database).isUnfinished()));
    QVERIFY(valueOf(m_library->examine()).findings.isEmpty());
}

void TestUpkeep::dictionary_tornOrLost_isReadFromItsCopy_data()
{
    QTest::addColumn<QString>("damage");
    QTest::newRow("torn") << u"UPDATE body_dictionary SET bytes ="
                             " CAST(substr(bytes, 1, 500) || substr(bytes, 600) AS BLOB)"_s;
    QTest::newRow("lost") << u"DELETE FROM body_dictionary"_s;
    QTest::newRow("copy torn") << u"UPDATE body_dictionary_copy SET bytes = zeroblob(9000)"_s;
    QTest::newRow("copy lost") << u"DELETE FROM body_dictionary_copy"_s;
    QTest::newRow("hash torn") << u"UPDATE body_dictionary_copy SET hash = x'00'"_s;
}

void TestUpkeep::dictionary_tornOrLost_isReadFromItsCopy()
{
    QFETCH(const QString, damage);
    store(1000);
    QTRY_COMPARE_WITH_TIMEOUT(numberOf(u"SELECT count(*) FROM article_body"
                                       " WHERE substr(packed, 1, 2) = x'0201'"_s),
                              1000, 30'000);
    m_library.reset();
    run(damage);
    open();
    for (const int number : {7, 500, 999}) {
        const auto content =
            valueOf(m_library->contentAt(QUrl(u"https://example.org/%1"_s.arg(number))));
        QVERIFY(content);
        QCOMPARE(content->html, articleOf(number).contentHtml);
    }
}

void TestUpkeep::dictionary_tooFewArticles_isNotDue()
{
    const BodyStore bodies(*m_database);
    QCOMPARE(valueOf(bodies.dueDictionary()), std::nullopt);
    store(999);
    QCOMPARE(valueOf(bodies.dueDictionary()), std::nullopt);
    store(1000);
    QTRY_COMPARE_WITH_TIMEOUT(numberOf(u"SELECT count(*) FROM body_dictionary"_s), 1, 30'000);
    QCOMPARE(valueOf(bodies.dueDictionary()), std::nullopt);
}

QTEST_GUILESS_MAIN(TestUpkeep)
#include "tst_upkeep.moc"
