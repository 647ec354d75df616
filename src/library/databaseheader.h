// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

namespace lectern {

/// Makes up the header (sqlite.org/fileformat.html, section 1.3) of a library file in which it is
/// nonsense, with `schemaVersion`, so that SQLite reads the rest. A sensible one stays as it is.
[[nodiscard]] Result<void> mendHeader(const QString &path, int schemaVersion);

} // namespace lectern
