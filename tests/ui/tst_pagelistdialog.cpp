// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/fetcher.h"
#include "support/httpserver.h"
#include "support/templibrary.h"
#include "sync/sourcefinder.h"
#include "ui/pagelistdialog.h"
#include "web/pageengine.h"
#include "web/pageview.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace lectern;

namespace {

/// The engine starts processes, and the machine may be busy with other tests.
constexpr int patience = 20000;

#define TRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, patience)
#define TRY_COMPARE(actual, expected) QTRY_COMPARE_WITH_TIMEOUT(actual, expected, patience)

/// A list of essays at the left, one of links at the right, each line 40 px high.
QByteArray pageOf(const QByteArray &essays)
{
    return "<!DOCTYPE html><html lang=en><title>A garden</title>"
           "<style>body, ul, p, h2 { margin: 0; padding: 0 } li, p, h2 { height: 40px }"
           " main { position: absolute; left: 0; top: 0; width: 300px }"
           " aside { position: absolute; left: 320px; top: 0; width: 200px }</style><body>"
        + essays
        + "<aside><h2>Elsewhere</h2><p><a href=\"/links/a-tool-shed\">A tool shed</a></p>"
          "<p><a href=\"/links/the-seed-library\">The seed library</a></p>"
          "<p><a href=\"/links/rain-barrels\">Rain barrels</a></p></aside></body></html>";
}

QByteArray essays()
{
    return "<main><h2>Essays</h2><ul>"
           "<li><a href=\"/essays/what-the-mole-knows\">What the mole knows</a> 2026-05-03</li>"
           "<li><a href=\"/essays/a-wall-of-beans\">A wall of beans</a> 2026-04-12</li>"
           "<li><a href=\"/essays/water-at-night\">Water at night</a> 2026-03-01</li></ul></main>";
}

constexpr QPoint insideSecondLink{370, 90};

} // namespace

/// A page with the posts marked that would be followed.
class PageListDialogTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();

    void page_withAList_showsItsPosts();
    void click_onAnotherList_choosesThat();
    void click_onNoList_keepsTheOneThere();
    void posts_thatComeLater_areFound();
    void follow_addsTheSource_andCloses();
    void page_withoutAList_cannotBeFollowed();
    void page_thatDoesNotCome_isSaid();
    void escape_onThePage_closesTheDialog();

private:
    [[nodiscard]] QStringList posts() const;
    [[nodiscard]] QString state() const;
    [[nodiscard]] QPushButton *followButton() const;
    void show(const QByteArray &html);
    void click(QPoint position);

    std::unique_ptr<TempLibrary> m_kept;
    std::unique_ptr<LecternPages> m_pages;
    std::unique_ptr<PageEngine> m_engine;
    std::unique_ptr<Fetcher> m_fetcher;
    std::unique_ptr<SourceFinder> m_finder;
    std::unique_ptr<HttpServer> m_server;
    QPointer<PageListDialog> m_dialog;
};

void PageListDialogTest::initTestCase()
{
    m_kept = std::make_unique<TempLibrary>();
    m_pages = std::make_unique<LecternPages>(m_kept->library());
    m_engine = std::make_unique<PageEngine>(PageSettings{}, *m_pages);
    m_fetcher = std::make_unique<Fetcher>(Fetcher::Settings{"Test/1"});
    m_finder = std::make_unique<SourceFinder>(m_kept->library(), *m_fetcher);
}

void PageListDialogTest::cleanupTestCase()
{
    m_finder.reset();
    m_fetcher.reset();
    m_engine.reset();
    m_pages.reset();
    m_kept.reset();
}

void PageListDialogTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_server = std::make_unique<HttpServer>();
    QVERIFY(m_server->isListening());
    m_dialog = new PageListDialog(*m_engine, *m_finder, {});
    // Where there is no window manager, only windows are handed the keys.
    m_dialog->setWindowFlags(Qt::Window);
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog));
}

void PageListDialogTest::cleanup()
{
    delete m_dialog;
    m_server.reset();
}

QStringList PageListDialogTest::posts() const
{
    QStringList titles;
    const auto *list = m_dialog->findChild<QListWidget *>(u"listedPostsListWidget"_s);
    for (int row = 0; row < list->count(); ++row)
        titles.append(list->item(row)->text());
    return titles;
}

QString PageListDialogTest::state() const
{
    return m_dialog->findChild<QLabel *>(u"pageListStateLabel"_s)->text();
}

QPushButton *PageListDialogTest::followButton() const
{
    return m_dialog->findChild<QDialogButtonBox *>(u"pageListButtonBox"_s)
        ->button(QDialogButtonBox::Ok);
}

void PageListDialogTest::show(const QByteArray &html)
{
    m_server->servePage("/", html);
    QSignalSpy shown(m_dialog->findChild<PageView *>(), &PageView::contentShown);
    m_dialog->look(m_server->url(u"/"_s));
    TRY_COMPARE(shown.size(), 1);
}

void PageListDialogTest::click(QPoint position)
{
    // The engine's view is a window of its own, see EmbeddedPage.
    for (QWidget *window : QApplication::topLevelWidgets()) {
        if (window->inherits("QWebEngineView") && window->isVisible()) {
            QTest::mouseMove(window->focusProxy(), position);
            QTest::mouseClick(window->focusProxy(), Qt::LeftButton, {}, position);
            return;
        }
    }
    QTest::qFail("There is no page", __FILE__, __LINE__);
}

void PageListDialogTest::page_withAList_showsItsPosts()
{
    QVERIFY(!followButton()->isEnabled());
    show(pageOf(essays()));
    TRY_COMPARE(posts(),
                QStringList({u"What the mole knows"_s, u"A wall of beans"_s, u"Water at night"_s}));
    QVERIFY(followButton()->isEnabled());
    QVERIFY(state().contains("marked"_L1));
}

void PageListDialogTest::click_onAnotherList_choosesThat()
{
    show(pageOf(essays()));
    TRY_COMPARE(posts().size(), 3);
    click(insideSecondLink);
    TRY_COMPARE(posts(), QStringList({u"A tool shed"_s, u"The seed library"_s, u"Rain barrels"_s}));
    QVERIFY(followButton()->isEnabled());
}

void PageListDialogTest::click_onNoList_keepsTheOneThere()
{
    show(pageOf(essays() + "<p style='position:absolute;top:400px;left:20px'>Only words.</p>"));
    TRY_COMPARE(posts().size(), 3);
    click({40, 410});
    TRY_VERIFY(state().contains("in no list"_L1));
    QCOMPARE(posts().size(), 3);
    QVERIFY(followButton()->isEnabled());
}

void PageListDialogTest::posts_thatComeLater_areFound()
{
    const QByteArray script = "<div id=app></div><script>setTimeout(() => {"
                              "document.getElementById('app').innerHTML = `"
        + essays() + "` }, 300)</script>";
    show(pageOf(script));
    TRY_COMPARE(posts().value(0), u"What the mole knows"_s);
}

void PageListDialogTest::follow_addsTheSource_andCloses()
{
    show(pageOf(essays()));
    TRY_VERIFY(followButton()->isEnabled());
    QSignalSpy added(m_dialog, &PageListDialog::added);
    QTest::mouseClick(followButton(), Qt::LeftButton);
    TRY_COMPARE(added.size(), 1);
    QCOMPARE(added.first().at(1).toString(), u"A garden"_s);
    QTRY_VERIFY(!m_dialog);
    const auto counts = TempLibrary::valueOf(m_kept->library().counts());
    QCOMPARE(counts.sources.size(), 1);
    QCOMPARE(counts.sources.first().kind, SourceKind::Page);
    QCOMPARE(counts.posts, 3);
}

void PageListDialogTest::page_withoutAList_cannotBeFollowed()
{
    show("<!DOCTYPE html><title>x</title><body>Only words.");
    TRY_VERIFY(state().startsWith("No list of posts"_L1));
    QVERIFY(!followButton()->isEnabled());
    QCOMPARE(posts(), QStringList());
}

void PageListDialogTest::page_thatDoesNotCome_isSaid()
{
    const QUrl url = m_server->url(u"/"_s);
    m_server.reset();
    m_dialog->look(url);
    TRY_VERIFY(state().contains("can't be reached"_L1));
    QVERIFY(!followButton()->isEnabled());
}

void PageListDialogTest::escape_onThePage_closesTheDialog()
{
    show(pageOf(essays()));
    auto *page = m_dialog->findChild<PageView *>();
    m_dialog->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog));
    page->setFocus();
    QTest::keyClick(page->focusProxy(), Qt::Key_Escape);
    QTRY_VERIFY(!m_dialog);
}

int main(int argc, char *argv[])
{
    // The sandbox does not work for root, who may run tests in a container. Tests only.
    if (geteuid() == 0)
        qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1");
    QApplication application(argc, argv);
    PageListDialogTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_pagelistdialog.moc"
