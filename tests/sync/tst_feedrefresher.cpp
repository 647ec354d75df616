// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpserver.h"
#include "support/templibrary.h"
#include "sync/feedrefresher.h"
#include "sync/sourcefinder.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;
using namespace std::chrono_literals;

/// Feeds from a local server into a library.
class FeedRefresherTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void refresh_newFeed_storesWhatItBrings();
    void refresh_again_asksWithValidators_andStoresNothing();
    void refresh_sameBytesWithoutValidators_areNotReadAgain();
    void refresh_newItems_areAdded();
    void refresh_unknownOrNone_finishesAtOnce();
    void refresh_missing_isNotedAgainstTheFeed();
    void refresh_errorPageAsAnswer_isNotedAndKeepsValidators();
    void refresh_movedForGood_isFetchedThereFromThenOn();
    void refresh_hangingFeeds_holdUpNothing();
    void refresh_cancelled_leavesTheRestForLater();
    void refresh_manyFeeds_areStoredInBursts();
    void refresh_announced_isTold();
    void start_checksWhatIsDue_andOnlyThat();
    void start_offline_checksNothingUntilOnline();
    void start_notReachedFromHere_isNotAskedAgainAtOnce();
    void refresh_libraryGone_saysSo();
    void destroyed_underWay_isHarmless();
    void feedJustAdded_isAsFreshAsIfRefreshed();
    void feedAdded_movedForGood_followsTheNewAddress();

private:
    /// The best of what is found there.
    AddedSource add(const QByteArray &path);
    /// Serves a feed with these items at /NAME, with an ETag unless told otherwise.
    void serve(const QByteArray &name, const QList<QByteArray> &items, bool hasValidators = true);
    SourceId follow(const QByteArray &name);
    [[nodiscard]] Feed feedOf(SourceId source);
    /// Refreshes all feeds and waits for the end.
    RefreshProgress refreshAll();
    [[nodiscard]] int postCount();

    std::unique_ptr<TempLibrary> m_library;
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<Fetcher> m_fetcher;
    std::unique_ptr<FeedRefresher> m_refresher;
    QDateTime m_now;
};

namespace {

QByteArray feedOfItems(const QList<QByteArray> &items)
{
    QByteArray xml = "<rss version=\"2.0\"><channel><title>A feed</title>";
    for (const QByteArray &item : items) {
        xml += "<item><title>" + item + "</title><link>https://posts.example/" + item
            + "</link></item>";
    }
    return xml + "</channel></rss>";
}

HttpReply feedReply(const QByteArray &body)
{
    HttpReply reply;
    reply.contentType = "application/rss+xml";
    reply.body = body;
    return reply;
}

} // namespace

void FeedRefresherTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_now = QDateTime::fromString(u"2026-06-15T12:00:00Z"_s, Qt::ISODate);
    m_library = std::make_unique<TempLibrary>();
    m_server = std::make_unique<HttpServer>();
    QVERIFY(m_server->isListening());
    Fetcher::Settings settings;
    settings.userAgent = "Test/1";
    m_fetcher = std::make_unique<Fetcher>(settings);
    FeedRefresher::Settings refreshing;
    refreshing.now = [this] { return m_now; };
    refreshing.chance = [] { return 0.0; };
    m_refresher = std::make_unique<FeedRefresher>(m_library->library(), *m_fetcher, refreshing);
}

void FeedRefresherTest::cleanup()
{
    m_refresher.reset();
    m_fetcher.reset();
    QCOMPARE(m_server->unexpectedRequests(), QList<QByteArray>());
    m_server.reset();
    m_library.reset();
}

void FeedRefresherTest::serve(const QByteArray &name, const QList<QByteArray> &items,
                              bool hasValidators)
{
    const QByteArray body = feedOfItems(items);
    const QByteArray tag = "\"" + QByteArray::number(qHash(body)) + "\"";
    m_server->serve('/' + name, [body, tag, hasValidators](const HttpRequest &request) {
        HttpReply reply = feedReply(body);
        if (!hasValidators)
            return reply;
        reply.headers = {{"ETag", tag}};
        if (request.headers.value("if-none-match") == tag) {
            reply.status = 304;
            reply.body.clear();
        }
        return reply;
    });
}

SourceId FeedRefresherTest::follow(const QByteArray &name)
{
    const QUrl url = m_server->url(u'/' + QString::fromLatin1(name));
    return TempLibrary::valueOf(m_library->library().addFeed(url, QString::fromLatin1(name)));
}

Feed FeedRefresherTest::feedOf(SourceId source)
{
    for (const Feed &feed : TempLibrary::valueOf(m_library->library().feeds())) {
        if (feed.source == source)
            return feed;
    }
    QTest::qFail("no such feed", __FILE__, __LINE__);
    return {};
}

RefreshProgress FeedRefresherTest::refreshAll()
{
    QSignalSpy finished(m_refresher.get(), &FeedRefresher::finished);
    m_refresher->refreshAll();
    if (!finished.wait())
        QTest::qFail("not finished", __FILE__, __LINE__);
    return finished.isEmpty() ? RefreshProgress()
                              : finished.first().first().value<RefreshProgress>();
}

int FeedRefresherTest::postCount()
{
    return TempLibrary::valueOf(m_library->library().counts()).posts;
}

void FeedRefresherTest::refresh_newFeed_storesWhatItBrings()
{
    serve("a", {"2", "1"});
    const SourceId id = follow("a");
    QSignalSpy checked(m_refresher.get(), &FeedRefresher::checked);
    QSignalSpy read(m_refresher.get(), &FeedRefresher::feedRead);
    QCOMPARE(refreshAll(), (RefreshProgress{1, 1, 2, 0}));
    QCOMPARE(checked.size(), 1);
    QCOMPARE(read.size(), 1);
    const auto report = checked.first().first().value<FeedReport>();
    QCOMPARE(report.outcome, (FeedOutcome{id, u"A feed"_s, 2, 0, 0}));
    QVERIFY(!report.failure);
    const Feed feed = feedOf(id);
    QCOMPARE(feed.checked, std::optional(m_now));
    QCOMPARE(feed.due, std::optional(m_now.addSecs(3600)));
    QVERIFY(!feed.validators.etag.isEmpty());
    QCOMPARE(m_refresher->progress(), RefreshProgress());
    const auto ids = TempLibrary::valueOf(
        m_library->library().order({Scope::Kind::Source, id}, PostSort::ListOrder));
    const auto posts =
        TempLibrary::valueOf(m_library->library().posts(ids, {Scope::Kind::Source, id}));
    QCOMPARE(posts.size(), 2);
    QCOMPARE(posts.first().title, u"2"_s);
}

void FeedRefresherTest::refresh_again_asksWithValidators_andStoresNothing()
{
    serve("a", {"1"});
    const SourceId id = follow("a");
    refreshAll();
    const Feed before = feedOf(id);
    m_server->forgetRequests();
    m_now = m_now.addSecs(600);
    QCOMPARE(refreshAll(), (RefreshProgress{1, 1, 0, 0}));
    QCOMPARE(m_server->requests().first().headers.value("if-none-match"), before.validators.etag);
    const Feed after = feedOf(id);
    QCOMPARE(after.succeeded, std::optional(m_now));
    QCOMPARE(after.changed, before.changed);
    QCOMPARE(after.contentHash, before.contentHash);
}

void FeedRefresherTest::refresh_sameBytesWithoutValidators_areNotReadAgain()
{
    serve("a", {"1"}, false);
    follow("a");
    refreshAll();
    QSignalSpy read(m_refresher.get(), &FeedRefresher::feedRead);
    QCOMPARE(refreshAll(), (RefreshProgress{1, 1, 0, 0}));
    QVERIFY(read.isEmpty());
}

void FeedRefresherTest::refresh_newItems_areAdded()
{
    serve("a", {"1"});
    follow("a");
    refreshAll();
    serve("a", {"3", "2", "1"});
    QCOMPARE(refreshAll(), (RefreshProgress{1, 1, 2, 0}));
    QCOMPARE(postCount(), 3);
}

void FeedRefresherTest::refresh_unknownOrNone_finishesAtOnce()
{
    QCOMPARE(refreshAll(), RefreshProgress());
    QSignalSpy finished(m_refresher.get(), &FeedRefresher::finished);
    m_refresher->refresh({SourceId(99)});
    QVERIFY(finished.wait());
    m_refresher->cancel();
}

void FeedRefresherTest::refresh_missing_isNotedAgainstTheFeed()
{
    HttpReply missing;
    missing.status = 404;
    m_server->serve("/a", missing);
    const SourceId id = follow("a");
    QCOMPARE(refreshAll(), (RefreshProgress{1, 1, 0, 1}));
    m_now = m_now.addDays(1);
    refreshAll();
    const Feed feed = feedOf(id);
    QCOMPARE(feed.failures, 2);
    QCOMPARE(feed.failingSince, std::optional(m_now.addDays(-1)));
    QCOMPARE(feed.failure->httpStatus, std::optional(404));
    QCOMPARE(feed.failure->error.kind, ErrorKind::Remote);
    QCOMPARE(feed.due, std::optional(m_now.addSecs(4 * 3600)));
}

void FeedRefresherTest::refresh_errorPageAsAnswer_isNotedAndKeepsValidators()
{
    serve("a", {"1"});
    const SourceId id = follow("a");
    refreshAll();
    const Feed before = feedOf(id);
    HttpReply page;
    page.headers = {{"ETag", "\"of the error page\""}};
    page.body = "<!DOCTYPE html><title>Database error</title><p>Sorry";
    m_server->serve("/a", page);
    QCOMPARE(refreshAll(), (RefreshProgress{1, 1, 0, 1}));
    const Feed after = feedOf(id);
    QCOMPARE(after.failure->error.code, ErrorCode::Malformed);
    QCOMPARE(after.validators, before.validators);
    QCOMPARE(after.contentHash, before.contentHash);
    QCOMPARE(postCount(), 1);
}

void FeedRefresherTest::refresh_movedForGood_isFetchedThereFromThenOn()
{
    HttpReply moved;
    moved.status = 301;
    moved.headers = {{"Location", m_server->url(u"/new"_s).toEncoded()}};
    m_server->serve("/a", moved);
    serve("new", {"1"});
    const SourceId id = follow("a");
    refreshAll();
    QCOMPARE(feedOf(id).address, m_server->url(u"/new"_s));
    m_server->forgetRequests();
    refreshAll();
    QCOMPARE(m_server->requestCount("/a"), 0);
    QCOMPARE(m_server->requestCount("/new"), 1);
    // Not when what is there is no feed.
    HttpReply elsewhere = moved;
    elsewhere.headers = {{"Location", m_server->url(u"/page"_s).toEncoded()}};
    m_server->serve("/new", elsewhere);
    m_server->servePage("/page", "<!DOCTYPE html><title>Home</title>");
    refreshAll();
    QCOMPARE(feedOf(id).address, m_server->url(u"/new"_s));
}

void FeedRefresherTest::refresh_hangingFeeds_holdUpNothing()
{
    HttpReply held = feedReply(feedOfItems({"late"}));
    held.isHeld = true;
    constexpr int feeds = 12;
    m_server->serve("/0", held);
    for (int i = 0; i < feeds; ++i) {
        const QByteArray name = QByteArray::number(i);
        if (i > 0)
            serve(name, {name});
        follow(name);
    }
    QSignalSpy checked(m_refresher.get(), &FeedRefresher::checked);
    QSignalSpy finished(m_refresher.get(), &FeedRefresher::finished);
    m_refresher->refreshAll();
    QTRY_COMPARE(checked.size(), feeds - 1);
    QVERIFY(finished.isEmpty());
    QCOMPARE(postCount(), feeds - 1);
    m_server->release("/0");
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(postCount(), feeds);
}

void FeedRefresherTest::refresh_cancelled_leavesTheRestForLater()
{
    HttpReply held = feedReply(feedOfItems({"late"}));
    held.isHeld = true;
    for (const QByteArray &name : {QByteArray("a"), QByteArray("b"), QByteArray("c")}) {
        m_server->serve('/' + name, held);
        follow(name);
    }
    QSignalSpy finished(m_refresher.get(), &FeedRefresher::finished);
    QSignalSpy progressed(m_refresher.get(), &FeedRefresher::progressed);
    m_refresher->refreshAll();
    QVERIFY(progressed.wait());
    QCOMPARE(m_refresher->progress().total, 3);
    m_refresher->cancel();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished.first().first().value<RefreshProgress>(), RefreshProgress());
    for (const Feed &feed : TempLibrary::valueOf(m_library->library().feeds())) {
        QCOMPARE(feed.checked, std::nullopt);
        QCOMPARE(feed.failures, 0);
    }
}

void FeedRefresherTest::refresh_manyFeeds_areStoredInBursts()
{
    constexpr int feeds = 120;
    for (int i = 0; i < feeds; ++i) {
        const QByteArray name = QByteArray::number(i);
        serve(name, {name + "-1", name + "-2", name + "-3"});
        follow(name);
    }
    QCoreApplication::sendPostedEvents();
    QSignalSpy changes(&m_library->library(), &Library::changed);
    QCOMPARE(refreshAll(), (RefreshProgress{feeds, feeds, 3 * feeds, 0}));
    QCOMPARE(postCount(), 3 * feeds);
    QVERIFY(changes.size() < feeds / 2);
}

void FeedRefresherTest::refresh_announced_isTold()
{
    serve("a", {"1"});
    serve("b", {"2"});
    const SourceId quiet = follow("a");
    const SourceId loud = follow("b");
    Q_UNUSED(quiet)
    TempLibrary::valueOf(m_library->library().setSourceSettings(loud, {{}, false, true}));
    QSignalSpy arrived(m_refresher.get(), &FeedRefresher::arrived);
    refreshAll();
    QCOMPARE(arrived.size(), 1);
    const auto news = arrived.first().first().value<QList<FeedOutcome>>();
    QCOMPARE(news.size(), 1);
    QCOMPARE(news.first().source, loud);
    refreshAll();
    QCOMPARE(arrived.size(), 1);
}

void FeedRefresherTest::start_checksWhatIsDue_andOnlyThat()
{
    serve("a", {"1"});
    serve("b", {"2"});
    follow("a");
    refreshAll();
    m_server->forgetRequests();
    follow("b");
    QSignalSpy finished(m_refresher.get(), &FeedRefresher::finished);
    m_refresher->start();
    QVERIFY(finished.wait());
    QCOMPARE(m_server->requestCount("/a"), 0);
    QCOMPARE(m_server->requestCount("/b"), 1);
    // What is added while it runs is due at once.
    serve("c", {"3"});
    follow("c");
    QTRY_COMPARE(m_server->requestCount("/c"), 1);
    QTRY_COMPARE(postCount(), 3);
}

void FeedRefresherTest::start_offline_checksNothingUntilOnline()
{
    serve("a", {"1"});
    follow("a");
    m_refresher->setOnline(false);
    m_refresher->start();
    // The library has answered whatever was asked by then.
    QCOMPARE(postCount(), 0);
    QCoreApplication::processEvents();
    QCOMPARE(m_server->requestCount("/a"), 0);
    m_refresher->setOnline(true);
    QTRY_COMPARE(m_server->requestCount("/a"), 1);
    QTRY_COMPARE(postCount(), 1);
}

void FeedRefresherTest::start_notReachedFromHere_isNotAskedAgainAtOnce()
{
    m_fetcher->setOnline(false);
    const SourceId away = TempLibrary::valueOf(
        m_library->library().addFeed(QUrl(u"http://127.0.0.1:1/feed"_s), u"away"_s));
    QList<SourceId> checked;
    connect(m_refresher.get(), &FeedRefresher::checked, this,
            [&checked](const FeedReport &report) { checked.append(report.outcome.source); });
    m_refresher->start();
    QTRY_COMPARE(checked, QList<SourceId>{away});
    QCOMPARE(feedOf(away).failures, 0);
    // Both are due, but only one of them is checked.
    serve("a", {"1"});
    const SourceId here = follow("a");
    QTRY_COMPARE(checked, QList<SourceId>({away, here}));
    // Later it is tried again.
    m_now = m_now.addSecs(601);
    serve("b", {"2"});
    const SourceId other = follow("b");
    QTRY_VERIFY(checked.contains(other) && checked.count(away) == 2);
}

void FeedRefresherTest::refresh_libraryGone_saysSo()
{
    TempLibrary broken(TempLibrary::State::Failed);
    FeedRefresher refresher(broken.library(), *m_fetcher, {});
    QSignalSpy failed(&refresher, &FeedRefresher::failed);
    refresher.refreshAll();
    QVERIFY(failed.wait());
}

void FeedRefresherTest::destroyed_underWay_isHarmless()
{
    HttpReply held = feedReply(feedOfItems({"late"}));
    held.isHeld = true;
    m_server->serve("/a", held);
    serve("b", {"1"});
    follow("a");
    follow("b");
    QSignalSpy checked(m_refresher.get(), &FeedRefresher::checked);
    m_refresher->refreshAll();
    QVERIFY(checked.wait());
    m_refresher.reset();
    m_server->release("/a");
    QCOMPARE(postCount(), 1);
}

AddedSource FeedRefresherTest::add(const QByteArray &path)
{
    SourceFinder finder(m_library->library(), *m_fetcher);
    const auto done = [](const auto &future) {
        return QTest::qWaitFor([&future] { return future.isFinished(); }, 30'000);
    };
    const QFuture<FindResult> found =
        finder.find(m_server->url(QString::fromLatin1(path)).toString());
    if (!done(found) || !found.result())
        QTest::qFail("nothing found", __FILE__, __LINE__);
    const auto added = finder.add(found.result()->choices.first());
    if (!done(added) || !added.result())
        QTest::qFail("not added", __FILE__, __LINE__);
    return added.result()->sources.first();
}

void FeedRefresherTest::feedJustAdded_isAsFreshAsIfRefreshed()
{
    serve("a", {"2", "1"});
    QCOMPARE(add("/a").outcome.added, 2);
    QCOMPARE(postCount(), 2);
    m_server->forgetRequests();
    QCOMPARE(refreshAll(), (RefreshProgress{1, 1, 0, 0}));
    QVERIFY(!m_server->requests().first().headers.value("if-none-match").isEmpty());
}

void FeedRefresherTest::feedAdded_movedForGood_followsTheNewAddress()
{
    HttpReply moved;
    moved.status = 308;
    moved.headers = {{"Location", "/new"}};
    m_server->serve("/a", moved);
    serve("new", {"1"});
    QVERIFY(!add("/a").wasThere);
    QCOMPARE(TempLibrary::valueOf(m_library->library().feeds()).first().url,
             m_server->url(u"/new"_s));
}

QTEST_GUILESS_MAIN(FeedRefresherTest)
#include "tst_feedrefresher.moc"
