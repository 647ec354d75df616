// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/session.h"

namespace lectern {

// Commands about bookmarks; command.cpp says what they take.

/// Adds a bookmark, and is done as well when there is one: then it gains the tags given, and the
/// note if it had none. Nothing the reader wrote is replaced.
[[nodiscard]] Result<Answer> addBookmark(Session &session);
/// Removes a bookmark, and is done as well when there is none.
[[nodiscard]] Result<Answer> removeBookmark(Session &session);
[[nodiscard]] Result<Answer> listBookmarks(Session &session);

} // namespace lectern
