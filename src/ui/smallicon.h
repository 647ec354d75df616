// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace lectern {

/// A PNG of at most 32 × 32 pixels of an image file as it came from the web; empty when it is none
/// that is shown: only PNG, ICO, JPEG, GIF, WebP and BMP are read, and none with a side over 2,048
/// pixels. Pure; may be called in any thread.
[[nodiscard]] QByteArray smallIcon(const QByteArray &file);

} // namespace lectern
