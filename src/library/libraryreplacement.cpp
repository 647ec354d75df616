// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/libraryreplacement.h"

#include "core/logging.h"
#include "library/durablefile.h"

#include <QDir>
#include <QFileInfo>

#include <chrono>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr std::chrono::milliseconds longestWait{5000};

QString committedFolder(const Locations &locations)
{
    return locations.data + u"/replacement"_s;
}

QString preparedFolder(const Locations &locations)
{
    return locations.data + u"/replacement.part"_s;
}

QString lockPath(const Locations &locations)
{
    return locations.data + u"/replacement.lock"_s;
}

QString newFileIn(const QString &folder)
{
    return folder + u"/new.db"_s;
}

QString scratchFolderIn(const QString &folder)
{
    return folder + u"/scratch"_s;
}

Result<void> lockOrFail(QLockFile &lock)
{
    // A process that died is known by its number; how long a living one takes says nothing.
    lock.setStaleLockTime(0);
    if (lock.tryLock(int(longestWait.count())))
        return {};
    if (lock.error() == QLockFile::LockFailedError) {
        return failure(ErrorKind::Environment, ErrorCode::Locked,
                       u"the library is being replaced by another process"_s);
    }
    return failure(ErrorKind::Environment, ErrorCode::PermissionDenied,
                   u"no file can be made beside the library"_s);
}

Result<void> removeFolder(const QString &folder)
{
    if (!QDir(folder).exists() || QDir(folder).removeRecursively())
        return {};
    return failure(ErrorKind::Environment, ErrorCode::InputOutput,
                   u"cannot remove the folder %1"_s.arg(folder));
}

Result<void> moveAside(const Locations &locations, const QString &folder)
{
    // Without its file, the others mean nothing; so that goes last.
    for (const QString &suffix : {u"-wal"_s, u"-shm"_s, u"-journal"_s, u""_s}) {
        const QFileInfo file(locations.libraryFile() + suffix);
        // An empty one is what holding a library that is not there leaves.
        if (!file.exists() || (suffix.isEmpty() && file.size() == 0))
            continue;
        QString target = folder + u'/' + file.fileName();
        // Whoever knows nothing of this may have made a library after the old one was moved.
        while (QFileInfo::exists(target))
            target += u"-later"_s;
        if (const auto moved = renameFile(file.filePath(), target); !moved)
            return moved;
    }
    return syncToDisk(folder).and_then([&] { return syncToDisk(locations.data); });
}

// Every step leaves a state from which all of this can be done again. The lock must be held, and
// the library's file, too.
Result<void> place(const Locations &locations)
{
    const QString folder = committedFolder(locations);
    return moveAside(locations, folder).and_then([&] {
        return renameFile(newFileIn(folder), locations.libraryFile());
    });
}

Result<QString> nameLastingly(const Locations &locations, const QDateTime &now)
{
    const QString folder = committedFolder(locations);
    if (QDir(folder).isEmpty())
        return removeFolder(folder).map([] { return QString(); });
    const QString aside = u"%1/set-aside-%2"_s.arg(
        locations.data, now.toUTC().toString(u"yyyyMMdd'T'HHmmsszzz'Z'"_s));
    return renameFile(folder, aside)
        .and_then([&] { return syncToDisk(locations.data); })
        .map([&aside] { return aside; });
}

// The lock must be held.
Result<void> finish(const Locations &locations, const QDateTime &now)
{
    if (QFileInfo::exists(newFileIn(committedFolder(locations)))) {
        const auto placed =
            HeldFile::hold(locations.libraryFile())
                .and_then([&](const std::unique_ptr<HeldFile> &) { return place(locations); });
        if (!placed)
            return placed;
    }
    return nameLastingly(locations, now).map([](const QString &) {});
}

bool isUnderWay(const Locations &locations)
{
    return QFileInfo::exists(committedFolder(locations));
}

} // namespace

LibraryReplacement::LibraryReplacement(const Locations &locations)
    : m_locations(locations), m_lock(lockPath(locations)),
      m_wasThere(QFileInfo::exists(locations.libraryFile()))
{
}

Result<std::unique_ptr<LibraryReplacement>> LibraryReplacement::begin(const Locations &locations)
{
    std::unique_ptr<LibraryReplacement> replacement(new LibraryReplacement(locations));
    return makeFolder(locations.data)
        .and_then([&] { return lockOrFail(replacement->m_lock); })
        .and_then([&] {
            return isUnderWay(locations) ? finish(locations, QDateTime::currentDateTimeUtc())
                                         : Result<void>();
        })
        .and_then([&] { return removeFolder(preparedFolder(locations)); })
        .and_then([&] { return HeldFile::hold(locations.libraryFile()); })
        .and_then([&](std::unique_ptr<HeldFile> held) {
            replacement->m_held = std::move(held);
            return makeFolder(replacement->scratchFolder());
        })
        .map([&] { return std::move(replacement); });
}

LibraryReplacement::~LibraryReplacement()
{
    if (m_isCommitted || !m_lock.isLocked())
        return;
    if (const auto done = removeFolder(preparedFolder(m_locations)); !done)
        qCInfo(logLibrary) << describe(done.error());
    if (m_held && !m_wasThere)
        QFile::remove(m_locations.libraryFile());
}

QString LibraryReplacement::newFile() const
{
    return newFileIn(preparedFolder(m_locations));
}

QString LibraryReplacement::scratchFolder() const
{
    return scratchFolderIn(preparedFolder(m_locations));
}

Result<QString> LibraryReplacement::commit(const QDateTime &now)
{
    const QString folder = preparedFolder(m_locations);
    const auto prepared =
        removeFolder(scratchFolder()).and_then([&] { return syncToDisk(newFile()); }).and_then([&] {
            return syncToDisk(folder);
        });
    if (!prepared)
        return tl::unexpected(prepared.error());
    return renameFile(folder, committedFolder(m_locations))
        .and_then([&] {
            m_isCommitted = true;
            return syncToDisk(m_locations.data);
        })
        .and_then([&] { return place(m_locations); })
        .and_then([&] { return nameLastingly(m_locations, now); });
}

Result<void> finishReplacement(const Locations &locations, const QDateTime &now)
{
    if (!isUnderWay(locations))
        return {};
    QLockFile lock(lockPath(locations));
    if (const auto locked = lockOrFail(lock); !locked)
        return locked;
    // Somebody else may have been quicker.
    return isUnderWay(locations) ? finish(locations, now) : Result<void>();
}

} // namespace lectern
