// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/articlepane.h"

#include "core/canonicaladdress.h"
#include "core/deliver.h"
#include "core/logging.h"
#include "library/library.h"
#include "ui/errortext.h"
#include "ui/pageerrorpane.h"
#include "ui/welcomepane.h"
#include "ui_articlepane.h"
#include "web/embeddedpage.h"
#include "web/navigationpolicy.h"

#include <QAction>
#include <QLabel>
#include <QMenu>

#include <chrono>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lectern {

namespace {

constexpr int barHeight = 46;
constexpr QSize barButtonSize(34, 32);
constexpr QSize barIconSize(20, 20);

/// Below this width the bar has no room for words.
constexpr int compactWidth = 620;

/// A feed's text that is shorter is taken for the beginning of one.
constexpr int wordsOfAnArticle = 150;

/// From here on, what reader view leaves out may be what the reader came for.
constexpr double noticedShare = 0.4;

/// Often enough that a crash costs a line or two, seldom enough that scrolling writes little.
constexpr auto placeSavingDelay = 700ms;

} // namespace

ArticlePane::ArticlePane(PageEngine &engine, Library &library, QWidget *parent)
    : QWidget(parent), m_form(std::make_unique<Ui::ArticlePane>()), m_library(library),
      m_page(new ArticleView(engine, this)), m_errorPane(new PageErrorPane(this)),
      m_hoverLabel(new QLabel(this))
{
    m_form->setupUi(this);
    m_page->setObjectName(u"pageView"_s);
    m_page->setAccessibleName(tr("Article"));
    m_form->articleBar->setFixedHeight(barHeight);
    m_form->articleBar->setAutoFillBackground(true);
    m_form->articleStack->setBackgroundRole(QPalette::Base);
    m_form->articleStack->setAutoFillBackground(true);
    m_form->articleStack->addWidget(m_page);
    // It enters the stack with the first error, and is not measured until then.
    m_errorPane->hide();
    m_hoverLabel->setObjectName(u"hoveredLinkLabel"_s);
    m_hoverLabel->setTextFormat(Qt::PlainText);
    m_hoverLabel->setAutoFillBackground(true);
    m_hoverLabel->setMargin(4);
    m_hoverLabel->hide();
    m_placeTimer.setSingleShot(true);
    m_placeTimer.setInterval(placeSavingDelay);
    connect(&m_placeTimer, &QTimer::timeout, this, &ArticlePane::savePlace);

    connect(m_page, &ArticleView::loadStarted, this, [this] {
        m_isStartAwaited = false;
        m_form->progressLine->start();
        m_form->noteBar->clear();
        m_form->articleStack->setCurrentWidget(m_page);
        showReloadOrStop();
        emit pageChanged();
    });
    connect(m_page, &ArticleView::progressChanged, m_form->progressLine, &ProgressLine::setPercent);
    connect(m_page, &ArticleView::addressChanged, this, &ArticlePane::followAddress);
    connect(m_page, &ArticleView::titleChanged, this, &ArticlePane::showHeading);
    connect(m_page, &ArticleView::historyChanged, this, &ArticlePane::pageChanged);
    connect(m_page, &ArticleView::contentShown, this, [this] {
        m_isShown = true;
        emit articleShown();
    });
    const auto endLoading = [this] {
        // What stops before the article has begun to load is the one before.
        if (!m_isStartAwaited)
            m_isOpening = false;
        m_form->progressLine->finish();
        showReloadOrStop();
        emit pageChanged();
    };
    connect(m_page, &ArticleView::loadStopped, this, endLoading);
    connect(m_page, &ArticleView::loadFinished, this, [this, endLoading](int httpStatus) {
        endLoading();
        if (httpStatus >= 400)
            m_form->noteBar->tell(httpStatusText(httpStatus));
        emit settled();
    });
    connect(m_page, &ArticleView::failed, this, [this, endLoading](const PageError &error) {
        endLoading();
        showFailure(error);
    });
    connect(m_page, &ArticleView::placeChanged, this, [this](const ReadingPlace &place) {
        m_unsavedPlace = {articleUrl(), m_page->view(), place};
        if (!m_placeTimer.isActive())
            m_placeTimer.start();
    });
    connect(m_page, &ArticleView::viewChanged, this, [this](ReadingView view) {
        if (std::exchange(m_isViewChosen, false)) {
            deliver(m_library.chooseView(articleUrl(), sourceOfPost(), view), this,
                    [](const Result<void> &outcome) {
                        // The view is there; the next article of the site will open in the other.
                        if (!outcome)
                            qCWarning(logUi) << "View not kept:" << describe(outcome.error());
                    });
            m_prepared.clear();
            emit choicesChanged();
        }
        m_form->noteBar->clear();
        showZoom();
        showStyleButton();
        tellDropped();
        emit pageChanged();
    });
    connect(m_page, &ArticleView::viewUnavailable, this, [this](const Error &error) {
        m_isViewChosen = false;
        m_form->noteBar->tell(readerViewErrorText(error));
        emit pageChanged();
    });
    connect(m_page, &ArticleView::droppedShareKnown, this, &ArticlePane::tellDropped);
    connect(m_page, &ArticleView::linkHovered, this, &ArticlePane::showHoveredLink);
    connect(m_page, &ArticleView::found, m_form->findBar, &FindBar::showResult);
    connect(m_form->findBar, &FindBar::textChanged, m_page,
            [this](const QString &text) { m_page->find(text, PageView::FindDirection::Forward); });
    connect(m_form->findBar, &FindBar::nextRequested, this,
            [this] { findNext(PageView::FindDirection::Forward); });
    connect(m_form->findBar, &FindBar::previousRequested, this,
            [this] { findNext(PageView::FindDirection::Backward); });
    connect(m_form->findBar, &FindBar::ended, m_page, [this] { m_page->setFocus(); });
    connect(m_errorPane, &PageErrorPane::retryRequested, this, &ArticlePane::reload);
    connect(m_errorPane, &PageErrorPane::browserRequested, this, &ArticlePane::browserRequested);
    connect(&m_library, &Library::changed, this, [this](const LibraryChange &change) {
        if (change.sourcesChanged && !m_post && !isEmpty())
            lookUpPost(m_address); // it may have come to be known as a post
    });
    setListButtonVisible(false);
    showHeading();
}

ArticlePane::~ArticlePane() = default;

void ArticlePane::showWelcome()
{
    if (m_welcome != nullptr || !isEmpty())
        return;
    m_welcome = new WelcomePane(this);
    connect(m_welcome, &WelcomePane::guideRequested, this, &ArticlePane::guideRequested);
    m_form->articleStack->addWidget(m_welcome);
    m_form->articleStack->setCurrentWidget(m_welcome);
}

void ArticlePane::setActions(const BarActions &actions)
{
    m_reloadAction = actions.reload;
    m_stopAction = actions.stop;
    const std::initializer_list<std::pair<QToolButton *, QAction *>> buttons{
        {m_form->listButton, actions.list},       {m_form->backButton, actions.back},
        {m_form->forwardButton, actions.forward}, {m_form->reloadButton, actions.reload},
        {m_form->zoomButton, actions.zoomReset},  {m_form->styleButton, actions.readerStyle},
        {m_form->starButton, actions.bookmark},   {m_form->browserButton, actions.openInBrowser},
    };
    for (const auto &[button, action] : buttons) {
        button->setDefaultAction(action);
        button->setFixedSize(barButtonSize);
        button->setIconSize(barIconSize);
    }
    m_form->zoomButton->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_form->zoomButton->setFixedSize(QSize(barButtonSize.width() + 16, barButtonSize.height()));
    m_form->zoomButton->hide();
    m_form->viewSwitch->setAction(actions.readerView);
    // Popped up by hand: a button that owns a menu is drawn with an arrow beside its dots.
    m_form->moreButton->setIcon(actions.more->icon());
    m_form->moreButton->setFixedSize(barButtonSize);
    m_form->moreButton->setIconSize(barIconSize);
    m_form->moreButton->setToolTip(tr("More"));
    connect(m_form->moreButton, &QToolButton::clicked, this, [this, menu = actions.more] {
        const int left = layoutDirection() == Qt::RightToLeft
            ? 0
            : m_form->moreButton->width() - menu->sizeHint().width();
        menu->popup(m_form->moreButton->mapToGlobal(QPoint(left, m_form->moreButton->height())));
    });
}

void ArticlePane::setListButtonVisible(bool isVisible)
{
    m_form->listButton->setVisible(isVisible);
}

void ArticlePane::open(const Post &post)
{
    m_post = post;
    startOpening(post.url);
}

void ArticlePane::open(const QUrl &url)
{
    m_post.reset();
    startOpening(url);
    lookUpPost(url);
}

QUrl ArticlePane::articleUrl() const
{
    return m_post ? m_post->url : m_address;
}

QString ArticlePane::title() const
{
    if (m_post && !m_post->title.isEmpty())
        return m_post->title;
    const QString pageTitle = m_page->title();
    return pageTitle.isEmpty() ? displayAddress(m_address) : pageTitle;
}

QString ArticlePane::site() const
{
    const QString site = siteName(m_address);
    return site.isEmpty() && m_post ? m_post->sourceTitle : site;
}

void ArticlePane::takeFocus()
{
    m_form->articleStack->currentWidget()->setFocus(Qt::ShortcutFocusReason);
}

void ArticlePane::reload()
{
    // After a failure the engine may hold no page to reload, so the address is asked for anew.
    if (m_form->articleStack->currentWidget() == m_errorPane)
        startOpening(m_address);
    else
        m_page->reload();
}

bool ArticlePane::hasViews() const
{
    return externalVerdict(m_address) == ExternalVerdict::Open;
}

bool ArticlePane::isInReaderView() const
{
    return !isEmpty() && (!hasViews() || m_page->view() == ReadingView::Reader);
}

void ArticlePane::setReaderView(bool isReader)
{
    if (!hasViews() || isReader == isInReaderView())
        return;
    m_isViewChosen = true;
    m_page->setView(isReader ? ReadingView::Reader : ReadingView::Original);
}

void ArticlePane::setZoom(double factor)
{
    m_page->setZoom(factor);
    showZoom();
    deliver(m_library.setZoom(m_address, m_page->zoom()), this, [](const Result<void> &outcome) {
        if (!outcome)
            qCWarning(logUi) << "Zoom not kept:" << describe(outcome.error());
    });
    m_prepared.clear();
    emit choicesChanged();
}

void ArticlePane::showZoom()
{
    const int percent = qRound(m_page->zoom() * 100);
    m_form->zoomButton->setVisible(percent != 100 && !isInReaderView());
    m_form->zoomButton->setText(tr("%1 %").arg(percent));
}

void ArticlePane::tellDropped()
{
    const std::optional<double> share = m_page->droppedShare();
    if (!share || *share < noticedShare || m_page->view() != ReadingView::Reader)
        return;
    m_form->noteBar->tell(
        tr("Reader view leaves out %1 % of this page’s text.").arg(qRound(*share * 100)),
        tr("Show Original"), [this] { setReaderView(false); });
}

void ArticlePane::startFind()
{
    if (m_form->articleStack->currentWidget() == m_page)
        m_form->findBar->start(m_page->selectedText());
}

void ArticlePane::findNext(PageView::FindDirection direction)
{
    if (m_form->findBar->text().isEmpty())
        startFind();
    else
        m_page->find(m_form->findBar->text(), direction);
}

bool ArticlePane::endFind()
{
    if (!m_form->findBar->isVisible())
        return false;
    m_form->findBar->end();
    return true;
}

void ArticlePane::savePlace()
{
    m_placeTimer.stop();
    if (!m_unsavedPlace)
        return;
    const auto &[url, view, place] = *m_unsavedPlace;
    deliver(m_library.setReadingPlace(url, view, place), this, [](const Result<void> &outcome) {
        // Nothing the reader asked for: the article will open a little higher.
        if (!outcome)
            qCWarning(logUi) << "Reading place not kept:" << describe(outcome.error());
    });
    m_unsavedPlace.reset();
}

void ArticlePane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_hoverLabel->hide();
    m_form->viewSwitch->setCompact(width() < compactWidth);
    showStyleButton();
}

void ArticlePane::startOpening(const QUrl &url)
{
    savePlace();
    leaveArticle();
    m_address = url;
    m_postAddresses = {canonicalAddress(url)};
    m_isOpening = true;
    m_isStartAwaited = true;
    m_form->noteBar->clear();
    m_form->progressLine->start();
    showHeading();
    const quint64 opening = ++m_lastOpening;
    m_isViewChosen = false;
    if (const auto prepared = m_prepared.constFind(url); prepared != m_prepared.cend()) {
        m_page->open(*prepared);
        return;
    }
    deliver(m_library.readingChoices(articleUrl(), sourceOfPost()), this,
            [this, url, opening](const Result<ReadingChoices> &choices) {
                if (opening == m_lastOpening)
                    m_page->open(openingOf(url, choices.value_or(ReadingChoices())));
            });
}

ArticleOpening ArticlePane::openingOf(const QUrl &url, const ReadingChoices &choices) const
{
    const bool isWebPage = externalVerdict(url) == ExternalVerdict::Open;
    return {url,
            isWebPage ? choices.view() : ReadingView::Original,
            choices.originalPlace,
            choices.readerPlace,
            isWebPage && choices.storedWords.value_or(0) >= wordsOfAnArticle,
            choices.zoom.value_or(1)};
}

void ArticlePane::prepare(const QList<Post> &posts)
{
    m_prepared.clear();
    const quint64 preparation = ++m_lastPreparation;
    auto openings = std::make_shared<QList<ArticleOpening>>();
    for (const Post &post : posts) {
        deliver(m_library.readingChoices(post.url, post.source), this,
                [this, post, preparation, openings,
                 count = posts.size()](const Result<ReadingChoices> &choices) {
                    openings->append(openingOf(post.url, choices.value_or(ReadingChoices())));
                    if (preparation != m_lastPreparation || openings->size() < count)
                        return;
                    for (const ArticleOpening &opening : std::as_const(*openings))
                        m_prepared.insert(opening.url, opening);
                    m_page->prepare(*openings);
                });
    }
    if (posts.isEmpty())
        m_page->prepare({});
}

void ArticlePane::adoptSiteZoom(const QUrl &url)
{
    deliver(m_library.readingChoices(url, {}), this,
            [this, url](const Result<ReadingChoices> &choices) {
                if (!choices || m_address != url)
                    return;
                m_page->setZoom(choices->zoom.value_or(1));
                showZoom();
            });
}

void ArticlePane::followAddress(const QUrl &url)
{
    m_address = url;
    const QUrl canonical = canonicalAddress(url);
    if (m_isOpening) {
        m_postAddresses.append(canonical);
    } else if (!m_postAddresses.contains(canonical)) {
        // A link, or a step in the history: another article from here on.
        savePlace();
        leaveArticle();
        m_post.reset();
        m_postAddresses = {canonical};
        lookUpPost(url);
        adoptSiteZoom(url);
    }
    showHeading();
}

void ArticlePane::leaveArticle()
{
    m_isShown = false;
    emit articleLeft();
}

void ArticlePane::lookUpPost(const QUrl &url)
{
    deliver(m_library.postAt(url), this, [this, url](const Result<std::optional<Post>> &answer) {
        if (!answer || !*answer || !m_postAddresses.contains(canonicalAddress(url)))
            return;
        m_post = **answer;
        showHeading();
        if (m_isShown)
            emit articleShown();
    });
}

void ArticlePane::showReloadOrStop()
{
    QToolButton *button = m_form->reloadButton;
    QAction *action = m_page->isLoading() ? m_stopAction : m_reloadAction;
    if (action == nullptr || button->defaultAction() == action)
        return;
    // A button keeps its earlier default actions and would offer them in a menu.
    button->removeAction(button->defaultAction());
    button->setDefaultAction(action);
}

SourceId ArticlePane::sourceOfPost() const
{
    return m_post ? m_post->source : SourceId();
}

void ArticlePane::showStyleButton()
{
    m_form->styleButton->setVisible(isInReaderView() && width() >= compactWidth);
}

void ArticlePane::showHeading()
{
    showStyleButton();
    if (isEmpty())
        m_form->pageHeading->setPage({}, {}, {});
    else
        m_form->pageHeading->setPage(title(), site(), displayAddress(m_address));
    emit pageChanged();
}

void ArticlePane::showHoveredLink(const QUrl &url)
{
    if (url.isEmpty()) {
        m_hoverLabel->hide();
        return;
    }
    const int room = width() * 3 / 4;
    m_hoverLabel->setText(
        m_hoverLabel->fontMetrics().elidedText(displayAddress(url), Qt::ElideMiddle, room));
    m_hoverLabel->adjustSize();
    const QRect area = m_form->articleStack->geometry();
    m_hoverLabel->move(area.left(), area.bottom() + 1 - m_hoverLabel->height());
    showOverPage(*m_hoverLabel);
}

void ArticlePane::showFailure(const PageError &error)
{
    const bool hadFocus = m_page->hasFocus();
    m_errorPane->showError(error, m_post ? m_post->title : QString(),
                           m_post ? m_post->summary : QString());
    m_form->articleStack->addWidget(m_errorPane);
    m_form->articleStack->setCurrentWidget(m_errorPane);
    if (hadFocus)
        m_errorPane->setFocus();
    m_hoverLabel->hide();
    leaveArticle();
    emit settled();
}

} // namespace lectern
