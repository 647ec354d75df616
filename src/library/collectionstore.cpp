// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/collectionstore.h"

#include "library/articlestore.h"
#include "library/database.h"
#include "library/folderstore.h"
#include "library/pageaddress.h"
#include "library/searchindex.h"
#include "library/sourcestore.h"
#include "library/statement.h"

#include <QHash>
#include <QSet>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

Result<QString> titleFrom(const QString &title)
{
    const QString tidied = title.simplified();
    if (tidied.isEmpty())
        return failure(ErrorKind::Data, ErrorCode::Malformed, u"a collection without a name"_s);
    return tidied;
}

QUrl newIdentity()
{
    return QUrl(u"lectern://own/"_s + QUuid::createUuid().toString(QUuid::WithoutBraces));
}

ArticleId readId(const Row &row)
{
    return row.id<ArticleId>(0);
}

} // namespace

Result<void> CollectionStore::checkOwn(SourceId source) const
{
    return Statement(m_database, u"SELECT 1 FROM source WHERE id = ? AND is_own = 1"_s)
        .bind(source)
        .first([](const Row &row) { return row.boolean(0); })
        .and_then([source](const std::optional<bool> &found) -> Result<void> {
            if (found)
                return {};
            return failure(ErrorKind::Data, ErrorCode::NotFound,
                           u"no collection %1"_s.arg(source.value()));
        });
}

Result<SourceId> CollectionStore::make(const QString &title,
                                       const QList<CollectionRequest> &posts) const
{
    const auto name = titleFrom(title);
    if (!name)
        return tl::unexpected(name.error());
    Statement insert(m_database,
                     u"INSERT INTO source (kind, url, title, home_page, is_built_in, is_own,"
                     " content_hash, position) VALUES (?, ?, ?, '', 0, 1, x'', ?)"_s);
    SourceId source;
    return FolderStore(m_database)
        .nextPosition({})
        .and_then([&](int position) {
            return insert.bind(storedName(SourceKind::Collection), newIdentity(), *name, position)
                .run();
        })
        .and_then([&] {
            source = SourceId(insert.insertedId());
            return SearchIndex(m_database).updateSource(source);
        })
        .and_then([&] { return add(source, posts); })
        .map([&](const QList<ArticleId> &) { return source; });
}

Result<void> CollectionStore::rename(SourceId source, const QString &title) const
{
    const auto name = titleFrom(title);
    if (!name)
        return tl::unexpected(name.error());
    return checkOwn(source)
        .and_then([&] {
            return Statement(m_database,
                             u"UPDATE source SET title = ?, own_title = '' WHERE id = ?"_s)
                .bind(*name, source)
                .run();
        })
        .and_then([&] { return SearchIndex(m_database).updateSource(source); });
}

Result<Collection> CollectionStore::whole(SourceId source) const
{
    const auto found =
        Statement(
            m_database,
            u"SELECT s.id, s.url, %1, s.folder_id, s.position, s.is_own, s.is_muted"
            " FROM source s WHERE s.id = ? AND s.kind = ?"_s.arg(SourceStore::shownTitle(u"s"_s)))
            .bind(source, storedName(SourceKind::Collection))
            .first([](const Row &row) {
                Collection collection;
                collection.id = row.id<SourceId>(0);
                collection.url = row.url(1);
                collection.title = row.text(2);
                collection.folder = row.id<FolderId>(3);
                collection.position = int(row.integer(4));
                collection.isOwn = row.boolean(5);
                collection.isMuted = row.boolean(6);
                return collection;
            });
    if (!found)
        return tl::unexpected(found.error());
    if (!*found) {
        return failure(ErrorKind::Data, ErrorCode::NotFound,
                       u"no collection %1"_s.arg(source.value()));
    }
    return Statement(m_database,
                     u"SELECT article_id FROM source_article WHERE source_id = ?"
                     " ORDER BY position"_s)
        .bind(source)
        .rows(readId)
        .and_then([&](const QList<ArticleId> &articles) {
            return ArticleStore(m_database).posts(articles, {Scope::Kind::Source, source});
        })
        .map([&](const QList<Post> &posts) {
            Collection collection = **found;
            collection.posts = posts;
            return collection;
        });
}

Result<Collection> CollectionStore::remove(SourceId source) const
{
    const auto removed = checkOwn(source).and_then([&] { return whole(source); });
    if (!removed)
        return removed;
    QList<ArticleId> articles;
    for (const Post &post : removed->posts)
        articles.append(post.id);
    return ArticleStore(m_database)
        .unlist(source, articles)
        .and_then([&] {
            return Statement(m_database, u"DELETE FROM source WHERE id = ?"_s).bind(source).run();
        })
        .and_then([&] { return SearchIndex(m_database).updateSource(source); })
        .map([&] { return *removed; });
}

Result<SourceId> CollectionStore::restore(const Collection &collection) const
{
    const auto present = Statement(m_database, u"SELECT id FROM source WHERE url = ?"_s)
                             .bind(collection.url)
                             .first([](const Row &row) { return row.id<SourceId>(0); });
    if (!present)
        return tl::unexpected(present.error());
    if (*present)
        return **present;
    // Its folder may have gone with it.
    const bool hasFolder = FolderStore(m_database).checkPlace(collection.folder).has_value();
    const auto folder =
        collection.folder && hasFolder ? std::optional(collection.folder) : std::nullopt;
    Statement insert(m_database,
                     u"INSERT INTO source (kind, url, title, home_page, is_built_in, is_own,"
                     " content_hash, folder_id, position, is_muted)"
                     " VALUES (?, ?, ?, '', 0, 1, x'', ?, ?, ?)"_s);
    QList<CollectionEntry> entries;
    for (const Post &post : collection.posts)
        entries.append({int(entries.size()), post});
    return insert
        .bind(storedName(SourceKind::Collection), collection.url, collection.title, folder,
              collection.position, collection.isMuted)
        .run()
        .and_then(
            [&] { return SearchIndex(m_database).updateSource(SourceId(insert.insertedId())); })
        .and_then([&] { return putBack(SourceId(insert.insertedId()), entries); })
        .map([&] { return SourceId(insert.insertedId()); });
}

Result<QList<SourceId>> CollectionStore::listing(const QUrl &url) const
{
    return Statement(m_database,
                     u"SELECT s.id FROM article a JOIN source_article sa ON sa.article_id = a.id"
                     " JOIN source s ON s.id = sa.source_id"
                     " WHERE a.address = ? AND s.is_own = 1 ORDER BY s.id"_s)
        .bind(pageAddress(url))
        .rows([](const Row &row) { return row.id<SourceId>(0); });
}

Result<QList<ArticleId>> CollectionStore::add(SourceId source,
                                              const QList<CollectionRequest> &posts) const
{
    if (const auto checked = checkOwn(source); !checked)
        return tl::unexpected(checked.error());
    const auto before = listings(source);
    if (!before)
        return tl::unexpected(before.error());
    QSet<ArticleId> present;
    QSet<QString> sections;
    for (const Listing &listing : std::as_const(*before)) {
        present.insert(listing.article);
        sections.insert(listing.section);
    }
    QString lastSection = before->isEmpty() ? QString() : before->constLast().section;
    QList<Listing> after = *before;
    QList<ArticleId> added;
    for (const CollectionRequest &post : posts) {
        const auto article =
            ArticleStore(m_database).idFor(post.url, post.title.simplified(), post.summary);
        if (!article)
            return tl::unexpected(article.error());
        if (present.contains(*article))
            continue;
        present.insert(*article);
        if (const auto done = list(source, *article, post.note.simplified()); !done)
            return tl::unexpected(done.error());
        const QString wanted = post.section.simplified();
        const QString section = wanted.isEmpty() ? lastSection : wanted;
        if (!sections.contains(section))
            lastSection = section; // a new one comes at the end
        sections.insert(section);
        after.append({*article, section});
        added.append(*article);
    }
    return arrange(source, {}, gathered(after)).map([&added](bool) { return added; });
}

Result<QList<CollectionEntry>> CollectionStore::take(SourceId source,
                                                     const QList<ArticleId> &articles) const
{
    const auto before = checkOwn(source).and_then([&] { return whole(source); });
    if (!before)
        return tl::unexpected(before.error());
    QList<CollectionEntry> taken;
    QList<ArticleId> unlisted;
    for (int row = 0; row < before->posts.size(); ++row) {
        const Post &post = before->posts.at(row);
        if (!articles.contains(post.id))
            continue;
        taken.append({row, post});
        unlisted.append(post.id);
    }
    return ArticleStore(m_database).unlist(source, unlisted).map([&taken] { return taken; });
}

Result<void> CollectionStore::putBack(SourceId source, const QList<CollectionEntry> &entries) const
{
    const auto before = checkOwn(source).and_then([&] { return listings(source); });
    if (!before)
        return tl::unexpected(before.error());
    QList<Listing> after = *before;
    for (const CollectionEntry &entry : entries) {
        // Another process may have let go of the article meanwhile.
        const auto article =
            ArticleStore(m_database).idFor(entry.post.url, entry.post.title, entry.post.summary);
        if (!article)
            return tl::unexpected(article.error());
        const auto isSame = [&article](const Listing &listing) {
            return listing.article == *article;
        };
        if (std::any_of(after.cbegin(), after.cend(), isSame))
            continue;
        if (const auto done = list(source, *article, entry.post.note); !done)
            return done;
        const qsizetype row = std::clamp<qsizetype>(entry.row, 0, after.size());
        after.insert(row, {*article, entry.post.section});
    }
    return arrange(source, {}, gathered(after)).map([](bool) {});
}

Result<bool> CollectionStore::move(SourceId source, ArticleId article,
                                   const CollectionPlace &place) const
{
    const auto before = checkOwn(source).and_then([&] { return listings(source); });
    if (!before)
        return tl::unexpected(before.error());
    const auto found = rowIn(*before, article);
    if (!found)
        return tl::unexpected(found.error());
    const qsizetype row = *found;
    QList<Listing> after = *before;
    switch (place.kind) {
    case CollectionPlace::Kind::Up:
    case CollectionPlace::Kind::Down: {
        const qsizetype next = row + (place.kind == CollectionPlace::Kind::Up ? -1 : 1);
        if (next < 0 || next >= after.size())
            break;
        if (after.at(next).section == after.at(row).section)
            after.move(row, next);
        else
            after[row].section = after.at(next).section;
        break;
    }
    case CollectionPlace::Kind::Before:
    case CollectionPlace::Kind::After: {
        if (place.other == article)
            break;
        const auto other = rowIn(*before, place.other);
        if (!other)
            return tl::unexpected(other.error());
        after[row].section = after.at(*other).section;
        qsizetype to = *other + (place.kind == CollectionPlace::Kind::After ? 1 : 0);
        if (row < to)
            --to;
        after.move(row, to);
        break;
    }
    }
    return arrange(source, *before, gathered(after));
}

Result<bool> CollectionStore::startSection(SourceId source, ArticleId first,
                                           const QString &title) const
{
    const QString heading = title.simplified();
    if (heading.isEmpty())
        return failure(ErrorKind::Data, ErrorCode::Malformed, u"a section without a heading"_s);
    const auto before = checkOwn(source).and_then([&] { return listings(source); });
    if (!before)
        return tl::unexpected(before.error());
    const auto row = rowIn(*before, first);
    if (!row)
        return tl::unexpected(row.error());
    QList<Listing> after = *before;
    const QString divided = after.at(*row).section;
    for (qsizetype i = *row; i < after.size() && after.at(i).section == divided; ++i)
        after[i].section = heading;
    return arrange(source, *before, gathered(after));
}

Result<bool> CollectionStore::renameSection(SourceId source, const QString &section,
                                            const QString &title) const
{
    const auto before = checkOwn(source).and_then([&] { return listings(source); });
    if (!before)
        return tl::unexpected(before.error());
    QList<Listing> after = *before;
    const auto first = std::find_if(after.begin(), after.end(), [&section](const Listing &listing) {
        return listing.section == section;
    });
    if (first == after.end() || section.isEmpty()) {
        return failure(ErrorKind::Data, ErrorCode::NotFound,
                       u"no section of this name in %1"_s.arg(source.value()));
    }
    QString heading = title.simplified();
    if (heading.isEmpty() && first != after.begin())
        heading = std::prev(first)->section;
    for (auto listing = first; listing != after.end() && listing->section == section; ++listing)
        listing->section = heading;
    return arrange(source, *before, gathered(after));
}

Result<bool> CollectionStore::annotate(SourceId source, ArticleId article,
                                       const QString &note) const
{
    const auto before = checkOwn(source).and_then([&] {
        return Statement(
                   m_database,
                   u"SELECT note FROM source_article WHERE source_id = ? AND article_id = ?"_s)
            .bind(source, article)
            .first([](const Row &row) { return row.text(0); });
    });
    if (!before)
        return tl::unexpected(before.error());
    if (!*before) {
        return failure(ErrorKind::Data, ErrorCode::NotFound,
                       u"article %1 is not in it"_s.arg(article.value()));
    }
    const QString tidied = note.simplified();
    if (tidied == **before)
        return false;
    return SearchIndex(m_database)
        .change(article,
                [&] {
                    return Statement(m_database,
                                     u"UPDATE source_article SET note = ?"
                                     " WHERE source_id = ? AND article_id = ?"_s)
                        .bind(tidied, source, article)
                        .run();
                })
        .map([] { return true; });
}

Result<QList<CollectionStore::Listing>> CollectionStore::listings(SourceId source) const
{
    return Statement(m_database,
                     u"SELECT article_id, section FROM source_article WHERE source_id = ?"
                     " ORDER BY position"_s)
        .bind(source)
        .rows([](const Row &row) {
            return Listing{row.id<ArticleId>(0), row.text(1)};
        });
}

Result<qsizetype> CollectionStore::rowIn(const QList<Listing> &listings, ArticleId article) const
{
    for (qsizetype row = 0; row < listings.size(); ++row) {
        if (listings.at(row).article == article)
            return row;
    }
    return failure(ErrorKind::Data, ErrorCode::NotFound,
                   u"article %1 is not in it"_s.arg(article.value()));
}

// At no place yet: arrange() follows.
Result<void> CollectionStore::list(SourceId source, ArticleId article, const QString &note) const
{
    return SearchIndex(m_database).change(article, [&] {
        return Statement(m_database,
                         u"INSERT INTO source_article (source_id, article_id, position, item_id,"
                         " section, note) VALUES (?, ?, -1, '', '', ?)"_s)
            .bind(source, article, note)
            .run()
            .and_then([&] { return ArticleStore(m_database).reclaim(article); });
    });
}

Result<bool> CollectionStore::arrange(SourceId source, const QList<Listing> &before,
                                      const QList<Listing> &after) const
{
    if (before == after)
        return false;
    Statement place(m_database,
                    u"UPDATE source_article SET position = ?, section = ?"
                    " WHERE source_id = ? AND article_id = ?"
                    " AND (position <> ? OR section <> ?)"_s);
    int position = 0;
    for (const Listing &listing : after) {
        const auto done =
            place
                .bind(position, listing.section, source, listing.article, position, listing.section)
                .run();
        if (!done)
            return tl::unexpected(done.error());
        ++position;
    }
    return true;
}

// What stands under one heading stands together, where the first of it does.
QList<CollectionStore::Listing> CollectionStore::gathered(const QList<Listing> &listings)
{
    QStringList sections{QString()};
    QHash<QString, QList<Listing>> bySection;
    for (const Listing &listing : listings) {
        if (!bySection.contains(listing.section) && !listing.section.isEmpty())
            sections.append(listing.section);
        bySection[listing.section].append(listing);
    }
    QList<Listing> result;
    for (const QString &section : std::as_const(sections))
        result += bySection.value(section);
    return result;
}

} // namespace lectern
