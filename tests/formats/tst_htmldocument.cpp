// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/htmldocument.h"

#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

QString nameOf(HtmlTag tag)
{
    static const QHash<HtmlTag, QString> names = {{HtmlTag::A, u"a"_s},
                                                  {HtmlTag::B, u"b"_s},
                                                  {HtmlTag::Body, u"body"_s},
                                                  {HtmlTag::Br, u"br"_s},
                                                  {HtmlTag::Dd, u"dd"_s},
                                                  {HtmlTag::Div, u"div"_s},
                                                  {HtmlTag::Dl, u"dl"_s},
                                                  {HtmlTag::Dt, u"dt"_s},
                                                  {HtmlTag::H2, u"h2"_s},
                                                  {HtmlTag::H3, u"h3"_s},
                                                  {HtmlTag::Head, u"head"_s},
                                                  {HtmlTag::Html, u"html"_s},
                                                  {HtmlTag::I, u"i"_s},
                                                  {HtmlTag::Img, u"img"_s},
                                                  {HtmlTag::Li, u"li"_s},
                                                  {HtmlTag::P, u"p"_s},
                                                  {HtmlTag::Script, u"script"_s},
                                                  {HtmlTag::Span, u"span"_s},
                                                  {HtmlTag::Svg, u"svg"_s},
                                                  {HtmlTag::Table, u"table"_s},
                                                  {HtmlTag::Tbody, u"tbody"_s},
                                                  {HtmlTag::Td, u"td"_s},
                                                  {HtmlTag::Title, u"title"_s},
                                                  {HtmlTag::Tr, u"tr"_s},
                                                  {HtmlTag::Ul, u"ul"_s},
                                                  {HtmlTag::Other, u"other"_s},
                                                  {HtmlTag::Option, u"option"_s},
                                                  {HtmlTag::Textarea, u"textarea"_s},
                                                  {HtmlTag::Noscript, u"noscript"_s},
                                                  {HtmlTag::OtherVoid, u"area"_s}};
    return names.value(tag, u"?"_s);
}

/// "div(p('one')p('two'))"
QString outline(const HtmlDocument &document, HtmlDocument::Node node)
{
    if (document.isText(node))
        return u'\'' + document.ownText(node).simplified() + u'\'';
    QString inner;
    for (auto child = document.firstChild(node); child != HtmlDocument::none;
         child = document.nextSibling(child))
        inner += outline(document, child);
    if (node == 0)
        return inner;
    return nameOf(document.tag(node)) + (inner.isEmpty() ? inner : u'(' + inner + u')');
}

HtmlDocument read(const QByteArray &html, const PageHints &hints = {})
{
    auto document = HtmlDocument::read(html, hints);
    if (!document)
        QTest::qFail(qPrintable(document.error().detail), __FILE__, __LINE__);
    return *document;
}

/// Whether nodes nest as numbers say: each within its parent, none too deep.
bool isSound(const HtmlDocument &document)
{
    for (int node = 1; node < document.size(); ++node) {
        const int parent = document.parent(node);
        const bool isInside = parent >= 0 && parent < node
            && document.end(node) <= document.end(parent) && document.end(node) > node;
        if (!isInside)
            return false;
    }
    return document.end(0) == document.size();
}

} // namespace

class HtmlDocumentTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void read_html_isTree_data();
    void read_html_isTree();
    void read_rendered_isTheBrowsersTree_data();
    void read_rendered_isTheBrowsersTree();
    void read_attributes_asWritten();
    void read_references_areResolved_data();
    void read_references_areResolved();
    void read_encoding_asSaid_data();
    void read_encoding_asSaid();
    void read_base_resolvesAddresses();
    void read_title_ofThePage_data();
    void read_title_ofThePage();
    void read_hostilePage_isBounded_data();
    void read_hostilePage_isBounded();
    void read_tooLarge_isRefused();
};

void HtmlDocumentTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void HtmlDocumentTest::read_html_isTree_data()
{
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<QString>("tree");

    const auto row = [](const char *name, const QByteArray &html, const QString &tree) {
        QTest::newRow(name) << html << tree;
    };
    row("nothing", "", {});
    row("text", "a text", u"'a text'"_s);
    row("whole page",
        "<!DOCTYPE html><html><head><title>T</title></head><body><p>a</p></body></html>",
        u"html(head(title('T'))body(p('a')))"_s);
    row("head without an end", "<html><head><title>T</title><p>a",
        u"html(head(title('T'))p('a'))"_s);
    row("body twice", "<body><p>a<body><p>b", u"body(p('a')p('b'))"_s);
    row("paragraphs without ends", "<p>a<p>b<div>c</div>", u"p('a')p('b')div('c')"_s);
    row("paragraph around a list", "<p>a<ul><li>b</ul>c", u"p('a')ul(li('b'))'c'"_s);
    row("items without ends", "<ul><li>a<li>b<ul><li>c</ul><li>d</ul>",
        u"ul(li('a')li('b'ul(li('c')))li('d'))"_s);
    row("item through blocks", "<ul><li><div>a<li>b</ul>", u"ul(li(div('a'))li('b'))"_s);
    row("definitions", "<dl><dt>a<dd>b<dt>c<dd>d</dl>", u"dl(dt('a')dd('b')dt('c')dd('d'))"_s);
    row("cells without ends", "<table><tr><td>a<td>b<tr><td>c</table>d",
        u"table(tr(td('a')td('b'))tr(td('c')))'d'"_s);
    row("table in a cell", "<table><tr><td><table><tr><td>a</table>b<td>c</table>",
        u"table(tr(td(table(tr(td('a')))'b')td('c')))"_s);
    row("crossed phrases", "<p><b>a<i>b</b>c</i>d</p>", u"p(b('a'i('b'))'c''d')"_s);
    row("phrase across blocks", "<div><b>a<div>b</b>c</div>d</div>e",
        u"div(b('a'div('b''c'))'d')'e'"_s);
    row("link across blocks", "<div><a href=x><h2>a</h2></a><p>b</div>",
        u"div(a(h2('a'))p('b'))"_s);
    row("heading in a link in a paragraph", "<p><a href=x><h2>a</h2></a></p>b",
        u"p(a)h2(a('a'))'b'"_s);
    row("link in a link", "<a href=x>a<a href=y>b</a>", u"a('a')a('b')"_s);
    row("end nobody began", "<div>a</p></span></b>b</div>c", u"div('a''b')'c'"_s);
    row("end of an outer cell", "<table><tr><td><p>a</div>b</table>",
        u"table(tr(td(p('a''b'))))"_s);
    row("heading ended as another", "<h2>a</h3>b", u"h2('a')'b'"_s);
    row("void elements", "a<br>b<img src=x>c</br>", u"'a'br'b'img'c'"_s);
    row("script", "<script>if (a < b) '<p>'</script>c", u"script('if (a < b) '<p>'')'c'"_s);
    row("script without an end", "<p>a</p><script>b", u"p('a')script('b')"_s);
    row("text area", "<textarea><p>a</textarea>b", u"textarea('<p>a')'b'"_s);
    row("comments", "a<!-- <p> -->b<!-->c<!doctype x>d<?php e ?>f", u"'a''b''c''d''f'"_s);
    row("comment without an end", "a<!-- b", u"'a'"_s);
    row("less than", "1 < 2 <3 </ 4", u"'1 < 2 <3'"_s);
    row("tag at the end", "a<div class=", u"'a'div"_s);
    row("drawing", "<svg><title/><path d=x /></svg><p>a", u"svg(titleother)p('a')"_s);
    row("unknown elements", "<my-card><p>a</my-card>b", u"other(p('a'))'b'"_s);
    row("no slash in HTML", "<div/>a", u"div('a')"_s);
    row("white space between blocks", "<ul>\n <li>a</li>\n <li>b</li>\n</ul>",
        u"ul(li('a')li('b'))"_s);
    row("white space between words", "<p><b>a</b> <i>b</i></p>", u"p(b('a')''i('b'))"_s);
}

void HtmlDocumentTest::read_html_isTree()
{
    QFETCH(QByteArray, html);
    QFETCH(QString, tree);

    const HtmlDocument document = read(html);
    QCOMPARE(outline(document, 0), tree);
    QVERIFY(isSound(document));
}

void HtmlDocumentTest::read_rendered_isTheBrowsersTree_data()
{
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<QString>("tree");

    const auto row = [](const char *name, const QByteArray &html, const QString &tree) {
        QTest::newRow(name) << html << tree;
    };
    row("head with a picture for those without scripts",
        "<html><head><title>T</title><noscript><img></noscript><script></script></head><body>"
        "<p>a</p></body></html>",
        u"html(head(title('T')noscript('<img>')script)body(p('a')))"_s);
    row("without scripts", "<div><noscript></div><p></noscript><p>a</p></div>",
        u"div(noscript('</div><p>')p('a'))"_s);
    row("row without a table body", "<table><tr><td>a</td></tr></table>", u"table(tr(td('a')))"_s);
    row("division in a paragraph", "<p><div>a</div><b>b</b></p>", u"p(div('a')b('b'))"_s);
    row("link in a link", "<a><a>a</a>b</a>", u"a(a('a')'b')"_s);
    row("item in an item", "<li><li>a</li>b</li>", u"li(li('a')'b')"_s);
    row("heading in a heading", "<h2><h3>a</h3>b</h2>", u"h2(h3('a')'b')"_s);
    row("picture in a drawing", "<svg><image><title>a</title></image><b></b></svg>",
        u"svg(other(title('a'))b)"_s);
    row("areas", "<map><area><area></map><p>a</p>", u"other(areaarea)p('a')"_s);
    row("end nobody began", "<div>a</p>b</div>c", u"div('a''b')'c'"_s);
}

void HtmlDocumentTest::read_rendered_isTheBrowsersTree()
{
    QFETCH(QByteArray, html);
    QFETCH(QString, tree);

    // In UTF-8, whatever encoding the page had on its way.
    PageHints hints;
    hints.isRendered = true;
    const HtmlDocument document = read(html, hints);
    QVERIFY(isSound(document));
    QCOMPARE(outline(document, 0), tree);
    QCOMPARE(read("<meta charset=gbk><title>caf\xC3\xA9</title>", hints).title(), u"café"_s);
}

void HtmlDocumentTest::read_attributes_asWritten()
{
    const HtmlDocument document =
        read("<A HREF='/x?a=1&amp;b=2' class = \"one two\" DATA-x=plain hidden class=three>t</a>");
    const auto link = document.firstChild(0);
    QCOMPARE(document.attribute(link, "href"), "/x?a=1&b=2");
    QCOMPARE(document.rawAttribute(link, "href").toByteArray(), "/x?a=1&amp;b=2");
    QCOMPARE(document.attribute(link, "class"), "one two");
    QCOMPARE(document.attribute(link, "data-x"), "plain");
    QVERIFY(document.hasAttribute(link, "hidden"));
    QVERIFY(!document.hasAttribute(link, "title"));
    QCOMPARE(document.attribute(link, "title"), QByteArray());
}

void HtmlDocumentTest::read_references_areResolved_data()
{
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<QString>("text");

    QTest::newRow("named") << QByteArray("caf&eacute; &amp; &lt;b&gt; &rarr;") << u"café & <b> →"_s;
    QTest::newRow("newer names") << QByteArray("a&apos;s&colon;&lpar;&rpar;") << u"a's:()"_s;
    QTest::newRow("numbers") << QByteArray("&#228;&#x20AC;&#8217;") << u"ä€’"_s;
    QTest::newRow("windows-1252") << QByteArray("&#146;&#150;") << u"’–"_s;
    QTest::newRow("no character") << QByteArray("&#0;&#xD800;&#x110000;")
                                  << u"\uFFFD\uFFFD\uFFFD"_s;
    QTest::newRow("none") << QByteArray("a & b &nosuch; &; &#;") << u"a & b &nosuch; &; &#;"_s;
    QTest::newRow("without an end") << QByteArray("a&ampb &amp c &nbsp") << u"a&ampb & c \u00A0"_s;
}

void HtmlDocumentTest::read_references_areResolved()
{
    QFETCH(QByteArray, html);
    QFETCH(QString, text);

    const HtmlDocument document = read(html);
    QCOMPARE(document.ownText(document.firstChild(0)), text);
}

void HtmlDocumentTest::read_encoding_asSaid_data()
{
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<QString>("contentType");

    QTest::newRow("UTF-8") << QByteArray("<p>\xC3\xA9\xC3\xA4") << QString();
    QTest::newRow("server") << QByteArray("<p>\xE9\xE4") << u"text/html; charset=iso-8859-1"_s;
    QTest::newRow("meta") << QByteArray("<meta charset=windows-1252><p>\xE9\xE4") << QString();
    QTest::newRow("old meta") << QByteArray(
        "<META http-equiv='Content-Type' content='text/html; charset=ISO-8859-15'><p>\xE9\xE4")
                              << QString();
    QTest::newRow("meta in quotes")
        << QByteArray("<meta charset=\"iso-8859-1\"><p>\xE9\xE4") << u"text/html"_s;
    QTest::newRow("mark") << QByteArray("\xEF\xBB\xBF<p>\xC3\xA9\xC3\xA4") << QString();
}

void HtmlDocumentTest::read_encoding_asSaid()
{
    QFETCH(QByteArray, html);
    QFETCH(QString, contentType);

    const HtmlDocument document = read(html, {{}, contentType});
    QString text;
    for (int node = 0; node < document.size(); ++node)
        text += document.isText(node) ? document.ownText(node) : QString();
    QCOMPARE(text, u"éä"_s);
}

void HtmlDocumentTest::read_base_resolvesAddresses()
{
    const QUrl page(u"https://a.example/blog/index.html"_s);
    QCOMPARE(read("<p>", {page, {}}).base(), page);
    QCOMPARE(read("<base href='/other/'><base href='/third/'>", {page, {}}).base(),
             QUrl(u"https://a.example/other/"_s));
    QCOMPARE(read("<base target=_blank><p>", {page, {}}).base(), page);
    QCOMPARE(read("<base href='https://b.example/'>").base(), QUrl(u"https://b.example/"_s));
    QCOMPARE(read("<base href='/relative/'>").base(), QUrl());
    QCOMPARE(read("<link rel=canonical href='https://c.example/x'>").base(),
             QUrl(u"https://c.example/x"_s));
    QCOMPARE(read("<link rel=canonical href='/'><link rel=alternate type='application/rss+xml' "
                  "href='https://d.example/blog/feed.xml'>")
                 .base(),
             QUrl(u"https://d.example/"_s));
    QCOMPARE(read("<link rel=alternate type='application/rss+xml' href='/feed.xml'>").base(),
             QUrl());
    QCOMPARE(read("<base href='/other/'>", {page, {}}).address(), page);
    QCOMPARE(read("<html lang='de_AT'>").language(), u"de-AT"_s);
}

void HtmlDocumentTest::read_title_ofThePage_data()
{
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<QString>("title");

    QTest::newRow("plain") << QByteArray("<title>\n A  title &amp; more\n</title>")
                           << u"A title & more"_s;
    QTest::newRow("none") << QByteArray("<p>text") << QString();
    QTest::newRow("of a drawing") << QByteArray("<svg><title>Logo</title></svg><title>Page</title>")
                                  << u"Page"_s;
    QTest::newRow("two") << QByteArray("<title>One</title><title>Two</title>") << u"One"_s;
}

void HtmlDocumentTest::read_title_ofThePage()
{
    QFETCH(QByteArray, html);
    QFETCH(QString, title);

    QCOMPARE(read(html).title(), title);
}

void HtmlDocumentTest::read_hostilePage_isBounded_data()
{
    QTest::addColumn<QByteArray>("html");

    constexpr int many = 100'000;
    QTest::newRow("deep") << QByteArray("<div>").repeated(many);
    QTest::newRow("deep and closed")
        << QByteArray("<div>").repeated(many) + QByteArray("</div>").repeated(many);
    QTest::newRow("deep phrases") << QByteArray("<b>").repeated(many);
    QTest::newRow("deep links") << QByteArray("<a href=x><div>").repeated(many);
    QTest::newRow("deep tables") << QByteArray("<table><tr><td>").repeated(many);
    QTest::newRow("deep lists") << QByteArray("<ul><li>").repeated(many);
    QTest::newRow("phrases around paragraphs")
        << QByteArray("<b id=1><i id=2>").repeated(500) + QByteArray("<p>a").repeated(many);
    QTest::newRow("wide") << QByteArray("<p>a</p>").repeated(many);
    QTest::newRow("ends") << QByteArray("</div>").repeated(many);
    QTest::newRow("ends of others") << QByteArray("<div></b></i>").repeated(many);
    QTest::newRow("comments without ends") << QByteArray("<!-").repeated(many);
    QTest::newRow("quotes without ends") << QByteArray("<a b=\"").repeated(many);
    QTest::newRow("attributes") << "<a" + QByteArray(" b=c").repeated(many) + ">";
    QTest::newRow("scripts without ends") << QByteArray("<script>").repeated(many);
    QTest::newRow("text areas") << QByteArray("<textarea></textare").repeated(many);
    QTest::newRow("references") << QByteArray("&#1;&x;&").repeated(many);
    QTest::newRow("less than") << QByteArray("<").repeated(many);
    QTest::newRow("more nodes than any page") << QByteArray("<i></i>").repeated(12 * many);
}

void HtmlDocumentTest::read_hostilePage_isBounded()
{
    QFETCH(QByteArray, html);

    const HtmlDocument document = read(html);
    QVERIFY(isSound(document));
    QVERIFY(document.size() <= maximumPageNodes);
    QCOMPARE(document.isCut(), document.size() == maximumPageNodes);
    int deepest = 0;
    std::vector<int> depths(std::size_t(document.size()));
    for (int node = 1; node < document.size(); ++node) {
        depths[std::size_t(node)] = depths[std::size_t(document.parent(node))] + 1;
        deepest = std::max(deepest, depths[std::size_t(node)]);
    }
    QVERIFY(deepest <= maximumPageDepth + 1);
}

void HtmlDocumentTest::read_tooLarge_isRefused()
{
    const auto document = HtmlDocument::read(QByteArray(maximumPageBytes + 1, 'a'));
    QVERIFY(!document);
    QCOMPARE(document.error().code, ErrorCode::TooLarge);
}

QTEST_APPLESS_MAIN(HtmlDocumentTest)
#include "tst_htmldocument.moc"
