// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/engine/quietpage.h"

#include <QPointer>
#include <QWebEngineLoadingInfo>
#include <QWebEngineScript>
#include <QWebEngineSettings>

#include <utility>

using namespace Qt::StringLiterals;

namespace lectern {

void RequestBlock::interceptRequest(QWebEngineUrlRequestInfo &info)
{
    info.block(true);
}

QuietPage::QuietPage(QWebEngineProfile &profile) : m_profile(profile)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        give(failure(ErrorKind::Data, ErrorCode::TimedOut, u"the page takes too long"_s));
    });
}

QuietPage::~QuietPage() = default;

void QuietPage::extract(const QString &html, const QUrl &address,
                        std::chrono::milliseconds patience, const ArticleReply &reply)
{
    add({ArticleTask::Extract, html, address, patience, [reply](const Result<QVariant> &answer) {
             reply(answer ? articleOf(*answer) : tl::unexpected(answer.error()));
         }});
}

void QuietPage::read(const QString &html, const QUrl &address, std::chrono::milliseconds patience,
                     const ReadableReply &reply)
{
    add({ArticleTask::Read, html, address, patience, [reply](const Result<QVariant> &answer) {
             reply(answer ? readableOf(*answer) : tl::unexpected(answer.error()));
         }});
}

void QuietPage::sanitise(const QString &html, const QUrl &address,
                         std::chrono::milliseconds patience, const ReaderTextReply &reply)
{
    add({ArticleTask::Sanitise, html, address, patience, [reply](const Result<QVariant> &answer) {
             reply(answer ? readerTextOf(*answer) : tl::unexpected(answer.error()));
         }});
}

void QuietPage::add(Request request)
{
    m_requests.push_back(std::move(request));
    if (m_requests.size() == 1)
        QMetaObject::invokeMethod(this, &QuietPage::next, Qt::QueuedConnection);
}

void QuietPage::next()
{
    if (m_requests.empty())
        return;
    const Request &request = m_requests.front();
    m_timer.start(request.patience);
    if (m_page && m_isReady) {
        run(articleScript(request.task, request.html, request.address));
        return;
    }
    m_isReady = false;
    m_page = std::make_unique<QWebEnginePage>(&m_profile);
    m_page->setUrlRequestInterceptor(&m_block);
    m_page->settings()->setAttribute(QWebEngineSettings::JavascriptEnabled, false);
    m_page->settings()->setAttribute(QWebEngineSettings::AutoLoadImages, false);
    connect(m_page.get(), &QWebEnginePage::loadFinished, this, [this] {
        m_isReady = true;
        const Request &first = m_requests.front();
        run(articleScript(first.task, first.html, first.address));
    });
    connect(m_page.get(), &QWebEnginePage::renderProcessTerminated, this, [this] {
        if (m_requests.empty()) {
            m_isReady = false; // nobody waits: the next one has a page of its own
            return;
        }
        give(failure(ErrorKind::Environment, ErrorCode::ConnectionLost,
                     u"the process that read the page is gone"_s));
    });
    m_page->load(QUrl(u"about:blank"_s));
}

void QuietPage::run(const QString &script)
{
    m_page->runJavaScript(script, QWebEngineScript::ApplicationWorld,
                          [page = QPointer(this), number = m_number](const QVariant &answer) {
                              // A page that goes answers, too, with nothing.
                              if (!page || page->m_number != number)
                                  return;
                              if (const QString next = nextArticleScript(answer); !next.isEmpty())
                                  page->run(next);
                              else
                                  page->give(answer);
                          });
}

void QuietPage::give(const Result<QVariant> &answer)
{
    m_timer.stop();
    ++m_number;
    const auto reply = std::move(m_requests.front().reply);
    m_requests.pop_front();
    // One that failed may still be at work, or is gone.
    if (!answer) {
        m_isReady = false;
        disconnect(m_page.get(), nullptr, this, nullptr);
        m_page.release()->deleteLater(); // this may be one of its own signals
    }
    QMetaObject::invokeMethod(this, &QuietPage::next, Qt::QueuedConnection);
    reply(answer);
}

} // namespace lectern
