// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/httpserver.h"

#include <QByteArray>
#include <QHash>
#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <functional>

namespace lectern {

/// The very bytes that are sent, whatever HTTP may say about them, and what comes after.
struct RawAnswer
{
    enum class Then {
        Wait, ///< for the next request
        Close,
        Reset, ///< without the courtesy of a close
        GoOn, ///< sends `more` again and again, for as long as the other side takes it
    };

    QByteArray bytes;
    Then then = Then::Wait;
    QByteArray more;
};

/// A well-formed answer, to be spoiled by its users.
[[nodiscard]] RawAnswer rawAnswer(int status, const QList<QByteArray> &headers = {},
                                  const QByteArray &body = {});

/// An HTTP server as bad as it is told to be, on a free port, in the test's thread. Keeps its
/// connections open between requests. A path without a route is answered with 404 and remembered
/// as unexpected: a test checks in cleanup() that there was none.
class RawServer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RawServer)

public:
    using Handler = std::function<RawAnswer(const HttpRequest &)>;

    /// Listens at once; check isListening(). With QHostAddress::AnyIPv4 each 127.x.y.z is a host.
    explicit RawServer(const QHostAddress &address = QHostAddress::LocalHost,
                       QObject *parent = nullptr);
    ~RawServer() override;

    [[nodiscard]] bool isListening() const { return m_server.isListening(); }
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] QUrl url(const QString &path,
                           const QString &host = QStringLiteral("127.0.0.1")) const;

    /// Matched without the query, and without scheme and host if a proxy is asked.
    void serve(const QByteArray &path, const Handler &handler);
    void serve(const QByteArray &path, const RawAnswer &answer);

    [[nodiscard]] QList<HttpRequest> requests() const { return m_requests; }
    [[nodiscard]] int requestCount(const QByteArray &path) const;
    [[nodiscard]] QList<QByteArray> unexpectedRequests() const { return m_unexpected; }
    [[nodiscard]] int connectionCount() const { return m_connectionCount; } ///< since it began
    [[nodiscard]] int openCount() const { return int(m_open.size()); }
    /// Ends all connections that are open.
    void closeAll();

private:
    void accept();
    void read(QTcpSocket *socket, QByteArray &received);
    void answer(QTcpSocket *socket, const HttpRequest &request);
    void goOn();

    struct Endless
    {
        QPointer<QTcpSocket> socket;
        QByteArray more;
    };

    QTcpServer m_server;
    QHash<QByteArray, Handler> m_handlers;
    QList<HttpRequest> m_requests;
    QList<QByteArray> m_unexpected;
    QList<QTcpSocket *> m_open;
    QList<Endless> m_endless;
    QTimer m_tick;
    int m_connectionCount = 0;
};

} // namespace lectern
