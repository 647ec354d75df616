// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/articleview.h"

#include "core/canonicaladdress.h"
#include "web/memorytightness.h"

#include <QPointer>
#include <QResizeEvent>

namespace lectern {

ArticleView::ArticleView(PageEngine &engine, QWidget *parent)
    : ArticleView(
        engine, {}, [] { return isMemoryTight(); }, parent)
{
}

ArticleView::ArticleView(PageEngine &engine, const PoolPatience &patience,
                         const ArticlePool::MemoryProbe &isMemoryTight, QWidget *parent)
    : QWidget(parent), m_pool(std::make_unique<ArticlePool>(engine, *this, patience, isMemoryTight))
{
    setFocusPolicy(Qt::StrongFocus);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    followPages();
}

ArticleView::~ArticleView() = default;

void ArticleView::followPages()
{
    ArticlePages *pages = &inSight();
    setFocusProxy(pages);
    connect(pages, &ArticlePages::loadStarted, this, [this](const QUrl &url) {
        m_askedFor = url;
        emit loadStarted(url);
    });
    connect(pages, &ArticlePages::addressChanged, this, &ArticleView::addressChanged);
    connect(pages, &ArticlePages::titleChanged, this, &ArticleView::titleChanged);
    connect(pages, &ArticlePages::progressChanged, this, &ArticleView::progressChanged);
    connect(pages, &ArticlePages::contentShown, this, &ArticleView::contentShown);
    connect(pages, &ArticlePages::loadFinished, this, &ArticleView::loadFinished);
    connect(pages, &ArticlePages::failed, this, &ArticleView::failed);
    connect(pages, &ArticlePages::loadStopped, this, &ArticleView::loadStopped);
    connect(pages, &ArticlePages::historyChanged, this, &ArticleView::historyChanged);
    connect(pages, &ArticlePages::placeChanged, this, &ArticleView::placeChanged);
    connect(pages, &ArticlePages::viewChanged, this, &ArticleView::viewChanged);
    connect(pages, &ArticlePages::viewUnavailable, this, &ArticleView::viewUnavailable);
    connect(pages, &ArticlePages::droppedShareKnown, this, &ArticleView::droppedShareKnown);
    connect(pages, &ArticlePages::linkHovered, this, &ArticleView::linkHovered);
    connect(pages, &ArticlePages::found, this, &ArticleView::found);
    connect(pages, &ArticlePages::handOverRequested, this, &ArticleView::handOverRequested);
    connect(pages, &ArticlePages::navigationRefused, this, &ArticleView::navigationRefused);
    connect(pages, &ArticlePages::contextMenuRequested, this, &ArticleView::contextMenuRequested);
    connect(pages, &ArticlePages::zoomRequested, this, &ArticleView::zoomRequested);
}

void ArticleView::warmUp()
{
    inSight().page().warmUp();
}

bool ArticleView::isEngineLoaded() const
{
    return inSight().page().isEngineLoaded();
}

void ArticleView::open(const ArticleOpening &opening)
{
    rememberVisit();
    m_history.visit(opening);
    showArticle(opening);
}

void ArticleView::prepare(const QList<ArticleOpening> &likely)
{
    m_pool->prepare(likely);
}

void ArticleView::setLoadingAhead(bool isLoadingAhead)
{
    m_pool->setLoadingAhead(isLoadingAhead);
}

void ArticleView::showArticle(const ArticleOpening &opening)
{
    m_askedFor = opening.url;
    if (!m_pool->has(opening.url)) {
        inSight().forgetHistory();
        inSight().open(opening);
        return;
    }
    turnTo(opening);
    const QUrl shown = inSight().url();
    const bool isPlaceOnPage = opening.url.hasFragment() && opening.url != shown
        && opening.url.adjusted(QUrl::RemoveFragment) == shown.adjusted(QUrl::RemoveFragment);
    if (isPlaceOnPage)
        inSight().open(opening);
    else
        tellStory(opening);
}

void ArticleView::turnTo(const ArticleOpening &opening)
{
    ArticlePages &before = inSight();
    disconnect(&before, nullptr, this, nullptr);
    const bool wasLoading = before.isLoading();
    const ReadingView viewBefore = before.view();
    before.page().find({}, PageView::FindDirection::Forward);
    // A widget that is hidden gives the focus to whoever comes next.
    const QWidget *focus = window()->focusWidget();
    const bool hadFocus = focus && (focus == this || isAncestorOf(focus));
    setFocusProxy(nullptr);
    if (hadFocus)
        setFocus();
    m_pool->turnTo(opening);
    followPages();
    if (hadFocus)
        inSight().setFocus();
    emit linkHovered({});
    if (wasLoading)
        emit loadStopped();
    if (inSight().view() != viewBefore)
        emit viewChanged(inSight().view());
}

void ArticleView::tellStory(const ArticleOpening &opening)
{
    const QPointer<ArticlePages> told = &inSight();
    // Whoever hears it may open another one.
    const auto isOver = [this, told] { return told != &inSight(); };
    emit loadStarted(opening.url);
    if (!isOver())
        emit addressChanged(opening.url);
    if (!isOver() && told->url() != opening.url)
        emit addressChanged(told->url());
    if (!isOver())
        emit titleChanged(told->title());
    if (!isOver())
        emit historyChanged();
    if (!isOver() && m_pool->isContentShown())
        emit contentShown();
    if (!isOver() && m_pool->isComplete())
        emit loadFinished(0);
}

void ArticleView::rememberVisit()
{
    std::optional<ArticleOpening> visit = m_history.current();
    if (!visit)
        return;
    if (canonicalAddress(visit->url) != canonicalAddress(m_askedFor)) {
        visit->originalPlace.reset();
        visit->readerPlace.reset();
        visit->isTextStored = false;
    }
    visit->url = m_askedFor;
    visit->view = inSight().view();
    visit->zoom = inSight().zoom();
    if (const std::optional<ReadingPlace> place = inSight().place()) {
        if (visit->view == ReadingView::Reader)
            visit->readerPlace = place;
        else
            visit->originalPlace = place;
    }
    m_history.setCurrent(*visit);
}

void ArticleView::setView(ReadingView view)
{
    inSight().setView(view);
}

ReadingView ArticleView::view() const
{
    return inSight().view();
}

void ArticleView::reload()
{
    inSight().reload();
}

void ArticleView::stop()
{
    inSight().stop();
}

void ArticleView::goBack()
{
    if (inSight().canGoBack()) {
        inSight().goBack();
    } else if (m_history.canGoBack()) {
        rememberVisit();
        showArticle(m_history.goBack());
    }
}

void ArticleView::goForward()
{
    if (inSight().canGoForward()) {
        inSight().goForward();
    } else if (m_history.canGoForward()) {
        rememberVisit();
        showArticle(m_history.goForward());
    }
}

bool ArticleView::canGoBack() const
{
    return inSight().canGoBack() || m_history.canGoBack();
}

bool ArticleView::canGoForward() const
{
    return inSight().canGoForward() || m_history.canGoForward();
}

QUrl ArticleView::url() const
{
    return inSight().url();
}

QString ArticleView::title() const
{
    return inSight().title();
}

bool ArticleView::isLoading() const
{
    return inSight().isLoading();
}

std::optional<ReadingPlace> ArticleView::place() const
{
    return inSight().place();
}

QString ArticleView::selectedText() const
{
    return inSight().page().selectedText();
}

QPixmap ArticleView::picture()
{
    return inSight().page().picture();
}

void ArticleView::setZoom(double factor)
{
    inSight().setZoom(factor);
}

double ArticleView::zoom() const
{
    return inSight().zoom();
}

void ArticleView::find(const QString &text, PageView::FindDirection direction)
{
    inSight().page().find(text, direction);
}

void ArticleView::copySelection()
{
    inSight().page().copySelection();
}

QFuture<PassageQuote> ArticleView::selectedPassage()
{
    return inSight().page().selectedPassage();
}

QFuture<Result<ExtractedArticle>> ArticleView::extract()
{
    return inSight().page().extract();
}

std::optional<double> ArticleView::droppedShare() const
{
    return inSight().droppedShare();
}

QFuture<Result<void>> ArticleView::savePdf(const QString &path)
{
    return inSight().page().savePdf(path);
}

QFuture<Result<bool>> ArticleView::print()
{
    return inSight().page().print();
}

void ArticleView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_pool->layOut();
}

} // namespace lectern
