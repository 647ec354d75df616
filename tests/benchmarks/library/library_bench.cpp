// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later

// library_bench [--million] [--articles N] [--folder FOLDER] [--alone]
// Prints the figures that README.md explains. Exit code 1 when the library answered with an error.
#include "articlegenerator.h"
#include "bareinsert.h"
#include "library/database.h"
#include "library/library.h"
#include "library/migrations.h"
#include "library/statement.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace Qt::StringLiterals;
using namespace lectern;

namespace {

constexpr int articlesPerSource = 1000;
constexpr quint32 seed = 20261120;

template <typename T>
T valueOf(QFuture<Result<T>> future)
{
    future.waitForFinished();
    const Result<T> answer = future.result();
    if (!answer) {
        std::fprintf(stderr, "%s\n", qPrintable(describe(answer.error())));
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>)
        return *answer;
}

double milliseconds(const QElapsedTimer &timer)
{
    constexpr double perMillisecond = 1e6;
    return double(timer.nsecsElapsed()) / perMillisecond;
}

IncomingCollection nextCollection(ArticleGenerator &generator, int number, int size)
{
    IncomingCollection collection;
    collection.url = QUrl(u"file:///bench/%1"_s.arg(number));
    collection.title = u"Source %1"_s.arg(number);
    collection.contentHash = QByteArray::number(number);
    for (int i = 0; i < size; ++i)
        collection.articles.append(generator.next());
    return collection;
}

struct Inserting
{
    double cpu = 0;
    double seconds = 0;
    qint64 feedBytes = 0;
};

Inserting fill(const Locations &locations, int articles)
{
    Inserting result;
    ArticleGenerator generator(seed);
    Library library(locations);
    valueOf(library.open());
    for (int stored = 0; stored < articles; stored += articlesPerSource) {
        const IncomingCollection collection =
            nextCollection(generator, stored / articlesPerSource, articlesPerSource);
        for (const IncomingArticle &article : collection.articles)
            result.feedBytes += ArticleGenerator::feedBytes(article);
        QElapsedTimer timer;
        timer.start();
        const double before = cpuSeconds();
        valueOf(library.storeCollection(collection));
        result.cpu += cpuSeconds() - before;
        result.seconds += milliseconds(timer) / 1000;
    }
    return result;
}

double bareCpu(const Locations &locations, int articles)
{
    {
        Library library(locations);
        valueOf(library.open());
    }
    ArticleGenerator generator(seed);
    BareInsert bare(locations.libraryFile());
    double cpu = 0;
    for (int stored = 0; stored < articles; stored += articlesPerSource)
        cpu += bare.store(
            nextCollection(generator, stored / articlesPerSource, articlesPerSource).articles);
    return cpu;
}

struct Spread
{
    double median = 0;
    double p95 = 0;
};

Spread spreadOf(QList<double> times)
{
    std::sort(times.begin(), times.end());
    return {times.at(times.size() / 2), times.at(times.size() * 95 / 100)};
}

template <typename Ask>
double medianOf(const Ask &ask)
{
    QList<double> times;
    for (int i = 0; i < 5; ++i) {
        QElapsedTimer timer;
        timer.start();
        ask();
        times.append(milliseconds(timer));
    }
    return spreadOf(times).median;
}

void benchOpening(const Locations &locations)
{
    constexpr int page = 50;
    const double first = medianOf([&] {
        Library library(locations);
        const auto opened = library.open();
        const auto ids = library.order({}, PostSort::Newest, page);
        valueOf(opened);
        valueOf(library.posts(valueOf(ids), {}));
    });
    Library library(locations);
    valueOf(library.open());
    const double counts = medianOf([&library] { valueOf(library.counts()); });
    std::printf("  open and first page %8.2f ms   counts %8.2f ms\n", first, counts);
    const QList<std::pair<const char *, PostSort>> sorts = {{"list order", PostSort::ListOrder},
                                                            {"newest", PostSort::Newest},
                                                            {"title", PostSort::Title}};
    for (const auto &[name, sort] : sorts) {
        const double begin =
            medianOf([&library, sort = sort, page] { valueOf(library.order({}, sort, page)); });
        const double whole =
            medianOf([&library, sort = sort] { valueOf(library.order({}, sort)); });
        std::printf("  order, %-12s %8.2f ms   its first page %8.2f ms\n", name, whole, begin);
    }
    const QList<ArticleId> ids = valueOf(library.order({}, PostSort::ListOrder));
    const double window =
        medianOf([&] { valueOf(library.posts(ids.mid(ids.size() / 2, page), {})); });
    std::printf("  window of %d posts %8.2f ms\n", page, window);
}

void benchSearches(Library &library, int articles, const QString &only)
{
    const QStringList words = ArticleGenerator(seed).words();
    const auto frequent = [&words](int i) { return words.at(i % 20); };
    const auto middling = [&words](int i) { return words.at(300 + i); };
    struct Searches
    {
        const char *name;
        std::function<QString(int)> text;
        bool isTyping = false;
    };
    const QList<Searches> kinds = {
        {"rare word", [&](int i) { return u"rare%1"_s.arg(i * 97 % (articles / 5)); }},
        {"middling word", middling},
        {"common word", frequent},
        {"two words", [&](int i) { return middling(i) + u' ' + frequent(i); }},
        {"two common words", [&](int i) { return frequent(i) + u' ' + frequent(i + 7); }},
        {"phrase", [&](int i) { return u"\"%1 %2\""_s.arg(frequent(i), middling(i)); }},
        {"field", [&](int i) { return u"title:"_s + middling(i); }},
        {"field and word", [&](int i) { return u"site:site%1.example "_s.arg(i) + frequent(i); }},
        {"unread, not", [&](int i) { return frequent(i) + u" is:unread -"_s + middling(i); }},
        {"typing, 4 letters", [&](int i) { return words.at(3000 + i * 9).first(4); }, true},
    };
    for (const Searches &kind : kinds) {
        if (!QString::fromLatin1(kind.name).contains(only))
            continue;
        QList<double> times;
        QList<double> cpuTimes;
        qint64 found = 0;
        for (int i = 0; i < 100; ++i) {
            SearchRequest request;
            request.text = kind.text(i);
            request.isTyping = kind.isTyping;
            QElapsedTimer timer;
            timer.start();
            const double cpuBefore = cpuSeconds();
            found += valueOf(library.search(request)).total;
            cpuTimes.append((cpuSeconds() - cpuBefore) * 1000);
            times.append(milliseconds(timer));
        }
        const Spread spread = spreadOf(times);
        const Spread cpu = spreadOf(cpuTimes);
        std::printf("  search, %-18s p95 %8.2f ms   median %8.2f ms   CPU %8.2f, %8.2f ms"
                    "   found %5lld\n",
                    kind.name, spread.p95, spread.median, cpu.p95, cpu.median,
                    static_cast<long long>(found / 100));
        std::fflush(stdout);
    }
}

void benchScan(const Locations &locations, const QString &word)
{
    const auto database =
        Database::open(locations.libraryFile(), libraryMigrations().last().version);
    if (!database)
        std::exit(1);
    // Texts are packed, so that a scan of them would be slower still: titles and summaries only.
    QElapsedTimer timer;
    timer.start();
    const auto found = Statement(**database,
                                 u"SELECT count(*) FROM article"
                                 " WHERE title LIKE ? OR summary LIKE ?"_s)
                           .bind(u'%' + word + u'%', u'%' + word + u'%')
                           .first([](const Row &row) { return row.integer(0); });
    if (!found)
        std::exit(1);
    std::printf("  LIKE scan of titles and summaries  %8.2f ms\n", milliseconds(timer));
}

void benchInserting(const QString &folder, const Locations &locations, int articles,
                    bool isCompared)
{
    const Inserting inserting = fill(locations, articles);
    const double bytes = double(QFileInfo(locations.libraryFile()).size());
    std::printf("  insert   %8.0f a CPU second, %.0f a second\n", articles / inserting.cpu,
                articles / inserting.seconds);
    std::printf("  bytes    %8.0f an article, %.2f of the feed's %.0f\n", bytes / articles,
                bytes / double(inserting.feedBytes), double(inserting.feedBytes) / articles);
    std::fflush(stdout);
    if (isCompared) {
        const Locations bareLocations = Locations::under(folder + u"/bare"_s);
        const double cpu = bareCpu(bareLocations, articles);
        std::printf("  bare     %8.0f a CPU second: the library reaches %.0f %% of it\n",
                    articles / cpu, 100 * cpu / inserting.cpu);
        QDir(folder + u"/bare"_s).removeRecursively();
    }
}

void bench(const QString &folder, int articles, bool isCompared, const QString &onlySearch)
{
    const Locations locations = Locations::under(folder + u"/library"_s);
    std::printf("%d articles\n", articles);
    std::fflush(stdout);
    if (QFileInfo::exists(locations.libraryFile()))
        std::printf("  (the library left there before)\n");
    else
        benchInserting(folder, locations, articles, isCompared);

    if (onlySearch.isEmpty())
        benchOpening(locations);
    std::fflush(stdout);
    Library library(locations);
    valueOf(library.open());
    benchSearches(library, articles, onlySearch);
    if (onlySearch.isEmpty())
        benchScan(locations, ArticleGenerator(seed).words().at(500));
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption million(u"million"_s, u"Also 1,000,000 articles."_s);
    const QCommandLineOption one(u"articles"_s, u"Only so many articles."_s, u"N"_s);
    const QCommandLineOption kept(u"folder"_s, u"Work there, and leave what was made."_s,
                                  u"FOLDER"_s);
    const QCommandLineOption alone(u"alone"_s, u"Without the bare program, which takes as long."_s);
    const QCommandLineOption search(u"search"_s, u"Only the searches of this kind."_s, u"KIND"_s);
    parser.addOptions({million, one, kept, alone, search});
    parser.addHelpOption();
    parser.process(app);

    QList<int> sizes = {10'000, 100'000};
    if (parser.isSet(million))
        sizes.append(1'000'000);
    if (parser.isSet(one))
        sizes = {parser.value(one).toInt()};
    for (const int size : sizes) {
        const QTemporaryDir temporary;
        bench(parser.isSet(kept) ? parser.value(kept) : temporary.path(), size,
              !parser.isSet(alone), parser.value(search));
    }
    return 0;
}
