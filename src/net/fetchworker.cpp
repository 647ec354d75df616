// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/fetchworker.h"

#include "net/httpheader.h"
#include "net/proxyfactory.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// With the login taken out of the address, and no fragment. Error: not one to fetch.
Result<FetchRequest> prepared(FetchRequest request)
{
    const QString scheme = request.url.scheme();
    if (!request.url.isValid() || (scheme != u"http"_s && scheme != u"https"_s)
        || request.url.host().isEmpty())
        return failure(ErrorKind::Data, ErrorCode::AddressRefused,
                       scheme.isEmpty() ? u"no address"_s : u"scheme %1"_s.arg(scheme));

    const QString user = request.url.userName(QUrl::FullyDecoded);
    if (!user.isEmpty() && !request.login)
        request.login = Login{user, request.url.password(QUrl::FullyDecoded)};
    request.url.setUserInfo(QString());
    request.url.setFragment(QString());
    if (request.url.path().isEmpty())
        request.url.setPath(u"/"_s);

    auto headers = request.headers;
    headers.append({"Accept", request.accept});
    headers.append({"User-Agent", request.userAgent});
    headers.append({"If-None-Match", request.validators.etag});
    headers.append({"If-Modified-Since", request.validators.lastModified});
    for (const auto &[name, value] : std::as_const(headers)) {
        if (!isHeader(name, value))
            return failure(ErrorKind::Bug, ErrorCode::Internal,
                           u"no header to send: %1"_s.arg(QLatin1StringView(name)));
    }
    return request;
}

} // namespace

FetchWorker::FetchWorker(const Fetcher::Settings &settings)
    : m_connections(this),
      m_manners(settings.bounds), m_surroundings{m_connections, m_manners, settings.userAgent,
                                                 settings.now}
{
    setProxy(settings.proxy);
}

FetchWorker::~FetchWorker() = default;

void FetchWorker::fetch(const FetchRequest &request, Urgency urgency,
                        std::unique_ptr<Promise> promise)
{
    if (promise->isCanceled()) {
        promise->finish();
        return;
    }
    const Result<FetchRequest> good = prepared(request);
    if (!good) {
        FetchFailure failure;
        failure.error = good.error();
        promise->addResult(tl::unexpected(failure));
        promise->finish();
        return;
    }
    const auto [first, last] = std::as_const(m_byUrl).equal_range(good->url);
    const auto same = std::find_if(first, last, [&](Ticket ticket) {
        return m_errands.value(ticket)->job->request() == *good;
    });
    if (same != last) {
        ask(*same, urgency, std::move(promise));
        return;
    }

    const auto ticket = static_cast<Ticket>(++m_lastTicket);
    auto errand = std::make_shared<Errand>();
    errand->job = std::make_unique<FetchJob>(*good, m_surroundings);
    FetchJob *job = errand->job.get();
    connect(job, &FetchJob::paceSeen, this,
            [this](const QString &host, bool isSlow) { m_manners.setSlow(host, isSlow); });
    connect(job, &FetchJob::keptWaiting, this, [this, ticket] {
        m_manners.giveBack(ticket);
        startWhatMay();
    });
    connect(job, &FetchJob::refusedUntil, this, &FetchWorker::closeHost);
    connect(job, &FetchJob::ledElsewhere, this, [this, ticket] {
        m_manners.remove(ticket);
        queue(ticket, Urgency::Asked); // it has waited once
        startWhatMay();
    });
    connect(job, &FetchJob::ended, this,
            [this, ticket](const FetchResult &result) { answer(ticket, result); });
    m_errands.insert(ticket, errand);
    m_byUrl.insert(good->url, ticket);
    errand->urgency = urgency;
    ask(ticket, urgency, std::move(promise));
    queue(ticket, urgency);
    startWhatMay();
}

void FetchWorker::setProxy(const ProxyChoice &proxy)
{
    m_connections.setProxies(newProxyFactory(proxy));
}

void FetchWorker::setOnline(bool isOnline)
{
    m_surroundings.isOnline = isOnline;
}

void FetchWorker::ask(Ticket ticket, Urgency urgency, std::unique_ptr<Promise> promise)
{
    Asker asker;
    asker.watcher = std::make_unique<QFutureWatcher<FetchResult>>();
    connect(asker.watcher.get(), &QFutureWatcherBase::canceled, this,
            [this, ticket] { takeBack(ticket); });
    asker.watcher->setFuture(promise->future());
    asker.promise = std::move(promise);
    m_errands.value(ticket)->askers.push_back(std::move(asker));
    if (urgency == Urgency::Asked)
        m_manners.hurry(ticket);
}

/// One of its askers has cancelled. Without any left it is not run.
void FetchWorker::takeBack(Ticket ticket)
{
    const std::shared_ptr<Errand> errand = m_errands.value(ticket);
    if (!errand
        || !std::all_of(errand->askers.cbegin(), errand->askers.cend(),
                        [](const Asker &asker) { return asker.promise->isCanceled(); }))
        return;
    answer(ticket,
           tl::unexpected(
               FetchFailure{{ErrorKind::Cancelled, ErrorCode::Cancelled, u"taken back"_s}}));
}

void FetchWorker::queue(Ticket ticket, Urgency urgency)
{
    const QString host = m_errands.value(ticket)->job->host();
    if (const auto until = m_manners.closedUntil(host, m_surroundings.now()))
        refuse(ticket, *until);
    else
        m_manners.enqueue(ticket, host, urgency);
}

void FetchWorker::refuse(Ticket ticket, const QDateTime &until)
{
    const std::shared_ptr<Errand> errand = m_errands.value(ticket);
    errand->job->fail({ErrorKind::Remote, ErrorCode::TooManyRequests,
                       u"%1 wants no requests for now"_s.arg(errand->job->host())},
                      until);
}

void FetchWorker::closeHost(const QString &host, const QDateTime &until)
{
    for (const Ticket ticket : m_manners.close(host, until))
        refuse(ticket, until);
}

void FetchWorker::startWhatMay()
{
    while (const auto ticket = m_manners.startNext())
        m_errands.value(*ticket)->job->start();
}

void FetchWorker::answer(Ticket ticket, const FetchResult &result)
{
    const std::shared_ptr<Errand> errand = m_errands.take(ticket);
    m_byUrl.remove(errand->job->request().url, ticket);
    m_manners.remove(ticket);
    for (Asker &asker : errand->askers) {
        if (!asker.promise->isCanceled())
            asker.promise->addResult(result);
        asker.promise->finish();
        // Either may be the one whose signal brought us here.
        asker.watcher->disconnect(this);
        asker.watcher.release()->deleteLater();
    }
    errand->job->disconnect(this);
    errand->job.release()->deleteLater();
    startWhatMay();
}

} // namespace lectern
