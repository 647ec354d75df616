// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/redirecttrail.h"

#include "core/canonicaladdress.h"

#include <QHostAddress>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == u"https"_s ? 443 : 80);
}

/// Whether the host says by itself, without asking DNS, that it is nothing of the public network.
bool isPrivate(const QUrl &url)
{
    const QString host = url.host(QUrl::FullyEncoded);
    if (host == u"localhost"_s || host.endsWith(u".localhost"_s))
        return true;
    const QHostAddress address(host);
    if (address.isNull())
        return false;
    if (address.isLoopback() || address.isLinkLocal() || address.isUniqueLocalUnicast()
        || address.isSiteLocal() || address.toIPv4Address() == 0)
        return true;
    static const auto privateNets = {QHostAddress::parseSubnet(u"10.0.0.0/8"_s),
                                     QHostAddress::parseSubnet(u"172.16.0.0/12"_s),
                                     QHostAddress::parseSubnet(u"192.168.0.0/16"_s),
                                     QHostAddress::parseSubnet(u"127.0.0.0/8"_s)};
    bool isIPv4 = false;
    const QHostAddress plain(address.toIPv4Address(&isIPv4)); // IPv4 in IPv6 as well
    return isIPv4 && std::any_of(privateNets.begin(), privateNets.end(), [&](const auto &net) {
               return plain.isInSubnet(net);
           });
}

} // namespace

RedirectTrail::RedirectTrail(const QUrl &start) : m_visited{start} { }

bool RedirectTrail::isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

Result<void> RedirectTrail::follow(int status, const QByteArray &location)
{
    // Percent-encoded as it should be, or the raw UTF-8 that some servers send.
    const QUrl relative(QString::fromUtf8(location));
    QUrl next;
    if (relative.isValid()) {
        next = here().resolved(relative);
        next.setFragment(QString());
        next.setUserInfo(QString());
    }
    if (!next.isValid() || next.scheme().isEmpty())
        return failure(ErrorKind::Remote, ErrorCode::HttpStatus,
                       u"HTTP %1 without an address to go to"_s.arg(status));

    const QString where = displayAddress(next);
    const bool isWeb = next.scheme() == u"http"_s || next.scheme() == u"https"_s;
    if (!isWeb || next.host().isEmpty())
        return failure(ErrorKind::Remote, ErrorCode::RedirectRefused, u"on to %1"_s.arg(where));
    if (here().scheme() == u"https"_s && next.scheme() == u"http"_s)
        return failure(ErrorKind::Remote, ErrorCode::RedirectRefused,
                       u"on to %1, without TLS"_s.arg(where));
    if (isPrivate(next) && !isPrivate(here()))
        return failure(ErrorKind::Remote, ErrorCode::RedirectRefused,
                       u"on to %1, in the private network"_s.arg(where));
    if (m_visited.contains(next))
        return failure(ErrorKind::Remote, ErrorCode::TooManyRedirects, u"back to %1"_s.arg(where));
    if (m_visited.size() > maximumHops)
        return failure(ErrorKind::Remote, ErrorCode::TooManyRedirects,
                       u"more than %1 redirects"_s.arg(maximumHops));

    m_visited.append(next);
    m_isPermanent = m_isPermanent && (status == 301 || status == 308);
    if (m_isPermanent)
        ++m_permanentHops;
    return {};
}

bool RedirectTrail::isAtOrigin() const
{
    const QUrl &start = m_visited.constFirst();
    const QUrl end = here();
    return start.scheme() == end.scheme() && start.host() == end.host()
        && portOf(start) == portOf(end);
}

std::optional<QUrl> RedirectTrail::movedTo() const
{
    if (m_permanentHops == 0)
        return {};
    return m_visited.at(m_permanentHops);
}

} // namespace lectern
