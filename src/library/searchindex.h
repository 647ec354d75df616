// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/strongid.h"

#include <QStringList>
#include <QUrl>

#include <functional>

namespace lectern {

class Database;

/// Keeps the full-text index what the tables say. The index holds words but no text, so that it
/// forgets an article only when told exactly the words it was given. Every act that changes what
/// can be found of an article therefore goes through change(), or compares entryOf() before and
/// after by itself. Used in the database's thread and inside the transaction of that act.
class SearchIndex final
{
public:
    /// What can be found of an article, as written in the index; all empty for one that is not
    /// there. The reader's own words of a bookmark count as the article's.
    struct Entry
    {
        QString title;
        QString tags;
        QString summary;
        QString text;
        QString author;
        QString site;

        [[nodiscard]] bool isEmpty() const { return *this == Entry(); }

        friend bool operator==(const Entry &, const Entry &) = default;
    };

    /// The texts an entry is made from. Repetitions within a list count once.
    struct Texts
    {
        QStringList titles;
        QStringList tags;
        QStringList summaries;
        QString text;
        QString author;
        QUrl url;
    };

    explicit SearchIndex(const Database &database) : m_database(database) { }

    [[nodiscard]] static Entry entryFrom(const Texts &texts);
    /// Does `act`, which changes this article, and brings its entry up to date.
    [[nodiscard]] Result<void> change(ArticleId article,
                                      const std::function<Result<void>()> &act) const;
    /// As the tables have it now. An article put aside (see migrations.h) cannot be found.
    [[nodiscard]] Result<Entry> entryOf(ArticleId article) const;
    [[nodiscard]] Result<void> replace(ArticleId article, const Entry &before,
                                       const Entry &after) const;
    /// An article that is not in the index yet.
    [[nodiscard]] Result<void> add(ArticleId article, const Entry &entry) const;

    /// The name the source has now; none when it has gone.
    [[nodiscard]] Result<void> updateSource(SourceId source) const;

    /// Makes the whole index again from the tables.
    [[nodiscard]] Result<void> rebuild() const;

private:
    const Database &m_database;
};

} // namespace lectern
