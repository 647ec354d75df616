// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

namespace lectern {

/// Hands an address to the desktop's own program for it, through QDesktopServices. False when the
/// desktop has none: on Unix desktops Qt can't tell, since its helper (xdg-open) starts in any case
/// and fails later, so this looks first whether anything is there for the helper to find.
[[nodiscard]] bool openOnDesktop(const QUrl &url);

} // namespace lectern
