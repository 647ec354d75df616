// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPalette>

namespace lectern {

/// What the desktop says about light and dark, where it says anything beyond its palette.
enum class ColorScheme { Unknown, Light, Dark };

/// Light or dark for the whole program: the desktop's choice, unless the reader chose otherwise.
/// A desktop that brings a palette of its own is left alone; only where there is none (or where the
/// reader overrides it) Lectern's own palettes are set on the application. One object, GUI thread,
/// made after QApplication and before the first window.
class Appearance final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Appearance)

public:
    enum class Choice { FollowDesktop, Light, Dark };

    explicit Appearance(QObject *parent = nullptr);

    void setChoice(Choice choice);
    [[nodiscard]] Choice choice() const { return m_choice; }

    /// What the desktop prefers, as heard from outside the palette (Qt 6.5's style hints, or a
    /// desktop portal); it may arrive late and change at any time.
    void setDesktopScheme(ColorScheme scheme);

private:
    void apply();

    QPalette m_desktopPalette;
    bool m_hasDesktopPalette = false;
    Choice m_choice = Choice::FollowDesktop;
    ColorScheme m_desktopScheme = ColorScheme::Unknown;
};

} // namespace lectern
