// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/feedhtml.h"
#include "formats/feedtext.h"

#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

class FeedHtmlTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void tidiedHtml_html_isTidied_data();
    void tidiedHtml_html_isTidied();
    void tidiedHtml_nothingToTidy_isAbsent_data();
    void tidiedHtml_nothingToTidy_isAbsent();
    void tidiedHtml_noBase_leavesAddressesAlone();
    void looksLikeHtml_text_isTold_data();
    void looksLikeHtml_text_isTold();
    void personName_text_isRead_data();
    void personName_text_isRead();
};

void FeedHtmlTest::tidiedHtml_html_isTidied_data()
{
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, const char *html, const char *expected) {
        QTest::newRow(name) << QByteArray(html) << QByteArray(expected);
    };
    row("link", R"(<a href="b">x</a>)", R"(<a href="https://a.example/dir/b">x</a>)");
    row("root", R"(<A HREF='/b'>x</A>)", R"(<A HREF='https://a.example/b'>x</A>)");
    row("no quotes", "<img src=b.png>", "<img src=https://a.example/dir/b.png>");
    row("up", R"(<img src="../b.png"/>)", R"(<img src="https://a.example/b.png"/>)");
    row("no scheme", R"(<img src="//c.example/b">)", R"(<img src="https://c.example/b">)");
    row("query", R"(<a href="?a=1&amp;b=2">x</a>)",
        R"(<a href="https://a.example/dir/page?a=1&amp;b=2">x</a>)");
    row("blanks", R"(<a href = " b ">x</a>)", R"(<a href = "https://a.example/dir/b">x</a>)");
    row("several", R"(<a title="href='x'" href="b" class=c>x</a>)",
        R"(<a title="href='x'" href="https://a.example/dir/b" class=c>x</a>)");
    row("candidates", R"(<img srcset="a 1x, /b?x,y 2x,c">)",
        R"(<img srcset="https://a.example/dir/a 1x, https://a.example/b?x,y 2x, )"
        R"(https://a.example/dir/c">)");
    row("candidates, no quotes", "<img srcset=,a>", R"(<img srcset="https://a.example/dir/a">)");
    row("script", "a<script src=x>b</script>c", "ac");
    row("script, no end", "a<script>b", "a");
    row("script within", "a<SCRIPT>if (a < b) '</p>'</SCRIPT >c", "ac");
    row("style", "<style>p{}</style><p>a", "<p>a");
    row("comment", "1<!-- -->st", "1st");
    row("comment, empty", "a<!-->b", "ab");
    row("comment, no end", "a<!-- b", "a");
    row("no tag out of what is left", "<<!-- -->script>a", "< script>a");
    row("no comment either", "a<!-<!-- b -->- c", "a<!- - c");
    row("unfinished list", R"(<img srcset="a 1x)", R"(<img srcset="https://a.example/dir/a 1x)");
    row("unfinished", R"(a <a href="b)", R"(a <a href="https://a.example/dir/b)");
}

void FeedHtmlTest::tidiedHtml_html_isTidied()
{
    QFETCH(const QByteArray, html);
    QFETCH(const QByteArray, expected);

    const auto tidied = tidiedHtml(html, QUrl(u"https://a.example/dir/page"_s));

    QVERIFY(tidied);
    QCOMPARE(*tidied, expected);
}

void FeedHtmlTest::tidiedHtml_nothingToTidy_isAbsent_data()
{
    QTest::addColumn<QByteArray>("html");

    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("1 < 2 & 3 > 2");
    QTest::newRow("whole addresses") << QByteArray(R"(<a href="https://b.example/">x</a>)");
    QTest::newRow("a place in the text") << QByteArray(R"(<a href="#note">1</a>)");
    QTest::newRow("other schemes") << QByteArray(R"(<a href="mailto:a@b">x</a><img src="data:,">)");
    QTest::newRow("names that begin so") << QByteArray("<strong>a</strong><section>b</section>");
    QTest::newRow("an end tag alone") << QByteArray("</script>");
    QTest::newRow("cut within a tag") << QByteArray("<p class=");
}

void FeedHtmlTest::tidiedHtml_nothingToTidy_isAbsent()
{
    QFETCH(const QByteArray, html);

    QVERIFY(!tidiedHtml(html, QUrl(u"https://a.example/"_s)));
}

void FeedHtmlTest::tidiedHtml_noBase_leavesAddressesAlone()
{
    QVERIFY(!tidiedHtml(R"(<a href="b">x</a><img srcset="a 1x">)", QUrl()));
}

void FeedHtmlTest::looksLikeHtml_text_isTold_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isHtml");

    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("text") << QByteArray("Hello") << false;
    QTest::newRow("comparison") << QByteArray("1 < 2 > 0") << false;
    QTest::newRow("a tag's name") << QByteArray("the <code> element") << false;
    QTest::newRow("and") << QByteArray("AT&T; Q & A;") << true;
    QTest::newRow("and, apart") << QByteArray("AT & T;") << false;
    QTest::newRow("end tag") << QByteArray("<b>x</b>") << true;
    QTest::newRow("line break") << QByteArray("a<br>b") << true;
    QTest::newRow("empty tag") << QByteArray("a<wbr/>b") << true;
    QTest::newRow("picture") << QByteArray("<img src=a>") << true;
    QTest::newRow("entity") << QByteArray("a&nbsp;b") << true;
    QTest::newRow("number") << QByteArray("a&#8217;b") << true;
    QTest::newRow("unfinished") << QByteArray("a </b") << false;
}

void FeedHtmlTest::looksLikeHtml_text_isTold()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, isHtml);

    QCOMPARE(looksLikeHtml(text), isHtml);
}

void FeedHtmlTest::personName_text_isRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");

    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("name") << u" My Name "_s << u"My Name"_s;
    QTest::newRow("quoted") << u"\"My Name\""_s << u"My Name"_s;
    QTest::newRow("address first") << u"me@example.org (My Name)"_s << u"My Name"_s;
    QTest::newRow("name first") << u"My Name (me@example.org)"_s << u"My Name"_s;
    QTest::newRow("as in mail") << u"My Name <me@example.org>"_s << u"My Name"_s;
    QTest::newRow("address alone") << u"<me@example.org>"_s << u"me@example.org"_s;
    QTest::newRow("no brackets") << u"My Name me@example.org"_s << u"My Name"_s;
    QTest::newRow("an @ of another kind")
        << u"@handle (of a network)"_s << u"@handle (of a network)"_s;
    QTest::newRow("brackets the wrong way") << u")a@b("_s << u")a@b("_s;
}

void FeedHtmlTest::personName_text_isRead()
{
    QFETCH(const QString, text);
    QFETCH(const QString, name);

    QCOMPARE(personName(text), name);
}

QTEST_GUILESS_MAIN(FeedHtmlTest)
#include "tst_feedhtml.moc"
