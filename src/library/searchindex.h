// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/strongid.h"
#include "library/searchtext.h"

#include <QStringList>

#include <functional>
#include <optional>

namespace lectern {

class Database;

/// Keeps the full-text index, and that of phrases, what the tables say. The first holds words but
/// no text, so that it forgets an article only when told exactly the words it was given. Every act
/// that changes what can be found of an article therefore goes through change(), or compares
/// entryOf() before and after by itself. Used in the database's thread and inside the transaction
/// of that act.
///
/// A library of an earlier version is indexed anew while it is used (LibraryUpkeep). Until then an
/// article that was not reached yet is indexed when it changes.
class SearchIndex final
{
public:
    /// What can be found of an article; empty for one that is not there.
    using Entry = IndexEntry;

    /// The texts an entry is made from. The reader's own words count as the article's: those of a
    /// bookmark, of highlights and in the reader's own collections, which count as summaries.
    struct Texts
    {
        QString titles;
        QString tags;
        QString summaries;
        QString text;
        QString author;
        QString host;
    };
    enum class Part { All, WithoutContent }; ///< without the text and the host

    explicit SearchIndex(const Database &database) : m_database(database) { }

    [[nodiscard]] static Entry entryFrom(const Texts &texts);
    /// Does `act`, which changes this article, and brings its entry up to date.
    [[nodiscard]] Result<void> change(ArticleId article,
                                      const std::function<Result<void>()> &act) const;
    /// As the tables have it now. An article put aside (see migrations.h) cannot be found.
    [[nodiscard]] Result<Entry> entryOf(ArticleId article) const;
    /// The same as texts; absent for one that cannot be found.
    [[nodiscard]] Result<std::optional<Texts>> textsOf(ArticleId article, Part part) const;
    /// Some texts as one, in which each counts once.
    [[nodiscard]] static QString joined(QStringList texts);
    [[nodiscard]] Result<void> replace(ArticleId article, const Entry &before,
                                       const Entry &after) const;
    /// An article that is not in the index yet.
    [[nodiscard]] Result<void> add(ArticleId article, const Entry &entry) const;
    [[nodiscard]] Result<bool> holds(ArticleId article) const;

    /// The name the source has now; none when it has gone.
    [[nodiscard]] Result<void> updateSource(SourceId source) const;

    /// Makes the whole index again from the tables.
    [[nodiscard]] Result<void> rebuild() const;
    /// The same for sources alone.
    [[nodiscard]] Result<void> rebuildSources() const;

private:
    const Database &m_database;
};

} // namespace lectern
