// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/database.h"

#include "core/logging.h"
#include "library/bodystore.h"
#include "library/durablefile.h"
#include "library/phraseindex.h"
#include "library/sqliteerror.h"
#include "library/statement.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QThread>
#include <QtEndian>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// How long a lock of another process is waited for.
constexpr std::chrono::milliseconds longestWait{5000};

qint32 headerNumber(const QByteArray &header, qsizetype offset)
{
    return qFromBigEndian<qint32>(header.constData() + offset);
}

// Looks at the header (sqlite.org/fileformat.html, section 1.3) before SQLite does, because opening
// a database is already enough for SQLite to leave files beside it. The numbers may be older than
// what a WAL holds; so what passes here is checked again through SQLite.
Result<void> checkHeader(const QString &path, int newestVersion)
{
    QFile file(path);
    if (!file.exists() || file.size() == 0)
        return {};
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(ErrorKind::Environment, ErrorCode::PermissionDenied,
                       u"%1 cannot be read"_s.arg(path));
    }
    constexpr qsizetype headerSize = 100;
    constexpr qsizetype versionOffset = 60;
    constexpr qsizetype applicationOffset = 68;
    const QByteArray header = file.read(headerSize);
    if (file.error() != QFileDevice::NoError) {
        return failure(ErrorKind::Environment, ErrorCode::InputOutput,
                       u"%1: %2"_s.arg(path, file.errorString()));
    }
    // The literal's own zero byte is the sixteenth of the magic.
    static constexpr char magic[] = "SQLite format 3";
    if (header.size() < headerSize || !header.startsWith(QByteArrayView(magic, sizeof magic))) {
        return failure(ErrorKind::Data, ErrorCode::Damaged,
                       u"%1 is not a SQLite database"_s.arg(path));
    }
    const qint32 application = headerNumber(header, applicationOffset);
    if (application != 0 && application != Database::applicationId) {
        return failure(ErrorKind::Data, ErrorCode::Malformed,
                       u"%1 belongs to another application"_s.arg(path));
    }
    const qint32 version = headerNumber(header, versionOffset);
    if (application == Database::applicationId && version > newestVersion) {
        return failure(ErrorKind::Data, ErrorCode::NewerVersion,
                       u"schema %1 is newer than %2"_s.arg(version).arg(newestVersion));
    }
    return {};
}

Result<void> checkWritable(const QString &path)
{
    if (QFile::exists(path) && !QFileInfo(path).isWritable()) {
        return failure(ErrorKind::Environment, ErrorCode::PermissionDenied,
                       u"%1 cannot be written to"_s.arg(path));
    }
    return {};
}

Result<qint64> pragma(const Database &database, const QString &name)
{
    return Statement(database, u"PRAGMA "_s + name)
        .first([](const Row &row) { return row.integer(0); })
        .map([](std::optional<qint64> value) { return value.value_or(0); });
}

// SQLite does not wait for others here as it does everywhere else: with several processes that make
// or open one new file at the same moment, it may say at once that it is locked.
Result<std::optional<QString>> switchToWal(const Database &database)
{
    QElapsedTimer timer;
    timer.start();
    while (true) {
        auto mode = Statement(database, u"PRAGMA journal_mode = WAL"_s).first([](const Row &row) {
            return row.text(0);
        });
        if (mode || mode.error().code != ErrorCode::Locked || timer.hasExpired(longestWait.count()))
            return mode;
        constexpr unsigned long pauseMs = 10;
        QThread::msleep(pauseMs);
    }
}

} // namespace

Database::Database()
    : m_bodyDictionaries(std::make_unique<BodyDictionaries>()),
      m_pendingPairs(std::make_unique<PendingPairs>())
{
    // Any name that no other living connection has.
    const QString name = u"library-%1"_s.arg(reinterpret_cast<quintptr>(this), 0, 16);
    m_connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
}

Database::~Database()
{
    m_prepared.clear();
    const QString name = m_connection.connectionName();
    m_connection.close();
    m_connection = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

Result<std::unique_ptr<Database>> Database::open(const QString &path, int newestVersion)
{
    std::unique_ptr<Database> database(new Database);
    return makeFolder(QFileInfo(path).absolutePath())
        .and_then([&] { return checkWritable(path); })
        .and_then([&] { return checkHeader(path, newestVersion); })
        .and_then([&] { return database->connectTo(path); })
        .and_then([&] { return database->checkOwner(); })
        .and_then([&] { return database->configure(); })
        .map([&] { return std::move(database); });
}

Result<std::unique_ptr<Database>> Database::openAnother(const QString &path)
{
    std::unique_ptr<Database> database(new Database);
    return database->connectTo(path)
        .and_then([&] { return database->checkOwner(); })
        .and_then([&] { return database->configure(); })
        .map([&] { return std::move(database); });
}

Result<std::unique_ptr<Database>> Database::openCopy(const QString &path, int newestVersion)
{
    if (!QFileInfo(path).isFile()) {
        return failure(ErrorKind::Environment, ErrorCode::NotFound,
                       u"there is no file %1"_s.arg(path));
    }
    std::unique_ptr<Database> database(new Database);
    return checkHeader(path, newestVersion)
        .and_then([&] { return database->connectTo(path, u"QSQLITE_OPEN_READONLY"_s); })
        .and_then([&] { return database->checkOwner(); })
        .and_then([&] { return database->schemaVersion(); })
        .and_then([&](int version) -> Result<void> {
            if (version > 0)
                return {};
            return failure(ErrorKind::Data, ErrorCode::Malformed,
                           u"%1 holds no library"_s.arg(path));
        })
        .map([&] { return std::move(database); });
}

Result<std::unique_ptr<Database>> Database::openDamaged(const QString &path)
{
    std::unique_ptr<Database> database(new Database);
    // Only so does SQLite go on with a file that is shorter than it says.
    return database->connectTo(path)
        .and_then([&] { return Statement(*database, u"PRAGMA writable_schema = ON"_s).run(); })
        .map([&] { return std::move(database); });
}

Result<std::unique_ptr<Database>> Database::openInMemory()
{
    std::unique_ptr<Database> database(new Database);
    return database->connectTo(u":memory:"_s).map([&] { return std::move(database); });
}

Result<void> Database::connectTo(const QString &path, const QString &options)
{
    m_connection.setDatabaseName(path);
    m_connection.setConnectOptions(
        u"QSQLITE_BUSY_TIMEOUT=%1;%2"_s.arg(QString::number(longestWait.count()), options));
    if (!m_connection.open()) {
        const QSqlError error = m_connection.lastError();
        return tl::unexpected(sqliteError(error.nativeErrorCode().toInt(), error.text()));
    }
    return {};
}

Result<void> Database::checkOwner() const
{
    // Both questions about one moment: another process may be creating the library right now.
    const auto moment = Transaction::begin(*this, Transaction::Kind::Reading);
    if (!moment)
        return tl::unexpected(moment.error());
    const auto owner = pragma(*this, u"application_id"_s);
    if (!owner)
        return tl::unexpected(owner.error());
    if (*owner == applicationId)
        return {};
    const auto objects =
        Statement(*this, u"SELECT count(*) FROM sqlite_master"_s).first([](const Row &row) {
            return row.integer(0);
        });
    if (!objects)
        return tl::unexpected(objects.error());
    if (*owner != 0 || *objects != 0) {
        return failure(ErrorKind::Data, ErrorCode::Malformed,
                       u"the database belongs to another application"_s);
    }
    return {};
}

Result<void> Database::configure() const
{
    if (const auto done = configureNew(); !done)
        return done;
    const auto mode = switchToWal(*this);
    if (!mode)
        return tl::unexpected(mode.error());
    // Some network file systems cannot share memory. Nothing is less safe then, only slower.
    if (*mode != u"wal"_s)
        qCWarning(logLibrary) << "no write-ahead log here; journal mode is"
                              << mode->value_or(QString());
    return Statement(*this, u"PRAGMA synchronous = FULL"_s).run().and_then([this] {
        return Statement(*this, u"PRAGMA foreign_keys = ON"_s).run();
    });
}

Result<void> Database::configureNew() const
{
    const auto pages = pragma(*this, u"page_count"_s);
    if (!pages)
        return tl::unexpected(pages.error());
    // An existing file keeps what it has, and would be written to.
    if (*pages > 0)
        return {};
    // Two articles with their content would fit into a page of the usual size, and leave a quarter
    // of it empty.
    return Statement(*this, u"PRAGMA page_size = 16384"_s).run().and_then([this] {
        // For releaseFreePages().
        return Statement(*this, u"PRAGMA auto_vacuum = INCREMENTAL"_s).run();
    });
}

QSqlQuery Database::takePrepared(const QString &sql) const
{
    if (auto prepared = m_prepared.extract(sql); !prepared.empty())
        return std::move(prepared.mapped());
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    query.prepare(Statement::withNames(sql));
    return query;
}

void Database::givePrepared(const QString &sql, QSqlQuery query) const
{
    m_prepared.insert_or_assign(sql, std::move(query));
}

Result<int> Database::schemaVersion() const
{
    return pragma(*this, u"user_version"_s).map([](qint64 version) { return int(version); });
}

Result<qint64> Database::dataVersion() const
{
    return pragma(*this, u"data_version"_s);
}

Result<qint64> Database::size() const
{
    return pragma(*this, u"page_count"_s).and_then([this](qint64 pages) {
        return pragma(*this, u"page_size"_s).map([pages](qint64 size) { return pages * size; });
    });
}

Result<void> Database::quickCheck() const
{
    const auto finding = Statement(*this, u"PRAGMA quick_check(1)"_s).first([](const Row &row) {
        return row.text(0);
    });
    if (!finding)
        return tl::unexpected(finding.error());
    if (*finding != u"ok"_s)
        return failure(ErrorKind::Data, ErrorCode::Damaged, finding->value_or(QString()));
    return {};
}

Result<QStringList> Database::integrityFindings() const
{
    return Statement(*this, u"PRAGMA integrity_check"_s)
        .rows([](const Row &row) { return row.text(0); })
        .map([](const QList<QString> &lines) {
            QStringList findings = lines;
            findings.removeAll(u"ok"_s);
            return findings;
        });
}

Result<void> Database::releaseFreePages() const
{
    // As many as take some hundredths of a second; the others have their turn another time.
    constexpr qint64 most = 512;
    const auto free = pragma(*this, u"freelist_count"_s);
    if (!free)
        return tl::unexpected(free.error());
    Statement releaseOne(*this, u"PRAGMA incremental_vacuum(1)"_s);
    for (qint64 i = 0; i < std::min(*free, most); ++i) {
        if (const auto done = releaseOne.run(); !done)
            return done;
    }
    return {};
}

Result<void> Database::checkpoint() const
{
    return Statement(*this, u"PRAGMA wal_checkpoint(PASSIVE)"_s).run();
}

Result<void> Database::leaveWal() const
{
    const auto mode = Statement(*this, u"PRAGMA journal_mode = DELETE"_s).first([](const Row &row) {
        return row.text(0);
    });
    if (!mode)
        return tl::unexpected(mode.error());
    if (*mode != u"delete"_s) {
        return failure(ErrorKind::Environment, ErrorCode::Locked,
                       u"the journal mode stays %1"_s.arg(mode->value_or(QString())));
    }
    return {};
}

Result<std::unique_ptr<Transaction>> Transaction::begin(const Database &database, Kind kind)
{
    const QString sql = kind == Kind::Writing ? u"BEGIN IMMEDIATE"_s : u"BEGIN"_s;
    if (const auto begun = Statement(database, sql).run(); !begun)
        return tl::unexpected(begun.error());
    return std::unique_ptr<Transaction>(new Transaction(database));
}

Transaction::~Transaction()
{
    if (!m_isOpen)
        return;
    m_database.pendingPairs().clear();
    // SQLite has already rolled back by itself after some failures (a full disk is one), and then
    // says so here. The failure itself was reported where it happened.
    if (const auto done = Statement(m_database, u"ROLLBACK"_s).run(); !done)
        qCDebug(logLibrary) << "rollback:" << describe(done.error());
}

Result<void> Transaction::commit()
{
    auto done = PhraseIndex(m_database).flush().and_then([this] {
        return Statement(m_database, u"COMMIT"_s).run();
    });
    m_isOpen = !done;
    return done;
}

} // namespace lectern
