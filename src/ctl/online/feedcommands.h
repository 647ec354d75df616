// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/session.h"

namespace lectern {

/// What the module of online commands offers the executable; see ../sourcecommands.h. The module
/// works on the executable's session with rooms of its own, so the session's library must not have
/// been opened before.
using OnlineCommand = void (*)(Session &session, Result<Answer> &answer);

namespace onlinesymbol {
inline constexpr auto add = "lecternctlAdd";
inline constexpr auto refresh = "lecternctlRefresh";
inline constexpr auto discover = "lecternctlDiscover";
} // namespace onlinesymbol

/// Finds what can be followed at the operand, an address or a file, and follows the best of it: a
/// feed, a page's list, a collection, all feeds of a list.
[[nodiscard]] Result<Answer> addFeed(Session &session);
/// Refreshes the feeds and pages named, or all of them.
[[nodiscard]] Result<Answer> refreshFeeds(Session &session);

} // namespace lectern
