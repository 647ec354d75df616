// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/program.h"

namespace lectern {

[[nodiscard]] bool isOutputTerminal();

/// Prints what a run has to say and answers with the code to end with: that of the run, or
/// InputOutput when standard output did not take it all. A reader who has read enough (`| head`) is
/// no failure.
[[nodiscard]] ExitCode printed(const Output &output);

} // namespace lectern
