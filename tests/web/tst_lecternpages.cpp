// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/library.h"
#include "web/lecternpages.h"

#include <QGuiApplication>
#include <QPalette>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace lectern;

using Status = LecternPages::Answer::Status;

namespace {

/// Stands in for the engine's sanitiser, which is tested with the engine.
void asItIs(const QString &html, const QUrl &, const LecternPages::TextReply &reply)
{
    ReaderText text;
    text.html = html;
    reply(text);
}

} // namespace

class LecternPagesTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void cleanupTestCase();

    void article_inTheLibrary_isAPage();
    void article_withFragmentAndQuery_isTheSamePage();
    void article_withTextLikeMarkup_isEscapedOutsideItsContent();
    void article_withoutSourceAndLength_hasNoKicker();
    void article_underADarkPalette_saysSo();
    void readingTime_ofWords_isRounded_data();
    void readingTime_ofWords_isRounded();
    void styleSheet_isThere();
    void anythingElse_isNotFound_data();
    void anythingElse_isNotFound();
    void policy_ofPages_allowsNothingFromOutside();
    void answer_toAClosedLibrary_isFailure();

private:
    void addArticle(const QString &name, const QString &title, const QString &html,
                    std::optional<int> wordCount);
    std::optional<LecternPages::Answer> answerTo(const QUrl &url);

    QTemporaryDir m_folder;
    std::unique_ptr<Library> m_library;
    std::unique_ptr<LecternPages> m_pages;
    IncomingCollection m_collection;
};

void LecternPagesTest::initTestCase()
{
    QVERIFY(m_folder.isValid());
    m_library = std::make_unique<Library>(Locations::under(m_folder.path()));
    const QFuture<Result<void>> opened = m_library->open();
    QTRY_VERIFY(opened.isFinished());
    QVERIFY(opened.result().has_value());
    m_pages = std::make_unique<LecternPages>(*m_library);

    m_collection.url = QUrl(u"lectern://collection/guide"_s);
    m_collection.title = u"Lectern <Guide>"_s;
    m_collection.isBuiltIn = true;
    addArticle(u"first"_s, u"First steps"_s, u"<p id=\"x\">Press <kbd>j</kbd>: 100%1 %2</p>"_s,
               690);
    addArticle(u"markup"_s, u"</title><script>alert(1)</script>"_s, u"<p>x</p>"_s, 1);
    addArticle(u"short"_s, u"Short"_s, u"<p>x</p>"_s, 1);
    addArticle(u"fits"_s, u"Fits"_s, u"<p>x</p>"_s, 344);
    addArticle(u"above"_s, u"Above"_s, u"<p>x</p>"_s, 346);
    m_collection.contentHash = "1";
    const QFuture<Result<CollectionOutcome>> stored = m_library->storeCollection(m_collection);
    QTRY_VERIFY(stored.isFinished());
    QVERIFY(stored.result().has_value());
}

void LecternPagesTest::cleanupTestCase()
{
    m_pages.reset();
    m_library.reset();
}

void LecternPagesTest::addArticle(const QString &name, const QString &title, const QString &html,
                                  std::optional<int> wordCount)
{
    IncomingArticle article;
    article.itemId = name;
    article.url = QUrl(u"lectern://guide/"_s + name);
    article.title = title;
    article.language = u"en"_s;
    article.contentHtml = html;
    article.wordCount = wordCount;
    m_collection.articles << article;
}

std::optional<LecternPages::Answer> LecternPagesTest::answerTo(const QUrl &url)
{
    QList<LecternPages::Answer> answers;
    m_pages->answer(url, asItIs, [&](const LecternPages::Answer &answer) { answers << answer; });
    [&] { QTRY_COMPARE(answers.size(), 1); }();
    return answers.isEmpty() ? std::nullopt : std::make_optional(answers.first());
}

void LecternPagesTest::article_inTheLibrary_isAPage()
{
    const auto answer = answerTo(QUrl(u"lectern://guide/first"_s));
    QVERIFY(answer);
    QCOMPARE(answer->status, Status::Found);
    QCOMPARE(answer->mimeType, "text/html; charset=utf-8");
    QVERIFY(answer->body.startsWith("<!DOCTYPE html>"));
    QVERIFY(answer->body.contains("<html lang=\"en\" data-scheme=\"light\">"));
    QVERIFY(answer->body.contains("<title>First steps</title>"));
    QVERIFY(answer->body.contains("<h1>First steps</h1>"));
    QVERIFY(answer->body.contains("<p id=\"x\">Press <kbd>j</kbd>: 100%1 %2</p>"));
    QVERIFY(answer->body.contains("href=\"lectern://style/article.css\""));
}

void LecternPagesTest::article_withFragmentAndQuery_isTheSamePage()
{
    const auto plain = answerTo(QUrl(u"lectern://guide/first"_s));
    const auto other = answerTo(QUrl(u"lectern://guide/first?a=b#x"_s));
    QVERIFY(plain && other);
    QCOMPARE(other->status, Status::Found);
    QCOMPARE(other->body, plain->body);
}

void LecternPagesTest::article_withTextLikeMarkup_isEscapedOutsideItsContent()
{
    const auto answer = answerTo(QUrl(u"lectern://guide/markup"_s));
    QVERIFY(answer);
    QCOMPARE(answer->status, Status::Found);
    QVERIFY(!answer->body.contains("<script"));
    QVERIFY(answer->body.contains("&lt;/title&gt;&lt;script&gt;"));
    QVERIFY(answer->body.contains("Lectern &lt;Guide&gt;"));
}

void LecternPagesTest::article_withoutSourceAndLength_hasNoKicker()
{
    IncomingCollection collection;
    collection.url = QUrl(u"lectern://collection/nameless"_s);
    collection.contentHash = "1";
    IncomingArticle article;
    article.itemId = u"bare"_s;
    article.url = QUrl(u"lectern://guide/bare"_s);
    article.title = u"Bare"_s;
    article.contentHtml = u"<p>x</p>"_s;
    collection.articles << article;
    const auto stored = m_library->storeCollection(collection);
    QTRY_VERIFY(stored.isFinished());
    QVERIFY(stored.result().has_value());

    const auto answer = answerTo(article.url);
    QVERIFY(answer);
    QCOMPARE(answer->status, Status::Found);
    QVERIFY(!answer->body.contains("kicker"));
}

void LecternPagesTest::article_underADarkPalette_saysSo()
{
    const QPalette before = QGuiApplication::palette();
    QPalette dark;
    dark.setColor(QPalette::Base, QColor(0x1b, 0x1c, 0x1f));
    dark.setColor(QPalette::Text, QColor(0xe9, 0xe9, 0xec));
    QGuiApplication::setPalette(dark);
    const auto answer = answerTo(QUrl(u"lectern://guide/first"_s));
    QGuiApplication::setPalette(before);

    QVERIFY(answer);
    QVERIFY(answer->body.contains("data-scheme=\"dark\""));
}

void LecternPagesTest::readingTime_ofWords_isRounded_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("kicker");

    const QByteArray source = "Lectern &lt;Guide&gt; \xc2\xb7 ";
    QTest::newRow("one word") << u"short"_s << source + "1 min";
    QTest::newRow("344 words") << u"fits"_s << source + "1 min";
    QTest::newRow("346 words") << u"above"_s << source + "2 min";
    QTest::newRow("690 words") << u"first"_s << source + "3 min";
}

void LecternPagesTest::readingTime_ofWords_isRounded()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, kicker);

    const auto answer = answerTo(QUrl(u"lectern://guide/"_s + name));
    QVERIFY(answer);
    QVERIFY(answer->body.contains("<p class=\"kicker\">" + kicker + "</p>"));
}

void LecternPagesTest::styleSheet_isThere()
{
    const auto answer = answerTo(QUrl(u"lectern://style/article.css"_s));
    QVERIFY(answer);
    QCOMPARE(answer->status, Status::Found);
    QCOMPARE(answer->mimeType, "text/css; charset=utf-8");
    QVERIFY(answer->body.contains("[data-scheme=\"dark\"]"));
}

void LecternPagesTest::anythingElse_isNotFound_data()
{
    QTest::addColumn<QUrl>("url");

    for (const char *address :
         {"lectern://guide/none", "lectern://guide/", "lectern://guide", "lectern://style/",
          "lectern://style/other.css", "lectern://style/../article.css/x", "lectern://collection/x",
          "lectern:///x", "lectern:"}) {
        QTest::newRow(address) << QUrl(QString::fromLatin1(address));
    }
}

void LecternPagesTest::anythingElse_isNotFound()
{
    QFETCH(QUrl, url);

    const auto answer = answerTo(url);
    QVERIFY(answer);
    QCOMPARE(answer->status, Status::NotFound);
    QVERIFY(answer->body.isEmpty());
}

void LecternPagesTest::policy_ofPages_allowsNothingFromOutside()
{
    const auto answer = answerTo(QUrl(u"lectern://guide/first"_s));
    QVERIFY(answer);
    for (const char *policy : {"default-src 'none'", "base-uri 'none'", "form-action 'none'",
                               "img-src 'none'", "style-src lectern:;"}) {
        QVERIFY2(answer->contentSecurityPolicy.contains(policy), policy);
        QVERIFY2(answer->body.contains(policy), policy);
    }
    QVERIFY(answer->contentSecurityPolicy.contains("frame-ancestors 'none'"));
    for (const char *policy : {"script-src", "unsafe", "http", "data:", "*"})
        QVERIFY2(!answer->contentSecurityPolicy.contains(policy), policy);
}

void LecternPagesTest::answer_toAClosedLibrary_isFailure()
{
    // A folder where a file would have to be keeps the library from opening.
    QTemporaryDir folder;
    const Locations locations = Locations::under(folder.path());
    QVERIFY(QDir().mkpath(locations.libraryFile()));
    Library library(locations);
    const auto opened = library.open();
    QTRY_VERIFY(opened.isFinished());
    QVERIFY(!opened.result().has_value());

    LecternPages pages(library);
    QList<LecternPages::Answer> answers;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^No content: "_s));
    pages.answer(QUrl(u"lectern://guide/first"_s), asItIs,
                 [&](const LecternPages::Answer &answer) { answers << answer; });
    QTRY_COMPARE(answers.size(), 1);
    QCOMPARE(answers.first().status, Status::Failed);
}

QTEST_MAIN(LecternPagesTest)
#include "tst_lecternpages.moc"
