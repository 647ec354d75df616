// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/engine.h"

#include <QTimer>
#include <QWebEnginePage>
#include <QWebEngineUrlRequestInterceptor>

#include <deque>
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

private:
    struct Request
    {
        QString html;
        QUrl address;
        std::chrono::milliseconds patience;
        ArticleReply reply;
    };

    void next();
    void run();
    void give(const Result<ExtractedArticle> &article);

    QWebEngineProfile &m_profile;
    RequestBlock m_block;
    std::deque<Request> m_requests; ///< the first one is under way, when there is a page
    QTimer m_timer;
    std::unique_ptr<QWebEnginePage> m_page;
    bool m_isReady = false; ///< the page has its empty document
    int m_number = 0; ///< of the request under way
};

} // namespace lectern
