// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httpheader.h"

#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// Digits only; absurdly many mean "for ever", not an error.
std::optional<std::chrono::seconds> deltaSeconds(QByteArray value)
{
    if (value.size() >= 2 && value.startsWith('"') && value.endsWith('"'))
        value = value.sliced(1, value.size() - 2);
    const bool isNumber = !value.isEmpty()
        && std::all_of(value.cbegin(), value.cend(), [](char c) { return c >= '0' && c <= '9'; });
    if (!isNumber)
        return {};
    constexpr qsizetype manyDigits = 10;
    return std::chrono::seconds(value.size() > manyDigits ? Q_INT64_C(9'999'999'999)
                                                          : value.toLongLong());
}

} // namespace

QList<QByteArray> listElements(const QByteArray &value)
{
    QList<QByteArray> elements;
    QByteArray element;
    bool isQuoted = false;
    for (qsizetype i = 0; i < value.size(); ++i) {
        const char c = value.at(i);
        if (isQuoted && c == '\\' && i + 1 < value.size())
            element += value.at(i++);
        else if (c == '"')
            isQuoted = !isQuoted;
        if (c == ',' && !isQuoted)
            elements << std::exchange(element, {}).trimmed();
        else
            element += value.at(i);
    }
    elements << element.trimmed();
    return elements;
}

bool isHeader(const QByteArray &name, const QByteArray &value)
{
    static const QByteArray tokenMarks = "!#$%&'*+-.^_`|~";
    static constexpr std::array<const char *, 11> ours{
        "host",  "connection", "keep-alive", "content-length",   "transfer-encoding",
        "te",    "trailer",    "upgrade",    "proxy-connection", "accept-encoding",
        "expect"};
    const bool isToken = !name.isEmpty() && std::all_of(name.cbegin(), name.cend(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || tokenMarks.contains(c);
    });
    const bool isLine = std::none_of(value.cbegin(), value.cend(), [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
    });
    const QByteArray lower = name.toLower();
    return isToken && isLine
        && std::none_of(ours.begin(), ours.end(), [&](const char *own) { return lower == own; });
}

std::optional<QDateTime> httpDate(const QByteArray &value)
{
    // Sun, 06 Nov 1994 08:49:37 GMT; Sunday, 06-Nov-94 08:49:37 GMT; Sun Nov  6 08:49:37 1994
    static const QRegularExpression common(
        uR"(^\w+, (\d{1,2})[ -](\w{3})[ -](\d{2}|\d{4}) (\d\d):(\d\d):(\d\d) GMT$)"_s);
    static const QRegularExpression asctime(
        uR"(^\w{3} (\w{3}) +(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})$)"_s);
    static const QByteArray months = "jan feb mar apr may jun jul aug sep oct nov dec ";

    const QString text = QString::fromLatin1(value.simplified());
    QString day;
    QString month;
    QString year;
    int time = 0; // where hour, minute and second stand
    auto match = common.match(text);
    if (match.hasMatch()) {
        day = match.captured(1);
        month = match.captured(2);
        year = match.captured(3);
        time = 4;
    } else if (match = asctime.match(text); match.hasMatch()) {
        month = match.captured(1);
        day = match.captured(2);
        year = match.captured(6);
        time = 3;
    } else {
        return {};
    }
    const qsizetype monthAt = months.indexOf(month.toLatin1().toLower() + ' ');
    int fullYear = year.toInt();
    if (year.size() == 2)
        fullYear += fullYear < 70 ? 2000 : 1900;
    const QDate date(fullYear, monthAt < 0 ? 0 : static_cast<int>(monthAt / 4) + 1, day.toInt());
    const QTime clock(match.captured(time).toInt(), match.captured(time + 1).toInt(),
                      std::min(match.captured(time + 2).toInt(), 59)); // leap seconds
    if (!date.isValid() || !clock.isValid())
        return {};
    return QDateTime(date, clock, QTimeZone::utc());
}

std::optional<QDateTime> retryAfter(const QByteArray &value, const QDateTime &now)
{
    using namespace std::chrono_literals;
    const QByteArray text = value.trimmed();
    std::optional<QDateTime> time = httpDate(text);
    if (const auto seconds = deltaSeconds(text))
        time = now.addSecs(seconds->count());
    if (!time)
        return {};
    return std::clamp(*time, now.addDuration(1min), now.addDuration(24h));
}

std::optional<std::chrono::seconds> freshFor(const FreshnessHeaders &headers, const QDateTime &now)
{
    using namespace std::chrono_literals;
    std::optional<std::chrono::seconds> fresh;
    if (!headers.cacheControl.isEmpty()) {
        for (const QByteArray &element : listElements(headers.cacheControl)) {
            const qsizetype equals = element.indexOf('=');
            const QByteArray name =
                (equals < 0 ? element : element.left(equals)).trimmed().toLower();
            // no-cache="field" is about that field only.
            if (name == "no-store" || (name == "no-cache" && equals < 0))
                return 0s;
            if (name == "max-age" && equals >= 0 && !fresh)
                fresh = deltaSeconds(element.mid(equals + 1).trimmed());
        }
    }
    if (!fresh && !headers.expires.isEmpty()) {
        // "0" and other dates that are none mean: expired.
        const auto expires = httpDate(headers.expires);
        const QDateTime date = httpDate(headers.date).value_or(now);
        fresh = expires ? std::chrono::seconds(date.secsTo(*expires)) : 0s;
    }
    if (!fresh)
        return {};
    const auto age = deltaSeconds(headers.age.trimmed()).value_or(0s);
    constexpr std::chrono::seconds year = 365 * 24h;
    return std::clamp<std::chrono::seconds>(std::min(*fresh, year) - age, 0s, year);
}

} // namespace lectern
