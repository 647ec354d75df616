// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/pagerenderer.h"

#include "web/navigationpolicy.h"
#include "web/pageengine.h"

#include <QWidget>

#include <functional>
#include <utility>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

Error errorOf(const PageError &error)
{
    const auto remote = [&error](ErrorCode code) {
        return Error{ErrorKind::Remote, code, error.detail};
    };
    switch (error.problem) {
    case PageProblem::Offline:
        return {ErrorKind::Environment, ErrorCode::Offline, error.detail};
    case PageProblem::HostNotFound:
        return remote(ErrorCode::HostNotFound);
    case PageProblem::ConnectionRefused:
        return remote(ErrorCode::ConnectionRefused);
    case PageProblem::TimedOut:
        return remote(ErrorCode::TimedOut);
    case PageProblem::InsecureConnection:
        return remote(ErrorCode::InsecureConnection);
    case PageProblem::TooManyRedirects:
        return remote(ErrorCode::TooManyRedirects);
    case PageProblem::HttpStatus:
        return {ErrorKind::Remote, ErrorCode::HttpStatus, u"HTTP %1"_s.arg(error.httpStatus)};
    case PageProblem::AddressRefused:
        return {ErrorKind::Data, ErrorCode::AddressRefused, error.detail};
    case PageProblem::NotAnArticle:
        return {ErrorKind::Data, ErrorCode::Malformed, error.detail};
    case PageProblem::EngineUnavailable:
        return {ErrorKind::Environment, ErrorCode::NotFound, error.detail};
    case PageProblem::ConnectionLost:
    case PageProblem::Crashed:
    case PageProblem::OutOfMemory:
    case PageProblem::Other:
        break;
    }
    return remote(ErrorCode::ConnectionLost);
}

} // namespace

/// One page that is run. It answers once, and then only waits to be destroyed.
class PageRenderer::Page final : public EnginePageClient
{
    Q_DISABLE_COPY_MOVE(Page)

public:
    using Answer = std::function<void(const Result<PageSnapshot> &)>;

    Page(const Patience &patience, Answer answer)
        : m_patience(patience), m_answer(std::move(answer))
    {
        for (QTimer *timer : {&m_loadTimer, &m_restTimer, &m_scriptsTimer})
            timer->setSingleShot(true);
        m_loadTimer.setInterval(patience.load);
        m_restTimer.setInterval(patience.rest);
        m_scriptsTimer.setInterval(patience.scripts);
        QObject::connect(&m_loadTimer, &QTimer::timeout, &m_loadTimer, [this] {
            // Something that never ends may still have all that matters.
            m_isLoaded = true;
            m_scriptsTimer.start();
            look();
        });
        const auto giveSnapshot = [this] {
            if (m_snapshot.url.isEmpty())
                fail({PageProblem::TimedOut, {}, 0, u"the page did not come in time"_s});
            else
                give(m_snapshot);
        };
        QObject::connect(&m_restTimer, &QTimer::timeout, &m_restTimer, giveSnapshot);
        QObject::connect(&m_scriptsTimer, &QTimer::timeout, &m_scriptsTimer, giveSnapshot);
    }
    ~Page() = default;

    void start(PageEngine &engine, const QUrl &url)
    {
        if (navigationVerdict({url, {}, NavigationCause::Reader}) != NavigationVerdict::LoadHere) {
            fail({PageProblem::AddressRefused, url, 0, {}});
            return;
        }
        Result<std::unique_ptr<EnginePage>> page = engine.createPage(*this);
        if (!page) {
            fail({PageProblem::EngineUnavailable, url, 0, page.error().detail});
            return;
        }
        m_page = std::move(*page);
        // As large as a window; there is no other one for a page to measure.
        m_page->widget()->resize(1280, 1024);
        m_page->runUnseen();
        m_loadTimer.start();
        m_page->load(url, {});
    }

    void loadBegan(const QUrl &) override
    {
        m_isLoaded = false;
        m_snapshot = {};
        m_restTimer.stop();
        m_scriptsTimer.stop();
        m_loadTimer.start();
    }
    void loadEnded(const EngineOutcome &outcome) override
    {
        m_loadTimer.stop();
        if (outcome.kind == EngineOutcome::Kind::Failed) {
            fail(outcome.error);
        } else if (outcome.httpStatus != 0) {
            fail({PageProblem::HttpStatus, {}, outcome.httpStatus, {}});
        } else {
            m_isLoaded = true;
            m_scriptsTimer.start();
            look();
        }
    }
    void pageCrashed(const PageError &error) override { fail(error); }
    void documentChanged() override
    {
        if (m_isLoaded)
            look();
    }

    void surfaceCleared(const QPixmap &) override { }
    void surfacePainted() override { }
    void contentPainted() override { }
    void addressChanged(const QUrl &) override { }
    void titleChanged(const QString &) override { }
    void progressChanged(int) override { }
    void historyChanged() override { }
    void placeChanged(const ReadingPlace &) override { }
    void placeSettled() override { }
    void found(int, int) override { }
    void linkHovered(const QUrl &) override { }
    void zoomRequested(int) override { }
    void handOverRequested(const QUrl &) override { }
    void navigationRefused(const QUrl &) override { }
    void contextMenuRequested(const PageContext &) override { }
    void elementPicked(int) override { }
    void focusLeft(bool) override { }
    void documentParsed() override { }
    void linkFollowed(const QUrl &) override { }

private:
    void look()
    {
        m_restTimer.stop();
        m_page->takeSnapshot([alive = std::weak_ptr(m_alive), this](const PageSnapshot &snapshot) {
            if (alive.expired() || !m_isLoaded)
                return;
            m_snapshot = snapshot;
            m_restTimer.start();
        });
    }
    void fail(const PageError &error) { give(tl::unexpected(errorOf(error))); }
    void give(const Result<PageSnapshot> &result)
    {
        if (!std::exchange(m_isOver, true))
            m_answer(result);
    }

    const Patience m_patience;
    const Answer m_answer;
    QTimer m_loadTimer;
    QTimer m_restTimer;
    QTimer m_scriptsTimer;
    bool m_isLoaded = false;
    bool m_isOver = false;
    PageSnapshot m_snapshot;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
    std::unique_ptr<EnginePage> m_page;
};

PageRenderer::PageRenderer(PageEngine &engine, QObject *parent)
    : PageRenderer(engine, Patience{}, parent)
{
}

PageRenderer::PageRenderer(PageEngine &engine, const Patience &patience, QObject *parent)
    : QObject(parent), m_engine(engine), m_patience(patience)
{
}

PageRenderer::~PageRenderer() = default;

QFuture<Result<PageSnapshot>> PageRenderer::render(const QUrl &url)
{
    Request request;
    request.url = url;
    request.promise.start();
    const QFuture<Result<PageSnapshot>> future = request.promise.future();
    m_requests.push_back(std::move(request));
    if (m_requests.size() == 1)
        QMetaObject::invokeMethod(this, &PageRenderer::next, Qt::QueuedConnection);
    return future;
}

void PageRenderer::next()
{
    m_page.reset();
    if (m_requests.empty())
        return;
    // The answer comes from inside the page, or from inside the engine's callbacks.
    const auto later = [this](const Result<PageSnapshot> &result) {
        QMetaObject::invokeMethod(
            this, [this, result] { answer(result); }, Qt::QueuedConnection);
    };
    m_page = std::make_unique<Page>(m_patience, later);
    m_page->start(m_engine, m_requests.front().url);
}

void PageRenderer::answer(const Result<PageSnapshot> &result)
{
    // What the page said after its answer.
    if (!m_page)
        return;
    m_page.reset();
    Request request = std::move(m_requests.front());
    m_requests.pop_front();
    request.promise.addResult(result);
    request.promise.finish();
    next();
}

} // namespace lectern
