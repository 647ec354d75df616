// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appearance.h"

#include "ui/theme.h"

#include <QApplication>
#include <QStyle>
#include <QStyleHints>

namespace lectern {

Appearance::Appearance(QObject *parent) : QObject(parent), m_desktopPalette(QApplication::palette())
{
    // Without a platform theme the palette is the style's own: then there is no desktop's choice
    // of colours to respect.
    m_hasDesktopPalette = m_desktopPalette != QApplication::style()->standardPalette();
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const auto hear = [this](Qt::ColorScheme scheme) {
        switch (scheme) {
        case Qt::ColorScheme::Unknown:
            break;
        case Qt::ColorScheme::Light:
            setDesktopScheme(ColorScheme::Light);
            break;
        case Qt::ColorScheme::Dark:
            setDesktopScheme(ColorScheme::Dark);
            break;
        }
    };
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, hear);
    hear(QGuiApplication::styleHints()->colorScheme());
#endif
    apply();
}

void Appearance::setChoice(Choice choice)
{
    m_choice = choice;
    apply();
}

void Appearance::setDesktopScheme(ColorScheme scheme)
{
    m_desktopScheme = scheme;
    apply();
}

void Appearance::apply()
{
    ColorScheme scheme = m_desktopScheme;
    if (m_choice == Choice::Light)
        scheme = ColorScheme::Light;
    else if (m_choice == Choice::Dark)
        scheme = ColorScheme::Dark;

    const bool isDesktopDark = Theme::of(m_desktopPalette).isDark;
    const bool isDesktopPaletteFitting =
        scheme == ColorScheme::Unknown || (scheme == ColorScheme::Dark) == isDesktopDark;
    QPalette palette;
    if (m_hasDesktopPalette && isDesktopPaletteFitting)
        palette = m_desktopPalette;
    else if (scheme == ColorScheme::Dark)
        palette = Theme::darkPalette();
    else
        palette = Theme::lightPalette();
    if (palette != QApplication::palette())
        QApplication::setPalette(palette);
}

} // namespace lectern
