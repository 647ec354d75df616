// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/feedreading.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;
using namespace std::chrono_literals;

class FeedReadingTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void feed_itemsAreTakenInOrder();
    void item_withoutAddress_getsAPageOfItsOwn();
    void item_withoutAddressAndContent_isLeftOutAndNamed();
    void item_withAnAttachmentOnly_isReadThere();
    void items_sharingAnAddress_getPagesOfTheirOwn();
    void items_repeated_areOneArticle();
    void item_claimingLecternsPage_isNotBelieved();
    void dates_updatedAloneCounts();
    void gap_isTheMedian_andGrowsWithSilence();
    void wishes_areTaken();
    void noFeed_isMalformed();

private:
    [[nodiscard]] static Result<ReadFeed> read(const QByteArray &channel);
    [[nodiscard]] static ReadFeed readAll(const QByteArray &channel);
};

namespace {

const QDateTime now = QDateTime::fromString(u"2026-06-15T12:00:00Z"_s, Qt::ISODate);

QByteArray dated(int hoursAgo)
{
    const QString date = now.addSecs(-3600 * hoursAgo).toString(Qt::RFC2822Date);
    const QByteArray hours = QByteArray::number(hoursAgo);
    return "<item><guid isPermaLink=\"false\">" + hours + "</guid><link>https://a.example/" + hours
        + "</link><title>t</title><pubDate>" + date.toUtf8() + "</pubDate></item>";
}

} // namespace

Result<ReadFeed> FeedReadingTest::read(const QByteArray &channel)
{
    FetchedFeed fetched;
    fetched.body =
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>" + channel + "</channel></rss>";
    fetched.contentType = "application/rss+xml";
    fetched.url = QUrl(u"https://a.example/feed"_s);
    fetched.identity = fetched.url;
    return readFetchedFeed(fetched, now);
}

ReadFeed FeedReadingTest::readAll(const QByteArray &channel)
{
    const auto result = read(channel);
    if (!result)
        QTest::qFail(qPrintable(describe(result.error())), __FILE__, __LINE__);
    return result.value_or(ReadFeed());
}

void FeedReadingTest::feed_itemsAreTakenInOrder()
{
    const ReadFeed read = readAll("<title>A &amp;amp; B</title><link>https://a.example/</link>"
                                  "<item><title>one</title><link>/1</link><description>"
                                  "&lt;p&gt;Three little words&lt;/p&gt;</description></item>"
                                  "<item><title>two</title><link>/2</link></item>");
    QCOMPARE(read.feed.title, u"A & B"_s);
    QCOMPARE(read.feed.homePage, QUrl(u"https://a.example/"_s));
    QCOMPARE(read.feed.articles.size(), 2);
    const IncomingArticle &first = read.feed.articles.first();
    QCOMPARE(first.title, u"one"_s);
    QCOMPARE(first.url, QUrl(u"https://a.example/1"_s));
    QCOMPARE(first.contentText, u"Three little words"_s);
    QCOMPARE(first.wordCount, std::optional(3));
    QVERIFY(!read.feed.articles.last().wordCount);
}

void FeedReadingTest::item_withoutAddress_getsAPageOfItsOwn()
{
    const QByteArray item = "<item><guid isPermaLink=\"false\">x</guid><title>one</title>"
                            "<description>Some &lt;b&gt;text&lt;/b&gt;</description></item>";
    const ReadFeed read = readAll(item);
    QCOMPARE(read.feed.articles.size(), 1);
    const IncomingArticle article = read.feed.articles.first();
    QCOMPARE(article.url.scheme(), u"lectern"_s);
    QCOMPARE(article.url.host(), u"item"_s);
    QVERIFY(article.contentHtml.contains(u"<b>text</b>"_s));
    // The same again, and another for another item.
    QCOMPARE(readAll(item).feed.articles.first().url, article.url);
    QVERIFY(readAll(QByteArray(item).replace(">x<", ">y<")).feed.articles.first().url
            != article.url);
}

void FeedReadingTest::item_withoutAddressAndContent_isLeftOutAndNamed()
{
    const ReadFeed read =
        readAll("<item><guid isPermaLink=\"false\">lost</guid><title>one</title></item>");
    QVERIFY(read.feed.articles.isEmpty());
    QVERIFY(read.issues.join(u' ').contains(u"\"lost\""_s));
}

void FeedReadingTest::item_withAnAttachmentOnly_isReadThere()
{
    const ReadFeed read = readAll("<item><guid isPermaLink=\"false\">x</guid><title>one</title>"
                                  "<enclosure url=\"https://a.example/1.mp3\" length=\"1\""
                                  " type=\"audio/mpeg\"/></item>");
    QCOMPARE(read.feed.articles.first().url, QUrl(u"https://a.example/1.mp3"_s));
}

void FeedReadingTest::items_sharingAnAddress_getPagesOfTheirOwn()
{
    QByteArray items;
    for (const char *id : {"1", "2"}) {
        items += QByteArray("<item><guid isPermaLink=\"false\">") + id
            + "</guid><title>t</title><link>https://a.example/log?utm_source=" + id
            + "</link><description>What changed</description></item>";
    }
    const ReadFeed read = readAll(items);
    QCOMPARE(read.feed.articles.size(), 2);
    QVERIFY(read.feed.articles.first().url != read.feed.articles.last().url);
    for (const IncomingArticle &article : read.feed.articles) {
        QCOMPARE(article.url.scheme(), u"lectern"_s);
        QVERIFY(article.contentHtml.contains(u"href=\"https://a.example/log"_s));
        QVERIFY(article.contentHtml.contains(u"What changed"_s));
    }
}

void FeedReadingTest::items_repeated_areOneArticle()
{
    const QByteArray item = "<item><guid>https://a.example/1</guid><title>t</title></item>";
    const ReadFeed read = readAll(item + item);
    for (const IncomingArticle &article : read.feed.articles)
        QCOMPARE(article.url, QUrl(u"https://a.example/1"_s));
}

void FeedReadingTest::item_claimingLecternsPage_isNotBelieved()
{
    const ReadFeed read = readAll("<item><title>t</title><link>lectern://guide/keys</link>"
                                  "<description>text</description></item>"
                                  "<item><title>t</title><link>javascript:alert(1)</link>"
                                  "<description>text too</description></item>");
    for (const IncomingArticle &article : read.feed.articles) {
        QCOMPARE(article.url.host(), u"item"_s);
        QVERIFY(!article.contentHtml.contains(u"javascript"_s));
        QVERIFY(!article.contentHtml.contains(u"guide"_s));
    }
}

void FeedReadingTest::dates_updatedAloneCounts()
{
    FetchedFeed fetched;
    fetched.body = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>t</title><id>f</id><entry>"
                   "<id>x</id><title>t</title><link href=\"https://a.example/1\"/>"
                   "<updated>2026-06-01T00:00:00Z</updated></entry></feed>";
    fetched.url = QUrl(u"https://a.example/feed"_s);
    const auto read = readFetchedFeed(fetched, now);
    QVERIFY(read);
    QCOMPARE(read->feed.articles.first().published,
             std::optional(QDateTime::fromString(u"2026-06-01T00:00:00Z"_s, Qt::ISODate)));
}

void FeedReadingTest::gap_isTheMedian_andGrowsWithSilence()
{
    QCOMPARE(readAll(dated(1)).usualGap, std::nullopt);
    // Gaps of 2, 3 and 50 hours, in any order.
    QCOMPARE(readAll(dated(6) + dated(1) + dated(3) + dated(56)).usualGap,
             std::optional<std::chrono::seconds>(3h));
    QCOMPARE(readAll(dated(1000) + dated(1001)).usualGap,
             std::optional<std::chrono::seconds>(100h));
    QCOMPARE(readAll(dated(-5) + dated(1)).usualGap, std::nullopt);
}

void FeedReadingTest::wishes_areTaken()
{
    const ReadFeed read = readAll("<ttl>90</ttl><skipHours><hour>3</hour><hour>4</hour></skipHours>"
                                  "<skipDays><day>Sunday</day></skipDays>");
    QCOMPARE(read.wishes, (FeedWishes{90min, {3, 4}, {7}}));
}

void FeedReadingTest::noFeed_isMalformed()
{
    FetchedFeed fetched;
    fetched.body = "<!DOCTYPE html><html><head><title>Not found</title></head><body></body></html>";
    const auto read = readFetchedFeed(fetched, now);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Malformed);
}

QTEST_GUILESS_MAIN(FeedReadingTest)
#include "tst_feedreading.moc"
