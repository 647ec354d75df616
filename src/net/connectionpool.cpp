// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/connectionpool.h"

#include <QNetworkProxy>

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr size_t maximumIdle = 24;

QUrl originOf(const QUrl &url)
{
    QUrl origin;
    origin.setScheme(url.scheme());
    origin.setHost(url.host());
    origin.setPort(url.port(url.scheme() == u"https"_s ? 443 : 80));
    return origin;
}

} // namespace

ConnectionPool::ConnectionPool(QObject *parent) : QObject(parent), m_cleaning(this)
{
    m_cleaning.setSingleShot(true);
    m_cleaning.setInterval(10s);
    connect(&m_cleaning, &QTimer::timeout, this, [this] { m_idle.clear(); });
}

ConnectionPool::~ConnectionPool() = default;

void ConnectionPool::setProxies(std::unique_ptr<QNetworkProxyFactory> proxies)
{
    m_idle.clear();
    m_haveProxiesChanged = m_proxies != nullptr;
    m_proxies = std::move(proxies);
}

std::unique_ptr<HttpConnection> ConnectionPool::take(const QUrl &url)
{
    const QUrl origin = originOf(url);
    const auto kept = std::find_if(m_idle.rbegin(), m_idle.rend(),
                                   [&](const Idle &idle) { return idle.origin == origin; });
    if (kept != m_idle.rend()) {
        std::unique_ptr<HttpConnection> connection = std::move(kept->connection);
        m_idle.erase(std::next(kept).base());
        connection->disconnect(this);
        return connection;
    }
    return std::make_unique<HttpConnection>(origin, wayTo(origin));
}

QNetworkProxy ConnectionPool::wayTo(const QUrl &origin) const
{
    const QList<QNetworkProxy> ways = m_proxies->queryProxy(QNetworkProxyQuery(origin));
    return ways.isEmpty() ? QNetworkProxy(QNetworkProxy::NoProxy) : ways.constFirst();
}

void ConnectionPool::give(const QUrl &url, std::unique_ptr<HttpConnection> connection)
{
    const QUrl origin = originOf(url);
    if (!connection->isReusable()
        || (m_haveProxiesChanged && connection->proxy() != wayTo(origin))) {
        connection.release()->deleteLater(); // whose signal may have brought us here
        return;
    }
    HttpConnection *idle = connection.get();
    connect(idle, &HttpConnection::closed, this, [this, idle] { drop(idle); });
    m_idle.push_back({origin, std::move(connection)});
    if (m_idle.size() > maximumIdle)
        m_idle.pop_front();
    if (!m_cleaning.isActive())
        m_cleaning.start();
}

void ConnectionPool::drop(HttpConnection *connection)
{
    const auto found = std::find_if(m_idle.begin(), m_idle.end(), [&](const Idle &idle) {
        return idle.connection.get() == connection;
    });
    found->connection.release()->deleteLater();
    m_idle.erase(found);
}

} // namespace lectern
