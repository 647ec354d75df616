// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/exitcode.h"

#include <QString>

namespace lectern {

/// What to tell a person about an error of the library in `folder`, or about one of the network:
/// what is wrong, that nothing was lost, what to do next.
[[nodiscard]] QString errorSentence(const Error &error, const QString &folder);

/// What to tell a script.
[[nodiscard]] ExitCode exitCodeOf(const Error &error);

} // namespace lectern
