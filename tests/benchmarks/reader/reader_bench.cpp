// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// How long it takes from asking for reader view of a page in sight until it is in sight itself, for
// an article of 3,000 words; and how much of that is Readability's.
#include "benchmarks/figure.h"
#include "support/httpserver.h"
#include "support/testengine.h"
#include "web/articlepages.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QProcess>
#include <QTextStream>
#include <QTimer>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lectern;

namespace {

constexpr int articleWords = 3000;
/// Until a page that was just shown has come to rest.
constexpr std::chrono::milliseconds quiet = 1s;

QByteArray code(int number)
{
    return "<pre><code class=language-python>def turn(height):\n    \"\"\"Once, at low "
           "water.\"\"\"\n"
           "    for tide in range("
        + QByteArray::number(number) + "):\n        yield height * tide  # metres\n</code></pre>";
}

/// Of so many words, with headings and links, in a page with as many links around it as a blog has.
QByteArray page(bool hasCode)
{
    const QByteArray sentence =
        "The mill turned by the tide, as it had done for as long as anybody could say, and nobody "
        "asked <a href='/other'>why it should</a> have been otherwise; the sea came in, and went "
        "out again, and what it left was flour. "; // 44 words
    QByteArray article;
    for (int paragraph = 0; paragraph * 3 * 44 < articleWords; ++paragraph) {
        if (paragraph % 5 == 0)
            article += "<h2>Part " + QByteArray::number(paragraph / 5 + 1) + "</h2>";
        article += "<p>" + sentence.repeated(3) + "</p>\n";
        if (hasCode && paragraph % 3 == 0)
            article += code(paragraph);
    }
    QByteArray links;
    for (int link = 0; link < 60; ++link)
        links += "<li><a href='/post'>Another post, no. " + QByteArray::number(link) + "</a></li>";
    return "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>The tide mill</title>"
           "<style>body { font: 16px/1.5 sans-serif; } main { max-width: 40em; }</style></head>"
           "<body><nav><ul>"
        + links + "</ul></nav><main><article><h1>The tide mill</h1>" + article
        + "</article></main><aside class=related><ul>" + links + "</ul></aside></body></html>";
}

/// Until the signal, or for a minute.
template <typename Signal>
bool waitFor(ArticlePages &pages, Signal signal)
{
    QEventLoop loop;
    bool isThere = false;
    QObject::connect(&pages, signal, &loop, [&] {
        isThere = true;
        loop.quit();
    });
    QTimer::singleShot(60s, &loop, &QEventLoop::quit);
    loop.exec();
    return isThere;
}

void rest()
{
    QEventLoop loop;
    QTimer::singleShot(quiet, &loop, &QEventLoop::quit);
    loop.exec();
}

/// Milliseconds until the other view is in sight.
double turn(ArticlePages &pages, ReadingView view)
{
    QElapsedTimer timer;
    timer.start();
    pages.setView(view);
    if (!waitFor(pages, &ArticlePages::viewChanged))
        qFatal("the view did not change");
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

QList<double> readability(const QUrl &url)
{
    QProcess bare;
    bare.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QEventLoop loop; // the page comes from this process
    QObject::connect(&bare, &QProcess::finished, &loop, &QEventLoop::quit);
    bare.start(QCoreApplication::applicationDirPath() + u"/bare_readability"_s, {url.toString()});
    loop.exec();
    QList<double> times;
    const QList<QByteArray> lines = bare.readAllStandardOutput().split('\n');
    for (const QByteArray &line : lines) {
        if (!line.isEmpty())
            times << line.toDouble();
    }
    if (times.isEmpty())
        qFatal("bare_readability did not answer");
    return times;
}

QString spread(const QList<double> &values)
{
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    return u"%1 ms (%2 to %3)"_s.arg(median(values), 0, 'f', 0)
        .arg(*least, 0, 'f', 0)
        .arg(*most, 0, 'f', 0);
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption runsOption(u"runs"_s, u"How often."_s, u"N"_s, u"9"_s);
    parser.addOption(runsOption);
    parser.addHelpOption();
    parser.process(application);

    HttpServer server;
    server.serveOthers({});
    server.servePage("/plain", page(false));
    server.servePage("/code", page(true));
    TestEngine engine;
    QTextStream out(stdout);
    for (const QString &path : {u"/plain"_s, u"/code"_s}) {
        QList<double> first;
        QList<double> back;
        QList<double> again;
        // The first one, which does not count, starts the engine.
        for (int run = 0; run <= parser.value(runsOption).toInt(); ++run) {
            ArticlePages pages(engine.engine());
            pages.resize(888, 754);
            pages.show();
            ArticleOpening opening;
            opening.url = server.url(path);
            pages.open(opening);
            if (!waitFor(pages, &ArticlePages::loadFinished))
                qFatal("the page did not come");
            rest();
            const double toReader = turn(pages, ReadingView::Reader);
            rest();
            const double toOriginal = turn(pages, ReadingView::Original);
            rest();
            const double toReaderAgain = turn(pages, ReadingView::Reader);
            if (run == 0)
                continue;
            first << toReader;
            back << toOriginal;
            again << toReaderAgain;
        }
        const QList<double> bare = readability(server.url(path));
        // On each page it runs once, before the engine has made it fast.
        out << path.mid(1) << ":\n  original to reader view, first time: " << spread(first)
            << "\n  of it Readability: " << qRound(bare.first()) << " ms, "
            << qRound(100 * bare.first() / median(first)) << " %"
            << "\n  back to the original: " << spread(back)
            << "\n  to reader view again: " << spread(again) << '\n';
        out.flush();
    }
    return 0;
}
