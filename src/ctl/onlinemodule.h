// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/online/feedcommands.h"

namespace lectern {

/// Loads the module of online commands and runs one of them, by its name in onlinesymbol. Error:
/// Environment/NotFound, when the module is not installed.
[[nodiscard]] Result<Answer> runOnline(const char *symbol, Session &session);

} // namespace lectern
