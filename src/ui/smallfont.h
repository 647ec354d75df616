// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

namespace lectern {

/// For all small text: each further size or weight costs a search among the desktop's fonts before
/// the list is painted, and that takes longer the more fonts there are.
[[nodiscard]] QFont smallFont(const QFont &base);

} // namespace lectern
