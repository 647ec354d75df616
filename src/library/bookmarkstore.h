// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

namespace lectern {

class Database;

/// Bookmarks. Used in the database's thread and inside a transaction of the caller.
class BookmarkStore final
{
public:
    explicit BookmarkStore(const Database &database) : m_database(database) { }

    [[nodiscard]] Result<QList<Bookmark>> all() const;
    [[nodiscard]] Result<std::optional<Bookmark>> at(const QUrl &url) const;

    /// Adds a bookmark for a page that has none; the library's article, if it knows one, else a new
    /// one. The id and article of `bookmark` count for nothing. Data/Malformed when its URL cannot
    /// be the address of a page.
    [[nodiscard]] Result<Bookmark> add(const Bookmark &bookmark) const;
    [[nodiscard]] Result<void> remove(const Bookmark &bookmark) const;
    /// Replaces title, note and tags. Data/NotFound when it has gone.
    [[nodiscard]] Result<void> edit(const Bookmark &bookmark) const;

private:
    const Database &m_database;
};

} // namespace lectern
