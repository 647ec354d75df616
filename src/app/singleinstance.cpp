// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/singleinstance.h"

#include "core/logging.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QStandardPaths>
#include <QTimer>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lectern {

namespace {

/// How long the first instance has to answer; it may be starting just now.
constexpr auto answerTime = 3s;
/// A request is one address; longer ones are nobody's honest wish.
constexpr qint64 maximumRequestBytes = 16 * 1024;
/// A client that says nothing is cut off after this.
constexpr auto silenceTime = 5s;

const QByteArray acknowledgement("ok\n");

QString pathFor(const QString &libraryFile, const QString &suffix)
{
    const QByteArray hash =
        QCryptographicHash::hash(libraryFile.toUtf8(), QCryptographicHash::Sha256).toHex();
    return QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation)
        + u"/lectern-%1.%2"_s.arg(QString::fromLatin1(hash.left(16)), suffix);
}

} // namespace

SingleInstance::SingleInstance(const QString &libraryFile, QObject *parent)
    : QObject(parent), m_socketPath(pathFor(libraryFile, u"socket"_s)),
      m_lock(pathFor(libraryFile, u"lock"_s))
{
    // Held as long as the process lives: only its death makes the lock stale.
    m_lock.setStaleLockTime(0ms);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server.nextPendingConnection()) {
            connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QLocalSocket::readyRead, this,
                    [this, socket] { readRequest(socket); });
            QTimer::singleShot(silenceTime, socket, &QLocalSocket::abort);
        }
    });
}

Result<SingleInstance::Role> SingleInstance::claim(const QUrl &address)
{
    const QDeadlineTimer deadline(answerTime);
    do {
        if (m_lock.tryLock(0ms))
            return listen();
        if (m_lock.error() != QLockFile::LockFailedError) {
            return failure(ErrorKind::Environment, ErrorCode::InputOutput,
                           u"no lock file in %1"_s.arg(QDir::tempPath()));
        }
        if (handOver(address))
            return Role::Handed;
    } while (!deadline.hasExpired());
    return failure(ErrorKind::Environment, ErrorCode::Locked,
                   u"the running Lectern does not answer"_s);
}

Result<SingleInstance::Role> SingleInstance::listen()
{
    // With the lock held, a socket of that name can only be left over from a process that died.
    QLocalServer::removeServer(m_socketPath);
    if (!m_server.listen(m_socketPath))
        return failure(ErrorKind::Environment, ErrorCode::InputOutput, m_server.errorString());
    return Role::First;
}

bool SingleInstance::handOver(const QUrl &address) const
{
    QLocalSocket socket;
    socket.connectToServer(m_socketPath);
    if (!socket.waitForConnected(500))
        return false;
    const QJsonObject request{{u"open"_s, address.toString(QUrl::FullyEncoded)}};
    socket.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
    while (socket.bytesAvailable() < acknowledgement.size()) {
        if (!socket.waitForReadyRead(2000))
            return false;
    }
    return socket.readAll() == acknowledgement;
}

void SingleInstance::readRequest(QLocalSocket *socket)
{
    if (socket->bytesAvailable() > maximumRequestBytes) {
        qCWarning(logApp) << "Dropped an oversized request to open an address";
        socket->abort();
        return;
    }
    if (!socket->canReadLine())
        return;
    const QJsonDocument request = QJsonDocument::fromJson(socket->readLine());
    const QJsonValue open = request[u"open"_s];
    if (!open.isString()) {
        qCWarning(logApp) << "Dropped a malformed request to open an address";
        socket->abort();
        return;
    }
    socket->write(acknowledgement);
    socket->flush();
    socket->disconnectFromServer();
    emit openRequested(QUrl(open.toString(), QUrl::StrictMode));
}

} // namespace lectern
