// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/arrivalstore.h"

#include "library/articledescription.h"
#include "library/articlestore.h"
#include "library/descriptionstore.h"
#include "library/pageaddress.h"
#include "library/searchindex.h"
#include "library/sourcestore.h"
#include "library/statement.h"

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

/// How a source lists an article.
struct Listing
{
    qint64 position = 0;
    QString itemId;
    QString section;
    QString note;

    friend bool operator==(const Listing &, const Listing &) = default;
};

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
        : m_database(database), m_delivery(delivery), m_now(now), m_descriptions(database),
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
    Result<void> storeNew(const QString &address, const ArticleDescription &description,
                          const Listing &listing);
    Result<void> storeKnown(ArticleId article, const ArticleDescription &incoming,
                            const Listing &listing);
    Result<void> list(ArticleId article, const Listing &listing);

    const Database &m_database;
    const Delivery &m_delivery;
    const QDateTime m_now;
    Retention m_retention;
    ArrivalStore::Stored m_stored;
    DescriptionStore m_descriptions;
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
    const auto there = m_descriptions.at(address);
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
    ArticleDescription incoming = ArticleDescription::of(article);
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

Result<void> Storing::storeNew(const QString &address, const ArticleDescription &description,
                               const Listing &listing)
{
    return m_descriptions.add(address, description).and_then([&](ArticleId article) {
        m_stored.newArticles.append(article);
        return SearchIndex(m_database)
            .add(article,
                 SearchIndex::entryFrom({description.title, SearchIndex::joined(description.tags),
                                         description.summary, description.body.text,
                                         description.author, description.url.host()}))
            .and_then([&] { return list(article, listing); });
    });
}

Result<void> Storing::storeKnown(ArticleId article, const ArticleDescription &incoming,
                                 const Listing &listing)
{
    const auto stored = m_descriptions.of(article, m_stored.outcome.source);
    if (!stored)
        return tl::unexpected(stored.error());
    if (!*stored)
        return failure(ErrorKind::Bug, ErrorCode::Internal, u"an article vanished"_s);
    const DescribedArticle &known = **stored;
    ArticleDescription description = merged(known.description, incoming, known.others);
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
    m_stored.isListChanged = m_stored.isListChanged || isDifferent;
    return SearchIndex(m_database).change(article, [&] {
        return (isDifferent ? m_descriptions.change(article, known.description, description)
                            : Result<void>())
            .and_then([&] { return list(article, listing); })
            .and_then([&] { return ArticleStore(m_database).reclaim(article); });
    });
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
