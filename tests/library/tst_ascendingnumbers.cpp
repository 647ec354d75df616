// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/ascendingnumbers.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <limits>
#include <vector>

using namespace Qt::StringLiterals;
using namespace lectern;

class TestAscendingNumbers final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void numbers_packed_comeBack_data();
    void numbers_packed_comeBack();
    void numbers_scattered_takeFewBits();
    void truncated_isNotSound();
    void torn_readsNothingThatIsNotThere();
};

namespace {

using Numbers = std::vector<quint64>;

struct Unpacked
{
    Numbers numbers;
    bool isSound = false;
};

Unpacked unpacked(QByteArrayView bytes, quint64 base)
{
    PackedNumbers packed(bytes, base);
    Unpacked result;
    while (const auto number = packed.next())
        result.numbers.push_back(*number);
    result.isSound = packed.isSound();
    return result;
}

Numbers scattered(size_t count, quint64 below)
{
    QRandomGenerator random(7);
    Numbers numbers;
    for (size_t i = 0; i < count; ++i)
        numbers.push_back(random.generate64() % below);
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    return numbers;
}

} // namespace

void TestAscendingNumbers::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void TestAscendingNumbers::numbers_packed_comeBack_data()
{
    QTest::addColumn<Numbers>("numbers");
    QTest::addColumn<quint64>("base");
    QTest::newRow("none") << Numbers() << quint64(5);
    QTest::newRow("the base itself") << Numbers{5} << quint64(5);
    QTest::newRow("neighbours") << Numbers{5, 6, 7, 8} << quint64(0);
    QTest::newRow("one far away") << Numbers{1, 2, 3, 4, 5, 6, 7, 1'000'000} << quint64(0);
    QTest::newRow("large") << Numbers{quint64(1) << 40, quint64(1) << 60} << quint64(1);
    QTest::newRow("largest") << Numbers{std::numeric_limits<quint64>::max() - 1}
                             << std::numeric_limits<quint64>::max() - 1;
    for (const int bits : {10, 20, 32, 62}) {
        QTest::addRow("scattered, %d bits", bits)
            << scattered(1000, quint64(1) << bits) << quint64(0);
    }
    // Long rows of ones: exactly as many as are written at once, and one more or less.
    for (const quint64 gap : {55U, 56U, 57U, 111U, 112U, 113U, 1000U}) {
        Numbers numbers;
        for (quint64 number = 0; number < 500; ++number)
            numbers.push_back(number);
        numbers.push_back(499 + gap + 1);
        QTest::addRow("gap of %d", int(gap)) << numbers << quint64(0);
    }
}

void TestAscendingNumbers::numbers_packed_comeBack()
{
    QFETCH(const Numbers, numbers);
    QFETCH(const quint64, base);
    const Unpacked back = unpacked(packedNumbers(numbers, base), base);
    QVERIFY(back.isSound);
    QCOMPARE(back.numbers, numbers);
}

void TestAscendingNumbers::numbers_scattered_takeFewBits()
{
    // 2^12 numbers below 2^24 tell about 12 + 1.44 bits each.
    const Numbers numbers = scattered(4096, quint64(1) << 24);
    QVERIFY(packedNumbers(numbers, 0).size() * 8 < qsizetype(numbers.size()) * 14);
}

void TestAscendingNumbers::truncated_isNotSound()
{
    const Numbers numbers = scattered(300, quint64(1) << 20);
    const QByteArray whole = packedNumbers(numbers, 0);
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const Unpacked some = unpacked(QByteArrayView(whole).first(size), 0);
        QVERIFY(!some.isSound);
        QVERIFY(some.numbers.size() < numbers.size());
        QVERIFY(std::equal(some.numbers.begin(), some.numbers.end(), numbers.begin()));
    }
}

// A sanitizer would tell if it did.
void TestAscendingNumbers::torn_readsNothingThatIsNotThere()
{
    const QByteArray whole = packedNumbers(scattered(300, quint64(1) << 20), 0);
    for (qsizetype i = 0; i < whole.size(); ++i) {
        QByteArray torn = whole;
        torn[i] = char(~torn.at(i));
        const Unpacked some = unpacked(torn, 0);
        QVERIFY(some.numbers.size() <= size_t(torn.size()) * 8);
    }
    QVERIFY(!unpacked(QByteArray(100, '\xFF'), 0).isSound);
}

QTEST_GUILESS_MAIN(TestAscendingNumbers)
#include "tst_ascendingnumbers.moc"
