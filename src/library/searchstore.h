// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"
#include "library/searchquery.h"

#include <QHash>

namespace lectern {

class Database;

/// A query with the values of its parameters.
struct BoundSql
{
    QString sql;
    QVariantList values;
};

/// Selects the ids (a column `id`) of at most so many articles for which the condition holds, which
/// is not empty: those that came last or, without words, those published last; in that order.
[[nodiscard]] BoundSql newestMatches(const SearchCondition &condition, int most);

/// Asks the full-text index. Used in the database's thread and inside a transaction of the caller.
///
/// Ranking by bm25 costs about as much as counting all documents of every word asked for, which for
/// a common word of a large library is tenths of a second. So the newest SearchResults::bound
/// matches are found first, which is quick for any word. They are ranked by bm25 when all words are
/// rare enough, and else by the columns the words stand in, among these newest matches only.
class SearchStore final
{
public:
    explicit SearchStore(const Database &database) : m_database(database) { }

    /// `now` is what relative dates of the request count from.
    [[nodiscard]] Result<SearchResults> search(const SearchRequest &request,
                                               const QDateTime &now) const;

private:
    [[nodiscard]] Result<std::optional<int>> shortestBeginning(const SearchRequest &request) const;
    /// Together with the condition of the scope a search is made in.
    [[nodiscard]] Result<SearchCondition> within(const Scope &scope, const SearchCondition &asked,
                                                 const QDateTime &now) const;
    /// Newest first; one more than the bound when there are more.
    [[nodiscard]] Result<QList<ArticleId>> found(const SearchCondition &condition) const;
    [[nodiscard]] Result<bool> areRare(const QList<SearchTerm> &words) const;
    [[nodiscard]] Result<QList<ArticleId>> rankedByWeight(const QList<ArticleId> &newestFirst,
                                                          const QString &match) const;
    [[nodiscard]] Result<QList<ArticleId>> rankedByColumn(const QList<ArticleId> &newestFirst,
                                                          const QList<SearchTerm> &words) const;
    /// What the columns in which the words stand are worth.
    using Scores = QHash<ArticleId, int>;
    [[nodiscard]] Result<Scores> scoresByIndex(const QList<ArticleId> &newestFirst,
                                               const QList<SearchTerm> &words) const;
    [[nodiscard]] Result<Scores> scoresByReading(const QList<ArticleId> &newestFirst,
                                                 const QList<SearchTerm> &words) const;
    [[nodiscard]] Result<QList<SearchResult>> resultsOf(const QList<ArticleId> &articles,
                                                        const QList<SearchTerm> &words) const;

    const Database &m_database;
};

} // namespace lectern
