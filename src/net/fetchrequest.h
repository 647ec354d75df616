// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

#include <chrono>
#include <optional>
#include <utility>

namespace lectern {

/// A name and a password. Never logged, never part of an Error.
struct Login
{
    QString user;
    QString password;

    friend bool operator==(const Login &, const Login &) = default;
};

/// What a server gave along with an answer to recognise it by, as sent, byte for byte (RFC 9110
/// section 8.8). The two belong together and to one address: they are kept, replaced and sent as a
/// whole, and to nobody else. Empty bytes: that header was not there.
struct Validators
{
    QUrl url; ///< whose answer they came with: FetchedPage::finalUrl, not the address asked for
    QByteArray etag; ///< ETag, quotes and all
    QByteArray lastModified; ///< Last-Modified, not parsed

    [[nodiscard]] bool isEmpty() const { return etag.isEmpty() && lastModified.isEmpty(); }
    friend bool operator==(const Validators &, const Validators &) = default;
};

/// How much of time and room one fetch may take, all its redirects included. Waiting in the queue
/// does not count.
struct FetchLimits
{
    std::chrono::milliseconds connect = std::chrono::seconds(15); ///< name, TCP and TLS, each hop
    std::chrono::milliseconds total = std::chrono::seconds(60);
    /// After so long without an answer's beginning, and after twice as long without its end, it
    /// goes on beside those that are counted; see HostManners::giveBack. Each hop.
    std::chrono::milliseconds patience = std::chrono::seconds(5);
    qint64 bytes = 20'000'000; ///< of the body, after decompression

    friend bool operator==(const FetchLimits &, const FetchLimits &) = default;
};

/// Whom a fetch is for: what a person waits for goes first.
enum class Urgency { Background, Asked };

/// What to get (the method is always GET).
struct FetchRequest
{
    /// http or https. A fragment is dropped; user info is taken out and used as the login if there
    /// is none below.
    QUrl url;
    /// Of the last answer. With them and knownHash an answer that has not changed comes back as
    /// FetchedPage::isNotModified.
    Validators validators;
    QByteArray knownHash; ///< FetchedPage::hash of the body held already; empty: none
    QByteArray accept = "*/*"; ///< the Accept header
    /// Instead of the Fetcher's own; empty: that one.
    QByteArray userAgent;
    /// Sent besides and instead of the usual ones, but only to the origin of url. Names and values
    /// must be ones that isHeader() of net/httpheader.h accepts.
    QList<std::pair<QByteArray, QByteArray>> headers;
    /// For the origin of url alone, and only once its server has asked for it.
    std::optional<Login> login;
    FetchLimits limits;

    friend bool operator==(const FetchRequest &, const FetchRequest &) = default;
};

} // namespace lectern
