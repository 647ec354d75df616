// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// This program lies in a folder of its own, where a keyring module of its own is found.
#include "ctl/printed.h"
#include "support/httpserver.h"
#include "support/templibrary.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

class OnlineLoginTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void refresh_feedWithALogin_takesItFromTheKeyring();
};

void OnlineLoginTest::refresh_feedWithALogin_takesItFromTheKeyring()
{
    TempLibrary kept;
    HttpServer server;
    server.serve("/feed", [](const HttpRequest &request) {
        HttpReply reply;
        if (request.headers.value("authorization")
            != "Basic " + QByteArray("ada:engine").toBase64()) {
            reply.status = 401;
            reply.headers = {{"WWW-Authenticate", "Basic realm=\"feeds\""}};
            return reply;
        }
        reply.contentType = "application/rss+xml";
        reply.body = "<rss version=\"2.0\"><channel><title>Feed</title><item><title>1</title>"
                     "<link>https://posts.example/1</link></item></channel></rss>";
        return reply;
    });
    const SourceId feed =
        TempLibrary::valueOf(kept.library().addFeed(server.url(u"/feed"_s), u"Feed"_s));
    FeedSettings settings;
    settings.userName = u"ada"_s;
    TempLibrary::valueOf(kept.library().setFeedSettings(feed, settings));

    Output output;
    kept.whileClosed([&] { output = runOn(kept.locations(), {u"--json"_s, u"refresh"_s}); });
    QCOMPARE(output.code, ExitCode::Done);
    QCOMPARE(objectIn(output.out).value(u"added"_s).toInt(), 1);
    QCOMPARE(server.unexpectedRequests(), QList<QByteArray>());
}

QTEST_GUILESS_MAIN(OnlineLoginTest)
#include "tst_onlinelogin.moc"
