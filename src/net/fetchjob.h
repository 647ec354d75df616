// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/bodyreader.h"
#include "net/connectionpool.h"
#include "net/fetchedpage.h"
#include "net/fetchrequest.h"
#include "net/hostmanners.h"
#include "net/redirecttrail.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace lectern {

/// What all jobs of a worker have in common.
struct FetchSurroundings
{
    ConnectionPool &connections;
    const HostManners &manners;
    QByteArray userAgent;
    std::function<QDateTime()> now;
    bool isOnline = true;
    /// "https://example.org:443 user" of servers that have asked for Basic logins: these get them
    /// with the first request from then on.
    QSet<QString> basicLogins = {};
};

/// One fetch from its address to its answer, over as many hops as redirects make of it. Belongs to
/// the worker and lives in its thread; `surroundings` must outlive it. Waits before each hop until
/// it is told to go on, so that the worker can hold it to the manners of that hop's host.
class FetchJob final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FetchJob)

public:
    /// The request's url is http or https, has a host, and neither fragment nor user info.
    FetchJob(const FetchRequest &request, FetchSurroundings &surroundings,
             QObject *parent = nullptr);
    ~FetchJob() override;

    [[nodiscard]] const FetchRequest &request() const { return m_request; }
    /// Of the hop it waits for or is at.
    [[nodiscard]] QString host() const { return m_trail.here().host(); }

    /// Sends the request of this hop.
    void start();
    /// Ends it with a failure, whether it waits or runs. Emits ended.
    void fail(const Error &error, std::optional<QDateTime> retryAfter = {});

signals:
    /// The host takes its time; see FetchLimits::patience.
    void keptWaiting();
    /// It was led to another host, and waits for start() again.
    void ledElsewhere();
    /// Whether the host takes too long, or has answered after all.
    void paceSeen(const QString &host, bool isSlow);
    /// The host does not want to be asked before then. Comes before ended.
    void refusedUntil(const QString &host, const QDateTime &until);
    /// Last of all.
    void ended(const lectern::FetchResult &result);

private:
    void send();
    void readHead();
    void readBody(const QByteArray &bytes);
    void loseConnection(ErrorCode code, const QString &detail, bool hasAnswered);
    void stop(const Error &error);
    void endHop();
    void endWithPage(const AnswerHead &head);
    void follow(const AnswerHead &head);
    void refuse(const AnswerHead &head);
    void leaveConnection(bool isKept);

    [[nodiscard]] bool isConditional() const;
    [[nodiscard]] QString loginKey() const;
    [[nodiscard]] QByteArray headers() const;
    [[nodiscard]] bool logIn(const QByteArray &challenges);
    [[nodiscard]] Validators newValidators(const AnswerHead &head) const;
    [[nodiscard]] FetchFailure failureHere(const Error &error) const;
    [[nodiscard]] std::chrono::milliseconds elapsed() const;

    FetchRequest m_request;
    FetchSurroundings &m_surroundings;
    RedirectTrail m_trail;
    std::unique_ptr<HttpConnection> m_connection; ///< while a hop is under way
    std::optional<BodyReader> m_body; ///< while an answer with a body of interest comes in
    qint64 m_skippedBytes = 0; ///< of a body that nobody wants
    QByteArray m_authorization; ///< of this hop; empty: none
    QTimer m_connectTimer;
    QTimer m_totalTimer;
    QTimer m_patienceTimer;
    QElapsedTimer m_hopTime; ///< valid while a hop is under way
    std::chrono::milliseconds m_earlierHops = {};
};

} // namespace lectern
