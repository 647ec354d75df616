// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httplogin.h"

#include <QRegularExpression>
#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

/// The example of RFC 7616 section 3.9.1.
const Login mufasa{u"Mufasa"_s, u"Circle of Life"_s};
const QByteArray example = "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", "
                           "algorithm=%1, nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", "
                           "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
const QByteArray ownNonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

QByteArray challenge(const QByteArray &algorithm)
{
    return QByteArray(example).replace("%1", algorithm);
}

} // namespace

class HttpLoginTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void offersBasicLogin_amongOthers_data();
    void offersBasicLogin_amongOthers();
    void basicAuthorization_isUtf8();
    void digestAuthorization_examplesOfTheRfc_data();
    void digestAuthorization_examplesOfTheRfc();
    void digestAuthorization_severalOffered_takesTheBest();
    void digestAuthorization_withoutProtection_isTheOldOne();
    void digestAuthorization_quotesInNames_areKept();
    void digestAuthorization_unknownForm_isNone_data();
    void digestAuthorization_unknownForm_isNone();
};

void HttpLoginTest::offersBasicLogin_amongOthers_data()
{
    QTest::addColumn<QByteArray>("challenges");
    QTest::addColumn<bool>("isOffered");
    QTest::newRow("basic") << "Basic realm=\"a\""_ba << true;
    QTest::newRow("case") << "bAsIc realm=\"a\""_ba << true;
    QTest::newRow("alone") << "Basic"_ba << true;
    QTest::newRow("second") << "Digest realm=\"a, b\", nonce=\"c\", Basic realm=\"d\""_ba << true;
    QTest::newRow("digest") << "Digest realm=\"a\", nonce=\"b\""_ba << false;
    QTest::newRow("in quotes") << "Digest realm=\"a, Basic b\""_ba << false;
    QTest::newRow("longer word") << "Basically realm=\"a\""_ba << false;
    QTest::newRow("nothing") << ""_ba << false;
}

void HttpLoginTest::offersBasicLogin_amongOthers()
{
    QFETCH(QByteArray, challenges);
    QTEST(offersBasicLogin(challenges), "isOffered");
}

void HttpLoginTest::basicAuthorization_isUtf8()
{
    // The example of RFC 7617 section 2.1.
    QCOMPARE(basicAuthorization({u"test"_s, u"123\u00a3"_s}), "Basic dGVzdDoxMjPCow=="_ba);
}

void HttpLoginTest::digestAuthorization_examplesOfTheRfc_data()
{
    QTest::addColumn<QByteArray>("algorithm");
    QTest::addColumn<QByteArray>("response");
    QTest::newRow("MD5") << "MD5"_ba
                         << "8ca523f5e9506fed4657c9700eebdbec"_ba;
    QTest::newRow("SHA-256")
        << "SHA-256"_ba
        << "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"_ba;
}

void HttpLoginTest::digestAuthorization_examplesOfTheRfc()
{
    QFETCH(QByteArray, algorithm);
    QFETCH(QByteArray, response);
    const auto header =
        digestAuthorization(challenge(algorithm), mufasa, "/dir/index.html", ownNonce);
    QVERIFY(header);
    QVERIFY2(header->contains("response=\"" + response + '"'), header->constData());
    for (const QByteArray &part :
         {"Digest username=\"Mufasa\", "_ba, "realm=\"http-auth@example.org\""_ba,
          "uri=\"/dir/index.html\""_ba, "algorithm=" + algorithm + ',', "qop=auth,"_ba,
          "nc=00000001"_ba, "cnonce=\"" + ownNonce + '"',
          "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\""_ba})
        QVERIFY2(header->contains(part), part.constData());
    QVERIFY(!header->contains("Circle"));
}

void HttpLoginTest::digestAuthorization_severalOffered_takesTheBest()
{
    for (const QByteArray &all :
         {challenge("MD5") + ", " + challenge("SHA-256") + ", Basic realm=\"a\"",
          challenge("SHA-256") + ", Basic realm=\"a\", " + challenge("MD5")}) {
        const auto header = digestAuthorization(all, mufasa, "/dir/index.html", ownNonce);
        QVERIFY(header);
        QVERIFY(header->contains("algorithm=SHA-256"));
        QVERIFY(offersBasicLogin(all));
    }
}

void HttpLoginTest::digestAuthorization_withoutProtection_isTheOldOne()
{
    // The example of RFC 2069 section 2.4, its response as corrected later.
    const auto header = digestAuthorization(
        "Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"",
        {u"Mufasa"_s, u"CircleOfLife"_s}, "/dir/index.html", ownNonce);
    QVERIFY(header);
    QVERIFY2(header->contains("response=\"1949323746fe6a43ef61f9606e7febea\""),
             header->constData());
    QVERIFY(!header->contains("qop"));
    QVERIFY(!header->contains("cnonce"));
    QVERIFY(!header->contains("algorithm"));
}

void HttpLoginTest::digestAuthorization_quotesInNames_areKept()
{
    const auto header = digestAuthorization("Digest realm=\"a \\\"b\\\", c\", nonce=\"n\"",
                                            {u"me \"too\""_s, u"p"_s}, "/", ownNonce);
    QVERIFY(header);
    QVERIFY2(header->contains("realm=\"a \\\"b\\\", c\""), header->constData());
    QVERIFY2(header->contains("username=\"me \\\"too\\\"\""), header->constData());
}

void HttpLoginTest::digestAuthorization_unknownForm_isNone_data()
{
    QTest::addColumn<QByteArray>("challenges");
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("basic") << "Basic realm=\"a\""_ba;
    QTest::newRow("no nonce") << "Digest realm=\"a\""_ba;
    QTest::newRow("other algorithm") << "Digest realm=\"a\", nonce=\"b\", algorithm=SHA-512-256"_ba;
    QTest::newRow("session") << "Digest realm=\"a\", nonce=\"b\", algorithm=MD5-sess"_ba;
    QTest::newRow("of the body") << "Digest realm=\"a\", nonce=\"b\", qop=\"auth-int\""_ba;
}

void HttpLoginTest::digestAuthorization_unknownForm_isNone()
{
    QFETCH(QByteArray, challenges);
    QVERIFY(!digestAuthorization(challenges, mufasa, "/", ownNonce));
}

QTEST_GUILESS_MAIN(HttpLoginTest)
#include "tst_httplogin.moc"
