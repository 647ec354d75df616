// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/refreshschedule.h"

#include "core/utc.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace lectern {

namespace {

constexpr std::chrono::seconds shortest = 15min;
constexpr std::chrono::seconds longest = 24h;
constexpr std::chrono::seconds unknownHabit = 1h;
/// Servers give out pages with a lifetime of months; a feed among them is not meant.
constexpr std::chrono::seconds longestFresh = 5h;

std::chrono::seconds publishersWait(const RefreshReasons &reasons)
{
    std::chrono::seconds wait = 0s;
    if (reasons.freshFor)
        wait = std::max(wait, std::min(*reasons.freshFor, longestFresh));
    if (reasons.wishes.wait)
        wait = std::max(wait, std::min(*reasons.wishes.wait, longest));
    return wait;
}

std::chrono::seconds doubled(std::chrono::seconds wait, int failures)
{
    for (int i = 0; i < failures && wait < longest; ++i)
        wait *= 2;
    return wait;
}

bool isExcluded(const QDateTime &time, const FeedWishes &wishes)
{
    return wishes.skippedHours.contains(time.time().hour())
        || wishes.skippedDays.contains(time.date().dayOfWeek());
}

// The beginning of the first hour that is not excluded, within a week.
QDateTime afterExcluded(const QDateTime &due, const FeedWishes &wishes)
{
    constexpr int hoursOfAWeek = 7 * 24;
    QDateTime time = due;
    for (int i = 0; i < hoursOfAWeek && isExcluded(time, wishes); ++i)
        time = QDateTime(time.date(), QTime(time.time().hour(), 0), utc).addSecs(3600);
    return isExcluded(time, wishes) ? due : time;
}

} // namespace

QDateTime nextCheck(const QDateTime &now, const RefreshReasons &reasons, double chance)
{
    std::chrono::seconds wait;
    if (reasons.every) {
        wait = *reasons.every;
    } else {
        const std::chrono::seconds habit = reasons.usualGap ? *reasons.usualGap / 2 : unknownHabit;
        wait = std::max(std::clamp(habit, shortest, longest), publishersWait(reasons));
    }
    if (reasons.failures > 0)
        wait = std::max(wait, std::min(doubled(wait, reasons.failures), longest));
    const auto spread = std::chrono::duration_cast<std::chrono::seconds>(wait * (chance / 10));
    QDateTime due = now.toUTC().addSecs((wait + spread).count());
    if (!reasons.every)
        due = afterExcluded(due, reasons.wishes);
    return reasons.retryAfter ? std::max(due, reasons.retryAfter->toUTC()) : due;
}

} // namespace lectern
