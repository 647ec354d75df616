// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/engine.h"
#include "web/engine/articlescript.h"

#include <QTimer>
#include <QWebEnginePage>
#include <QWebEngineUrlRequestInterceptor>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>

namespace lectern {

/// Lets nothing through.
class RequestBlock final : public QWebEngineUrlRequestInterceptor
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestBlock)

public:
    using QWebEngineUrlRequestInterceptor::QWebEngineUrlRequestInterceptor;

    void interceptRequest(QWebEngineUrlRequestInfo &info) override;
};

/// Reads articles out of pages that are given as their text: a page with an empty document, no
/// script but Lectern's and no request at all. See Engine::extract. One that takes too long, or
/// ends the process, takes nothing with it: the next text has a new process.
class QuietPage final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QuietPage)

public:
    /// `profile` must outlive it.
    explicit QuietPage(QWebEngineProfile &profile);
    ~QuietPage() override;

    void extract(const QString &html, const QUrl &address, std::chrono::milliseconds patience,
                 const ArticleReply &reply);
    /// The same, and the text made ready to be shown.
    void read(const QString &html, const QUrl &address, std::chrono::milliseconds patience,
              const ReadableReply &reply);
    /// See Engine::sanitise.
    void sanitise(const QString &html, const QUrl &address, std::chrono::milliseconds patience,
                  const ReaderTextReply &reply);

private:
    struct Request
    {
        ArticleTask task;
        QString html;
        QUrl address;
        std::chrono::milliseconds patience;
        std::function<void(const Result<QVariant> &answer)> reply;
    };

    void add(Request request);
    void next();
    void run(const QString &script);
    void give(const Result<QVariant> &answer);

    QWebEngineProfile &m_profile;
    RequestBlock m_block;
    std::deque<Request> m_requests; ///< the first one is under way, when there is a page
    QTimer m_timer;
    std::unique_ptr<QWebEnginePage> m_page;
    bool m_isReady = false; ///< the page has its empty document
    int m_number = 0; ///< of the request under way
};

} // namespace lectern
