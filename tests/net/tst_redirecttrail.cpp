// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/redirecttrail.h"

#include <QRegularExpression>
#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

class RedirectTrailTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void isRedirect_onlyThoseThatLeadOn();
    void follow_location_isWhereABrowserWouldGo_data();
    void follow_location_isWhereABrowserWouldGo();
    void follow_somewhereUnsafe_isRefused_data();
    void follow_somewhereUnsafe_isRefused();
    void follow_inCircles_isRefused();
    void follow_tenHops_noMore();
    void movedTo_permanentFromTheStart_isTheLastOfThem();
    void movedTo_temporaryFirst_isNone();
    void isAtOrigin_schemeHostAndPort();
};

void RedirectTrailTest::isRedirect_onlyThoseThatLeadOn()
{
    for (const int status : {301, 302, 303, 307, 308})
        QVERIFY(RedirectTrail::isRedirect(status));
    for (const int status : {200, 300, 304, 305, 306, 400})
        QVERIFY(!RedirectTrail::isRedirect(status));
}

void RedirectTrailTest::follow_location_isWhereABrowserWouldGo_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("there");
    QTest::newRow("whole") << "https://b.example/x?y=z"_ba << u"https://b.example/x?y=z"_s;
    QTest::newRow("path") << "/x"_ba << u"https://a.example/x"_s;
    QTest::newRow("beside") << "x"_ba << u"https://a.example/feeds/x"_s;
    QTest::newRow("up") << "../x"_ba << u"https://a.example/x"_s;
    QTest::newRow("query") << "?page=2"_ba << u"https://a.example/feeds/all?page=2"_s;
    QTest::newRow("host") << "//b.example/x"_ba << u"https://b.example/x"_s;
    QTest::newRow("fragment") << "/x#part"_ba << u"https://a.example/x"_s;
    QTest::newRow("login") << "https://u:p@b.example/x"_ba << u"https://b.example/x"_s;
    QTest::newRow("raw UTF-8") << "/caf\xc3\xa9"_ba << u"https://a.example/caf\u00e9"_s;
    QTest::newRow("blank") << "/a b"_ba << u"https://a.example/a%20b"_s;
    QTest::newRow("encoded") << "/a%2Fb"_ba << u"https://a.example/a%2Fb"_s;
    QTest::newRow("scheme in capitals") << "HTTPS://B.example/x"_ba << u"https://b.example/x"_s;
}

void RedirectTrailTest::follow_location_isWhereABrowserWouldGo()
{
    QFETCH(QByteArray, location);
    QFETCH(QString, there);
    RedirectTrail trail(QUrl(u"https://a.example/feeds/all?page=1"_s));
    QVERIFY(trail.follow(302, location));
    QCOMPARE(trail.here(), QUrl(there));
}

void RedirectTrailTest::follow_somewhereUnsafe_isRefused_data()
{
    QTest::addColumn<QString>("start");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<ErrorCode>("code");
    const QString web = u"https://a.example/feed"_s;
    const QString plain = u"http://a.example/feed"_s;
    QTest::newRow("without TLS") << web << "http://a.example/feed"_ba << ErrorCode::RedirectRefused;
    QTest::newRow("file") << web << "file:///etc/passwd"_ba << ErrorCode::RedirectRefused;
    QTest::newRow("data") << web << "data:text/xml,<rss/>"_ba << ErrorCode::RedirectRefused;
    QTest::newRow("ftp") << plain << "ftp://a.example/"_ba << ErrorCode::RedirectRefused;
    QTest::newRow("javascript") << web << "javascript:alert(1)"_ba << ErrorCode::RedirectRefused;
    QTest::newRow("no host") << plain << "http:///x"_ba << ErrorCode::RedirectRefused;
    QTest::newRow("no location") << web << ""_ba << ErrorCode::HttpStatus;
    QTest::newRow("no address") << web << "http://[broken"_ba << ErrorCode::HttpStatus;
    const QByteArrayList privates{"127.0.0.1",  "localhost",   "x.localhost", "10.1.2.3",
                                  "172.20.1.1", "192.168.1.1", "169.254.1.1", "0.0.0.0",
                                  "[::1]",      "[fe80::1]",   "[fd00::1]",   "[::ffff:10.0.0.1]",
                                  "2130706433"};
    for (const QByteArray &host : privates)
        QTest::newRow(host.constData())
            << plain << "http://" + host + "/admin" << ErrorCode::RedirectRefused;
}

void RedirectTrailTest::follow_somewhereUnsafe_isRefused()
{
    QFETCH(QString, start);
    QFETCH(QByteArray, location);
    QFETCH(ErrorCode, code);
    RedirectTrail trail{QUrl(start)};
    const Result<void> followed = trail.follow(301, location);
    QVERIFY(!followed);
    QCOMPARE(followed.error().kind, ErrorKind::Remote);
    QCOMPARE(followed.error().code, code);
    QCOMPARE(trail.here(), QUrl(start));
    QCOMPARE(trail.movedTo(), std::nullopt);
}

void RedirectTrailTest::follow_inCircles_isRefused()
{
    RedirectTrail trail(QUrl(u"http://192.168.1.1/a"_s));
    QVERIFY(trail.follow(302, "/b")); // a private server may lead on within the private network
    QVERIFY(trail.follow(302, "http://127.0.0.1/c"));
    const Result<void> back = trail.follow(302, "http://192.168.1.1/b");
    QVERIFY(!back);
    QCOMPARE(back.error().code, ErrorCode::TooManyRedirects);
}

void RedirectTrailTest::follow_tenHops_noMore()
{
    RedirectTrail trail(QUrl(u"https://a.example/0"_s));
    for (int hop = 1; hop <= RedirectTrail::maximumHops; ++hop)
        QVERIFY(trail.follow(302, "/" + QByteArray::number(hop)));
    const Result<void> next = trail.follow(302, "/next");
    QVERIFY(!next);
    QCOMPARE(next.error().code, ErrorCode::TooManyRedirects);
}

void RedirectTrailTest::movedTo_permanentFromTheStart_isTheLastOfThem()
{
    RedirectTrail trail(QUrl(u"http://a.example/"_s));
    QCOMPARE(trail.movedTo(), std::nullopt);
    QVERIFY(trail.follow(301, "https://a.example/"));
    QVERIFY(trail.follow(308, "https://b.example/"));
    QVERIFY(trail.follow(302, "https://c.example/"));
    QVERIFY(trail.follow(301, "https://d.example/"));
    QCOMPARE(trail.movedTo(), QUrl(u"https://b.example/"_s));
    QCOMPARE(trail.here(), QUrl(u"https://d.example/"_s));
}

void RedirectTrailTest::movedTo_temporaryFirst_isNone()
{
    for (const int status : {302, 303, 307}) {
        RedirectTrail trail(QUrl(u"https://a.example/"_s));
        QVERIFY(trail.follow(status, "/b"));
        QVERIFY(trail.follow(301, "/c"));
        QCOMPARE(trail.movedTo(), std::nullopt);
    }
}

void RedirectTrailTest::isAtOrigin_schemeHostAndPort()
{
    RedirectTrail trail(QUrl(u"http://a.example/"_s));
    QVERIFY(trail.isAtOrigin());
    QVERIFY(trail.follow(302, "http://a.example:80/b"));
    QVERIFY(trail.isAtOrigin());
    QVERIFY(trail.follow(302, "http://a.example:8080/c"));
    QVERIFY(!trail.isAtOrigin());
    QVERIFY(trail.follow(302, "http://www.a.example/"));
    QVERIFY(!trail.isAtOrigin());
    QVERIFY(trail.follow(302, "https://a.example/"));
    QVERIFY(!trail.isAtOrigin());
}

QTEST_GUILESS_MAIN(RedirectTrailTest)
#include "tst_redirecttrail.moc"
