// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/memorytightness.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

class MemoryTightnessTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void memory_byWhatTheSystemSays_isTightOrNot_data();
    void memory_byWhatTheSystemSays_isTightOrNot();
};

void MemoryTightnessTest::memory_byWhatTheSystemSays_isTightOrNot_data()
{
    QTest::addColumn<QByteArray>("memory");
    QTest::addColumn<QByteArray>("pressure");
    QTest::addColumn<bool>("isTight");

    const auto memory = [](int available) {
        return "MemTotal:       16000000 kB\nMemFree:           10000 kB\nMemAvailable:    "
            + QByteArray::number(available) + " kB\nBuffers:            1000 kB\n";
    };
    const auto pressure = [](const QByteArray &some) {
        return "some avg10=" + some
            + " avg60=0.00 avg300=0.00 total=1\nfull avg10=50.00 avg60=0.00 total=1\n";
    };
    QTest::newRow("plenty") << memory(8000000) << pressure("0.00") << false;
    QTest::newRow("a tenth") << memory(1600000) << pressure("0.00") << false;
    QTest::newRow("less than a tenth") << memory(1599999) << pressure("0.00") << true;
    QTest::newRow("some waiting") << memory(8000000) << pressure("10.00") << false;
    QTest::newRow("much waiting") << memory(8000000) << pressure("10.01") << true;
    QTest::newRow("a kernel that measures no pressure") << memory(100) << QByteArray() << true;
    QTest::newRow("only pressure") << QByteArray() << pressure("99.99") << true;
    QTest::newRow("another system") << QByteArray() << QByteArray() << false;
    QTest::newRow("nonsense") << QByteArray("MemTotal: x kB\nMemAvailable:")
                              << QByteArray("some avg10=") << false;
}

void MemoryTightnessTest::memory_byWhatTheSystemSays_isTightOrNot()
{
    QFETCH(QByteArray, memory);
    QFETCH(QByteArray, pressure);

    QTEST(isMemoryTight(memory, pressure), "isTight");
}

QTEST_APPLESS_MAIN(MemoryTightnessTest)
#include "tst_memorytightness.moc"
