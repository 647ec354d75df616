// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpserver.h"
#include "support/testengine.h"
#include "web/articleextractor.h"
#include "web/pagerenderer.h"
#include "web/pageview.h"

#include <QApplication>
#include <QDir>
#include <QFutureWatcher>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QTextDocument>

#include <algorithm>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lectern;

namespace {

/// The engine starts processes, and the machine may be busy with other tests.
constexpr int patience = 40000;

const QUrl someAddress(u"https://site.example/2024/article.html"_s);

QByteArray fileContent(const QString &name)
{
    QFile file(QStringLiteral(LECTERN_TEST_DATA "/articles/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Enough of an article to be found.
QString paragraph(int number)
{
    return u"<p>This is paragraph %1 of an article about nothing in particular, which is long "
           "enough, with a comma or two, to be taken for one by whoever looks for one here.</p>"_s
               .arg(number);
}

QString article(const QString &inside)
{
    return u"<!DOCTYPE html><html><head><title>An article about nothing</title></head><body>"
           "<article>"_s
        + paragraph(1) + paragraph(2) + inside + paragraph(3) + paragraph(4) + u"</article>"_s;
}

/// The vectors of hostile.txt. What each of them wants to run is hit(its number).
QStringList vectors()
{
    QStringList result;
    const QList<QByteArray> lines = fileContent(u"hostile.txt"_s).split('\n');
    for (const QByteArray &line : lines) {
        if (!line.isEmpty())
            result.append(
                QString::fromUtf8(line).replace(u"%H"_s, u"hit(%1)"_s.arg(result.size())));
    }
    return result;
}

/// A page with scripts that gives what is in it every chance to run, and asks for /hit/NUMBER when
/// something does.
QByteArray arena(const QByteArray &content)
{
    return "<!DOCTYPE html><title>arena</title><script>"
           "window.hit = number => { new Image().src = '/hit/' + number; return 1; };"
           "window.alert = () => hit('alert');"
           "addEventListener('click', event => { const link = event.target.closest?.('a[href]');"
           " if (link && !/^javascript:/i.test(link.href)) event.preventDefault(); }, true);"
           "</script><body>"
        + content
        + "<script>"
          "const copy = document.createElement('div');"
          "document.body.append(copy);"
          "copy.innerHTML = document.body.innerHTML.split('<script>const')[0];"
          "const twice = document.createElement('div');"
          "document.body.append(twice);"
          "twice.innerHTML = copy.innerHTML;"
          "const names = ['click', 'mouseover', 'mouseenter', 'mousemove', 'pointerover', 'focus',"
          " 'wheel', 'contextmenu', 'copy', 'paste', 'beforeinput', 'dragstart', 'toggle',"
          " 'animationstart', 'load', 'error', 'close', 'slotchange'];"
          "for (const element of document.body.querySelectorAll('*')) {"
          " for (const name of names) if (element.localName !== 'script')"
          "  element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));"
          " if (element.href) element.click?.(); }"
          "</script>";
}

QString plainText(const QString &html)
{
    QTextDocument document;
    document.setHtml(html);
    // U+FFFC stands where a picture is.
    return document.toPlainText().remove(QChar::ObjectReplacementCharacter).simplified();
}

/// What is left of it without its white space, which is not the same in each language.
QString letters(QString text)
{
    static const QRegularExpression space(u"\\s+"_s);
    return text.remove(space);
}

} // namespace

/// Articles out of pages, with the engine itself.
class ReaderExtractTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();

    void page_ofAnyLayout_isItsArticle_data();
    void page_ofAnyLayout_isItsArticle();
    void page_thatSaysMuchOfItself_isUnderstood();
    void published_inManySpellings_isIso_data();
    void published_inManySpellings_isIso();
    void addresses_inTheArticle_areAbsolute();
    void pictures_thatScriptsLoad_areThere_data();
    void pictures_thatScriptsLoad_areThere();
    void structure_ofTheArticle_isKept();
    void page_withoutAnArticle_isItsText();
    void page_withoutText_isAnError();
    void page_thatTakesTooLong_isAnError();
    void page_ofManyMegabytes_isRead();
    void pages_askedForAtOnce_comeInTheirOrder();
    void extraction_ofAnything_asksNobody();
    void hostileContent_inAPageWithScripts_runsNothing();
    void arena_withAHostilePage_isHit();
    void livePage_isExtractedAsItsScriptsMadeIt_data();
    void livePage_isExtractedAsItsScriptsMadeIt();
    void view_withoutAPage_hasNoArticle();

private:
    [[nodiscard]] Result<ExtractedArticle> extract(const QString &html,
                                                   const QUrl &address = someAddress);
    [[nodiscard]] Result<ExtractedArticle> extract(ArticleExtractor &extractor, const QString &html,
                                                   const QUrl &address = someAddress);
    /// Shows a page with scripts until it has come to rest.
    void runInArena(const QByteArray &content);
    [[nodiscard]] QByteArrayList hits() const;

    std::unique_ptr<TestEngine> m_engine;
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<ArticleExtractor> m_extractor;
};

void ReaderExtractTest::initTestCase()
{
    m_engine = std::make_unique<TestEngine>();
    m_extractor = std::make_unique<ArticleExtractor>();
}

void ReaderExtractTest::cleanupTestCase()
{
    m_extractor.reset();
    m_engine.reset();
}

void ReaderExtractTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_server = std::make_unique<HttpServer>();
    QVERIFY(m_server->isListening());
}

void ReaderExtractTest::cleanup()
{
    m_server.reset();
}

Result<ExtractedArticle> ReaderExtractTest::extract(const QString &html, const QUrl &address)
{
    return extract(*m_extractor, html, address);
}

Result<ExtractedArticle> ReaderExtractTest::extract(ArticleExtractor &extractor,
                                                    const QString &html, const QUrl &address)
{
    QFutureWatcher<Result<ExtractedArticle>> watcher;
    QSignalSpy finished(&watcher, &QFutureWatcherBase::finished);
    watcher.setFuture(extractor.extract(html, address));
    finished.wait(patience);
    if (!watcher.isFinished())
        return failure(ErrorKind::Bug, ErrorCode::TimedOut, u"no answer"_s);
    return watcher.result();
}

void ReaderExtractTest::runInArena(const QByteArray &content)
{
    m_server->servePage("/arena", arena(content));
    m_server->serveOthers({});
    PageRenderer renderer(m_engine->engine());
    QFutureWatcher<Result<PageSnapshot>> watcher;
    QSignalSpy finished(&watcher, &QFutureWatcherBase::finished);
    watcher.setFuture(renderer.render(m_server->url(u"/arena"_s)));
    QVERIFY(finished.wait(patience));
    QVERIFY(watcher.result().has_value());
    QVERIFY(watcher.result()->html.contains("<title"));
}

QByteArrayList ReaderExtractTest::hits() const
{
    QByteArrayList result;
    const QList<HttpRequest> requests = m_server->requests();
    for (const HttpRequest &request : requests) {
        if (request.path.startsWith("/hit/") && !result.contains(request.path.sliced(5)))
            result.append(request.path.sliced(5));
    }
    return result;
}

void ReaderExtractTest::page_ofAnyLayout_isItsArticle_data()
{
    QTest::addColumn<QString>("name");
    const QStringList files =
        QDir(QStringLiteral(LECTERN_TEST_DATA "/articles")).entryList({u"*.html"_s});
    QVERIFY(files.size() >= 8);
    for (const QString &file : files)
        QTest::newRow(qPrintable(file)) << file.chopped(5);
}

void ReaderExtractTest::page_ofAnyLayout_isItsArticle()
{
    QFETCH(QString, name);
    const QString html = QString::fromUtf8(fileContent(name + u".html"_s));
    const QString expected = QString::fromUtf8(fileContent(name + u".txt"_s)).simplified();
    QVERIFY(!expected.isEmpty());
    const auto found = extract(html);
    QVERIFY(found.has_value());
    QCOMPARE(letters(plainText(found->content)), letters(expected));
}

void ReaderExtractTest::page_thatSaysMuchOfItself_isUnderstood()
{
    const QString head =
        u"<html lang=fa dir=rtl><head><meta charset=utf-8><title>The tide mill - Harbour Notes"
        "</title><meta property=og:site_name content='Harbour Notes'><meta name=description "
        "content='What turns the wheel.'><script type=application/ld+json>{\"@graph\":[{\"@type\":"
        "\"NewsArticle\",\"headline\":\"The tide mill\",\"datePublished\":"
        "\"2024-05-03T08:00:00+02:00\",\"author\":[{\"@type\":\"Person\",\"name\":\"Ada Penn\"},"
        "{\"name\":\"Bo Lund\"}]}]}</script></head><body><article>"_s;
    const auto found =
        extract(head + paragraph(1) + paragraph(2) + paragraph(3) + paragraph(4) + u"</article>"_s);
    QVERIFY(found.has_value());
    QCOMPARE(found->title, u"The tide mill"_s);
    QCOMPARE(found->byline, u"Ada Penn, Bo Lund"_s);
    QCOMPARE(found->site, u"Harbour Notes"_s);
    QCOMPARE(found->excerpt, u"What turns the wheel."_s);
    QCOMPARE(found->published, u"2024-05-03T06:00:00Z"_s);
    QCOMPARE(found->language, u"fa"_s);
    QCOMPARE(found->direction, u"rtl"_s);
    QCOMPARE(found->length, plainText(found->content).size());
    // And words of neighbouring paragraphs do not grow together without their tags.
    QVERIFY(!found->content.contains(u"</p><p>"_s));
}

void ReaderExtractTest::published_inManySpellings_isIso_data()
{
    QTest::addColumn<QString>("inside");
    QTest::addColumn<QString>("expected");
    const auto meta = [](const QString &name, const QString &content) {
        return u"<meta property='%1' content='%2'>"_s.arg(name, content);
    };
    QTest::newRow("none") << QString() << QString();
    QTest::newRow("zone") << meta(u"article:published_time"_s, u"2024-05-03T08:00:00-0330"_s)
                          << u"2024-05-03T11:30:00Z"_s;
    QTest::newRow("utc") << meta(u"article:published_time"_s, u"2024-05-03T08:00Z"_s)
                         << u"2024-05-03T08:00:00Z"_s;
    QTest::newRow("day") << meta(u"date"_s, u"2024-05-03"_s) << u"2024-05-03"_s;
    QTest::newRow("compact") << meta(u"DC.date"_s, u"20240503"_s) << u"2024-05-03"_s;
    QTest::newRow("in words") << meta(u"datePublished"_s, u"May 3, 2024"_s) << u"2024-05-03"_s;
    QTest::newRow("nonsense") << meta(u"date"_s, u"last Tuesday"_s) << QString();
    QTest::newRow("time") << u"<p>On <time datetime='2024-05-03'>Friday</time></p>"_s
                          << u"2024-05-03"_s;
}

void ReaderExtractTest::published_inManySpellings_isIso()
{
    QFETCH(QString, inside);
    QFETCH(QString, expected);
    const auto found = extract(article(inside));
    QVERIFY(found.has_value());
    QCOMPARE(found->published, expected);
}

void ReaderExtractTest::addresses_inTheArticle_areAbsolute()
{
    const QString inside =
        u"<p>One of them has <a href='../notes?a=1&amp;b=2'>notes</a>, <a href=#n1>a footnote</a>, "
        "<a href='//cdn.example/x'>another host</a> and <a "
        "href='mailto:a@site.example'>mail</a>.</p>"
        "<figure><img src='/mill.jpg' srcset='mill.jpg 1x, big/mill.jpg 2x'>"
        "<figcaption>The mill.</figcaption></figure><p id=n1>The footnote that it is about, "
        "which is long enough to stay here as well, as footnotes should.</p>"_s;
    const auto found = extract(article(inside));
    QVERIFY(found.has_value());
    for (const QString &expected :
         {u"href=\"https://site.example/notes?a=1&amp;b=2\""_s, u"href=\"#user-content-n1\""_s,
          u"id=\"user-content-n1\""_s, u"href=\"https://cdn.example/x\""_s,
          u"href=\"mailto:a@site.example\""_s, u"src=\"https://site.example/mill.jpg\""_s,
          u"https://site.example/2024/big/mill.jpg 2x"_s})
        QVERIFY2(found->content.contains(expected), qPrintable(expected + found->content));

    const auto based = extract(
        article(u"<base href='/elsewhere/'><p>And a <a href=x>link</a> of this page.</p>"_s));
    QVERIFY(based.has_value());
    QVERIFY2(based->content.contains(u"\"https://site.example/elsewhere/x\""_s),
             qPrintable(based->content));
}

void ReaderExtractTest::pictures_thatScriptsLoad_areThere_data()
{
    QTest::addColumn<QString>("picture");
    const QString empty = u"data:image/gif;base64,R0lGODlhAQABAAAAACw="_s;
    QTest::newRow("data-src") << u"<img src='%1' data-src='/mill.jpg'>"_s.arg(empty);
    QTest::newRow("data-original") << u"<img data-original='../mill.jpg' src=/blank.gif>"_s;
    QTest::newRow("without an ending") << u"<img data-src='/mill.jpg?w=640'>"_s;
    QTest::newRow("data-srcset") << u"<img data-srcset='/s.jpg 300w, /mill.jpg 900w'>"_s;
    QTest::newRow("noscript")
        << u"<img src='%1' class=lazy><noscript><img src=/mill.jpg></noscript>"_s.arg(empty);
    QTest::newRow("picture")
        << u"<picture><source srcset='/mill.jpg 2x'><img src='%1'></picture>"_s.arg(empty);
}

void ReaderExtractTest::pictures_thatScriptsLoad_areThere()
{
    QFETCH(QString, picture);
    const auto found = extract(
        article(u"<figure>"_s + picture + u"<figcaption>The mill.</figcaption></figure>"_s));
    QVERIFY(found.has_value());
    static const QRegularExpression expected(
        u"<img[^>]* src=\"https://site\\.example/mill\\.jpg(\\?w=640)?\""_s);
    QVERIFY2(expected.match(found->content).hasMatch(), qPrintable(found->content));
    QVERIFY(found->content.contains(u"The mill."_s));
}

void ReaderExtractTest::structure_ofTheArticle_isKept()
{
    const QString inside =
        u"<h2>Formulas</h2><p>The area is "
        u"<math><mi>π</mi><msup><mi>r</mi><mn>2</mn></msup></math>, "
        "as everybody knows who has ever been asked for it.</p>"
        "<pre><code class='language-cpp hljs'>int <span "
        "class='tags'>main</span>();\n\n</code></pre>"
        "<table><thead><tr><th scope=col>Day</th><th>Tide</th></tr></thead><tbody><tr>"
        "<td rowspan=2>1</td><td>4.2</td></tr><tr><td>4.4</td></tr></tbody></table>"
        "<ol start=3 reversed><li>one of a few things</li><li>another of them</li></ol>"
        "<p><ruby>漢<rt>かん</rt></ruby><sup>2</sup> <bdo dir=rtl>abc</bdo> <kbd>Ctrl</kbd></p>"_s;
    const auto found = extract(article(inside));
    QVERIFY(found.has_value());
    for (const QString &expected :
         {u"<h2"_s, u"<math><mi>π</mi><msup>"_s, u"<code class=\"language-cpp\">int <span>main"_s,
          u"<th scope=\"col\">"_s, u"rowspan=\"2\""_s, u"<ol "_s, u"start=\"3\""_s,
          u"<ruby>漢<rt>かん</rt></ruby>"_s, u"<bdo dir=\"rtl\">"_s, u"<kbd>"_s})
        QVERIFY2(found->content.contains(expected), qPrintable(expected + found->content));
}

void ReaderExtractTest::page_withoutAnArticle_isItsText()
{
    const auto found = extract(u"<title>Short</title><body><main><p>Back soon.</main>"_s);
    QVERIFY(found.has_value());
    QCOMPARE(found->title, u"Short"_s);
    QCOMPARE(plainText(found->content), u"Back soon."_s);
    QCOMPARE(found->site, u"site.example"_s);
}

void ReaderExtractTest::page_withoutText_isAnError()
{
    const auto found = extract(u"<title>Empty</title><body><script>1</script>"_s);
    QVERIFY(!found.has_value());
    QCOMPARE(found.error().kind, ErrorKind::Data);
    QCOMPARE(found.error().code, ErrorCode::NotFound);
}

void ReaderExtractTest::page_thatTakesTooLong_isAnError()
{
    ArticleExtractor hurried(1ms);
    const auto found = extract(hurried, article(paragraph(5).repeated(20000)));
    QVERIFY(!found.has_value());
    QCOMPARE(found.error().kind, ErrorKind::Data);
    QCOMPARE(found.error().code, ErrorCode::TimedOut);
}

void ReaderExtractTest::page_ofManyMegabytes_isRead()
{
    const QString comment = u"<!-- nothing that anybody reads -->"_s.repeated(200'000);
    const auto found = extract(article(comment));
    QVERIFY(found.has_value());
    QVERIFY(found->content.contains(u"paragraph 4"_s));
}

void ReaderExtractTest::pages_askedForAtOnce_comeInTheirOrder()
{
    const auto one =
        m_extractor->extract(article(u"<p>The first of two pages.</p>"_s), someAddress);
    const auto two = extract(article(u"<p>The second of two pages.</p>"_s));
    QVERIFY(one.isFinished());
    QVERIFY(one.result().has_value() && one.result()->content.contains(u"The first of"_s));
    QVERIFY(two.has_value() && two->content.contains(u"The second of"_s));
}

void ReaderExtractTest::extraction_ofAnything_asksNobody()
{
    const QString address = m_server->url(u"/x"_s).toString();
    const auto found = extract(
        article(u"<p><img src='%1'></p><iframe src='%1'></iframe><link rel=stylesheet href='%1'>"
                "<script src='%1'></script><video src='%1'></video><object data='%1'></object>"
                "<style>@import '%1';</style><script>fetch('%1')</script>"_s.arg(address)),
        m_server->url(u"/article"_s));
    QVERIFY(found.has_value());
    // And something that takes its time, for what would be under way.
    QVERIFY(extract(article(QString())).has_value());
    QVERIFY(m_server->requests().isEmpty());
}

void ReaderExtractTest::hostileContent_inAPageWithScripts_runsNothing()
{
    static const QRegularExpression forbidden(
        u"<(script|style|iframe|object|embed|form|input|button|svg|template|base|meta|link|video|"
        "audio|dialog|noscript|x-)|(href|src|cite)=\"(javascript|vbscript|data:text|blob)"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QStringList hostile = vectors();
    QVERIFY(hostile.size() >= 100);
    QByteArray content;
    for (qsizetype i = 0; i < hostile.size(); ++i) {
        const auto found = extract(article(hostile.at(i)));
        QVERIFY2(found.has_value(), qPrintable(hostile.at(i)));
        QVERIFY2(found->content.contains(u"paragraph 1"_s), qPrintable(hostile.at(i)));
        const auto match = forbidden.match(found->content);
        QVERIFY2(!match.hasMatch(), qPrintable(hostile.at(i) + u"\n"_s + found->content));
        content += "<section>" + found->content.toUtf8() + "</section>\n";
    }
    runInArena(content);
    QCOMPARE(hits(), QByteArrayList());
    // What an article says of itself is shown as well.
    QCOMPARE(m_server->requestCount("/arena"), 1);
}

/// That the test above would see it.
void ReaderExtractTest::arena_withAHostilePage_isHit()
{
    runInArena("<img src='x:' onerror=hit(1)><a href='javascript:hit(2)'>click</a>"
               "<svg onload=hit(3)></svg><p onclick=hit(4)>text</p>"
               "<details open ontoggle=hit(5)>text</details>"
               "<iframe srcdoc='<script>parent.hit(6)</script>'></iframe>");
    QByteArrayList seen = hits();
    std::sort(seen.begin(), seen.end());
    QCOMPARE(seen, (QByteArrayList{"1", "2", "3", "4", "5", "6"}));
}

void ReaderExtractTest::livePage_isExtractedAsItsScriptsMadeIt_data()
{
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<QString>("inside");
    const QByteArray any = "default-src * 'unsafe-inline'";
    QTest::newRow("plain") << any << QString();
    QTest::newRow("trusted types")
        << QByteArray("require-trusted-types-for 'script'; trusted-types 'none'") << QString();
    QTest::newRow("sandboxed") << QByteArray("sandbox allow-scripts") << QString();
    QTest::newRow("functions replaced")
        << any
        << u"<script>Document.prototype.querySelectorAll = DOMParser.prototype.parseFromString ="
           "Element.prototype.remove = Array.from = JSON.parse = () => { throw 1; };"
           "globalThis.lecternReader = { extractPage: () => null };"
           "globalThis.DOMPurify = () => null</script>"_s;
    QTest::newRow("names taken")
        << any
        << u"<img name=documentElement><img name=URL><form name=querySelectorAll><input "
           u"name=remove>"
           "</form><form id=DOMPurify></form><form id=lecternReader></form><form id=exports></form>"
           "<a id=module></a>"_s;
    QTest::newRow("made by a script")
        << any
        << u"<div id=late></div><script>document.getElementById('late').innerHTML = "
           "'<p>And this one was made by a script, which took its time, as they do.</p>';"
           "</script>"_s;
}

void ReaderExtractTest::livePage_isExtractedAsItsScriptsMadeIt()
{
    QFETCH(QByteArray, policy);
    QFETCH(QString, inside);
    HttpReply reply;
    reply.body = article(inside).toUtf8();
    reply.headers = {{"Content-Security-Policy", policy}};
    m_server->serve("/page", reply);
    PageView view(m_engine->engine());
    QSignalSpy loaded(&view, &PageView::loadFinished);
    view.load(m_server->url(u"/page"_s));
    QTRY_COMPARE_WITH_TIMEOUT(loaded.size(), 1, patience);

    QFutureWatcher<Result<ExtractedArticle>> watcher;
    QSignalSpy finished(&watcher, &QFutureWatcherBase::finished);
    watcher.setFuture(view.extract());
    QVERIFY(finished.wait(patience));
    const auto found = watcher.result();
    QVERIFY(found.has_value());
    QCOMPARE(found->title, u"An article about nothing"_s);
    QVERIFY(found->content.contains(u"paragraph 4"_s));
    QCOMPARE(found->content.contains(u"made by a script"_s), inside.contains(u"innerHTML"_s));
    QVERIFY(!found->content.contains(u"<form"_s));
}

void ReaderExtractTest::view_withoutAPage_hasNoArticle()
{
    PageView view(m_engine->engine());
    const auto future = view.extract();
    QVERIFY(future.isFinished());
    QVERIFY(!future.result().has_value());
    QCOMPARE(future.result().error().code, ErrorCode::NotFound);
}

int main(int argc, char *argv[])
{
    // The sandbox does not work for root, who may run tests in a container. Tests only.
    if (geteuid() == 0)
        qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1");
    QApplication application(argc, argv);
    ReaderExtractTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_readerextract.moc"
