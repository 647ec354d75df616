// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/bookmarkstore.h"

#include "library/articlestore.h"
#include "library/database.h"
#include "library/pageaddress.h"
#include "library/searchindex.h"
#include "library/statement.h"
#include "library/tagstore.h"

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

QString selectBookmarks()
{
    return u"SELECT b.id, b.article_id, a.url, b.title, b.summary, b.note, %1, b.created_ms"
           " FROM bookmark b JOIN article a ON a.id = b.article_id "_s.arg(
               TagStore::bookmarkTags(u"b.id"_s));
}

Bookmark readBookmark(const Row &row)
{
    Bookmark bookmark;
    bookmark.id = row.id<BookmarkId>(0);
    bookmark.article = row.id<ArticleId>(1);
    bookmark.url = row.url(2);
    bookmark.title = row.text(3);
    bookmark.summary = row.text(4);
    bookmark.note = row.text(5);
    bookmark.tags = TagStore::read(row, 6);
    bookmark.created = row.time(7).value_or(QDateTime());
    return bookmark;
}

} // namespace

Result<QList<Bookmark>> BookmarkStore::all() const
{
    return Statement(m_database, selectBookmarks() + u"ORDER BY b.created_ms DESC, b.id DESC"_s)
        .rows(readBookmark);
}

Result<std::optional<Bookmark>> BookmarkStore::at(const QUrl &url) const
{
    return Statement(m_database, selectBookmarks() + u"WHERE a.address = ?"_s)
        .bind(pageAddress(url))
        .first(readBookmark);
}

Result<Bookmark> BookmarkStore::add(const Bookmark &bookmark) const
{
    const auto article =
        ArticleStore(m_database).idFor(bookmark.url, bookmark.title, bookmark.summary);
    if (!article)
        return tl::unexpected(article.error());
    // Empty words are filled from the article; for a new article they are the same anyway.
    Statement insert(m_database,
                     u"INSERT INTO bookmark (article_id, title, summary, note, created_ms)"
                     " SELECT id, coalesce(nullif(?, ''), title),"
                     " coalesce(nullif(?, ''), summary), ?, ? FROM article WHERE id = ?"_s);
    const auto done = SearchIndex(m_database).change(*article, [&] {
        return insert
            .bind(bookmark.title, bookmark.summary, bookmark.note, bookmark.created, *article)
            .run()
            .and_then([&] {
                return TagStore(m_database)
                    .setTags(BookmarkId(insert.insertedId()), TagStore::tidied(bookmark.tags));
            })
            .and_then([&] { return ArticleStore(m_database).reclaim(*article); });
    });
    if (!done)
        return tl::unexpected(done.error());
    return Statement(m_database, selectBookmarks() + u"WHERE b.id = ?"_s)
        .bind(insert.insertedId())
        .first(readBookmark)
        .and_then([](const std::optional<Bookmark> &added) -> Result<Bookmark> {
            if (!added)
                return failure(ErrorKind::Bug, ErrorCode::Internal, u"bookmark not added"_s);
            return *added;
        });
}

Result<void> BookmarkStore::remove(const Bookmark &bookmark) const
{
    return SearchIndex(m_database).change(bookmark.article, [&] {
        return Statement(m_database, u"DELETE FROM bookmark WHERE id = ?"_s)
            .bind(bookmark.id)
            .run()
            .and_then([&] { return ArticleStore(m_database).discardUnkept(bookmark.article); });
    });
}

Result<void> BookmarkStore::edit(const Bookmark &bookmark) const
{
    const auto article = Statement(m_database, u"SELECT article_id FROM bookmark WHERE id = ?"_s)
                             .bind(bookmark.id)
                             .first([](const Row &row) { return row.id<ArticleId>(0); });
    if (!article)
        return tl::unexpected(article.error());
    if (!*article) {
        return failure(ErrorKind::Data, ErrorCode::NotFound,
                       u"no bookmark %1"_s.arg(bookmark.id.value()));
    }
    return SearchIndex(m_database).change(**article, [&] {
        return Statement(m_database, u"UPDATE bookmark SET title = ?, note = ? WHERE id = ?"_s)
            .bind(bookmark.title, bookmark.note, bookmark.id)
            .run()
            .and_then([&] {
                return TagStore(m_database).setTags(bookmark.id, TagStore::tidied(bookmark.tags));
            });
    });
}

} // namespace lectern
