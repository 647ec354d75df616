// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/refreshschedule.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;
using namespace std::chrono_literals;

class RefreshScheduleTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void nextCheck_data();
    void nextCheck();
    void nextCheck_anyReasons_isWithinBounds();
    void nextCheck_chance_spreadsByATenth();
};

namespace {

QDateTime at(const QString &time)
{
    return QDateTime::fromString(u"2026-06-%1:00Z"_s.arg(time), Qt::ISODate);
}

} // namespace

void RefreshScheduleTest::nextCheck_data()
{
    QTest::addColumn<RefreshReasons>("reasons");
    QTest::addColumn<QString>("expected"); // checked on Monday, the 15th, at 12:00
    const auto row = [](const char *name, const RefreshReasons &reasons, const QString &expected) {
        QTest::newRow(name) << reasons << expected;
    };
    const auto gap = [](std::chrono::seconds usual) {
        RefreshReasons reasons;
        reasons.usualGap = usual;
        return reasons;
    };
    row("nothing known", {}, u"15T13:00"_s);
    row("half the gap", gap(6h), u"15T15:00"_s);
    row("hectic", gap(1min), u"15T12:15"_s);
    row("a year apart", gap(24h * 365), u"16T12:00"_s);

    RefreshReasons reasons = gap(1h);
    reasons.freshFor = 2h;
    row("fresh for longer", reasons, u"15T14:00"_s);
    reasons.freshFor = 24h * 30;
    row("fresh for a month, which is not meant", reasons, u"15T17:00"_s);
    reasons.wishes.wait = 8h;
    row("asks for longer", reasons, u"15T20:00"_s);
    reasons.wishes.wait = 24h * 14;
    row("asks for a fortnight", reasons, u"16T12:00"_s);
    reasons.every = 30min;
    row("the reader wants otherwise", reasons, u"15T12:30"_s);

    reasons = gap(2h);
    reasons.failures = 1;
    row("failed once", reasons, u"15T14:00"_s);
    reasons.failures = 3;
    row("failed again and again", reasons, u"15T20:00"_s);
    reasons.failures = 100;
    row("failed for ever", reasons, u"16T12:00"_s);
    reasons.failures = 1;
    reasons.retryAfter = at(u"15T13:00"_s);
    row("try again earlier than we would", reasons, u"15T14:00"_s);
    reasons.retryAfter = at(u"18T00:00"_s);
    row("try again much later", reasons, u"18T00:00"_s);

    reasons = gap(2h);
    reasons.wishes.skippedHours = {13, 14, 15};
    row("excluded hours", reasons, u"15T16:00"_s);
    reasons.wishes.skippedDays = {Qt::Monday, Qt::Tuesday};
    row("excluded days", reasons, u"17T00:00"_s);
    reasons.every = 1h;
    row("excluded, but the reader wants it", reasons, u"15T13:00"_s);
    reasons = gap(2h);
    for (int hour = 0; hour < 24; ++hour)
        reasons.wishes.skippedHours.append(hour);
    row("all hours excluded", reasons, u"15T13:00"_s);
}

void RefreshScheduleTest::nextCheck()
{
    QFETCH(const RefreshReasons, reasons);
    QFETCH(const QString, expected);
    QCOMPARE(lectern::nextCheck(at(u"15T12:00"_s), reasons, 0), at(expected));
}

void RefreshScheduleTest::nextCheck_anyReasons_isWithinBounds()
{
    const QDateTime now = at(u"15T12:00"_s);
    for (const auto gap : {0s, 1s, 3600s, 86400s, 100'000'000s}) {
        for (const auto fresh : {0s, 60s, 10'000'000s}) {
            for (const int failures : {0, 1, 7, 1'000'000}) {
                for (const double chance : {0.0, 0.5, 1.0}) {
                    RefreshReasons reasons;
                    reasons.usualGap = gap;
                    reasons.freshFor = fresh;
                    reasons.failures = failures;
                    const QDateTime due = lectern::nextCheck(now, reasons, chance);
                    QVERIFY(now.secsTo(due) >= 15 * 60);
                    QVERIFY(now.secsTo(due) <= 24 * 3600 * 11 / 10);
                }
            }
        }
    }
}

void RefreshScheduleTest::nextCheck_chance_spreadsByATenth()
{
    const QDateTime now = at(u"15T12:00"_s);
    QCOMPARE(now.secsTo(lectern::nextCheck(now, {}, 1)), 3600 + 360);
    QCOMPARE(now.secsTo(lectern::nextCheck(now, {}, 0.5)), 3600 + 180);
}

QTEST_GUILESS_MAIN(RefreshScheduleTest)
#include "tst_refreshschedule.moc"
