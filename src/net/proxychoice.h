// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/fetchrequest.h"

#include <QString>

#include <optional>

namespace lectern {

/// How requests leave this machine.
struct ProxyChoice
{
    enum class Kind {
        System, ///< as the desktop or the environment (http_proxy and the like) says
        None,
        Http, ///< host and port below
        Socks5, ///< host and port below; it also looks up names
    };

    Kind kind = Kind::System;
    QString host;
    quint16 port = 0;
    std::optional<Login> login;

    friend bool operator==(const ProxyChoice &, const ProxyChoice &) = default;
};

} // namespace lectern
