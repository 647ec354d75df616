// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/htmltext.h"
#include "formats/jsonfeedreader.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace lectern;
using namespace Qt::StringLiterals;

// The Guide is shown without a sanitiser and read without a network, so it must be harmless and
// complete by itself.
class GuideTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void guide_asAWhole_isASoundCollection();
    void guide_article_hasAllThatTheListShows_data();
    void guide_article_hasAllThatTheListShows();
    void guide_article_isWellFormedAndPlain_data();
    void guide_article_isWellFormedAndPlain();
    void guide_article_linksToWhatIsThere_data();
    void guide_article_linksToWhatIsThere();
    void guide_example_isACollectionThatLecternReads();

private:
    void addArticles() const;

    FeedDocument m_guide;
};

void GuideTest::initTestCase()
{
    QFile file(QString::fromUtf8(LECTERN_SOURCE_DIR) + u"/resources/collections/guide.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const Result<FeedDocument> guide = readJsonFeed(file.readAll(), {});
    QVERIFY2(guide, qPrintable(guide ? QString() : describe(guide.error())));
    m_guide = *guide;
}

void GuideTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void GuideTest::addArticles() const
{
    QTest::addColumn<FeedItem>("article");
    for (const FeedItem &item : m_guide.items)
        QTest::newRow(qPrintable(item.url.fileName())) << item;
}

void GuideTest::guide_asAWhole_isASoundCollection()
{
    QCOMPARE(m_guide.format, u"json-1.1"_s);
    QCOMPARE(m_guide.title, u"Guide"_s);
    QCOMPARE(m_guide.language, u"en"_s);
    QCOMPARE(m_guide.issues, QStringList());
    QVERIFY(m_guide.items.size() >= 6 && m_guide.items.size() <= 10);
    QCOMPARE(m_guide.items.first().url, QUrl(u"lectern://guide/first-steps"_s));
    QStringList closedSections;
    for (const FeedItem &item : m_guide.items) {
        QVERIFY2(!closedSections.contains(item.section), qPrintable(item.section));
        const bool isLastOfSection =
            &item == &m_guide.items.last() || (&item + 1)->section != item.section;
        if (isLastOfSection)
            closedSections.append(item.section);
    }
}

void GuideTest::guide_article_hasAllThatTheListShows_data()
{
    addArticles();
}

void GuideTest::guide_article_hasAllThatTheListShows()
{
    QFETCH(const FeedItem, article);

    QCOMPARE(article.id, article.url.toString());
    QCOMPARE(article.url.scheme(), u"lectern"_s);
    QCOMPARE(article.url.host(), u"guide"_s);
    QVERIFY(!article.title.isEmpty() && article.title.size() <= 60);
    // Two lines of the list.
    QVERIFY(!article.summary.isEmpty() && article.summary.size() <= 120);
    QVERIFY(!article.tags.isEmpty() && article.tags.size() <= 3);
    QVERIFY(!article.section.isEmpty());
    const int words = wordCount(article.contentHtml);
    QVERIFY2(words >= 150 && words <= 450, qPrintable(QString::number(words)));
}

void GuideTest::guide_article_isWellFormedAndPlain_data()
{
    addArticles();
}

void GuideTest::guide_article_isWellFormedAndPlain()
{
    QFETCH(const FeedItem, article);

    const QStringList elements = {u"p"_s,     u"h2"_s,     u"ul"_s,        u"ol"_s,   u"li"_s,
                                  u"table"_s, u"thead"_s,  u"tbody"_s,     u"tr"_s,   u"th"_s,
                                  u"td"_s,    u"kbd"_s,    u"pre"_s,       u"code"_s, u"a"_s,
                                  u"em"_s,    u"strong"_s, u"blockquote"_s};
    QXmlStreamReader reader(u"<article>"_s + article.contentHtml + u"</article>"_s);
    QVERIFY(reader.readNextStartElement());
    while (!reader.atEnd()) {
        reader.readNext();
        if (!reader.isStartElement())
            continue;
        QVERIFY2(elements.contains(reader.name()), qPrintable(reader.name().toString()));
        for (const QXmlStreamAttribute &attribute : reader.attributes())
            QCOMPARE(u"%1 %2"_s.arg(reader.name(), attribute.name()), u"a href"_s);
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
}

void GuideTest::guide_article_linksToWhatIsThere_data()
{
    addArticles();
}

void GuideTest::guide_article_linksToWhatIsThere()
{
    QFETCH(const FeedItem, article);

    QList<QUrl> pages;
    for (const FeedItem &item : m_guide.items)
        pages.append(item.url);
    static const QRegularExpression link(u"<a href=\"([^\"]*)\">"_s);
    for (const QRegularExpressionMatch &match : link.globalMatch(article.contentHtml)) {
        const QUrl url(match.captured(1), QUrl::StrictMode);
        QVERIFY2(url.isValid() && (url.scheme() == u"https"_s || pages.contains(url)),
                 qPrintable(match.captured(1)));
        QVERIFY(url != article.url);
    }
}

void GuideTest::guide_example_isACollectionThatLecternReads()
{
    QString example;
    static const QRegularExpression pattern(u"<pre><code>(\\{.*?\\})</code></pre>"_s,
                                            QRegularExpression::DotMatchesEverythingOption);
    for (const FeedItem &item : m_guide.items) {
        const QRegularExpressionMatch match = pattern.match(item.contentHtml);
        if (match.hasMatch())
            example = match.captured(1);
    }
    QVERIFY(!example.isEmpty());

    const Result<FeedDocument> feed = readJsonFeed(example.toUtf8(), {});

    QVERIFY(feed);
    QCOMPARE(feed->issues, QStringList());
    QCOMPARE(feed->items.size(), 1);
    const FeedItem &item = feed->items.first();
    QVERIFY(!item.title.isEmpty());
    QVERIFY(!item.summary.isEmpty());
    QVERIFY(!item.section.isEmpty());
    QVERIFY(!item.tags.isEmpty());
    QVERIFY(item.published.has_value());
}

QTEST_GUILESS_MAIN(GuideTest)
#include "tst_guide.moc"
