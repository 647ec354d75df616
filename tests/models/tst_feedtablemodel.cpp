// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/feedtablemodel.h"
#include "support/templibrary.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace lectern;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QDateTime now(QDate(2026, 6, 1), QTime(12, 0), Qt::UTC);

} // namespace

class FeedTableModelTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void condition_ofAFeed_isItsWorstSide_data();
    void condition_ofAFeed_isItsWorstSide();
    void follow_feedsComeAndGo_tellsExactly();
    void follow_feedChecked_changesItsRow();
    void data_sortRole_isComparable();
    void refresh_libraryFailed_saysSo();
};

void FeedTableModelTest::initTestCase()
{
    qRegisterMetaType<LibraryChange>();
    qRegisterMetaType<Error>();
}

void FeedTableModelTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void FeedTableModelTest::condition_ofAFeed_isItsWorstSide_data()
{
    QTest::addColumn<Feed>("feed");
    QTest::addColumn<FeedCondition>("condition");
    Feed feed;
    feed.url = feed.address = QUrl(u"https://feeds.example/"_s);
    QTest::newRow("new") << feed << FeedCondition::Unchecked;
    feed.checked = now;
    feed.elapsed = 300ms;
    QTest::newRow("works") << feed << FeedCondition::Works;
    Feed moved = feed;
    moved.address = QUrl(u"https://elsewhere.example/"_s);
    QTest::newRow("moved") << moved << FeedCondition::Moved;
    moved.elapsed = 11s;
    QTest::newRow("slow") << moved << FeedCondition::Slow;
    const auto failing = [&feed](ErrorCode code, int days) {
        Feed failed = feed;
        failed.failures = 1;
        failed.failingSince = now.addDays(-days);
        failed.failure = FeedFailure{{ErrorKind::Remote, code, u"detail"_s}, {}};
        return failed;
    };
    QTest::newRow("fails") << failing(ErrorCode::TimedOut, 20) << FeedCondition::Failing;
    QTest::newRow("fails for weeks") << failing(ErrorCode::TimedOut, 22) << FeedCondition::Gone;
    QTest::newRow("404") << failing(ErrorCode::NotFound, 0) << FeedCondition::Failing;
    QTest::newRow("404 for weeks") << failing(ErrorCode::NotFound, 22) << FeedCondition::Gone;
    QTest::newRow("410") << failing(ErrorCode::Gone, 0) << FeedCondition::Gone;
}

void FeedTableModelTest::condition_ofAFeed_isItsWorstSide()
{
    QFETCH(const Feed, feed);
    QTEST(conditionOf(feed, now), "condition");
}

void FeedTableModelTest::follow_feedsComeAndGo_tellsExactly()
{
    TempLibrary kept;
    FeedTableModel model(kept.library());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QList<SourceId> feeds;
    const auto add = [&](const QString &name) {
        feeds.append(TempLibrary::valueOf(
            kept.library().addFeed(QUrl(u"https://feeds.example/"_s + name), name)));
    };
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
        add(name);
    QTRY_COMPARE(model.rowCount(), 3);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);

    kept.remove(feeds.at(1));
    QTRY_COMPARE(model.rowCount(), 2);
    QCOMPARE(model.feedAt(1).title, u"c"_s);
    add(u"d"_s);
    QTRY_COMPARE(model.rowCount(), 3);
    QCOMPARE(model.feedAt(2).title, u"d"_s);
    kept.remove(feeds.at(0));
    kept.remove(feeds.at(3));
    QTRY_COMPARE(model.rowCount(), 1);
    QCOMPARE(model.feedAt(0).title, u"c"_s);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(removed.size(), 3);
    QCOMPARE(reset.size(), 0);
}

void FeedTableModelTest::follow_feedChecked_changesItsRow()
{
    TempLibrary kept;
    FeedTableModel model(kept.library());
    for (const QString &name : {u"a"_s, u"b"_s})
        TempLibrary::valueOf(
            kept.library().addFeed(QUrl(u"https://feeds.example/"_s + name), name));
    QTRY_COMPARE(model.rowCount(), 2);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    FeedCheck check;
    check.source = model.feedAt(1).source;
    check.at = QDateTime::currentDateTimeUtc();
    check.due = check.at.addSecs(3600);
    TempLibrary::valueOf(kept.library().recordChecks({check}));
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(changed.constFirst().at(0).toModelIndex(), model.index(1, 0));
    QCOMPARE(changed.constFirst().at(1).toModelIndex(),
             model.index(1, FeedTableModel::ColumnCount - 1));
    QCOMPARE(model.conditionAt(1), FeedCondition::Works);
}

void FeedTableModelTest::data_sortRole_isComparable()
{
    TempLibrary kept;
    FeedTableModel model(kept.library());
    TempLibrary::valueOf(kept.library().addFeed(QUrl(u"https://feeds.example/"_s), u"News"_s));
    QTRY_COMPARE(model.rowCount(), 1);
    const auto sortValue = [&model](FeedTableModel::Column column) {
        return model.index(0, column).data(FeedTableModel::SortRole);
    };
    QCOMPARE(sortValue(FeedTableModel::TitleColumn).toString(), u"News"_s);
    QCOMPARE(sortValue(FeedTableModel::StateColumn).toInt(), int(FeedCondition::Unchecked));
    QVERIFY(!sortValue(FeedTableModel::SucceededColumn).isValid());
}

void FeedTableModelTest::refresh_libraryFailed_saysSo()
{
    TempLibrary broken(TempLibrary::State::Failed);
    FeedTableModel model(broken.library());
    QSignalSpy failed(&model, &FeedTableModel::failed);
    model.refresh();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(model.rowCount(), 0);
}

QTEST_MAIN(FeedTableModelTest)
#include "tst_feedtablemodel.moc"
