// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connectionpool.h"
#include "net/fetcher.h"
#include "net/fetchjob.h"
#include "net/hostmanners.h"

#include <QFutureWatcher>
#include <QHash>
#include <QObject>
#include <QPromise>

#include <memory>
#include <vector>

namespace lectern {

/// The half of Fetcher that lives in its thread: the queue, and the jobs under way. All of it is
/// called in that thread. What has no answer when it is destroyed is cancelled.
class FetchWorker final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FetchWorker)

public:
    using Promise = QPromise<FetchResult>;

    explicit FetchWorker(const Fetcher::Settings &settings);
    ~FetchWorker() override;

    void fetch(const FetchRequest &request, Urgency urgency, std::unique_ptr<Promise> promise);
    void setProxy(const ProxyChoice &proxy);
    void setOnline(bool isOnline);

private:
    using Ticket = HostManners::Ticket;

    /// Somebody who wants the answer.
    struct Asker
    {
        std::unique_ptr<Promise> promise;
        std::unique_ptr<QFutureWatcher<FetchResult>> watcher; ///< tells that it was cancelled
    };
    struct Errand
    {
        std::unique_ptr<FetchJob> job;
        std::vector<Asker> askers;
        Urgency urgency = Urgency::Background;
    };

    void ask(Ticket ticket, Urgency urgency, std::unique_ptr<Promise> promise);
    void takeBack(Ticket ticket);
    void queue(Ticket ticket, Urgency urgency);
    void refuse(Ticket ticket, const QDateTime &until);
    void closeHost(const QString &host, const QDateTime &until);
    void startWhatMay();
    void answer(Ticket ticket, const FetchResult &result);

    ConnectionPool m_connections;
    HostManners m_manners;
    FetchSurroundings m_surroundings;
    QHash<Ticket, std::shared_ptr<Errand>> m_errands;
    QMultiHash<QUrl, Ticket> m_byUrl; ///< by the address asked for
    quint64 m_lastTicket = 0;
};

} // namespace lectern
