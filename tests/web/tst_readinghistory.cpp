// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/readinghistory.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

namespace {

ArticleOpening opening(const QString &name)
{
    ArticleOpening opening;
    opening.url = QUrl(u"https://example.org/"_s + name);
    return opening;
}

} // namespace

class ReadingHistoryTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void steps_ofAReader_leadWhereExpected_data();
    void steps_ofAReader_leadWhereExpected();
    void current_asItWasLeft_isFoundAgain();
    void visit_ofTheSameArticle_replacesIt();
    void visits_beyondTheLargestSize_areForgotten();
};

void ReadingHistoryTest::steps_ofAReader_leadWhereExpected_data()
{
    // A letter opens an article, < and > go back and forward.
    QTest::addColumn<QString>("steps");
    QTest::addColumn<QString>("current");
    QTest::addColumn<bool>("canGoBack");
    QTest::addColumn<bool>("canGoForward");

    QTest::newRow("none") << u""_s << u""_s << false << false;
    QTest::newRow("one") << u"a"_s << u"a"_s << false << false;
    QTest::newRow("two") << u"ab"_s << u"b"_s << true << false;
    QTest::newRow("back") << u"ab<"_s << u"a"_s << false << true;
    QTest::newRow("back in the middle") << u"abc<"_s << u"b"_s << true << true;
    QTest::newRow("forward again") << u"abc<<>"_s << u"b"_s << true << true;
    QTest::newRow("to the end") << u"abc<<>>"_s << u"c"_s << true << false;
    QTest::newRow("something new cuts") << u"abc<<d"_s << u"d"_s << true << false;
    QTest::newRow("back from there") << u"abc<<d<"_s << u"a"_s << false << true;
    QTest::newRow("once more") << u"abb"_s << u"b"_s << true << false;
    QTest::newRow("once more, then back") << u"abb<"_s << u"a"_s << false << true;
    QTest::newRow("once more keeps what follows") << u"abc<b"_s << u"b"_s << true << true;
    QTest::newRow("twice, not in a row") << u"aba<"_s << u"b"_s << true << true;
}

void ReadingHistoryTest::steps_ofAReader_leadWhereExpected()
{
    QFETCH(QString, steps);
    QFETCH(QString, current);

    ReadingHistory history;
    for (const QChar step : std::as_const(steps)) {
        if (step != u'<' && step != u'>') {
            history.visit(opening(step));
            continue;
        }
        const ArticleOpening reached = step == u'<' ? history.goBack() : history.goForward();
        QCOMPARE(history.current(), reached);
    }
    QCOMPARE(history.current() ? history.current()->url.fileName() : QString(), current);
    QTEST(history.canGoBack(), "canGoBack");
    QTEST(history.canGoForward(), "canGoForward");
}

void ReadingHistoryTest::current_asItWasLeft_isFoundAgain()
{
    ReadingHistory history;
    history.setCurrent(opening(u"none"_s));
    QVERIFY(!history.current());
    history.visit(opening(u"a"_s));
    ArticleOpening left = opening(u"a"_s);
    left.view = ReadingView::Reader;
    left.readerPlace = ReadingPlace{120, 4000};
    left.zoom = 1.5;
    history.setCurrent(left);
    history.visit(opening(u"b"_s));
    QCOMPARE(history.goBack(), left);
}

void ReadingHistoryTest::visit_ofTheSameArticle_replacesIt()
{
    ReadingHistory history;
    history.visit(opening(u"a"_s));
    const ArticleOpening decorated = opening(u"a?utm_source=x"_s);
    history.visit(decorated);
    QCOMPARE(history.current(), decorated);
    QVERIFY(!history.canGoBack());
}

void ReadingHistoryTest::visits_beyondTheLargestSize_areForgotten()
{
    ReadingHistory history;
    for (qsizetype i = 0; i <= ReadingHistory::largestSize; ++i)
        history.visit(opening(QString::number(i)));
    qsizetype steps = 0;
    for (; history.canGoBack(); ++steps)
        QVERIFY(!history.goBack().url.isEmpty());
    QCOMPARE(steps, ReadingHistory::largestSize - 1);
    QCOMPARE(history.current(), opening(u"1"_s));
}

QTEST_APPLESS_MAIN(ReadingHistoryTest)
#include "tst_readinghistory.moc"
