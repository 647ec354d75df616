// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quietlabel.h"

#include "ui/theme.h"

#include <QEvent>
#include <QGuiApplication>

namespace lectern {

QuietLabel::QuietLabel(QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    adoptPalette();
}

void QuietLabel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        adoptPalette();
    QLabel::changeEvent(event);
}

void QuietLabel::adoptPalette()
{
    const QColor secondary = Theme::of(QGuiApplication::palette()).secondary;
    // A label draws with the one or the other, depending on what its parent's background is. Only
    // these two are set, so that all other roles, and the news of their change, keep coming.
    QPalette quiet;
    quiet.setColor(QPalette::WindowText, secondary);
    quiet.setColor(QPalette::Text, secondary);
    if (palette().color(QPalette::WindowText) != secondary)
        setPalette(quiet);
}

} // namespace lectern
