// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/feedtext.h"

#include "core/canonicaladdress.h"
#include "models/feedtablemodel.h"
#include "ui/errortext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lectern {

namespace {

struct FeedTexts
{
    Q_DECLARE_TR_FUNCTIONS(lectern::FeedTexts)
};

QString dayText(const QDateTime &moment, const QDateTime &now, const QLocale &locale)
{
    const QDate day = moment.toLocalTime().date();
    return day.year() == now.toLocalTime().date().year() ? locale.toString(day, u"d MMM"_s)
                                                         : locale.toString(day, u"d MMM yyyy"_s);
}

} // namespace

QString feedStateText(const Feed &feed, const QDateTime &now, const QLocale &locale)
{
    const QString site = siteName(feed.address);
    switch (conditionOf(feed, now)) {
    case FeedCondition::Works:
        return FeedTexts::tr("Works");
    case FeedCondition::Moved:
        return FeedTexts::tr("Works, moved to %1").arg(displayAddress(feed.address));
    case FeedCondition::Slow:
        return FeedTexts::tr("Works, but takes %1")
            .arg(spanText(std::chrono::duration_cast<std::chrono::seconds>(*feed.elapsed)));
    case FeedCondition::Unchecked:
        return FeedTexts::tr("Not checked yet");
    case FeedCondition::Failing:
        return fetchErrorText(site, feed.failure->error, feed.failure->httpStatus);
    case FeedCondition::Gone:
        return FeedTexts::tr("Not there since %1: %2")
            .arg(dayText(feed.failingSince.value_or(now), now, locale),
                 fetchErrorText(site, feed.failure->error, feed.failure->httpStatus));
    }
    Q_UNREACHABLE();
}

QString momentText(const QDateTime &moment, const QDateTime &now, const QLocale &locale)
{
    const QDateTime local = moment.toLocalTime();
    const QString time = locale.toString(local.time(), QLocale::ShortFormat);
    if (local.date() == now.toLocalTime().date())
        return time;
    return FeedTexts::tr("%1, %2", "day and time").arg(dayText(moment, now, locale), time);
}

QString spanText(std::chrono::seconds span)
{
    const auto count = [span](std::chrono::seconds unit) {
        return static_cast<int>((span + unit / 2) / unit);
    };
    if (span < 60s)
        return FeedTexts::tr("%n s", nullptr, count(1s));
    if (span < 1h)
        return FeedTexts::tr("%n min", nullptr, count(60s));
    if (span < 36h)
        return FeedTexts::tr("%n h", nullptr, count(1h));
    return FeedTexts::tr("%n days", nullptr, count(24h));
}

} // namespace lectern
