// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/answers.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

/// What the library says about its size and its tags.
class TestStatistics final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void statistics_newLibrary_countsNothing();
    void statistics_countWhatIsKept();
    void statistics_bytes_areThoseOfTheFiles();
    void tags_ofBookmarksAndArticles_areCounted();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    Locations m_locations;
    std::unique_ptr<Library> m_library;
};

namespace {

const QString a = u"https://example.org/a"_s;
const QString b = u"https://example.org/b"_s;
const QString c = u"https://example.org/c"_s;

QStringList linesOf(const QList<TagUse> &tags)
{
    QStringList lines;
    for (const TagUse &tag : tags)
        lines.append(u"%1 %2 %3"_s.arg(tag.name).arg(tag.bookmarks).arg(tag.articles));
    return lines;
}

} // namespace

void TestStatistics::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_library.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_locations = Locations::under(m_folder->path());
    m_library = std::make_unique<Library>(m_locations);
    QCOMPARE(codeOf(m_library->open()), u"ok"_s);
}

void TestStatistics::statistics_newLibrary_countsNothing()
{
    LibraryStatistics statistics = valueOf(m_library->statistics());
    statistics.fileBytes = 0;
    statistics.logBytes = 0;
    QCOMPARE(statistics, LibraryStatistics());
    QCOMPARE(valueOf(m_library->tags()), QList<TagUse>());
}

void TestStatistics::statistics_countWhatIsKept()
{
    IncomingCollection first = incomingCollection(u"first"_s, {a, b});
    first.articles[0].contentHtml = u"<p>Content</p>"_s;
    first.articles[0].tags = {u"one"_s, u"two"_s};
    QCOMPARE(codeOf(m_library->storeCollection(first)), u"ok"_s);
    QCOMPARE(codeOf(m_library->storeCollection(incomingCollection(u"second"_s, {b, c}))), u"ok"_s);
    BookmarkRequest request = requestFor(u"https://example.com/kept"_s);
    request.tags = {u"two"_s, u"three"_s};
    QCOMPARE(codeOf(m_library->addBookmark(request)), u"ok"_s);
    const ArticleId read = valueOf(m_library->postAt(QUrl(b)))->id;
    QCOMPARE(codeOf(m_library->setRead({read}, true)), u"ok"_s);

    LibraryStatistics statistics = valueOf(m_library->statistics());
    QCOMPARE(statistics.sources, 2);
    QCOMPARE(statistics.articles, 4);
    QCOMPARE(statistics.unread, 2);
    QCOMPARE(statistics.unread, valueOf(m_library->counts()).unread);
    QCOMPARE(statistics.bookmarks, 1);
    QCOMPARE(statistics.tags, 3);
    QCOMPARE(statistics.articlesWithContent, 1);

    // What is only held back for Undo is not there any more.
    QVERIFY(valueOf(m_library->removeBookmark(request.url)).has_value());
    statistics = valueOf(m_library->statistics());
    QCOMPARE(statistics.articles, 3);
    QCOMPARE(statistics.bookmarks, 0);
    QCOMPARE(statistics.tags, 2);
    QCOMPARE(statistics.tags, valueOf(m_library->tags()).size());
}

void TestStatistics::statistics_bytes_areThoseOfTheFiles()
{
    QCOMPARE(codeOf(m_library->storeCollection(incomingCollection(u"list"_s, {a, b, c}))), u"ok"_s);
    const LibraryBackup backup = valueOf(m_library->backUp());
    const LibraryStatistics statistics = valueOf(m_library->statistics());
    QCOMPARE(statistics.fileBytes, QFileInfo(m_locations.libraryFile()).size());
    QCOMPARE(statistics.logBytes, QFileInfo(m_locations.libraryFile() + u"-wal"_s).size());
    QVERIFY(statistics.logBytes > 0);
    QCOMPARE(statistics.backupBytes, backup.bytes);
}

void TestStatistics::tags_ofBookmarksAndArticles_areCounted()
{
    IncomingCollection collection = incomingCollection(u"list"_s, {a, b});
    collection.articles[0].tags = {u"Zebra"_s, u"apple"_s};
    collection.articles[1].tags = {u"apple"_s};
    QCOMPARE(codeOf(m_library->storeCollection(collection)), u"ok"_s);
    BookmarkRequest request = requestFor(a);
    request.tags = {u"Mine"_s, u"apple"_s};
    QCOMPARE(codeOf(m_library->addBookmark(request)), u"ok"_s);
    QCOMPARE(linesOf(valueOf(m_library->tags())),
             QStringList({u"apple 1 2"_s, u"Mine 1 0"_s, u"Zebra 0 1"_s}));
    QVERIFY(valueOf(m_library->removeBookmark(QUrl(a))).has_value());
    QCOMPARE(linesOf(valueOf(m_library->tags())), QStringList({u"apple 0 2"_s, u"Zebra 0 1"_s}));
}

QTEST_GUILESS_MAIN(TestStatistics)
#include "tst_statistics.moc"
