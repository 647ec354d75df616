// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/postlistmodel.h"

#include "core/canonicaladdress.h"
#include "core/deliver.h"

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// A usual speed for reading prose in a Latin script; the library counts words, see wordCount().
constexpr int wordsPerMinute = 230;

QString siteOf(const Post &post)
{
    const QString site = siteName(post.url);
    return site.isEmpty() ? post.sourceTitle : site;
}

QString searchTextOf(const Post &post)
{
    return foldedForSearch(
        QStringList{post.title, post.summary, post.tags.join(u' '), post.section, siteOf(post)}
            .join(u'\n'));
}

} // namespace

PostListModel::PostListModel(Library &library, QObject *parent)
    : DiffListModel(parent), m_library(library)
{
    connect(&library, &Library::changed, this, &PostListModel::follow);
}

QVariant PostListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const PostRow &row = rows().at(index.row());
    const Post &post = row.post;
    switch (role) {
    case TitleRole:
        return post.title;
    case SummaryRole:
        return post.summary;
    case IdRole:
        return QVariant::fromValue(post.id);
    case UrlRole:
        return post.url;
    case SiteRole:
        return siteOf(post);
    case SectionRole:
        return post.section;
    case StartsSectionRole:
        return row.startsSection;
    case TagsRole:
        return post.tags;
    case PublishedRole:
        return post.published ? QVariant(*post.published) : QVariant();
    case ReadingMinutesRole:
        if (!post.wordCount || *post.wordCount == 0)
            return {};
        return std::max(1, (*post.wordCount + wordsPerMinute / 2) / wordsPerMinute);
    case IsReadRole:
        return post.isRead;
    case IsBookmarkedRole:
        return post.isBookmarked;
    case Qt::AccessibleTextRole: {
        QStringList parts{post.title};
        if (!post.isRead)
            parts.append(tr("unread"));
        if (post.isBookmarked)
            parts.append(tr("bookmarked"));
        parts.append(siteOf(post));
        return parts.join(u", "_s);
    }
    case Qt::AccessibleDescriptionRole:
        return post.summary;
    default:
        return {};
    }
}

void PostListModel::setScope(const Scope &scope)
{
    m_scope = scope;
    refresh();
}

void PostListModel::setFilter(const QString &words)
{
    const WordFilter filter(words);
    if (filter == m_filter)
        return;
    m_filter = filter;
    showMatching();
}

int PostListModel::rowOf(ArticleId article) const
{
    for (qsizetype row = 0; row < rows().size(); ++row) {
        if (rows().at(row).post.id == article)
            return static_cast<int>(row);
    }
    return -1;
}

int PostListModel::rowOf(const QUrl &url) const
{
    const QUrl wanted = canonicalAddress(url);
    for (qsizetype row = 0; row < rows().size(); ++row) {
        if (canonicalAddress(rows().at(row).post.url) == wanted)
            return static_cast<int>(row);
    }
    return -1;
}

void PostListModel::refresh()
{
    const quint64 request = ++m_lastRequest;
    deliver(m_library.posts(m_scope), this, [this, request](const Result<QList<Post>> &answer) {
        if (request != m_lastRequest)
            return;
        if (!answer) {
            emit failed(answer.error());
            return;
        }
        m_candidates.clear();
        m_candidates.reserve(answer->size());
        for (const Post &post : *answer)
            m_candidates.append({post, searchTextOf(post)});
        showMatching();
        emit settled();
    });
}

void PostListModel::follow(const LibraryChange &change)
{
    if (change.sourcesChanged
        || (change.bookmarksChanged && m_scope.kind == Scope::Kind::Bookmarks)) {
        refresh();
        return;
    }
    if (change.posts.isEmpty())
        return;
    QHash<ArticleId, Post> news;
    for (const Post &post : change.posts)
        news.insert(post.id, post);
    bool isChanged = false;
    for (Candidate &candidate : m_candidates) {
        const auto fresh = news.constFind(candidate.post.id);
        if (fresh == news.cend())
            continue;
        // Only the state: the source and section under which this list shows the post stay.
        candidate.post.isRead = fresh->isRead;
        candidate.post.isBookmarked = fresh->isBookmarked;
        isChanged = true;
    }
    if (isChanged)
        showMatching();
}

void PostListModel::showMatching()
{
    QList<PostRow> next;
    next.reserve(m_candidates.size());
    for (const Candidate &candidate : std::as_const(m_candidates)) {
        if (!m_filter.matches(candidate.foldedText))
            continue;
        const Post &post = candidate.post;
        // Bookmarks stand in the order they were made, which sections don't follow.
        const bool startsSection = m_scope.kind != Scope::Kind::Bookmarks && !post.section.isEmpty()
            && (next.isEmpty() || next.constLast().post.section != post.section
                || next.constLast().post.source != post.source);
        next.append({post, startsSection});
    }
    applyRows(next);
}

} // namespace lectern
