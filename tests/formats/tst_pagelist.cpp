// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/pagelist.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

const QString folder = QStringLiteral(LECTERN_TEST_DATA "/pages/");

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        QTest::qFail(qPrintable(path + file.errorString()), __FILE__, __LINE__);
    return file.readAll();
}

/// A page of tests/data/pages and what is in NAME.html.expected: where it came from, and of each
/// entry address, title and day, null where the page doesn't tell.
struct ExpectedPage
{
    QByteArray html;
    QUrl base;
    QJsonArray items;
    QDate today; ///< for dates without a year, invalid where none is needed
};

ExpectedPage pageNamed(const QString &name)
{
    const QJsonObject expected =
        QJsonDocument::fromJson(bytesOf(folder + name + u".html.expected"_s)).object();
    return {bytesOf(folder + name + u".html"_s), QUrl(expected.value(u"base"_s).toString()),
            expected.value(u"items"_s).toArray(),
            QDate::fromString(expected.value(u"today"_s).toString(), Qt::ISODate)};
}

/// The link whose address ends like this.
HtmlDocument::Node linkTo(const HtmlDocument &document, const QByteArray &end)
{
    for (HtmlDocument::Node node = 0; node < document.size(); ++node) {
        if (document.tag(node) == HtmlTag::A && document.attribute(node, "href").endsWith(end))
            return node;
    }
    return HtmlDocument::none;
}

HtmlDocument documentOf(const QByteArray &html, const QUrl &base, const QDate &today = {})
{
    auto document = HtmlDocument::read(html, {base, {}, false, today});
    if (!document)
        QTest::qFail(qPrintable(document.error().detail), __FILE__, __LINE__);
    return *document;
}

/// The best list; without entries when there is none.
PageList listIn(const QByteArray &html, const QUrl &base, const QDate &today = {})
{
    const HtmlDocument document = documentOf(html, base, today);
    return PageLists(document).ranked(1).value(0);
}

QStringList addressesOf(const QList<PageEntry> &entries)
{
    QStringList addresses;
    for (const PageEntry &entry : entries)
        addresses.append(entry.url.toString(QUrl::FullyEncoded));
    return addresses;
}

QStringList addressesOf(const QJsonArray &items)
{
    QStringList addresses;
    for (const QJsonValue &item : items)
        addresses.append(
            QUrl(item.toObject().value(u"url"_s).toString()).toString(QUrl::FullyEncoded));
    return addresses;
}

/// Every class and id of a page under another name, as the next build of a site may have them.
QByteArray withOtherClasses(QByteArray html)
{
    static const QRegularExpression names(u"(class|id)=\"([^\"]*)\""_s);
    QString text = QString::fromUtf8(html);
    qsizetype offset = 0;
    int number = 0;
    while (true) {
        const QRegularExpressionMatch match = names.match(text, offset);
        if (!match.hasMatch())
            break;
        QStringList changed;
        const QStringList words = match.captured(2).split(u' ', Qt::SkipEmptyParts);
        for (const QString &word : words)
            changed.append(u"x"_s + QString::number(qHash(word) % 100000, 36));
        ++number;
        const QString replacement = match.captured(1) + u"=\""_s + changed.join(u' ') + u'"';
        text.replace(match.capturedStart(), match.capturedLength(), replacement);
        offset = match.capturedStart() + replacement.size();
    }
    return text.toUtf8();
}

const QByteArray blog = R"(<!DOCTYPE html><html lang="en"><head><title>A blog</title></head><body>
<header><a href="/">A blog</a><nav><a href="/about">About</a><a href="/tags">Tags</a></nav></header>
<main><h2>Latest posts</h2><div class="list">%1</div></main>
<aside><h3>Links</h3><ul><li><a href="https://b.example/some-friend-of-mine">A friend of mine</a></li></ul></aside>
<footer><a href="/imprint">Imprint</a></footer></body></html>)";

QByteArray postOf(int number)
{
    const QByteArray n = QByteArray::number(number);
    return "<div class=\"post\"><h3><a href=\"/posts/a-post-about-thing-" + n
        + "\">A post about thing " + n + "</a></h3><p>What there is to say about thing " + n
        + ".</p><time datetime=\"2024-05-" + (number < 10 ? "0" + n : n) + "\">May " + n
        + "</time></div>\n";
}

QByteArray blogOf(const QList<int> &numbers, const QByteArray &between = {})
{
    QByteArray posts;
    for (const int number : numbers)
        posts += postOf(number) + between;
    return QByteArray(blog).replace("%1", posts);
}

const QUrl blogAddress(u"https://a.example/"_s);

} // namespace

class PageListTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void ranked_page_hasItsEntries_data();
    void ranked_page_hasItsEntries();
    void ranked_otherClasses_sameEntries_data();
    void ranked_otherClasses_sameEntries();
    void ranked_entry_hasItsFields();
    void ranked_statedArticles_completeEntries();
    void ranked_statementsOfAnyKind_areBounded_data();
    void ranked_statementsOfAnyKind_areBounded();
    void ranked_wrongAddresses_areNoEntries();
    void ranked_severalLists_areOffered();
    void ranked_tricky_asExpected_data();
    void ranked_tricky_asExpected();
    void ranked_hostilePage_isBounded_data();
    void ranked_hostilePage_isBounded();
    void again_changedPage_isTheSameList_data();
    void again_changedPage_isTheSameList();
    void again_amongManyLists_isTheSameList();
    void again_otherPage_isAbsent_data();
    void again_otherPage_isAbsent();
    void again_everyPage_isFoundByItsDescription_data();
    void again_everyPage_isFoundByItsDescription();
    void around_pointedAt_isThatList();
    void around_unlikelyEntry_isInTheListAllTheSame();
    void around_nothing_isAbsent();
    void description_json_isKept();

private:
    static void addPages(bool withEmpty);
};

void PageListTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void PageListTest::addPages(bool withEmpty)
{
    QTest::addColumn<QString>("name");

    const QStringList files = QDir(folder).entryList({u"*.html"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files) {
        const bool isEmpty = file.startsWith(u"no-list"_s);
        if (withEmpty || !isEmpty)
            QTest::newRow(qPrintable(file.chopped(5))) << file.chopped(5);
    }
}

void PageListTest::ranked_page_hasItsEntries_data()
{
    addPages(true);
}

// Precision and recall are 1 on every one of these pages, and the order is the page's.
void PageListTest::ranked_page_hasItsEntries()
{
    QFETCH(QString, name);

    const ExpectedPage page = pageNamed(name);
    const PageList list = listIn(page.html, page.base, page.today);
    QCOMPARE(addressesOf(list.entries), addressesOf(page.items));
    for (qsizetype i = 0; i < page.items.size(); ++i) {
        const QJsonObject item = page.items.at(i).toObject();
        const PageEntry &entry = list.entries.at(i);
        if (item.value(u"title"_s).isString())
            QCOMPARE(entry.title, item.value(u"title"_s).toString());
        const QString day =
            entry.published ? entry.published->date().toString(Qt::ISODate) : QString();
        QCOMPARE(day, item.value(u"published"_s).toString());
    }
    QVERIFY(list.score <= 1);
}

void PageListTest::ranked_otherClasses_sameEntries_data()
{
    addPages(true);
}

void PageListTest::ranked_otherClasses_sameEntries()
{
    QFETCH(QString, name);

    const ExpectedPage page = pageNamed(name);
    const PageList list = listIn(withOtherClasses(page.html), page.base, page.today);
    QCOMPARE(addressesOf(list.entries), addressesOf(page.items));
}

void PageListTest::ranked_entry_hasItsFields()
{
    const PageList list =
        listIn("<title>A &amp; B</title><main>"
               "<article><a href=/posts/one-two-three#more><img src=/1.jpg></a>"
               "<h2><a href='/posts/one-two-three?utm_source=x'>One, <em>two</em>, three →</a></h2>"
               "<p class=byline>By <a rel=author href=/ines>Ines Holt</a></p><time "
               "datetime='2024-05-12T10:00:00+02:00'>x</time>"
               "<p>Numbers, and what they are for.</p><a rel=tag href=/tags/maths>maths</a> "
               "<a rel=tag href=/tags/kids>kids</a></article>"
               "<article><h2><a href='https://b.example/four-five?a=1&amp;utm_source=x'>Four, "
               "five</a></h2>"
               "</article>"
               "<article><h2><a href='six-and-seven'>Six and seven</a></h2></article></main>",
               QUrl(u"https://a.example/blog/"_s));
    QCOMPARE(list.title, u"A & B"_s);
    QCOMPARE(addressesOf(list.entries),
             QStringList({u"https://a.example/posts/one-two-three"_s,
                          u"https://b.example/four-five?a=1"_s,
                          u"https://a.example/blog/six-and-seven"_s}));
    const PageEntry &entry = list.entries.first();
    QCOMPARE(entry.title, u"One, two, three"_s);
    QCOMPARE(entry.author, u"Ines Holt"_s);
    QCOMPARE(entry.published, QDateTime(QDate(2024, 5, 12), QTime(8, 0), Qt::UTC));
    QCOMPARE(entry.summary, u"Numbers, and what they are for."_s);
    QCOMPARE(entry.tags, QStringList({u"maths"_s, u"kids"_s}));
    QCOMPARE(entry.image, QUrl(u"https://a.example/1.jpg"_s));
    QVERIFY(entry.block > 0);
}

void PageListTest::ranked_statedArticles_completeEntries()
{
    const QByteArray stated = R"(<script type="application/ld+json">{
        "@context": "https://schema.org", "@graph": [
        {"@type": "WebSite", "url": "https://a.example/", "name": "A site"},
        {"@type": "Blog", "blogPost": [
            {"@type": "BlogPosting", "url": "/posts/one-of-these-days", "headline": "Another title",
             "datePublished": "2024-05-12T10:00:00+02:00", "author": {"@type": "Person", "name": "Ann"},
             "description": "Told &amp; retold.", "keywords": "days, nights",
             "image": ["/one.jpg"]},
            {"@type": ["BlogPosting", "Thing"], "mainEntityOfPage": {"@id":
             "https://a.example/posts/two-of-these-days#webpage"}, "headline": "Two",
             "datePublished": "2020-01-01", "author": [{"name": "Ben"}]},
            {"@type": "BlogPosting", "url": "/posts/not-on-this-page", "headline": "Gone"}]},
        {"@type": "ItemList", "itemListElement": [
            {"@type": "ListItem", "position": 1, "url": "/posts/three-of-these-days",
             "name": "Three"}]}]}</script><script type="application/ld+json">{ broken</script>)";
    const PageList list =
        listIn(stated
                   + "<main><h2><a href=/posts/one-of-these-days>One of these days</a></h2>"
                     "<h2><a href=/posts/two-of-these-days>Two of these "
                     "days</a></h2><time>2024-05-10</time>"
                     "<h2><a href=/posts/three-of-these-days>Three of these days</a></h2></main>",
               blogAddress);
    QCOMPARE(list.entries.size(), 3);
    const PageEntry &one = list.entries.at(0);
    QCOMPARE(one.title, u"One of these days"_s);
    QCOMPARE(one.published, QDateTime(QDate(2024, 5, 12), QTime(8, 0), Qt::UTC));
    QCOMPARE(one.author, u"Ann"_s);
    QCOMPARE(one.summary, u"Told & retold."_s);
    QCOMPARE(one.tags, QStringList({u"days"_s, u"nights"_s}));
    QCOMPARE(one.image, QUrl(u"https://a.example/one.jpg"_s));
    // What is on the page counts.
    QCOMPARE(list.entries.at(1).published, QDateTime(QDate(2024, 5, 10), QTime(0, 0), Qt::UTC));
    QCOMPARE(list.entries.at(1).author, u"Ben"_s);
    QVERIFY(!list.entries.at(2).published);
}

void PageListTest::ranked_statementsOfAnyKind_areBounded_data()
{
    QTest::addColumn<QByteArray>("json");

    const QByteArray post = R"({"@type":"BlogPosting","url":"/posts/a-post-N","headline":"N"},)";
    QTest::newRow("many") << "[" + QByteArray(post).repeated(15'000) + "{}]";
    QTest::newRow("deep") << QByteArray(R"({"@graph":)").repeated(600) + "1"
            + QByteArray("}").repeated(600);
    QTest::newRow("too deep") << QByteArray("[").repeated(100'000);
    QTest::newRow("too large") << "\"" + QByteArray(2'000'000, 'a') + "\"";
    QTest::newRow("other types") << QByteArray(R"({"@type":"BlogPosting","url":[[]],"author":[],)"
                                               R"("image":{},"keywords":[1,[]],"headline":{}})");
}

void PageListTest::ranked_statementsOfAnyKind_areBounded()
{
    QFETCH(QByteArray, json);

    const PageList list =
        listIn("<script type='application/ld+json'>" + json + "</script>" + blogOf({3, 2, 1}),
               blogAddress);
    QCOMPARE(list.entries.size(), 3);
    QCOMPARE(list.entries.first().title, u"A post about thing 3"_s);
}

void PageListTest::ranked_wrongAddresses_areNoEntries()
{
    QByteArray html;
    for (const QByteArray &href :
         {QByteArray("https://b.example:port/one-two-three"),
          QByteArray("https://[b/one-two-three"), QByteArray("https:///one-two-three"),
          QByteArray("javascript:one-two-three"), QByteArray("mailto:one@two-three"),
          QByteArray("https://b.example/one-two-three")}) {
        html += "<p>Some words go before it: <a href='" + href
            + "'>One, two, three</a></p><h2><a href='" + href + "'>One, two, three</a></h2>";
    }
    const PageList list = listIn(html, blogAddress);
    for (const PageEntry &entry : list.entries)
        QCOMPARE(entry.url, QUrl(u"https://b.example/one-two-three"_s));
}

void PageListTest::ranked_severalLists_areOffered()
{
    const ExpectedPage page = pageNamed(u"posts-and-projects"_s);
    const HtmlDocument document = documentOf(page.html, page.base, page.today);
    const QList<PageList> lists = PageLists(document).ranked();
    QVERIFY(lists.size() >= 2);
    const auto hasProject = [](const PageList &list) {
        return addressesOf(list.entries).contains(u"https://code.example/person/tiny-db"_s);
    };
    QVERIFY(!hasProject(lists.first()));
    QVERIFY(std::any_of(lists.begin() + 1, lists.end(), hasProject));
    QVERIFY(
        std::is_sorted(lists.begin(), lists.end(), [](const PageList &one, const PageList &other) {
            return one.score > other.score;
        }));
}

void PageListTest::ranked_tricky_asExpected_data()
{
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<QStringList>("titles");

    const auto row = [](const char *name, const QByteArray &html, const QStringList &titles) {
        QTest::newRow(name) << html << titles;
    };
    row("nothing", "", {});
    row("no links", "<h1>A page</h1><p>With text.</p>", {});
    row("title, date and excerpt in one link",
        "<ul><li><a href=/a-first-post>A first post <span class=entry-date><time "
        "datetime=2024-05-12>May"
        "</time></span> <span class=excerpt><p>It begins.</p></span></a><li><a "
        "href=/a-second-post>A "
        "second post <span class=entry-date><time datetime=2024-05-10>May</time></span></a></ul>",
        {u"A first post"_s, u"A second post"_s});
    row("a single post",
        "<main><article><header><time datetime='2024-05-12'>12 May 2024</time><h2><a "
        "href=/the-only-post.html>The only post</a></h2></header><p>So far.</p><a "
        "href=/the-only-post.html>Continue reading</a></article></main>",
        {u"The only post"_s});
    row("signs in the heading",
        "<article><h2><a href='/posts/one-thing'>One thing</a> <a "
        "href='#one-thing'>#</a></h2><p>a</p>"
        "</article><article><h2><a href='/posts/another-thing'>Another thing</a> <a href='#x'>#</a>"
        "</h2><p>b</p></article><article><h2><a href='/posts/third-thing'>Third "
        "thing</a></h2></article>",
        {u"One thing"_s, u"Another thing"_s, u"Third thing"_s});
    row("titles of one word before a summary",
        "<div><a href='/posts/about-a-parser'><div><p>Parser</p><p>What I would have liked to know "
        "about it "
        "before I began.</p></div></a><a href='/posts/about-a-soup'><div><p>Soup</p><p>It takes an "
        "hour, and "
        "nobody has ever said no to it.</p></div></a><a "
        "href='/posts/about-night-trains'><div><p>Night trains</p>"
        "<p>Slow, and the better for it, says who has slept in all of them.</p></div></a>"
        "<a href='/posts/about-knives'><div><p>Knives</p><p>Two are enough, and one of them is for "
        "bread, as "
        "you will see.</p></div></a></div>",
        {u"Parser"_s, u"Soup"_s, u"Night trains"_s, u"Knives"_s});
    row("a sidebar that stays in sight",
        "<div><aside class='sidebar sticky'><h2><a href='/p/old-one-here'>An old one</a></h2>"
        "<time>2019-01-02</time><h2><a href='/p/old-two-here'>Another old one</a></h2>"
        "<time>2019-01-03</time></aside><main><article><h2><a href='/p/one-new-thing'>One new "
        "thing</a></h2><time>2024-05-12</time></article><article><h2><a href='/p/two-new-things'>"
        "Two new things</a></h2><time>2024-05-11</time></article><article><h2>"
        "<a href='/p/three-new-things'>Three new things</a></h2><time>2024-05-10</time></article>"
        "</main></div>",
        {u"One new thing"_s, u"Two new things"_s, u"Three new things"_s});
    row("only the months of an archive",
        "<h1>A page</h1><p>With a text of its own, as long as texts are.</p><div><ul>"
        "<li><a href='/2024/05/'>May 2024</a> (3)<li><a href='/2024/04/'>April 2024</a> (7)"
        "<li><a href='/2024/03/'>March 2024</a> (5)<li><a href='/2024/02/'>February 2024</a> (1)"
        "<li><a href='/2024/01/'>January 2024</a> (9)<li><a href='/2023/12/'>December 2023</a> (2)"
        "</ul></div>",
        {});
    row("a few under a heading that says what they are",
        "<p>Hello, this is me, and that is all there is to say about me.</p><h2>Latest posts</h2>"
        "<ul><li><a href='/p/400'>The bread of last week</a><li><a href='/p/393'>Night trains</a>"
        "<li><a href='/p/386'>What yeast wants from us</a><li><a href='/p/379'>Knives</a>"
        "<li><a href='/p/372'>Soup for everyone</a></ul>",
        {u"The bread of last week"_s, u"Night trains"_s, u"What yeast wants from us"_s, u"Knives"_s,
         u"Soup for everyone"_s});
    row("category before the title",
        "<div><p><a href='/category/code'>Code</a> <a href='/p/one-more-thing'>One more "
        "thing</a></p>"
        "<p><a href='/category/life'>Life</a> <a href='/p/a-walk-in-the-park'>A walk in the "
        "park</a></p>"
        "<p><a href='/category/code'>Code</a> <a href='/p/on-naming-things'>On naming "
        "things</a></p></div>",
        {u"One more thing"_s, u"A walk in the park"_s, u"On naming things"_s});
}

void PageListTest::ranked_tricky_asExpected()
{
    QFETCH(QByteArray, html);
    QFETCH(QStringList, titles);

    QStringList found;
    for (const PageEntry &entry : listIn(html, blogAddress).entries)
        found.append(entry.title);
    QCOMPARE(found, titles);
}

void PageListTest::ranked_hostilePage_isBounded_data()
{
    QTest::addColumn<QByteArray>("html");

    constexpr int many = 100'000;
    const QByteArray link = "<a href=/an-article-%1>An article with a title</a>";
    QByteArray wide;
    QByteArray deep;
    QByteArray headings;
    QByteArray rows;
    for (int i = 0; i < many; ++i) {
        const QByteArray each = QByteArray(link).replace("%1", QByteArray::number(i));
        wide += "<p>" + each;
        if (i < many / 5)
            deep += "<div>" + each;
        if (i < many / 2)
            headings += "<h2>Heading</h2>" + each;
        if (i < many / 2)
            rows += each + "<time>2024-05-12</time> ";
    }
    QTest::newRow("wide") << wide;
    QTest::newRow("deep") << deep;
    QTest::newRow("deep without links") << QByteArray("<div>").repeated(many) + link;
    QTest::newRow("headings") << headings;
    QTest::newRow("one line") << rows;
    QTest::newRow("years") << QByteArray("<h2>2024</h2><p>05-12 x").repeated(many);
    QTest::newRow("dates in a row") << QByteArray("<i>12</i>").repeated(many);
    QTest::newRow("one address") << QByteArray(link).repeated(many);
    QTest::newRow("links in links")
        << QByteArray("<a href=/an-article-1><div><a href=/an-article-1>An article</a>")
               .repeated(20);
    QTest::newRow("long text") << "<p>" + QByteArray("word ").repeated(20 * many) + link;
    QTest::newRow("classes") << "<div class='" + QByteArray("a-b ").repeated(10 * many) + "'>"
            + link;
}

void PageListTest::ranked_hostilePage_isBounded()
{
    QFETCH(QByteArray, html);

    const PageList list = listIn(html, blogAddress);
    QVERIFY(list.entries.size() <= 50'000);
    QVERIFY(list.description.known.size() <= 100);
    for (const PageEntry &entry : list.entries)
        QVERIFY(entry.title.size() <= 301 && entry.summary.size() <= 401);
}

void PageListTest::again_changedPage_isTheSameList_data()
{
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<QList<int>>("numbers");

    const QList<int> posts = {15, 14, 13, 12, 11, 10};
    const QByteArray ad = "<div class='ad'><a href='https://shop.example/buy-more-things'>Buy more "
                          "things now</a></div>";
    QTest::newRow("the same") << blogOf(posts) << posts;
    QTest::newRow("other classes") << withOtherClasses(blogOf(posts)) << posts;
    QTest::newRow("a post more") << blogOf(QList<int>({16}) + posts) << QList<int>({16}) + posts;
    QTest::newRow("one less") << blogOf(posts.first(5)) << posts.first(5);
    QTest::newRow("advertisements") << blogOf(posts, ad) << posts;
    QTest::newRow("all of them new")
        << blogOf({26, 25, 24, 23, 22, 21}) << QList<int>({26, 25, 24, 23, 22, 21});
    QTest::newRow("in more divisions") << blogOf(posts)
                                              .replace("<main>", "<div><div><main>")
                                              .replace("</main>", "</main></div></div>")
                                       << posts;
    QTest::newRow("headings of another level")
        << blogOf(posts).replace("<h3>", "<h2>").replace("</h3>", "</h2>") << posts;
}

void PageListTest::again_changedPage_isTheSameList()
{
    QFETCH(QByteArray, html);
    QFETCH(QList<int>, numbers);

    const ListDescription description =
        listIn(blogOf({15, 14, 13, 12, 11, 10}), blogAddress).description;
    const HtmlDocument document = documentOf(html, blogAddress);
    const auto list = PageLists(document).again(description);
    QVERIFY(list);
    QStringList expected;
    for (const int number : numbers)
        expected.append(u"https://a.example/posts/a-post-about-thing-%1"_s.arg(number));
    QCOMPARE(addressesOf(list->entries), expected);
}

// A reader has pointed at the least of twenty.
void PageListTest::again_amongManyLists_isTheSameList()
{
    const auto portalWith = [](int newest) {
        QByteArray html = "<main>";
        for (int part = 0; part < 20; ++part) {
            const QByteArray folder = "part" + QByteArray::number(part);
            html += "<section><h2>Part of it</h2><ul class=" + folder + ">";
            for (int i = 0; i < 8; ++i) {
                const QByteArray number = QByteArray::number(100 - i);
                html += "<li><h3><a href='/" + folder + "/an-article-of-note-" + number
                    + "'>An article of note " + number + " in " + folder
                    + "</a></h3><time datetime='2024-05-12'>May</time><p>What it is about.</p>";
            }
            html += "</ul></section>";
        }
        html += "<div><p>Memos</p>";
        for (int i = newest; i > newest - 5; --i) {
            const QByteArray number = QByteArray::number(i);
            html += "<span><a href='/memo/" + number + "'>Memo " + number + "</a></span> ";
        }
        return html + "</div></main>";
    };
    const HtmlDocument before = documentOf(portalWith(15), blogAddress);
    const auto chosen = PageLists(before).around(linkTo(before, "/memo/13"));
    QVERIFY(chosen);
    QCOMPARE(chosen->entries.size(), 5);
    const HtmlDocument after = documentOf(portalWith(16), blogAddress);
    const auto found = PageLists(after).again(chosen->description);
    QVERIFY(found);
    QCOMPARE(found->entries.size(), 5);
    QCOMPARE(found->entries.first().url, QUrl(u"https://a.example/memo/16"_s));
}

void PageListTest::again_otherPage_isAbsent_data()
{
    QTest::addColumn<QByteArray>("html");

    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("error page") << QByteArray(
        "<h1>Not found</h1><p>Back to <a href='/'>the start</a> or <a href='/about'>about</a>.");
    QTest::newRow("made anew") << QByteArray(
        "<nav><a href='/product'>Product</a><a href='/pricing'>Pricing</a></nav><h1>We have moved "
        "on"
        "</h1><p>All of it is now <a href='https://new.example/welcome-to-us'>elsewhere</a>.</p>");
    QTest::newRow("a parked domain") << QByteArray(
        "<ul><li><a href='https://ads.example/click?x=cheap-flights'>Cheap flights</a>"
        "<li><a href='https://ads.example/click?x=car-insurance'>Car insurance</a>"
        "<li><a href='https://ads.example/click?x=loans-online'>Loans online</a></ul>");
}

void PageListTest::again_otherPage_isAbsent()
{
    QFETCH(QByteArray, html);

    const ListDescription description =
        listIn(blogOf({15, 14, 13, 12, 11, 10}), blogAddress).description;
    const HtmlDocument document = documentOf(html, blogAddress);
    QVERIFY(!PageLists(document).again(description));
}

void PageListTest::again_everyPage_isFoundByItsDescription_data()
{
    addPages(false);
}

void PageListTest::again_everyPage_isFoundByItsDescription()
{
    QFETCH(QString, name);

    const ExpectedPage page = pageNamed(name);
    const HtmlDocument document = documentOf(page.html, page.base, page.today);
    const PageLists lists(document);
    const auto list = lists.again(lists.ranked(1).value(0).description);
    QVERIFY(list);
    QCOMPARE(addressesOf(list->entries), addressesOf(page.items));
}

void PageListTest::around_pointedAt_isThatList()
{
    const ExpectedPage page = pageNamed(u"posts-and-projects"_s);
    const HtmlDocument document = documentOf(page.html, page.base, page.today);
    const PageLists lists(document);
    const auto byAddress = lists.around(linkTo(document, "/tiny-db"));
    QVERIFY(byAddress);
    QVERIFY(addressesOf(byAddress->entries).contains(u"https://code.example/person/fast-grep"_s));
    QVERIFY(!addressesOf(byAddress->entries)
                 .contains(page.items.first().toObject().value(u"url"_s).toString()));

    const auto byNode = lists.around(byAddress->entries.last().block);
    QVERIFY(byNode);
    QCOMPARE(addressesOf(byNode->entries), addressesOf(byAddress->entries));
}

// A reader has pointed there, and sees three lines that are alike.
void PageListTest::around_unlikelyEntry_isInTheListAllTheSame()
{
    const HtmlDocument document =
        documentOf("<main><article><h2><a href='/notes/a-wall-of-beans'>A wall of beans</a></h2>"
                   "<p>Twelve strings and one old ladder.</p></article>"
                   "<article><h2><a href='/notes/what-the-mole-knows'>What the mole knows</a></h2>"
                   "<p>Follow the heaps.</p></article></main>"
                   "<aside><h2>Elsewhere</h2><ul>"
                   "<li><a href='/links/a-tool-shed'>A tool shed in the woods</a></li>"
                   "<li><a href='/links/seed-library'>The seed library reopens</a></li>"
                   "<li><a href='/links/rain'>Rain barrels compared</a></li></ul></aside>",
                   blogAddress);
    const QStringList expected{u"https://a.example/links/a-tool-shed"_s,
                               u"https://a.example/links/seed-library"_s,
                               u"https://a.example/links/rain"_s};
    const PageLists lists(document);
    for (const QByteArray link : {"/a-tool-shed", "/rain"}) {
        const auto list = lists.around(linkTo(document, link));
        QVERIFY2(list, link.constData());
        QCOMPARE(addressesOf(list->entries), expected);
        // And so it is found again.
        const auto again = lists.again(list->description);
        QVERIFY(again);
        QCOMPARE(addressesOf(again->entries), expected);
    }
}

void PageListTest::around_nothing_isAbsent()
{
    const HtmlDocument document = documentOf("<p>Nothing <b>here</b></p>", blogAddress);
    const PageLists lists(document);
    QVERIFY(!lists.around(2));
    QVERIFY(!lists.around(-1));
    QVERIFY(!lists.around(1000));
}

void PageListTest::description_json_isKept()
{
    const ListDescription description = listIn(blogOf({3, 2, 1}), blogAddress).description;
    QVERIFY(!description.known.isEmpty());
    QCOMPARE(description.label, u"Latest posts"_s);
    QCOMPARE(ListDescription::fromJson(description.toJson()), description);
    QCOMPARE(ListDescription::fromJson("no JSON"), ListDescription());
}

QTEST_APPLESS_MAIN(PageListTest)
#include "tst_pagelist.moc"
