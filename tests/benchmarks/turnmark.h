// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace lectern {

/// Each article that is turned to has a square in its top left corner, in a colour that tells which
/// one it is. It stands at the end of the article, so that it is painted with all of it.
inline constexpr int turnMarkSize = 8; ///< in pixels

constexpr QRgb turnMarkColour(int number)
{
    return qRgb(200 - number % 100, 40 + number % 89, 60 + number % 97);
}

} // namespace lectern
