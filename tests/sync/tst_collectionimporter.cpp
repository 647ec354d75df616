// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/jsonfeedreader.h"
#include "sync/collectionimporter.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <memory>

#include <sys/stat.h>
#include <unistd.h>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

/// The answer to a question that has to succeed; fails the test otherwise.
template <typename T>
T answer(QFuture<Result<T>> future)
{
    future.waitForFinished();
    const Result<T> result = future.result();
    if (!result) {
        QTest::qFail(qPrintable(describe(result.error())), __FILE__, __LINE__);
        return {};
    }
    return *result;
}

QStringList titlesOf(const QList<Post> &posts)
{
    QStringList titles;
    for (const Post &post : posts)
        titles.append(post.title);
    return titles;
}

QByteArray collectionOf(const QByteArray &title, const QList<QByteArray> &items)
{
    return "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"" + title
        + "\", \"items\": [" + items.join(',') + "]}";
}

QByteArray itemAt(const QByteArray &name)
{
    return "{\"id\": \"" + name + "\", \"url\": \"https://posts.example/" + name
        + "\", \"title\": \"Post " + name + "\"}";
}

} // namespace

class CollectionImporterTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void importBuiltIns_emptyLibrary_storesBothInOrder();
    void importBuiltIns_emptyLibrary_storesTheGuideWithItsText();
    void importBuiltIns_nothingNew_changesNothing();
    void importBuiltIns_libraryNotOpen_namesBothAndIsStillReady();
    void importFile_soundFile_isStoredAsItsOwnSource();
    void importFile_sameBytesAgain_changesNothing();
    void importFile_anotherWayToTheSameFile_isTheSameSource();
    void importFile_changedFile_takesOverWhatChanged();
    void importFile_changedAndBroken_leavesTheOldOne();
    void importFile_withoutTitle_isNamedAfterTheFile();
    void importFile_withContent_countsItsWords();
    void importFile_withContent_findsItsWords();
    void importFile_unsuitableItems_areLeftOutAndNamed();
    void importFile_pageOfLecternsOwn_doesNotReplaceTheGuide();
    void importFile_unusableFile_failsAndStoresNothing_data();
    void importFile_unusableFile_failsAndStoresNothing();
    void importFile_severalAtOnce_areAllStored();
    void importFile_importerGone_tellsNobody();

private:
    [[nodiscard]] QString write(const QString &name, const QByteArray &bytes) const;
    [[nodiscard]] QList<Source> sources() const;
    [[nodiscard]] QList<Post> postsIn(const Scope &scope = {}) const;
    /// Imports a file and waits for its end; the signals are in the spies below.
    void importAndWait(const QString &path);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Library> m_library;
    std::unique_ptr<CollectionImporter> m_importer;
    std::unique_ptr<QSignalSpy> m_ready;
    std::unique_ptr<QSignalSpy> m_imported;
    std::unique_ptr<QSignalSpy> m_failed;
    std::unique_ptr<QSignalSpy> m_changed;
};

void CollectionImporterTest::initTestCase()
{
    qRegisterMetaType<SourceId>();
    qRegisterMetaType<Error>();
    qRegisterMetaType<LibraryChange>();
}

void CollectionImporterTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_library = std::make_unique<Library>(Locations::under(m_folder->filePath(u"library"_s)));
    auto opened = m_library->open();
    opened.waitForFinished();
    QVERIFY(opened.result());
    m_importer = std::make_unique<CollectionImporter>(*m_library);
    m_ready = std::make_unique<QSignalSpy>(m_importer.get(), &CollectionImporter::builtInsReady);
    m_imported = std::make_unique<QSignalSpy>(m_importer.get(), &CollectionImporter::imported);
    m_failed = std::make_unique<QSignalSpy>(m_importer.get(), &CollectionImporter::failed);
    m_changed = std::make_unique<QSignalSpy>(m_library.get(), &Library::changed);
}

void CollectionImporterTest::cleanup()
{
    m_importer.reset();
    m_library.reset();
    QThreadPool::globalInstance()->waitForDone();
}

QString CollectionImporterTest::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_folder->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("Cannot write %s", qPrintable(file.fileName()));
    return file.fileName();
}

QList<Post> CollectionImporterTest::postsIn(const Scope &scope) const
{
    return answer(m_library->posts(answer(m_library->order(scope, PostSort::ListOrder)), scope));
}

QList<Source> CollectionImporterTest::sources() const
{
    return answer(m_library->counts()).sources;
}

void CollectionImporterTest::importAndWait(const QString &path)
{
    m_imported->clear();
    m_failed->clear();
    m_importer->importFile(path);
    QTRY_COMPARE(m_imported->size() + m_failed->size(), 1);
}

void CollectionImporterTest::importBuiltIns_emptyLibrary_storesBothInOrder()
{
    m_importer->importBuiltIns();

    QTRY_COMPARE(m_ready->size(), 1);
    QCOMPARE(m_failed->size(), 0);
    QCOMPARE(m_imported->size(), 0);
    const QList<Source> stored = sources();
    QCOMPARE(stored.size(), CollectionImporter::builtInCount);
    QCOMPARE(stored.at(0).title, u"Selected Posts"_s);
    QCOMPARE(stored.at(0).url, QUrl(u"lectern://collection/selected-posts"_s));
    QCOMPARE(stored.at(0).homePage, QUrl(u"http://masnun.rocks/"_s));
    QCOMPARE(stored.at(0).postCount, 17);
    QCOMPARE(stored.at(1).title, u"Guide"_s);
    QCOMPARE(stored.at(1).url, QUrl(u"lectern://collection/guide"_s));
    for (const Source &source : stored) {
        QVERIFY(source.isBuiltIn);
        QCOMPARE(source.unreadCount, source.postCount);
    }

    const QList<Post> posts = postsIn({Scope::Kind::Source, stored.at(0).id});
    QCOMPARE(posts.size(), 17);
    QCOMPARE(posts.first().title, u"Async Python: The Different Forms of Concurrency"_s);
    QCOMPARE(posts.first().section, u"Async & Concurrency"_s);
    QCOMPARE(posts.first().tags, (QStringList{u"Python"_s, u"asyncio"_s, u"Concurrency"_s}));
    QCOMPARE(posts.first().published,
             QDateTime::fromString(u"2016-10-06T00:00:00Z"_s, Qt::ISODate));
    // We hold its summary, not its text: a reading time would be that of the summary.
    QVERIFY(!posts.first().wordCount);
    QCOMPARE(posts.last().title, u"REST APIs: Concepts and Applications"_s);
}

void CollectionImporterTest::importBuiltIns_emptyLibrary_storesTheGuideWithItsText()
{
    m_importer->importBuiltIns();
    QTRY_COMPARE(m_ready->size(), 1);

    const QUrl address(u"lectern://guide/first-steps"_s);
    const auto content = answer(m_library->contentAt(address));
    const auto post = answer(m_library->postAt(address));

    QVERIFY(content);
    QVERIFY(post);
    QCOMPARE(content->sourceTitle, u"Guide"_s);
    QVERIFY(content->html.startsWith("<p>Welcome."_L1));
    QVERIFY(post->wordCount.value_or(0) > 150);
    QCOMPARE(post->wordCount, content->wordCount);
}

void CollectionImporterTest::importBuiltIns_nothingNew_changesNothing()
{
    m_importer->importBuiltIns();
    QTRY_COMPARE(m_ready->size(), 1);
    const LibraryCounts before = answer(m_library->counts());
    m_changed->clear();

    m_importer->importBuiltIns();

    QTRY_COMPARE(m_ready->size(), 2);
    QCOMPARE(m_failed->size(), 0);
    QCOMPARE(answer(m_library->counts()), before);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(m_changed->size(), 0);
}

void CollectionImporterTest::importBuiltIns_libraryNotOpen_namesBothAndIsStillReady()
{
    // A file where the library's folder should be.
    Library library(Locations::under(write(u"in-the-way"_s, "x")));
    auto opened = library.open();
    opened.waitForFinished();
    QVERIFY(!opened.result());
    CollectionImporter importer(library);
    const QSignalSpy ready(&importer, &CollectionImporter::builtInsReady);
    const QSignalSpy failed(&importer, &CollectionImporter::failed);

    importer.importBuiltIns();

    QTRY_COMPARE(ready.size(), 1);
    QCOMPARE(failed.size(), 2);
    QCOMPARE(failed.at(0).at(0).toString(), u"Selected Posts"_s);
    QCOMPARE(failed.at(1).at(0).toString(), u"Guide"_s);
    QCOMPARE(failed.at(0).at(1).value<Error>(), opened.result().error());
}

void CollectionImporterTest::importFile_soundFile_isStoredAsItsOwnSource()
{
    const QString path =
        write(u"Списък – 1.json"_s, collectionOf("Mine", {itemAt("a"), itemAt("b")}));

    importAndWait(path);

    QCOMPARE(m_imported->size(), 1);
    const QList<Source> stored = sources();
    QCOMPARE(stored.size(), 1);
    QCOMPARE(m_imported->at(0).at(0).value<SourceId>(), stored.first().id);
    QCOMPARE(m_imported->at(0).at(1).toString(), u"Mine"_s);
    QCOMPARE(m_imported->at(0).at(2).toStringList(), QStringList());
    QCOMPARE(stored.first().url, QUrl::fromLocalFile(QFileInfo(path).canonicalFilePath()));
    QVERIFY(!stored.first().isBuiltIn);
    QCOMPARE(titlesOf(postsIn()), (QStringList{u"Post a"_s, u"Post b"_s}));
}

void CollectionImporterTest::importFile_sameBytesAgain_changesNothing()
{
    const QString path = write(u"mine.json"_s, collectionOf("Mine", {itemAt("a")}));
    importAndWait(path);
    const SourceId source = m_imported->at(0).at(0).value<SourceId>();
    m_changed->clear();

    importAndWait(path);

    QCOMPARE(m_imported->size(), 1);
    QCOMPARE(m_imported->at(0).at(0).value<SourceId>(), source);
    QCOMPARE(m_imported->at(0).at(1).toString(), u"Mine"_s);
    QCOMPARE(sources().size(), 1);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(m_changed->size(), 0);
}

void CollectionImporterTest::importFile_anotherWayToTheSameFile_isTheSameSource()
{
    const QString path = write(u"mine.json"_s, collectionOf("Mine", {itemAt("a")}));
    const QString link = m_folder->filePath(u"link.json"_s);
    QVERIFY(QFile::link(path, link));

    importAndWait(path);
    importAndWait(link);
    importAndWait(m_folder->filePath(u"library/../mine.json"_s));
    importAndWait(QDir::current().relativeFilePath(path));

    QCOMPARE(m_imported->size(), 1);
    QCOMPARE(sources().size(), 1);
}

void CollectionImporterTest::importFile_changedFile_takesOverWhatChanged()
{
    const QString path =
        write(u"mine.json"_s, collectionOf("Mine", {itemAt("a"), itemAt("b"), itemAt("c")}));
    importAndWait(path);
    BookmarkRequest request;
    request.url = QUrl(u"https://posts.example/b"_s);
    const Bookmark bookmark = answer(m_library->addBookmark(request));

    (void)write(u"mine.json"_s, collectionOf("Renamed", {itemAt("d"), itemAt("a")}));
    importAndWait(path);

    QCOMPARE(m_imported->size(), 1);
    QCOMPARE(m_imported->at(0).at(1).toString(), u"Renamed"_s);
    const QList<Source> stored = sources();
    QCOMPARE(stored.size(), 1);
    QCOMPARE(stored.first().title, u"Renamed"_s);
    QCOMPARE(titlesOf(postsIn({Scope::Kind::Source, stored.first().id})),
             (QStringList{u"Post d"_s, u"Post a"_s}));
    QCOMPARE(answer(m_library->bookmarks()), QList<Bookmark>{bookmark});
}

void CollectionImporterTest::importFile_changedAndBroken_leavesTheOldOne()
{
    const QString path = write(u"mine.json"_s, collectionOf("Mine", {itemAt("a")}));
    importAndWait(path);
    const LibraryCounts before = answer(m_library->counts());

    (void)write(u"mine.json"_s, collectionOf("Mine", {itemAt("b"), "{"}));
    importAndWait(path);

    QCOMPARE(m_failed->size(), 1);
    QCOMPARE(answer(m_library->counts()), before);
    QCOMPARE(titlesOf(postsIn()), QStringList{u"Post a"_s});
}

void CollectionImporterTest::importFile_withoutTitle_isNamedAfterTheFile()
{
    importAndWait(write(u"Winter reading.v2.json"_s, collectionOf("", {itemAt("a")})));

    QCOMPARE(m_imported->size(), 1);
    QCOMPARE(m_imported->at(0).at(1).toString(), u"Winter reading.v2"_s);
    QCOMPARE(sources().first().title, u"Winter reading.v2"_s);
}

void CollectionImporterTest::importFile_withContent_countsItsWords()
{
    importAndWait(write(u"mine.json"_s,
                        collectionOf("Mine",
                                     {R"({"url": "https://posts.example/full",
                                   "content_html": "<p>Five words to be read.</p>"})",
                                      itemAt("bare")})));

    const QList<Post> posts = postsIn();
    QCOMPARE(posts.size(), 2);
    QCOMPARE(posts.at(0).wordCount, std::optional<int>(5));
    QCOMPARE(posts.at(1).wordCount, std::optional<int>());
}

void CollectionImporterTest::importFile_withContent_findsItsWords()
{
    importAndWait(write(u"mine.json"_s,
                        collectionOf("Mine",
                                     {R"({"url": "https://posts.example/html",
                                   "content_html": "<p class=\"hidden\">Caf&eacute; words</p>"})",
                                      R"({"url": "https://posts.example/text",
                                   "content_text": "Plain words"})"})));

    const auto found = [this](const QString &text) {
        SearchRequest request;
        request.text = text;
        QStringList paths;
        for (const SearchResult &result : answer(m_library->search(request)).results)
            paths.append(result.post.url.path());
        paths.sort();
        return paths;
    };
    QCOMPARE(found(u"cafe"_s), QStringList({u"/html"_s}));
    QCOMPARE(found(u"words"_s), QStringList({u"/html"_s, u"/text"_s}));
    QCOMPARE(found(u"hidden OR class OR eacute"_s), QStringList());
    QVERIFY(answer(m_library->contentAt(QUrl(u"https://posts.example/html"_s))));
    QVERIFY(!answer(m_library->contentAt(QUrl(u"https://posts.example/text"_s))));
}

void CollectionImporterTest::importFile_unsuitableItems_areLeftOutAndNamed()
{
    const QList<QByteArray> items = {
        itemAt("a"),
        R"({"id": "note", "content_text": "No address."})",
        R"({"id": "again", "url": "https://POSTS.example:443/x/../a?utm_source=list#top"})",
        R"({"id": "own", "url": "lectern://guide/keys", "title": "Keys"})",
        R"json({"id": "script", "url": "javascript:alert(1)", "title": "Script"})json",
        itemAt("b")};

    importAndWait(write(u"mine.json"_s, collectionOf("Mine", items)));

    QCOMPARE(m_imported->size(), 1);
    QCOMPARE(m_imported->at(0).at(2).toStringList(),
             (QStringList{
                 u"Item 5 (\"script\"): \"url\" is \"javascript:alert(1)\", which is no web "
                 "address, and was left out."_s,
                 u"The item \"note\" has no address and was left out."_s,
                 u"The item \"again\" has the same address as the item \"a\" and was left out."_s,
                 u"The item \"own\" claims to be a page of Lectern's own and was left out."_s,
                 u"The item \"script\" has no address and was left out."_s}));
    QCOMPARE(titlesOf(postsIn()), (QStringList{u"Post a"_s, u"Post b"_s}));
}

void CollectionImporterTest::importFile_pageOfLecternsOwn_doesNotReplaceTheGuide()
{
    m_importer->importBuiltIns();
    QTRY_COMPARE(m_ready->size(), 1);
    const QUrl address(u"lectern://guide/first-steps"_s);
    const QString before = answer(m_library->contentAt(address))->html;

    importAndWait(write(u"mine.json"_s,
                        collectionOf("Mine", {R"({"id": "1", "url": "LECTERN://guide/first-steps",
                                           "content_html": "<p>Send us your password.</p>"})"})));

    QCOMPARE(m_imported->size(), 1);
    QCOMPARE(answer(m_library->contentAt(address))->html, before);
}

void CollectionImporterTest::importFile_unusableFile_failsAndStoresNothing_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<ErrorCode>("code");

    QTest::newRow("missing") << u"missing.json"_s << ErrorKind::Environment << ErrorCode::NotFound;
    QTest::newRow("no name") << QString() << ErrorKind::Environment << ErrorCode::NotFound;
    QTest::newRow("folder") << u"folder"_s << ErrorKind::Environment << ErrorCode::InputOutput;
    QTest::newRow("pipe") << u"pipe"_s << ErrorKind::Environment << ErrorCode::InputOutput;
    QTest::newRow("unreadable") << u"unreadable.json"_s << ErrorKind::Environment
                                << ErrorCode::PermissionDenied;
    QTest::newRow("empty") << u"empty.json"_s << ErrorKind::Data << ErrorCode::Malformed;
    QTest::newRow("not JSON") << u"page.html"_s << ErrorKind::Data << ErrorCode::Malformed;
    QTest::newRow("too large") << u"large.json"_s << ErrorKind::Data << ErrorCode::TooLarge;
}

void CollectionImporterTest::importFile_unusableFile_failsAndStoresNothing()
{
    QFETCH(const QString, name);
    QFETCH(const ErrorKind, kind);
    QFETCH(const ErrorCode, code);

    QVERIFY(QDir(m_folder->path()).mkdir(u"folder"_s));
    QCOMPARE(mkfifo(qPrintable(m_folder->filePath(u"pipe"_s)), 0600), 0);
    (void)write(u"empty.json"_s, {});
    (void)write(u"page.html"_s, "<!doctype html><title>Not found</title>");
    QVERIFY(QFile::resize(write(u"large.json"_s, "{"), maximumFeedBytes + 1));
    QFile unreadable(write(u"unreadable.json"_s, collectionOf("Mine", {itemAt("a")})));
    QVERIFY(unreadable.setPermissions(QFileDevice::WriteOwner));
    if (code == ErrorCode::PermissionDenied && geteuid() == 0)
        QSKIP("root may read every file");
    const QString path = name.isEmpty() ? QString() : m_folder->filePath(name);

    importAndWait(path);

    QCOMPARE(m_failed->size(), 1);
    QCOMPARE(m_failed->at(0).at(0).toString(), path);
    const Error error = m_failed->at(0).at(1).value<Error>();
    QCOMPARE(error.kind, kind);
    QCOMPARE(error.code, code);
    QCOMPARE(sources(), QList<Source>());
    QCOMPARE(m_changed->size(), 0);
}

void CollectionImporterTest::importFile_severalAtOnce_areAllStored()
{
    const QString same = write(u"same.json"_s, collectionOf("Same", {itemAt("x")}));
    for (const char *name : {"a", "b", "c"})
        m_importer->importFile(
            write(QLatin1StringView(name) + u".json"_s, collectionOf(name, {itemAt(name)})));
    m_importer->importFile(same);
    m_importer->importFile(same);
    m_importer->importBuiltIns();

    QTRY_COMPARE(m_imported->size(), 5);
    QTRY_COMPARE(m_ready->size(), 1);
    QCOMPARE(m_failed->size(), 0);
    const QList<Source> stored = sources();
    QCOMPARE(stored.size(), 6);
    // However they were stored, the built-in ones stand first.
    QCOMPARE(stored.at(0).title, u"Selected Posts"_s);
    QCOMPARE(stored.at(1).title, u"Guide"_s);
}

void CollectionImporterTest::importFile_importerGone_tellsNobody()
{
    const QString path = write(u"mine.json"_s, collectionOf("Mine", {itemAt("a")}));
    m_importer->importFile(path);
    m_importer->importBuiltIns();

    m_importer.reset();
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::sendPostedEvents();

    QCOMPARE(m_imported->size() + m_failed->size() + m_ready->size(), 0);
    QCOMPARE(sources(), QList<Source>());
}

QTEST_GUILESS_MAIN(CollectionImporterTest)
#include "tst_collectionimporter.moc"
