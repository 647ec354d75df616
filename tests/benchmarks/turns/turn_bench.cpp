// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Turns articles in Lectern's article view and in a bare web view, and prints how they compare.
// BENCHMARKS.md says what the figures mean. Needs a display; asserts nothing.
#include "benchmarks/articleserver.h"
#include "benchmarks/figure.h"
#include "benchmarks/measurement.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace lectern;

namespace {

struct Programs
{
    QString bare;
    QString lectern;
    QString server; ///< an address of it
};

Result<QList<double>> numbersFrom(const QString &program, const QStringList &arguments)
{
    return outputOf(program, arguments).transform([](const QByteArray &output) {
        QList<double> numbers;
        for (const QByteArray &line : output.split('\n')) {
            bool isNumber = false;
            const double number = line.toDouble(&isNumber);
            if (isNumber)
                numbers.append(number);
        }
        return numbers;
    });
}

class TurnBench final
{
public:
    explicit TurnBench(Programs programs) : m_programs(std::move(programs)) { }

    [[nodiscard]] Result<void> run(int rounds, int turns, int articles)
    {
        const QString count = QString::number(turns);
        for (int round = 1; round <= rounds; ++round) {
            std::fprintf(stderr, "round %d of %d\n", round, rounds);
            const auto bare = numbersFrom(m_programs.bare, {m_programs.server, count});
            const auto ahead = lectern(u"ahead"_s, count);
            const auto cold = lectern(u"cold"_s, count);
            const auto one = lectern(u"memory"_s, u"1"_s);
            const auto three = lectern(u"memory"_s, u"3"_s);
            for (const auto *numbers : {&bare, &ahead, &cold, &one, &three}) {
                if (!*numbers)
                    return tl::unexpected(numbers->error());
            }
            for (qsizetype i = 0; i < std::min({bare->size(), ahead->size(), cold->size()}); ++i) {
                m_ahead.add(bare->at(i), ahead->at(i));
                m_cold.add(bare->at(i), cold->at(i));
            }
            m_memory.add(one->value(0), three->value(0));
        }
        if (articles > 0) {
            const auto growth = lectern(u"growth"_s, QString::number(articles));
            if (!growth)
                return tl::unexpected(growth.error());
            m_growth.add(growth->value(0), growth->value(1));
        }
        return {};
    }

    [[nodiscard]] QList<Figure> figures() const
    {
        QList<Figure> figures{m_ahead, m_cold, m_memory};
        if (!m_growth.values.isEmpty())
            figures.append(m_growth);
        return figures;
    }

    /// In frames of a screen that shows sixty in a second.
    [[nodiscard]] double framesAhead() const { return median(m_ahead.values) * 60 / 1000; }

private:
    [[nodiscard]] Result<QList<double>> lectern(const QString &what, const QString &count) const
    {
        return numbersFrom(m_programs.lectern, {m_programs.server, what, count});
    }

    Programs m_programs;
    Figure m_ahead{u"turned, loaded ahead"_s, u"bare view, load"_s, u"ms"_s, 0.2};
    Figure m_cold{u"turned, not loaded ahead"_s, u"bare view, load"_s, u"ms"_s, 1.05};
    Figure m_memory{u"memory, 3 articles ready"_s, u"1 article"_s, u"MB"_s, {}};
    Figure m_growth{u"memory after all articles"_s, u"a tenth of them"_s, u"MB"_s, 1.3};
};

int fail(const QString &text)
{
    std::fputs(qPrintable(text + u'\n'), stderr);
    return EXIT_FAILURE;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption runs(u"runs"_s, u"Start each program N times."_s, u"N"_s, u"3"_s);
    const QCommandLineOption turns(u"turns"_s, u"Turn N articles in each."_s, u"N"_s, u"10"_s);
    const QCommandLineOption articles(u"articles"_s,
                                      u"Look at the memory after N articles in a row; 0: don't."_s,
                                      u"N"_s, u"500"_s);
    parser.addOptions({runs, turns, articles});
    parser.process(application);
    if (!qEnvironmentVariableIsSet("DISPLAY"))
        return fail(u"The benchmark looks at the screen, which only X11 lets it do."_s);
    const ArticleServer server;
    if (!server.url().isValid())
        return fail(u"No port to serve the articles on."_s);

    const QString folder = QCoreApplication::applicationDirPath();
    TurnBench bench(
        {folder + u"/lectern_bare_turns"_s, folder + u"/lectern_turns"_s, server.url().toString()});
    if (const auto done = bench.run(parser.value(runs).toInt(), parser.value(turns).toInt(),
                                    parser.value(articles).toInt());
        !done)
        return fail(done.error().detail);
    std::fputs(qPrintable(table(bench.figures())), stdout);
    std::printf("loaded ahead: %.1f frames at 60 Hz (at most 3)\n", bench.framesAhead());
    return EXIT_SUCCESS;
}
