// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QPainter;
class QRect;

namespace lectern {

struct Theme;

/// The first letter of a name on a small tile: what stands for a site or a source without an icon.
/// Drawn in the painter's font.
void paintLetterTile(QPainter &painter, const QRect &tile, const QString &name, const Theme &theme);

} // namespace lectern
