// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/command.h"

#include <QString>

namespace lectern {

/// What --help prints: of one command, or of lecternctl for nullptr. Lines of at most 80 columns.
[[nodiscard]] QString helpText(const Command *command);

/// "list [--scope SCOPE] … QUERY", as help and manual write it.
[[nodiscard]] QString synopsis(const Command &command);

} // namespace lectern
