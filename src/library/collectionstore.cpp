// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/collectionstore.h"

#include "library/articlestore.h"
#include "library/database.h"
#include "library/pageaddress.h"
#include "library/sourcestore.h"
#include "library/statement.h"
#include "library/tagstore.h"

#include <QHash>

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
    QString contentHtml;
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
    result.contentHtml = article.contentHtml;
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
        !incoming.contentHtml.isEmpty() && (!stored.isInEarlierSource || old.contentHtml.isEmpty());
    result.contentHtml = takesContent ? incoming.contentHtml : old.contentHtml;
    result.wordCount = takesContent ? incoming.wordCount : old.wordCount;
    return result;
}

/// One storing of one collection.
class Storing final
{
public:
    Storing(const Database &database, const IncomingCollection &collection)
        : m_database(database), m_collection(collection)
    {
    }

    Result<CollectionStore::Stored> run()
    {
        const auto done = storeSource()
                              .and_then([this] { return readListings(); })
                              .and_then([this] { return storeArticles(); })
                              .and_then([this] { return removeUnlisted(); });
        if (!done)
            return tl::unexpected(done.error());
        return m_stored;
    }

private:
    Result<void> storeSource();
    Result<void> readListings();
    Result<void> storeArticles();
    Result<void> removeUnlisted();
    Result<std::optional<StoredArticle>> find(const QString &address);
    Result<ArticleId> insert(const QString &address, const Description &description);
    Result<void> update(ArticleId article, const Description &old, const Description &description);
    Result<void> list(ArticleId article, const Listing &listing);

    const Database &m_database;
    const IncomingCollection &m_collection;
    CollectionStore::Stored m_stored;
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
            .map([&] { m_stored.outcome.source = SourceId(insert.insertedId()); });
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
        .run();
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
    QSet<QString> seen;
    for (const IncomingArticle &article : m_collection.articles) {
        const QString address = pageAddress(article.url);
        if (address.isEmpty() || seen.contains(address))
            continue;
        const Listing listing{seen.size(), article.itemId, article.section};
        seen.insert(address);

        const auto stored = find(address);
        if (!stored)
            return tl::unexpected(stored.error());
        const Description incoming = described(article);
        if (!*stored) {
            const auto done =
                insert(address, incoming).and_then([&](ArticleId id) { return list(id, listing); });
            if (!done)
                return done;
            continue;
        }

        const StoredArticle &known = **stored;
        const Description description = merged(known, incoming);
        if (description != known.description) {
            if (const auto done = update(known.id, known.description, description); !done)
                return done;
            if (m_unlisted.contains(known.id))
                ++m_stored.outcome.updated;
        }
        if (const auto done = list(known.id, listing); !done)
            return done;
    }
    return {};
}

Result<std::optional<StoredArticle>> Storing::find(const QString &address)
{
    return Statement(
               m_database,
               u"SELECT a.id, a.url, a.title, a.summary, a.author, a.language,"
               " coalesce(c.html, ''), %1, a.published_ms, a.updated_ms, a.word_count,"
               " EXISTS (SELECT 1 FROM source_article o JOIN source os ON os.id = o.source_id"
               " WHERE o.article_id = a.id AND o.source_id <> me.id"
               " AND (1 - os.is_built_in, os.id) < (1 - me.is_built_in, me.id)),"
               " EXISTS (SELECT 1 FROM source_article o"
               " WHERE o.article_id = a.id AND o.source_id <> me.id)"
               " FROM article a JOIN source me ON me.id = ?"
               " LEFT JOIN article_content c ON c.article_id = a.id WHERE a.address = ?"_s.arg(
                   TagStore::articleTags(u"a.id"_s)))
        .bind(m_stored.outcome.source, address)
        .first([](const Row &row) {
            StoredArticle article;
            article.id = row.id<ArticleId>(0);
            article.description = {row.url(1),
                                   row.text(2),
                                   row.text(3),
                                   row.text(4),
                                   row.text(5),
                                   row.text(6),
                                   TagStore::read(row, 7),
                                   row.time(8),
                                   row.time(9),
                                   row.number(10)};
            article.isInEarlierSource = row.boolean(11);
            article.isInOtherSource = row.boolean(12);
            return article;
        });
}

Result<ArticleId> Storing::insert(const QString &address, const Description &description)
{
    Statement statement(m_database,
                        u"INSERT INTO article (address, url, title, summary, author, language)"
                        " VALUES (?, ?, '', '', '', '')"_s);
    if (const auto done = statement.bind(address, description.url).run(); !done)
        return tl::unexpected(done.error());
    const ArticleId article(statement.insertedId());
    Description bare;
    bare.url = description.url;
    return update(article, bare, description).map([article] { return article; });
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
    if (done && description.contentHtml != old.contentHtml) {
        done = Statement(m_database,
                         u"INSERT INTO article_content (article_id, html) VALUES (?, ?)"
                         " ON CONFLICT (article_id) DO UPDATE SET html = excluded.html"_s)
                   .bind(article, description.contentHtml)
                   .run();
    }
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
    return Statement(m_database,
                     u"INSERT INTO source_article (source_id, article_id, position, item_id,"
                     " section) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                     " position = excluded.position, item_id = excluded.item_id,"
                     " section = excluded.section"_s)
        .bind(m_stored.outcome.source, article, listing.position, listing.itemId, listing.section)
        .run()
        .and_then([&] { return ArticleStore(m_database).reclaim(article); });
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

} // namespace

Result<CollectionStore::Stored> CollectionStore::store(const IncomingCollection &collection) const
{
    return Storing(m_database, collection).run();
}

} // namespace lectern
