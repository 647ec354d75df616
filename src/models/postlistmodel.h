// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/article.h"
#include "core/error.h"
#include "core/textmatch.h"
#include "library/library.h"
#include "models/difflistmodel.h"

namespace lectern {

/// A post as the list shows it.
struct PostRow
{
    Post post;
    bool startsSection = false; ///< a heading belongs above this row

    friend bool operator==(const PostRow &, const PostRow &) = default;
};

/// The posts of one scope, narrowed by a filter, as the list shows them. Follows the library by
/// itself. GUI thread; `library` must outlive it.
///
/// A post that turns read stays in an Unread list until the scope is chosen again, so that nothing
/// jumps away under the reader's eyes; a bookmark that is removed leaves the Bookmarks list.
class PostListModel final : public DiffListModel<PostRow, ArticleId>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PostListModel)

public:
    /// All text is plain. What a post does not have gives an invalid QVariant.
    enum Role {
        TitleRole = Qt::DisplayRole, ///< QString
        SummaryRole = Qt::UserRole + 1, ///< QString
        IdRole, ///< lectern::ArticleId
        UrlRole, ///< QUrl
        SiteRole, ///< QString, "masnun.rocks"; the source's title for Lectern's own pages
        SectionRole, ///< QString, the heading the post stands under; empty if none
        StartsSectionRole, ///< bool, the heading is to be drawn above this row
        TagsRole, ///< QStringList
        PublishedRole, ///< QDateTime, UTC
        ReadingMinutesRole, ///< int, only where the library holds the content
        IsReadRole, ///< bool
        IsBookmarkedRole, ///< bool
    };

    explicit PostListModel(Library &library, QObject *parent = nullptr);

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

    /// Asks the library for the posts of a scope; settled() or failed() follows, once an ask and
    /// only for the last one.
    void setScope(const Scope &scope);
    /// Asks for the same scope again.
    void refresh();
    [[nodiscard]] const Scope &scope() const { return m_scope; }

    /// Shows only posts with all of these words in title, summary, tags, section or site. Instant.
    void setFilter(const QString &words);
    [[nodiscard]] bool isFiltered() const { return !m_filter.isEmpty(); }

    [[nodiscard]] const Post &postAt(int row) const { return rows().at(row).post; }
    /// -1 when the list does not show it.
    [[nodiscard]] int rowOf(ArticleId article) const;
    [[nodiscard]] int rowOf(const QUrl &url) const; ///< by canonical address

signals:
    void settled(); ///< the rows are those of the scope
    void failed(const lectern::Error &error);

protected:
    [[nodiscard]] ArticleId keyOf(const PostRow &row) const override { return row.post.id; }

private:
    struct Candidate
    {
        Post post;
        QString foldedText;
    };

    void follow(const LibraryChange &change);
    void showMatching();

    Library &m_library;
    Scope m_scope;
    WordFilter m_filter;
    QList<Candidate> m_candidates; ///< all of the scope, filter or not
    quint64 m_lastRequest = 0;
};

} // namespace lectern
