// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>

namespace lectern {

/// Tells the benchmark how far the program has come; stderr is not buffered.
inline void reportMilestone(const char *milestone)
{
    std::fprintf(stderr, "%s\n", milestone);
}

} // namespace lectern
