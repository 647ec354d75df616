// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpserver.h"
#include "support/renderprocesses.h"
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
#include <csignal>

#include <unistd.h>

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

/// Contents with everything in them that would run, given the chance: each asks for /hit/NAME.
QString payloads()
{
    return u"<script>new Image().src='/hit/script'</script>"
           "<img src=/none.png onerror=\"this.src='/hit/error'\">"
           "<details open ontoggle=\"new Image().src='/hit/toggle'\">a</details>"
           "<iframe src=/hit/frame></iframe><link rel=stylesheet href=/hit/style>"
           "<style>@import '/hit/import'; body { background: url(/hit/background) }</style>"
           "<p style=\"background:url('/hit/attribute')\">b</p>"
           "<video src=/hit/video poster=/hit/poster autoplay></video>"_s;
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
    void view_ofManyThings_keepsThem();
    void view_ofChinese_countsCharacters();
    void contents_ofALongArticle_leadToItsHeadings();
    void payloads_inAPage_neverRun();
    void payloads_inStoredText_neverRun_data();
    void payloads_inStoredText_neverRun();
    void payloads_unprotected_run();
    void pictures_loadOnlyFromWhereTheArticleHasThem();
    void ownPage_leadsToOtherOwnPages();
    void copyButton_copiesTheCode();
    void copyButton_onAWebPage_isNone();
    void style_changed_isSeenAtOnce();
    void style_ofPagesToCome_isTheirs();
    void selection_isAPassage();
    void link_followedInReaderView_isAStepThere();
    void link_inAStoredText_leadsOnAndBack();
    void link_toAFootnote_staysInTheDocument();
    void stop_beforeTheText_showsTheOriginal();
    void reload_inReaderView_readsAgain();
    void share_ofWhatIsLeftOut_leavesOutMenusAndComments();
    void crash_inReaderView_isToldAndMended();

private:
    void open(const QString &path, ReadingView view);
    void store(const QUrl &url, const QString &html);
    [[nodiscard]] QString html();
    [[nodiscard]] QJsonObject topPassage();
    /// Stores the text and shows it.
    void openStored(const QString &path, const QString &html);
    void press(int key, int times = 1);
    [[nodiscard]] QByteArrayList hits() const;
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
    m_pages->activateWindow();
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
    static const QRegularExpression number(
        u" %1=\"\\d+\""_s.arg(QLatin1StringView(PageSnapshot::numberAttribute)));
    QString html = QString::fromUtf8(valueOf(m_pages->page().takeSnapshot()).html);
    return html.remove(number);
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

void ReaderViewTest::openStored(const QString &path, const QString &html)
{
    ArticleOpening opening;
    opening.url = m_server->url(path);
    opening.view = ReadingView::Reader;
    opening.isTextStored = true;
    store(opening.url, html);
    m_pages->open(opening);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
}

void ReaderViewTest::press(int key, int times)
{
    m_pages->setFocus();
    for (int time = 0; time < times; ++time)
        QTest::keyClick(surface(), static_cast<Qt::Key>(key));
}

QByteArrayList ReaderViewTest::hits() const
{
    QByteArrayList result;
    const QList<HttpRequest> requests = m_server->requests();
    for (const HttpRequest &request : requests) {
        if (request.path.startsWith("/hit/"))
            result << request.path.sliced(5);
    }
    return result;
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
    openStored(u"/stored"_s, QString::fromUtf8(paragraphs(12)));
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
    m_server->servePage("/both", pageWith(paragraphs(40)));
    openStored(u"/both"_s, QString::fromUtf8(paragraphs(40)));
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

void ReaderViewTest::view_ofManyThings_keepsThem()
{
    const QByteArray content =
        "<h2>Formulas</h2><p>The area is <math><mi>r</mi><msup><mi>r</mi><mn>2</mn></msup></math>, "
        "as everybody knows who has ever been asked for it.<sup><a id=r1 href='#n1'>1</a></sup></p>"
        "<table><tr><th>Day</th><th>Tide</th></tr><tr><td>1</td><td>4.2</td></tr></table>"
        "<pre><code class=language-cpp>int main() { return 0; }</code></pre>"
        "<p id=n1>The footnote that it is about, which is long enough to stay here as well.</p>";
    m_server->servePage("/many", pageWith(paragraphs(4) + content + paragraphs(4)));
    open(u"/many"_s, ReadingView::Reader);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    const QString shown = html();
    for (const QString &expected :
         {u"<div class=\"scroll\""_s, u"href=\"#user-content-n1\""_s, u"id=\"user-content-n1\""_s,
          u"<span class=\"hljs-type\">int</span>"_s, u"href=\"#section-formulas\""_s,
          u"lang=\"en\""_s}) {
        QVERIFY2(shown.contains(expected), qPrintable(expected + shown));
    }
    QVERIFY(!shown.contains(u"class=\"contents\""_s));
}

void ReaderViewTest::view_ofChinese_countsCharacters()
{
    const QByteArray sentence = "<p>"
        + u"潮汐磨坊在涨潮时把海水放进来，退潮后再让它推动水轮，磨坊主人因此按照月亮作息，"_s
              .repeated(5)
              .toUtf8()
        + "</p>";
    m_server->servePage("/mill", pageWith(sentence.repeated(10)));
    open(u"/mill"_s, ReadingView::Reader);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    const QString shown = html(); // 10 times 5 times 36 characters, 500 a minute
    QVERIFY2(shown.contains(u"Harbour Notes · 4 min"_s), qPrintable(shown.left(3000)));
}

void ReaderViewTest::contents_ofALongArticle_leadToItsHeadings()
{
    QByteArray content;
    for (const char *heading : {"What it is", "How it works", "How it works", "Who has one"})
        content += "<h2>" + QByteArray(heading) + "</h2>" + paragraphs(10);
    m_server->servePage("/long", pageWith(content));
    open(u"/long"_s, ReadingView::Reader);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    const QString shown = html();
    QVERIFY(shown.contains(u"class=\"contents\""_s));
    for (const QString &id : {u"section-what-it-is"_s, u"section-how-it-works"_s,
                              u"section-how-it-works-2"_s, u"section-who-has-one"_s}) {
        // From the contents, and from the heading to itself.
        QCOMPARE(shown.count(u"href=\"#%1\""_s.arg(id)), 2);
        QVERIFY(shown.contains(u"id=\"%1\""_s.arg(id)));
    }
}

void ReaderViewTest::payloads_inAPage_neverRun()
{
    m_server->serveOthers({});
    // Not with its own scripts, which may well run in the original.
    HttpReply reply;
    reply.body = pageWith(paragraphs(6) + payloads().toUtf8() + paragraphs(6));
    reply.headers = {{"Content-Security-Policy", "default-src 'none'; form-action 'none'"}};
    m_server->serve("/hostile", reply);
    open(u"/hostile"_s, ReadingView::Reader);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    QCOMPARE(m_pages->view(), ReadingView::Reader);
    // A picture of the article is asked for, so all the rest would have been as well.
    TRY_VERIFY(m_server->requestCount("/none.png") > 0);
    QCOMPARE(hits(), QByteArrayList());
}

void ReaderViewTest::payloads_inStoredText_neverRun_data()
{
    QTest::addColumn<QString>("content");
    QTest::newRow("all at once") << payloads();
    const QList<QByteArray> lines = fileContent(u"hostile.txt"_s).split('\n');
    QString vectors;
    for (const QByteArray &line : lines)
        vectors += QString::fromUtf8(line).replace(u"%H"_s, u"new Image().src=`/hit/x`"_s) + u'\n';
    QTest::newRow("known vectors") << vectors;
}

void ReaderViewTest::payloads_inStoredText_neverRun()
{
    QFETCH(QString, content);
    m_server->serveOthers({});
    const QString refresh = u"<meta http-equiv=refresh content='0;url=/hit/refresh'>"_s;
    const QString picture =
        u"<p><img src='%1'></p>"_s.arg(m_server->url(u"/picture.png"_s).toString());
    openStored(u"/stored"_s, picture + refresh + QString::fromUtf8(paragraphs(3)) + content);
    TRY_VERIFY(m_server->requestCount("/picture.png") > 0);
    press(Qt::Key_End);
    press(Qt::Key_Tab, 5);
    QVERIFY(html().contains(u"Paragraph 3 begins"_s));
    QCOMPARE(hits(), QByteArrayList());
    QCOMPARE(m_story->events().count(u"shown"_s), 1);
}

/// Else the tests above would see nothing whatever happened.
void ReaderViewTest::payloads_unprotected_run()
{
    m_server->serveOthers({});
    m_server->servePage("/open", "<!DOCTYPE html><title>open</title><body>" + payloads().toUtf8());
    open(u"/open"_s, ReadingView::Original);
    const QByteArrayList expected = {"script", "error",      "toggle",    "frame", "style",
                                     "import", "background", "attribute", "video", "poster"};
    for (const QByteArray &name : expected)
        QTRY_VERIFY2_WITH_TIMEOUT(hits().contains(name), name, patience);
}

void ReaderViewTest::pictures_loadOnlyFromWhereTheArticleHasThem()
{
    HttpServer other;
    other.serveOthers({});
    m_server->serveOthers({});
    // As if something had come through that should not have.
    ReadableArticle article;
    article.article.title = u"Pictures"_s;
    article.text.pictureOrigins = {m_server->url({}).toString(QUrl::RemovePath)};
    article.text.html =
        u"<p style='background:url(%1)'>a</p><style>@import '%2'</style>"
        "<img src='%3'><img src='%4'><link rel=stylesheet href='%5'>"_s.arg(
            m_server->url(u"/background"_s).toString(), m_server->url(u"/import"_s).toString(),
            other.url(u"/elsewhere"_s).toString(), m_server->url(u"/here"_s).toString(),
            m_server->url(u"/style"_s).toString());
    const QUrl url = m_server->url(u"/article"_s);
    m_engine->engine().keep(url, article);
    ArticleOpening opening;
    opening.url = url;
    opening.view = ReadingView::Reader;
    opening.isTextStored = true;
    m_pages->open(opening);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    TRY_COMPARE(m_server->requestCount("/here"), 1);
    QCOMPARE(m_server->requests().size(), 1);
    QVERIFY(!m_server->requests().first().headers.contains("referer"));
    QCOMPARE(other.requests().size(), 0);
}

void ReaderViewTest::ownPage_leadsToOtherOwnPages()
{
    IncomingArticle article;
    article.itemId = u"one"_s;
    article.url = QUrl(u"lectern://guide/one"_s);
    article.title = u"One"_s;
    article.contentHtml = u"<p>To <a href='lectern://guide/two'>two</a>, and <a "
                          "href='lectern://style/article.css'>elsewhere</a>."
                          "<script>1</script></p>"_s;
    m_engine->filledLibrary().store(u"guide"_s, {article});
    ArticleOpening opening;
    opening.url = article.url;
    m_pages->open(opening);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    const QString shown = html();
    QVERIFY(shown.contains(u"href=\"lectern://guide/two\""_s));
    QVERIFY(!shown.contains(u"href=\"lectern://style"_s));
    QVERIFY(!shown.contains(u"<script"_s));
    m_pages->setView(ReadingView::Reader);
    QVERIFY(m_story->has(u"unavailable"_s));
}

void ReaderViewTest::copyButton_copiesTheCode()
{
    const QByteArray code = "<pre><code class=language-cpp>int main()\n{\n    return 1 &lt; 2;\n}\n"
                            "</code></pre>";
    m_server->servePage("/code", pageWith(paragraphs(5) + code + paragraphs(5)));
    open(u"/code"_s, ReadingView::Reader);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    QApplication::clipboard()->setText(u"before"_s);
    press(Qt::Key_Tab, 2); // the code, then its button
    press(Qt::Key_Space);
    TRY_COMPARE(QApplication::clipboard()->text(), u"int main()\n{\n    return 1 < 2;\n}\n"_s);
    TRY_VERIFY(html().contains(u">Copied</button>"_s));
    TRY_VERIFY(html().contains(u">Copy</button>"_s));
}

void ReaderViewTest::copyButton_onAWebPage_isNone()
{
    m_server->servePage("/page",
                        "<title>p</title><body><div class=code><pre>secret</pre>"
                        "<button class=copy autofocus data-copied=x>copy</button></div>");
    open(u"/page"_s, ReadingView::Original);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    QApplication::clipboard()->setText(u"before"_s);
    press(Qt::Key_Tab);
    press(Qt::Key_Space);
    // Had it been taken, its words would be others by now.
    TRY_VERIFY(html().contains(u">copy</button>"_s));
    QCOMPARE(QApplication::clipboard()->text(), u"before"_s);
}

void ReaderViewTest::style_changed_isSeenAtOnce()
{
    m_server->servePage("/mill", pageWith(paragraphs(60)));
    ArticleOpening opening;
    opening.url = m_server->url(u"/mill"_s);
    opening.view = ReadingView::Reader;
    opening.readerPlace = ReadingPlace{3000, 0};
    m_pages->open(opening);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    TRY_VERIFY(m_pages->place() && m_pages->place()->offset > 2000);
    const double height = m_pages->place()->pageHeight;
    const QString before = topPassage().value("text"_L1).toString();

    ReaderStyle style;
    style.size = 26;
    style.theme = ReaderTheme::Sepia;
    m_engine->engine().setReaderStyle(style);
    TRY_VERIFY(m_pages->place()->pageHeight > 1.2 * height);
    const QString text = plainText(html());
    const QString after = topPassage().value("text"_L1).toString();
    QVERIFY2(std::abs(text.indexOf(before.left(20)) - text.indexOf(after.left(20))) < 200,
             qPrintable(before + u'|' + after));
    TRY_COMPARE(m_pages->page().picture().toImage().pixelColor(5, 300), QColor(0xf6, 0xee, 0xdd));

    style.theme = ReaderTheme::Dark;
    m_engine->engine().setReaderStyle(style);
    TRY_COMPARE(m_pages->page().picture().toImage().pixelColor(5, 300), QColor(0x1b, 0x1c, 0x1f));
}

void ReaderViewTest::style_ofPagesToCome_isTheirs()
{
    ReaderStyle style;
    style.theme = ReaderTheme::Dark;
    m_engine->engine().setReaderStyle(style);
    m_server->servePage("/mill", pageWith(paragraphs(20)));
    open(u"/mill"_s, ReadingView::Reader);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    QVERIFY(html().contains(u"data-scheme=\"dark\""_s));
}

void ReaderViewTest::selection_isAPassage()
{
    m_server->servePage("/mill", pageWith("<p>One &amp; <b>two</b>\n three.</p>" + paragraphs(6)));
    open(u"/mill"_s, ReadingView::Reader);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    QCOMPARE(valueOf(m_pages->page().selectedPassage()), PassageQuote());
    m_pages->setFocus();
    QTest::keyClick(surface(), Qt::Key_A, Qt::ControlModifier);
    TRY_VERIFY(!m_pages->page().selectedText().isEmpty());
    const PassageQuote quote = valueOf(m_pages->page().selectedPassage());
    QVERIFY2(quote.text.contains(u"The tide mill Ada Penn"_s), qPrintable(quote.text.left(200)));
    QVERIFY(quote.text.contains(u" One & two three. Paragraph 1 begins"_s));
    QVERIFY(quote.text.endsWith(u"thus ends 6."_s));
    QCOMPARE(quote.prefix, QString());
}

void ReaderViewTest::link_followedInReaderView_isAStepThere()
{
    m_server->servePage("/one", pageWith("<p><a href='/two'>two</a></p>" + paragraphs(6)));
    m_server->servePage("/two", pageWith("<p>The second one.</p>" + paragraphs(6)));
    open(u"/one"_s, ReadingView::Reader);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    QVERIFY(!m_pages->canGoBack());
    m_story->forget();
    press(Qt::Key_Tab);
    press(Qt::Key_Return);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    QCOMPARE(m_story->events(), QStringList({u"started /two"_s, u"shown"_s, u"finished 0"_s}));
    QCOMPARE(m_pages->view(), ReadingView::Reader);
    QVERIFY(html().contains(u"The second one."_s));
    QVERIFY(m_pages->canGoBack());

    m_story->forget();
    m_pages->goBack();
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    QCOMPARE(m_pages->url(), m_server->url(u"/one"_s));
    QCOMPARE(m_pages->view(), ReadingView::Reader);
    QVERIFY(!html().contains(u"The second one."_s));
    QVERIFY(m_pages->canGoForward());
}

void ReaderViewTest::link_inAStoredText_leadsOnAndBack()
{
    m_server->servePage("/two", pageWith("<p>The second one.</p>" + paragraphs(6)));
    openStored(u"/stored"_s, u"<p><a href='%1'>two</a>"_s.arg(m_server->url(u"/two"_s).toString()));
    QVERIFY(!m_pages->canGoBack());
    m_story->forget();
    press(Qt::Key_Tab);
    press(Qt::Key_Return);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    QVERIFY(html().contains(u"The second one."_s));
    QVERIFY(m_pages->canGoBack());
    m_story->forget();
    m_pages->goBack();
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    QCOMPARE(m_pages->url(), m_server->url(u"/stored"_s));
    QVERIFY(!html().contains(u"The second one."_s));
    QVERIFY(!m_pages->canGoBack());
    QVERIFY(m_pages->canGoForward());
    m_story->forget();
    m_pages->goForward();
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    QCOMPARE(m_pages->url(), m_server->url(u"/two"_s));
}

void ReaderViewTest::link_toAFootnote_staysInTheDocument()
{
    openStored(u"/notes"_s,
               u"<p>Text<a href='#n1'>1</a></p>"_s + QString::fromUtf8(paragraphs(40))
                   + u"<p id=n1>The note.</p>"_s);
    QSignalSpy addresses(m_pages.get(), &ArticlePages::addressChanged);
    m_story->forget();
    press(Qt::Key_Tab);
    press(Qt::Key_Return);
    TRY_VERIFY(m_pages->place()->offset > 1000);
    TRY_VERIFY(m_pages->canGoBack());
    QCOMPARE(m_story->events(), QStringList());
    m_pages->goBack();
    TRY_VERIFY(m_pages->place()->offset < 100);
    TRY_VERIFY(!m_pages->canGoBack());
    QVERIFY(m_pages->canGoForward());
    QCOMPARE(addresses.size(), 0);
}

void ReaderViewTest::stop_beforeTheText_showsTheOriginal()
{
    HttpReply reply;
    reply.body = pageWith(paragraphs(30));
    reply.holdAfter = reply.body.size() / 2;
    m_server->serve("/mill", reply);
    open(u"/mill"_s, ReadingView::Reader);
    TRY_VERIFY(m_server->requestCount("/mill") > 0);
    TRY_COMPARE(m_pages->title(), u"The tide mill - Harbour Notes"_s);
    m_pages->stop();
    TRY_VERIFY(m_story->has(u"stopped"_s));
    QCOMPARE(m_pages->view(), ReadingView::Original);
    QVERIFY(!m_pages->isLoading());
    m_server->release("/mill");
}

void ReaderViewTest::reload_inReaderView_readsAgain()
{
    m_server->servePage("/mill", pageWith("<p>As it was.</p>" + paragraphs(20)));
    open(u"/mill"_s, ReadingView::Reader);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    m_server->servePage("/mill", pageWith("<p>As it is.</p>" + paragraphs(20)));
    m_story->forget();
    m_pages->reload();
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    QCOMPARE(m_story->events(), QStringList({u"started /mill"_s, u"shown"_s, u"finished 0"_s}));
    QVERIFY(html().contains(u"As it is."_s));
}

void ReaderViewTest::share_ofWhatIsLeftOut_leavesOutMenusAndComments()
{
    const QByteArray comments = "<section id=comments>" + paragraphs(40) + "</section>";
    m_server->servePage("/mill", pageWith(paragraphs(10) + comments));
    open(u"/mill"_s, ReadingView::Reader);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    QVERIFY(m_pages->droppedShare().has_value());
    QVERIFY2(*m_pages->droppedShare() < 0.1, qPrintable(QString::number(*m_pages->droppedShare())));

    // What else there is does count, in whatever it stands.
    QByteArray rows;
    for (int row = 0; row < 400; ++row)
        rows += "<div><a href='/x'>A line of a long list that is no part of the article</a></div>";
    m_server->servePage("/list", pageWith(paragraphs(10)).replace("</main>", "</main>" + rows));
    m_story->forget();
    open(u"/list"_s, ReadingView::Reader);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    QVERIFY(m_pages->droppedShare().has_value());
    QVERIFY2(*m_pages->droppedShare() > 0.6, qPrintable(QString::number(*m_pages->droppedShare())));
}

void ReaderViewTest::crash_inReaderView_isToldAndMended()
{
    m_server->servePage("/mill", pageWith(paragraphs(20)));
    open(u"/mill"_s, ReadingView::Reader);
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    m_story->forget();
    const QList<pid_t> renderers = renderProcesses();
    QVERIFY(renderers.size() >= 2);
    for (const pid_t renderer : renderers)
        kill(renderer, SIGSEGV);
    TRY_VERIFY(m_story->has(u"failed"_s));
    QCOMPARE(m_pages->url(), m_server->url(u"/mill"_s));

    m_pages->reload();
    TRY_VERIFY(m_story->has(u"finished 0"_s));
    QCOMPARE(m_story->events(),
             QStringList({u"failed"_s, u"started /mill"_s, u"shown"_s, u"finished 0"_s}));
    QVERIFY(html().contains(u"Paragraph 20 begins"_s));
}

int main(int argc, char *argv[])
{
    // The sandbox does not work for root, who may run tests in a container. Tests only.
    if (geteuid() == 0)
        qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1");
    QApplication application(argc, argv);
    ReaderViewTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_readerview.moc"
