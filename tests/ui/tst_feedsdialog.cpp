// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/templibrary.h"
#include "support/warnings.h"
#include "ui/feedsdialog.h"
#include "ui/feedtext.h"

#include <QCheckBox>
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include <memory>

using namespace lectern;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QDateTime now(QDate(2026, 6, 15), QTime(12, 0), Qt::UTC);

} // namespace

class FeedsDialogTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void table_feeds_saysHowTheyAre();
    void table_sortedByState_hasTheWorstLast();
    void trouble_only_leavesOutWhatWorks();
    void buttons_perSelection_askForTheFeed();
    void gone_feed_isAskedAbout();
    void gone_keepTrying_isRememberedUntilItComesBack();
    void spanText_lengths_areInTheLargestUnit_data();
    void spanText_lengths_areInTheLargestUnit();

private:
    SourceId follow(const QString &name);
    void check(SourceId feed, std::optional<FeedFailure> failure = {}, int daysAgo = 0);
    void open();
    [[nodiscard]] QString cell(int row, FeedTableModel::Column column) const;
    [[nodiscard]] QStringList titles() const;
    [[nodiscard]] QPushButton *button(const QString &name) const
    {
        return m_dialog->findChild<QPushButton *>(name);
    }
    [[nodiscard]] QAbstractItemModel *rows() const
    {
        return m_dialog->findChild<QTableView *>(u"feedsTableView"_s)->model();
    }

    std::unique_ptr<TempLibrary> m_kept;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<FeedsDialog> m_dialog;
    SourceId m_works;
    SourceId m_gone;
};

void FeedsDialogTest::initTestCase()
{
    qRegisterMetaType<LibraryChange>();
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
}

void FeedsDialogTest::init()
{
    failOnUnexpectedWarnings();
    m_kept = std::make_unique<TempLibrary>();
    m_settings =
        std::make_unique<QSettings>(m_kept->locations().settingsFile(), QSettings::IniFormat);
    m_works = follow(u"Works"_s);
    m_gone = follow(u"Lost"_s);
    (void)follow(u"New"_s);
    check(m_works);
    check(m_gone, FeedFailure{{ErrorKind::Remote, ErrorCode::NotFound, u"404"_s}, 404}, 43);
}

void FeedsDialogTest::cleanup()
{
    m_dialog.reset();
    m_settings.reset();
    m_kept.reset();
}

SourceId FeedsDialogTest::follow(const QString &name)
{
    return TempLibrary::valueOf(
        m_kept->library().addFeed(QUrl(u"https://%1.example/feed"_s.arg(name.toLower())), name));
}

void FeedsDialogTest::check(SourceId feed, std::optional<FeedFailure> failure, int daysAgo)
{
    FeedCheck check;
    check.source = feed;
    check.at = now.addDays(-daysAgo);
    check.due = now.addSecs(3600);
    check.elapsed = 200ms;
    check.failure = std::move(failure);
    check.usualGap = 3h;
    TempLibrary::valueOf(m_kept->library().recordChecks({check}));
}

void FeedsDialogTest::open()
{
    m_dialog =
        std::make_unique<FeedsDialog>(m_kept->library(), *m_settings, nullptr, [] { return now; });
    m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    QTRY_COMPARE(rows()->rowCount(), 3);
}

QString FeedsDialogTest::cell(int row, FeedTableModel::Column column) const
{
    return rows()->index(row, column).data().toString();
}

QStringList FeedsDialogTest::titles() const
{
    QStringList titles;
    for (int row = 0; row < rows()->rowCount(); ++row)
        titles.append(cell(row, FeedTableModel::TitleColumn));
    return titles;
}

void FeedsDialogTest::table_feeds_saysHowTheyAre()
{
    open();
    QCOMPARE(titles(), QStringList({u"Lost"_s, u"New"_s, u"Works"_s}));
    const QString lost = cell(0, FeedTableModel::StateColumn);
    QVERIFY2(lost.startsWith(u"Not there since 3 May: "_s) && lost.contains(u"404"_s),
             qPrintable(lost));
    QCOMPARE(cell(0, FeedTableModel::SucceededColumn), u"never"_s);
    QCOMPARE(cell(1, FeedTableModel::StateColumn), u"Not checked yet"_s);
    QCOMPARE(cell(1, FeedTableModel::DueColumn), u"now"_s);
    QCOMPARE(cell(2, FeedTableModel::StateColumn), u"Works"_s);
    QCOMPARE(cell(2, FeedTableModel::GapColumn), u"3 h"_s);
    QCOMPARE(cell(2, FeedTableModel::SucceededColumn),
             QLocale().toString(now.toLocalTime().time(), QLocale::ShortFormat));
    QCOMPARE(m_dialog->findChild<QLabel *>(u"feedsSummaryLabel"_s)->text(),
             u"Feeds: 3, with trouble: 1."_s);
}

void FeedsDialogTest::table_sortedByState_hasTheWorstLast()
{
    open();
    m_dialog->findChild<QTableView *>(u"feedsTableView"_s)
        ->sortByColumn(FeedTableModel::StateColumn, Qt::AscendingOrder);
    QCOMPARE(titles(), QStringList({u"Works"_s, u"New"_s, u"Lost"_s}));
}

void FeedsDialogTest::trouble_only_leavesOutWhatWorks()
{
    open();
    m_dialog->setOnlyTrouble(true);
    QCOMPARE(titles(), QStringList{u"Lost"_s});
    // What recovers goes from the list.
    check(m_gone);
    QTRY_COMPARE(rows()->rowCount(), 0);
    QTest::mouseClick(m_dialog->findChild<QCheckBox *>(u"troubleCheckBox"_s), Qt::LeftButton, {},
                      QPoint(8, 8));
    QCOMPARE(rows()->rowCount(), 3);
}

void FeedsDialogTest::buttons_perSelection_askForTheFeed()
{
    open();
    auto *table = m_dialog->findChild<QTableView *>(u"feedsTableView"_s);
    QVERIFY(!button(u"refreshFeedsButton"_s)->isEnabled());
    QSignalSpy refresh(m_dialog.get(), &FeedsDialog::refreshRequested);
    QSignalSpy properties(m_dialog.get(), &FeedsDialog::propertiesRequested);
    QSignalSpy remove(m_dialog.get(), &FeedsDialog::removeRequested);

    table->selectRow(2);
    for (const QString &name :
         {u"refreshFeedsButton"_s, u"feedPropertiesButton"_s, u"removeFeedButton"_s})
        QTest::mouseClick(button(name), Qt::LeftButton);
    QCOMPARE(refresh.constFirst().constFirst().value<QList<SourceId>>(), QList<SourceId>{m_works});
    QCOMPARE(properties.constFirst().constFirst().value<SourceId>(), m_works);
    QCOMPARE(remove.constFirst().constFirst().value<SourceId>(), m_works);
    QVERIFY(!button(u"openHomePageButton"_s)->isEnabled()); // it has none

    table->selectAll();
    QVERIFY(!button(u"feedPropertiesButton"_s)->isEnabled());
    QTest::mouseClick(button(u"refreshFeedsButton"_s), Qt::LeftButton);
    QCOMPARE(refresh.constLast().constFirst().value<QList<SourceId>>().size(), 3);
}

void FeedsDialogTest::gone_feed_isAskedAbout()
{
    open();
    QTRY_VERIFY(m_dialog->findChild<QFrame *>(u"goneFrame"_s)->isVisible());
    const QString question = m_dialog->findChild<QLabel *>(u"goneLabel"_s)->text();
    QVERIFY2(question.contains(u"Lost"_s) && question.contains(u"May"_s), qPrintable(question));
    QSignalSpy remove(m_dialog.get(), &FeedsDialog::removeRequested);
    QTest::mouseClick(button(u"removeGoneButton"_s), Qt::LeftButton);
    QCOMPARE(remove.size(), 1);
    QCOMPARE(remove.constFirst().constFirst().value<SourceId>(), m_gone);
    // It only asks: somebody else asks again, and removes.
    QCOMPARE(TempLibrary::valueOf(m_kept->library().feeds()).size(), 3);
}

void FeedsDialogTest::gone_keepTrying_isRememberedUntilItComesBack()
{
    const auto isAsking = [this] {
        return m_dialog->findChild<QFrame *>(u"goneFrame"_s)->isVisible();
    };
    open();
    QTRY_VERIFY(isAsking());
    QTest::mouseClick(button(u"keepTryingButton"_s), Qt::LeftButton);
    QVERIFY(!isAsking());
    open();
    QVERIFY(!isAsking());

    check(m_gone);
    QTRY_VERIFY(m_settings->value("feeds/keptOn"_L1).toStringList().isEmpty());
    check(m_gone, FeedFailure{{ErrorKind::Remote, ErrorCode::Gone, u"410"_s}, 410});
    QTRY_VERIFY(isAsking());
}

void FeedsDialogTest::spanText_lengths_areInTheLargestUnit_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("seconds") << qint64(12) << u"12 s"_s;
    QTest::newRow("minutes") << qint64(15 * 60) << u"15 min"_s;
    QTest::newRow("an hour") << qint64(3600) << u"1 h"_s;
    QTest::newRow("hours") << qint64(3 * 3600) << u"3 h"_s;
    QTest::newRow("a day") << qint64(24 * 3600) << u"24 h"_s;
    QTest::newRow("days") << qint64(50 * 3600) << u"2 days"_s;
}

void FeedsDialogTest::spanText_lengths_areInTheLargestUnit()
{
    QFETCH(const qint64, seconds);
    QTEST(spanText(std::chrono::seconds(seconds)), "text");
}

QTEST_MAIN(FeedsDialogTest)
#include "tst_feedsdialog.moc"
