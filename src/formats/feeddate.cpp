// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/feeddate.h"

#include <QRegularExpression>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr int earliestYear = 1000;
constexpr qsizetype longestDate = 100;

/// The parts of a date as they were written; range checks come later, in one place.
struct WrittenDate
{
    int year = 0;
    int month = 1;
    int day = 1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int millisecond = 0;
    int offsetMinutes = 0;
};

/// "+0200", "-02:30", "+02", "Z" and the names of RFC 2822 section 4.3, in minutes east of UTC.
/// Unknown names count as UTC, as that section asks.
int offsetOf(const QString &zone)
{
    if (zone.startsWith(u'+') || zone.startsWith(u'-')) {
        const QString digits = zone.sliced(1).remove(u':');
        const int minutes = digits.left(2).toInt() * 60 + digits.sliced(2).toInt();
        return zone.startsWith(u'-') ? -minutes : minutes;
    }
    static const QStringList american = {u"EST"_s, u"EDT"_s, u"CST"_s, u"CDT"_s,
                                         u"MST"_s, u"MDT"_s, u"PST"_s, u"PDT"_s};
    static constexpr int hours[] = {-5, -4, -6, -5, -7, -6, -8, -7};
    const qsizetype index = american.indexOf(zone.toUpper());
    return index < 0 ? 0 : hours[index] * 60;
}

std::optional<WrittenDate> readInternetDate(const QString &text)
{
    static const QRegularExpression pattern(
        u"^(\\d{4})-(\\d{1,2})(?:-(\\d{1,2}))?"
        "(?:(?:[T ]|\\s+)(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d+))?)?"
        "\\s*(Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?)?$"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch())
        return {};

    WrittenDate date;
    date.year = match.captured(1).toInt();
    date.month = match.captured(2).toInt();
    if (match.hasCaptured(3))
        date.day = match.captured(3).toInt();
    date.hour = match.captured(4).toInt();
    date.minute = match.captured(5).toInt();
    date.second = match.captured(6).toInt();
    date.millisecond = match.captured(7).left(3).leftJustified(3, u'0').toInt();
    date.offsetMinutes = offsetOf(match.captured(8));
    return date;
}

std::optional<WrittenDate> readMailDate(const QString &text)
{
    static const QRegularExpression pattern(
        u"^(?:\\p{L}+\\.?,?\\s+)?(\\d{1,2})[\\s-]+([a-z]{3})[a-z]*\\.?[\\s-]+(\\d{4}|\\d{2})"
        "(?:,?\\s+(\\d{1,2}):(\\d{2})(?::(\\d{2}))?\\s*([+-]\\d{2}:?\\d{2}|[a-z]{1,5})?)?$"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QStringList months = {u"jan"_s, u"feb"_s, u"mar"_s, u"apr"_s, u"may"_s, u"jun"_s,
                                       u"jul"_s, u"aug"_s, u"sep"_s, u"oct"_s, u"nov"_s, u"dec"_s};
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch())
        return {};

    WrittenDate date;
    date.day = match.captured(1).toInt();
    date.month = static_cast<int>(months.indexOf(match.captured(2).toLower())) + 1;
    date.year = match.captured(3).toInt();
    if (match.capturedLength(3) == 2)
        date.year += date.year < 50 ? 2000 : 1900; // RFC 2822 section 4.3
    date.hour = match.captured(4).toInt();
    date.minute = match.captured(5).toInt();
    date.second = match.captured(6).toInt();
    date.offsetMinutes = offsetOf(match.captured(7));
    return date;
}

} // namespace

std::optional<QDateTime> readFeedDate(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.size() > longestDate)
        return {};
    std::optional<WrittenDate> written = readInternetDate(trimmed);
    if (!written)
        written = readMailDate(trimmed);
    if (!written)
        return {};

    const QDate day(written->year, written->month, written->day);
    const bool isDay = day.isValid() && written->year >= earliestYear;
    // 24:00 is the end of the day and :60 a leap second; the arithmetic below carries both over.
    const bool isMidnight = written->hour == 24 && written->minute == 0 && written->second == 0;
    const bool isTime = (written->hour <= 23 || isMidnight) && written->minute <= 59
        && written->second <= 60 && qAbs(written->offsetMinutes) < 24 * 60;
    if (!isDay || !isTime)
        return {};

    const qint64 days = QDate(1970, 1, 1).daysTo(day);
    const qint64 minutes =
        (days * 24 + written->hour) * 60 + written->minute - written->offsetMinutes;
    const qint64 milliseconds = (minutes * 60 + written->second) * 1000 + written->millisecond;
    return QDateTime::fromMSecsSinceEpoch(milliseconds).toUTC();
}

} // namespace lectern
