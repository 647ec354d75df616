// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chipbutton.h"

#include "ui/theme.h"

#include <QLocale>
#include <QPainter>
#include <QStyle>

namespace lectern {

namespace {

constexpr int sideMargin = 12;
constexpr int heightMargin = 5;
constexpr int countGap = 5;

} // namespace

ChipButton::ChipButton(QWidget *parent) : QToolButton(parent)
{
    setAttribute(Qt::WA_Hover);
}

void ChipButton::setCount(int count)
{
    if (count == m_count)
        return;
    m_count = count;
    updateGeometry();
    update();
}

QSize ChipButton::sizeHint() const
{
    int width = fontMetrics().horizontalAdvance(text()) + 2 * sideMargin;
    if (m_count > 0)
        width += countGap + QFontMetrics(countFont()).horizontalAdvance(countText());
    return {width, fontMetrics().height() + 2 * heightMargin};
}

void ChipButton::paintEvent(QPaintEvent * /*event*/)
{
    const Theme theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF pill = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(hasFocus() ? QPen(theme.text, 1.5) : QPen(Qt::NoPen));
    painter.setBrush(isChecked() ? theme.accent : (underMouse() ? theme.selection : theme.chip));
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);

    painter.setPen(isChecked() ? theme.onAccent : theme.secondary);
    QRect area = rect().adjusted(sideMargin, 0, -sideMargin, 0);
    const int textWidth = fontMetrics().horizontalAdvance(text());
    const auto placed = [&](const QRect &part) {
        return QStyle::visualRect(layoutDirection(), rect(), part);
    };
    area.setWidth(textWidth + 1);
    painter.drawText(placed(area), Qt::AlignCenter, text());
    if (m_count > 0) {
        painter.setFont(countFont());
        area = QRect(area.right() + countGap, area.top(), width() - area.right(), area.height());
        area.setWidth(painter.fontMetrics().horizontalAdvance(countText()) + 1);
        painter.drawText(placed(area), Qt::AlignCenter, countText());
    }
}

QString ChipButton::countText() const
{
    return locale().toString(m_count);
}

QFont ChipButton::countFont() const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    return bold;
}

} // namespace lectern
