// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/answers.h"
#include "library/database.h"
#include "library/migrations.h"
#include "library/testclock.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

/// How long articles of a source stay.
class TestRetention final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void set_letsGo_data();
    void set_letsGo();
    void set_sameAgain_announcesNothing();
    void set_impossible_isRefused();
    void set_all_bringsBackWithTheNextReading();
    void bookmarked_neverExpires();
    void listedElsewhere_stays();
    void store_appliesIt_withoutComingAndGoing();
    void store_daysPass_oldOnesGo();
    void store_newOnes_pushOldOnesOut();

private:
    SourceId store(const QString &name, const QStringList &days);
    [[nodiscard]] QString listed(SourceId source);
    [[nodiscard]] Retention retentionOf(SourceId source);
    [[nodiscard]] int changes();

    std::unique_ptr<QTemporaryDir> m_folder;
    TestClock m_clock{QDateTime()};
    std::unique_ptr<Library> m_library;
    std::unique_ptr<QSignalSpy> m_changes;
};

namespace {

using Kind = Retention::Kind;

QUrl urlOf(const QString &day)
{
    return QUrl(u"https://example.org/"_s + day);
}

} // namespace

void TestRetention::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = TestClock(QDateTime::fromString(u"2026-06-15T12:00:00Z"_s, Qt::ISODate));
    m_library =
        std::make_unique<Library>(Locations::under(m_folder->path()), nullptr, m_clock.clock());
    QCOMPARE(codeOf(m_library->open()), u"ok"_s);
    m_changes = std::make_unique<QSignalSpy>(m_library.get(), &Library::changed);
}

void TestRetention::cleanup()
{
    m_changes.reset();
    m_library.reset();
    // Closing has let go of what expired, and the index is what the tables say.
    const auto database = Database::open(Locations::under(m_folder->path()).libraryFile(),
                                         libraryMigrations().last().version);
    QVERIFY(database);
    const auto unkept = Statement(**database,
                                  u"SELECT count(*) FROM article"
                                  " WHERE id NOT IN (SELECT article_id FROM source_article)"
                                  " AND id NOT IN (SELECT article_id FROM bookmark)"_s)
                            .first([](const Row &row) { return row.integer(0); });
    QCOMPARE(valueOf(unkept), std::optional<qint64>(0));
    verifyIndex(**database);
}

// Articles named after the day of June 2026 they were published on; "x" and the like have none.
SourceId TestRetention::store(const QString &name, const QStringList &days)
{
    IncomingCollection collection = incomingCollection(name, {});
    for (const QString &day : days) {
        IncomingArticle article = incomingArticle(urlOf(day).toString());
        if (const int number = day.toInt(); number > 0)
            article.published = QDate(2026, 6, number).startOfDay(Qt::UTC);
        collection.articles.append(article);
    }
    collection.contentHash = days.join(u' ').toUtf8();
    return valueOf(m_library->storeCollection(collection)).source;
}

QString TestRetention::listed(SourceId source)
{
    QStringList names;
    for (const Post &post : postsIn(*m_library, {Scope::Kind::Source, source}))
        names.append(post.url.path().mid(1));
    return names.join(u' ');
}

Retention TestRetention::retentionOf(SourceId source)
{
    for (const Source &known : valueOf(m_library->counts()).sources) {
        if (known.id == source)
            return known.retention;
    }
    return {};
}

int TestRetention::changes()
{
    QCoreApplication::sendPostedEvents();
    const int count = int(m_changes->size());
    m_changes->clear();
    return count;
}

void TestRetention::set_letsGo_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("left");
    QTest::newRow("all") << Kind::All << 0 << u"3 14 x 10 y 15"_s;
    QTest::newRow("newest") << Kind::Newest << 2 << u"14 15"_s;
    QTest::newRow("newest, some without a date") << Kind::Newest << 5 << u"3 14 x 10 15"_s;
    QTest::newRow("newest, more than there are") << Kind::Newest << 100 << u"3 14 x 10 y 15"_s;
    QTest::newRow("days") << Kind::Days << 7 << u"14 x 10 y 15"_s;
    QTest::newRow("one day") << Kind::Days << 1 << u"x y 15"_s;
    QTest::newRow("many days") << Kind::Days << 10'000 << u"3 14 x 10 y 15"_s;
}

void TestRetention::set_letsGo()
{
    QFETCH(const Kind, kind);
    QFETCH(const int, count);
    QFETCH(const QString, left);
    const QStringList days{u"3"_s, u"14"_s, u"x"_s, u"10"_s, u"y"_s, u"15"_s};
    const SourceId source = store(u"list"_s, days);
    QCOMPARE(retentionOf(source), Retention());
    QCOMPARE(changes(), 1);

    const Retention retention{kind, count};
    QCOMPARE(codeOf(m_library->setRetention(source, retention)), u"ok"_s);
    QCOMPARE(listed(source), left);
    QCOMPARE(retentionOf(source), retention);
    QCOMPARE(changes(), kind == Kind::All ? 0 : 1);
    SearchRequest search;
    search.text = u"title"_s;
    QCOMPARE(valueOf(m_library->search(search)).total, left.split(u' ').size());
    // The same, when it is applied to what comes in.
    QCOMPARE(store(u"list"_s, days), source);
    QCOMPARE(listed(source), left);
}

void TestRetention::set_sameAgain_announcesNothing()
{
    const SourceId source = store(u"list"_s, {u"1"_s, u"2"_s});
    QCOMPARE(codeOf(m_library->setRetention(source, {Kind::Newest, 1})), u"ok"_s);
    QCOMPARE(changes(), 2);
    QCOMPARE(codeOf(m_library->setRetention(source, {Kind::Newest, 1})), u"ok"_s);
    QCOMPARE(changes(), 0);
}

void TestRetention::set_impossible_isRefused()
{
    const SourceId source = store(u"list"_s, {u"1"_s});
    QCOMPARE(codeOf(m_library->setRetention(SourceId(99), {})), u"Data/NotFound"_s);
    QCOMPARE(codeOf(m_library->setRetention(source, {Kind::Newest, 0})), u"Data/Malformed"_s);
    QCOMPARE(codeOf(m_library->setRetention(source, {Kind::Days, -1})), u"Data/Malformed"_s);
    IncomingCollection builtIn = incomingCollection(u"own"_s, {u"https://example.org/own"_s});
    builtIn.isBuiltIn = true;
    const SourceId own = valueOf(m_library->storeCollection(builtIn)).source;
    QCOMPARE(codeOf(m_library->setRetention(own, {Kind::Newest, 1})), u"Bug/Internal"_s);
    QCOMPARE(retentionOf(own), Retention());
}

void TestRetention::set_all_bringsBackWithTheNextReading()
{
    const SourceId source = store(u"list"_s, {u"1"_s, u"2"_s});
    const ArticleId old = valueOf(m_library->postAt(urlOf(u"1"_s)))->id;
    QCOMPARE(codeOf(m_library->setRead({old}, true)), u"ok"_s);
    QCOMPARE(codeOf(m_library->setRetention(source, {Kind::Newest, 1})), u"ok"_s);
    QCOMPARE(listed(source), u"2"_s);
    QVERIFY(!valueOf(m_library->postAt(urlOf(u"1"_s))).has_value());
    QCOMPARE(codeOf(m_library->setRetention(source, {})), u"ok"_s);
    // Nothing says any more that it was read already.
    QCOMPARE(valueOf(m_library->collectionHash(QUrl(u"file:///list"_s))), QByteArray());
    store(u"list"_s, {u"1"_s, u"2"_s});
    QCOMPARE(listed(source), u"1 2"_s);
    QVERIFY(valueOf(m_library->postAt(urlOf(u"1"_s)))->isRead);
}

void TestRetention::bookmarked_neverExpires()
{
    const SourceId source = store(u"list"_s, {u"1"_s, u"2"_s, u"14"_s, u"15"_s});
    QCOMPARE(codeOf(m_library->addBookmark(requestFor(urlOf(u"1"_s).toString()))), u"ok"_s);
    QCOMPARE(codeOf(m_library->setRetention(source, {Kind::Newest, 1})), u"ok"_s);
    QCOMPARE(listed(source), u"1 15"_s);
    QCOMPARE(codeOf(m_library->setRetention(source, {Kind::Days, 1})), u"ok"_s);
    QCOMPARE(listed(source), u"1 15"_s);
    // Also one that comes back into the collection.
    store(u"list"_s, {u"15"_s});
    QCOMPARE(listed(source), u"15"_s);
    store(u"list"_s, {u"1"_s, u"15"_s});
    QCOMPARE(listed(source), u"1 15"_s);
    QVERIFY(valueOf(m_library->bookmarkAt(urlOf(u"1"_s))).has_value());
}

void TestRetention::listedElsewhere_stays()
{
    const SourceId one = store(u"one"_s, {u"1"_s, u"2"_s});
    const SourceId other = store(u"other"_s, {u"1"_s});
    QCOMPARE(codeOf(m_library->setRetention(one, {Kind::Newest, 1})), u"ok"_s);
    QCOMPARE(listed(one), u"2"_s);
    QCOMPARE(listed(other), u"1"_s);
    QCOMPARE(valueOf(m_library->counts()).posts, 2);
}

void TestRetention::store_appliesIt_withoutComingAndGoing()
{
    const QStringList days{u"1"_s, u"2"_s, u"3"_s};
    const SourceId source = store(u"list"_s, days);
    QCOMPARE(codeOf(m_library->setRetention(source, {Kind::Newest, 2})), u"ok"_s);
    QCOMPARE(changes(), 2);
    for (int reading = 0; reading < 3; ++reading) {
        store(u"list"_s, days);
        QCOMPARE(listed(source), u"2 3"_s);
        QCOMPARE(changes(), 0);
    }
}

void TestRetention::store_daysPass_oldOnesGo()
{
    const QStringList days{u"1"_s, u"10"_s, u"15"_s};
    const SourceId source = store(u"list"_s, days);
    QCOMPARE(codeOf(m_library->setRetention(source, {Kind::Days, 7})), u"ok"_s);
    QCOMPARE(listed(source), u"10 15"_s);
    m_clock.addDays(5);
    store(u"list"_s, days);
    QCOMPARE(listed(source), u"15"_s);
}

void TestRetention::store_newOnes_pushOldOnesOut()
{
    const SourceId source = store(u"list"_s, {u"1"_s, u"2"_s});
    QCOMPARE(codeOf(m_library->setRetention(source, {Kind::Newest, 2})), u"ok"_s);
    store(u"list"_s, {u"1"_s, u"2"_s, u"3"_s});
    QCOMPARE(listed(source), u"2 3"_s);
}

QTEST_GUILESS_MAIN(TestRetention)
#include "tst_retention.moc"
