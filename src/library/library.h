// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/article.h"
#include "core/error.h"
#include "core/locations.h"
#include "library/collection.h"
#include "library/feed.h"
#include "library/highlight.h"
#include "library/libraryhealth.h"
#include "library/offlinecopy.h"
#include "library/readingchoices.h"

#include <QFuture>
#include <QHash>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace lectern {

class LibraryWorker;
struct NewFeed;

/// How long articles of a source stay. What the reader bookmarked, highlighted or has offline stays
/// anyway.
struct Retention
{
    enum class Kind {
        All,
        Newest, ///< so many of them: by publication, and those without a date after the others
        Days, ///< those published in the last days, and those without a date
    };
    Kind kind = Kind::All;
    int count = 0; ///< of articles or days, at least 1; 0 with Kind::All

    friend bool operator==(const Retention &, const Retention &) = default;
};

/// A source as the library keeps it.
struct Source
{
    SourceId id;
    SourceKind kind = SourceKind::Collection;
    /// Identity: a built-in collection has lectern://collection/NAME, one of the reader's own
    /// lectern://own/UUID, a file its own, a feed the one it was added by.
    QUrl url;
    QString title; ///< as shown: the reader's own, or else that of the source
    QString ownTitle; ///< the reader's name for it; empty when there is none
    QUrl homePage;
    FolderId folder; ///< none: at the top
    int position = 0; ///< among the folders and sources of the same folder
    bool isBuiltIn = false; ///< can't be removed
    bool isOwn = false; ///< a collection that the reader makes
    bool isMuted = false; ///< its articles stay out of All and Unread, unless another lists them
    bool isAnnounced = false; ///< the reader wants to be told of new articles
    bool isFailing = false; ///< the last check of the feed failed
    std::optional<ReadingView> view; ///< chosen for its articles; absent: as for each site
    int postCount = 0;
    int unreadCount = 0;
    Retention retention;

    /// Whether it comes from a server: feeds and pages do, and collections followed on the web.
    [[nodiscard]] bool isFetched() const
    {
        return kind != SourceKind::Collection || url.scheme().startsWith(QLatin1StringView("http"));
    }

    friend bool operator==(const Source &, const Source &) = default;
};

/// An article as it arrives from a source, before the library knows it.
struct IncomingArticle
{
    QString itemId; ///< the publisher's id, unique within the source
    QUrl url;
    QString title;
    QString summary;
    QString author;
    QString language;
    QString contentHtml; ///< unsanitised; empty when the source carries none
    QString contentText; ///< the text of the content, which is what is searched
    QString section;
    QString note; ///< see Post
    QStringList tags;
    std::optional<QDateTime> published;
    std::optional<QDateTime> updated;
    std::optional<int> wordCount; ///< of contentHtml; absent without content
};

/// A whole collection, to be kept as given: its articles in this order, those it no longer lists
/// taken out of it (they stay in the library when bookmarked).
struct IncomingCollection
{
    QUrl url; ///< identity of the source, see Source::url
    QString title;
    QUrl homePage;
    bool isBuiltIn = false;
    QByteArray contentHash; ///< of the bytes it was read from: equal means nothing to do
    QList<IncomingArticle> articles;
    /// How it was fetched, but for the source; absent for a file.
    std::optional<FeedCheck> check = {};
};

/// What storing a collection changed.
struct CollectionOutcome
{
    SourceId source;
    int added = 0;
    int updated = 0;
    int removed = 0;
};

/// What a refreshed feed, page or collection brings.
struct IncomingFeed
{
    QString title; ///< empty: as before
    QUrl homePage; ///< empty: as before
    QByteArray contentHash; ///< of the bytes it was read from
    QString listDescription; ///< see Feed; empty: as before
    QList<IncomingArticle> articles; ///< in the feed's order
    FeedCheck check;
};

/// What storing a feed changed.
struct FeedOutcome
{
    SourceId source;
    QString title; ///< as shown
    int added = 0; ///< without hidden and expired ones
    int updated = 0;
    int hidden = 0; ///< by rules

    friend bool operator==(const FeedOutcome &, const FeedOutcome &) = default;
};

/// What a reader may decide about a source; see Source.
struct SourceSettings
{
    QString ownTitle; ///< empty: the source's own
    bool isMuted = false;
    bool isAnnounced = false;
    std::optional<ReadingView> view = {};

    friend bool operator==(const SourceSettings &, const SourceSettings &) = default;
};

/// A query the reader keeps as a list.
struct SavedSearch
{
    SearchId id;
    QString title;
    QString text; ///< in the search language (searchquery.h)

    friend bool operator==(const SavedSearch &, const SavedSearch &) = default;
};

/// Which posts a list shows, and in what order: what feeds brought, newest publication first, then
/// collections in their own order, one after another (built-in first); a feed by itself with what
/// came last before the rest; bookmarks newest first. All and Unread list what sources list that
/// are not muted, an article of several sources once, under the first of them. Source lists under
/// that source, with its sections, Folder all sources in that folder and in folders of it as All
/// does. Bookmarks lists title and summary as the bookmark has them. Search lists what a saved
/// search matches now, newest publication first and as All lists it, bookmarked pages too. Of more
/// than `searchBound` matches it lists those that came into the library last, or, for a query
/// without words, those published last.
struct Scope
{
    static constexpr int searchBound = 10'000;

    enum class Kind { All, Unread, Bookmarks, Source, Search, Folder };
    Kind kind = Kind::All;
    SourceId source = {}; ///< only with Kind::Source
    SearchId search = {}; ///< only with Kind::Search
    FolderId folder = {}; ///< only with Kind::Folder

    friend bool operator==(const Scope &, const Scope &) = default;
};

/// In which order a list shows posts. Times are those of publication; articles without one come
/// last either way.
enum class PostSort {
    ListOrder, ///< as Scope says
    Newest,
    Oldest,
    Title, ///< ASCII letters in any case
    ReadingTime, ///< the shortest first; articles of unknown length come last
};

/// What scope choosers show beside the names.
struct LibraryCounts
{
    int posts = 0;
    int unread = 0;
    int bookmarks = 0;
    QList<Source> sources; ///< in display order among those of one folder
    QList<Folder> folders; ///< in display order among those of one folder
    QList<SavedSearch> searches; ///< in display order; what they match is not counted

    friend bool operator==(const LibraryCounts &, const LibraryCounts &) = default;
};

/// An article whose content the library holds.
struct StoredContent
{
    QUrl url;
    QString title;
    QString author;
    QString sourceTitle;
    QString language;
    QString html; ///< unsanitised
    std::optional<QDateTime> published;
    std::optional<int> wordCount;
};

/// A search. `text` is in the search language (searchquery.h says how it reads).
struct SearchRequest
{
    QString text;
    /// The last word may go on; in a large library, if it has at least three characters.
    bool isTyping = false;
    Scope scope;
    int first = 0; ///< results before this one are left out
    int count = 50; ///< so many at most
};

/// A piece of plain text that was found, in UTF-16 units.
struct TextMark
{
    qsizetype start = 0;
    qsizetype length = 0;

    friend bool operator==(const TextMark &, const TextMark &) = default;
};

/// Plain text and what of it was searched for, in order and without overlaps.
struct MarkedText
{
    QString text;
    QList<TextMark> marks;

    friend bool operator==(const MarkedText &, const MarkedText &) = default;
};

struct SearchResult
{
    Post post; ///< as Scope All lists it
    QList<TextMark> titleMarks; ///< in post.title
    MarkedText passage; ///< of the content, else of the summary; may be empty

    friend bool operator==(const SearchResult &, const SearchResult &) = default;
};

/// What a search found. An article counts once, under whatever sources it is listed.
struct SearchResults
{
    /// How many matches are ranked and counted. Of more, those that came last are taken.
    static constexpr int bound = 1000;
    /// The same when articles have to be read to tell, as for phrases.
    static constexpr int boundByReading = 200;

    /// Best first: what is found in titles, then in tags, in summaries, in the text; among equals
    /// those that came into the library last. Without words to rank by, the newest publications.
    QList<SearchResult> results;
    int total = 0; ///< how many there are in all, but at most as many as the bound
    /// There are more than `total`, or may be: those of an earlier version's library are indexed
    /// while it is used.
    bool areMore = false;
    /// The text was malformed, so that it was searched for as plain words.
    bool isPlainWords = false;
};

/// What to keep of a page the reader bookmarks. When the library knows the article under this
/// URL's canonical address, empty title and summary are filled from there.
struct BookmarkRequest
{
    QUrl url;
    QString title;
    QString summary;
    QString note;
    QStringList tags;
};

/// What one committed act changed. Sent once an act, after it is on disk, in the library's thread
/// of ownership (the GUI thread), and before a future watched there is heard to finish. An act that
/// changed nothing a view shows sends nothing. What a view shows stays true by following these.
///
/// What another process changed comes as a change of everything, within two seconds.
struct LibraryChange
{
    bool sourcesChanged = false; ///< sources, their articles or saved searches: ask again
    /// Posts whose state (read, bookmarked) changed, as they are now. The rest of a post is as
    /// Scope All lists it, which may be another section or title than in the view's own scope.
    QList<Post> posts;
    bool bookmarksChanged = false; ///< a bookmark was added, removed or edited
    /// Feeds were checked, or their settings, icons or folders changed: ask again for those.
    bool feedsChanged = false;
    bool highlightsChanged = false; ///< one was added, removed, edited, or found no longer
    bool offlineChanged = false; ///< what is known of offline copies
};

/// What time it is, in UTC: QDateTime::currentDateTimeUtc, but for tests. Called in any thread.
using Clock = std::function<QDateTime()>;

/// The library: all that Lectern durably knows, in one SQLite database. This is the facade: it
/// lives in the GUI thread and never blocks; one worker thread owns the database and answers in
/// order. (Its functions may be called from other threads, too; the signals are sent in its own.)
/// An act's future finishes after its transaction is committed and on disk (WAL, synchronous FULL),
/// so what was acknowledged survives the process being killed and the power going.
/// Destroying it waits for the acts already asked for, then closes the database cleanly.
///
/// Once a day it backs itself up, from half a minute after opening. That, backUp() and examine()
/// go on in a thread and a connection of their own, so that no act waits for them; destroying the
/// library does.
///
/// Errors of every function: Environment (DiskFull, Locked, PermissionDenied, InputOutput),
/// Data/Damaged, Data/NewerVersion. After a failed open() every call answers with open()'s error;
/// calls made while it is under way wait for it.
class Library final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Library)

public:
    explicit Library(const Locations &locations, QObject *parent = nullptr,
                     const Clock &clock = QDateTime::currentDateTimeUtc);
    ~Library() override;

    /// Opens or creates the database and brings its schema up to date, after a backup. May be
    /// called again after a failure, once the reader has mended the cause. A database that is
    /// damaged, newer or not ours (Data/Malformed) is left exactly as it was.
    [[nodiscard]] QFuture<Result<void>> open();

    [[nodiscard]] QFuture<Result<LibraryCounts>> counts();
    /// The ids of all posts of a scope, or of the first `most`, in this order. Quick for any number
    /// when `most` is small, but for Title, ReadingTime, Newest and Oldest of a source, and Search,
    /// which are sorted first.
    [[nodiscard]] QFuture<Result<QList<ArticleId>>> order(const Scope &scope, PostSort sort,
                                                          std::optional<int> most = std::nullopt);
    /// The posts with these ids in their order, as `scope` lists them; what it does not list (any
    /// more) is left out. Read or not is not looked at: under Unread, too, a post that the reader
    /// has opened stays where it is. Nor is under Search what the query matches.
    [[nodiscard]] QFuture<Result<QList<Post>>> posts(const QList<ArticleId> &articles,
                                                     const Scope &scope);
    /// The post under this URL's canonical address, as Scope All would list it; empty if unknown.
    [[nodiscard]] QFuture<Result<std::optional<Post>>> postAt(const QUrl &url);
    /// Empty when the library does not know the article or holds no content of it.
    [[nodiscard]] QFuture<Result<std::optional<StoredContent>>> contentAt(const QUrl &url);

    /// Finds articles. A malformed text is searched for as plain words, never an error; a text
    /// without words or conditions finds nothing.
    [[nodiscard]] QFuture<Result<SearchResults>> search(const SearchRequest &request);

    /// The hash a collection was last stored with; empty when it is not in the library.
    [[nodiscard]] QFuture<Result<QByteArray>> collectionHash(const QUrl &sourceUrl);
    [[nodiscard]] QFuture<Result<CollectionOutcome>>
    storeCollection(const IncomingCollection &collection);
    /// Built-in sources are refused (Bug/Internal), unknown ones are Data/NotFound. Bookmarked
    /// articles stay in the library.
    [[nodiscard]] QFuture<Result<void>> removeSource(SourceId source);

    /// Sets how long articles of a source stay, and lets go of those that do not. It is applied
    /// whenever the source is stored, too. What has expired but is still in a collection does not
    /// come back. Built-in sources are refused (Bug/Internal), unknown ones are Data/NotFound, and
    /// a count below 1 is Data/Malformed.
    [[nodiscard]] QFuture<Result<void>> setRetention(SourceId source, const Retention &retention);

    /// Data/NotFound for an unknown source. A blank own title is none.
    [[nodiscard]] QFuture<Result<void>> setSourceSettings(SourceId source,
                                                          const SourceSettings &settings);

    // Folders. Data/NotFound for unknown ids, Data/Malformed for a blank title.

    /// The new one comes last in its parent.
    [[nodiscard]] QFuture<Result<FolderId>> addFolder(const QString &title, FolderId parent);
    [[nodiscard]] QFuture<Result<void>> renameFolder(FolderId folder, const QString &title);
    /// What was in it comes into its parent, where the folder was.
    [[nodiscard]] QFuture<Result<void>> removeFolder(FolderId folder);
    /// Puts a source, not a built-in one (Bug/Internal), into a folder (none: the top), before what
    /// is at `index` there now; at the end when there are not so many.
    [[nodiscard]] QFuture<Result<void>> placeSource(SourceId source, FolderId folder, int index);
    /// Data/Malformed for a folder within itself.
    [[nodiscard]] QFuture<Result<void>> placeFolder(FolderId folder, FolderId parent, int index);

    // Collections of the reader's own. Data/NotFound for a source that is none, and for posts that
    // are not in it; Data/Malformed for a blank name, or a URL that is not that of a page. What the
    // reader has put into one stays in the library like a bookmark. A post may stand in several.

    /// Makes one of these posts, last at the top of the sources.
    [[nodiscard]] QFuture<Result<SourceId>>
    addCollection(const QString &title, const QList<CollectionRequest> &posts = {});
    [[nodiscard]] QFuture<Result<void>> renameCollection(SourceId source, const QString &title);
    /// Returns it, whole, for Undo.
    [[nodiscard]] QFuture<Result<Collection>> removeCollection(SourceId source);
    /// Puts a removed one back, under a new id; one that is there stays as it is.
    [[nodiscard]] QFuture<Result<SourceId>> restoreCollection(const Collection &collection);
    /// Any collection, the reader's own or not.
    [[nodiscard]] QFuture<Result<Collection>> collection(SourceId source);
    /// Which of the reader's own list this page, in the order of their ids.
    [[nodiscard]] QFuture<Result<QList<SourceId>>> collectionsWith(const QUrl &url);
    /// Answers with those that were not in it before; the others stay as they are.
    [[nodiscard]] QFuture<Result<QList<ArticleId>>>
    addToCollection(SourceId source, const QList<CollectionRequest> &posts);
    /// Returns what was taken out, from the top down, for Undo.
    [[nodiscard]] QFuture<Result<QList<CollectionEntry>>>
    removeFromCollection(SourceId source, const QList<ArticleId> &articles);
    /// Puts what was taken out back where it was.
    [[nodiscard]] QFuture<Result<void>> restoreToCollection(SourceId source,
                                                            const QList<CollectionEntry> &entries);
    [[nodiscard]] QFuture<Result<void>> moveInCollection(SourceId source, ArticleId article,
                                                         const CollectionPlace &place);
    /// Puts a heading above this post: it and those below it in its section come under that. When
    /// there is such a section already, they join it.
    [[nodiscard]] QFuture<Result<void>> startSection(SourceId source, ArticleId first,
                                                     const QString &title);
    /// A blank title removes the heading: its posts come to the section above.
    [[nodiscard]] QFuture<Result<void>> renameSection(SourceId source, const QString &section,
                                                      const QString &title);
    /// Sets the note of a post, one line; blank for none.
    [[nodiscard]] QFuture<Result<void>> annotate(SourceId source, ArticleId article,
                                                 const QString &note);

    // Feeds.

    /// Follows a feed, last in that folder. When a source has this URL already, or a feed has moved
    /// there, that one is answered, unchanged. Data/Malformed when the URL is not http or https.
    [[nodiscard]] QFuture<Result<SourceId>> addFeed(const QUrl &url, const QString &title,
                                                    FolderId folder = {});
    /// The same for a page without a feed; which of its lists is followed, see Feed. From then on
    /// it is a feed to all functions here.
    [[nodiscard]] QFuture<Result<SourceId>> addPage(const QUrl &url, const QString &title,
                                                    const QString &listDescription,
                                                    FolderId folder = {});
    /// Follows all feeds of a list in one act, in folders with their titles within `folder`, which
    /// are made where they are missing. Of a feed that stands in several, the first one counts.
    /// Errors: those of addFeed and addFolder; nothing is added then.
    [[nodiscard]] QFuture<Result<FollowedFeeds>> addFeeds(const QList<ListedFeed> &feeds,
                                                          FolderId folder = {});
    /// Takes back in one act what was added: those sources, whatever their kind, as removeSource
    /// does, and those folders that are empty then. What has gone already is passed over.
    [[nodiscard]] QFuture<Result<void>> unfollow(const FollowedFeeds &followed);
    /// Everything that is fetched: pages and collections from the web included. In the order of
    /// their ids.
    [[nodiscard]] QFuture<Result<QList<Feed>>> feeds();
    /// Stores what feeds brought, all in one act: new articles before those that are there, which
    /// stay, whether the feed lists them still or not. Rules are applied to new articles. (But of a
    /// collection, what storeCollection() says, and no rules.) A feed
    /// that has been removed meanwhile is passed over. An article is told by the publisher's id, or
    /// else by its address; one without a date gets the time it came, and so does one that claims
    /// to be from the future.
    [[nodiscard]] QFuture<Result<QList<FeedOutcome>>> storeFeeds(const QList<IncomingFeed> &feeds);
    /// Notes checks that brought nothing.
    [[nodiscard]] QFuture<Result<void>> recordChecks(const QList<FeedCheck> &checks);
    /// Data/NotFound for a source that is no feed. Makes it due at once.
    [[nodiscard]] QFuture<Result<void>> setFeedSettings(SourceId source,
                                                        const FeedSettings &settings);
    /// An image file's bytes; empty: it has none. Data/NotFound for an unknown source.
    [[nodiscard]] QFuture<Result<void>> setSourceIcon(SourceId source, const QByteArray &image);
    /// Of those that have one.
    [[nodiscard]] QFuture<Result<QHash<SourceId, QByteArray>>> sourceIcons();

    /// In the order they are applied.
    [[nodiscard]] QFuture<Result<QList<ArrivalRule>>> rules();
    /// Replaces the rule with its id, or adds it as the last one when it has none; answers with its
    /// id. Data/Malformed for a query without words or conditions, or one that does nothing.
    [[nodiscard]] QFuture<Result<RuleId>> saveRule(const ArrivalRule &rule);
    [[nodiscard]] QFuture<Result<void>> removeRule(RuleId rule);
    /// These first, in this order; rules not named stay in theirs, behind them. Names of rules that
    /// are gone are passed over.
    [[nodiscard]] QFuture<Result<void>> arrangeRules(const QList<RuleId> &order);

    [[nodiscard]] QFuture<Result<QList<SavedSearch>>> savedSearches();
    /// Keeps a query, after the others. Without a title, it gets the text as one. Data/Malformed
    /// when the text is blank.
    [[nodiscard]] QFuture<Result<SavedSearch>> saveSearch(const QString &title,
                                                          const QString &text);
    /// Data/NotFound when it has gone, Data/Malformed when the title is blank.
    [[nodiscard]] QFuture<Result<void>> renameSavedSearch(SearchId search, const QString &title);
    /// Data/NotFound when it has gone.
    [[nodiscard]] QFuture<Result<void>> removeSavedSearch(SearchId search);

    /// Adds the bookmark, or returns the one that is there already, unchanged. Data/Malformed when
    /// the URL is not that of a page (empty, relative, invalid).
    [[nodiscard]] QFuture<Result<Bookmark>> addBookmark(const BookmarkRequest &request);
    /// Returns the removed bookmark, whole, for Undo; empty when there was none.
    [[nodiscard]] QFuture<Result<std::optional<Bookmark>>> removeBookmark(const QUrl &url);
    /// Puts a removed bookmark back with its dates, note and tags (its id may be new). One that was
    /// added meanwhile gives way to it.
    [[nodiscard]] QFuture<Result<Bookmark>> restoreBookmark(const Bookmark &bookmark);
    /// Replaces title, note and tags of the bookmark with `bookmark.id`; Data/NotFound when it has
    /// gone.
    [[nodiscard]] QFuture<Result<void>> editBookmark(const Bookmark &bookmark);
    [[nodiscard]] QFuture<Result<std::optional<Bookmark>>> bookmarkAt(const QUrl &url);
    [[nodiscard]] QFuture<Result<QList<Bookmark>>> bookmarks();

    /// Data/Malformed for a highlight of nothing, or when the URL is not that of a page.
    [[nodiscard]] QFuture<Result<Highlight>> addHighlight(const HighlightRequest &request);
    /// Returns the removed highlight, whole, for Undo; empty when it has gone.
    [[nodiscard]] QFuture<Result<std::optional<Highlight>>> removeHighlight(HighlightId highlight);
    /// Puts a removed highlight back with its dates. Its id is new.
    [[nodiscard]] QFuture<Result<Highlight>> restoreHighlight(const Highlight &highlight);
    /// Replaces colour and note of the highlight with `highlight.id`; Data/NotFound when it has
    /// gone.
    [[nodiscard]] QFuture<Result<void>> editHighlight(const Highlight &highlight);
    /// Whether these were found in their page when it was shown.
    [[nodiscard]] QFuture<Result<void>> setHighlightsFound(const QList<HighlightId> &highlights,
                                                           bool wasFound);
    /// Of one page, in the order in which they stand there; those without a position come last.
    [[nodiscard]] QFuture<Result<QList<Highlight>>> highlightsAt(const QUrl &url);
    /// Newest first.
    [[nodiscard]] QFuture<Result<QList<Highlight>>> highlights();

    /// Keeps what is known of an offline copy, instead of what was known before; its article and,
    /// for a page that the library knows, its title are as the library has them. The file is the
    /// caller's. Data/Malformed when the URL is not that of a page.
    [[nodiscard]] QFuture<Result<OfflineCopy>> setOfflineCopy(const OfflineCopy &copy);
    /// Returns what was known of it, so that the caller can remove the file; empty when there was
    /// none.
    [[nodiscard]] QFuture<Result<std::optional<OfflineCopy>>> removeOfflineCopy(const QUrl &url);
    [[nodiscard]] QFuture<Result<std::optional<OfflineCopy>>> offlineCopyAt(const QUrl &url);
    /// Newest first, without their texts.
    [[nodiscard]] QFuture<Result<QList<OfflineCopy>>> offlineCopies();

    [[nodiscard]] QFuture<Result<void>> setRead(const QList<ArticleId> &articles, bool isRead);

    /// How an article is to be shown that is opened from this source (which may be none). Any
    /// address may be asked for, listed or not.
    [[nodiscard]] QFuture<Result<ReadingChoices>> readingChoices(const QUrl &article,
                                                                 SourceId source);
    /// Kept for any address, listed or not. Data/Malformed as for addBookmark. Sends no change.
    [[nodiscard]] QFuture<Result<void>> setReadingPlace(const QUrl &url, ReadingView view,
                                                        const ReadingPlace &place);
    /// Remembers the view for the article's site, if it has one, and for `source` (which may be
    /// none) if that is a feed or a page. A change is sent when the source had another one.
    [[nodiscard]] QFuture<Result<void>> chooseView(const QUrl &article, SourceId source,
                                                   ReadingView view);
    /// How large pages of this page's site are shown, 1 being their own size; absent or 1: as they
    /// are. Data/Malformed for 0 and less. Of an address without a site nothing is kept. Sends no
    /// change.
    [[nodiscard]] QFuture<Result<void>> setZoom(const QUrl &page, std::optional<double> factor);

    [[nodiscard]] QFuture<Result<LibraryStatistics>> statistics();
    /// All tags of bookmarks and articles, in the order of their names.
    [[nodiscard]] QFuture<Result<QList<TagUse>>> tags();

    /// Makes a verified copy of the library in the folder of backups.
    [[nodiscard]] QFuture<Result<LibraryBackup>> backUp();
    /// Newest first. Does not need the library to be open.
    [[nodiscard]] QFuture<Result<QList<LibraryBackup>>> backups();

    // Rescue. These work when opening failed because the file is damaged (Data/Damaged), too; and
    // when open() was not called, they do that first.

    /// Reads everything and says what is wrong, changing nothing. What is damaged beyond being
    /// opened is a finding as well; other reasons why open() failed are errors.
    [[nodiscard]] QFuture<Result<LibraryExamination>> examine();
    /// Examines, and mends what can be mended without losing anything. Acts wait meanwhile.
    [[nodiscard]] QFuture<Result<LibraryExamination>> mend();
    /// Puts a backup (or a whole library from elsewhere, with its -wal file beside it, if any) in
    /// the place of the library, and opens it. The former one is set aside, untouched; answers with
    /// the folder it is in then, empty when there was none. A file that is no library of ours, a
    /// damaged or a newer one is refused as open() would; Environment/NotFound. Environment/Locked
    /// while another process has the library open. Sends a change of everything.
    [[nodiscard]] QFuture<Result<QString>> restore(const QString &path);
    /// Makes a new library of all that can still be read of the present one, sets that aside
    /// untouched, and opens the new one. Environment/Locked as for restore(); Data/Damaged when
    /// nothing can be read. Sends a change of everything.
    [[nodiscard]] QFuture<Result<LibrarySalvage>> salvage();

signals:
    void changed(const lectern::LibraryChange &change);
    /// The check after opening found the file damaged (Data/Damaged, or what kept it from being
    /// read). What can be read still is; the reader should know, and keep a copy of the file.
    void damageFound(const lectern::Error &error);
    /// The daily backup could not be made. It is tried again every hour.
    void dailyBackupFailed(const lectern::Error &error);

private:
    [[nodiscard]] QFuture<Result<SourceId>> follow(const NewFeed &feed);

    const Clock m_now;
    std::unique_ptr<LibraryWorker> m_worker;
};

} // namespace lectern
