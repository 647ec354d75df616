// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

class QFileDevice;

namespace lectern {

/// Why a file could not be opened, or written, for a person to act on: Environment with
/// PermissionDenied, DiskFull or InputOutput.
[[nodiscard]] Error fileError(const QFileDevice &file);

} // namespace lectern
