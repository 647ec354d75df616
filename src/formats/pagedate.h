// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QStringView>

#include <optional>

namespace lectern {

/// A day named in running text.
struct WrittenDate
{
    QDate date; ///< the first of the month where no day is named
    bool hasDay = true;
    bool hasYear = true; ///< else it is that of DateReading
    bool isYearGuessed = false; ///< from DateReading::today
    /// Of "3/4/2024" nobody can tell which is the day, of "3/14/2024" one can.
    enum class Order { Named, DayFirst, MonthFirst, Either };
    Order order = Order::Named;
    qsizetype start = 0; ///< in the text
    qsizetype end = 0;
};

/// What else is known when a date is read.
struct DateReading
{
    std::optional<int> year; ///< that of a heading above; without one "May 12" is no date
    bool isDayFirst = false; ///< "3/4/2024" is in April
    /// With it, "Nov 3" alone is a date: the last such day before it, or the next one.
    QDate today = {};
};

/// The first date in a text such as "Posted on 12 May 2024 by me, 5 minutes": names of months in
/// the languages of Europe and in Arabic, and Chinese, Japanese, Korean and Vietnamese ways to
/// write a date. Only the first 400 characters are looked through. Years from 1990 on, since years
/// before are what texts are about. Pure and thread-safe.
[[nodiscard]] std::optional<WrittenDate> dateInText(QStringView text,
                                                    const DateReading &reading = {});

/// The year that a heading consists of ("2024", "2024年", "Posts from 2024 (12)"); absent when
/// there is more to it.
[[nodiscard]] std::optional<int> yearOfHeading(QStringView text);

} // namespace lectern
