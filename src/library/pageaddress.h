// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QUrl;

namespace lectern {

/// The canonical address as the library stores and finds it; empty for what cannot be the address
/// of a page (an empty, relative or invalid URL).
[[nodiscard]] QString pageAddress(const QUrl &url);

/// The site of a page, for which readers make choices: its host in lower case and as ASCII (IDNA),
/// without a trailing dot and without "www." where that is not the name itself (www.com). Ports and
/// http or https make no difference. Empty for what has no host on the web: files, Lectern's own
/// pages.
[[nodiscard]] QString siteOf(const QUrl &url);

} // namespace lectern
