// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>

#include <chrono>
#include <optional>

// What stands in HTTP headers, as far as a fetcher has to understand it. Pure functions; values
// come from servers, so anything may stand there.
namespace lectern {

/// "a", "B=c" and "d="e, f"" of "a, B=c,d="e, f"": the elements of a list (RFC 9110 section 5.6.1),
/// commas in quotes left alone, quotes kept.
[[nodiscard]] QList<QByteArray> listElements(const QByteArray &value);

/// Whether these may be sent: a token, and a value without control characters (RFC 9110 section
/// 5); and whether the header is one a request may bring, not one that steers the connection
/// (Host, Connection, Content-Length, Transfer-Encoding, Accept-Encoding and the like).
[[nodiscard]] bool isHeader(const QByteArray &name, const QByteArray &value);

/// A date in any of the three forms of RFC 9110 section 5.6.7, in UTC.
[[nodiscard]] std::optional<QDateTime> httpDate(const QByteArray &value);

/// When Retry-After (seconds or a date) says to come back, no later than a day and no earlier than
/// a minute from now. Nothing: it says nothing that can be read.
[[nodiscard]] std::optional<QDateTime> retryAfter(const QByteArray &value, const QDateTime &now);

/// For how long an answer is fresh: max-age of Cache-Control, else Expires minus Date, less Age;
/// never negative, at most a year; 0 with no-cache or no-store. Each is the header's value, empty
/// if there is none. Nothing: none of them says.
struct FreshnessHeaders
{
    QByteArray cacheControl;
    QByteArray expires;
    QByteArray date;
    QByteArray age;
};
[[nodiscard]] std::optional<std::chrono::seconds> freshFor(const FreshnessHeaders &headers,
                                                           const QDateTime &now);

} // namespace lectern
