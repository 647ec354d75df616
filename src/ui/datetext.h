// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QLocale>
#include <QString>

namespace lectern {

/// A date as short as a list needs it: "Today", "Yesterday", "3 days ago", "12 Mar", and from
/// another year than `now` only the year. Days are the reader's local ones.
[[nodiscard]] QString shortDateText(const QDateTime &moment, const QDateTime &now,
                                    const QLocale &locale);

/// A day as a heading: "Today", "Yesterday", else weekday and date; "Without a date" for no day.
/// All days are the reader's local ones.
[[nodiscard]] QString dayHeadingText(const QDate &day, const QDate &today, const QLocale &locale);

} // namespace lectern
