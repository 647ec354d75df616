// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "story.h"

#include "core/deliver.h"
#include "ui/articlepane.h"
#include "ui/postlistview.h"
#include "ui/viewswitch.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QSlider>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace lectern;

namespace {

const QByteArray firstPath = "/2016/10/06/async-python-the-different-forms-of-concurrency/";
const QByteArray secondPath = "/2016/11/17/exploring-asyncio-uvloop-sanic-motor/";
const QUrl firstUrl(u"http://masnun.rocks"_s + QString::fromLatin1(firstPath));

/// A page as blogs have them: an article, and much around it.
QByteArray blogPage(const QByteArray &title, int paragraphs = 40)
{
    QByteArray html = "<!doctype html><html lang=en><title>" + title
        + "</title><nav><a href=/a>Archive of menus</a></nav><article><h1>" + title + "</h1>";
    for (int i = 0; i < paragraphs; ++i)
        html += "<p>Paragraph " + QByteArray::number(i)
            + " of the article, about threads, processes and the event loop, side by side, and "
              "what each of them costs when there are thousands.</p>";
    return html + "</article><footer>Footer of the site</footer></html>";
}

template <typename T>
T answerOf(const QFuture<Result<T>> &future)
{
    QFuture<Result<T>> answer = future;
    answer.waitForFinished();
    return answer.result().value();
}

} // namespace

/// The stories of reading, at the real window with a real engine: reader view, sizes, quotes,
/// paper, and turning to the next article.
class ReaderStoriesTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void readerView_byKey_showsTheArticleAlone();
    void readerView_chosen_holdsForTheSiteAndOverARestart();
    void readerView_pageWithoutAnArticle_saysSo();
    void readerView_muchLeftOut_isSaidAndTheOriginalOffered();
    void guide_isTypesetAlready();
    void zoom_ofASite_isKept();
    void zoom_inReaderView_isTheTextsSize();
    void quote_ofAPassage_isMarkdown();
    void passage_opensInTheBrowser();
    void pdf_isSaved();
    void turning_nextPost_wasLoadedAhead();
    void turning_back_showsTheArticleBefore();

private:
    /// Opens the first post and waits until it is there.
    void openFirst();
    [[nodiscard]] bool isInReaderView();

    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<Reader> m_reader;
};

void ReaderStoriesTest::initTestCase()
{
    m_server = std::make_unique<HttpServer>();
    QVERIFY(m_server->isListening());
    // The engine reads this when it is loaded, which the first page does.
    qputenv("QTWEBENGINE_CHROMIUM_FLAGS",
            u"--host-resolver-rules=\"MAP *:80 127.0.0.1:%1, MAP * ~NOTFOUND\""_s
                .arg(m_server->url(u"/"_s).port())
                .toLocal8Bit());
}

void ReaderStoriesTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    HttpReply icon;
    icon.status = 204;
    m_server->serve("/favicon.ico", icon);
    m_server->servePage(firstPath, blogPage("Different forms"));
    m_server->servePage(secondPath, blogPage("Exploring uvloop"));
    m_server->forgetRequests();
    m_reader = std::make_unique<Reader>();
}

void ReaderStoriesTest::cleanup()
{
    m_reader.reset();
    QCOMPARE(m_server->unexpectedRequests(), QList<QByteArray>());
}

void ReaderStoriesTest::openFirst()
{
    m_reader->start();
    QTRY_VERIFY(m_reader->titles().size() > 17);
    m_reader->clickRow(0);
    QVERIFY(m_reader->seesOnPage(u"Paragraph 7"_s));
}

bool ReaderStoriesTest::isInReaderView()
{
    return m_reader->window().findChild<ViewSwitch *>(u"viewSwitch"_s)->isChecked();
}

void ReaderStoriesTest::readerView_byKey_showsTheArticleAlone()
{
    openFirst();
    QVERIFY(m_reader->seesOnPage(u"Archive of menus"_s));
    QVERIFY(!isInReaderView());
    m_reader->press(Qt::Key_R);
    QTRY_VERIFY(isInReaderView());
    QVERIFY(m_reader->seesOnPage(u"Paragraph 7"_s));
    QVERIFY(!m_reader->hasOnPage(u"Archive of menus"_s));
    QCOMPARE(m_reader->article().address(), firstUrl);
    m_reader->press(Qt::Key_R);
    QTRY_VERIFY(!isInReaderView());
    QVERIFY(m_reader->seesOnPage(u"Archive of menus"_s));
    QCOMPARE(m_server->requestCount(firstPath), 1);
}

void ReaderStoriesTest::readerView_chosen_holdsForTheSiteAndOverARestart()
{
    openFirst();
    m_reader->press(Qt::Key_R);
    QTRY_VERIFY(isInReaderView());
    m_reader->clickRow(1);
    QVERIFY(m_reader->seesOnPage(u"Exploring uvloop"_s));
    QVERIFY(isInReaderView());
    QVERIFY(!m_reader->hasOnPage(u"Archive of menus"_s));
    m_reader->quit();

    m_reader->start();
    QVERIFY(m_reader->seesOnPage(u"Exploring uvloop"_s));
    QVERIFY(isInReaderView());
    QVERIFY(!m_reader->hasOnPage(u"Archive of menus"_s));
}

void ReaderStoriesTest::readerView_pageWithoutAnArticle_saysSo()
{
    m_server->servePage(firstPath, "<!doctype html><title>Nothing</title><nav>Paragraph 7</nav>");
    openFirst();
    m_reader->press(Qt::Key_R);
    const auto *note = m_reader->window().findChild<QLabel *>(u"noteLabel"_s);
    QTRY_VERIFY(note->isVisible());
    QVERIFY(!isInReaderView());
    QVERIFY(m_reader->seesOnPage(u"Paragraph 7"_s));
}

void ReaderStoriesTest::readerView_muchLeftOut_isSaidAndTheOriginalOffered()
{
    QByteArray page = blogPage("Half of it", 10);
    QByteArray rest = "<div>";
    for (int i = 0; i < 300; ++i)
        rest += "<p><a href=/x>Another thing, by somebody else</a></p>";
    page.replace("</article>", "</article>" + rest + "</div>");
    m_server->servePage(firstPath, page);
    openFirst();
    m_reader->press(Qt::Key_R);
    QTRY_VERIFY(isInReaderView());
    const auto *note = m_reader->window().findChild<QLabel *>(u"noteLabel"_s);
    QTRY_VERIFY(note->isVisible());
    QVERIFY2(note->text().contains(u'%'), qPrintable(note->text()));
    QTest::mouseClick(m_reader->window().findChild<QPushButton *>(u"noteActButton"_s),
                      Qt::LeftButton);
    QTRY_VERIFY(!isInReaderView());
    QVERIFY(!note->isVisible());
}

void ReaderStoriesTest::guide_isTypesetAlready()
{
    m_reader->start();
    m_reader->action("guideAction").trigger();
    QVERIFY(m_reader->seesOnPage(u"bookmark"_s));
    QVERIFY(isInReaderView());
    QVERIFY(!m_reader->action("readerViewAction").isEnabled());
}

void ReaderStoriesTest::zoom_ofASite_isKept()
{
    openFirst();
    m_reader->press(Qt::Key_Plus, Qt::ControlModifier);
    m_reader->press(Qt::Key_Plus, Qt::ControlModifier);
    const double zoom = m_reader->page().zoom();
    QVERIFY(zoom > 1.15);
    m_reader->action("guideAction").trigger();
    QVERIFY(m_reader->seesOnPage(u"bookmark"_s));
    QCOMPARE(m_reader->page().zoom(), 1.0);
    m_reader->quit();

    m_reader->start();
    QTRY_VERIFY(m_reader->titles().size() > 17);
    m_reader->clickRow(1);
    QVERIFY(m_reader->seesOnPage(u"Exploring uvloop"_s));
    QCOMPARE(m_reader->page().zoom(), zoom);
}

void ReaderStoriesTest::zoom_inReaderView_isTheTextsSize()
{
    openFirst();
    m_reader->press(Qt::Key_R);
    QTRY_VERIFY(isInReaderView());
    m_reader->action("readerStyleAction").trigger();
    auto *size = m_reader->window().findChild<QSlider *>(u"sizeSlider"_s);
    const int usual = size->value();
    m_reader->action("zoomInAction").trigger();
    QCOMPARE(size->value(), usual + 1);
    m_reader->action("zoomResetAction").trigger();
    QCOMPARE(size->value(), usual);
    QCOMPARE(m_reader->page().zoom(), 1.0);
}

void ReaderStoriesTest::quote_ofAPassage_isMarkdown()
{
    openFirst();
    m_reader->action("copyQuoteAction").trigger();
    QTRY_VERIFY(!m_reader->message().isEmpty()); // nothing is marked yet
    QSignalSpy found(&m_reader->page(), &ArticleView::found);
    m_reader->page().find(u"Paragraph 7 of the article"_s, PageView::FindDirection::Forward);
    QVERIFY(found.wait());
    // Ended, a search leaves what it found selected.
    m_reader->page().find({}, PageView::FindDirection::Forward);
    QTRY_COMPARE(m_reader->page().selectedText(), u"Paragraph 7 of the article"_s);
    QApplication::clipboard()->clear();
    m_reader->action("copyQuoteAction").trigger();
    QTRY_COMPARE(QApplication::clipboard()->text().section(u'\n', 0, 0),
                 u"> Paragraph 7 of the article"_s);
    QVERIFY(QApplication::clipboard()->text().contains(u"](http://masnun.rocks/"_s));
    QVERIFY(QApplication::clipboard()->text().contains(u":~:text="_s));
}

void ReaderStoriesTest::passage_opensInTheBrowser()
{
    openFirst();
    QSignalSpy found(&m_reader->page(), &ArticleView::found);
    m_reader->page().find(u"Paragraph 7 of the article"_s, PageView::FindDirection::Forward);
    QVERIFY(found.wait());
    m_reader->page().find({}, PageView::FindDirection::Forward);
    QTRY_COMPARE(m_reader->page().selectedText(), u"Paragraph 7 of the article"_s);
    m_reader->action("openPassageAction").trigger();
    QTRY_COMPARE(m_reader->handedOver().size(), 1);
    const QString address = m_reader->handedOver().constFirst().toString(QUrl::FullyEncoded);
    QVERIFY2(address.startsWith(firstUrl.toString() + u"#:~:text="_s), qPrintable(address));
    QVERIFY2(address.contains(u"Paragraph%207%20of%20the%20article"_s), qPrintable(address));
}

void ReaderStoriesTest::pdf_isSaved()
{
    openFirst();
    m_reader->press(Qt::Key_R);
    QTRY_VERIFY(isInReaderView());
    const QString path = m_reader->folder() + u"/article.pdf"_s;
    QFuture<Result<void>> saved = m_reader->page().savePdf(path);
    QFutureWatcher<Result<void>> watcher;
    QSignalSpy finished(&watcher, &QFutureWatcherBase::finished);
    watcher.setFuture(saved);
    QVERIFY(finished.wait());
    QVERIFY(saved.result());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("%PDF-"));

    watcher.setFuture(saved = m_reader->page().savePdf(m_reader->folder() + u"/none/a.pdf"_s));
    QVERIFY(finished.wait());
    QVERIFY(!saved.result());
    QCOMPARE(saved.result().error().kind, ErrorKind::Environment);
}

void ReaderStoriesTest::turning_nextPost_wasLoadedAhead()
{
    m_reader->setLoadingAhead(true);
    openFirst();
    QTRY_COMPARE(m_server->requestCount(secondPath), 1);
    const QAbstractItemModel *posts = m_reader->list().model();
    m_reader->press(Qt::Key_J);
    QVERIFY(m_reader->seesOnPage(u"Exploring uvloop"_s));
    QCOMPARE(m_reader->article().title(), posts->index(1, 0).data(Qt::DisplayRole).toString());
    QCOMPARE(m_server->requestCount(secondPath), 1);
    m_reader->press(Qt::Key_Plus, Qt::ControlModifier);
    const double zoom = m_reader->page().zoom();
    m_reader->press(Qt::Key_K);
    QVERIFY(m_reader->seesOnPage(u"Different forms"_s));
    QCOMPARE(m_server->requestCount(firstPath), 1);
    QVERIFY(zoom > 1);
    QCOMPARE(m_reader->page().zoom(), zoom); // it is the same site's
}

void ReaderStoriesTest::turning_back_showsTheArticleBefore()
{
    openFirst();
    m_reader->clickRow(1);
    QVERIFY(m_reader->seesOnPage(u"Exploring uvloop"_s));
    m_reader->action("backAction").trigger();
    QVERIFY(m_reader->seesOnPage(u"Different forms"_s));
    QTRY_COMPARE(m_reader->list().shownRow(), 0);
    QVERIFY(m_reader->article().post());
    m_reader->action("forwardAction").trigger();
    QVERIFY(m_reader->seesOnPage(u"Exploring uvloop"_s));
    QTRY_COMPARE(m_reader->list().shownRow(), 1);
}

int main(int argc, char **argv)
{
    // As root the engine refuses to start; only a test may say that it accepts that.
    if (geteuid() == 0)
        qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1");
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"tst_readerstories"_s);
    ReaderStoriesTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_readerstories.moc"
