// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/networkstate.h"

#include <QNetworkInformation>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

class NetworkStateTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void making_doesNotAskInThisThread();
};

void NetworkStateTest::making_doesNotAskInThisThread()
{
    SystemNetworkState state;
    QSignalSpy changed(&state, &NetworkState::changed);
    QVERIFY(state.isOnline()); // nothing is known yet
    QVERIFY(!state.isMetered());
    QTRY_VERIFY(!changed.isEmpty());
    const QNetworkInformation *system = QNetworkInformation::instance();
    if (system == nullptr)
        QSKIP("This system tells nothing about its network");
    QVERIFY(system->thread() != thread());
}

QTEST_GUILESS_MAIN(NetworkStateTest)
#include "tst_networkstate.moc"
