// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"
#include "library/searchquery.h"

#include <QHash>

#include <functional>
#include <span>

namespace lectern {

class ArticleWords;
class Database;

/// Asks the full-text index. Used in the database's thread and inside a transaction of the caller.
///
/// Ranking costs about as much as looking at all that is ranked, which for a common word of a large
/// library is tenths of a second. So the newest SearchResults::bound matches are found first, which
/// is quick for any word, and only they are ranked: by where the words stand, and few of them by
/// how often as well. What the index does not know (the order of words) is read in the articles it
/// names.
class SearchStore final
{
public:
    explicit SearchStore(const Database &database) : m_database(database) { }

    /// `now` is what relative dates of the request count from.
    [[nodiscard]] Result<SearchResults> search(const SearchRequest &request,
                                               const QDateTime &now) const;

    /// At most so many articles the query holds for: those that came last first or, when it is
    /// without words, those published last. None for a query without words or conditions.
    [[nodiscard]] Result<QList<ArticleId>> newest(const SearchTerm &query, int most) const;

private:
    /// Called with what had to be read to tell that a query holds for an article.
    using Look = std::function<Result<void>(ArticleId, ArticleWords &)>;
    /// As newest().
    [[nodiscard]] Result<QList<ArticleId>> matches(const SearchTerm &query, int most,
                                                   const Look &look) const;
    /// An FTS5 query that tells quickly which of these articles, which ascend, need not be read,
    /// because they have not the rarest of these words. Empty when reading all takes less time.
    [[nodiscard]] Result<QString> sieveFor(std::span<const ArticleId> articles,
                                           const QStringList &words) const;
    [[nodiscard]] Result<std::optional<int>> shortestBeginning(const SearchRequest &request) const;
    /// Together with the scope a search is made in; nothing when that is a search for nothing.
    [[nodiscard]] Result<std::optional<SearchTerm>>
    within(const Scope &scope, const SearchTerm &asked, const QDateTime &now) const;
    [[nodiscard]] Result<QList<ArticleId>> ranked(const QList<ArticleId> &newestFirst,
                                                  const SearchCondition &condition,
                                                  const QList<SearchTerm> &words) const;
    /// What the places are worth in which the words stand.
    using Scores = QHash<ArticleId, double>;
    [[nodiscard]] Result<Scores> scoresByIndex(const QList<ArticleId> &articles,
                                               const QString &match,
                                               const QList<SearchTerm> &words) const;
    [[nodiscard]] Result<Scores> scoresByReading(const QList<ArticleId> &articles,
                                                 const QList<SearchTerm> &words) const;
    [[nodiscard]] Result<QList<SearchResult>> resultsOf(const QList<ArticleId> &articles,
                                                        const QList<SearchTerm> &words) const;

    const Database &m_database;
};

} // namespace lectern
