// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lettertile.h"

#include "ui/theme.h"

#include <QPainter>

namespace lectern {

void paintLetterTile(QPainter &painter, const QRect &tile, const QString &name, const Theme &theme)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent);
    painter.drawRoundedRect(tile, 3, 3);
    painter.setPen(theme.onAccent);
    // Not half of a letter that takes two units.
    const qsizetype units = !name.isEmpty() && name.front().isHighSurrogate() ? 2 : 1;
    painter.drawText(tile, Qt::AlignCenter, name.left(units).toUpper());
}

} // namespace lectern
