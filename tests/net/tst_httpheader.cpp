// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httpheader.h"

#include <QRegularExpression>
#include <QTest>
#include <QTimeZone>

using namespace lectern;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QDateTime noon(QDate(2026, 11, 20), QTime(12, 0), QTimeZone::utc());

} // namespace

class HttpHeaderTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void isHeader_whatMayBeSent_data();
    void isHeader_whatMayBeSent();
    void httpDate_anyForm_isTheSameTime_data();
    void httpDate_anyForm_isTheSameTime();
    void httpDate_anythingElse_isNone_data();
    void httpDate_anythingElse_isNone();
    void retryAfter_isBounded_data();
    void retryAfter_isBounded();
    void freshFor_saysWhatTheServerSays_data();
    void freshFor_saysWhatTheServerSays();
};

void HttpHeaderTest::isHeader_whatMayBeSent_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("usual") << "X-Api-Key"_ba
                           << "abc 123"_ba << true;
    QTest::newRow("cookie of the reader's own") << "Cookie"_ba
                                                << "a=b; c=d"_ba << true;
    QTest::newRow("UTF-8") << "X-Name"_ba
                           << "J\xc3\xb6rg"_ba << true;
    QTest::newRow("empty value") << "X-Empty"_ba
                                 << ""_ba << true;
    QTest::newRow("no name") << ""_ba
                             << "a"_ba << false;
    QTest::newRow("blank in the name") << "X Name"_ba
                                       << "a"_ba << false;
    QTest::newRow("colon in the name") << "X:"_ba
                                       << "a"_ba << false;
    QTest::newRow("second line") << "X-A"_ba
                                 << "a\r\nX-B: b"_ba << false;
    QTest::newRow("zero") << "X-A"_ba << QByteArray("a\0b", 3) << false;
    QTest::newRow("host") << "host"_ba
                          << "other.example"_ba << false;
    QTest::newRow("length") << "Content-Length"_ba
                            << "5"_ba << false;
    QTest::newRow("connection") << "Connection"_ba
                                << "upgrade"_ba << false;
    QTest::newRow("encoding") << "Accept-Encoding"_ba
                              << "zstd"_ba << false;
}

void HttpHeaderTest::isHeader_whatMayBeSent()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QTEST(isHeader(name, value), "isGood");
}

void HttpHeaderTest::httpDate_anyForm_isTheSameTime_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("usual") << "Sun, 06 Nov 1994 08:49:37 GMT"_ba;
    QTest::newRow("RFC 850") << "Sunday, 06-Nov-94 08:49:37 GMT"_ba;
    QTest::newRow("asctime") << "Sun Nov  6 08:49:37 1994"_ba;
    QTest::newRow("one digit") << "Sun, 6 Nov 1994 08:49:37 GMT"_ba;
    QTest::newRow("case") << "sun, 06 NOV 1994 08:49:37 GMT"_ba;
    QTest::newRow("blanks") << " Sun,  06 Nov 1994 08:49:37 GMT "_ba;
}

void HttpHeaderTest::httpDate_anyForm_isTheSameTime()
{
    QFETCH(QByteArray, text);
    QCOMPARE(httpDate(text), QDateTime(QDate(1994, 11, 6), QTime(8, 49, 37), QTimeZone::utc()));
}

void HttpHeaderTest::httpDate_anythingElse_isNone_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("number") << "0"_ba;
    QTest::newRow("other month") << "Sun, 06 Foo 1994 08:49:37 GMT"_ba;
    QTest::newRow("month across two") << "Sun, 06 ann 1994 08:49:37 GMT"_ba;
    QTest::newRow("no such day") << "Sun, 31 Feb 1994 08:49:37 GMT"_ba;
    QTest::newRow("no such hour") << "Sun, 06 Nov 1994 28:49:37 GMT"_ba;
    QTest::newRow("no GMT") << "Sun, 06 Nov 1994 08:49:37 +0200"_ba;
}

void HttpHeaderTest::httpDate_anythingElse_isNone()
{
    QFETCH(QByteArray, text);
    QCOMPARE(httpDate(text), std::nullopt);
}

void HttpHeaderTest::retryAfter_isBounded_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("seconds"); // -1: nothing
    QTest::newRow("seconds") << "120"_ba << 120;
    QTest::newRow("date") << "Fri, 20 Nov 2026 12:10:00 GMT"_ba << 600;
    QTest::newRow("at once") << "0"_ba << 60;
    QTest::newRow("past") << "Fri, 20 Nov 2020 12:10:00 GMT"_ba << 60;
    QTest::newRow("a year") << "31536000"_ba << 86400;
    QTest::newRow("for ever") << "99999999999999999999999999"_ba << 86400;
    QTest::newRow("far date") << "Fri, 20 Nov 2099 12:10:00 GMT"_ba << 86400;
    QTest::newRow("none") << ""_ba << -1;
    QTest::newRow("negative") << "-5"_ba << -1;
    QTest::newRow("words") << "soon"_ba << -1;
}

void HttpHeaderTest::retryAfter_isBounded()
{
    QFETCH(QByteArray, value);
    QFETCH(int, seconds);
    const auto expected =
        seconds < 0 ? std::nullopt : std::optional<QDateTime>(noon.addSecs(seconds));
    QCOMPARE(retryAfter(value, noon), expected);
}

void HttpHeaderTest::freshFor_saysWhatTheServerSays_data()
{
    QTest::addColumn<QByteArray>("cacheControl");
    QTest::addColumn<QByteArray>("expires");
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<QByteArray>("age");
    QTest::addColumn<int>("seconds"); // -1: it doesn't say
    const QByteArray none;
    const QByteArray at12 = "Fri, 20 Nov 2026 12:00:00 GMT";
    const QByteArray at13 = "Fri, 20 Nov 2026 13:00:00 GMT";
    QTest::newRow("nothing") << none << none << none << none << -1;
    QTest::newRow("max-age") << "max-age=1800"_ba << none << none << none << 1800;
    QTest::newRow("among others") << "public, Max-Age=1800 , x"_ba << none << none << none << 1800;
    QTest::newRow("quoted") << "max-age=\"1800\""_ba << none << none << none << 1800;
    QTest::newRow("comma in quotes")
        << "x=\"a,max-age=1\", max-age=9"_ba << none << none << none << 9;
    QTest::newRow("no-cache") << "no-cache, max-age=1800"_ba << none << none << none << 0;
    QTest::newRow("no-cache of a field")
        << "no-cache=\"set-cookie\", max-age=5"_ba << none << none << none << 5;
    QTest::newRow("no-store") << "no-store"_ba << at13 << none << none << 0;
    QTest::newRow("age") << "max-age=1800"_ba << none << none << "300"_ba << 1500;
    QTest::newRow("too old") << "max-age=1800"_ba << none << none << "9000"_ba << 0;
    QTest::newRow("for ever") << "max-age=99999999999999999999"_ba << none << none << none
                              << 31536000;
    QTest::newRow("no number") << "max-age=soon"_ba << none << none << none << -1;
    QTest::newRow("expires") << none << at13 << at12 << none << 3600;
    QTest::newRow("expires, our clock") << none << at13 << none << none << 3600;
    QTest::newRow("expired") << none << at12 << at13 << none << 0;
    QTest::newRow("expires is no date") << none << "0"_ba << none << none << 0;
    QTest::newRow("max-age before expires") << "max-age=60"_ba << at13 << at12 << none << 60;
}

void HttpHeaderTest::freshFor_saysWhatTheServerSays()
{
    QFETCH(QByteArray, cacheControl);
    QFETCH(QByteArray, expires);
    QFETCH(QByteArray, date);
    QFETCH(QByteArray, age);
    QFETCH(int, seconds);
    const auto fresh = freshFor({cacheControl, expires, date, age}, noon);
    QCOMPARE(fresh ? int(fresh->count()) : -1, seconds);
}

QTEST_GUILESS_MAIN(HttpHeaderTest)
#include "tst_httpheader.moc"
