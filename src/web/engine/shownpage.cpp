// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/engine/shownpage.h"

#include "core/logging.h"
#include "web/engine/articlescript.h"
#include "web/engine/pageprinting.h"
#include "web/neterror.h"
#include "web/pageview.h"

#include <QChildEvent>
#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUuid>
#include <QWebEngineContextMenuRequest>
#include <QWebEngineFindTextResult>
#include <QWebEngineHistory>
#include <QWebEngineScript>
#include <QWebEngineScriptCollection>
#include <QWheelEvent>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstring>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lectern {

namespace {

/// Chromium's number for an error response whose body is empty: it would make a page of its own.
constexpr int netErrorOfEmptyErrorResponse = -379;

constexpr std::chrono::milliseconds paintInterval = 15ms;
constexpr std::chrono::milliseconds paintPatience = 500ms;
constexpr std::chrono::milliseconds extractionPatience = 30s;
constexpr std::chrono::milliseconds passagePatience = 500ms;

bool isOfOneColour(const QImage &image)
{
    const QImage pixels = image.convertToFormat(QImage::Format_RGB32);
    const auto width = static_cast<size_t>(pixels.width());
    const auto row = [&](int y) { return reinterpret_cast<const QRgb *>(pixels.constScanLine(y)); };
    for (int y = 0; y < pixels.height(); ++y) {
        const bool isSame = y == 0
            ? std::all_of(row(0), row(0) + width, [&](QRgb pixel) { return pixel == *row(0); })
            : std::memcmp(row(y), row(0), width * sizeof(QRgb)) == 0;
        if (!isSame)
            return false;
    }
    return true;
}

/// New for each page object, so that no web page can know it.
QString newScriptToken()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces) + u':';
}

QString scriptText(const QString &name, const QString &token)
{
    QFile file(u":/lectern/engine/"_s + name);
    [[maybe_unused]] const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    return QString::fromUtf8(file.readAll()).replace("%TOKEN%"_L1, token);
}

/// As an argument of a script's function.
QString quoted(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(array.sliced(1).chopped(1));
}

/// Runs in each page from its beginning.
QWebEngineScript pageScript(const QString &name, const QString &token)
{
    QWebEngineScript script;
    script.setSourceCode(scriptText(name, token));
    script.setInjectionPoint(QWebEngineScript::DocumentCreation);
    script.setWorldId(QWebEngineScript::ApplicationWorld);
    script.setRunsOnSubFrames(false);
    return script;
}

/// A view that is alone in its window: where Tab leaves the page, others decide where it goes.
class EmbeddedView final : public QWebEngineView
{
public:
    explicit EmbeddedView(EnginePageClient &client) : m_client(client) { }

protected:
    bool focusNextPrevChild(bool isForward) override
    {
        m_client.focusLeft(isForward);
        return true;
    }

private:
    EnginePageClient &m_client;
};

} // namespace

ShownPage::ShownPage(QWebEngineProfile &profile, EnginePageClient &client)
    : m_client(client), m_page(&profile, newScriptToken()), m_elements(m_page),
      m_view(new EmbeddedView(client))
{
    m_paintTimer.setSingleShot(true);
    m_paintTimer.setInterval(paintInterval);
    connect(&m_paintTimer, &QTimer::timeout, this, &ShownPage::reportPaint);
    m_passageTimer.setSingleShot(true);
    m_passageTimer.setInterval(passagePatience);
    connect(&m_passageTimer, &QTimer::timeout, this, &ShownPage::endPassage);
    for (const QString &name : {u"pagescript.js"_s, u"ownpage.js"_s})
        m_page.scripts().insert(pageScript(name, m_page.scriptToken()));
    m_page.setUrlRequestInterceptor(&m_unseenGuard);

    m_view->installEventFilter(this);
    m_view->setAcceptDrops(false);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_view, &QWidget::customContextMenuRequested, this, &ShownPage::reportContextMenu);
    m_view->setPage(&m_page);
    connectPage();
}

ShownPage::~ShownPage()
{
    disconnect(&m_page, nullptr, this, nullptr);
    disconnect(&m_page, nullptr, &m_elements, nullptr);
    if (m_view) {
        // What it still tells while it goes, it tells no longer as the view it was.
        m_view->removeEventFilter(this);
        const QObjectList surfaces = m_view->children();
        for (QObject *surface : surfaces)
            surface->removeEventFilter(this);
    }
    // The view shows the page, so it has to go first.
    delete m_view;
}

void ShownPage::connectPage()
{
    connect(&m_page, &PolicedPage::navigationAccepted, this, &ShownPage::navigationAccepted);
    connect(&m_page, &PolicedPage::scriptSpoke, this, &ShownPage::scriptSpoke);
    connect(&m_page, &PolicedPage::redirectRefused, this, [this](const QUrl &url) {
        m_load.url = url;
        m_load.isRefused = true;
    });
    // The answer may be a dialog, which must not run inside an engine callback.
    connect(
        &m_page, &PolicedPage::handOverRequested, this,
        [this](const QUrl &url) { m_client.handOverRequested(url); }, Qt::QueuedConnection);
    connect(
        &m_page, &PolicedPage::navigationRefused, this,
        [this](const QUrl &url) { m_client.navigationRefused(url); }, Qt::QueuedConnection);

    connect(
        &m_page, &PolicedPage::linkFollowed, this,
        [this](const QUrl &url) { m_client.linkFollowed(url); }, Qt::QueuedConnection);

    connect(&m_elements, &PageElements::picked, this,
            [this](int number) { m_client.elementPicked(number); });
    connect(&m_elements, &PageElements::changed, this, [this] { m_client.documentChanged(); });

    connect(&m_page, &QWebEnginePage::loadingChanged, this, &ShownPage::loadingChanged);
    connect(&m_page, &QWebEnginePage::loadProgress, this, [this](int percent) {
        if (m_load.isRunning)
            m_client.progressChanged(percent);
    });
    connect(&m_page, &QWebEnginePage::urlChanged, this,
            [this](const QUrl &url) { m_client.addressChanged(url); });
    connect(&m_page, &QWebEnginePage::titleChanged, this,
            [this] { m_client.titleChanged(title()); });
    connect(&m_page, &QWebEnginePage::linkHovered, this,
            [this](const QString &url) { m_client.linkHovered(QUrl(url)); });
    connect(&m_page, &QWebEnginePage::findTextFinished, this,
            [this](const QWebEngineFindTextResult &result) {
                m_client.found(result.activeMatch(), result.numberOfMatches());
            });
    connect(&m_page, &QWebEnginePage::renderProcessTerminated, this,
            [this](QWebEnginePage::RenderProcessTerminationStatus status, int exitCode) {
                if (status == QWebEnginePage::NormalTerminationStatus)
                    return;
                m_load = {m_load.number};
                m_hasDocument = false;
                m_page.noteNavigationEnd();
                // The kernel's out-of-memory killer uses SIGKILL, and hardly anything else does.
                const bool isKilled =
                    status == QWebEnginePage::KilledTerminationStatus && exitCode == SIGKILL;
                m_client.pageCrashed(
                    {isKilled ? PageProblem::OutOfMemory : PageProblem::Crashed, m_page.url(), 0,
                     u"render process ended, status %1, exit code %2"_s.arg(status).arg(exitCode)});
            });
}

QWidget *ShownPage::widget() const
{
    return m_view;
}

void ShownPage::load(const QUrl &url, const std::optional<ReadingPlace> &place)
{
    if (isPlaceOnShownPage(url)) {
        m_page.load(url);
        m_load = {m_load.number + 1, url, true, true, true};
        // The engine only scrolls, and tells nothing of a load.
        QTimer::singleShot(0, this, [this, load = m_load.number] {
            if (m_load.isRunning && m_load.number == load)
                endPlaceLoad();
        });
        return;
    }
    m_place = place;
    m_load = {m_load.number + 1, url, true};
    m_page.load(url);
}

void ShownPage::endPlaceLoad()
{
    m_client.placeSettled();
    m_client.surfacePainted();
    m_client.contentPainted();
    endLoad({});
}

void ShownPage::reload()
{
    m_page.triggerAction(QWebEnginePage::Reload);
}

void ShownPage::stop()
{
    m_load.isStopWanted = true;
    m_page.triggerAction(QWebEnginePage::Stop);
}

void ShownPage::goBack()
{
    m_page.history()->back();
}

void ShownPage::goForward()
{
    m_page.history()->forward();
}

bool ShownPage::canGoBack() const
{
    return !m_isHistoryToForget && m_page.history()->canGoBack();
}

bool ShownPage::canGoForward() const
{
    return !m_isHistoryToForget && m_page.history()->canGoForward();
}

QUrl ShownPage::url() const
{
    return m_page.history()->currentItem().url();
}

QString ShownPage::title() const
{
    // Where a page has no title, the engine gives its address instead.
    const QString title = m_page.title();
    const bool isAddress = title == m_page.url().toString()
        || title == m_page.url().toString(QUrl::RemoveScheme).mid(2);
    return isAddress ? QString() : title;
}

ReadingPlace ShownPage::place() const
{
    return m_shownPlace;
}

QString ShownPage::selectedText() const
{
    return m_page.selectedText();
}

void ShownPage::copySelection()
{
    m_page.triggerAction(QWebEnginePage::Copy);
}

void ShownPage::setZoom(double factor)
{
    m_page.setZoomFactor(factor);
}

void ShownPage::restyle(const QString &scheme, const QByteArray &styleSheet)
{
    if (url().scheme() != QLatin1StringView(lecternScheme))
        return;
    m_page.runJavaScript(
        u"lecternRestyle(%1, %2)"_s.arg(quoted(scheme), quoted(QString::fromUtf8(styleSheet))),
        QWebEngineScript::ApplicationWorld);
}

void ShownPage::find(const QString &text, bool isBackward)
{
    m_page.findText(text, isBackward ? QWebEnginePage::FindBackward : QWebEnginePage::FindFlags());
}

void ShownPage::goTo(const ReadingPlace &place)
{
    m_place = place;
    if (m_hasDocument && (m_load.isCommitted || !m_load.isRunning))
        restorePlace();
}

void ShownPage::forgetHistory()
{
    m_isHistoryToForget = true;
}

void ShownPage::setPresence(PagePresence presence)
{
    using State = QWebEnginePage::LifecycleState;
    const bool isInSight = presence == PagePresence::InSight;
    m_page.setAudioMuted(!isInSight);
    m_page.setInSight(isInSight);
    m_unseenGuard.setOn(!isInSight);
    const State state = presence == PagePresence::Frozen ? State::Frozen : State::Active;
    if (m_page.lifecycleState() != state)
        m_page.setLifecycleState(state);
    if (isInSight && m_unseenGuard.takeHasRefused())
        m_page.runJavaScript(u"lecternAskAgain()"_s, QWebEngineScript::ApplicationWorld);
    if (isInSight && m_load.isPainted)
        m_page.runJavaScript(u"lecternTellPaint()"_s, QWebEngineScript::ApplicationWorld);
}

void ShownPage::runUnseen()
{
    // Of a view that is not shown, the engine stops timers and frames.
    m_view->setAttribute(Qt::WA_DontShowOnScreen);
    m_view->setAttribute(Qt::WA_QuitOnClose, false);
    m_isRunUnseen = true;
    showUnseen();
}

void ShownPage::showUnseen()
{
    // A window that counts as shown when it is made anew, for what draws with the GPU, is shown in
    // earnest and takes the focus.
    if (m_isRunUnseen && m_view && m_view->focusProxy() != nullptr)
        m_view->show();
}

void ShownPage::takeSnapshot(const SnapshotReply &reply)
{
    m_elements.takeSnapshot(reply);
}

void ShownPage::extract(const ArticleReply &reply)
{
    m_page.runJavaScript(articleScript(ArticleTask::Extract), QWebEngineScript::ApplicationWorld,
                         [page = QPointer(this), reply](const QVariant &answer) {
                             const auto unparsed = unparsedOf(answer);
                             if (page && unparsed)
                                 page->quietPage().extract(unparsed->html, unparsed->address,
                                                           extractionPatience, reply);
                             else
                                 reply(articleOf(answer));
                         });
}

QuietPage &ShownPage::quietPage()
{
    if (!m_quietPage)
        m_quietPage = std::make_unique<QuietPage>(*m_page.profile());
    return *m_quietPage;
}

void ShownPage::markElements(const QList<int> &numbers)
{
    m_elements.mark(numbers);
}

void ShownPage::setPicking(bool isPicking)
{
    m_elements.setPicking(isPicking);
}

void ShownPage::makePdf(const PdfReply &reply)
{
    lectern::makePdf(m_page, reply);
}

void ShownPage::print(QWidget &window, const PrintReply &reply)
{
    printPage(*m_view, window, reply);
}

void ShownPage::warmUp()
{
    // A script needs a document, and the empty one of a page that is new needs a process.
    if (!m_hasDocument && !m_load.isRunning)
        m_page.runJavaScript(u"0"_s, QWebEngineScript::ApplicationWorld);
}

void ShownPage::read(const ReadableReply &reply)
{
    runReading(articleScript(ArticleTask::Read), reply);
}

void ShownPage::runReading(const QString &script, const ReadableReply &reply)
{
    m_page.runJavaScript(script, QWebEngineScript::ApplicationWorld,
                         [page = QPointer(this), reply](const QVariant &answer) {
                             const auto unparsed = unparsedOf(answer);
                             const QString next = nextArticleScript(answer);
                             if (page && unparsed)
                                 page->quietPage().read(unparsed->html, unparsed->address,
                                                        extractionPatience, reply);
                             else if (page && !next.isEmpty())
                                 page->runReading(next, reply);
                             else
                                 reply(readableOf(answer));
                         });
}

void ShownPage::handOutLinks()
{
    m_page.handOutLinks();
}

void ShownPage::tellPassage(const PassageReply &reply)
{
    m_page.runJavaScript(scriptText(u"passage.js"_s, m_page.scriptToken())
                             + u"lecternPassage.read();"_s,
                         QWebEngineScript::ApplicationWorld,
                         [reply](const QVariant &answer) { reply({answer.toString()}); });
}

void ShownPage::showPassage(const PagePassage &passage, const std::function<void()> &reply)
{
    endPassage();
    m_passageReply = reply;
    m_passageTimer.start();
    m_page.runJavaScript(scriptText(u"passage.js"_s, m_page.scriptToken())
                             + u"lecternPassage.show(%1);"_s.arg(quoted(passage.description)),
                         QWebEngineScript::ApplicationWorld);
}

void ShownPage::endPassage()
{
    m_passageTimer.stop();
    m_isPassed = false;
    if (const auto reply = std::exchange(m_passageReply, {}))
        reply();
}

void ShownPage::tellSelection(const QuoteReply &reply)
{
    m_page.runJavaScript(
        scriptText(u"passage.js"_s, m_page.scriptToken()) + u"lecternPassage.selected();"_s,
        QWebEngineScript::ApplicationWorld, [reply](const QVariant &answer) {
            const QVariantMap quote = answer.toMap();
            reply({quote.value(u"text"_s).toString(), quote.value(u"prefix"_s).toString(),
                   quote.value(u"suffix"_s).toString()});
        });
}

bool ShownPage::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::HideToParent:
        if (watched != m_view)
            m_lastPicture = static_cast<QWidget *>(watched)->grab();
        break;
    case QEvent::ChildAdded:
        // The view gets a new child for each new render process: that child takes the input, and
        // shows nothing until the page has painted. The one before was just hidden.
        if (auto *surface = qobject_cast<QWidget *>(static_cast<QChildEvent *>(event)->child());
            surface && watched == m_view) {
            surface->installEventFilter(this);
            m_client.surfaceCleared(std::exchange(m_lastPicture, {}));
            if (m_isRunUnseen)
                QMetaObject::invokeMethod(this, &ShownPage::showUnseen, Qt::QueuedConnection);
        }
        break;
    case QEvent::MouseButtonRelease:
    case QEvent::KeyPress:
        m_page.noteGesture();
        break;
    case QEvent::Wheel:
        // The engine would zoom by itself, unknown to Lectern.
        if (const auto *wheel = static_cast<QWheelEvent *>(event);
            wheel->modifiers() & Qt::ControlModifier) {
            reportZoomWheel(*wheel);
            return true;
        }
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void ShownPage::navigationAccepted(const QUrl &url, NavigationCause cause)
{
    if (cause != NavigationCause::Reader)
        beginLoad(url);
}

void ShownPage::beginLoad(const QUrl &url)
{
    m_place.reset();
    m_load = {m_load.number + 1, url, true};
    m_client.loadBegan(url);
}

void ShownPage::loadingChanged(const QWebEngineLoadingInfo &info)
{
    qCDebug(logWeb) << "engine: status" << info.status() << "domain" << info.errorDomain() << "code"
                    << info.errorCode() << info.errorString() << "committed" << m_load.isCommitted;
    // What was refused before it began ends as well; nobody was told of its start.
    if (!m_load.isRunning)
        return;

    switch (info.status()) {
    case QWebEngineLoadingInfo::LoadStartedStatus:
        return;
    case QWebEngineLoadingInfo::LoadSucceededStatus:
        endLoad({});
        return;
    case QWebEngineLoadingInfo::LoadStoppedStatus:
        if (m_load.isStopWanted)
            endLoad({EngineOutcome::Kind::Stopped});
        else if (m_load.isCommitted)
            endLoad({}); // what stopped was something else that the page tried meanwhile
        else if (m_load.isRefused)
            fail(PageProblem::AddressRefused, u"the server redirects to it"_s);
        else
            fail(PageProblem::NotAnArticle, u"the answer is no page to show"_s);
        return;
    case QWebEngineLoadingInfo::LoadFailedStatus:
        break;
    }

    if (info.errorDomain() == QWebEngineLoadingInfo::HttpStatusCodeDomain)
        endServerError(info.errorCode());
    else if (info.errorCode() == netErrorOfEmptyErrorResponse)
        fail(PageProblem::HttpStatus, info.errorString());
    else if (m_load.isPainted)
        endLoad({}); // cut off half-way: what has arrived is still worth reading
    else
        fail(problemOfNetError(info.errorCode()), info.errorString());
}

void ShownPage::endServerError(int httpStatus)
{
    // The engine doesn't say whether the server sent a page along with the error.
    m_page.runJavaScript(
        u"Boolean(document.body && document.body.hasChildNodes())"_s,
        QWebEngineScript::ApplicationWorld,
        [page = QPointer(this), load = m_load.number, httpStatus](const QVariant &hasPage) {
            if (!page || !page->m_load.isRunning || page->m_load.number != load)
                return;
            if (hasPage.toBool())
                page->endLoad({EngineOutcome::Kind::Finished, httpStatus});
            else
                page->fail(PageProblem::HttpStatus, {}, httpStatus);
        });
}

void ShownPage::fail(PageProblem problem, const QString &detail, int httpStatus)
{
    const QUrl url = m_load.isCommitted ? this->url() : m_load.url;
    endLoad(
        {EngineOutcome::Kind::Failed, 0, {problem, url, httpStatus, detail}, m_load.isCommitted});
}

void ShownPage::endLoad(const EngineOutcome &outcome)
{
    m_load.isRunning = false;
    m_page.noteNavigationEnd();
    m_client.loadEnded(outcome);
    m_client.historyChanged();
}

void ShownPage::scriptSpoke(const QString &message)
{
    qCDebug(logWeb) << "script:" << message.left(40);
    if (message == "created"_L1) {
        m_page.noteNavigationEnd();
        m_paintTimer.stop();
        m_load.isCommitted = true;
        m_hasDocument = true;
        m_shownPlace = {};
        if (std::exchange(m_isHistoryToForget, false))
            m_page.history()->clear();
        if (m_place)
            restorePlace();
        m_client.historyChanged();
    } else if (message.startsWith("place "_L1)) {
        const QStringList parts = message.split(u' ');
        m_shownPlace = {parts.value(1).toDouble(), parts.value(2).toDouble()};
        m_client.placeChanged(m_shownPlace);
    } else if (message == "painted"_L1) {
        m_sincePainted.start();
        reportPaint();
    } else if (message == "parsed"_L1 && m_load.isCommitted) {
        m_client.documentParsed();
    } else if (message == "passed"_L1) {
        m_isPassed = true;
        m_sincePainted.start();
        reportPaint();
    } else if (message.startsWith("copy "_L1) && m_page.hasGesture()) {
        QGuiApplication::clipboard()->setText(message.mid(5));
    } else if (message == "settled"_L1 && m_load.isCommitted) {
        m_place.reset();
        m_client.placeSettled();
        m_client.placeChanged(m_shownPlace);
    }
}

void ShownPage::restorePlace()
{
    m_page.runJavaScript(
        u"lecternRestore(%1, %2)"_s.arg(m_place->offset, 0, 'f').arg(m_place->pageHeight, 0, 'f'),
        QWebEngineScript::ApplicationWorld);
}

void ShownPage::reportPaint()
{
    // The page has painted, but what it painted may still be under way to the surface, and the
    // surface draws when it finds the time. Asking for a picture makes it draw now, and tells
    // whether there is anything on it yet. A page may be of one colour as far as it is in sight.
    QWidget *surface = m_view->focusProxy();
    if (surface && isOfOneColour(surface->grab().toImage())
        && !m_sincePainted.hasExpired(paintPatience.count())) {
        m_paintTimer.start();
        return;
    }
    m_client.surfacePainted();
    // Another load may have begun before this page had painted.
    if (m_load.isCommitted) {
        m_load.isPainted = true;
        m_client.contentPainted();
    }
    if (m_isPassed)
        endPassage();
}

void ShownPage::reportZoomWheel(const QWheelEvent &event)
{
    m_wheelTurn += event.angleDelta().y();
    const int steps = m_wheelTurn / QWheelEvent::DefaultDeltasPerStep;
    m_wheelTurn %= QWheelEvent::DefaultDeltasPerStep;
    if (steps != 0)
        m_client.zoomRequested(steps);
}

void ShownPage::reportContextMenu(QPoint position)
{
    const QWebEngineContextMenuRequest *request = m_view->lastContextMenuRequest();
    if (!request)
        return;
    PageContext context;
    context.globalPosition = m_view->mapToGlobal(position);
    context.linkUrl = request->linkUrl();
    context.linkText = request->linkText();
    if (request->mediaType() == QWebEngineContextMenuRequest::MediaTypeImage)
        context.imageUrl = request->mediaUrl();
    context.selectedText = request->selectedText();
    context.isEditable = request->isContentEditable();
    // The menu that answers must not run inside an engine callback.
    QTimer::singleShot(0, this, [this, context] { m_client.contextMenuRequested(context); });
}

bool ShownPage::isPlaceOnShownPage(const QUrl &url) const
{
    // The very same address is loaded again.
    return url.hasFragment() && m_hasDocument && url != this->url()
        && url.adjusted(QUrl::RemoveFragment) == this->url().adjusted(QUrl::RemoveFragment);
}

} // namespace lectern
