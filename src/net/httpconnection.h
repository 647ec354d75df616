// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "net/answerreader.h"

#include <QHostInfo>
#include <QList>
#include <QNetworkProxy>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <memory>
#include <optional>
#include <vector>

namespace lectern {

/// A connection to one server, which carries one question after the other. Belongs to who asks, or
/// to the ConnectionPool between questions; lives in the thread it was made in. It may be deleted
/// at any time, but not in a slot of its own signals: deleteLater().
///
/// Why not QNetworkAccessManager: in Qt 6.4 a server that sends headers without end holds up its
/// thread for ever, and with it all other requests.
class HttpConnection final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpConnection)

public:
    /// `origin`: scheme (http or https), host and port of it count. Connects with the first ask().
    HttpConnection(const QUrl &origin, const QNetworkProxy &proxy, QObject *parent = nullptr);
    ~HttpConnection() override;

    /// Path and query, as they are sent.
    [[nodiscard]] static QByteArray target(const QUrl &url);

    /// Sends GET for the address, of this origin. `headers` are whole lines, "Name: value\r\n"
    /// each, without Host. One question at a time.
    void ask(const QUrl &url, const QByteArray &headers);
    /// Emits nothing any more, and is of no use to others.
    void giveUp();

    [[nodiscard]] QNetworkProxy proxy() const { return m_proxy; }
    /// Whether it has carried an answer before: it may then have been closed by the server in the
    /// very moment of asking again.
    [[nodiscard]] bool isUsed() const { return m_isUsed; }
    /// Whether it may carry another question.
    [[nodiscard]] bool isReusable() const;
    [[nodiscard]] const AnswerHead &head() const { return m_reader.head(); }

signals:
    /// Connected, TLS included; the question is on its way.
    void asked();
    /// The head is there.
    void answered();
    void bodyRead(const QByteArray &bytes);
    /// The whole answer was there.
    void finished();
    /// Instead of finished(). `hasAnswered`: at least one byte of an answer had come.
    void failed(lectern::ErrorCode code, const QString &detail, bool hasAnswered);
    /// The server has closed it between two questions.
    void closed();

private:
    void lookUp();
    void connectToNext();
    void connectSocket(std::unique_ptr<QTcpSocket> socket, const QString &host, quint16 port);
    void take(QTcpSocket *socket);
    void useSocket();
    void loseAttempt(QTcpSocket *socket);
    void sendQuestion();
    void readSome();
    void socketClosed();
    void endWith(AnswerReader::State state);
    void fail(ErrorCode code, const QString &detail);

    [[nodiscard]] bool isTls() const;
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] bool asksProxy() const;
    [[nodiscard]] std::unique_ptr<QTcpSocket> newSocket() const;

    QUrl m_origin;
    QNetworkProxy m_proxy;
    int m_lookup = -1;
    QList<QHostAddress> m_addresses; ///< not tried yet
    QTimer m_nextAttempt;
    std::vector<std::unique_ptr<QTcpSocket>> m_attempts; ///< the first to connect is taken
    std::unique_ptr<QTcpSocket> m_socket;
    QByteArray m_question; ///< not sent yet
    AnswerReader m_reader;
    QStringList m_tlsErrors;
    ErrorCode m_lastCode = ErrorCode::ConnectionRefused; ///< of the attempts
    QString m_lastDetail;
    bool m_isAsking = false;
    bool m_hasAnswered = false;
    bool m_isUsed = false;
};

} // namespace lectern
