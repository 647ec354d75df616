// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpserver.h"
#include "support/testengine.h"
#include "web/pageview.h"

#include <QApplication>
#include <QFutureWatcher>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace lectern;

namespace {

/// The engine starts processes, and the machine may be busy with other tests.
constexpr int patience = 10000;

#define TRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, patience)
#define TRY_COMPARE(actual, expected) QTRY_COMPARE_WITH_TIMEOUT(actual, expected, patience)

QByteArray page(const QByteArray &body)
{
    return "<!DOCTYPE html><title>page</title><body style='margin:0;background:#fff'>" + body;
}

/// Two links as blocks at the top left corner, 300 by 100 px each.
QByteArray twoBlocks()
{
    const QByteArray block = "display:block;width:300px;height:100px";
    return "<a id=one style='" + block + "' href='/one'>one</a><a id=two style='" + block
        + "' href='/two'>two</a>";
}

constexpr QPoint insideOne{150, 80};
constexpr QPoint insideTwo{150, 180};

/// The number of the element whose start tag has this in it; -1: there is none.
int numberOf(const PageSnapshot &snapshot, const QByteArray &attribute)
{
    const QString html = QString::fromUtf8(snapshot.html);
    const QRegularExpression tag(u"<[^>]*%1[^>]* %2=\"(\\d+)\">"_s.arg(
        QRegularExpression::escape(QString::fromUtf8(attribute)),
        QLatin1StringView(PageSnapshot::numberAttribute)));
    const QRegularExpressionMatch match = tag.match(html);
    return match.hasMatch() ? match.captured(1).toInt() : -1;
}

} // namespace

/// What stands in a page, marks on it, and pointing at it.
class PageElementsTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();

    void snapshot_withoutAPage_hasNoAddress();
    void snapshot_ofAPage_hasWhatItsScriptsMade();
    void snapshot_leavesOutWhatIsNoText();
    void snapshot_ofText_isEscaped();
    void snapshot_ofAShadowTree_hasWhatIsSeen();
    void snapshot_ofADeepDocument_isWhole();
    void change_afterASnapshot_isToldOnce();
    void marks_areDrawnOverTheirElements();
    void marks_ofNothing_areGone();
    void marks_arePassedByInTheNextSnapshot();
    void click_whilePicking_namesTheElement();
    void click_afterPicking_followsTheLink();
    void enter_whilePicking_namesTheElement();
    void scriptClick_whilePicking_isNothing();

private:
    void load(const QByteArray &html);
    [[nodiscard]] PageSnapshot snapshot();
    [[nodiscard]] QColor colourAt(QPoint position);
    [[nodiscard]] QWidget *surface() const;
    void click(QPoint position);

    std::unique_ptr<TestEngine> m_engine;
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<PageView> m_view;
};

void PageElementsTest::initTestCase()
{
    m_engine = std::make_unique<TestEngine>();
}

void PageElementsTest::cleanupTestCase()
{
    m_engine.reset();
}

void PageElementsTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_server = std::make_unique<HttpServer>();
    QVERIFY(m_server->isListening());
    m_view = std::make_unique<PageView>(m_engine->engine());
    m_view->resize(600, 500);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void PageElementsTest::cleanup()
{
    m_view.reset();
    m_server.reset();
}

void PageElementsTest::load(const QByteArray &html)
{
    m_server->servePage("/page", html);
    QSignalSpy finished(m_view.get(), &PageView::loadFinished);
    QSignalSpy shown(m_view.get(), &PageView::contentShown);
    m_view->load(m_server->url(u"/page"_s));
    TRY_COMPARE(finished.size(), 1);
    TRY_COMPARE(shown.size(), 1);
}

PageSnapshot PageElementsTest::snapshot()
{
    // An event loop of its own: what QTRY_VERIFY does, looking every 10 ms, is too slow for all
    // that the engine has to tell of a page that never rests.
    QFutureWatcher<PageSnapshot> watcher;
    QSignalSpy finished(&watcher, &QFutureWatcherBase::finished);
    watcher.setFuture(m_view->takeSnapshot());
    finished.wait(patience);
    return watcher.isFinished() ? watcher.result() : PageSnapshot();
}

QColor PageElementsTest::colourAt(QPoint position)
{
    const QImage image = m_view->picture().toImage();
    return image.valid(position) ? image.pixelColor(position) : QColor();
}

QWidget *PageElementsTest::surface() const
{
    // The engine's view is a window of its own, see EmbeddedPage.
    for (QWidget *window : QApplication::topLevelWidgets()) {
        if (window->inherits("QWebEngineView") && window->isVisible())
            return window->focusProxy();
    }
    return m_view.get();
}

void PageElementsTest::click(QPoint position)
{
    QTest::mouseMove(surface(), position);
    QTest::mouseClick(surface(), Qt::LeftButton, {}, position);
}

void PageElementsTest::snapshot_withoutAPage_hasNoAddress()
{
    QCOMPARE(snapshot(), PageSnapshot());
}

void PageElementsTest::snapshot_ofAPage_hasWhatItsScriptsMade()
{
    load(page("<ul id=list></ul><script>"
              "const item = document.createElement('li');"
              "item.innerHTML = '<a id=made href=\"/made\">made by a script</a>';"
              "document.getElementById('list').append(item);</script>"));
    const PageSnapshot taken = snapshot();
    QCOMPARE(taken.url, m_server->url(u"/page"_s));
    QVERIFY2(taken.html.contains(">made by a script</a>"), taken.html.constData());
    QVERIFY(numberOf(taken, "id=\"made\"") > numberOf(taken, "id=\"list\""));
}

void PageElementsTest::snapshot_leavesOutWhatIsNoText()
{
    load(page("<style>b { color: red }</style><script>var secret = 1</script>"
              "<script type='application/ld+json'>{\"a\": \"</b>\"}</script>"
              "<svg><text>drawn</text></svg><template>never shown</template>"
              "<p style='color: red'>text</p>"));
    const PageSnapshot taken = snapshot();
    for (const char *gone : {"color: red }", "secret", "drawn", "never shown"})
        QVERIFY2(!taken.html.contains(gone), gone);
    QVERIFY(taken.html.contains("{\"a\": \"\\u003c/b>\"}"));
    QVERIFY(taken.html.contains(">text</p>"));
}

void PageElementsTest::snapshot_ofText_isEscaped()
{
    load(page("<p title='\"&lt;b>'>1 &lt; 2 &amp;amp; &lt;script></p>"));
    const PageSnapshot taken = snapshot();
    QVERIFY2(taken.html.contains("title=\"&quot;&lt;b&gt;\""), taken.html.constData());
    QVERIFY(taken.html.contains(">1 &lt; 2 &amp;amp; &lt;script&gt;</p>"));
}

void PageElementsTest::snapshot_ofAShadowTree_hasWhatIsSeen()
{
    load(page("<x-card><b slot=name>the name</b><i>not shown</i></x-card><script>"
              "customElements.define('x-card', class extends HTMLElement {"
              " constructor() { super(); this.attachShadow({ mode: 'open' }).innerHTML ="
              " '<h2><slot name=name>none</slot></h2><p>in the shadow</p>'; } });</script>"));
    const PageSnapshot taken = snapshot();
    QVERIFY2(taken.html.contains("in the shadow"), taken.html.constData());
    QVERIFY(taken.html.contains("the name"));
    QVERIFY(taken.html.indexOf("the name") < taken.html.indexOf("in the shadow"));
    QVERIFY(!taken.html.contains("not shown"));
    QVERIFY(!taken.html.contains(">none<"));
}

void PageElementsTest::snapshot_ofADeepDocument_isWhole()
{
    load(page("<div id=root></div><script>let at = document.getElementById('root');"
              "for (let depth = 0; depth < 1000; ++depth)"
              " at = at.appendChild(document.createElement('i'));"
              "at.textContent = 'the deepest';</script>"));
    const PageSnapshot taken = snapshot();
    QVERIFY(taken.html.contains(">the deepest</i>"));
    QCOMPARE(taken.html.count("</i>"), 1000);
}

void PageElementsTest::change_afterASnapshot_isToldOnce()
{
    load(page("<p id=text>before</p><script>let n = 0; setInterval(() => {"
              "const p = document.createElement('p'); p.textContent = 'more';"
              "if (++n < 400) document.body.append(p); }, 20)</script>"));
    QSignalSpy changed(m_view.get(), &PageView::documentChanged);
    QVERIFY(!snapshot().url.isEmpty());
    TRY_COMPARE(changed.size(), 1);
    // The page goes on changing, but only another snapshot is told of it.
    QVERIFY(!snapshot().url.isEmpty());
    TRY_COMPARE(changed.size(), 2);
}

void PageElementsTest::marks_areDrawnOverTheirElements()
{
    load(page(twoBlocks()));
    const PageSnapshot taken = snapshot();
    QTRY_COMPARE(colourAt(insideOne), QColor(Qt::white));
    m_view->markElements({numberOf(taken, "id=\"one\"")});
    TRY_VERIFY(colourAt(insideOne) != QColor(Qt::white));
    QVERIFY(colourAt(insideOne).blue() > colourAt(insideOne).red());
    QCOMPARE(colourAt(insideTwo), QColor(Qt::white));
}

void PageElementsTest::marks_ofNothing_areGone()
{
    load(page(twoBlocks()));
    const PageSnapshot taken = snapshot();
    m_view->markElements({numberOf(taken, "id=\"one\"")});
    TRY_VERIFY(colourAt(insideOne) != QColor(Qt::white));
    m_view->markElements({});
    TRY_COMPARE(colourAt(insideOne), QColor(Qt::white));
}

void PageElementsTest::marks_arePassedByInTheNextSnapshot()
{
    load(page(twoBlocks()));
    const PageSnapshot before = snapshot();
    m_view->markElements({numberOf(before, "id=\"one\"")});
    TRY_VERIFY(colourAt(insideOne) != QColor(Qt::white));
    QCOMPARE(snapshot(), before);
}

void PageElementsTest::click_whilePicking_namesTheElement()
{
    load(page("<script>addEventListener('click', () => document.title = 'clicked')</script>"
              + twoBlocks()));
    const PageSnapshot taken = snapshot();
    QSignalSpy picked(m_view.get(), &PageView::elementPicked);
    m_view->setPicking(true);
    // In its order, so pointing is on when it has been answered.
    QCOMPARE(snapshot().url, taken.url);
    click(insideTwo);
    TRY_COMPARE(picked.size(), 1);
    QCOMPARE(picked.first().first().toInt(), numberOf(taken, "id=\"two\""));
    QCOMPARE(m_view->url(), m_server->url(u"/page"_s));
}

void PageElementsTest::click_afterPicking_followsTheLink()
{
    m_server->servePage("/two", page("the second"));
    load(page(twoBlocks()));
    m_view->setPicking(true);
    m_view->setPicking(false);
    QVERIFY(!snapshot().url.isEmpty());
    click(insideTwo);
    TRY_COMPARE(m_view->url(), m_server->url(u"/two"_s));
}

void PageElementsTest::enter_whilePicking_namesTheElement()
{
    load(page(twoBlocks()));
    const PageSnapshot taken = snapshot();
    QSignalSpy picked(m_view.get(), &PageView::elementPicked);
    m_view->setPicking(true);
    QCOMPARE(snapshot().url, taken.url);
    m_view->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    m_view->setFocus();
    QTRY_VERIFY(QApplication::focusWidget());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    TRY_COMPARE(picked.size(), 1);
    QCOMPARE(picked.first().first().toInt(), numberOf(taken, "id=\"one\""));
}

void PageElementsTest::scriptClick_whilePicking_isNothing()
{
    load(page(twoBlocks()
              + "<p id=done></p><script>setInterval(() => {"
                // What lies over the page is there as soon as it is pointed at.
                "if (document.documentElement.lastElementChild === document.body) return;"
                "document.getElementById('one').click();"
                "document.getElementById('done').textContent += 'x'; }, 10)</script>"));
    QSignalSpy picked(m_view.get(), &PageView::elementPicked);
    m_view->setPicking(true);
    QVERIFY(!snapshot().url.isEmpty());
    const auto clicks = [this] { return snapshot().html.count('x'); };
    const qsizetype before = clicks();
    TRY_VERIFY(clicks() > before + 3);
    QCOMPARE(picked.size(), 0);
    QCOMPARE(m_view->url(), m_server->url(u"/page"_s));
}

int main(int argc, char *argv[])
{
    // The sandbox does not work for root, who may run tests in a container. Tests only.
    if (geteuid() == 0)
        qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1");
    QApplication application(argc, argv);
    PageElementsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_pageelements.moc"
