// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/collectionstore.h"

#include "library/articlebody.h"
#include "library/articlestore.h"
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

/// One storing of one collection.
class Storing final
{
public:
    Storing(const Database &database, const IncomingCollection &collection, const QDateTime &now)
        : m_database(database), m_collection(collection), m_now(now),
          m_findArticle(database, u"SELECT id FROM article WHERE address = ?"_s),
          m_insertArticle(database,
                          u"INSERT INTO article (address, url, title, summary, author, language,"
                          " published_ms, updated_ms, word_count)"
                          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s),
          m_storeBody(database,
                      u"INSERT INTO article_body (article_id, packed) VALUES (?, ?)"
                      " ON CONFLICT (article_id) DO UPDATE SET packed = excluded.packed"_s),
          m_list(database,
                 u"INSERT INTO source_article (source_id, article_id, position, item_id,"
                 " section) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                 " position = excluded.position, item_id = excluded.item_id,"
                 " section = excluded.section"_s)
    {
    }

    Result<CollectionStore::Stored> run()
    {
        const auto done = storeSource()
                              .and_then([this] { return readListings(); })
                              .and_then([this] { return storeArticles(); })
                              .and_then([this] { return removeUnlisted(); })
                              .and_then([this] { return expire(); });
        if (!done)
            return tl::unexpected(done.error());
        return m_stored;
    }

private:
    Result<void> storeSource();
    Result<void> readListings();
    Result<void> storeArticles();
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
    const IncomingCollection &m_collection;
    const QDateTime m_now;
    Retention m_retention;
    CollectionStore::Stored m_stored;
    // What is done for every article.
    Statement m_findArticle;
    Statement m_insertArticle;
    Statement m_storeBody;
    Statement m_list;
    QHash<ArticleId, Listing> m_unlisted; ///< what the source listed before, and not yet now
};

Result<void> Storing::storeSource()
{
    const auto known = Statement(m_database,
                                 u"SELECT id, title, home_page, is_built_in, content_hash"
                                 " FROM source WHERE url = ?"_s)
                           .bind(m_collection.url)
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
            .bind(storedName(SourceKind::Collection), m_collection.url, m_collection.title,
                  m_collection.homePage, m_collection.isBuiltIn, m_collection.contentHash)
            .run()
            .and_then([&] {
                m_stored.outcome.source = SourceId(insert.insertedId());
                return SearchIndex(m_database).updateSource(m_stored.outcome.source);
            });
    }

    const StoredSource &source = **known;
    m_stored.outcome.source = source.id;
    const bool isVisiblyDifferent = source.title != m_collection.title
        || source.homePage != m_collection.homePage || source.isBuiltIn != m_collection.isBuiltIn;
    if (!isVisiblyDifferent && source.contentHash == m_collection.contentHash)
        return {};
    m_stored.isListChanged = isVisiblyDifferent;
    return Statement(m_database,
                     u"UPDATE source SET title = ?, home_page = ?, is_built_in = ?,"
                     " content_hash = ? WHERE id = ?"_s)
        .bind(m_collection.title, m_collection.homePage, m_collection.isBuiltIn,
              m_collection.contentHash, source.id)
        .run()
        .and_then([&] { return SearchIndex(m_database).updateSource(source.id); });
}

Result<void> Storing::readListings()
{
    const auto listings =
        Statement(m_database,
                  u"SELECT article_id, position, item_id, section FROM source_article"
                  " WHERE source_id = ?"_s)
            .bind(m_stored.outcome.source)
            .rows([](const Row &row) {
                return std::pair(row.id<ArticleId>(0),
                                 Listing{row.integer(1), row.text(2), row.text(3)});
            });
    if (!listings)
        return tl::unexpected(listings.error());
    for (const auto &[article, listing] : *listings)
        m_unlisted.insert(article, listing);
    return {};
}

Result<void> Storing::storeArticles()
{
    const auto retention = SourceStore(m_database).retentionOf(m_stored.outcome.source);
    if (!retention)
        return tl::unexpected(retention.error());
    m_retention = *retention;
    const QSet<qsizetype> outdated = outdatedOf(m_collection.articles, m_retention, m_now);
    QSet<QString> seen;
    for (qsizetype i = 0; i < m_collection.articles.size(); ++i) {
        const IncomingArticle &article = m_collection.articles.at(i);
        const QString address = pageAddress(article.url);
        if (address.isEmpty() || seen.contains(address))
            continue;
        const Listing listing{seen.size(), article.itemId, article.section};
        seen.insert(address);

        const Description incoming = described(article);
        const auto known =
            m_findArticle.bind(address).first([](const Row &row) { return row.id<ArticleId>(0); });
        if (!known)
            return tl::unexpected(known.error());
        if (outdated.contains(i)) {
            const auto passedOver = isPassedOver(*known);
            if (!passedOver)
                return tl::unexpected(passedOver.error());
            if (*passedOver)
                continue;
        }
        const auto done =
            *known ? storeKnown(**known, incoming, listing) : storeNew(address, incoming, listing);
        if (!done)
            return done;
    }
    return {};
}

// What would expire at once, and does already, must not come and go with every reading.
Result<bool> Storing::isPassedOver(std::optional<ArticleId> known)
{
    if (!known)
        return true;
    if (m_unlisted.contains(*known))
        return false;
    return Statement(m_database, u"SELECT 1 FROM bookmark WHERE article_id = ?"_s)
        .bind(*known)
        .first([](const Row &row) { return row.boolean(0); })
        .map([](const std::optional<bool> &bookmarked) { return !bookmarked; });
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
    Result<void> done;
    if (!description.body.isEmpty())
        done = m_storeBody.bind(article, packed(description.body)).run();
    if (done && !description.tags.isEmpty())
        done = TagStore(m_database).setTags(article, description.tags);
    return done
        .and_then([&] {
            return SearchIndex(m_database)
                .add(article,
                     SearchIndex::entryFrom({{description.title},
                                             description.tags,
                                             {description.summary},
                                             description.body.text,
                                             description.author,
                                             description.url}));
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
    const Description description = merged(known, incoming);
    const bool isDifferent = description != known.description;
    if (isDifferent && m_unlisted.contains(article))
        ++m_stored.outcome.updated;
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
    return Statement(m_database,
                     u"SELECT a.id, a.url, a.title, a.summary, a.author, a.language,"
                     " c.packed, %1, a.published_ms, a.updated_ms, a.word_count,"
                     " EXISTS (SELECT 1 FROM source_article o JOIN source os ON os.id = o.source_id"
                     " WHERE o.article_id = a.id AND o.source_id <> me.id"
                     " AND (1 - os.is_built_in, os.id) < (1 - me.is_built_in, me.id)),"
                     " EXISTS (SELECT 1 FROM source_article o"
                     " WHERE o.article_id = a.id AND o.source_id <> me.id),"
                     " EXISTS (SELECT 1 FROM discarded_article d WHERE d.article_id = a.id)"
                     " FROM article a JOIN source me ON me.id = ?"
                     " LEFT JOIN article_body c ON c.article_id = a.id WHERE a.id = ?"_s.arg(
                         TagStore::articleTags(u"a.id"_s)))
        .bind(m_stored.outcome.source, article)
        .first([](const Row &row) {
            StoredArticle stored;
            stored.id = row.id<ArticleId>(0);
            stored.description = {row.url(1),
                                  row.text(2),
                                  row.text(3),
                                  row.text(4),
                                  row.text(5),
                                  unpacked(row.bytes(6)),
                                  TagStore::read(row, 7),
                                  row.time(8),
                                  row.time(9),
                                  row.number(10)};
            stored.isInEarlierSource = row.boolean(11);
            stored.isInOtherSource = row.boolean(12);
            stored.isDiscarded = row.boolean(13);
            return stored;
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
        done = m_storeBody.bind(article, packed(description.body)).run();
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
        .bind(m_stored.outcome.source, article, listing.position, listing.itemId, listing.section)
        .run();
}

Result<void> Storing::removeUnlisted()
{
    const QList<ArticleId> articles = m_unlisted.keys();
    Statement remove(m_database,
                     u"DELETE FROM source_article WHERE source_id = ? AND article_id = ?"_s);
    for (const ArticleId article : articles) {
        if (const auto done = remove.bind(m_stored.outcome.source, article).run(); !done)
            return done;
        ++m_stored.outcome.removed;
        m_stored.isListChanged = true;
    }
    return ArticleStore(m_database).removeUnkept(articles);
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

Result<CollectionStore::Stored> CollectionStore::store(const IncomingCollection &collection) const
{
    return Storing(m_database, collection, m_now).run();
}

} // namespace lectern
