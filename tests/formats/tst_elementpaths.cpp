// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/elementpaths.h"
#include "formats/pagelist.h"

#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

HtmlDocument rendered(const QByteArray &html)
{
    PageHints hints;
    hints.base = QUrl(u"https://a.example/"_s);
    hints.isRendered = true;
    auto document = HtmlDocument::read(html, hints);
    if (!document)
        QTest::qFail(qPrintable(document.error().detail), __FILE__, __LINE__);
    return *document;
}

HtmlDocument::Node elementWithId(const HtmlDocument &document, const QByteArray &id)
{
    for (int node = 0; node < document.size(); ++node) {
        if (!document.isText(node) && document.attribute(node, "id") == id)
            return node;
    }
    return HtmlDocument::none;
}

} // namespace

/// Whether elements are found again in a browser's tree. What is expected is what
/// `children` are there, as the HTML standard has it.
class ElementPathsTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void path_ofElement_isTheBrowsers_data();
    void path_ofElement_isTheBrowsers();
    void path_noElement_isAbsent();
    void path_everyElement_leadsBack();
    void elementAt_noSuchElement_isNone();
    void paths_ofBlocks_holdTheirSiblings();
    void read_rendered_isUtf8WhateverItSays();
};

void ElementPathsTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void ElementPathsTest::path_ofElement_isTheBrowsers_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ElementPath>("path"); // from the body on

    const auto row = [](const char *name, const QByteArray &body, const ElementPath &path) {
        QTest::newRow(name) << body << path;
    };
    row("among texts", "a<p>b</p>c<!-- <p> --><p id=\"x\">d</p>", {1});
    row("nested", "<div></div><div><i></i><b><u id=\"x\"></u></b></div>", {1, 1, 0});
    row("void elements", "<br><img src=\"a\"><map><area><area id=\"x\"></map>", {2, 1});
    row("table", "<table><tbody><tr><td></td><td id=\"x\"></td></tr></tbody></table>",
        {0, 0, 0, 1});
    row("table made by a script", "<table><tr><td id=\"x\"></td></tr></table>", {0, 0, 0});
    row("division in a paragraph", "<p><div></div><i id=\"x\"></i></p>", {0, 1});
    row("list in a paragraph", "<p><ul><li>a</li></ul></p><b id=\"x\"></b>", {1});
    row("link in a link", "<a href=\"a\"><a href=\"b\" id=\"x\">b</a></a>", {0, 0});
    row("item in an item", "<li><li id=\"x\"></li></li>", {0, 0});
    row("headings in one another", "<h2><h3></h3><i id=\"x\"></i></h2>", {0, 1});
    row("drawing", "<svg><a><path></path></a><g id=\"x\"></g></svg>", {0, 1});
    row("image in a drawing",
        "<svg><image href=\"a\"><title>b</title></image><g id=\"x\"></g></svg>", {0, 1});
    row("self-closed drawing", "<svg><path/></svg><p id=\"x\"></p>", {1});
    row("after what is without scripts", "<noscript></div><img src=\"a\"></noscript><p id=\"x\">",
        {1});
    row("after a template", "<template><p>a</p><tr></tr></template><p id=\"x\"></p>", {1});
    row("after a script", "<script>if (a < b) '</p><p>'</script><p id=\"x\"></p>", {1});
    row("after frames", "<noembed><p></noembed><iframe><p></iframe><p id=\"x\"></p>", {2});
    row("unknown elements", "<my-list><my-item></my-item><my-item id=\"x\"></my-item></my-list>",
        {0, 1});
    row("options", "<select><option>a</option><option id=\"x\">b</option></select>", {0, 1});
    row("form in a form", "<form><form><input></form><p id=\"x\"></p></form>", {0, 1});
}

void ElementPathsTest::path_ofElement_isTheBrowsers()
{
    QFETCH(QByteArray, body);
    QFETCH(ElementPath, path);

    // The <img> of the head would end it, if <noscript> were markup.
    const HtmlDocument document = rendered("<!DOCTYPE html><html><head><title>T</title><noscript>"
                                           "<img></noscript></head><body>"
                                           + body + "</body></html>");
    const ElementPaths paths(document);
    const HtmlDocument::Node node = elementWithId(document, "x");
    QVERIFY(node != HtmlDocument::none);
    QCOMPARE(paths.pathTo(node), ElementPath({1}) + path);
    QCOMPARE(paths.elementAt(ElementPath({1}) + path), node);
}

void ElementPathsTest::path_noElement_isAbsent()
{
    const HtmlDocument document = rendered("a<html><body>b</body></html>");
    const ElementPaths paths(document);
    QVERIFY(!paths.pathTo(0));
    QVERIFY(!paths.pathTo(1));
    QVERIFY(!paths.pathTo(HtmlDocument::none));
    QVERIFY(!paths.pathTo(document.size()));
    QVERIFY(!ElementPaths(rendered("<p>a</p>")).pathTo(1));
}

void ElementPathsTest::path_everyElement_leadsBack()
{
    QByteArray html = "<html><head></head><body>";
    for (int i = 0; i < 200; ++i)
        html += "<div>a<p>b</p><ul><li>c</li><li><b>d</b></li></ul></div>";
    const HtmlDocument document = rendered(html + "</body></html>");
    const ElementPaths paths(document);
    int elements = 0;
    for (int node = 1; node < document.size(); ++node) {
        const auto path = paths.pathTo(node);
        QCOMPARE(path.has_value(), !document.isText(node));
        if (path)
            QCOMPARE(paths.elementAt(*path), node);
        elements += path ? 1 : 0;
    }
    QCOMPARE(elements, 3 + 200 * 6);
}

void ElementPathsTest::elementAt_noSuchElement_isNone()
{
    const HtmlDocument document = rendered("<html><head></head><body>a<p>b</p></body></html>");
    const ElementPaths paths(document);
    QCOMPARE(document.tag(paths.elementAt({})), HtmlTag::Html);
    QCOMPARE(document.tag(paths.elementAt({1, 0})), HtmlTag::P);
    for (const ElementPath &path : {ElementPath{2}, {1, 1}, {1, 0, 0}, {-1}, {7, 7, 7}})
        QCOMPARE(paths.elementAt(path), HtmlDocument::none);
    QCOMPARE(ElementPaths(rendered("")).elementAt({}), HtmlDocument::none);
}

// What a reader sees marked, and what a click on any of it leads to.
void ElementPathsTest::paths_ofBlocks_holdTheirSiblings()
{
    QByteArray html = "<html><head></head><body><main>";
    for (const QByteArray number : {"1", "2", "3", "4"}) {
        html += "<h2><a href=\"/posts/a-post-about-" + number + "\">A post about " + number
            + "</a></h2>\n<p>It begins.</p><p>It goes <em>on</em>.</p>";
    }
    const HtmlDocument document = rendered(html + "</main></body></html>");
    const PageLists lists(document);
    const QList<PageEntry> entries = lists.ranked(1).value(0).entries;
    QCOMPARE(entries.size(), 4);
    const ElementPaths paths(document);
    const PageEntry &second = entries.at(1);
    QCOMPARE(paths.pathTo(second.block), ElementPath({1, 0, 3}));
    QCOMPARE(paths.pathsIn(second.first, second.end),
             QList<ElementPath>({{1, 0, 3}, {1, 0, 4}, {1, 0, 5}}));
    const auto clicked = lists.around(paths.elementAt({1, 0, 5, 0}));
    QVERIFY(clicked);
    QCOMPARE(clicked->entries, entries);
}

void ElementPathsTest::read_rendered_isUtf8WhateverItSays()
{
    const HtmlDocument document =
        rendered("<html><head><meta charset=\"gbk\"><title>caf\xC3\xA9</title></head></html>");
    QCOMPARE(document.title(), u"café"_s);
}

QTEST_APPLESS_MAIN(ElementPathsTest)
#include "tst_elementpaths.moc"
