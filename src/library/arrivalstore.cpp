// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/arrivalstore.h"

#include "library/articlestore.h"
#include "library/bodystore.h"
#include "library/database.h"
#include "library/pageaddress.h"
#include "library/searchindex.h"
#include "library/sourcestore.h"
#include "library/statement.h"
#include "library/tagstore.h"

#include <QHash>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

struct StoredSource
{
    SourceId id;
    QString title;
    QUrl homePage;
    bool isBuiltIn = false;
    QByteArray contentHash;
};

/// What of an article a source describes.
struct Description
{
    QUrl url;
    QString title;
    QString summary;
    QString author;
    QString language;
    ArticleBody body;
    QStringList tags;
    std::optional<QDateTime> published;
    std::optional<QDateTime> updated;
    std::optional<int> wordCount;

    friend bool operator==(const Description &, const Description &) = default;
};

struct StoredArticle
{
    ArticleId id;
    Description description;
    // The reader's own collections describe nothing.
    bool isInEarlierSource = false; ///< earlier in display order than the one being stored
    bool isInOtherSource = false;
    bool isDiscarded = false;
};

/// How a source lists an article.
struct Listing
{
    qint64 position = 0;
    QString itemId;
    QString section;
    QString note;

    friend bool operator==(const Listing &, const Listing &) = default;
};

// Times as the database keeps them, so that what comes back from it compares equal.
std::optional<QDateTime> storable(const std::optional<QDateTime> &time)
{
    if (!time || !time->isValid())
        return std::nullopt;
    return time->toUTC();
}

Description described(const IncomingArticle &article)
{
    Description result;
    result.url = article.url;
    result.title = article.title;
    result.summary = article.summary;
    result.author = article.author;
    result.language = article.language;
    result.body = {article.contentHtml, article.contentText};
    result.tags = TagStore::tidied(article.tags);
    result.published = storable(article.published);
    result.updated = storable(article.updated);
    result.wordCount = article.wordCount;
    return result;
}

bool isBlank(const QString &text)
{
    return text.isEmpty();
}

bool isBlank(const QStringList &texts)
{
    return texts.isEmpty();
}

bool isBlank(const QUrl &url)
{
    return url.isEmpty();
}

bool isBlank(const std::optional<QDateTime> &time)
{
    return !time;
}

// See the class comment for the rule.
Description merged(const StoredArticle &stored, const Description &incoming)
{
    const auto pick = [&stored](const auto &old, const auto &given) {
        if (isBlank(given))
            return stored.isInOtherSource ? old : given;
        return stored.isInEarlierSource && !isBlank(old) ? old : given;
    };
    const Description &old = stored.description;
    Description result;
    result.url = pick(old.url, incoming.url);
    result.title = pick(old.title, incoming.title);
    result.summary = pick(old.summary, incoming.summary);
    result.author = pick(old.author, incoming.author);
    result.language = pick(old.language, incoming.language);
    result.tags = pick(old.tags, incoming.tags);
    result.published = pick(old.published, incoming.published);
    result.updated = pick(old.updated, incoming.updated);
    const bool takesContent =
        !incoming.body.isEmpty() && (!stored.isInEarlierSource || old.body.isEmpty());
    result.body = takesContent ? incoming.body : old.body;
    result.wordCount = takesContent ? incoming.wordCount : old.wordCount;
    return result;
}

// Which of them would expire as soon as they were stored, by their places.
QSet<qsizetype> outdatedOf(const QList<IncomingArticle> &articles, const Retention &retention,
                           const QDateTime &now)
{
    QList<qsizetype> places;
    for (qsizetype i = 0; i < articles.size(); ++i)
        places.append(i);
    switch (retention.kind) {
    case Retention::Kind::All:
        return {};
    case Retention::Kind::Newest:
        // As ArticleStore::expire orders them; absent is less than any time.
        std::stable_sort(places.begin(), places.end(), [&](qsizetype left, qsizetype right) {
            return storable(articles.at(left).published) > storable(articles.at(right).published);
        });
        places = places.mid(retention.count);
        break;
    case Retention::Kind::Days:
        places.removeIf([&](qsizetype place) {
            const auto published = storable(articles.at(place).published);
            return !published || *published >= now.addDays(-retention.count);
        });
        break;
    }
    return {places.cbegin(), places.cend()};
}

/// What a source brings, whatever its kind.
struct Delivery
{
    SourceKind kind = SourceKind::Collection; ///< Feed: or a page, which is stored alike
    SourceId feed; ///< only of a feed
    QUrl url; ///< only of a collection
    QString title; ///< empty: as before
    QUrl homePage;
    bool isBuiltIn = false;
    QByteArray contentHash;
    const QList<IncomingArticle> &articles;
};

/// An article that is to be stored.
struct Candidate
{
    qsizetype place = 0; ///< in the delivery
    QString address;
    std::optional<ArticleId> known;
};

/// Storing one delivery.
class Storing final
{
public:
    Storing(const Database &database, const Delivery &delivery, const QDateTime &now)
        : m_database(database), m_delivery(delivery), m_now(now),
          m_findArticle(database, u"SELECT id FROM article WHERE address = ?"_s),
          m_insertArticle(database,
                          u"INSERT INTO article (address, url, title, summary, author, language,"
                          " published_ms, updated_ms, word_count)"
                          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s),
          m_list(database,
                 u"INSERT INTO source_article (source_id, article_id, position, item_id,"
                 " section, note) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                 " position = excluded.position, item_id = excluded.item_id,"
                 " section = excluded.section, note = excluded.note"_s)
    {
    }

    Result<ArrivalStore::Stored> run()
    {
        const auto source = isOfFeed() ? storeFeedSource() : storeCollectionSource();
        if (!source)
            return tl::unexpected(source.error());
        if (!m_stored.outcome.source)
            return m_stored;
        const auto done = readListings()
                              .and_then([this] { return storeArticles(); })
                              .and_then([this] { return removeUnlisted(); })
                              .and_then([this] { return expire(); });
        if (!done)
            return tl::unexpected(done.error());
        return m_stored;
    }

private:
    [[nodiscard]] bool isOfFeed() const { return m_delivery.kind == SourceKind::Feed; }
    Result<void> storeCollectionSource();
    Result<void> storeFeedSource();
    Result<void> readListings();
    Result<void> storeArticles();
    Result<void> storeArticle(const Candidate &candidate, qint64 position, bool isOutdated);
    Result<QList<Candidate>> candidates();
    Result<std::optional<ArticleId>> find(const IncomingArticle &article, const QString &address);
    Result<void> moveTo(ArticleId article, const QString &address);
    Result<void> removeUnlisted();
    Result<void> expire();
    Result<bool> isPassedOver(std::optional<ArticleId> known);
    Result<void> storeNew(const QString &address, const Description &description,
                          const Listing &listing);
    Result<void> storeKnown(ArticleId article, const Description &incoming, const Listing &listing);
    Result<std::optional<StoredArticle>> read(ArticleId article);
    Result<void> update(ArticleId article, const Description &old, const Description &description);
    Result<void> list(ArticleId article, const Listing &listing);

    const Database &m_database;
    const Delivery &m_delivery;
    const QDateTime m_now;
    Retention m_retention;
    ArrivalStore::Stored m_stored;
    // What is done for every article.
    Statement m_findArticle;
    Statement m_insertArticle;
    Statement m_list;
    QHash<ArticleId, Listing> m_unlisted; ///< what the source listed before, and not yet now
    QHash<QString, ArticleId> m_byItemId; ///< of a feed: what it listed before
    qint64 m_lowestPosition = 0; ///< of what it listed before
};

Result<void> Storing::storeCollectionSource()
{
    const auto known = Statement(m_database,
                                 u"SELECT id, title, home_page, is_built_in, content_hash"
                                 " FROM source WHERE url = ?"_s)
                           .bind(m_delivery.url)
                           .first([](const Row &row) {
                               return StoredSource{row.id<SourceId>(0), row.text(1), row.url(2),
                                                   row.boolean(3), row.bytes(4)};
                           });
    if (!known)
        return tl::unexpected(known.error());
    if (!*known) {
        Statement insert(m_database,
                         u"INSERT INTO source (kind, url, title, home_page, is_built_in,"
                         " content_hash) VALUES (?, ?, ?, ?, ?, ?)"_s);
        m_stored.isListChanged = true;
        return insert
            .bind(storedName(SourceKind::Collection), m_delivery.url, m_delivery.title,
                  m_delivery.homePage, m_delivery.isBuiltIn, m_delivery.contentHash)
            .run()
            .and_then([&] {
                m_stored.outcome.source = SourceId(insert.insertedId());
                return SearchIndex(m_database).updateSource(m_stored.outcome.source);
            });
    }

    const StoredSource &source = **known;
    m_stored.outcome.source = source.id;
    const QString title = m_delivery.title.isEmpty() ? source.title : m_delivery.title;
    const bool isVisiblyDifferent = source.title != title || source.homePage != m_delivery.homePage
        || source.isBuiltIn != m_delivery.isBuiltIn;
    if (!isVisiblyDifferent && source.contentHash == m_delivery.contentHash)
        return {};
    m_stored.isListChanged = isVisiblyDifferent;
    return Statement(m_database,
                     u"UPDATE source SET title = ?, home_page = ?, is_built_in = ?,"
                     " content_hash = ? WHERE id = ?"_s)
        .bind(title, m_delivery.homePage, m_delivery.isBuiltIn, m_delivery.contentHash, source.id)
        .run()
        .and_then([&] { return SearchIndex(m_database).updateSource(source.id); });
}

Result<void> Storing::storeFeedSource()
{
    const auto known =
        Statement(m_database,
                  u"SELECT title, home_page, content_hash FROM source WHERE id = ? AND kind <> ?"_s)
            .bind(m_delivery.feed, storedName(SourceKind::Collection))
            .first([](const Row &row) {
                return StoredSource{{}, row.text(0), row.url(1), false, row.bytes(2)};
            });
    if (!known)
        return tl::unexpected(known.error());
    if (!*known)
        return {};
    m_stored.outcome.source = m_delivery.feed;
    const QString title =
        m_delivery.title.isEmpty() ? (*known)->title : m_delivery.title.simplified();
    const QUrl homePage = m_delivery.homePage.isEmpty() ? (*known)->homePage : m_delivery.homePage;
    m_stored.isRenamed = title != (*known)->title;
    m_stored.isListChanged = m_stored.isRenamed || homePage != (*known)->homePage;
    return Statement(m_database,
                     u"UPDATE source SET title = ?, home_page = ?, content_hash = ?"
                     " WHERE id = ?"_s)
        .bind(title, homePage, m_delivery.contentHash, m_delivery.feed)
        .run();
}

Result<void> Storing::readListings()
{
    const auto listings =
        Statement(m_database,
                  u"SELECT article_id, position, item_id, section, note FROM source_article"
                  " WHERE source_id = ?"_s)
            .bind(m_stored.outcome.source)
            .rows([](const Row &row) {
                return std::pair(row.id<ArticleId>(0),
                                 Listing{row.integer(1), row.text(2), row.text(3), row.text(4)});
            });
    if (!listings)
        return tl::unexpected(listings.error());
    for (const auto &[article, listing] : *listings) {
        m_unlisted.insert(article, listing);
        m_lowestPosition = std::min(m_lowestPosition, listing.position);
        if (isOfFeed())
            m_byItemId.insert(listing.itemId, article);
    }
    return {};
}

// Each page once, in the order of the delivery.
Result<QList<Candidate>> Storing::candidates()
{
    if (isOfFeed()) {
        QSet<QString> ids;
        for (const IncomingArticle &article : m_delivery.articles) {
            if (ids.contains(article.itemId))
                m_byItemId.remove(article.itemId);
            ids.insert(article.itemId);
        }
    }
    QList<Candidate> result;
    QSet<QString> addresses;
    QSet<ArticleId> found;
    for (qsizetype i = 0; i < m_delivery.articles.size(); ++i) {
        const IncomingArticle &article = m_delivery.articles.at(i);
        const QString address = pageAddress(article.url);
        if (address.isEmpty() || addresses.contains(address))
            continue;
        const auto known = find(article, address);
        if (!known)
            return tl::unexpected(known.error());
        if (*known && found.contains(**known))
            continue;
        addresses.insert(address);
        if (*known)
            found.insert(**known);
        result.append({i, address, *known});
    }
    return result;
}

Result<std::optional<ArticleId>> Storing::find(const IncomingArticle &article,
                                               const QString &address)
{
    const auto there =
        m_findArticle.bind(address).first([](const Row &row) { return row.id<ArticleId>(0); });
    if (!there || *there)
        return there;
    const auto known = m_byItemId.constFind(article.itemId);
    return known == m_byItemId.cend() ? std::nullopt : std::optional(*known);
}

Result<void> Storing::storeArticles()
{
    const auto retention = SourceStore(m_database).retentionOf(m_stored.outcome.source);
    if (!retention)
        return tl::unexpected(retention.error());
    m_retention = *retention;
    const QSet<qsizetype> outdated = outdatedOf(m_delivery.articles, m_retention, m_now);
    const auto wanted = candidates();
    if (!wanted)
        return tl::unexpected(wanted.error());
    if (!isOfFeed()) {
        for (qsizetype i = 0; i < wanted->size(); ++i) {
            const Candidate &candidate = wanted->at(i);
            const auto done = storeArticle(candidate, i, outdated.contains(candidate.place));
            if (!done)
                return done;
        }
        return {};
    }
    // The newest of a feed come first in it. Stored last, they have the highest ids, too.
    for (auto candidate = wanted->crbegin(); candidate != wanted->crend(); ++candidate) {
        const bool isListed = candidate->known && m_unlisted.contains(*candidate->known);
        const qint64 position =
            isListed ? m_unlisted.value(*candidate->known).position : --m_lowestPosition;
        const auto done = storeArticle(*candidate, position, outdated.contains(candidate->place));
        if (!done)
            return done;
    }
    return {};
}

Result<void> Storing::storeArticle(const Candidate &candidate, qint64 position, bool isOutdated)
{
    const IncomingArticle &article = m_delivery.articles.at(candidate.place);
    if (isOutdated) {
        const auto passedOver = isPassedOver(candidate.known);
        if (!passedOver)
            return tl::unexpected(passedOver.error());
        if (*passedOver)
            return {};
    }
    const Listing listing{position, article.itemId, article.section, article.note};
    Description incoming = described(article);
    if (isOfFeed() && incoming.published && *incoming.published > m_now)
        incoming.published.reset();
    if (candidate.known) {
        return moveTo(*candidate.known, candidate.address).and_then([&] {
            return storeKnown(*candidate.known, incoming, listing);
        });
    }
    if (isOfFeed() && !incoming.published)
        incoming.published = m_now;
    return storeNew(candidate.address, incoming, listing);
}

// An article that has got another address, which no other has.
Result<void> Storing::moveTo(ArticleId article, const QString &address)
{
    if (!isOfFeed())
        return {};
    return Statement(m_database, u"UPDATE article SET address = ? WHERE id = ? AND address <> ?"_s)
        .bind(address, article, address)
        .run();
}

// What would expire at once, and does already, must not come and go with every reading.
Result<bool> Storing::isPassedOver(std::optional<ArticleId> known)
{
    if (!known)
        return true;
    if (m_unlisted.contains(*known))
        return false;
    return Statement(m_database,
                     u"SELECT 1 FROM article WHERE id = ? AND "_s
                         + ArticleStore::isKeptByReader(u"article.id"_s))
        .bind(*known)
        .first([](const Row &row) { return row.boolean(0); })
        .map([](const std::optional<bool> &kept) { return !kept; });
}

Result<void> Storing::storeNew(const QString &address, const Description &description,
                               const Listing &listing)
{
    const auto inserted =
        m_insertArticle
            .bind(address, description.url, description.title, description.summary,
                  description.author, description.language, description.published,
                  description.updated, description.wordCount)
            .run();
    if (!inserted)
        return inserted;
    const ArticleId article(m_insertArticle.insertedId());
    m_stored.newArticles.append(article);
    Result<void> done;
    if (!description.body.isEmpty())
        done = BodyStore(m_database).store(article, description.body);
    if (done && !description.tags.isEmpty())
        done = TagStore(m_database).setTags(article, description.tags);
    return done
        .and_then([&] {
            return SearchIndex(m_database)
                .add(article,
                     SearchIndex::entryFrom({description.title,
                                             SearchIndex::joined(description.tags),
                                             description.summary, description.body.text,
                                             description.author, description.url.host()}));
        })
        .and_then([&] { return list(article, listing); });
}

Result<void> Storing::storeKnown(ArticleId article, const Description &incoming,
                                 const Listing &listing)
{
    const auto stored = read(article);
    if (!stored)
        return tl::unexpected(stored.error());
    if (!*stored)
        return failure(ErrorKind::Bug, ErrorCode::Internal, u"an article vanished"_s);
    const StoredArticle &known = **stored;
    Description description = merged(known, incoming);
    // Without a date it has the time it came.
    if (isOfFeed() && !incoming.published)
        description.published = known.description.published;
    const bool isDifferent = description != known.description;
    if (isDifferent && m_unlisted.contains(article))
        ++m_stored.outcome.updated;
    if (known.isDiscarded)
        m_stored.newArticles.append(article);
    if (!isDifferent && !known.isDiscarded)
        return list(article, listing);
    return SearchIndex(m_database).change(article, [&] {
        return (isDifferent ? update(article, known.description, description) : Result<void>())
            .and_then([&] { return list(article, listing); })
            .and_then([&] { return ArticleStore(m_database).reclaim(article); });
    });
}

Result<std::optional<StoredArticle>> Storing::read(ArticleId article)
{
    QByteArray packed;
    auto found =
        Statement(m_database,
                  u"SELECT a.id, a.url, a.title, a.summary, a.author, a.language,"
                  " c.packed, %1, a.published_ms, a.updated_ms, a.word_count,"
                  " EXISTS (SELECT 1 FROM source_article o JOIN source os ON os.id = o.source_id"
                  " WHERE o.article_id = a.id AND o.source_id <> me.id AND os.is_own = 0"
                  " AND (1 - os.is_built_in, os.id) < (1 - me.is_built_in, me.id)),"
                  " EXISTS (SELECT 1 FROM source_article o JOIN source os ON os.id = o.source_id"
                  " WHERE o.article_id = a.id AND o.source_id <> me.id AND os.is_own = 0),"
                  " EXISTS (SELECT 1 FROM discarded_article d WHERE d.article_id = a.id)"
                  " FROM article a JOIN source me ON me.id = ?"
                  " LEFT JOIN article_body c ON c.article_id = a.id WHERE a.id = ?"_s.arg(
                      TagStore::articleTags(u"a.id"_s)))
            .bind(m_stored.outcome.source, article)
            .first([&packed](const Row &row) {
                StoredArticle stored;
                stored.id = row.id<ArticleId>(0);
                stored.description = {row.url(1),
                                      row.text(2),
                                      row.text(3),
                                      row.text(4),
                                      row.text(5),
                                      {},
                                      TagStore::read(row, 7),
                                      row.time(8),
                                      row.time(9),
                                      row.number(10)};
                stored.isInEarlierSource = row.boolean(11);
                stored.isInOtherSource = row.boolean(12);
                stored.isDiscarded = row.boolean(13);
                packed = row.bytes(6);
                return stored;
            });
    if (!found || !*found)
        return found;
    return BodyStore(m_database).read(packed).map([&found](const ArticleBody &body) {
        (*found)->description.body = body;
        return *found;
    });
}

Result<void> Storing::update(ArticleId article, const Description &old,
                             const Description &description)
{
    m_stored.isListChanged = true;
    auto done = Statement(m_database,
                          u"UPDATE article SET url = ?, title = ?, summary = ?, author = ?,"
                          " language = ?, published_ms = ?, updated_ms = ?, word_count = ?"
                          " WHERE id = ?"_s)
                    .bind(description.url, description.title, description.summary,
                          description.author, description.language, description.published,
                          description.updated, description.wordCount, article)
                    .run();
    if (done && description.tags != old.tags)
        done = TagStore(m_database).setTags(article, description.tags);
    if (done && description.body != old.body)
        done = BodyStore(m_database).store(article, description.body);
    return done;
}

Result<void> Storing::list(ArticleId article, const Listing &listing)
{
    if (const auto known = m_unlisted.constFind(article); known != m_unlisted.cend()) {
        const bool isSame = *known == listing;
        m_unlisted.erase(known);
        if (isSame)
            return {};
    } else {
        ++m_stored.outcome.added;
    }
    m_stored.isListChanged = true;
    return m_list
        .bind(m_stored.outcome.source, article, listing.position, listing.itemId, listing.section,
              listing.note)
        .run();
}

Result<void> Storing::removeUnlisted()
{
    if (isOfFeed())
        return {};
    // Put aside, so that what comes back soon is as the reader left it.
    const QList<ArticleId> articles = m_unlisted.keys();
    m_stored.outcome.removed += int(articles.size());
    m_stored.isListChanged = m_stored.isListChanged || !articles.isEmpty();
    return ArticleStore(m_database).unlist(m_stored.outcome.source, articles);
}

Result<void> Storing::expire()
{
    return ArticleStore(m_database)
        .expire(m_stored.outcome.source, m_retention, m_now)
        .map([this](int expired) {
            m_stored.outcome.removed += expired;
            m_stored.isListChanged = m_stored.isListChanged || expired > 0;
        });
}

} // namespace

Result<ArrivalStore::Stored> ArrivalStore::store(const IncomingCollection &collection) const
{
    const Delivery delivery{.kind = SourceKind::Collection,
                            .feed = {},
                            .url = collection.url,
                            .title = collection.title,
                            .homePage = collection.homePage,
                            .isBuiltIn = collection.isBuiltIn,
                            .contentHash = collection.contentHash,
                            .articles = collection.articles};
    return Storing(m_database, delivery, m_now).run();
}

Result<ArrivalStore::Stored> ArrivalStore::store(const IncomingFeed &feed) const
{
    const auto collection =
        Statement(m_database, u"SELECT url FROM source WHERE id = ? AND kind = ? AND is_own = 0"_s)
            .bind(feed.check.source, storedName(SourceKind::Collection))
            .first([](const Row &row) { return row.url(0); });
    if (!collection)
        return tl::unexpected(collection.error());
    const Delivery delivery{.kind = *collection ? SourceKind::Collection : SourceKind::Feed,
                            .feed = feed.check.source,
                            .url = collection->value_or(QUrl()),
                            .title = feed.title,
                            .homePage = feed.homePage,
                            .isBuiltIn = false,
                            .contentHash = feed.contentHash,
                            .articles = feed.articles};
    auto stored = Storing(m_database, delivery, m_now).run();
    // Rules are for what comes by itself, not for what somebody has picked.
    if (stored && *collection)
        stored->newArticles.clear();
    return stored;
}

} // namespace lectern
