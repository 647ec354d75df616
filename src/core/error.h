// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <tl/expected.hpp>

#include <optional>

namespace lectern {

/// Who has to act for the failed thing to work: that decides what a person is told.
enum class ErrorKind {
    Environment, ///< this machine: disk, permissions, locks, no network
    Remote, ///< another machine: not reached, or its answer is not what was asked for
    Data, ///< the bytes are not what they claim to be
    Cancelled, ///< somebody changed their mind; nothing to tell
    Bug, ///< an assumption of ours does not hold
};

/// What happened, as far as a person or a caller would act differently on it.
enum class ErrorCode {
    NotFound, ///< the file, row or page does not exist
    PermissionDenied, ///< reading or writing is not allowed
    DiskFull, ///< no space left where the thing is kept
    Locked, ///< somebody else holds it; trying again may help
    Damaged, ///< it was ours and is no longer readable as such (a corrupt database)
    NewerVersion, ///< written by a newer Lectern than this one
    Malformed, ///< not in the format it claims
    TooLarge, ///< over a documented bound
    InputOutput, ///< any other failure of the device or the file system
    Offline, ///< this machine has no network
    HostNotFound, ///< DNS knows no such name
    ConnectionRefused, ///< nothing listens there, or no way leads there
    ConnectionLost, ///< reset, or cut before everything had arrived
    TimedOut,
    InsecureConnection, ///< TLS failed: certificate or protocol
    ProxyRefused, ///< the proxy can't be reached, or wants no part in this
    AddressRefused, ///< an address that is not fetched: its scheme, or no host
    TooManyRedirects, ///< in circles, or too many
    RedirectRefused, ///< on to somewhere it must not lead: without TLS, another scheme, this
                     ///< machine
    LoginRequired, ///< the server wants a name and a password, or others than it was given
    Gone, ///< the server says: for good (HTTP 410)
    TooManyRequests, ///< the server asks to be left alone for a while
    HttpStatus, ///< any other status that is no success
    Cancelled,
    Internal, ///< only with ErrorKind::Bug
};

/// A failure as a value. `detail` is technical English for logs and for the small print of a
/// message; only ui and ctl make a sentence for people out of kind and code.
struct [[nodiscard]] Error
{
    ErrorKind kind = ErrorKind::Bug;
    ErrorCode code = ErrorCode::Internal;
    QString detail;

    friend bool operator==(const Error &, const Error &) = default;
};

/// The value asked for, or why there is none. Never ignored.
template <typename T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> failure(ErrorKind kind, ErrorCode code, QString detail)
{
    return tl::unexpected<Error>(Error{kind, code, std::move(detail)});
}

/// For logs: "Environment/DiskFull: database or disk is full".
[[nodiscard]] QString describe(const Error &error);
/// What describe() wrote, to keep an error; absent when it did not write it.
[[nodiscard]] std::optional<Error> describedError(const QString &description);

} // namespace lectern
