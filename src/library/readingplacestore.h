// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/article.h"
#include "core/error.h"

#include <optional>

namespace lectern {

class Database;

/// How far the reader came in any page, listed or not. Used in the database's thread and inside a
/// transaction of the caller.
class ReadingPlaceStore final
{
public:
    explicit ReadingPlaceStore(const Database &database) : m_database(database) { }

    /// Data/Malformed when the URL cannot be the address of a page.
    [[nodiscard]] Result<void> set(const QUrl &url, const ReadingPlace &place) const;
    [[nodiscard]] Result<std::optional<ReadingPlace>> at(const QUrl &url) const;

private:
    const Database &m_database;
};

} // namespace lectern
