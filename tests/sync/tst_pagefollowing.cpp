// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpserver.h"
#include "support/templibrary.h"
#include "sync/feedrefresher.h"
#include "sync/pagereading.h"
#include "sync/sourcefinder.h"

#include <QPromise>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

/// Pages without a feed, followed by their lists.
class PageFollowingTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void read_list_isWhatAFeedWouldBring();
    void read_withoutDescription_takesTheBestList();
    void read_noList_isSaid();
    void refresh_newPost_isAddedOnce_andOldOnesStay();
    void refresh_otherClassNames_isTheSameList();
    void refresh_madeAnew_isReported_andNothingRemoved();
    void refresh_unchanged_isAskedForWithValidators();
    void refresh_ofAListMadeByScripts_runsThePage();
    void refresh_ofAListMadeByScripts_withoutAnEngine_isLeftAlone();
    void refresh_ofAListMadeByScripts_thatFails_isReported();
    void shownList_isFoundAroundTheElementPointedAt();
    void shownList_without_isSaid();
    void shownList_thatTheServerSends_isNotRun();
    void shownList_thatScriptsMade_isRun();

private:
    /// The list of these posts, as a site might have it, the newest first.
    [[nodiscard]] QByteArray page(const QList<int> &posts, const QByteArray &className = "post");
    void serve(const QByteArray &html);
    [[nodiscard]] FetchedFeed
    fetched(const QByteArray &html,
            const QUrl &url = QUrl(u"https://garden.example/posts"_s)) const;
    SourceId follow();
    /// As a page of which only running it tells the list.
    void followRendered();
    void makeRefresher(bool canRender);
    FeedReport refresh();
    [[nodiscard]] QStringList titles();

    std::unique_ptr<TempLibrary> m_library;
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<Fetcher> m_fetcher;
    std::unique_ptr<FeedRefresher> m_refresher;
    Result<PageSnapshot> m_rendered; ///< what running a page comes to
    QList<QUrl> m_renderedUrls;
    QDateTime m_now;
};

void PageFollowingTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_now = QDateTime::fromString(u"2026-06-15T12:00:00Z"_s, Qt::ISODate);
    m_library = std::make_unique<TempLibrary>();
    m_server = std::make_unique<HttpServer>();
    QVERIFY(m_server->isListening());
    m_fetcher = std::make_unique<Fetcher>(Fetcher::Settings{"Test/1"});
    m_renderedUrls.clear();
    makeRefresher(false);
}

void PageFollowingTest::makeRefresher(bool canRender)
{
    FeedRefresher::Settings settings;
    settings.now = [this] { return m_now; };
    settings.chance = [] { return 0.0; };
    if (canRender) {
        settings.render = [this](const QUrl &url) {
            m_renderedUrls.append(url);
            QPromise<Result<PageSnapshot>> promise;
            promise.start();
            promise.addResult(m_rendered);
            promise.finish();
            return promise.future();
        };
    }
    m_refresher = std::make_unique<FeedRefresher>(m_library->library(), *m_fetcher, settings);
}

void PageFollowingTest::cleanup()
{
    m_refresher.reset();
    m_fetcher.reset();
    QCOMPARE(m_server->unexpectedRequests(), QList<QByteArray>());
    m_server.reset();
    m_library.reset();
}

QByteArray PageFollowingTest::page(const QList<int> &posts, const QByteArray &className)
{
    QByteArray html = "<!DOCTYPE html><html lang=\"en\"><head><title>A garden</title></head><body>"
                      "<nav><a href=\"/\">Home</a> <a href=\"/about\">About</a></nav><main>"
                      "<h1>Writings</h1>";
    for (const int post : posts) {
        const QByteArray number = QByteArray::number(post);
        html += "<article class=\"" + className + "\"><h2><a href=\"/posts/an-essay-about-thing-"
            + number + "\">An essay about thing " + number + "</a></h2><time datetime=\"2026-05-"
            + number.rightJustified(2, '0') + "\">May " + number
            + "</time><p>What I found when I looked at thing number " + number
            + " for a whole afternoon.</p></article>";
    }
    return html + "</main><footer><a href=\"/imprint\">Imprint</a></footer></body></html>";
}

void PageFollowingTest::serve(const QByteArray &html)
{
    HttpReply reply;
    reply.body = html;
    const QByteArray tag = "\"" + QByteArray::number(qHash(html)) + "\"";
    m_server->serve("/posts", [reply, tag](const HttpRequest &request) {
        HttpReply answer = reply;
        answer.headers = {{"ETag", tag}};
        if (request.headers.value("if-none-match") == tag) {
            answer.status = 304;
            answer.body.clear();
        }
        return answer;
    });
}

FetchedFeed PageFollowingTest::fetched(const QByteArray &html, const QUrl &url) const
{
    return {html, "text/html", url, url, SourceKind::Page, {}};
}

SourceId PageFollowingTest::follow()
{
    serve(page({3, 2, 1}));
    const QUrl url = m_server->url(u"/posts"_s);
    const auto read = readFetched(fetched(page({3, 2, 1}), url), m_now);
    const SourceId id = TempLibrary::valueOf(
        m_library->library().addPage(url, u"A garden"_s, read->feed.listDescription));
    (void)refresh();
    return id;
}

void PageFollowingTest::followRendered()
{
    const QUrl url = m_server->url(u"/posts"_s);
    const auto read = readFetched(fetched(page({3, 2, 1}), url), m_now);
    auto description = ListDescription::fromJson(read->feed.listDescription.toUtf8());
    description.isRendered = true;
    TempLibrary::valueOf(
        m_library->library().addPage(url, u"A garden"_s, QString::fromUtf8(description.toJson())));
}

FeedReport PageFollowingTest::refresh()
{
    QSignalSpy checked(m_refresher.get(), &FeedRefresher::checked);
    QSignalSpy finished(m_refresher.get(), &FeedRefresher::finished);
    m_refresher->refreshAll();
    if (!finished.wait() || checked.size() != 1) {
        QTest::qFail("The page was not refreshed.", __FILE__, __LINE__);
        return {};
    }
    return checked.first().first().value<FeedReport>();
}

QStringList PageFollowingTest::titles()
{
    Library &library = m_library->library();
    const Scope all;
    const auto ids = TempLibrary::valueOf(library.order(all, PostSort::ListOrder));
    QStringList titles;
    for (const Post &post : TempLibrary::valueOf(library.posts(ids, all)))
        titles.append(post.title.section(u' ', -1));
    return titles;
}

void PageFollowingTest::read_list_isWhatAFeedWouldBring()
{
    const auto read = readFetched(fetched(page({2, 1})), m_now);
    QVERIFY(read);
    QCOMPARE(read->feed.title, u"A garden"_s);
    QCOMPARE(read->feed.homePage, QUrl(u"https://garden.example/posts"_s));
    QCOMPARE(read->feed.articles.size(), 2);
    const IncomingArticle &first = read->feed.articles.first();
    QCOMPARE(first.title, u"An essay about thing 2"_s);
    QCOMPARE(first.url, QUrl(u"https://garden.example/posts/an-essay-about-thing-2"_s));
    QCOMPARE(first.itemId, u"garden.example/posts/an-essay-about-thing-2"_s);
    QCOMPARE(first.language, u"en"_s);
    QCOMPARE(first.published, std::optional(QDateTime({2026, 5, 2}, {}, Qt::UTC)));
    QVERIFY(first.summary.startsWith(u"What I found"_s));
    QVERIFY(read->usualGap);
    QVERIFY(!read->feed.listDescription.isEmpty());
}

void PageFollowingTest::read_withoutDescription_takesTheBestList()
{
    FetchedFeed known = fetched(page({4, 3, 2, 1}));
    const auto best = readFetched(known, m_now);
    known.listDescription = best->feed.listDescription;
    const auto again = readFetched(known, m_now);
    QCOMPARE(again->feed.articles.size(), 4);
    QCOMPARE(again->feed.articles.first().title, best->feed.articles.first().title);
}

void PageFollowingTest::read_noList_isSaid()
{
    const auto read = readFetched(fetched("<!DOCTYPE html><title>x</title><p>Moved."), m_now);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Data);
    QCOMPARE(read.error().code, ErrorCode::NotFound);
}

void PageFollowingTest::refresh_newPost_isAddedOnce_andOldOnesStay()
{
    follow();
    QCOMPARE(titles(), QStringList({u"3"_s, u"2"_s, u"1"_s}));
    serve(page({5, 4, 3, 2}));
    QCOMPARE(refresh().outcome.added, 2);
    QCOMPARE(titles(), QStringList({u"5"_s, u"4"_s, u"3"_s, u"2"_s, u"1"_s}));
    // The list is told by what was found last, so it may change bit by bit.
    serve(page({8, 7, 6, 5}));
    QCOMPARE(refresh().outcome.added, 3);
    serve(page({10, 9, 8, 7}));
    QCOMPARE(refresh().outcome.added, 2);
    QCOMPARE(titles().size(), 10);
}

void PageFollowingTest::refresh_otherClassNames_isTheSameList()
{
    const SourceId id = follow();
    serve(page({4, 3, 2, 1}, "css-1x2y3z"));
    const FeedReport report = refresh();
    QCOMPARE(report.outcome.source, id);
    QCOMPARE(report.outcome.added, 1);
    QVERIFY(!report.failure);
}

void PageFollowingTest::refresh_madeAnew_isReported_andNothingRemoved()
{
    follow();
    const Feed before = TempLibrary::valueOf(m_library->library().feeds()).first();
    serve("<!DOCTYPE html><title>A shop</title><p>This garden is a shop now.</p>");
    const FeedReport report = refresh();
    QVERIFY(report.failure);
    QCOMPARE(report.failure->error.kind, ErrorKind::Data);
    QCOMPARE(report.failure->error.code, ErrorCode::NotFound);
    Feed feed = TempLibrary::valueOf(m_library->library().feeds()).first();
    QCOMPARE(feed.failures, 1);
    QCOMPARE(feed.failure->error.code, ErrorCode::NotFound);
    QCOMPARE(feed.listDescription, before.listDescription);
    QCOMPARE(titles().size(), 3);
    // Once it is back, all is well.
    serve(page({4, 3, 2, 1}));
    QCOMPARE(refresh().outcome.added, 1);
    feed = TempLibrary::valueOf(m_library->library().feeds()).first();
    QCOMPARE(feed.failures, 0);
}

void PageFollowingTest::refresh_unchanged_isAskedForWithValidators()
{
    follow();
    m_server->forgetRequests();
    const FeedReport report = refresh();
    QVERIFY(!report.failure);
    QCOMPARE(report.outcome.added, 0);
    QVERIFY(!m_server->requests().first().headers.value("if-none-match").isEmpty());
    QVERIFY(m_server->requests().first().headers.value("accept").startsWith("text/html"));
}

void PageFollowingTest::refresh_ofAListMadeByScripts_runsThePage()
{
    makeRefresher(true);
    followRendered();
    const QUrl url = m_server->url(u"/posts"_s);
    m_rendered = PageSnapshot{url, page({3, 2, 1})};
    QCOMPARE(refresh().outcome.added, 3);
    // What is known of it is renewed with each reading, but not how it comes.
    m_rendered = PageSnapshot{url, page({5, 4, 3, 2})};
    QCOMPARE(refresh().outcome.added, 2);
    QCOMPARE(titles(), QStringList({u"5"_s, u"4"_s, u"3"_s, u"2"_s, u"1"_s}));
    QCOMPARE(m_renderedUrls, QList<QUrl>({url, url}));
    QCOMPARE(m_server->requests().size(), 0);
}

void PageFollowingTest::refresh_ofAListMadeByScripts_withoutAnEngine_isLeftAlone()
{
    followRendered();
    const FeedReport report = refresh();
    QVERIFY(report.failure);
    QCOMPARE(report.failure->error.kind, ErrorKind::Environment);
    QCOMPARE(report.failure->error.code, ErrorCode::NotFound);
    // It is no fault of the page's.
    QCOMPARE(TempLibrary::valueOf(m_library->library().feeds()).first().failures, 0);
    QCOMPARE(m_server->requests().size(), 0);
}

void PageFollowingTest::refresh_ofAListMadeByScripts_thatFails_isReported()
{
    makeRefresher(true);
    followRendered();
    m_rendered = failure(ErrorKind::Remote, ErrorCode::ConnectionRefused, u"refused"_s);
    QVERIFY(refresh().failure);
    QCOMPARE(TempLibrary::valueOf(m_library->library().feeds()).first().failures, 1);
}

void PageFollowingTest::shownList_isFoundAroundTheElementPointedAt()
{
    const QByteArray html =
        "<!DOCTYPE html><title>Two lists</title>"
        "<main data-lectern-number=\"1\"><h2>Essays</h2>"
        "<ul><li data-lectern-number=\"2\"><a href=\"/e/on-the-first-thing\">"
        "On the first thing</a> 2026-05-03</li>"
        "<li data-lectern-number=\"3\"><a href=\"/e/on-the-second-thing\">"
        "On the second thing</a> 2026-05-02</li>"
        "<li data-lectern-number=\"4\"><a href=\"/e/on-the-third-thing\">"
        "On the third thing</a> 2026-05-01</li></ul></main>"
        "<aside data-lectern-number=\"5\"><h2>Elsewhere</h2>"
        "<p data-lectern-number=\"6\"><a href=\"/l/some-link\">Some link</a></p>"
        "<p data-lectern-number=\"7\"><a data-lectern-number=\"8\""
        " href=\"/l/other-link\">Other link</a></p></aside>";
    const PageSnapshot snapshot{QUrl(u"https://garden.example/"_s), html};
    const auto best = readShownList(snapshot, {}, m_now);
    QVERIFY(best);
    QCOMPARE(best->source.kind, FoundSource::Kind::Page);
    QCOMPARE(best->source.count, 3);
    QCOMPARE(best->elements, QList<int>({2, 3, 4}));
    const auto other = readShownList(snapshot, 8, m_now);
    QVERIFY(other);
    QCOMPARE(other->source.posts.first().title, u"Some link"_s);
    QCOMPARE(other->elements, QList<int>({6, 7}));
}

void PageFollowingTest::shownList_without_isSaid()
{
    const PageSnapshot snapshot{QUrl(u"https://garden.example/"_s),
                                "<!DOCTYPE html><p data-lectern-number=\"1\">Nothing."};
    for (const std::optional<int> element :
         {std::optional<int>(), std::optional(1), std::optional(99)}) {
        const auto list = readShownList(snapshot, element, m_now);
        QVERIFY(!list);
        QCOMPARE(list.error().code, ErrorCode::NotFound);
    }
}

void PageFollowingTest::shownList_thatTheServerSends_isNotRun()
{
    const QUrl url = m_server->url(u"/posts"_s);
    serve(page({3, 2, 1}));
    const auto shown = readShownList({url, page({3, 2, 1})}, {}, m_now);
    QVERIFY(shown);
    SourceFinder finder(m_library->library(), *m_fetcher);
    const auto added = finder.addShown(*shown);
    QTRY_VERIFY(added.isFinished());
    QVERIFY(added.result());
    QCOMPARE(added.result()->sources.size(), 1);
    QCOMPARE(titles().size(), 3);
    const Feed feed = TempLibrary::valueOf(m_library->library().feeds()).first();
    QVERIFY(!ListDescription::fromJson(feed.listDescription.toUtf8()).isRendered);
}

void PageFollowingTest::shownList_thatScriptsMade_isRun()
{
    const QUrl url = m_server->url(u"/posts"_s);
    serve("<!DOCTYPE html><title>A garden</title><div id=app></div><script src=app.js></script>");
    const auto shown = readShownList({url, page({3, 2, 1})}, {}, m_now);
    SourceFinder finder(m_library->library(), *m_fetcher);
    const auto added = finder.addShown(*shown);
    QTRY_VERIFY(added.isFinished());
    QVERIFY(added.result());
    QCOMPARE(titles().size(), 3);
    const Feed feed = TempLibrary::valueOf(m_library->library().feeds()).first();
    QVERIFY(ListDescription::fromJson(feed.listDescription.toUtf8()).isRendered);
}

QTEST_GUILESS_MAIN(PageFollowingTest)
#include "tst_pagefollowing.moc"
