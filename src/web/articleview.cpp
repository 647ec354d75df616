// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/articleview.h"

#include "web/pageengine.h"

#include <QResizeEvent>

namespace lectern {

ArticleView::ArticleView(PageEngine &engine, QWidget *parent)
    : QWidget(parent), m_pages(new ArticlePages(engine, this))
{
    setFocusPolicy(Qt::StrongFocus);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setFocusProxy(m_pages);
    connectPages(*m_pages);
}

ArticleView::~ArticleView() = default;

void ArticleView::connectPages(ArticlePages &pages)
{
    connect(&pages, &ArticlePages::loadStarted, this, &ArticleView::loadStarted);
    connect(&pages, &ArticlePages::addressChanged, this, &ArticleView::addressChanged);
    connect(&pages, &ArticlePages::titleChanged, this, &ArticleView::titleChanged);
    connect(&pages, &ArticlePages::progressChanged, this, &ArticleView::progressChanged);
    connect(&pages, &ArticlePages::contentShown, this, &ArticleView::contentShown);
    connect(&pages, &ArticlePages::loadFinished, this, &ArticleView::loadFinished);
    connect(&pages, &ArticlePages::failed, this, &ArticleView::failed);
    connect(&pages, &ArticlePages::loadStopped, this, &ArticleView::loadStopped);
    connect(&pages, &ArticlePages::historyChanged, this, &ArticleView::historyChanged);
    connect(&pages, &ArticlePages::placeChanged, this, &ArticleView::placeChanged);
    connect(&pages, &ArticlePages::viewChanged, this, &ArticleView::viewChanged);
    connect(&pages, &ArticlePages::viewUnavailable, this, &ArticleView::viewUnavailable);
    connect(&pages, &ArticlePages::linkHovered, this, &ArticleView::linkHovered);
    connect(&pages, &ArticlePages::found, this, &ArticleView::found);
    connect(&pages, &ArticlePages::handOverRequested, this, &ArticleView::handOverRequested);
    connect(&pages, &ArticlePages::navigationRefused, this, &ArticleView::navigationRefused);
    connect(&pages, &ArticlePages::contextMenuRequested, this, &ArticleView::contextMenuRequested);
    connect(&pages, &ArticlePages::zoomRequested, this, &ArticleView::zoomRequested);
}

void ArticleView::warmUp()
{
    m_pages->page().warmUp();
}

bool ArticleView::isEngineLoaded() const
{
    return m_pages->page().isEngineLoaded();
}

void ArticleView::open(const ArticleOpening &opening)
{
    m_pages->open(opening);
}

void ArticleView::setView(ReadingView view)
{
    m_pages->setView(view);
}

ReadingView ArticleView::view() const
{
    return m_pages->view();
}

void ArticleView::reload()
{
    m_pages->reload();
}

void ArticleView::stop()
{
    m_pages->stop();
}

void ArticleView::goBack()
{
    m_pages->goBack();
}

void ArticleView::goForward()
{
    m_pages->goForward();
}

bool ArticleView::canGoBack() const
{
    return m_pages->canGoBack();
}

bool ArticleView::canGoForward() const
{
    return m_pages->canGoForward();
}

QUrl ArticleView::url() const
{
    return m_pages->url();
}

QString ArticleView::title() const
{
    return m_pages->title();
}

bool ArticleView::isLoading() const
{
    return m_pages->isLoading();
}

std::optional<ReadingPlace> ArticleView::place() const
{
    return m_pages->place();
}

QString ArticleView::selectedText() const
{
    return m_pages->page().selectedText();
}

QPixmap ArticleView::picture()
{
    return m_pages->page().picture();
}

void ArticleView::setZoom(double factor)
{
    m_pages->page().setZoom(factor);
}

double ArticleView::zoom() const
{
    return m_pages->page().zoom();
}

void ArticleView::find(const QString &text, PageView::FindDirection direction)
{
    m_pages->page().find(text, direction);
}

void ArticleView::copySelection()
{
    m_pages->page().copySelection();
}

QFuture<Result<void>> ArticleView::savePdf(const QString &path)
{
    return m_pages->page().savePdf(path);
}

QFuture<Result<bool>> ArticleView::print()
{
    return m_pages->page().print();
}

void ArticleView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_pages->setGeometry(rect());
}

} // namespace lectern
