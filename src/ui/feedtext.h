// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/feed.h"

#include <QLocale>
#include <QString>

#include <chrono>

// Sentences about feeds. Times are shown as the reader's local ones.

namespace lectern {

/// How a feed is ("Works", "Not there since 3 May", why it could not be refreshed).
[[nodiscard]] QString feedStateText(const Feed &feed, const QDateTime &now, const QLocale &locale);

/// A past or future moment as short as it can be understood: "14:05" today, else with the day.
[[nodiscard]] QString momentText(const QDateTime &moment, const QDateTime &now,
                                 const QLocale &locale);

/// A length of time in its largest unit: "20 min", "3 h", "2 days".
[[nodiscard]] QString spanText(std::chrono::seconds span);

} // namespace lectern
