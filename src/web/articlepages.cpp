// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/articlepages.h"

#include "core/deliver.h"
#include "web/navigationpolicy.h"
#include "web/pageengine.h"
#include "web/readerdocument.h"

#include <QResizeEvent>

#include <utility>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// Characters that make an article even before the page is complete. With less, it may be what
/// stands there until scripts have made the article.
constexpr int enoughText = 1500;
/// What has to come after that for reader view to be shown anew.
constexpr double muchMore = 1.1;

bool isOwnAddress(const QUrl &url)
{
    return url.scheme() == QLatin1StringView(lecternScheme);
}

QUrl pageOf(const QUrl &url)
{
    return url.adjusted(QUrl::RemoveFragment);
}

/// An address of reader view as that of the article; others as they are.
QUrl toldAddress(const QUrl &url)
{
    const QUrl article = articleAddress(url);
    return article.isEmpty() ? url : article;
}

} // namespace

ArticlePages::ArticlePages(PageEngine &engine, QWidget *parent)
    : QWidget(parent), m_engine(engine), m_original(new PageView(engine, this)),
      m_teller(m_original)
{
    setFocusProxy(m_original);
    connectPage(*m_original);
    connectOriginal();
}

ArticlePages::~ArticlePages() = default;

void ArticlePages::connectPage(PageView &page)
{
    connect(&page, &PageView::progressChanged, this, [this, &page](int percent) {
        if (m_isLoading && m_teller == &page)
            emit progressChanged(percent);
    });
    connect(&page, &PageView::titleChanged, this, [this, &page](const QString &title) {
        if (m_teller == &page)
            setTitle(title);
    });
    connect(&page, &PageView::placeChanged, this, [this, &page](const ReadingPlace &place) {
        if (&this->page() == &page)
            emit placeChanged(place);
    });
    connect(&page, &PageView::linkHovered, this,
            [this](const QUrl &url) { emit linkHovered(toldAddress(url)); });
    connect(&page, &PageView::handOverRequested, this,
            [this](const QUrl &url) { emit handOverRequested(toldAddress(url)); });
    connect(&page, &PageView::contextMenuRequested, this, [this](PageContext context) {
        context.linkUrl = toldAddress(context.linkUrl);
        emit contextMenuRequested(context);
    });
    connect(&page, &PageView::historyChanged, this, &ArticlePages::historyChanged);
    connect(&page, &PageView::found, this, &ArticlePages::found);
    connect(&page, &PageView::navigationRefused, this, &ArticlePages::navigationRefused);
    connect(&page, &PageView::zoomRequested, this, &ArticlePages::zoomRequested);
}

void ArticlePages::connectOriginal()
{
    connect(m_original, &PageView::loadStarted, this, &ArticlePages::originalStarted);
    connect(m_original, &PageView::addressChanged, this, [this](const QUrl &url) {
        if (m_teller != m_original || url == m_url)
            return;
        m_url = url;
        emit addressChanged(url);
    });
    connect(m_original, &PageView::documentParsed, this, [this] {
        if (m_turn == Turn::Awaited)
            read();
    });
    connect(m_original, &PageView::contentShown, this, &ArticlePages::originalShown);
    connect(m_original, &PageView::loadFinished, this, &ArticlePages::originalFinished);
    connect(m_original, &PageView::failed, this, &ArticlePages::originalFailed);
    connect(m_original, &PageView::loadStopped, this, &ArticlePages::originalStopped);
}

void ArticlePages::connectReader()
{
    connect(m_reader, &PageView::loadStarted, this, [this] {
        if (m_teller == m_reader && !m_isLoading) // loaded again
            begin(m_url, *m_reader);
    });
    connect(m_reader, &PageView::addressChanged, this, &ArticlePages::readerMoved);
    connect(m_reader, &PageView::documentParsed, this, [this] {
        if (m_turn == Turn::Painting && m_view == ReadingView::Original)
            readerShown();
    });
    connect(m_reader, &PageView::contentShown, this, &ArticlePages::readerShown);
    connect(m_reader, &PageView::loadFinished, this, [this] {
        if (m_teller == m_reader)
            end(0);
    });
    connect(m_reader, &PageView::failed, this, &ArticlePages::readerFailed);
    connect(m_reader, &PageView::loadStopped, this, [this] {
        if (m_teller == m_reader && m_isLoading) {
            m_isLoading = false;
            emit loadStopped();
        }
    });
    connect(m_reader, &PageView::linkFollowed, this, &ArticlePages::followLink);
}

PageView &ArticlePages::reader()
{
    if (m_reader == nullptr) {
        m_reader = new PageView(m_engine, this);
        m_reader->setPresence(m_presence);
        m_reader->handOutLinks();
        connectPage(*m_reader);
        connectReader();
        layOut();
    }
    return *m_reader;
}

PageView &ArticlePages::page() const
{
    return m_seen == ReadingView::Reader ? *m_reader : *m_original;
}

// --- What is asked for ---------------------------------------------------------------------------

void ArticlePages::open(const ArticleOpening &opening)
{
    setTurn(Turn::None);
    m_opening = opening;
    m_textStep.reset();
    m_original->setZoom(opening.zoom);
    const bool isForReader = opening.view == ReadingView::Reader && !isOwnAddress(opening.url);
    if (isForReader && opening.isTextStored) {
        openText(opening);
    } else if (isForReader) {
        loadForReader(opening.url, opening.readerPlace);
    } else {
        const bool isOther = std::exchange(m_view, ReadingView::Original) != m_view;
        if (m_seen == ReadingView::Reader)
            m_original->clear();
        bringIn(ReadingView::Original);
        if (isOther)
            emit viewChanged(m_view);
        m_original->load(opening.url, opening.originalPlace);
    }
}

void ArticlePages::setView(ReadingView view)
{
    if (view == m_view) {
        if (m_turn != Turn::None && m_view == m_seen && m_view == ReadingView::Original)
            setTurn(Turn::None); // changed one's mind
        return;
    }
    if (view == ReadingView::Original)
        turnToOriginal();
    else if (m_url.isEmpty() || isOwnAddress(m_url))
        emit viewUnavailable({ErrorKind::Data, ErrorCode::NotFound, u"it is no web page"_s});
    else if (m_turn == Turn::None)
        turnToReader();
}

void ArticlePages::forgetHistory()
{
    m_original->forgetHistory();
    m_textStep.reset();
}

void ArticlePages::setPresence(PagePresence presence)
{
    m_presence = presence;
    // A widget that is hidden is told of its size only when it is shown.
    layOut();
    m_original->setPresence(presence);
    if (m_reader != nullptr)
        m_reader->setPresence(presence);
}

void ArticlePages::reload()
{
    if (m_url.isEmpty())
        return;
    if (m_view == ReadingView::Reader && m_reader != nullptr)
        m_readerPlace = m_reader->place();
    if (m_teller == m_reader)
        m_reader->reload();
    else
        m_original->reload();
}

void ArticlePages::stop()
{
    m_isStopWanted = true;
    m_original->stop();
    if (m_reader != nullptr)
        m_reader->stop();
    m_isStopWanted = m_isLoading;
}

void ArticlePages::goBack()
{
    if (m_seen == ReadingView::Reader && m_anchorsBack > 0) {
        m_anchorStep = -1;
        m_reader->goBack();
    } else if (isAtTextStep()) {
        setTurn(Turn::None);
        m_opening = m_textStep->opening;
        openText(m_opening);
    } else if (m_isOriginalThere) {
        m_original->goBack();
    }
}

void ArticlePages::goForward()
{
    if (m_seen == ReadingView::Reader && m_anchorsForward > 0) {
        m_anchorStep = 1;
        m_reader->goForward();
    } else if (m_isOriginalThere) {
        m_original->goForward();
    } else if (m_textStep) {
        loadForReader(m_textStep->next, {});
    }
}

bool ArticlePages::canGoBack() const
{
    const bool isInDocument = m_seen == ReadingView::Reader && m_anchorsBack > 0;
    return isInDocument || isAtTextStep() || (m_isOriginalThere && m_original->canGoBack());
}

bool ArticlePages::canGoForward() const
{
    const bool isInDocument = m_seen == ReadingView::Reader && m_anchorsForward > 0;
    return isInDocument
        || (m_isOriginalThere ? m_original->canGoForward() : m_textStep.has_value());
}

bool ArticlePages::isAtTextStep() const
{
    return m_textStep && m_isOriginalThere && m_requestedUrl == m_textStep->next;
}

std::optional<ReadingPlace> ArticlePages::place() const
{
    return m_seen == m_view ? page().place() : std::nullopt;
}

// --- The story -----------------------------------------------------------------------------------

void ArticlePages::begin(const QUrl &url, const PageView &teller)
{
    m_teller = &teller;
    m_isContentShown = false;
    m_isStopWanted = false;
    m_isReaderThere = false;
    m_droppedShare.reset();
    m_anchorsBack = 0;
    m_anchorsForward = 0;
    m_requestedUrl = url;
    if (std::exchange(m_isLoading, true)) {
        if (m_url == url)
            return; // the same story, told by the other page
        emit loadStopped();
    }
    m_url = url;
    m_title.clear();
    emit loadStarted(url);
    emit addressChanged(url);
    emit titleChanged(m_title);
}

void ArticlePages::end(int httpStatus)
{
    if (!std::exchange(m_isLoading, false))
        return;
    layOut();
    emit loadFinished(httpStatus);
}

void ArticlePages::fail(const PageError &error)
{
    setTurn(Turn::None);
    m_isLoading = false;
    PageError told = error;
    told.url = toldAddress(error.url);
    emit failed(told);
}

void ArticlePages::setTitle(const QString &title)
{
    if (title == m_title)
        return;
    m_title = title;
    emit titleChanged(title);
}

void ArticlePages::showContent()
{
    if (m_isLoading && !std::exchange(m_isContentShown, true))
        emit contentShown();
}

void ArticlePages::originalStarted(const QUrl &url)
{
    const bool isLeaving = m_turn == Turn::Leaving && !m_isOriginalThere;
    m_isOriginalThere = true;
    m_originalEnd.reset();
    if (m_view == ReadingView::Reader)
        setTurn(Turn::Awaited);
    else if (!isLeaving)
        setTurn(Turn::None);
    begin(url, *m_original);
}

void ArticlePages::originalShown()
{
    if (m_teller != m_original || m_view == ReadingView::Reader)
        return;
    if (m_turn != Turn::Leaving) {
        showContent();
        return;
    }
    m_original->showPassage(m_passage, [this, turn = m_turnNumber] {
        if (isTurnedBefore(turn))
            return;
        setTurn(Turn::None);
        bringIn(ReadingView::Original);
        emit viewChanged(m_view);
        showContent();
        if (m_originalEnd)
            end(*m_originalEnd);
    });
}

void ArticlePages::originalFinished(int httpStatus)
{
    if (m_teller != m_original)
        return;
    m_originalEnd = httpStatus;
    if (m_view == ReadingView::Original) {
        if (m_turn == Turn::Awaited)
            read();
        if (m_turn != Turn::Leaving)
            end(httpStatus);
    } else if (m_isContentShown) {
        end(httpStatus);
        if (m_turn == Turn::None && m_isReadEarly)
            read();
    } else if (httpStatus != 0) {
        showOriginalInstead(); // what the server says about its error
    } else if (m_turn == Turn::Awaited) {
        read();
    }
}

void ArticlePages::originalFailed(const PageError &error)
{
    m_isOriginalThere = false;
    if (m_teller != m_original)
        return;
    const bool isReaderSeen = m_view == ReadingView::Reader && m_seen == ReadingView::Reader;
    if (isReaderSeen && (m_isReaderThere || !m_isLoading)) {
        // What is being read is there all the same; or that it isn't has been told.
        if (m_turn == Turn::Leaving)
            setTurn(Turn::None);
        end(0);
        return;
    }
    const bool isSeenNow = m_turn == Turn::Leaving;
    if (isSeenNow) {
        bringIn(ReadingView::Original);
        emit viewChanged(m_view);
    }
    fail(error);
}

void ArticlePages::originalStopped()
{
    if (m_teller != m_original || !m_isLoading)
        return;
    // Else something else is loaded instead, and that is told next.
    const bool isStopped = std::exchange(m_isStopWanted, false);
    if (isStopped && m_view == ReadingView::Reader && !m_isContentShown)
        showOriginalInstead();
    if (!isStopped || m_turn == Turn::Leaving)
        setTurn(Turn::None);
    if (std::exchange(m_isLoading, false))
        emit loadStopped();
    bringIn(m_view);
}

void ArticlePages::readerShown()
{
    const auto isSeen = [this] {
        setTurn(Turn::None);
        m_isReaderThere = true;
        const bool isOther = std::exchange(m_view, ReadingView::Reader) != m_view;
        bringIn(ReadingView::Reader);
        if (isOther)
            emit viewChanged(m_view);
        showContent();
    };
    if (m_teller == m_reader) {
        isSeen();
        return;
    }
    if (m_turn != Turn::Painting)
        return;
    if (m_view == ReadingView::Original) {
        setTurn(Turn::Entering);
        m_reader->showPassage(m_passage, [this, isSeen, turn = m_turnNumber] {
            if (!isTurnedBefore(turn))
                isSeen();
        });
        return;
    }
    isSeen();
    if (m_originalEnd) {
        end(*m_originalEnd);
        if (m_isReadEarly)
            read();
    }
}

void ArticlePages::readerFailed(const PageError &error)
{
    if (m_teller == m_reader && m_isLoading) {
        // The text is not there any more, so the page has to be asked for.
        loadForReader(m_url, m_opening.readerPlace);
    } else if (m_turn == Turn::Painting || m_turn == Turn::Entering) {
        giveUpReader({ErrorKind::Environment, ErrorCode::ConnectionLost, error.detail});
    } else {
        m_isReaderThere = false;
        if (m_seen == ReadingView::Reader)
            fail(error);
    }
}

void ArticlePages::readerMoved(const QUrl &url)
{
    const QUrl article = articleAddress(url);
    if (m_turn != Turn::None || !m_isReaderThere || pageOf(article) != pageOf(m_url))
        return;
    const int step = std::exchange(m_anchorStep, 0);
    m_anchorsBack += step == 0 ? 1 : step;
    m_anchorsForward = step == 0 ? 0 : m_anchorsForward - step;
    emit historyChanged();
}

// --- Reader view ---------------------------------------------------------------------------------

void ArticlePages::loadForReader(const QUrl &url, const std::optional<ReadingPlace> &readerPlace)
{
    m_readerPlace = readerPlace;
    const bool isOther = std::exchange(m_view, ReadingView::Reader) != m_view;
    if (m_seen == ReadingView::Original) {
        reader().clear();
        bringIn(ReadingView::Reader);
    }
    if (isOther)
        emit viewChanged(m_view);
    reader().prepare();
    m_original->load(url);
}

void ArticlePages::openText(const ArticleOpening &opening)
{
    const bool isOther = std::exchange(m_view, ReadingView::Reader) != m_view;
    m_isOriginalThere = false;
    m_original->stop();
    if (m_seen == ReadingView::Original) {
        reader().clear();
        bringIn(ReadingView::Reader);
    }
    begin(opening.url, *m_reader);
    if (isOther)
        emit viewChanged(m_view);
    m_reader->load(readerAddress(opening.url), opening.readerPlace);
}

void ArticlePages::followLink(const QUrl &url)
{
    if (pageOf(url) == pageOf(m_url) && url.hasFragment()) {
        m_reader->load(readerAddress(url));
        return;
    }
    if (!m_isOriginalThere)
        m_textStep = TextStep{m_opening, url};
    setTurn(Turn::None);
    loadForReader(url, {});
}

void ArticlePages::read()
{
    m_isReadEarly = !m_originalEnd;
    setTurn(Turn::Reading);
    deliver(m_original->read(), this,
            [this, turn = m_turnNumber](const Result<ReadableArticle> &readable) {
                if (!isTurnedBefore(turn))
                    take(readable);
            });
}

void ArticlePages::take(const Result<ReadableArticle> &readable)
{
    const bool isEnough = readable && (!m_isReadEarly || readable->article.length >= enoughText);
    if (!isEnough && m_isReadEarly) {
        if (m_originalEnd)
            read(); // it is complete by now
        else
            setTurn(Turn::Awaited);
        return;
    }
    if (!readable) {
        if (m_isReaderThere)
            setTurn(Turn::None); // the one that is there will do
        else
            giveUpReader(readable.error());
        return;
    }
    if (m_isReaderThere) {
        if (readable->article.length < m_textLength * muchMore) {
            setTurn(Turn::None);
            return;
        }
        m_readerPlace = m_reader->place();
    }
    m_textLength = readable->article.length;
    m_droppedShare = readable->droppedShare;
    m_engine.keep(m_url, *readable);
    setTurn(Turn::Painting);
    reader().load(readerAddress(m_url), std::exchange(m_readerPlace, std::nullopt));
    if (m_droppedShare)
        emit droppedShareKnown(*m_droppedShare);
}

void ArticlePages::giveUpReader(const Error &error)
{
    if (m_view == ReadingView::Reader) {
        showOriginalInstead(error);
    } else {
        setTurn(Turn::None);
        emit viewUnavailable(error);
    }
}

/// Of a load that was to end in reader view.
void ArticlePages::showOriginalInstead(const std::optional<Error> &reason)
{
    setTurn(Turn::None);
    m_view = ReadingView::Original;
    bringIn(ReadingView::Original);
    emit viewChanged(m_view);
    if (reason)
        emit viewUnavailable(*reason);
    if (m_original->place())
        showContent();
    if (m_originalEnd)
        end(*m_originalEnd);
}

void ArticlePages::turnToReader()
{
    m_readerPlace.reset();
    if (m_isLoading && !m_isContentShown) {
        m_view = ReadingView::Reader;
        reader().clear();
        setTurn(Turn::Awaited);
        bringIn(ReadingView::Reader);
        emit viewChanged(m_view);
        return;
    }
    if (!m_isOriginalThere) {
        emit viewUnavailable({ErrorKind::Data, ErrorCode::NotFound, u"there is no page"_s});
        return;
    }
    setTurn(m_isReaderThere ? Turn::Painting : Turn::Reading);
    reader().prepare();
    deliver(m_original->passage(), this, [this, turn = m_turnNumber](const PagePassage &passage) {
        if (isTurnedBefore(turn))
            return;
        m_passage = passage;
        if (m_isReaderThere)
            readerShown();
        else
            read();
    });
}

void ArticlePages::turnToOriginal()
{
    const bool isUnderWay = m_turn != Turn::None && m_turn != Turn::Leaving && !m_isReaderThere;
    if (isUnderWay) {
        showOriginalInstead();
        return;
    }
    setTurn(Turn::Leaving);
    deliver(m_reader->passage(), this, [this, turn = m_turnNumber](const PagePassage &passage) {
        if (isTurnedBefore(turn))
            return;
        m_passage = passage;
        m_view = ReadingView::Original;
        if (!m_isOriginalThere) {
            m_original->load(m_url);
            return;
        }
        m_original->showPassage(m_passage, [this, turn] {
            if (isTurnedBefore(turn))
                return;
            setTurn(Turn::None);
            bringIn(ReadingView::Original);
            emit viewChanged(m_view);
        });
    });
}

void ArticlePages::setTurn(Turn turn)
{
    m_turn = turn;
    ++m_turnNumber;
    layOut();
}

// --- What is in sight ----------------------------------------------------------------------------

void ArticlePages::bringIn(ReadingView view)
{
    PageView &before = page();
    m_seen = view;
    const bool hadFocus = before.hasFocus();
    layOut();
    setFocusProxy(&page());
    if (hadFocus && &before != &page())
        page().setFocus();
}

void ArticlePages::layOut()
{
    // A page that paints or loads unseen stands beside what is in sight: of one that is hidden, the
    // engine stops timers and frames, as it shall once nothing is wanted of it.
    const QRect beside = rect().translated(width() + 1, 0);
    const bool isOriginalSeen = m_seen == ReadingView::Original;
    const bool isOriginalBusy = m_turn != Turn::None || (m_isLoading && m_teller == m_original);
    m_original->setGeometry(isOriginalSeen ? rect() : beside);
    m_original->setVisible(isOriginalSeen || isOriginalBusy);
    if (m_reader == nullptr)
        return;
    m_reader->setGeometry(isOriginalSeen ? beside : rect());
    m_reader->setVisible(!isOriginalSeen || m_turn != Turn::None);
}

void ArticlePages::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layOut();
}

} // namespace lectern
