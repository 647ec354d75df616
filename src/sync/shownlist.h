// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pagesnapshot.h"
#include "net/fetchedpage.h"
#include "sync/foundsource.h"

#include <optional>

namespace lectern {

/// A list on a page that is shown, and where it is there.
struct ShownList
{
    FoundSource source; ///< of Kind::Page
    QList<int> elements; ///< numbers of those that hold its entries, see PageSnapshot
};

/// The list that an element belongs to, however little it looks like one; without an element the
/// page's best. Pure and thread-safe, for the thread pool. Errors: Data/NotFound (there is none),
/// Data/TooLarge.
[[nodiscard]] Result<ShownList> readShownList(const PageSnapshot &page, std::optional<int> element,
                                              const QDateTime &now);

/// A list as it is to be followed: with a note that the page has to be run for it, unless it is in
/// what its server sends. Pure and thread-safe, for the thread pool.
[[nodiscard]] FoundSource asRefreshed(const FoundSource &shown, const FetchResult &sent);

} // namespace lectern
