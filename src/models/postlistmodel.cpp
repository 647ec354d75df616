// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/postlistmodel.h"

#include "core/canonicaladdress.h"
#include "core/deliver.h"

#include <vector>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// A usual speed for reading prose in a Latin script; the library counts words, see wordCount().
constexpr int wordsPerMinute = 230;

/// So many rows of a long list are there before it is known whole.
constexpr int firstRows = 100;
/// So many rows around those looked at have their posts, too, so that a turn of the wheel and the
/// next post find them there.
constexpr int margin = 40;
/// So many posts are held. More than are ever looked at and found at once.
constexpr qsizetype mostPosts = 2000;
/// What a search shows at first, and how much more each time the end comes in sight.
constexpr int findingsAtOnce = 50;

static_assert(SearchResults::bound < mostPosts, "what was found is never dropped");

QString siteOf(const Post &post)
{
    const QString site = siteName(post.url);
    return site.isEmpty() ? post.sourceTitle : site;
}

QVariant readingMinutesOf(const Post &post)
{
    if (!post.wordCount || *post.wordCount == 0)
        return {};
    return std::max(1, (*post.wordCount + wordsPerMinute / 2) / wordsPerMinute);
}

/// Those asked for that were not answered with.
QSet<ArticleId> missingFrom(const QList<Post> &posts, const QList<ArticleId> &asked)
{
    QSet<ArticleId> missing(asked.cbegin(), asked.cend());
    for (const Post &post : posts)
        missing.remove(post.id);
    return missing;
}

QList<PostRow> without(QList<PostRow> rows, const QSet<ArticleId> &gone)
{
    if (!gone.isEmpty())
        rows.removeIf([&gone](PostRow row) { return gone.contains(row.article()); });
    return rows;
}

QDate dayOf(const Post &post)
{
    return post.published ? post.published->toLocalTime().date() : QDate();
}

/// A few articles, when a million are asked whether they are among them: a bit for each id up to
/// the highest, because ids are given out one after another. Hashing them all takes tenths of a
/// second.
class ArticleMarks final
{
public:
    void add(ArticleId article)
    {
        const auto place = static_cast<size_t>(article.value());
        if (place >= m_marks.size())
            m_marks.resize(place + 1);
        m_marks[place] = true;
    }
    [[nodiscard]] bool contains(ArticleId article) const
    {
        const auto place = static_cast<size_t>(article.value());
        return place < m_marks.size() && m_marks[place];
    }

private:
    std::vector<bool> m_marks;
};

} // namespace

PostListModel::PostListModel(Library &library, QObject *parent)
    : DiffListModel(parent), m_library(library), m_posts(mostPosts)
{
    connect(&library, &Library::changed, this, &PostListModel::follow);
}

QVariant PostListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ArticleId article = articleAt(index.row());
    const Post *post = m_posts.object(article);
    if (role == IdRole)
        return QVariant::fromValue(article);
    if (role == IsLoadedRole)
        return post != nullptr;
    if (post == nullptr)
        return {};
    const auto found = m_found.constFind(article);
    const bool hasPassage = found != m_found.cend() && !found->passage.text.isEmpty();
    switch (role) {
    case TitleRole:
        return post->title;
    case SummaryRole:
    case Qt::AccessibleDescriptionRole:
        if (hasPassage)
            return found->passage.text;
        return post->note.isEmpty() ? post->summary : post->note;
    case IsNoteRole:
        return !hasPassage && !post->note.isEmpty();
    case UrlRole:
        return post->url;
    case SiteRole:
        return siteOf(*post);
    case HeadingRole:
        return headingOf(index.row());
    case TagsRole:
        return post->tags;
    case PublishedRole:
        return post->published ? QVariant(*post->published) : QVariant();
    case ReadingMinutesRole:
        return readingMinutesOf(*post);
    case IsReadRole:
        return post->isRead;
    case IsBookmarkedRole:
        return post->isBookmarked;
    case TitleMarksRole:
        return found != m_found.cend() ? QVariant::fromValue(found->titleMarks) : QVariant();
    case SummaryMarksRole:
        return hasPassage ? QVariant::fromValue(found->passage.marks) : QVariant();
    case Qt::AccessibleTextRole: {
        QStringList parts{post->title};
        if (!post->isRead)
            parts.append(tr("unread"));
        if (post->isBookmarked)
            parts.append(tr("bookmarked"));
        parts.append(siteOf(*post));
        return parts.join(u", "_s);
    }
    default:
        return {};
    }
}

bool PostListModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && isSearching() && m_isSettled && rowCount() < m_findings.total;
}

void PostListModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        askForFindings(rowCount(), findingsAtOnce);
}

void PostListModel::setScope(const Scope &scope)
{
    m_scope = scope;
    startList();
}

void PostListModel::setArrangement(const PostArrangement &arrangement)
{
    if (arrangement == m_arrangement)
        return;
    m_arrangement = arrangement;
    startList();
}

void PostListModel::setSearch(const QString &text)
{
    const QString wanted = text.trimmed().isEmpty() ? QString() : text;
    if (wanted == m_search)
        return;
    const bool isRefining = isSearching() && !wanted.isEmpty();
    m_search = wanted;
    if (isRefining && !m_isNewList) {
        m_isRefined = true;
        askForFindings(0, findingsAtOnce);
    } else {
        startList();
    }
}

void PostListModel::startList()
{
    m_isNewList = true;
    refresh();
}

void PostListModel::refresh()
{
    if (isSearching())
        askForFindings(0, std::max(findingsAtOnce, m_isNewList ? 0 : rowCount()));
    else
        askForList(m_isNewList ? std::optional(firstRows) : std::nullopt);
}

quint64 PostListModel::beginRequest()
{
    m_isRefreshing = true;
    m_isSettled = false;
    m_isOutdated = false;
    return ++m_lastRequest;
}

void PostListModel::askForList(std::optional<int> most)
{
    const quint64 request = beginRequest();
    deliver(m_library.order(m_scope, m_arrangement.sort(), most), this,
            [this, request, most](const Result<QList<ArticleId>> &ordered) {
                if (request != m_lastRequest)
                    return;
                if (!ordered) {
                    report(ordered.error());
                    return;
                }
                // The rows that are looked at come together with their posts.
                const QList<PostRow> next = withPostsReadHere(postRowsOf(*ordered));
                const QList<ArticleId> seen = idsAround(next);
                const auto showThem = [this, request, most, next,
                                       seen](const Result<QList<Post>> &posts) {
                    if (request != m_lastRequest)
                        return;
                    if (!posts) {
                        report(posts.error());
                        return;
                    }
                    showList(next, seen, *posts);
                    if (most && next.size() >= *most)
                        askForList({}); // there may be more
                };
                deliver(m_library.posts(seen, m_scope), this, showThem);
            });
}

void PostListModel::askForFindings(int first, int count)
{
    const quint64 request = beginRequest();
    deliver(m_library.search({m_search, true, m_scope, first, count}), this,
            [this, request, first](const Result<SearchResults> &answer) {
                if (request != m_lastRequest)
                    return;
                if (answer)
                    showFindings(*answer, first);
                else
                    report(answer.error());
            });
}

void PostListModel::report(const Error &error)
{
    m_isRefreshing = false;
    emit failed(error);
}

// In an Unread list the posts that were read in it stand behind those they stood behind before.
QList<PostRow> PostListModel::withPostsReadHere(const QList<PostRow> &ordered) const
{
    if (m_isNewList || m_readHere.isEmpty())
        return ordered;
    ArticleMarks readHere;
    for (const ArticleId article : m_readHere)
        readHere.add(article);
    QHash<ArticleId, QList<PostRow>> followers;
    ArticleMarks followed;
    ArticleId before;
    for (const PostRow row : rows()) {
        if (readHere.contains(row.article())) {
            followers[before].append(row);
            followed.add(before);
        } else {
            before = row.article();
        }
    }
    QList<PostRow> all = followers.value({});
    all.reserve(ordered.size() + m_readHere.size());
    for (const PostRow row : ordered) {
        if (readHere.contains(row.article()))
            continue; // unread again; it keeps its place
        all.append(row);
        if (followed.contains(row.article()))
            all.append(followers.value(row.article()));
    }
    return all;
}

// The ids of the rows that will be looked at once `ordered` is shown: those seen now, wherever they
// go, and what comes to the top of a list that is seen from its top.
QList<ArticleId> PostListModel::idsAround(const QList<PostRow> &ordered) const
{
    const auto idsOf = [&ordered](qsizetype first, qsizetype end) {
        QList<ArticleId> ids;
        for (qsizetype row = first; row < end; ++row)
            ids.append(ordered.at(row).article());
        return ids;
    };
    if (m_isNewList || m_lastSeen < 0)
        return idsOf(0, std::min<qsizetype>(ordered.size(), firstRows));
    const auto around = [&](qsizetype row) {
        const qsizetype first = std::clamp<qsizetype>(row - margin, 0, ordered.size());
        const qsizetype end =
            std::clamp<qsizetype>(row + m_lastSeen - m_firstSeen + margin, first, ordered.size());
        return idsOf(first, end);
    };
    const qsizetype place = seenRowIn(ordered);
    QList<ArticleId> ids = around(place);
    if (m_firstSeen == 0 && place > 0) {
        const QSet<ArticleId> known(ids.cbegin(), ids.cend());
        for (const ArticleId article : around(0)) {
            if (!known.contains(article))
                ids.append(article);
        }
    }
    return ids;
}

// Where the first row that is seen now stands in `ordered`.
qsizetype PostListModel::seenRowIn(const QList<PostRow> &ordered) const
{
    const qsizetype row =
        m_firstSeen < rowCount() ? ordered.indexOf(rows().at(m_firstSeen)) : qsizetype(-1);
    return row >= 0 ? row : m_firstSeen;
}

void PostListModel::showList(const QList<PostRow> &ordered, const QList<ArticleId> &asked,
                             const QList<Post> &posts)
{
    // One that has gone between the two answers; the library tells of it soon.
    const QList<PostRow> next = without(ordered, missingFrom(posts, asked));
    const QHash<ArticleId, Look> before = looks();
    const QList<ArticleId> outdated = keepOnlySeen(posts);
    m_found.clear();
    m_awaited.clear();
    put(posts);
    show(next, before);
    load(outdated);
    settle();
}

// Posts that are out of sight are asked for again when they come into it. Those in sight that did
// not come with the list, because they have come into sight since, are shown as they were until
// then, and returned.
QList<ArticleId> PostListModel::keepOnlySeen(const QList<Post> &fresh)
{
    QSet<ArticleId> seen;
    if (!m_isNewList) {
        for (int row = std::max(0, m_firstSeen); row <= m_lastSeen && row < rowCount(); ++row)
            seen.insert(articleAt(row));
    }
    for (const Post &post : fresh)
        seen.remove(post.id);
    const QList<ArticleId> held = m_posts.keys();
    for (const ArticleId article : held) {
        if (!seen.contains(article))
            m_posts.remove(article);
    }
    return {seen.cbegin(), seen.cend()};
}

void PostListModel::showFindings(const SearchResults &answer, int first)
{
    m_findings = {answer.total, answer.areMore, answer.isPlainWords};
    const QHash<ArticleId, Look> before = looks();
    QList<PostRow> next = first == 0 ? QList<PostRow>() : rows();
    if (first == 0)
        m_found.clear();
    for (const SearchResult &result : answer.results) {
        if (!PostRow::canHold(result.post.id))
            continue;
        if (m_found.contains(result.post.id))
            continue; // the library changed between two parts of an answer
        next.append(PostRow(result.post.id));
        m_found.insert(result.post.id, {result.titleMarks, result.passage});
        put({result.post});
    }
    show(next, before);
    settle();
}

void PostListModel::show(const QList<PostRow> &next, const QHash<ArticleId, Look> &before)
{
    if (std::exchange(m_isNewList, false)) {
        m_readHere.clear();
        m_firstSeen = 0;
        m_lastSeen = -1;
        m_isRefined = false;
        replaceRows(next);
        emit listReplaced();
        return;
    }
    const auto moved = static_cast<int>(seenRowIn(next)) - m_firstSeen;
    m_firstSeen += moved;
    m_lastSeen += moved;
    applyRows(next);
    tellChanged(before);
    if (std::exchange(m_isRefined, false))
        emit listReplaced();
}

void PostListModel::settle()
{
    m_isRefreshing = false;
    m_isSettled = true;
    emit settled();
    if (m_isOutdated)
        refresh();
}

void PostListModel::loadAround(int firstRow, int lastRow)
{
    m_firstSeen = firstRow;
    m_lastSeen = lastRow;
    // Nothing to ask while all that is looked at is here, and so is the next step either way.
    const auto isHere = [this](int row) {
        return row < 0 || row >= rowCount() || m_posts.contains(articleAt(row))
            || m_awaited.contains(articleAt(row));
    };
    bool isAllHere = isHere(firstRow - margin / 2) && isHere(lastRow + margin / 2);
    for (int row = firstRow - 1; row <= lastRow + 1 && isAllHere; ++row)
        isAllHere = isHere(row);
    if (isAllHere || isSearching())
        return;

    QList<ArticleId> wanted;
    const int end = std::min(rowCount(), lastRow + margin);
    for (int row = std::max(0, firstRow - margin); row < end; ++row) {
        if (!isHere(row))
            wanted.append(articleAt(row));
    }
    load(wanted);
}

void PostListModel::load(const QList<ArticleId> &articles)
{
    if (articles.isEmpty())
        return;
    for (const ArticleId article : articles)
        m_awaited.insert(article);
    deliver(m_library.posts(articles, m_scope), this,
            [this, articles](const Result<QList<Post>> &posts) {
                // Answers come in order: while this list is shown, they are posts of it.
                for (const ArticleId article : articles)
                    m_awaited.remove(article);
                if (posts)
                    takeArrived(articles, *posts);
                else
                    report(posts.error());
            });
}

void PostListModel::takeArrived(const QList<ArticleId> &asked, const QList<Post> &posts)
{
    const QHash<ArticleId, Look> before = looks();
    put(posts);
    tellChanged(before);
    // What the scope does not list any more leaves the list.
    const QSet<ArticleId> gone = missingFrom(posts, asked);
    if (gone.isEmpty())
        return;
    m_readHere.subtract(gone);
    applyRows(without(rows(), gone));
}

const Post *PostListModel::postAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_posts.object(articleAt(row)) : nullptr;
}

void PostListModel::withPost(int row, QObject *context,
                             const std::function<void(const Post &)> &handle)
{
    if (const Post *post = postAt(row)) {
        handle(Post(*post));
        return;
    }
    if (row < 0 || row >= rowCount())
        return;
    deliver(m_library.posts({articleAt(row)}, m_scope), context,
            [handle](const Result<QList<Post>> &posts) {
                if (posts && !posts->isEmpty())
                    handle(posts->constFirst());
            });
}

int PostListModel::rowOf(ArticleId article) const
{
    return PostRow::canHold(article) ? static_cast<int>(rows().indexOf(PostRow(article))) : -1;
}

void PostListModel::follow(const LibraryChange &change)
{
    if (change.sourcesChanged
        || (change.bookmarksChanged && m_scope.kind == Scope::Kind::Bookmarks)) {
        // One question at a time: a refresh of many sources changes the library again and again.
        if (m_isRefreshing)
            m_isOutdated = true;
        else
            refresh();
        return;
    }
    const QHash<ArticleId, Look> before = looks();
    for (const Post &changed : change.posts) {
        if (m_scope.kind == Scope::Kind::Unread && changed.isRead)
            m_readHere.insert(changed.id);
        Post *shown = m_posts.object(changed.id);
        if (shown == nullptr)
            continue;
        // Only the state: the source and section under which this list shows the post stay.
        shown->isRead = changed.isRead;
        shown->isBookmarked = changed.isBookmarked;
    }
    tellChanged(before);
}

QVariant PostListModel::headingOf(int row) const
{
    const PostGrouping grouping = m_arrangement.grouping();
    // Bookmarks stand in the order they were made, what a saved search finds in that of its dates:
    // neither sections nor sources follow these.
    const bool isMixed =
        m_scope.kind == Scope::Kind::Bookmarks || m_scope.kind == Scope::Kind::Search;
    if (isSearching() || grouping == PostGrouping::None
        || (isMixed && grouping != PostGrouping::Day))
        return {};
    const Post *post = postAt(row);
    const Post *previous = postAt(row - 1);
    if (post == nullptr || (row > 0 && previous == nullptr))
        return {};
    switch (grouping) {
    case PostGrouping::None:
        break;
    case PostGrouping::Section:
        if (post->section.isEmpty()
            || (previous != nullptr && previous->section == post->section
                && previous->source == post->source))
            return {};
        return post->section;
    case PostGrouping::Source:
        if (previous != nullptr && previous->source == post->source)
            return {};
        return post->sourceTitle;
    case PostGrouping::Day:
        if (previous != nullptr && dayOf(*previous) == dayOf(*post))
            return {};
        return dayOf(*post);
    }
    return {};
}

// The rows that somebody may have seen: first, and after the last.
std::pair<int, int> PostListModel::rowsNearby() const
{
    return {std::max(0, m_firstSeen - 2 * margin),
            std::min(rowCount(), m_lastSeen < 0 ? firstRows : m_lastSeen + 2 * margin)};
}

QHash<ArticleId, PostListModel::Look> PostListModel::looks() const
{
    QHash<ArticleId, Look> looks;
    const auto [begin, end] = rowsNearby();
    for (int row = begin; row < end; ++row) {
        const ArticleId article = articleAt(row);
        if (const Post *post = m_posts.object(article))
            looks.insert(article, {*post, headingOf(row), m_found.value(article)});
        else
            looks.insert(article, {});
    }
    return looks;
}

void PostListModel::tellChanged(const QHash<ArticleId, Look> &before)
{
    const QHash<ArticleId, Look> now = looks();
    const auto isChanged = [&](int row) {
        const auto old = before.constFind(articleAt(row));
        return old != before.cend() && now.contains(articleAt(row))
            && *old != now.value(articleAt(row));
    };
    const auto [begin, end] = rowsNearby();
    for (int first = begin; first < end; ++first) {
        if (!isChanged(first))
            continue;
        int last = first;
        while (last + 1 < end && isChanged(last + 1))
            ++last;
        emit dataChanged(index(first), index(last));
        first = last;
    }
}

void PostListModel::put(const QList<Post> &posts)
{
    for (const Post &post : posts)
        m_posts.insert(post.id, new Post(post));
}

} // namespace lectern
