// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pagesnapshot.h"
#include "library/feed.h"
#include "net/fetcher.h"
#include "sync/feedreading.h"

#include <optional>

namespace lectern {

/// What to ask for to refresh a feed.
[[nodiscard]] FetchRequest requestFor(const Feed &feed, const std::optional<Login> &login);
/// What to ask for at an address that may be a feed's.
[[nodiscard]] FetchRequest requestFor(const QUrl &url);

/// What to ask for at an address that may be a page's.
[[nodiscard]] FetchRequest pageRequestFor(const QUrl &url);

/// A page that was run, as if it had been sent like this. It can't be asked for whether it has
/// changed.
[[nodiscard]] FetchResult fetchedFrom(const Result<PageSnapshot> &snapshot,
                                      std::chrono::milliseconds elapsed);

/// How a check went that got this answer. When to check next is not said.
[[nodiscard]] FeedCheck checkOf(SourceId feed, const FetchedPage &page, const QDateTime &now);
[[nodiscard]] FeedCheck checkOf(SourceId feed, const FetchFailure &failure, const QDateTime &now);

/// What is stored of a feed that was read from this answer; when to check next is not said.
[[nodiscard]] IncomingFeed incomingFeed(SourceId feed, const FetchedPage &page,
                                        const ReadFeed &read, const QDateTime &now);

} // namespace lectern
