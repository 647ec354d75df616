// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/formats/feedgenerator.h"
#include "support/httpserver.h"
#include "sync/feedrefresher.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QProcess>
#include <QTemporaryDir>
#include <QTextStream>

#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace lectern;

// Refreshing many feeds: the first time, when everything is new, and again, when nothing is. The
// server is this program once more, so that its processor time does not count.

namespace {

constexpr auto served = "serving "_L1;

double cpuSeconds()
{
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    constexpr double perSecond = 1e6;
    const auto seconds = [](const timeval &time) {
        return double(time.tv_sec) + double(time.tv_usec) / perSecond;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

int serve(int feeds, int items)
{
    HttpServer server;
    for (int i = 0; i < feeds; ++i) {
        const QByteArray path = "/" + QByteArray::number(i);
        server.serve(path, [i, items](const HttpRequest &request) {
            const QByteArray tag = "\"" + QByteArray::number(i) + "\"";
            HttpReply reply;
            reply.contentType = "application/rss+xml";
            reply.headers.append(std::pair<QByteArray, QByteArray>("ETag", tag));
            if (request.headers.value("if-none-match") == tag)
                reply.status = 304;
            else
                reply.body = generatedFeed(i, items, HtmlForm::Cdata);
            return reply;
        });
    }
    QTextStream(stdout) << served << server.url(u"/"_s).toString() << Qt::endl;
    return QCoreApplication::exec();
}

template <typename T>
T valueOf(QFuture<Result<T>> future)
{
    future.waitForFinished();
    const Result<T> answer = future.result();
    if (!answer)
        qFatal("%s", qPrintable(describe(answer.error())));
    if constexpr (!std::is_void_v<T>)
        return *answer;
}

struct Cost
{
    double cpu = 0;
    double seconds = 0;
    RefreshProgress result;
};

Cost refresh(FeedRefresher &refresher)
{
    Cost cost;
    QEventLoop loop;
    QObject::connect(&refresher, &FeedRefresher::finished, &loop,
                     [&](const RefreshProgress &result) {
                         cost.result = result;
                         loop.quit();
                     });
    QElapsedTimer timer;
    timer.start();
    const double before = cpuSeconds();
    refresher.refreshAll();
    loop.exec();
    constexpr double perSecond = 1e3;
    cost.cpu = cpuSeconds() - before;
    cost.seconds = double(timer.elapsed()) / perSecond;
    return cost;
}

void print(const QString &name, const Cost &cost)
{
    QTextStream(stdout) << name << ": " << cost.cpu << " CPU s, " << cost.seconds << " s, "
                        << cost.result.done << " feeds, " << cost.result.added << " articles, "
                        << cost.result.failed << " failed" << Qt::endl;
}

void measure(const QUrl &server, int feeds)
{
    const QTemporaryDir folder;
    Library library(Locations::under(folder.path()));
    valueOf(library.open());
    for (int i = 0; i < feeds; ++i)
        valueOf(library.addFeed(server.resolved(QUrl(QString::number(i))), {}));
    Fetcher fetcher(Fetcher::Settings{});
    FeedRefresher refresher(library, fetcher, {});
    const Cost first = refresh(refresher);
    print(u"first refresh"_s, first);
    const Cost second = refresh(refresher);
    print(u"second refresh, nothing new"_s, second);
    QTextStream(stdout) << "second ÷ first: 1/" << first.cpu / second.cpu << " (at most 1/50)"
                        << Qt::endl;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOption({u"feeds"_s, u"How many feeds"_s, u"N"_s, u"200"_s});
    parser.addOption({u"items"_s, u"How many items each has"_s, u"N"_s, u"50"_s});
    parser.addOption({u"serve"_s, u"Only serve them"_s});
    parser.addHelpOption();
    parser.process(application);
    const int feeds = parser.value(u"feeds"_s).toInt();
    const int items = parser.value(u"items"_s).toInt();
    if (parser.isSet(u"serve"_s))
        return serve(feeds, items);

    QProcess server;
    server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    server.start(
        QCoreApplication::applicationFilePath(),
        {u"--serve"_s, u"--feeds"_s, QString::number(feeds), u"--items"_s, QString::number(items)});
    while (!server.canReadLine()) {
        if (!server.waitForReadyRead())
            qFatal("no server");
    }
    const QString line = QString::fromUtf8(server.readLine()).trimmed();
    measure(QUrl(line.sliced(served.size())), feeds);
    server.kill();
    server.waitForFinished();
    return 0;
}
