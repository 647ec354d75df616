// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

// What the library says about itself.

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

} // namespace lectern
