// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lectern {

/// Whether there is a bus to ask. Without one, connecting would start a bus of its own.
[[nodiscard]] bool hasSessionBus();

} // namespace lectern
