// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/engine/policedpage.h"

#include "core/logging.h"

#include <QAuthenticator>
#include <QWebEngineCertificateError>
#include <QWebEngineFullScreenRequest>
#include <QWebEngineHistory>
#include <QWebEngineNewWindowRequest>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lectern {

namespace {

/// How long after a click or key press a navigation still counts as meant by it. A busy page takes
/// its time to answer a click.
constexpr std::chrono::milliseconds gestureSpan = 2s;

} // namespace

PolicedPage::PolicedPage(QWebEngineProfile *profile, const QString &scriptToken, QObject *parent)
    : QWebEnginePage(profile, parent), m_scriptToken(scriptToken)
{
    connect(this, &QWebEnginePage::newWindowRequested, this,
            [this](QWebEngineNewWindowRequest &request) {
                // A request that isn't opened anywhere is dropped by the engine.
                if (request.isUserInitiated())
                    emit handOverRequested(request.requestedUrl());
            });
    connect(this, &QWebEnginePage::certificateError, this,
            [](QWebEngineCertificateError error) { error.rejectCertificate(); });
    connect(this, &QWebEnginePage::authenticationRequired, this,
            [](const QUrl &, QAuthenticator *authenticator) { *authenticator = {}; });
    connect(this, &QWebEnginePage::proxyAuthenticationRequired, this,
            [](const QUrl &, QAuthenticator *authenticator) { *authenticator = {}; });
    connect(this, &QWebEnginePage::fullScreenRequested, this,
            [](QWebEngineFullScreenRequest request) { request.reject(); });
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    connect(this, &QWebEnginePage::permissionRequested, this,
            [](const QWebEnginePermission &permission) { permission.deny(); });
#else
    connect(this, &QWebEnginePage::featurePermissionRequested, this,
            [this](const QUrl &origin, Feature feature) {
                setFeaturePermission(origin, feature, PermissionDeniedByUser);
            });
#endif
}

void PolicedPage::noteGesture()
{
    m_sinceGesture.start();
}

bool PolicedPage::hasGesture() const
{
    return m_sinceGesture.isValid() && !m_sinceGesture.hasExpired(gestureSpan.count());
}

NavigationCause PolicedPage::causeOf(NavigationType type, bool isMainFrame) const
{
    switch (type) {
    case NavigationTypeTyped:
        return NavigationCause::Reader;
    case NavigationTypeLinkClicked:
        return NavigationCause::Link;
    case NavigationTypeFormSubmitted:
        return NavigationCause::Form;
    case NavigationTypeBackForward:
    case NavigationTypeReload:
        return NavigationCause::History;
    case NavigationTypeRedirect:
        // Also what the page does on its own, by script or a refresh; but servers redirect only
        // while they are being asked.
        return m_isNavigating || !isMainFrame ? NavigationCause::Redirect : NavigationCause::Script;
    case NavigationTypeOther:
        break;
    }
    return NavigationCause::Script;
}

bool PolicedPage::acceptNavigationRequest(const QUrl &url, NavigationType type, bool isMainFrame)
{
    // history() knows the page in sight; url() may already be that of a page still to come.
    const NavigationRequest request{url, history()->currentItem().url(), causeOf(type, isMainFrame),
                                    isMainFrame, hasGesture()};
    const bool isOwnIdea = isMainFrame && request.cause != NavigationCause::Reader
        && request.cause != NavigationCause::Redirect;
    if (!m_isInSight && isOwnIdea) {
        emit navigationRefused(url);
        return false;
    }
    const NavigationVerdict verdict = navigationVerdict(request);
    qCDebug(logWeb) << "navigation" << url.toDisplayString(QUrl::RemoveQuery) << "type" << type
                    << "main frame" << isMainFrame << "verdict" << static_cast<int>(verdict);
    switch (verdict) {
    case NavigationVerdict::LoadHere:
        if (isMainFrame && m_isHandingOutLinks && request.cause == NavigationCause::Link
            && url.scheme() != QLatin1StringView(lecternScheme)) {
            emit linkFollowed(url);
            return false;
        }
        if (isMainFrame && request.cause != NavigationCause::Redirect) {
            m_isNavigating = true;
            emit navigationAccepted(url, request.cause);
        }
        return true;
    case NavigationVerdict::HandOver:
        // One click opens one program.
        m_sinceGesture.invalidate();
        emit handOverRequested(url);
        return false;
    case NavigationVerdict::Refuse:
        if (isMainFrame && request.cause == NavigationCause::Redirect)
            emit redirectRefused(url);
        if (request.hasUserGesture && request.cause == NavigationCause::Link)
            emit navigationRefused(url);
        return false;
    }
    return false;
}

void PolicedPage::javaScriptAlert(const QUrl &, const QString &) { }

bool PolicedPage::javaScriptConfirm(const QUrl &, const QString &)
{
    return false;
}

bool PolicedPage::javaScriptPrompt(const QUrl &, const QString &, const QString &, QString *)
{
    return false;
}

void PolicedPage::javaScriptConsoleMessage(JavaScriptConsoleMessageLevel, const QString &message,
                                           int, const QString &)
{
    // What pages tell their developers is none of our business, nor of our log.
    if (message.startsWith(m_scriptToken))
        emit scriptSpoke(message.mid(m_scriptToken.size()));
}

QStringList PolicedPage::chooseFiles(FileSelectionMode, const QStringList &, const QStringList &)
{
    return {};
}

} // namespace lectern
