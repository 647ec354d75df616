// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httpconnection.h"

#include <QList>
#include <QNetworkProxyFactory>
#include <QTimer>
#include <QUrl>

#include <list>
#include <memory>

namespace lectern {

/// Keeps connections that may carry another question, for a few seconds. Lives in one thread with
/// all its connections.
class ConnectionPool final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionPool)

public:
    explicit ConnectionPool(QObject *parent = nullptr);
    ~ConnectionPool() override;

    /// For connections made from now on; none of the old ones is given out again. May block while
    /// it is asked for the way to a server.
    void setProxies(std::unique_ptr<QNetworkProxyFactory> proxies);

    /// One to the server of the address: kept, or else new.
    [[nodiscard]] std::unique_ptr<HttpConnection> take(const QUrl &url);
    /// Back again, for others. It is kept if it is reusable.
    void give(const QUrl &url, std::unique_ptr<HttpConnection> connection);

private:
    struct Idle
    {
        QUrl origin;
        std::unique_ptr<HttpConnection> connection;
    };

    [[nodiscard]] QNetworkProxy wayTo(const QUrl &origin) const;
    void drop(HttpConnection *connection);

    std::unique_ptr<QNetworkProxyFactory> m_proxies;
    bool m_haveProxiesChanged = false; ///< there may be connections of before
    std::list<Idle> m_idle; ///< the one used last comes last
    QTimer m_cleaning;
};

} // namespace lectern
