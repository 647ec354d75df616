// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/htmltext.h"

#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

class HtmlTextTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void wordCount_html_countsWhatIsRead_data();
    void wordCount_html_countsWhatIsRead();
    void wordCount_hostileHtml_endsSoon_data();
    void wordCount_hostileHtml_endsSoon();
    void plainText_html_isWhatIsRead_data();
    void plainText_html_isWhatIsRead();
};

void HtmlTextTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void HtmlTextTest::wordCount_html_countsWhatIsRead_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<int>("words");

    const auto row = [](const char *name, const QString &html, int words) {
        QTest::newRow(name) << html << words;
    };
    row("nothing", QString(), 0);
    row("plain", u"one two\nthree"_s, 3);
    row("paragraphs", u"<p>one two</p><p>three</p>"_s, 3);
    row("blocks part words", u"one<br>two<td>three</td>four"_s, 4);
    row("inline tags don't", u"<b>W</b>ord and wo<em>r</em>ds"_s, 3);
    row("attributes", u"<a href=\"x > y\" title='not > read'>one</a>"_s, 1);
    row("comment", u"one <!-- two <b> three --> four"_s, 2);
    row("script and style", u"<script>if (a < b) c();</script>one<STYLE>p {}</style> two"_s, 2);
    row("entities", u"caf&eacute; &amp; cr&#232;me&nbsp;br&#xFB;l&eacute;e"_s, 3);
    row("dashes", u"one\u2014two &ndash; three - four"_s, 4);
    row("hyphen and apostrophe", u"a well-known reader\u2019s don't"_s, 4);
    row("punctuation", u"Yes! (No?) ... \u201CPerhaps\u201D * * *"_s, 3);
    row("numbers", u"42 is 6.5"_s, 3);
    row("not a tag", u"1 < 2 and 3 > 2 & so"_s, 6);
    row("closing tag of nothing", u"one</p>two</b>three"_s, 2);
    row("Chinese", u"<p>我喜欢读很好的文章</p>"_s, 4);
    row("Japanese and Latin", u"これはQtの本です"_s, 4);
    row("Korean has blanks", u"나는 글을 읽는다"_s, 3);
    row("beyond the first plane", u"\U00020000\U00020001\U00020002\U00020003\U00020004"_s, 2);
    row("Cyrillic", u"Привет, мир!"_s, 2);
}

void HtmlTextTest::wordCount_html_countsWhatIsRead()
{
    QFETCH(const QString, html);
    QFETCH(const int, words);

    QCOMPARE(wordCount(html), words);
}

void HtmlTextTest::wordCount_hostileHtml_endsSoon_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<int>("words");

    constexpr qsizetype many = 1'000'000;
    QTest::newRow("tags without end") << u"<a "_s.repeated(many) << 0;
    QTest::newRow("quotes without end") << u"<a b=\""_s.repeated(many) << 0;
    QTest::newRow("comments without end") << u"<!--"_s.repeated(many) << 0;
    QTest::newRow("scripts without end") << u"<script>"_s.repeated(many) << 0;
    QTest::newRow("ampersands") << QString(many, u'&') << 0;
    QTest::newRow("angle brackets") << QString(many, u'<') << 0;
    QTest::newRow("entities out of range") << u"&#xFFFFFFFFFF;&#0;&#-1;&#;&;"_s << 0;
    QTest::newRow("half pairs") << u"a\xD800 \xDC00"_s << 1;
    QTest::newRow("zeros") << QString(many, QChar(u'\0')) << 0;
    QTest::newRow("ends in a tag") << u"one <"_s << 1;
    QTest::newRow("ends in an entity") << u"one &"_s << 1;
    QTest::newRow("many words") << u"<p>word</p>"_s.repeated(many) << int(many);
}

void HtmlTextTest::wordCount_hostileHtml_endsSoon()
{
    QFETCH(const QString, html);
    QFETCH(const int, words);

    QCOMPARE(wordCount(html), words);
    QVERIFY(plainText(html).size() <= html.size());
}

void HtmlTextTest::plainText_html_isWhatIsRead_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("text");

    const auto row = [](const char *name, const QString &html, const QString &text) {
        QTest::newRow(name) << html << text;
    };
    row("nothing", QString(), QString());
    row("plain", u" one two\n three "_s, u"one two three"_s);
    row("paragraphs", u"<p>one two</p>\n<p>three</p>"_s, u"one two\nthree"_s);
    row("inline tags", u"<b>W</b>ord and <em>more</em>"_s, u"Word and more"_s);
    row("comment, script", u"one <!-- two --><script>three</script>four"_s, u"one\nfour"_s);
    row("attributes", u"<a title=\"hidden > words\">one</a>"_s, u"one"_s);
    row("entities", u"caf&eacute; &amp; cr&#232;me&nbsp;br&#xFB;l&eacute;e &lt;b&gt;"_s,
        u"café & crème brûlée <b>"_s);
    row("unknown entity", u"a &mysterious; b & c"_s, u"a &mysterious; b & c"_s);
    row("soft hyphen", u"Donau&shy;dampf\u00ADschiff"_s, u"Donaudampfschiff"_s);
    row("impossible characters", u"&#0;&#xD800;&#x110000;"_s, u"\uFFFD\uFFFD\uFFFD"_s);
    row("beyond the first plane", u"\U00020000&#x20001;"_s, u"\U00020000\U00020001"_s);
}

void HtmlTextTest::plainText_html_isWhatIsRead()
{
    QFETCH(const QString, html);
    QTEST(plainText(html), "text");
}

QTEST_GUILESS_MAIN(HtmlTextTest)
#include "tst_htmltext.moc"
