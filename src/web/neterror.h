// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/pageerror.h"

namespace lectern {

/// What a reader is told for one of Chromium's network errors (net/base/net_error_list.h there,
/// negative numbers). Only numbers of failed loads make sense here: not 0, and not -3, which is a
/// load that somebody stopped.
[[nodiscard]] PageProblem problemOfNetError(int netError);

} // namespace lectern
