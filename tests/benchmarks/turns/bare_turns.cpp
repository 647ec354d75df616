// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What turning to another article takes in the least a program with Qt WebEngine can be: a window
// with a web view that loads the next address. Arguments: an address of the server, the number of
// turns. Prints the milliseconds of each.
#include "benchmarks/turns/screenwatch.h"
#include "benchmarks/windowsize.h"

#include <QApplication>
#include <QEventLoop>
#include <QMainWindow>
#include <QWebEngineView>

#include <cstdio>

using namespace std::chrono_literals;
using namespace lectern;

namespace {

constexpr std::chrono::milliseconds restBetween = 1500ms;

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const QUrl base(QApplication::arguments().value(1));
    const int turns = QApplication::arguments().value(2).toInt();
    QMainWindow window;
    auto *view = new QWebEngineView(&window);
    window.setCentralWidget(view);
    window.resize(referenceWindowSize);
    window.show();
    for (int number = 0; number <= turns; ++number) {
        const double time =
            millisecondsToScreen(*view, number, [&] { view->load(turnUrl(base, number)); });
        if (time < 0)
            return EXIT_FAILURE;
        // The first one starts the engine.
        if (number > 0)
            std::printf("%.2f\n", time);
        rest(restBetween);
    }
    return EXIT_SUCCESS;
}
