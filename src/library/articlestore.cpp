// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/articlestore.h"

#include "library/bodystore.h"
#include "library/database.h"
#include "library/pageaddress.h"
#include "library/searchindex.h"
#include "library/sourcestore.h"
#include "library/statement.h"
#include "library/tagstore.h"

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

// Aliases in all queries here: a article, sa source_article, s source, st article_state,
// b bookmark.

// Which of the sources that list it an article is shown under: the first in display order, and one
// that the reader has put it into only when there is no other.
QString firstSource()
{
    return u"(SELECT fs.id FROM source_article fsa JOIN source fs ON fs.id = fsa.source_id"
           " WHERE fsa.article_id = a.id ORDER BY fs.is_built_in DESC, fs.is_own, fs.id LIMIT 1)"_s;
}

QString kept(const QString &articleId)
{
    return u"(EXISTS (SELECT 1 FROM source_article WHERE article_id = %1)"
           " OR %2)"_s.arg(articleId, ArticleStore::isKeptByReader(articleId));
}

// `words` is the alias of the table whose title and summary the row shows.
QString selectPosts(const QString &words, const QString &from)
{
    return u"SELECT a.id, s.id, a.url, %1.title, %1.summary, %4, sa.section, %2,"
           " a.author, a.published_ms, a.updated_ms, a.word_count, st.read_ms IS NOT NULL,"
           " b.id IS NOT NULL, sa.note FROM %3"_s.arg(words, TagStore::articleTags(u"a.id"_s), from,
                                                      SourceStore::shownTitle(u"s"_s));
}

QString listedArticles()
{
    return u" source s JOIN source_article sa ON sa.source_id = s.id"
           " JOIN article a ON a.id = sa.article_id"
           " LEFT JOIN article_state st ON st.article_id = a.id"
           " LEFT JOIN bookmark b ON b.article_id = a.id"_s;
}

QString articlesAndFirstSource()
{
    return u" article a LEFT JOIN source_article sa"
           " ON sa.article_id = a.id AND sa.source_id = %1"
           " LEFT JOIN source s ON s.id = sa.source_id"
           " LEFT JOIN article_state st ON st.article_id = a.id"
           " LEFT JOIN bookmark b ON b.article_id = a.id"_s.arg(firstSource());
}

Post readPost(const Row &row)
{
    Post post;
    post.id = row.id<ArticleId>(0);
    post.source = row.id<SourceId>(1);
    post.url = row.url(2);
    post.title = row.text(3);
    post.summary = row.text(4);
    post.sourceTitle = row.text(5);
    post.section = row.text(6);
    post.tags = TagStore::read(row, 7);
    post.author = row.text(8);
    post.published = row.time(9);
    post.updated = row.time(10);
    post.wordCount = row.number(11);
    post.isRead = row.boolean(12);
    post.isBookmarked = row.boolean(13);
    post.note = row.text(14);
    return post;
}

} // namespace

Result<std::optional<Post>> ArticleStore::postAt(const QUrl &url) const
{
    return Statement(m_database,
                     selectPosts(u"a"_s, articlesAndFirstSource()) + u" WHERE a.address = ? AND "_s
                         + kept(u"a.id"_s))
        .bind(pageAddress(url))
        .first(readPost);
}

Result<QList<Post>> ArticleStore::posts(const QList<ArticleId> &articles, const Scope &scope) const
{
    switch (scope.kind) {
    case Scope::Kind::All:
    case Scope::Kind::Unread:
    case Scope::Kind::Folder:
        return postsBy(selectPosts(u"a"_s, articlesAndFirstSource())
                           + u" WHERE a.id = ? AND s.id IS NOT NULL"_s,
                       articles);
    case Scope::Kind::Bookmarks:
        return postsBy(selectPosts(u"b"_s, articlesAndFirstSource())
                           + u" WHERE a.id = ? AND b.id IS NOT NULL"_s,
                       articles);
    case Scope::Kind::Source:
        return postsBy(selectPosts(u"a"_s, listedArticles())
                           + u" WHERE a.id = ? AND s.id = %1"_s.arg(scope.source.value()),
                       articles);
    case Scope::Kind::Search:
        return postsBy(selectPosts(u"a"_s, articlesAndFirstSource()) + u" WHERE a.id = ? AND "_s
                           + kept(u"a.id"_s),
                       articles);
    }
    Q_UNREACHABLE();
}

Result<QList<Post>> ArticleStore::postsOf(const QList<ArticleId> &articles) const
{
    return postsBy(selectPosts(u"a"_s, articlesAndFirstSource()) + u" WHERE a.id = ?"_s, articles);
}

Result<QList<Post>> ArticleStore::postsBy(const QString &sql,
                                          const QList<ArticleId> &articles) const
{
    Statement statement(m_database, sql);
    QList<Post> posts;
    posts.reserve(articles.size());
    for (const ArticleId article : articles) {
        const auto post = statement.bind(article).first(readPost);
        if (!post)
            return tl::unexpected(post.error());
        if (*post)
            posts.append(**post);
    }
    return posts;
}

Result<std::optional<StoredContent>> ArticleStore::contentAt(const QUrl &url) const
{
    struct Found
    {
        StoredContent content;
        QByteArray packed;
    };
    const auto found =
        Statement(m_database,
                  u"SELECT a.url, a.title, a.author, %3, a.language, c.packed,"
                  " a.published_ms, a.word_count"
                  " FROM article a JOIN article_body c ON c.article_id = a.id"
                  " LEFT JOIN source s ON s.id = %1 WHERE a.address = ? AND %2"_s.arg(
                      firstSource(), kept(u"a.id"_s), SourceStore::shownTitle(u"s"_s)))
            .bind(pageAddress(url))
            .first([](const Row &row) {
                StoredContent content;
                content.url = row.url(0);
                content.title = row.text(1);
                content.author = row.text(2);
                content.sourceTitle = row.text(3);
                content.language = row.text(4);
                content.published = row.time(6);
                content.wordCount = row.number(7);
                return Found{content, row.bytes(5)};
            });
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return std::optional<StoredContent>();
    return BodyStore(m_database)
        .read((*found)->packed)
        .map([&found](const ArticleBody &body) -> std::optional<StoredContent> {
            // Of some articles only the text is known, which can be searched but not shown.
            if (body.html.isEmpty())
                return std::nullopt;
            StoredContent content = (*found)->content;
            content.html = body.html;
            return content;
        });
}

Result<QList<ArticleId>> ArticleStore::setRead(const QList<ArticleId> &articles, bool isRead) const
{
    // Selecting from article passes over one that has gone since the reader saw it.
    Statement read(m_database,
                   u"INSERT INTO article_state (article_id, read_ms)"
                   " SELECT id, ? FROM article WHERE id = ? ON CONFLICT (article_id)"
                   " DO UPDATE SET read_ms = excluded.read_ms WHERE read_ms IS NULL"_s);
    Statement unread(m_database,
                     u"UPDATE article_state SET read_ms = NULL"
                     " WHERE article_id = ? AND read_ms IS NOT NULL"_s);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QList<ArticleId> changed;
    for (const ArticleId article : articles) {
        Statement &statement = isRead ? read.bind(now, article) : unread.bind(article);
        if (const auto done = statement.run(); !done)
            return tl::unexpected(done.error());
        if (statement.changedRows() > 0)
            changed.append(article);
    }
    return changed;
}

QString ArticleStore::isKeptByReader(const QString &idColumn)
{
    return u"(EXISTS (SELECT 1 FROM bookmark WHERE article_id = %1)"
           " OR EXISTS (SELECT 1 FROM highlight WHERE article_id = %1)"
           " OR EXISTS (SELECT 1 FROM offline_copy WHERE article_id = %1)"
           " OR EXISTS (SELECT 1 FROM source own JOIN source_article placed"
           " ON placed.source_id = own.id AND placed.article_id = %1 WHERE own.is_own = 1))"_s.arg(
               idColumn);
}

Result<ArticleId> ArticleStore::idFor(const QUrl &url, const QString &title,
                                      const QString &summary) const
{
    const QString address = pageAddress(url);
    if (address.isEmpty()) {
        return failure(ErrorKind::Data, ErrorCode::Malformed,
                       u"only a page with an absolute, valid URL can be kept"_s);
    }
    const auto known = Statement(m_database, u"SELECT id FROM article WHERE address = ?"_s)
                           .bind(address)
                           .first([](const Row &row) { return row.id<ArticleId>(0); });
    if (!known)
        return tl::unexpected(known.error());
    if (*known)
        return **known;
    Statement insert(m_database,
                     u"INSERT INTO article (address, url, title, summary, author, language)"
                     " VALUES (?, ?, ?, ?, '', '')"_s);
    if (const auto inserted = insert.bind(address, url, title, summary).run(); !inserted)
        return tl::unexpected(inserted.error());
    const ArticleId article(insert.insertedId());
    const SearchIndex index(m_database);
    return index.entryOf(article)
        .and_then([&](const SearchIndex::Entry &entry) { return index.add(article, entry); })
        .map([article] { return article; });
}

Result<void> ArticleStore::removeUnkept(const QList<ArticleId> &articles) const
{
    const SearchIndex index(m_database);
    Statement isUnkept(m_database,
                       u"SELECT 1 FROM article a WHERE a.id = ? AND NOT "_s + kept(u"a.id"_s));
    Statement remove(m_database, u"DELETE FROM article WHERE id = ?"_s);
    for (const ArticleId article : articles) {
        const auto found =
            isUnkept.bind(article).first([](const Row &row) { return row.boolean(0); });
        if (!found)
            return tl::unexpected(found.error());
        if (!found->has_value())
            continue;
        const auto done = index.entryOf(article)
                              .and_then([&](const SearchIndex::Entry &entry) {
                                  return index.replace(article, entry, {});
                              })
                              .and_then([&] { return remove.bind(article).run(); });
        if (!done)
            return done;
    }
    return {};
}

Result<void> ArticleStore::discardUnkept(ArticleId article) const
{
    return Statement(m_database,
                     u"INSERT INTO discarded_article SELECT id FROM article"
                     " WHERE id = ? AND NOT "_s
                         + kept(u"article.id"_s))
        .bind(article)
        .run();
}

Result<int> ArticleStore::expire(SourceId source, const Retention &retention,
                                 const QDateTime &now) const
{
    const auto readId = [](const Row &row) { return row.id<ArticleId>(0); };
    const QString listed =
        u"SELECT sa.article_id AS id FROM source_article sa JOIN article a ON a.id = sa.article_id"
        " WHERE sa.source_id = ? "_s;
    // What the reader keeps takes a place among the newest, but does not go for want of one.
    const QString unlessKept =
        u"SELECT id FROM (%2) listed WHERE NOT %1"_s.arg(isKeptByReader(u"listed.id"_s));
    Result<QList<ArticleId>> expired;
    switch (retention.kind) {
    case Retention::Kind::All:
        break;
    case Retention::Kind::Newest:
        expired = Statement(m_database,
                            unlessKept.arg(listed
                                           + u"ORDER BY a.published_ms IS NULL,"
                                             " a.published_ms DESC, sa.position"
                                             " LIMIT -1 OFFSET ?"_s))
                      .bind(source, retention.count)
                      .rows(readId);
        break;
    case Retention::Kind::Days:
        expired = Statement(m_database, unlessKept.arg(listed + u"AND a.published_ms < ?"_s))
                      .bind(source, now.addDays(-retention.count))
                      .rows(readId);
        break;
    }
    if (!expired)
        return tl::unexpected(expired.error());
    return unlist(source, *expired).map([&expired] { return int(expired->size()); });
}

Result<void> ArticleStore::unlist(SourceId source, const QList<ArticleId> &articles) const
{
    const SearchIndex index(m_database);
    Statement remove(m_database,
                     u"DELETE FROM source_article WHERE source_id = ? AND article_id = ?"_s);
    for (const ArticleId article : articles) {
        const auto done = index.change(article, [&] {
            return remove.bind(source, article).run().and_then([&] {
                return discardUnkept(article);
            });
        });
        if (!done)
            return done;
    }
    return {};
}

Result<void> ArticleStore::reclaim(ArticleId article) const
{
    return Statement(m_database, u"DELETE FROM discarded_article WHERE article_id = ?"_s)
        .bind(article)
        .run();
}

Result<void> ArticleStore::removeDiscarded() const
{
    return Statement(
               m_database,
               u"DELETE FROM article WHERE id IN (SELECT article_id FROM discarded_article)"_s)
        .run();
}

} // namespace lectern
