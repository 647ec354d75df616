// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later

// parse_bench [--runs N] [--feeds N] [--items N]
// How long feeds take to become values, beside libxml2's SAX parser, which only goes through the
// same bytes and counts what it meets. Both in this process and on one thread, in turn.
#include "benchmarks/figure.h"
#include "benchmarks/formats/feedgenerator.h"
#include "formats/feedreader.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>
#include <ctime>

#include <libxml/parser.h>

using namespace Qt::StringLiterals;
using namespace lectern;

namespace {

struct Count
{
    qint64 events = 0;
    qint64 characters = 0;
};

void startElement(void *user, const xmlChar *, const xmlChar *, const xmlChar *, int,
                  const xmlChar **, int, int, const xmlChar **)
{
    ++static_cast<Count *>(user)->events;
}

void endElement(void *user, const xmlChar *, const xmlChar *, const xmlChar *)
{
    ++static_cast<Count *>(user)->events;
}

void characters(void *user, const xmlChar *, int length)
{
    static_cast<Count *>(user)->characters += length;
}

qint64 goThrough(const QByteArray &feed)
{
    Count count;
    xmlSAXHandler handler{};
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = startElement;
    handler.endElementNs = endElement;
    handler.characters = characters;
    handler.cdataBlock = characters;
    if (xmlSAXUserParseMemory(&handler, &count, feed.constData(), static_cast<int>(feed.size()))
        != 0) {
        std::fputs("libxml2 does not read the generated feed\n", stderr);
        std::exit(1);
    }
    return count.characters;
}

qint64 read(const QByteArray &feed)
{
    const Result<FeedDocument> document = readFeed(feed, {QUrl(u"https://a.example/feed"_s), {}});
    if (!document || !document->issues.isEmpty()) {
        std::fputs("the generated feed is not read as it should be\n", stderr);
        std::exit(1);
    }
    return document->items.size();
}

/// Processor time in ms: what else runs on the machine counts less.
double millisecondsOf(const QList<QByteArray> &feeds, qint64 (*work)(const QByteArray &))
{
    const std::clock_t start = std::clock();
    qint64 sum = 0;
    for (const QByteArray &feed : feeds)
        sum += work(feed);
    const std::clock_t end = std::clock();
    if (sum == 0)
        std::exit(1);
    return double(end - start) * 1e3 / CLOCKS_PER_SEC;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption runs(u"runs"_s, u"How often each is run."_s, u"N"_s, u"21"_s);
    const QCommandLineOption feedCount(u"feeds"_s, u"How many feeds."_s, u"N"_s, u"20"_s);
    const QCommandLineOption itemCount(u"items"_s, u"How many items each."_s, u"N"_s, u"100"_s);
    parser.addOptions({runs, feedCount, itemCount});
    parser.addHelpOption();
    parser.process(application);

    QList<Figure> figures;
    constexpr double floor = 2.0; // at least half as fast
    for (const auto &[name, form] : {std::pair(u"read feeds, HTML in CDATA"_s, HtmlForm::Cdata),
                                     std::pair(u"read feeds, HTML escaped"_s, HtmlForm::Escaped)}) {
        QList<QByteArray> feeds;
        qsizetype bytes = 0;
        for (int i = 0; i < parser.value(feedCount).toInt(); ++i) {
            feeds.append(generatedFeed(i, parser.value(itemCount).toInt(), form));
            bytes += feeds.last().size();
        }
        Figure figure{name, u"libxml2 SAX"_s, u"ms"_s, floor};
        // The first round fills the caches and loads the library.
        for (int i = 0; i <= parser.value(runs).toInt(); ++i) {
            const double reference = millisecondsOf(feeds, goThrough);
            const double own = millisecondsOf(feeds, read);
            if (i > 0)
                figure.add(reference, own);
        }
        const double megabytes = double(bytes) / 1e6;
        std::printf("%s: %.1f MB, %.0f MB/s; libxml2 alone %.0f MB/s\n", qPrintable(name),
                    megabytes, megabytes * 1e3 / median(figure.values),
                    megabytes * 1e3 / median(figure.referenceValues));
        figures.append(figure);
    }
    std::fputs(qPrintable(table(figures)), stdout);
    return 0;
}
