// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/answers.h"
#include "library/migrations.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

/// Folders, and the order of what is in them.
class TestFolders final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void add_comesLast();
    void place_source_anywhere_data();
    void place_source_anywhere();
    void place_folder_withItsContent();
    void place_folderWithinItself_isRefused();
    void place_builtInOrUnknown_isRefused();
    void remove_leavesWhatWasInIt_inItsPlace();
    void rename_andBlankTitles();
    void scope_listsWhatIsWithin_andCountsMuted();
    void search_withinFolder_findsOnlyThere();
    void mend_folderThatHasGone_bringsItsContentToTheTop();

private:
    /// "a b F(c G(d))": what stands where; feeds by their host, folders by their title.
    [[nodiscard]] QString tree();
    [[nodiscard]] QString within(const LibraryCounts &counts, FolderId folder);
    SourceId add(const QString &host, FolderId folder = {});

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Library> m_library;
};

void TestFolders::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_library.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_library = std::make_unique<Library>(Locations::under(m_folder->path()));
    QCOMPARE(codeOf(m_library->open()), u"ok"_s);
}

SourceId TestFolders::add(const QString &host, FolderId folder)
{
    return valueOf(m_library->addFeed(QUrl(u"https://%1/feed"_s.arg(host)), host, folder));
}

QString TestFolders::within(const LibraryCounts &counts, FolderId folder)
{
    QMap<int, QString> entries;
    for (const Source &source : counts.sources) {
        if (source.folder == folder && !source.isBuiltIn)
            entries.insert(source.position, source.title);
    }
    for (const Folder &inner : counts.folders) {
        if (inner.parent == folder)
            entries.insert(inner.position, u"%1(%2)"_s.arg(inner.title, within(counts, inner.id)));
    }
    return QStringList(entries.values()).join(u' ');
}

QString TestFolders::tree()
{
    return within(valueOf(m_library->counts()), {});
}

void TestFolders::add_comesLast()
{
    add(u"a"_s);
    QCoreApplication::sendPostedEvents();
    QSignalSpy changes(m_library.get(), &Library::changed);
    const FolderId folder = valueOf(m_library->addFolder(u" F  1 "_s, {}));
    QCoreApplication::sendPostedEvents();
    QCOMPARE(changes.size(), 1);
    QVERIFY(changes.first().first().value<LibraryChange>().feedsChanged);
    add(u"b"_s, folder);
    valueOf(m_library->addFolder(u"G"_s, folder));
    add(u"c"_s, folder);
    add(u"d"_s);
    QCOMPARE(tree(), u"a F 1(b G() c) d"_s);
}

void TestFolders::place_source_anywhere_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<bool>("isInFolder");
    QTest::addColumn<int>("index");
    QTest::addColumn<QString>("expected");
    // From "a b F(c d) e"; an index counts what is there before the move.
    QTest::newRow("to the front") << u"e"_s << false << 0 << u"e a b F(c d)"_s;
    QTest::newRow("down by one") << u"a"_s << false << 2 << u"b a F(c d) e"_s;
    QTest::newRow("where it is") << u"b"_s << false << 1 << u"a b F(c d) e"_s;
    QTest::newRow("behind itself") << u"b"_s << false << 2 << u"a b F(c d) e"_s;
    QTest::newRow("to the end") << u"a"_s << false << 99 << u"b F(c d) e a"_s;
    QTest::newRow("negative") << u"e"_s << false << -1 << u"e a b F(c d)"_s;
    QTest::newRow("into the folder") << u"e"_s << true << 1 << u"a b F(c e d)"_s;
    QTest::newRow("within the folder") << u"d"_s << true << 0 << u"a b F(d c) e"_s;
    QTest::newRow("out of the folder") << u"c"_s << false << 3 << u"a b F(d) c e"_s;
}

void TestFolders::place_source_anywhere()
{
    QFETCH(const QString, source);
    QFETCH(const bool, isInFolder);
    QFETCH(const int, index);
    QFETCH(const QString, expected);
    QHash<QString, SourceId> ids;
    ids.insert(u"a"_s, add(u"a"_s));
    ids.insert(u"b"_s, add(u"b"_s));
    const FolderId folder = valueOf(m_library->addFolder(u"F"_s, {}));
    ids.insert(u"c"_s, add(u"c"_s, folder));
    ids.insert(u"d"_s, add(u"d"_s, folder));
    ids.insert(u"e"_s, add(u"e"_s));
    QCOMPARE(tree(), u"a b F(c d) e"_s);
    QCOMPARE(
        codeOf(m_library->placeSource(ids.value(source), isInFolder ? folder : FolderId(), index)),
        u"ok"_s);
    QCOMPARE(tree(), expected);
}

void TestFolders::place_folder_withItsContent()
{
    const FolderId one = valueOf(m_library->addFolder(u"F"_s, {}));
    add(u"a"_s, one);
    const FolderId two = valueOf(m_library->addFolder(u"G"_s, {}));
    add(u"b"_s, two);
    QCOMPARE(codeOf(m_library->placeFolder(two, one, 0)), u"ok"_s);
    QCOMPARE(tree(), u"F(G(b) a)"_s);
    QCOMPARE(codeOf(m_library->placeFolder(two, {}, 0)), u"ok"_s);
    QCOMPARE(tree(), u"G(b) F(a)"_s);
}

void TestFolders::place_folderWithinItself_isRefused()
{
    const FolderId outer = valueOf(m_library->addFolder(u"F"_s, {}));
    const FolderId middle = valueOf(m_library->addFolder(u"G"_s, outer));
    const FolderId inner = valueOf(m_library->addFolder(u"H"_s, middle));
    QCOMPARE(codeOf(m_library->placeFolder(outer, outer, 0)), u"Data/Malformed"_s);
    QCOMPARE(codeOf(m_library->placeFolder(outer, inner, 0)), u"Data/Malformed"_s);
    QCOMPARE(tree(), u"F(G(H()))"_s);
}

void TestFolders::place_builtInOrUnknown_isRefused()
{
    IncomingCollection builtIn = incomingCollection(u"x"_s, {u"https://example.org/1"_s});
    builtIn.isBuiltIn = true;
    const SourceId source = valueOf(m_library->storeCollection(builtIn)).source;
    const FolderId folder = valueOf(m_library->addFolder(u"F"_s, {}));
    QCOMPARE(codeOf(m_library->placeSource(source, folder, 0)), u"Bug/Internal"_s);
    QCOMPARE(codeOf(m_library->placeSource(SourceId(99), folder, 0)), u"Data/NotFound"_s);
    QCOMPARE(codeOf(m_library->placeSource(add(u"a"_s), FolderId(99), 0)), u"Data/NotFound"_s);
    QCOMPARE(codeOf(m_library->placeFolder(FolderId(99), {}, 0)), u"Data/NotFound"_s);
    QCOMPARE(codeOf(m_library->addFolder(u"G"_s, FolderId(99))), u"Data/NotFound"_s);
    QCOMPARE(codeOf(m_library->addFeed(QUrl(u"https://b/"_s), {}, FolderId(99))),
             u"Data/NotFound"_s);
    QCOMPARE(tree(), u"F() a"_s);
}

void TestFolders::remove_leavesWhatWasInIt_inItsPlace()
{
    add(u"a"_s);
    const FolderId outer = valueOf(m_library->addFolder(u"F"_s, {}));
    add(u"b"_s, outer);
    const FolderId inner = valueOf(m_library->addFolder(u"G"_s, outer));
    add(u"c"_s, inner);
    add(u"d"_s, outer);
    add(u"e"_s);
    QCOMPARE(codeOf(m_library->removeFolder(outer)), u"ok"_s);
    QCOMPARE(tree(), u"a b G(c) d e"_s);
    QCOMPARE(codeOf(m_library->removeFolder(outer)), u"Data/NotFound"_s);
    QCOMPARE(codeOf(m_library->removeFolder(FolderId())), u"Data/NotFound"_s);
}

void TestFolders::rename_andBlankTitles()
{
    const FolderId folder = valueOf(m_library->addFolder(u"F"_s, {}));
    QCOMPARE(codeOf(m_library->renameFolder(folder, u" New  name "_s)), u"ok"_s);
    QCOMPARE(tree(), u"New name()"_s);
    QCOMPARE(codeOf(m_library->renameFolder(folder, u" "_s)), u"Data/Malformed"_s);
    QCOMPARE(codeOf(m_library->addFolder(u"\n"_s, {})), u"Data/Malformed"_s);
    QCOMPARE(codeOf(m_library->renameFolder(FolderId(99), u"x"_s)), u"Data/NotFound"_s);
}

void TestFolders::scope_listsWhatIsWithin_andCountsMuted()
{
    const FolderId outer = valueOf(m_library->addFolder(u"F"_s, {}));
    const FolderId inner = valueOf(m_library->addFolder(u"G"_s, outer));
    const auto fill = [this](SourceId feed, const QString &url) {
        IncomingFeed incoming;
        incoming.articles = {incomingArticle(url)};
        incoming.check.source = feed;
        incoming.check.at = QDateTime::currentDateTimeUtc();
        incoming.check.due = incoming.check.at;
        QCOMPARE(codeOf(m_library->storeFeeds({incoming})), u"ok"_s);
    };
    fill(add(u"a"_s), u"https://a/1"_s);
    const SourceId b = add(u"b"_s, outer);
    fill(b, u"https://b/1"_s);
    fill(add(u"c"_s, inner), u"https://c/1"_s);
    const auto countIn = [this](FolderId folder) {
        const Scope scope{Scope::Kind::Folder, {}, {}, folder};
        const auto ids = valueOf(m_library->order(scope, PostSort::ListOrder));
        const auto posts = valueOf(m_library->posts(ids, scope));
        return QStringList{QString::number(ids.size()), QString::number(posts.size())};
    };
    QCOMPARE(countIn(outer), QStringList({u"2"_s, u"2"_s}));
    QCOMPARE(countIn(inner), QStringList({u"1"_s, u"1"_s}));
    QCOMPARE(countIn(FolderId(99)), QStringList({u"0"_s, u"0"_s}));
    QCOMPARE(codeOf(m_library->setSourceSettings(b, {{}, true, false})), u"ok"_s);
    QCOMPARE(countIn(outer), QStringList({u"2"_s, u"2"_s}));
    QCOMPARE(valueOf(m_library->order({}, PostSort::Newest)).size(), 2);
}

void TestFolders::search_withinFolder_findsOnlyThere()
{
    const FolderId folder = valueOf(m_library->addFolder(u"F"_s, {}));
    for (const SourceId feed : {add(u"a"_s), add(u"b"_s, folder)}) {
        IncomingFeed incoming;
        incoming.articles = {incomingArticle(u"https://%1.example/word"_s.arg(feed.value()))};
        incoming.check.source = feed;
        incoming.check.at = QDateTime::currentDateTimeUtc();
        incoming.check.due = incoming.check.at;
        QCOMPARE(codeOf(m_library->storeFeeds({incoming})), u"ok"_s);
    }
    SearchRequest request;
    request.text = u"word"_s;
    QCOMPARE(valueOf(m_library->search(request)).total, 2);
    request.scope = {Scope::Kind::Folder, {}, {}, folder};
    QCOMPARE(valueOf(m_library->search(request)).total, 1);
}

void TestFolders::mend_folderThatHasGone_bringsItsContentToTheTop()
{
    const FolderId outer = valueOf(m_library->addFolder(u"F"_s, {}));
    const FolderId inner = valueOf(m_library->addFolder(u"G"_s, outer));
    add(u"a"_s, outer);
    add(u"b"_s, inner);
    const QString file = Locations::under(m_folder->path()).libraryFile();
    m_library.reset();
    {
        const auto database = Database::open(file, newestSchemaVersion());
        QCOMPARE(codeOf(database), u"ok"_s);
        QCOMPARE(codeOf(Statement(**database, u"PRAGMA foreign_keys = OFF"_s).run()), u"ok"_s);
        QCOMPARE(
            codeOf(Statement(**database, u"DELETE FROM folder WHERE id = ?"_s).bind(outer).run()),
            u"ok"_s);
    }
    m_library = std::make_unique<Library>(Locations::under(m_folder->path()));
    QCOMPARE(codeOf(m_library->open()), u"ok"_s);
    QCOMPARE(valueOf(m_library->examine()).findings.size(), 2);
    const auto mended = valueOf(m_library->mend());
    for (const LibraryFinding &finding : mended.findings)
        QVERIFY(finding.isMended);
    QCOMPARE(tree().contains(u"G(b)"_s), true);
    QVERIFY(tree().contains(u"a"_s));
}

QTEST_GUILESS_MAIN(TestFolders)
#include "tst_folders.moc"
