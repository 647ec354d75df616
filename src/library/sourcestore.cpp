// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/sourcestore.h"

#include "library/articlestore.h"
#include "library/collectionstore.h"
#include "library/database.h"
#include "library/folderstore.h"
#include "library/listedsources.h"
#include "library/readingchoicestore.h"
#include "library/savedsearchstore.h"
#include "library/searchindex.h"
#include "library/statement.h"

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

Retention readRetention(const Row &row, int firstColumn)
{
    if (const auto newest = row.number(firstColumn))
        return {Retention::Kind::Newest, *newest};
    if (const auto days = row.number(firstColumn + 1))
        return {Retention::Kind::Days, *days};
    return {};
}

Source readSource(const Row &row)
{
    Source source;
    source.id = row.id<SourceId>(0);
    source.kind = sourceKindOf(row.text(1));
    source.url = row.url(2);
    source.title = row.text(3);
    source.homePage = row.url(4);
    source.isBuiltIn = row.boolean(5);
    source.postCount = int(row.integer(6));
    source.unreadCount = source.postCount - int(row.integer(7));
    source.retention = readRetention(row, 8);
    source.ownTitle = row.text(10);
    source.folder = row.id<FolderId>(11);
    source.position = int(row.integer(12));
    source.isMuted = row.boolean(13);
    source.isAnnounced = row.boolean(14);
    source.isFailing = row.boolean(15);
    source.isOwn = row.boolean(16);
    source.view = readingViewOf(row.text(17));
    return source;
}

} // namespace

QString storedName(SourceKind kind)
{
    switch (kind) {
    case SourceKind::Collection:
        return u"collection"_s;
    case SourceKind::Feed:
        return u"feed"_s;
    case SourceKind::Page:
        return u"page"_s;
    }
    Q_UNREACHABLE();
}

SourceKind sourceKindOf(const QString &storedKind)
{
    for (const SourceKind kind : {SourceKind::Feed, SourceKind::Page}) {
        if (storedKind == storedName(kind))
            return kind;
    }
    return SourceKind::Collection;
}

Result<LibraryCounts> SourceStore::counts() const
{
    const auto listed = listedSources(m_database, {});
    if (!listed)
        return tl::unexpected(listed.error());
    // An article in two sources is one post. What is read is counted instead of what is not,
    // because that is in a table by itself, and smaller.
    const auto counted =
        Statement(m_database,
                  u"SELECT (SELECT count(DISTINCT article_id) FROM source_article sa WHERE %1),"
                  " (SELECT count(*) FROM (SELECT article_id AS id FROM article_state"
                  " WHERE read_ms IS NOT NULL) a WHERE %2), (SELECT count(*) FROM bookmark)"_s.arg(
                      listed->isListing, listed->condition))
            .first([](const Row &row) {
                LibraryCounts counts;
                counts.posts = int(row.integer(0));
                counts.unread = counts.posts - int(row.integer(1));
                counts.bookmarks = int(row.integer(2));
                return counts;
            });
    if (!counted)
        return tl::unexpected(counted.error());
    LibraryCounts counts = **counted;
    return sources()
        .and_then([&](const QList<Source> &sources) {
            counts.sources = sources;
            return FolderStore(m_database).all();
        })
        .and_then([&](const QList<Folder> &folders) {
            counts.folders = folders;
            return SavedSearchStore(m_database).all();
        })
        .map([&](const QList<SavedSearch> &searches) {
            counts.searches = searches;
            return counts;
        });
}

Result<LibraryStatistics> SourceStore::statistics() const
{
    return Statement(m_database,
                     u"SELECT (SELECT count(*) FROM source),"
                     " (SELECT count(*) FROM article) - (SELECT count(*) FROM discarded_article),"
                     " (SELECT count(DISTINCT article_id) FROM source_article)"
                     " - (SELECT count(*) FROM article_state st WHERE st.read_ms IS NOT NULL"
                     " AND EXISTS (SELECT 1 FROM source_article WHERE article_id = st.article_id)),"
                     " (SELECT count(*) FROM bookmark),"
                     " (SELECT count(*) FROM tag t WHERE"
                     " EXISTS (SELECT 1 FROM bookmark_tag WHERE tag_id = t.id)"
                     " OR EXISTS (SELECT 1 FROM article_tag x WHERE x.tag_id = t.id"
                     " AND x.article_id NOT IN (SELECT article_id FROM discarded_article))),"
                     " (SELECT count(*) FROM article_body WHERE article_id NOT IN"
                     " (SELECT article_id FROM discarded_article))"_s)
        .first([](const Row &row) {
            LibraryStatistics statistics;
            statistics.sources = int(row.integer(0));
            statistics.articles = int(row.integer(1));
            statistics.unread = int(row.integer(2));
            statistics.bookmarks = int(row.integer(3));
            statistics.tags = int(row.integer(4));
            statistics.articlesWithContent = int(row.integer(5));
            return statistics;
        })
        .map([](const std::optional<LibraryStatistics> &statistics) {
            return statistics.value_or(LibraryStatistics());
        });
}

Result<QList<Source>> SourceStore::sources() const
{
    return Statement(m_database,
                     u"SELECT s.id, s.kind, s.url, %1, s.home_page, s.is_built_in,"
                     " (SELECT count(*) FROM source_article sa WHERE sa.source_id = s.id),"
                     " coalesce(r.count, 0), s.kept_newest, s.kept_days, s.own_title,"
                     " s.folder_id, s.position, s.is_muted, s.is_announced,"
                     " coalesce(f.failures, 0) > 0, s.is_own, s.view"
                     " FROM source s LEFT JOIN feed f ON f.source_id = s.id LEFT JOIN (SELECT "
                     "sa.source_id, count(*) AS count"
                     " FROM article_state st JOIN source_article sa"
                     " ON sa.article_id = st.article_id WHERE st.read_ms IS NOT NULL"
                     " GROUP BY sa.source_id) r ON r.source_id = s.id"
                     " ORDER BY s.is_built_in DESC, s.position, s.id"_s.arg(shownTitle(u"s"_s)))
        .rows(readSource);
}

Result<QByteArray> SourceStore::contentHash(const QUrl &sourceUrl) const
{
    return Statement(m_database, u"SELECT content_hash FROM source WHERE url = ?"_s)
        .bind(sourceUrl)
        .first([](const Row &row) { return row.bytes(0); })
        .map([](const std::optional<QByteArray> &hash) { return hash.value_or(QByteArray()); });
}

Result<bool> SourceStore::setSettings(SourceId source, const SourceSettings &settings) const
{
    const auto read = [](const Row &row) {
        return SourceSettings{row.text(0), row.boolean(1), row.boolean(2),
                              readingViewOf(row.text(3))};
    };
    const auto before =
        Statement(m_database,
                  u"SELECT own_title, is_muted, is_announced, view FROM source WHERE id = ?"_s)
            .bind(source)
            .first(read);
    if (!before)
        return tl::unexpected(before.error());
    if (!*before)
        return failure(ErrorKind::Data, ErrorCode::NotFound, u"no source %1"_s.arg(source.value()));
    SourceSettings wanted = settings;
    wanted.ownTitle = settings.ownTitle.simplified();
    if (wanted == **before)
        return false;
    const auto view = wanted.view ? std::optional(storedName(*wanted.view)) : std::nullopt;
    return Statement(m_database,
                     u"UPDATE source SET own_title = ?, is_muted = ?, is_announced = ?, view = ?"
                     " WHERE id = ?"_s)
        .bind(wanted.ownTitle, wanted.isMuted, wanted.isAnnounced, view, source)
        .run()
        .and_then([&] { return SearchIndex(m_database).updateSource(source); })
        .map([] { return true; });
}

Result<QString> SourceStore::titleOf(SourceId source) const
{
    return Statement(m_database,
                     u"SELECT %1 FROM source s WHERE s.id = ?"_s.arg(shownTitle(u"s"_s)))
        .bind(source)
        .first([](const Row &row) { return row.text(0); })
        .map([](const std::optional<QString> &title) { return title.value_or(QString()); });
}

QString SourceStore::shownTitle(const QString &alias)
{
    return u"iif(%1.own_title = '', %1.title, %1.own_title)"_s.arg(alias);
}

Result<void> SourceStore::checkReaders(SourceId source) const
{
    const auto isBuiltIn = Statement(m_database, u"SELECT is_built_in FROM source WHERE id = ?"_s)
                               .bind(source)
                               .first([](const Row &row) { return row.boolean(0); });
    if (!isBuiltIn)
        return tl::unexpected(isBuiltIn.error());
    if (!*isBuiltIn) {
        return failure(ErrorKind::Data, ErrorCode::NotFound, u"no source %1"_s.arg(source.value()));
    }
    if (**isBuiltIn) {
        return failure(ErrorKind::Bug, ErrorCode::Internal,
                       u"source %1 is built in"_s.arg(source.value()));
    }
    return {};
}

Result<void> SourceStore::remove(SourceId source) const
{
    if (const auto checked = checkReaders(source); !checked)
        return checked;
    const CollectionStore collections(m_database);
    if (collections.checkOwn(source))
        return collections.remove(source).map([](const Collection &) {});
    const auto articles =
        Statement(m_database, u"SELECT article_id FROM source_article WHERE source_id = ?"_s)
            .bind(source)
            .rows([](const Row &row) { return row.id<ArticleId>(0); });
    if (!articles)
        return tl::unexpected(articles.error());
    return Statement(m_database, u"DELETE FROM source WHERE id = ?"_s)
        .bind(source)
        .run()
        .and_then([&] { return SearchIndex(m_database).updateSource(source); })
        .and_then([&] { return ArticleStore(m_database).removeUnkept(*articles); });
}

Result<void> SourceStore::setRetention(SourceId source, const Retention &retention) const
{
    if (const auto checked = checkReaders(source); !checked)
        return checked;
    if (retention.kind != Retention::Kind::All && retention.count < 1) {
        return failure(ErrorKind::Data, ErrorCode::Malformed,
                       u"a source cannot keep %1"_s.arg(retention.count));
    }
    const auto countOf = [&retention](Retention::Kind kind) {
        return retention.kind == kind ? std::optional(retention.count) : std::nullopt;
    };
    // Without the hash, what a longer retention wants back comes with the next reading.
    return Statement(m_database,
                     u"UPDATE source SET kept_newest = ?, kept_days = ?, content_hash = x''"
                     " WHERE id = ?"_s)
        .bind(countOf(Retention::Kind::Newest), countOf(Retention::Kind::Days), source)
        .run();
}

Result<Retention> SourceStore::retentionOf(SourceId source) const
{
    return Statement(m_database, u"SELECT kept_newest, kept_days FROM source WHERE id = ?"_s)
        .bind(source)
        .first([](const Row &row) { return readRetention(row, 0); })
        .map([](const std::optional<Retention> &found) { return found.value_or(Retention()); });
}

} // namespace lectern
