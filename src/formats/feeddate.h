// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QDateTime>
#include <QString>

#include <optional>

namespace lectern {

/// Reads a date as feeds write it, into UTC: RFC 3339 and ISO 8601 (week dates, day of the year,
/// without separators), RFC 822 and 2822, asctime, what databases and blogs print ("2004/05/28
/// 1:31 PM", "28.05.2004", "2004년 05월 28일"), names of months in the languages of Europe, and
/// seconds or milliseconds since 1970.
///
/// Zones: offsets, "Z", the names in use for them, military letters as RFC 822 counts them; an
/// unknown one, and none, is UTC. The name of the day is not checked. Of "3/4/2004" the 3 is the
/// month, of "3.4.2004" the day. A date alone is its midnight, a month its first day. 24:00 is the
/// end of the day, and the 31st of a month with 30 days is the first of the next.
///
/// Absent for anything else, and for years before 1000: year 1 is what some publishing systems
/// write when they know no date. Pure and thread-safe.
[[nodiscard]] std::optional<QDateTime> readFeedDate(QByteArrayView utf8);
[[nodiscard]] std::optional<QDateTime> readFeedDate(const QString &text);

} // namespace lectern
