// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/printed.h"
#include "support/httpserver.h"
#include "support/templibrary.h"

#include <QSettings>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

/// Following feeds from the command line, with the module that does it.
class SourceCommandsTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void add_feed_isFollowed();
    void add_again_isSaid();
    void add_site_followsItsFeed();
    void add_pageWithoutFeed_followsItsList();
    void add_files_data();
    void add_files();
    void add_noFeed_isRefusedAndAddsNothing_data();
    void add_noFeed_isRefusedAndAddsNothing();
    void add_withAProxySet_asksThat();
    void refresh_all_printsEachFeed();
    void refresh_byNumberAddressOrTitle_data();
    void refresh_byNumberAddressOrTitle();
    void refresh_unknownOrAmbiguous_isRefused();
    void refresh_someFailing_isDoneAndSaid();
    void refresh_noLibrary_isDone();
    void remove_leavesBookmarks();
    void remove_builtIn_isRefused();
    void sources_areListedWithTheirHealth();

private:
    [[nodiscard]] Output call(const QStringList &arguments);
    [[nodiscard]] QJsonObject json(const QStringList &arguments);
    [[nodiscard]] QString urlOf(const QString &name) const;
    void serve(const QByteArray &name, const QList<QByteArray> &items);

    std::unique_ptr<TempLibrary> m_library;
    std::unique_ptr<HttpServer> m_server;
};

void SourceCommandsTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_library = std::make_unique<TempLibrary>();
    m_server = std::make_unique<HttpServer>();
}

void SourceCommandsTest::cleanup()
{
    QCOMPARE(m_server->unexpectedRequests(), QList<QByteArray>());
}

// As another process: the library of the test is closed meanwhile.
Output SourceCommandsTest::call(const QStringList &arguments)
{
    Output output;
    m_library->whileClosed([&] { output = runOn(m_library->locations(), arguments); });
    return output;
}

QJsonObject SourceCommandsTest::json(const QStringList &arguments)
{
    const Output output = call(QStringList{u"--json"_s} + arguments);
    if (output.code != ExitCode::Done)
        QTest::qFail(output.err.constData(), __FILE__, __LINE__);
    return objectIn(output.out);
}

QString SourceCommandsTest::urlOf(const QString &name) const
{
    return m_server->url(u'/' + name).toString();
}

void SourceCommandsTest::serve(const QByteArray &name, const QList<QByteArray> &items)
{
    HttpReply reply;
    reply.contentType = "application/rss+xml";
    reply.body = "<rss version=\"2.0\"><channel><title>Feed " + name + "</title>";
    for (const QByteArray &item : items) {
        reply.body += "<item><title>" + item + "</title><link>https://posts.example/" + item
            + "</link></item>";
    }
    reply.body += "</channel></rss>";
    m_server->serve('/' + name, reply);
}

void SourceCommandsTest::add_feed_isFollowed()
{
    serve("a", {"1", "2"});
    const QJsonObject answer = json({u"add"_s, urlOf(u"a"_s)});
    QCOMPARE(answer.value(u"added"_s).toInt(), 2);
    QCOMPARE(answer.value(u"updated"_s).toInt(), 0);
    QVERIFY(answer.value(u"issues"_s).isArray());
    const auto feeds = TempLibrary::valueOf(m_library->library().feeds());
    QCOMPARE(feeds.size(), 1);
    QCOMPARE(answer.value(u"source"_s).toInt(), int(feeds.first().source.value()));
    QCOMPARE(feeds.first().title, u"Feed a"_s);
    QCOMPARE(TempLibrary::valueOf(m_library->library().counts()).posts, 2);
}

void SourceCommandsTest::add_again_isSaid()
{
    serve("a", {"1"});
    (void)json({u"add"_s, urlOf(u"a"_s)});
    const Output again = call({u"add"_s, urlOf(u"a"_s)});
    QCOMPARE(again.code, ExitCode::Done);
    QVERIFY(again.err.contains("already"));
}

void SourceCommandsTest::add_site_followsItsFeed()
{
    m_server->servePage("/site",
                        "<!DOCTYPE html><title>Home</title>"
                        "<link rel=alternate type=application/rss+xml href=a>");
    serve("a", {"1", "2"});
    QCOMPARE(json({u"add"_s, urlOf(u"site"_s)}).value(u"added"_s).toInt(), 2);
    QCOMPARE(TempLibrary::valueOf(m_library->library().feeds()).first().url,
             m_server->url(u"/a"_s));
}

void SourceCommandsTest::add_pageWithoutFeed_followsItsList()
{
    HttpReply missing;
    missing.status = 404;
    m_server->serveOthers(missing);
    const auto pageOf = [](const QList<int> &posts) {
        QByteArray html = "<!DOCTYPE html><title>Writings</title><main>";
        for (const int post : posts) {
            html += "<article><h2><a href=\"/posts/an-essay-about-thing-" + QByteArray::number(post)
                + "\">An essay about thing " + QByteArray::number(post)
                + "</a></h2><p>What I found when I looked at it for an afternoon.</p></article>";
        }
        return html + "</main>";
    };
    m_server->servePage("/posts", pageOf({4, 3, 2, 1}));
    const Output added = call({u"add"_s, urlOf(u"posts"_s)});
    QCOMPARE(added.code, ExitCode::Done);
    QCOMPARE(added.out, "4\t0\tWritings\n"_ba);
    QVERIFY(added.err.contains("No feed"));
    const QJsonArray sources = json({u"sources"_s}).value(u"items"_s).toArray();
    QCOMPARE(sources.first().toObject().value(u"kind"_s).toString(), u"page"_s);
    QVERIFY(!sources.first().toObject().value(u"due"_s).toString().isEmpty());
    m_server->servePage("/posts", pageOf({5, 4, 3, 2}));
    QCOMPARE(json({u"refresh"_s, u"Writings"_s}).value(u"added"_s).toInt(), 1);
    m_server->servePage("/posts", "<!DOCTYPE html><title>A shop</title><p>Closed.");
    const Output gone = call({u"refresh"_s, u"Writings"_s});
    QCOMPARE(gone.code, ExitCode::Malformed);
    QVERIFY(gone.err.contains("not on the page any more"));
}

void SourceCommandsTest::add_files_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("sources");
    QTest::addColumn<int>("posts");
    QTest::newRow("collection")
        << R"({"version": "https://jsonfeed.org/version/1.1", "title": "Picked", "items":
               [{"id": "b", "url": "https://posts.example/b", "title": "B"}]})"_ba
        << 1 << 1;
    QTest::newRow("subscriptions")
        << "<opml version=\"2.0\"><body><outline xmlUrl=\"https://one.example/\"/>"
           "<outline xmlUrl=\"https://two.example/\"/></body></opml>"_ba
        << 2 << 0;
}

void SourceCommandsTest::add_files()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, sources);
    QFETCH(const int, posts);
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"given"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
    file.close();
    const QJsonObject answer = json({u"add"_s, file.fileName()});
    QCOMPARE(answer.value(u"items"_s).toArray().size(), sources);
    QCOMPARE(answer.value(u"added"_s).toInt(), posts);
    QCOMPARE(answer.value(u"source"_s).isNull(), sources != 1);
    const auto counts = TempLibrary::valueOf(m_library->library().counts());
    QCOMPARE(counts.sources.size(), sources);
    QCOMPARE(counts.posts, posts);
}

void SourceCommandsTest::add_noFeed_isRefusedAndAddsNothing_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<ExitCode>("code");
    QTest::newRow("page") << u"page"_s << ExitCode::Malformed;
    QTest::newRow("missing") << u"missing"_s << ExitCode::Unavailable;
    QTest::newRow("no address") << QString() << ExitCode::Malformed;
}

void SourceCommandsTest::add_noFeed_isRefusedAndAddsNothing()
{
    QFETCH(const QString, name);
    QFETCH(const ExitCode, code);
    m_server->servePage("/page", "<!DOCTYPE html><title>Home</title>");
    HttpReply missing;
    missing.status = 404;
    m_server->serveOthers(missing); // where a page may still have its feed
    m_server->serve("/missing", missing);
    const Output output = call({u"add"_s, name.isEmpty() ? u"nowhere"_s : urlOf(name)});
    QCOMPARE(output.code, code);
    QVERIFY(output.out.isEmpty());
    QVERIFY(output.err.startsWith("lecternctl: "));
    QVERIFY(!output.err.contains("library.db"));
    QVERIFY(TempLibrary::valueOf(m_library->library().feeds()).isEmpty());
}

void SourceCommandsTest::add_withAProxySet_asksThat()
{
    // What a proxy is asked for has the whole address as its path.
    HttpReply reply;
    reply.contentType = "application/rss+xml";
    reply.body = "<rss version=\"2.0\"><channel><title>Far</title></channel></rss>";
    m_server->serve("http://feeds.invalid/far", reply);
    {
        QSettings settings(m_library->locations().settingsFile(), QSettings::IniFormat);
        settings.setValue(u"network/proxy"_s, u"http://"_s + m_server->url({}).authority());
    }
    (void)json({u"add"_s, u"http://feeds.invalid/far"_s});
    QCOMPARE(TempLibrary::valueOf(m_library->library().feeds()).first().title, u"Far"_s);
}

void SourceCommandsTest::refresh_all_printsEachFeed()
{
    serve("a", {"1"});
    serve("b", {"2"});
    (void)json({u"add"_s, urlOf(u"a"_s)});
    (void)json({u"add"_s, urlOf(u"b"_s)});
    serve("b", {"4", "3", "2"});
    const QJsonObject answer = json({u"refresh"_s});
    QCOMPARE(answer.value(u"added"_s).toInt(), 2);
    QVERIFY(answer.value(u"source"_s).isNull());
    QCOMPARE(answer.value(u"items"_s).toArray().size(), 2);
    serve("b", {"5"});
    const Output text = call({u"refresh"_s});
    QCOMPARE(text.code, ExitCode::Done);
    QVERIFY(text.out.contains("1\t0\tFeed b\n"));
    QVERIFY(text.out.contains("0\t0\tFeed a\n"));
}

void SourceCommandsTest::refresh_byNumberAddressOrTitle_data()
{
    QTest::addColumn<QString>("by");
    QTest::newRow("number") << u"number"_s;
    QTest::newRow("address") << u"address"_s;
    QTest::newRow("title") << u"title"_s;
}

void SourceCommandsTest::refresh_byNumberAddressOrTitle()
{
    QFETCH(const QString, by);
    serve("a", {"1"});
    serve("b", {"2"});
    (void)json({u"add"_s, urlOf(u"a"_s)});
    const int id = json({u"add"_s, urlOf(u"b"_s)}).value(u"source"_s).toInt();
    const QHash<QString, QString> names{{u"number"_s, QString::number(id)},
                                        {u"address"_s, urlOf(u"b"_s)},
                                        {u"title"_s, u"Feed b"_s}};
    m_server->forgetRequests();
    const QJsonObject answer = json({u"refresh"_s, names.value(by)});
    QCOMPARE(answer.value(u"source"_s).toInt(), id);
    QCOMPARE(m_server->requestCount("/a"), 0);
    QCOMPARE(m_server->requestCount("/b"), 1);
}

void SourceCommandsTest::refresh_unknownOrAmbiguous_isRefused()
{
    for (const QString &name : {u"a"_s, u"b"_s})
        TempLibrary::valueOf(m_library->library().addFeed(m_server->url(u'/' + name), u"Same"_s));
    const SourceId list = m_library->store(u"list"_s, {incomingPost(u"x"_s, u"X"_s)});
    for (const QString &name : {u"Same"_s, u"Unknown"_s, QString::number(list.value())}) {
        const Output output = call({u"refresh"_s, name});
        QCOMPARE(output.code, ExitCode::Malformed);
        QVERIFY(!output.err.isEmpty());
    }
}

void SourceCommandsTest::refresh_someFailing_isDoneAndSaid()
{
    serve("a", {"1"});
    serve("b", {"2"});
    (void)json({u"add"_s, urlOf(u"a"_s)});
    (void)json({u"add"_s, urlOf(u"b"_s)});
    HttpReply gone;
    gone.status = 410;
    m_server->serve("/a", gone);
    const Output some = call({u"refresh"_s});
    QCOMPARE(some.code, ExitCode::Done);
    QVERIFY(some.err.contains("Feed a"));
    m_server->serve("/b", gone);
    QCOMPARE(call({u"refresh"_s}).code, ExitCode::Unavailable);
}

void SourceCommandsTest::refresh_noLibrary_isDone()
{
    const QTemporaryDir nowhere;
    const Output output = runOn(Locations::under(nowhere.filePath(u"none"_s)), {u"refresh"_s});
    QCOMPARE(output.code, ExitCode::Done);
    QVERIFY(output.out.isEmpty());
}

void SourceCommandsTest::remove_leavesBookmarks()
{
    serve("a", {"1", "2"});
    (void)json({u"add"_s, urlOf(u"a"_s)});
    m_library->keep(QUrl(u"https://posts.example/1"_s));
    const QJsonObject answer = json({u"remove"_s, u"Feed a"_s});
    QCOMPARE(answer.value(u"removed"_s).toArray().size(), 1);
    QVERIFY(TempLibrary::valueOf(m_library->library().feeds()).isEmpty());
    QVERIFY(m_library->isKept(QUrl(u"https://posts.example/1"_s)));
    QCOMPARE(call({u"remove"_s, u"Feed a"_s}).code, ExitCode::Malformed);
}

void SourceCommandsTest::remove_builtIn_isRefused()
{
    IncomingCollection builtIn;
    builtIn.url = QUrl(u"lectern://collection/x"_s);
    builtIn.title = u"Built in"_s;
    builtIn.isBuiltIn = true;
    TempLibrary::valueOf(m_library->library().storeCollection(builtIn));
    QCOMPARE(call({u"remove"_s, u"Built in"_s}).code, ExitCode::Malformed);
    // Nor does any other go then.
    m_library->store(u"list"_s, {incomingPost(u"x"_s, u"X"_s)});
    QCOMPARE(call({u"remove"_s, u"file:///list"_s, u"Built in"_s}).code, ExitCode::Malformed);
    QCOMPARE(TempLibrary::valueOf(m_library->library().counts()).sources.size(), 2);
}

void SourceCommandsTest::sources_areListedWithTheirHealth()
{
    serve("a", {"1"});
    (void)json({u"add"_s, urlOf(u"a"_s)});
    HttpReply gone;
    gone.status = 410;
    m_server->serve("/a", gone);
    (void)call({u"refresh"_s});
    const QJsonArray items = json({u"sources"_s}).value(u"items"_s).toArray();
    QCOMPARE(items.size(), 1);
    const QJsonObject feed = items.first().toObject();
    QCOMPARE(feed.value(u"kind"_s).toString(), u"feed"_s);
    QCOMPARE(feed.value(u"articles"_s).toInt(), 1);
    QCOMPARE(feed.value(u"failures"_s).toInt(), 1);
    QVERIFY(feed.value(u"error"_s).toString().startsWith(u"Remote/Gone"_s));
    QVERIFY(!feed.value(u"due"_s).toString().isEmpty());
    QVERIFY(call({u"sources"_s}).out.contains("Feed a"));
}

QTEST_GUILESS_MAIN(SourceCommandsTest)
#include "tst_sourcecommands.moc"
