// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httpconnection.h"

#include <QSslConfiguration>
#include <QSslError>
#include <QSslSocket>

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// How much is read before others have their turn.
constexpr qint64 turnSize = 128 * 1024;

/// How much the network may be ahead of us.
constexpr qint64 readBufferSize = 2 * turnSize;

/// How long an address may keep the next one waiting (RFC 8305 section 5).
constexpr auto attemptDelay = 250ms;

ErrorCode codeOf(QAbstractSocket::SocketError error, bool isConnected)
{
    switch (error) {
    case QAbstractSocket::HostNotFoundError:
        return ErrorCode::HostNotFound;
    case QAbstractSocket::SocketTimeoutError:
        return ErrorCode::TimedOut;
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        return ErrorCode::InsecureConnection;
    case QAbstractSocket::ProxyAuthenticationRequiredError:
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
    case QAbstractSocket::ProxyNotFoundError:
    case QAbstractSocket::ProxyProtocolError:
        return ErrorCode::ProxyRefused;
    default:
        return isConnected ? ErrorCode::ConnectionLost : ErrorCode::ConnectionRefused;
    }
}

/// By turns of each family, beginning with the first one's: if one family leads nowhere, the second
/// attempt is one of the other.
QList<QHostAddress> interleaved(const QList<QHostAddress> &addresses)
{
    QList<QHostAddress> first;
    QList<QHostAddress> second;
    for (const QHostAddress &address : addresses) {
        const bool isFirst = address.protocol() == addresses.constFirst().protocol();
        (isFirst ? first : second) << address;
    }
    QList<QHostAddress> mixed;
    for (qsizetype i = 0; i < std::max(first.size(), second.size()); ++i) {
        mixed << first.mid(i, 1);
        mixed << second.mid(i, 1);
    }
    return mixed;
}

} // namespace

HttpConnection::HttpConnection(const QUrl &origin, const QNetworkProxy &proxy, QObject *parent)
    : QObject(parent), m_origin(origin), m_proxy(proxy)
{
    m_nextAttempt.setSingleShot(true);
    m_nextAttempt.setInterval(attemptDelay);
    connect(&m_nextAttempt, &QTimer::timeout, this, &HttpConnection::connectToNext);
}

HttpConnection::~HttpConnection()
{
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(m_lookup);
    for (const auto &attempt : m_attempts)
        attempt->disconnect(this);
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
    }
}

bool HttpConnection::isTls() const
{
    return m_origin.scheme() == u"https"_s;
}

quint16 HttpConnection::port() const
{
    return static_cast<quint16>(m_origin.port(isTls() ? 443 : 80));
}

/// Without TLS an HTTP proxy is asked for the page itself, not for a tunnel to its server, which
/// many refuse.
bool HttpConnection::asksProxy() const
{
    const auto type = m_proxy.type();
    return !isTls()
        && (type == QNetworkProxy::HttpProxy || type == QNetworkProxy::HttpCachingProxy);
}

bool HttpConnection::isReusable() const
{
    return !m_isAsking && m_reader.mayKeepConnection() && m_socket
        && m_socket->state() == QAbstractSocket::ConnectedState && m_socket->bytesAvailable() == 0;
}

QByteArray HttpConnection::target(const QUrl &url)
{
    QByteArray target = url.path(QUrl::FullyEncoded).toLatin1();
    if (target.isEmpty())
        target = "/";
    if (url.hasQuery())
        target += '?' + url.query(QUrl::FullyEncoded).toLatin1();
    return target;
}

void HttpConnection::ask(const QUrl &url, const QByteArray &headers)
{
    Q_ASSERT(!m_isAsking);
    QUrl origin;
    origin.setScheme(url.scheme());
    origin.setHost(url.host());
    if (port() != (isTls() ? 443 : 80))
        origin.setPort(port());
    const QByteArray host = origin.authority(QUrl::FullyEncoded).toLatin1();

    m_question = "GET ";
    if (asksProxy())
        m_question += "http://" + host;
    m_question += target(url) + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers;
    if (asksProxy() && !m_proxy.user().isEmpty()) {
        const QByteArray login = (m_proxy.user() + u':' + m_proxy.password()).toUtf8();
        m_question += "Proxy-Authorization: Basic " + login.toBase64() + "\r\n";
    }
    m_question += "\r\n";

    m_reader = {};
    m_isAsking = true;
    m_hasAnswered = false;
    if (m_socket)
        sendQuestion();
    else
        lookUp();
}

void HttpConnection::giveUp()
{
    disconnect();
    m_isAsking = false;
    m_reader = {};
    if (m_socket)
        m_socket->abort();
}

void HttpConnection::lookUp()
{
    const bool isDirect = m_proxy.type() == QNetworkProxy::NoProxy
        || m_proxy.type() == QNetworkProxy::DefaultProxy || asksProxy();
    if (!isDirect) {
        std::unique_ptr<QTcpSocket> socket = newSocket();
        socket->setProxy(m_proxy);
        connectSocket(std::move(socket), m_origin.host(QUrl::FullyEncoded), port());
        return;
    }
    const QString host = asksProxy() ? m_proxy.hostName() : m_origin.host(QUrl::FullyEncoded);
    // Qt would look up the name of an address.
    if (const QHostAddress address(host); !address.isNull()) {
        m_addresses = {address};
        connectToNext();
        return;
    }
    m_lookup = QHostInfo::lookupHost(host, this, [this, host](const QHostInfo &info) {
        m_lookup = -1;
        if (info.addresses().isEmpty()) {
            fail(asksProxy() ? ErrorCode::ProxyRefused : ErrorCode::HostNotFound,
                 u"%1: %2"_s.arg(host, info.errorString()));
            return;
        }
        m_addresses = interleaved(info.addresses());
        connectToNext();
    });
}

void HttpConnection::connectToNext()
{
    const QHostAddress address = m_addresses.takeFirst();
    if (!m_addresses.isEmpty())
        m_nextAttempt.start();
    std::unique_ptr<QTcpSocket> socket = newSocket();
    socket->setProxy(QNetworkProxy::NoProxy);
    connectSocket(std::move(socket), address.toString(), asksProxy() ? m_proxy.port() : port());
}

std::unique_ptr<QTcpSocket> HttpConnection::newSocket() const
{
    if (!isTls())
        return std::make_unique<QTcpSocket>();
    auto socket = std::make_unique<QSslSocket>();
    QSslConfiguration configuration = socket->sslConfiguration();
    configuration.setAllowedNextProtocols({"http/1.1"});
    socket->setSslConfiguration(configuration);
    socket->setPeerVerifyName(m_origin.host(QUrl::FullyEncoded));
    return socket;
}

void HttpConnection::connectSocket(std::unique_ptr<QTcpSocket> socket, const QString &host,
                                   quint16 port)
{
    QTcpSocket *attempt = socket.get();
    m_attempts.push_back(std::move(socket));
    attempt->setReadBufferSize(readBufferSize);
    connect(attempt, &QTcpSocket::connected, this, [this, attempt] { take(attempt); });
    connect(attempt, &QTcpSocket::errorOccurred, this, [this, attempt] { loseAttempt(attempt); });
    attempt->connectToHost(host, port);
}

/// It was the first to connect.
void HttpConnection::take(QTcpSocket *socket)
{
    m_nextAttempt.stop();
    m_addresses.clear();
    for (auto &attempt : m_attempts) {
        attempt->disconnect(this);
        if (attempt.get() == socket)
            m_socket = std::move(attempt);
        else
            attempt.release()->deleteLater();
    }
    m_attempts.clear();

    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(socket, &QTcpSocket::readyRead, this, &HttpConnection::readSome);
    connect(socket, &QTcpSocket::errorOccurred, this, &HttpConnection::socketClosed);
    auto *tls = qobject_cast<QSslSocket *>(socket);
    if (!tls) {
        sendQuestion();
        return;
    }
    connect(tls, &QSslSocket::encrypted, this, &HttpConnection::sendQuestion);
    connect(tls, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        for (const QSslError &error : errors)
            m_tlsErrors << error.errorString();
    });
    tls->startClientEncryption();
}

void HttpConnection::loseAttempt(QTcpSocket *socket)
{
    m_lastCode = codeOf(socket->error(), false);
    // A tunnel that the proxy denies comes as a matter of access.
    const bool isDenied = socket->error() == QAbstractSocket::SocketAccessError
        && socket->proxy().type() != QNetworkProxy::NoProxy;
    if (asksProxy() || isDenied)
        m_lastCode = ErrorCode::ProxyRefused;
    m_lastDetail = socket->errorString();
    const auto lost = std::find_if(m_attempts.begin(), m_attempts.end(),
                                   [&](const auto &attempt) { return attempt.get() == socket; });
    socket->disconnect(this);
    lost->release()->deleteLater();
    m_attempts.erase(lost);
    if (!m_addresses.isEmpty())
        connectToNext();
    else if (m_attempts.empty())
        fail(m_lastCode, u"%1: %2"_s.arg(m_origin.host(), m_lastDetail));
}

void HttpConnection::sendQuestion()
{
    m_socket->write(std::exchange(m_question, {}));
    emit asked();
}

void HttpConnection::readSome()
{
    const QByteArray bytes = m_socket->read(turnSize);
    if (bytes.isEmpty())
        return;
    if (!m_isAsking) {
        m_socket->abort(); // nobody has asked
        emit closed();
        return;
    }
    m_hasAnswered = true;
    const bool hadHead = m_reader.state() == AnswerReader::State::Body;
    QByteArray body;
    const AnswerReader::State state = m_reader.read(bytes, body);
    const bool hasHead = state == AnswerReader::State::Body || state == AnswerReader::State::Whole;
    if (hasHead && !hadHead)
        emit answered();
    if (m_isAsking && !body.isEmpty())
        emit bodyRead(body);
    if (!m_isAsking)
        return;
    if (state == AnswerReader::State::Whole || state == AnswerReader::State::Broken)
        endWith(state);
    else if (m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &HttpConnection::readSome, Qt::QueuedConnection);
}

void HttpConnection::socketClosed()
{
    if (!m_isAsking) {
        emit closed();
        return;
    }
    if (m_socket->bytesAvailable() > 0) {
        // What came before the end is read first, in turns as well.
        readSome();
        if (m_isAsking)
            QMetaObject::invokeMethod(this, &HttpConnection::socketClosed, Qt::QueuedConnection);
        return;
    }
    const auto code = codeOf(m_socket->error(), true);
    if (m_socket->error() == QAbstractSocket::RemoteHostClosedError && m_question.isEmpty()) {
        endWith(m_reader.close());
        return;
    }
    const QString reason =
        m_tlsErrors.isEmpty() ? m_socket->errorString() : m_tlsErrors.join(u", "_s);
    fail(code, u"%1: %2"_s.arg(m_origin.host(), reason));
}

void HttpConnection::endWith(AnswerReader::State state)
{
    if (state == AnswerReader::State::Whole) {
        m_isAsking = false;
        m_isUsed = true;
        emit finished();
    } else {
        fail(m_reader.isMalformed() ? ErrorCode::Malformed : ErrorCode::ConnectionLost,
             u"%1: %2"_s.arg(m_origin.host(), m_reader.problem()));
    }
}

void HttpConnection::fail(ErrorCode code, const QString &detail)
{
    m_isAsking = false;
    if (m_socket)
        m_socket->abort();
    emit failed(code, detail, m_hasAnswered);
}

} // namespace lectern
