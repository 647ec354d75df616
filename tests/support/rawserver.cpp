// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/rawserver.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

using namespace std::chrono_literals;

namespace lectern {

namespace {

constexpr qint64 aheadLimit = 1'000'000;

/// "/feed" of "/feed?a=b" and of "http://example.org/feed".
QByteArray routeOf(const QByteArray &target)
{
    return QUrl(QString::fromLatin1(target)).path().toLatin1();
}

} // namespace

RawAnswer rawAnswer(int status, const QList<QByteArray> &headers, const QByteArray &body)
{
    RawAnswer answer;
    answer.bytes = "HTTP/1.1 " + QByteArray::number(status) + " Answer\r\n";
    for (const QByteArray &header : headers)
        answer.bytes += header + "\r\n";
    answer.bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    return answer;
}

RawServer::RawServer(const QHostAddress &address, QObject *parent) : QObject(parent)
{
    connect(&m_server, &QTcpServer::newConnection, this, &RawServer::accept);
    m_server.setListenBacklogSize(1000);
    m_server.listen(address);
    m_tick.setInterval(1ms);
    connect(&m_tick, &QTimer::timeout, this, &RawServer::goOn);
}

RawServer::~RawServer()
{
    for (QTcpSocket *socket : std::as_const(m_open))
        socket->disconnect(this); // its end is of no interest any more
}

QUrl RawServer::url(const QString &path, const QString &host) const
{
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(host);
    url.setPort(port());
    return url.resolved(QUrl(path));
}

void RawServer::serve(const QByteArray &path, const Handler &handler)
{
    m_handlers.insert(path, handler);
}

void RawServer::serve(const QByteArray &path, const RawAnswer &answer)
{
    serve(path, [answer](const HttpRequest &) { return answer; });
}

int RawServer::requestCount(const QByteArray &path) const
{
    return int(
        std::count_if(m_requests.cbegin(), m_requests.cend(),
                      [&](const HttpRequest &request) { return routeOf(request.path) == path; }));
}

void RawServer::closeAll()
{
    for (QTcpSocket *socket : QList<QTcpSocket *>(m_open))
        socket->disconnectFromHost();
}

void RawServer::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        ++m_connectionCount;
        m_open << socket;
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_open.removeOne(socket);
            socket->deleteLater();
        });
        const auto received = std::make_shared<QByteArray>();
        connect(socket, &QTcpSocket::readyRead, this,
                [this, socket, received] { read(socket, *received); });
    }
}

void RawServer::read(QTcpSocket *socket, QByteArray &received)
{
    received += socket->readAll();
    const qsizetype end = received.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    const QList<QByteArray> lines = received.left(end).split('\n');
    received.remove(0, end + 4);
    HttpRequest request;
    request.method = lines.first().split(' ').value(0);
    request.path = lines.first().split(' ').value(1);
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    answer(socket, request);
}

void RawServer::answer(QTcpSocket *socket, const HttpRequest &request)
{
    m_requests << request;
    const Handler handler = m_handlers.value(routeOf(request.path));
    if (!handler)
        m_unexpected << request.path;
    const RawAnswer answer = handler ? handler(request) : rawAnswer(404);
    socket->write(answer.bytes);
    switch (answer.then) {
    case RawAnswer::Then::Wait:
        break;
    case RawAnswer::Then::Close:
        socket->disconnectFromHost();
        break;
    case RawAnswer::Then::Reset:
        socket->flush();
        socket->abort();
        break;
    case RawAnswer::Then::GoOn:
        m_endless.append({socket, answer.more});
        m_tick.start();
        break;
    }
}

void RawServer::goOn()
{
    m_endless.removeIf([](const Endless &endless) { return !endless.socket; });
    for (const Endless &endless : std::as_const(m_endless)) {
        if (endless.socket->bytesToWrite() < aheadLimit)
            endless.socket->write(endless.more);
    }
    if (m_endless.isEmpty())
        m_tick.stop();
}

} // namespace lectern
