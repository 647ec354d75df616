// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/fetchedpage.h"
#include "net/fetchrequest.h"
#include "net/hostmanners.h"
#include "net/proxychoice.h"

#include <QFuture>
#include <QObject>
#include <QThread>

#include <functional>

namespace lectern {

class FetchWorker;

/// Fetches from web servers without being a burden to them, however much is asked for at once:
/// HostManners says who may be asked when. What is asked for twice at a time is fetched once. Sends
/// no cookies and keeps none, sends no referrer, caches nothing.
///
/// The work (connections, decompression, hashing, waiting for the system's proxy settings) is done
/// in a thread of its own; a Fetcher costs the thread it lives in one future for each fetch. It may
/// be destroyed at any time: what has not been answered by then is cancelled.
class Fetcher final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Fetcher)

public:
    struct Settings
    {
        /// Sent with each request unless that brings its own; see userAgent().
        QByteArray userAgent;
        HostManners::Bounds bounds = {};
        ProxyChoice proxy = {};
        /// The time of day, in UTC, for Retry-After and the like. Called in Fetcher's own thread.
        std::function<QDateTime()> now = [] { return QDateTime::currentDateTimeUtc(); };
    };

    explicit Fetcher(const Settings &settings, QObject *parent = nullptr);
    ~Fetcher() override;

    /// "Lectern/1.2.3 (+https://lectern.org/)": says who asks and where to complain.
    [[nodiscard]] static QByteArray userAgent(const QString &version);

    /// Answers with one result; use deliver() of core/deliver.h. Cancelling the future takes the
    /// request back: it is then finished without a result.
    [[nodiscard]] QFuture<FetchResult> fetch(const FetchRequest &request,
                                             Urgency urgency = Urgency::Background);

    /// For requests sent from now on.
    void setProxy(const ProxyChoice &proxy);

    /// What NetworkState knows. Nothing is held back for it, since it may be wrong; but what can't
    /// be reached meanwhile fails with Environment/Offline.
    void setOnline(bool isOnline);

private:
    QThread m_thread;
    FetchWorker *m_worker; ///< lives in m_thread, goes with it, or with this if that never ran
};

} // namespace lectern
