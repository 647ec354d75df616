// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lineiconstyle.h"

#include "ui/lineicon.h"
#include "ui/theme.h"

#include <QPainter>
#include <QStyleOption>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// A flat button that is only checked, not hovered or pressed: its icon shows that already.
bool isToldByItsIcon(const QWidget *widget, const QStyleOption &option)
{
    const auto *button = qobject_cast<const QToolButton *>(widget);
    return button != nullptr && button->autoRaise() && button->isChecked()
        && button->toolButtonStyle() == Qt::ToolButtonIconOnly
        && !option.state.testAnyFlags(QStyle::State_MouseOver | QStyle::State_Sunken);
}

} // namespace

QIcon LineIconStyle::standardIcon(StandardPixmap icon, const QStyleOption *option,
                                  const QWidget *widget) const
{
    switch (icon) {
    case SP_LineEditClearButton:
        return lineIcon(u"close"_s);
    case SP_ToolBarHorizontalExtensionButton:
        return lineIcon(u"chevron-right"_s);
    default:
        return QProxyStyle::standardIcon(icon, option, widget);
    }
}

void LineIconStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                                  QPainter *painter, const QWidget *widget) const
{
    if (element == PE_PanelButtonTool && isToldByItsIcon(widget, *option))
        return;
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    const bool isBox = element == PE_IndicatorCheckBox;
    const bool isFocused =
        option->state.testFlags(State_HasFocus | State_KeyboardFocusChange); // has one already
    if ((!isBox && element != PE_IndicatorRadioButton) || isFocused
        || baseStyle()->name() != "fusion"_L1 || !Theme::of(option->palette).isDark)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QColor edge = option->palette.color(QPalette::WindowText);
    edge.setAlphaF(option->state.testFlag(State_Enabled) ? 0.5F : 0.25F);
    painter->setPen(edge);
    painter->setBrush(Qt::NoBrush);
    // Where the style has its own.
    if (isBox) {
        painter->drawRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5));
    } else {
        const int width = option->rect.width();
        const double radius = (width + (width + 1) % 2) / 2.0 - 1;
        painter->drawEllipse(QPointF(option->rect.center() + QPoint(1, 1)), radius, radius);
    }
    painter->restore();
}

int LineIconStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                             QStyleHintReturn *returned) const
{
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, returned);
}

} // namespace lectern
