// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/pagelist.h"
#include "sync/feedreading.h"

namespace lectern {

/// A list of a page as what a feed would bring: its entries told by their addresses, in the order
/// of the page, which lists the newest first. Pure and thread-safe.
[[nodiscard]] ReadFeed readPageList(const HtmlDocument &page, const PageList &list,
                                    const QDateTime &now);

/// Finds the list of a page that is followed again, and reads it. Pure and thread-safe, for the
/// thread pool. Errors: Data/NotFound (it is not on the page any more), Data/TooLarge.
[[nodiscard]] Result<ReadFeed> readFetchedPage(const FetchedFeed &fetched, const QDateTime &now);

/// Reads what came from a source that is followed, as readFetchedFeed(), readFetchedPage() or
/// readFetchedCollection().
[[nodiscard]] Result<ReadFeed> readFetched(const FetchedFeed &fetched, const QDateTime &now);

} // namespace lectern
