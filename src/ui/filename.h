// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace lectern {

/// A title as the name of a file to be offered, without what file systems or shells take amiss.
/// `suffix` comes behind it, with its dot.
[[nodiscard]] QString fileNameFor(const QString &title, const QString &suffix);

} // namespace lectern
