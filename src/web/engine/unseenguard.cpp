// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/engine/unseenguard.h"

#include <QWebEngineUrlRequestInfo>

#include <utility>

namespace lectern {

namespace {

/// The same host, or one below the other: what a public suffix is, the engine doesn't tell.
bool isSameSite(const QUrl &first, const QUrl &second)
{
    const QString a = first.host();
    const QString b = second.host();
    return a == b || a.endsWith(u'.' + b) || b.endsWith(u'.' + a);
}

} // namespace

bool UnseenGuard::takeHasRefused()
{
    return std::exchange(m_hasRefused, false);
}

void UnseenGuard::interceptRequest(QWebEngineUrlRequestInfo &info)
{
    if (!m_isOn)
        return;
    switch (info.resourceType()) {
    case QWebEngineUrlRequestInfo::ResourceTypeSubFrame:
    case QWebEngineUrlRequestInfo::ResourceTypeNavigationPreloadSubFrame:
        if (isSameSite(info.requestUrl(), info.firstPartyUrl()))
            return;
        m_hasRefused = true;
        break;
    case QWebEngineUrlRequestInfo::ResourceTypeMedia:
    case QWebEngineUrlRequestInfo::ResourceTypeObject:
    case QWebEngineUrlRequestInfo::ResourceTypePluginResource:
        m_hasRefused = true;
        break;
    case QWebEngineUrlRequestInfo::ResourceTypeCspReport:
    case QWebEngineUrlRequestInfo::ResourceTypeFavicon:
    case QWebEngineUrlRequestInfo::ResourceTypePing:
    case QWebEngineUrlRequestInfo::ResourceTypePrefetch:
    case QWebEngineUrlRequestInfo::ResourceTypeServiceWorker:
    case QWebEngineUrlRequestInfo::ResourceTypeSharedWorker:
    case QWebEngineUrlRequestInfo::ResourceTypeWebSocket:
        break;
    default:
        return;
    }
    info.block(true);
}

} // namespace lectern
