// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/neterror.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

class NetErrorTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void problem_ofEachNumberThatMatters_data();
    void problem_ofEachNumberThatMatters();
    void problem_ofEveryCertificateError_isInsecure();
};

void NetErrorTest::problem_ofEachNumberThatMatters_data()
{
    QTest::addColumn<int>("netError");
    QTest::addColumn<PageProblem>("problem");

    QTest::newRow("internet disconnected") << -106 << PageProblem::Offline;
    QTest::newRow("name not resolved") << -105 << PageProblem::HostNotFound;
    QTest::newRow("name resolution failed") << -137 << PageProblem::HostNotFound;
    QTest::newRow("refused") << -102 << PageProblem::ConnectionRefused;
    QTest::newRow("unreachable") << -109 << PageProblem::ConnectionRefused;
    QTest::newRow("reset") << -101 << PageProblem::ConnectionLost;
    QTest::newRow("closed") << -100 << PageProblem::ConnectionLost;
    QTest::newRow("empty response") << -324 << PageProblem::ConnectionLost;
    QTest::newRow("chunks missing") << -355 << PageProblem::ConnectionLost;
    QTest::newRow("timed out") << -7 << PageProblem::TimedOut;
    QTest::newRow("connection timed out") << -118 << PageProblem::TimedOut;
    QTest::newRow("too many redirects") << -310 << PageProblem::TooManyRedirects;
    QTest::newRow("TLS protocol") << -107 << PageProblem::InsecureConnection;
    QTest::newRow("TLS version or cipher") << -113 << PageProblem::InsecureConnection;
    QTest::newRow("pinned key") << -150 << PageProblem::InsecureConnection;
    QTest::newRow("unsafe port") << -312 << PageProblem::AddressRefused;
    QTest::newRow("unsafe redirect") << -311 << PageProblem::AddressRefused;
    QTest::newRow("blocked by the interceptor") << -20 << PageProblem::AddressRefused;
    QTest::newRow("file not found") << -6 << PageProblem::Other;
    QTest::newRow("unknown to us") << -9999 << PageProblem::Other;
}

void NetErrorTest::problem_ofEachNumberThatMatters()
{
    QFETCH(int, netError);
    QFETCH(PageProblem, problem);

    QCOMPARE(problemOfNetError(netError), problem);
}

void NetErrorTest::problem_ofEveryCertificateError_isInsecure()
{
    for (int netError = -200; netError > -300; --netError)
        QCOMPARE(problemOfNetError(netError), PageProblem::InsecureConnection);
    QCOMPARE(problemOfNetError(-199), PageProblem::Other);
}

QTEST_GUILESS_MAIN(NetErrorTest)
#include "tst_neterror.moc"
