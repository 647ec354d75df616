// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/feeddump.h"
#include "formats/feedreader.h"
#include "formats/jsonfeedreader.h"
#include "formats/xmlevents.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("Cannot read %s", qPrintable(path));
    return file.readAll();
}

QString feedFolder()
{
    return QString::fromUtf8(LECTERN_TEST_DATA) + u"/feeds/xml"_s;
}

FeedHints siteHints()
{
    return {QUrl(u"https://site.example/feeds/all.xml"_s), {}};
}

/// RSS around what is in its channel.
QByteArray rss(const QByteArray &channel)
{
    return "<rss version=\"2.0\"><channel>" + channel + "</channel></rss>";
}

/// Hostile documents: what they say matters less than that reading them ends, soon and with a word
/// about it. How soon is bounded by the timeout of the whole test, which none of them would keep
/// if it grew faster than its size.
void addHostileDocuments()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isRead");

    QByteArray laughs = "<!DOCTYPE rss [<!ENTITY a0 \"ha\">";
    for (int i = 1; i < 30; ++i) {
        const QByteArray before = "&a" + QByteArray::number(i - 1) + ';';
        laughs += "<!ENTITY a" + QByteArray::number(i) + " \"" + before.repeated(10) + "\">";
    }
    QTest::newRow("a billion laughs") << laughs + "]>" + rss("<title>&a29;</title>") << true;
    QTest::newRow("parameter entities")
        << "<!DOCTYPE rss [<!ENTITY % a \"x\"><!ENTITY % b '%a;%a;%a;'>%b;]>"
            + rss("<title>t</title>")
        << true;
    QTest::newRow("quadratic blow-up") << "<!DOCTYPE rss [<!ENTITY a \"" + QByteArray(100'000, 'a')
            + "\">]>" + rss("<title>" + QByteArray("&a;").repeated(100'000) + "</title>")
                                       << true;
    QTest::newRow("many references to a permitted entity")
        << "<!DOCTYPE rss [<!ENTITY a \"" + QByteArray(200, 'a') + "\">]>"
            + rss("<title>" + QByteArray("&a;").repeated(1'000'000) + "</title>")
        << true;
    QTest::newRow("a title of 100 MB")
        << rss("<title>" + QByteArray(100 * 1024 * 1024, 'x') + "</title>") << false;
    QTest::newRow("a title as long as allowed")
        << rss("<title>" + QByteArray(maximumFeedBytes - 100, 'x') + "</title>") << true;
    QTest::newRow("an attribute as long as allowed")
        << rss("<link href=\"" + QByteArray(maximumFeedBytes - 100, 'x') + "\"/>") << true;
    QTest::newRow("100,000 nested elements")
        << rss(QByteArray("<a>").repeated(100'000) + QByteArray("</a>").repeated(100'000)) << false;
    QTest::newRow("100,000 nested elements, none closed")
        << rss(QByteArray("<a>").repeated(100'000)) << false;
    QTest::newRow("100,000 nested elements, not well-formed")
        << rss("& " + QByteArray("<a>").repeated(100'000)) << true;
    QTest::newRow("nested in a description")
        << rss("<description>" + QByteArray("<b>").repeated(100'000) + "</description>") << false;
    QByteArray attributes;
    for (int i = 0; i < 1'000'000; ++i)
        attributes += " a" + QByteArray::number(i) + "=\"\"";
    QTest::newRow("a million attributes") << rss("<item" + attributes + "/>") << false;
    QTest::newRow("a million attributes with > in them")
        << rss("<item" + attributes.replace("\"\"", "\">\"") + "/>") << false;
    QTest::newRow("a million equal attributes")
        << rss("<item " + QByteArray("a=''").repeated(1'000'000) + "/>") << false;
    QByteArray declarations;
    for (int i = 0; i < 400; ++i)
        declarations += "<a xmlns:n" + QByteArray::number(i) + "='u:" + QByteArray::number(i)
            + "' xmlns:m" + QByteArray::number(i) + "='u' xmlns:o" + QByteArray::number(i)
            + "='u'>";
    QTest::newRow("a thousand namespaces in scope")
        << rss(declarations + QByteArray("<z:z/>").repeated(100'000)) << false;
    QTest::newRow("a million tags left open")
        << rss("&" + QByteArray("<p>").repeated(1'000'000)) << true;
    QTest::newRow("a million < ") << rss("<title>" + QByteArray("<").repeated(1'000'000)) << true;
    QTest::newRow("a million & ") << rss("<title>" + QByteArray("&").repeated(1'000'000)) << true;
    QTest::newRow("a million quotes")
        << rss("<item a=" + QByteArray("'\"").repeated(500'000)) << false;
    QTest::newRow("a million unfinished tags")
        << rss(QByteArray("<a b=\"").repeated(1'000'000)) << true;
    QTest::newRow("a million unfinished sections")
        << rss(QByteArray("<![CDATA[").repeated(100'000)) << true;
    QTest::newRow("a million end tags") << rss(QByteArray("</x>").repeated(1'000'000)) << true;
    QTest::newRow("a million comments") << QByteArray("<!--").repeated(1'000'000) << false;
    QTest::newRow("a million declarations") << QByteArray("<!DOCTYPE [").repeated(300'000) << false;
    QTest::newRow("no end of junk") << QByteArray("<x").repeated(1'000'000) << false;
    QTest::newRow("zeros") << QByteArray(1'000'000, '\0') << false;
    QTest::newRow("zeros in it") << rss("<title>a" + QByteArray(1000, '\0') + "b</title>") << true;
    QTest::newRow("half of a surrogate pair in UTF-16")
        << QByteArray("\xFF\xFE<\0r\0s\0s\0/\0>\0\0\xD8", 16) << true;
    QTest::newRow("more items than allowed")
        << rss(QByteArray("<item/>").repeated(maximumFeedItems + 1)) << false;
}

} // namespace

class FeedReaderTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void readFeed_goldenFeed_isReadAsExpected_data();
    void readFeed_goldenFeed_isReadAsExpected();
    void readFeed_json_isReadAsJson();
    void readFeed_typeThatIsWrong_isIgnored_data();
    void readFeed_typeThatIsWrong_isIgnored();
    void readFeed_notAFeed_isMalformed_data();
    void readFeed_notAFeed_isMalformed();
    void readFeed_externalEntity_isNeverRead_data();
    void readFeed_externalEntity_isNeverRead();
    void readFeed_hostile_ends_data();
    void readFeed_hostile_ends();
    void readFeed_entitiesOfItsOwn_growNoFurther();
    void readFeed_asManyItemsAsAllowed_areRead();
    void readFeed_manyOddities_areCounted();
    void readFeed_cutAnywhere_keepsTheItemsBefore();
    void readFeed_byteDamaged_keepsItsPromises_data();
    void readFeed_byteDamaged_keepsItsPromises();
    void readFeed_sameItemTwice_hasTheSameId();
};

void FeedReaderTest::readFeed_goldenFeed_isReadAsExpected_data()
{
    QTest::addColumn<QString>("name");

    const QStringList names = QDir(feedFolder()).entryList({u"*.xml"_s});
    QVERIFY(!names.isEmpty());
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << name;
}

void FeedReaderTest::readFeed_goldenFeed_isReadAsExpected()
{
    QFETCH(const QString, name);

    const QString path = feedFolder() + u'/' + name;
    // One feed is about not knowing where it came from.
    const FeedHints hints = name == u"addresses.xml"_s ? FeedHints() : siteHints();
    const Result<FeedDocument> feed = readFeed(contentOf(path), hints);

    QVERIFY2(feed, qPrintable(feed ? QString() : describe(feed.error())));
    const QString expected = QString::fromUtf8(contentOf(path + u".expected"_s));
    const auto [actualLine, expectedLine] = firstDifference(dumped(*feed), expected);
    QCOMPARE(actualLine, expectedLine);
}

void FeedReaderTest::readFeed_json_isReadAsJson()
{
    const QByteArray json = "\xEF\xBB\xBF  {\"version\": \"https://jsonfeed.org/version/1.1\", "
                            "\"title\": \"T\", \"items\": [{\"id\": \"1\", \"title\": \"I\"}]}";
    const Result<FeedDocument> feed = readFeed(json, {QUrl(), u"application/rss+xml"_s});

    QVERIFY(feed);
    QCOMPARE(feed->format, u"json-1.1"_s);
    QCOMPARE(feed->items.size(), 1);
}

void FeedReaderTest::readFeed_typeThatIsWrong_isIgnored_data()
{
    QTest::addColumn<QString>("contentType");

    QTest::newRow("none") << QString();
    QTest::newRow("a page") << u"text/html; charset=utf-8"_s;
    QTest::newRow("text") << u"text/plain"_s;
    QTest::newRow("bytes") << u"application/octet-stream"_s;
    QTest::newRow("JSON") << u"application/feed+json"_s;
    QTest::newRow("nonsense") << u";;charset=;\"'"_s;
    QTest::newRow("an unknown charset") << u"text/xml; charset=x-nobody-knows"_s;
}

void FeedReaderTest::readFeed_typeThatIsWrong_isIgnored()
{
    QFETCH(const QString, contentType);

    const Result<FeedDocument> feed =
        readFeed(rss("<title>Ünïcode</title>"), {QUrl(), contentType});

    QVERIFY(feed);
    QCOMPARE(feed->title, u"Ünïcode"_s);
}

void FeedReaderTest::readFeed_notAFeed_isMalformed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");

    QTest::newRow("nothing") << QByteArray() << u"nothing"_s;
    QTest::newRow("blanks") << QByteArray(" \n\t") << u"nothing"_s;
    QTest::newRow("a byte order mark") << QByteArray("\xEF\xBB\xBF") << u"nothing"_s;
    QTest::newRow("text") << QByteArray("Not found") << u"neither XML nor JSON"_s;
    QTest::newRow("a page") << QByteArray("<!doctype html><title>Not found</title><html>")
                            << u"\"title\""_s;
    QTest::newRow("a whole page") << QByteArray("<html><body><p>Not found<br></body></html>")
                                  << u"web page"_s;
    QTest::newRow("OPML") << QByteArray("<opml version=\"1.0\"><head/></opml>") << u"\"opml\""_s;
    QTest::newRow("a prolog alone")
        << QByteArray("<?xml version=\"1.0\"?><!-- -->") << u"neither XML nor JSON"_s;
    QTest::newRow("JSON of another kind") << QByteArray("{\"a\": 1}") << u"no JSON Feed"_s;
    QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16)
                               << u"neither XML nor JSON"_s;
}

void FeedReaderTest::readFeed_notAFeed_isMalformed()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, says);

    const Result<FeedDocument> feed = readFeed(bytes, siteHints());

    QVERIFY(!feed);
    QCOMPARE(feed.error().kind, ErrorKind::Data);
    QCOMPARE(feed.error().code, ErrorCode::Malformed);
    QVERIFY2(feed.error().detail.contains(says), qPrintable(feed.error().detail));
}

void FeedReaderTest::readFeed_externalEntity_isNeverRead_data()
{
    QTest::addColumn<QByteArray>("declaration");

    const QByteArray file = (feedFolder() + u"/rss-2.0.xml"_s).toUtf8();
    QTest::newRow("file") << "<!ENTITY x SYSTEM \"file://" + file + "\">";
    QTest::newRow("path") << "<!ENTITY x SYSTEM \"" + file + "\">";
    QTest::newRow("public") << "<!ENTITY x PUBLIC \"any\" \"file://" + file + "\">";
    QTest::newRow("parameter") << "<!ENTITY % p SYSTEM \"file://" + file + "\"><!ENTITY x \"%p;\">";
}

void FeedReaderTest::readFeed_externalEntity_isNeverRead()
{
    QFETCH(const QByteArray, declaration);

    const Result<FeedDocument> feed =
        readFeed("<!DOCTYPE rss [" + declaration + "]>" + rss("<title>A &x; B</title>"));

    QVERIFY(feed);
    QCOMPARE(feed->title, u"A &x; B"_s);
}

void FeedReaderTest::readFeed_hostile_ends_data()
{
    addHostileDocuments();
}

void FeedReaderTest::readFeed_hostile_ends()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const bool, isRead);

    const Result<FeedDocument> feed = readFeed(bytes, siteHints());

    QCOMPARE(feed.has_value(), isRead);
    if (feed) {
        qsizetype characters = feed->title.size() + feed->description.size();
        for (const FeedItem &item : feed->items)
            characters += item.title.size() + item.summary.size() + item.contentHtml.size();
        QVERIFY2(characters <= 2 * bytes.size(), qPrintable(QString::number(characters)));
        QVERIFY(feed->issues.size() <= 201);
    } else {
        QCOMPARE(feed.error().kind, ErrorKind::Data);
        QVERIFY(!feed.error().detail.isEmpty());
        QVERIFY(feed.error().detail.size() < 500);
    }
}

void FeedReaderTest::readFeed_entitiesOfItsOwn_growNoFurther()
{
    const Result<FeedDocument> feed =
        readFeed("<!DOCTYPE rss [<!ENTITY a \"one\"><!ENTITY b \"&a;&a;\"><!ENTITY c \"&#65;\">]>"
                 + rss("<title>&a; &b; &c;</title>"));

    QVERIFY(feed);
    QCOMPARE(feed->title, u"one &b; A"_s);
}

void FeedReaderTest::readFeed_asManyItemsAsAllowed_areRead()
{
    const Result<FeedDocument> feed =
        readFeed(rss(QByteArray("<item><guid>1</guid></item>").repeated(maximumFeedItems)));

    QVERIFY(feed);
    QCOMPARE(feed->items.size(), maximumFeedItems);
    QCOMPARE(feed->issues, QStringList());
}

void FeedReaderTest::readFeed_manyOddities_areCounted()
{
    const Result<FeedDocument> feed = readFeed(
        rss(QByteArray("<item><guid>1</guid><pubDate>never</pubDate></item>").repeated(1000)));

    QVERIFY(feed);
    QCOMPARE(feed->issues.size(), 201);
    QCOMPARE(feed->issues.first(),
             u"Item 1 (\"1\"): \"never\" is no date that is known here, and was left out."_s);
    QCOMPARE(feed->issues.last(), u"There are 800 more issues like these."_s);
}

void FeedReaderTest::readFeed_cutAnywhere_keepsTheItemsBefore()
{
    QByteArray channel;
    for (int i = 0; i < 5; ++i)
        channel += "<item><title>Title &amp; more</title><guid>" + QByteArray::number(i)
            + "</guid><description><![CDATA[<p>Text</p>]]></description></item>\n";
    const QByteArray whole = rss(channel);
    for (qsizetype size = whole.indexOf("<item>"); size < whole.size(); ++size) {
        const QByteArray cut = whole.first(size);
        const Result<FeedDocument> feed = readFeed(cut);
        QVERIFY2(feed, qPrintable(QString::number(size)));
        QVERIFY(feed->items.size() >= cut.count("</item>"));
        QVERIFY(feed->items.size() <= cut.count("<item>"));
        for (qsizetype i = 0; i < cut.count("</item>"); ++i)
            QCOMPARE(feed->items.at(i).contentHtml, u"<p>Text</p>"_s);
    }
}

void FeedReaderTest::readFeed_byteDamaged_keepsItsPromises_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<char>("damage");

    for (const QString &name : {u"rss-2.0.xml"_s, u"atom-1.0.xml"_s}) {
        QTest::addRow("%s, zero", qPrintable(name)) << name << '\0';
        QTest::addRow("%s, <", qPrintable(name)) << name << '<';
        QTest::addRow("%s, &", qPrintable(name)) << name << '&';
        QTest::addRow("%s, quote", qPrintable(name)) << name << '"';
        QTest::addRow("%s, not UTF-8", qPrintable(name)) << name << '\xFF';
    }
}

void FeedReaderTest::readFeed_byteDamaged_keepsItsPromises()
{
    QFETCH(const QString, name);
    QFETCH(const char, damage);

    const QByteArray whole = contentOf(feedFolder() + u'/' + name);
    // Not each, but no two kinds of damage at the same places only.
    for (qsizetype i = damage & 7; i < whole.size(); i += 11) {
        QByteArray damaged = whole;
        damaged[i] = damage;
        const Result<FeedDocument> feed = readFeed(damaged, siteHints());
        if (!feed) {
            QCOMPARE(feed.error().kind, ErrorKind::Data);
            continue;
        }
        for (const FeedItem &item : feed->items) {
            QVERIFY(!item.id.isEmpty());
            QVERIFY(item.url.isEmpty() || item.url.scheme().startsWith("http"_L1));
            QVERIFY(!item.title.contains(u'\n') && !item.title.contains(QChar(u'\0')));
        }
    }
}

void FeedReaderTest::readFeed_sameItemTwice_hasTheSameId()
{
    const QByteArray item = "<item><title>No id</title><pubDate>2004-01-01</pubDate></item>";
    const Result<FeedDocument> feed =
        readFeed(rss(item + "<item><title>Other</title></item>" + item));

    QVERIFY(feed);
    QCOMPARE(feed->items.size(), 3);
    QCOMPARE(feed->items.at(0).id, feed->items.at(2).id);
    QVERIFY(feed->items.at(0).id != feed->items.at(1).id);
}

QTEST_GUILESS_MAIN(FeedReaderTest)
#include "tst_feedreader.moc"
