// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

namespace lectern {

class Database;

/// Queries kept as lists. Used in the database's thread and inside a transaction of the caller.
class SavedSearchStore final
{
public:
    explicit SavedSearchStore(const Database &database) : m_database(database) { }

    /// In display order.
    [[nodiscard]] Result<QList<SavedSearch>> all() const;
    /// Empty when there is none with this id.
    [[nodiscard]] Result<QString> textOf(SearchId search) const;
    // See Library.
    [[nodiscard]] Result<SavedSearch> save(const QString &title, const QString &text) const;
    [[nodiscard]] Result<void> rename(SearchId search, const QString &title) const;
    [[nodiscard]] Result<void> remove(SearchId search) const;

private:
    const Database &m_database;
};

} // namespace lectern
