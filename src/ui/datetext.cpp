// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/datetext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lectern {

QString shortDateText(const QDateTime &moment, const QDateTime &now, const QLocale &locale)
{
    const QDate day = moment.toLocalTime().date();
    const QDate today = now.toLocalTime().date();
    const qint64 age = day.daysTo(today);
    if (age == 0)
        return QCoreApplication::translate("shortDateText", "Today");
    if (age == 1)
        return QCoreApplication::translate("shortDateText", "Yesterday");
    if (age > 1 && age < 7)
        return QCoreApplication::translate("shortDateText", "%n days ago", nullptr,
                                           static_cast<int>(age));
    if (day.year() != today.year())
        return locale.toString(day, u"yyyy"_s);
    return locale.toString(day, u"d MMM"_s);
}

QString dayHeadingText(const QDate &day, const QDate &today, const QLocale &locale)
{
    if (!day.isValid())
        return QCoreApplication::translate("dayHeadingText", "Without a date");
    const qint64 age = day.daysTo(today);
    if (age == 0)
        return QCoreApplication::translate("dayHeadingText", "Today");
    if (age == 1)
        return QCoreApplication::translate("dayHeadingText", "Yesterday");
    return locale.toString(day, QLocale::LongFormat);
}

} // namespace lectern
