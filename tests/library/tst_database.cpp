// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/answers.h"
#include "library/database.h"
#include "library/migrations.h"
#include "library/sqliteerror.h"
#include "library/statement.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace lectern;

/// Opening what should not be opened, and what the disk does to us.
class TestDatabase final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void open_noFolder_createsIt();
    void open_emptyFile_isANewLibrary();
    void open_notOurs_isLeftAsItWas_data();
    void open_notOurs_isLeftAsItWas();
    void open_mended_works();
    void open_unwritable_isPermissionDenied_data();
    void open_unwritable_isPermissionDenied();
    void open_folderInTheWay_isRefused();
    void damage_insideTheFile_isReported();
    void write_pageLimit_isDiskFull_thenWorks();
    void releaseFreePages_makesTheFileSmaller();
    void write_lockHeld_isLocked();
    void values_bound_comeBack();
    void resultCodes_areMapped_data();
    void resultCodes_areMapped();

private:
    [[nodiscard]] QString path() const { return m_locations.libraryFile(); }
    void makeLibrary();
    void overwrite(qint64 offset, const QByteArray &bytes);
    void makeDatabase(const QStringList &statements);

    std::unique_ptr<QTemporaryDir> m_folder;
    Locations m_locations;
};

namespace {

int newestVersion()
{
    return libraryMigrations().last().version;
}

/// As long as this lives, a test that root runs is somebody without rights.
class Unprivileged final
{
    Q_DISABLE_COPY_MOVE(Unprivileged)

public:
    static constexpr uid_t nobody = 65534;

    Unprivileged() : m_isRoot(::getuid() == 0)
    {
        // The saved id stays root, which is the way back.
        m_isReady = !m_isRoot || ::setresuid(nobody, nobody, 0) == 0;
    }
    ~Unprivileged()
    {
        if (m_isRoot && ::setresuid(0, 0, 0) != 0)
            qFatal("cannot become root again");
    }
    [[nodiscard]] bool isReady() const { return m_isReady; }

private:
    const bool m_isRoot;
    bool m_isReady = false;
};

} // namespace

void TestDatabase::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
    m_locations = Locations::under(m_folder->path());
}

void TestDatabase::makeLibrary()
{
    Library library(m_locations);
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    IncomingCollection collection;
    collection.url = QUrl(u"file:///list"_s);
    for (int i = 0; i < 200; ++i) {
        IncomingArticle article = incomingArticle(u"https://example.org/%1"_s.arg(i));
        // Not all the same, which would be stored in a few bytes.
        QRandomGenerator random{quint32(i)};
        for (int k = 0; k < 200; ++k)
            article.contentHtml += QString::number(random.generate(), 36);
        collection.articles.append(article);
    }
    QCOMPARE(codeOf(library.storeCollection(collection)), u"ok"_s);
}

void TestDatabase::overwrite(qint64 offset, const QByteArray &bytes)
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(offset));
    QCOMPARE(file.write(bytes), bytes.size());
}

void TestDatabase::makeDatabase(const QStringList &statements)
{
    const QString name = u"foreign"_s;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        database.setDatabaseName(path());
        QVERIFY(database.open());
        for (const QString &sql : statements) {
            QSqlQuery query(database);
            QVERIFY2(query.exec(sql), qPrintable(sql));
        }
    }
    QSqlDatabase::removeDatabase(name);
}

void TestDatabase::open_noFolder_createsIt()
{
    m_locations = Locations::under(m_folder->filePath(u"not/there/yet"_s));
    {
        Library library(m_locations);
        QCOMPARE(codeOf(library.open()), u"ok"_s);
    }
    QCOMPARE(filesIn(m_locations.data).keys(), QStringList{u"library.db"_s});
}

void TestDatabase::open_emptyFile_isANewLibrary()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    Library library(m_locations);
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    QCOMPARE(valueOf(library.counts()).posts, 0);
}

void TestDatabase::open_notOurs_isLeftAsItWas_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("expected");
    QTest::newRow("text") << u"text"_s << u"Data/Damaged"_s;
    QTest::newRow("one byte") << u"byte"_s << u"Data/Damaged"_s;
    QTest::newRow("magic overwritten") << u"magic"_s << u"Data/Damaged"_s;
    QTest::newRow("rest of the header overwritten") << u"header"_s << u"Data/Damaged"_s;
    QTest::newRow("cut off") << u"cut"_s << u"Data/Damaged"_s;
    QTest::newRow("schema overwritten") << u"schema"_s << u"Data/Damaged"_s;
    QTest::newRow("newer") << u"newer"_s << u"Data/NewerVersion"_s;
    QTest::newRow("another application, named") << u"named"_s << u"Data/Malformed"_s;
    QTest::newRow("another application, nameless") << u"nameless"_s << u"Data/Malformed"_s;
    QTest::newRow("another application, in WAL mode") << u"wal"_s << u"Data/Malformed"_s;
}

void TestDatabase::open_notOurs_isLeftAsItWas()
{
    QFETCH(const QString, what);
    QFETCH(const QString, expected);
    if (what == u"text"_s || what == u"byte"_s) {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(what == u"byte"_s ? "x"_ba
                                     : "This is a letter, not a library.\n"_ba.repeated(99));
    } else if (what == u"named"_s) {
        makeDatabase({u"PRAGMA application_id = 7"_s, u"CREATE TABLE theirs (a)"_s});
    } else if (what == u"nameless"_s) {
        makeDatabase({u"CREATE TABLE theirs (a)"_s, u"INSERT INTO theirs VALUES (1)"_s});
    } else if (what == u"wal"_s) {
        makeDatabase({u"PRAGMA journal_mode = WAL"_s, u"CREATE TABLE theirs (a)"_s});
    } else {
        makeLibrary();
        if (what == u"magic"_s)
            overwrite(0, QByteArray(16, 'x'));
        else if (what == u"header"_s)
            overwrite(16, QByteArray(40, 'x'));
        else if (what == u"schema"_s)
            overwrite(100, QByteArray(3000, 'x'));
        else if (what == u"cut"_s)
            QVERIFY(QFile::resize(path(), 5000));
        else
            makeDatabase({u"PRAGMA user_version = 99"_s});
    }
    const auto before = filesIn(m_locations.data);
    {
        Library library(m_locations);
        QCOMPARE(codeOf(library.open()), expected);
        QCOMPARE(codeOf(library.addBookmark(requestFor(u"https://example.org/a"_s))), expected);
        QCOMPARE(codeOf(library.counts()), expected);
    }
    QCOMPARE(filesIn(m_locations.data), before);
}

void TestDatabase::open_mended_works()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("damaged");
    file.close();
    Library library(m_locations);
    QCOMPARE(codeOf(library.open()), u"Data/Damaged"_s);
    QVERIFY(file.rename(path() + u".aside"_s));
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    QCOMPARE(codeOf(library.addBookmark(requestFor(u"https://example.org/a"_s))), u"ok"_s);
    QCOMPARE(codeOf(library.open()), u"ok"_s); // open already: nothing happens
    QCOMPARE(valueOf(library.bookmarks()).size(), 1);
}

void TestDatabase::open_unwritable_isPermissionDenied_data()
{
    QTest::addColumn<bool>("hasLibrary");
    QTest::addColumn<bool>("isFolder");
    QTest::newRow("folder, no library yet") << false << true;
    QTest::newRow("folder") << true << true;
    QTest::newRow("file") << true << false;
}

void TestDatabase::open_unwritable_isPermissionDenied()
{
    QFETCH(const bool, hasLibrary);
    QFETCH(const bool, isFolder);
    if (hasLibrary)
        makeLibrary();
    const QFileDevice::Permissions readable = QFileDevice::ReadOwner | QFileDevice::ExeOwner
        | QFileDevice::ReadOther | QFileDevice::ExeOther;
    const QFileDevice::Permissions writable =
        readable | QFileDevice::WriteOwner | QFileDevice::WriteOther;
    QVERIFY(QFile::setPermissions(m_locations.data, isFolder ? readable : writable));
    if (hasLibrary)
        QVERIFY(QFile::setPermissions(path(), isFolder ? writable : readable));
    const auto before = filesIn(m_locations.data);

    Library library(m_locations);
    {
        const Unprivileged user;
        if (!user.isReady())
            QSKIP("cannot give up being root, and root may write anywhere");
        QCOMPARE(codeOf(library.open()), u"Environment/PermissionDenied"_s);
        QCOMPARE(codeOf(library.counts()), u"Environment/PermissionDenied"_s);
        if (isFolder) {
            Library inside(Locations::under(m_locations.data + u"/not/there/yet"_s));
            QCOMPARE(codeOf(inside.open()), u"Environment/PermissionDenied"_s);
        }
    }
    QCOMPARE(filesIn(m_locations.data), before);

    QVERIFY(QFile::setPermissions(m_locations.data, writable));
    if (hasLibrary)
        QVERIFY(QFile::setPermissions(path(), writable));
    QCOMPARE(codeOf(library.open()), u"ok"_s);
}

void TestDatabase::open_folderInTheWay_isRefused()
{
    QVERIFY(QDir().mkpath(path()));
    Library library(m_locations);
    const auto opened = answerOf(library.open());
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, ErrorKind::Environment);
}

void TestDatabase::damage_insideTheFile_isReported()
{
    makeLibrary();
    overwrite(QFileInfo(path()).size() / 2, QByteArray(3 * 4096, 'x'));
    Library library(m_locations);
    QSignalSpy damage(&library, &Library::damageFound);
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    QCOMPARE(codeOf(library.bookmarks()), u"ok"_s); // what can be read is read
    QTRY_COMPARE(damage.size(), 1);
    QCOMPARE(damage.first().first().value<Error>().code, ErrorCode::Damaged);
}

void TestDatabase::write_pageLimit_isDiskFull_thenWorks()
{
    makeLibrary();
    const auto database = Database::open(path(), newestVersion());
    QVERIFY(database);
    const auto limit = [&](qint64 pages) {
        return Statement(**database, u"PRAGMA max_page_count = %1"_s.arg(pages)).run();
    };
    const auto writeTag = [&](const QString &name) -> Result<void> {
        const auto transaction = Transaction::begin(**database, Transaction::Kind::Writing);
        if (!transaction)
            return tl::unexpected(transaction.error());
        return Statement(**database, u"INSERT INTO tag (name) VALUES (?)"_s)
            .bind(name)
            .run()
            .and_then([&] { return (*transaction)->commit(); });
    };
    QCOMPARE(codeOf(limit(1)), u"ok"_s); // SQLite makes that the present size
    QCOMPARE(codeOf(writeTag(QString(100'000, u'x'))), u"Environment/DiskFull"_s);
    QCOMPARE(codeOf(limit(1'000'000)), u"ok"_s);
    QCOMPARE(codeOf(writeTag(QString(100'000, u'x'))), u"ok"_s);
    QCOMPARE(codeOf((*database)->quickCheck()), u"ok"_s);
}

void TestDatabase::releaseFreePages_makesTheFileSmaller()
{
    makeLibrary();
    const auto database = Database::open(path(), newestVersion());
    QVERIFY(database);
    const auto inTransaction = [&](const std::function<Result<void>()> &act) {
        const auto transaction = Transaction::begin(**database, Transaction::Kind::Writing);
        if (!transaction)
            return codeOf(transaction);
        return codeOf(act().and_then([&] { return (*transaction)->commit(); }));
    };
    const qint64 before = valueOf((*database)->size());
    constexpr int length = 1'000'000;
    QCOMPARE(inTransaction([&] {
                 return Statement(**database, u"INSERT INTO tag (name) VALUES (?), ('other')"_s)
                     .bind(QString(length, u'x'))
                     .run();
             }),
             u"ok"_s);
    QCOMPARE(inTransaction([&] {
                 return Statement(**database, u"DELETE FROM tag WHERE name <> 'other'"_s).run();
             }),
             u"ok"_s);
    QVERIFY(valueOf((*database)->size()) >= before + length);
    QCOMPARE(inTransaction([&] { return (*database)->releaseFreePages(); }), u"ok"_s);
    QVERIFY(valueOf((*database)->size()) < before + length / 10);
    QCOMPARE(codeOf((*database)->quickCheck()), u"ok"_s);
    QCOMPARE(valueOf(Statement(**database, u"SELECT count(*) FROM tag WHERE name = 'other'"_s)
                         .first([](const Row &row) { return row.integer(0); })),
             std::optional<qint64>(1));
}

void TestDatabase::write_lockHeld_isLocked()
{
    makeLibrary();
    const auto one = Database::open(path(), newestVersion());
    const auto other = Database::open(path(), newestVersion());
    QVERIFY(one && other);
    const auto held = Transaction::begin(**one, Transaction::Kind::Writing);
    QVERIFY(held);
    QCOMPARE(codeOf(Statement(**other, u"PRAGMA busy_timeout = 1"_s).run()), u"ok"_s);
    QVERIFY(Transaction::begin(**other, Transaction::Kind::Reading));
    const auto refused = Transaction::begin(**other, Transaction::Kind::Writing);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Locked);
    QCOMPARE(refused.error().kind, ErrorKind::Environment);
}

void TestDatabase::values_bound_comeBack()
{
    const auto database = Database::open(path(), newestVersion());
    QVERIFY(database);
    Statement echo(**database, u"SELECT ?, ?, ?, ?, ?, ?, ?, ?, typeof(?), typeof(?), typeof(?)"_s);
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(1'475'712'000'123).toUTC();
    const QUrl url(u"https://example.org/a%20b?q=%C3%A9#f"_s);
    const auto row =
        echo.bind(u"text"_s, QByteArray("\0x", 2), url, time, 1.5, true, std::optional<int>(),
                  std::optional(7), QString(), QByteArray(), QDateTime())
            .first([&](const Row &found) {
                [&] {
                    QCOMPARE(found.text(0), u"text"_s);
                    QCOMPARE(found.bytes(1), QByteArray("\0x", 2));
                    QCOMPARE(found.url(2), url);
                    QCOMPARE(found.time(3), std::optional(time));
                    QCOMPARE(found.time(3)->timeSpec(), Qt::UTC);
                    QCOMPARE(found.real(4), 1.5);
                    QCOMPARE(found.boolean(5), true);
                    QCOMPARE(found.number(6), std::optional<int>());
                    QCOMPARE(found.time(6), std::optional<QDateTime>());
                    QCOMPARE(found.number(7), std::optional(7));
                    QCOMPARE(found.text(8), u"text"_s);
                    QCOMPARE(found.text(9), u"blob"_s);
                    QCOMPARE(found.text(10), u"null"_s);
                }();
                return true;
            });
    QVERIFY(valueOf(row).has_value());
    // What stands in quotes is no parameter.
    const auto quoted =
        Statement(**database, u"SELECT '? it''s ?' || ? || \"?\" FROM (SELECT ? AS \"?\")"_s)
            .bind(u" one "_s, 2)
            .first([](const Row &found) { return found.text(0); });
    QCOMPARE(valueOf(quoted), std::optional(u"? it's ? one 2"_s));
    Statement many(**database, u"SELECT "_s + QStringList(40, u"?"_s).join(u" + "_s));
    const auto sum =
        many.bindAll(QVariantList(40, 2)).first([](const Row &found) { return found.integer(0); });
    QCOMPARE(valueOf(sum), std::optional<qint64>(80));
    for (int count = 0; count < 4; ++count) {
        Statement two(**database, u"SELECT ?, ?"_s);
        two.bindAll(QVariantList(count, 1));
        QCOMPARE(codeOf(two.run()), count == 2 ? u"ok"_s : u"Bug/Internal"_s);
    }
    QCOMPARE(codeOf(Statement(**database, u"SELECT ?"_s).run()), u"Bug/Internal"_s);
    QCOMPARE(codeOf(Statement(**database, u"SELECT nonsense FROM nowhere"_s).run()),
             u"Bug/Internal"_s);
}

void TestDatabase::resultCodes_areMapped_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("expected");
    QTest::newRow("ERROR") << 1 << u"Bug/Internal"_s;
    QTest::newRow("PERM") << 3 << u"Environment/PermissionDenied"_s;
    QTest::newRow("BUSY") << 5 << u"Environment/Locked"_s;
    QTest::newRow("BUSY_SNAPSHOT") << 517 << u"Environment/Locked"_s;
    QTest::newRow("LOCKED") << 6 << u"Environment/Locked"_s;
    QTest::newRow("NOMEM") << 7 << u"Environment/InputOutput"_s;
    QTest::newRow("READONLY_DIRECTORY") << 1544 << u"Environment/PermissionDenied"_s;
    QTest::newRow("IOERR_WRITE") << 778 << u"Environment/InputOutput"_s;
    QTest::newRow("IOERR_SHMSIZE") << 4874 << u"Environment/DiskFull"_s;
    QTest::newRow("CORRUPT_INDEX") << 779 << u"Data/Damaged"_s;
    QTest::newRow("FULL") << 13 << u"Environment/DiskFull"_s;
    QTest::newRow("CANTOPEN") << 14 << u"Environment/PermissionDenied"_s;
    QTest::newRow("TOOBIG") << 18 << u"Data/TooLarge"_s;
    QTest::newRow("CONSTRAINT_FOREIGNKEY") << 787 << u"Bug/Internal"_s;
    QTest::newRow("NOTADB") << 26 << u"Data/Damaged"_s;
}

void TestDatabase::resultCodes_areMapped()
{
    QFETCH(const int, code);
    QFETCH(const QString, expected);
    const Error error = sqliteError(code, u"what SQLite said"_s);
    QCOMPARE(describe(error).section(u':', 0, 0), expected);
    QVERIFY(error.detail.contains(u"what SQLite said"_s));
    QVERIFY(error.detail.contains(QString::number(code)));
}

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
