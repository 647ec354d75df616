// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarybackups.h"

#include "core/logging.h"
#include "library/database.h"
#include "library/durablefile.h"
#include "library/statement.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTimeZone>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr int keptDays = 7;
constexpr int keptWeeks = 4;
constexpr int keptMigrations = 3;

const QString timeFormat = u"yyyyMMdd'T'HHmmsszzz'Z'"_s;
const QString partSuffix = u".part"_s;
const QString journalSuffix = u"-journal"_s;

QString nameOf(LibraryBackup::Reason reason, int schemaVersion)
{
    switch (reason) {
    case LibraryBackup::Reason::Daily:
        return u"daily"_s;
    case LibraryBackup::Reason::Migration:
        return u"schema%1"_s.arg(schemaVersion);
    case LibraryBackup::Reason::Asked:
        return u"asked"_s;
    }
    Q_UNREACHABLE();
}

std::optional<LibraryBackup> backupNamed(const QString &fileName)
{
    static const QRegularExpression pattern(
        u"^library-(?:(daily)|(schema\\d+)|asked)-(\\d{8}T\\d{9}Z)\\.db$"_s);
    const QRegularExpressionMatch match = pattern.match(fileName);
    if (!match.hasMatch())
        return std::nullopt;
    LibraryBackup backup;
    backup.taken = QDateTime::fromString(match.captured(3), timeFormat);
    backup.taken.setTimeZone(QTimeZone::utc());
    if (!backup.taken.isValid())
        return std::nullopt;
    if (match.hasCaptured(1))
        backup.reason = LibraryBackup::Reason::Daily;
    else if (match.hasCaptured(2))
        backup.reason = LibraryBackup::Reason::Migration;
    return backup;
}

bool isNewer(const LibraryBackup &left, const LibraryBackup &right)
{
    return left.taken > right.taken;
}

std::pair<int, int> weekOf(const LibraryBackup &backup)
{
    int year = 0;
    const int week = backup.taken.date().weekNumber(&year);
    return {year, week};
}

void removeFile(const QString &path)
{
    // Nothing the reader asked for, and tried again next time.
    if (QFile file(path); !file.remove())
        qCInfo(logLibrary) << "cannot remove" << path << file.errorString();
}

/// A file, and what SQLite may leave beside it, that goes unless it is kept.
class PartFile final
{
    Q_DISABLE_COPY_MOVE(PartFile)

public:
    explicit PartFile(const QString &path) : m_path(path) { }
    ~PartFile()
    {
        if (m_isKept)
            return;
        for (const QString &path : {m_path, m_path + journalSuffix}) {
            if (QFile::exists(path))
                removeFile(path);
        }
    }

    [[nodiscard]] Result<void> keepAs(const QString &path)
    {
        auto done = syncToDisk(m_path).and_then([&] { return renameFile(m_path, path); });
        m_isKept = done.has_value();
        return done;
    }

private:
    const QString m_path;
    bool m_isKept = false;
};

} // namespace

QList<LibraryBackup> LibraryBackups::all() const
{
    QList<LibraryBackup> backups;
    const QFileInfoList files = QDir(m_folder).entryInfoList({u"library-*.db"_s}, QDir::Files);
    for (const QFileInfo &file : files) {
        std::optional<LibraryBackup> backup = backupNamed(file.fileName());
        if (!backup)
            continue;
        backup->path = file.absoluteFilePath();
        backup->bytes = file.size();
        backups.append(*backup);
    }
    std::sort(backups.begin(), backups.end(), isNewer);
    return backups;
}

Result<LibraryBackup> LibraryBackups::make(const Database &database, LibraryBackup::Reason reason,
                                           const QDateTime &now) const
{
    const auto version = database.schemaVersion();
    if (!version)
        return tl::unexpected(version.error());
    if (const auto made = makeFolder(m_folder); !made)
        return tl::unexpected(made.error());
    const QString time = now.toUTC().toString(timeFormat);
    const QString name = u"library-%1-%2.db"_s.arg(nameOf(reason, *version), time);
    const QString path = QDir(m_folder).absoluteFilePath(name);
    if (QFile::exists(path)) {
        return failure(ErrorKind::Environment, ErrorCode::Locked,
                       u"a backup of this very moment exists: %1"_s.arg(path));
    }
    const QString partPath = path + partSuffix;
    PartFile part(partPath);
    return Statement(database, u"VACUUM INTO ?"_s)
        .bind(partPath)
        .run()
        .and_then([&] { return checkCopy(partPath, *version); })
        .and_then([&] { return part.keepAs(path); })
        .and_then([&] { return syncToDisk(m_folder); })
        .and_then([&]() -> Result<LibraryBackup> {
            std::optional<LibraryBackup> backup = backupNamed(name);
            if (!backup)
                return failure(ErrorKind::Bug, ErrorCode::Internal, u"bad name "_s + name);
            backup->path = path;
            backup->bytes = QFileInfo(path).size();
            qCInfo(logLibrary) << "backed up the library:" << path;
            return *backup;
        });
}

void LibraryBackups::removeSuperfluous(const QDateTime &now) const
{
    for (const LibraryBackup &backup : superfluousBackups(all()))
        removeFile(backup.path);
    const QFileInfoList parts = QDir(m_folder).entryInfoList(
        {u"library-*.db"_s + partSuffix, u"library-*.db"_s + partSuffix + journalSuffix},
        QDir::Files);
    for (const QFileInfo &part : parts) {
        const auto backup = backupNamed(part.completeBaseName());
        if (backup && backup->taken.addDays(1) < now)
            removeFile(part.absoluteFilePath());
    }
}

Result<void> checkCopy(const QString &path, int newestVersion)
{
    return Database::openCopy(path, newestVersion)
        .and_then([](const std::unique_ptr<Database> &copy) { return copy->quickCheck(); });
}

QList<LibraryBackup> superfluousBackups(QList<LibraryBackup> backups)
{
    std::sort(backups.begin(), backups.end(), isNewer);
    QSet<QDate> days;
    QSet<std::pair<int, int>> weeks;
    int migrations = 0;
    QList<LibraryBackup> superfluous;
    for (const LibraryBackup &backup : std::as_const(backups)) {
        switch (backup.reason) {
        case LibraryBackup::Reason::Daily: {
            const QDate day = backup.taken.toUTC().date();
            const bool isOfKnownDay = days.contains(day);
            if (!isOfKnownDay && days.size() < keptDays) {
                days.insert(day);
                continue;
            }
            const std::pair<int, int> week = weekOf(backup);
            if (!isOfKnownDay && !weeks.contains(week) && weeks.size() < keptWeeks) {
                weeks.insert(week);
                continue;
            }
            break;
        }
        case LibraryBackup::Reason::Migration:
            if (++migrations <= keptMigrations)
                continue;
            break;
        case LibraryBackup::Reason::Asked:
            continue;
        }
        superfluous.append(backup);
    }
    return superfluous;
}

} // namespace lectern
