// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/warnings.h"
#include "ui/viewswitch.h"

#include <QAction>
#include <QSignalSpy>

using namespace lectern;
using namespace Qt::StringLiterals;

class ViewSwitchTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void click_otherPart_triggersTheAction_data();
    void click_otherPart_triggersTheAction();
    void click_refused_showsWhatThereIs();
    void keys_space_triggersTheAction();
    void action_changed_isFollowed();
    void compact_isNarrower();

private:
    std::unique_ptr<QAction> m_action;
    std::unique_ptr<ViewSwitch> m_switch;
};

void ViewSwitchTest::init()
{
    failOnUnexpectedWarnings();
    m_action = std::make_unique<QAction>(u"Reader View"_s);
    m_action->setCheckable(true);
    m_switch = std::make_unique<ViewSwitch>();
    m_switch->setAction(m_action.get());
    m_switch->resize(m_switch->sizeHint());
    m_switch->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_switch.get()));
}

void ViewSwitchTest::click_otherPart_triggersTheAction_data()
{
    QTest::addColumn<bool>("isRightToLeft");
    QTest::addColumn<bool>("isInReader");
    QTest::addColumn<bool>("isRightHalf");
    QTest::addColumn<bool>("isTriggered");
    QTest::newRow("to reader") << false << false << true << true;
    QTest::newRow("original again") << false << false << false << false;
    QTest::newRow("to original") << false << true << false << true;
    QTest::newRow("reader again") << false << true << true << false;
    QTest::newRow("mirrored, to reader") << true << false << false << true;
    QTest::newRow("mirrored, original again") << true << false << true << false;
}

void ViewSwitchTest::click_otherPart_triggersTheAction()
{
    QFETCH(const bool, isRightToLeft);
    QFETCH(const bool, isInReader);
    QFETCH(const bool, isRightHalf);
    QFETCH(const bool, isTriggered);
    m_switch->setLayoutDirection(isRightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
    m_action->setChecked(isInReader);
    QSignalSpy triggered(m_action.get(), &QAction::triggered);
    QTest::mouseClick(m_switch.get(), Qt::LeftButton, {},
                      QPoint(m_switch->width() * (isRightHalf ? 3 : 1) / 4, 10));
    QCOMPARE(triggered.size(), isTriggered ? 1 : 0);
    QCOMPARE(m_switch->isChecked(), m_action->isChecked());
    QCOMPARE(m_action->isChecked(), isInReader != isTriggered);
}

void ViewSwitchTest::click_refused_showsWhatThereIs()
{
    connect(m_action.get(), &QAction::triggered, m_action.get(),
            [this] { m_action->setChecked(false); });
    QTest::mouseClick(m_switch.get(), Qt::LeftButton, {}, QPoint(m_switch->width() * 3 / 4, 10));
    QVERIFY(!m_switch->isChecked());
}

void ViewSwitchTest::keys_space_triggersTheAction()
{
    QTest::keyClick(m_switch.get(), Qt::Key_Space);
    QVERIFY(m_action->isChecked());
    QTest::keyClick(m_switch.get(), Qt::Key_Space);
    QVERIFY(!m_action->isChecked());
}

void ViewSwitchTest::action_changed_isFollowed()
{
    m_action->setChecked(true);
    QVERIFY(m_switch->isChecked());
    m_action->setEnabled(false);
    QVERIFY(!m_switch->isEnabled());
}

void ViewSwitchTest::compact_isNarrower()
{
    const int wide = m_switch->sizeHint().width();
    m_switch->setCompact(true);
    QVERIFY(m_switch->sizeHint().width() < wide / 2);
    m_switch->resize(m_switch->sizeHint());
    QTest::mouseClick(m_switch.get(), Qt::LeftButton, {}, QPoint(4, 10));
    QVERIFY(m_action->isChecked());
    QTest::mouseClick(m_switch.get(), Qt::LeftButton, {}, QPoint(4, 10));
    QVERIFY(!m_action->isChecked());
}

QTEST_MAIN(ViewSwitchTest)
#include "tst_viewswitch.moc"
