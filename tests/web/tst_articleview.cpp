// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/library.h"
#include "support/httpserver.h"
#include "support/renderprocesses.h"
#include "web/articleview.h"
#include "web/lecternpages.h"
#include "web/pagecover.h"
#include "web/pageengine.h"

#include <QApplication>
#include <QLineEdit>
#include <QRegularExpression>
#include <QScreen>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lectern;

namespace {

/// The engine starts processes, and the machine may be busy with other tests.
constexpr int patience = 10000;

#define TRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, patience)
#define TRY_COMPARE(actual, expected) QTRY_COMPARE_WITH_TIMEOUT(actual, expected, patience)

/// Never by itself.
constexpr auto never = 24h;

QByteArray page(const QByteArray &title, const QByteArray &body = "<p>text")
{
    return "<!DOCTYPE html><link rel=icon href='data:,'><title>" + title
        + "</title><body style='margin:0'>" + body;
}

/// A page of 5000 CSS pixels.
QByteArray tallPage(const QByteArray &title, const QByteArray &more = {})
{
    return page(title,
                "<p>top</p><div style='height:4900px;background:linear-gradient(#fff,#888)'></div>"
                    + more);
}

/// Tells by the title of its page when it is frozen.
const QByteArray freezeReport =
    "<script>document.addEventListener('freeze', () => { document.title = 'frozen' });"
    "document.addEventListener('resume', () => { document.title = 'resumed' })</script>";

/// The signals of loads in their order, as text.
class Story final : public QObject
{
public:
    explicit Story(ArticleView &view)
    {
        connect(&view, &ArticleView::loadStarted, this,
                [this](const QUrl &url) { m_events << u"started "_s + url.path(); });
        connect(&view, &ArticleView::contentShown, this, [this] { m_events << u"shown"_s; });
        connect(&view, &ArticleView::loadFinished, this,
                [this](int status) { m_events << u"finished %1"_s.arg(status); });
        connect(&view, &ArticleView::loadStopped, this, [this] { m_events << u"stopped"_s; });
        connect(&view, &ArticleView::failed, this, [this] { m_events << u"failed"_s; });
    }

    [[nodiscard]] QStringList events() const { return m_events; }
    void forget() { m_events.clear(); }

private:
    QStringList m_events;
};

} // namespace

class ArticleViewTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();

    void prepare_onceTheArticleIsComplete_loadsTwoInTurn();
    void prepare_duringALoad_waitsForIt();
    void prepare_again_stopsWhatIsNoLongerLikely();
    void prepare_ofWhatFails_saysNothingAndIsTriedAnew();
    void prepare_ofAPageThatNeverEnds_doesNotHoldUpTheNext();
    void loadingAhead_switchedOff_stops();
    void loadingAhead_whenMemoryIsShort_waits();
    void open_ofAnArticleReady_showsItAtOnce();
    void prepare_inReaderView_isShownAtOnce();
    void open_ofAnArticleOnItsWay_tellsTheRest();
    void open_ofAnArticleReadBefore_showsItAsItWasLeft();
    void open_atAnotherPlaceThanPrepared_goesThere();
    void open_underFastKeys_endsWithTheLast();
    void aheadPage_asksOnlyForItsOwnNeeds();
    void aheadPage_goesNowhere();
    void aheadPage_thatCrashes_goesUnnoticed();
    void aheadPage_takesNoFocus();
    void focus_onThePage_followsTheTurn();
    void darkPage_turnedTo_showsNoWhite();
    void idlePages_areFrozenThenDropped();
    void idlePages_goWhenMemoryIsShort();
    void frozenPage_comesBackAtItsPlace();
    void droppedPage_comesBackAtItsPlace();
    void history_overArticles_keepsOrderAndPlace();
    void history_withinAPage_comesFirst();
    void history_afterAFailure_leadsToTheArticleBefore();
    void zoom_ofOneArticle_leavesOthersAlone();

private:
    void makeView(const PoolPatience &patience);
    void openAndWait(const QString &path);
    void waitUntilPainted();
    void waitForRequest(const QByteArray &path);
    void scrollAndWait();
    [[nodiscard]] ArticleOpening opening(const QString &path) const;
    [[nodiscard]] qsizetype pageCount() const;
    [[nodiscard]] QWidget *surface() const;
    void scroll(int notches);
    void clickLink();
    [[nodiscard]] ArticlePages *pagesOf(const QString &path) const;
    void waitUntilReady(const QString &path);
    void prepareAndWait(const QString &path);
    [[nodiscard]] QColor pixel() const;

    QTemporaryDir m_folder;
    std::unique_ptr<Library> m_library;
    std::unique_ptr<LecternPages> m_ownPages;
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<PageEngine> m_engine;
    std::unique_ptr<QWidget> m_window;
    ArticleView *m_view = nullptr;
    std::unique_ptr<Story> m_story;
    bool m_isMemoryTight = false;
};

void ArticleViewTest::initTestCase()
{
    QVERIFY(m_folder.isValid());
    qputenv("XDG_DATA_HOME", QFile::encodeName(m_folder.filePath(u"data"_s)));
    m_library = std::make_unique<Library>(Locations::under(m_folder.path()));
    const QFuture<Result<void>> opened = m_library->open();
    QTRY_VERIFY(opened.isFinished());
    QVERIFY(opened.result().has_value());
    m_ownPages = std::make_unique<LecternPages>(*m_library);
}

void ArticleViewTest::cleanupTestCase()
{
    m_ownPages.reset();
    m_library.reset();
}

void ArticleViewTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_isMemoryTight = false;
    m_server = std::make_unique<HttpServer>();
    QVERIFY(m_server->isListening());
    for (const char *name : {"a", "b", "c", "d", "e"})
        m_server->servePage(QByteArray("/") + name, tallPage(name));
    m_engine = std::make_unique<PageEngine>(PageSettings{}, *m_ownPages);
    m_window = std::make_unique<QWidget>();
    m_window->resize(700, 500);
    makeView({100ms, never, never, never, never});
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void ArticleViewTest::cleanup()
{
    const QList<QByteArray> unexpected = m_server->unexpectedRequests();
    m_window.reset();
    m_engine.reset();
    m_story.reset();
    m_server.reset();
    QCOMPARE(unexpected, QList<QByteArray>());
}

void ArticleViewTest::makeView(const PoolPatience &times)
{
    delete m_view;
    m_view = new ArticleView(
        *m_engine, times, [this] { return m_isMemoryTight; }, m_window.get());
    connect(m_view, &QObject::destroyed, this, [this] { m_view = nullptr; });
    m_view->setGeometry(100, 0, 600, 500);
    m_view->show();
    m_story = std::make_unique<Story>(*m_view);
}

ArticleOpening ArticleViewTest::opening(const QString &path) const
{
    ArticleOpening opening;
    opening.url = m_server->url(path);
    return opening;
}

void ArticleViewTest::openAndWait(const QString &path)
{
    QSignalSpy finished(m_view, &ArticleView::loadFinished);
    m_view->open(opening(path));
    if (finished.isEmpty())
        QVERIFY(finished.wait(patience));
    // Before it has painted, the engine drops clicks.
    waitUntilPainted();
    m_story->forget();
}

void ArticleViewTest::waitUntilPainted()
{
    const auto isCovered = [this] {
        const QList<PageCover *> covers = m_view->findChildren<PageCover *>();
        return std::any_of(covers.cbegin(), covers.cend(),
                           [](const PageCover *cover) { return cover->isVisible(); });
    };
    TRY_VERIFY(!isCovered());
}

void ArticleViewTest::waitForRequest(const QByteArray &path)
{
    TRY_COMPARE(m_server->requestCount(path), 1);
}

qsizetype ArticleViewTest::pageCount() const
{
    return m_view->findChildren<ArticlePages *>().size();
}

QWidget *ArticleViewTest::surface() const
{
    // The engine's view is a window of its own, see EmbeddedPage.
    for (QWidget *window : QApplication::topLevelWidgets()) {
        if (window->inherits("QWebEngineView") && window->isVisible()
            && !window->testAttribute(Qt::WA_DontShowOnScreen))
            return window->focusProxy();
    }
    return m_view;
}

void ArticleViewTest::clickLink()
{
    // Before the page has painted, the engine drops clicks.
    QSignalSpy started(m_view, &ArticleView::loadStarted);
    const QPoint onLink(50, 50);
    for (int i = 0; i < 100 && started.isEmpty(); ++i) {
        QTest::mouseMove(surface(), onLink);
        QTest::mouseClick(surface(), Qt::LeftButton, {}, onLink);
        started.wait(100);
    }
    QCOMPARE(started.size(), 1);
}

void ArticleViewTest::scroll(int notches)
{
    const QPoint position(200, 200);
    QWheelEvent event(position, surface()->mapToGlobal(position), {}, {0, -120 * notches},
                      Qt::NoButton, {}, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(surface()->window()->windowHandle(), &event);
}

void ArticleViewTest::prepare_onceTheArticleIsComplete_loadsTwoInTurn()
{
    HttpReply held;
    held.body = page("b");
    held.isHeld = true;
    m_server->serve("/b", held);
    openAndWait(u"/a"_s);
    m_view->prepare({opening(u"/b"_s), opening(u"/c"_s), opening(u"/d"_s)});
    waitForRequest("/b");
    QCOMPARE(m_server->requestCount("/c"), 0);
    m_server->release("/b");
    waitForRequest("/c");
    QCOMPARE(pageCount(), 3);
    QCOMPARE(m_server->requestCount("/d"), 0);
    QCOMPARE(m_story->events(), QStringList());
    QCOMPARE(m_view->title(), u"a"_s);
}

ArticlePages *ArticleViewTest::pagesOf(const QString &path) const
{
    const QList<ArticlePages *> all = m_view->findChildren<ArticlePages *>();
    const auto found = std::find_if(all.cbegin(), all.cend(), [&](const ArticlePages *pages) {
        return pages->url() == m_server->url(path);
    });
    return found != all.cend() ? *found : nullptr;
}

/// Loaded, painted, and at rest.
void ArticleViewTest::waitUntilReady(const QString &path)
{
    TRY_VERIFY(pagesOf(path));
    TRY_VERIFY(!pagesOf(path)->isLoading() && pagesOf(path)->place());
    const auto isOneViewShown = [] {
        const QWidgetList windows = QApplication::topLevelWidgets();
        return std::count_if(windows.cbegin(), windows.cend(),
                             [](const QWidget *window) {
                                 return window->inherits("QWebEngineView") && window->isVisible();
                             })
            == 1;
    };
    TRY_VERIFY(isOneViewShown());
}

void ArticleViewTest::prepareAndWait(const QString &path)
{
    m_view->prepare({opening(path)});
    waitUntilReady(path);
}

void ArticleViewTest::scrollAndWait()
{
    waitUntilPainted();
    const double before = m_view->place()->offset;
    scroll(3);
    TRY_VERIFY(m_view->place()->offset > before);
    // It may be gliding there.
    double last = before;
    const auto rests = [&] { return std::exchange(last, m_view->place()->offset) == last; };
    QSignalSpy moved(m_view, &ArticleView::placeChanged);
    while (moved.wait(500) || !rests()) { }
}

QColor ArticleViewTest::pixel() const
{
    const QPoint place = m_view->mapToGlobal(QPoint(550, 450));
    return m_window->screen()->grabWindow(0, place.x(), place.y(), 1, 1).toImage().pixelColor(0, 0);
}

void ArticleViewTest::prepare_duringALoad_waitsForIt()
{
    HttpReply held;
    held.body = page("held");
    held.holdAfter = 40;
    m_server->serve("/held", held);
    m_view->open(opening(u"/held"_s));
    m_view->prepare({opening(u"/b"_s)});
    waitForRequest("/held");
    QCOMPARE(m_server->requestCount("/b"), 0);
    m_server->release("/held");
    waitForRequest("/b");
    QCOMPARE(m_story->events(), QStringList({u"started /held"_s, u"shown"_s, u"finished 0"_s}));
}

void ArticleViewTest::prepare_again_stopsWhatIsNoLongerLikely()
{
    HttpReply held;
    held.isHeld = true;
    m_server->serve("/held", held);
    openAndWait(u"/a"_s);
    m_view->prepare({opening(u"/held"_s), opening(u"/b"_s)});
    waitForRequest("/held");
    m_view->prepare({opening(u"/c"_s)});
    waitUntilReady(u"/c"_s);
    QVERIFY(!pagesOf(u"/held"_s));
    QCOMPARE(m_server->requestCount("/b"), 0);
    // What is complete stays as long as there is room.
    prepareAndWait(u"/d"_s);
    QVERIFY(pagesOf(u"/c"_s));
    prepareAndWait(u"/e"_s);
    TRY_COMPARE(pageCount(), 3);
    QVERIFY(!pagesOf(u"/c"_s));
    QCOMPARE(m_story->events(), QStringList());
}

void ArticleViewTest::prepare_ofWhatFails_saysNothingAndIsTriedAnew()
{
    HttpReply gone;
    gone.status = 404;
    gone.body = page("not found");
    m_server->serve("/gone", gone);
    HttpReply dropped;
    dropped.isDropped = true;
    m_server->serve("/dropped", dropped);
    openAndWait(u"/a"_s);
    m_view->prepare({opening(u"/gone"_s), opening(u"/dropped"_s)});
    TRY_VERIFY(m_server->requestCount("/dropped") > 0);
    TRY_COMPARE(pageCount(), 1);
    QCOMPARE(m_story->events(), QStringList());

    m_server->servePage("/gone", page("here"));
    m_view->open(opening(u"/gone"_s));
    TRY_COMPARE(m_story->events(), QStringList({u"started /gone"_s, u"shown"_s, u"finished 0"_s}));
    QCOMPARE(m_view->title(), u"here"_s);
}

void ArticleViewTest::prepare_ofAPageThatNeverEnds_doesNotHoldUpTheNext()
{
    makeView({1ms, 500ms, never, never, never});
    HttpReply endless;
    endless.body = page("endless", QByteArray("<p>text</p>").repeated(500));
    endless.holdAfter = 3000;
    m_server->serve("/endless", endless);
    HttpReply silent;
    silent.isHeld = true;
    m_server->serve("/silent", silent);
    openAndWait(u"/a"_s);
    m_view->prepare({opening(u"/silent"_s), opening(u"/endless"_s)});
    waitForRequest("/endless");
    TRY_VERIFY(!pagesOf(u"/silent"_s));
    m_view->prepare({opening(u"/endless"_s), opening(u"/b"_s)});
    waitForRequest("/b");

    if (QTest::currentTestFailed())
        return;
    m_view->open(opening(u"/endless"_s));
    QCOMPARE(m_story->events(), QStringList({u"started /endless"_s, u"shown"_s}));
    m_server->release("/endless");
    TRY_COMPARE(m_story->events().last(), u"finished 0"_s);
    QCOMPARE(m_server->requestCount("/endless"), 1);
}

void ArticleViewTest::loadingAhead_switchedOff_stops()
{
    HttpReply held;
    held.isHeld = true;
    m_server->serve("/held", held);
    openAndWait(u"/a"_s);
    m_view->prepare({opening(u"/held"_s), opening(u"/b"_s)});
    waitForRequest("/held");
    m_view->setLoadingAhead(false);
    TRY_COMPARE(pageCount(), 1);
    m_view->prepare({opening(u"/c"_s)});
    openAndWait(u"/d"_s);
    QCOMPARE(m_server->requestCount("/b"), 0);
    QCOMPARE(m_server->requestCount("/c"), 0);
    m_view->setLoadingAhead(true);
    waitForRequest("/c");
}

void ArticleViewTest::loadingAhead_whenMemoryIsShort_waits()
{
    openAndWait(u"/a"_s);
    m_isMemoryTight = true;
    m_view->prepare({opening(u"/b"_s)});
    m_isMemoryTight = false;
    prepareAndWait(u"/c"_s);
    QCOMPARE(m_server->requestCount("/b"), 0);
}

void ArticleViewTest::open_ofAnArticleReady_showsItAtOnce()
{
    m_server->servePage("/red", page("red", "<style>body{background:#f00}"));
    openAndWait(u"/a"_s);
    prepareAndWait(u"/red"_s);
    QSignalSpy titles(m_view, &ArticleView::titleChanged);
    QSignalSpy addresses(m_view, &ArticleView::addressChanged);
    m_view->open(opening(u"/red"_s));
    QCOMPARE(m_story->events(), QStringList({u"started /red"_s, u"shown"_s, u"finished 0"_s}));
    QCOMPARE(titles.last().first().toString(), u"red"_s);
    QCOMPARE(addresses.last().first().toUrl(), m_server->url(u"/red"_s));
    QCOMPARE(m_view->url(), m_server->url(u"/red"_s));
    QCOMPARE(m_view->title(), u"red"_s);
    QVERIFY(!m_view->isLoading());
    QVERIFY(m_view->place());
    TRY_COMPARE(pixel(), QColor(Qt::red));
    QCOMPARE(m_server->requestCount("/red"), 1);
    QVERIFY(m_view->picture().toImage().pixelColor(550, 450) == QColor(Qt::red));
}

void ArticleViewTest::prepare_inReaderView_isShownAtOnce()
{
    openAndWait(u"/a"_s);
    m_server->servePage(
        "/article",
        page("article",
             "<article><h1>A title</h1>"
                 + QByteArray("<p>A paragraph with some words, commas and all.</p>").repeated(30)));
    prepareAndWait(u"/article"_s); // as it was to be opened until now
    ArticleOpening inReader = opening(u"/article"_s);
    inReader.view = ReadingView::Reader;
    m_view->prepare({inReader});
    TRY_COMPARE(m_server->requestCount("/article"), 2);
    waitUntilReady(u"/article"_s);
    QSignalSpy views(m_view, &ArticleView::viewChanged);
    m_view->open(inReader);
    QCOMPARE(m_story->events(), QStringList({u"started /article"_s, u"shown"_s, u"finished 0"_s}));
    QCOMPARE(m_view->view(), ReadingView::Reader);
    QCOMPARE(views.size(), 1);
    QCOMPARE(m_server->requestCount("/article"), 2);
    QVERIFY(m_view->place());
}

void ArticleViewTest::open_ofAnArticleOnItsWay_tellsTheRest()
{
    HttpReply held;
    held.body = page("b", QByteArray("<p>text</p>").repeated(500));
    held.holdAfter = 3000;
    m_server->serve("/b", held);
    openAndWait(u"/a"_s);
    m_view->prepare({opening(u"/b"_s)});
    TRY_VERIFY(pagesOf(u"/b"_s) && pagesOf(u"/b"_s)->place());
    QVERIFY(m_story->events().isEmpty());
    m_view->open(opening(u"/b"_s));
    QCOMPARE(m_story->events(), QStringList({u"started /b"_s, u"shown"_s}));
    QVERIFY(m_view->isLoading());
    m_server->release("/b");
    TRY_COMPARE(m_story->events().last(), u"finished 0"_s);
    QCOMPARE(m_story->events().size(), 3);
    QCOMPARE(m_server->requestCount("/b"), 1);
}

void ArticleViewTest::open_ofAnArticleReadBefore_showsItAsItWasLeft()
{
    openAndWait(u"/a"_s);
    scrollAndWait();
    const std::optional<ReadingPlace> place = m_view->place();
    prepareAndWait(u"/b"_s);
    openAndWait(u"/b"_s);
    m_view->open(opening(u"/a"_s));
    QCOMPARE(m_story->events(), QStringList({u"started /a"_s, u"shown"_s, u"finished 0"_s}));
    QCOMPARE(m_view->place(), place);
    QCOMPARE(m_server->requestCount("/a"), 1);
    scrollAndWait();
}

void ArticleViewTest::open_atAnotherPlaceThanPrepared_goesThere()
{
    openAndWait(u"/a"_s);
    ArticleOpening further = opening(u"/b"_s);
    further.originalPlace = ReadingPlace{500, 5000};
    m_view->prepare({further});
    waitUntilReady(u"/b"_s);
    further.originalPlace = ReadingPlace{1500, 0};
    m_view->open(further);
    QSignalSpy moved(m_view, &ArticleView::placeChanged);
    QVERIFY(moved.wait(patience));
    QCOMPARE(moved.last().first().value<ReadingPlace>().offset, 1500);
}

void ArticleViewTest::open_underFastKeys_endsWithTheLast()
{
    const QStringList paths{u"/a"_s, u"/b"_s, u"/c"_s, u"/d"_s, u"/e"_s};
    constexpr int openings = 50;
    openAndWait(u"/a"_s);
    for (int i = 1; i <= openings; ++i) {
        m_view->open(opening(paths.at(i % 5)));
        m_view->prepare({opening(paths.at((i + 1) % 5)), opening(paths.at((i - 1) % 5))});
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1 + i % 20);
    }
    QCOMPARE(m_view->url(), m_server->url(u"/a"_s));
    TRY_VERIFY(!m_view->isLoading());
    waitUntilReady(u"/b"_s);
    waitUntilReady(u"/e"_s);
    TRY_COMPARE(pageCount(), 3);

    const QStringList events = m_story->events();
    QCOMPARE(events.count(u"shown"_s) <= openings, true);
    QString whole = events.join(u' ');
    whole.remove(QRegularExpression(u"started /. (shown )?(finished 0|stopped) ?"_s));
    QCOMPARE(whole, QString());
    QCOMPARE(events.filter(u"started"_s).size(), openings);
    QCOMPARE(events.last(), u"finished 0"_s);
    QCOMPARE(m_view->title(), u"a"_s);
}

void ArticleViewTest::aheadPage_asksOnlyForItsOwnNeeds()
{
    const QByteArray elsewhere = m_server->url({}, u"localhost"_s).toEncoded();
    m_server->servePage(
        "/b",
        page("b",
             "<link rel=stylesheet href=/own.css><img src=/own.png><iframe src=/own.html></iframe>"
             "<script src=/own.js></script><link rel=prefetch href=/prefetched.html>"
             "<video src=/movie.webm preload=auto></video><audio src=/sound.ogg autoplay></audio>"
             "<iframe src='"
                 + elsewhere
                 + "/frame.html'></iframe><script>navigator.sendBeacon('/beacon');"
                   "new WebSocket('ws://' + location.host + '/socket');"
                   "new SharedWorker('/worker.js')</script>"));
    const QByteArrayList own{"/own.css", "/own.png", "/own.html", "/own.js"};
    for (const QByteArray &path : own)
        m_server->servePage(path, {});
    openAndWait(u"/a"_s);
    prepareAndWait(u"/b"_s);
    for (const QByteArray &path : own)
        QCOMPARE(m_server->requestCount(path), 1);
    QCOMPARE(m_server->unexpectedRequests(), QList<QByteArray>());

    const QByteArrayList later{"/movie.webm", "/sound.ogg", "/frame.html"};
    for (const QByteArray &path : later)
        m_server->servePage(path, {});
    m_view->open(opening(u"/b"_s));
    for (const QByteArray &path : later)
        TRY_VERIFY(m_server->requestCount(path) > 0);
    QCOMPARE(m_server->requestCount("/own.html"), 1);
    QVERIFY(!m_view->canGoForward());
}

void ArticleViewTest::aheadPage_goesNowhere()
{
    m_server->servePage("/stub",
                        page("stub", "<script>onload = () => { location = '/target' }</script>"));
    m_server->servePage("/target", page("target"));
    openAndWait(u"/a"_s);
    m_view->prepare({opening(u"/stub"_s), opening(u"/b"_s)});
    waitUntilReady(u"/b"_s);
    TRY_VERIFY(!pagesOf(u"/stub"_s));
    QCOMPARE(m_server->requestCount("/target"), 0);
    QCOMPARE(m_story->events(), QStringList());

    m_view->open(opening(u"/stub"_s));
    TRY_COMPARE(m_view->title(), u"target"_s);
}

void ArticleViewTest::aheadPage_thatCrashes_goesUnnoticed()
{
    openAndWait(u"/a"_s);
    const QList<pid_t> before = renderProcesses();
    prepareAndWait(u"/b"_s);
    QList<pid_t> added = renderProcesses();
    for (const pid_t process : before)
        added.removeAll(process);
    QVERIFY(!added.isEmpty());
    for (const pid_t process : std::as_const(added))
        ::kill(process, SIGSEGV);
    TRY_COMPARE(pageCount(), 1);
    QCOMPARE(m_story->events(), QStringList());
    QCOMPARE(m_view->title(), u"a"_s);
    scrollAndWait();

    m_view->open(opening(u"/b"_s));
    TRY_COMPARE(m_story->events(), QStringList({u"started /b"_s, u"shown"_s, u"finished 0"_s}));
    QCOMPARE(m_server->requestCount("/b"), 2);
}

void ArticleViewTest::aheadPage_takesNoFocus()
{
    auto *field = new QLineEdit(m_window.get());
    field->show();
    field->setFocus();
    m_server->servePage("/b", page("b", "<input autofocus><script>focus()</script>"));
    openAndWait(u"/a"_s);
    QCOMPARE(m_window->focusWidget(), field);
    prepareAndWait(u"/b"_s);
    QCOMPARE(m_window->focusWidget(), field);
    openAndWait(u"/b"_s);
    QCOMPARE(m_window->focusWidget(), field);
}

void ArticleViewTest::focus_onThePage_followsTheTurn()
{
    auto *field = new QLineEdit(m_window.get());
    field->show();
    QSignalSpy entered(field, &QLineEdit::selectionChanged);
    openAndWait(u"/a"_s);
    prepareAndWait(u"/b"_s);
    m_view->setFocus();
    QVERIFY(pagesOf(u"/a"_s)->isAncestorOf(m_window->focusWidget()));
    m_view->open(opening(u"/b"_s));
    QVERIFY(pagesOf(u"/b"_s)->isAncestorOf(m_window->focusWidget()));
    QVERIFY(!field->hasFocus());
}

void ArticleViewTest::darkPage_turnedTo_showsNoWhite()
{
    // It takes a moment to paint.
    makeView({1s, never, never, never, never});
    const QColor first(16, 32, 48);
    const QColor second(48, 32, 16);
    m_server->servePage("/first", page("1", "<style>body{background:#102030}"));
    m_server->servePage("/second", page("2", "<style>body{background:#302010}"));
    openAndWait(u"/first"_s);
    prepareAndWait(u"/second"_s);
    TRY_COMPARE(pixel(), first);
    for (int turn = 0; turn < 4; ++turn) {
        const bool isThere = turn % 2 == 0;
        m_view->open(opening(isThere ? u"/second"_s : u"/first"_s));
        QList<QColor> seen;
        const auto look = [&] {
            seen << pixel();
            return seen.last() == (isThere ? second : first);
        };
        TRY_VERIFY(look());
        seen.removeAll(first);
        seen.removeAll(second);
        QCOMPARE(seen, QList<QColor>());
    }
}

void ArticleViewTest::idlePages_areFrozenThenDropped()
{
    makeView({1ms, never, 50ms, 800ms, never});
    m_server->servePage("/b", tallPage("b", freezeReport));
    openAndWait(u"/a"_s);
    m_view->prepare({opening(u"/b"_s)});
    TRY_VERIFY(pagesOf(u"/b"_s) && pagesOf(u"/b"_s)->title() == u"frozen"_s);
    TRY_COMPARE(pageCount(), 1);
    QCOMPARE(m_story->events(), QStringList());
    QCOMPARE(m_server->requestCount("/b"), 1);
}

void ArticleViewTest::idlePages_goWhenMemoryIsShort()
{
    makeView({1ms, never, never, never, 20ms});
    openAndWait(u"/a"_s);
    m_view->prepare({opening(u"/b"_s), opening(u"/c"_s)});
    waitUntilReady(u"/b"_s);
    waitUntilReady(u"/c"_s);
    m_isMemoryTight = true;
    TRY_COMPARE(pageCount(), 1);
    QCOMPARE(m_view->title(), u"a"_s);
    QCOMPARE(m_story->events(), QStringList());
}

void ArticleViewTest::frozenPage_comesBackAtItsPlace()
{
    makeView({1ms, never, 1ms, never, never});
    m_server->servePage("/a", tallPage("a", freezeReport));
    openAndWait(u"/a"_s);
    scrollAndWait();
    const std::optional<ReadingPlace> place = m_view->place();
    prepareAndWait(u"/b"_s);
    openAndWait(u"/b"_s);
    TRY_COMPARE(pagesOf(u"/a"_s)->title(), u"frozen"_s);
    m_view->goBack();
    TRY_COMPARE(m_view->title(), u"resumed"_s);
    QCOMPARE(m_view->place(), place);
    QCOMPARE(m_server->requestCount("/a"), 1);
    scrollAndWait();
}

void ArticleViewTest::droppedPage_comesBackAtItsPlace()
{
    makeView({1ms, never, 1ms, 2ms, never});
    openAndWait(u"/a"_s);
    scrollAndWait();
    const std::optional<ReadingPlace> place = m_view->place();
    m_view->prepare({opening(u"/b"_s)});
    TRY_VERIFY(pagesOf(u"/b"_s));
    m_view->open(opening(u"/b"_s));
    TRY_VERIFY(!m_view->isLoading());
    TRY_COMPARE(pageCount(), 1);
    QSignalSpy moved(m_view, &ArticleView::placeChanged);
    m_view->goBack();
    QVERIFY(moved.wait(patience));
    QCOMPARE(moved.last().first().value<ReadingPlace>(), *place);
    QCOMPARE(m_server->requestCount("/a"), 2);
    QCOMPARE(m_view->title(), u"a"_s);
}

void ArticleViewTest::history_overArticles_keepsOrderAndPlace()
{
    QSignalSpy changed(m_view, &ArticleView::historyChanged);
    QVERIFY(!m_view->canGoBack());
    openAndWait(u"/a"_s);
    QVERIFY(!m_view->canGoBack());
    scrollAndWait();
    const std::optional<ReadingPlace> place = m_view->place();
    prepareAndWait(u"/b"_s);
    changed.clear();
    openAndWait(u"/b"_s);
    QVERIFY(!changed.isEmpty());
    QVERIFY(m_view->canGoBack());
    // Without being prepared, in the same page.
    openAndWait(u"/c"_s);
    QVERIFY(!m_view->canGoForward());

    m_view->goBack();
    TRY_COMPARE(m_view->title(), u"b"_s);
    TRY_VERIFY(!m_view->isLoading());
    QVERIFY(m_view->canGoForward());
    m_view->goBack();
    TRY_COMPARE(m_view->title(), u"a"_s);
    TRY_COMPARE(m_view->place(), place);
    QVERIFY(!m_view->canGoBack());
    m_view->goBack();
    m_view->goForward();
    TRY_COMPARE(m_view->title(), u"b"_s);
    TRY_VERIFY(!m_view->isLoading());
    m_view->goForward();
    TRY_COMPARE(m_view->title(), u"c"_s);
    TRY_VERIFY(!m_view->isLoading());
    QVERIFY(!m_view->canGoForward());
    m_view->goBack();
    TRY_COMPARE(m_view->title(), u"b"_s);
    openAndWait(u"/d"_s);
    QVERIFY(!m_view->canGoForward());
}

void ArticleViewTest::history_withinAPage_comesFirst()
{
    m_server->servePage("/links", page("links", "<a style='display:block;height:300px' href=/c>c"));
    openAndWait(u"/a"_s);
    openAndWait(u"/links"_s);
    clickLink();
    TRY_COMPARE(m_view->title(), u"c"_s);
    TRY_VERIFY(!m_view->isLoading());
    openAndWait(u"/d"_s);
    m_view->goBack();
    TRY_COMPARE(m_view->title(), u"c"_s);
    TRY_VERIFY(!m_view->isLoading());
    m_view->goBack();
    TRY_COMPARE(m_view->title(), u"a"_s);
    TRY_VERIFY(!m_view->isLoading());

    openAndWait(u"/links"_s);
    clickLink();
    TRY_COMPARE(m_view->title(), u"c"_s);
    TRY_VERIFY(!m_view->isLoading());
    m_view->goBack();
    TRY_COMPARE(m_view->title(), u"links"_s);
    TRY_VERIFY(!m_view->isLoading());
    QVERIFY(m_view->canGoForward());
    m_view->goForward();
    TRY_COMPARE(m_view->title(), u"c"_s);
}

void ArticleViewTest::history_afterAFailure_leadsToTheArticleBefore()
{
    HttpReply dropped;
    dropped.isDropped = true;
    m_server->serve("/dropped", dropped);
    openAndWait(u"/a"_s);
    openAndWait(u"/b"_s);
    m_view->open(opening(u"/dropped"_s));
    TRY_COMPARE(m_story->events(), QStringList({u"started /dropped"_s, u"failed"_s}));
    m_view->goBack();
    TRY_COMPARE(m_view->title(), u"b"_s);
    TRY_VERIFY(!m_view->isLoading());
    m_view->goBack();
    TRY_COMPARE(m_view->title(), u"a"_s);
}

void ArticleViewTest::zoom_ofOneArticle_leavesOthersAlone()
{
    const QByteArray tellWidth = "<script>const tell = () => { document.title = innerWidth };"
                                 "onresize = tell; tell()</script>";
    m_server->servePage("/a", page("", tellWidth));
    m_server->servePage("/b", page("", tellWidth));
    openAndWait(u"/a"_s);
    TRY_COMPARE(m_view->title(), u"600"_s);
    ArticleOpening large = opening(u"/b"_s);
    large.zoom = 2;
    m_view->prepare({large});
    waitUntilReady(u"/b"_s);
    TRY_COMPARE(pagesOf(u"/b"_s)->title(), u"300"_s);
    QCOMPARE(m_view->title(), u"600"_s);
    m_view->open(large);
    QCOMPARE(m_view->zoom(), 2.0);
    m_view->setZoom(3);
    TRY_COMPARE(m_view->title(), u"200"_s);
    m_view->goBack();
    QCOMPARE(m_view->zoom(), 1.0);
    QCOMPARE(m_view->title(), u"600"_s);
}

int main(int argc, char *argv[])
{
    // The sandbox does not work for root, who may run tests in a container. Tests only.
    if (geteuid() == 0)
        qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1");
    QApplication application(argc, argv);
    ArticleViewTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_articleview.moc"
