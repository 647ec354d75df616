// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/session.h"

namespace lectern {

// Commands about the library as a whole; command.cpp says what they take.

/// How many of what there are, and how large it is.
[[nodiscard]] Result<Answer> showStatistics(Session &session);
[[nodiscard]] Result<Answer> listTags(Session &session);
[[nodiscard]] Result<Answer> listSearches(Session &session);

} // namespace lectern
