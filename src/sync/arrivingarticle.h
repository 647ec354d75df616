// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/feeddocument.h"
#include "library/library.h"

namespace lectern {

/// An item of a feed or collection as the library takes it in. Pure; reads through the content to
/// count its words, so call it in the thread pool.
[[nodiscard]] IncomingArticle arrivingArticle(const FeedItem &item);

} // namespace lectern
