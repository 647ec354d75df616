// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>

namespace lectern {

/// Whether text stands light on dark. Qt tells the desktop's choice only since 6.5, and a style may
/// differ from it anyway: what counts is what the reader sees around the page.
[[nodiscard]] inline bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < palette.color(QPalette::Text).lightness();
}

} // namespace lectern
