// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/compressed.h"
#include "net/fetching.h"
#include "support/httpserver.h"
#include "support/rawserver.h"

#include <QFuture>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTest>

using namespace lectern;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using Then = RawAnswer::Then;

namespace {

const QByteArray ok = "HTTP/1.1 200 OK\r\n";
const QByteArray chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";

/// Little enough for a test to wait for.
constexpr FetchLimits shortLimits{
    .connect = 15s, .total = 300ms, .patience = 5s, .bytes = 20'000'000};

FetchRequest impatient(const QUrl &url)
{
    FetchRequest request = requestOf(url);
    request.limits = shortLimits;
    return request;
}

} // namespace

/// What a fetcher makes of servers as they are: slow, broken, hostile, or not there.
class FetcherTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void answer_oddButWhole_isAPage_data();
    void answer_oddButWhole_isAPage();
    void answer_broken_isAFailure_data();
    void answer_broken_isAFailure();
    void status_thatIsNoSuccess_isAFailure_data();
    void status_thatIsNoSuccess_isAFailure();
    void status_longErrorPage_isNotReadToItsEnd();
    void notModified_withoutBeingAsked_isAFailure();
    void errorPage_underStatus200_comesThrough();

    void limit_slowDrip_endsInTime();
    void limit_silence_endsInTime();
    void limit_redirectsShareOneTime();
    void limit_handshakeWithoutEnd_endsInTime();
    void limit_bodyBeyondIt_isRefused_data();
    void limit_bodyBeyondIt_isRefused();
    void headersWithoutEnd_holdUpNobody();

    void redirect_inCircles_isRefused();
    void redirect_withoutEnd_isRefused();
    void redirect_toAFile_isRefused();

    void address_notOfTheWeb_isRefused_data();
    void address_notOfTheWeb_isRefused();
    void header_thatMayNotBeSent_isRefused();
    void server_thatIsNotThere_isNamed();
    void host_thatIsNotThere_isNamed();
    void host_ofIPv6_isReached();
    void certificate_thatNobodyKnows_isRefusedByName();
    void certificate_thatIsTrusted_letsTlsThrough();
    void unreachable_whileOffline_isOffline();

    void keptConnection_closedMeanwhile_isReplaced();
    void proxy_isAskedInsteadOfTheServer();
    void proxy_chosenMeanwhile_isUsedFromThenOn();
    void proxy_thatIsNotThere_isNamed();
    void proxy_forTls_isAskedForATunnel();

    void cancel_beforeItStarts_neverAsks();
    void cancel_underWay_endsTheConnection();
    void cancel_byOneOfTwo_leavesTheOtherItsAnswer();
    void destroyed_withFetchesUnderWay_cancelsThem();
    void thousandHosts_fiftyHang_holdUpNobody();
    void hosts_hangingFirst_giveTheirPlacesToOthers_data();
    void hosts_hangingFirst_giveTheirPlacesToOthers();

private:
    [[nodiscard]] FetchResult fetch(const FetchRequest &request)
    {
        return resultOf(m_fetcher->fetch(request));
    }
    [[nodiscard]] FetchResult fetch(const QString &path)
    {
        return fetch(requestOf(m_server->url(path)));
    }

    MovableClock m_clock;
    std::unique_ptr<RawServer> m_server;
    std::unique_ptr<Fetcher> m_fetcher;
};

void FetcherTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_server = std::make_unique<RawServer>(QHostAddress::AnyIPv4);
    QVERIFY(m_server->isListening());
    m_fetcher = std::make_unique<Fetcher>(testSettings(m_clock));
}

void FetcherTest::cleanup()
{
    m_fetcher.reset();
    QCOMPARE(m_server->unexpectedRequests(), QList<QByteArray>());
}

void FetcherTest::answer_oddButWhole_isAPage_data()
{
    QTest::addColumn<RawAnswer>("answer");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("until closed") << RawAnswer{ok + "\r\nhello", Then::Close, {}} << 200
                                  << "hello"_ba;
    QTest::newRow("chunks") << RawAnswer{chunked + "5\r\nhello\r\n0\r\n\r\n", Then::Wait, {}} << 200
                            << "hello"_ba;
    QTest::newRow("more than announced")
        << RawAnswer{ok + "Content-Length: 5\r\n\r\nhello world", Then::Wait, {}} << 200
        << "hello"_ba;
    QTest::newRow("empty") << rawAnswer(200) << 200 << ""_ba;
    QTest::newRow("empty and closed") << RawAnswer{ok + "\r\n", Then::Close, {}} << 200 << ""_ba;
    QTest::newRow("no content") << RawAnswer{"HTTP/1.1 204 No Content\r\n\r\n", Then::Wait, {}}
                                << 204 << ""_ba;
    QTest::newRow("early hints") << RawAnswer{
        "HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n" + rawAnswer(200, {}, "hello").bytes,
        Then::Wait,
        {}} << 200 << "hello"_ba;
    QTest::newRow("old and short")
        << RawAnswer{"HTTP/1.0 200\n\nhello", Then::Close, {}} << 200 << "hello"_ba;
}

void FetcherTest::answer_oddButWhole_isAPage()
{
    QFETCH(RawAnswer, answer);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    m_server->serve("/feed", answer);
    const FetchResult result = fetch(u"/feed"_s);
    VERIFY_FETCHED(result);
    QCOMPARE(result->status, status);
    QCOMPARE(result->body, body);
    QCOMPARE(result->hash.size(), 16);
    QVERIFY(!result->isNotModified);
}

void FetcherTest::answer_broken_isAFailure_data()
{
    QTest::addColumn<RawAnswer>("answer");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<ErrorCode>("code");
    const auto lost = [](const char *name, const QByteArray &bytes, Then then) {
        QTest::newRow(name) << RawAnswer{bytes, then, {}} << ErrorKind::Remote
                            << ErrorCode::ConnectionLost;
    };
    const auto malformed = [](const char *name, const QByteArray &bytes) {
        QTest::newRow(name) << RawAnswer{bytes, Then::Close, {}} << ErrorKind::Data
                            << ErrorCode::Malformed;
    };
    const QByteArray gzip = compressed("<rss/>", Frame::Gzip);
    lost("closed at once", {}, Then::Close);
    lost("reset at once", {}, Then::Reset);
    lost("closed in the head", "HTTP/1.1 200 OK\r\nContent-", Then::Close);
    lost("less than announced", ok + "Content-Length: 500\r\n\r\n<rss>", Then::Close);
    lost("reset in the body", ok + "Content-Length: 500\r\n\r\n<rss>", Then::Reset);
    lost("closed between chunks", chunked + "5\r\n<rss>\r\n", Then::Close);
    lost("gzip cut", ok + "Content-Encoding: gzip\r\n\r\n" + gzip.chopped(4), Then::Close);
    malformed("chunks broken", chunked + "5\r\n<rss>\r\nzz\r\n</rss>\r\n0\r\n\r\n");
    malformed("two lengths", ok + "Content-Length: 5\r\nContent-Length: 3\r\n\r\nhello");
    malformed("not HTTP", "220 mail.example ESMTP\r\n");
    malformed("gzip broken",
              ok + "Content-Encoding: gzip\r\n\r\n" + gzip.left(10) + "\xff\xff\xff");
}

void FetcherTest::answer_broken_isAFailure()
{
    QFETCH(RawAnswer, answer);
    QFETCH(ErrorKind, kind);
    QFETCH(ErrorCode, code);
    m_server->serve("/feed", answer);
    const FetchResult result = fetch(u"/feed"_s);
    VERIFY_FAILED(result, kind, code);
    QCOMPARE(result.error().finalUrl, m_server->url(u"/feed"_s));
    QCOMPARE(result.error().httpStatus, std::nullopt);
    QVERIFY(result.error().error.detail.contains(u"127.0.0.1"_s)
            || result.error().error.detail.contains(u"gzip"_s));
}

void FetcherTest::status_thatIsNoSuccess_isAFailure_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("part") << 206 << ErrorKind::Remote << ErrorCode::HttpStatus;
    QTest::newRow("choices") << 300 << ErrorKind::Remote << ErrorCode::HttpStatus;
    QTest::newRow("redirect to nowhere") << 302 << ErrorKind::Remote << ErrorCode::HttpStatus;
    QTest::newRow("use a proxy") << 305 << ErrorKind::Remote << ErrorCode::HttpStatus;
    QTest::newRow("login") << 401 << ErrorKind::Remote << ErrorCode::LoginRequired;
    QTest::newRow("forbidden") << 403 << ErrorKind::Remote << ErrorCode::HttpStatus;
    QTest::newRow("not there") << 404 << ErrorKind::Remote << ErrorCode::NotFound;
    QTest::newRow("login to a proxy") << 407 << ErrorKind::Environment << ErrorCode::ProxyRefused;
    QTest::newRow("gone") << 410 << ErrorKind::Remote << ErrorCode::Gone;
    QTest::newRow("server's fault") << 500 << ErrorKind::Remote << ErrorCode::HttpStatus;
    QTest::newRow("beyond all") << 999 << ErrorKind::Remote << ErrorCode::HttpStatus;
}

void FetcherTest::status_thatIsNoSuccess_isAFailure()
{
    QFETCH(int, status);
    QFETCH(ErrorKind, kind);
    QFETCH(ErrorCode, code);
    m_server->serve("/feed", rawAnswer(status, {}, "<h1>Sorry</h1>"));
    const FetchResult result = fetch(u"/feed"_s);
    VERIFY_FAILED(result, kind, code);
    QVERIFY2(result.error().error.detail.contains(QString::number(status)),
             qPrintable(result.error().error.detail));
}

void FetcherTest::status_longErrorPage_isNotReadToItsEnd()
{
    m_server->serve("/feed",
                    RawAnswer{"HTTP/1.1 500 X\r\n\r\n", Then::GoOn, QByteArray(10'000, 'x')});
    VERIFY_FAILED(fetch(u"/feed"_s), ErrorKind::Remote, ErrorCode::HttpStatus);
    QTRY_COMPARE(m_server->openCount(), 0);
}

void FetcherTest::notModified_withoutBeingAsked_isAFailure()
{
    m_server->serve("/feed", RawAnswer{"HTTP/1.1 304 X\r\n\r\n", Then::Wait, {}});
    const FetchResult result = fetch(u"/feed"_s);
    VERIFY_FAILED(result, ErrorKind::Remote, ErrorCode::HttpStatus);
    QCOMPARE(result.error().httpStatus, std::optional(304));
}

void FetcherTest::errorPage_underStatus200_comesThrough()
{
    m_server->serve("/feed",
                    rawAnswer(200, {"Content-Type: text/html; charset=x"}, "<h1>Sorry</h1>"));
    const FetchResult result = fetch(u"/feed"_s);
    VERIFY_FETCHED(result);
    QCOMPARE(result->body, "<h1>Sorry</h1>"_ba);
    QCOMPARE(result->contentType, "text/html; charset=x"_ba);
}

void FetcherTest::limit_slowDrip_endsInTime()
{
    m_server->serve("/feed", RawAnswer{ok + "\r\n", Then::GoOn, " "});
    const FetchResult result = fetch(impatient(m_server->url(u"/feed"_s)));
    VERIFY_FAILED(result, ErrorKind::Remote, ErrorCode::TimedOut);
    QVERIFY(result.error().elapsed >= 250ms);
    QTRY_COMPARE(m_server->openCount(), 0);
}

void FetcherTest::limit_silence_endsInTime()
{
    m_server->serve("/head", RawAnswer());
    m_server->serve("/body", RawAnswer{ok + "Content-Length: 5\r\n\r\nhell", Then::Wait, {}});
    VERIFY_FAILED(fetch(impatient(m_server->url(u"/head"_s))), ErrorKind::Remote,
                  ErrorCode::TimedOut);
    VERIFY_FAILED(fetch(impatient(m_server->url(u"/body"_s))), ErrorKind::Remote,
                  ErrorCode::TimedOut);
}

void FetcherTest::limit_redirectsShareOneTime()
{
    // Each hop is quick enough by itself, were there not so many.
    m_server->serve("/feed", rawAnswer(302, {"Location: /next"}));
    m_server->serve("/next", rawAnswer(302, {"Location: /silent"}));
    m_server->serve("/silent", RawAnswer());
    const FetchResult result = fetch(impatient(m_server->url(u"/feed"_s)));
    VERIFY_FAILED(result, ErrorKind::Remote, ErrorCode::TimedOut);
    QCOMPARE(result.error().finalUrl, m_server->url(u"/silent"_s));
}

void FetcherTest::limit_handshakeWithoutEnd_endsInTime()
{
    // The server waits for HTTP, we for its part of TLS.
    FetchRequest request = requestOf(m_server->url(u"/feed"_s));
    request.url.setScheme(u"https"_s);
    request.limits.connect = 300ms;
    const FetchResult result = fetch(request);
    VERIFY_FAILED(result, ErrorKind::Remote, ErrorCode::TimedOut);
    QVERIFY2(result.error().error.detail.contains(u"connection"_s),
             qPrintable(result.error().error.detail));
}

void FetcherTest::limit_bodyBeyondIt_isRefused_data()
{
    QTest::addColumn<RawAnswer>("answer");
    const QByteArray zeros(1'000'000, '\0');
    QTest::newRow("announced") << RawAnswer{ok + "Content-Length: 1000001\r\n\r\n", Then::Wait, {}};
    QTest::newRow("without end") << RawAnswer{ok + "\r\n", Then::GoOn, QByteArray(100'000, 'x')};
    QTest::newRow("chunks without end")
        << RawAnswer{chunked, Then::GoOn, "186a0\r\n" + QByteArray(100'000, 'x') + "\r\n"};
    QTest::newRow("bomb, 100 MB in 0.4 MB")
        << rawAnswer(200, {"Content-Encoding: gzip"}, compressed(zeros, Frame::Gzip, 100));
}

void FetcherTest::limit_bodyBeyondIt_isRefused()
{
    QFETCH(RawAnswer, answer);
    m_server->serve("/feed", answer);
    FetchRequest request = requestOf(m_server->url(u"/feed"_s));
    QCOMPARE(request.limits.bytes, 20'000'000);
    request.limits.bytes = 1'000'000;
    VERIFY_FAILED(fetch(request), ErrorKind::Data, ErrorCode::TooLarge);
    QTRY_COMPARE(m_server->openCount(), 0);
}

void FetcherTest::headersWithoutEnd_holdUpNobody()
{
    const QByteArray header = "X-A: " + QByteArray(60'000, 'a') + "\r\n";
    m_server->serve("/headers", RawAnswer{ok, Then::GoOn, header});
    m_server->serve("/chunk", RawAnswer{chunked + "5;", Then::GoOn, QByteArray(60'000, 'a')});
    m_server->serve("/feed", rawAnswer(200));
    const auto headers = m_fetcher->fetch(requestOf(m_server->url(u"/headers"_s)));
    const auto chunk = m_fetcher->fetch(requestOf(m_server->url(u"/chunk"_s, u"127.0.0.2"_s)));
    VERIFY_FETCHED(fetch(requestOf(m_server->url(u"/feed"_s, u"127.0.0.3"_s))));
    VERIFY_FAILED(resultOf(headers), ErrorKind::Data, ErrorCode::Malformed);
    VERIFY_FAILED(resultOf(chunk), ErrorKind::Data, ErrorCode::Malformed);
}

void FetcherTest::redirect_inCircles_isRefused()
{
    m_server->serve("/a", rawAnswer(302, {"Location: /b"}));
    m_server->serve("/b", rawAnswer(301, {"Location: /a"}));
    VERIFY_FAILED(fetch(u"/a"_s), ErrorKind::Remote, ErrorCode::TooManyRedirects);
    QCOMPARE(m_server->requests().size(), 2);
}

void FetcherTest::redirect_withoutEnd_isRefused()
{
    int count = 0;
    m_server->serve("/feed", [&](const HttpRequest &) {
        return rawAnswer(302, {"Location: ?" + QByteArray::number(++count)});
    });
    VERIFY_FAILED(fetch(u"/feed"_s), ErrorKind::Remote, ErrorCode::TooManyRedirects);
    QCOMPARE(m_server->requests().size(), 11);
}

void FetcherTest::redirect_toAFile_isRefused()
{
    m_server->serve("/feed", rawAnswer(302, {"Location: file:///etc/hostname"}));
    VERIFY_FAILED(fetch(u"/feed"_s), ErrorKind::Remote, ErrorCode::RedirectRefused);
}

void FetcherTest::address_notOfTheWeb_isRefused_data()
{
    QTest::addColumn<QString>("address");
    for (const char *address : {"", "file:///etc/hostname", "data:text/xml,<rss/>",
                                "ftp://127.0.0.1/", "feed", "//a.example/", "http:///feed",
                                "http:feed", "javascript:alert(1)", "qrc:/x", "lectern:guide"})
        QTest::newRow(address) << QString::fromLatin1(address);
}

void FetcherTest::address_notOfTheWeb_isRefused()
{
    QFETCH(QString, address);
    VERIFY_FAILED(fetch(requestOf(QUrl(address))), ErrorKind::Data, ErrorCode::AddressRefused);
}

void FetcherTest::header_thatMayNotBeSent_isRefused()
{
    FetchRequest request = requestOf(m_server->url(u"/feed"_s));
    request.headers = {{"X-A", "a\r\nHost: other.example"}};
    VERIFY_FAILED(fetch(request), ErrorKind::Bug, ErrorCode::Internal);
    request.headers = {};
    request.validators = {request.url, "\"a\"\r\nX-A: b", {}};
    VERIFY_FAILED(fetch(request), ErrorKind::Bug, ErrorCode::Internal);
    QCOMPARE(m_server->requests().size(), 0);
}

void FetcherTest::server_thatIsNotThere_isNamed()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    QUrl url = m_server->url(u"/feed"_s);
    url.setPort(closed.serverPort());
    closed.close();
    VERIFY_FAILED(fetch(requestOf(url)), ErrorKind::Remote, ErrorCode::ConnectionRefused);
}

void FetcherTest::host_thatIsNotThere_isNamed()
{
    const FetchResult result = fetch(requestOf(QUrl(u"http://nowhere.invalid/feed"_s)));
    VERIFY_FAILED(result, ErrorKind::Remote, ErrorCode::HostNotFound);
    QVERIFY(result.error().error.detail.contains(u"nowhere.invalid"_s));
}

void FetcherTest::host_ofIPv6_isReached()
{
    RawServer server(QHostAddress::LocalHostIPv6);
    if (!server.isListening())
        QSKIP("This machine has no IPv6.");
    server.serve("/feed", rawAnswer(200, {}, "six"));
    const QUrl url = server.url(u"/feed"_s, u"::1"_s);
    const FetchResult result = fetch(requestOf(url));
    VERIFY_FETCHED(result);
    QCOMPARE(result->body, "six"_ba);
    QCOMPARE(server.requests().constFirst().headers.value("host"),
             "[::1]:" + QByteArray::number(server.port()));
}

void FetcherTest::certificate_thatNobodyKnows_isRefusedByName()
{
    HttpServer server(HttpServer::Security::SelfSignedCertificate);
    QVERIFY(server.isListening());
    server.servePage("/feed", "<rss/>");
    const FetchResult result = fetch(requestOf(server.url(u"/feed"_s, u"localhost"_s)));
    VERIFY_FAILED(result, ErrorKind::Remote, ErrorCode::InsecureConnection);
    QVERIFY2(result.error().error.detail.contains(u"self-signed"_s),
             qPrintable(result.error().error.detail));
    QCOMPARE(server.requests().size(), 0);
}

void FetcherTest::certificate_thatIsTrusted_letsTlsThrough()
{
    const QSslConfiguration before = QSslConfiguration::defaultConfiguration();
    const auto restore = qScopeGuard([&] { QSslConfiguration::setDefaultConfiguration(before); });
    QSslConfiguration trusting = before;
    trusting.addCaCertificate(HttpServer::certificate());
    QSslConfiguration::setDefaultConfiguration(trusting);

    HttpServer server(HttpServer::Security::SelfSignedCertificate);
    QVERIFY(server.isListening());
    server.servePage("/feed", "<rss/>");
    m_server->serve(
        "/feed",
        rawAnswer(301, {"Location: " + server.url(u"/feed"_s, u"localhost"_s).toEncoded()}));
    const FetchResult result = fetch(u"/feed"_s);
    VERIFY_FETCHED(result);
    QCOMPARE(result->body, "<rss/>"_ba);
    QCOMPARE(result->movedTo, std::optional(server.url(u"/feed"_s, u"localhost"_s)));

    // But not back to where everybody can listen.
    HttpReply plain;
    plain.status = 302;
    plain.headers = {{"Location", m_server->url(u"/plain"_s).toEncoded()}};
    server.serve("/down", plain);
    VERIFY_FAILED(fetch(requestOf(server.url(u"/down"_s, u"localhost"_s))), ErrorKind::Remote,
                  ErrorCode::RedirectRefused);
}

void FetcherTest::unreachable_whileOffline_isOffline()
{
    m_fetcher->setOnline(false);
    VERIFY_FAILED(fetch(requestOf(QUrl(u"http://nowhere.invalid/feed"_s))), ErrorKind::Environment,
                  ErrorCode::Offline);
    // What can be reached nevertheless is fetched: the system may be wrong.
    m_server->serve("/feed", rawAnswer(200));
    VERIFY_FETCHED(fetch(u"/feed"_s));
    m_fetcher->setOnline(true);
    VERIFY_FAILED(fetch(requestOf(QUrl(u"http://nowhere.invalid/feed"_s))), ErrorKind::Remote,
                  ErrorCode::HostNotFound);
}

void FetcherTest::keptConnection_closedMeanwhile_isReplaced()
{
    // Two at once, so that the first one's connection is kept for the others.
    m_server->serve("/feed", [this](const HttpRequest &request) {
        RawAnswer answer = rawAnswer(200, {}, request.path);
        if (m_server->requests().size() % 5 == 0)
            answer.then = Then::Close; // without having said so
        return answer;
    });
    QList<QFuture<FetchResult>> futures;
    for (int i = 0; i < 60; ++i)
        futures << m_fetcher->fetch(requestOf(m_server->url(u"/feed?%1"_s.arg(i))));
    for (int i = 0; i < 60; ++i) {
        const FetchResult result = resultOf(futures.at(i));
        VERIFY_FETCHED(result);
        QCOMPARE(result->body, "/feed?" + QByteArray::number(i));
    }
}

void FetcherTest::proxy_isAskedInsteadOfTheServer()
{
    m_server->serve("/feed", rawAnswer(200, {}, "by proxy"));
    ProxyChoice proxy;
    proxy.kind = ProxyChoice::Kind::Http;
    proxy.host = u"127.0.0.1"_s;
    proxy.port = m_server->port();
    proxy.login = Login{u"me"_s, u"secret"_s};
    m_fetcher->setProxy(proxy);
    const FetchResult result = fetch(requestOf(QUrl(u"http://feeds.example:81/feed?a"_s)));
    VERIFY_FETCHED(result);
    QCOMPARE(result->body, "by proxy"_ba);
    const HttpRequest request = m_server->requests().constFirst();
    QCOMPARE(request.path, "http://feeds.example:81/feed?a"_ba);
    QCOMPARE(request.headers.value("host"), "feeds.example:81"_ba);
    QCOMPARE(request.headers.value("proxy-authorization"),
             "Basic " + QByteArray("me:secret").toBase64());
}

void FetcherTest::proxy_chosenMeanwhile_isUsedFromThenOn()
{
    RawServer proxy;
    QVERIFY(proxy.isListening());
    proxy.serve("/feed", rawAnswer(200, {}, "by proxy"));
    ProxyChoice choice;
    choice.kind = ProxyChoice::Kind::Http;
    choice.host = u"127.0.0.1"_s;
    choice.port = proxy.port();
    // While two answers are under way, and many wait for their connections.
    m_server->serve("/feed", [&](const HttpRequest &) {
        if (m_server->requests().size() == 1)
            return RawAnswer();
        m_fetcher->setProxy(choice);
        return rawAnswer(200, {}, "directly");
    });
    QList<QFuture<FetchResult>> futures;
    for (int i = 0; i < 20; ++i)
        futures << m_fetcher->fetch(impatient(m_server->url(u"/feed?%1"_s.arg(i))));
    int direct = 0;
    for (const auto &future : std::as_const(futures)) {
        const FetchResult result = resultOf(future);
        if (!result || result->body == "directly")
            ++direct;
        else
            QCOMPARE(result->body, "by proxy"_ba);
    }
    QCOMPARE(m_server->requests().size(), direct);
    QCOMPARE(proxy.requests().size(), 20 - direct);
    // setProxy() may still have been on its way when the second answer was there.
    QVERIFY2(direct <= 4, QByteArray::number(direct).constData());
}

void FetcherTest::proxy_thatIsNotThere_isNamed()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    ProxyChoice proxy;
    proxy.host = u"127.0.0.1"_s;
    proxy.port = closed.serverPort();
    closed.close();
    for (const auto kind : {ProxyChoice::Kind::Http, ProxyChoice::Kind::Socks5}) {
        proxy.kind = kind;
        m_fetcher->setProxy(proxy);
        VERIFY_FAILED(fetch(u"/feed"_s), ErrorKind::Environment, ErrorCode::ProxyRefused);
    }
}

void FetcherTest::proxy_forTls_isAskedForATunnel()
{
    m_server->serve("443", rawAnswer(403)); // as "feeds.example:443" is read
    ProxyChoice proxy;
    proxy.kind = ProxyChoice::Kind::Http;
    proxy.host = u"127.0.0.1"_s;
    proxy.port = m_server->port();
    m_fetcher->setProxy(proxy);
    const FetchResult result = fetch(requestOf(QUrl(u"https://feeds.example/feed"_s)));
    VERIFY_FAILED(result, ErrorKind::Environment, ErrorCode::ProxyRefused);
    QCOMPARE(m_server->requests().constFirst().method, "CONNECT"_ba);
    QCOMPARE(m_server->requests().constFirst().path, "feeds.example:443"_ba);
}

void FetcherTest::cancel_beforeItStarts_neverAsks()
{
    m_server->serve("/silent", RawAnswer());
    m_server->serve("/feed", rawAnswer(200));
    const auto first = m_fetcher->fetch(requestOf(m_server->url(u"/silent?1"_s)));
    const auto second = m_fetcher->fetch(requestOf(m_server->url(u"/silent?2"_s)));
    auto waiting = m_fetcher->fetch(requestOf(m_server->url(u"/feed"_s)));
    waiting.cancel();
    QTRY_VERIFY(waiting.isFinished());
    QCOMPARE(waiting.resultCount(), 0);
    QTRY_COMPARE(m_server->requestCount("/silent"), 2);
    QVERIFY(!first.isFinished());
    QVERIFY(!second.isFinished());
    QCOMPARE(m_server->requestCount("/feed"), 0);
}

void FetcherTest::cancel_underWay_endsTheConnection()
{
    m_server->serve("/feed", RawAnswer());
    auto future = m_fetcher->fetch(requestOf(m_server->url(u"/feed"_s)));
    QTRY_COMPARE(m_server->requestCount("/feed"), 1);
    future.cancel();
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.resultCount(), 0);
    QTRY_COMPARE(m_server->openCount(), 0);
}

void FetcherTest::cancel_byOneOfTwo_leavesTheOtherItsAnswer()
{
    bool isReady = false;
    m_server->serve("/feed",
                    [&](const HttpRequest &) { return isReady ? rawAnswer(200) : RawAnswer(); });
    auto one = m_fetcher->fetch(impatient(m_server->url(u"/feed"_s)));
    const auto other = m_fetcher->fetch(impatient(m_server->url(u"/feed"_s)));
    QTRY_COMPARE(m_server->requestCount("/feed"), 1);
    one.cancel();
    VERIFY_FAILED(resultOf(other), ErrorKind::Remote, ErrorCode::TimedOut);
    QVERIFY(one.isFinished());
    QCOMPARE(one.resultCount(), 0);
    // The host is none the worse for it.
    isReady = true;
    VERIFY_FETCHED(fetch(u"/feed"_s));
}

void FetcherTest::destroyed_withFetchesUnderWay_cancelsThem()
{
    m_server->serve("/feed", RawAnswer());
    QList<QFuture<FetchResult>> futures;
    for (int i = 1; i <= 50; ++i)
        futures << m_fetcher->fetch(requestOf(m_server->url(u"/feed"_s, u"127.0.1.%1"_s.arg(i))));
    QTRY_VERIFY(m_server->requestCount("/feed") > 0);
    m_fetcher.reset();
    for (const auto &future : std::as_const(futures)) {
        QVERIFY(future.isFinished());
        QVERIFY(future.isCanceled());
        QCOMPARE(future.resultCount(), 0);
    }
    QTRY_COMPARE(m_server->openCount(), 0);
}

void FetcherTest::thousandHosts_fiftyHang_holdUpNobody()
{
    m_server->serve("/feed",
                    [](const HttpRequest &request) { return rawAnswer(200, {}, request.path); });
    m_server->serve("/silent", RawAnswer());
    QList<QFuture<FetchResult>> good;
    QList<QFuture<FetchResult>> hanging;
    for (int i = 0; i < 1000; ++i) {
        const QString host = u"127.1.%1.%2"_s.arg(i / 250).arg(1 + i % 250);
        if (i % 20 == 7)
            hanging << m_fetcher->fetch(impatient(m_server->url(u"/silent"_s, host)));
        else
            good << m_fetcher->fetch(requestOf(m_server->url(u"/feed?%1"_s.arg(i), host)));
    }
    // A person is not kept waiting by any of them.
    VERIFY_FETCHED(resultOf(m_fetcher->fetch(
        requestOf(m_server->url(u"/feed?asked"_s, u"127.2.0.1"_s)), Urgency::Asked)));

    for (const auto &future : std::as_const(good))
        VERIFY_FETCHED(resultOf(future));
    QCOMPARE(good.size(), 950);
    for (const auto &future : std::as_const(hanging))
        VERIFY_FAILED(resultOf(future), ErrorKind::Remote, ErrorCode::TimedOut);
    QCOMPARE(hanging.size(), 50);
    QTRY_COMPARE(m_server->openCount(), 0);
}

void FetcherTest::hosts_hangingFirst_giveTheirPlacesToOthers_data()
{
    QTest::addColumn<RawAnswer>("answer");
    QTest::newRow("without a word") << RawAnswer();
    QTest::newRow("in the middle")
        << RawAnswer{ok + "Content-Length: 5\r\n\r\nhell", Then::Wait, {}};
}

void FetcherTest::hosts_hangingFirst_giveTheirPlacesToOthers()
{
    QFETCH(const RawAnswer, answer);
    m_server->serve("/silent", answer);
    m_server->serve("/feed",
                    [](const HttpRequest &request) { return rawAnswer(200, {}, request.path); });
    // More than there are places, and nobody is known to be slow.
    QList<QFuture<FetchResult>> hanging;
    for (int i = 1; i <= 50; ++i) {
        FetchRequest request = requestOf(m_server->url(u"/silent"_s, u"127.0.1.%1"_s.arg(i)));
        request.limits.patience = 20ms;
        hanging << m_fetcher->fetch(request);
    }
    QList<QFuture<FetchResult>> good;
    for (int i = 1; i <= 100; ++i)
        good << m_fetcher->fetch(requestOf(m_server->url(u"/feed"_s, u"127.0.2.%1"_s.arg(i))));
    for (const auto &future : std::as_const(good))
        VERIFY_FETCHED(resultOf(future));
    for (const auto &future : std::as_const(hanging))
        QVERIFY(!future.isFinished());
    QCOMPARE(m_server->requestCount("/silent"), 50);
}

QTEST_GUILESS_MAIN(FetcherTest)
#include "tst_fetcher.moc"
