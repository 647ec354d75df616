// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/newsnotices.h"

#include <QDBusConnection>
#include <QSignalSpy>
#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

FeedOutcome outcome(qint64 source, const QString &title, int added)
{
    return {SourceId(source), title, added, 0, 0};
}

} // namespace

class NewsNoticesTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void sentence_perRefresh_isOne_data();
    void sentence_perRefresh_isOne();
    void tell_withoutABus_doesNothing();
};

void NewsNoticesTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void NewsNoticesTest::sentence_perRefresh_isOne_data()
{
    QTest::addColumn<QList<FeedOutcome>>("news");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("one source") << QList<FeedOutcome>{outcome(1, u"A <b>"_s, 3)}
                                << u"3 new from A <b>"_s;
    QTest::newRow("two sources") << QList<FeedOutcome>{outcome(1, u"A"_s, 3), outcome(2, u"B"_s, 1)}
                                 << u"4 new from A and B"_s;
    QTest::newRow("one source twice")
        << QList<FeedOutcome>{outcome(1, u"A"_s, 1), outcome(1, u"A"_s, 1)} << u"2 new from A"_s;
    QTest::newRow("three sources")
        << QList<FeedOutcome>{outcome(1, u"A"_s, 1), outcome(2, u"B"_s, 1), outcome(3, u"C"_s, 1)}
        << u"3 new from A, B and C"_s;
    QTest::newRow("many sources") << QList<FeedOutcome>{
        outcome(1, u"A"_s, 1), outcome(2, u"B"_s, 1), outcome(3, u"C"_s, 1),
        outcome(4, u"D"_s, 9)} << u"12 new from A, B, C and other sources"_s;
}

void NewsNoticesTest::sentence_perRefresh_isOne()
{
    QFETCH(const QList<FeedOutcome>, news);
    QTEST(NewsNotices::sentenceOf(news), "sentence");
}

void NewsNoticesTest::tell_withoutABus_doesNothing()
{
    NewsNotices notices(QDBusConnection(u"no such bus"_s));
    QSignalSpy requested(&notices, &NewsNotices::sourceRequested);
    notices.tell({outcome(1, u"A"_s, 3)});
    QCOMPARE(requested.size(), 0);
}

QTEST_GUILESS_MAIN(NewsNoticesTest)
#include "tst_newsnotices.moc"
