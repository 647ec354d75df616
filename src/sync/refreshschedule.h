// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/feed.h"

#include <QDateTime>

#include <chrono>
#include <optional>

namespace lectern {

/// What decides when a feed is checked next.
struct RefreshReasons
{
    std::optional<std::chrono::seconds> every; ///< the reader's wish
    std::optional<std::chrono::seconds> usualGap; ///< between its articles
    std::optional<std::chrono::seconds> freshFor; ///< what the server says of its answer
    FeedWishes wishes; ///< what the feed says
    int failures = 0; ///< in a row, the present one counted
    std::optional<QDateTime> retryAfter; ///< the server's wish after a failure
};

/// When to check a feed that was checked `now`. Half its usual gap later, an hour if that is not
/// known, between 15 minutes and a day; not before what the publisher asks for, as far as that is
/// within a day; what the reader wants comes before both. Each failure in a row doubles it, up to a
/// day. Hours and days that the publisher excludes are waited out unless the reader wants
/// otherwise; a feed that excludes all of them excludes none. `chance` (0 to 1) spreads the checks
/// by a tenth, so that feeds don't come due together for ever. Pure.
[[nodiscard]] QDateTime nextCheck(const QDateTime &now, const RefreshReasons &reasons,
                                  double chance);

} // namespace lectern
