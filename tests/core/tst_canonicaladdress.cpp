// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/canonicaladdress.h"

#include <QRandomGenerator>
#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

class CanonicalAddressTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void canonicalAddress_anyUrl_followsTheRules_data();
    void canonicalAddress_anyUrl_followsTheRules();
    void canonicalAddress_ofItself_isTheSame_data();
    void canonicalAddress_ofItself_isTheSame();
    void canonicalAddress_pagesThatMayDiffer_stayApart_data();
    void canonicalAddress_pagesThatMayDiffer_stayApart();
    void canonicalAddress_invalidUrl_isReturnedAsItIs();
    void canonicalAddress_randomUrl_holdsToItself();
    void canonicalAddress_randomUrl_isTheSameHoweverWritten();
    void canonicalAddress_anyText_isNeverWorse();
    void siteName_anyUrl_isWhatAPersonSays_data();
    void siteName_anyUrl_isWhatAPersonSays();
    void displayAddress_anyUrl_deceivesNobody_data();
    void displayAddress_anyUrl_deceivesNobody();
};

namespace {

// Always the same, and said, so that what fails can be looked at.
quint32 seed()
{
    constexpr quint32 value = 20'261'120;
    qInfo("seed %u", value);
    return value;
}

QString randomOf(QRandomGenerator &random, const QStringList &pieces, int most)
{
    QString text;
    for (int count = random.bounded(most + 1); count > 0; --count)
        text += pieces.at(random.bounded(int(pieces.size())));
    return text;
}

/// Addresses made from what the rules are about.
QString randomAddress(QRandomGenerator &random)
{
    static const QStringList hosts = {
        u"example.org"_s,    u"EXAMPLE.org."_s,     u"127.0.0.1"_s,    u"[2001:DB8::1]"_s,
        u"bücher.example"_s, u"xn--bcher-kva.de"_s, u"a.b.c.example"_s};
    static const QStringList ports = {u""_s, u":80"_s, u":443"_s, u":8080"_s, u":"_s};
    static const QStringList segments = {
        u"/"_s,       u"/a"_s,   u"/.."_s,  u"/."_s, u"/%2e%2E"_s, u"/%7Eb"_s, u"/ü"_s,
        u"/%c3%bc"_s, u"/a b"_s, u"/%2f"_s, u"//"_s, u"/;x=1"_s,   u"/%"_s,    u"/😀"_s};
    static const QStringList items = {u"a=1"_s, u"&"_s,   u"utm_source=x"_s, u"&utm_x"_s,
                                      u"="_s,   u"%26"_s, u"&b=%3d"_s,       u"fbclid=2&"_s,
                                      u"ü"_s,   u"+"_s};
    static const QStringList fragments = {u""_s, u"#"_s, u"#part"_s, u"#!/page"_s, u"#/route"_s};
    const auto one = [&random](const QStringList &pieces) {
        return pieces.at(random.bounded(int(pieces.size())));
    };
    QString address = one({u"http://"_s, u"HTTPS://"_s, u"https://me:secret@"_s}) + one(hosts)
        + one(ports) + randomOf(random, segments, 6);
    if (random.bounded(2) == 0)
        address += u'?' + randomOf(random, items, 5);
    return address + one(fragments);
}

} // namespace

void CanonicalAddressTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void CanonicalAddressTest::canonicalAddress_anyUrl_followsTheRules_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("expected");

    const auto row = [](const char *name, const QString &given, const QString &expected) {
        QTest::newRow(name) << given << expected;
    };
    row("already canonical", u"https://example.org/a"_s, u"https://example.org/a"_s);
    row("scheme and host case", u"HTTP://Example.ORG/Path"_s, u"http://example.org/Path"_s);
    row("host with trailing dot", u"http://example.org./a"_s, u"http://example.org/a"_s);
    row("IDN", u"https://Bücher.example/ü"_s, u"https://xn--bcher-kva.example/%C3%BC"_s);
    row("IDN as ASCII", u"https://XN--BCHER-KVA.example/"_s, u"https://xn--bcher-kva.example/"_s);
    row("IPv4", u"http://127.0.0.1:8000/"_s, u"http://127.0.0.1:8000/"_s);
    row("IPv6", u"http://[2001:DB8::1]:8080/x"_s, u"http://[2001:db8::1]:8080/x"_s);
    row("IPv6, default port", u"http://[::1]:80"_s, u"http://[::1]/"_s);
    row("user info", u"https://user:secret@example.org/"_s, u"https://example.org/"_s);
    row("empty user info", u"https://@example.org/a"_s, u"https://example.org/a"_s);
    row("default port, http", u"http://example.org:80/"_s, u"http://example.org/"_s);
    row("default port, https", u"https://example.org:443/"_s, u"https://example.org/"_s);
    row("the other's default port", u"http://example.org:443/"_s, u"http://example.org:443/"_s);
    row("empty path", u"https://example.org"_s, u"https://example.org/"_s);
    row("empty path, query", u"https://example.org?p=1"_s, u"https://example.org/?p=1"_s);
    row("dot segments", u"http://a.example/b/../c/./d"_s, u"http://a.example/c/d"_s);
    row("encoded dot segments", u"http://a.example/b/%2E%2e/c"_s, u"http://a.example/c"_s);
    row("dots at the end", u"http://a.example/b/c/.."_s, u"http://a.example/b/"_s);
    row("empty segments kept", u"http://a.example//b//../c//"_s, u"http://a.example//b/c//"_s);
    row("above the root", u"http://a.example/../../c"_s, u"http://a.example/c"_s);
    row("encoding in upper case", u"http://a.example/%c3%a9%2f"_s, u"http://a.example/%C3%A9%2F"_s);
    row("unreserved decoded", u"http://a.example/%7Eme/%41"_s, u"http://a.example/~me/A"_s);
    row("space", u"http://a.example/a b"_s, u"http://a.example/a%20b"_s);
    row("fragment", u"https://example.org/a#part"_s, u"https://example.org/a"_s);
    row("empty fragment", u"https://example.org/a#"_s, u"https://example.org/a"_s);
    row("text fragment", u"https://example.org/a#:~:text=GIL"_s, u"https://example.org/a"_s);
    row("hash-bang page", u"https://example.org/#!/post/1"_s, u"https://example.org/#!/post/1"_s);
    row("hash-slash page", u"https://example.org/#/post/1"_s, u"https://example.org/#/post/1"_s);
    row("hash-bang alone", u"https://example.org/a#!"_s, u"https://example.org/a"_s);
    row("hash-slash alone", u"https://example.org/a#/"_s, u"https://example.org/a"_s);
    row("tracking only", u"https://example.org/a?utm_source=x&utm_medium=y"_s,
        u"https://example.org/a"_s);
    row("tracking among others", u"https://example.org/a?b=2&fbclid=z&a=1&UTM_Campaign=q"_s,
        u"https://example.org/a?b=2&a=1"_s);
    row("tracking key, encoded", u"https://example.org/a?utm%5Fsource=x"_s,
        u"https://example.org/a"_s);
    row("tracking key without value", u"https://example.org/a?gclid"_s, u"https://example.org/a"_s);
    row("only in the value", u"https://example.org/a?q=utm_source"_s,
        u"https://example.org/a?q=utm_source"_s);
    row("empty query", u"https://example.org/a?"_s, u"https://example.org/a"_s);
    row("empty query items", u"https://example.org/a?&b=1&&"_s, u"https://example.org/a?b=1"_s);
    row("query kept to the letter", u"https://example.org/a?q=%2B+%26[1]&r=a%20b"_s,
        u"https://example.org/a?q=%2B+%26[1]&r=a%20b"_s);
    row("own pages", u"lectern://guide/first-steps#keys"_s, u"lectern://guide/first-steps"_s);
}

void CanonicalAddressTest::canonicalAddress_anyUrl_followsTheRules()
{
    QFETCH(const QString, given);
    QFETCH(const QString, expected);

    QCOMPARE(canonicalAddress(QUrl(given)).toString(QUrl::FullyEncoded), expected);
}

void CanonicalAddressTest::canonicalAddress_ofItself_isTheSame_data()
{
    canonicalAddress_anyUrl_followsTheRules_data();
    QTest::newRow("dots upon dots") << u"http://a.example/b/%2e/../.%2e//c"_s << QString();
    QTest::newRow("odd characters") << u"http://a.example/%zz?\"<>|^`=#!\\"_s << QString();
    QTest::newRow("port upon dot") << u"http://a.example.:80"_s << QString();
}

void CanonicalAddressTest::canonicalAddress_ofItself_isTheSame()
{
    QFETCH(const QString, given);

    const QUrl once = canonicalAddress(QUrl(given));
    QVERIFY(once.isValid());
    QCOMPARE(canonicalAddress(once), once);
    QCOMPARE(canonicalAddress(QUrl(once.toString(QUrl::FullyEncoded))), once);
}

void CanonicalAddressTest::canonicalAddress_pagesThatMayDiffer_stayApart_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");

    QTest::newRow("scheme") << u"http://example.org/"_s << u"https://example.org/"_s;
    QTest::newRow("trailing slash") << u"http://example.org/a"_s << u"http://example.org/a/"_s;
    QTest::newRow("case of path") << u"http://example.org/a"_s << u"http://example.org/A"_s;
    QTest::newRow("www") << u"http://example.org/"_s << u"http://www.example.org/"_s;
    QTest::newRow("encoded slash") << u"http://example.org/a/b"_s << u"http://example.org/a%2Fb"_s;
    QTest::newRow("double slash") << u"http://web.example/http://a.example/"_s
                                  << u"http://web.example/http:/a.example/"_s;
    QTest::newRow("order of items") << u"http://example.org/?a&b"_s << u"http://example.org/?b&a"_s;
    QTest::newRow("plus and space")
        << u"http://example.org/?q=a+b"_s << u"http://example.org/?q=a%2Bb"_s;
    QTest::newRow("port") << u"http://example.org/"_s << u"http://example.org:8080/"_s;
}

void CanonicalAddressTest::canonicalAddress_pagesThatMayDiffer_stayApart()
{
    QFETCH(const QString, one);
    QFETCH(const QString, other);

    QVERIFY(canonicalAddress(QUrl(one)) != canonicalAddress(QUrl(other)));
}

void CanonicalAddressTest::canonicalAddress_invalidUrl_isReturnedAsItIs()
{
    const QUrl invalid(u"http://exa mple.org:port/#x"_s);
    QVERIFY(!invalid.isValid());
    QCOMPARE(canonicalAddress(invalid), invalid);

    const QUrl relative(u"a/../b#x"_s);
    QCOMPARE(canonicalAddress(relative), relative);

    QCOMPARE(canonicalAddress(QUrl()), QUrl());
}

void CanonicalAddressTest::canonicalAddress_randomUrl_holdsToItself()
{
    QRandomGenerator random(seed());
    for (int i = 0; i < 20'000; ++i) {
        const QUrl url(randomAddress(random), QUrl::TolerantMode);
        if (!url.isValid())
            continue;
        const QUrl once = canonicalAddress(url);
        QVERIFY2(once.isValid(), qPrintable(url.toString()));
        QCOMPARE(canonicalAddress(once), once);
        // As the library stores it, and reads it again.
        const QString stored = once.toString(QUrl::FullyEncoded);
        QCOMPARE(QUrl(stored, QUrl::StrictMode), once);
        QCOMPARE(canonicalAddress(QUrl(stored, QUrl::StrictMode)), once);
        QVERIFY(once.userInfo().isEmpty());
    }
}

void CanonicalAddressTest::canonicalAddress_randomUrl_isTheSameHoweverWritten()
{
    QRandomGenerator random(seed());
    static const QStringList decorations = {u"utm_source=x"_s, u"fbclid=1"_s, u"gclid=a-b_c"_s,
                                            u"utm_campaign=%20"_s};
    for (int i = 0; i < 5000; ++i) {
        const QString host = u"site%1.example"_s.arg(random.bounded(1000));
        const QString path =
            randomOf(random, {u"/a"_s, u"/b%20c"_s, u"/%C3%BC"_s, u"/x.html"_s}, 5);
        const QString item = random.bounded(2) == 0 ? QString() : u"p=%1"_s.arg(random.bounded(9));
        const QString query = item.isEmpty() ? QString() : u'?' + item;
        const QUrl plain(u"https://"_s + host + u"/r"_s + path + query);
        const QUrl expected = canonicalAddress(plain);

        const QString decoration = decorations.at(random.bounded(int(decorations.size())));
        const QString written = u"HTTPS://reader@"_s + host.toUpper() + u":443/./q/../r"_s + path
            + u'?' + (item.isEmpty() ? decoration : item + u'&' + decoration) + u"#part"_s;
        QCOMPARE(canonicalAddress(QUrl(written)), expected);
        // Another page stays another page.
        const QUrl other(u"https://"_s + host + u"/other"_s + path + query);
        QVERIFY(canonicalAddress(other) != expected);
    }
}

void CanonicalAddressTest::canonicalAddress_anyText_isNeverWorse()
{
    QRandomGenerator random(seed());
    for (int i = 0; i < 20'000; ++i) {
        QString text;
        for (int k = random.bounded(40); k > 0; --k)
            text += QChar(char16_t(random.bounded(0x20, 0x3000)));
        for (const QString &start : {u""_s, u"http://"_s, u"https://a.example/"_s}) {
            const QUrl url(start + text, QUrl::TolerantMode);
            const QUrl canonical = canonicalAddress(url);
            QCOMPARE(canonical.isValid(), url.isValid());
            QCOMPARE(canonicalAddress(canonical), canonical);
        }
    }
}

void CanonicalAddressTest::siteName_anyUrl_isWhatAPersonSays_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("expected");

    const auto row = [](const char *name, const QString &given, const QString &expected) {
        QTest::newRow(name) << given << expected;
    };
    row("plain", u"http://example.org/a"_s, u"example.org"_s);
    row("www", u"https://www.example.org/"_s, u"example.org"_s);
    row("www is the name", u"https://www.com/"_s, u"www.com"_s);
    row("trailing dot", u"https://www.example.org./"_s, u"example.org"_s);
    row("default port", u"https://example.org:443/"_s, u"example.org"_s);
    row("other port", u"http://example.org:8080/"_s, u"example.org:8080"_s);
    row("IPv6", u"http://[::1]/"_s, u"::1"_s);
    row("IPv6 with port", u"http://[::1]:8080/"_s, u"[::1]:8080"_s);
    row("IDN", u"https://xn--bcher-kva.de/"_s, u"bücher.de"_s);
    row("IDN in Japanese", u"https://日本語とabc.com/"_s, u"日本語とabc.com"_s);
    row("IDN in Cyrillic", u"https://пример.com/"_s, u"пример.com"_s);
    row("mixed scripts", u"https://p\u0430ypal.com/"_s, u"xn--pypal-4ve.com"_s);
    row("all lookalikes", u"https://\u0430\u0440\u0440\u04CF\u0435.com/"_s,
        u"xn--80ak6aa92e.com"_s);
    row("own page", u"lectern://guide/first-steps"_s, QString());
    row("file", u"file:///home/reader/a.html"_s, QString());
    row("nothing", QString(), QString());
}

void CanonicalAddressTest::siteName_anyUrl_isWhatAPersonSays()
{
    QFETCH(const QString, given);
    QFETCH(const QString, expected);

    QCOMPARE(siteName(QUrl(given)), expected);
}

void CanonicalAddressTest::displayAddress_anyUrl_deceivesNobody_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("expected");

    const auto row = [](const char *name, const QString &given, const QString &expected) {
        QTest::newRow(name) << given << expected;
    };
    row("readable", u"https://example.org/%C3%BC?q=%E2%82%AC"_s, u"https://example.org/ü?q=€"_s);
    row("IDN", u"https://xn--bcher-kva.de/"_s, u"https://bücher.de/"_s);
    row("user name only", u"https://bank.example@evil.example/"_s, u"https://evil.example/"_s);
    row("user and password", u"https://me:secret@example.org/"_s, u"https://example.org/"_s);
    row("direction turned round", u"https://example.org/%E2%80%AEgpj.exe"_s,
        u"https://example.org/%E2%80%AEgpj.exe"_s);
    row("invisible joiner", u"https://example.org/a%E2%80%8Bb"_s,
        u"https://example.org/a%E2%80%8Bb"_s);
    row("no-break space", u"https://example.org/a%C2%A0b"_s, u"https://example.org/a%C2%A0b"_s);
    row("lookalike host", u"https://p\u0430ypal.com/%C3%BC"_s,
        u"https://xn--pypal-4ve.com/%C3%BC"_s);
    row("own page", u"lectern://guide/first-steps"_s, u"lectern://guide/first-steps"_s);
}

void CanonicalAddressTest::displayAddress_anyUrl_deceivesNobody()
{
    QFETCH(const QString, given);
    QFETCH(const QString, expected);

    QCOMPARE(displayAddress(QUrl(given)), expected);
}

QTEST_GUILESS_MAIN(CanonicalAddressTest)
#include "tst_canonicaladdress.moc"
