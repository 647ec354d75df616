// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/library.h"
#include "support/httpserver.h"
#include "support/renderprocesses.h"
#include "web/enginemodule.h"
#include "web/lecternpages.h"
#include "web/pagecover.h"
#include "web/pageengine.h"
#include "web/pageview.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDirIterator>
#include <QRegularExpression>
#include <QScreen>
#include <QShortcut>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QWheelEvent>

#include <chrono>
#include <csignal>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lectern;

namespace {

/// The engine starts processes, and the machine may be busy with other tests.
constexpr int patience = 10000;

#define TRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, patience)
#define TRY_COMPARE(actual, expected) QTRY_COMPARE_WITH_TIMEOUT(actual, expected, patience)

QByteArray page(const QByteArray &title, const QByteArray &body)
{
    return "<!DOCTYPE html><title>" + title + "</title><body style='margin:0'>" + body;
}

/// A page 200 px wide link or more of `attributes` at its top left corner.
QByteArray linkPage(const QByteArray &attributes)
{
    return page("links",
                "<a style='display:block;width:300px;height:100px;background:#cde' " + attributes
                    + ">a link</a><p>text");
}

constexpr QPoint insideLink{50, 50};

/// A page of the height given, in CSS pixels.
QByteArray tallPage(int height, const QByteArray &more = {})
{
    return page("tall",
                "<p>top</p><div style='height:" + QByteArray::number(height - 200)
                    + "px;background:linear-gradient(#fff,#888)'></div>" + more);
}

/// The signals of loads in their order, as text.
class Story final : public QObject
{
public:
    explicit Story(PageView &view)
    {
        connect(&view, &PageView::loadStarted, this,
                [this](const QUrl &url) { tell(u"started "_s + url.path()); });
        connect(&view, &PageView::contentShown, this, [this] { tell(u"shown"_s); });
        connect(&view, &PageView::loadFinished, this,
                [this](int status) { tell(u"finished %1"_s.arg(status)); });
        connect(&view, &PageView::loadStopped, this, [this] { tell(u"stopped"_s); });
        connect(&view, &PageView::failed, this, [this](const PageError &error) {
            m_error = error;
            tell(u"failed"_s);
        });
    }

    [[nodiscard]] QStringList events() const { return m_events; }
    [[nodiscard]] PageError error() const { return m_error; }
    [[nodiscard]] bool isEnded() const
    {
        return !m_events.isEmpty()
            && (m_events.last().startsWith("finished"_L1) || m_events.last() == "failed"_L1
                || m_events.last() == "stopped"_L1);
    }
    void forget() { m_events.clear(); }

private:
    void tell(const QString &event) { m_events << event; }

    QStringList m_events;
    PageError m_error;
};

} // namespace

class PageViewTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();

    void view_beforeTheFirstLoad_costsNoEngine();
    void versions_ofTheEngine_areKnown();

    void load_ofAPage_tellsItsStoryInOrder();
    void load_ofASlowPage_showsContentBeforeItsEnd();
    void load_duringAnother_stopsThatFirst();
    void load_ofAPlaceOnTheShownPage_endsToo();
    void load_thatIsRedirected_changesTheAddress();
    void load_ofAServerErrorWithAPage_showsItWithItsStatus();
    void load_cutOffAfterContent_keepsWhatCame();
    void load_ofABlankPage_isShownAndFinished();
    void load_ofAPageAskingForLogIn_showsTheServersPage();
    void load_thatFails_saysWhy_data();
    void load_thatFails_saysWhy();
    void stop_duringALoad_endsIt();
    void reload_afterAFailure_triesTheFailedAddress();
    void goBack_afterAFailure_showsThePageBefore();
    void goBack_andForward_walkTheHistory();

    void ownPage_forTheReader_isShown();
    void ownPage_link_leadsToTheNext();
    void ownPage_withHostileContent_doesNothing();
    void ownPage_fromTheWeb_isOutOfReach_data();
    void ownPage_fromTheWeb_isOutOfReach();

    void link_clicked_loadsHere();
    void link_forANewWindow_isHandedOver_data();
    void link_forANewWindow_isHandedOver();
    void link_toMail_isHandedOver();
    void link_toADownload_fails();
    void link_whereNoPageMayGo_isRefused_data();
    void link_whereNoPageMayGo_isRefused();
    void script_onItsOwn_opensNothing_data();
    void script_onItsOwn_opensNothing();
    void script_withDialogsAndRequests_getsNoForAnAnswer();

    void place_givenToLoad_isReached();
    void place_onAPageStillGrowing_isReachedEarly();
    void place_onAPageOfAnotherHeight_isScaled();
    void place_whileTheReaderScrolls_isGivenUp();
    void place_whileScrolling_isToldSparsely();
    void place_underZoom_isInPixelsOfThePage();
    void zoom_isKeptForAllPages();
    void zoom_isClamped();
    void zoom_byWheel_isLeftToTheOwner();

    void find_countsAndWalksTheMatches();
    void selection_isKnownAndCopied();
    void contextMenu_tellsWhatLiesThere();
    void linkHovered_isTold();

    void crash_isToldAndReloadWorks();
    void darkPalette_showsNoWhiteBetweenPages();
    void ownPage_followsThePalette();

    void shortcut_withModifier_firesWhilePageHasFocus();
    void shortcut_ofOneLetter_firesUnlessTextIsTyped();
    void focus_staysWithTheList_whenPagesLoad();
    void cache_liesInTheFolderGiven();

private:
    [[nodiscard]] QWidget *surface() const;
    void click(QPoint position, Qt::MouseButton button = Qt::LeftButton,
               Qt::KeyboardModifiers modifiers = {});
    void scroll(int notches, Qt::KeyboardModifiers modifiers = {});
    void loadAndWait(const QUrl &url, const std::optional<ReadingPlace> &place = {});
    void storeGuide();

    QTemporaryDir m_folder;
    std::unique_ptr<Library> m_library;
    std::unique_ptr<LecternPages> m_pages;
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<PageEngine> m_engine;
    std::unique_ptr<QWidget> m_window;
    PageView *m_view = nullptr;
    std::unique_ptr<Story> m_story;
    QPalette m_palette;
};

void PageViewTest::initTestCase()
{
    QVERIFY(m_folder.isValid());
    qputenv("XDG_DATA_HOME", QFile::encodeName(m_folder.filePath(u"data"_s)));
    m_palette = QApplication::palette();
    m_library = std::make_unique<Library>(Locations::under(m_folder.path()));
    const QFuture<Result<void>> opened = m_library->open();
    QTRY_VERIFY(opened.isFinished());
    QVERIFY(opened.result().has_value());
    m_pages = std::make_unique<LecternPages>(*m_library);
    storeGuide();
}

void PageViewTest::storeGuide()
{
    IncomingCollection guide;
    guide.url = QUrl(u"lectern://collection/guide"_s);
    guide.title = u"Guide"_s;
    guide.contentHash = "1";
    const auto add = [&](const QString &name, const QString &html) {
        IncomingArticle article;
        article.itemId = name;
        article.url = QUrl(u"lectern://guide/"_s + name);
        article.title = name;
        article.contentHtml = html;
        guide.articles << article;
    };
    add(u"first"_s,
        u"<p><a style='x' href='lectern://guide/second'>"
        "a link to the next page of the guide, which is long</a></p>"_s);
    add(u"second"_s, u"<p>the second page"_s);
    add(u"hostile"_s,
        u"<script>document.title = 'script ran'</script>"
        "<img src='http://tracker.invalid/x.png' onerror=\"document.title = 'handler ran'\">"
        "<iframe src='http://tracker.invalid/'></iframe>"
        "<meta http-equiv='refresh' content='0;url=%1'>"
        "<form id='f' action='%1'></form><style>body { display: none }</style><p>text"_s.arg(
            u"http://127.0.0.1:9/"_s));
    const auto stored = m_library->storeCollection(guide);
    QTRY_VERIFY(stored.isFinished());
    QVERIFY(stored.result().has_value());
}

void PageViewTest::cleanupTestCase()
{
    m_pages.reset();
    m_library.reset();
}

void PageViewTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_server = std::make_unique<HttpServer>();
    QVERIFY(m_server->isListening());
    m_engine = std::make_unique<PageEngine>(PageSettings{}, *m_pages);
    m_window = std::make_unique<QWidget>();
    m_window->resize(700, 500);
    m_view = new PageView(*m_engine, m_window.get());
    m_view->setGeometry(100, 0, 600, 500);
    m_story = std::make_unique<Story>(*m_view);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void PageViewTest::cleanup()
{
    const QList<QByteArray> unexpected = m_server->unexpectedRequests();
    m_window.reset();
    m_engine.reset();
    m_story.reset();
    m_server.reset();
    QApplication::setPalette(m_palette);
    QCOMPARE(unexpected, QList<QByteArray>());
}

QWidget *PageViewTest::surface() const
{
    // The engine's view is a window of its own, see EmbeddedPage.
    for (QWidget *window : QApplication::topLevelWidgets()) {
        if (window->inherits("QWebEngineView") && window->isVisible())
            return window->focusProxy();
    }
    return m_view;
}

void PageViewTest::click(QPoint position, Qt::MouseButton button, Qt::KeyboardModifiers modifiers)
{
    QTest::mouseMove(surface(), position);
    QTest::mouseClick(surface(), button, modifiers, position);
}

void PageViewTest::scroll(int notches, Qt::KeyboardModifiers modifiers)
{
    const QPoint position(200, 200);
    QWheelEvent event(position, surface()->mapToGlobal(position), {}, {0, -120 * notches},
                      Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(surface()->window()->windowHandle(), &event);
}

void PageViewTest::loadAndWait(const QUrl &url, const std::optional<ReadingPlace> &place)
{
    QSignalSpy shown(m_view, &PageView::contentShown);
    QSignalSpy finished(m_view, &PageView::loadFinished);
    m_view->load(url, place);
    TRY_COMPARE(finished.size(), 1);
    QCOMPARE(shown.size(), 1);
    // Before it has painted, the engine drops clicks.
    TRY_VERIFY(m_view->findChild<PageCover *>()->isHidden());
    m_story->forget();
}

void PageViewTest::view_beforeTheFirstLoad_costsNoEngine()
{
    QVERIFY(!m_view->isEngineLoaded());
    QVERIFY(m_view->url().isEmpty());
    QVERIFY(m_view->title().isEmpty());
    QVERIFY(!m_view->isLoading());
    QVERIFY(!m_view->canGoBack());
    QVERIFY(!m_view->canGoForward());
    QVERIFY(!m_view->place());
    QVERIFY(m_view->selectedText().isEmpty());
    m_view->reload();
    m_view->stop();
    m_view->goBack();
    m_view->goForward();
    m_view->find(u"x"_s, PageView::FindDirection::Forward);
    m_view->copySelection();
    m_view->setZoom(2);
    QVERIFY(!m_view->isEngineLoaded());
    QCOMPARE(m_story->events(), QStringList());

    m_view->warmUp();
    QVERIFY(m_view->isEngineLoaded());
    m_view->warmUp();
    QCOMPARE(m_story->events(), QStringList());
    QCOMPARE(m_view->zoom(), 2.0);
}

void PageViewTest::versions_ofTheEngine_areKnown()
{
    const Result<EngineVersions> versions = engineVersions();
    QVERIFY(versions.has_value());
    const QRegularExpression number(u"^\\d+\\.\\d+\\.\\d+"_s);
    QVERIFY(number.match(versions->engine).hasMatch());
    QVERIFY(number.match(versions->chromium).hasMatch());
    QVERIFY(number.match(versions->securityPatch).hasMatch());
}

void PageViewTest::load_ofAPage_tellsItsStoryInOrder()
{
    m_server->servePage("/a", page("The title", "<h1>text</h1>"));
    QStringList everything;
    connect(m_view, &PageView::loadStarted, this, [&] {
        QVERIFY(m_view->isLoading());
        everything << u"started"_s;
    });
    connect(m_view, &PageView::addressChanged, this,
            [&](const QUrl &url) { everything << u"address "_s + url.path(); });
    connect(m_view, &PageView::titleChanged, this,
            [&](const QString &title) { everything << u"title "_s + title; });
    connect(m_view, &PageView::contentShown, this, [&] { everything << u"shown"_s; });
    connect(m_view, &PageView::loadFinished, this, [&] {
        QVERIFY(!m_view->isLoading());
        everything << u"finished"_s;
    });
    QSignalSpy progress(m_view, &PageView::progressChanged);

    m_view->load(m_server->url(u"/a"_s));
    QVERIFY(m_view->isLoading());
    QCOMPARE(m_view->url(), m_server->url(u"/a"_s));
    TRY_VERIFY(m_story->isEnded());

    QCOMPARE(m_story->events(), QStringList({u"started /a"_s, u"shown"_s, u"finished 0"_s}));
    everything.removeAll(u"title "_s);
    QCOMPARE(everything,
             QStringList(
                 {u"started"_s, u"address /a"_s, u"title The title"_s, u"shown"_s, u"finished"_s}));
    QCOMPARE(m_view->title(), u"The title"_s);
    QCOMPARE(m_server->requestCount("/a"), 1);
    QVERIFY(!progress.isEmpty());
    QCOMPARE(progress.last().first().toInt(), 100);
    QVERIFY(m_view->place());
}

void PageViewTest::load_ofASlowPage_showsContentBeforeItsEnd()
{
    HttpReply slow;
    slow.body = page("slow", QByteArray("<p>text</p>").repeated(500));
    slow.holdAfter = 3000;
    m_server->serve("/slow", slow);

    m_view->load(m_server->url(u"/slow"_s));
    TRY_COMPARE(m_story->events(), QStringList({u"started /slow"_s, u"shown"_s}));
    QVERIFY(m_view->isLoading());

    m_server->release("/slow");
    TRY_COMPARE(m_story->events(), QStringList({u"started /slow"_s, u"shown"_s, u"finished 0"_s}));
}

void PageViewTest::load_duringAnother_stopsThatFirst()
{
    HttpReply held;
    held.isHeld = true;
    m_server->serve("/held", held);
    m_server->servePage("/a", page("a", "text"));

    m_view->load(m_server->url(u"/held"_s));
    TRY_COMPARE(m_server->requestCount("/held"), 1);
    m_view->load(m_server->url(u"/a"_s));
    TRY_VERIFY(m_story->isEnded() && m_story->events().size() > 3);
    QCOMPARE(m_story->events(),
             QStringList(
                 {u"started /held"_s, u"stopped"_s, u"started /a"_s, u"shown"_s, u"finished 0"_s}));
    QCOMPARE(m_view->url(), m_server->url(u"/a"_s));
}

void PageViewTest::load_ofAPlaceOnTheShownPage_endsToo()
{
    m_server->servePage("/a", tallPage(5000, "<h2 id='end'>end</h2>"));
    loadAndWait(m_server->url(u"/a"_s));
    m_view->load(m_server->url(u"/a#end"_s));
    TRY_COMPARE(m_story->events(), QStringList({u"started /a"_s, u"shown"_s, u"finished 0"_s}));
    TRY_COMPARE(m_view->url(), m_server->url(u"/a#end"_s));
    TRY_VERIFY(m_view->place() && m_view->place()->offset > 4000);
    QCOMPARE(m_server->requestCount("/a"), 1);

    // Also when something else was under way or has failed.
    HttpReply held;
    held.isHeld = true;
    m_server->serve("/held", held);
    m_story->forget();
    m_view->load(m_server->url(u"/held"_s));
    TRY_COMPARE(m_server->requestCount("/held"), 1);
    m_view->load(m_server->url(u"/a#top"_s));
    TRY_COMPARE(m_story->events(),
                QStringList({u"started /held"_s, u"stopped"_s, u"started /a"_s, u"shown"_s,
                             u"finished 0"_s}));
    TRY_VERIFY(m_view->place()->offset < 4000);
    m_view->load(QUrl(u"x-scheme:y"_s));
    m_story->forget();
    m_view->load(m_server->url(u"/a#end"_s), ReadingPlace{1, 2});
    TRY_COMPARE(m_story->events(), QStringList({u"started /a"_s, u"shown"_s, u"finished 0"_s}));
    QCOMPARE(m_server->requestCount("/a"), 1);
}

void PageViewTest::load_thatIsRedirected_changesTheAddress()
{
    HttpReply redirect;
    redirect.status = 302;
    redirect.headers = {{"Location", "/target"}};
    m_server->serve("/old", redirect);
    m_server->servePage("/target", page("target", "text"));
    QSignalSpy address(m_view, &PageView::addressChanged);

    m_view->load(m_server->url(u"/old"_s));
    TRY_COMPARE(m_story->events(), QStringList({u"started /old"_s, u"shown"_s, u"finished 0"_s}));
    QCOMPARE(address.size(), 2);
    QCOMPARE(address.last().first().toUrl(), m_server->url(u"/target"_s));
    QCOMPARE(m_view->url(), m_server->url(u"/target"_s));
}

void PageViewTest::load_ofAServerErrorWithAPage_showsItWithItsStatus()
{
    HttpReply gone;
    gone.status = 410;
    gone.body = page("gone", "<p>This post is gone.");
    m_server->serve("/gone", gone);

    m_view->load(m_server->url(u"/gone"_s));
    TRY_COMPARE(m_story->events(),
                QStringList({u"started /gone"_s, u"shown"_s, u"finished 410"_s}));
    QCOMPARE(m_view->title(), u"gone"_s);
}

void PageViewTest::load_cutOffAfterContent_keepsWhatCame()
{
    HttpReply slow;
    slow.body = page("cut", QByteArray("<p>text</p>").repeated(500));
    slow.holdAfter = 3000;
    slow.isCutWhenReleased = true;
    m_server->serve("/cut", slow);

    m_view->load(m_server->url(u"/cut"_s));
    TRY_COMPARE(m_story->events(), QStringList({u"started /cut"_s, u"shown"_s}));
    m_server->release("/cut");
    TRY_COMPARE(m_story->events(), QStringList({u"started /cut"_s, u"shown"_s, u"finished 0"_s}));
}

void PageViewTest::load_ofABlankPage_isShownAndFinished()
{
    m_server->servePage("/blank", "<!DOCTYPE html><title>blank</title>");
    m_view->load(m_server->url(u"/blank"_s));
    TRY_COMPARE(m_story->events(), QStringList({u"started /blank"_s, u"shown"_s, u"finished 0"_s}));
}

void PageViewTest::load_ofAPageAskingForLogIn_showsTheServersPage()
{
    HttpReply reply;
    reply.status = 401;
    reply.headers = {{"WWW-Authenticate", "Basic realm=\"x\""}};
    reply.body = page("members only", "<p>Please log in.");
    m_server->serve("/members", reply);

    m_view->load(m_server->url(u"/members"_s));
    TRY_COMPARE(m_story->events(),
                QStringList({u"started /members"_s, u"shown"_s, u"finished 401"_s}));
}

void PageViewTest::load_thatFails_saysWhy_data()
{
    QTest::addColumn<QString>("address"); // a path is one of the test's own server
    QTest::addColumn<PageProblem>("problem");
    QTest::addColumn<int>("httpStatus");
    QTest::addColumn<QString>("detail");

    const auto row = [](const char *name, const QString &address, PageProblem problem,
                        const QString &detail, int status = 0) {
        QTest::newRow(name) << address << problem << status << detail;
    };
    row("nothing listens", u"refused"_s, PageProblem::ConnectionRefused,
        u"net::ERR_CONNECTION_REFUSED"_s);
    row("no such host", u"http://nosuchhost.invalid/"_s, PageProblem::HostNotFound,
        u"net::ERR_NAME_NOT_RESOLVED"_s);
    row("self-signed certificate", u"self-signed"_s, PageProblem::InsecureConnection,
        u"net::ERR_CERT_AUTHORITY_INVALID"_s);
    row("redirect loop", u"/loop"_s, PageProblem::TooManyRedirects,
        u"net::ERR_TOO_MANY_REDIRECTS"_s);
    row("no answer", u"/drop"_s, PageProblem::ConnectionLost, u"net::ERR_EMPTY_RESPONSE"_s);
    row("404 without a page", u"/404"_s, PageProblem::HttpStatus, {}, 404);
    row("500 without a page", u"/500"_s, PageProblem::HttpStatus, {}, 500);
    row("archive", u"/archive"_s, PageProblem::NotAnArticle, u"the answer is no page to show"_s);
    row("pdf", u"/pdf"_s, PageProblem::NotAnArticle, u"the answer is no page to show"_s);
    row("attachment", u"/attachment"_s, PageProblem::NotAnArticle,
        u"the answer is no page to show"_s);
    row("no content", u"/204"_s, PageProblem::NotAnArticle, u"the answer is no page to show"_s);
    row("redirect to our page", u"/to-own"_s, PageProblem::AddressRefused,
        u"the server redirects to it"_s);
    row("redirect to a file", u"/to-file"_s, PageProblem::AddressRefused,
        u"net::ERR_UNSAFE_REDIRECT"_s);
    row("forbidden port", u"http://127.0.0.1:6667/"_s, PageProblem::AddressRefused,
        u"net::ERR_UNSAFE_PORT"_s);
    row("unknown page of ours", u"lectern://guide/none"_s, PageProblem::Other,
        u"net::ERR_FILE_NOT_FOUND"_s);
    for (const char *address :
         {"file:///etc/hostname", "javascript:document.title='x'", "data:text/html,x",
          "about:blank", "chrome://crash", "chrome://gpu", "view-source:http://127.0.0.1/",
          "mailto:a@example.org", "ftp://127.0.0.1/", "x-scheme:y"}) {
        QTest::newRow(address) << QString::fromLatin1(address) << PageProblem::AddressRefused << 0
                               << QString();
    }
}

void PageViewTest::load_thatFails_saysWhy()
{
    QFETCH(QString, address);
    QFETCH(PageProblem, problem);
    QFETCH(int, httpStatus);
    QFETCH(QString, detail);

    const auto serve = [&](const QByteArray &path, int status, const QByteArray &type,
                           const QList<std::pair<QByteArray, QByteArray>> &headers = {}) {
        HttpReply reply;
        reply.status = status;
        reply.contentType = type;
        reply.body = status == 200 ? "some bytes" : "";
        reply.headers = headers;
        m_server->serve(path, reply);
    };
    serve("/loop", 302, "text/html", {{"Location", "/loop"}});
    serve("/404", 404, "text/html");
    serve("/500", 500, "text/html");
    serve("/archive", 200, "application/zip");
    serve("/pdf", 200, "application/pdf");
    serve("/attachment", 200, "text/html",
          {{"Content-Disposition", "attachment; filename=x.html"}});
    serve("/204", 204, "");
    serve("/to-own", 302, "text/html", {{"Location", "lectern://guide/first"}});
    serve("/to-file", 302, "text/html", {{"Location", "file:///etc/hostname"}});
    HttpReply dropped;
    dropped.isDropped = true;
    m_server->serve("/drop", dropped);
    HttpServer secure(HttpServer::Security::SelfSignedCertificate);
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const quint16 closedPort = closed.serverPort();
    closed.close();

    QUrl url(address);
    if (address.startsWith(u'/'))
        url = m_server->url(address);
    else if (address == "refused"_L1)
        url = QUrl(u"http://127.0.0.1:%1/"_s.arg(closedPort));
    else if (address == "self-signed"_L1)
        url = secure.url(u"/"_s);

    m_view->load(url);
    TRY_VERIFY(m_story->isEnded());
    QCOMPARE(m_story->events(), QStringList({u"started "_s + url.path(), u"failed"_s}));
    const PageError error = m_story->error();
    QCOMPARE(error.problem, problem);
    QCOMPARE(error.httpStatus, httpStatus);
    QCOMPARE(error.detail, detail);
    if (!address.startsWith("/to-"_L1))
        QCOMPARE(error.url, url);
    QVERIFY(!m_view->isLoading());
    QVERIFY(!m_view->place());
    QCOMPARE(m_view->url(), url);
    QVERIFY(secure.requests().isEmpty());
}

void PageViewTest::stop_duringALoad_endsIt()
{
    HttpReply held;
    held.isHeld = true;
    m_server->serve("/held", held);
    m_view->load(m_server->url(u"/held"_s));
    TRY_COMPARE(m_server->requestCount("/held"), 1);
    m_view->stop();
    TRY_COMPARE(m_story->events(), QStringList({u"started /held"_s, u"stopped"_s}));
    QVERIFY(!m_view->isLoading());
}

void PageViewTest::reload_afterAFailure_triesTheFailedAddress()
{
    bool isUp = false;
    m_server->servePage("/a", page("a", "text"));
    m_server->serve("/flaky", [&](const HttpRequest &) {
        HttpReply reply;
        reply.isDropped = !isUp;
        reply.body = page("up again", "text");
        return reply;
    });
    loadAndWait(m_server->url(u"/a"_s));
    m_view->load(m_server->url(u"/flaky"_s));
    TRY_COMPARE(m_story->events(), QStringList({u"started /flaky"_s, u"failed"_s}));
    QCOMPARE(m_view->url(), m_server->url(u"/flaky"_s));
    QVERIFY(m_view->title().isEmpty());

    isUp = true;
    m_story->forget();
    m_view->reload();
    TRY_COMPARE(m_story->events(), QStringList({u"started /flaky"_s, u"shown"_s, u"finished 0"_s}));
    QCOMPARE(m_view->title(), u"up again"_s);
}

void PageViewTest::goBack_afterAFailure_showsThePageBefore()
{
    HttpReply dropped;
    dropped.isDropped = true;
    m_server->serve("/drop", dropped);
    m_server->servePage("/a", page("a", "text"));
    loadAndWait(m_server->url(u"/a"_s));
    QVERIFY(!m_view->canGoBack());
    m_view->load(m_server->url(u"/drop"_s));
    TRY_COMPARE(m_story->events(), QStringList({u"started /drop"_s, u"failed"_s}));
    QVERIFY(m_view->canGoBack());

    m_story->forget();
    m_view->goBack();
    TRY_COMPARE(m_story->events(), QStringList({u"started /a"_s, u"shown"_s, u"finished 0"_s}));
    QCOMPARE(m_view->url(), m_server->url(u"/a"_s));
    QCOMPARE(m_view->title(), u"a"_s);
    QVERIFY(!m_view->canGoBack());
}

void PageViewTest::goBack_andForward_walkTheHistory()
{
    m_server->servePage("/a", page("a", "text"));
    m_server->servePage("/b", page("b", "text"));
    QSignalSpy history(m_view, &PageView::historyChanged);
    loadAndWait(m_server->url(u"/a"_s));
    loadAndWait(m_server->url(u"/b"_s));
    QVERIFY(!history.isEmpty());
    QVERIFY(m_view->canGoBack());
    QVERIFY(!m_view->canGoForward());

    m_view->goBack();
    TRY_COMPARE(m_story->events(), QStringList({u"started /a"_s, u"shown"_s, u"finished 0"_s}));
    QCOMPARE(m_view->url(), m_server->url(u"/a"_s));
    QCOMPARE(m_view->title(), u"a"_s);
    QVERIFY(!m_view->canGoBack());
    QVERIFY(m_view->canGoForward());

    m_story->forget();
    m_view->goForward();
    TRY_COMPARE(m_story->events(), QStringList({u"started /b"_s, u"shown"_s, u"finished 0"_s}));
    QVERIFY(!m_view->canGoForward());
}

void PageViewTest::ownPage_forTheReader_isShown()
{
    m_view->load(QUrl(u"lectern://guide/first"_s));
    TRY_COMPARE(m_story->events(), QStringList({u"started /first"_s, u"shown"_s, u"finished 0"_s}));
    QCOMPARE(m_view->title(), u"first"_s);

    m_story->forget();
    m_view->reload();
    TRY_COMPARE(m_story->events(), QStringList({u"started /first"_s, u"shown"_s, u"finished 0"_s}));
}

void PageViewTest::ownPage_link_leadsToTheNext()
{
    loadAndWait(QUrl(u"lectern://guide/first"_s));
    QSignalSpy hovered(m_view, &PageView::linkHovered);
    // Where the style sheet puts the link is its own affair: look for it down the page.
    QPoint position(150, 60);
    const auto isOverLink = [&] {
        return !hovered.isEmpty()
            && hovered.last().first().toUrl() == QUrl(u"lectern://guide/second"_s);
    };
    for (; !isOverLink() && position.y() < 450; position.ry() += 8) {
        QTest::mouseMove(surface(), position);
        QTest::qWait(20);
    }
    QVERIFY(isOverLink());
    click(position - QPoint(0, 8));
    TRY_COMPARE(m_story->events(),
                QStringList({u"started /second"_s, u"shown"_s, u"finished 0"_s}));
}

void PageViewTest::ownPage_withHostileContent_doesNothing()
{
    loadAndWait(QUrl(u"lectern://guide/hostile"_s));
    QCOMPARE(m_view->title(), u"hostile"_s);
    // A page that came later saw all that this one tried.
    loadAndWait(QUrl(u"lectern://guide/second"_s));
    QCOMPARE(m_view->title(), u"second"_s);
    QVERIFY(m_view->canGoBack());
    m_view->goBack();
    TRY_COMPARE(m_story->events(),
                QStringList({u"started /hostile"_s, u"shown"_s, u"finished 0"_s}));
}

void PageViewTest::ownPage_fromTheWeb_isOutOfReach_data()
{
    QTest::addColumn<QByteArray>("body");

    // Each sets the title to what happened; "no" is what has to happen.
    QTest::newRow("image") << QByteArray("<img src='lectern://style/article.css' "
                                         "onload='document.title=\"yes\"' "
                                         "onerror='document.title=\"no\"'>");
    QTest::newRow("style sheet") << QByteArray(
        "<link rel=stylesheet href='lectern://style/article.css' "
        "onload='document.title=\"yes\"' onerror='document.title=\"no\"'>");
    QTest::newRow("script") << QByteArray("<script src='lectern://guide/first' "
                                          "onload='document.title=\"yes\"' "
                                          "onerror='document.title=\"no\"'></script>");
    QTest::newRow("fetch") << QByteArray(
        "<script>fetch('lectern://guide/first', {mode: 'no-cors'})"
        ".then(() => document.title='yes', () => document.title='no')</script>");
    QTest::newRow("request") << QByteArray(
        "<script>const r = new XMLHttpRequest; r.open('GET', 'lectern://guide/first');"
        "r.onload = () => document.title='yes'; r.onerror = () => document.title='no';"
        "r.send()</script>");
}

void PageViewTest::ownPage_fromTheWeb_isOutOfReach()
{
    QFETCH(QByteArray, body);

    m_server->servePage("/a", page("", "<p>text" + body));
    loadAndWait(m_server->url(u"/a"_s));
    TRY_COMPARE(m_view->title(), u"no"_s);
}

void PageViewTest::link_clicked_loadsHere()
{
    m_server->servePage("/a", linkPage("href='/b'"));
    m_server->servePage("/b", page("b", "text"));
    loadAndWait(m_server->url(u"/a"_s));
    click(insideLink);
    TRY_COMPARE(m_story->events(), QStringList({u"started /b"_s, u"shown"_s, u"finished 0"_s}));
    QCOMPARE(m_view->url(), m_server->url(u"/b"_s));
}

void PageViewTest::link_forANewWindow_isHandedOver_data()
{
    QTest::addColumn<QByteArray>("attributes");
    QTest::addColumn<Qt::MouseButton>("button");
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");

    const Qt::KeyboardModifiers none;
    QTest::newRow("middle click") << QByteArray("href='/b'") << Qt::MiddleButton << none;
    QTest::newRow("Ctrl+click") << QByteArray("href='/b'") << Qt::LeftButton
                                << Qt::KeyboardModifiers(Qt::ControlModifier);
    QTest::newRow("Shift+click") << QByteArray("href='/b'") << Qt::LeftButton
                                 << Qt::KeyboardModifiers(Qt::ShiftModifier);
    QTest::newRow("target") << QByteArray("href='/b' target='_blank'") << Qt::LeftButton << none;
    QTest::newRow("target with opener")
        << QByteArray("href='/b' target='_blank' rel='opener'") << Qt::LeftButton << none;
    QTest::newRow("script") << QByteArray("onclick='window.open(\"/b\")'") << Qt::LeftButton
                            << none;
}

void PageViewTest::link_forANewWindow_isHandedOver()
{
    QFETCH(QByteArray, attributes);
    QFETCH(Qt::MouseButton, button);
    QFETCH(Qt::KeyboardModifiers, modifiers);

    m_server->servePage("/a", linkPage(attributes));
    loadAndWait(m_server->url(u"/a"_s));
    QSignalSpy handedOver(m_view, &PageView::handOverRequested);
    const qsizetype windows = QApplication::topLevelWidgets().size();
    click(insideLink, button, modifiers);
    TRY_COMPARE(handedOver.size(), 1);
    QCOMPARE(handedOver.first().first().toUrl(), m_server->url(u"/b"_s));
    QCOMPARE(QApplication::topLevelWidgets().size(), windows);
    QCOMPARE(m_view->url(), m_server->url(u"/a"_s));
    QCOMPARE(m_story->events(), QStringList());
    QCOMPARE(m_server->requestCount("/b"), 0);
}

void PageViewTest::link_toMail_isHandedOver()
{
    m_server->servePage("/a", linkPage("href='mailto:a@example.org?subject=x'"));
    loadAndWait(m_server->url(u"/a"_s));
    QSignalSpy handedOver(m_view, &PageView::handOverRequested);
    QSignalSpy refused(m_view, &PageView::navigationRefused);
    click(insideLink);
    TRY_COMPARE(handedOver.size(), 1);
    QCOMPARE(handedOver.first().first().toUrl(), QUrl(u"mailto:a@example.org?subject=x"_s));
    QVERIFY(refused.isEmpty());
    QCOMPARE(m_view->url(), m_server->url(u"/a"_s));
    QCOMPARE(m_story->events(), QStringList());
}

void PageViewTest::link_toADownload_fails()
{
    HttpReply archive;
    archive.contentType = "application/zip";
    archive.body = "PK";
    m_server->serve("/archive", archive);
    m_server->servePage("/a", linkPage("href='/archive'"));
    loadAndWait(m_server->url(u"/a"_s));
    click(insideLink);
    TRY_COMPARE(m_story->events(), QStringList({u"started /archive"_s, u"failed"_s}));
    QCOMPARE(m_story->error().problem, PageProblem::NotAnArticle);

    m_story->forget();
    m_view->goBack();
    TRY_COMPARE(m_story->events(), QStringList({u"started /a"_s, u"shown"_s, u"finished 0"_s}));
}

void PageViewTest::link_whereNoPageMayGo_isRefused_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("isTold"); // the engine refuses some itself, without asking

    QTest::newRow("our page") << u"lectern://guide/first"_s << true;
    QTest::newRow("another program") << u"x-scheme:run"_s << true;
    QTest::newRow("file") << u"file:///etc/hostname"_s << false;
    QTest::newRow("engine page") << u"chrome://crash"_s << false;
    QTest::newRow("data") << u"data:text/html,<title>data</title>x"_s << false;
}

void PageViewTest::link_whereNoPageMayGo_isRefused()
{
    QFETCH(QString, target);
    QFETCH(bool, isTold);

    m_server->servePage("/a", linkPage("href='" + target.toUtf8() + "'"));
    m_server->servePage("/b", page("b", "text"));
    loadAndWait(m_server->url(u"/a"_s));
    QSignalSpy refused(m_view, &PageView::navigationRefused);
    QSignalSpy handedOver(m_view, &PageView::handOverRequested);
    click(insideLink);
    if (isTold) {
        TRY_COMPARE(refused.size(), 1);
        QCOMPARE(refused.first().first().toUrl().scheme(), QUrl(target).scheme());
    }
    QCOMPARE(m_story->events(), QStringList());
    loadAndWait(m_server->url(u"/b"_s));
    QVERIFY(handedOver.isEmpty());
    QCOMPARE(m_view->url(), m_server->url(u"/b"_s));
}

void PageViewTest::script_onItsOwn_opensNothing_data()
{
    QTest::addColumn<QByteArray>("script");

    for (const char *script :
         {"location.href = 'lectern://guide/first'", "location.href = 'mailto:a@example.org'",
          "location.href = 'x-scheme:run'", "location.href = 'data:text/html,x'",
          "window.open('/b')", "window.open('lectern://guide/first')",
          "document.querySelector('a').click()",
          "const m = document.createElement('meta'); m.httpEquiv = 'refresh';"
          "m.content = '0;url=lectern://guide/first'; document.head.append(m)",
          "const f = document.createElement('iframe'); f.src = 'lectern://guide/first';"
          "document.body.append(f)",
          "const f = document.createElement('form'); f.action = 'lectern://guide/first';"
          "document.body.append(f); f.submit()"}) {
        QTest::newRow(script) << QByteArray(script);
    }
}

void PageViewTest::script_onItsOwn_opensNothing()
{
    QFETCH(QByteArray, script);

    m_server->servePage("/a",
                        page("",
                             "<p>text<a href='mailto:a@example.org'>mail</a><script>"
                             "addEventListener('load', () => setTimeout(() => { "
                                 + script
                                 + "; setTimeout(() => document.title = 'done', 300) }, 0))"
                                   "</script>"));
    QSignalSpy handedOver(m_view, &PageView::handOverRequested);
    QSignalSpy refused(m_view, &PageView::navigationRefused);
    m_view->load(m_server->url(u"/a"_s));
    TRY_COMPARE(m_view->title(), u"done"_s);
    QCOMPARE(m_story->events(), QStringList({u"started /a"_s, u"shown"_s, u"finished 0"_s}));
    QCOMPARE(m_view->url(), m_server->url(u"/a"_s));
    QVERIFY(handedOver.isEmpty());
    QVERIFY(refused.isEmpty());
}

void PageViewTest::script_withDialogsAndRequests_getsNoForAnAnswer()
{
    m_server->servePage("/a", page("", R"(<p>text<script>
        alert('x');
        const answers = [confirm('x'), prompt('x', 'y')];
        navigator.geolocation.getCurrentPosition(
            () => answers.push('position'),
            error => {
                answers.push(error.code === error.PERMISSION_DENIED ? 'denied' : 'error');
                Notification.requestPermission().then(permission => {
                    answers.push(permission);
                    document.title = answers.join(' ');
                });
            });
        </script>)"));
    loadAndWait(m_server->url(u"/a"_s));
    TRY_COMPARE(m_view->title(), u"false denied denied"_s);
}

void PageViewTest::place_givenToLoad_isReached()
{
    m_server->servePage("/a", tallPage(6000));
    QSignalSpy places(m_view, &PageView::placeChanged);
    loadAndWait(m_server->url(u"/a"_s));
    TRY_VERIFY(m_view->place() && m_view->place()->pageHeight > 5000);
    const double height = m_view->place()->pageHeight;

    m_server->servePage("/b", tallPage(6000));
    places.clear();
    loadAndWait(m_server->url(u"/b"_s), ReadingPlace{2500, height});
    QCOMPARE(m_view->place()->offset, 2500.0);
    // Only now the engine has it for certain; it must not have told the top of the page before.
    TRY_VERIFY(!places.isEmpty());
    QCOMPARE(qvariant_cast<ReadingPlace>(places.first().first()).offset, 2500.0);
}

void PageViewTest::place_onAPageStillGrowing_isReachedEarly()
{
    HttpReply slow;
    slow.body = tallPage(4000) + QByteArray("<p>more</p>").repeated(1000);
    slow.holdAfter = slow.body.size() - 5500;
    m_server->serve("/slow", slow);
    m_server->servePage("/other", page("other", "x"));
    m_view->load(m_server->url(u"/slow"_s), ReadingPlace{2500, 10000});
    TRY_COMPARE(m_story->events(), QStringList({u"started /slow"_s, u"shown"_s}));
    // Scrolled there, the gradient under the pointer is neither at its begin nor at its end.
    const auto shade = [this] {
        return surface()->grab(QRect(300, 250, 1, 1)).toImage().pixelColor(0, 0).lightness();
    };
    TRY_VERIFY(shade() < 200 && shade() > 140);
    QVERIFY(m_view->isLoading());
    m_server->release("/slow");
    TRY_VERIFY(m_story->isEnded());
}

void PageViewTest::place_onAPageOfAnotherHeight_isScaled()
{
    m_server->servePage("/a", tallPage(6000));
    loadAndWait(m_server->url(u"/a"_s), ReadingPlace{2000, 12000});
    QSignalSpy places(m_view, &PageView::placeChanged);
    TRY_VERIFY(!places.isEmpty());
    const ReadingPlace place = *m_view->place();
    QVERIFY(qAbs(place.offset - place.pageHeight / 6) <= 1);
}

void PageViewTest::place_whileTheReaderScrolls_isGivenUp()
{
    HttpReply slow;
    slow.body = page("slow", QByteArray("<p>text</p>").repeated(3000));
    slow.holdAfter = 2000;
    m_server->serve("/slow", slow);
    m_view->load(m_server->url(u"/slow"_s), ReadingPlace{20000, 100000});
    TRY_COMPARE(m_story->events(), QStringList({u"started /slow"_s, u"shown"_s}));
    QSignalSpy places(m_view, &PageView::placeChanged);
    scroll(1);
    TRY_VERIFY(!places.isEmpty());
    m_server->release("/slow");
    TRY_VERIFY(m_story->isEnded());
    TRY_VERIFY(m_view->place()->pageHeight > 50000);
    QVERIFY(m_view->place()->offset < 1000);
}

void PageViewTest::place_whileScrolling_isToldSparsely()
{
    m_server->servePage("/a", tallPage(60000));
    loadAndWait(m_server->url(u"/a"_s));
    QSignalSpy places(m_view, &PageView::placeChanged);
    QElapsedTimer time;
    time.start();
    TRY_VERIFY(([&] {
        scroll(1);
        return m_view->place()->offset > 3000;
    })());
    TRY_VERIFY(!places.isEmpty()
               && qvariant_cast<ReadingPlace>(places.last().first()).offset > 3000);
    QVERIFY(places.size() <= time.elapsed() / 100 + 1);
}

void PageViewTest::place_underZoom_isInPixelsOfThePage()
{
    m_view->setZoom(2);
    m_server->servePage("/a", tallPage(6000));
    loadAndWait(m_server->url(u"/a"_s), ReadingPlace{2500, 6000});
    QSignalSpy places(m_view, &PageView::placeChanged);
    TRY_VERIFY(!places.isEmpty());
    QVERIFY(qAbs(m_view->place()->pageHeight - 6000) < 200);
    QVERIFY(qAbs(m_view->place()->offset - 2500) < 100);
}

void PageViewTest::zoom_isKeptForAllPages()
{
    const QByteArray body = "<p>text<script>const tell = () => document.title = innerWidth;"
                            "tell(); onresize = tell</script>";
    m_server->servePage("/a", page("", body));
    m_server->servePage("/b", page("", body));
    loadAndWait(m_server->url(u"/a"_s));
    TRY_COMPARE(m_view->title(), u"600"_s);
    m_view->setZoom(2);
    loadAndWait(m_server->url(u"/b"_s));
    TRY_COMPARE(m_view->title(), u"300"_s);
    loadAndWait(m_server->url(u"/a"_s, u"localhost"_s));
    TRY_COMPARE(m_view->title(), u"300"_s);
    m_view->setZoom(1);
    loadAndWait(m_server->url(u"/b"_s));
    TRY_COMPARE(m_view->title(), u"600"_s);
}

void PageViewTest::zoom_isClamped()
{
    QCOMPARE(m_view->zoom(), 1.0);
    m_view->setZoom(0.01);
    QCOMPARE(m_view->zoom(), 0.25);
    m_view->setZoom(100);
    QCOMPARE(m_view->zoom(), 5.0);
}

void PageViewTest::zoom_byWheel_isLeftToTheOwner()
{
    m_server->servePage("/a",
                        tallPage(3000,
                                 "<script>onresize = () => document.title = 'zoomed'"
                                 "</script>"));
    loadAndWait(m_server->url(u"/a"_s));
    QSignalSpy zoom(m_view, &PageView::zoomRequested);
    scroll(-1, Qt::ControlModifier);
    scroll(1, Qt::ControlModifier);
    QCOMPARE(zoom.size(), 2);
    QCOMPARE(zoom.first().first().toInt(), 1);
    QCOMPARE(zoom.last().first().toInt(), -1);
    QCOMPARE(m_view->zoom(), 1.0);
}

void PageViewTest::find_countsAndWalksTheMatches()
{
    m_server->servePage("/a", page("a", "<p>one two</p><p>two</p><p>Two</p>"));
    loadAndWait(m_server->url(u"/a"_s));
    QSignalSpy found(m_view, &PageView::found);
    const auto answer = [&] {
        return found.isEmpty() ? QList<int>()
                               : QList<int>{found.last().at(0).toInt(), found.last().at(1).toInt()};
    };
    m_view->find(u"two"_s, PageView::FindDirection::Forward);
    TRY_COMPARE(answer(), QList<int>({1, 3}));
    m_view->find(u"two"_s, PageView::FindDirection::Forward);
    TRY_COMPARE(answer(), QList<int>({2, 3}));
    m_view->find(u"two"_s, PageView::FindDirection::Backward);
    TRY_COMPARE(answer(), QList<int>({1, 3}));
    m_view->find(u"nowhere"_s, PageView::FindDirection::Forward);
    TRY_COMPARE(answer(), QList<int>({0, 0}));
    m_view->find({}, PageView::FindDirection::Forward);
    QCOMPARE(m_view->selectedText(), QString());
}

void PageViewTest::selection_isKnownAndCopied()
{
    m_server->servePage("/a", page("a", "<p style='margin:0;font:40px monospace'>wordofmine"));
    loadAndWait(m_server->url(u"/a"_s));
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_view->setFocus();
    QTRY_VERIFY(m_view->hasFocus());
    click(QPoint(60, 25));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_A, Qt::ControlModifier);
    TRY_COMPARE(m_view->selectedText(), u"wordofmine"_s);
    QApplication::clipboard()->clear();
    m_view->copySelection();
    TRY_COMPARE(QApplication::clipboard()->text(), u"wordofmine"_s);
}

void PageViewTest::contextMenu_tellsWhatLiesThere()
{
    m_server->servePage("/a",
                        page("a",
                             "<a href='/b'><img src=\"data:image/svg+xml,<svg xmlns='http://"
                             "www.w3.org/2000/svg' width='300' height='100'/>\"></a>"
                             "<p style='margin:0'><input style='width:300px;height:60px'>"));
    loadAndWait(m_server->url(u"/a"_s));
    QSignalSpy menus(m_view, &PageView::contextMenuRequested);
    click(insideLink, Qt::RightButton);
    TRY_COMPARE(menus.size(), 1);
    const auto onLink = qvariant_cast<PageContext>(menus.takeFirst().first());
    QCOMPARE(onLink.linkUrl, m_server->url(u"/b"_s));
    QVERIFY(onLink.imageUrl.toString().startsWith("data:image/svg"_L1));
    QCOMPARE(onLink.globalPosition, surface()->mapToGlobal(insideLink));
    QVERIFY(!onLink.isEditable);

    click(QPoint(50, 140), Qt::RightButton);
    TRY_COMPARE(menus.size(), 1);
    const auto onInput = qvariant_cast<PageContext>(menus.takeFirst().first());
    QVERIFY(onInput.linkUrl.isEmpty());
    QVERIFY(onInput.imageUrl.isEmpty());
    QVERIFY(onInput.isEditable);
}

void PageViewTest::linkHovered_isTold()
{
    m_server->servePage("/a", linkPage("href='/b'"));
    loadAndWait(m_server->url(u"/a"_s));
    QSignalSpy hovered(m_view, &PageView::linkHovered);
    QTest::mouseMove(surface(), QPoint(500, 400));
    QTest::mouseMove(surface(), insideLink);
    TRY_VERIFY(!hovered.isEmpty() && hovered.last().first().toUrl() == m_server->url(u"/b"_s));
    QTest::mouseMove(surface(), QPoint(500, 400));
    TRY_VERIFY(hovered.last().first().toUrl().isEmpty());
}

void PageViewTest::crash_isToldAndReloadWorks()
{
    m_server->servePage("/a", page("a", "text"));
    loadAndWait(m_server->url(u"/a"_s));
    const QList<pid_t> renderers = renderProcesses();
    QVERIFY(!renderers.isEmpty());
    for (const pid_t pid : renderers)
        QCOMPARE(kill(pid, SIGABRT), 0);
    TRY_COMPARE(m_story->events(), QStringList({u"failed"_s}));
    QCOMPARE(m_story->error().problem, PageProblem::Crashed);
    QCOMPARE(m_story->error().url, m_server->url(u"/a"_s));

    m_story->forget();
    m_view->reload();
    TRY_COMPARE(m_story->events(), QStringList({u"started /a"_s, u"shown"_s, u"finished 0"_s}));

    m_story->forget();
    const QList<pid_t> newRenderers = renderProcesses();
    QVERIFY(!newRenderers.isEmpty());
    for (const pid_t pid : newRenderers)
        QCOMPARE(kill(pid, SIGKILL), 0);
    TRY_COMPARE(m_story->events(), QStringList({u"failed"_s}));
    QCOMPARE(m_story->error().problem, PageProblem::OutOfMemory);
}

void PageViewTest::darkPalette_showsNoWhiteBetweenPages()
{
    QPalette dark;
    dark.setColor(QPalette::Window, QColor(0x23, 0x24, 0x28));
    dark.setColor(QPalette::Base, QColor(0x1b, 0x1c, 0x1f));
    dark.setColor(QPalette::Text, QColor(0xe9, 0xe9, 0xec));
    QApplication::setPalette(dark);
    m_server->servePage("/a",
                        "<!DOCTYPE html><title>a</title><body style='background:#204060'>text");
    m_server->servePage("/b",
                        "<!DOCTYPE html><title>b</title><body style='background:#204060'>text");

    const QPoint middle = m_view->mapToGlobal(m_view->rect().center());
    QSet<QString> colours;
    QTimer sampler;
    connect(&sampler, &QTimer::timeout, this, [&] {
        const QPixmap pixel =
            QGuiApplication::primaryScreen()->grabWindow(0, middle.x(), middle.y(), 1, 1);
        colours << pixel.toImage().pixelColor(0, 0).name();
    });
    const auto isShown = [&](const QString &colour) {
        colours.clear();
        [&] { TRY_VERIFY(colours.contains(colour)); }();
        return colours.contains(colour);
    };
    sampler.start(0ms);
    QVERIFY(isShown(u"#1b1c1f"_s));
    colours.clear();
    m_view->load(m_server->url(u"/a"_s));
    TRY_VERIFY(m_story->isEnded());
    QVERIFY(!colours.contains(u"#ffffff"_s));
    QVERIFY(isShown(u"#204060"_s));

    colours.clear();
    // Another site gets another render process, and with it a new surface.
    loadAndWait(m_server->url(u"/b"_s, u"localhost"_s));
    QVERIFY(!colours.contains(u"#ffffff"_s));
    QVERIFY(isShown(u"#204060"_s));
}

void PageViewTest::ownPage_followsThePalette()
{
    const auto background = [this] {
        return surface()->grab(QRect(5, 5, 1, 1)).toImage().pixelColor(0, 0).name();
    };
    loadAndWait(QUrl(u"lectern://guide/second"_s));
    TRY_COMPARE(background(), u"#ffffff"_s);
    QPalette dark;
    dark.setColor(QPalette::Base, QColor(0x10, 0x10, 0x10));
    dark.setColor(QPalette::Text, QColor(0xf0, 0xf0, 0xf0));
    QApplication::setPalette(dark);
    TRY_COMPARE(background(), u"#1b1c1f"_s);
    loadAndWait(QUrl(u"lectern://guide/first"_s));
    TRY_COMPARE(background(), u"#1b1c1f"_s);
    QApplication::setPalette(m_palette);
    TRY_COMPARE(background(), u"#ffffff"_s);
}

void PageViewTest::shortcut_withModifier_firesWhilePageHasFocus()
{
    QAction action;
    action.setShortcut(QKeySequence(u"Ctrl+D"_s));
    m_window->addAction(&action);
    QSignalSpy triggered(&action, &QAction::triggered);
    m_server->servePage("/a", page("a", "<input style='width:300px;height:100px'>"));
    loadAndWait(m_server->url(u"/a"_s));
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_view->setFocus();
    QTRY_VERIFY(m_view->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_D, Qt::ControlModifier);
    TRY_COMPARE(triggered.size(), 1);

    click(insideLink); // into the field
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_D, Qt::ControlModifier);
    TRY_COMPARE(triggered.size(), 2);
}

void PageViewTest::shortcut_ofOneLetter_firesUnlessTextIsTyped()
{
    QShortcut shortcut(QKeySequence(Qt::Key_J), m_window.get());
    QSignalSpy activated(&shortcut, &QShortcut::activated);
    m_server->servePage("/a",
                        page("a",
                             "<input style='width:300px;height:100px' "
                             "onfocus='document.title = \"focused\"' "
                             "oninput='document.title = \"typed \" + value'><p>text"));
    loadAndWait(m_server->url(u"/a"_s));
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_view->setFocus();
    QTRY_VERIFY(m_view->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_J);
    TRY_COMPARE(activated.size(), 1);
    QCOMPARE(m_view->title(), u"a"_s);

    click(insideLink);
    TRY_COMPARE(m_view->title(), u"focused"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_J);
    TRY_COMPARE(m_view->title(), u"typed j"_s);
    QCOMPARE(activated.size(), 1);
}

void PageViewTest::focus_staysWithTheList_whenPagesLoad()
{
    QWidget list(m_window.get());
    list.setFocusPolicy(Qt::StrongFocus);
    list.setGeometry(0, 0, 100, 500);
    list.show();
    m_server->servePage("/a", page("a", "<input autofocus>"));
    m_server->servePage("/b", page("b", "<input autofocus>"));
    loadAndWait(m_server->url(u"/a"_s));
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    list.setFocus();
    QTRY_VERIFY(list.hasFocus());
    loadAndWait(m_server->url(u"/b"_s));
    loadAndWait(m_server->url(u"/a"_s, u"localhost"_s));
    QVERIFY(list.hasFocus());
}

void PageViewTest::cache_liesInTheFolderGiven()
{
    HttpReply cookie;
    cookie.body = page("cookie", "text");
    cookie.headers = {{"Set-Cookie", "secretcookie=1; Max-Age=100000"}};
    m_server->serve("/a", cookie);
    const QString dataFolder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    QVERIFY(!QDir(dataFolder).exists());
    const QString cache = m_folder.filePath(u"cache"_s);
    auto engine = std::make_unique<PageEngine>(PageSettings{cache}, *m_pages);
    auto view = std::make_unique<PageView>(*engine, m_window.get());
    view->setGeometry(m_view->geometry());
    view->show();
    QSignalSpy finished(view.get(), &PageView::loadFinished);
    view->load(m_server->url(u"/a"_s));
    TRY_COMPARE(finished.size(), 1);
    view.reset();
    engine.reset();

    QVERIFY(QDir(cache).exists());
    QVERIFY(!QDir(dataFolder).exists());
    QDirIterator files(cache, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("secretcookie"), qPrintable(file.fileName()));
    }
}

int main(int argc, char *argv[])
{
    // The sandbox does not work for root, who may run tests in a container. Tests only.
    if (geteuid() == 0)
        qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1");
    qputenv("QTWEBENGINE_CHROMIUM_FLAGS",
            "--host-resolver-rules=\"MAP nosuchhost.invalid ~NOTFOUND\"");
    QApplication application(argc, argv);
    PageViewTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_pageview.moc"
