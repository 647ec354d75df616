// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

namespace lectern {

/// The colours that Lectern's own painting uses, derived from a palette so that the reader's
/// desktop leads. Text colours keep a contrast of at least 4.5:1 (WCAG 2.1, 1.4.3) on what they
/// stand on.
struct Theme
{
    bool isDark = false;
    QColor page; ///< behind an article
    QColor pane; ///< behind the list
    QColor line; ///< between rows and panes
    QColor text;
    QColor secondary; ///< summaries, sites, headings
    QColor accent; ///< the selection's bar, unread dots, progress
    QColor onAccent; ///< text on the accent
    QColor selection; ///< behind the selected row
    QColor chip; ///< behind a tag
    QColor star;
    QColor mark; ///< behind words that were searched for

    [[nodiscard]] static Theme of(const QPalette &palette);

    /// The palettes that Lectern brings along for desktops that have none.
    [[nodiscard]] static QPalette lightPalette();
    [[nodiscard]] static QPalette darkPalette();
};

/// WCAG 2.1 contrast ratio of two opaque colours, 1 to 21.
[[nodiscard]] double contrastRatio(const QColor &a, const QColor &b);

} // namespace lectern
