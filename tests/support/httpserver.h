// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QSslCertificate>
#include <QTcpServer>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>

namespace lectern {

struct HttpRequest
{
    QByteArray method;
    QByteArray path; ///< with the query, as sent
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
};

/// What the server answers, and how badly.
struct HttpReply
{
    int status = 200;
    QByteArray contentType = "text/html; charset=utf-8";
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers; ///< besides type and length
    /// Sends nothing before HttpServer::release() is called for the path.
    bool isHeld = false;
    /// Sends only so many bytes of the body, then waits for release().
    std::optional<qsizetype> holdAfter;
    /// Ends the connection where it would go on after release().
    bool isCutWhenReleased = false;
    /// Sends only so many bytes of the body, then ends the connection.
    std::optional<qsizetype> cutAfter;
    /// Ends the connection instead of answering.
    bool isDropped = false;
};

/// An HTTP/1.1 server on a free port of 127.0.0.1, one request a connection, in the test's thread.
/// A path without a route gets status 404 and is remembered as unexpected: a test checks in
/// cleanup() that there was none.
class HttpServer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpServer)

public:
    using Handler = std::function<HttpReply(const HttpRequest &)>;
    enum class Security { Plain, SelfSignedCertificate };

    /// Listens at once; check isListening().
    explicit HttpServer(Security security = Security::Plain, QObject *parent = nullptr);
    ~HttpServer() override;

    [[nodiscard]] bool isListening() const;
    /// That of SelfSignedCertificate, for localhost and 127.0.0.1, to be trusted where a test
    /// wants.
    [[nodiscard]] static QSslCertificate certificate();
    /// Its address of that path. `host` must be one that leads here.
    [[nodiscard]] QUrl url(const QString &path,
                           const QString &host = QStringLiteral("127.0.0.1")) const;

    /// Replaces what was there for the path. The path is matched without the query.
    void serve(const QByteArray &path, const Handler &handler);
    void serve(const QByteArray &path, const HttpReply &reply);
    void servePage(const QByteArray &path, const QByteArray &html);
    /// What every other path gets from now on, so that none is unexpected.
    void serveOthers(const HttpReply &reply);

    /// Lets the answers go on that are held for the path, and those still to come.
    void release(const QByteArray &path);

    [[nodiscard]] QList<HttpRequest> requests() const { return m_requests; }
    [[nodiscard]] int requestCount(const QByteArray &path) const;
    [[nodiscard]] QList<QByteArray> unexpectedRequests() const { return m_unexpected; }
    void forgetRequests();

private:
    struct Held
    {
        QByteArray path;
        QPointer<QTcpSocket> socket;
        QByteArray bytes;
    };

    void acceptConnections();
    void read(QTcpSocket *socket, QByteArray &received);
    void answer(QTcpSocket *socket, const HttpRequest &request);

    std::unique_ptr<QTcpServer> m_server;
    QString m_scheme;
    QHash<QByteArray, Handler> m_handlers;
    Handler m_otherHandler; ///< may be empty
    QList<Held> m_held;
    QList<QByteArray> m_released;
    QList<HttpRequest> m_requests;
    QList<QByteArray> m_unexpected;
};

} // namespace lectern
