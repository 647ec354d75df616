// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

namespace lectern {

class Database;

/// Articles and what the reader did with them. Used in the database's thread and inside a
/// transaction of the caller.
class ArticleStore final
{
public:
    explicit ArticleStore(const Database &database) : m_database(database) { }

    /// See Library::posts.
    [[nodiscard]] Result<QList<Post>> posts(const QList<ArticleId> &articles,
                                            const Scope &scope) const;
    [[nodiscard]] Result<std::optional<Post>> postAt(const QUrl &url) const;
    [[nodiscard]] Result<std::optional<StoredContent>> contentAt(const QUrl &url) const;
    /// The posts with these ids, in their order, as Scope All lists them; unknown ids left out.
    [[nodiscard]] Result<QList<Post>> postsOf(const QList<ArticleId> &articles) const;

    /// SQL that holds for an article with this id when the reader keeps it, whatever sources do: it
    /// is bookmarked, highlighted, in a collection of the reader's own, or there is an offline
    /// copy.
    [[nodiscard]] static QString isKeptByReader(const QString &idColumn);
    /// The article at this URL's canonical address; if there is none, a new one of these words,
    /// which nothing keeps yet. Data/Malformed when that is not the address of a page.
    [[nodiscard]] Result<ArticleId> idFor(const QUrl &url, const QString &title,
                                          const QString &summary) const;

    /// Those among `articles` whose state this changed.
    [[nodiscard]] Result<QList<ArticleId>> setRead(const QList<ArticleId> &articles,
                                                   bool isRead) const;

    /// Deletes those among `articles` that no source lists and the reader does not keep.
    [[nodiscard]] Result<void> removeUnkept(const QList<ArticleId> &articles) const;
    /// Puts the article aside when no source lists it and the reader does not keep it; see
    /// migrations.h. For this and reclaim(), the caller keeps the search index.
    [[nodiscard]] Result<void> discardUnkept(ArticleId article) const;
    /// Takes what `retention` does not keep out of the source, and puts aside what nothing else
    /// keeps; how many that were.
    [[nodiscard]] Result<int> expire(SourceId source, const Retention &retention,
                                     const QDateTime &now) const;
    /// Takes these out of the source, and puts aside what nothing else keeps.
    [[nodiscard]] Result<void> unlist(SourceId source, const QList<ArticleId> &articles) const;
    /// Something keeps the article again.
    [[nodiscard]] Result<void> reclaim(ArticleId article) const;
    [[nodiscard]] Result<void> removeDiscarded() const;

private:
    /// `sql` selects one post, by the article's id.
    [[nodiscard]] Result<QList<Post>> postsBy(const QString &sql,
                                              const QList<ArticleId> &articles) const;

    const Database &m_database;
};

} // namespace lectern
