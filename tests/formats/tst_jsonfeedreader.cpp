// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/feeddump.h"
#include "formats/jsonfeedreader.h"

#include <QDir>
#include <QFile>
#include <QStringEncoder>
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
    return QString::fromUtf8(LECTERN_TEST_DATA) + u"/feeds"_s;
}

QUrl siteBase()
{
    return QUrl(u"https://site.example/feeds/all.json"_s);
}

/// A feed around items given as JSON.
QByteArray feedWith(const QByteArray &items)
{
    return R"({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [)" + items
        + "]}";
}

} // namespace

class JsonFeedReaderTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void readJsonFeed_goldenFeed_isReadAsExpected_data();
    void readJsonFeed_goldenFeed_isReadAsExpected();
    void readJsonFeed_selectedPosts_areReadToTheLetter();
    void readJsonFeed_relativeAddresses_needSomethingToBeRelativeTo_data();
    void readJsonFeed_relativeAddresses_needSomethingToBeRelativeTo();
    void readJsonFeed_otherEncodings_areReadAndNoted_data();
    void readJsonFeed_otherEncodings_areReadAndNoted();
    void readJsonFeed_oddVersion_isReadAsTheNearest_data();
    void readJsonFeed_oddVersion_isReadAsTheNearest();
    void readJsonFeed_oddItems_areReadAsAList_data();
    void readJsonFeed_oddItems_areReadAsAList();
    void readJsonFeed_notAJsonFeed_isMalformed_data();
    void readJsonFeed_notAJsonFeed_isMalformed();
    void readJsonFeed_malformed_saysWhere();
    void readJsonFeed_tooManyBytes_isTooLarge();
    void readJsonFeed_tooManyItems_isTooLarge();
    void readJsonFeed_tooManyLists_isTooLarge();
    void readJsonFeed_asManyItemsAsAllowed_areRead();
    void readJsonFeed_manyIssues_areCounted();
    void readJsonFeed_enormousValuesInIssues_areCutShort();
    void readJsonFeed_truncatedAnywhere_isMalformed();
    void readJsonFeed_anyByteDamaged_neverCrashes_data();
    void readJsonFeed_anyByteDamaged_neverCrashes();
    void readJsonFeed_everyFieldOfEveryType_keepsThePromisesOfFeedDocument_data();
    void readJsonFeed_everyFieldOfEveryType_keepsThePromisesOfFeedDocument();
};

void JsonFeedReaderTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void JsonFeedReaderTest::readJsonFeed_goldenFeed_isReadAsExpected_data()
{
    QTest::addColumn<QString>("name");

    const QStringList names = QDir(feedFolder() + u"/json"_s).entryList({u"*.json"_s});
    QVERIFY(!names.isEmpty());
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << name;
}

void JsonFeedReaderTest::readJsonFeed_goldenFeed_isReadAsExpected()
{
    QFETCH(const QString, name);

    const QString path = feedFolder() + u"/json/"_s + name;
    // Some feeds are about not knowing where they came from; they name their own address instead.
    const QUrl base = name == u"by-hand.json"_s ? QUrl() : siteBase();
    const Result<FeedDocument> feed = readJsonFeed(contentOf(path), base);

    QVERIFY2(feed, qPrintable(feed ? QString() : describe(feed.error())));
    const QString expected = QString::fromUtf8(contentOf(path + u".expected"_s));
    const auto [actualLine, expectedLine] = firstDifference(dumped(*feed), expected);
    QCOMPARE(actualLine, expectedLine);
}

void JsonFeedReaderTest::readJsonFeed_selectedPosts_areReadToTheLetter()
{
    const QString source = QString::fromUtf8(LECTERN_SOURCE_DIR);
    const Result<FeedDocument> feed =
        readJsonFeed(contentOf(source + u"/resources/collections/selected-posts.json"_s), {});

    QVERIFY(feed);
    QCOMPARE(feed->items.size(), 17);
    QVERIFY(feed->issues.isEmpty());
    const QString expected =
        QString::fromUtf8(contentOf(feedFolder() + u"/selected-posts.json.expected"_s));
    const auto [actualLine, expectedLine] = firstDifference(dumped(*feed), expected);
    QCOMPARE(actualLine, expectedLine);
}

void JsonFeedReaderTest::readJsonFeed_relativeAddresses_needSomethingToBeRelativeTo_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("expected");

    const QString home = u"https://home.example/x/one"_s;
    QTest::newRow("base given") << u"https://base.example/b/"_s << QByteArray()
                                << u"https://base.example/b/one"_s;
    QTest::newRow("base before the feed's own address")
        << u"https://base.example/b/"_s << QByteArray(R"("feed_url": "https://feed.example/",)")
        << u"https://base.example/b/one"_s;
    QTest::newRow("the feed's own address")
        << QString() << QByteArray(R"("feed_url": "https://feed.example/f/feed.json",
                                      "home_page_url": "https://home.example/x/",)")
        << u"https://feed.example/f/one"_s;
    QTest::newRow("the home page")
        << QString() << QByteArray(R"("home_page_url": "https://home.example/x/",)") << home;
    QTest::newRow("a file is no base")
        << u"file:///home/reader/list.json"_s
        << QByteArray(R"("home_page_url": "https://home.example/x/",)") << home;
    QTest::newRow("nothing known") << QString() << QByteArray() << QString();
}

void JsonFeedReaderTest::readJsonFeed_relativeAddresses_needSomethingToBeRelativeTo()
{
    QFETCH(const QString, base);
    QFETCH(const QByteArray, fields);
    QFETCH(const QString, expected);

    const QByteArray json = R"({"version": "https://jsonfeed.org/version/1.1", "title": "T",)"
        + fields + R"("items": [{"url": "one"}, {"id": "kept", "url": "two", "title": "Two"}]})";
    const Result<FeedDocument> feed = readJsonFeed(json, QUrl(base));

    QVERIFY(feed);
    if (!expected.isEmpty()) {
        QCOMPARE(feed->items.size(), 2);
        QCOMPARE(feed->items.first().url, QUrl(expected));
        QCOMPARE(feed->issues, QStringList());
    } else {
        QCOMPARE(feed->items.size(), 1);
        QCOMPARE(feed->items.first().id, u"kept"_s);
        QCOMPARE(feed->items.first().url, QUrl());
        QCOMPARE(feed->issues,
                 (QStringList{u"Item 1: \"url\" is the relative address \"one\", and relative to "
                              "what is not known; it was left out."_s,
                              u"Item 1: It holds nothing to read and was left out."_s,
                              u"Item 2 (\"kept\"): \"url\" is the relative address \"two\", and "
                              "relative to what is not known; it was left out."_s}));
    }
}

void JsonFeedReaderTest::readJsonFeed_otherEncodings_areReadAndNoted_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QStringList>("issues");

    const QString text = u"{\"version\": \"https://jsonfeed.org/version/1.1\", "
                         "\"title\": \"Grüße 😀\", \"items\": []}"_s;
    const QString title = u"Grüße 😀"_s;
    const auto encoded = [&text](QStringConverter::Encoding encoding, bool hasMark) {
        QStringEncoder encoder(
            encoding, hasMark ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
        return QByteArray(encoder.encode(text));
    };
    QTest::newRow("UTF-8") << text.toUtf8() << title << QStringList();
    QTest::newRow("UTF-8 with a mark") << "\xEF\xBB\xBF" + text.toUtf8() << title << QStringList();
    QTest::newRow("UTF-16LE") << encoded(QStringConverter::Utf16LE, true) << title
                              << QStringList(
                                     u"The feed: It is written in UTF-16LE instead of UTF-8."_s);
    QTest::newRow("UTF-16BE, no mark")
        << encoded(QStringConverter::Utf16BE, false) << title
        << QStringList(u"The feed: It is written in UTF-16BE instead of UTF-8."_s);
    QByteArray latin1 = text.toUtf8();
    latin1.replace("ü", "\xFC");
    QTest::newRow("a byte of Latin-1")
        << latin1 << u"Gr\uFFFDße 😀"_s
        << QStringList(u"The feed: Some of its bytes are not UTF-8 and were replaced."_s);
}

void JsonFeedReaderTest::readJsonFeed_otherEncodings_areReadAndNoted()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, title);
    QFETCH(const QStringList, issues);

    const Result<FeedDocument> feed = readJsonFeed(bytes, {});

    QVERIFY(feed);
    QCOMPARE(feed->title, title);
    QCOMPARE(feed->issues, issues);
}

void JsonFeedReaderTest::readJsonFeed_oddVersion_isReadAsTheNearest_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QString>("format");
    QTest::addColumn<int>("issueCount");

    QTest::newRow("1") << QByteArray(R"("https://jsonfeed.org/version/1")") << u"json-1.0"_s << 0;
    QTest::newRow("1.1") << QByteArray(R"("https://jsonfeed.org/version/1.1")") << u"json-1.1"_s
                         << 0;
    QTest::newRow("http, www, slash")
        << QByteArray(R"(" http://www.JSONFeed.org/version/1/ ")") << u"json-1.0"_s << 0;
    QTest::newRow("a later one") << QByteArray(R"("https://jsonfeed.org/version/2.0")")
                                 << u"json-1.1"_s << 1;
    QTest::newRow("a number") << QByteArray("1.1") << u"json-1.1"_s << 1;
    QTest::newRow("something else") << QByteArray(R"("2.0")") << u"json-1.1"_s << 1;
    QTest::newRow("null") << QByteArray("null") << u"json-1.1"_s << 1;
}

void JsonFeedReaderTest::readJsonFeed_oddVersion_isReadAsTheNearest()
{
    QFETCH(const QByteArray, version);
    QFETCH(const QString, format);
    QFETCH(const int, issueCount);

    const Result<FeedDocument> feed = readJsonFeed(
        R"({"version": )" + version + R"(, "items": [{"url": "https://a.example/"}]})", {});

    QVERIFY(feed);
    QCOMPARE(feed->format, format);
    QCOMPARE(feed->items.size(), 1);
    QCOMPARE(feed->issues.size(), issueCount);
}

void JsonFeedReaderTest::readJsonFeed_oddItems_areReadAsAList_data()
{
    QTest::addColumn<QByteArray>("items");
    QTest::addColumn<int>("itemCount");
    QTest::addColumn<QStringList>("issues");

    QTest::newRow("empty list") << QByteArray("[]") << 0 << QStringList();
    QTest::newRow("one object") << QByteArray(R"({"url": "https://a.example/"})") << 1
                                << QStringList(
                                       u"The feed: \"items\" is one item instead of a list."_s);
    const QStringList none(
        u"The feed: \"items\" is missing or not a list, so there are no items."_s);
    QTest::newRow("null") << QByteArray("null") << 0 << none;
    QTest::newRow("text") << QByteArray(R"("items")") << 0 << none;
}

void JsonFeedReaderTest::readJsonFeed_oddItems_areReadAsAList()
{
    QFETCH(const QByteArray, items);
    QFETCH(const int, itemCount);
    QFETCH(const QStringList, issues);

    const Result<FeedDocument> feed = readJsonFeed(
        R"({"version": "https://jsonfeed.org/version/1.1", "items": )" + items + "}", {});

    QVERIFY(feed);
    QCOMPARE(feed->items.size(), itemCount);
    QCOMPARE(feed->issues, issues);
}

void JsonFeedReaderTest::readJsonFeed_notAJsonFeed_isMalformed_data()
{
    QTest::addColumn<QByteArray>("bytes");

    const QByteArray feed = feedWith(R"({"url": "https://a.example/"})");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("blanks") << QByteArray(" \n\t");
    QTest::newRow("zeros") << QByteArray(4096, '\0');
    QTest::newRow("a byte order mark alone") << QByteArray("\xEF\xBB\xBF");
    QTest::newRow("half a UTF-16 unit") << QByteArray("\xFF\xFE{", 3);
    QTest::newRow("a page") << QByteArray("<!doctype html><title>Not found</title>");
    QTest::newRow("RSS") << QByteArray("<rss version=\"2.0\"><channel/></rss>");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("a number") << QByteArray("1");
    QTest::newRow("an empty object") << QByteArray("{}");
    QTest::newRow("other JSON") << QByteArray(R"({"title": "T", "entries": []})");
    QTest::newRow("items that are no list") << QByteArray(R"({"items": {"count": 3}})");
    QTest::newRow("trailing comma") << feedWith(R"({"url": "https://a.example/"},)");
    QTest::newRow("more after the end") << feed + feed;
    QTest::newRow("a zero after the end") << feed + '\0';
    QTest::newRow("nested lists") << QByteArray(1'000'000, '[');
    QTest::newRow("nested, closed")
        << feedWith(QByteArray(100'000, '[') + QByteArray(100'000, ']'));
    QByteArray objects;
    for (int i = 0; i < 100'000; ++i)
        objects += "{\"a\":";
    QTest::newRow("nested objects") << feedWith(objects);
    QTest::newRow("bytes that are no text") << QByteArray("{\"version\xFF\xFE\xC0\x80\": \xF8}");
}

void JsonFeedReaderTest::readJsonFeed_notAJsonFeed_isMalformed()
{
    QFETCH(const QByteArray, bytes);

    const Result<FeedDocument> feed = readJsonFeed(bytes, siteBase());

    QVERIFY(!feed);
    QCOMPARE(feed.error().kind, ErrorKind::Data);
    QCOMPARE(feed.error().code, ErrorCode::Malformed);
    QVERIFY(!feed.error().detail.isEmpty());
}

void JsonFeedReaderTest::readJsonFeed_malformed_saysWhere()
{
    const Result<FeedDocument> feed = readJsonFeed("{\n  \"title\": \"T\",\n  \"items\" []\n}", {});

    QVERIFY(!feed);
    QVERIFY2(feed.error().detail.startsWith("line 3, column "_L1), qPrintable(feed.error().detail));
}

void JsonFeedReaderTest::readJsonFeed_tooManyBytes_isTooLarge()
{
    const QByteArray title(100 * 1024 * 1024, 'x');
    const Result<FeedDocument> feed = readJsonFeed(
        R"({"version": "https://jsonfeed.org/version/1.1", "title": ")" + title + R"("})", {});

    QVERIFY(!feed);
    QCOMPARE(feed.error().kind, ErrorKind::Data);
    QCOMPARE(feed.error().code, ErrorCode::TooLarge);
}

void JsonFeedReaderTest::readJsonFeed_tooManyItems_isTooLarge()
{
    QByteArray items = QByteArray("{},").repeated(maximumFeedItems);
    items += "{}";
    const Result<FeedDocument> feed = readJsonFeed(feedWith(items), {});

    QVERIFY(!feed);
    QCOMPARE(feed.error().kind, ErrorKind::Data);
    QCOMPARE(feed.error().code, ErrorCode::TooLarge);
}

void JsonFeedReaderTest::readJsonFeed_tooManyLists_isTooLarge()
{
    const Result<FeedDocument> feed = readJsonFeed(
        feedWith(R"({"id": "x", "tags": [)" + QByteArray("[1],").repeated(1'000'000) + "1]}"), {});

    QVERIFY(!feed);
    QCOMPARE(feed.error().kind, ErrorKind::Data);
    QCOMPARE(feed.error().code, ErrorCode::TooLarge);
}

void JsonFeedReaderTest::readJsonFeed_asManyItemsAsAllowed_areRead()
{
    QByteArray items;
    for (qsizetype i = 0; i < maximumFeedItems; ++i)
        items += (i == 0 ? "" : ",") + QByteArray("{\"url\":\"https://a.example/")
            + QByteArray::number(i) + "\"}";
    const Result<FeedDocument> feed = readJsonFeed(feedWith(items), {});

    QVERIFY(feed);
    QCOMPARE(feed->items.size(), maximumFeedItems);
    QCOMPARE(feed->items.last().url, QUrl(u"https://a.example/%1"_s.arg(maximumFeedItems - 1)));
    QVERIFY(feed->issues.isEmpty());
}

void JsonFeedReaderTest::readJsonFeed_manyIssues_areCounted()
{
    QByteArray items = QByteArray("1,").repeated(999);
    items += "1";
    const Result<FeedDocument> feed = readJsonFeed(feedWith(items), {});

    QVERIFY(feed);
    QCOMPARE(feed->items.size(), 0);
    QCOMPARE(feed->issues.size(), 201);
    QCOMPARE(feed->issues.first(),
             u"Item 1: It is a number instead of an object and was left out."_s);
    QCOMPARE(feed->issues.last(), u"There are 800 more issues like these."_s);
}

void JsonFeedReaderTest::readJsonFeed_enormousValuesInIssues_areCutShort()
{
    const QByteArray large(1'000'000, 'x');
    const QByteArray blanks(1'000'000, ' ');
    const Result<FeedDocument> feed =
        readJsonFeed(feedWith("{\"id\":\"" + large + "\",\"title\":\"T\",\"url\":\"javascript:"
                              + large + "\",\"date_published\":\"" + blanks + large + "\"}"),
                     {});

    QVERIFY(feed);
    QCOMPARE(feed->items.size(), 1);
    QCOMPARE(feed->issues.size(), 2);
    for (const QString &issue : feed->issues)
        QVERIFY2(issue.size() < 300, qPrintable(QString::number(issue.size())));
}

void JsonFeedReaderTest::readJsonFeed_truncatedAnywhere_isMalformed()
{
    const QByteArray whole = contentOf(feedFolder() + u"/json/every-field.json"_s).trimmed();
    QVERIFY(readJsonFeed(whole, {}));
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const Result<FeedDocument> feed = readJsonFeed(whole.first(size), {});
        QVERIFY2(!feed, qPrintable(QString::number(size)));
        QCOMPARE(feed.error().code, ErrorCode::Malformed);
    }
}

void JsonFeedReaderTest::readJsonFeed_anyByteDamaged_neverCrashes_data()
{
    QTest::addColumn<char>("damage");

    QTest::newRow("zero") << '\0';
    QTest::newRow("quote") << '"';
    QTest::newRow("backslash") << '\\';
    QTest::newRow("bracket") << ']';
    QTest::newRow("not UTF-8") << '\xFF';
}

void JsonFeedReaderTest::readJsonFeed_anyByteDamaged_neverCrashes()
{
    QFETCH(const char, damage);

    const QByteArray whole = contentOf(feedFolder() + u"/json/every-field.json"_s);
    for (qsizetype i = 0; i < whole.size(); ++i) {
        QByteArray damaged = whole;
        damaged[i] = damage;
        const Result<FeedDocument> feed = readJsonFeed(damaged, siteBase());
        if (!feed)
            QCOMPARE(feed.error().code, ErrorCode::Malformed);
        else
            QVERIFY(feed->items.size() <= 1);
    }
}

void JsonFeedReaderTest::readJsonFeed_everyFieldOfEveryType_keepsThePromisesOfFeedDocument_data()
{
    QTest::addColumn<QByteArray>("value");

    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("true") << QByteArray("true");
    QTest::newRow("zero") << QByteArray("0");
    QTest::newRow("large number") << QByteArray("1e308");
    QTest::newRow("negative number") << QByteArray("-9223372036854775808");
    QTest::newRow("empty text") << QByteArray("\"\"");
    QTest::newRow("text") << QByteArray("\"a b\"");
    QTest::newRow("zero in text") << QByteArray("\"https://a.example/\\u0000b\"");
    QTest::newRow("half a pair") << QByteArray("\"https://a.example/\\udc00\\ud800\"");
    QTest::newRow("empty list") << QByteArray("[]");
    QTest::newRow("list of everything")
        << QByteArray(R"([null, true, 1, "x", [], {}, {"name": [1]}, {"url": 1}])");
    QTest::newRow("empty object") << QByteArray("{}");
    QTest::newRow("object of oddities")
        << QByteArray(R"({"name": {}, "url": [], "section": 1, "": null})");
}

void JsonFeedReaderTest::readJsonFeed_everyFieldOfEveryType_keepsThePromisesOfFeedDocument()
{
    QFETCH(const QByteArray, value);

    const QList<QByteArray> names = {
        "version",     "title",   "home_page_url",  "feed_url",      "description",
        "icon",        "favicon", "author",         "authors",       "language",
        "id",          "url",     "external_url",   "content_html",  "content_text",
        "summary",     "image",   "date_published", "date_modified", "tags",
        "attachments", "_lectern"};
    QByteArray fields;
    for (const QByteArray &name : names)
        fields += "\"" + name + "\": " + value + ", ";
    const QByteArray item = "{" + fields + "\"mime_type\": " + value + "}";
    const QByteArray named = "{" + fields + "\"id\": \"named\", \"title\": \"Named\"}";
    const Result<FeedDocument> feed =
        readJsonFeed("{" + fields + "\"items\": [" + item + ", " + named + "]}", siteBase());

    QVERIFY(feed);
    QVERIFY(!feed->items.isEmpty());
    QCOMPARE(feed->items.last().id, u"named"_s);
    const QStringList schemes = {QString(), u"http"_s, u"https"_s};
    for (const FeedItem &read : feed->items) {
        QVERIFY(!read.id.isEmpty());
        QVERIFY(schemes.contains(read.url.scheme()));
        QVERIFY(schemes.contains(read.externalUrl.scheme()));
        QVERIFY(schemes.contains(read.image.scheme()));
        QVERIFY(!read.contentHtml.contains(QChar(u'\0')));
        QVERIFY(!read.tags.contains(QString()));
        QVERIFY(!read.published || read.published->timeSpec() == Qt::UTC);
    }
}

QTEST_GUILESS_MAIN(JsonFeedReaderTest)
#include "tst_jsonfeedreader.moc"
