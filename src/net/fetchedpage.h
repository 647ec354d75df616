// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "net/fetchrequest.h"

#include <QByteArray>
#include <QDateTime>
#include <QUrl>

#include <chrono>
#include <optional>

namespace lectern {

/// What a server answered. Status 2xx, or 304 to a question that allowed for it. What the body is
/// was not looked at: an error page under status 200 comes through as any other.
struct FetchedPage
{
    int status = 0;
    QUrl finalUrl; ///< after all redirects, without fragment and user info
    /// Where the address asked for has moved for good: as far as redirects were permanent (301,
    /// 308) from the first one on. Use it instead from now on, once its answer has proved useful.
    std::optional<QUrl> movedTo;
    /// The server said so (304), or the body is the one that knownHash was made of. Then body is
    /// empty; validators, freshFor and movedTo may be new all the same.
    bool isNotModified = false;
    QByteArray body; ///< decompressed; may be empty, with status 204 for instance
    QByteArray contentType; ///< the header as sent; empty: none
    Validators validators; ///< to be kept instead of those asked with; may be empty
    QByteArray hash; ///< of the decompressed body, 16 bytes; with isNotModified, knownHash
    /// For how long the server calls its answer fresh (Cache-Control: max-age, or Expires), less
    /// the time it had spent in caches; 0 with no-cache. Nothing: it doesn't say.
    std::optional<std::chrono::seconds> freshFor;
    std::chrono::milliseconds elapsed = {}; ///< from the first connection on, without waiting

    friend bool operator==(const FetchedPage &, const FetchedPage &) = default;
};

/// Why there is none. Error kinds: Remote; Environment (Offline, ProxyRefused); Data
/// (AddressRefused, TooLarge, Malformed: not HTTP, a body that can't be decompressed); Bug (a
/// header that isHeader() would have refused). The validators asked with stay good.
struct FetchFailure
{
    Error error;
    QUrl finalUrl = {}; ///< where it failed, after redirects
    std::optional<int> httpStatus = {}; ///< if a server answered
    /// When the server may be asked again: it said so, or it refused too many requests. Until then
    /// each fetch from that host fails at once with TooManyRequests, without asking.
    std::optional<QDateTime> retryAfter = {};
    std::chrono::milliseconds elapsed = {}; ///< as FetchedPage::elapsed

    friend bool operator==(const FetchFailure &, const FetchFailure &) = default;
};

using FetchResult = tl::expected<FetchedPage, FetchFailure>;

} // namespace lectern
