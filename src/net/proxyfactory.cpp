// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/proxyfactory.h"

#include <QNetworkProxy>

namespace lectern {

namespace {

class SystemProxies final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        return systemProxyForQuery(query);
    }
};

class OneProxy final : public QNetworkProxyFactory
{
public:
    explicit OneProxy(const QNetworkProxy &proxy) : m_proxy(proxy) { }

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &) override { return {m_proxy}; }

private:
    QNetworkProxy m_proxy;
};

} // namespace

std::unique_ptr<QNetworkProxyFactory> newProxyFactory(const ProxyChoice &choice)
{
    QNetworkProxy proxy(QNetworkProxy::NoProxy);
    switch (choice.kind) {
    case ProxyChoice::Kind::System:
        return std::make_unique<SystemProxies>();
    case ProxyChoice::Kind::None:
        return std::make_unique<OneProxy>(proxy);
    case ProxyChoice::Kind::Http:
        proxy.setType(QNetworkProxy::HttpProxy);
        break;
    case ProxyChoice::Kind::Socks5:
        proxy.setType(QNetworkProxy::Socks5Proxy);
        break;
    }
    proxy.setHostName(choice.host);
    proxy.setPort(choice.port);
    if (choice.login) {
        proxy.setUser(choice.login->user);
        proxy.setPassword(choice.login->password);
    }
    return std::make_unique<OneProxy>(proxy);
}

} // namespace lectern
