// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <optional>

namespace lectern {

/// Reads a date as feeds write it, into UTC: RFC 3339 ("2016-10-06T08:30:00+02:00"), its careless
/// relatives (a blank for the T, lower case, no seconds, no colon in the offset, no zone: taken as
/// UTC; a date alone: its midnight in UTC; year and month alone: the first day), and RFC 2822
/// ("Thu, 6 Oct 2016 08:30:00 +0200", zone names as in its section 4.3, the day's name unchecked).
/// Absent for anything else, for days that no calendar has, and for years before 1000: year 1 is
/// what some publishing systems write when they know no date. Pure and thread-safe.
[[nodiscard]] std::optional<QDateTime> readFeedDate(const QString &text);

} // namespace lectern
