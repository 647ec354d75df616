// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpserver.h"
#include "support/testengine.h"
#include "web/pagerenderer.h"

#include <QApplication>
#include <QFutureWatcher>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lectern;

namespace {

/// The engine starts processes, and the machine may be busy with other tests.
constexpr int patience = 20000;

QByteArray page(const QByteArray &script)
{
    return "<!DOCTYPE html><title>page</title><body><ul id=list></ul><script>"
           "const add = text => { const item = document.createElement('li');"
           " item.textContent = text; document.getElementById('list').append(item); };"
        + script + "</script>";
}

} // namespace

/// Pages that are run without being shown.
class PageRendererTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();

    void page_madeByScripts_isWhatTheyMade_data();
    void page_madeByScripts_isWhatTheyMade();
    void page_thatLeadsOn_isTheOneItLeadsTo();
    void page_thatNeverRests_isAnsweredAllTheSame();
    void page_thatNeverEnds_isAnsweredAllTheSame();
    void page_withAnErrorStatus_isAnError();
    void page_thatIsNotThere_isAnError();
    void address_thatIsNoPage_isRefused();
    void pages_askedForAtOnce_comeInTheirOrder();
    void renderer_thatGoes_leavesNothingBehind();

private:
    [[nodiscard]] Result<PageSnapshot> render(const QUrl &url);

    std::unique_ptr<TestEngine> m_engine;
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<PageRenderer> m_renderer;
};

void PageRendererTest::initTestCase()
{
    m_engine = std::make_unique<TestEngine>();
}

void PageRendererTest::cleanupTestCase()
{
    m_engine.reset();
}

void PageRendererTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_server = std::make_unique<HttpServer>();
    QVERIFY(m_server->isListening());
    PageRenderer::Patience times;
    times.rest = 1500ms;
    times.scripts = 4s;
    m_renderer = std::make_unique<PageRenderer>(m_engine->engine(), times);
}

void PageRendererTest::cleanup()
{
    m_renderer.reset();
    m_server.reset();
}

Result<PageSnapshot> PageRendererTest::render(const QUrl &url)
{
    QFutureWatcher<Result<PageSnapshot>> watcher;
    QSignalSpy finished(&watcher, &QFutureWatcherBase::finished);
    watcher.setFuture(m_renderer->render(url));
    finished.wait(patience);
    if (!watcher.isFinished())
        return failure(ErrorKind::Bug, ErrorCode::TimedOut, u"no answer"_s);
    return watcher.result();
}

void PageRendererTest::page_madeByScripts_isWhatTheyMade_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::newRow("at once") << QByteArray("add('made')");
    QTest::newRow("later") << QByteArray("setTimeout(() => add('made'), 300)");
    QTest::newRow("with a frame") << QByteArray("requestAnimationFrame(() => add('made'))");
    QTest::newRow("from the server")
        << QByteArray("fetch('/posts').then(a => a.text()).then(t => add(t))");
    QTest::newRow("in steps") << QByteArray("setTimeout(() => { add('first');"
                                            "setTimeout(() => add('made'), 700) }, 300)");
}

void PageRendererTest::page_madeByScripts_isWhatTheyMade()
{
    QFETCH(QByteArray, script);
    m_server->servePage("/page", page(script));
    m_server->servePage("/posts", "made");
    const auto snapshot = render(m_server->url(u"/page"_s));
    QVERIFY2(snapshot.has_value(), qPrintable(snapshot ? QString() : describe(snapshot.error())));
    QCOMPARE(snapshot->url, m_server->url(u"/page"_s));
    QVERIFY2(snapshot->html.contains(">made</li>"), snapshot->html.constData());
}

void PageRendererTest::page_thatLeadsOn_isTheOneItLeadsTo()
{
    m_server->servePage("/page", page("location.replace('/other')"));
    m_server->servePage("/other", page("add('the other')"));
    const auto snapshot = render(m_server->url(u"/page"_s));
    QVERIFY(snapshot.has_value());
    QCOMPARE(snapshot->url, m_server->url(u"/other"_s));
    QVERIFY(snapshot->html.contains("the other"));
}

void PageRendererTest::page_thatNeverRests_isAnsweredAllTheSame()
{
    m_server->servePage("/page", page("setInterval(() => add('more'), 50)"));
    const auto snapshot = render(m_server->url(u"/page"_s));
    QVERIFY(snapshot.has_value());
    QVERIFY(snapshot->html.contains(">more</li>"));
}

void PageRendererTest::page_thatNeverEnds_isAnsweredAllTheSame()
{
    PageRenderer::Patience times;
    times.load = 1s;
    times.rest = 200ms;
    m_renderer = std::make_unique<PageRenderer>(m_engine->engine(), times);
    m_server->servePage("/page", page("add('made')") + "<img src=/never>");
    HttpReply never;
    never.isHeld = true;
    m_server->serve("/never", never);
    const auto snapshot = render(m_server->url(u"/page"_s));
    QVERIFY(snapshot.has_value());
    QVERIFY(snapshot->html.contains(">made</li>"));
}

void PageRendererTest::page_withAnErrorStatus_isAnError()
{
    HttpReply error;
    error.status = 503;
    error.body = page("add('sorry')");
    m_server->serve("/page", error);
    const auto snapshot = render(m_server->url(u"/page"_s));
    QVERIFY(!snapshot.has_value());
    QCOMPARE(snapshot.error(), (Error{ErrorKind::Remote, ErrorCode::HttpStatus, u"HTTP 503"_s}));
}

void PageRendererTest::page_thatIsNotThere_isAnError()
{
    const QUrl url = m_server->url(u"/page"_s);
    m_server.reset();
    const auto snapshot = render(url);
    QVERIFY(!snapshot.has_value());
    QCOMPARE(snapshot.error().kind, ErrorKind::Remote);
    QCOMPARE(snapshot.error().code, ErrorCode::ConnectionRefused);
}

void PageRendererTest::address_thatIsNoPage_isRefused()
{
    const auto snapshot = render(QUrl(u"file:///etc/hostname"_s));
    QVERIFY(!snapshot.has_value());
    QCOMPARE(snapshot.error().code, ErrorCode::AddressRefused);
}

void PageRendererTest::pages_askedForAtOnce_comeInTheirOrder()
{
    m_server->servePage("/one", page("add('one')"));
    m_server->servePage("/two", page("add('two')"));
    const auto one = m_renderer->render(m_server->url(u"/one"_s));
    const auto two = render(m_server->url(u"/two"_s));
    QVERIFY(one.isFinished());
    QVERIFY(one.result().has_value() && one.result()->html.contains(">one</li>"));
    QVERIFY(two.has_value() && two->html.contains(">two</li>"));
}

void PageRendererTest::renderer_thatGoes_leavesNothingBehind()
{
    m_server->servePage("/page", page("setInterval(() => add('more'), 50)"));
    QFuture<Result<PageSnapshot>> future = m_renderer->render(m_server->url(u"/page"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_server->requestCount("/page"), 1, patience);
    m_renderer.reset();
    QVERIFY(future.isCanceled());
    QCOMPARE(future.resultCount(), 0);
}

int main(int argc, char *argv[])
{
    // The sandbox does not work for root, who may run tests in a container. Tests only.
    if (geteuid() == 0)
        qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1");
    QApplication application(argc, argv);
    PageRendererTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_pagerenderer.moc"
