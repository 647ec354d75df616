// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpserver.h"

#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpSocket>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

// For localhost, valid until 2126, trusted by nobody, and used by nothing but these tests.
constexpr auto testCertificate = R"(-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUR9CCoSY/WYXvjN8WS7UosUp/HnowCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMDA5NTExM1oYDzIxMjYxMDI3
MDk1MTEzWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASCp0I4RLC0TO24JATQK6/NCsgAqBFYfNwrgot4epvs/HmmTHfFoQGd
SewT2vkHrQk0+DNHk0Xdp+LGNnCTspyGo28wbTAdBgNVHQ4EFgQUZPfYc8mFLnL+
fPPqG1Id8uxjRE8wHwYDVR0jBBgwFoAUZPfYc8mFLnL+fPPqG1Id8uxjRE8wDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIgezalRHjWr22/2cu8nnGJuPKZpRe85Z2ffGkvCnDJ8zECIQDc
cA6hFmb23WOVucL1dQoRg+GsIsUpo4mQ+zJ8MNIVSg==
-----END CERTIFICATE-----
)";

constexpr auto testKey = R"(-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgiDYgscqgWSqKlO5c
sW6ZFKog/rtXdKJmzPNPicgu1guhRANCAASCp0I4RLC0TO24JATQK6/NCsgAqBFY
fNwrgot4epvs/HmmTHfFoQGdSewT2vkHrQk0+DNHk0Xdp+LGNnCTspyG
-----END PRIVATE KEY-----
)";

std::unique_ptr<QTcpServer> newServer(HttpServer::Security security)
{
    if (security == HttpServer::Security::Plain)
        return std::make_unique<QTcpServer>();

    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(HttpServer::certificate());
    configuration.setPrivateKey(QSslKey(testKey, QSsl::Ec));
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(configuration);
    return server;
}

/// Empty until the whole request has arrived.
std::optional<HttpRequest> parseRequest(const QByteArray &received)
{
    const qsizetype headEnd = received.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return {};

    const QList<QByteArray> lines = received.left(headEnd).split('\n');
    const QList<QByteArray> requestLine = lines.first().trimmed().split(' ');
    HttpRequest request;
    request.method = requestLine.value(0);
    request.path = requestLine.value(1);
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    }
    request.body = received.mid(headEnd + 4);
    if (request.body.size() < request.headers.value("content-length", "0").toLongLong())
        return {};
    return request;
}

QByteArray head(const HttpReply &reply)
{
    QByteArray text = "HTTP/1.1 " + QByteArray::number(reply.status) + " Answer\r\n";
    if (!reply.contentType.isEmpty())
        text += "Content-Type: " + reply.contentType + "\r\n";
    for (const auto &[name, value] : reply.headers)
        text += name + ": " + value + "\r\n";
    text += "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n";
    text += "Cache-Control: no-store\r\nConnection: close\r\n\r\n";
    return text;
}

QByteArray withoutQuery(const QByteArray &path)
{
    return path.left(path.indexOf('?') < 0 ? path.size() : path.indexOf('?'));
}

void cut(QTcpSocket *socket)
{
    socket->flush();
    socket->abort();
}

} // namespace

HttpServer::HttpServer(Security security, QObject *parent)
    : QObject(parent), m_server(newServer(security)),
      m_scheme(security == Security::Plain ? u"http"_s : u"https"_s)
{
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this,
            &HttpServer::acceptConnections);
    m_server->listen(QHostAddress::LocalHost);
}

HttpServer::~HttpServer() = default;

QSslCertificate HttpServer::certificate()
{
    return QSslCertificate(testCertificate);
}

bool HttpServer::isListening() const
{
    return m_server->isListening();
}

QUrl HttpServer::url(const QString &path, const QString &host) const
{
    QUrl url;
    url.setScheme(m_scheme);
    url.setHost(host);
    url.setPort(m_server->serverPort());
    return url.resolved(QUrl(path));
}

void HttpServer::serve(const QByteArray &path, const Handler &handler)
{
    m_handlers.insert(path, handler);
}

void HttpServer::serve(const QByteArray &path, const HttpReply &reply)
{
    serve(path, [reply](const HttpRequest &) { return reply; });
}

void HttpServer::serveOthers(const HttpReply &reply)
{
    m_otherHandler = [reply](const HttpRequest &) { return reply; };
}

void HttpServer::servePage(const QByteArray &path, const QByteArray &html)
{
    HttpReply reply;
    reply.body = html;
    serve(path, reply);
}

void HttpServer::release(const QByteArray &path)
{
    m_released << path;
    for (const Held &held : std::as_const(m_held)) {
        if (held.path == path && held.socket) {
            held.socket->write(held.bytes);
            held.socket->disconnectFromHost();
        }
    }
    m_held.removeIf([&](const Held &held) { return held.path == path; });
}

int HttpServer::requestCount(const QByteArray &path) const
{
    return static_cast<int>(
        std::count_if(m_requests.cbegin(), m_requests.cend(), [&](const HttpRequest &request) {
            return withoutQuery(request.path) == path;
        }));
}

void HttpServer::forgetRequests()
{
    m_requests.clear();
    m_unexpected.clear();
}

void HttpServer::acceptConnections()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        const auto received = std::make_shared<QByteArray>();
        connect(socket, &QTcpSocket::readyRead, this,
                [this, socket, received] { read(socket, *received); });
        read(socket, *received);
    }
}

void HttpServer::read(QTcpSocket *socket, QByteArray &received)
{
    received += socket->readAll();
    // A TLS greeting (its first byte is 22) that came to a plain server.
    if (received.startsWith('\x16')) {
        socket->abort();
        return;
    }
    if (const std::optional<HttpRequest> request = parseRequest(received)) {
        received.clear();
        answer(socket, *request);
    }
}

void HttpServer::answer(QTcpSocket *socket, const HttpRequest &request)
{
    m_requests << request;
    const QByteArray path = withoutQuery(request.path);
    const Handler handler = m_handlers.value(path, m_otherHandler);
    HttpReply reply;
    if (handler) {
        reply = handler(request);
    } else {
        m_unexpected << request.method + ' ' + request.path;
        reply.status = 404;
        reply.body = "no such route";
    }

    if (reply.isDropped) {
        cut(socket);
        return;
    }

    const QByteArray start = head(reply);
    const QByteArray body = request.method == "HEAD" ? QByteArray() : reply.body;
    const bool isReleased = m_released.contains(path);
    if (reply.isHeld && !isReleased) {
        m_held.append({path, socket, start + body});
        return;
    }
    if (reply.cutAfter) {
        socket->write(start + body.left(*reply.cutAfter));
        cut(socket);
        return;
    }
    if (reply.holdAfter && !isReleased) {
        socket->write(start + body.left(*reply.holdAfter));
        m_held.append(
            {path, socket, reply.isCutWhenReleased ? QByteArray() : body.mid(*reply.holdAfter)});
        return;
    }
    socket->write(start + body);
    socket->disconnectFromHost();
}

} // namespace lectern
