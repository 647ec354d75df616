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
    row("RFC 822, two digits", u"Thu, 01 Jan 04 19:48:21 GMT"_s, u"2004-01-01T19:48:21.000Z"_s);
    row("RFC 822, no seconds", u"Thu, 01 Jan 2004 19:48 GMT"_s, u"2004-01-01T19:48:00.000Z"_s);
    row("RFC 822, no time", u"Thu, 01 Jan 2004"_s, u"2004-01-01T00:00:00.000Z"_s);
    row("RFC 822, many blanks", u"  Thu,  5 Apr  2012  10:00:00  GMT "_s,
        u"2012-04-05T10:00:00.000Z"_s);
    row("RFC 822, no blank behind the day", u"Thu,01 Jan 2004 19:48:21 GMT"_s,
        u"2004-01-01T19:48:21.000Z"_s);
    row("RFC 822, comma behind the month", u"Mon, 13 Feb, 2012 06:28:00 UTC"_s,
        u"2012-02-13T06:28:00.000Z"_s);
    row("RFC 822, month first", u"Wed, Aug 19 2009 18:28:00 GMT"_s, u"2009-08-19T18:28:00.000Z"_s);
    row("RFC 822, a day too many", u"Thu, 31 Jun 2004 19:48:21 GMT"_s,
        u"2004-07-01T19:48:21.000Z"_s);
    row("no leap year", u"2023-02-29"_s, u"2023-03-01T00:00:00.000Z"_s);
    row("zone with an offset", u"Wed, 19 Aug 2009 18:28:00 GMT+01:01"_s,
        u"2009-08-19T17:27:00.000Z"_s);
    row("zone with a negative offset", u"Wed, 19 Aug 2009 18:28:00 GMT-01:01"_s,
        u"2009-08-19T19:29:00.000Z"_s);
    row("zone of the zone database", u"Wed, 19 Aug 2009 18:28:00 Etc/GMT"_s,
        u"2009-08-19T18:28:00.000Z"_s);
    row("zone in parentheses", u"Wed, 19 Aug 2009 18:28:00 +0200 (CEST)"_s,
        u"2009-08-19T16:28:00.000Z"_s);
    row("zone of five letters", u"Wed, 19 Aug 2009 18:28:00 CEST"_s, u"2009-08-19T16:28:00.000Z"_s);
    row("zone of the military", u"Wed, 19 Aug 2009 18:28:00 N"_s, u"2009-08-19T17:28:00.000Z"_s);
    row("zone Y of the military", u"Wed, 19 Aug 2009 18:28:00 Y"_s, u"2009-08-19T06:28:00.000Z"_s);
    row("half an hour", u"Wed, 19 Aug 2009 18:28:00 +0530"_s, u"2009-08-19T12:58:00.000Z"_s);
    row("12 hours, afternoon", u"Aug 19, 2009 6:28:00 PM EST"_s, u"2009-08-19T23:28:00.000Z"_s);
    row("12 hours, midnight", u"August 19, 2009 12:05 am"_s, u"2009-08-19T00:05:00.000Z"_s);
    row("12 hours, dots", u"August 19, 2009 6:28 p.m."_s, u"2009-08-19T18:28:00.000Z"_s);
    row("asctime", u"Sun Jan  4 16:29:06 2004"_s, u"2004-01-04T16:29:06.000Z"_s);
    row("date(1)", u"Sun Jan  4 16:29:06 PST 2004"_s, u"2004-01-05T00:29:06.000Z"_s);
    row("year alone", u"2003"_s, u"2003-01-01T00:00:00.000Z"_s);
    row("no separators", u"20031231"_s, u"2003-12-31T00:00:00.000Z"_s);
    row("no separators, with time", u"20031231T101455Z"_s, u"2003-12-31T10:14:55.000Z"_s);
    row("14 digits", u"20031231101455"_s, u"2003-12-31T10:14:55.000Z"_s);
    row("day of the year", u"2003-335"_s, u"2003-12-01T00:00:00.000Z"_s);
    row("day of the year, 7 digits", u"2003335"_s, u"2003-12-01T00:00:00.000Z"_s);
    row("last day of a leap year", u"2004-366"_s, u"2004-12-31T00:00:00.000Z"_s);
    row("week and day", u"2003-W52-3"_s, u"2003-12-24T00:00:00.000Z"_s);
    row("week and day, no separators", u"2003W523"_s, u"2003-12-24T00:00:00.000Z"_s);
    row("week", u"2004-W01"_s, u"2003-12-29T00:00:00.000Z"_s);
    row("week date with time", u"2004-W53-6T12:00:00Z"_s, u"2005-01-01T12:00:00.000Z"_s);
    row("two digits, ISO", u"03-12-31"_s, u"2003-12-31T00:00:00.000Z"_s);
    row("slashes, year first", u"2006/09/15 08:19:53"_s, u"2006-09-15T08:19:53.000Z"_s);
    row("slashes, name of the day", u"Fri, 2006/09/15 08:19:53 EDT"_s,
        u"2006-09-15T12:19:53.000Z"_s);
    row("slashes, month first", u"9/15/2006 8:19:53 AM"_s, u"2006-09-15T08:19:53.000Z"_s);
    row("slashes, day first", u"15/09/2006"_s, u"2006-09-15T00:00:00.000Z"_s);
    row("dots, day first", u"15.9.2006 08:19"_s, u"2006-09-15T08:19:00.000Z"_s);
    row("dots, year first", u"1998.11.05T22:00-08:00"_s, u"1998-11-06T06:00:00.000Z"_s);
    row("dashes, day first", u"15-09-2006"_s, u"2006-09-15T00:00:00.000Z"_s);
    row("database", u"2004-07-08 23:56:58.0"_s, u"2004-07-08T23:56:58.000Z"_s);
    row("Korean", u"2004년 05월 28일  01:31:15"_s, u"2004-05-28T01:31:15.000Z"_s);
    row("Korean, afternoon", u"2004-05-25 오후 11:23:17"_s, u"2004-05-25T23:23:17.000Z"_s);
    row("Korean, morning", u"2004-05-25 오전 12:03:17"_s, u"2004-05-25T00:03:17.000Z"_s);
    row("Japanese", u"2004年5月28日 1:31"_s, u"2004-05-28T01:31:00.000Z"_s);
    row("Greek", u"Κυρ, 11 Ιούλ 2004 12:00:00 EST"_s, u"2004-07-11T17:00:00.000Z"_s);
    row("Greek, genitive", u"11 Ιουλίου 2004"_s, u"2004-07-11T00:00:00.000Z"_s);
    row("Hungarian", u"2004-július-13T9:15-05:00"_s, u"2004-07-13T14:15:00.000Z"_s);
    row("Hungarian, dots", u"2004. július 13."_s, u"2004-07-13T00:00:00.000Z"_s);
    row("German", u"Mi, 19 Okt 2016 08:30:00 +0200"_s, u"2016-10-19T06:30:00.000Z"_s);
    row("German, dots", u"19. März 2016"_s, u"2016-03-19T00:00:00.000Z"_s);
    row("French", u"mer., 19 févr. 2020 08:30:00 +0100"_s, u"2020-02-19T07:30:00.000Z"_s);
    row("French, long", u"mercredi 19 août 2020"_s, u"2020-08-19T00:00:00.000Z"_s);
    row("Spanish", u"mar, 12 ene 2021 10:00:00 GMT"_s, u"2021-01-12T10:00:00.000Z"_s);
    row("Spanish, long", u"martes, 12 de enero de 2021"_s, u"2021-01-12T00:00:00.000Z"_s);
    row("Italian", u"mar, 12 gen 2021 10:00:00 +0100"_s, u"2021-01-12T09:00:00.000Z"_s);
    row("Portuguese", u"12 de fevereiro de 2021 às 10:00"_s, u"2021-02-12T10:00:00.000Z"_s);
    row("Polish", u"Wt, 12 stycznia 2021 10:00:00 +0100"_s, u"2021-01-12T09:00:00.000Z"_s);
    row("Czech", u"12. července 2021"_s, u"2021-07-12T00:00:00.000Z"_s);
    row("Dutch", u"di, 2 mrt 2021 10:00:00 +0100"_s, u"2021-03-02T09:00:00.000Z"_s);
    row("Swedish", u"2 oktober 2021"_s, u"2021-10-02T00:00:00.000Z"_s);
    row("Russian", u"12 января 2021 г."_s, u"2021-01-12T00:00:00.000Z"_s);
    row("Turkish", u"12 Ağustos 2021"_s, u"2021-08-12T00:00:00.000Z"_s);
    row("seconds since 1970", u"1475740800"_s, u"2016-10-06T08:00:00.000Z"_s);
    row("seconds with a fraction", u"1475740800.25"_s, u"2016-10-06T08:00:00.000Z"_s);
    row("milliseconds since 1970", u"1475740800123"_s, u"2016-10-06T08:00:00.123Z"_s);
    row("ordinal", u"6th October 2016"_s, u"2016-10-06T00:00:00.000Z"_s);
    row("ordinal, month first", u"October 6th, 2016"_s, u"2016-10-06T00:00:00.000Z"_s);
    row("at", u"October 6, 2016 at 8:05 PM"_s, u"2016-10-06T20:05:00.000Z"_s);
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
