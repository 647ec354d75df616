// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/article.h"
#include "core/error.h"
#include "library/library.h"
#include "models/difflistmodel.h"
#include "models/postarrangement.h"
#include "models/postrow.h"

#include <QCache>

#include <functional>
#include <utility>

namespace lectern {

/// The posts of one scope, or what a search finds among them, as the list shows them. Follows the
/// library by itself. GUI thread; `library` must outlive it.
///
/// It is a window over ordered ids: all ids are here, but posts only around the rows that somebody
/// looks at (loadAround()), so that a million rows cost little more than their ids. A row whose
/// post is not here yet has no data but IsLoadedRole; dataChanged tells when it has. On another
/// scope or arrangement, and when searching begins or ends, the model is reset; what changes within
/// a list or from one search to the next is told exactly, as DiffListModel says.
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
        /// QString; the note, where whoever made the list wrote one; in a search the passage found
        SummaryRole = Qt::UserRole + 1,
        IdRole, ///< lectern::ArticleId
        UrlRole, ///< QUrl
        SiteRole, ///< QString, "masnun.rocks"; the source's title for Lectern's own pages
        HeadingRole, ///< the heading above this row: QString, or QDate of the reader's time zone
                     ///< (null for posts without a date); invalid if there is none
        TagsRole, ///< QStringList
        PublishedRole, ///< QDateTime, UTC
        ReadingMinutesRole, ///< int, only where the library holds the content
        IsReadRole, ///< bool
        IsBookmarkedRole, ///< bool
        IsLoadedRole, ///< bool; false for a row whose post has still to come
        TitleMarksRole, ///< QList<lectern::TextMark>, what was searched for in the title
        IsNoteRole, ///< bool; SummaryRole is a note
        SummaryMarksRole, ///< QList<lectern::TextMark>, the same in SummaryRole
    };

    /// What a search that is over has found.
    struct Findings
    {
        int total = 0; ///< at most SearchResults::bound
        bool areMore = false; ///< than `total`
        bool isPlainWords = false; ///< it could not be read as a query
    };

    explicit PostListModel(Library &library, QObject *parent = nullptr);

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    /// More of what was found is asked for when the view comes to the end.
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    /// Asks the library for the posts of a scope; settled() or failed() follows, and only for what
    /// was asked last. settled() comes a second time when a long list has become complete.
    void setScope(const Scope &scope);
    [[nodiscard]] const Scope &scope() const { return m_scope; }
    /// As setScope(). A search is always in the order of how well it matches.
    void setArrangement(const PostArrangement &arrangement);
    [[nodiscard]] const PostArrangement &arrangement() const { return m_arrangement; }
    /// Searches the scope; blank text ends searching. The text is in the search language
    /// (library/searchquery.h), and its last word may still be typed. As setScope().
    void setSearch(const QString &text);
    [[nodiscard]] const QString &search() const { return m_search; }
    [[nodiscard]] bool isSearching() const { return !m_search.isEmpty(); }
    [[nodiscard]] const Findings &findings() const { return m_findings; }
    /// Asks for the same list again.
    void refresh();
    /// Whether the rows are those that were asked for last.
    [[nodiscard]] bool isSettled() const { return m_isSettled; }

    /// Somebody looks at these rows: they and some around them get their posts.
    void loadAround(int firstRow, int lastRow);
    /// Null for a row whose post is not here yet. Valid until the next event is handled.
    [[nodiscard]] const Post *postAt(int row) const;
    /// Calls `handle` with the post of this row, at once or when it has come, if it does and
    /// `context` is still there.
    void withPost(int row, QObject *context, const std::function<void(const Post &)> &handle);
    /// -1 when the list does not show it.
    [[nodiscard]] int rowOf(ArticleId article) const;

signals:
    void settled(); ///< the rows, or the first of many, are those of the scope or search
    void listReplaced(); ///< another list than before is shown, to be looked at from its top
    void failed(const lectern::Error &error);

protected:
    [[nodiscard]] ArticleId keyOf(const PostRow &row) const override { return row.article(); }

private:
    struct Found
    {
        QList<TextMark> titleMarks;
        MarkedText passage;

        friend bool operator==(const Found &, const Found &) = default;
    };
    /// What a row looked like before a change.
    struct Look
    {
        Post post;
        QVariant heading;
        Found found;

        friend bool operator==(const Look &, const Look &) = default;
    };

    /// Of a row there is.
    [[nodiscard]] ArticleId articleAt(int row) const { return rows().at(row).article(); }
    void follow(const LibraryChange &change);
    void startList();
    [[nodiscard]] quint64 beginRequest();
    void askForList(std::optional<int> most);
    void askForFindings(int first, int count);
    void showList(const QList<PostRow> &ordered, const QList<ArticleId> &asked,
                  const QList<Post> &posts);
    void showFindings(const SearchResults &answer, int first);
    void show(const QList<PostRow> &next, const QHash<ArticleId, Look> &before);
    void settle();
    void load(const QList<ArticleId> &articles);
    [[nodiscard]] QList<ArticleId> keepOnlySeen(const QList<Post> &fresh);
    void report(const Error &error);
    [[nodiscard]] QList<PostRow> withPostsReadHere(const QList<PostRow> &ordered) const;
    [[nodiscard]] QList<ArticleId> idsAround(const QList<PostRow> &ordered) const;
    [[nodiscard]] qsizetype seenRowIn(const QList<PostRow> &ordered) const;
    [[nodiscard]] QVariant headingOf(int row) const;
    [[nodiscard]] std::pair<int, int> rowsNearby() const;
    [[nodiscard]] QHash<ArticleId, Look> looks() const;
    void takeArrived(const QList<ArticleId> &asked, const QList<Post> &posts);
    void tellChanged(const QHash<ArticleId, Look> &before);
    void put(const QList<Post> &posts);

    Library &m_library;
    Scope m_scope;
    PostArrangement m_arrangement;
    QString m_search;
    Findings m_findings;
    QHash<ArticleId, Found> m_found;
    QSet<ArticleId> m_readHere; ///< in an Unread list
    QCache<ArticleId, Post> m_posts;
    QSet<ArticleId> m_awaited; ///< asked for by loadAround
    int m_firstSeen = 0;
    int m_lastSeen = -1;
    quint64 m_lastRequest = 0; ///< answers to others are dropped
    bool m_isNewList = true; ///< until the first rows of another list are here
    bool m_isRefined = false; ///< until what another search has found is here
    bool m_isSettled = false;
    bool m_isRefreshing = false;
    bool m_isOutdated = false; ///< the library changed during a refresh
};

} // namespace lectern
