// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace lectern {

/// An icon of Lectern's own family, resources/icons/NAME.svg, drawn in the colour that the palette
/// has for text when it is painted, so it follows a change of scheme.
[[nodiscard]] QIcon lineIcon(const QString &name);

/// The bookmark star: an outline, and filled in the star's colour while checked.
[[nodiscard]] QIcon starIcon();

/// The same drawing as a picture, for painting by hand. `size` in device-independent pixels.
[[nodiscard]] QPixmap lineIconPixmap(const QString &name, const QColor &color, int size,
                                     double devicePixelRatio);

} // namespace lectern
