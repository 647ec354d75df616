// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/phraseindex.h"

#include "library/ascendingnumbers.h"
#include "library/database.h"
#include "library/searchtext.h"
#include "library/statement.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// A run of so many pairs is not merged any more: that would take long, and gain little.
constexpr qint64 wholeRun = 512 * 1024;
/// So many runs of about a size are merged, and never more pairs at once.
constexpr qsizetype mergedRuns = 8;
constexpr qint64 mostMerged = 4 * wholeRun;
/// What is added is written when it has come to so many pairs.
constexpr size_t mostPending = 2 * wholeRun;
/// A part is about a kilobyte: what one question reads of a run, a few of which fill a page.
constexpr qint64 pairsOfPart = 768;
/// So many parts a run has at most, as a power of two; it makes the key of a part.
constexpr int mostPartBits = 11;

int partBitsOf(qint64 pairs)
{
    return std::min(int(std::bit_width(quint64(pairs / pairsOfPart))), mostPartBits);
}

/// Runs of the same magnitude are merged.
int magnitudeOf(qint64 pairs)
{
    constexpr int bitsOfMagnitude = std::bit_width(size_t(mergedRuns)) - 1;
    return int(std::bit_width(quint64(pairs))) / bitsOfMagnitude;
}

// By the bits from `from` on: each pass sorts by some of them and leaves equal ones in their order.
// So many buckets are written to at once, as the processor's cache holds.
void sortNumbers(std::vector<quint64> &numbers, int from)
{
    constexpr int bitsOfPass = 9;
    constexpr size_t buckets = size_t(1) << bitsOfPass;
    std::vector<quint64> sorted(numbers.size());
    for (int shift = from; shift < std::numeric_limits<quint64>::digits; shift += bitsOfPass) {
        std::array<size_t, buckets> ends{};
        const auto bucketOf = [shift](quint64 number) {
            return size_t(number >> shift) & (buckets - 1);
        };
        for (const quint64 number : numbers)
            ++ends[bucketOf(number)];
        size_t before = 0;
        for (size_t &bucket : ends)
            before += std::exchange(bucket, before);
        for (const quint64 number : numbers)
            sorted[ends[bucketOf(number)]++] = number;
        numbers.swap(sorted);
    }
}

tl::unexpected<Error> damaged(qint64 part)
{
    return failure(ErrorKind::Data, ErrorCode::Damaged,
                   u"part %1 of the index of phrases cannot be read"_s.arg(part));
}

} // namespace

void PendingPairs::clear()
{
    articles.clear();
    pairs.clear();
}

struct PhraseIndex::Run
{
    qint64 id = 0;
    qint64 first = 0;
    qint64 last = 0;
    qint64 articles = 0;
    qint64 pairs = 0;

    /// At least 1, whatever a damaged row says.
    [[nodiscard]] quint64 span() const
    {
        return std::max<quint64>(1, quint64(last) - quint64(first) + 1);
    }
    [[nodiscard]] quint64 numberOf(quint32 sign, qint64 article) const
    {
        return sign * span() + (quint64(article) - quint64(first));
    }
    [[nodiscard]] qint64 articleOf(quint64 number) const
    {
        return qint64(quint64(first) + number % span());
    }
    [[nodiscard]] int parts() const { return 1 << partBitsOf(pairs); }
    [[nodiscard]] int partOf(quint32 sign) const
    {
        return int(sign >> (pairSignBits - partBitsOf(pairs)));
    }
    [[nodiscard]] qint64 keyOf(int part) const { return (id << mostPartBits) | part; }
    [[nodiscard]] static qint64 idOf(qint64 key) { return key >> mostPartBits; }
    /// No number of the part is less.
    [[nodiscard]] quint64 baseOf(int part) const
    {
        return (quint64(part) << (pairSignBits - partBitsOf(pairs))) * span();
    }
};

/// What a run is made of, in any order, though that of the articles is sorted most quickly.
struct PhraseIndex::Pairs
{
    /// Below the sign stands the article, less `base`.
    static constexpr int articleBits = std::numeric_limits<quint64>::digits - pairSignBits;

    qint64 base = 0; ///< no article is less
    qint64 articles = 0;
    std::vector<quint64> pairs;

    void add(quint32 sign, qint64 article)
    {
        pairs.push_back((quint64(sign) << articleBits)
                        | offsetOf(quint64(article) - quint64(base)));
    }
    [[nodiscard]] qint64 articleOf(quint64 pair) const { return base + qint64(offsetOf(pair)); }
    [[nodiscard]] static quint32 signOf(quint64 pair) { return quint32(pair >> articleBits); }
    [[nodiscard]] static quint64 offsetOf(quint64 pair)
    {
        return pair & ((quint64(1) << articleBits) - 1);
    }
};

/// A run, and those of its articles that have the pairs looked at so far, in ascending order;
/// absent before the first.
struct PhraseIndex::Holders
{
    Run run;
    std::optional<std::vector<ArticleId>> articles;
};

Result<void> PhraseIndex::add(ArticleId article, std::span<const quint32> pairs) const
{
    if (pairs.empty())
        return {};
    PendingPairs &pending = m_database.pendingPairs();
    pending.articles.push_back({article, pairs.size()});
    pending.pairs.insert(pending.pairs.end(), pairs.begin(), pairs.end());
    return pending.pairs.size() < mostPending ? Result<void>() : flush();
}

Result<void> PhraseIndex::flush() const
{
    PendingPairs &pending = m_database.pendingPairs();
    if (pending.isEmpty())
        return {};
    Pairs pairs;
    pairs.base =
        std::min_element(pending.articles.cbegin(), pending.articles.cend(),
                         [](const auto &left, const auto &right) { return left.id < right.id; })
            ->id.value();
    pairs.pairs.reserve(pending.pairs.size());
    pairs.articles = qint64(pending.articles.size());
    auto sign = pending.pairs.cbegin();
    for (const PendingPairs::Article &article : pending.articles) {
        for (const auto end = sign + qsizetype(article.pairs); sign != end; ++sign)
            pairs.add(*sign, article.id.value());
    }
    pending.clear();
    return write(std::move(pairs)).and_then([this] { return merge(); });
}

Result<void> PhraseIndex::write(Pairs &&pairs) const
{
    std::vector<quint64> &numbers = pairs.pairs;
    if (numbers.empty())
        return {};
    // What was added in the order of the articles is so within a sign, too.
    sortNumbers(numbers, Pairs::articleBits);
    if (!std::is_sorted(numbers.cbegin(), numbers.cend()))
        std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    const auto [first, last] =
        std::minmax_element(numbers.cbegin(), numbers.cend(), [](quint64 left, quint64 right) {
            return Pairs::offsetOf(left) < Pairs::offsetOf(right);
        });
    Run run{0, pairs.articleOf(*first), pairs.articleOf(*last), pairs.articles,
            qint64(numbers.size())};
    for (quint64 &number : numbers)
        number = run.numberOf(Pairs::signOf(number), pairs.articleOf(number));

    Statement insertRun(m_database,
                        u"INSERT INTO phrase_run (first_article, last_article, articles, pairs)"
                        " VALUES (?, ?, ?, ?)"_s);
    const auto inserted = insertRun.bind(run.first, run.last, run.articles, run.pairs).run();
    if (!inserted)
        return inserted;
    run.id = insertRun.insertedId();
    Statement insertPart(m_database, u"INSERT INTO phrase_part (id, pairs) VALUES (?, ?)"_s);
    auto begin = numbers.cbegin();
    for (int part = 0; part < run.parts(); ++part) {
        const auto end = part + 1 == run.parts()
            ? numbers.cend()
            : std::lower_bound(begin, numbers.cend(), run.baseOf(part + 1));
        if (begin == end)
            continue;
        const auto done =
            insertPart.bind(run.keyOf(part), packedNumbers(std::span(begin, end), run.baseOf(part)))
                .run();
        if (!done)
            return done;
        begin = end;
    }
    return {};
}

Result<QList<PhraseIndex::Run>> PhraseIndex::runs(const QString &condition,
                                                  const QVariantList &values) const
{
    return Statement(m_database,
                     u"SELECT id, first_article, last_article, articles, pairs FROM phrase_run "_s
                         + condition)
        .bindAll(values)
        .rows([](const Row &row) {
            return Run{row.integer(0), row.integer(1), row.integer(2), row.integer(3),
                       row.integer(4)};
        });
}

Result<PhraseIndex::Pairs> PhraseIndex::read(const QList<Run> &runs) const
{
    Pairs pairs;
    qint64 most = 0;
    for (const Run &run : runs) {
        most += run.pairs;
        pairs.base = &run == &runs.constFirst() ? run.first : std::min(pairs.base, run.first);
    }
    // Not what a damaged row may say.
    pairs.pairs.reserve(size_t(std::clamp<qint64>(most, 0, 2 * mostMerged)));
    for (const Run &run : runs) {
        if (const auto done = readInto(pairs, run); !done)
            return tl::unexpected(done.error());
    }
    return pairs;
}

Result<void> PhraseIndex::readInto(Pairs &pairs, const Run &run) const
{
    pairs.articles += run.articles;
    const auto parts =
        Statement(m_database, u"SELECT id, pairs FROM phrase_part WHERE id BETWEEN ? AND ?"_s)
            .bind(run.keyOf(0), run.keyOf(run.parts() - 1))
            .rows([](const Row &row) { return std::pair(row.integer(0), row.bytes(1)); });
    if (!parts)
        return tl::unexpected(parts.error());
    for (const auto &[key, bytes] : *parts) {
        PackedNumbers numbers(bytes, run.baseOf(int(key - run.keyOf(0))));
        while (const auto number = numbers.next()) {
            pairs.add(quint32(*number / run.span()), run.articleOf(*number));
        }
        if (!numbers.isSound())
            return damaged(key);
    }
    return {};
}

Result<void> PhraseIndex::remove(const QList<Run> &runs) const
{
    for (const Run &run : runs) {
        const auto done =
            Statement(m_database, u"DELETE FROM phrase_part WHERE id BETWEEN ? AND ?"_s)
                .bind(run.keyOf(0), run.keyOf(run.parts() - 1))
                .run()
                .and_then([&] {
                    return Statement(m_database, u"DELETE FROM phrase_run WHERE id = ?"_s)
                        .bind(run.id)
                        .run();
                });
        if (!done)
            return done;
    }
    return {};
}

Result<void> PhraseIndex::merge() const
{
    const auto small = runs(u"WHERE pairs < ? ORDER BY id"_s, {wholeRun});
    if (!small)
        return tl::unexpected(small.error());
    QHash<int, QList<Run>> ofMagnitude;
    for (const Run &run : *small)
        ofMagnitude[magnitudeOf(run.pairs)].append(run);
    for (const QList<Run> &ofASize : std::as_const(ofMagnitude)) {
        if (ofASize.size() < mergedRuns)
            continue;
        QList<Run> merged;
        qint64 pairs = 0;
        for (const Run &run : ofASize) {
            pairs += run.pairs;
            if (pairs > mostMerged && merged.size() > 1)
                break;
            merged.append(run);
        }
        return read(merged)
            .and_then([&](Pairs &&all) {
                return remove(merged).and_then([&] { return write(std::move(all)); });
            })
            // What has come of it may be one too many of its size.
            .and_then([this] { return merge(); });
    }
    return {};
}

Result<std::vector<ArticleId>> PhraseIndex::having(const QList<quint32> &pairs) const
{
    const auto all = flush().and_then([this] { return runs(u"ORDER BY id"_s, {}); });
    if (!all)
        return tl::unexpected(all.error());
    // Pair after pair, and each in all runs at once, of which a large library has hundreds.
    std::vector<Holders> left;
    for (const Run &run : *all)
        left.push_back({run, std::nullopt});
    for (const quint32 sign : pairs) {
        auto having = holdersOf(sign, std::move(left));
        if (!having)
            return tl::unexpected(having.error());
        left = *std::move(having);
    }
    std::vector<ArticleId> found;
    for (const Holders &holders : left)
        found.insert(found.end(), holders.articles->cbegin(), holders.articles->cend());
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

Result<std::vector<PhraseIndex::Holders>> PhraseIndex::holdersOf(quint32 sign,
                                                                 std::vector<Holders> &&among) const
{
    QJsonArray keys;
    for (const Holders &holders : among)
        keys.append(holders.run.keyOf(holders.run.partOf(sign)));
    std::vector<Holders> found;
    std::optional<Error> failure;
    // In the order of their keys, which is that of the runs.
    auto next = among.begin();
    const auto take = [&](const Row &row) {
        const qint64 key = row.integer(0);
        while (next->run.id != Run::idOf(key))
            ++next;
        Holders holders = std::move(*next);
        auto articles = articlesOf(holders.run, sign, row.bytes(1));
        if (!articles) {
            failure = articles.error();
            return false;
        }
        if (holders.articles) {
            std::erase_if(*articles, [&holders](ArticleId article) {
                return !std::binary_search(holders.articles->cbegin(), holders.articles->cend(),
                                           article);
            });
        }
        holders.articles = *std::move(articles);
        if (!holders.articles->empty())
            found.push_back(std::move(holders));
        return true;
    };
    const auto done =
        Statement(m_database,
                  u"SELECT id, pairs FROM phrase_part"
                  " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"_s)
            .bind(QString::fromUtf8(QJsonDocument(keys).toJson(QJsonDocument::Compact)))
            .each(take);
    if (!done || failure)
        return tl::unexpected(failure ? *failure : done.error());
    return found;
}

Result<std::vector<ArticleId>> PhraseIndex::articlesOf(const Run &run, quint32 sign,
                                                       const QByteArray &part)
{
    std::vector<ArticleId> articles;
    PackedNumbers numbers(part, run.baseOf(run.partOf(sign)));
    const quint64 first = run.numberOf(sign, run.first);
    const quint64 end = run.numberOf(sign + 1, run.first);
    for (auto number = numbers.next(); number && *number < end; number = numbers.next()) {
        if (*number >= first)
            articles.emplace_back(run.articleOf(*number));
    }
    if (!numbers.isSound())
        return damaged(run.keyOf(run.partOf(sign)));
    return articles;
}

Result<bool> PhraseIndex::isMostlyGone(const Run &run) const
{
    // The narrowest list there is of all articles that can be found.
    return Statement(m_database,
                     u"SELECT count(*) FROM article_index_docsize WHERE id BETWEEN ? AND ?"_s)
        .bind(run.first, run.last)
        .first([](const Row &row) { return row.integer(0); })
        .map([&run](std::optional<qint64> there) { return there.value_or(0) < run.articles / 2; });
}

Result<void> PhraseIndex::leaveOutGone() const
{
    // Looking at all of a large library would take long; any of them gets its turn.
    const auto some = runs(u"ORDER BY random() LIMIT 8"_s, {});
    if (!some)
        return tl::unexpected(some.error());
    for (const Run &run : *some) {
        const auto isGone = isMostlyGone(run);
        if (!isGone)
            return tl::unexpected(isGone.error());
        if (!*isGone)
            continue;
        const auto there =
            Statement(m_database,
                      u"SELECT id FROM article_index_docsize WHERE id BETWEEN ? AND ?"_s)
                .bind(run.first, run.last)
                .rows([](const Row &row) { return row.integer(0); });
        if (!there)
            return tl::unexpected(there.error());
        const QSet<qint64> left(there->cbegin(), there->cend());
        const auto done = read({run}).and_then([&](Pairs &&pairs) {
            std::erase_if(pairs.pairs,
                          [&](quint64 pair) { return !left.contains(pairs.articleOf(pair)); });
            pairs.articles = left.size();
            return remove({run}).and_then([&] { return write(std::move(pairs)); });
        });
        if (!done)
            return done;
    }
    return merge();
}

Result<void> PhraseIndex::check() const
{
    const auto all = flush().and_then([this] { return runs({}, {}); });
    if (!all)
        return tl::unexpected(all.error());
    for (const Run &run : *all) {
        const auto pairs = read({run});
        if (!pairs)
            return tl::unexpected(pairs.error());
        if (qint64(pairs->pairs.size()) != run.pairs)
            return damaged(run.keyOf(0));
    }
    return {};
}

Result<void> PhraseIndex::clear() const
{
    m_database.pendingPairs().clear();
    return Statement(m_database, u"DELETE FROM phrase_part"_s).run().and_then([this] {
        return Statement(m_database, u"DELETE FROM phrase_run"_s).run();
    });
}

} // namespace lectern
