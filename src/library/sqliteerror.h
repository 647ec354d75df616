// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

namespace lectern {

/// What a SQLite result code (primary or extended, sqlite.org/rescode.html) means to a reader.
/// Codes that only a mistake of ours can cause become Bug/Internal.
[[nodiscard]] Error sqliteError(int resultCode, const QString &detail);

} // namespace lectern
