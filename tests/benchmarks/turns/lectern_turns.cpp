// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What turning to another article takes in Lectern's article view, alone in a window. Arguments: an
// address of the server, what to measure, how many articles. Prints a number on each line:
//   ahead   the milliseconds of each turn to an article that was loaded ahead
//   cold    of each turn to one that was not
//   memory  the megabytes of all processes with this many articles kept ready (1 to 3)
//   growth  after a tenth of so many articles, and after all of them
#include "benchmarks/processtree.h"
#include "benchmarks/turns/screenwatch.h"
#include "benchmarks/windowsize.h"
#include "core/locations.h"
#include "library/library.h"
#include "web/articleview.h"
#include "web/lecternpages.h"
#include "web/pageengine.h"

#include <QApplication>
#include <QMainWindow>
#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lectern;

namespace {

constexpr std::chrono::milliseconds restBetween = 1500ms;
/// Until nothing of a turn is still going on.
constexpr std::chrono::milliseconds restBeforeLooking = 5s;

class Turns final
{
public:
    Turns(ArticleView &view, QUrl base) : m_view(view), m_base(std::move(base)) { }

    [[nodiscard]] bool run(const QString &what, int count)
    {
        if (what == "ahead"_L1 || what == "cold"_L1)
            return measureTurns(what == "ahead"_L1, count);
        if (what == "memory"_L1)
            return measureMemory(count);
        return what == "growth"_L1 && measureGrowth(count);
    }

private:
    [[nodiscard]] ArticleOpening opening(int number) const
    {
        ArticleOpening opening;
        opening.url = turnUrl(m_base, number);
        return opening;
    }

    [[nodiscard]] double turn(int number)
    {
        return millisecondsToScreen(m_view, number, [&] { m_view.open(opening(number)); });
    }

    /// The next one and the one before, as a list has them.
    void prepareAround(int number) { m_view.prepare({opening(number + 1), opening(number - 1)}); }

    [[nodiscard]] bool measureTurns(bool isAhead, int count)
    {
        for (int number = 0; number <= count; ++number) {
            const double time = turn(number);
            if (time < 0)
                return false;
            // The first one starts the engine.
            if (number > 0)
                std::printf("%.2f\n", time);
            if (isAhead)
                prepareAround(number);
            rest(restBetween);
        }
        return true;
    }

    [[nodiscard]] bool measureMemory(int count)
    {
        if (turn(1) < 0)
            return false;
        if (count > 1)
            m_view.prepare(QList<ArticleOpening>{opening(2), opening(3)}.first(count - 1));
        return printMemory();
    }

    [[nodiscard]] bool measureGrowth(int count)
    {
        for (int number = 1; number <= count; ++number) {
            if (turn(number) < 0)
                return false;
            prepareAround(number);
            // As quickly as a person who holds the key down, and now and then looks.
            rest(number % 5 == 0 ? 500ms : 50ms);
            if (number == count / 10 && !printMemory())
                return false;
        }
        return printMemory();
    }

    [[nodiscard]] static bool printMemory()
    {
        rest(restBeforeLooking);
        const auto memory = proportionalMemory(processTree(QCoreApplication::applicationPid()));
        if (memory)
            std::printf("%.2f\n", static_cast<double>(*memory) / (1024.0 * 1024.0));
        return memory.has_value();
    }

    ArticleView &m_view;
    QUrl m_base;
};

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const QTemporaryDir folder;
    Library library(Locations::under(folder.path())); // never opened: no page of Lectern's own
    LecternPages pages(library);
    PageEngine engine({}, pages);
    QMainWindow window;
    auto *view = new ArticleView(engine, &window);
    window.setCentralWidget(view);
    window.resize(referenceWindowSize);
    window.show();
    Turns turns(*view, QUrl(arguments.value(1)));
    return turns.run(arguments.value(2), arguments.value(3).toInt()) ? EXIT_SUCCESS : EXIT_FAILURE;
}
