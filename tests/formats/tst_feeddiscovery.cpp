// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/feeddiscovery.h"

#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

HtmlDocument page(const QByteArray &html, const QString &address = u"https://a.example/blog/"_s)
{
    auto document = HtmlDocument::read(html, {QUrl(address), {}});
    if (!document)
        QTest::qFail(qPrintable(document.error().detail), __FILE__, __LINE__);
    return *document;
}

QStringList addresses(const QList<FeedPointer> &feeds)
{
    QStringList list;
    for (const FeedPointer &feed : feeds)
        list.append(feed.url.toString(QUrl::FullyEncoded));
    return list;
}

} // namespace

class FeedDiscoveryTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void feedsOf_page_areFound_data();
    void feedsOf_page_areFound();
    void feedsOf_declared_hasTitleAndType();
    void feedsOf_linked_hasTextAndGuessedType();
    void feedsOf_youtubePage_isTheChannels();
    void feedsOf_hostilePage_isBounded();
    void feedsOfSite_address_isKnown_data();
    void feedsOfSite_address_isKnown();
    void feedsOfSite_github_offersReleasesFirst();
    void usualFeedPlaces_address_data();
    void usualFeedPlaces_address();
    void usualFeedPlaces_generator_goesFirst_data();
    void usualFeedPlaces_generator_goesFirst();
    void generatorOf_page_isRead();
};

void FeedDiscoveryTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void FeedDiscoveryTest::feedsOf_page_areFound_data()
{
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<QStringList>("feeds");

    const auto row = [](const char *name, const QByteArray &html, const QStringList &feeds) {
        QTest::newRow(name) << html << feeds;
    };
    const QString base = u"https://a.example/"_s;
    row("none", "<p>text <a href='/about'>about</a>", {});
    row("declared", "<link rel='alternate' type='application/rss+xml' href='/feed'>",
        {base + u"feed"_s});
    row("relative to the page", "<link rel=alternate type=application/atom+xml href=atom.xml>",
        {base + u"blog/atom.xml"_s});
    row("relative to its base",
        "<base href='/other/'><link rel=alternate type=application/atom+xml href=atom.xml>",
        {base + u"other/atom.xml"_s});
    row("in any case and order",
        "<LINK HREF='/feed' TYPE='Application/RSS+XML; charset=utf-8' REL='nofollow ALTERNATE'>",
        {base + u"feed"_s});
    row("in the body", "<body><link rel=alternate type=application/rss+xml href=/feed>",
        {base + u"feed"_s});
    row("vague type, clear name", "<link rel=alternate type=text/xml href=/rss.xml>",
        {base + u"rss.xml"_s});
    row("as JSON", "<link rel=alternate type=application/json href=/feed.json>",
        {base + u"feed.json"_s});
    row("relation feed", "<link rel=feed href=/f>", {base + u"f"_s});
    row("feed scheme", "<link rel=alternate type=application/rss+xml href='feed://a.example/f'>",
        {base + u"f"_s});
    row("comments behind posts",
        "<link rel=alternate type=application/rss+xml title='A » Comments Feed' "
        "href=/comments/feed/>"
        "<link rel=alternate type=application/rss+xml title='A » Feed' href=/feed/>",
        {base + u"feed/"_s, base + u"comments/feed/"_s});
    row("JSON behind XML, a category behind both",
        "<link rel=alternate type=application/rss+xml href=/category/x/feed/>"
        "<link rel=alternate type=application/feed+json href=/feed.json>"
        "<link rel=alternate type=application/atom+xml href=/atom.xml>",
        {base + u"atom.xml"_s, base + u"feed.json"_s, base + u"category/x/feed/"_s});
    row("each once",
        "<link rel=alternate type=application/rss+xml href=/feed>"
        "<link rel=alternate type=application/rss+xml href=https://A.example/feed/>"
        "<a href='http://a.example/feed'>RSS</a>",
        {base + u"feed"_s});
    row("other alternates",
        "<link rel=alternate hreflang=de href=/de/>"
        "<link rel=alternate type='application/json+oembed' href='/oembed?format=json'>"
        "<link rel=alternate type='application/json' href='/wp-json/wp/v2/pages/2'>"
        "<link rel='stylesheet' type='application/rss+xml' href='/x'>"
        "<link rel=alternate type='application/rss+xml' href='javascript:x'>"
        "<link rel=alternate type='application/rss+xml'>",
        {});
    row("links",
        "<a href='/about'>About</a> <a href='/index.xml'>RSS</a> <a href='/posts/feed-me'>Feed "
        "me</a>",
        {base + u"index.xml"_s});
    row("links of others", "<a href='https://b.example/feed.xml'>b</a> <a href='/rss/'>RSS</a>",
        {base + u"rss/"_s});
    row("a service for feeds", "<a href='https://feeds.feedburner.com/a'>Subscribe</a>",
        {u"https://feeds.feedburner.com/a"_s});
    row("links behind what is declared",
        "<a href='/other.rss'>RSS</a><link rel=alternate type=application/rss+xml href='/feed'>",
        {base + u"feed"_s, base + u"other.rss"_s});
}

void FeedDiscoveryTest::feedsOf_page_areFound()
{
    QFETCH(QByteArray, html);
    QFETCH(QStringList, feeds);

    QCOMPARE(addresses(feedsOf(page(html))), feeds);
}

void FeedDiscoveryTest::feedsOf_declared_hasTitleAndType()
{
    const auto feeds = feedsOf(
        page("<link rel=alternate type=application/rss+xml title=' A &amp;\n B ' href=/feed>"
             "<link rel=alternate type=application/json href=/feed.json>"));
    QCOMPARE(feeds.size(), 2);
    QCOMPARE(feeds.at(0).title, u"A & B"_s);
    QCOMPARE(feeds.at(0).type, u"application/rss+xml"_s);
    QCOMPARE(feeds.at(0).origin, FeedPointer::Origin::Declared);
    QCOMPARE(feeds.at(1).type, u"application/feed+json"_s);
}

void FeedDiscoveryTest::feedsOf_linked_hasTextAndGuessedType()
{
    const auto feeds = feedsOf(page("<a href=/atom.xml><b>Follow</b> me</a><a href=/feed>x</a>"));
    QCOMPARE(feeds.size(), 2);
    QCOMPARE(feeds.at(0).title, u"Follow me"_s);
    QCOMPARE(feeds.at(0).type, u"application/atom+xml"_s);
    QCOMPARE(feeds.at(0).origin, FeedPointer::Origin::Linked);
    QCOMPARE(feeds.at(1).type, QString());
}

void FeedDiscoveryTest::feedsOf_youtubePage_isTheChannels()
{
    const auto feeds = feedsOf(
        page("<meta itemprop=identifier content='UCabc'>", u"https://www.youtube.com/@someone"_s));
    QCOMPARE(addresses(feeds),
             QStringList({u"https://www.youtube.com/feeds/videos.xml?channel_id=UCabc"_s}));
    QCOMPARE(feeds.first().origin, FeedPointer::Origin::KnownSite);
}

void FeedDiscoveryTest::feedsOf_hostilePage_isBounded()
{
    QByteArray html;
    for (int i = 0; i < 20'000; ++i)
        html += "<link rel=alternate type=application/rss+xml href='/feed/" + QByteArray::number(i)
            + "'>";
    QVERIFY(feedsOf(page(html)).size() <= 50);
}

void FeedDiscoveryTest::feedsOfSite_address_isKnown_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("feed");

    const auto row = [](const QString &address, const QString &feed) {
        QTest::newRow(qPrintable(address)) << address << feed;
    };
    const QString videos = u"https://www.youtube.com/feeds/videos.xml?"_s;
    row(u"https://www.youtube.com/channel/UCx"_s, videos + u"channel_id=UCx"_s);
    row(u"https://m.youtube.com/user/name/videos"_s, videos + u"user=name"_s);
    row(u"https://www.youtube.com/playlist?list=PLx"_s, videos + u"playlist_id=PLx"_s);
    row(u"https://vimeo.com/someone"_s, u"https://vimeo.com/someone/videos/rss"_s);
    row(u"https://vimeo.com/channels/staff"_s, u"https://vimeo.com/channels/staff/videos/rss"_s);
    row(u"https://vimeo.com/1234567"_s, {});
    row(u"https://www.reddit.com/r/rust/"_s, u"https://www.reddit.com/r/rust/.rss"_s);
    row(u"https://old.reddit.com/user/x"_s, u"https://www.reddit.com/user/x/.rss"_s);
    row(u"https://bsky.app/profile/a.example"_s, u"https://bsky.app/profile/a.example/rss"_s);
    row(u"https://social.example/@ines"_s, u"https://social.example/@ines.rss"_s);
    row(u"https://social.example/@ines/1234"_s, u"https://social.example/@ines.rss"_s);
    row(u"https://medium.com/@ines/a-story-12ab"_s, u"https://medium.com/feed/@ines"_s);
    row(u"https://medium.com/a-publication"_s, u"https://medium.com/feed/a-publication"_s);
    row(u"https://medium.com/tag/rust"_s, u"https://medium.com/feed/tag/rust"_s);
    row(u"https://ines.medium.com/"_s, u"https://ines.medium.com/feed"_s);
    row(u"https://ines.substack.com/p/x"_s, u"https://ines.substack.com/feed"_s);
    row(u"https://substack.com/@ines"_s, u"https://ines.substack.com/feed"_s);
    row(u"https://ines.wordpress.com/2024/"_s, u"https://ines.wordpress.com/feed/"_s);
    row(u"https://ines.blogspot.com/"_s, u"https://ines.blogspot.com/feeds/posts/default"_s);
    row(u"https://ines.blogspot.co.uk/x"_s, u"https://ines.blogspot.co.uk/feeds/posts/default"_s);
    row(u"https://ines.tumblr.com/"_s, u"https://ines.tumblr.com/rss"_s);
    row(u"https://www.tumblr.com/ines"_s, u"https://ines.tumblr.com/rss"_s);
    row(u"https://github.com/someone"_s, u"https://github.com/someone.atom"_s);
    row(u"https://github.com/o/r/commits/main"_s, u"https://github.com/o/r/commits/main.atom"_s);
    row(u"https://github.com/topics/rust"_s, {});
    row(u"https://gitlab.com/g/sub/p/-/issues"_s,
        u"https://gitlab.com/g/sub/p/-/tags?format=atom"_s);
    row(u"https://codeberg.org/o/r"_s, u"https://codeberg.org/o/r/releases.rss"_s);
    row(u"https://stackoverflow.com/questions/tagged/qt"_s,
        u"https://stackoverflow.com/feeds/tag/qt"_s);
    row(u"https://tex.stackexchange.com/users/1/x"_s,
        u"https://tex.stackexchange.com/feeds/user/1"_s);
    row(u"https://lemmy.example/c/books"_s, u"https://lemmy.example/feeds/c/books.xml"_s);
    row(u"https://news.ycombinator.com/"_s, u"https://news.ycombinator.com/rss"_s);
    row(u"https://dev.to/ines"_s, u"https://dev.to/feed/ines"_s);
    row(u"https://pypi.org/project/requests/"_s,
        u"https://pypi.org/rss/project/requests/releases.xml"_s);
    row(u"https://arxiv.org/list/cs.PL/recent"_s, u"https://rss.arxiv.org/rss/cs.PL"_s);
    row(u"https://a.example/blog"_s, {});
    row(u"ftp://ines.tumblr.com/"_s, {});
    row(u"https://notsubstack.com/"_s, {});
    row(QString(), {});
}

void FeedDiscoveryTest::feedsOfSite_address_isKnown()
{
    QFETCH(QString, address);
    QFETCH(QString, feed);

    const QStringList found = addresses(feedsOfSite(QUrl(address)));
    QCOMPARE(found.value(0), feed);
}

void FeedDiscoveryTest::feedsOfSite_github_offersReleasesFirst()
{
    const QString project = u"https://github.com/o/r"_s;
    QCOMPARE(addresses(feedsOfSite(QUrl(project))),
             QStringList({project + u"/releases.atom"_s, project + u"/commits.atom"_s,
                          project + u"/tags.atom"_s}));
}

void FeedDiscoveryTest::usualFeedPlaces_address_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("first");
    QTest::addColumn<bool>("hasRoot");

    QTest::newRow("root") << u"https://a.example"_s << u"https://a.example/feed"_s << true;
    QTest::newRow("folder") << u"https://a.example/blog/"_s << u"https://a.example/blog/feed"_s
                            << true;
    QTest::newRow("folder without a slash")
        << u"https://a.example/blog?x=1#y"_s << u"https://a.example/blog/feed"_s << true;
    QTest::newRow("file") << u"https://a.example/~me/index.html"_s
                          << u"https://a.example/~me/feed"_s << true;
    QTest::newRow("no page") << u"mailto:me@a.example"_s << QString() << false;
}

void FeedDiscoveryTest::usualFeedPlaces_address()
{
    QFETCH(QString, address);
    QFETCH(QString, first);
    QFETCH(bool, hasRoot);

    const QList<QUrl> places = usualFeedPlaces(QUrl(address));
    QCOMPARE(places.value(0).toString(), first);
    for (const QString &name : {u"feed"_s, u"rss"_s, u"atom.xml"_s, u"index.xml"_s, u"feed.json"_s})
        QCOMPARE(places.contains(QUrl(u"https://a.example/"_s + name)), hasRoot);
    QVERIFY(places.size() <= 20);
    QCOMPARE(QSet<QUrl>(places.begin(), places.end()).size(), places.size());
}

void FeedDiscoveryTest::usualFeedPlaces_generator_goesFirst_data()
{
    QTest::addColumn<QString>("generator");
    QTest::addColumn<QString>("name");

    QTest::newRow("WordPress") << u"WordPress 6.5.2"_s << u"feed/"_s;
    QTest::newRow("Hugo") << u"Hugo 0.111.3"_s << u"index.xml"_s;
    QTest::newRow("Jekyll") << u"Jekyll v4.3.1"_s << u"feed.xml"_s;
    QTest::newRow("Ghost") << u"Ghost 5.80"_s << u"rss/"_s;
    QTest::newRow("unknown") << u"by hand"_s << u"feed"_s;
}

void FeedDiscoveryTest::usualFeedPlaces_generator_goesFirst()
{
    QFETCH(QString, generator);
    QFETCH(QString, name);

    const QList<QUrl> places = usualFeedPlaces(QUrl(u"https://a.example/"_s), generator);
    QCOMPARE(places.value(0), QUrl(u"https://a.example/"_s + name));
}

void FeedDiscoveryTest::generatorOf_page_isRead()
{
    QCOMPARE(
        generatorOf(page("<meta name=viewport content=x><meta NAME=Generator content='Hugo 1'>")),
        u"Hugo 1"_s);
    QCOMPARE(generatorOf(page("<p>")), QString());
}

QTEST_APPLESS_MAIN(FeedDiscoveryTest)
#include "tst_feeddiscovery.moc"
