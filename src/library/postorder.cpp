// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/postorder.h"

#include "library/database.h"
#include "library/listedsources.h"
#include "library/savedsearchstore.h"
#include "library/searchquery.h"
#include "library/searchstore.h"
#include "library/statement.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <limits>
#include <vector>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

const QString isUnread = u"NOT EXISTS (SELECT 1 FROM article_state st WHERE st.article_id = %1"
                         " AND st.read_ms IS NOT NULL)"_s;

/// A statement with the values of its parameters.
struct BoundSql
{
    QString sql;
    QVariantList values;
};

constexpr qint64 all = std::numeric_limits<int>::max();

/// A statement with so many rows at most. Without a limit SQLite sorts a million rows in a third of
/// the time: with one it keeps them sorted from the first on.
BoundSql limited(const QString &sql, qint64 most)
{
    if (most >= all)
        return {sql, {}};
    return {sql + u" LIMIT ?"_s, {most}};
}

ArticleId readId(const Row &row)
{
    return row.id<ArticleId>(0);
}

} // namespace

Result<PostOrder::Articles> PostOrder::articlesOf(const Scope &scope) const
{
    if (scope.kind == Scope::Kind::Bookmarks)
        return Articles{u"bookmark b JOIN article a ON a.id = b.article_id"_s, u"1"_s};
    if (scope.kind == Scope::Kind::Source) {
        return Articles{u"source_article sa JOIN article a ON a.id = sa.article_id"_s,
                        u"sa.source_id = %1"_s.arg(scope.source.value())};
    }
    return listedSources(m_database, scope).map([&scope](const ListedSources &listed) {
        return inScope(scope, listed.condition);
    });
}

PostOrder::Articles PostOrder::inScope(const Scope &scope, const QString &isListed)
{
    const QString unread = u" AND "_s + isUnread.arg(u"a.id"_s);
    return {u"article a"_s, scope.kind == Scope::Kind::Unread ? isListed + unread : isListed};
}

Result<QList<ArticleId>> PostOrder::order(const Scope &scope, PostSort sort,
                                          std::optional<int> most) const
{
    const qint64 limit = most.value_or(all);
    if (scope.kind == Scope::Kind::Search)
        return matches(scope.search, sort, limit);
    switch (sort) {
    case PostSort::ListOrder:
        return listOrder(scope, limit);
    case PostSort::Newest:
    case PostSort::Oldest:
        return byTime(scope, sort, limit);
    case PostSort::Title: {
        const QString title = scope.kind == Scope::Kind::Bookmarks ? u"b.title"_s : u"a.title"_s;
        return sortedBy(title + u" COLLATE NOCASE"_s, scope, limit);
    }
    case PostSort::ReadingTime:
        return sortedBy(u"nullif(a.word_count, 0) NULLS LAST"_s, scope, limit);
    }
    Q_UNREACHABLE();
}

Result<QList<ArticleId>> PostOrder::sortedBy(const QString &term, const Scope &scope,
                                             qint64 most) const
{
    return articlesOf(scope).and_then([&](const Articles &articles) {
        const BoundSql sorted = limited(u"SELECT a.id FROM %1 WHERE %2 ORDER BY %3, a.id"_s.arg(
                                            articles.from, articles.condition, term),
                                        most);
        return Statement(m_database, sorted.sql).bindAll(sorted.values).rows(readId);
    });
}

Result<QList<ArticleId>> PostOrder::matches(SearchId search, PostSort sort, qint64 most) const
{
    const auto text = SavedSearchStore(m_database).textOf(search);
    if (!text)
        return tl::unexpected(text.error());
    const SearchQuery query = parseSearch(*text, m_now.toLocalTime(), std::nullopt);
    const auto found = SearchStore(m_database).newest(query.root, Scope::searchBound);
    if (!found)
        return found;
    QJsonArray ids;
    for (const ArticleId article : *found)
        ids.append(article.value());
    QString order;
    switch (sort) {
    case PostSort::ListOrder:
    case PostSort::Newest:
        order = u"a.published_ms IS NULL, a.published_ms DESC, a.id DESC"_s;
        break;
    case PostSort::Oldest:
        order = u"a.published_ms IS NULL, a.published_ms, a.id"_s;
        break;
    case PostSort::Title:
        order = u"a.title COLLATE NOCASE, a.id"_s;
        break;
    case PostSort::ReadingTime:
        order = u"nullif(a.word_count, 0) NULLS LAST, a.id"_s;
        break;
    }
    return Statement(m_database,
                     u"SELECT a.id FROM json_each(?) m JOIN article a ON a.id = m.value"
                     " ORDER BY %1 LIMIT ?"_s.arg(order))
        .bind(QString::fromUtf8(QJsonDocument(ids).toJson(QJsonDocument::Compact)), most)
        .rows(readId);
}

Result<QList<ArticleId>> PostOrder::listOrder(const Scope &scope, qint64 most) const
{
    if (scope.kind == Scope::Kind::Bookmarks) {
        return Statement(m_database,
                         u"SELECT article_id FROM bookmark ORDER BY created_ms DESC, id DESC"
                         " LIMIT ?"_s)
            .bind(most)
            .rows(readId);
    }
    const QString whichOnes = scope.kind == Scope::Kind::Unread
        ? u" AND "_s + isUnread.arg(u"sa.article_id"_s)
        : QString();
    Statement listed(m_database,
                     u"SELECT sa.article_id FROM source_article sa WHERE sa.source_id = ?%1"
                     " ORDER BY sa.position LIMIT ?"_s.arg(whichOnes));
    if (scope.kind == Scope::Kind::Source)
        return listed.bind(scope.source, most).rows(readId);

    const auto sources = listedSources(m_database, scope);
    if (!sources)
        return tl::unexpected(sources.error());
    QList<ArticleId> ordered;
    if (!sources->feeds.isEmpty()) {
        const auto ofFeeds = byTime(inScope(scope, sources->feedCondition), PostSort::Newest, most);
        if (!ofFeeds)
            return ofFeeds;
        ordered = *ofFeeds;
    }
    // One bit for each article: ids are given out one after another. A set of a million ids would
    // take more memory than everything else the list needs.
    std::vector<bool> seen;
    const auto note = [&seen](ArticleId article) {
        const auto place = static_cast<size_t>(article.value());
        if (place >= seen.size())
            seen.resize(std::max(place + 1, 2 * seen.size()));
        const bool isNew = !seen[place];
        seen[place] = true;
        return isNew;
    };
    for (const ArticleId article : std::as_const(ordered))
        note(article);
    // Collection after collection, because sorting all of them at once would read them all for the
    // first page.
    for (const SourceId source : sources->collections) {
        if (ordered.size() == most)
            break;
        // As many may be known already.
        const auto articles = listed.bind(source, most).rows(readId);
        if (!articles)
            return articles;
        for (const ArticleId article : *articles) {
            if (note(article))
                ordered.append(article);
            if (ordered.size() == most)
                break;
        }
    }
    return ordered;
}

Result<QList<ArticleId>> PostOrder::byTime(const Scope &scope, PostSort sort, qint64 most) const
{
    return articlesOf(scope).and_then(
        [&](const Articles &articles) { return byTime(articles, sort, most); });
}

Result<QList<ArticleId>> PostOrder::byTime(const Articles &articles, PostSort sort,
                                           qint64 most) const
{
    const QString direction = sort == PostSort::Newest ? u"DESC"_s : u"ASC"_s;
    const QString select = u"SELECT a.id FROM %1 WHERE %2 AND a.published_ms IS %3 NULL"
                           " ORDER BY a.published_ms %4, a.id %4"_s;
    const auto those = [&](const QString &isNot, qint64 limit) {
        const BoundSql sorted =
            limited(select.arg(articles.from, articles.condition, isNot, direction), limit);
        return Statement(m_database, sorted.sql).bindAll(sorted.values).rows(readId);
    };
    return those(u"NOT"_s, most).and_then([&](QList<ArticleId> ordered) {
        return those(QString(), most < all ? most - ordered.size() : all)
            .map([&ordered](const QList<ArticleId> &undated) { return ordered + undated; });
    });
}

} // namespace lectern
