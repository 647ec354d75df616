// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/articlepages.h"

#include "web/pageengine.h"

#include <QResizeEvent>

namespace lectern {

ArticlePages::ArticlePages(PageEngine &engine, QWidget *parent)
    : QWidget(parent), m_original(new PageView(engine, this))
{
    setFocusProxy(m_original);
    connect(m_original, &PageView::loadStarted, this, &ArticlePages::loadStarted);
    connect(m_original, &PageView::addressChanged, this, &ArticlePages::addressChanged);
    connect(m_original, &PageView::titleChanged, this, &ArticlePages::titleChanged);
    connect(m_original, &PageView::progressChanged, this, &ArticlePages::progressChanged);
    connect(m_original, &PageView::contentShown, this, &ArticlePages::contentShown);
    connect(m_original, &PageView::loadFinished, this, &ArticlePages::loadFinished);
    connect(m_original, &PageView::failed, this, &ArticlePages::failed);
    connect(m_original, &PageView::loadStopped, this, &ArticlePages::loadStopped);
    connect(m_original, &PageView::historyChanged, this, &ArticlePages::historyChanged);
    connect(m_original, &PageView::placeChanged, this, &ArticlePages::placeChanged);
    connect(m_original, &PageView::linkHovered, this, &ArticlePages::linkHovered);
    connect(m_original, &PageView::found, this, &ArticlePages::found);
    connect(m_original, &PageView::handOverRequested, this, &ArticlePages::handOverRequested);
    connect(m_original, &PageView::navigationRefused, this, &ArticlePages::navigationRefused);
    connect(m_original, &PageView::contextMenuRequested, this, &ArticlePages::contextMenuRequested);
    connect(m_original, &PageView::zoomRequested, this, &ArticlePages::zoomRequested);
}

ArticlePages::~ArticlePages() = default;

void ArticlePages::open(const ArticleOpening &opening)
{
    m_original->setZoom(opening.zoom);
    m_original->load(opening.url, opening.originalPlace);
}

void ArticlePages::setView(ReadingView view)
{
    if (view == ReadingView::Reader)
        emit viewUnavailable({ErrorKind::Data, ErrorCode::NotFound, {}});
}

void ArticlePages::forgetHistory()
{
    m_original->forgetHistory();
}

void ArticlePages::setPresence(PagePresence presence)
{
    // A widget that is hidden is told of its size only when it is shown.
    m_original->setGeometry(rect());
    m_original->setPresence(presence);
}

void ArticlePages::reload()
{
    m_original->reload();
}

void ArticlePages::stop()
{
    m_original->stop();
}

void ArticlePages::goBack()
{
    m_original->goBack();
}

void ArticlePages::goForward()
{
    m_original->goForward();
}

QUrl ArticlePages::url() const
{
    return m_original->url();
}

QString ArticlePages::title() const
{
    return m_original->title();
}

bool ArticlePages::isLoading() const
{
    return m_original->isLoading();
}

bool ArticlePages::canGoBack() const
{
    return m_original->canGoBack();
}

bool ArticlePages::canGoForward() const
{
    return m_original->canGoForward();
}

std::optional<ReadingPlace> ArticlePages::place() const
{
    return m_original->place();
}

void ArticlePages::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_original->setGeometry(rect());
}

} // namespace lectern
