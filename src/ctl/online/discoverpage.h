// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/session.h"

namespace lectern {

/// Fetches the page at the operand and says what discover() would say of it. The library is not
/// touched.
[[nodiscard]] Result<Answer> discoverOnline(Session &session);

} // namespace lectern
