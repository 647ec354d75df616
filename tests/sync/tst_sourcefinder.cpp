// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deliver.h"
#include "net/keyring.h"
#include "support/httpserver.h"
#include "support/memorysecrets.h"
#include "support/templibrary.h"
#include "sync/feedlogins.h"
#include "sync/pagereading.h"
#include "sync/sourcefinder.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

/// What is found at addresses of a local server and in files, and what adding it does.
class SourceFinderTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void typed_isReadAsAddressOrFile_data();
    void typed_isReadAsAddressOrFile();
    void typed_noAddress_isRefused_data();
    void typed_noAddress_isRefused();
    void find_feed_isFoundWithItsNewestPosts();
    void find_hostWithoutEncryption_isFoundWithHttp();
    void find_declaredFeeds_areReadAndRanked();
    void find_sameFeedTwice_isOne_data();
    void find_sameFeedTwice_isOne();
    void find_brokenCandidates_areDroppedAndNoted();
    void find_feedOnlyInTheUsualPlace_isFound();
    void find_severalInUsualPlaces_prefersThatOfThePage();
    void find_turnedAway_findsTheFeedAllTheSame();
    void find_knownSiteThatRefuses_hasItsFeed_data();
    void find_knownSiteThatRefuses_hasItsFeed();
    void feedsOfSite_pageUnread_areThere_data();
    void feedsOfSite_pageUnread_areThere();
    void find_declaredFeed_leavesUsualPlacesAlone();
    void find_pageWithoutFeed_isItsList();
    void find_pageWithFeed_hasTheListAsALaterChoice();
    void find_noFeedNoList_isTheArticle();
    void find_picture_isTheArticle();
    void find_jsonFeed_isFeedAndCollection();
    void find_opml_isItsFeeds();
    void find_files_data();
    void find_files();
    void find_feedFile_isFollowedWhereItLives();
    void find_unreadableFile_isSaid_data();
    void find_unreadableFile_isSaid();
    void find_failing_saysWhatFailed_data();
    void find_failing_saysWhatFailed();
    void find_knownSource_isNamed();
    void find_cancelled_endsTheSearch();
    void find_finderGone_isHarmless();
    void find_behindALogin_asksForIt();
    void find_login_isForItsHostOnly();
    void add_behindALogin_keepsIt_data();
    void add_behindALogin_keepsIt();
    void add_feed_storesWhatWasFetched();
    void add_knownFeed_isOnlyNamed();
    void add_page_isFollowed_andCanChangeItsList();
    void add_subscriptions_withTheirFolders();
    void add_collection_keepsOrderAndSections();
    void add_article_isSaved();
    void undo_removesWhatWasAdded();
    void add_libraryGone_saysSo();

private:
    [[nodiscard]] FindResult find(const QString &typed);
    /// What has to be found there.
    [[nodiscard]] FoundSources foundAt(const QString &path);
    [[nodiscard]] AddedSources add(const FoundSource &source, FolderId folder = {});
    [[nodiscard]] QString urlOf(const QString &path) const
    {
        return m_server->url(path).toString();
    }
    [[nodiscard]] QString fileWith(const QByteArray &bytes);
    /// For ann, who knows the password.
    void serveBehindLogin(const QByteArray &path, const QByteArray &body);
    void serve(const QByteArray &path, const QByteArray &body,
               const QByteArray &type = "application/xml");

    QTemporaryDir m_folder;
    std::unique_ptr<TempLibrary> m_library;
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<Fetcher> m_fetcher;
    std::unique_ptr<SourceFinder> m_finder;
};

namespace {

using Kind = FoundSource::Kind;

QByteArray rss(const QByteArray &title, const QList<QByteArray> &items)
{
    QByteArray xml = "<rss version=\"2.0\"><channel><title>" + title + "</title>";
    for (const QByteArray &item : items) {
        xml += "<item><title>" + item + "</title><link>https://posts.example/" + item
            + "</link><pubDate>Mon, 0" + item.right(1) + " Jun 2026 12:00:00 GMT</pubDate></item>";
    }
    return xml + "</channel></rss>";
}

QByteArray atom(const QByteArray &title, const QList<QByteArray> &items)
{
    QByteArray xml = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>" + title + "</title>";
    for (const QByteArray &item : items) {
        xml += "<entry><id>tag:" + item + "</id><title>" + item
            + "</title><link href=\"https://posts.example/" + item + "\"/></entry>";
    }
    return xml + "</feed>";
}

QByteArray pageWith(const QByteArray &head, const QByteArray &body = "<p>Hello.")
{
    return "<!DOCTYPE html><html><head><title>A site</title>" + head + "</head><body>" + body
        + "</body></html>";
}

QByteArray alternate(const QByteArray &href, const QByteArray &title = "Feed")
{
    return "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"" + title + "\" href=\""
        + href + "\">";
}

QByteArray postList()
{
    QByteArray html = "<nav><a href=\"/\">Home</a></nav><main>";
    for (const QByteArray number : {"5", "4", "3", "2", "1", "0"}) {
        html += "<article><h2><a href=\"/posts/an-essay-about-thing-" + number
            + "\">An essay about thing " + number + "</a></h2><time datetime=\"2026-05-1" + number
            + "\">May</time><p>What I found when I looked at it for a whole afternoon.</p>"
              "</article>";
    }
    return html + "</main>";
}

const QByteArray jsonFeed =
    R"({"version": "https://jsonfeed.org/version/1.1", "title": "Picked", "items": [
        {"id": "b", "url": "https://posts.example/b", "title": "B", "content_text": "b",
         "_lectern": {"section": "First"}},
        {"id": "a", "url": "https://posts.example/a", "title": "A", "content_text": "a",
         "_lectern": {"section": "Second"}, "date_published": "2026-06-01T00:00:00Z"}]})";

const QByteArray opml =
    "<opml version=\"2.0\"><head><title>Mine</title></head><body><outline text=\"Tech\">"
    "<outline type=\"rss\" text=\"One\" xmlUrl=\"https://one.example/feed\"/></outline>"
    "<outline type=\"rss\" text=\"Two\" xmlUrl=\"https://two.example/feed\"/></body></opml>";

QList<Kind> kindsOf(const FoundSources &found)
{
    QList<Kind> kinds;
    for (const FoundSource &source : found.choices)
        kinds.append(source.kind);
    return kinds;
}

QStringList titlesOf(const FoundSources &found)
{
    QStringList titles;
    for (const FoundSource &source : found.choices)
        titles.append(source.title);
    return titles;
}

QStringList titlesOf(const FoundSource &source)
{
    QStringList titles;
    for (const FoundPost &post : source.posts)
        titles.append(post.title);
    return titles;
}

template <typename T>
T waited(const QFuture<T> &future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }) || future.resultCount() == 0)
        QTest::qFail("There was no answer.", __FILE__, __LINE__);
    return future.result();
}

} // namespace

void SourceFinderTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_library = std::make_unique<TempLibrary>();
    m_server = std::make_unique<HttpServer>();
    QVERIFY(m_server->isListening());
    m_fetcher = std::make_unique<Fetcher>(Fetcher::Settings{"Test/1"});
    m_finder = std::make_unique<SourceFinder>(m_library->library(), *m_fetcher);
}

void SourceFinderTest::cleanup()
{
    m_finder.reset();
    m_fetcher.reset();
    QCOMPARE(m_server->unexpectedRequests(), QList<QByteArray>());
    m_server.reset();
    m_library.reset();
}

FindResult SourceFinderTest::find(const QString &typed)
{
    return waited(m_finder->find(typed));
}

FoundSources SourceFinderTest::foundAt(const QString &path)
{
    const FindResult result = find(urlOf(path));
    if (!result) {
        QTest::qFail(qPrintable(describe(result.error().error)), __FILE__, __LINE__);
        return {};
    }
    return *result;
}

AddedSources SourceFinderTest::add(const FoundSource &source, FolderId folder)
{
    return TempLibrary::valueOf([&] {
        auto future = m_finder->add(source, folder);
        (void)waited(future);
        return future;
    }());
}

QString SourceFinderTest::fileWith(const QByteArray &bytes)
{
    QFile file(m_folder.filePath(u"given"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        QTest::qFail("The file could not be written.", __FILE__, __LINE__);
    return file.fileName();
}

void SourceFinderTest::serve(const QByteArray &path, const QByteArray &body, const QByteArray &type)
{
    HttpReply reply;
    reply.contentType = type;
    reply.body = body;
    m_server->serve(path, reply);
}

void SourceFinderTest::typed_isReadAsAddressOrFile_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("whole") << u" https://a.example/b?c#d "_s
                           << QStringList{u"https://a.example/b?c#d"_s};
    QTest::newRow("host") << u"a.example"_s
                          << QStringList{u"https://a.example"_s, u"http://a.example"_s};
    QTest::newRow("host and path")
        << u"a.example/b?c=d:e"_s
        << QStringList{u"https://a.example/b?c=d:e"_s, u"http://a.example/b?c=d:e"_s};
    QTest::newRow("port") << u"localhost:8080/x"_s
                          << QStringList{u"https://localhost:8080/x"_s,
                                         u"http://localhost:8080/x"_s};
    QTest::newRow("IPv6") << u"[::1]:80"_s
                          << QStringList{u"https://[::1]:80"_s, u"http://[::1]:80"_s};
    QTest::newRow("other letters")
        << u"bücher.example"_s
        << QStringList{u"https://xn--bcher-kva.example"_s, u"http://xn--bcher-kva.example"_s};
    QTest::newRow("feed for") << u"feed://a.example/f"_s << QStringList{u"https://a.example/f"_s};
    QTest::newRow("feed over") << u"feed:http://a.example/f"_s
                               << QStringList{u"http://a.example/f"_s};
    QTest::newRow("path") << u"/tmp/my list.opml"_s << QStringList{u"file /tmp/my list.opml"_s};
    QTest::newRow("file address") << u"file:///tmp/my%20list.opml"_s
                                  << QStringList{u"file /tmp/my list.opml"_s};
}

void SourceFinderTest::typed_isReadAsAddressOrFile()
{
    QFETCH(const QString, typed);
    QFETCH(const QStringList, expected);
    const auto source = readTypedSource(typed);
    QVERIFY(source);
    QStringList addresses;
    for (const QUrl &url : source->addresses)
        addresses.append(url.toString());
    if (!source->file.isEmpty())
        addresses.append(u"file "_s + source->file);
    QCOMPARE(addresses, expected);
}

void SourceFinderTest::typed_noAddress_isRefused_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("nothing") << u"  "_s << ErrorCode::Malformed;
    QTest::newRow("words") << u"the gil in spring"_s << ErrorCode::Malformed;
    QTest::newRow("sentence") << u"See example.org for more."_s << ErrorCode::Malformed;
    QTest::newRow("word") << u"nowhere"_s << ErrorCode::Malformed;
    QTest::newRow("dots") << u"..."_s << ErrorCode::Malformed;
    QTest::newRow("mail") << u"mailto:a@b.example"_s << ErrorCode::Malformed;
    QTest::newRow("long") << QString(5000, u'a') + u".example"_s << ErrorCode::Malformed;
    QTest::newRow("other scheme") << u"ftp://a.example/"_s << ErrorCode::AddressRefused;
}

void SourceFinderTest::typed_noAddress_isRefused()
{
    QFETCH(const QString, typed);
    QFETCH(const ErrorCode, code);
    const FindResult result = find(typed);
    QVERIFY(!result);
    QCOMPARE(result.error().error.kind, ErrorKind::Data);
    QCOMPARE(result.error().error.code, code);
}

void SourceFinderTest::find_feed_isFoundWithItsNewestPosts()
{
    serve("/feed", rss("A feed", {"p1", "p7", "p3", "p2", "p6", "p5"}));
    const FoundSources found = foundAt(u"/feed"_s);
    QCOMPARE(found.url, m_server->url(u"/feed"_s));
    QCOMPARE(kindsOf(found), QList<Kind>{Kind::Feed});
    const FoundSource &feed = found.choices.first();
    QCOMPARE(feed.url, m_server->url(u"/feed"_s));
    QCOMPARE(feed.title, u"A feed"_s);
    QCOMPARE(feed.format, u"rss-2.0"_s);
    QCOMPARE(feed.count, 6);
    QCOMPARE(titlesOf(feed), QStringList({u"p7"_s, u"p6"_s, u"p5"_s, u"p3"_s, u"p2"_s}));
    QVERIFY(!feed.known);
    QCOMPARE(m_server->requests().size(), 1);
}

void SourceFinderTest::find_hostWithoutEncryption_isFoundWithHttp()
{
    serve("/feed", rss("A feed", {"p1"}));
    const QUrl url = m_server->url(u"/feed"_s);
    const FindResult found = find(url.toString(QUrl::RemoveScheme).sliced(2));
    QVERIFY(found);
    QCOMPARE(found->url, url);
    QCOMPARE(found->choices.first().url, url);
}

void SourceFinderTest::find_declaredFeeds_areReadAndRanked()
{
    m_server->servePage(
        "/", pageWith(alternate("/comments/feed", "Comments") + alternate("/feed", "Posts")));
    serve("/comments/feed", rss("Comments on A site", {"c1"}));
    serve("/feed", rss("A site", {"p1", "p2"}));
    const FoundSources found = foundAt(u"/"_s);
    QCOMPARE(kindsOf(found), QList<Kind>({Kind::Feed, Kind::Feed, Kind::Article}));
    QCOMPARE(titlesOf(found), QStringList({u"A site"_s, u"Comments on A site"_s, u"A site"_s}));
    QCOMPARE(found.issues, QStringList());
}

void SourceFinderTest::find_sameFeedTwice_isOne_data()
{
    QTest::addColumn<QByteArray>("other");
    QTest::newRow("same bytes") << rss("A site", {"p2", "p1"});
    QTest::newRow("other format") << atom("A site", {"p2", "p1"});
}

void SourceFinderTest::find_sameFeedTwice_isOne()
{
    QFETCH(const QByteArray, other);
    m_server->servePage("/",
                        pageWith(alternate("/one") + alternate("/other") + alternate("/moved")));
    serve("/one", rss("A site", {"p2", "p1"}));
    serve("/other", other);
    HttpReply moved;
    moved.status = 302;
    moved.headers = {{"Location", "/one"}};
    m_server->serve("/moved", moved);
    const FoundSources found = foundAt(u"/"_s);
    QCOMPARE(kindsOf(found), QList<Kind>({Kind::Feed, Kind::Article}));
    QCOMPARE(found.choices.first().url, m_server->url(u"/one"_s));
}

void SourceFinderTest::find_brokenCandidates_areDroppedAndNoted()
{
    m_server->servePage("/",
                        pageWith(alternate("/gone") + alternate("/page") + alternate("/feed")));
    HttpReply gone;
    gone.status = 410;
    m_server->serve("/gone", gone);
    m_server->servePage("/page", pageWith({}));
    serve("/feed", rss("A feed", {"p1"}));
    const FoundSources found = foundAt(u"/"_s);
    QCOMPARE(kindsOf(found), QList<Kind>({Kind::Feed, Kind::Article}));
    QCOMPARE(found.issues.size(), 2);
    QVERIFY(found.issues.join(u' ').contains(urlOf(u"/gone"_s)));
}

void SourceFinderTest::find_feedOnlyInTheUsualPlace_isFound()
{
    HttpReply missing;
    missing.status = 404;
    m_server->serveOthers(missing);
    m_server->servePage("/blog/", pageWith("<meta name=\"generator\" content=\"Hugo 0.120\">"));
    serve("/blog/index.xml", rss("A blog", {"p1"}));
    const FoundSources found = foundAt(u"/blog/"_s);
    QCOMPARE(kindsOf(found), QList<Kind>({Kind::Feed, Kind::Article}));
    QCOMPARE(found.choices.first().url, m_server->url(u"/blog/index.xml"_s));
    QVERIFY(m_server->requests().size() <= 9);
    // That others are missing is nothing odd.
    QCOMPARE(found.issues, QStringList());
}

// A forum has its own feed where many blogs have theirs.
void SourceFinderTest::find_severalInUsualPlaces_prefersThatOfThePage()
{
    HttpReply missing;
    missing.status = 404;
    m_server->serveOthers(missing);
    m_server->servePage("/", pageWith({}, postList()));
    serve("/feed", rss("Forum", {"t1", "t2"}));
    serve(
        "/index.xml",
        rss("Essays", {"x1", "x2"})
            .replace("https://posts.example/x", urlOf(u"/posts/an-essay-about-thing-"_s).toUtf8()));
    const FoundSources found = foundAt(u"/"_s);
    QCOMPARE(kindsOf(found).first(2), QList<Kind>({Kind::Feed, Kind::Feed}));
    QCOMPARE(titlesOf(found).first(2), QStringList({u"Essays"_s, u"Forum"_s}));
}

void SourceFinderTest::find_turnedAway_findsTheFeedAllTheSame()
{
    HttpReply missing;
    missing.status = 404;
    m_server->serveOthers(missing);
    HttpReply forbidden;
    forbidden.status = 403;
    m_server->serve("/blog/", forbidden);
    serve("/blog/feed", rss("A blog", {"p1"}));
    const FoundSources found = foundAt(u"/blog/"_s);
    QCOMPARE(kindsOf(found), QList<Kind>{Kind::Feed});
    QCOMPARE(found.choices.first().url, m_server->url(u"/blog/feed"_s));
}

void SourceFinderTest::find_knownSiteThatRefuses_hasItsFeed_data()
{
    QTest::addColumn<QByteArray>("page");
    QTest::addColumn<QByteArray>("feed");
    QTest::newRow("Mastodon") << "http://social.example/@ann"_ba
                              << "http://social.example/@ann.rss"_ba;
    QTest::newRow("GitHub") << "http://github.com/ann/tool"_ba
                            << "http://github.com/ann/tool/releases.atom"_ba;
    QTest::newRow("WordPress") << "http://ann.wordpress.com/"_ba
                               << "http://ann.wordpress.com/feed/"_ba;
    QTest::newRow("Blogger") << "http://ann.blogspot.com/"_ba
                             << "http://ann.blogspot.com/feeds/posts/default"_ba;
    QTest::newRow("Medium") << "http://ann.medium.com/"_ba
                            << "http://ann.medium.com/feed"_ba;
    QTest::newRow("Substack") << "http://ann.substack.com/"_ba
                              << "http://ann.substack.com/feed"_ba;
}

// The server stands in for all sites of the world, as a proxy.
void SourceFinderTest::find_knownSiteThatRefuses_hasItsFeed()
{
    QFETCH(const QByteArray, page);
    QFETCH(const QByteArray, feed);
    ProxyChoice proxy;
    proxy.kind = ProxyChoice::Kind::Http;
    proxy.host = u"127.0.0.1"_s;
    proxy.port = quint16(m_server->url(u"/"_s).port());
    m_fetcher->setProxy(proxy);
    HttpReply missing;
    missing.status = 404;
    m_server->serveOthers(missing);
    serve(feed, rss("Ann", {"p1", "p2"}));
    const auto isFound = [&] {
        const FindResult found = find(QString::fromLatin1(page));
        return found && found->choices.first().kind == Kind::Feed
            && found->choices.first().url == QUrl(QString::fromLatin1(feed))
            && found->choices.first().count == 2;
    };

    // With 429 and 503 a host asks to be left alone, and is.
    for (const int status : {403, 404, 500}) {
        HttpReply error;
        error.status = status;
        m_server->serve(page, error);
        QVERIFY2(isFound(), qPrintable(QString::number(status)));
    }
    m_server->servePage(page, pageWith({}, "<h1>Before you continue</h1><p>We use cookies."));
    QVERIFY(isFound());
    HttpReply elsewhere;
    elsewhere.status = 302;
    elsewhere.headers = {{"Location", "http://consent.example/ask?for=cookies"}};
    m_server->serve(page, elsewhere);
    m_server->servePage("http://consent.example/ask", pageWith({}, "<h1>We use cookies</h1>"));
    QVERIFY(isFound());
}

// YouTube and Reddit are only asked by TLS.
void SourceFinderTest::feedsOfSite_pageUnread_areThere_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("feed");
    QTest::newRow("YouTube") << u"https://www.youtube.com/channel/UCx"_s
                             << u"https://www.youtube.com/feeds/videos.xml?channel_id=UCx"_s;
    QTest::newRow("Reddit") << u"https://old.reddit.com/r/birds/"_s
                            << u"https://www.reddit.com/r/birds/.rss"_s;
}

void SourceFinderTest::feedsOfSite_pageUnread_areThere()
{
    QFETCH(const QString, page);
    QFETCH(const QString, feed);
    SourceBytes bytes;
    bytes.asked = QUrl(page);
    bytes.page.finalUrl = QUrl(u"https://consent.example/ask"_s);
    bytes.page.body = pageWith({}, "<h1>We use cookies</h1>");
    const auto reading = readSource(bytes, QDateTime::currentDateTimeUtc());
    QVERIFY(reading);
    QVERIFY(!reading->pointers.isEmpty());
    QCOMPARE(reading->pointers.first().url, QUrl(feed));
}

void SourceFinderTest::find_declaredFeed_leavesUsualPlacesAlone()
{
    m_server->servePage("/", pageWith(alternate("/the-feed")));
    serve("/the-feed", rss("A feed", {"p1"}));
    (void)foundAt(u"/"_s);
    QCOMPARE(m_server->requests().size(), 2);
}

void SourceFinderTest::find_pageWithoutFeed_isItsList()
{
    HttpReply missing;
    missing.status = 404;
    m_server->serveOthers(missing);
    m_server->servePage("/posts", pageWith({}, postList()));
    const FoundSources found = foundAt(u"/posts"_s);
    QCOMPARE(found.choices.first().kind, Kind::Page);
    QCOMPARE(found.choices.last().kind, Kind::Article);
    const FoundSource &page = found.choices.first();
    QCOMPARE(page.url, m_server->url(u"/posts"_s));
    QCOMPARE(page.count, 6);
    QCOMPARE(page.posts.size(), 5);
    QCOMPARE(page.posts.first().title, u"An essay about thing 5"_s);
    QCOMPARE(page.posts.first().url, m_server->url(u"/posts/an-essay-about-thing-5"_s));
    QVERIFY(page.posts.first().published);
    QVERIFY(!std::get<IncomingFeed>(page.content).listDescription.isEmpty());
    // Looked for in so many places at most.
    QVERIFY(m_server->requests().size() <= 9);
}

void SourceFinderTest::find_pageWithFeed_hasTheListAsALaterChoice()
{
    m_server->servePage("/posts",
                        pageWith(alternate("/comments/feed") + alternate("/feed"), postList()));
    serve("/feed", rss("A feed", {"p1"}));
    serve("/comments/feed", rss("Comments", {"c1"}));
    QCOMPARE(kindsOf(foundAt(u"/posts"_s)),
             QList<Kind>({Kind::Feed, Kind::Page, Kind::Feed, Kind::Article}));
}

void SourceFinderTest::find_noFeedNoList_isTheArticle()
{
    HttpReply missing;
    missing.status = 404;
    m_server->serveOthers(missing);
    m_server->servePage("/wall", pageWith({}, "<p>We value your privacy. <button>OK</button>"));
    const FoundSources found = foundAt(u"/wall"_s);
    QCOMPARE(kindsOf(found), QList<Kind>{Kind::Article});
    QCOMPARE(found.choices.first().title, u"A site"_s);
    QCOMPARE(found.choices.first().url, m_server->url(u"/wall"_s));
}

void SourceFinderTest::find_picture_isTheArticle()
{
    serve("/cat.png", QByteArray("\x89PNG\0\0", 6), "image/png");
    const FoundSources found = foundAt(u"/cat.png"_s);
    QCOMPARE(kindsOf(found), QList<Kind>{Kind::Article});
    QCOMPARE(found.choices.first().title, u"cat.png"_s);
}

void SourceFinderTest::find_jsonFeed_isFeedAndCollection()
{
    serve("/picked.json", jsonFeed, "application/feed+json");
    const FoundSources found = foundAt(u"/picked.json"_s);
    QCOMPARE(kindsOf(found), QList<Kind>({Kind::Feed, Kind::Collection}));
    // The newest first, or as its author wants it.
    QCOMPARE(titlesOf(found.choices.first()), QStringList({u"A"_s, u"B"_s}));
    QCOMPARE(titlesOf(found.choices.last()), QStringList({u"B"_s, u"A"_s}));
}

void SourceFinderTest::find_opml_isItsFeeds()
{
    serve("/mine.opml", opml, "text/x-opml");
    const FoundSources found = foundAt(u"/mine.opml"_s);
    QCOMPARE(kindsOf(found), QList<Kind>{Kind::Subscriptions});
    QCOMPARE(found.choices.first().title, u"Mine"_s);
    QCOMPARE(found.choices.first().count, 2);
    QCOMPARE(titlesOf(found.choices.first()), QStringList({u"One"_s, u"Two"_s}));
}

void SourceFinderTest::find_files_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("title");
    QTest::newRow("collection") << jsonFeed << Kind::Collection << u"Picked"_s;
    QTest::newRow("subscriptions") << opml << Kind::Subscriptions << u"Mine"_s;
    QTest::newRow("RSS") << rss("Kept", {"a1", "a2"}) << Kind::Collection << u"Kept"_s;
    QTest::newRow("Atom") << atom("Kept", {"a1"}) << Kind::Collection << u"Kept"_s;
}

void SourceFinderTest::find_files()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const Kind, kind);
    QFETCH(const QString, title);
    const QString path = fileWith(bytes);
    const FindResult found = find(path);
    QVERIFY(found);
    QCOMPARE(kindsOf(*found), QList<Kind>{kind});
    QCOMPARE(found->choices.first().title, title);
    QCOMPARE(found->url, QUrl::fromLocalFile(path));
    QCOMPARE(kindsOf(*find(QUrl::fromLocalFile(path).toString())), QList<Kind>{kind});
}

void SourceFinderTest::find_feedFile_isFollowedWhereItLives()
{
    const auto fileOf = [this](const QString &path) {
        return fileWith(atom("Kept", {"a1"})
                            .replace("</title><entry>",
                                     "</title><link rel=\"self\" href=\"" + urlOf(path).toUtf8()
                                         + "\"/><entry>"));
    };
    serve("/feed.xml", rss("Alive", {"a1", "a2"}));
    const FindResult alive = find(fileOf(u"/feed.xml"_s));
    QVERIFY(alive);
    QCOMPARE(kindsOf(*alive), QList<Kind>({Kind::Feed, Kind::Collection}));
    QCOMPARE(alive->choices.first().url, m_server->url(u"/feed.xml"_s));
    QCOMPARE(alive->choices.first().title, u"Alive"_s);
    QCOMPARE(alive->choices.last().count, 1);

    // Gone from there, it is still what it is.
    HttpReply missing;
    missing.status = 404;
    m_server->serve("/old.xml", missing);
    const FindResult gone = find(fileOf(u"/old.xml"_s));
    QVERIFY(gone);
    QCOMPARE(kindsOf(*gone), QList<Kind>{Kind::Collection});
    QCOMPARE(gone->issues.size(), 1);
    QVERIFY(gone->issues.first().contains(u"/old.xml"_s));

    const FindResult empty = find(fileWith(rss("Empty", {})));
    QVERIFY(!empty);
    QCOMPARE(empty.error().error.code, ErrorCode::Malformed);
}

void SourceFinderTest::find_unreadableFile_isSaid_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("missing") << m_folder.filePath(u"missing"_s) << ErrorCode::NotFound;
    QTest::newRow("folder") << m_folder.path() << ErrorCode::InputOutput;
    QTest::newRow("something else") << fileWith("no list of anything") << ErrorCode::Malformed;
}

void SourceFinderTest::find_unreadableFile_isSaid()
{
    QFETCH(const QString, path);
    QFETCH(const ErrorCode, code);
    const FindResult found = find(path);
    QVERIFY(!found);
    QCOMPARE(found.error().error.code, code);
    QCOMPARE(found.error().url, QUrl::fromLocalFile(path));
}

void SourceFinderTest::find_failing_saysWhatFailed_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("missing") << 404 << ErrorCode::NotFound;
    QTest::newRow("gone") << 410 << ErrorCode::Gone;
    QTest::newRow("login") << 401 << ErrorCode::LoginRequired;
    QTest::newRow("broken") << 500 << ErrorCode::HttpStatus;
}

void SourceFinderTest::find_failing_saysWhatFailed()
{
    QFETCH(const int, status);
    QFETCH(const ErrorCode, code);
    HttpReply reply;
    reply.status = status;
    m_server->serve("/a", reply);
    const FindResult found = find(urlOf(u"/a"_s));
    QVERIFY(!found);
    QCOMPARE(found.error().error.code, code);
    QCOMPARE(found.error().httpStatus, std::optional(status));
    QCOMPARE(found.error().url, m_server->url(u"/a"_s));
}

void SourceFinderTest::find_knownSource_isNamed()
{
    m_server->servePage("/", pageWith(alternate("/feed/")));
    serve("/feed/", rss("A feed", {"p1"}));
    const SourceId id =
        TempLibrary::valueOf(m_library->library().addFeed(m_server->url(u"/feed"_s), u"A feed"_s));
    const FoundSources found = foundAt(u"/"_s);
    QCOMPARE(found.choices.first().known, id);
    QVERIFY(!found.choices.last().known);
}

void SourceFinderTest::find_cancelled_endsTheSearch()
{
    HttpReply held;
    held.isHeld = true;
    m_server->serve("/a", held);
    QFuture<FindResult> found = m_finder->find(urlOf(u"/a"_s));
    QTRY_COMPARE(m_server->requestCount("/a"), 1);
    QCOMPARE(m_finder->children().size(), 1);
    found.cancel();
    QTRY_COMPARE(m_finder->children().size(), 0);
    QVERIFY(found.isCanceled());
}

void SourceFinderTest::find_finderGone_isHarmless()
{
    HttpReply held;
    held.isHeld = true;
    m_server->serve("/a", held);
    QFuture<FindResult> found = m_finder->find(urlOf(u"/a"_s));
    QTRY_COMPARE(m_server->requestCount("/a"), 1);
    m_finder.reset();
    QTRY_VERIFY(found.isFinished());
    QCOMPARE(found.resultCount(), 0);
}

void SourceFinderTest::serveBehindLogin(const QByteArray &path, const QByteArray &body)
{
    m_server->serve(path, [body](const HttpRequest &request) {
        HttpReply reply;
        if (request.headers.value("authorization")
            == "Basic " + QByteArray("ann:open").toBase64()) {
            reply.body = body;
        } else {
            reply.status = 401;
            reply.headers = {{"WWW-Authenticate", "Basic realm=\"here\""}};
        }
        return reply;
    });
}

void SourceFinderTest::find_behindALogin_asksForIt()
{
    serveBehindLogin("/feed", rss("Private", {"p1"}));
    const FindResult without = find(urlOf(u"/feed"_s));
    QVERIFY(!without);
    QCOMPARE(without.error().error.code, ErrorCode::LoginRequired);
    const FindResult wrong = waited(m_finder->find(urlOf(u"/feed"_s), Login{u"ann"_s, u"shut"_s}));
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().error.code, ErrorCode::LoginRequired);
    const FindResult right = waited(m_finder->find(urlOf(u"/feed"_s), Login{u"ann"_s, u"open"_s}));
    QVERIFY(right);
    QCOMPARE(right->choices.first().title, u"Private"_s);
    QCOMPARE(right->choices.first().login, (Login{u"ann"_s, u"open"_s}));
}

void SourceFinderTest::find_login_isForItsHostOnly()
{
    HttpServer other;
    QVERIFY(other.isListening());
    HttpReply feed;
    feed.contentType = "application/rss+xml";
    feed.body = rss("Elsewhere", {"p1"});
    other.serve("/feed", feed);
    serveBehindLogin("/", pageWith(alternate(other.url(u"/feed"_s).toEncoded())));
    const FindResult found = waited(m_finder->find(urlOf(u"/"_s), Login{u"ann"_s, u"open"_s}));
    QVERIFY(found);
    QCOMPARE(found->choices.first().title, u"Elsewhere"_s);
    QVERIFY(!found->choices.first().login);
    QVERIFY(!other.requests().isEmpty());
    for (const HttpRequest &request : other.requests())
        QVERIFY(!request.headers.contains("authorization"));
}

void SourceFinderTest::add_behindALogin_keepsIt_data()
{
    QTest::addColumn<bool>("isTyped");
    QTest::newRow("given") << false;
    QTest::newRow("in the address") << true;
}

void SourceFinderTest::add_behindALogin_keepsIt()
{
    QFETCH(bool, isTyped);
    serveBehindLogin("/feed", rss("Private", {"p1"}));
    Keyring keyring(std::make_unique<MemorySecrets>());
    FeedLogins logins(keyring);
    SourceFinder finder(m_library->library(), *m_fetcher, &logins);
    QUrl typed = m_server->url(u"/feed"_s);
    if (isTyped)
        typed.setUserInfo(u"ann:open"_s);
    const FindResult found = waited(finder.find(
        typed.toString(), isTyped ? std::nullopt : std::optional(Login{u"ann"_s, u"open"_s})));
    QVERIFY(found);
    const auto added = waited(finder.add(found->choices.first()));
    QVERIFY(added);
    QVERIFY(!added->loginTrouble);
    const Feed feed = TempLibrary::valueOf(m_library->library().feeds()).first();
    QCOMPARE(feed.url, m_server->url(u"/feed"_s));
    QCOMPARE(feed.settings.userName, u"ann"_s);
    const auto kept = waited(logins.find(feed));
    QVERIFY(kept);
    QCOMPARE(*kept, (Login{u"ann"_s, u"open"_s}));
}

void SourceFinderTest::add_feed_storesWhatWasFetched()
{
    serve("/feed", rss("A feed", {"p1", "p2"}));
    const FoundSource feed = foundAt(u"/feed"_s).choices.first();
    QVERIFY(TempLibrary::valueOf(m_library->library().feeds()).isEmpty());
    const FolderId folder = TempLibrary::valueOf(m_library->library().addFolder(u"Folder"_s, {}));
    m_server->forgetRequests();
    QSignalSpy read(m_finder.get(), &SourceFinder::feedRead);
    const AddedSources added = add(feed, folder);
    QCOMPARE(added.sources.size(), 1);
    QCOMPARE(added.sources.first().outcome.title, u"A feed"_s);
    QCOMPARE(added.sources.first().outcome.added, 2);
    QVERIFY(!added.sources.first().wasThere);
    QCOMPARE(read.size(), 1);
    QCOMPARE(m_server->requests().size(), 0);
    const Feed followed = TempLibrary::valueOf(m_library->library().feeds()).first();
    QCOMPARE(followed.folder, folder);
    QCOMPARE(followed.url, m_server->url(u"/feed"_s));
    QVERIFY(followed.due && followed.succeeded && !followed.contentHash.isEmpty());
}

void SourceFinderTest::add_knownFeed_isOnlyNamed()
{
    serve("/feed", rss("A feed", {"p1"}));
    const SourceId first = add(foundAt(u"/feed"_s).choices.first()).sources.first().outcome.source;
    const AddedSources again = add(foundAt(u"/feed"_s).choices.first());
    QCOMPARE(again.sources.first().outcome, (FeedOutcome{first, u"A feed"_s, 0, 0, 0}));
    QVERIFY(again.sources.first().wasThere);
}

void SourceFinderTest::add_page_isFollowed_andCanChangeItsList()
{
    HttpReply missing;
    missing.status = 404;
    m_server->serveOthers(missing);
    m_server->servePage("/posts", pageWith({}, postList()));
    const FoundSource page = foundAt(u"/posts"_s).choices.first();
    const AddedSources added = add(page);
    QCOMPARE(added.sources.first().outcome.added, 6);
    const Feed followed = TempLibrary::valueOf(m_library->library().feeds()).first();
    QCOMPARE(followed.kind, SourceKind::Page);
    QCOMPARE(followed.listDescription, std::get<IncomingFeed>(page.content).listDescription);
    FoundSource other = foundAt(u"/posts"_s).choices.first();
    QCOMPARE(other.known, followed.source);
    std::get<IncomingFeed>(other.content).listDescription = u"{}"_s;
    QVERIFY(add(other).sources.first().wasThere);
    const QList<Feed> feeds = TempLibrary::valueOf(m_library->library().feeds());
    QCOMPARE(feeds.size(), 1);
    QCOMPARE(feeds.first().listDescription, u"{}"_s);
}

void SourceFinderTest::add_subscriptions_withTheirFolders()
{
    const SourceId known = TempLibrary::valueOf(
        m_library->library().addFeed(QUrl(u"https://two.example/feed"_s), u"2"_s));
    const AddedSources added = add(find(fileWith(opml))->choices.first());
    QCOMPARE(added.sources.size(), 2);
    QCOMPARE(added.sources.first().outcome.title, u"One"_s);
    QVERIFY(!added.sources.first().wasThere);
    QCOMPARE(added.sources.last().outcome.source, known);
    QVERIFY(added.sources.last().wasThere);
    QCOMPARE(added.folders.size(), 1);
    const auto counts = TempLibrary::valueOf(m_library->library().counts());
    QCOMPARE(counts.folders.first().title, u"Tech"_s);
    QCOMPARE(TempLibrary::valueOf(m_library->library().feeds()).last().folder,
             added.folders.first());
}

void SourceFinderTest::add_collection_keepsOrderAndSections()
{
    const QString path = fileWith(jsonFeed);
    const AddedSources added = add(find(path)->choices.first());
    QCOMPARE(added.sources.first().outcome.added, 2);
    QVERIFY(!added.sources.first().wasThere);
    Library &library = m_library->library();
    const Scope scope{Scope::Kind::Source, added.sources.first().outcome.source};
    const auto posts = TempLibrary::valueOf(
        library.posts(TempLibrary::valueOf(library.order(scope, PostSort::ListOrder)), scope));
    QCOMPARE(posts.size(), 2);
    QCOMPARE(posts.first().title, u"B"_s);
    QCOMPARE(posts.first().section, u"First"_s);
    const FoundSource again = find(path)->choices.first();
    QCOMPARE(again.known, scope.source);
    QVERIFY(add(again).sources.first().wasThere);
}

void SourceFinderTest::add_article_isSaved()
{
    HttpReply missing;
    missing.status = 404;
    m_server->serveOthers(missing);
    m_server->servePage("/essay", pageWith({}, "<article><p>Once.</article>"));
    const FoundSource article = foundAt(u"/essay"_s).choices.last();
    const AddedSources added = add(article);
    QVERIFY(added.saved && added.saved->isCollectionNew);
    QVERIFY(added.sources.isEmpty());
    Library &library = m_library->library();
    Collection saved = TempLibrary::valueOf(library.collection(added.saved->collection));
    QCOMPARE(saved.title, u"Saved"_s);
    QVERIFY(saved.isOwn);
    QCOMPARE(saved.posts.size(), 1);
    QCOMPARE(saved.posts.first().url, m_server->url(u"/essay"_s));
    QCOMPARE(saved.posts.first().title, u"A site"_s);

    const AddedSources again = add(article);
    QCOMPARE(again.saved->collection, added.saved->collection);
    QVERIFY(!again.saved->isCollectionNew && !again.saved->article);
    m_server->servePage("/other", pageWith({}, "<article><p>Twice.</article>"));
    const AddedSources other = add(foundAt(u"/other"_s).choices.last());
    QCOMPARE(other.saved->collection, added.saved->collection);
    saved = TempLibrary::valueOf(library.collection(added.saved->collection));
    QCOMPARE(saved.posts.size(), 2);
    QCOMPARE(saved.posts.last().id, other.saved->article);
}

void SourceFinderTest::undo_removesWhatWasAdded()
{
    Library &library = m_library->library();
    serve("/feed", rss("A feed", {"p1"}));
    const FoundSource feed = foundAt(u"/feed"_s).choices.first();
    const AddedSources followed = add(feed);
    const AddedSources again = add(foundAt(u"/feed"_s).choices.first());
    QVERIFY(waited(m_finder->undo(again)));
    QCOMPARE(TempLibrary::valueOf(library.counts()).sources.size(), 1); // it was there
    QVERIFY(waited(m_finder->undo(followed)));
    QVERIFY(TempLibrary::valueOf(library.counts()).sources.isEmpty());

    const AddedSources list = add(find(fileWith(opml))->choices.first());
    QVERIFY(waited(m_finder->undo(list)));
    const LibraryCounts counts = TempLibrary::valueOf(library.counts());
    QVERIFY(counts.sources.isEmpty() && counts.folders.isEmpty());

    serve("/cat.png", QByteArray("\x89PNG\0\0", 6), "image/png");
    serve("/dog.png", QByteArray("\x89PNG\0\0", 6), "image/png");
    const AddedSources kept = add(foundAt(u"/cat.png"_s).choices.first());
    const AddedSources keptAgain = add(foundAt(u"/cat.png"_s).choices.first());
    const AddedSources another = add(foundAt(u"/dog.png"_s).choices.first());
    const auto savedCount = [&] {
        return TempLibrary::valueOf(library.collection(kept.saved->collection)).posts.size();
    };
    QVERIFY(waited(m_finder->undo(keptAgain)));
    QCOMPARE(savedCount(), 2);
    QVERIFY(waited(m_finder->undo(another)));
    QCOMPARE(savedCount(), 1);
    QVERIFY(waited(m_finder->undo(kept)));
    QVERIFY(TempLibrary::valueOf(library.counts()).sources.isEmpty());
}

void SourceFinderTest::add_libraryGone_saysSo()
{
    serve("/feed", rss("A feed", {"p1"}));
    const FoundSource feed = foundAt(u"/feed"_s).choices.first();
    TempLibrary broken(TempLibrary::State::Failed);
    SourceFinder finder(broken.library(), *m_fetcher);
    QVERIFY(!waited(finder.add(feed)));
    QVERIFY(!waited(finder.find(urlOf(u"/feed"_s))));
}

QTEST_GUILESS_MAIN(SourceFinderTest)
#include "tst_sourcefinder.moc"
