// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/searchstore.h"

#include "library/articlecheck.h"
#include "library/articlestore.h"
#include "library/articlewords.h"
#include "library/bodystore.h"
#include "library/database.h"
#include "library/libraryupkeep.h"
#include "library/listedsources.h"
#include "library/passage.h"
#include "library/savedsearchstore.h"
#include "library/statement.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <limits>
#include <span>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

using Field = SearchTerm::Field;

/// Matches that lie further apart than this, on average, are read instead of looked up.
constexpr int mostReadRange = 20;
/// So many articles that may have a phrase are looked at before the next are asked for.
constexpr size_t candidatesAtOnce = 256;
/// So many matches are read whole to rank them.
constexpr int mostReadWhole = 200;

struct WeightedPlace
{
    WordPlace place;
    int weight;
};

// Title before tags before summary before text, however often a word stands there.
constexpr std::array weightedPlaces = {WeightedPlace{WordPlace::Title, 8},
                                       WeightedPlace{WordPlace::Tags, 4},
                                       WeightedPlace{WordPlace::Summary, 2}};

ArticleId readId(const Row &row)
{
    return row.id<ArticleId>(0);
}

SearchTerm bothOf(const SearchTerm &one, const SearchTerm &other)
{
    SearchTerm both;
    both.kind = SearchTerm::Kind::All;
    both.children = {one, other};
    return both;
}

/// A query with the values of its parameters.
struct BoundSql
{
    QString sql;
    QVariantList values;
};

/// Selects the ids of all articles for which the condition holds, which is not empty: those that
/// came last first or, without words, those published last.
BoundSql newestMatches(const SearchCondition &condition)
{
    if (condition.match.isEmpty()) {
        return {u"SELECT a.id FROM article a"
                " WHERE a.id NOT IN (SELECT article_id FROM discarded_article) AND %1"
                " ORDER BY a.published_ms DESC, a.id DESC LIMIT ?"_s.arg(condition.condition),
                condition.values};
    }
    if (condition.condition.isEmpty()) {
        return {u"SELECT rowid FROM article_index WHERE article_index MATCH ?"
                " ORDER BY rowid DESC LIMIT ?"_s,
                {condition.match}};
    }
    return {u"SELECT a.id FROM article_index JOIN article a ON a.id = article_index.rowid"
            " WHERE article_index MATCH ? AND %1 ORDER BY article_index.rowid DESC LIMIT ?"_s.arg(
                condition.condition),
            QVariantList{condition.match} + condition.values};
}

/// Words that every article has for which the query holds, as far as they are easy to tell.
QStringList neededWords(const SearchTerm &query)
{
    QStringList needed;
    if (query.kind == SearchTerm::Kind::All) {
        for (const SearchTerm &child : query.children)
            needed += neededWords(child);
    } else if (query.kind == SearchTerm::Kind::Words && query.field != Field::Site
               && query.field != Field::Source) {
        const TextWords words(query.text, TextWords::Kind::Searched);
        const qsizetype whole = words.size() - (mayGoOn(words, query.isPrefix) ? 1 : 0);
        for (qsizetype i = 0; i < whole; ++i)
            needed.append(words.at(i).toString());
    }
    return needed;
}

/// Selects those of these articles, which ascend, that match and for which the condition holds:
/// those that came last first.
BoundSql newestOf(std::span<const ArticleId> articles, const SearchCondition &condition)
{
    QJsonArray numbers;
    for (const ArticleId article : articles)
        numbers.append(article.value());
    const QString ids = QString::fromUtf8(QJsonDocument(numbers).toJson(QJsonDocument::Compact));
    const QString rest =
        condition.condition.isEmpty() ? QString() : u" AND "_s + condition.condition;
    if (condition.match.isEmpty()) {
        return {u"SELECT a.id FROM article a WHERE a.id IN (SELECT value FROM json_each(?))"
                " AND a.id NOT IN (SELECT article_id FROM discarded_article)%1"
                " ORDER BY a.id DESC"_s.arg(rest),
                QVariantList{ids} + condition.values};
    }
    // The index is quicker at going through its words than at being asked for each article (which
    // the plus signs are against), or at going backwards.
    const QString withArticle =
        rest.isEmpty() ? QString() : u" CROSS JOIN article a ON a.id = article_index.rowid"_s;
    return {u"SELECT article_index.rowid FROM article_index%1 WHERE article_index MATCH ?"
            " AND article_index.rowid BETWEEN ? AND ?"
            " AND +article_index.rowid IN (SELECT value FROM json_each(?))%2"
            " ORDER BY +article_index.rowid DESC"_s.arg(withArticle, rest),
            QVariantList{condition.match, articles.front().value(), articles.back().value(), ids}
                + condition.values};
}

/// What the words of a query are worth where an article has them.
class MatchScore final
{
public:
    explicit MatchScore(const QList<SearchTerm> &words)
    {
        for (const SearchTerm &word : words) {
            if (word.field != Field::Any)
                continue;
            const TextWords asked(word.text, TextWords::Kind::Searched);
            m_asked.append({asked, mayGoOn(asked, word.isPrefix)});
        }
    }

    /// With `isTextCounted`, it also tells by less than 1 how often they stand in the text.
    [[nodiscard]] Result<double> of(ArticleWords &words, bool isTextCounted) const
    {
        const auto text = isTextCounted ? words.text() : Result<const TextWords *>(nullptr);
        const auto titles = words.titles();
        if (!titles || !text)
            return tl::unexpected(titles ? text.error() : titles.error());
        // In the order of weightedPlaces; what is read with the titles cannot fail after them.
        const std::array places = {*titles, *words.tags(), *words.summaries()};
        double score = 0;
        for (const Asked &asked : m_asked) {
            for (size_t i = 0; i < places.size(); ++i) {
                if (places.at(i)->count(asked.words, asked.goesOn, 1) > 0)
                    score += weightedPlaces.at(i).weight;
            }
            score += *text ? inText(**text, asked) : 0;
        }
        return score;
    }

private:
    struct Asked
    {
        TextWords words;
        bool goesOn = false;
    };

    /// The more often the words stand in the text, and the shorter that is, the more.
    static double inText(const TextWords &text, const Asked &asked)
    {
        constexpr int mostCounted = 100;
        constexpr double usualLength = 500;
        const int count = text.count(asked.words, asked.goesOn, mostCounted);
        return count / (count + 0.5 + double(text.size()) / usualLength);
    }

    QList<Asked> m_asked;
};

QList<ArticleId> ordered(const QList<ArticleId> &newestFirst,
                         const QHash<ArticleId, double> &scores)
{
    QList<ArticleId> best = newestFirst;
    std::stable_sort(best.begin(), best.end(), [&scores](ArticleId left, ArticleId right) {
        return scores.value(left) > scores.value(right);
    });
    return best;
}

} // namespace

Result<SearchResults> SearchStore::search(const SearchRequest &request, const QDateTime &now) const
{
    const auto beginning = shortestBeginning(request);
    if (!beginning)
        return tl::unexpected(beginning.error());
    const SearchQuery query = parseSearch(request.text, now, *beginning);
    SearchResults answer;
    answer.isPlainWords = query.isPlainWords;
    if (conditionOf(query.root).isEmpty())
        return answer;
    const auto scoped = within(request.scope, query.root, now);
    if (!scoped)
        return tl::unexpected(scoped.error());
    if (!*scoped)
        return answer;
    const QList<SearchTerm> words = wordsToMark(query.root);

    const int bound =
        conditionOf(**scoped).isExact ? SearchResults::bound : SearchResults::boundByReading;
    // What is read to find it is ranked on the way.
    Scores scores;
    const MatchScore score(words);
    auto articles = matches(**scoped, bound + 1, [&](ArticleId id, ArticleWords &found) {
        return score.of(found, true).map([&](double worth) { scores.insert(id, worth); });
    });
    const auto isIndexUnfinished = LibraryUpkeep(m_database).isIndexUnfinished();
    if (!articles || !isIndexUnfinished)
        return tl::unexpected(articles ? isIndexUnfinished.error() : articles.error());
    answer.areMore = *isIndexUnfinished || articles->size() > bound;
    if (articles->size() > bound)
        articles->removeLast();
    answer.total = int(articles->size());

    if (!words.isEmpty() && articles->size() > 1) {
        articles = scores.isEmpty() ? ranked(*articles, conditionOf(**scoped), words)
                                    : ordered(*articles, scores);
        if (!articles)
            return tl::unexpected(articles.error());
    }
    return resultsOf(articles->mid(request.first, request.count), words)
        .map([&answer](const QList<SearchResult> &results) {
            answer.results = results;
            return answer;
        });
}

Result<QList<ArticleId>> SearchStore::newest(const SearchTerm &query, int most) const
{
    return matches(query, most, [](ArticleId, ArticleWords &) { return Result<void>(); });
}

Result<QList<ArticleId>> SearchStore::matches(const SearchTerm &query, int most,
                                              const Look &look) const
{
    const SearchCondition condition = conditionOf(query);
    if (condition.isEmpty())
        return QList<ArticleId>();
    if (condition.isExact) {
        const BoundSql matches = newestMatches(condition);
        return Statement(m_database, matches.sql)
            .bindAll(matches.values + QVariantList{most})
            .rows(readId);
    }
    auto check = ArticleCheck::of(m_database, query);
    if (!check)
        return tl::unexpected(check.error());
    QList<ArticleId> articles;
    std::optional<Error> failure;
    const auto take = [&](const Row &row) {
        const ArticleId article = readId(row);
        ArticleWords words(m_database, article);
        const auto done = check->holds(article, words).and_then([&](bool holds) -> Result<void> {
            if (!holds)
                return {};
            articles.append(article);
            return look(article, words);
        });
        if (!done)
            failure = done.error();
        return !failure && articles.size() < most;
    };
    const auto takeAll = [this, &take](const BoundSql &found) {
        return Statement(m_database, found.sql).bindAll(found.values).each(take);
    };
    Result<void> done;
    if (const auto candidates = check->candidates()) {
        // The latest first, a part at a time: often these are enough.
        std::span<const ArticleId> left(*candidates);
        SearchCondition sieve = condition;
        done = sieveFor(left, neededWords(query)).map([&sieve](const QString &match) {
            sieve.match = match;
        });
        while (done && !failure && articles.size() < most && !left.empty()) {
            const auto latest = left.last(std::min(left.size(), candidatesAtOnce));
            left = left.first(left.size() - latest.size());
            done = takeAll(newestOf(latest, sieve));
        }
    } else {
        BoundSql found = newestMatches(condition);
        found.values.append(std::numeric_limits<int>::max());
        done = takeAll(found);
    }
    if (!done || failure)
        return tl::unexpected(failure ? *failure : done.error());
    return articles;
}

Result<QString> SearchStore::sieveFor(std::span<const ArticleId> articles,
                                      const QStringList &words) const
{
    // Reading so few takes less time than to find out.
    constexpr size_t fewArticles = 32;
    constexpr qsizetype mostWords = 8;
    if (articles.size() <= fewArticles)
        return QString();
    // How common a word is, these say quickly.
    constexpr qint64 sample = 1000;
    const qint64 last = articles.back().value();
    Statement count(m_database,
                    u"SELECT count(*) FROM article_index WHERE article_index MATCH ?"
                    " AND rowid BETWEEN ? AND ?"_s);
    QString rarest;
    qint64 fewest = sample;
    for (const QString &word : words.first(std::min(words.size(), mostWords))) {
        const QString match = matchWords(word, false, WordPlace::Anywhere).match;
        const auto found = count.bind(match, last - sample + 1, last).first([](const Row &row) {
            return row.integer(0);
        });
        if (!found)
            return tl::unexpected(found.error());
        if (found->value_or(sample) < fewest) {
            fewest = found->value_or(sample);
            rarest = match;
        }
    }
    // Measured: the index is through with so many articles that have the word while one is read.
    constexpr qint64 indexedWhileReading = 500;
    const qint64 between = (last - articles.front().value()) / qint64(articles.size()) + 1;
    const bool isWorthIt = fewest * between < (sample - fewest) * indexedWhileReading;
    return isWorthIt ? rarest : QString();
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

Result<std::optional<SearchTerm>> SearchStore::within(const Scope &scope, const SearchTerm &asked,
                                                      const QDateTime &now) const
{
    using Answer = Result<std::optional<SearchTerm>>;
    const auto only = [&asked](SearchTerm::Kind kind, const QString &text) -> Answer {
        SearchTerm condition;
        condition.kind = kind;
        condition.text = text;
        return bothOf(asked, condition);
    };
    switch (scope.kind) {
    case Scope::Kind::All:
        return Answer(asked);
    case Scope::Kind::Unread:
        return listedSources(m_database, scope).and_then([&](const ListedSources &listed) {
            return only(SearchTerm::Kind::Condition,
                        listed.condition
                            + u" AND NOT EXISTS (SELECT 1 FROM article_state"
                              " WHERE article_id = a.id AND read_ms IS NOT NULL)"_s);
        });
    case Scope::Kind::Bookmarks:
        return only(SearchTerm::Kind::State, u"bookmarked"_s);
    case Scope::Kind::Source:
    case Scope::Kind::Folder:
        return listedSources(m_database, scope).and_then([&only](const ListedSources &listed) {
            return only(SearchTerm::Kind::Condition, listed.condition);
        });
    case Scope::Kind::Search:
        return SavedSearchStore(m_database).textOf(scope.search).map([&](const QString &text) {
            const SearchTerm saved = parseSearch(text, now, std::nullopt).root;
            return conditionOf(saved).isEmpty() ? std::nullopt
                                                : std::optional(bothOf(asked, saved));
        });
    }
    Q_UNREACHABLE();
}

Result<QList<ArticleId>> SearchStore::ranked(const QList<ArticleId> &newestFirst,
                                             const SearchCondition &condition,
                                             const QList<SearchTerm> &words) const
{
    const auto [last, first] = std::minmax_element(newestFirst.begin(), newestFirst.end());
    const qint64 range = first->value() - last->value();
    // The index goes through all that match there, also what only the condition leaves out.
    const bool areMostWanted =
        condition.condition.isEmpty() || range <= newestFirst.size() * mostReadRange;
    const bool areFew = newestFirst.size() <= mostReadWhole;
    const auto scores = areFew || condition.match.isEmpty() || !areMostWanted
        ? scoresByReading(newestFirst, words)
        : scoresByIndex(newestFirst, condition.match, words);
    return scores.map([&](const Scores &worth) { return ordered(newestFirst, worth); });
}

Result<SearchStore::Scores> SearchStore::scoresByIndex(const QList<ArticleId> &articles,
                                                       const QString &match,
                                                       const QList<SearchTerm> &words) const
{
    const auto [first, last] = std::minmax_element(articles.begin(), articles.end());
    Scores scores;
    Statement inPlace(m_database,
                      u"SELECT rowid FROM article_index WHERE article_index MATCH ?"
                      " AND rowid BETWEEN ? AND ?"_s);
    for (const SearchTerm &word : words) {
        if (word.field != Field::Any)
            continue;
        for (const WeightedPlace &weighted : weightedPlaces) {
            const QString placed = matchWords(word.text, word.isPrefix, weighted.place).match;
            const auto found =
                inPlace.bind(u"(%1) AND %2"_s.arg(match, placed), *first, *last).rows(readId);
            if (!found)
                return tl::unexpected(found.error());
            for (const ArticleId article : *found)
                scores[article] += weighted.weight;
        }
    }
    return scores;
}

Result<SearchStore::Scores> SearchStore::scoresByReading(const QList<ArticleId> &articles,
                                                         const QList<SearchTerm> &words) const
{
    const MatchScore score(words);
    const bool isTextCounted = articles.size() <= mostReadWhole;
    Scores scores;
    for (const ArticleId article : articles) {
        ArticleWords found(m_database, article);
        const auto worth = score.of(found, isTextCounted);
        if (!worth)
            return tl::unexpected(worth.error());
        scores.insert(article, *worth);
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
    const BodyStore bodies(m_database);
    QList<SearchResult> results;
    for (const Post &post : *posts) {
        const auto text = bodies.textOf(post.id);
        if (!text)
            return tl::unexpected(text.error());
        SearchResult result;
        result.post = post;
        result.titleMarks = finder.marked(post.title, Field::Title).marks;
        result.passage = finder.passage(*text, Field::Text);
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
