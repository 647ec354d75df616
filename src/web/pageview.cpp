// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/pageview.h"

#include "core/fileerror.h"
#include "core/logging.h"
#include "web/colourscheme.h"
#include "web/embeddedpage.h"
#include "web/navigationpolicy.h"
#include "web/pagecover.h"
#include "web/pageengine.h"

#include <QPromise>
#include <QResizeEvent>
#include <QSaveFile>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <utility>

using namespace std::chrono_literals;

namespace lectern {

namespace {

constexpr std::chrono::milliseconds placeInterval = 100ms;
/// From the end of a load until a page that has painted nothing counts as blank.
constexpr std::chrono::milliseconds blankPagePatience = 1s;
constexpr double smallestZoom = 0.25;
constexpr double largestZoom = 5;

Result<void> write(const QByteArray &pdf, const QString &path)
{
    if (pdf.isEmpty())
        return failure(ErrorKind::Bug, ErrorCode::Internal, QStringLiteral("no PDF was made"));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(pdf) != pdf.size() || !file.commit())
        return tl::unexpected(fileError(file));
    return {};
}

/// A promise that functions can share, since they are copied and it is not.
template <typename T>
std::shared_ptr<QPromise<T>> newAnswer()
{
    auto answer = std::make_shared<QPromise<T>>();
    answer->start();
    return answer;
}

template <typename T>
auto replyTo(const std::shared_ptr<QPromise<T>> &answer)
{
    return [answer](const T &value) {
        answer->addResult(value);
        answer->finish();
    };
}

} // namespace

class PageView::Private final : public EnginePageClient
{
public:
    Private(PageView &view, PageEngine &pageEngine);

    /// True if there is a page to work with now.
    bool ensurePage();
    void startLoad(const QUrl &url, const std::optional<ReadingPlace> &place);
    void finishLoad(const EngineOutcome &outcome);
    void showContent();
    void takeLastPicture();
    void showLastPicture();
    void uncover();
    void showShownPageAgain();
    void emitPlace();
    void layOut();

    void loadBegan(const QUrl &url) override;
    void surfaceCleared(const QPixmap &lastPicture) override;
    void surfacePainted() override;
    void contentPainted() override;
    void loadEnded(const EngineOutcome &outcome) override;
    void pageCrashed(const PageError &error) override;
    void addressChanged(const QUrl &url) override;
    void titleChanged(const QString &title) override;
    void progressChanged(int percent) override;
    void historyChanged() override;
    void placeChanged(const ReadingPlace &place) override;
    void placeSettled() override;
    void found(int current, int total) override;
    void linkHovered(const QUrl &url) override;
    void zoomRequested(int steps) override;
    void handOverRequested(const QUrl &url) override;
    void navigationRefused(const QUrl &url) override;
    void contextMenuRequested(const PageContext &context) override;
    void elementPicked(int number) override;
    void documentChanged() override;
    void focusLeft(bool isForward) override;
    void documentParsed() override;
    void linkFollowed(const QUrl &url) override;

    void restyle();

    PageView &q;
    PageEngine &engine;
    PageCover cover;
    QTimer placeTimer;
    QTimer blankPageTimer;
    std::unique_ptr<EnginePage> page;
    EmbeddedPage *embedded = nullptr;
    std::optional<Error> engineError;

    QUrl address;
    QString title;
    bool isLoading = false;
    bool isContentShown = false; ///< of the page shown or being loaded
    bool isFailed = false; ///< so that nothing of the page is to be seen
    /// The last load failed before it had a page: the engine still has the one before.
    bool isFailedOnTop = false;
    /// What the engine has and did before is of another article.
    bool isHistoryForgotten = false;
    PagePresence presence = PagePresence::InSight;
    bool isToAppear = false; ///< once the cover is on the screen, which is quicker
    QPixmap restPicture; ///< of a page at rest: how it looked when it was seen or painted last
    bool isPlaceWanted = false; ///< the engine is still scrolling to the place given to load()
    std::optional<ReadingPlace> place;
    double zoom = 1;
    bool isHandingOutLinks = false;
};

PageView::Private::Private(PageView &view, PageEngine &pageEngine)
    : q(view), engine(pageEngine), cover(&view)
{
    placeTimer.setSingleShot(true);
    placeTimer.setInterval(placeInterval);
    QObject::connect(&cover, &PageCover::painted, &view, [this] {
        if (std::exchange(isToAppear, false))
            QMetaObject::invokeMethod(embedded, &EmbeddedPage::appear, Qt::QueuedConnection);
    });
    blankPageTimer.setSingleShot(true);
    blankPageTimer.setInterval(blankPagePatience);
    QObject::connect(&blankPageTimer, &QTimer::timeout, &view, [this] { uncover(); });
    QObject::connect(&placeTimer, &QTimer::timeout, &view, [this] { emitPlace(); });
}

bool PageView::Private::ensurePage()
{
    if (page)
        return true;
    Result<std::unique_ptr<EnginePage>> created = engine.createPage(*this);
    if (!created) {
        engineError = created.error();
        return false;
    }
    engineError.reset();
    page = std::move(*created);
    page->setZoom(zoom);
    if (isHandingOutLinks)
        page->handOutLinks();
    embedded = new EmbeddedPage(page->widget(), &q);
    QObject::connect(embedded, &EmbeddedPage::pageEmbedded, &q, [this] {
        if (cover.isVisible())
            showOverPage(cover);
    });
    layOut();
    embedded->setPresence(presence);
    page->setPresence(presence);
    embedded->show();
    cover.showPlain();
    const bool hadFocus = q.hasFocus();
    q.setFocusProxy(embedded);
    if (hadFocus)
        q.setFocus();
    return true;
}

void PageView::Private::layOut()
{
    cover.setGeometry(q.rect());
    if (embedded)
        embedded->setGeometry(q.rect());
}

void PageView::Private::startLoad(const QUrl &url, const std::optional<ReadingPlace> &wantedPlace)
{
    if (isLoading) {
        isLoading = false;
        emit q.loadStopped();
    }
    isLoading = true;
    isContentShown = false;
    isFailed = false;
    isFailedOnTop = false;
    isPlaceWanted = wantedPlace.has_value();
    place = wantedPlace;
    placeTimer.stop();
    blankPageTimer.stop();
    address = url;
    title.clear();
    emit q.loadStarted(url);
    emit q.addressChanged(url);
    emit q.titleChanged(title);
}

void PageView::Private::finishLoad(const EngineOutcome &outcome)
{
    if (!isLoading)
        return;
    if (outcome.kind == EngineOutcome::Kind::Finished)
        showContent();
    // A page without anything to see never paints.
    if (outcome.kind != EngineOutcome::Kind::Failed)
        blankPageTimer.start();
    isLoading = false;
    switch (outcome.kind) {
    case EngineOutcome::Kind::Finished:
        emit q.loadFinished(outcome.httpStatus);
        break;
    case EngineOutcome::Kind::Stopped:
        emit q.loadStopped();
        break;
    case EngineOutcome::Kind::Failed:
        isFailedOnTop = !outcome.isPageReplaced;
        isFailed = true;
        cover.showPlain();
        emit q.failed(outcome.error);
        break;
    }
}

void PageView::Private::showContent()
{
    if (isContentShown)
        return;
    isContentShown = true;
    isHistoryForgotten = false;
    // The engine says nothing of a title that is the same as that of the page before.
    titleChanged(page->title());
    if (!place)
        place = page->place();
    emit q.contentShown();
}

void PageView::Private::takeLastPicture()
{
    restPicture = cover.isHidden() ? embedded->picture() : cover.picture();
    // So that nothing has to be made when it is needed.
    cover.setAttribute(Qt::WA_NativeWindow);
    cover.winId();
}

void PageView::Private::showLastPicture()
{
    const QPixmap picture = std::exchange(restPicture, {});
    isToAppear = true;
    // What comes into sight is white until it has painted anew. A picture is there at once.
    if (picture.deviceIndependentSize().toSize() == q.size())
        cover.showPicture(picture);
    else
        cover.showPlain();
    blankPageTimer.start();
}

void PageView::Private::uncover()
{
    blankPageTimer.stop();
    if (std::exchange(isToAppear, false))
        embedded->appear();
    if (cover.isVisible())
        embedded->present();
    // Whoever lies over the page now should go first.
    emit q.uncovered();
    cover.hide();
}

void PageView::Private::showShownPageAgain()
{
    startLoad(page->url(), {});
    title = page->title();
    emit q.titleChanged(title);
    uncover();
    finishLoad({});
    emit q.historyChanged();
}

void PageView::Private::emitPlace()
{
    if (place && isContentShown && !isPlaceWanted)
        emit q.placeChanged(*place);
}

void PageView::Private::loadBegan(const QUrl &url)
{
    startLoad(url, {});
}

void PageView::Private::surfaceCleared(const QPixmap &lastPicture)
{
    if (isFailed || lastPicture.isNull())
        cover.showPlain();
    else
        cover.showPicture(lastPicture);
}

void PageView::Private::surfacePainted()
{
    if (!isFailed)
        uncover();
}

void PageView::Private::contentPainted()
{
    if (!isFailed)
        showContent();
}

void PageView::Private::loadEnded(const EngineOutcome &outcome)
{
    finishLoad(outcome);
}

void PageView::Private::pageCrashed(const PageError &error)
{
    isFailed = true;
    isFailedOnTop = false;
    isLoading = false;
    cover.showPlain();
    emit q.failed(error);
}

void PageView::Private::addressChanged(const QUrl &url)
{
    if (url.isEmpty() || url == address || isFailedOnTop)
        return;
    address = url;
    emit q.addressChanged(url);
}

void PageView::Private::titleChanged(const QString &newTitle)
{
    if (newTitle == title || isFailedOnTop)
        return;
    title = newTitle;
    emit q.titleChanged(title);
}

void PageView::Private::progressChanged(int percent)
{
    emit q.progressChanged(percent);
}

void PageView::Private::historyChanged()
{
    emit q.historyChanged();
}

void PageView::Private::placeChanged(const ReadingPlace &newPlace)
{
    if (!isContentShown || isPlaceWanted)
        return;
    place = newPlace;
    if (!placeTimer.isActive())
        placeTimer.start();
}

void PageView::Private::placeSettled()
{
    isPlaceWanted = false;
}

void PageView::Private::found(int current, int total)
{
    emit q.found(current, total);
}

void PageView::Private::linkHovered(const QUrl &url)
{
    emit q.linkHovered(url);
}

void PageView::Private::zoomRequested(int steps)
{
    emit q.zoomRequested(steps);
}

void PageView::Private::handOverRequested(const QUrl &url)
{
    emit q.handOverRequested(url);
}

void PageView::Private::navigationRefused(const QUrl &url)
{
    emit q.navigationRefused(url);
}

void PageView::Private::contextMenuRequested(const PageContext &context)
{
    emit q.contextMenuRequested(context);
}

void PageView::Private::elementPicked(int number)
{
    emit q.elementPicked(number);
}

void PageView::Private::documentChanged()
{
    emit q.documentChanged();
}

void PageView::Private::focusLeft(bool isForward)
{
    embedded->passFocus(isForward);
}

void PageView::Private::documentParsed()
{
    emit q.documentParsed();
}

void PageView::Private::linkFollowed(const QUrl &url)
{
    emit q.linkFollowed(url);
}

void PageView::Private::restyle()
{
    const ReaderStyle &style = engine.readerStyle();
    if (page)
        page->restyle(schemeOf(style.theme, isDark(q.palette())), styleSheetOf(style));
}

PageView::PageView(PageEngine &engine, QWidget *parent)
    : QWidget(parent), d(std::make_unique<Private>(*this, engine))
{
    setFocusPolicy(Qt::StrongFocus);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    connect(&engine, &PageEngine::readerStyleChanged, this, [this] { d->restyle(); });
}

PageView::~PageView() = default;

void PageView::warmUp()
{
    // An engine that is missing is looked for again when a page is wanted, not at every hover.
    if (!d->engineError)
        d->ensurePage();
}

bool PageView::isEngineLoaded() const
{
    return d->page != nullptr;
}

void PageView::load(const QUrl &url, const std::optional<ReadingPlace> &place)
{
    d->startLoad(url, place);
    const NavigationVerdict verdict = navigationVerdict({url, {}, NavigationCause::Reader});
    if (verdict != NavigationVerdict::LoadHere) {
        d->finishLoad({EngineOutcome::Kind::Failed, 0, {PageProblem::AddressRefused, url, 0, {}}});
        return;
    }
    if (!d->ensurePage()) {
        d->finishLoad({EngineOutcome::Kind::Failed,
                       0,
                       {PageProblem::EngineUnavailable, url, 0, d->engineError->detail}});
        return;
    }
    d->page->load(url, place);
}

void PageView::goTo(const ReadingPlace &place)
{
    if (!d->page)
        return;
    d->place = place;
    d->isPlaceWanted = true;
    d->page->goTo(place);
}

void PageView::forgetHistory()
{
    if (!d->page)
        return;
    d->isHistoryForgotten = true;
    d->page->forgetHistory();
}

void PageView::setPresence(PagePresence presence)
{
    const PagePresence before = std::exchange(d->presence, presence);
    if (!d->page || presence == before)
        return;
    if (before == PagePresence::InSight || before == PagePresence::Ahead)
        d->takeLastPicture();
    d->layOut();
    d->embedded->setPresence(presence);
    d->page->setPresence(presence);
    if (presence == PagePresence::InSight)
        d->showLastPicture();
}

void PageView::reload()
{
    if (d->address.isEmpty())
        return;
    // The engine only knows pages that were there once.
    if (d->isFailedOnTop || !d->page)
        load(d->address, d->place);
    else
        d->page->reload();
}

void PageView::stop()
{
    if (d->isLoading && d->page)
        d->page->stop();
}

void PageView::goBack()
{
    if (!canGoBack())
        return;
    if (d->isFailedOnTop)
        d->showShownPageAgain();
    else
        d->page->goBack();
}

void PageView::goForward()
{
    if (canGoForward())
        d->page->goForward();
}

QUrl PageView::url() const
{
    return d->address;
}

QString PageView::title() const
{
    return d->title;
}

bool PageView::isLoading() const
{
    return d->isLoading;
}

bool PageView::canGoBack() const
{
    if (!d->page)
        return false;
    if (d->isFailedOnTop)
        return !d->isHistoryForgotten && !d->page->url().isEmpty();
    return d->page->canGoBack();
}

bool PageView::canGoForward() const
{
    return d->page && d->page->canGoForward();
}

std::optional<ReadingPlace> PageView::place() const
{
    return d->isContentShown ? d->place : std::nullopt;
}

bool PageView::isCovered() const
{
    return !d->cover.isHidden();
}

QPixmap PageView::picture()
{
    return !d->embedded || d->cover.isVisible() ? grab() : d->embedded->picture();
}

QString PageView::selectedText() const
{
    return d->page ? d->page->selectedText() : QString();
}

void PageView::setZoom(double factor)
{
    d->zoom = std::clamp(factor, smallestZoom, largestZoom);
    if (d->page)
        d->page->setZoom(d->zoom);
}

double PageView::zoom() const
{
    return d->zoom;
}

void PageView::find(const QString &text, FindDirection direction)
{
    if (d->page)
        d->page->find(text, direction == FindDirection::Backward);
}

void PageView::copySelection()
{
    if (d->page)
        d->page->copySelection();
}

QFuture<PageSnapshot> PageView::takeSnapshot()
{
    const auto answer = newAnswer<PageSnapshot>();
    const auto reply = replyTo(answer);
    if (d->page)
        d->page->takeSnapshot(reply);
    else
        reply({});
    return answer->future();
}

QFuture<Result<ExtractedArticle>> PageView::extract()
{
    const auto answer = newAnswer<Result<ExtractedArticle>>();
    const auto reply = replyTo(answer);
    if (d->page)
        d->page->extract(reply);
    else
        reply(failure(ErrorKind::Data, ErrorCode::NotFound, QStringLiteral("there is no page")));
    return answer->future();
}

void PageView::markElements(const QList<int> &numbers)
{
    if (d->page)
        d->page->markElements(numbers);
}

void PageView::setPicking(bool isPicking)
{
    if (d->page)
        d->page->setPicking(isPicking);
}

QFuture<Result<void>> PageView::savePdf(const QString &path)
{
    const auto answer = std::make_shared<QPromise<Result<void>>>();
    answer->start();
    const auto finish = [answer](const Result<void> &outcome) {
        answer->addResult(outcome);
        answer->finish();
    };
    if (d->page)
        d->page->makePdf([path, finish](const QByteArray &pdf) { finish(write(pdf, path)); });
    else
        finish(failure(ErrorKind::Data, ErrorCode::NotFound, QStringLiteral("there is no page")));
    return answer->future();
}

QFuture<Result<bool>> PageView::print()
{
    const auto answer = std::make_shared<QPromise<Result<bool>>>();
    answer->start();
    const auto finish = [answer](const Result<bool> &outcome) {
        answer->addResult(outcome);
        answer->finish();
    };
    if (!d->page) {
        finish(failure(ErrorKind::Data, ErrorCode::NotFound, QStringLiteral("there is no page")));
        return answer->future();
    }
    d->page->print(*window(), [finish](PrintOutcome outcome) {
        if (outcome == PrintOutcome::Failed)
            finish(failure(ErrorKind::Environment, ErrorCode::InputOutput,
                           QStringLiteral("the page did not get to the printer")));
        else
            finish(outcome == PrintOutcome::Printed);
    });
    return answer->future();
}

QFuture<Result<ReadableArticle>> PageView::read()
{
    const auto answer = newAnswer<Result<ReadableArticle>>();
    const auto reply = replyTo(answer);
    if (d->page)
        d->page->read(reply);
    else
        reply(failure(ErrorKind::Data, ErrorCode::NotFound, QStringLiteral("there is no page")));
    return answer->future();
}

void PageView::handOutLinks()
{
    d->isHandingOutLinks = true;
    if (d->page)
        d->page->handOutLinks();
}

QFuture<PagePassage> PageView::passage()
{
    const auto answer = newAnswer<PagePassage>();
    const auto reply = replyTo(answer);
    if (d->page)
        d->page->tellPassage(reply);
    else
        reply({});
    return answer->future();
}

void PageView::showPassage(const PagePassage &passage, const std::function<void()> &reply)
{
    if (d->page && !passage.description.isEmpty())
        d->page->showPassage(passage, reply);
    else
        reply();
}

void PageView::prepare()
{
    if (d->ensurePage())
        d->page->warmUp();
}

void PageView::clear()
{
    if (d->page)
        d->cover.showPlain();
}

QFuture<PassageQuote> PageView::selectedPassage()
{
    const auto answer = newAnswer<PassageQuote>();
    const auto reply = replyTo(answer);
    if (d->page)
        d->page->tellSelection(reply);
    else
        reply({});
    return answer->future();
}

void PageView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    d->layOut();
}

void PageView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        d->restyle();
}

} // namespace lectern
