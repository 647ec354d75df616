// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/desktopsecretstore.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

/// Whose keyring a test meets is not known, and must not be changed: so there is none, since there
/// is no session bus.
class DesktopSecretStoreTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void read_withoutAKeyring_isAnErrorOfThisMachine();
    void write_withoutAKeyring_isAnErrorOfThisMachine();
};

void DesktopSecretStoreTest::read_withoutAKeyring_isAnErrorOfThisMachine()
{
    DesktopSecretStore store;
    const auto secret = store.read(u"feed https://example.org/"_s);
    QTRY_VERIFY(secret.isFinished());
    QVERIFY(!secret.result());
    const Error error = secret.result().error();
    QCOMPARE(error.kind, ErrorKind::Environment);
    QVERIFY2(!error.detail.contains("lectern-keyring"_L1), qPrintable(error.detail));
}

void DesktopSecretStoreTest::write_withoutAKeyring_isAnErrorOfThisMachine()
{
    DesktopSecretStore store;
    const auto outcome = store.write(u"feed https://example.org/"_s, "secret");
    QTRY_VERIFY(outcome.isFinished());
    QVERIFY(!outcome.result());
    QCOMPARE(outcome.result().error().kind, ErrorKind::Environment);
}

int main(int argc, char **argv)
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "disabled:");
    const QCoreApplication application(argc, argv);
    DesktopSecretStoreTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_desktopsecretstore.moc"
