// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/datetext.h"

#include <QTest>
#include <QTimeZone>

#include <ctime>

using namespace lectern;
using namespace Qt::StringLiterals;

class DateTextTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void shortDateText_anyAge_isShort_data();
    void shortDateText_anyAge_isShort();
    void shortDateText_otherLocale_usesItsMonths();
    void dayHeadingText_anyDay_isNamed_data();
    void dayHeadingText_anyDay_isNamed();

private:
    static void useTimeZone(const QByteArray &zone);

    QByteArray m_zone;
};

void DateTextTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_zone = qgetenv("TZ");
}

void DateTextTest::cleanup()
{
    useTimeZone(m_zone);
}

void DateTextTest::useTimeZone(const QByteArray &zone)
{
    if (zone.isEmpty())
        qunsetenv("TZ");
    else
        qputenv("TZ", zone);
    tzset();
}

void DateTextTest::shortDateText_anyAge_isShort_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("moment");
    QTest::addColumn<QString>("text");
    // All seen on 17 April 2026 at noon, UTC.
    const QByteArray utc = "UTC0";
    QTest::newRow("this moment") << utc << u"2026-04-17T12:00:00Z"_s << u"Today"_s;
    QTest::newRow("first second of the day") << utc << u"2026-04-17T00:00:00Z"_s << u"Today"_s;
    QTest::newRow("last second of the day before")
        << utc << u"2026-04-16T23:59:59Z"_s << u"Yesterday"_s;
    QTest::newRow("two days") << utc << u"2026-04-15T18:00:00Z"_s << u"2 days ago"_s;
    QTest::newRow("six days") << utc << u"2026-04-11T18:00:00Z"_s << u"6 days ago"_s;
    QTest::newRow("a week") << utc << u"2026-04-10T18:00:00Z"_s << u"10 Apr"_s;
    QTest::newRow("first day of the year") << utc << u"2026-01-01T00:00:00Z"_s << u"1 Jan"_s;
    QTest::newRow("another year") << utc << u"2025-12-31T23:59:59Z"_s << u"2025"_s;
    QTest::newRow("long ago") << utc << u"1969-07-20T20:17:40Z"_s << u"1969"_s;
    QTest::newRow("tomorrow, from a clock gone wrong")
        << utc << u"2026-04-18T00:00:00Z"_s << u"18 Apr"_s;
    QTest::newRow("next year") << utc << u"2027-01-01T00:00:00Z"_s << u"2027"_s;
    QTest::newRow("yesterday in UTC, today in the east")
        << QByteArray("JST-9") << u"2026-04-16T16:00:00Z"_s << u"Today"_s;
    QTest::newRow("today in UTC, yesterday in the west")
        << QByteArray("PST8") << u"2026-04-17T06:00:00Z"_s << u"Yesterday"_s;
}

void DateTextTest::shortDateText_anyAge_isShort()
{
    QFETCH(const QByteArray, zone);
    useTimeZone(zone);
    QFETCH(const QString, moment);
    const QDateTime now(QDate(2026, 4, 17), QTime(12, 0), QTimeZone::utc());
    const QDateTime then = QDateTime::fromString(moment, Qt::ISODate);
    QVERIFY(then.isValid());
    QTEST(shortDateText(then, now, QLocale(QLocale::English)), "text");
}

void DateTextTest::shortDateText_otherLocale_usesItsMonths()
{
    useTimeZone("UTC0");
    const QDateTime now(QDate(2026, 4, 17), QTime(12, 0), QTimeZone::utc());
    QCOMPARE(shortDateText(now.addDays(-60), now, QLocale(QLocale::French)), u"16 févr."_s);
}

void DateTextTest::dayHeadingText_anyDay_isNamed_data()
{
    QTest::addColumn<QDate>("day");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << QDate() << u"Without a date"_s;
    QTest::newRow("today") << QDate(2026, 4, 17) << u"Today"_s;
    QTest::newRow("yesterday") << QDate(2026, 4, 16) << u"Yesterday"_s;
    QTest::newRow("before") << QDate(2026, 4, 15) << u"Wednesday, April 15, 2026"_s;
    QTest::newRow("tomorrow, from a clock gone wrong")
        << QDate(2026, 4, 18) << u"Saturday, April 18, 2026"_s;
}

void DateTextTest::dayHeadingText_anyDay_isNamed()
{
    QFETCH(const QDate, day);
    const QLocale locale(QLocale::English, QLocale::UnitedStates);
    QTEST(dayHeadingText(day, QDate(2026, 4, 17), locale), "text");
}

QTEST_GUILESS_MAIN(DateTextTest)
#include "tst_datetext.moc"
