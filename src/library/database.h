// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <memory>
#include <unordered_map>

namespace lectern {

struct BodyDictionaries;
struct PendingPairs;

/// An open connection to a library file. Created, used and destroyed in one thread (that of its
/// Statements, too). The file is in WAL mode, so any number of processes read it while one writes;
/// a writer waits up to five seconds for another one (then Environment/Locked).
///
/// While a process has a connection to a file, it may not open that file by itself (HeldFile says
/// why). open() does that first, so a further connection of the same process is openAnother().
class Database final
{
    Q_DISABLE_COPY_MOVE(Database)

public:
    /// Marks a SQLite file as a library: "LCTN" as a number, in the file's header.
    static constexpr int applicationId = 0x4C43544E;

    /// Opens the file, or creates it and its folders. Refused, with the file left as it was, to the
    /// byte: what is no readable SQLite database (Data/Damaged), the database of another
    /// application (Data/Malformed), a schema above `newestVersion` (Data/NewerVersion), and a file
    /// or folder that cannot be written to (Environment/PermissionDenied).
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const QString &path,
                                                                int newestVersion);
    /// One more connection to a library that this process has open.
    [[nodiscard]] static Result<std::unique_ptr<Database>> openAnother(const QString &path);
    /// A whole library in one file that nobody works with, only to be read; nothing is left beside
    /// it. Refused as by open(), and what has no schema of ours at all (Data/Malformed).
    [[nodiscard]] static Result<std::unique_ptr<Database>> openCopy(const QString &path,
                                                                    int newestVersion);
    /// A damaged library that is nobody else's: read without asking whether it makes sense.
    [[nodiscard]] static Result<std::unique_ptr<Database>> openDamaged(const QString &path);
    /// A new one that is in no file.
    [[nodiscard]] static Result<std::unique_ptr<Database>> openInMemory();
    ~Database();

    /// For Statement: the query prepared for this SQL, an earlier one if there is one, because most
    /// of what a short statement costs is preparing it. What preparing failed with is its
    /// lastError(). Only a query that is finished may be given back.
    [[nodiscard]] QSqlQuery takePrepared(const QString &sql) const;
    void givePrepared(const QString &sql, QSqlQuery query) const;

    /// What this connection has read of the dictionaries of content (bodystore.h).
    [[nodiscard]] BodyDictionaries &bodyDictionaries() const { return *m_bodyDictionaries; }
    /// What the transaction this connection is in has still to write (phraseindex.h).
    [[nodiscard]] PendingPairs &pendingPairs() const { return *m_pendingPairs; }

    /// The version of the schema; 0 for a new file.
    [[nodiscard]] Result<int> schemaVersion() const;
    /// A number that is another one once a different connection has changed the library.
    [[nodiscard]] Result<qint64> dataVersion() const;
    /// The file's size in bytes, as SQLite counts its pages.
    [[nodiscard]] Result<qint64> size() const;
    /// Reads the whole file. Data/Damaged names the first thing found.
    [[nodiscard]] Result<void> quickCheck() const;
    /// Reads the whole file and compares tables with their indexes; what it found, a line each.
    [[nodiscard]] Result<QStringList> integrityFindings() const;
    /// Makes the file smaller by pages that nothing uses, in the transaction of the caller. One
    /// that an earlier version has made keeps them for later.
    [[nodiscard]] Result<void> releaseFreePages() const;
    /// Moves what the WAL holds into the file, as far as nobody else is in the way.
    [[nodiscard]] Result<void> checkpoint() const;
    /// Makes it one file without anything beside it, for nobody else has it open.
    [[nodiscard]] Result<void> leaveWal() const;

private:
    Database();

    [[nodiscard]] Result<void> connectTo(const QString &path, const QString &options = {});
    [[nodiscard]] Result<void> checkOwner() const;
    [[nodiscard]] Result<void> configure() const;
    /// What only a file without pages takes.
    [[nodiscard]] Result<void> configureNew() const;

    QSqlDatabase m_connection;
    mutable std::unordered_map<QString, QSqlQuery> m_prepared;
    const std::unique_ptr<BodyDictionaries> m_bodyDictionaries;
    const std::unique_ptr<PendingPairs> m_pendingPairs;
};

/// All or nothing: what was not committed is rolled back when this goes.
class Transaction final
{
    Q_DISABLE_COPY_MOVE(Transaction)

public:
    enum class Kind {
        Reading, ///< sees one state of the library throughout
        Writing, ///< holds the write lock from the start, so that it cannot fail half way for it
    };

    [[nodiscard]] static Result<std::unique_ptr<Transaction>> begin(const Database &database,
                                                                    Kind kind);
    ~Transaction();

    /// On disk when this returns without an error.
    [[nodiscard]] Result<void> commit();

private:
    explicit Transaction(const Database &database) : m_database(database) { }

    const Database &m_database;
    bool m_isOpen = true;
};

} // namespace lectern
