// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/locations.h"
#include "library/database.h"
#include "library/library.h"
#include "library/librarybackups.h"

#include <QElapsedTimer>
#include <QFuture>
#include <QMutex>
#include <QPromise>
#include <QThread>
#include <QThreadPool>
#include <QWaitCondition>

#include <deque>
#include <functional>
#include <memory>
#include <optional>

namespace lectern {

/// Owns the one thread that touches the database, and does in it what it is asked, in order. Its
/// functions may be called from any thread; the signals are sent from the worker thread, so they
/// reach an object of another thread queued. Between acts it looks now and then whether another
/// process has changed the library and whether a backup is due. What takes long and only reads goes
/// on in another thread with a connection of its own. Destroying it does first what was asked
/// before, then closes the database.
class LibraryWorker final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LibraryWorker)

public:
    LibraryWorker(const Locations &locations, const Clock &clock);
    ~LibraryWorker() override;

    [[nodiscard]] QFuture<Result<void>> open();

    // See Library.
    [[nodiscard]] QFuture<Result<LibraryStatistics>> statistics();
    [[nodiscard]] QFuture<Result<LibraryBackup>> backUp();
    [[nodiscard]] QFuture<Result<QList<LibraryBackup>>> backups();
    [[nodiscard]] QFuture<Result<LibraryExamination>> examine();
    [[nodiscard]] QFuture<Result<LibraryExamination>> mend();
    [[nodiscard]] QFuture<Result<QString>> restore(const QString &path);
    [[nodiscard]] QFuture<Result<LibrarySalvage>> salvage();

    /// Asks `query(database)` for a Result<T>, within one state of the library.
    template <typename Query>
    [[nodiscard]] auto read(Query query)
    {
        using Answer = std::invoke_result_t<Query, const Database &>;
        return ask<Answer>([this, query = std::move(query)]() -> Answer {
            return inTransaction<Answer>(Transaction::Kind::Reading, query);
        });
    }

    /// The same in a thread beside, after all that was asked before: what takes long holds up
    /// nobody there.
    template <typename Query>
    [[nodiscard]] auto readAside(Query query)
    {
        using Answer = std::invoke_result_t<Query, const Database &>;
        auto promise = std::make_shared<QPromise<Answer>>();
        promise->start();
        enqueue([this, promise, query = std::move(query)] {
            const auto answer = [promise](const Answer &value) {
                promise->addResult(value);
                promise->finish();
            };
            if (const auto there = mindPlace(); !there) {
                answer(tl::unexpected(there.error()));
                return;
            }
            m_longReads.start([this, answer, query] {
                const auto database = Database::openAnother(m_locations.libraryFile());
                if (database)
                    answer(transacted<Answer>(**database, Transaction::Kind::Reading, query));
                else
                    answer(tl::unexpected(database.error()));
            });
        });
        return promise->future();
    }

    /// One act of the reader: `act(database, change)` does all or nothing and answers with a
    /// Result<T>. When it left something in `change`, that is sent before the future finishes.
    template <typename Act>
    [[nodiscard]] auto write(Act act)
    {
        using Answer = std::invoke_result_t<Act, const Database &, LibraryChange &>;
        return ask<Answer>([this, act = std::move(act)]() -> Answer {
            LibraryChange change;
            Answer answer =
                inTransaction<Answer>(Transaction::Kind::Writing, [&](const Database &database) {
                    return act(database, change);
                });
            if (answer) {
                m_hasWritten = true;
                announce(change);
            }
            return answer;
        });
    }

signals:
    void committed(const lectern::LibraryChange &change);
    void damageFound(const lectern::Error &error);
    void dailyBackupFailed(const lectern::Error &error);

private:
    template <typename Answer>
    [[nodiscard]] QFuture<Answer> ask(std::function<Answer()> task)
    {
        auto promise = std::make_shared<QPromise<Answer>>();
        promise->start();
        enqueue([promise, task = std::move(task)] {
            promise->addResult(task());
            promise->finish();
        });
        return promise->future();
    }

    /// Asks `task(database)` in the thread beside, with a connection of its own, once the library
    /// is open. When that failed, the answer is `otherwise(why)`.
    template <typename Answer>
    [[nodiscard]] QFuture<Answer> askAside(std::function<Answer(const Database &)> task,
                                           std::function<Answer(const Error &)> otherwise)
    {
        auto promise = std::make_shared<QPromise<Answer>>();
        promise->start();
        enqueue([this, promise, task = std::move(task), otherwise = std::move(otherwise)] {
            const auto answer = [promise](const Answer &value) {
                promise->addResult(value);
                promise->finish();
            };
            if (const auto opened = openDatabase(); !opened) {
                answer(otherwise(opened.error()));
                return;
            }
            m_aside.start([this, answer, task] {
                const auto database = Database::openAnother(m_locations.libraryFile());
                answer(database ? task(**database) : tl::unexpected(database.error()));
            });
        });
        return promise->future();
    }

    template <typename Answer, typename Query>
    [[nodiscard]] Answer inTransaction(Transaction::Kind kind, const Query &query)
    {
        if (const auto there = mindPlace(); !there)
            return tl::unexpected(there.error());
        Answer answer = transacted<Answer>(*m_database, kind, query);
        // Acknowledged is on disk, under its name.
        if (answer && kind == Transaction::Kind::Writing && hasVanished())
            return tl::unexpected(vanished());
        return answer;
    }

    template <typename Answer, typename Query>
    [[nodiscard]] static Answer transacted(const Database &database, Transaction::Kind kind,
                                           const Query &query)
    {
        const auto transaction = Transaction::begin(database, kind);
        if (!transaction)
            return tl::unexpected(transaction.error());
        Answer answer = query(database);
        if (!answer)
            return answer;
        if (const auto done = (*transaction)->commit(); !done)
            return tl::unexpected(done.error());
        return answer;
    }

    /// Disks are pulled out and folders moved away: SQLite would go on with a file that has no name
    /// any more. So the library is closed then, and opened again once its file is back.
    [[nodiscard]] Result<void> mindPlace();
    [[nodiscard]] bool hasVanished() const;
    [[nodiscard]] Error vanished() const;
    /// For the connections of the threads beside.
    void waitForOthers();
    void enqueue(std::function<void()> task);
    void work();
    Result<void> openDatabase();
    void announce(const LibraryChange &change);
    void lookAfter();
    void noticeOthers();
    void backUpDaily();
    /// Does `act` while this process has no connection to the library; opens it then again.
    template <typename Value>
    [[nodiscard]] Result<Value> whileClosed(const std::function<Result<Value>()> &act);
    [[nodiscard]] Result<QString> replaceBy(const QString &path) const;
    [[nodiscard]] Result<LibrarySalvage> replaceByReadable() const;
    [[nodiscard]] Result<LibraryExamination>
    withBackups(const Result<QList<LibraryFinding>> &findings) const;
    void beginUpkeep();
    void goOnWithUpkeep();
    void trainDictionary();
    void addDictionary(int number, const Result<QByteArray> &trained);
    void tidyUp();
    void close();

    const Locations m_locations;
    const Clock m_now;
    const LibraryBackups m_backups;
    std::unique_ptr<QThread> m_thread;

    QMutex m_mutex; ///< guards the next three
    QWaitCondition m_taskAdded;
    std::deque<std::function<void()>> m_tasks;
    bool m_isStopping = false;

    // Only touched by the worker thread.
    std::unique_ptr<Database> m_database;
    Error m_openError;
    bool m_isAway = false; ///< closed because its file had vanished
    bool m_hasWritten = false;
    bool m_isLookedAfter = false; ///< done in the first pause, nobody waits for it
    bool m_isUnfinished = false; ///< there is work for pauses (LibraryUpkeep)
    bool m_isDictionaryDue = true; ///< has to be asked
    QElapsedTimer m_sinceLookedForOthers;
    std::optional<qint64> m_seenVersion; ///< absent until the first look
    QDateTime m_nextDailyBackup; ///< when to look whether one is due
    // These go first, because they use the others.
    QThreadPool m_aside; ///< one thread for what takes long, only reads, and nobody waits for
    QThreadPool m_longReads; ///< one thread for what somebody waits for
};

} // namespace lectern
