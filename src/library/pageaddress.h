// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QUrl;

namespace lectern {

/// The canonical address as the library stores and finds it; empty for what cannot be the address
/// of a page (an empty, relative or invalid URL).
[[nodiscard]] QString pageAddress(const QUrl &url);

} // namespace lectern
