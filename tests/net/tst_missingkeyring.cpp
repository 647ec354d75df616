// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// This program lies in a folder of its own, where no keyring module is to be found from.
#include "net/desktopsecretstore.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

class MissingKeyringTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void everything_withoutTheModule_fails();
};

void MissingKeyringTest::everything_withoutTheModule_fails()
{
    DesktopSecretStore store;
    const auto secret = store.read(u"name"_s);
    const auto kept = store.write(u"name"_s, "secret");
    const auto removed = store.remove(u"name"_s);
    QVERIFY(secret.isFinished() && kept.isFinished() && removed.isFinished());
    QVERIFY(!secret.result());
    QVERIFY(!kept.result());
    QVERIFY(!removed.result());
    QCOMPARE(secret.result().error().kind, ErrorKind::Environment);
    QCOMPARE(secret.result().error().code, ErrorCode::NotFound);
    QVERIFY(secret.result().error().detail.contains("lectern-keyring"_L1));
}

QTEST_GUILESS_MAIN(MissingKeyringTest)
#include "tst_missingkeyring.moc"
