// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/postarrangement.h"

#include <QTest>

using namespace lectern;

Q_DECLARE_METATYPE(lectern::PostSort)
Q_DECLARE_METATYPE(lectern::PostGrouping)

class PostArrangementTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void sort_any_hasAGroupingThatGoesWithIt_data();
    void sort_any_hasAGroupingThatGoesWithIt();
    void grouping_chosen_bringsItsOrder_data();
    void grouping_chosen_bringsItsOrder();
    void grouping_chosen_comesBackWithItsOrder();
};

void PostArrangementTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".?")));
}

void PostArrangementTest::sort_any_hasAGroupingThatGoesWithIt_data()
{
    QTest::addColumn<PostSort>("sort");
    QTest::addColumn<PostGrouping>("grouping");
    QTest::newRow("list order") << PostSort::ListOrder << PostGrouping::Section;
    QTest::newRow("newest") << PostSort::Newest << PostGrouping::Day;
    QTest::newRow("oldest") << PostSort::Oldest << PostGrouping::Day;
    QTest::newRow("title") << PostSort::Title << PostGrouping::None;
    QTest::newRow("reading time") << PostSort::ReadingTime << PostGrouping::None;
}

void PostArrangementTest::sort_any_hasAGroupingThatGoesWithIt()
{
    QFETCH(const PostSort, sort);
    PostArrangement arrangement;
    arrangement.setSort(sort);
    QCOMPARE(arrangement.sort(), sort);
    QTEST(arrangement.grouping(), "grouping");

    arrangement.setGrouping(PostGrouping::None);
    QCOMPARE(arrangement.sort(), sort);
    QCOMPARE(arrangement.grouping(), PostGrouping::None);
}

void PostArrangementTest::grouping_chosen_bringsItsOrder_data()
{
    QTest::addColumn<PostGrouping>("grouping");
    QTest::addColumn<PostSort>("before");
    QTest::addColumn<PostSort>("after");
    QTest::newRow("days, of the newest")
        << PostGrouping::Day << PostSort::Newest << PostSort::Newest;
    QTest::newRow("days, of the oldest")
        << PostGrouping::Day << PostSort::Oldest << PostSort::Oldest;
    QTest::newRow("days, of titles") << PostGrouping::Day << PostSort::Title << PostSort::Newest;
    QTest::newRow("sections") << PostGrouping::Section << PostSort::Newest << PostSort::ListOrder;
    QTest::newRow("sources") << PostGrouping::Source << PostSort::Title << PostSort::ListOrder;
}

void PostArrangementTest::grouping_chosen_bringsItsOrder()
{
    QFETCH(const PostGrouping, grouping);
    QFETCH(const PostSort, before);
    PostArrangement arrangement;
    arrangement.setSort(before);
    arrangement.setGrouping(grouping);
    QTEST(arrangement.sort(), "after");
    QCOMPARE(arrangement.grouping(), grouping);
}

void PostArrangementTest::grouping_chosen_comesBackWithItsOrder()
{
    PostArrangement arrangement;
    arrangement.setGrouping(PostGrouping::Source);
    arrangement.setSort(PostSort::Title);
    QCOMPARE(arrangement.grouping(), PostGrouping::None);
    arrangement.setSort(PostSort::ListOrder);
    QCOMPARE(arrangement.grouping(), PostGrouping::Source);
}

QTEST_GUILESS_MAIN(PostArrangementTest)
#include "tst_postarrangement.moc"
