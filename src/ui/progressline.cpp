// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/progressline.h"

#include "ui/theme.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace lectern {

namespace {

/// Something to see at once, before the first byte has come.
constexpr int firstPercent = 8;
/// A load reports its progress more often than an eye needs, and painting it slows the load down.
constexpr auto growInterval = 150ms;

} // namespace

ProgressLine::ProgressLine(QWidget *parent) : QWidget(parent)
{
    setFixedHeight(2);
    m_growTimer.setSingleShot(true);
    m_growTimer.setInterval(growInterval);
    connect(&m_growTimer, &QTimer::timeout, this, qOverload<>(&QWidget::update));
}

void ProgressLine::start()
{
    m_isRunning = true;
    m_percent = firstPercent;
    update();
}

void ProgressLine::setPercent(int percent)
{
    m_percent = std::max(m_percent, percent);
    if (m_isRunning && !m_growTimer.isActive())
        m_growTimer.start();
}

void ProgressLine::finish()
{
    m_isRunning = false;
    m_growTimer.stop();
    update();
}

void ProgressLine::paintEvent(QPaintEvent * /*event*/)
{
    const Theme theme = Theme::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.page);
    painter.fillRect(QRect(0, 0, width(), 1), theme.line);
    if (m_isRunning) {
        const QRect filled(0, 0, width() * m_percent / 100, height());
        painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), filled), theme.accent);
    }
}

} // namespace lectern
