// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

namespace lectern {

class Database;

/// Work on all articles that would hold up the reader if it were done at once: it goes on piece by
/// piece, in pauses, and where it was left when the library is opened again. The newest articles
/// come first. What is left to do stands in the table `unfinished`. Used in the database's thread
/// and inside a transaction of the caller.
class LibraryUpkeep final
{
public:
    explicit LibraryUpkeep(const Database &database) : m_database(database) { }

    [[nodiscard]] Result<bool> isUnfinished() const;
    /// Some articles cannot be found yet.
    [[nodiscard]] Result<bool> isIndexUnfinished() const;

    /// What a piece of the work came to.
    struct Progress
    {
        bool isIndexFinished = false; ///< by this piece
        bool isUnfinished = false; ///< there is more to do
    };
    /// Does a piece that takes some hundredths of a second.
    [[nodiscard]] Result<Progress> goOn() const;

    /// Indexes at most so many articles that are not indexed yet.
    [[nodiscard]] Result<void> index(int most) const;
    /// Packs the content of at most so many articles again, with the newest dictionary.
    [[nodiscard]] Result<void> pack(int most) const;

private:
    template <typename Act>
    [[nodiscard]] Result<void> forNext(const QString &task, int most, const Act &act) const;
    [[nodiscard]] Result<bool> isUnfinished(const QString &task) const;

    const Database &m_database;
};

} // namespace lectern
