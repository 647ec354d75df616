// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

namespace lectern {

class Database;

/// In which order a list shows which articles, as ids alone: a list of a million posts is a million
/// numbers and a window of rows. Used in the database's thread and inside a transaction of the
/// caller.
class PostOrder final
{
public:
    /// `now` is what relative dates of a saved search count from.
    PostOrder(const Database &database, const QDateTime &now) : m_database(database), m_now(now) { }

    /// See Library::order.
    [[nodiscard]] Result<QList<ArticleId>> order(const Scope &scope, PostSort sort,
                                                 std::optional<int> most) const;

private:
    /// The articles of a scope: tables with the alias a for article, or b for a bookmark, and what
    /// holds for them.
    struct Articles
    {
        QString from;
        QString condition;
    };
    [[nodiscard]] Result<Articles> articlesOf(const Scope &scope) const;
    /// Those for which `isListed` holds, the unread ones of them for Unread.
    [[nodiscard]] static Articles inScope(const Scope &scope, const QString &isListed);
    [[nodiscard]] Result<QList<ArticleId>> sortedBy(const QString &term, const Scope &scope,
                                                    qint64 most) const;
    [[nodiscard]] Result<QList<ArticleId>> listOrder(const Scope &scope, qint64 most) const;
    [[nodiscard]] Result<QList<ArticleId>> byTime(const Scope &scope, PostSort sort,
                                                  qint64 most) const;
    [[nodiscard]] Result<QList<ArticleId>> byTime(const Articles &articles, PostSort sort,
                                                  qint64 most) const;
    [[nodiscard]] Result<QList<ArticleId>> matches(SearchId search, PostSort sort,
                                                   qint64 most) const;

    const Database &m_database;
    const QDateTime m_now;
};

} // namespace lectern
