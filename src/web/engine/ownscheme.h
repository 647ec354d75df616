// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWebEngineUrlRequestInterceptor>
#include <QWebEngineUrlSchemeHandler>

namespace lectern {

class EngineClient;

/// Tells WebEngine about lectern:. Once a process, before the first profile.
void registerOwnScheme();

/// Serves lectern: addresses to the reader and to Lectern's own pages, and only for reading.
class OwnSchemeHandler final : public QWebEngineUrlSchemeHandler
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OwnSchemeHandler)

public:
    /// `client` must outlive this.
    explicit OwnSchemeHandler(EngineClient &client, QObject *parent = nullptr);

    void requestStarted(QWebEngineUrlRequestJob *job) override;

private:
    EngineClient &m_client;
};

/// Keeps web pages from embedding anything of lectern:, already before the handler is asked.
/// Navigation of the main frame is left to the navigation policy, which knows who asks.
class OwnSchemeGuard final : public QWebEngineUrlRequestInterceptor
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OwnSchemeGuard)

public:
    using QWebEngineUrlRequestInterceptor::QWebEngineUrlRequestInterceptor;

    void interceptRequest(QWebEngineUrlRequestInfo &info) override;
};

} // namespace lectern
