// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/session.h"

namespace lectern {

// Commands that look after the library; command.cpp says what they take.

/// Says what is wrong with the library, and with --repair mends it: without loss where that can be
/// done, else by making a new library of all that can be read. What is still wrong ends with
/// Malformed, and is printed all the same.
[[nodiscard]] Result<Answer> examineLibrary(Session &session);
/// Makes a backup, or with --list lists those that there are.
[[nodiscard]] Result<Answer> backUpLibrary(Session &session);
[[nodiscard]] Result<Answer> restoreLibrary(Session &session);

} // namespace lectern
