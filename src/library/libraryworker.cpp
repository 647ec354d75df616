// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/libraryworker.h"

#include "core/logging.h"
#include "library/articlestore.h"
#include "library/migrations.h"
#include "library/tagstore.h"

#include <QDeadlineTimer>

#include <chrono>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

// Up to this size the check takes a few hundredths of a second, so nobody's act waits for it.
constexpr qint64 largestFileCheckedAtStart = 16 * 1024 * 1024;

constexpr std::chrono::milliseconds othersInterval{1500};

// Not while somebody waits for the first page, and not for a program that only wants a word.
constexpr std::chrono::seconds backupDelay{30};
constexpr std::chrono::hours backupRetry{1};

LibraryChange everything()
{
    LibraryChange change;
    change.sourcesChanged = true;
    change.bookmarksChanged = true;
    return change;
}

} // namespace

LibraryWorker::LibraryWorker(const Locations &locations, const Clock &clock)
    : m_locations(locations), m_now(clock), m_backups(locations.backupFolder()),
      m_thread(QThread::create([this] { work(); })), m_openError{ErrorKind::Bug,
                                                                 ErrorCode::Internal,
                                                                 u"the library was never opened"_s}
{
    m_aside.setMaxThreadCount(1);
    m_thread->setObjectName(u"library"_s);
    m_thread->start();
}

LibraryWorker::~LibraryWorker()
{
    {
        const QMutexLocker lock(&m_mutex);
        m_isStopping = true;
        m_taskAdded.wakeOne();
    }
    m_thread->wait();
}

QFuture<Result<void>> LibraryWorker::open()
{
    return ask<Result<void>>([this] { return openDatabase(); });
}

void LibraryWorker::enqueue(std::function<void()> task)
{
    const QMutexLocker lock(&m_mutex);
    m_tasks.push_back(std::move(task));
    m_taskAdded.wakeOne();
}

void LibraryWorker::work()
{
    QMutexLocker lock(&m_mutex);
    while (true) {
        while (m_tasks.empty() && !m_isStopping) {
            if (!m_database) {
                m_taskAdded.wait(&m_mutex);
            } else if (!m_taskAdded.wait(&m_mutex, QDeadlineTimer(othersInterval))) {
                lock.unlock();
                noticeOthers();
                backUpDaily();
                lock.relock();
            }
        }
        if (m_tasks.empty())
            break;
        const std::function<void()> task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        // What follows opening is the first list, which a reader waits for; the rest comes later.
        const bool wasOpen = m_database != nullptr;
        task();
        if (m_database && m_sinceLookedForOthers.hasExpired(othersInterval.count())) {
            noticeOthers();
            backUpDaily();
        }
        lock.relock();
        if (wasOpen && !m_isLookedAfter && m_tasks.empty()) {
            lock.unlock();
            lookAfter();
            lock.relock();
        }
    }
    lock.unlock();
    m_aside.waitForDone();
    close();
}

Result<void> LibraryWorker::openDatabase()
{
    if (m_database)
        return {};
    const QList<Migration> migrations = libraryMigrations();
    auto database = Database::open(m_locations.libraryFile(), migrations.last().version);
    const auto ready = database ? migrate(**database, migrations, m_locations.backupFolder())
                                : Result<void>(tl::unexpected(database.error()));
    if (!ready) {
        m_openError = ready.error();
        return ready;
    }
    m_database = std::move(*database);
    m_nextDailyBackup = m_now().addSecs(backupDelay.count());
    m_seenVersion.reset();
    noticeOthers();
    return {};
}

void LibraryWorker::announce(const LibraryChange &change)
{
    if (change.sourcesChanged || change.bookmarksChanged || !change.posts.isEmpty())
        emit committed(change);
}

void LibraryWorker::lookAfter()
{
    m_isLookedAfter = true;
    const auto size = m_database->size();
    if (size && *size > largestFileCheckedAtStart)
        return;
    const auto checked = size ? m_database->quickCheck() : tl::unexpected(size.error());
    if (!checked)
        emit damageFound(checked.error());
}

void LibraryWorker::noticeOthers()
{
    m_sinceLookedForOthers.start();
    const auto version = m_database->dataVersion();
    // Nothing the reader asked for; whatever is wrong will show in the next act.
    if (!version) {
        qCInfo(logLibrary) << "looking for changes of others:" << describe(version.error());
        return;
    }
    const bool hasChanged = m_seenVersion && *m_seenVersion != *version;
    m_seenVersion = *version;
    if (hasChanged)
        announce(everything());
}

void LibraryWorker::backUpDaily()
{
    const QDateTime now = m_now();
    if (now < m_nextDailyBackup)
        return;
    // Until then it is made, or has failed and may be tried again, or the clock was changed.
    m_nextDailyBackup = now.addSecs(std::chrono::seconds(backupRetry).count());
    for (const LibraryBackup &backup : m_backups.all()) {
        if (backup.reason == LibraryBackup::Reason::Daily && backup.taken.date() == now.date())
            return;
    }
    m_aside.start([this, now] {
        const auto made =
            Database::openAnother(m_locations.libraryFile())
                .and_then([&](const std::unique_ptr<Database> &database) {
                    return m_backups.make(*database, LibraryBackup::Reason::Daily, now);
                });
        if (!made) {
            qCInfo(logLibrary) << "daily backup:" << describe(made.error());
            emit dailyBackupFailed(made.error());
            return;
        }
        m_backups.removeSuperfluous(now);
    });
}

QFuture<Result<LibraryBackup>> LibraryWorker::backUp()
{
    return askAside<Result<LibraryBackup>>(
        [this](const Database &database) {
            return m_backups.make(database, LibraryBackup::Reason::Asked, m_now());
        },
        [](const Error &error) { return tl::unexpected(error); });
}

QFuture<Result<QList<LibraryBackup>>> LibraryWorker::backups()
{
    return ask<Result<QList<LibraryBackup>>>([this] { return m_backups.all(); });
}

void LibraryWorker::tidyUp()
{
    const auto tidied =
        inTransaction<Result<void>>(Transaction::Kind::Writing, [](const Database &database) {
            return ArticleStore(database).removeDiscarded().and_then(
                [&database] { return TagStore(database).removeUnused(); });
        });
    // Nothing the reader asked for, and tried again next time.
    if (!tidied)
        qCInfo(logLibrary) << "tidying up:" << describe(tidied.error());
}

void LibraryWorker::close()
{
    if (!m_database)
        return;
    tidyUp();
    // What the WAL holds is safe there, too.
    if (const auto done = m_database->checkpoint(); !done)
        qCInfo(logLibrary) << "checkpoint:" << describe(done.error());
    m_database.reset();
}

} // namespace lectern
