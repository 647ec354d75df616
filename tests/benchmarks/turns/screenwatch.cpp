// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/turns/screenwatch.h"

#include "benchmarks/turnmark.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QImage>
#include <QPixmap>
#include <QScreen>
#include <QTimer>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lectern {

namespace {

constexpr std::chrono::milliseconds patience = 10s;

QRgb colourOnScreen(const QWidget &widget)
{
    const QPoint point = widget.mapToGlobal(QPoint(turnMarkSize / 2, turnMarkSize / 2));
    return widget.screen()->grabWindow(0, point.x(), point.y(), 1, 1).toImage().pixel(0, 0);
}

} // namespace

QUrl turnUrl(const QUrl &base, int number)
{
    QUrl url = base.resolved(QUrl(u"/turn"_s));
    url.setQuery(QString::number(number));
    return url;
}

double millisecondsToScreen(const QWidget &widget, int number, const std::function<void()> &turn)
{
    const QRgb colour = turnMarkColour(number);
    QElapsedTimer watch;
    watch.start();
    turn();
    while (!watch.hasExpired(patience.count())) {
        if (colourOnScreen(widget) == colour)
            return static_cast<double>(watch.nsecsElapsed()) / 1e6;
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    }
    return -1;
}

void rest(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace lectern
