// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/searchstore.h"

#include "library/articlebody.h"
#include "library/articlestore.h"
#include "library/database.h"
#include "library/listedsources.h"
#include "library/passage.h"
#include "library/savedsearchstore.h"
#include "library/statement.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

using Field = SearchTerm::Field;

// A word in more articles than this is common: counting them takes longer than a millisecond.
constexpr int rareLimit = 5000;
/// Matches that lie further apart than this, on average, are read instead of looked up.
constexpr int mostReadRange = 20;

struct WeightedColumn
{
    QStringView name;
    int weight;
};

// Title before tags before summary before text, however often a word stands there.
constexpr std::array weightedColumns = {WeightedColumn{u"title", 8}, WeightedColumn{u"tags", 4},
                                        WeightedColumn{u"summary", 2}};
// The same for bm25, in the order of the columns; who wrote it counts like the summary, and where
// it stands not at all.
const QString weightedRank = u"bm25(article_index, 16, 8, 4, 1, 4, 0)"_s;

ArticleId readId(const Row &row)
{
    return row.id<ArticleId>(0);
}

// What holds for both. No condition at all holds for nothing.
SearchCondition both(const SearchCondition &one, const SearchCondition &other)
{
    const auto joined = [](const QString &pattern, const QString &left, const QString &right) {
        if (left.isEmpty() || right.isEmpty())
            return left + right;
        return pattern.arg(left, right);
    };
    return {joined(u"(%1) AND (%2)"_s, one.match, other.match),
            joined(u"(%1) AND (%2)"_s, one.condition, other.condition), one.values + other.values};
}

} // namespace

BoundSql newestMatches(const SearchCondition &condition, int most)
{
    QString sql;
    QVariantList values;
    if (condition.match.isEmpty()) {
        sql = u"SELECT a.id AS id FROM article a"
              " WHERE a.id NOT IN (SELECT article_id FROM discarded_article) AND %1"
              " ORDER BY a.published_ms DESC, a.id DESC"_s.arg(condition.condition);
    } else if (condition.condition.isEmpty()) {
        sql = u"SELECT rowid AS id FROM article_index WHERE article_index MATCH ?"
              " ORDER BY rowid DESC"_s;
        values.append(condition.match);
    } else {
        sql = u"SELECT a.id AS id FROM article_index JOIN article a"
              " ON a.id = article_index.rowid"
              " WHERE article_index MATCH ? AND %1 ORDER BY article_index.rowid DESC"_s.arg(
                  condition.condition);
        values.append(condition.match);
    }
    values += condition.values;
    values.append(most);
    return {sql + u" LIMIT ?"_s, values};
}

Result<SearchResults> SearchStore::search(const SearchRequest &request, const QDateTime &now) const
{
    const auto beginning = shortestBeginning(request);
    if (!beginning)
        return tl::unexpected(beginning.error());
    const SearchQuery query = parseSearch(request.text, now, *beginning);
    SearchResults answer;
    answer.isPlainWords = query.isPlainWords;
    SearchCondition condition = conditionOf(query.root);
    if (condition.isEmpty())
        return answer;
    const auto scoped = within(request.scope, condition, now);
    if (!scoped)
        return tl::unexpected(scoped.error());
    condition = *scoped;
    if (condition.isEmpty())
        return answer;
    const QList<SearchTerm> words = wordsToMark(query.root);

    auto articles = found(condition);
    if (!articles)
        return tl::unexpected(articles.error());
    answer.areMore = articles->size() > SearchResults::bound;
    if (answer.areMore)
        articles->removeLast();
    answer.total = int(articles->size());

    if (!condition.match.isEmpty() && !words.isEmpty() && articles->size() > 1) {
        const QList<SearchTerm> counted = wordsOfIndex(query.root);
        // One word that has no more than these matches is rare without counting it again.
        const bool isCounted = counted.size() == 1 && condition.condition.isEmpty();
        const auto rare = answer.areMore ? Result<bool>(false)
            : isCounted                  ? Result<bool>(true)
                                         : areRare(counted);
        if (!rare)
            return tl::unexpected(rare.error());
        articles =
            *rare ? rankedByWeight(*articles, condition.match) : rankedByColumn(*articles, words);
        if (!articles)
            return tl::unexpected(articles.error());
    }
    return resultsOf(articles->mid(request.first, request.count), words)
        .map([&answer](const QList<SearchResult> &results) {
            answer.results = results;
            return answer;
        });
}

// One or two characters begin so many words that finding them all takes long in a large library;
// in a small one they are found at once, and a reader who types sees the list shrink.
Result<std::optional<int>> SearchStore::shortestBeginning(const SearchRequest &request) const
{
    if (!request.isTyping)
        return std::optional<int>();
    return Statement(m_database, u"SELECT max(id) FROM article"_s)
        .first([](const Row &row) { return row.integer(0); })
        .map([](std::optional<qint64> newest) {
            constexpr qint64 smallLibrary = 20'000;
            return std::optional(newest.value_or(0) <= smallLibrary ? 1 : 3);
        });
}

Result<SearchCondition> SearchStore::within(const Scope &scope, const SearchCondition &asked,
                                            const QDateTime &now) const
{
    switch (scope.kind) {
    case Scope::Kind::All:
        return asked;
    case Scope::Kind::Unread:
        return both(asked,
                    {{},
                     u"NOT EXISTS (SELECT 1 FROM article_state WHERE article_id = a.id"
                     " AND read_ms IS NOT NULL)"
                     " AND EXISTS (SELECT 1 FROM source_article WHERE article_id = a.id)"_s,
                     {}});
    case Scope::Kind::Bookmarks:
        return both(asked, {{}, u"a.id IN (SELECT article_id FROM bookmark)"_s, {}});
    case Scope::Kind::Source:
    case Scope::Kind::Folder:
        return listedSources(m_database, scope).map([&asked](const ListedSources &listed) {
            return both(asked, {{}, listed.condition, {}});
        });
    case Scope::Kind::Search:
        return SavedSearchStore(m_database).textOf(scope.search).map([&](const QString &text) {
            const SearchCondition saved = conditionOf(parseSearch(text, now, std::nullopt).root);
            return saved.isEmpty() ? SearchCondition() : both(asked, saved);
        });
    }
    Q_UNREACHABLE();
}

Result<QList<ArticleId>> SearchStore::found(const SearchCondition &condition) const
{
    const BoundSql newest = newestMatches(condition, SearchResults::bound + 1);
    return Statement(m_database, newest.sql).bindAll(newest.values).rows(readId);
}

Result<bool> SearchStore::areRare(const QList<SearchTerm> &words) const
{
    Statement count(m_database,
                    u"SELECT count(*) FROM (SELECT 1 FROM article_index"
                    " WHERE article_index MATCH ? LIMIT ?)"_s);
    for (const SearchTerm &word : words) {
        const auto counted =
            count.bind(conditionOf(word).match, rareLimit + 1).first([](const Row &row) {
                return row.integer(0);
            });
        if (!counted)
            return tl::unexpected(counted.error());
        if (counted->value_or(0) > rareLimit)
            return false;
    }
    return true;
}

Result<QList<ArticleId>> SearchStore::rankedByWeight(const QList<ArticleId> &newestFirst,
                                                     const QString &match) const
{
    const auto ranked =
        Statement(m_database,
                  u"SELECT rowid FROM article_index WHERE article_index MATCH ? AND rowid >= ?"
                  " ORDER BY %1, rowid DESC"_s.arg(weightedRank))
            .bind(match, newestFirst.last())
            .rows(readId);
    if (!ranked)
        return ranked;
    // Those that only the condition leaves out are in there, too.
    const QSet<ArticleId> wanted(newestFirst.begin(), newestFirst.end());
    QList<ArticleId> result;
    std::copy_if(ranked->begin(), ranked->end(), std::back_inserter(result),
                 [&wanted](ArticleId article) { return wanted.contains(article); });
    return result;
}

Result<QList<ArticleId>> SearchStore::rankedByColumn(const QList<ArticleId> &newestFirst,
                                                     const QList<SearchTerm> &words) const
{
    const qint64 range = newestFirst.first().value() - newestFirst.last().value();
    const auto scores = range > newestFirst.size() * mostReadRange
        ? scoresByReading(newestFirst, words)
        : scoresByIndex(newestFirst, words);
    if (!scores)
        return tl::unexpected(scores.error());
    QList<ArticleId> ranked = newestFirst;
    std::stable_sort(ranked.begin(), ranked.end(), [&scores](ArticleId left, ArticleId right) {
        return scores->value(left) > scores->value(right);
    });
    return ranked;
}

Result<SearchStore::Scores> SearchStore::scoresByIndex(const QList<ArticleId> &newestFirst,
                                                       const QList<SearchTerm> &words) const
{
    Scores scores;
    Statement inColumn(m_database,
                       u"SELECT rowid FROM article_index WHERE article_index MATCH ?"
                       " AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?"_s);
    for (const SearchTerm &word : words) {
        if (word.field != Field::Any)
            continue;
        const QString match = conditionOf(word).match;
        for (const WeightedColumn &column : weightedColumns) {
            const auto found = inColumn
                                   .bind(u"%1 : (%2)"_s.arg(column.name, match), newestFirst.last(),
                                         newestFirst.first(), SearchResults::bound)
                                   .rows(readId);
            if (!found)
                return tl::unexpected(found.error());
            for (const ArticleId article : *found)
                scores[article] += column.weight;
            // A beginning of words is as dear to find in one column as in all.
            if (word.isPrefix)
                break;
        }
    }
    return scores;
}

// The index would have to go through all articles between the first and the last of these.
Result<SearchStore::Scores> SearchStore::scoresByReading(const QList<ArticleId> &newestFirst,
                                                         const QList<SearchTerm> &words) const
{
    QList<PassageFinder> finders;
    for (const SearchTerm &word : words) {
        if (word.field == Field::Any)
            finders.append(PassageFinder({word}));
    }
    // In the order of weightedColumns.
    Statement texts(m_database,
                    u"SELECT title, (SELECT group_concat(t.name, ' | ') FROM article_tag at"
                    " JOIN tag t ON t.id = at.tag_id WHERE at.article_id = article.id), summary"
                    " FROM article WHERE id = ?"_s);
    Scores scores;
    for (const ArticleId article : newestFirst) {
        const auto columns = texts.bind(article).first([](const Row &row) {
            return std::array{row.text(0), row.text(1), row.text(2)};
        });
        if (!columns)
            return tl::unexpected(columns.error());
        for (const PassageFinder &finder : std::as_const(finders)) {
            for (size_t i = 0; *columns && i < weightedColumns.size(); ++i) {
                if (!finder.marked((*columns)->at(i), Field::Any).marks.isEmpty())
                    scores[article] += weightedColumns.at(i).weight;
            }
        }
    }
    return scores;
}

Result<QList<SearchResult>> SearchStore::resultsOf(const QList<ArticleId> &articles,
                                                   const QList<SearchTerm> &words) const
{
    const auto posts = ArticleStore(m_database).postsOf(articles);
    if (!posts)
        return tl::unexpected(posts.error());
    const PassageFinder finder(words);
    Statement body(m_database, u"SELECT packed FROM article_body WHERE article_id = ?"_s);
    QList<SearchResult> results;
    for (const Post &post : *posts) {
        const auto bytes = body.bind(post.id).first([](const Row &row) { return row.bytes(0); });
        if (!bytes)
            return tl::unexpected(bytes.error());
        SearchResult result;
        result.post = post;
        result.titleMarks = finder.marked(post.title, Field::Title).marks;
        result.passage = finder.passage(unpacked(bytes->value_or(QByteArray())).text, Field::Text);
        if (result.passage.marks.isEmpty()) {
            const MarkedText ofSummary = finder.passage(post.summary, Field::Text);
            if (!ofSummary.marks.isEmpty() || result.passage.text.isEmpty())
                result.passage = ofSummary;
        }
        results.append(result);
    }
    return results;
}

} // namespace lectern
