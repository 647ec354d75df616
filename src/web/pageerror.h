// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace lectern {

/// Why there is no page to see, as far as a reader is told something different about it.
enum class PageProblem {
    Offline, ///< this machine has no network
    HostNotFound, ///< DNS knows no such name
    ConnectionRefused, ///< nothing listens there
    ConnectionLost, ///< reset or cut before the page was there
    TimedOut,
    InsecureConnection, ///< TLS failed: certificate or protocol
    TooManyRedirects,
    HttpStatus, ///< the server answered with an error and no page of its own
    NotAnArticle, ///< a download or a format the engine doesn't show
    Crashed, ///< the page's render process ended unasked
    OutOfMemory, ///< … because the system killed it
    AddressRefused, ///< an address web content must not reach, or of no use here
    EngineUnavailable, ///< the engine module could not be loaded
    Other,
};

struct PageError
{
    PageProblem problem = PageProblem::Other;
    QUrl url;
    int httpStatus = 0; ///< only with HttpStatus
    QString detail; ///< technical, English: "net::ERR_CERT_DATE_INVALID"

    friend bool operator==(const PageError &, const PageError &) = default;
};

} // namespace lectern
