// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/session.h"

namespace lectern {

// Commands about sources. Those that need the network live in a module of their own, which is
// loaded when one is given (online/feedcommands.h): linked like other code, Qt Network would make
// each start of lecternctl slower by a third. See command.h for what they get and answer.

[[nodiscard]] Result<Answer> addSource(Session &session);
[[nodiscard]] Result<Answer> refreshSources(Session &session);
[[nodiscard]] Result<Answer> removeSources(Session &session);
[[nodiscard]] Result<Answer> listSources(Session &session);

} // namespace lectern
