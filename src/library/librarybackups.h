// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "library/libraryhealth.h"

// The folder of backups
//
// library-daily-TIME.db, library-schemaN-TIME.db (before a change from schema N) and
// library-asked-TIME.db; TIME is UTC, 20260131T235959999Z. Each is a whole library in one file. A
// name that ends in ".part" (or ".part-journal") is one being made. Files with other names are not
// looked at.

namespace lectern {

class Database;

/// Backups of the library in their folder. May be used in any thread.
///
/// They are made by VACUUM INTO. It reads one state of the library from beginning to end while
/// others go on writing. So does SQLite's online backup interface, but that starts anew whenever
/// another process has written, copies empty pages along, and would need the C interface of the
/// very SQLite that Qt's driver brings.
class LibraryBackups final
{
public:
    explicit LibraryBackups(const QString &folder) : m_folder(folder) { }

    /// Newest first; empty when there is no folder.
    [[nodiscard]] QList<LibraryBackup> all() const;

    /// Makes one: copied, opened, read through, on the device, and only then given its name.
    /// `database` must not be within a transaction. A failure leaves nothing behind.
    [[nodiscard]] Result<LibraryBackup> make(const Database &database, LibraryBackup::Reason reason,
                                             const QDateTime &now) const;

    /// Deletes what superfluousBackups() says, and what a process that was killed left half made
    /// more than a day before `now`.
    void removeSuperfluous(const QDateTime &now) const;

private:
    const QString m_folder;
};

/// Reads a copy of a library through. Errors: those of Database::openCopy, Data/Damaged.
[[nodiscard]] Result<void> checkCopy(const QString &path, int newestVersion);

/// Which of these backups need not be kept. Of daily ones, the last of each day for the last seven
/// days that have one stay, and of those before, the last of each week (ISO 8601) for four weeks;
/// of those before migrations the last three; and all that were asked for. Days and weeks are UTC.
[[nodiscard]] QList<LibraryBackup> superfluousBackups(QList<LibraryBackup> backups);

} // namespace lectern
