// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewswitch.h"

#include "ui/theme.h"

#include <QAction>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>

#include <algorithm>

namespace lectern {

namespace {

constexpr int switchHeight = 32;
constexpr int compactWidth = 34;
constexpr int sideMargin = 12;
constexpr double radius = 8;

QFont chosenFont(const QFont &font)
{
    QFont chosen = font;
    chosen.setWeight(QFont::DemiBold);
    return chosen;
}

} // namespace

ViewSwitch::ViewSwitch(QWidget *parent) : QAbstractButton(parent)
{
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
}

void ViewSwitch::setAction(QAction *action)
{
    m_action = action;
    connect(action, &QAction::changed, this, &ViewSwitch::adopt);
    // The action says which view there is; a click only asks for the other one.
    connect(this, &QAbstractButton::clicked, this, [this] {
        if (m_action->isChecked() != isChecked())
            m_action->trigger();
        adopt();
    });
    adopt();
}

void ViewSwitch::adopt()
{
    setEnabled(m_action->isEnabled());
    setChecked(m_action->isChecked());
    setToolTip(m_action->toolTip());
}

void ViewSwitch::setCompact(bool isCompact)
{
    if (isCompact == m_isCompact)
        return;
    m_isCompact = isCompact;
    updateGeometry();
    update();
}

int ViewSwitch::halfWidth() const
{
    const QFontMetrics metrics(chosenFont(font()));
    return std::max(metrics.horizontalAdvance(tr("Original")),
                    metrics.horizontalAdvance(tr("Reader")))
        + 2 * sideMargin;
}

QSize ViewSwitch::sizeHint() const
{
    return {m_isCompact ? compactWidth : 2 * halfWidth(), switchHeight};
}

void ViewSwitch::paintEvent(QPaintEvent * /*event*/)
{
    const Theme theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!isEnabled())
        painter.setOpacity(0.45);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath outline;
    outline.addRoundedRect(frame, radius, radius);

    const QRect left(0, 0, width() / 2, height());
    const QRect right(left.width(), 0, width() - left.width(), height());
    const QRect original = QStyle::visualRect(layoutDirection(), rect(), left);
    const QRect reader = QStyle::visualRect(layoutDirection(), rect(), right);

    painter.save();
    painter.setClipPath(outline);
    if (!m_isCompact)
        painter.fillRect(isChecked() ? reader : original, theme.selection);
    else if (isChecked() || underMouse())
        painter.fillRect(rect(), isChecked() ? theme.selection : theme.chip);
    painter.restore();

    if (!m_isCompact || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(theme.accent, 1.5) : QPen(theme.line));
        painter.drawPath(outline);
    }

    const auto drawPart = [&](const QRect &area, const QString &text, bool isChosen) {
        painter.setFont(isChosen ? chosenFont(font()) : font());
        painter.setPen(isChosen ? theme.accent : theme.secondary);
        painter.drawText(area, Qt::AlignCenter, text);
    };
    if (m_isCompact) {
        drawPart(rect(), QStringLiteral("¶"), isChecked());
    } else {
        drawPart(original, tr("Original"), !isChecked());
        drawPart(reader, tr("Reader"), isChecked());
    }
}

void ViewSwitch::mouseReleaseEvent(QMouseEvent *event)
{
    // A click on the part that is chosen already changes nothing.
    const bool isInEnd =
        (event->pos().x() >= width() / 2) == (layoutDirection() == Qt::LeftToRight);
    if (!m_isCompact && isInEnd == isChecked()) {
        setDown(false);
        event->accept();
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

} // namespace lectern
