// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/compressed.h"
#include "net/fetching.h"
#include "support/rawserver.h"

#include <QFuture>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace lectern;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QByteArray etag = "W/\"a,b \\ 'c'\"";
const QByteArray lastModified = "Wed, 01 Jan 2020 00:00:00 EST";

/// Answers 304 to those who know what they have, as a server should.
RawAnswer conditional(const HttpRequest &request)
{
    if (request.headers.value("if-none-match") == etag
        && request.headers.value("if-modified-since") == lastModified)
        return rawAnswer(304);
    return rawAnswer(200, {"ETag: " + etag, "Last-Modified: " + lastModified}, "<rss/>");
}

} // namespace

/// What people who run servers expect of a program that comes by regularly. Follows the list of
/// the feed reader behavior project (rachelbythebay.com/frb) as far as fetching goes; when to come
/// by is decided elsewhere.
class FetchEtiquetteTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    // Asking only for what is new
    void firstRequest_isUnconditional();
    void validators_comeBackByteForByte();
    void oneValidator_isSentAlone();
    void validators_areGivenAsAPair_alsoWhenOneIsGone();
    void validators_goOnlyToTheAddressTheyCameFrom();
    void validators_ofARedirectsTarget_goThere();
    void validators_areStillGoodAfterARefusal();
    void validators_ofUnreasonableSize_areNotKept();
    void notModified_keepsWhatItDoesNotReplace();
    void notModified_newValidatorsReplaceTheOld();
    void sameBytes_areNotModifiedEither();
    void request_isAlwaysGet();

    // Being left alone
    void tooManyRequests_hostIsNotAskedUntilItsTime();
    void tooManyRequests_whatWaitsForThatHostFailsAtOnce();
    void tooManyRequests_withoutATime_isAQuarterOfAnHour();
    void tooManyRequests_retryAfterMayBeADate();
    void tooManyRequests_otherHostsGoOn();
    void unavailable_withATime_closesTheHost();
    void unavailable_withoutATime_doesNot();
    void cacheControl_isHandedOn();

    // Not being a crowd
    void sameAddressTwiceAtOnce_isFetchedOnce();
    void sameAddressForDifferentPeople_isFetchedForEach();
    void oneHost_seesTwoAtOnce();
    void allHosts_seeTwentyFourAtOnce();
    void manyOfOneHost_shareTwoConnections();
    void onlyOneOfAHost_keepsNoConnection();
    void request_isNotRepeatedWhenTheServerFails();

    // Moving, and being gone
    void movedForGood_isReported();
    void movedForNow_isNot();
    void movedForGood_butNothingThere_isNotReported();
    void gone_isSaidSo();

    // Saying who one is, and no more
    void userAgent_namesTheProgramAndWhereToComplain();
    void userAgent_ofTheRequest_replacesIt();
    void cookies_areNeitherKeptNorSent();
    void referrer_isNotSent();
    void language_isNotSent();
    void address_isSentAsItIs();
    void compression_isAskedForAndUndone_data();
    void compression_isAskedForAndUndone();

    // Logging in
    void login_isNotSentBeforeTheServerAsks();
    void login_byDigest_isAskedForEachTime();
    void login_inTheAddress_isOne();
    void login_isNotSentElsewhere();
    void login_thatIsWrong_isTriedOnce();
    void login_ofAnother_isNotUsed();
    void ownHeaders_areNotSentElsewhere();

private:
    [[nodiscard]] FetchResult fetch(const FetchRequest &request)
    {
        return resultOf(m_fetcher->fetch(request));
    }
    [[nodiscard]] HttpRequest lastRequest() const { return m_server->requests().constLast(); }

    std::unique_ptr<MovableClock> m_clock;
    std::unique_ptr<RawServer> m_server;
    std::unique_ptr<Fetcher> m_fetcher;
};

void FetchEtiquetteTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_clock = std::make_unique<MovableClock>();
    m_server = std::make_unique<RawServer>(QHostAddress::AnyIPv4);
    QVERIFY(m_server->isListening());
    m_fetcher = std::make_unique<Fetcher>(testSettings(*m_clock));
}

void FetchEtiquetteTest::cleanup()
{
    m_fetcher.reset();
    QCOMPARE(m_server->unexpectedRequests(), QList<QByteArray>());
}

void FetchEtiquetteTest::firstRequest_isUnconditional()
{
    m_server->serve("/feed", conditional);
    const FetchResult result = fetch(requestOf(m_server->url(u"/feed"_s)));
    VERIFY_FETCHED(result);
    QVERIFY(!lastRequest().headers.contains("if-none-match"));
    QVERIFY(!lastRequest().headers.contains("if-modified-since"));
    QVERIFY(!lastRequest().headers.contains("cache-control"));
    QVERIFY(!lastRequest().headers.contains("pragma"));
}

void FetchEtiquetteTest::validators_comeBackByteForByte()
{
    m_server->serve("/feed", conditional);
    FetchRequest request = requestOf(m_server->url(u"/feed"_s));
    const FetchResult first = fetch(request);
    VERIFY_FETCHED(first);
    QCOMPARE(first->validators, (Validators{request.url, etag, lastModified}));

    request.validators = first->validators;
    request.knownHash = first->hash;
    const FetchResult second = fetch(request);
    VERIFY_FETCHED(second);
    QCOMPARE(second->status, 304);
    QVERIFY(second->isNotModified);
    QCOMPARE(second->body, ""_ba);
    QCOMPARE(second->hash, first->hash);
    QCOMPARE(second->validators, first->validators);
    QCOMPARE(lastRequest().headers.value("if-none-match"), etag);
    QCOMPARE(lastRequest().headers.value("if-modified-since"), lastModified);
}

void FetchEtiquetteTest::oneValidator_isSentAlone()
{
    m_server->serve("/feed", rawAnswer(200));
    FetchRequest request = requestOf(m_server->url(u"/feed"_s));
    request.validators = {request.url, etag, {}};
    VERIFY_FETCHED(fetch(request));
    QCOMPARE(lastRequest().headers.value("if-none-match"), etag);
    QVERIFY(!lastRequest().headers.contains("if-modified-since"));

    request.validators = {request.url, {}, lastModified};
    VERIFY_FETCHED(fetch(request));
    QVERIFY(!lastRequest().headers.contains("if-none-match"));
    QCOMPARE(lastRequest().headers.value("if-modified-since"), lastModified);
}

void FetchEtiquetteTest::validators_areGivenAsAPair_alsoWhenOneIsGone()
{
    m_server->serve("/feed", rawAnswer(200, {"ETag: \"new\""}, "<rss/>"));
    FetchRequest request = requestOf(m_server->url(u"/feed"_s));
    request.validators = {request.url, "\"old\"", lastModified};
    const FetchResult result = fetch(request);
    VERIFY_FETCHED(result);
    QCOMPARE(result->validators, (Validators{request.url, "\"new\"", {}}));

    m_server->serve("/feed", rawAnswer(200, {}, "<rss/>"));
    const FetchResult without = fetch(request);
    VERIFY_FETCHED(without);
    QCOMPARE(without->validators, Validators());
}

void FetchEtiquetteTest::validators_goOnlyToTheAddressTheyCameFrom()
{
    m_server->serve("/feed", rawAnswer(200));
    FetchRequest request = requestOf(m_server->url(u"/feed"_s));
    request.validators = {m_server->url(u"/other"_s), etag, lastModified};
    VERIFY_FETCHED(fetch(request));
    QVERIFY(!lastRequest().headers.contains("if-none-match"));
    QVERIFY(!lastRequest().headers.contains("if-modified-since"));
}

void FetchEtiquetteTest::validators_ofARedirectsTarget_goThere()
{
    m_server->serve("/feed", rawAnswer(302, {"Location: /real"}));
    m_server->serve("/real", conditional);
    FetchRequest request = requestOf(m_server->url(u"/feed"_s));
    const FetchResult first = fetch(request);
    VERIFY_FETCHED(first);
    QCOMPARE(first->validators.url, m_server->url(u"/real"_s));

    request.validators = first->validators;
    const FetchResult second = fetch(request);
    VERIFY_FETCHED(second);
    QVERIFY(second->isNotModified);
    const HttpRequest before = m_server->requests().at(m_server->requests().size() - 2);
    QCOMPARE(before.path, "/feed"_ba);
    QVERIFY(!before.headers.contains("if-none-match"));
}

void FetchEtiquetteTest::validators_areStillGoodAfterARefusal()
{
    bool isRefusing = true;
    m_server->serve("/feed", [&](const HttpRequest &request) {
        return isRefusing ? rawAnswer(429, {"Retry-After: 60"}) : conditional(request);
    });
    FetchRequest request = requestOf(m_server->url(u"/feed"_s));
    request.validators = {request.url, etag, lastModified};
    VERIFY_FAILED(fetch(request), ErrorKind::Remote, ErrorCode::TooManyRequests);
    isRefusing = false;
    m_clock->pass(61s);
    const FetchResult result = fetch(request);
    VERIFY_FETCHED(result);
    QVERIFY(result->isNotModified);
}

void FetchEtiquetteTest::validators_ofUnreasonableSize_areNotKept()
{
    m_server->serve("/feed", rawAnswer(200, {"ETag: \"" + QByteArray(9000, 'x') + '"'}, "<rss/>"));
    const FetchResult result = fetch(requestOf(m_server->url(u"/feed"_s)));
    VERIFY_FETCHED(result);
    QVERIFY(result->validators.isEmpty());
}

void FetchEtiquetteTest::notModified_keepsWhatItDoesNotReplace()
{
    m_server->serve("/feed", rawAnswer(304, {"Cache-Control: max-age=60"}));
    FetchRequest request = requestOf(m_server->url(u"/feed"_s));
    request.validators = {request.url, etag, lastModified};
    const FetchResult result = fetch(request);
    VERIFY_FETCHED(result);
    QCOMPARE(result->validators, request.validators);
    QCOMPARE(result->freshFor, std::optional(60s));
}

void FetchEtiquetteTest::notModified_newValidatorsReplaceTheOld()
{
    m_server->serve("/feed", rawAnswer(304, {"ETag: \"new\""}));
    FetchRequest request = requestOf(m_server->url(u"/feed"_s));
    request.validators = {request.url, etag, lastModified};
    const FetchResult result = fetch(request);
    VERIFY_FETCHED(result);
    QCOMPARE(result->validators, (Validators{request.url, "\"new\"", lastModified}));
}

void FetchEtiquetteTest::sameBytes_areNotModifiedEither()
{
    int count = 0;
    m_server->serve("/feed", [&](const HttpRequest &) {
        return rawAnswer(200, {"ETag: \"" + QByteArray::number(++count) + '"'}, "<rss/>");
    });
    FetchRequest request = requestOf(m_server->url(u"/feed"_s));
    const FetchResult first = fetch(request);
    VERIFY_FETCHED(first);
    QVERIFY(!first->isNotModified);
    QCOMPARE(first->body, "<rss/>"_ba);

    request.validators = first->validators;
    request.knownHash = first->hash;
    const FetchResult second = fetch(request);
    VERIFY_FETCHED(second);
    QCOMPARE(second->status, 200);
    QVERIFY(second->isNotModified);
    QCOMPARE(second->body, ""_ba);
    QCOMPARE(second->validators.etag, "\"2\""_ba);
}

void FetchEtiquetteTest::request_isAlwaysGet()
{
    m_server->serve("/feed", rawAnswer(303, {"Location: /other"}));
    m_server->serve("/other", conditional);
    VERIFY_FETCHED(fetch(requestOf(m_server->url(u"/feed"_s))));
    for (const HttpRequest &request : m_server->requests())
        QCOMPARE(request.method, "GET"_ba);
}

void FetchEtiquetteTest::tooManyRequests_hostIsNotAskedUntilItsTime()
{
    m_server->serve("/a", rawAnswer(429, {"Retry-After: 600"}));
    m_server->serve("/b", rawAnswer(200));
    const FetchResult refused = fetch(requestOf(m_server->url(u"/a"_s)));
    VERIFY_FAILED(refused, ErrorKind::Remote, ErrorCode::TooManyRequests);
    QCOMPARE(refused.error().httpStatus, std::optional(429));
    QCOMPARE(refused.error().retryAfter, std::optional(MovableClock::start().addSecs(600)));

    m_clock->pass(599s);
    const FetchResult early =
        resultOf(m_fetcher->fetch(requestOf(m_server->url(u"/b"_s)), Urgency::Asked));
    VERIFY_FAILED(early, ErrorKind::Remote, ErrorCode::TooManyRequests);
    QCOMPARE(early.error().httpStatus, std::nullopt);
    QCOMPARE(early.error().retryAfter, refused.error().retryAfter);
    QCOMPARE(m_server->requestCount("/b"), 0);

    m_clock->pass(1s);
    VERIFY_FETCHED(fetch(requestOf(m_server->url(u"/b"_s))));
}

void FetchEtiquetteTest::tooManyRequests_whatWaitsForThatHostFailsAtOnce()
{
    m_server->serve("/feed", rawAnswer(429, {"Retry-After: 600"}));
    QList<QFuture<FetchResult>> futures;
    for (int i = 0; i < 50; ++i)
        futures << m_fetcher->fetch(requestOf(m_server->url(u"/feed?%1"_s.arg(i))));
    for (const auto &future : std::as_const(futures)) {
        const FetchResult result = resultOf(future);
        VERIFY_FAILED(result, ErrorKind::Remote, ErrorCode::TooManyRequests);
        QVERIFY(result.error().retryAfter.has_value());
    }
    QVERIFY(m_server->requestCount("/feed") <= 2);
}

void FetchEtiquetteTest::tooManyRequests_withoutATime_isAQuarterOfAnHour()
{
    m_server->serve("/feed", rawAnswer(429, {"Retry-After: please"}));
    const FetchResult result = fetch(requestOf(m_server->url(u"/feed"_s)));
    VERIFY_FAILED(result, ErrorKind::Remote, ErrorCode::TooManyRequests);
    QCOMPARE(result.error().retryAfter, std::optional(MovableClock::start().addSecs(900)));
}

void FetchEtiquetteTest::tooManyRequests_retryAfterMayBeADate()
{
    m_server->serve("/feed", rawAnswer(429, {"Retry-After: Fri, 20 Nov 2026 15:00:00 GMT"}));
    const FetchResult result = fetch(requestOf(m_server->url(u"/feed"_s)));
    VERIFY_FAILED(result, ErrorKind::Remote, ErrorCode::TooManyRequests);
    QCOMPARE(result.error().retryAfter, std::optional(MovableClock::start().addSecs(3 * 3600)));
}

void FetchEtiquetteTest::tooManyRequests_otherHostsGoOn()
{
    m_server->serve("/feed", [](const HttpRequest &request) {
        return request.headers.value("host").startsWith("127.0.0.1:")
            ? rawAnswer(429, {"Retry-After: 600"})
            : rawAnswer(200);
    });
    VERIFY_FAILED(fetch(requestOf(m_server->url(u"/feed"_s))), ErrorKind::Remote,
                  ErrorCode::TooManyRequests);
    VERIFY_FETCHED(fetch(requestOf(m_server->url(u"/feed"_s, u"127.0.0.2"_s))));
}

void FetchEtiquetteTest::unavailable_withATime_closesTheHost()
{
    m_server->serve("/feed", rawAnswer(503, {"Retry-After: 120"}));
    const FetchResult result = fetch(requestOf(m_server->url(u"/feed"_s)));
    VERIFY_FAILED(result, ErrorKind::Remote, ErrorCode::HttpStatus);
    QCOMPARE(result.error().httpStatus, std::optional(503));
    QCOMPARE(result.error().retryAfter, std::optional(MovableClock::start().addSecs(120)));
    VERIFY_FAILED(fetch(requestOf(m_server->url(u"/feed"_s))), ErrorKind::Remote,
                  ErrorCode::TooManyRequests);
    QCOMPARE(m_server->requestCount("/feed"), 1);
}

void FetchEtiquetteTest::unavailable_withoutATime_doesNot()
{
    m_server->serve("/broken", rawAnswer(503));
    m_server->serve("/feed", rawAnswer(200));
    const FetchResult result = fetch(requestOf(m_server->url(u"/broken"_s)));
    VERIFY_FAILED(result, ErrorKind::Remote, ErrorCode::HttpStatus);
    QCOMPARE(result.error().retryAfter, std::nullopt);
    VERIFY_FETCHED(fetch(requestOf(m_server->url(u"/feed"_s))));
}

void FetchEtiquetteTest::cacheControl_isHandedOn()
{
    m_server->serve("/feed",
                    rawAnswer(200, {"Cache-Control: public", "Cache-Control: max-age=1800"}));
    const FetchResult result = fetch(requestOf(m_server->url(u"/feed"_s)));
    VERIFY_FETCHED(result);
    QCOMPARE(result->freshFor, std::optional(1800s));

    m_server->serve("/silent", rawAnswer(200));
    const FetchResult silent = fetch(requestOf(m_server->url(u"/silent"_s)));
    VERIFY_FETCHED(silent);
    QCOMPARE(silent->freshFor, std::nullopt);
}

void FetchEtiquetteTest::sameAddressTwiceAtOnce_isFetchedOnce()
{
    m_server->serve("/feed", conditional);
    const auto first = m_fetcher->fetch(requestOf(m_server->url(u"/feed"_s)));
    const auto second = m_fetcher->fetch(requestOf(m_server->url(u"/feed#part"_s)));
    const FetchResult one = resultOf(first);
    const FetchResult other = resultOf(second);
    VERIFY_FETCHED(one);
    VERIFY_FETCHED(other);
    QCOMPARE(one->body, "<rss/>"_ba);
    QCOMPARE(other->body, "<rss/>"_ba);
    QCOMPARE(m_server->requestCount("/feed"), 1);
    // Afterwards it is asked for anew.
    VERIFY_FETCHED(fetch(requestOf(m_server->url(u"/feed"_s))));
    QCOMPARE(m_server->requestCount("/feed"), 2);
}

void FetchEtiquetteTest::sameAddressForDifferentPeople_isFetchedForEach()
{
    m_server->serve("/feed", conditional);
    FetchRequest request = requestOf(m_server->url(u"/feed"_s));
    const auto first = m_fetcher->fetch(request);
    request.headers = {{"X-Key", "secret"}};
    const auto second = m_fetcher->fetch(request);
    VERIFY_FETCHED(resultOf(first));
    VERIFY_FETCHED(resultOf(second));
    QCOMPARE(m_server->requestCount("/feed"), 2);
}

void FetchEtiquetteTest::oneHost_seesTwoAtOnce()
{
    // Held back until the third would have come.
    m_server->serve("/feed", RawAnswer());
    QList<QFuture<FetchResult>> futures;
    for (int i = 0; i < 6; ++i)
        futures << m_fetcher->fetch(requestOf(m_server->url(u"/feed?%1"_s.arg(i))), Urgency::Asked);
    QTRY_COMPARE(m_server->requestCount("/feed"), 2);
    // What is asked of another host overtakes: had a third been on its way, it would be here.
    m_server->serve("/mark", rawAnswer(200));
    VERIFY_FETCHED(fetch(requestOf(m_server->url(u"/mark"_s, u"127.0.0.2"_s))));
    QCOMPARE(m_server->requestCount("/feed"), 2);
}

void FetchEtiquetteTest::allHosts_seeTwentyFourAtOnce()
{
    m_server->serve("/feed", RawAnswer());
    QList<QFuture<FetchResult>> futures;
    for (int i = 1; i <= 60; ++i) {
        const QUrl url = m_server->url(u"/feed"_s, u"127.0.1.%1"_s.arg(i));
        futures << m_fetcher->fetch(requestOf(url), i > 30 ? Urgency::Asked : Urgency::Background);
    }
    QTRY_COMPARE(m_server->requestCount("/feed"), 24);
    QCOMPARE(m_server->openCount(), 24);
    // One goes, one comes.
    futures.first().cancel();
    futures[31].cancel();
    QTRY_VERIFY(m_server->requestCount("/feed") > 24);
    QVERIFY(m_server->openCount() <= 24);
}

void FetchEtiquetteTest::manyOfOneHost_shareTwoConnections()
{
    m_server->serve("/feed", conditional);
    QList<QFuture<FetchResult>> futures;
    for (int i = 0; i < 100; ++i)
        futures << m_fetcher->fetch(requestOf(m_server->url(u"/feed?%1"_s.arg(i))));
    for (const auto &future : std::as_const(futures))
        VERIFY_FETCHED(resultOf(future));
    QCOMPARE(m_server->requestCount("/feed"), 100);
    QVERIFY2(m_server->connectionCount() <= 4,
             QByteArray::number(m_server->connectionCount()).constData());
}

void FetchEtiquetteTest::onlyOneOfAHost_keepsNoConnection()
{
    m_server->serve("/feed", conditional);
    VERIFY_FETCHED(fetch(requestOf(m_server->url(u"/feed"_s))));
    QTRY_COMPARE(m_server->openCount(), 0);
}

void FetchEtiquetteTest::request_isNotRepeatedWhenTheServerFails()
{
    m_server->serve("/reset", RawAnswer{{}, RawAnswer::Then::Reset, {}});
    m_server->serve("/error", rawAnswer(500));
    VERIFY_FAILED(fetch(requestOf(m_server->url(u"/reset"_s))), ErrorKind::Remote,
                  ErrorCode::ConnectionLost);
    VERIFY_FAILED(fetch(requestOf(m_server->url(u"/error"_s))), ErrorKind::Remote,
                  ErrorCode::HttpStatus);
    QCOMPARE(m_server->requests().size(), 2);
}

void FetchEtiquetteTest::movedForGood_isReported()
{
    m_server->serve("/old", rawAnswer(301, {"Location: /newer"}));
    m_server->serve("/newer", rawAnswer(308, {"Location: /new"}));
    m_server->serve("/new", rawAnswer(302, {"Location: /real"}));
    m_server->serve("/real", conditional);
    const FetchResult result = fetch(requestOf(m_server->url(u"/old"_s)));
    VERIFY_FETCHED(result);
    QCOMPARE(result->movedTo, std::optional(m_server->url(u"/new"_s)));
    QCOMPARE(result->finalUrl, m_server->url(u"/real"_s));
    QCOMPARE(result->body, "<rss/>"_ba);
}

void FetchEtiquetteTest::movedForNow_isNot()
{
    for (const int status : {302, 303, 307}) {
        m_server->serve("/feed", rawAnswer(status, {"Location: /real"}));
        m_server->serve("/real", conditional);
        const FetchResult result = fetch(requestOf(m_server->url(u"/feed"_s)));
        VERIFY_FETCHED(result);
        QCOMPARE(result->movedTo, std::nullopt);
        QCOMPARE(result->finalUrl, m_server->url(u"/real"_s));
    }
}

void FetchEtiquetteTest::movedForGood_butNothingThere_isNotReported()
{
    m_server->serve("/feed", rawAnswer(301, {"Location: /nowhere"}));
    m_server->serve("/nowhere", rawAnswer(404));
    const FetchResult result = fetch(requestOf(m_server->url(u"/feed"_s)));
    VERIFY_FAILED(result, ErrorKind::Remote, ErrorCode::NotFound);
    QCOMPARE(result.error().httpStatus, std::optional(404));
    QCOMPARE(result.error().finalUrl, m_server->url(u"/nowhere"_s));
}

void FetchEtiquetteTest::gone_isSaidSo()
{
    m_server->serve("/feed", rawAnswer(410));
    const FetchResult result = fetch(requestOf(m_server->url(u"/feed"_s)));
    VERIFY_FAILED(result, ErrorKind::Remote, ErrorCode::Gone);
    QCOMPARE(result.error().httpStatus, std::optional(410));
}

void FetchEtiquetteTest::userAgent_namesTheProgramAndWhereToComplain()
{
    m_server->serve("/feed", conditional);
    VERIFY_FETCHED(fetch(requestOf(m_server->url(u"/feed"_s))));
    QCOMPARE(lastRequest().headers.value("user-agent"), "Lectern/9.9 (+https://lectern.org/)"_ba);
}

void FetchEtiquetteTest::userAgent_ofTheRequest_replacesIt()
{
    m_server->serve("/feed", rawAnswer(302, {"Location: /real"}));
    m_server->serve("/real", conditional);
    FetchRequest request = requestOf(m_server->url(u"/feed"_s));
    request.userAgent = "Other/1";
    request.accept = "application/rss+xml";
    VERIFY_FETCHED(fetch(request));
    for (const HttpRequest &sent : m_server->requests()) {
        QCOMPARE(sent.headers.value("user-agent"), "Other/1"_ba);
        QCOMPARE(sent.headers.value("accept"), "application/rss+xml"_ba);
    }
}

void FetchEtiquetteTest::cookies_areNeitherKeptNorSent()
{
    m_server->serve("/feed", rawAnswer(302, {"Set-Cookie: id=1", "Location: /real"}));
    m_server->serve("/real", rawAnswer(200, {"Set-Cookie: id=2; Path=/; Max-Age=99999"}));
    VERIFY_FETCHED(fetch(requestOf(m_server->url(u"/feed"_s))));
    VERIFY_FETCHED(fetch(requestOf(m_server->url(u"/feed"_s))));
    QCOMPARE(m_server->requests().size(), 4);
    for (const HttpRequest &request : m_server->requests())
        QVERIFY(!request.headers.contains("cookie"));
}

void FetchEtiquetteTest::referrer_isNotSent()
{
    m_server->serve("/feed", rawAnswer(302, {"Location: /real"}));
    m_server->serve("/real", conditional);
    VERIFY_FETCHED(fetch(requestOf(m_server->url(u"/feed"_s))));
    for (const HttpRequest &request : m_server->requests())
        QVERIFY(!request.headers.contains("referer"));
}

void FetchEtiquetteTest::language_isNotSent()
{
    m_server->serve("/feed", conditional);
    VERIFY_FETCHED(fetch(requestOf(m_server->url(u"/feed"_s))));
    QVERIFY(!lastRequest().headers.contains("accept-language"));
}

void FetchEtiquetteTest::address_isSentAsItIs()
{
    m_server->serve("/a b/caf%C3%A9", conditional);
    m_server->serve("/a%20b/caf%C3%A9", conditional);
    m_server->serve(QUrl(u"/a%20b/caf%C3%A9"_s).path().toLatin1(), conditional);
    VERIFY_FETCHED(fetch(requestOf(m_server->url(u"/a%20b/caf\u00e9?q=a%26b&c=%2F+d#part"_s))));
    QCOMPARE(lastRequest().path, "/a%20b/caf%C3%A9?q=a%26b&c=%2F+d"_ba);
    QCOMPARE(lastRequest().headers.value("host"),
             "127.0.0.1:" + QByteArray::number(m_server->port()));
}

void FetchEtiquetteTest::compression_isAskedForAndUndone_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("gzip") << "gzip"_ba << compressed("<rss/>", Frame::Gzip);
    QTest::newRow("deflate") << "deflate"_ba << compressed("<rss/>", Frame::Zlib);
    QTest::newRow("br") << "br"_ba << QByteArray::fromHex("8b02803c7273732f3e03");
}

void FetchEtiquetteTest::compression_isAskedForAndUndone()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, body);
    m_server->serve("/feed", rawAnswer(200, {"Content-Encoding: " + encoding}, body));
    const FetchResult result = fetch(requestOf(m_server->url(u"/feed"_s)));
    VERIFY_FETCHED(result);
    QCOMPARE(result->body, "<rss/>"_ba);
    QVERIFY(lastRequest().headers.value("accept-encoding").contains(encoding));
}

void FetchEtiquetteTest::login_isNotSentBeforeTheServerAsks()
{
    m_server->serve("/open", rawAnswer(200));
    m_server->serve("/closed", [](const HttpRequest &request) {
        return request.headers.contains("authorization")
            ? rawAnswer(200, {}, request.headers.value("authorization"))
            : rawAnswer(401, {"WWW-Authenticate: Basic realm=\"a\""}, "who are you");
    });
    FetchRequest request = requestOf(m_server->url(u"/open"_s));
    request.login = Login{u"j\u00f6rg"_s, u"pass:word"_s};
    VERIFY_FETCHED(fetch(request));
    QVERIFY(!lastRequest().headers.contains("authorization"));

    request.url = m_server->url(u"/closed"_s);
    const FetchResult result = fetch(request);
    VERIFY_FETCHED(result);
    QCOMPARE(result->body, "Basic " + QString(u"j\u00f6rg:pass:word"_s).toUtf8().toBase64());
    QCOMPARE(m_server->requestCount("/closed"), 2);
    // From then on it knows.
    VERIFY_FETCHED(fetch(request));
    QCOMPARE(m_server->requestCount("/closed"), 3);
}

void FetchEtiquetteTest::login_byDigest_isAskedForEachTime()
{
    m_server->serve("/closed", [](const HttpRequest &request) {
        return request.headers.contains("authorization")
            ? rawAnswer(200, {}, request.headers.value("authorization"))
            : rawAnswer(401,
                        {"WWW-Authenticate: Basic realm=\"a\"",
                         "WWW-Authenticate: Digest realm=\"a\", nonce=\"b\", qop=\"auth\""});
    });
    FetchRequest request = requestOf(m_server->url(u"/closed?a=b"_s));
    request.login = Login{u"me"_s, u"secret"_s};
    for (int round = 1; round <= 2; ++round) {
        const FetchResult result = fetch(request);
        VERIFY_FETCHED(result);
        QVERIFY(result->body.startsWith("Digest username=\"me\""));
        QVERIFY(result->body.contains("uri=\"/closed?a=b\""));
        QCOMPARE(m_server->requestCount("/closed"), 2 * round);
    }
}

void FetchEtiquetteTest::login_inTheAddress_isOne()
{
    m_server->serve("/closed", [](const HttpRequest &request) {
        return request.headers.contains("authorization")
            ? rawAnswer(200, {}, request.headers.value("authorization"))
            : rawAnswer(401, {"WWW-Authenticate: Basic realm=\"a\""});
    });
    QUrl url = m_server->url(u"/closed"_s);
    url.setUserName(u"me"_s);
    url.setPassword(u"p@ss"_s);
    const FetchResult result = fetch(requestOf(url));
    VERIFY_FETCHED(result);
    QCOMPARE(result->body, "Basic " + QByteArray("me:p@ss").toBase64());
    QCOMPARE(result->finalUrl, m_server->url(u"/closed"_s));
}

void FetchEtiquetteTest::login_isNotSentElsewhere()
{
    RawServer other(QHostAddress::AnyIPv4);
    const RawAnswer wantsLogin = rawAnswer(401, {"WWW-Authenticate: Basic realm=\"a\""});
    other.serve("/steal", wantsLogin);
    m_server->serve("/steal", wantsLogin);
    m_server->serve("/closed", [&](const HttpRequest &request) {
        const bool isKnown = request.headers.contains("authorization");
        return isKnown ? rawAnswer(302, {"Location: " + request.headers.value("x-to")})
                       : wantsLogin;
    });
    for (const QUrl &elsewhere :
         {other.url(u"/steal"_s), m_server->url(u"/steal"_s, u"127.0.0.2"_s)}) {
        FetchRequest request = requestOf(m_server->url(u"/closed"_s));
        request.login = Login{u"me"_s, u"secret"_s};
        request.headers = {{"X-To", elsewhere.toEncoded()}};
        const FetchResult result = fetch(request);
        VERIFY_FAILED(result, ErrorKind::Remote, ErrorCode::LoginRequired);
        QCOMPARE(result.error().finalUrl, elsewhere);
    }
    QCOMPARE(other.requestCount("/steal"), 1);
    QCOMPARE(m_server->requestCount("/steal"), 1);
    for (const HttpRequest &request : other.requests() + m_server->requests()) {
        if (request.path == "/steal")
            QVERIFY(!request.headers.contains("authorization"));
    }
}

void FetchEtiquetteTest::login_thatIsWrong_isTriedOnce()
{
    m_server->serve("/closed", rawAnswer(401, {"WWW-Authenticate: Basic realm=\"a\""}));
    m_server->serve("/kerberos", rawAnswer(401, {"WWW-Authenticate: Negotiate"}));
    FetchRequest request = requestOf(m_server->url(u"/closed"_s));
    request.login = Login{u"me"_s, u"wrong-secret"_s};
    const FetchResult result = fetch(request);
    VERIFY_FAILED(result, ErrorKind::Remote, ErrorCode::LoginRequired);
    QCOMPARE(result.error().httpStatus, std::optional(401));
    QVERIFY(!result.error().error.detail.contains(u"secret"_s));
    QCOMPARE(m_server->requestCount("/closed"), 2);

    request.url = m_server->url(u"/kerberos"_s, u"127.0.0.2"_s);
    VERIFY_FAILED(fetch(request), ErrorKind::Remote, ErrorCode::LoginRequired);
    QCOMPARE(m_server->requestCount("/kerberos"), 1);
}

void FetchEtiquetteTest::login_ofAnother_isNotUsed()
{
    m_server->serve("/closed", [](const HttpRequest &request) {
        return request.headers.contains("authorization")
            ? rawAnswer(200)
            : rawAnswer(401, {"WWW-Authenticate: Basic realm=\"a\""});
    });
    FetchRequest request = requestOf(m_server->url(u"/closed"_s));
    request.login = Login{u"me"_s, u"secret"_s};
    VERIFY_FETCHED(fetch(request));
    request.login.reset();
    VERIFY_FAILED(fetch(request), ErrorKind::Remote, ErrorCode::LoginRequired);
}

void FetchEtiquetteTest::ownHeaders_areNotSentElsewhere()
{
    m_server->serve("/feed", rawAnswer(302, {"Location: /same"}));
    m_server->serve("/same", [this](const HttpRequest &) {
        return rawAnswer(302,
                         {"Location: " + m_server->url(u"/real"_s, u"127.0.0.2"_s).toEncoded()});
    });
    m_server->serve("/real", conditional);
    FetchRequest request = requestOf(m_server->url(u"/feed"_s));
    request.headers = {{"X-Key", "secret"}, {"accept", "text/html"}};
    VERIFY_FETCHED(fetch(request));
    const QList<HttpRequest> sent = m_server->requests();
    QCOMPARE(sent.size(), 3);
    QCOMPARE(sent.at(0).headers.value("x-key"), "secret"_ba);
    QCOMPARE(sent.at(0).headers.value("accept"), "text/html"_ba);
    QCOMPARE(sent.at(1).headers.value("x-key"), "secret"_ba);
    QVERIFY(!sent.at(2).headers.contains("x-key"));
    QCOMPARE(sent.at(2).headers.value("accept"), "*/*"_ba);
}

QTEST_GUILESS_MAIN(FetchEtiquetteTest)
#include "tst_fetchetiquette.moc"
