// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/database.h"

#include "core/logging.h"
#include "library/sqliteerror.h"
#include "library/statement.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QThread>
#include <QtEndian>

#include <chrono>
#include <filesystem>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// How long a lock of another process is waited for.
constexpr std::chrono::milliseconds longestWait{5000};

Error fileError(std::errc reason, const QString &detail)
{
    switch (reason) {
    case std::errc::permission_denied:
    case std::errc::operation_not_permitted:
    case std::errc::read_only_file_system:
        return {ErrorKind::Environment, ErrorCode::PermissionDenied, detail};
    case std::errc::no_space_on_device:
        return {ErrorKind::Environment, ErrorCode::DiskFull, detail};
    default:
        return {ErrorKind::Environment, ErrorCode::InputOutput, detail};
    }
}

Result<void> makeFolder(const QString &folder)
{
    std::error_code error;
    std::filesystem::create_directories(std::filesystem::path(folder.toStdU16String()), error);
    if (error) {
        return tl::unexpected(fileError(static_cast<std::errc>(error.value()),
                                        u"cannot create the folder %1: %2"_s.arg(
                                            folder, QString::fromStdString(error.message()))));
    }
    if (!QFileInfo(folder).isWritable()) {
        return failure(ErrorKind::Environment, ErrorCode::PermissionDenied,
                       u"the folder %1 cannot be written to"_s.arg(folder));
    }
    return {};
}

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
    if (!QFileInfo(path).isWritable() || !file.open(QIODevice::ReadOnly)) {
        return failure(ErrorKind::Environment, ErrorCode::PermissionDenied,
                       u"%1 cannot be read and written"_s.arg(path));
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
    const auto prepared = makeFolder(QFileInfo(path).absolutePath()).and_then([&] {
        return checkHeader(path, newestVersion);
    });
    if (!prepared)
        return tl::unexpected(prepared.error());

    std::unique_ptr<Database> database(new Database);
    const auto ready =
        database->connectTo(path).and_then([&] { return database->checkOwner(); }).and_then([&] {
            return database->configure();
        });
    if (!ready)
        return tl::unexpected(ready.error());
    return database;
}

Result<void> Database::connectTo(const QString &path)
{
    m_connection.setDatabaseName(path);
    m_connection.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(longestWait.count()));
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
    // Of a new file; an existing one keeps its own. Two articles with their content would fit into
    // a page of the usual size, and leave a quarter of it empty.
    if (const auto done = Statement(*this, u"PRAGMA page_size = 16384"_s).run(); !done)
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

QSqlQuery Database::takePrepared(const QString &sql) const
{
    if (auto prepared = m_prepared.extract(sql); !prepared.empty())
        return std::move(prepared.mapped());
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    query.prepare(sql);
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

Result<void> Database::checkpoint() const
{
    return Statement(*this, u"PRAGMA wal_checkpoint(PASSIVE)"_s).run();
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
    // SQLite has already rolled back by itself after some failures (a full disk is one), and then
    // says so here. The failure itself was reported where it happened.
    if (const auto done = Statement(m_database, u"ROLLBACK"_s).run(); !done)
        qCDebug(logLibrary) << "rollback:" << describe(done.error());
}

Result<void> Transaction::commit()
{
    auto done = Statement(m_database, u"COMMIT"_s).run();
    m_isOpen = !done;
    return done;
}

} // namespace lectern
