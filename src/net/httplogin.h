// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/fetchrequest.h"

#include <QByteArray>

#include <optional>

// How a login is told to a server that asks for one. Pure functions. `challenges` is the value of
// WWW-Authenticate, which may offer several ways (RFC 9110 section 11.6.1).
namespace lectern {

/// Whether the Basic scheme (RFC 7617) is among them.
[[nodiscard]] bool offersBasicLogin(const QByteArray &challenges);

/// The value of Authorization in the Basic scheme. Whoever sees it knows the password.
[[nodiscard]] QByteArray basicAuthorization(const Login &login);

/// The same in the Digest scheme (RFC 7616; SHA-256 before MD5) for a GET of `target`, path and
/// query as they are sent. `ownNonce` is anything that has not been used before. Nothing: that
/// scheme is not offered, or in none of the forms that are known here.
[[nodiscard]] std::optional<QByteArray> digestAuthorization(const QByteArray &challenges,
                                                            const Login &login,
                                                            const QByteArray &target,
                                                            const QByteArray &ownNonce);

} // namespace lectern
