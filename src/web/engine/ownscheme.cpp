// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/engine/ownscheme.h"

#include "web/engine.h"
#include "web/navigationpolicy.h"

#include <QBuffer>
#include <QPointer>
#include <QWebEngineUrlRequestInfo>
#include <QWebEngineUrlRequestJob>
#include <QWebEngineUrlScheme>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

bool isOwnAddress(const QUrl &url)
{
    return url.scheme() == QLatin1StringView(lecternScheme);
}

void send(QWebEngineUrlRequestJob *job, const LecternPages::Answer &answer)
{
    switch (answer.status) {
    case LecternPages::Answer::Status::NotFound:
        job->fail(QWebEngineUrlRequestJob::UrlNotFound);
        return;
    case LecternPages::Answer::Status::Failed:
        job->fail(QWebEngineUrlRequestJob::RequestFailed);
        return;
    case LecternPages::Answer::Status::Found:
        break;
    }

#if QT_VERSION >= QT_VERSION_CHECK(6, 6, 0)
    job->setAdditionalResponseHeaders({
        {"Content-Security-Policy"_ba, answer.contentSecurityPolicy},
        {"X-Content-Type-Options"_ba, "nosniff"_ba},
    });
#endif
    // The engine reads the device in another thread until it is done with the job.
    auto *body = new QBuffer;
    QObject::connect(job, &QObject::destroyed, body, &QObject::deleteLater);
    body->setData(answer.body);
    body->open(QIODevice::ReadOnly);
    job->reply(answer.mimeType, body);
}

} // namespace

void registerOwnScheme()
{
    QWebEngineUrlScheme scheme{QByteArray(lecternScheme)};
    scheme.setSyntax(QWebEngineUrlScheme::Syntax::Host);
    // No CORS and no local access: to web pages it is as foreign as another site can be.
    scheme.setFlags(QWebEngineUrlScheme::SecureScheme);
    QWebEngineUrlScheme::registerScheme(scheme);
}

OwnSchemeHandler::OwnSchemeHandler(EngineClient &client, QObject *parent)
    : QWebEngineUrlSchemeHandler(parent), m_client(client)
{
}

void OwnSchemeHandler::requestStarted(QWebEngineUrlRequestJob *job)
{
    const QUrl initiator = job->initiator();
    const bool isTrusted = initiator.isEmpty() || isOwnAddress(initiator);
    if (job->requestMethod() != "GET" || !isTrusted) {
        job->fail(QWebEngineUrlRequestJob::RequestDenied);
        return;
    }

    m_client.answerOwnAddress(job->requestUrl(),
                              [job = QPointer(job)](const LecternPages::Answer &answer) {
                                  if (job)
                                      send(job, answer);
                              });
}

void OwnSchemeGuard::interceptRequest(QWebEngineUrlRequestInfo &info)
{
    const bool isMainFrame = info.resourceType() == QWebEngineUrlRequestInfo::ResourceTypeMainFrame;
    if (!isMainFrame && isOwnAddress(info.requestUrl()) && !isOwnAddress(info.firstPartyUrl()))
        info.block(true);
}

} // namespace lectern
