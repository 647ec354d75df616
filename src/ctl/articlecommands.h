// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/session.h"

namespace lectern {

// Commands about articles; command.cpp says what they take.

/// items of a scope, and next, the cursor of what follows.
[[nodiscard]] Result<Answer> listArticles(Session &session);
/// items with snippets, total, and how long it took.
[[nodiscard]] Result<Answer> searchArticles(Session &session);

} // namespace lectern
