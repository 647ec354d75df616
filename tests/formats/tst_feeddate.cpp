// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/feeddate.h"

#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

class FeedDateTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void readFeedDate_date_isReadIntoUtc_data();
    void readFeedDate_date_isReadIntoUtc();
    void readFeedDate_notADate_isAbsent_data();
    void readFeedDate_notADate_isAbsent();
};

void FeedDateTest::initTestCase()
{
    // Dates must not depend on where the reader lives, nor on the hour that clocks jump over there.
    qputenv("TZ", "Europe/Berlin");
}

void FeedDateTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void FeedDateTest::readFeedDate_date_isReadIntoUtc_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");

    const auto row = [](const char *name, const QString &text, const QString &expected) {
        QTest::newRow(name) << text << expected;
    };
    row("RFC 3339, Z", u"2016-10-06T00:00:00Z"_s, u"2016-10-06T00:00:00.000Z"_s);
    row("RFC 3339, offset", u"2016-10-06T01:30:00+02:00"_s, u"2016-10-05T23:30:00.000Z"_s);
    row("RFC 3339, negative", u"2016-12-31T23:59:59-05:30"_s, u"2017-01-01T05:29:59.000Z"_s);
    row("fraction", u"2016-10-06T00:00:00.5Z"_s, u"2016-10-06T00:00:00.500Z"_s);
    row("long fraction", u"2016-10-06T00:00:00.123456789Z"_s, u"2016-10-06T00:00:00.123Z"_s);
    row("comma", u"2016-10-06T00:00:00,25Z"_s, u"2016-10-06T00:00:00.250Z"_s);
    row("lower case", u"2016-10-06t08:00:00z"_s, u"2016-10-06T08:00:00.000Z"_s);
    row("blank for T", u" 2016-10-06 08:00:00 +0200 "_s, u"2016-10-06T06:00:00.000Z"_s);
    row("hours as offset", u"2016-10-06T08:00:00+02"_s, u"2016-10-06T06:00:00.000Z"_s);
    row("no zone", u"2016-10-06T08:00:00"_s, u"2016-10-06T08:00:00.000Z"_s);
    row("no seconds", u"2016-10-06T08:05"_s, u"2016-10-06T08:05:00.000Z"_s);
    row("zone in words", u"2016-10-06 08:05:00 UTC"_s, u"2016-10-06T08:05:00.000Z"_s);
    row("day alone", u"2016-10-06"_s, u"2016-10-06T00:00:00.000Z"_s);
    row("single digits", u"2016-1-6"_s, u"2016-01-06T00:00:00.000Z"_s);
    row("month alone", u"2016-10"_s, u"2016-10-01T00:00:00.000Z"_s);
    row("leap day", u"2024-02-29T12:00:00Z"_s, u"2024-02-29T12:00:00.000Z"_s);
    row("leap second", u"2016-12-31T23:59:60Z"_s, u"2017-01-01T00:00:00.000Z"_s);
    row("end of the day", u"2016-10-06T24:00:00Z"_s, u"2016-10-07T00:00:00.000Z"_s);
    row("before 1970", u"1969-07-20T20:17:40Z"_s, u"1969-07-20T20:17:40.000Z"_s);
    row("1970 is a date", u"1970-01-01T00:00:00Z"_s, u"1970-01-01T00:00:00.000Z"_s);
    row("an hour that Berlin skips", u"2021-03-28T02:30:00"_s, u"2021-03-28T02:30:00.000Z"_s);
    row("RFC 2822", u"Thu, 06 Oct 2016 08:30:00 +0200"_s, u"2016-10-06T06:30:00.000Z"_s);
    row("RFC 2822, GMT", u"Thu, 6 Oct 2016 08:30:00 GMT"_s, u"2016-10-06T08:30:00.000Z"_s);
    row("RFC 2822, no day name", u"6 Oct 2016 08:30 EST"_s, u"2016-10-06T13:30:00.000Z"_s);
    row("RFC 2822, wrong day name", u"Mon, 6 Oct 2016 08:30:00 PDT"_s,
        u"2016-10-06T15:30:00.000Z"_s);
    row("RFC 850", u"Thursday, 06-Oct-16 08:30:00 GMT"_s, u"2016-10-06T08:30:00.000Z"_s);
    row("two digits, last century", u"6 Oct 94 08:30:00 GMT"_s, u"1994-10-06T08:30:00.000Z"_s);
    row("month in full", u"6 October 2016"_s, u"2016-10-06T00:00:00.000Z"_s);
    row("unknown zone", u"6 Oct 2016 08:30:00 XYZ"_s, u"2016-10-06T08:30:00.000Z"_s);
}

void FeedDateTest::readFeedDate_date_isReadIntoUtc()
{
    QFETCH(const QString, text);
    QFETCH(const QString, expected);

    const std::optional<QDateTime> date = readFeedDate(text);

    QVERIFY(date);
    QCOMPARE(date->timeSpec(), Qt::UTC);
    QCOMPARE(date->toString(Qt::ISODateWithMs), expected);
}

void FeedDateTest::readFeedDate_notADate_isAbsent_data()
{
    QTest::addColumn<QString>("text");

    QTest::newRow("nothing") << QString();
    QTest::newRow("words") << u"yesterday"_s;
    QTest::newRow("a small number") << u"42"_s;
    QTest::newRow("month 13") << u"2016-13-01"_s;
    QTest::newRow("day 0") << u"2016-01-00"_s;
    QTest::newRow("day 32") << u"2023-03-32"_s;
    QTest::newRow("hour 25") << u"2016-10-06T25:00:00Z"_s;
    QTest::newRow("24:01") << u"2016-10-06T24:01:00Z"_s;
    QTest::newRow("minute 60") << u"2016-10-06T00:60:00Z"_s;
    QTest::newRow("offset of 99 hours") << u"2016-10-06T00:00:00+99:00"_s;
    QTest::newRow("no date known") << u"0001-01-01T00:00:00Z"_s;
    QTest::newRow("year 0") << u"0000-00-00 00:00:00"_s;
    QTest::newRow("year of five digits") << u"12016-10-06"_s;
    QTest::newRow("unknown month") << u"6 Xyz 2016"_s;
    QTest::newRow("more after it") << u"2016-10-06T00:00:00Z <b>"_s;
    QTest::newRow("a zero in it") << QString(u"2016-10-06"_s + QChar(u'\0'));
    QTest::newRow("digits of another script") << u"٢٠١٦-١٠-٠٦"_s;
    QTest::newRow("very long") << QString(u"2016-10-06"_s + QString(1'000'000, u' ') + u"x"_s);
    QTest::newRow("very long number") << QString(1'000'000, u'9');
}

void FeedDateTest::readFeedDate_notADate_isAbsent()
{
    QFETCH(const QString, text);

    QVERIFY(!readFeedDate(text));
}

QTEST_GUILESS_MAIN(FeedDateTest)
#include "tst_feeddate.moc"
