// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

// What the library says about itself: its size, its backups, what is wrong with it and what was
// saved of it.

namespace lectern {

/// A copy of the whole library, in the folder of backups. It was read through and found sound when
/// it was made.
struct LibraryBackup
{
    enum class Reason {
        Daily, ///< the library's own, once a day; 7 days and 4 weeks before them are kept
        Migration, ///< before a change of the schema; the last three are kept
        Asked, ///< by the reader; never deleted by us
    };
    QString path;
    QDateTime taken; ///< UTC
    qint64 bytes = 0;
    Reason reason = Reason::Asked;

    friend bool operator==(const LibraryBackup &, const LibraryBackup &) = default;
};

/// Something that is wrong with the library.
struct LibraryFinding
{
    enum class Kind {
        Unreadable, ///< the file cannot even be opened as a library
        DamagedFile, ///< a part of the file holds nonsense
        UnexpectedSchema, ///< tables are not as this version makes them
        DanglingRow, ///< a row belongs to something that is not there
        DamagedIndex, ///< search does not find what it should
        UnreadableBackup, ///< a backup cannot be restored
    };
    Kind kind = Kind::Unreadable;
    QString detail; ///< technical, English
    bool isMended = false;

    friend bool operator==(const LibraryFinding &, const LibraryFinding &) = default;
};

/// What an examination found; nothing is well.
struct LibraryExamination
{
    QList<LibraryFinding> findings;
    /// The newest backup that could be restored, read through; absent when there is none.
    std::optional<LibraryBackup> newestGoodBackup;

    /// The library itself needs something, whatever its backups are like.
    [[nodiscard]] bool isLibrarySound() const
    {
        for (const LibraryFinding &finding : findings) {
            if (!finding.isMended && finding.kind != LibraryFinding::Kind::UnreadableBackup)
                return false;
        }
        return true;
    }
};

/// Of one kind of thing, how many a salvage saved. `lost` are those known or feared to be lost: 0
/// when nothing of the kind was unreadable, and at least 1 otherwise.
struct SalvagedCount
{
    int saved = 0;
    int lost = 0;

    friend bool operator==(const SalvagedCount &, const SalvagedCount &) = default;
};

/// What could be read of a damaged library, and is in the library now.
struct LibrarySalvage
{
    QString setAside; ///< the folder with the damaged library, untouched
    SalvagedCount bookmarks; ///< with their notes
    SalvagedCount tags; ///< of bookmarks and articles
    SalvagedCount readStates;
    SalvagedCount readingPlaces;
    SalvagedCount siteChoices; ///< view and zoom
    SalvagedCount sources;
    SalvagedCount articles;
    SalvagedCount contents; ///< of articles
};

struct LibraryStatistics
{
    int sources = 0;
    int articles = 0; ///< listed by a source or bookmarked
    int unread = 0; ///< of those that sources list
    int bookmarks = 0;
    int tags = 0; ///< as many as Library::tags() lists
    int articlesWithContent = 0;
    qint64 fileBytes = 0;
    qint64 logBytes = 0; ///< the write-ahead log beside the file
    qint64 backupBytes = 0;

    friend bool operator==(const LibraryStatistics &, const LibraryStatistics &) = default;
};

/// A tag, and on what it is.
struct TagUse
{
    QString name;
    int bookmarks = 0; ///< the reader's
    int articles = 0; ///< the publishers'

    friend bool operator==(const TagUse &, const TagUse &) = default;
};

} // namespace lectern
