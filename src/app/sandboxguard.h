// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace lectern {

/// Why the program may not start as it was started, as a sentence for the terminal; empty when it
/// may. The engine's sandbox cannot work as root, and Lectern never turns it off: whoever runs it
/// as root has to say QTWEBENGINE_DISABLE_SANDBOX=1 themselves.
[[nodiscard]] std::optional<QString> sandboxRefusal();

} // namespace lectern
