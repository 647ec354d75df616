// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "library/highlight.h"

#include <QList>

namespace lectern {

class Database;

/// Highlights. Used in the database's thread and inside a transaction of the caller.
class HighlightStore final
{
public:
    explicit HighlightStore(const Database &database) : m_database(database) { }

    /// In the order in which they stand in the page; those whose position is unknown come last.
    [[nodiscard]] Result<QList<Highlight>> at(const QUrl &url) const;
    /// Newest first.
    [[nodiscard]] Result<QList<Highlight>> all() const;
    [[nodiscard]] Result<std::optional<Highlight>> withId(HighlightId id) const;

    /// As it is, under a new id, for the page at this URL. Data/Malformed without a quote, or when
    /// there can be no such page.
    [[nodiscard]] Result<Highlight> add(const Highlight &highlight, const QString &title) const;
    [[nodiscard]] Result<void> remove(const Highlight &highlight) const;
    /// Colour and note; Data/NotFound when it has gone.
    [[nodiscard]] Result<void> edit(const Highlight &highlight, const QDateTime &now) const;
    /// Whether that changed any; those that have gone are passed over.
    [[nodiscard]] Result<bool> setFound(const QList<HighlightId> &highlights, bool wasFound) const;

private:
    const Database &m_database;
};

} // namespace lectern
