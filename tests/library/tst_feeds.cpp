// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/answers.h"
#include "library/testclock.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;
using namespace std::chrono_literals;

/// Feeds in the library: what they bring, how fetching them goes, rules for what arrives.
class TestFeeds final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void add_isListedAndAnnounced();
    void add_knownAddress_isTheSame();
    void addPage_isFollowedLikeAFeed_withItsList();
    void addFeeds_ofAList_makesFoldersAndSkipsKnownOnes();
    void unfollow_takesBackWhatWasAdded_andOnlyThat();
    void add_noWebAddress_isRefused_data();
    void add_noWebAddress_isRefused();
    void store_newArticles_comeBeforeTheOthers_whichStay();
    void store_changedArticle_isUpdatedAndKeepsItsState();
    void store_sameItemAtAnotherAddress_isTheSameArticle();
    void store_idsThatRepeat_doNotTell();
    void store_withoutDate_hasTheTimeItCame();
    void store_fromTheFuture_hasTheTimeItCame();
    void store_feedThatHasGone_isPassedOver();
    void store_retention_letsOldOnesGo_andDoesNotBringThemBack();
    void store_sameAgain_announcesNoNewList();
    void store_articleOfACollection_isOneArticle();
    void checks_failing_areCountedSinceTheFirst();
    void checks_unchanged_keepValidators();
    void checks_moved_areFetchedFromThere();
    void settings_areKept_andMakeItDue();
    void icons_areKept();
    void ownTitle_isShownAndFound();
    void muted_staysOutOfAllAndUnread();
    void all_feedsComeFirst_byTime();
    void rules_actOnArrivingArticles();
    void rules_hidden_stayHidden_andAreNotFound();
    void rules_ofOneSource_leaveOthersAlone();
    void rules_arranged_areAppliedInThatOrder();
    void rules_malformed_areRefused_data();
    void rules_malformed_areRefused();
    void remove_takesAllOfIt();
    void salvage_keepsFeedsFoldersAndRules();

private:
    SourceId add(const QString &host);
    [[nodiscard]] static IncomingArticle item(const QString &url, const QString &title,
                                              const QString &published = {});
    /// Due a minute later.
    [[nodiscard]] static FeedCheck checkOf(SourceId feed, const QDateTime &at);
    [[nodiscard]] IncomingFeed delivery(SourceId feed, const QList<IncomingArticle> &articles);
    FeedOutcome store(SourceId feed, const QList<IncomingArticle> &articles);
    [[nodiscard]] QStringList titlesIn(const Scope &scope);
    [[nodiscard]] Feed feedOf(SourceId source);
    [[nodiscard]] Source sourceOf(SourceId source);
    [[nodiscard]] Post postAt(const QString &url);
    [[nodiscard]] int found(const QString &text);

    std::unique_ptr<QTemporaryDir> m_folder;
    TestClock m_clock{QDateTime()};
    std::unique_ptr<Library> m_library;
};

void TestFeeds::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_library.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = TestClock(QDateTime::fromString(u"2026-06-15T12:00:00Z"_s, Qt::ISODate));
    m_library =
        std::make_unique<Library>(Locations::under(m_folder->path()), nullptr, m_clock.clock());
    QCOMPARE(codeOf(m_library->open()), u"ok"_s);
}

SourceId TestFeeds::add(const QString &host)
{
    return valueOf(m_library->addFeed(QUrl(u"https://%1/feed"_s.arg(host)), host));
}

IncomingArticle TestFeeds::item(const QString &url, const QString &title, const QString &published)
{
    IncomingArticle article = incomingArticle(url);
    article.title = title;
    if (!published.isEmpty())
        article.published = QDateTime::fromString(published, Qt::ISODate);
    return article;
}

IncomingFeed TestFeeds::delivery(SourceId feed, const QList<IncomingArticle> &articles)
{
    IncomingFeed incoming;
    incoming.articles = articles;
    incoming.contentHash = "hash";
    incoming.check.source = feed;
    incoming.check.at = m_clock.now();
    incoming.check.due = incoming.check.at.addSecs(3600);
    incoming.check.elapsed = 120ms;
    incoming.check.validators = FeedValidators{QUrl(u"https://a.example/feed"_s), "\"tag\"", "Mon"};
    return incoming;
}

FeedCheck TestFeeds::checkOf(SourceId feed, const QDateTime &at)
{
    FeedCheck check;
    check.source = feed;
    check.at = at;
    check.due = at.addSecs(60);
    return check;
}

FeedOutcome TestFeeds::store(SourceId feed, const QList<IncomingArticle> &articles)
{
    const auto outcomes = valueOf(m_library->storeFeeds({delivery(feed, articles)}));
    return outcomes.size() == 1 ? outcomes.first() : FeedOutcome();
}

QStringList TestFeeds::titlesIn(const Scope &scope)
{
    const auto ids = valueOf(m_library->order(scope, PostSort::ListOrder));
    QStringList titles;
    for (const Post &post : valueOf(m_library->posts(ids, scope)))
        titles.append(post.title);
    return titles;
}

Feed TestFeeds::feedOf(SourceId source)
{
    for (const Feed &feed : valueOf(m_library->feeds())) {
        if (feed.source == source)
            return feed;
    }
    QTest::qFail("no such feed", __FILE__, __LINE__);
    return {};
}

Source TestFeeds::sourceOf(SourceId id)
{
    for (const Source &source : valueOf(m_library->counts()).sources) {
        if (source.id == id)
            return source;
    }
    QTest::qFail("no such source", __FILE__, __LINE__);
    return {};
}

Post TestFeeds::postAt(const QString &url)
{
    const auto post = valueOf(m_library->postAt(QUrl(url)));
    if (!post)
        QTest::qFail(qPrintable(u"no post at "_s + url), __FILE__, __LINE__);
    return post.value_or(Post());
}

int TestFeeds::found(const QString &text)
{
    SearchRequest request;
    request.text = text;
    return valueOf(m_library->search(request)).total;
}

void TestFeeds::add_isListedAndAnnounced()
{
    QCoreApplication::sendPostedEvents();
    QSignalSpy changes(m_library.get(), &Library::changed);
    const SourceId id =
        valueOf(m_library->addFeed(QUrl(u"https://a.example/feed"_s), u"  A  feed "_s));
    QCoreApplication::sendPostedEvents();
    QCOMPARE(changes.size(), 1);
    const auto change = changes.first().first().value<LibraryChange>();
    QVERIFY(change.sourcesChanged && change.feedsChanged);
    const Source source = sourceOf(id);
    QCOMPARE(source.kind, SourceKind::Feed);
    QCOMPARE(source.title, u"A feed"_s);
    QVERIFY(!source.isBuiltIn && !source.isMuted && !source.isFailing);
    const Feed feed = feedOf(id);
    QCOMPARE(feed.url, QUrl(u"https://a.example/feed"_s));
    QCOMPARE(feed.address, feed.url);
    QCOMPARE(feed.checked, std::nullopt);
    QCOMPARE(feed.due, std::nullopt);
    QVERIFY(!feed.hasIcon);
    // Without a title, the name of the host has to do.
    QCOMPARE(sourceOf(valueOf(m_library->addFeed(QUrl(u"https://b.example/"_s), {}))).title,
             u"b.example"_s);
}

void TestFeeds::add_knownAddress_isTheSame()
{
    const SourceId first = add(u"a.example"_s);
    QCoreApplication::sendPostedEvents();
    QSignalSpy changes(m_library.get(), &Library::changed);
    QCOMPARE(add(u"a.example"_s), first);
    FeedCheck moved = checkOf(first, m_clock.now());
    moved.movedTo = QUrl(u"https://new.example/feed"_s);
    QCOMPARE(codeOf(m_library->recordChecks({moved})), u"ok"_s);
    QCOMPARE(add(u"new.example"_s), first);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(changes.size(), 1); // of the check
    QCOMPARE(valueOf(m_library->feeds()).size(), 1);
}

void TestFeeds::addPage_isFollowedLikeAFeed_withItsList()
{
    const QUrl url(u"https://a.example/posts"_s);
    const SourceId id = valueOf(m_library->addPage(url, u"Posts"_s, u"{\"label\":\"1\"}"_s));
    QCOMPARE(sourceOf(id).kind, SourceKind::Page);
    QCOMPARE(feedOf(id).kind, SourceKind::Page);
    QCOMPARE(feedOf(id).listDescription, u"{\"label\":\"1\"}"_s);
    // What it is known by may change with what it brings; without that it stays.
    const QList<IncomingArticle> posts{item(u"https://a.example/2"_s, u"two"_s),
                                       item(u"https://a.example/1"_s, u"one"_s)};
    IncomingFeed incoming;
    incoming.articles = posts;
    incoming.listDescription = u"{\"label\":\"2\"}"_s;
    incoming.check = checkOf(id, m_clock.now());
    QCOMPARE(valueOf(m_library->storeFeeds({incoming})).first().added, 2);
    QCOMPARE(store(id, posts.first(1)).added, 0);
    QCOMPARE(feedOf(id).listDescription, u"{\"label\":\"2\"}"_s);
    QCOMPARE(titlesIn({Scope::Kind::Source, id}), QStringList({u"two"_s, u"one"_s}));
    // A feed has none, whatever it brings.
    const SourceId feed = add(u"b.example"_s);
    incoming.check = checkOf(feed, m_clock.now());
    QCOMPARE(valueOf(m_library->storeFeeds({incoming})).size(), 1);
    QCOMPARE(feedOf(feed).listDescription, QString());
    QCOMPARE(feedOf(feed).kind, SourceKind::Feed);
    QCOMPARE(codeOf(m_library->removeSource(id)), u"ok"_s);
    QCOMPARE(valueOf(m_library->addPage(url, u"Posts"_s, {})).value() == id.value(), false);
}

void TestFeeds::addFeeds_ofAList_makesFoldersAndSkipsKnownOnes()
{
    const SourceId known = valueOf(m_library->addFeed(QUrl(u"https://k.example/"_s), u"K"_s));
    const FolderId tech = valueOf(m_library->addFolder(u"Tech"_s, {}));
    QCoreApplication::sendPostedEvents();
    QSignalSpy changes(m_library.get(), &Library::changed);
    const auto done = valueOf(
        m_library->addFeeds({{QUrl(u"https://a.example/"_s), u"A"_s, {u"Tech"_s, u" C++ "_s}},
                             {QUrl(u"https://k.example/"_s), u"Other"_s, {u"Tech"_s}},
                             {QUrl(u"https://b.example/"_s), {}, {}},
                             {QUrl(u"https://a.example/"_s), u"A"_s, {u"Twice"_s}},
                             {QUrl(u"https://c.example/"_s), u"C"_s, {u"Tech"_s, u"C++"_s}}}));
    QCoreApplication::sendPostedEvents();
    QCOMPARE(changes.size(), 1);
    QCOMPARE(done.added.size(), 3);
    QCOMPARE(done.known, QList<SourceId>{known});
    QCOMPARE(done.folders.size(), 1);
    const LibraryCounts counts = valueOf(m_library->counts());
    QCOMPARE(counts.folders.size(), 2);
    const FolderId cpp = done.folders.first();
    for (const Folder &folder : counts.folders) {
        if (folder.id == cpp)
            QCOMPARE(folder.parent, tech);
    }
    QCOMPARE(sourceOf(done.added.at(0)).folder, cpp);
    QCOMPARE(sourceOf(done.added.at(2)).folder, cpp);
    QCOMPARE(sourceOf(done.added.at(1)).title, u"b.example"_s);
    QCOMPARE(sourceOf(known).title, u"K"_s);
    QCOMPARE(feedOf(done.added.at(0)).due, std::nullopt);
    // All or nothing.
    QCOMPARE(codeOf(m_library->addFeeds(
                 {{QUrl(u"https://d.example/"_s), {}, {}}, {QUrl(u"ftp://e.example/"_s), {}, {}}})),
             u"Data/Malformed"_s);
    QCOMPARE(valueOf(m_library->counts()).sources.size(), 4);
}

void TestFeeds::unfollow_takesBackWhatWasAdded_andOnlyThat()
{
    const SourceId mine = add(u"k.example"_s);
    const auto done = valueOf(
        m_library->addFeeds({{QUrl(u"https://a.example/"_s), u"A"_s, {u"Outer"_s, u"Inner"_s}},
                             {QUrl(u"https://b.example/"_s), u"B"_s, {u"Used"_s}},
                             {QUrl(u"https://c.example/"_s), u"C"_s, {}}}));
    QCOMPARE(done.folders.size(), 3);
    // Meanwhile one has gone, and a folder is of use.
    QCOMPARE(codeOf(m_library->removeSource(done.added.last())), u"ok"_s);
    QCOMPARE(codeOf(m_library->placeSource(mine, done.folders.last(), 0)), u"ok"_s);
    QCoreApplication::sendPostedEvents();
    QSignalSpy changes(m_library.get(), &Library::changed);
    QCOMPARE(codeOf(m_library->unfollow(done)), u"ok"_s);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(changes.size(), 1);
    const LibraryCounts counts = valueOf(m_library->counts());
    QCOMPARE(counts.sources.size(), 1);
    QCOMPARE(counts.sources.first().id, mine);
    QCOMPARE(counts.folders.size(), 1);
    QCOMPARE(counts.folders.first().title, u"Used"_s);
    QCOMPARE(codeOf(m_library->unfollow(done)), u"ok"_s);
}

void TestFeeds::add_noWebAddress_isRefused_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("file") << u"file:///etc/passwd"_s;
    QTest::newRow("own") << u"lectern://guide/feed"_s;
    QTest::newRow("no host") << u"https:///feed"_s;
    QTest::newRow("nothing") << QString();
    QTest::newRow("relative") << u"feed.xml"_s;
}

void TestFeeds::add_noWebAddress_isRefused()
{
    QFETCH(const QString, url);
    QCOMPARE(codeOf(m_library->addFeed(QUrl(url), u"x"_s)), u"Data/Malformed"_s);
    QVERIFY(valueOf(m_library->feeds()).isEmpty());
}

void TestFeeds::store_newArticles_comeBeforeTheOthers_whichStay()
{
    const SourceId id = add(u"a.example"_s);
    const auto first = store(
        id, {item(u"https://a.example/2"_s, u"two"_s), item(u"https://a.example/1"_s, u"one"_s)});
    QCOMPARE(first.added, 2);
    QCOMPARE(first.title, u"a.example"_s);
    const auto second = store(id,
                              {item(u"https://a.example/4"_s, u"four"_s),
                               item(u"https://a.example/3"_s, u"three"_s),
                               item(u"https://a.example/2"_s, u"two"_s)});
    QCOMPARE(second.added, 2);
    QCOMPARE(second.updated, 0);
    QCOMPARE(titlesIn({Scope::Kind::Source, id}),
             QStringList({u"four"_s, u"three"_s, u"two"_s, u"one"_s}));
    QCOMPARE(sourceOf(id).postCount, 4);
    QCOMPARE(feedOf(id).changed, std::optional(m_clock.now()));
}

void TestFeeds::store_changedArticle_isUpdatedAndKeepsItsState()
{
    const SourceId id = add(u"a.example"_s);
    store(id, {item(u"https://a.example/1"_s, u"one"_s, u"2026-01-01T00:00:00Z"_s)});
    QCOMPARE(codeOf(m_library->setRead({postAt(u"https://a.example/1"_s).id}, true)), u"ok"_s);
    QVERIFY(found(u"corrected"_s) == 0);
    const auto outcome =
        store(id, {item(u"https://a.example/1"_s, u"one, corrected"_s, u"2026-01-01T00:00:00Z"_s)});
    QCOMPARE(outcome.added, 0);
    QCOMPARE(outcome.updated, 1);
    const Post post = postAt(u"https://a.example/1"_s);
    QCOMPARE(post.title, u"one, corrected"_s);
    QVERIFY(post.isRead);
    QCOMPARE(found(u"corrected"_s), 1);
}

void TestFeeds::store_sameItemAtAnotherAddress_isTheSameArticle()
{
    const SourceId id = add(u"a.example"_s);
    IncomingArticle article = item(u"https://a.example/slug"_s, u"one"_s);
    article.itemId = u"tag:1"_s;
    store(id, {article});
    const Post before = postAt(u"https://a.example/slug"_s);
    QCOMPARE(codeOf(m_library->addBookmark(requestFor(u"https://a.example/slug"_s))), u"ok"_s);
    article.url = QUrl(u"https://a.example/better-slug"_s);
    const auto outcome = store(id, {article});
    QCOMPARE(outcome.added, 0);
    const Post after = postAt(u"https://a.example/better-slug"_s);
    QCOMPARE(after.id, before.id);
    QVERIFY(after.isBookmarked);
    QCOMPARE(after.url, article.url);
    QCOMPARE(valueOf(m_library->postAt(QUrl(u"https://a.example/slug"_s))), std::nullopt);

    // Unless there is another article already.
    IncomingArticle other = item(u"https://a.example/other"_s, u"two"_s);
    store(id, {other});
    article.url = other.url;
    store(id, {article});
    QCOMPARE(postAt(u"https://a.example/better-slug"_s).id, before.id);
    QVERIFY(postAt(u"https://a.example/other"_s).id != before.id);
}

void TestFeeds::store_idsThatRepeat_doNotTell()
{
    const SourceId id = add(u"a.example"_s);
    QList<IncomingArticle> articles;
    for (const QString &name : {u"1"_s, u"2"_s, u"3"_s}) {
        articles.append(item(u"https://a.example/"_s + name, name));
        articles.last().itemId = u"always the same"_s;
    }
    store(id, articles.first(2));
    const auto outcome = store(id, articles);
    QCOMPARE(outcome.added, 1);
    QCOMPARE(sourceOf(id).postCount, 3);
    QCOMPARE(store(id, articles).added, 0);
}

void TestFeeds::store_withoutDate_hasTheTimeItCame()
{
    const SourceId id = add(u"a.example"_s);
    const QDateTime came = m_clock.now();
    store(id, {item(u"https://a.example/1"_s, u"one"_s)});
    QCOMPARE(postAt(u"https://a.example/1"_s).published, std::optional(came));
    m_clock.addDays(1);
    const auto outcome = store(id, {item(u"https://a.example/1"_s, u"one"_s)});
    QCOMPARE(outcome.updated, 0);
    QCOMPARE(postAt(u"https://a.example/1"_s).published, std::optional(came));
}

void TestFeeds::store_fromTheFuture_hasTheTimeItCame()
{
    const SourceId id = add(u"a.example"_s);
    const QDateTime came = m_clock.now();
    store(id, {item(u"https://a.example/1"_s, u"one"_s, u"2099-01-01T00:00:00Z"_s)});
    QCOMPARE(postAt(u"https://a.example/1"_s).published, std::optional(came));
    const auto outcome =
        store(id, {item(u"https://a.example/1"_s, u"one"_s, u"2099-01-01T00:00:00Z"_s)});
    QCOMPARE(outcome.updated, 0);
}

void TestFeeds::store_feedThatHasGone_isPassedOver()
{
    const SourceId gone = add(u"gone.example"_s);
    const SourceId id = add(u"a.example"_s);
    QCOMPARE(codeOf(m_library->removeSource(gone)), u"ok"_s);
    const auto outcomes =
        valueOf(m_library->storeFeeds({delivery(gone, {item(u"https://gone.example/1"_s, u"x"_s)}),
                                       delivery(id, {item(u"https://a.example/1"_s, u"one"_s)})}));
    QCOMPARE(outcomes.size(), 1);
    QCOMPARE(outcomes.first().source, id);
    QCOMPARE(valueOf(m_library->postAt(QUrl(u"https://gone.example/1"_s))), std::nullopt);
    FeedCheck check = checkOf(gone, m_clock.now());
    QCOMPARE(codeOf(m_library->recordChecks({check})), u"ok"_s);
    QCOMPARE(valueOf(m_library->feeds()).size(), 1);
}

void TestFeeds::store_retention_letsOldOnesGo_andDoesNotBringThemBack()
{
    const SourceId id = add(u"a.example"_s);
    const QList<IncomingArticle> articles{
        item(u"https://a.example/3"_s, u"three"_s, u"2026-03-03T00:00:00Z"_s),
        item(u"https://a.example/2"_s, u"two"_s, u"2026-02-02T00:00:00Z"_s),
        item(u"https://a.example/1"_s, u"one"_s, u"2026-01-01T00:00:00Z"_s)};
    store(id, articles);
    QCOMPARE(codeOf(m_library->setRetention(id, {Retention::Kind::Newest, 2})), u"ok"_s);
    QCOMPARE(titlesIn({Scope::Kind::Source, id}), QStringList({u"three"_s, u"two"_s}));
    QCOMPARE(store(id, articles).added, 0);
    QCOMPARE(titlesIn({Scope::Kind::Source, id}), QStringList({u"three"_s, u"two"_s}));
}

void TestFeeds::store_sameAgain_announcesNoNewList()
{
    const SourceId id = add(u"a.example"_s);
    store(id, {item(u"https://a.example/1"_s, u"one"_s)});
    QCoreApplication::sendPostedEvents();
    QSignalSpy changes(m_library.get(), &Library::changed);
    store(id, {item(u"https://a.example/1"_s, u"one"_s)});
    QCoreApplication::sendPostedEvents();
    QCOMPARE(changes.size(), 1);
    const auto change = changes.first().first().value<LibraryChange>();
    QVERIFY(!change.sourcesChanged && change.feedsChanged);
}

void TestFeeds::store_articleOfACollection_isOneArticle()
{
    QCOMPARE(codeOf(m_library->storeCollection(
                 incomingCollection(u"list"_s, {u"https://a.example/1"_s}))),
             u"ok"_s);
    const SourceId id = add(u"a.example"_s);
    store(id, {item(u"https://a.example/1?utm_source=rss"_s, u"one"_s)});
    QCOMPARE(valueOf(m_library->counts()).posts, 1);
    // As the collection, which has it longer, describes it.
    QCOMPARE(postAt(u"https://a.example/1"_s).title, u"Title 1"_s);
    QCOMPARE(sourceOf(id).postCount, 1);
}

void TestFeeds::checks_failing_areCountedSinceTheFirst()
{
    const SourceId id = add(u"a.example"_s);
    const QDateTime start = m_clock.now();
    FeedCheck check = checkOf(id, start);
    check.elapsed = 15s;
    check.failure = FeedFailure{{ErrorKind::Data, ErrorCode::Malformed, u"no feed: at all"_s}, 200};
    QCOMPARE(codeOf(m_library->recordChecks({check})), u"ok"_s);
    check.at = start.addSecs(60);
    check.failure->httpStatus.reset();
    QCOMPARE(codeOf(m_library->recordChecks({check})), u"ok"_s);
    const Feed failing = feedOf(id);
    QCOMPARE(failing.failures, 2);
    QCOMPARE(failing.failingSince, std::optional(start));
    QCOMPARE(failing.checked, std::optional(start.addSecs(60)));
    QCOMPARE(failing.succeeded, std::nullopt);
    QCOMPARE(failing.failure, check.failure);
    QCOMPARE(failing.elapsed, std::optional<std::chrono::milliseconds>(15s));
    QVERIFY(sourceOf(id).isFailing);

    store(id, {});
    const Feed working = feedOf(id);
    QCOMPARE(working.failures, 0);
    QCOMPARE(working.failingSince, std::nullopt);
    QCOMPARE(working.failure, std::nullopt);
    QCOMPARE(working.succeeded, std::optional(start));
    QVERIFY(!sourceOf(id).isFailing);
}

void TestFeeds::checks_unchanged_keepValidators()
{
    const SourceId id = add(u"a.example"_s);
    store(id, {item(u"https://a.example/1"_s, u"one"_s)});
    const QDateTime later = m_clock.now().addSecs(500);
    FeedCheck check = checkOf(id, later);
    check.elapsed = 5ms;
    QCOMPARE(codeOf(m_library->recordChecks({check})), u"ok"_s);
    Feed feed = feedOf(id);
    QCOMPARE(feed.validators,
             (FeedValidators{QUrl(u"https://a.example/feed"_s), "\"tag\"", "Mon"}));
    QCOMPARE(feed.contentHash, QByteArray("hash"));
    QCOMPARE(feed.succeeded, std::optional(later));
    QCOMPARE(feed.changed, std::optional(m_clock.now()));
    QCOMPARE(feed.due, std::optional(later.addSecs(60)));
    // Both or none: what the new answer lacks is not taken from the old one.
    check.wishes = FeedWishes{2h, {0, 1, 23}, {6, 7}};
    QCOMPARE(codeOf(m_library->recordChecks({check})), u"ok"_s);
    check.wishes.reset();
    check.validators = FeedValidators{QUrl(u"https://a.example/new"_s), {}, "Tue"};
    QCOMPARE(codeOf(m_library->recordChecks({check})), u"ok"_s);
    feed = feedOf(id);
    QCOMPARE(feed.validators, (FeedValidators{QUrl(u"https://a.example/new"_s), {}, "Tue"}));
    QCOMPARE(feed.wishes, (FeedWishes{2h, {0, 1, 23}, {6, 7}}));
}

void TestFeeds::checks_moved_areFetchedFromThere()
{
    const SourceId id = add(u"a.example"_s);
    IncomingFeed incoming = delivery(id, {});
    incoming.check.movedTo = QUrl(u"https://b.example/atom"_s);
    incoming.title = u"New name"_s;
    incoming.homePage = QUrl(u"https://b.example/"_s);
    QCOMPARE(codeOf(m_library->storeFeeds({incoming})), u"ok"_s);
    const Feed feed = feedOf(id);
    QCOMPARE(feed.url, QUrl(u"https://a.example/feed"_s));
    QCOMPARE(feed.address, QUrl(u"https://b.example/atom"_s));
    QCOMPARE(feed.title, u"New name"_s);
    QCOMPARE(feed.homePage, QUrl(u"https://b.example/"_s));
    QCOMPARE(found(u"source:name"_s), 0);
    store(id, {item(u"https://b.example/1"_s, u"one"_s)});
    QCOMPARE(found(u"source:name"_s), 1);
}

void TestFeeds::settings_areKept_andMakeItDue()
{
    const SourceId id = add(u"a.example"_s);
    store(id, {});
    QVERIFY(feedOf(id).due);
    const FeedSettings settings{2h, u"Agent/1"_s, {u"X-Key: a b"_s, u"Accept: x"_s}, u"me"_s};
    QCOMPARE(codeOf(m_library->setFeedSettings(id, settings)), u"ok"_s);
    QCOMPARE(feedOf(id).settings, settings);
    QCOMPARE(feedOf(id).due, std::nullopt);
    QCOMPARE(codeOf(m_library->setFeedSettings(SourceId(99), settings)), u"Data/NotFound"_s);
}

void TestFeeds::icons_areKept()
{
    const SourceId id = add(u"a.example"_s);
    const SourceId other = add(u"b.example"_s);
    QCOMPARE(codeOf(m_library->setSourceIcon(id, QByteArray("png"))), u"ok"_s);
    QCOMPARE(codeOf(m_library->setSourceIcon(other, {})), u"ok"_s);
    QCOMPARE(codeOf(m_library->setSourceIcon(SourceId(99), {})), u"Data/NotFound"_s);
    QCOMPARE(valueOf(m_library->sourceIcons()),
             (QHash<SourceId, QByteArray>{{id, QByteArray("png")}}));
    QVERIFY(feedOf(other).hasIcon); // looked for, and none found
}

void TestFeeds::ownTitle_isShownAndFound()
{
    const SourceId id = add(u"a.example"_s);
    store(id, {item(u"https://a.example/1"_s, u"one"_s)});
    QCOMPARE(codeOf(m_library->setSourceSettings(id, {u" My  name "_s, false, true})), u"ok"_s);
    const Source source = sourceOf(id);
    QCOMPARE(source.title, u"My name"_s);
    QCOMPARE(source.ownTitle, u"My name"_s);
    QVERIFY(source.isAnnounced);
    QVERIFY(feedOf(id).isAnnounced);
    QCOMPARE(postAt(u"https://a.example/1"_s).sourceTitle, u"My name"_s);
    QCOMPARE(found(u"source:name"_s), 1);
    QCOMPARE(store(id, {}).title, u"My name"_s);
    QCOMPARE(codeOf(m_library->setSourceSettings(id, {})), u"ok"_s);
    QCOMPARE(sourceOf(id).title, u"a.example"_s);
    QCOMPARE(codeOf(m_library->setSourceSettings(SourceId(99), {})), u"Data/NotFound"_s);
}

void TestFeeds::muted_staysOutOfAllAndUnread()
{
    const SourceId loud = add(u"loud.example"_s);
    const SourceId quiet = add(u"quiet.example"_s);
    store(loud,
          {item(u"https://loud.example/1"_s, u"loud"_s),
           item(u"https://both.example/"_s, u"both"_s)});
    store(quiet,
          {item(u"https://quiet.example/1"_s, u"quiet"_s),
           item(u"https://both.example/"_s, u"both"_s)});
    QCOMPARE(valueOf(m_library->counts()).posts, 3);
    QCOMPARE(codeOf(m_library->setSourceSettings(loud, {{}, true, false})), u"ok"_s);
    QCOMPARE(titlesIn({}), QStringList({u"quiet"_s, u"both"_s}));
    QCOMPARE(titlesIn({Scope::Kind::Unread}), QStringList({u"quiet"_s, u"both"_s}));
    QCOMPARE(valueOf(m_library->order({}, PostSort::Title)).size(), 2);
    QCOMPARE(valueOf(m_library->counts()).posts, 2);
    QCOMPARE(valueOf(m_library->counts()).unread, 2);
    QCOMPARE(codeOf(m_library->setRead({postAt(u"https://loud.example/1"_s).id}, true)), u"ok"_s);
    QCOMPARE(valueOf(m_library->counts()).unread, 2);
    QCOMPARE(titlesIn({Scope::Kind::Source, loud}), QStringList({u"loud"_s, u"both"_s}));
    QCOMPARE(found(u"loud"_s), 1);
}

void TestFeeds::all_feedsComeFirst_byTime()
{
    QCOMPARE(codeOf(m_library->storeCollection(incomingCollection(
                 u"list"_s,
                 {u"https://c.example/1"_s, u"https://a.example/1"_s, u"https://c.example/2"_s}))),
             u"ok"_s);
    const SourceId one = add(u"a.example"_s);
    const SourceId two = add(u"b.example"_s);
    store(one,
          {item(u"https://a.example/2"_s, u"a2"_s, u"2026-03-03T00:00:00Z"_s),
           item(u"https://a.example/1"_s, u"a1"_s, u"2026-01-01T00:00:00Z"_s)});
    store(two, {item(u"https://b.example/1"_s, u"b1"_s, u"2026-02-02T00:00:00Z"_s)});
    const QStringList all{u"a2"_s, u"b1"_s, u"Title 1"_s, u"Title 1"_s, u"Title 2"_s};
    QCOMPARE(titlesIn({}), all);
    const auto whole = valueOf(m_library->order({}, PostSort::ListOrder));
    for (int most = 0; most <= 6; ++most) {
        QCOMPARE(valueOf(m_library->order({}, PostSort::ListOrder, most)),
                 whole.first(std::min<qsizetype>(most, whole.size())));
    }
    QCOMPARE(codeOf(m_library->setRead({whole.at(1)}, true)), u"ok"_s);
    QCOMPARE(titlesIn({Scope::Kind::Unread}).size(), 4);
}

void TestFeeds::rules_actOnArrivingArticles()
{
    ArrivalRule reading;
    reading.query = u"title:weekly"_s;
    reading.marksRead = true;
    ArrivalRule keeping;
    keeping.query = u"author:lovelace"_s;
    keeping.bookmarks = true;
    keeping.tags = {u"to read"_s, u" maths "_s};
    const SourceId id = add(u"a.example"_s);
    store(id, {item(u"https://a.example/0"_s, u"weekly, before"_s)});
    reading.id = valueOf(m_library->saveRule(reading));
    keeping.id = valueOf(m_library->saveRule(keeping));
    keeping.tags = {u"to read"_s, u"maths"_s};
    QCOMPARE(valueOf(m_library->rules()), QList<ArrivalRule>({reading, keeping}));

    IncomingArticle both = item(u"https://a.example/1"_s, u"Weekly notes"_s);
    both.author = u"Ada Lovelace"_s;
    QCoreApplication::sendPostedEvents();
    QSignalSpy changes(m_library.get(), &Library::changed);
    const auto outcome = store(id,
                               {both, item(u"https://a.example/2"_s, u"daily"_s),
                                item(u"https://a.example/0"_s, u"weekly, before"_s)});
    QCoreApplication::sendPostedEvents();
    QCOMPARE(outcome.added, 2);
    QCOMPARE(outcome.hidden, 0);
    QVERIFY(changes.first().first().value<LibraryChange>().bookmarksChanged);
    const Post post = postAt(u"https://a.example/1"_s);
    QVERIFY(post.isRead && post.isBookmarked);
    const auto bookmark = valueOf(m_library->bookmarkAt(post.url));
    QCOMPARE(bookmark->tags, keeping.tags);
    QCOMPARE(bookmark->created, m_clock.now());
    QVERIFY(!postAt(u"https://a.example/0"_s).isRead);
    QVERIFY(!postAt(u"https://a.example/2"_s).isRead);

    reading.query = u"daily"_s;
    QCOMPARE(valueOf(m_library->saveRule(reading)), reading.id);
    QCOMPARE(valueOf(m_library->rules()).first().query, u"daily"_s);
    QCOMPARE(codeOf(m_library->removeRule(reading.id)), u"ok"_s);
    QCOMPARE(valueOf(m_library->rules()).size(), 1);
}

void TestFeeds::rules_hidden_stayHidden_andAreNotFound()
{
    ArrivalRule hiding;
    hiding.query = u"sponsored OR title:\"this week in\""_s;
    hiding.hides = true;
    QCOMPARE(codeOf(m_library->saveRule(hiding)), u"ok"_s);
    ArrivalRule keeping;
    keeping.query = u"title:post"_s;
    keeping.bookmarks = true;
    QCOMPARE(codeOf(m_library->saveRule(keeping)), u"ok"_s);
    const SourceId id = add(u"a.example"_s);
    const QList<IncomingArticle> articles{item(u"https://a.example/1"_s, u"Sponsored post"_s),
                                          item(u"https://a.example/2"_s, u"Honest one"_s),
                                          item(u"https://a.example/3"_s, u"In this week"_s),
                                          item(u"https://a.example/4"_s, u"This week in it"_s)};
    const auto first = store(id, articles);
    QCOMPARE(first.added, 2);
    QCOMPARE(first.hidden, 2);
    for (int again = 0; again < 2; ++again) {
        QCOMPARE(titlesIn({Scope::Kind::Source, id}),
                 QStringList({u"Honest one"_s, u"In this week"_s}));
        QCOMPARE(valueOf(m_library->counts()).posts, 2);
        QCOMPARE(valueOf(m_library->counts()).bookmarks, 0);
        QCOMPARE(found(u"sponsored"_s), 0);
        QCOMPARE(store(id, articles).added, 0);
    }
}

void TestFeeds::rules_ofOneSource_leaveOthersAlone()
{
    const SourceId one = add(u"a.example"_s);
    const SourceId two = add(u"b.example"_s);
    ArrivalRule rule;
    rule.query = u"word"_s;
    rule.source = one;
    rule.marksRead = true;
    QCOMPARE(codeOf(m_library->saveRule(rule)), u"ok"_s);
    store(one, {item(u"https://a.example/1"_s, u"word"_s)});
    store(two, {item(u"https://b.example/1"_s, u"word"_s)});
    QVERIFY(postAt(u"https://a.example/1"_s).isRead);
    QVERIFY(!postAt(u"https://b.example/1"_s).isRead);
    QCOMPARE(codeOf(m_library->removeSource(one)), u"ok"_s);
    QCOMPARE(valueOf(m_library->rules()), QList<ArrivalRule>());
}

void TestFeeds::rules_arranged_areAppliedInThatOrder()
{
    QList<RuleId> ids;
    for (const QString &tag : {u"one"_s, u"two"_s, u"three"_s}) {
        ArrivalRule rule;
        rule.query = u"word"_s;
        rule.bookmarks = true;
        rule.tags = QStringList{tag};
        ids.append(valueOf(m_library->saveRule(rule)));
    }
    const auto order = [this] {
        QStringList tags;
        for (const ArrivalRule &rule : valueOf(m_library->rules()))
            tags.append(rule.tags);
        return tags;
    };
    // The last one is not named, and one is that nobody knows.
    QCOMPARE(codeOf(m_library->arrangeRules({ids.at(1), RuleId(999), ids.at(0)})), u"ok"_s);
    QCOMPARE(order(), QStringList({u"two"_s, u"one"_s, u"three"_s}));
    QCOMPARE(codeOf(m_library->arrangeRules({ids.at(2)})), u"ok"_s);
    QCOMPARE(order(), QStringList({u"three"_s, u"two"_s, u"one"_s}));

    // What is bookmarked already keeps its tags, so the first rule is the one that counts.
    store(add(u"a.example"_s), {item(u"https://a.example/1"_s, u"A word"_s)});
    const auto bookmarks = valueOf(m_library->bookmarks());
    QCOMPARE(bookmarks.size(), 1);
    QCOMPARE(bookmarks.first().tags, QStringList{u"three"_s});
}

void TestFeeds::rules_malformed_areRefused_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("acts");
    QTest::newRow("no words") << u"  "_s << true;
    QTest::newRow("nothing to find") << u"!?"_s << true;
    QTest::newRow("nothing to do") << u"word"_s << false;
}

void TestFeeds::rules_malformed_areRefused()
{
    QFETCH(const QString, query);
    QFETCH(const bool, acts);
    ArrivalRule rule;
    rule.query = query;
    rule.marksRead = acts;
    QCOMPARE(codeOf(m_library->saveRule(rule)), u"Data/Malformed"_s);
    rule.query = u"word"_s;
    rule.marksRead = true;
    rule.id = RuleId(7);
    QCOMPARE(codeOf(m_library->saveRule(rule)), u"Data/NotFound"_s);
    QVERIFY(valueOf(m_library->rules()).isEmpty());
}

void TestFeeds::remove_takesAllOfIt()
{
    const SourceId id = add(u"a.example"_s);
    store(id, {item(u"https://a.example/1"_s, u"one"_s), item(u"https://a.example/2"_s, u"two"_s)});
    QCOMPARE(codeOf(m_library->setSourceIcon(id, QByteArray("png"))), u"ok"_s);
    QCOMPARE(codeOf(m_library->addBookmark(requestFor(u"https://a.example/1"_s))), u"ok"_s);
    QCOMPARE(codeOf(m_library->removeSource(id)), u"ok"_s);
    QVERIFY(valueOf(m_library->feeds()).isEmpty());
    QVERIFY(valueOf(m_library->sourceIcons()).isEmpty());
    QVERIFY(postAt(u"https://a.example/1"_s).isBookmarked);
    QCOMPARE(valueOf(m_library->postAt(QUrl(u"https://a.example/2"_s))), std::nullopt);
    QVERIFY(valueOf(m_library->examine()).findings.isEmpty());
}

void TestFeeds::salvage_keepsFeedsFoldersAndRules()
{
    const FolderId folder = valueOf(m_library->addFolder(u"News"_s, {}));
    const SourceId id =
        valueOf(m_library->addFeed(QUrl(u"https://a.example/feed"_s), u"A"_s, folder));
    store(id, {item(u"https://a.example/1"_s, u"one"_s)});
    QCOMPARE(codeOf(m_library->setSourceIcon(id, QByteArray("png"))), u"ok"_s);
    ArrivalRule rule;
    rule.query = u"word"_s;
    rule.marksRead = true;
    rule.id = valueOf(m_library->saveRule(rule));
    const Feed before = feedOf(id);
    QCOMPARE(codeOf(m_library->salvage()), u"ok"_s);
    QCOMPARE(feedOf(id), before);
    QCOMPARE(valueOf(m_library->counts()).folders.first().title, u"News"_s);
    QCOMPARE(valueOf(m_library->rules()), QList<ArrivalRule>{rule});
    QCOMPARE(valueOf(m_library->sourceIcons()).value(id), QByteArray("png"));
    QVERIFY(valueOf(m_library->examine()).findings.isEmpty());
}

QTEST_GUILESS_MAIN(TestFeeds)
#include "tst_feeds.moc"
