// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/readerdocument.h"

#include <QColor>
#include <QFile>
#include <QLocale>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;
using namespace lectern;

namespace {

QString page(const ReaderDocument &document)
{
    return QString::fromUtf8(pageOf(document, u"light"_s, {}));
}

/// As WCAG 2.1 defines it.
double luminance(const QColor &colour)
{
    const auto part = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF())
        + 0.0722 * part(colour.blueF());
}

double contrast(const QColor &one, const QColor &other)
{
    const double first = luminance(one);
    const double second = luminance(other);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace

/// The pages that Lectern makes of articles, and how they are set.
class ReaderDocumentTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void address_ofReaderView_leadsBack_data();
    void address_ofReaderView_leadsBack();
    void address_ofAnythingElse_isNone();
    void header_ofAnArticle_saysWhatIsKnown();
    void header_ofNothingKnown_isTheTitleOnly();
    void date_inEachLocale_hasNoWeekday_data();
    void date_inEachLocale_hasNoWeekday();
    void readingTime_isOfWordsAndCharacters_data();
    void readingTime_isOfWordsAndCharacters();
    void markup_inWhatIsPlain_isEscaped();
    void policy_namesOriginsOnly_data();
    void policy_namesOriginsOnly();
    void style_outOfItsLimits_isClamped();
    void style_withAHostileFamily_staysOneValue();
    void style_ofFamilies_fallsBack();
    void colours_ofEachScheme_canBeRead_data();
    void colours_ofEachScheme_canBeRead();
};

void ReaderDocumentTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
}

void ReaderDocumentTest::address_ofReaderView_leadsBack_data()
{
    QTest::addColumn<QUrl>("article");
    for (const char *address :
         {"https://site.example/", "https://site.example/a?b=c&d=%26e#part",
          "http://site.example:8080/%E6%BD%AE/a%20b?q=a+b%2Bc", "https://site.example/?url=x%23y"})
        QTest::newRow(address) << QUrl(QString::fromLatin1(address), QUrl::StrictMode);
}

void ReaderDocumentTest::address_ofReaderView_leadsBack()
{
    QFETCH(QUrl, article);
    QVERIFY(article.isValid());
    const QUrl address = readerAddress(article);
    QVERIFY(address.isValid());
    QCOMPARE(address.scheme(), u"lectern"_s);
    QCOMPARE(address.host(), u"reader"_s);
    QCOMPARE(articleAddress(address), article);
    // Also as the engine gives it back.
    QCOMPARE(articleAddress(QUrl(address.toString(QUrl::FullyEncoded))), article);
}

void ReaderDocumentTest::address_ofAnythingElse_isNone()
{
    for (const char *address : {"lectern://guide/one?url=https%3A%2F%2Fa.example",
                                "https://reader/?url=https%3A%2F%2Fa.example", "lectern://reader/"})
        QVERIFY2(articleAddress(QUrl(QString::fromLatin1(address))).isEmpty(), address);
}

void ReaderDocumentTest::header_ofAnArticle_saysWhatIsKnown()
{
    ReaderDocument document;
    document.title = u"The tide mill"_s;
    document.site = u"Harbour Notes"_s;
    document.byline = u"Ada Penn"_s;
    document.published = u"2024-05-03"_s;
    document.language = u"fa"_s;
    document.direction = u"rtl"_s;
    document.text.wordCount = 690;
    document.text.contents = u"<li><a href=\"#a\">a</a></li>"_s;
    document.text.html = u"<p>100%1 %2</p>"_s;
    const QString html = page(document);
    for (const QString &expected :
         {u"<html lang=\"fa\" data-scheme=\"light\" dir=\"rtl\">"_s,
          u"<title>The tide mill</title>"_s, u"<p class=\"kicker\">Harbour Notes · 3 min</p>"_s,
          u"<p class=\"byline\">Ada Penn · 3 May 2024</p>"_s,
          u"<summary>Contents</summary><ol><li>"_s, u"<p>100%1 %2</p>"_s})
        QVERIFY2(html.contains(expected), qPrintable(expected + html));
}

void ReaderDocumentTest::header_ofNothingKnown_isTheTitleOnly()
{
    ReaderDocument document;
    document.title = u"Bare"_s;
    document.published = u"some day"_s;
    const QString html = page(document);
    QVERIFY(html.contains(u"<h1>Bare</h1>"_s));
    for (const QString &absent : {u"kicker"_s, u"byline"_s, u"contents"_s, u" lang="_s, u" dir="_s})
        QVERIFY2(!html.contains(absent), qPrintable(absent));
}

void ReaderDocumentTest::date_inEachLocale_hasNoWeekday_data()
{
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("date");
    QTest::newRow("British") << u"en_GB"_s << u"3 May 2024"_s;
    QTest::newRow("American") << u"en_US"_s << u"May 3, 2024"_s;
    QTest::newRow("German") << u"de_DE"_s << u"3. Mai 2024"_s;
    QTest::newRow("Japanese") << u"ja_JP"_s << u"2024年5月3日"_s;
    QTest::newRow("C") << u"C"_s << u"3 May 2024"_s;
}

void ReaderDocumentTest::date_inEachLocale_hasNoWeekday()
{
    QFETCH(QString, locale);
    QFETCH(QString, date);
    QLocale::setDefault(QLocale(locale));
    ReaderDocument document;
    document.published = u"2024-05-03"_s;
    QVERIFY2(page(document).contains(u"<p class=\"byline\">%1</p>"_s.arg(date)),
             qPrintable(page(document)));
}

void ReaderDocumentTest::readingTime_isOfWordsAndCharacters_data()
{
    QTest::addColumn<int>("words");
    QTest::addColumn<int>("characters");
    QTest::addColumn<std::optional<int>>("counted");
    QTest::addColumn<std::optional<int>>("minutes");
    using Count = std::optional<int>;
    QTest::newRow("nothing") << 0 << 0 << Count() << Count();
    QTest::newRow("one word") << 1 << 0 << Count() << Count(1);
    QTest::newRow("words") << 2300 << 0 << Count() << Count(10);
    QTest::newRow("characters") << 0 << 2500 << Count() << Count(5);
    QTest::newRow("both") << 460 << 1000 << Count() << Count(4);
    QTest::newRow("counted elsewhere") << 1 << 0 << Count(2300) << Count(10);
    QTest::newRow("characters counted as words") << 0 << 2500 << Count(3) << Count(5);
}

void ReaderDocumentTest::readingTime_isOfWordsAndCharacters()
{
    QFETCH(int, words);
    QFETCH(int, characters);
    QFETCH(std::optional<int>, counted);
    QFETCH(std::optional<int>, minutes);
    ReaderDocument document;
    document.text.wordCount = words;
    document.text.characterCount = characters;
    document.wordCount = counted;
    QCOMPARE(readingTimeOf(document), minutes);
}

void ReaderDocumentTest::markup_inWhatIsPlain_isEscaped()
{
    const QString hostile = u"</title>\"'><script>1</script>"_s;
    ReaderDocument document;
    document.title = hostile;
    document.site = hostile;
    document.byline = hostile;
    document.language = hostile;
    document.direction = hostile;
    document.published = hostile;
    const QString html = page(document);
    QVERIFY(!html.contains(u"<script"_s));
    QCOMPARE(html.count(u"</title>"_s), 1);
    QVERIFY(!html.contains(u"lang=\"</"_s));
}

void ReaderDocumentTest::policy_namesOriginsOnly_data()
{
    QTest::addColumn<QStringList>("origins");
    QTest::addColumn<QByteArray>("pictures");
    QTest::newRow("none") << QStringList() << QByteArray("img-src 'none';");
    QTest::newRow("two") << QStringList{u"https://a.example"_s, u"http://b.example:81"_s}
                         << QByteArray("img-src https://a.example http://b.example:81;");
    QTest::newRow("hostile") << QStringList{u"*"_s, u"https://a.example; script-src *"_s,
                                            u"https://a.example\">"_s, u"data:"_s, u"https:"_s}
                             << QByteArray("img-src 'none';");
}

void ReaderDocumentTest::policy_namesOriginsOnly()
{
    QFETCH(QStringList, origins);
    QFETCH(QByteArray, pictures);
    ReaderDocument document;
    document.text.pictureOrigins = origins;
    const QByteArray policy = policyOf(document.text);
    QVERIFY2(policy.contains(pictures), policy);
    QVERIFY(policy.startsWith("default-src 'none'; style-src lectern:;"));
    QVERIFY(!policy.contains("script-src"));
    QVERIFY(page(document).contains(u"content=\"%1\""_s.arg(QString::fromLatin1(policy))));

    document.text.hasOwnPictures = true;
    QVERIFY(policyOf(document.text).contains("data:;"));
}

void ReaderDocumentTest::style_outOfItsLimits_isClamped()
{
    ReaderStyle style;
    style.size = 1000;
    style.lineWidth = 1;
    style.lineHeight = std::numeric_limits<double>::quiet_NaN();
    const QByteArray sheet = styleSheetOf(style);
    QVERIFY(sheet.contains("--size: 40px;"));
    QVERIFY(sheet.contains("--line-width: 40;"));
    QVERIFY(sheet.contains("--line-height: 1.20;"));
    QCOMPARE(clamped(ReaderStyle()), ReaderStyle());
}

void ReaderDocumentTest::style_withAHostileFamily_staysOneValue()
{
    ReaderStyle style;
    style.family = u"A\"; } body { background: url(x) } \\\n"_s;
    const QByteArray sheet = styleSheetOf(style);
    QCOMPARE(sheet.count('{'), 1);
    QCOMPARE(sheet.count('"'), 2);
    QVERIFY(!sheet.contains("url("));
}

void ReaderDocumentTest::style_ofFamilies_fallsBack()
{
    ReaderStyle style;
    QVERIFY(styleSheetOf(style).contains("--family: var(--serif);"));
    style.family = QLatin1StringView(ReaderStyle::sans);
    QVERIFY(styleSheetOf(style).contains("--family: var(--sans);"));
    style.family = u"Noto Serif CJK 源"_s;
    QVERIFY(
        styleSheetOf(style).contains(u"--family: \"Noto Serif CJK 源\", var(--serif);"_s.toUtf8()));
}

void ReaderDocumentTest::colours_ofEachScheme_canBeRead_data()
{
    QTest::addColumn<QString>("selector");
    QTest::newRow("light") << u":root {"_s;
    QTest::newRow("dark") << u":root[data-scheme=\"dark\"] {"_s;
    QTest::newRow("sepia") << u":root[data-scheme=\"sepia\"] {"_s;
}

void ReaderDocumentTest::colours_ofEachScheme_canBeRead()
{
    QFETCH(QString, selector);
    QFile file(QStringLiteral(LECTERN_SOURCE_DIR "/resources/pages/article.css"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString css = QString::fromUtf8(file.readAll());
    const QString rules = css.mid(css.indexOf(selector)).section(u'}', 0, 0);
    const auto colour = [&rules](const QString &name) {
        const QRegularExpression rule(u"--%1: (#[0-9a-f]{6});"_s.arg(name));
        return QColor(rule.match(rules).captured(1));
    };
    const QColor page = colour(u"page"_s);
    const QColor panel = colour(u"panel"_s);
    QVERIFY(page.isValid() && panel.isValid());
    for (const QString &name : {u"text"_s, u"quiet"_s, u"accent"_s, u"keyword"_s, u"string"_s,
                                u"number"_s, u"name"_s, u"type"_s, u"comment"_s, u"wrong"_s}) {
        QVERIFY2(colour(name).isValid(), qPrintable(name));
        QVERIFY2(contrast(colour(name), page) >= 4.5, qPrintable(name));
        QVERIFY2(contrast(colour(name), panel) >= 4.5,
                 qPrintable(name + QString::number(contrast(colour(name), panel))));
    }
    QVERIFY(contrast(colour(u"text"_s), colour(u"mark"_s)) >= 4.5);
}

QTEST_GUILESS_MAIN(ReaderDocumentTest)
#include "tst_readerdocument.moc"
