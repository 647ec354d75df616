// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The least a program with Qt WebEngine can do to show a page, and so what opening an article in
// Lectern is compared with: a window, a web view, and the address given as argument.
#include "benchmarks/milestone.h"
#include "benchmarks/windowsize.h"

#include <QApplication>
#include <QMainWindow>
#include <QWebEngineView>

using namespace lectern;

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QMainWindow window;
    auto *view = new QWebEngineView(&window);
    QObject::connect(view, &QWebEngineView::loadFinished, view, [](bool isLoaded) {
        reportMilestone(isLoaded ? "article settled" : "article failed");
    });
    window.setCentralWidget(view);
    window.resize(referenceWindowSize);
    window.show();
    view->load(QUrl(QApplication::arguments().value(1)));
    return QApplication::exec();
}
