// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace lectern {

/// The desktop's style, but with Lectern's own icons inside of widgets that ask the style for them
/// when they are made, such as a menu bar. For those a style searches the desktop's icon theme and
/// loads every image format there is, a sixth of the time until the list is painted. Buttons of
/// dialogs have no icons: those of the desktop need not suit the appearance the reader chose.
///
/// Qt's Fusion style draws the outlines of boxes to check darker than the window, which in the dark
/// nobody sees; they get one here. A flat button that is checked is told by its icon, the filled
/// star, and has no frame.
class LineIconStyle final : public QProxyStyle
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LineIconStyle)

public:
    LineIconStyle() = default;

    [[nodiscard]] QIcon standardIcon(StandardPixmap icon, const QStyleOption *option,
                                     const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                                QStyleHintReturn *returned) const override;
};

} // namespace lectern
