// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/session.h"

namespace lectern {

/// `collection ACTION …`: what can be done with the collections that the reader makes. The first
/// operand names the action; lecternctl(1) has them all. Answers of those that change one tell how
/// it is then.
[[nodiscard]] Result<Answer> runCollectionAction(Session &session);

} // namespace lectern
