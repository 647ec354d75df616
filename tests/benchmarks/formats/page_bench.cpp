// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later

// page_bench [--runs N] [--bytes N]
// How long it takes from the bytes of a web page to the list of articles on it, beside gumbo, which
// only makes its tree of the same bytes. Both in this process and on one thread, in turn.
#include "benchmarks/figure.h"
#include "benchmarks/formats/pagegenerator.h"
#include "formats/pagelist.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>
#include <ctime>

#include <gumbo.h>

using namespace Qt::StringLiterals;
using namespace lectern;

namespace {

void parse(const QByteArray &page)
{
    GumboOutput *const output = gumbo_parse_with_options(&kGumboDefaultOptions, page.constData(),
                                                         static_cast<std::size_t>(page.size()));
    if (output == nullptr || output->root == nullptr) {
        std::fputs("gumbo does not read the generated page\n", stderr);
        std::exit(1);
    }
    gumbo_destroy_output(&kGumboDefaultOptions, output);
}

void makeTree(const QByteArray &page)
{
    const auto document = HtmlDocument::read(page, {QUrl(u"https://a.example/"_s), {}});
    if (!document || document->isCut())
        std::exit(1);
}

void recognise(const QByteArray &page)
{
    const auto document = HtmlDocument::read(page, {QUrl(u"https://a.example/"_s), {}});
    const QList<PageList> lists = document ? PageLists(*document).ranked(1) : QList<PageList>();
    if (lists.isEmpty() || lists.first().entries.size() != postsOn(page)) {
        std::fputs("the list of the generated page is not found as it should be\n", stderr);
        std::exit(1);
    }
}

/// Processor time in ms: what else runs on the machine counts less.
double millisecondsOf(const QByteArray &page, void (*work)(const QByteArray &))
{
    const std::clock_t start = std::clock();
    work(page);
    return double(std::clock() - start) * 1e3 / CLOCKS_PER_SEC;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption runs(u"runs"_s, u"How often each is run."_s, u"N"_s, u"21"_s);
    const QCommandLineOption bytes(u"bytes"_s, u"How large the page is."_s, u"N"_s, u"1000000"_s);
    parser.addOptions({runs, bytes});
    parser.addHelpOption();
    parser.process(application);

    const QByteArray page = generatedPage(parser.value(bytes).toLongLong());
    constexpr double floor = 2.0; // at least half as fast
    Figure tree{u"tree of a page of 1 MB"_s, u"gumbo"_s, u"ms"_s, floor};
    Figure list{u"list on a page of 1 MB"_s, u"gumbo"_s, u"ms"_s, floor};
    // The first round fills the caches.
    for (int i = 0; i <= parser.value(runs).toInt(); ++i) {
        const double reference = millisecondsOf(page, parse);
        const double ownTree = millisecondsOf(page, makeTree);
        const double ownList = millisecondsOf(page, recognise);
        if (i == 0)
            continue;
        tree.add(reference, ownTree);
        list.add(reference, ownList);
    }
    std::printf("%.1f MB with %lld posts\n", double(page.size()) / 1e6,
                static_cast<long long>(postsOn(page)));
    std::fputs(qPrintable(table({tree, list})), stdout);
    return 0;
}
