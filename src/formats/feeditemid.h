// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/feeddocument.h"

namespace lectern {

/// An id for an item that has neither an id nor an address: a hash of its title and date, or of all
/// its text where it has no title, "sha1:…". The same whenever the item is read.
[[nodiscard]] QString idOfContents(const FeedItem &item);

} // namespace lectern
