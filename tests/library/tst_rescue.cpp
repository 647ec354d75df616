// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/answers.h"
#include "library/database.h"
#include "library/durablefile.h"
#include "library/libraryreplacement.h"
#include "library/migrations.h"
#include "library/statement.h"
#include "library/testclock.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

/// A library that came to harm: found out, mended, replaced by a backup, salvaged.
class TestRescue final : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void examine_soundLibrary_findsNothing();
    void examine_newLibrary_findsNothing();
    void examine_harm_isFoundAndMended_data();
    void examine_harm_isFoundAndMended();
    void examine_changesNothing();
    void examine_unreadable_isAFinding();
    void examine_notOurs_isAnError();
    void examine_backups_namesTheNewestGoodOne();
    void mend_indexWithoutRows_hasThemAgain();
    void mend_bookmarkWithoutArticle_staysABookmark();

    void restore_backup_isTheLibraryThen();
    void restore_libraryWithItsLog_takesBoth();
    void restore_unusable_isRefused_data();
    void restore_unusable_isRefused();
    void restore_damagedLibrary_isSetAsideUntouched();
    void restore_noLibrary_makesOne();
    void restore_openElsewhere_isLocked();
    void restore_olderSchema_isBroughtUpToDate();
    void replacement_killedAnywhere_isTheOneOrTheOther_data();
    void replacement_killedAnywhere_isTheOneOrTheOther();
    void replacement_strangerInBetween_losesNothing();
    void replacement_abandoned_leavesNothing();

    void salvage_torn_savesTheRest_data();
    void salvage_torn_savesTheRest();
    void salvage_headerGone_savesAll();
    void salvage_articlesGone_keepsBookmarks();
    void salvage_cutOff_savesWhatIsLeft();
    void salvage_nothingReadable_leavesTheFile();
    void salvage_soundLibrary_losesNothing();

private:
    [[nodiscard]] QString path() const { return m_locations.libraryFile(); }
    void makeLibrary(int articles = 300);
    void execute(const QStringList &statements);
    /// Writes nonsense over all pages of a table or an index.
    void tear(const QString &name);
    void overwrite(qint64 offset, const QByteArray &bytes);
    [[nodiscard]] QStringList contentsOf(Library &library);

    std::unique_ptr<QTemporaryDir> m_folder;
    Locations m_locations;
    TestClock m_clock{QDateTime()};
};

namespace {

using Kind = LibraryFinding::Kind;

const QString setAsideName = u"set-aside-20260304T050607008Z"_s;

int newestVersion()
{
    return libraryMigrations().last().version;
}

QString urlOf(int number)
{
    return u"https://example.org/%1"_s.arg(number);
}

QStringList linesOf(const QList<LibraryFinding> &findings)
{
    QStringList lines;
    for (const LibraryFinding &finding : findings)
        lines.append(QString::number(int(finding.kind)) + u' ' + finding.detail);
    return lines;
}

bool has(const QList<LibraryFinding> &findings, Kind kind)
{
    return std::any_of(findings.cbegin(), findings.cend(),
                       [kind](const LibraryFinding &finding) { return finding.kind == kind; });
}

} // namespace

void TestRescue::init()
{
    // What Qt says about content that is torn off.
    const bool isTorn = QTest::currentTestFunction() == "salvage_cutOff_savesWhatIsLeft"_ba;
    QTest::failOnWarning(QRegularExpression(isTorn ? u"^(?!qUncompress)"_s : u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
    m_locations = Locations::under(m_folder->path());
    m_clock = TestClock(QDateTime::fromString(u"2026-03-04T05:06:07.008Z"_s, Qt::ISODateWithMs));
}

// Large enough for trees of several pages: a tenth of the articles bookmarked, others read.
void TestRescue::makeLibrary(int articles)
{
    Library library(m_locations);
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    QStringList urls;
    for (int i = 0; i < articles; ++i)
        urls.append(urlOf(i));
    IncomingCollection collection = incomingCollection(u"list"_s, urls);
    for (int i = 0; i < articles; ++i) {
        IncomingArticle &article = collection.articles[i];
        article.tags = {u"publisher"_s, u"tag %1"_s.arg(i % 10)};
        // Not all the same, which would be stored in a few bytes.
        QRandomGenerator random{quint32(i)};
        for (int k = 0; k < 100; ++k)
            article.contentHtml += QString::number(random.generate(), 36);
    }
    QCOMPARE(codeOf(library.storeCollection(collection)), u"ok"_s);
    for (int i = 0; i < articles; i += 10) {
        BookmarkRequest request = requestFor(urlOf(i));
        request.note = u"My note %1 "_s.arg(i) + QString(600, u'n');
        request.tags = {u"mine"_s};
        QCOMPARE(codeOf(library.addBookmark(request)), u"ok"_s);
        QCOMPARE(
            codeOf(library.setReadingPlace(QUrl(urlOf(i)), ReadingView::Reader, {double(i), 1000})),
            u"ok"_s);
        const QUrl ofSite(u"https://site%1.example/"_s.arg(i));
        QCOMPARE(codeOf(library.chooseView(ofSite, {}, ReadingView::Reader)), u"ok"_s);
    }
    QList<ArticleId> read;
    for (const Post &post : postsIn(library)) {
        if (post.url.path().endsWith(u'7'))
            read.append(post.id);
    }
    QCOMPARE(codeOf(library.setRead(read, true)), u"ok"_s);
}

void TestRescue::execute(const QStringList &statements)
{
    const auto database = Database::open(path(), newestVersion());
    QVERIFY(database);
    QCOMPARE(codeOf(Statement(**database, u"PRAGMA foreign_keys = OFF"_s).run()), u"ok"_s);
    for (const QString &sql : statements)
        QCOMPARE(codeOf(Statement(**database, sql).run()), u"ok"_s);
}

void TestRescue::overwrite(qint64 offset, const QByteArray &bytes)
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(offset));
    QCOMPARE(file.write(bytes), bytes.size());
}

void TestRescue::tear(const QString &name)
{
    qint64 root = 0;
    qint64 pageSize = 0;
    {
        const auto database = Database::open(path(), newestVersion());
        QVERIFY(database);
        const auto number = [&](const QString &sql) {
            return valueOf(Statement(**database, sql).first([](const Row &row) {
                       return row.integer(0);
                   }))
                .value_or(0);
        };
        root = number(u"SELECT rootpage FROM sqlite_master WHERE name = '%1'"_s.arg(name));
        pageSize = number(u"PRAGMA page_size"_s);
    }
    QVERIFY(root > 1);
    overwrite((root - 1) * pageSize, QByteArray(int(pageSize), 'x'));
}

QStringList TestRescue::contentsOf(Library &library)
{
    QStringList lines;
    for (const Post &post : postsIn(library)) {
        lines.append(post.url.toString() + u' ' + post.title + u' ' + post.tags.join(u',')
                     + (post.isRead ? u" read"_s : u""_s));
    }
    for (const Bookmark &bookmark : valueOf(library.bookmarks()))
        lines.append(bookmark.url.toString() + bookmark.note + bookmark.tags.join(u','));
    return lines;
}

void TestRescue::examine_soundLibrary_findsNothing()
{
    makeLibrary();
    Library library(m_locations);
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    // An article put aside is no finding.
    QVERIFY(valueOf(library.removeBookmark(QUrl(urlOf(0)))).has_value());
    QCOMPARE(codeOf(library.addBookmark(requestFor(u"https://example.com/other"_s))), u"ok"_s);
    QVERIFY(valueOf(library.removeBookmark(QUrl(u"https://example.com/other"_s))).has_value());
    for (const auto &answer : {library.examine(), library.mend()}) {
        const LibraryExamination examination = valueOf(answer);
        QCOMPARE(linesOf(examination.findings), QStringList());
        QVERIFY(examination.isLibrarySound());
        QVERIFY(!examination.newestGoodBackup);
    }
}

void TestRescue::examine_newLibrary_findsNothing()
{
    // Without open(), which it does itself.
    Library library(m_locations);
    QCOMPARE(linesOf(valueOf(library.examine()).findings), QStringList());
    QCOMPARE(linesOf(valueOf(library.mend()).findings), QStringList());
}

void TestRescue::examine_harm_isFoundAndMended_data()
{
    QTest::addColumn<QStringList>("harm");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, const QStringList &harm, Kind kind) {
        QTest::newRow(name) << harm << int(kind);
    };
    row("tag of no article", {u"INSERT INTO article_tag VALUES (99999, 0, 1)"_s},
        Kind::DanglingRow);
    row("listing of no source", {u"INSERT INTO source_article VALUES (99, 1, 0, '', '', '')"_s},
        Kind::DanglingRow);
    row("state of no article", {u"INSERT INTO article_state VALUES (99999, 0)"_s},
        Kind::DanglingRow);
    row("article that nothing keeps", {u"DELETE FROM source_article WHERE article_id = 2"_s},
        Kind::DanglingRow);
    row("listed article put aside", {u"INSERT INTO discarded_article VALUES (2)"_s},
        Kind::DanglingRow);
    row("article not in the index", {u"DELETE FROM article_index_docsize WHERE id = 2"_s},
        Kind::DamagedIndex);
    row("index emptied", {u"INSERT INTO article_index (article_index) VALUES ('delete-all')"_s},
        Kind::DamagedIndex);
    row("index torn", {u"UPDATE article_index_data SET block = x'00' WHERE id > 10"_s},
        Kind::DamagedIndex);
    row("source not in the index", {u"DELETE FROM source_index"_s}, Kind::DamagedIndex);
    row("missing index", {u"DROP INDEX article_by_published"_s}, Kind::UnexpectedSchema);
}

void TestRescue::examine_harm_isFoundAndMended()
{
    QFETCH(const QStringList, harm);
    QFETCH(const int, kind);
    makeLibrary();
    execute(harm);
    Library library(m_locations);
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    const LibraryExamination found = valueOf(library.examine());
    QVERIFY2(has(found.findings, Kind(kind)), qPrintable(linesOf(found.findings).join(u'\n')));
    QVERIFY(!found.isLibrarySound());

    QSignalSpy changes(&library, &Library::changed);
    const LibraryExamination mended = valueOf(library.mend());
    QVERIFY2(mended.isLibrarySound(), qPrintable(linesOf(mended.findings).join(u'\n')));
    QVERIFY(has(mended.findings, Kind(kind)));
    QTRY_COMPARE(changes.size(), 1);
    QCOMPARE(linesOf(valueOf(library.examine()).findings), QStringList());
    QCOMPARE(valueOf(library.bookmarks()).size(), 30);
    SearchRequest search;
    search.text = u"note 290"_s;
    QCOMPARE(valueOf(library.search(search)).total, 1);
}

void TestRescue::examine_changesNothing()
{
    makeLibrary();
    execute({u"INSERT INTO article_tag VALUES (99999, 0, 1)"_s, u"DELETE FROM source_index"_s});
    Library library(m_locations);
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    const auto before = filesIn(m_locations.data);
    QCOMPARE(valueOf(library.examine()).findings.size(), 2);
    auto after = filesIn(m_locations.data);
    // Only which connection reads what.
    after.insert(u"library.db-shm"_s, before.value(u"library.db-shm"_s));
    QCOMPARE(after, before);
}

void TestRescue::examine_unreadable_isAFinding()
{
    makeLibrary();
    overwrite(0, QByteArray(100, 'x'));
    const auto before = filesIn(m_locations.data);
    {
        Library library(m_locations);
        QCOMPARE(codeOf(library.open()), u"Data/Damaged"_s);
        for (const auto &answer : {library.examine(), library.mend()}) {
            const LibraryExamination examination = valueOf(answer);
            QCOMPARE(examination.findings.size(), 1);
            QCOMPARE(examination.findings.first().kind, Kind::Unreadable);
            QVERIFY(!examination.isLibrarySound());
        }
    }
    QCOMPARE(filesIn(m_locations.data), before);
}

void TestRescue::examine_notOurs_isAnError()
{
    makeLibrary(10);
    execute({u"PRAGMA user_version = 99"_s});
    Library library(m_locations);
    QCOMPARE(codeOf(library.open()), u"Data/NewerVersion"_s);
    QCOMPARE(codeOf(library.examine()), u"Data/NewerVersion"_s);
    QCOMPARE(codeOf(library.mend()), u"Data/NewerVersion"_s);
}

void TestRescue::examine_backups_namesTheNewestGoodOne()
{
    makeLibrary();
    Library library(m_locations, nullptr, m_clock.clock());
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    const LibraryBackup good = valueOf(library.backUp());
    m_clock.addDays(1);
    const LibraryBackup bad = valueOf(library.backUp());
    QVERIFY(QFile::resize(bad.path, 30'000));
    const LibraryExamination examination = valueOf(library.examine());
    QCOMPARE(examination.newestGoodBackup, std::optional(good));
    QCOMPARE(examination.findings.size(), 1);
    QCOMPARE(examination.findings.first().kind, Kind::UnreadableBackup);
    QVERIFY(examination.findings.first().detail.contains(bad.path));
    QVERIFY(examination.isLibrarySound());
}

void TestRescue::mend_indexWithoutRows_hasThemAgain()
{
    makeLibrary();
    // For a while it is an index of nothing, and so not told of what changes.
    const QString edit = u"UPDATE sqlite_master SET sql = %1 WHERE name = 'article_by_published'"_s;
    const QString isEditable = u"PRAGMA writable_schema = ON"_s;
    execute({isEditable, edit.arg(u"sql || ' WHERE 0'"_s)});
    execute({u"UPDATE article SET published_ms = id"_s});
    execute({isEditable, edit.arg(u"replace(sql, ' WHERE 0', '')"_s)});
    Library library(m_locations);
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    QVERIFY(has(valueOf(library.examine()).findings, Kind::DamagedFile));
    QVERIFY(valueOf(library.mend()).isLibrarySound());
    QCOMPARE(linesOf(valueOf(library.examine()).findings), QStringList());
    QCOMPARE(valueOf(library.order({}, PostSort::Newest)).size(), 300);
}

void TestRescue::mend_bookmarkWithoutArticle_staysABookmark()
{
    makeLibrary();
    execute({u"DELETE FROM source_article WHERE article_id = 1"_s,
             u"DELETE FROM article WHERE id = 1"_s});
    Library library(m_locations);
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    QCOMPARE(valueOf(library.bookmarks()).size(), 29);
    QVERIFY(valueOf(library.mend()).isLibrarySound());
    const QList<Bookmark> bookmarks = valueOf(library.bookmarks());
    QCOMPARE(bookmarks.size(), 30);
    QCOMPARE(bookmarks.last().url, QUrl(u"https://lost.invalid/1"_s));
    QVERIFY(bookmarks.last().note.startsWith(u"My note 0"_s));
    QCOMPARE(bookmarks.last().tags, QStringList{u"mine"_s});
}

void TestRescue::restore_backup_isTheLibraryThen()
{
    makeLibrary();
    Library library(m_locations, nullptr, m_clock.clock());
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    const QStringList contents = contentsOf(library);
    const LibraryBackup backup = valueOf(library.backUp());
    QVERIFY(valueOf(library.removeBookmark(QUrl(urlOf(0)))).has_value());
    const QStringList changed = contentsOf(library);
    QCoreApplication::sendPostedEvents();

    QSignalSpy changes(&library, &Library::changed);
    const QString aside = valueOf(library.restore(backup.path));
    QCOMPARE(aside, m_locations.data + u'/' + setAsideName);
    QTRY_COMPARE(changes.size(), 1);
    const auto change = changes.first().first().value<LibraryChange>();
    QVERIFY(change.sourcesChanged && change.bookmarksChanged);
    QCOMPARE(contentsOf(library), contents);
    QCOMPARE(codeOf(library.addBookmark(requestFor(u"https://example.org/new"_s))), u"ok"_s);
    QVERIFY(QFile::exists(backup.path));

    // And the way back.
    m_clock.addSecs(1);
    QVERIFY(valueOf(library.restore(aside + u"/library.db"_s)) != aside);
    QCOMPARE(contentsOf(library), changed);
    QCOMPARE(QDir(m_locations.data).entryList({u"replacement*"_s}), QStringList());
}

void TestRescue::restore_libraryWithItsLog_takesBoth()
{
    // What a library looks like when its process was killed: all that is new stands in the log.
    const QString elsewhere = m_folder->filePath(u"elsewhere"_s);
    QVERIFY(QDir().mkpath(elsewhere));
    {
        Library library(m_locations);
        QCOMPARE(codeOf(library.open()), u"ok"_s);
        QCOMPARE(codeOf(library.addBookmark(requestFor(u"https://example.org/logged"_s))), u"ok"_s);
        for (const QString &suffix : {u""_s, u"-wal"_s})
            QVERIFY(QFile::copy(path() + suffix, elsewhere + u"/old.db"_s + suffix));
        QVERIFY(valueOf(library.removeBookmark(QUrl(u"https://example.org/logged"_s))).has_value());
    }
    const auto before = filesIn(elsewhere);
    QVERIFY(before.value(u"old.db-wal"_s).size() > 0);
    Library library(m_locations);
    QCOMPARE(codeOf(library.restore(elsewhere + u"/old.db"_s)), u"ok"_s);
    QCOMPARE(valueOf(library.bookmarks()).size(), 1);
    QCOMPARE(filesIn(elsewhere), before);
}

void TestRescue::restore_unusable_isRefused_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("expected");
    QTest::newRow("none") << u"none"_s << u"Environment/NotFound"_s;
    QTest::newRow("text") << u"text"_s << u"Data/Damaged"_s;
    QTest::newRow("empty") << u"empty"_s << u"Data/Malformed"_s;
    QTest::newRow("torn") << u"torn"_s << u"Data/Damaged"_s;
    QTest::newRow("newer") << u"newer"_s << u"Data/NewerVersion"_s;
    QTest::newRow("of another application") << u"foreign"_s << u"Data/Malformed"_s;
}

void TestRescue::restore_unusable_isRefused()
{
    QFETCH(const QString, what);
    QFETCH(const QString, expected);
    const QString file = m_folder->filePath(u"candidate.db"_s);
    makeLibrary(100);
    if (what == u"torn"_s) {
        tear(u"bookmark"_s);
        QVERIFY(QFile::rename(path(), file));
    } else if (what == u"newer"_s || what == u"foreign"_s) {
        execute(
            {what == u"newer"_s ? u"PRAGMA user_version = 99"_s : u"PRAGMA application_id = 99"_s});
        QVERIFY(QFile::rename(path(), file));
    } else if (what != u"none"_s) {
        QFile candidate(file);
        QVERIFY(candidate.open(QIODevice::WriteOnly));
        if (what == u"text"_s)
            QVERIFY(candidate.write("A letter, not a library.\n"_ba.repeated(99)) > 0);
    }
    if (!QFile::exists(path()))
        makeLibrary(10);
    Library library(m_locations);
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    const QStringList contents = contentsOf(library);
    QCOMPARE(codeOf(library.restore(file)), expected);
    QCOMPARE(contentsOf(library), contents);
    QCOMPARE(codeOf(library.addBookmark(requestFor(u"https://example.org/new"_s))), u"ok"_s);
    QCOMPARE(QDir(m_locations.data).entryList(QDir::Dirs | QDir::NoDotAndDotDot), QStringList());
}

void TestRescue::restore_damagedLibrary_isSetAsideUntouched()
{
    makeLibrary();
    QString backup;
    {
        Library library(m_locations, nullptr, m_clock.clock());
        QCOMPARE(codeOf(library.open()), u"ok"_s);
        backup = valueOf(library.backUp()).path;
    }
    overwrite(0, QByteArray(5000, 'x'));
    QFile log(path() + u"-wal"_s);
    QVERIFY(log.open(QIODevice::WriteOnly));
    QVERIFY(log.write("what was left") > 0);
    log.close();
    const auto damaged = filesIn(m_locations.data);

    Library library(m_locations, nullptr, m_clock.clock());
    QCOMPARE(codeOf(library.open()), u"Data/Damaged"_s);
    const QString aside = valueOf(library.restore(backup));
    QCOMPARE(filesIn(aside), damaged);
    QCOMPARE(valueOf(library.bookmarks()).size(), 30);
}

void TestRescue::restore_noLibrary_makesOne()
{
    makeLibrary();
    const QString file = m_folder->filePath(u"kept.db"_s);
    QVERIFY(QFile::rename(path(), file));
    Library library(m_locations);
    QCOMPARE(valueOf(library.restore(file)), QString());
    QCOMPARE(valueOf(library.bookmarks()).size(), 30);
    QCOMPARE(QDir(m_locations.data).entryList(QDir::Dirs | QDir::NoDotAndDotDot), QStringList());

    Library nowhere(Locations::under(m_folder->filePath(u"nowhere"_s)));
    QCOMPARE(codeOf(nowhere.restore(u"/not/there.db"_s)), u"Environment/NotFound"_s);
    QCOMPARE(filesIn(m_folder->filePath(u"nowhere"_s)).keys(), QStringList());
}

void TestRescue::restore_openElsewhere_isLocked()
{
    makeLibrary();
    Library library(m_locations, nullptr, m_clock.clock());
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    const LibraryBackup backup = valueOf(library.backUp());
    QProcess other;
    other.start(QStringLiteral(LIBRARY_WRITER), {m_folder->path(), u"other"_s},
                QIODevice::ReadOnly);
    QVERIFY(other.waitForReadyRead());
    QCOMPARE(codeOf(library.restore(backup.path)), u"Environment/Locked"_s);
    QCOMPARE(codeOf(library.salvage()), u"Environment/Locked"_s);
    QVERIFY(valueOf(library.bookmarks()).size() > 30);
    other.kill();
    QVERIFY(other.waitForFinished());
    QCOMPARE(codeOf(library.restore(backup.path)), u"ok"_s);
    QCOMPARE(valueOf(library.bookmarks()).size(), 30);
}

void TestRescue::restore_olderSchema_isBroughtUpToDate()
{
    const QString file = m_folder->filePath(u"old.db"_s);
    {
        const auto old = Database::open(file, newestVersion());
        QVERIFY(old);
        QCOMPARE(codeOf(migrate(**old, libraryMigrations().first(1), m_folder->path())), u"ok"_s);
        QCOMPARE(
            codeOf(Statement(**old, u"INSERT INTO reading_place VALUES ('a', 1, 2, 3)"_s).run()),
            u"ok"_s);
    }
    Library library(m_locations);
    QCOMPARE(codeOf(library.restore(file)), u"ok"_s);
    QCOMPARE(valueOf(library.counts()).posts, 0);
    const auto database = Database::open(path(), newestVersion());
    QVERIFY(database);
    QCOMPARE(valueOf((*database)->schemaVersion()), newestVersion());
}

void TestRescue::replacement_killedAnywhere_isTheOneOrTheOther_data()
{
    QTest::addColumn<QStringList>("moved"); // "from>to" in the library's folder
    QTest::addColumn<bool>("isNew");
    const QString committed = u"replacement.part>replacement"_s;
    const QString log = u"library.db-wal>replacement/library.db-wal"_s;
    const QString old = u"library.db>replacement/library.db"_s;
    const QString placed = u"replacement/new.db>library.db"_s;
    QTest::newRow("being made") << QStringList() << false;
    QTest::newRow("committed") << QStringList{committed} << true;
    QTest::newRow("log moved") << QStringList{committed, log} << true;
    QTest::newRow("old one moved") << QStringList{committed, log, old} << true;
    QTest::newRow("new one placed") << QStringList{committed, log, old, placed} << true;
}

void TestRescue::replacement_killedAnywhere_isTheOneOrTheOther()
{
    QFETCH(const QStringList, moved);
    QFETCH(const bool, isNew);
    const QDir folder(m_locations.data);
    makeLibrary(10); // one bookmark
    QVERIFY(folder.mkpath(u"replacement.part/scratch"_s));
    QVERIFY(QFile::rename(path(), folder.filePath(u"replacement.part/new.db"_s)));
    makeLibrary(30); // three of them
    QFile log(path() + u"-wal"_s);
    QVERIFY(log.open(QIODevice::WriteOnly)); // empty, and so harmless
    log.close();
    for (const QString &move : moved) {
        QVERIFY(QDir().rename(folder.filePath(move.section(u'>', 0, 0)),
                              folder.filePath(move.section(u'>', 1, 1))));
    }
    {
        Library library(m_locations, nullptr, m_clock.clock());
        QCOMPARE(codeOf(library.open()), u"ok"_s);
        QCOMPARE(valueOf(library.bookmarks()).size(), isNew ? 1 : 3);
    }
    const QString aside = folder.filePath(setAsideName);
    QCOMPARE(QDir(aside).exists(), isNew);
    if (!isNew)
        return;
    QCOMPARE(filesIn(aside).keys(), QStringList({u"library.db"_s, u"library.db-wal"_s}));
    QVERIFY(!folder.exists(u"replacement"_s));
    Library library(m_locations);
    QVERIFY(!valueOf(library.restore(aside + u"/library.db"_s)).isEmpty());
    QCOMPARE(valueOf(library.bookmarks()).size(), 3);
}

void TestRescue::replacement_strangerInBetween_losesNothing()
{
    const QDir folder(m_locations.data);
    makeLibrary(10);
    QVERIFY(QFile::rename(path(), folder.filePath(u"new.db"_s)));
    makeLibrary(30);
    QVERIFY(QFile::rename(path(), folder.filePath(u"old.db"_s)));
    makeLibrary(20); // after the old one was moved, and before the new one was placed
    QVERIFY(folder.mkpath(u"replacement"_s));
    QVERIFY(QDir().rename(folder.filePath(u"new.db"_s), folder.filePath(u"replacement/new.db"_s)));
    QVERIFY(
        QDir().rename(folder.filePath(u"old.db"_s), folder.filePath(u"replacement/library.db"_s)));
    Library library(m_locations, nullptr, m_clock.clock());
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    QCOMPARE(valueOf(library.bookmarks()).size(), 1);
    QCOMPARE(filesIn(folder.filePath(setAsideName)).keys(),
             QStringList({u"library.db"_s, u"library.db-later"_s}));
}

void TestRescue::replacement_abandoned_leavesNothing()
{
    {
        const auto replacement = LibraryReplacement::begin(m_locations);
        QVERIFY(replacement);
        QFile file((*replacement)->newFile());
        QVERIFY(file.open(QIODevice::WriteOnly));
        // Nobody else gets in meanwhile, but is told to try again.
        QVERIFY(!HeldFile::hold(path()));
    }
    QCOMPARE(QDir(m_locations.data).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
             QStringList());
}

void TestRescue::salvage_torn_savesTheRest_data()
{
    QTest::addColumn<QString>("table");
    QTest::newRow("article") << u"article"_s;
    QTest::newRow("article_body") << u"article_body"_s;
    QTest::newRow("article_state") << u"article_state"_s;
    QTest::newRow("article_tag") << u"article_tag"_s;
    QTest::newRow("source") << u"source"_s;
    QTest::newRow("source_article") << u"source_article"_s;
    QTest::newRow("tag") << u"tag"_s;
    QTest::newRow("bookmark_tag") << u"bookmark_tag"_s;
    QTest::newRow("reading_place") << u"reading_place"_s;
    QTest::newRow("site_choice") << u"site_choice"_s;
    QTest::newRow("full-text index") << u"article_index_data"_s;
    QTest::newRow("index of addresses") << u"sqlite_autoindex_article_1"_s;
}

void TestRescue::salvage_torn_savesTheRest()
{
    QFETCH(const QString, table);
    makeLibrary();
    tear(table);
    const QByteArray damaged = filesIn(m_locations.data).value(u"library.db"_s);
    Library library(m_locations, nullptr, m_clock.clock());
    QSignalSpy changes(&library, &Library::changed);
    const LibrarySalvage saved = valueOf(library.salvage());
    QCOMPARE(saved.setAside, m_locations.data + u'/' + setAsideName);
    QCOMPARE(filesIn(saved.setAside), (QMap<QString, QByteArray>{{u"library.db"_s, damaged}}));
    QTRY_VERIFY(!changes.isEmpty());

    QCOMPARE(saved.bookmarks, (SalvagedCount{30, 0}));
    const QList<Bookmark> bookmarks = valueOf(library.bookmarks());
    QCOMPARE(bookmarks.size(), 30);
    for (int i = 0; i < bookmarks.size(); ++i) {
        const int number = 290 - i * 10;
        QCOMPARE(bookmarks.at(i).url, QUrl(urlOf(number)));
        QVERIFY(bookmarks.at(i).note.startsWith(u"My note %1 "_s.arg(number)));
        if (table != u"bookmark_tag"_s)
            QCOMPARE(bookmarks.at(i).tags, QStringList{u"mine"_s});
    }
    const SalvagedCount all{300, 0};
    QCOMPARE(saved.articles == all, table != u"article"_s);
    QCOMPARE(saved.contents == all, table != u"article_body"_s);
    QCOMPARE(saved.readStates == (SalvagedCount{30, 0}), table != u"article_state"_s);
    QCOMPARE(saved.readingPlaces == (SalvagedCount{30, 0}), table != u"reading_place"_s);
    QCOMPARE(saved.siteChoices == (SalvagedCount{30, 0}), table != u"site_choice"_s);
    QCOMPARE(saved.sources == (SalvagedCount{1, 0}), table != u"source"_s);
    QCOMPARE(saved.tags, (SalvagedCount{12, 0})); // the index knows their names
    // What no source lists any more is listed as salvaged, but for what is bookmarked anyway.
    const LibraryCounts counts = valueOf(library.counts());
    QCOMPARE(counts.posts, table == u"source_article"_s ? 270 : 300);
    QCOMPARE(counts.posts - counts.unread, table == u"article_state"_s ? 0 : 30);
    QCOMPARE(counts.sources.last().title == u"Salvaged"_s, table == u"source_article"_s);
    QVERIFY(valueOf(library.examine()).isLibrarySound());
}

void TestRescue::salvage_headerGone_savesAll()
{
    makeLibrary();
    QStringList contents;
    {
        Library library(m_locations);
        QCOMPARE(codeOf(library.open()), u"ok"_s);
        contents = contentsOf(library);
    }
    overwrite(0, QByteArray(100, 'x'));
    Library library(m_locations);
    QCOMPARE(codeOf(library.open()), u"Data/Damaged"_s);
    QCOMPARE(valueOf(library.salvage()).articles, (SalvagedCount{300, 0}));
    QCOMPARE(contentsOf(library), contents);
    QVERIFY(valueOf(library.examine()).isLibrarySound());
}

void TestRescue::salvage_articlesGone_keepsBookmarks()
{
    makeLibrary();
    tear(u"article"_s);
    tear(u"sqlite_autoindex_article_1"_s);
    Library library(m_locations);
    QCOMPARE(valueOf(library.salvage()).bookmarks, (SalvagedCount{30, 0}));
    const QList<Bookmark> bookmarks = valueOf(library.bookmarks());
    QCOMPARE(bookmarks.size(), 30);
    QCOMPARE(bookmarks.last().url, QUrl(u"https://lost.invalid/1"_s));
    QVERIFY(bookmarks.last().note.startsWith(u"My note 0 "_s));
    QCOMPARE(bookmarks.last().title, u"Title 0"_s);
    QVERIFY(valueOf(library.examine()).isLibrarySound());
}

void TestRescue::salvage_cutOff_savesWhatIsLeft()
{
    makeLibrary(2000);
    QVERIFY(QFile::resize(path(), QFileInfo(path()).size() * 2 / 3 + 100));
    Library library(m_locations);
    QCOMPARE(codeOf(library.open()), u"Data/Damaged"_s);
    const LibrarySalvage saved = valueOf(library.salvage());
    QVERIFY(saved.articles.saved > 100);
    QVERIFY(saved.contents.saved > 100);
    QVERIFY(saved.contents.lost > 0);
    QCOMPARE(valueOf(library.bookmarks()).size(), saved.bookmarks.saved);
    QVERIFY(valueOf(library.examine()).isLibrarySound());
}

void TestRescue::salvage_nothingReadable_leavesTheFile()
{
    makeLibrary(10);
    overwrite(0, QByteArray(int(QFileInfo(path()).size()), 'x'));
    const auto before = filesIn(m_locations.data);
    {
        Library library(m_locations);
        QCOMPARE(codeOf(library.open()), u"Data/Damaged"_s);
        QCOMPARE(codeOf(library.salvage()), u"Data/Damaged"_s);
    }
    QCOMPARE(filesIn(m_locations.data), before);
    QCOMPARE(QDir(m_locations.data).entryList(QDir::Dirs | QDir::NoDotAndDotDot), QStringList());
}

void TestRescue::salvage_soundLibrary_losesNothing()
{
    makeLibrary();
    Library library(m_locations);
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    const QStringList contents = contentsOf(library);
    const LibrarySalvage saved = valueOf(library.salvage());
    QCOMPARE(saved.bookmarks, (SalvagedCount{30, 0}));
    QCOMPARE(saved.tags, (SalvagedCount{12, 0}));
    QCOMPARE(saved.readStates, (SalvagedCount{30, 0}));
    QCOMPARE(saved.readingPlaces, (SalvagedCount{30, 0}));
    QCOMPARE(saved.siteChoices, (SalvagedCount{30, 0}));
    const ReadingChoices choices = valueOf(library.readingChoices(QUrl(urlOf(20)), {}));
    QCOMPARE(choices.readerPlace, std::optional(ReadingPlace{20, 1000}));
    const QUrl ofSite(u"https://site20.example/"_s);
    QCOMPARE(valueOf(library.readingChoices(ofSite, {})).view(), ReadingView::Reader);
    QCOMPARE(saved.sources, (SalvagedCount{1, 0}));
    QCOMPARE(saved.articles, (SalvagedCount{300, 0}));
    QCOMPARE(saved.contents, (SalvagedCount{300, 0}));
    QCOMPARE(contentsOf(library), contents);
}

QTEST_GUILESS_MAIN(TestRescue)
#include "tst_rescue.moc"
