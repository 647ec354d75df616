// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QByteArray>
#include <QList>
#include <QUrl>

#include <optional>

namespace lectern {

/// Where one fetch has been led, and where it may be led next. A value, no network.
class RedirectTrail final
{
public:
    static constexpr int maximumHops = 10;

    /// `start` is http or https, without fragment and user info.
    explicit RedirectTrail(const QUrl &start);

    /// 301, 302, 303, 307 and 308. Others of 3xx are no redirects.
    [[nodiscard]] static bool isRedirect(int status);

    /// The answer at here() had this status and Location: goes there. Errors, all Remote:
    /// HttpStatus (no Location, or none that can be read), TooManyRedirects (in circles, or more
    /// than maximumHops), RedirectRefused (from https to http, to another scheme, or from the
    /// network to an address of this machine or its private network).
    Result<void> follow(int status, const QByteArray &location);

    [[nodiscard]] QUrl here() const { return m_visited.constLast(); }
    /// Whether here() has the scheme, host and port of where it started.
    [[nodiscard]] bool isAtOrigin() const;
    /// See FetchedPage::movedTo.
    [[nodiscard]] std::optional<QUrl> movedTo() const;

private:
    QList<QUrl> m_visited;
    qsizetype m_permanentHops = 0; ///< from the start on
    bool m_isPermanent = true; ///< each hop so far was
};

} // namespace lectern
