// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/readerstyle.h"

class QSettings;

namespace lectern {

/// How reader view sets text, kept in settings.ini:
///   reader/family, reader/size (px), reader/lineWidth (characters), reader/lineHeight,
///   reader/justified, reader/hyphenated, reader/theme (system|light|sepia|dark).
/// What is missing or makes no sense is as on the first start.
[[nodiscard]] ReaderStyle loadReaderStyle(const QSettings &settings);
void saveReaderStyle(QSettings &settings, const ReaderStyle &style);

} // namespace lectern
