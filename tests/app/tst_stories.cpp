// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "story.h"

#include "models/postlistmodel.h"
#include "support/renderprocesses.h"
#include "ui/articlepane.h"
#include "ui/pageerrorpane.h"
#include "ui/postlistview.h"
#include "ui/postpane.h"
#include "ui/toast.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include <csignal>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace lectern;

namespace {

const QString asyncTitle = u"Async Python: The Different Forms of Concurrency"_s;
const QByteArray asyncPath = "/2016/10/06/async-python-the-different-forms-of-concurrency/";
const QUrl asyncUrl(u"http://masnun.rocks"_s + QString::fromLatin1(asyncPath));
const QByteArray uvloopPath = "/2016/11/17/exploring-asyncio-uvloop-sanic-motor/";

QByteArray longArticle(const QByteArray &title, const QByteArray &extra = {})
{
    QByteArray html = "<!doctype html><title>" + title + "</title><h1>" + title + "</h1>" + extra;
    for (int i = 0; i < 80; ++i)
        html += "<p>Paragraph " + QByteArray::number(i)
            + " of the fixture: threads, processes and the event loop, side by side.</p>";
    return html;
}

} // namespace

/// The stories of the README, at the real window with a real engine. The posts' own addresses lead
/// to a local server.
class StoriesTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void firstStart_selectedPosts_areListedInOrder();
    void firstStart_engine_isNotLoaded();
    void choosePost_itsPage_isShownAndPostTurnsRead();
    void choosePost_leftAtOnce_staysUnread();
    void keysOnly_wholeStory_works();
    void keysHeldDown_onlyTheLastPost_isLoaded();
    void firstPage_window_isNotMadeAnew();
    void bookmark_afterRestart_isThere();
    void bookmark_ofPageNavigatedTo_isKept();
    void bookmark_removed_canBeUndone();
    void star_inTheList_togglesWithoutLoading();
    void restart_scopePageAndPlace_areAsLeft();
    void openInBrowser_goesThroughTheSeam();
    void middleClickInList_handsPostOver();
    void noBrowser_offersToCopyTheLink();
    void mailLink_isAskedAbout();
    void search_findsAsTyped();
    void unread_readPost_staysUntilScopeIsChosenAgain();
    void guide_withoutNetwork_opens();
    void find_countsMatches();
    void error_eachKind_hasItsPane_data();
    void error_eachKind_hasItsPane();
    void error_tryAgain_worksOnceMended();
    void error_pageOfTheServer_isShownUnderNote();
    void crash_offersReload();
    void collection_ofOnesOwn_isShown();
    void collection_malformed_isRefusedWithMessage();
    void library_damaged_isLeftAloneAndSaidSo();
    void narrow_oneSideAtATime();
    void secondStart_opensAddressInThisWindow();

private:
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<HttpServer> m_insecure;
    std::unique_ptr<Reader> m_reader;
};

void StoriesTest::initTestCase()
{
    m_server = std::make_unique<HttpServer>();
    m_insecure = std::make_unique<HttpServer>(HttpServer::Security::SelfSignedCertificate);
    QVERIFY(m_server->isListening());
    QVERIFY(m_insecure->isListening());
    // The engine reads this when it is loaded, which the first page does.
    const QString rules = u"MAP masnun.rocks:80 127.0.0.1:%1, MAP other.example:80 127.0.0.1:%1, "
                          "MAP masnun.com:443 127.0.0.1:%2, MAP refused.example:80 127.0.0.1:9, "
                          "MAP *.nowhere.example ~NOTFOUND"_s.arg(m_server->url(u"/"_s).port())
                              .arg(m_insecure->url(u"/"_s).port());
    qputenv("QTWEBENGINE_CHROMIUM_FLAGS",
            u"--host-resolver-rules=\"%1\""_s.arg(rules).toLocal8Bit());
}

void StoriesTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    HttpReply icon;
    icon.status = 204;
    m_server->serve("/favicon.ico", icon);
    m_server->servePage(
        asyncPath,
        longArticle("Different forms", "<p><a href='http://other.example/linked'>on</a>"));
    m_server->servePage(uvloopPath, longArticle("Exploring uvloop"));
    m_server->servePage("/linked", longArticle("A linked page"));
    m_server->forgetRequests();
    m_reader = std::make_unique<Reader>();
}

void StoriesTest::cleanup()
{
    m_reader.reset();
    QCOMPARE(m_server->unexpectedRequests(), QList<QByteArray>());
}

void StoriesTest::firstStart_selectedPosts_areListedInOrder()
{
    m_reader->start();
    QTRY_VERIFY(m_reader->titles().size() > 17);
    QCOMPARE(m_reader->titles().constFirst(), asyncTitle);
    QCOMPARE(m_reader->titles().at(16), u"REST APIs: Concepts and Applications"_s);
    const QModelIndex first = m_reader->list().model()->index(0, 0);
    QCOMPARE(first.data(PostListModel::HeadingRole).toString(), u"Async & Concurrency"_s);
}

void StoriesTest::firstStart_engine_isNotLoaded()
{
    m_reader->start();
    QTRY_VERIFY(m_reader->titles().size() > 17);
    QVERIFY(!m_reader->page().isEngineLoaded());
}

void StoriesTest::choosePost_itsPage_isShownAndPostTurnsRead()
{
    m_reader->start();
    QTRY_VERIFY(m_reader->rowOf(asyncTitle) >= 0);
    m_reader->clickRow(m_reader->rowOf(asyncTitle));
    QVERIFY(m_reader->seesOnPage(u"Paragraph 7"_s));
    QCOMPARE(m_reader->article().title(), asyncTitle);
    QCOMPARE(m_reader->article().site(), u"masnun.rocks"_s);
    QTRY_VERIFY(m_reader->list().model()->index(0, 0).data(PostListModel::IsReadRole).toBool());
}

void StoriesTest::choosePost_leftAtOnce_staysUnread()
{
    HttpReply slow;
    slow.isHeld = true;
    m_server->serve(asyncPath, slow);
    m_reader->start();
    QTRY_VERIFY(m_reader->rowOf(asyncTitle) >= 0);
    m_reader->clickRow(0);
    QTRY_COMPARE(m_server->requestCount(asyncPath), 1);
    m_reader->clickRow(1);
    QVERIFY(m_reader->seesOnPage(u"Exploring uvloop"_s));
    const QAbstractItemModel *posts = m_reader->list().model();
    QTRY_VERIFY(posts->index(1, 0).data(PostListModel::IsReadRole).toBool());
    QVERIFY(!posts->index(0, 0).data(PostListModel::IsReadRole).toBool());
}

void StoriesTest::keysOnly_wholeStory_works()
{
    m_reader->start();
    QTRY_VERIFY(m_reader->rowOf(asyncTitle) >= 0);
    m_reader->press(Qt::Key_J);
    QVERIFY(m_reader->seesOnPage(u"Paragraph 7"_s));
    m_reader->press(Qt::Key_D, Qt::ControlModifier);
    QTRY_VERIFY(m_reader->action("bookmarkAction").isChecked());
    m_reader->press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_reader->handedOver(), QList<QUrl>({asyncUrl}));
    m_reader->press(Qt::Key_F6);
    QVERIFY(m_reader->page().hasFocus());
    m_reader->press(Qt::Key_J); // from within the page, too
    QVERIFY(m_reader->seesOnPage(u"Exploring uvloop"_s));
    m_reader->press(Qt::Key_3, Qt::ControlModifier);
    QTRY_COMPARE(m_reader->titles(), QStringList({asyncTitle}));
}

void StoriesTest::keysHeldDown_onlyTheLastPost_isLoaded()
{
    m_reader->start();
    QTRY_VERIFY(m_reader->rowOf(asyncTitle) >= 0);
    // Up to the first post from the fourth: those between would be https posts of masnun.com.
    m_reader->list().showRow(4);
    for (int i = 0; i < 4; ++i)
        m_reader->press(Qt::Key_K);
    QCOMPARE(m_reader->list().currentIndex().row(), 0);
    QVERIFY(m_reader->seesOnPage(u"Different forms"_s));
    QCOMPARE(m_server->requestCount(uvloopPath), 0);
}

void StoriesTest::firstPage_window_isNotMadeAnew()
{
    m_reader->start();
    QTRY_VERIFY(m_reader->rowOf(asyncTitle) >= 0);
    const WId before = m_reader->window().winId();
    m_reader->clickRow(0);
    QVERIFY(m_reader->seesOnPage(u"Paragraph 7"_s));
    QCOMPARE(m_reader->window().winId(), before);
}

void StoriesTest::bookmark_afterRestart_isThere()
{
    m_reader->start();
    QTRY_VERIFY(m_reader->rowOf(asyncTitle) >= 0);
    m_reader->clickRow(0);
    QVERIFY(m_reader->seesOnPage(u"Paragraph 7"_s));
    m_reader->action("bookmarkAction").trigger();
    QTRY_VERIFY(m_reader->action("bookmarkAction").isChecked());
    QVERIFY(m_reader->list().model()->index(0, 0).data(PostListModel::IsBookmarkedRole).toBool());
    m_reader->quit();

    m_reader->start();
    m_reader->action("showBookmarksAction").trigger();
    QTRY_COMPARE(m_reader->titles(), QStringList({asyncTitle}));
    QVERIFY(m_reader->isKept(asyncUrl));
}

void StoriesTest::bookmark_ofPageNavigatedTo_isKept()
{
    m_reader->start(QUrl(u"http://other.example/linked"_s));
    QVERIFY(m_reader->seesOnPage(u"A linked page"_s));
    m_reader->press(Qt::Key_D, Qt::ControlModifier);
    QTRY_VERIFY(m_reader->action("bookmarkAction").isChecked());
    m_reader->action("showBookmarksAction").trigger();
    QTRY_COMPARE(m_reader->titles(), QStringList({u"A linked page"_s}));
}

void StoriesTest::bookmark_removed_canBeUndone()
{
    m_reader->start();
    QTRY_VERIFY(m_reader->rowOf(asyncTitle) >= 0);
    m_reader->clickStar(0);
    QTRY_VERIFY(m_reader->isKept(asyncUrl));
    m_reader->clickStar(0);
    QTRY_VERIFY(m_reader->message().contains(asyncTitle));
    QVERIFY(!m_reader->isKept(asyncUrl));

    auto *undo = m_reader->window().findChild<QToolButton *>(u"toastActionButton"_s);
    QTest::mouseClick(undo, Qt::LeftButton);
    QTRY_VERIFY(m_reader->isKept(asyncUrl));
    QTRY_VERIFY(!m_reader->action("undoAction").isEnabled());
}

void StoriesTest::star_inTheList_togglesWithoutLoading()
{
    m_reader->start();
    QTRY_VERIFY(m_reader->rowOf(asyncTitle) >= 0);
    m_reader->clickStar(0);
    const QModelIndex first = m_reader->list().model()->index(0, 0);
    QTRY_VERIFY(first.data(PostListModel::IsBookmarkedRole).toBool());
    QVERIFY(m_reader->article().isEmpty());
}

void StoriesTest::restart_scopePageAndPlace_areAsLeft()
{
    m_reader->start();
    QTRY_VERIFY(m_reader->rowOf(asyncTitle) >= 0);
    m_reader->press(Qt::Key_4, Qt::ControlModifier);
    QTRY_COMPARE(m_reader->titles().size(), 17);
    m_reader->clickRow(0);
    QVERIFY(m_reader->seesOnPage(u"Paragraph 7"_s));
    QSignalSpy placeChanged(&m_reader->page(), &ArticleView::placeChanged);
    QVERIFY(m_reader->seesOnPage(u"Paragraph 70"_s)); // which scrolls to it
    QTRY_VERIFY(m_reader->page().place() && m_reader->page().place()->offset > 500);
    // Until scrolling has come to rest.
    double offset = 0;
    QVERIFY(QTest::qWaitFor([&] {
        const double now = m_reader->page().place()->offset;
        const bool isAtRest = !placeChanged.wait(400) && now == offset;
        offset = now;
        return isAtRest;
    }));
    m_reader->window().resize(1111, 777);
    m_reader->quit();

    m_reader->start();
    QCOMPARE(m_reader->window().size(), QSize(1111, 777));
    QTRY_COMPARE(m_reader->titles().size(), 17);
    QVERIFY(m_reader->seesOnPage(u"Paragraph 7"_s));
    QTRY_COMPARE(m_reader->list().shownRow(), 0);
    m_reader->page().find({}, PageView::FindDirection::Forward);
    QCOMPARE(m_reader->article().address(), asyncUrl);
}

void StoriesTest::openInBrowser_goesThroughTheSeam()
{
    m_reader->start();
    QTRY_VERIFY(m_reader->rowOf(asyncTitle) >= 0);
    m_reader->clickRow(0);
    QVERIFY(m_reader->seesOnPage(u"Paragraph 7"_s));
    auto *button = m_reader->window().findChild<QToolButton *>(u"browserButton"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(m_reader->handedOver(), QList<QUrl>({asyncUrl}));
    QVERIFY(m_reader->message().contains(u"masnun.rocks"_s));
}

void StoriesTest::middleClickInList_handsPostOver()
{
    m_reader->start();
    QTRY_VERIFY(m_reader->rowOf(asyncTitle) >= 0);
    m_reader->clickRow(0, Qt::MiddleButton);
    m_reader->clickRow(0, Qt::LeftButton, Qt::ControlModifier);
    QCOMPARE(m_reader->handedOver(), QList<QUrl>({asyncUrl, asyncUrl}));
    QVERIFY(m_reader->article().isEmpty());
}

void StoriesTest::noBrowser_offersToCopyTheLink()
{
    m_reader->setDesktopHasBrowser(false);
    m_reader->start();
    QTRY_VERIFY(m_reader->rowOf(asyncTitle) >= 0);
    m_reader->clickRow(0, Qt::MiddleButton);
    QVERIFY(!m_reader->message().isEmpty());
    auto *copy = m_reader->window().findChild<QToolButton *>(u"toastActionButton"_s);
    QVERIFY(copy->isVisible());
    QTest::mouseClick(copy, Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), asyncUrl.toString());
}

void StoriesTest::mailLink_isAskedAbout()
{
    m_reader->start();
    const QUrl mail(u"mailto:someone@example.org"_s);
    emit m_reader->page().handOverRequested(mail);
    QVERIFY(m_reader->message().contains(u"someone@example.org"_s));
    QVERIFY(m_reader->handedOver().isEmpty());
    auto *yes = m_reader->window().findChild<QToolButton *>(u"toastActionButton"_s);
    QTest::mouseClick(yes, Qt::LeftButton);
    QCOMPARE(m_reader->handedOver(), QList<QUrl>({mail}));
}

void StoriesTest::search_findsAsTyped()
{
    m_reader->start();
    QTRY_VERIFY(m_reader->rowOf(asyncTitle) >= 0);
    m_reader->press(Qt::Key_Slash);
    auto *field = m_reader->window().findChild<QLineEdit *>(u"searchLineEdit"_s);
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, u"django daphne"_s);
    QTRY_COMPARE(m_reader->titles(), QStringList({u"Deploying Django Channels using Daphne"_s}));
    m_reader->press(Qt::Key_Escape);
    QTRY_VERIFY(m_reader->titles().size() > 17);
}

void StoriesTest::unread_readPost_staysUntilScopeIsChosenAgain()
{
    m_reader->start();
    QTRY_VERIFY(m_reader->rowOf(asyncTitle) >= 0);
    m_reader->action("showUnreadAction").trigger();
    QTRY_VERIFY(m_reader->rowOf(asyncTitle) >= 0);
    m_reader->clickRow(0);
    QVERIFY(m_reader->seesOnPage(u"Paragraph 7"_s));
    QTRY_VERIFY(m_reader->list().model()->index(0, 0).data(PostListModel::IsReadRole).toBool());
    QCOMPARE(m_reader->rowOf(asyncTitle), 0);
    m_reader->action("showUnreadAction").trigger();
    QTRY_COMPARE(m_reader->rowOf(asyncTitle), -1);
}

void StoriesTest::guide_withoutNetwork_opens()
{
    m_reader->start();
    QTRY_VERIFY(m_reader->titles().size() > 17);
    m_reader->press(Qt::Key_F1);
    QVERIFY(m_reader->seesOnPage(u"Lectern"_s));
    QCOMPARE(m_reader->article().address(), QUrl(u"lectern://guide/first-steps"_s));
    QTRY_VERIFY(m_reader->list().shownRow() >= 17);
    QVERIFY(!m_reader->action("openInBrowserAction").isEnabled());
    QVERIFY(m_server->requests().isEmpty());
}

void StoriesTest::find_countsMatches()
{
    m_reader->start();
    QTRY_VERIFY(m_reader->rowOf(asyncTitle) >= 0);
    m_reader->clickRow(0);
    QVERIFY(m_reader->seesOnPage(u"Paragraph 7"_s));
    m_reader->press(Qt::Key_F, Qt::ControlModifier);
    auto *field = m_reader->window().findChild<QLineEdit *>(u"findLineEdit"_s);
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, u"fixture"_s);
    const auto *count = m_reader->window().findChild<QLabel *>(u"findCountLabel"_s);
    QTRY_VERIFY(count->text().endsWith(u" of 80"_s));
    const QString first = count->text();
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(count->text().endsWith(u" of 80"_s) && count->text() != first);
    m_reader->press(Qt::Key_Escape);
    QVERIFY(!field->isVisible());
}

void StoriesTest::error_eachKind_hasItsPane_data()
{
    QTest::addColumn<QUrl>("address");
    QTest::addColumn<QString>("title");
    QTest::newRow("no such host") << QUrl(u"http://a.nowhere.example/"_s)
                                  << u"a.nowhere.example can't be reached"_s;
    QTest::newRow("refused") << QUrl(u"http://refused.example/"_s)
                             << u"refused.example can't be reached"_s;
    QTest::newRow("certificate") << QUrl(u"https://masnun.com/golang-interface/"_s)
                                 << u"No safe connection to masnun.com"_s;
    QTest::newRow("cut connection")
        << QUrl(u"http://other.example/cut"_s) << u"other.example can't be reached"_s;
    QTest::newRow("empty error") << QUrl(u"http://other.example/broken"_s)
                                 << u"other.example has no page here"_s;
    QTest::newRow("circle") << QUrl(u"http://other.example/circle"_s)
                            << u"other.example leads in circles"_s;
    QTest::newRow("download") << QUrl(u"http://other.example/archive.zip"_s)
                              << u"This is a file, not a page"_s;
}

void StoriesTest::error_eachKind_hasItsPane()
{
    QFETCH(QUrl, address);
    QFETCH(QString, title);
    HttpReply cut;
    cut.isDropped = true;
    m_server->serve("/cut", cut);
    HttpReply broken;
    broken.status = 500;
    m_server->serve("/broken", broken);
    HttpReply circle;
    circle.status = 302;
    circle.headers = {{"Location", "/circle"}};
    m_server->serve("/circle", circle);
    HttpReply archive;
    archive.contentType = "application/zip";
    archive.body = "PK";
    m_server->serve("/archive.zip", archive);

    m_reader->start(address);
    QVERIFY(m_reader->seesError());
    QCOMPARE(m_reader->errorTitle(), title);
    const auto *browser =
        m_reader->window().findChild<QPushButton *>(u"errorOpenInBrowserButton"_s);
    QVERIFY(browser->isVisible());
    QVERIFY(m_reader->list().isVisible());
}

void StoriesTest::error_tryAgain_worksOnceMended()
{
    HttpReply broken;
    broken.status = 500;
    m_server->serve(asyncPath, broken);
    m_reader->start();
    QTRY_VERIFY(m_reader->rowOf(asyncTitle) >= 0);
    m_reader->clickRow(0);
    QVERIFY(m_reader->seesError());
    const auto *title = m_reader->window().findChild<QLabel *>(u"pageErrorPostTitleLabel"_s);
    const auto *summary = m_reader->window().findChild<QLabel *>(u"pageErrorPostSummaryLabel"_s);
    QCOMPARE(title->text(), asyncTitle);
    QVERIFY(summary->text().startsWith(u"Threads vs. processes"_s));

    m_server->servePage(asyncPath, longArticle("Mended"));
    auto *again = m_reader->window().findChild<QPushButton *>(u"tryAgainButton"_s);
    QTest::mouseClick(again, Qt::LeftButton);
    QVERIFY(m_reader->seesOnPage(u"Mended"_s));
    QVERIFY(!again->isVisible());
}

void StoriesTest::error_pageOfTheServer_isShownUnderNote()
{
    HttpReply missing;
    missing.status = 404;
    missing.body = longArticle("Not here, but look around");
    m_server->serve("/missing", missing);
    m_reader->start(QUrl(u"http://other.example/missing"_s));
    QVERIFY(m_reader->seesOnPage(u"look around"_s));
    const auto *note = m_reader->window().findChild<QLabel *>(u"noteLabel"_s);
    QVERIFY(note->isVisible());
    QVERIFY(note->text().contains(u"404"_s));
}

void StoriesTest::crash_offersReload()
{
    m_reader->start();
    QTRY_VERIFY(m_reader->rowOf(asyncTitle) >= 0);
    m_reader->clickRow(0);
    QVERIFY(m_reader->seesOnPage(u"Paragraph 7"_s));
    const QList<pid_t> processes = renderProcesses();
    QVERIFY(!processes.isEmpty());
    for (const pid_t process : processes)
        kill(process, SIGSEGV);
    QVERIFY(m_reader->seesError());
    QCOMPARE(m_reader->errorTitle(), u"The page crashed"_s);
    auto *reload = m_reader->window().findChild<QPushButton *>(u"tryAgainButton"_s);
    QCOMPARE(reload->text().remove(u'&'), u"Reload"_s);
    QTest::mouseClick(reload, Qt::LeftButton);
    QVERIFY(m_reader->seesOnPage(u"Paragraph 7"_s));
}

void StoriesTest::collection_ofOnesOwn_isShown()
{
    const QString path = m_reader->folder() + u"/mine.json"_s;
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"version":"https://jsonfeed.org/version/1.1","title":"My own","items":[
        {"id":"1","url":"http://other.example/linked","title":"One of mine","content_text":"x"}]})");
    file.close();
    m_reader->start({}, path);
    QTRY_COMPARE(m_reader->titles(), QStringList({u"One of mine"_s}));
    QVERIFY(m_reader->action("removeSourceAction").isEnabled());
}

void StoriesTest::collection_malformed_isRefusedWithMessage()
{
    const QString path = m_reader->folder() + u"/broken.json"_s;
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"version\": ");
    file.close();
    m_reader->start({}, path);
    QTRY_VERIFY(m_reader->message().contains(u"broken.json"_s));
    QVERIFY(m_reader->titles().size() > 17);
}

void StoriesTest::library_damaged_isLeftAloneAndSaidSo()
{
    const QByteArray damage = QByteArray("not a database at all").repeated(200);
    QFile file(m_reader->folder() + u"/library.db"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(damage);
    file.close();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^Library not opened"_s));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^No counts"_s));
    m_reader->start();
    const auto *title = m_reader->window().findChild<QLabel *>(u"postMessageTitleLabel"_s);
    QTRY_COMPARE(title->text(), u"Your library is damaged"_s);
    QVERIFY(title->isVisible());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), damage);
    file.close();

    QVERIFY(file.remove());
    auto *again = m_reader->window().findChild<QPushButton *>(u"postMessageButton"_s);
    QTest::mouseClick(again, Qt::LeftButton);
    QTRY_VERIFY(m_reader->titles().size() > 17);
    QVERIFY(!title->isVisible());
}

void StoriesTest::narrow_oneSideAtATime()
{
    m_reader->start();
    QTRY_VERIFY(m_reader->rowOf(asyncTitle) >= 0);
    m_reader->window().resize(480, 800);
    QTRY_VERIFY(!m_reader->article().isVisible());
    m_reader->clickRow(0);
    QTRY_VERIFY(m_reader->article().isVisible());
    QVERIFY(!m_reader->list().isVisible());
    auto *back = m_reader->window().findChild<QToolButton *>(u"listButton"_s);
    QVERIFY(back->isVisible());
    QVERIFY(m_reader->seesOnPage(u"Paragraph 7"_s));
    QTest::mouseClick(back, Qt::LeftButton);
    QTRY_VERIFY(m_reader->list().isVisible());
}

void StoriesTest::secondStart_opensAddressInThisWindow()
{
    m_reader->start();
    QTRY_VERIFY(m_reader->rowOf(asyncTitle) >= 0);
    m_reader->application().openFromOutside(QUrl(u"http://other.example/linked"_s));
    QVERIFY(m_reader->seesOnPage(u"A linked page"_s));
    m_reader->application().openFromOutside(QUrl(u"file:///etc/passwd"_s));
    QTRY_VERIFY(m_reader->message().contains(u"file:"_s));
    QCOMPARE(m_reader->article().address(), QUrl(u"http://other.example/linked"_s));
}

int main(int argc, char **argv)
{
    // As root the engine refuses to start; only a test may say that it accepts that.
    if (geteuid() == 0)
        qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1");
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"tst_stories"_s);
    StoriesTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_stories.moc"
