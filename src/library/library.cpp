// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/library.h"

#include "library/arrivalrulestore.h"
#include "library/arrivalstore.h"
#include "library/articlestore.h"
#include "library/bookmarkstore.h"
#include "library/feedstore.h"
#include "library/folderstore.h"
#include "library/highlightstore.h"
#include "library/libraryworker.h"
#include "library/offlinestore.h"
#include "library/postorder.h"
#include "library/readingchoicestore.h"
#include "library/savedsearchstore.h"
#include "library/searchindex.h"
#include "library/searchstore.h"
#include "library/sourcestore.h"
#include "library/tagstore.h"

namespace lectern {

namespace {

// Answers with `value` once the posts of `articles` are in the change, as they are now.
template <typename Value>
Result<Value> withPosts(const Database &database, LibraryChange &change,
                        const QList<ArticleId> &articles, const Value &value)
{
    return ArticleStore(database).postsOf(articles).map([&](const QList<Post> &posts) {
        change.posts = posts;
        return value;
    });
}

// Everything that arrived first, and what follows from it after that: most statements between two
// articles would make FTS5 write down what it has gathered, piece by piece.
Result<QList<FeedOutcome>> storeAll(const Database &database, const QList<IncomingFeed> &feeds,
                                    const QDateTime &now, LibraryChange &change)
{
    QList<std::pair<const IncomingFeed *, ArrivalStore::Stored>> arrived;
    for (const IncomingFeed &feed : feeds) {
        const auto stored = ArrivalStore(database, now).store(feed);
        if (!stored)
            return tl::unexpected(stored.error());
        // No source is named for a feed that has gone meanwhile.
        if (stored->outcome.source)
            arrived.append({&feed, *stored});
        change.sourcesChanged = change.sourcesChanged || stored->isListChanged;
    }
    QList<FeedOutcome> outcomes;
    for (const auto &[feed, stored] : std::as_const(arrived)) {
        FeedOutcome outcome{
            stored.outcome.source, {}, stored.outcome.added, stored.outcome.updated};
        const bool hasChanged = outcome.added > 0 || outcome.updated > 0;
        const auto done =
            ArrivalRuleStore(database, now)
                .apply(stored.newArticles, outcome.source)
                .and_then([&](const ArrivalRuleStore::Applied &applied) {
                    outcome.hidden = int(applied.hidden.size());
                    outcome.added -= outcome.hidden;
                    change.bookmarksChanged = change.bookmarksChanged || applied.hasBookmarked;
                    return FeedStore(database).record(feed->check, hasChanged);
                })
                .and_then([&] {
                    return FeedStore(database).setListDescription(outcome.source,
                                                                  feed->listDescription);
                })
                .and_then([&] {
                    return stored.isRenamed ? SearchIndex(database).updateSource(outcome.source)
                                            : Result<void>();
                })
                .and_then([&] { return SourceStore(database).titleOf(outcome.source); })
                .map([&](const QString &title) { outcome.title = title; });
        if (!done)
            return tl::unexpected(done.error());
        outcomes.append(outcome);
    }
    return outcomes;
}

} // namespace

Library::Library(const Locations &locations, QObject *parent, const Clock &clock)
    : QObject(parent), m_now(clock), m_worker(std::make_unique<LibraryWorker>(locations, clock))
{
    connect(m_worker.get(), &LibraryWorker::dailyBackupFailed, this, &Library::dailyBackupFailed);
    connect(m_worker.get(), &LibraryWorker::committed, this, &Library::changed);
    connect(m_worker.get(), &LibraryWorker::damageFound, this, &Library::damageFound);
}

Library::~Library() = default;

QFuture<Result<void>> Library::open()
{
    return m_worker->open();
}

QFuture<Result<LibraryCounts>> Library::counts()
{
    return m_worker->read([](const Database &database) { return SourceStore(database).counts(); });
}

QFuture<Result<QList<ArticleId>>> Library::order(const Scope &scope, PostSort sort,
                                                 std::optional<int> most)
{
    const auto ask = [scope, sort, most, now = m_now()](const Database &database) {
        return PostOrder(database, now).order(scope, sort, most);
    };
    // There is no index for these, and sorting a million takes seconds.
    const bool takesLong = sort == PostSort::Title || sort == PostSort::ReadingTime;
    return takesLong ? m_worker->readAside(ask) : m_worker->read(ask);
}

QFuture<Result<QList<Post>>> Library::posts(const QList<ArticleId> &articles, const Scope &scope)
{
    return m_worker->read([articles, scope](const Database &database) {
        return ArticleStore(database).posts(articles, scope);
    });
}

QFuture<Result<std::optional<Post>>> Library::postAt(const QUrl &url)
{
    return m_worker->read(
        [url](const Database &database) { return ArticleStore(database).postAt(url); });
}

QFuture<Result<std::optional<StoredContent>>> Library::contentAt(const QUrl &url)
{
    return m_worker->read(
        [url](const Database &database) { return ArticleStore(database).contentAt(url); });
}

QFuture<Result<SearchResults>> Library::search(const SearchRequest &request)
{
    return m_worker->read([request, now = m_now().toLocalTime()](const Database &database) {
        return SearchStore(database).search(request, now);
    });
}

QFuture<Result<QByteArray>> Library::collectionHash(const QUrl &sourceUrl)
{
    return m_worker->read([sourceUrl](const Database &database) {
        return SourceStore(database).contentHash(sourceUrl);
    });
}

QFuture<Result<CollectionOutcome>> Library::storeCollection(const IncomingCollection &collection)
{
    return m_worker->write(
        [collection, now = m_now()](const Database &database, LibraryChange &change) {
            return ArrivalStore(database, now)
                .store(collection)
                .and_then([&](const ArrivalStore::Stored &stored) {
                    change.sourcesChanged = stored.isListChanged;
                    FeedCheck check = collection.check.value_or(FeedCheck());
                    check.source = stored.outcome.source;
                    change.feedsChanged = collection.check.has_value();
                    const auto done = collection.check
                        ? FeedStore(database).record(check, stored.isListChanged)
                        : Result<void>();
                    return done.map([&stored] { return stored.outcome; });
                });
        });
}

QFuture<Result<void>> Library::removeSource(SourceId source)
{
    return m_worker->write([source](const Database &database, LibraryChange &change) {
        return SourceStore(database).remove(source).map(
            [&change] { change.sourcesChanged = true; });
    });
}

QFuture<Result<void>> Library::setRetention(SourceId source, const Retention &retention)
{
    return m_worker->write(
        [source, retention, now = m_now()](const Database &database, LibraryChange &change) {
            const SourceStore sources(database);
            return sources.retentionOf(source).and_then([&](const Retention &before) {
                return sources.setRetention(source, retention)
                    .and_then([&] { return ArticleStore(database).expire(source, retention, now); })
                    .map([&](int expired) {
                        change.sourcesChanged = retention != before || expired > 0;
                    });
            });
        });
}

QFuture<Result<void>> Library::setSourceSettings(SourceId source, const SourceSettings &settings)
{
    return m_worker->write([source, settings](const Database &database, LibraryChange &change) {
        return SourceStore(database).setSettings(source, settings).map([&change](bool hasChanged) {
            change.sourcesChanged = hasChanged;
            change.feedsChanged = hasChanged;
        });
    });
}

QFuture<Result<FolderId>> Library::addFolder(const QString &title, FolderId parent)
{
    return m_worker->write([title, parent](const Database &database, LibraryChange &change) {
        return FolderStore(database).add(title, parent).map([&change](FolderId folder) {
            change.feedsChanged = true;
            return folder;
        });
    });
}

QFuture<Result<void>> Library::renameFolder(FolderId folder, const QString &title)
{
    return m_worker->write([folder, title](const Database &database, LibraryChange &change) {
        return FolderStore(database).rename(folder, title).map([&change] {
            change.feedsChanged = true;
        });
    });
}

QFuture<Result<void>> Library::removeFolder(FolderId folder)
{
    return m_worker->write([folder](const Database &database, LibraryChange &change) {
        return FolderStore(database).remove(folder).map([&change] {
            // A list of what the folder held is another now.
            change.sourcesChanged = true;
            change.feedsChanged = true;
        });
    });
}

QFuture<Result<void>> Library::placeSource(SourceId source, FolderId folder, int index)
{
    return m_worker->write(
        [source, folder, index](const Database &database, LibraryChange &change) {
            return SourceStore(database)
                .checkReaders(source)
                .and_then([&] { return FolderStore(database).placeSource(source, folder, index); })
                .map([&change] {
                    change.sourcesChanged = true;
                    change.feedsChanged = true;
                });
        });
}

QFuture<Result<void>> Library::placeFolder(FolderId folder, FolderId parent, int index)
{
    return m_worker->write(
        [folder, parent, index](const Database &database, LibraryChange &change) {
            return FolderStore(database).placeFolder(folder, parent, index).map([&change] {
                change.sourcesChanged = true;
                change.feedsChanged = true;
            });
        });
}

QFuture<Result<SourceId>> Library::follow(const NewFeed &feed)
{
    return m_worker->write([feed](const Database &database, LibraryChange &change) {
        return FeedStore(database).add(feed).map([&change](FeedStore::Added added) {
            change.sourcesChanged = added.isNew;
            change.feedsChanged = added.isNew;
            return added.source;
        });
    });
}

QFuture<Result<SourceId>> Library::addFeed(const QUrl &url, const QString &title, FolderId folder)
{
    return follow({SourceKind::Feed, url, title, {}, folder});
}

QFuture<Result<SourceId>> Library::addPage(const QUrl &url, const QString &title,
                                           const QString &listDescription, FolderId folder)
{
    return follow({SourceKind::Page, url, title, listDescription, folder});
}

QFuture<Result<FollowedFeeds>> Library::addFeeds(const QList<ListedFeed> &feeds, FolderId folder)
{
    return m_worker->write([feeds, folder](const Database &database, LibraryChange &change) {
        return FeedStore(database).addAll(feeds, folder).map([&change](const FollowedFeeds &done) {
            change.sourcesChanged = !done.added.isEmpty() || !done.folders.isEmpty();
            change.feedsChanged = change.sourcesChanged;
            return done;
        });
    });
}

QFuture<Result<void>> Library::unfollow(const FollowedFeeds &followed)
{
    return m_worker->write([followed](const Database &database, LibraryChange &change) {
        return FeedStore(database).takeBack(followed).map([&change] {
            change.sourcesChanged = true;
            change.feedsChanged = true;
        });
    });
}

QFuture<Result<QList<Feed>>> Library::feeds()
{
    return m_worker->read([](const Database &database) { return FeedStore(database).all(); });
}

QFuture<Result<QList<FeedOutcome>>> Library::storeFeeds(const QList<IncomingFeed> &feeds)
{
    return m_worker->write([feeds, now = m_now()](const Database &database, LibraryChange &change) {
        return storeAll(database, feeds, now, change)
            .map([&change](const QList<FeedOutcome> &outcomes) {
                change.feedsChanged = !outcomes.isEmpty();
                return outcomes;
            });
    });
}

QFuture<Result<void>> Library::recordChecks(const QList<FeedCheck> &checks)
{
    return m_worker->write(
        [checks](const Database &database, LibraryChange &change) -> Result<void> {
            for (const FeedCheck &check : checks) {
                if (const auto done = FeedStore(database).record(check, false); !done)
                    return tl::unexpected(done.error());
            }
            change.feedsChanged = !checks.isEmpty();
            return {};
        });
}

QFuture<Result<void>> Library::setFeedSettings(SourceId source, const FeedSettings &settings)
{
    return m_worker->write([source, settings](const Database &database, LibraryChange &change) {
        return FeedStore(database).setSettings(source, settings).map([&change] {
            change.feedsChanged = true;
        });
    });
}

QFuture<Result<void>> Library::setSourceIcon(SourceId source, const QByteArray &image)
{
    return m_worker->write(
        [source, image, now = m_now()](const Database &database, LibraryChange &change) {
            return FeedStore(database).setIcon(source, image, now).map([&change] {
                change.feedsChanged = true;
            });
        });
}

QFuture<Result<QHash<SourceId, QByteArray>>> Library::sourceIcons()
{
    return m_worker->read([](const Database &database) { return FeedStore(database).icons(); });
}

QFuture<Result<QList<ArrivalRule>>> Library::rules()
{
    return m_worker->read([now = m_now()](const Database &database) {
        return ArrivalRuleStore(database, now).all();
    });
}

QFuture<Result<RuleId>> Library::saveRule(const ArrivalRule &rule)
{
    return m_worker->write([rule, now = m_now()](const Database &database, LibraryChange &) {
        return ArrivalRuleStore(database, now).save(rule);
    });
}

QFuture<Result<void>> Library::removeRule(RuleId rule)
{
    return m_worker->write([rule, now = m_now()](const Database &database, LibraryChange &) {
        return ArrivalRuleStore(database, now).remove(rule);
    });
}

QFuture<Result<void>> Library::arrangeRules(const QList<RuleId> &order)
{
    return m_worker->write([order, now = m_now()](const Database &database, LibraryChange &) {
        return ArrivalRuleStore(database, now).arrange(order);
    });
}

QFuture<Result<QList<SavedSearch>>> Library::savedSearches()
{
    return m_worker->read(
        [](const Database &database) { return SavedSearchStore(database).all(); });
}

QFuture<Result<SavedSearch>> Library::saveSearch(const QString &title, const QString &text)
{
    return m_worker->write([title, text](const Database &database, LibraryChange &change) {
        return SavedSearchStore(database).save(title, text).map([&](const SavedSearch &search) {
            change.sourcesChanged = true;
            return search;
        });
    });
}

QFuture<Result<void>> Library::renameSavedSearch(SearchId search, const QString &title)
{
    return m_worker->write([search, title](const Database &database, LibraryChange &change) {
        return SavedSearchStore(database).rename(search, title).map([&change] {
            change.sourcesChanged = true;
        });
    });
}

QFuture<Result<void>> Library::removeSavedSearch(SearchId search)
{
    return m_worker->write([search](const Database &database, LibraryChange &change) {
        return SavedSearchStore(database).remove(search).map(
            [&change] { change.sourcesChanged = true; });
    });
}

QFuture<Result<Bookmark>> Library::addBookmark(const BookmarkRequest &request)
{
    return m_worker->write(
        [request](const Database &database, LibraryChange &change) -> Result<Bookmark> {
            const BookmarkStore bookmarks(database);
            const auto present = bookmarks.at(request.url);
            if (!present)
                return tl::unexpected(present.error());
            if (*present)
                return **present;
            Bookmark wanted;
            wanted.url = request.url;
            wanted.title = request.title;
            wanted.summary = request.summary;
            wanted.note = request.note;
            wanted.tags = request.tags;
            wanted.created = QDateTime::currentDateTimeUtc();
            return bookmarks.add(wanted).and_then([&](const Bookmark &added) {
                change.bookmarksChanged = true;
                return withPosts(database, change, {added.article}, added);
            });
        });
}

QFuture<Result<std::optional<Bookmark>>> Library::removeBookmark(const QUrl &url)
{
    using Answer = Result<std::optional<Bookmark>>;
    return m_worker->write([url](const Database &database, LibraryChange &change) -> Answer {
        const BookmarkStore bookmarks(database);
        const auto present = bookmarks.at(url);
        if (!present || !*present)
            return present;
        return bookmarks.remove(**present).and_then([&] {
            change.bookmarksChanged = true;
            return withPosts(database, change, {(*present)->article}, *present);
        });
    });
}

QFuture<Result<Bookmark>> Library::restoreBookmark(const Bookmark &bookmark)
{
    return m_worker->write(
        [bookmark](const Database &database, LibraryChange &change) -> Result<Bookmark> {
            const BookmarkStore bookmarks(database);
            const auto present = bookmarks.at(bookmark.url);
            if (!present)
                return tl::unexpected(present.error());
            if (*present) {
                if (const auto done = bookmarks.remove(**present); !done)
                    return tl::unexpected(done.error());
            }
            return bookmarks.add(bookmark).and_then([&](const Bookmark &restored) {
                change.bookmarksChanged = true;
                return withPosts(database, change, {restored.article}, restored);
            });
        });
}

QFuture<Result<void>> Library::editBookmark(const Bookmark &bookmark)
{
    return m_worker->write([bookmark](const Database &database, LibraryChange &change) {
        return BookmarkStore(database).edit(bookmark).map(
            [&change] { change.bookmarksChanged = true; });
    });
}

QFuture<Result<std::optional<Bookmark>>> Library::bookmarkAt(const QUrl &url)
{
    return m_worker->read(
        [url](const Database &database) { return BookmarkStore(database).at(url); });
}

QFuture<Result<QList<Bookmark>>> Library::bookmarks()
{
    return m_worker->read([](const Database &database) { return BookmarkStore(database).all(); });
}

QFuture<Result<Highlight>> Library::addHighlight(const HighlightRequest &request)
{
    return m_worker->write(
        [request, now = m_now()](const Database &database, LibraryChange &change) {
            Highlight wanted;
            wanted.url = request.url;
            wanted.place = request.place;
            wanted.colour = request.colour;
            wanted.note = request.note;
            wanted.created = now;
            wanted.changed = now;
            change.highlightsChanged = true;
            return HighlightStore(database).add(wanted, request.title);
        });
}

QFuture<Result<std::optional<Highlight>>> Library::removeHighlight(HighlightId highlight)
{
    using Answer = Result<std::optional<Highlight>>;
    return m_worker->write([highlight](const Database &database, LibraryChange &change) -> Answer {
        const HighlightStore highlights(database);
        const auto present = highlights.withId(highlight);
        if (!present || !*present)
            return present;
        change.highlightsChanged = true;
        return highlights.remove(**present).map([&present] { return *present; });
    });
}

QFuture<Result<Highlight>> Library::restoreHighlight(const Highlight &highlight)
{
    return m_worker->write([highlight](const Database &database, LibraryChange &change) {
        change.highlightsChanged = true;
        return HighlightStore(database).add(highlight, {});
    });
}

QFuture<Result<void>> Library::editHighlight(const Highlight &highlight)
{
    return m_worker->write(
        [highlight, now = m_now()](const Database &database, LibraryChange &change) {
            change.highlightsChanged = true;
            return HighlightStore(database).edit(highlight, now);
        });
}

QFuture<Result<void>> Library::setHighlightsFound(const QList<HighlightId> &highlights,
                                                  bool wasFound)
{
    return m_worker->write([highlights, wasFound](const Database &database, LibraryChange &change) {
        return HighlightStore(database)
            .setFound(highlights, wasFound)
            .map([&change](bool isChanged) { change.highlightsChanged = isChanged; });
    });
}

QFuture<Result<QList<Highlight>>> Library::highlightsAt(const QUrl &url)
{
    return m_worker->read(
        [url](const Database &database) { return HighlightStore(database).at(url); });
}

QFuture<Result<QList<Highlight>>> Library::highlights()
{
    return m_worker->read([](const Database &database) { return HighlightStore(database).all(); });
}

QFuture<Result<OfflineCopy>> Library::setOfflineCopy(const OfflineCopy &copy)
{
    return m_worker->write([copy](const Database &database, LibraryChange &change) {
        change.offlineChanged = true;
        return OfflineStore(database).set(copy);
    });
}

QFuture<Result<std::optional<OfflineCopy>>> Library::removeOfflineCopy(const QUrl &url)
{
    using Answer = Result<std::optional<OfflineCopy>>;
    return m_worker->write([url](const Database &database, LibraryChange &change) -> Answer {
        const OfflineStore copies(database);
        const auto present = copies.at(url);
        if (!present || !*present)
            return present;
        change.offlineChanged = true;
        return copies.remove(**present).map([&present] { return *present; });
    });
}

QFuture<Result<std::optional<OfflineCopy>>> Library::offlineCopyAt(const QUrl &url)
{
    return m_worker->read(
        [url](const Database &database) { return OfflineStore(database).at(url); });
}

QFuture<Result<QList<OfflineCopy>>> Library::offlineCopies()
{
    return m_worker->read([](const Database &database) { return OfflineStore(database).all(); });
}

QFuture<Result<void>> Library::setRead(const QList<ArticleId> &articles, bool isRead)
{
    return m_worker->write([articles, isRead](const Database &database,
                                              LibraryChange &change) -> Result<void> {
        const ArticleStore store(database);
        return store.setRead(articles, isRead)
            .and_then([&store](const QList<ArticleId> &changed) { return store.postsOf(changed); })
            .map([&change](const QList<Post> &posts) { change.posts = posts; });
    });
}

QFuture<Result<ReadingChoices>> Library::readingChoices(const QUrl &article, SourceId source)
{
    return m_worker->read([article, source](const Database &database) {
        return ReadingChoiceStore(database).choices(article, source);
    });
}

QFuture<Result<void>> Library::setReadingPlace(const QUrl &url, ReadingView view,
                                               const ReadingPlace &place)
{
    return m_worker->write([url, view, place](const Database &database, LibraryChange &) {
        return ReadingChoiceStore(database).setPlace(url, view, place);
    });
}

QFuture<Result<void>> Library::chooseView(const QUrl &article, SourceId source, ReadingView view)
{
    return m_worker->write(
        [article, source, view](const Database &database, LibraryChange &change) {
            return ReadingChoiceStore(database)
                .chooseView(article, source, view)
                .map([&change](bool hasChanged) { change.sourcesChanged = hasChanged; });
        });
}

QFuture<Result<void>> Library::setZoom(const QUrl &page, std::optional<double> factor)
{
    return m_worker->write([page, factor](const Database &database, LibraryChange &) {
        return ReadingChoiceStore(database).setZoom(page, factor);
    });
}

QFuture<Result<LibraryStatistics>> Library::statistics()
{
    return m_worker->statistics();
}

QFuture<Result<QList<TagUse>>> Library::tags()
{
    return m_worker->read([](const Database &database) { return TagStore(database).all(); });
}

QFuture<Result<LibraryBackup>> Library::backUp()
{
    return m_worker->backUp();
}

QFuture<Result<QList<LibraryBackup>>> Library::backups()
{
    return m_worker->backups();
}

QFuture<Result<LibraryExamination>> Library::examine()
{
    return m_worker->examine();
}

QFuture<Result<LibraryExamination>> Library::mend()
{
    return m_worker->mend();
}

QFuture<Result<QString>> Library::restore(const QString &path)
{
    return m_worker->restore(path);
}

QFuture<Result<LibrarySalvage>> Library::salvage()
{
    return m_worker->salvage();
}

} // namespace lectern
