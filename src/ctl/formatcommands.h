// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/session.h"

namespace lectern {

/// Commands that read a document and need no library.
[[nodiscard]] Result<Answer> parseFeed(Session &session);

} // namespace lectern
