// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/libraryworker.h"

#include "core/logging.h"
#include "library/articlestore.h"
#include "library/bodystore.h"
#include "library/durablefile.h"
#include "library/librarydoctor.h"
#include "library/libraryreplacement.h"
#include "library/librarysalvage.h"
#include "library/libraryupkeep.h"
#include "library/migrations.h"
#include "library/phraseindex.h"
#include "library/sourcestore.h"
#include "library/tagstore.h"

#include <QDeadlineTimer>
#include <QFileInfo>

#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

// Up to this size the check takes a few hundredths of a second, so nobody's act waits for it.
constexpr qint64 largestFileCheckedAtStart = 16 * 1024 * 1024;

constexpr std::chrono::milliseconds othersInterval{1500};
/// Between two pieces of work that nobody waits for, so that it takes half of one processor.
constexpr std::chrono::milliseconds upkeepPause{50};

// Not while somebody waits for the first page, and not for a program that only wants a word.
constexpr std::chrono::seconds backupDelay{30};
constexpr std::chrono::hours backupRetry{1};

qint64 bytesOf(const QString &path)
{
    const QFileInfo file(path);
    return file.exists() ? file.size() : 0;
}

// Another process may replace the library between our finding its file and having it open. Then
// the file under its name is another one.
Result<std::unique_ptr<Database>> openInPlace(const Locations &locations, const Clock &now)
{
    constexpr int attempts = 3;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        if (const auto finished = finishReplacement(locations, now()); !finished)
            return tl::unexpected(finished.error());
        const QByteArray before = fileIdentity(locations.libraryFile());
        auto database = Database::open(locations.libraryFile(), newestSchemaVersion());
        if (!database || before.isEmpty() || fileIdentity(locations.libraryFile()) == before)
            return database;
    }
    return failure(ErrorKind::Environment, ErrorCode::Locked,
                   u"the library is being replaced by another process"_s);
}

// Nearly always it is, and then the steps that lead there need not be read.
Result<void> upToDate(const Database &database, const QString &backupFolder)
{
    return database.schemaVersion().and_then([&](int version) {
        return version == newestSchemaVersion()
            ? Result<void>()
            : migrate(database, libraryMigrations(), backupFolder);
    });
}

LibraryChange everything()
{
    LibraryChange change;
    change.sourcesChanged = true;
    change.bookmarksChanged = true;
    change.feedsChanged = true;
    change.highlightsChanged = true;
    change.offlineChanged = true;
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
    m_longReads.setMaxThreadCount(1);
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
            const auto pause = m_isUnfinished ? upkeepPause : othersInterval;
            if (!m_database && !m_isAway) {
                m_taskAdded.wait(&m_mutex);
            } else if (!m_taskAdded.wait(&m_mutex, QDeadlineTimer(pause))) {
                lock.unlock();
                if (!mindPlace()) {
                    lock.relock();
                    continue;
                }
                if (m_sinceLookedForOthers.hasExpired(othersInterval.count()))
                    noticeOthers();
                lookAfter();
                backUpDaily();
                goOnWithUpkeep();
                lock.relock();
            }
        }
        if (m_tasks.empty())
            break;
        const std::function<void()> task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        task();
        if (m_database && !hasVanished()
            && m_sinceLookedForOthers.hasExpired(othersInterval.count())) {
            noticeOthers();
            backUpDaily();
        }
        trainDictionary();
        lock.relock();
    }
    lock.unlock();
    waitForOthers();
    close();
}

Result<void> LibraryWorker::openDatabase()
{
    if (m_database)
        return {};
    // No new one where the reader's own will be again.
    if (m_isAway && !QFileInfo::exists(m_locations.libraryFile()))
        return tl::unexpected(m_openError);
    auto database = openInPlace(m_locations, m_now);
    const auto ready = database ? upToDate(**database, m_locations.backupFolder())
                                : Result<void>(tl::unexpected(database.error()));
    if (!ready) {
        m_openError = ready.error();
        return ready;
    }
    m_database = std::move(*database);
    m_isAway = false;
    m_nextDailyBackup = m_now().addSecs(backupDelay.count());
    m_seenVersion.reset();
    noticeOthers();
    return {};
}

bool LibraryWorker::hasVanished() const
{
    return m_database && !QFileInfo::exists(m_locations.libraryFile());
}

void LibraryWorker::waitForOthers()
{
    m_aside.waitForDone();
    m_longReads.waitForDone();
}

Error LibraryWorker::vanished() const
{
    return {ErrorKind::Environment, ErrorCode::NotFound,
            u"%1 is not there any more"_s.arg(m_locations.libraryFile())};
}

Result<void> LibraryWorker::mindPlace()
{
    if (hasVanished()) {
        m_openError = vanished();
        qCInfo(logLibrary) << describe(m_openError);
        m_isAway = true;
        waitForOthers();
        m_database.reset();
    } else if (m_isAway && QFileInfo::exists(m_locations.libraryFile())) {
        if (const auto opened = openDatabase(); !opened)
            return opened;
        announce(everything());
    }
    return m_database ? Result<void>() : tl::unexpected(m_openError);
}

void LibraryWorker::announce(const LibraryChange &change)
{
    const bool isVisible = change.sourcesChanged || change.bookmarksChanged || change.feedsChanged
        || change.highlightsChanged || change.offlineChanged || !change.posts.isEmpty();
    if (isVisible)
        emit committed(change);
}

void LibraryWorker::lookAfter()
{
    if (std::exchange(m_isLookedAfter, true))
        return;
    beginUpkeep();
    const auto size = m_database->size();
    if (size && *size > largestFileCheckedAtStart)
        return;
    const auto checked = size ? m_database->quickCheck() : tl::unexpected(size.error());
    if (!checked)
        emit damageFound(checked.error());
}

// It needs to write, and so it waits for a pause and is not for who only wants a word.
void LibraryWorker::beginUpkeep()
{
    m_isUnfinished = LibraryUpkeep(*m_database).isUnfinished().value_or(false);
}

void LibraryWorker::goOnWithUpkeep()
{
    if (!m_isUnfinished)
        return;
    const auto progress = inTransaction<Result<LibraryUpkeep::Progress>>(
        Transaction::Kind::Writing,
        [](const Database &database) { return LibraryUpkeep(database).goOn(); });
    if (!progress) {
        // Nothing the reader asked for, and tried again next time.
        qCInfo(logLibrary) << "upkeep:" << describe(progress.error());
        m_isUnfinished = false;
        return;
    }
    m_isUnfinished = progress->isUnfinished;
    // Searches find more now.
    if (progress->isIndexFinished)
        announce(everything());
}

void LibraryWorker::trainDictionary()
{
    if (!m_database || !m_hasWritten || !m_isDictionaryDue)
        return;
    const auto due = BodyStore(*m_database).dueDictionary();
    if (!due) {
        qCInfo(logLibrary) << "dictionary:" << describe(due.error());
        return;
    }
    if (!*due)
        return;
    m_isDictionaryDue = false;
    m_aside.start([this, number = **due] {
        auto trained = Database::openAnother(m_locations.libraryFile())
                           .and_then([&](const std::unique_ptr<Database> &database) {
                               return BodyStore(*database).trainedDictionary(number);
                           });
        enqueue([this, number, trained = std::move(trained)] { addDictionary(number, trained); });
    });
}

void LibraryWorker::addDictionary(int number, const Result<QByteArray> &trained)
{
    const auto added = trained.and_then([&](const QByteArray &bytes) {
        // They have too little in common.
        if (bytes.isEmpty())
            return Result<void>();
        return inTransaction<Result<void>>(
            Transaction::Kind::Writing, [&](const Database &database) {
                return BodyStore(database).addDictionary(number, bytes);
            });
    });
    if (!added) {
        qCInfo(logLibrary) << "dictionary:" << describe(added.error());
        return;
    }
    m_isDictionaryDue = !trained->isEmpty();
    beginUpkeep();
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

QFuture<Result<LibraryStatistics>> LibraryWorker::statistics()
{
    return read([this](const Database &database) {
        return SourceStore(database).statistics().map([this](LibraryStatistics statistics) {
            statistics.fileBytes = bytesOf(m_locations.libraryFile());
            statistics.logBytes = bytesOf(m_locations.libraryFile() + u"-wal"_s);
            for (const LibraryBackup &backup : m_backups.all())
                statistics.backupBytes += backup.bytes;
            return statistics;
        });
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

Result<LibraryExamination>
LibraryWorker::withBackups(const Result<QList<LibraryFinding>> &findings) const
{
    return findings.map([this](const QList<LibraryFinding> &ofLibrary) {
        LibraryExamination examination = examineBackups(m_backups, newestSchemaVersion());
        examination.findings = ofLibrary + examination.findings;
        return examination;
    });
}

QFuture<Result<LibraryExamination>> LibraryWorker::examine()
{
    using Answer = Result<LibraryExamination>;
    return askAside<Answer>(
        [this](const Database &database) { return withBackups(LibraryDoctor(database).examine()); },
        [this](const Error &error) -> Answer {
            if (error.code != ErrorCode::Damaged)
                return tl::unexpected(error);
            return withBackups(
                QList<LibraryFinding>{{LibraryFinding::Kind::Unreadable, error.detail}});
        });
}

QFuture<Result<LibraryExamination>> LibraryWorker::mend()
{
    using Answer = Result<LibraryExamination>;
    return ask<Answer>([this]() -> Answer {
        if (const auto opened = openDatabase(); !opened) {
            if (opened.error().code != ErrorCode::Damaged)
                return tl::unexpected(opened.error());
            return withBackups(
                QList<LibraryFinding>{{LibraryFinding::Kind::Unreadable, opened.error().detail}});
        }
        const auto findings = inTransaction<Result<QList<LibraryFinding>>>(
            Transaction::Kind::Writing,
            [](const Database &database) { return LibraryDoctor(database).mend(); });
        if (findings && !findings->isEmpty())
            announce(everything());
        return withBackups(findings);
    });
}

template <typename Value>
Result<Value> LibraryWorker::whileClosed(const std::function<Result<Value>()> &act)
{
    waitForOthers();
    const bool wasOpen = m_database != nullptr;
    m_database.reset();
    Result<Value> answer = act();
    if (!answer && !wasOpen)
        return answer;
    m_isLookedAfter = false;
    if (const auto opened = openDatabase(); !opened)
        return answer ? tl::unexpected(opened.error()) : answer;
    if (answer)
        announce(everything());
    return answer;
}

QFuture<Result<QString>> LibraryWorker::restore(const QString &path)
{
    return ask<Result<QString>>(
        [this, path] { return whileClosed<QString>([this, path] { return replaceBy(path); }); });
}

Result<QString> LibraryWorker::replaceBy(const QString &path) const
{
    const auto replacement = LibraryReplacement::begin(m_locations);
    if (!replacement)
        return tl::unexpected(replacement.error());
    const QString copy = (*replacement)->newFile();
    const QString log = u"-wal"_s;
    const auto copied = copyFile(path, copy).and_then([&] {
        return QFileInfo::exists(path + log) ? copyFile(path + log, copy + log) : Result<void>();
    });
    if (!copied)
        return tl::unexpected(copied.error());
    {
        const auto database = Database::open(copy, newestSchemaVersion());
        if (!database)
            return tl::unexpected(database.error());
        const auto checked =
            (*database)->schemaVersion().and_then([&](int version) -> Result<void> {
                if (version > 0)
                    return (*database)->quickCheck();
                return failure(ErrorKind::Data, ErrorCode::Malformed,
                               u"%1 holds no library"_s.arg(path));
            });
        const auto ready = checked.and_then([&] { return (*database)->leaveWal(); });
        if (!ready)
            return tl::unexpected(ready.error());
    }
    return (*replacement)->commit(m_now());
}

QFuture<Result<LibrarySalvage>> LibraryWorker::salvage()
{
    return ask<Result<LibrarySalvage>>(
        [this] { return whileClosed<LibrarySalvage>([this] { return replaceByReadable(); }); });
}

Result<LibrarySalvage> LibraryWorker::replaceByReadable() const
{
    const auto replacement = LibraryReplacement::begin(m_locations);
    if (!replacement)
        return tl::unexpected(replacement.error());
    const QString scratch = (*replacement)->scratchFolder();
    const QString damaged = scratch + u"/damaged.db"_s;
    const QString log = u"-wal"_s;
    const QString libraryLog = m_locations.libraryFile() + log;
    return copyReadable(m_locations.libraryFile(), damaged)
        .and_then([&] {
            return QFileInfo::exists(libraryLog) ? copyReadable(libraryLog, damaged + log)
                                                 : Result<void>();
        })
        .and_then([&] {
            return lectern::salvage(damaged, (*replacement)->newFile(), libraryMigrations(),
                                    scratch);
        })
        .and_then([&](LibrarySalvage salvaged) {
            return (*replacement)->commit(m_now()).map([&](const QString &setAside) {
                salvaged.setAside = setAside;
                return salvaged;
            });
        });
}

void LibraryWorker::tidyUp()
{
    const auto tidied =
        inTransaction<Result<void>>(Transaction::Kind::Writing, [](const Database &database) {
            return ArticleStore(database)
                .removeDiscarded()
                .and_then([&database] { return TagStore(database).removeUnused(); })
                .and_then([&database] { return PhraseIndex(database).leaveOutGone(); })
                .and_then([&database] { return database.releaseFreePages(); });
        });
    // Nothing the reader asked for, and tried again next time.
    if (!tidied)
        qCInfo(logLibrary) << "tidying up:" << describe(tidied.error());
}

void LibraryWorker::close()
{
    if (!m_database)
        return;
    // Who only wanted to read neither waits for another writer nor does its work.
    if (m_hasWritten) {
        tidyUp();
        // What the WAL holds is safe there, too. It may be away by now.
        const auto done = m_database ? m_database->checkpoint() : Result<void>();
        if (!done)
            qCInfo(logLibrary) << "checkpoint:" << describe(done.error());
    }
    m_database.reset();
}

} // namespace lectern
