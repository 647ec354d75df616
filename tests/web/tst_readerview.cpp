// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpserver.h"
#include "support/testengine.h"
#include "web/articlepages.h"
#include "web/readerdocument.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFutureWatcher>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QTextDocument>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace lectern;

namespace {

/// The engine starts processes, and the machine may be busy with other tests.
constexpr int patience = 20000;

#define TRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, patience)
#define TRY_COMPARE(actual, expected) QTRY_COMPARE_WITH_TIMEOUT(actual, expected, patience)

QByteArray fileContent(const QString &name)
{
    QFile file(QStringLiteral(LECTERN_TEST_DATA "/articles/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// No two are alike, so that each can be told by its words.
QByteArray paragraph(int number)
{
    const QByteArray n = QByteArray::number(number);
    return "<p>Paragraph " + n + " begins here, and it says of the matter number " + n
        + " what there is to be said, at some length, with a comma or two, so that it takes a few "
          "lines of the column and whoever looks for an article finds one; thus ends "
        + n + ".</p>\n";
}

QByteArray paragraphs(int count)
{
    QByteArray result;
    for (int number = 1; number <= count; ++number)
        result += paragraph(number);
    return result;
}

/// A page with more around the article than in it.
QByteArray pageWith(const QByteArray &content, const QByteArray &head = {})
{
    QByteArray menu;
    for (int item = 1; item < 30; ++item)
        menu += "<li><a href='/menu'>Section of the site, no. " + QByteArray::number(item) + "</a>";
    return "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>The tide mill - Harbour "
           "Notes</title><meta property='og:site_name' content='Harbour Notes'><meta name=author "
           "content='Ada Penn'><meta property='article:published_time' content='2024-05-03'>"
        + head + "</head><body style='background:#c0ffee;font:13px sans-serif'><nav><ul>" + menu
        + "</ul></nav><main><article><h1>The tide mill</h1>" + content
        + "</article></main><aside><p>Related stories of all kinds</p></aside></body></html>";
}

/// The signals of loads and views in their order, as text.
class Story final : public QObject
{
public:
    explicit Story(ArticlePages &pages)
    {
        connect(&pages, &ArticlePages::loadStarted, this,
                [this](const QUrl &url) { tell(u"started "_s + url.path()); });
        connect(&pages, &ArticlePages::contentShown, this, [this] { tell(u"shown"_s); });
        connect(&pages, &ArticlePages::loadFinished, this,
                [this](int status) { tell(u"finished %1"_s.arg(status)); });
        connect(&pages, &ArticlePages::loadStopped, this, [this] { tell(u"stopped"_s); });
        connect(&pages, &ArticlePages::failed, this, [this] { tell(u"failed"_s); });
        connect(&pages, &ArticlePages::viewChanged, this, [this](ReadingView view) {
            tell(view == ReadingView::Reader ? u"reader"_s : u"original"_s);
        });
        connect(&pages, &ArticlePages::viewUnavailable, this, [this] { tell(u"unavailable"_s); });
        connect(&pages, &ArticlePages::addressChanged, this,
                [this](const QUrl &url) { m_addresses << url; });
    }

    [[nodiscard]] QStringList events() const { return m_events; }
    [[nodiscard]] QList<QUrl> addresses() const { return m_addresses; }
    [[nodiscard]] bool has(const QString &event) const { return m_events.contains(event); }
    void forget() { m_events.clear(); }

private:
    void tell(const QString &event) { m_events << event; }

    QStringList m_events;
    QList<QUrl> m_addresses;
};

QString plainText(const QString &html)
{
    QTextDocument document;
    document.setHtml(html);
    return document.toPlainText().remove(QChar::ObjectReplacementCharacter).simplified();
}

QString letters(QString text)
{
    static const QRegularExpression space(u"\\s+"_s);
    return text.remove(space);
}

} // namespace

/// Reader view, with the engine itself and in a window.
class ReaderViewTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();

    void open_inReaderView_tellsOneStory();
    void open_inReaderView_isThereBeforeThePageIsComplete();
    void open_ofAStoredText_asksForNothing();
    void open_ofAStoredTextThatIsGone_asksForThePage();
    void open_ofAPageThatIsNotThere_fails();
    void open_ofAnErrorPage_showsIt();
    void open_ofAPageThatScriptsMake_waitsForThem();
    void original_ofAStoredText_isLoadedWhenWanted();
    void view_ofAPageWithoutText_staysTheOriginal();
    void view_thereAndBack_keepsThePassage();
    void view_ofAPageWithoutScripts_isThere_data();
    void view_ofAPageWithoutScripts_isThere();
    void view_ofAnyLayout_hasAllOfTheArticle_data();
    void view_ofAnyLayout_hasAllOfTheArticle();

private:
    void open(const QString &path, ReadingView view);
    void store(const QUrl &url, const QString &html);
    [[nodiscard]] QString html();
    [[nodiscard]] QJsonObject topPassage();
    void scrollTo(PageView &view, double offset);
    [[nodiscard]] QWidget *surface();

    template <typename T>
    static T valueOf(const QFuture<T> &future)
    {
        QFutureWatcher<T> watcher;
        QSignalSpy finished(&watcher, &QFutureWatcherBase::finished);
        watcher.setFuture(future);
        if (!finished.wait(patience) || future.resultCount() == 0) {
            QTest::qFail("no answer", __FILE__, __LINE__);
            return T();
        }
        return watcher.result();
    }

    std::unique_ptr<TestEngine> m_engine;
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<ArticlePages> m_pages;
    std::unique_ptr<Story> m_story;
};

void ReaderViewTest::initTestCase()
{
    m_engine = std::make_unique<TestEngine>();
}

void ReaderViewTest::cleanupTestCase()
{
    m_engine.reset();
}

void ReaderViewTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_server = std::make_unique<HttpServer>();
    QVERIFY(m_server->isListening());
    m_pages = std::make_unique<ArticlePages>(m_engine->engine());
    m_story = std::make_unique<Story>(*m_pages);
    m_pages->resize(900, 700);
    m_pages->show();
    QVERIFY(QTest::qWaitForWindowActive(m_pages.get()));
}

void ReaderViewTest::cleanup()
{
    m_story.reset();
    m_pages.reset();
    QCOMPARE(m_server->unexpectedRequests(), QList<QByteArray>());
    m_server.reset();
    m_engine->engine().setReaderStyle({});
}

void ReaderViewTest::open(const QString &path, ReadingView view)
{
    ArticleOpening opening;
    opening.url = m_server->url(path);
    opening.view = view;
    m_pages->open(opening);
}

void ReaderViewTest::store(const QUrl &url, const QString &html)
{
    IncomingArticle article;
    article.itemId = url.toString();
    article.url = url;
    article.title = u"A stored text"_s;
    article.contentHtml = html;
    m_engine->filledLibrary().store(url.path().mid(1), {article});
}

QString ReaderViewTest::html()
{
    return QString::fromUtf8(valueOf(m_pages->page().takeSnapshot()).html);
}

QJsonObject ReaderViewTest::topPassage()
{
    const PagePassage passage = valueOf(m_pages->page().passage());
    const QJsonObject said = QJsonDocument::fromJson(passage.description.toUtf8()).object();
    return said.value("quotes"_L1).toArray().first().toObject();
}

QWidget *ReaderViewTest::surface()
{
    return QApplication::focusWidget();
}

void ReaderViewTest::scrollTo(PageView &view, double offset)
{
    view.load(view.url(), ReadingPlace{offset, 0});
}

void ReaderViewTest::open_inReaderView_tellsOneStory()
{
    m_server->servePage("/mill", pageWith(paragraphs(30)));
    open(u"/mill"_s, ReadingView::Reader);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    QCOMPARE(m_story->events(),
             QStringList({u"reader"_s, u"started /mill"_s, u"shown"_s, u"finished 0"_s}));
    QCOMPARE(m_pages->view(), ReadingView::Reader);
    QCOMPARE(m_pages->url(), m_server->url(u"/mill"_s));
    QCOMPARE(m_story->addresses(), QList<QUrl>{m_server->url(u"/mill"_s)});
    QCOMPARE(m_pages->title(), u"The tide mill - Harbour Notes"_s);
    QCOMPARE(m_server->requests().size(), 1);

    const QString shown = html();
    for (const QString &expected : {u"Harbour Notes · 6 min"_s, u">The tide mill</h1>"_s,
                                    u"Ada Penn · "_s, u"2024"_s, u"Paragraph 30 begins"_s}) {
        QVERIFY2(shown.contains(expected), qPrintable(expected));
    }
    QVERIFY(!shown.contains(u"Section of the site"_s));
    QVERIFY(m_pages->droppedShare().has_value());
    QVERIFY(*m_pages->droppedShare() < 0.1);
}

void ReaderViewTest::open_inReaderView_isThereBeforeThePageIsComplete()
{
    HttpReply held;
    held.isHeld = true;
    held.contentType = "image/png";
    m_server->serve("/slow.png", held);
    m_server->servePage("/mill", pageWith(paragraphs(30) + "<img src=/slow.png>"));
    open(u"/mill"_s, ReadingView::Reader);
    TRY_VERIFY(m_story->has(u"shown"_s));
    QVERIFY(m_pages->isLoading());
    QVERIFY(!m_story->has(u"finished 0"_s));
    m_server->release("/slow.png");
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    QCOMPARE(m_story->events().size(), 4);
}

void ReaderViewTest::open_ofAStoredText_asksForNothing()
{
    const QUrl url = m_server->url(u"/stored"_s);
    store(url, QString::fromUtf8(paragraphs(12)));
    ArticleOpening opening;
    opening.url = url;
    opening.view = ReadingView::Reader;
    opening.isTextStored = true;
    m_pages->open(opening);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    QCOMPARE(m_story->events(),
             QStringList({u"started /stored"_s, u"reader"_s, u"shown"_s, u"finished 0"_s}));
    QCOMPARE(m_pages->url(), url);
    QCOMPARE(m_pages->title(), u"A stored text"_s);
    QCOMPARE(m_server->requests().size(), 0);
    QVERIFY(html().contains(u"Paragraph 12 begins"_s));
}

void ReaderViewTest::open_ofAStoredTextThatIsGone_asksForThePage()
{
    m_server->servePage("/gone", pageWith(paragraphs(12)));
    ArticleOpening opening;
    opening.url = m_server->url(u"/gone"_s);
    opening.view = ReadingView::Reader;
    opening.isTextStored = true;
    m_pages->open(opening);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    QCOMPARE(m_story->events().count(u"started /gone"_s), 1);
    QCOMPARE(m_pages->view(), ReadingView::Reader);
    QVERIFY(html().contains(u"Paragraph 12 begins"_s));
}

void ReaderViewTest::open_ofAPageThatIsNotThere_fails()
{
    HttpReply dropped;
    dropped.isDropped = true;
    m_server->serve("/gone", dropped);
    open(u"/gone"_s, ReadingView::Reader);
    TRY_VERIFY(m_story->has(u"failed"_s));
    QCOMPARE(m_story->events(), QStringList({u"reader"_s, u"started /gone"_s, u"failed"_s}));
    QVERIFY(!m_pages->isLoading());
}

void ReaderViewTest::open_ofAnErrorPage_showsIt()
{
    HttpReply error;
    error.status = 404;
    error.body = "<title>No</title><p>Not here.";
    m_server->serve("/gone", error);
    open(u"/gone"_s, ReadingView::Reader);
    TRY_VERIFY(m_story->has(u"finished 404"_s));
    QCOMPARE(m_pages->view(), ReadingView::Original);
    QVERIFY(m_story->events().indexOf(u"original"_s) < m_story->events().indexOf(u"shown"_s));
}

void ReaderViewTest::open_ofAPageThatScriptsMake_waitsForThem()
{
    const QByteArray script = "<div id=app>Loading&hellip;</div><script>onload = () => { "
                              "document.getElementById('app').innerHTML = `"
        + paragraphs(12) + "`; };</script>";
    m_server->servePage("/made", pageWith(script));
    open(u"/made"_s, ReadingView::Reader);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    QCOMPARE(m_pages->view(), ReadingView::Reader);
    QVERIFY(html().contains(u"Paragraph 12 begins"_s));
}

void ReaderViewTest::original_ofAStoredText_isLoadedWhenWanted()
{
    const QUrl url = m_server->url(u"/both"_s);
    store(url, QString::fromUtf8(paragraphs(40)));
    m_server->servePage("/both", pageWith(paragraphs(40)));
    ArticleOpening opening;
    opening.url = url;
    opening.view = ReadingView::Reader;
    opening.isTextStored = true;
    m_pages->open(opening);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    m_story->forget();
    m_pages->setView(ReadingView::Original);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    QCOMPARE(m_story->events(),
             QStringList({u"started /both"_s, u"original"_s, u"shown"_s, u"finished 0"_s}));
    QCOMPARE(m_server->requestCount("/both"), 1);
    QVERIFY(html().contains(u"Section of the site"_s));
}

void ReaderViewTest::view_ofAPageWithoutText_staysTheOriginal()
{
    m_server->servePage("/empty",
                        "<title>e</title><body style='background:#eee'><canvas></canvas>");
    open(u"/empty"_s, ReadingView::Original);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    m_story->forget();
    m_pages->setView(ReadingView::Reader);
    TRY_VERIFY(m_story->has(u"unavailable"_s));
    QCOMPARE(m_story->events(), QStringList{u"unavailable"_s});
    QCOMPARE(m_pages->view(), ReadingView::Original);

    m_story->forget();
    open(u"/empty"_s, ReadingView::Reader);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    QCOMPARE(m_story->events(),
             QStringList({u"reader"_s, u"started /empty"_s, u"original"_s, u"unavailable"_s,
                          u"shown"_s, u"finished 0"_s}));
}

void ReaderViewTest::view_thereAndBack_keepsThePassage()
{
    m_server->servePage("/mill", pageWith(paragraphs(60)));
    ArticleOpening opening;
    opening.url = m_server->url(u"/mill"_s);
    opening.originalPlace = ReadingPlace{1500, 0};
    m_pages->open(opening);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    TRY_VERIFY(m_pages->place() && m_pages->place()->offset > 1000);
    const QJsonObject before = topPassage();
    QVERIFY(!before.value("text"_L1).toString().isEmpty());

    m_pages->setView(ReadingView::Reader);
    TRY_COMPARE(m_story->events().last(), u"reader"_s);
    const QJsonObject inReader = topPassage();
    const double top = before.value("top"_L1).toDouble();
    // Lines end elsewhere, so the words at the top may be others of the same paragraph.
    const QString text = html();
    const auto placeIn = [&text](const QJsonObject &passage) {
        return plainText(text).indexOf(passage.value("text"_L1).toString().left(20));
    };
    QVERIFY(placeIn(before) >= 0);
    QVERIFY2(std::abs(placeIn(before) - placeIn(inReader)) < 200,
             qPrintable(before.value("text"_L1).toString() + u"|"_s
                        + inReader.value("text"_L1).toString()));
    QVERIFY(std::abs(inReader.value("top"_L1).toDouble() - top) < 40);

    m_pages->setView(ReadingView::Original);
    TRY_COMPARE(m_story->events().last(), u"original"_s);
    const QJsonObject after = topPassage();
    QVERIFY2(std::abs(placeIn(before) - placeIn(after)) < 200,
             qPrintable(before.value("text"_L1).toString() + u"|"_s
                        + after.value("text"_L1).toString()));
    QCOMPARE(m_server->requestCount("/mill"), 1);
}

void ReaderViewTest::view_ofAPageWithoutScripts_isThere_data()
{
    QTest::addColumn<QByteArray>("policy");
    QTest::newRow("no script") << QByteArray("script-src 'none'");
    QTest::newRow("sandbox") << QByteArray("sandbox");
    QTest::newRow("trusted types") << QByteArray("require-trusted-types-for 'script'");
}

void ReaderViewTest::view_ofAPageWithoutScripts_isThere()
{
    QFETCH(QByteArray, policy);
    HttpReply reply;
    reply.body =
        pageWith(paragraphs(12) + "<pre><code class=language-cpp>int main() {}</code></pre>");
    reply.headers = {{"Content-Security-Policy", policy}};
    m_server->serve("/mill", reply);
    open(u"/mill"_s, ReadingView::Reader);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    QCOMPARE(m_pages->view(), ReadingView::Reader);
    QVERIFY(html().contains(u"hljs-"_s));
}

void ReaderViewTest::view_ofAnyLayout_hasAllOfTheArticle_data()
{
    QTest::addColumn<QString>("name");
    const QStringList files =
        QDir(QStringLiteral(LECTERN_TEST_DATA "/articles")).entryList({u"*.html"_s});
    QVERIFY(files.size() >= 8);
    for (const QString &file : files)
        QTest::newRow(qPrintable(file)) << file.chopped(5);
}

void ReaderViewTest::view_ofAnyLayout_hasAllOfTheArticle()
{
    QFETCH(QString, name);
    m_server->serveOthers({});
    m_server->servePage("/page", fileContent(name + u".html"_s));
    open(u"/page"_s, ReadingView::Reader);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    QCOMPARE(m_pages->view(), ReadingView::Reader);
    const QString expected = QString::fromUtf8(fileContent(name + u".txt"_s));
    QString shown = html();
    shown.remove(QRegularExpression(u"<button.*?</button>"_s));
    QVERIFY2(letters(plainText(shown)).contains(letters(expected)), qPrintable(plainText(shown)));
    QCOMPARE(shown.contains(u" dir=\"rtl\""_s), name == "arabic"_L1);
}

QTEST_MAIN(ReaderViewTest)
#include "tst_readerview.moc"
