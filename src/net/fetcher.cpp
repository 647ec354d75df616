// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/fetcher.h"

#include "net/fetchworker.h"

#include <QMetaObject>
#include <QPromise>

#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace lectern {

Fetcher::Fetcher(const Settings &settings, QObject *parent)
    : QObject(parent), m_worker(new FetchWorker(settings))
{
    m_thread.setObjectName(u"fetcher"_s);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
}

Fetcher::~Fetcher()
{
    if (!m_thread.isRunning()) {
        delete m_worker;
        return;
    }
    m_thread.quit();
    m_thread.wait();
}

QByteArray Fetcher::userAgent(const QString &version)
{
    return u"Lectern/%1 (+https://lectern.org/)"_s.arg(version).toLatin1();
}

QFuture<FetchResult> Fetcher::fetch(const FetchRequest &request, Urgency urgency)
{
    // Not before: a thread is work at the start of a program that has nothing to fetch yet.
    if (!m_thread.isRunning())
        m_thread.start();
    // What is posted has to be copyable.
    auto promise = std::make_shared<std::unique_ptr<FetchWorker::Promise>>(
        std::make_unique<FetchWorker::Promise>());
    (*promise)->start();
    const QFuture<FetchResult> future = (*promise)->future();
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, request, urgency, promise] {
        worker->fetch(request, urgency, std::move(*promise));
    });
    return future;
}

void Fetcher::setProxy(const ProxyChoice &proxy)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, proxy] { worker->setProxy(proxy); });
}

void Fetcher::setOnline(bool isOnline)
{
    QMetaObject::invokeMethod(m_worker,
                              [worker = m_worker, isOnline] { worker->setOnline(isOnline); });
}

} // namespace lectern
