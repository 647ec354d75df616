// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/refreshline.h"

#include "ui/lineicon.h"
#include "ui/quietlabel.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr int barHeight = 2;

} // namespace

RefreshLine::RefreshLine(QWidget *parent)
    : QWidget(parent), m_label(new QuietLabel(this)), m_cancelButton(new QToolButton(this))
{
    m_label->setObjectName(u"refreshLabel"_s);
    m_label->setTextFormat(Qt::PlainText);
    // A narrow pane cuts it rather than becoming wider.
    m_label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_cancelButton->setObjectName(u"cancelRefreshButton"_s);
    m_cancelButton->setAutoRaise(true);
    m_cancelButton->setIcon(lineIcon(u"close"_s));
    m_cancelButton->setAccessibleName(tr("Cancel refreshing"));
    m_cancelButton->setToolTip(tr("Cancel refreshing"));
    m_cancelButton->setFocusPolicy(Qt::TabFocus);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, barHeight + 2, 8, 2);
    layout->addWidget(m_label, 1);
    layout->addWidget(m_cancelButton);
    connect(m_cancelButton, &QToolButton::clicked, this, &RefreshLine::cancelRequested);
    m_appearTimer.setSingleShot(true);
    m_appearTimer.setInterval(patience);
    connect(&m_appearTimer, &QTimer::timeout, this, &QWidget::show);
    hide();
}

void RefreshLine::setProgress(const RefreshProgress &progress)
{
    m_progress = progress;
    if (progress.total == 0) {
        m_appearTimer.stop();
        hide();
        return;
    }
    const QString done = locale().toString(progress.done);
    const QString total = locale().toString(progress.total);
    m_label->setText(
        progress.added > 0
            ? tr("Refreshing %1 of %2 · %n new", nullptr, progress.added).arg(done, total)
            : tr("Refreshing %1 of %2").arg(done, total));
    if (!isVisible() && !m_appearTimer.isActive())
        m_appearTimer.start();
    update();
}

void RefreshLine::paintEvent(QPaintEvent * /*event*/)
{
    const Theme theme = Theme::of(palette());
    QPainter painter(this);
    painter.fillRect(0, 0, width(), 1, theme.line);
    if (m_progress.total <= 0)
        return;
    const int filled = width() * m_progress.done / m_progress.total;
    painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), QRect(0, 0, filled, barHeight)),
                     theme.accent);
}

} // namespace lectern
