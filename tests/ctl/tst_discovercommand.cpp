// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/printed.h"
#include "support/httpserver.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace lectern;

namespace {

const QByteArray page =
    "<!DOCTYPE html><title>A blog</title>\n"
    "<link rel=alternate type=application/rss+xml title=Feed href=/feed.xml>\n"
    "<main><article><h2><a href=/posts/one-of-these-days>One of these days</a></h2>\n"
    "<time datetime='2024-05-12'>12 May</time><p>What happened on one of them.</p></article>\n"
    "<article><h2><a href=/posts/the-other-day>The other day</a></h2>\n"
    "<time datetime='2024-05-10'>10 May</time></article></main>";

} // namespace

class DiscoverCommandTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void discover_page_isPrintedAsJson();
    void discover_severalLists_areAllPrinted();
    void discover_page_isPrintedAsText();
    void discover_feed_isItsOwn();
    void discover_opml_hasItsFeeds();
    void discover_nothing_hasEveryFieldAndSaysSo();
    void discover_unreadable_isSaid_data();
    void discover_unreadable_isSaid();
    void discover_address_isFetched();
    void discover_addressThatFails_isRefused();
    void discover_anything_leavesNoLibrary();

private:
    [[nodiscard]] QString fileWith(const QByteArray &bytes) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<HttpServer> m_server;
    Locations m_locations;
};

void DiscoverCommandTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<HttpServer>();
    m_locations = Locations::under(m_folder->filePath(u"library"_s));
}

void DiscoverCommandTest::cleanup()
{
    QCOMPARE(m_server->unexpectedRequests(), QList<QByteArray>());
}

QString DiscoverCommandTest::fileWith(const QByteArray &bytes) const
{
    const QString path = m_folder->filePath(u"page.html"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        QTest::qFail("cannot write the file", __FILE__, __LINE__);
    return path;
}

void DiscoverCommandTest::discover_page_isPrintedAsJson()
{
    const QJsonObject answer =
        jsonOn(m_locations, {u"discover"_s, fileWith(page), u"--base"_s, u"https://a.example/"_s});
    QCOMPARE(answer.keys(), QStringList({u"feeds"_s, u"issues"_s, u"page"_s}));
    const QJsonArray feeds = answer.value(u"feeds"_s).toArray();
    QCOMPARE(feeds.size(), 1);
    const QJsonObject feed{{u"url"_s, u"https://a.example/feed.xml"_s},
                           {u"title"_s, u"Feed"_s},
                           {u"type"_s, u"application/rss+xml"_s},
                           {u"origin"_s, u"declared"_s}};
    QCOMPARE(feeds.first().toObject(), feed);
    const QJsonObject list = answer.value(u"page"_s).toObject();
    QCOMPARE(list.value(u"title"_s).toString(), u"A blog"_s);
    QVERIFY(list.value(u"score"_s).toDouble() > 0.5);
    const QJsonArray items = list.value(u"items"_s).toArray();
    QCOMPARE(items.size(), 2);
    const QJsonObject item{{u"url"_s, u"https://a.example/posts/one-of-these-days"_s},
                           {u"title"_s, u"One of these days"_s},
                           {u"summary"_s, u"What happened on one of them."_s},
                           {u"published"_s, u"2024-05-12T00:00:00Z"_s},
                           {u"author"_s, QString()},
                           {u"image"_s, QString()},
                           {u"tags"_s, QJsonArray()}};
    QCOMPARE(items.first().toObject(), item);
}

void DiscoverCommandTest::discover_severalLists_areAllPrinted()
{
    QByteArray html = "<main><h2>Latest posts</h2>";
    for (const char number : {'1', '2', '3', '4', '5', '6'}) {
        html += QByteArray("<h3><a href=/posts/a-post-about-thing-N>A post about thing N</a></h3>"
                           "<time>2024-05-1N</time><p>What there is to say about it.</p>")
                    .replace('N', number);
    }
    html += "<h2>Projects</h2><ul>";
    for (const char number : {'1', '2', '3', '4', '5', '6'}) {
        html += QByteArray("<li><a href=https://code.example/project-number-N>Project number N</a>")
                    .replace('N', number);
    }
    const QJsonObject answer =
        jsonOn(m_locations, {u"discover"_s, fileWith(html), u"--base"_s, u"https://a.example/"_s});
    const QJsonObject list = answer.value(u"page"_s).toObject();
    QCOMPARE(list.value(u"items"_s).toArray().size(), 6);
    const QJsonArray others = list.value(u"others"_s).toArray();
    QCOMPARE(others.size(), 1);
    const QJsonObject other = others.first().toObject();
    QCOMPARE(other.keys(), QStringList({u"heading"_s, u"items"_s, u"score"_s}));
    QCOMPARE(other.value(u"heading"_s).toString(), u"Projects"_s);
    QCOMPARE(other.value(u"items"_s).toArray().first().toObject().value(u"url"_s).toString(),
             u"https://code.example/project-number-1"_s);
}

void DiscoverCommandTest::discover_page_isPrintedAsText()
{
    const Output output =
        runOn(m_locations, {u"discover"_s, fileWith(page), u"--base"_s, u"https://a.example/"_s});
    QCOMPARE(output.code, ExitCode::Done);
    QCOMPARE(output.out,
             "feed\tFeed\thttps://a.example/feed.xml\n"
             "2024-05-12\tOne of these days\thttps://a.example/posts/one-of-these-days\n"
             "2024-05-10\tThe other day\thttps://a.example/posts/the-other-day\n");
    QCOMPARE(output.err, QByteArray());
}

void DiscoverCommandTest::discover_feed_isItsOwn()
{
    const QString file =
        fileWith("<rss version='2.0'><channel><title>Mine</title></channel></rss>");
    const QJsonObject answer =
        jsonOn(m_locations, {u"discover"_s, file, u"--base"_s, u"https://a.example/rss"_s});
    const QJsonArray feeds = answer.value(u"feeds"_s).toArray();
    QCOMPARE(feeds.size(), 1);
    QCOMPARE(feeds.first().toObject().value(u"url"_s).toString(), u"https://a.example/rss"_s);
    QCOMPARE(feeds.first().toObject().value(u"title"_s).toString(), u"Mine"_s);
    QCOMPARE(answer.value(u"page"_s).toObject().value(u"items"_s).toArray().size(), 0);
}

void DiscoverCommandTest::discover_opml_hasItsFeeds()
{
    const QString file =
        fileWith("<opml><head><title>Mine</title></head><body>"
                 "<outline text='A' xmlUrl='https://a.example/feed'/></body></opml>");
    const QJsonObject answer = jsonOn(m_locations, {u"discover"_s, file});
    const QJsonArray feeds = answer.value(u"feeds"_s).toArray();
    QCOMPARE(feeds.size(), 1);
    QCOMPARE(feeds.first().toObject().value(u"url"_s).toString(), u"https://a.example/feed"_s);
}

void DiscoverCommandTest::discover_nothing_hasEveryFieldAndSaysSo()
{
    const QString file = fileWith("<html><title>T</title><p>Text");
    const Output output = runOn(m_locations, {u"--json"_s, u"discover"_s, file});
    QCOMPARE(output.code, ExitCode::Done);
    const QJsonObject answer = objectIn(output.out);
    QCOMPARE(answer.value(u"feeds"_s).toArray(), QJsonArray());
    const QJsonObject list{{u"title"_s, u"T"_s},
                           {u"score"_s, 0},
                           {u"items"_s, QJsonArray()},
                           {u"others"_s, QJsonArray()}};
    QCOMPARE(answer.value(u"page"_s).toObject(), list);
    QVERIFY(output.err.contains("no feed"));
}

void DiscoverCommandTest::discover_unreadable_isSaid_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<ExitCode>("code");

    QTest::newRow("no file") << QStringList{u"/nowhere/page.html"_s} << ExitCode::Malformed;
    QTest::newRow("a folder") << QStringList{u"/"_s} << ExitCode::InputOutput;
    QTest::newRow("wrong base") << QStringList{u"-"_s, u"--base"_s, u"relative/"_s}
                                << ExitCode::Malformed;
    QTest::newRow("no operand") << QStringList{} << ExitCode::Usage;
}

void DiscoverCommandTest::discover_unreadable_isSaid()
{
    QFETCH(QStringList, arguments);
    QFETCH(ExitCode, code);

    const Output output = runOn(m_locations, QStringList{u"discover"_s} + arguments);
    QCOMPARE(output.code, code);
    QVERIFY(output.out.isEmpty());
    QVERIFY(!output.err.isEmpty());
}

void DiscoverCommandTest::discover_address_isFetched()
{
    m_server->servePage("/blog/", page);
    const QJsonObject answer =
        jsonOn(m_locations, {u"discover"_s, m_server->url(u"/blog/"_s).toString()});
    const QJsonArray items = answer.value(u"page"_s).toObject().value(u"items"_s).toArray();
    QCOMPARE(items.size(), 2);
    QCOMPARE(items.first().toObject().value(u"url"_s).toString(),
             m_server->url(u"/posts/one-of-these-days"_s).toString());
    QCOMPARE(m_server->requestCount("/blog/"), 1);
}

void DiscoverCommandTest::discover_addressThatFails_isRefused()
{
    HttpReply reply;
    reply.status = 404;
    m_server->serve("/gone", reply);
    const Output output = runOn(m_locations, {u"discover"_s, m_server->url(u"/gone"_s).toString()});
    QCOMPARE(output.code, ExitCode::Unavailable);
    QVERIFY(output.out.isEmpty());
    QVERIFY(output.err.contains("404"));
}

void DiscoverCommandTest::discover_anything_leavesNoLibrary()
{
    m_server->servePage("/", page);
    (void)jsonOn(m_locations, {u"discover"_s, fileWith(page)});
    (void)jsonOn(m_locations, {u"discover"_s, m_server->url(u"/"_s).toString()});
    QVERIFY(!QFile::exists(m_locations.libraryFile()));
}

QTEST_GUILESS_MAIN(DiscoverCommandTest)
#include "tst_discovercommand.moc"
