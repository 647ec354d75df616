// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/pagedate.h"

#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

class PageDateTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void dateInText_date_isFound_data();
    void dateInText_date_isFound();
    void dateInText_noDate_isAbsent_data();
    void dateInText_noDate_isAbsent();
    void dateInText_withoutYear_takesTheHeadings_data();
    void dateInText_withoutYear_takesTheHeadings();
    void dateInText_headingsYear_needsTheNameOfAMonth();
    void dateInText_today_completesALine_data();
    void dateInText_today_completesALine();
    void dateInText_slashes_sayWhatTheyProve();
    void dateInText_place_isThatOfTheDate();
    void yearOfHeading_heading_isYear_data();
    void yearOfHeading_heading_isYear();
};

void PageDateTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void PageDateTest::dateInText_date_isFound_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QDate>("date");

    const auto row = [](const QString &text, const QDate &date) {
        QTest::newRow(qPrintable(text)) << text << date;
    };
    const QDate may(2024, 5, 12);
    row(u"2024-05-12"_s, may);
    row(u"2024/5/12"_s, may);
    row(u"2024.05.12."_s, may);
    row(u"20240512"_s, may);
    row(u"Posted on May 12, 2024 by me"_s, may);
    row(u"May 12th, 2024 · 5 min read"_s, may);
    row(u"May 12 2024"_s, may);
    row(u"Sunday, 12 May 2024, 10:30"_s, may);
    row(u"12th of May 2024"_s, may);
    row(u"12. Mai 2024"_s, may);
    row(u"le 1er mai 2024"_s, QDate(2024, 5, 1));
    row(u"12 de mayo de 2024"_s, may);
    row(u"12 de maio, 2024"_s, may);
    row(u"12 maggio 2024"_s, may);
    row(u"12 мая 2024 г."_s, may);
    row(u"12 maja 2024"_s, may);
    row(u"2024. május 12."_s, may);
    row(u"12 Mayıs 2024"_s, may);
    row(u"2024年5月12日"_s, may);
    row(u"2024 年 05 月 12 日"_s, may);
    row(u"2024년 5월 12일"_s, may);
    row(u"12 tháng 5, 2024"_s, may);
    row(u"12 مايو 2024"_s, may);
    row(u"12.05.2024"_s, may);
    row(u"05/12/2024"_s, may);
    row(u"13/05/2024"_s, QDate(2024, 5, 13));
    row(u"12.5.24"_s, may);
    row(u"May 12 ’24"_s, may);
    row(u"Version 2.1.0 of May 12, 2024"_s, may);
    row(u"May 2024"_s, QDate(2024, 5, 1));
    row(u"2024年5月"_s, QDate(2024, 5, 1));
}

void PageDateTest::dateInText_date_isFound()
{
    QFETCH(QString, text);
    QFETCH(QDate, date);

    const auto found = dateInText(text);
    QVERIFY(found);
    QCOMPARE(found->date, date);
}

void PageDateTest::dateInText_noDate_isAbsent_data()
{
    QTest::addColumn<QString>("text");

    for (const QString &text :
         {u""_s, u"A title without one"_s, u"2024"_s, u"Version 1.2.3"_s, u"May be"_s,
          u"5 minutes"_s, u"10:30"_s, u"in 1984"_s, u"31/31/2024"_s, u"May 12"_s, u"12.5."_s,
          u"$2024-05"_s, u"99999999999"_s, u"3 comments"_s, u"1-2-3"_s, u"Tablet Pro 2024"_s,
          u"A set 2024"_s, u"Design 2024"_s, u"Marble 12, 2024"_s})
        QTest::newRow(qPrintable(text)) << text;
}

void PageDateTest::dateInText_noDate_isAbsent()
{
    QFETCH(QString, text);

    QVERIFY(!dateInText(text));
}

void PageDateTest::dateInText_withoutYear_takesTheHeadings_data()
{
    QTest::addColumn<QString>("text");

    for (const QString &text : {u"May 12"_s, u"12 May"_s, u"05-12"_s, u"05/12"_s, u"12.05"_s,
                                u"5月12日"_s, u"12 mai"_s, u"Sun, May 12th"_s})
        QTest::newRow(qPrintable(text)) << text;
}

void PageDateTest::dateInText_withoutYear_takesTheHeadings()
{
    QFETCH(QString, text);

    DateReading reading;
    reading.year = 2023;
    const auto found = dateInText(text, reading);
    QVERIFY(found);
    QCOMPARE(found->date, QDate(2023, 5, 12));
    QVERIFY(!found->hasYear);
}

// "Design 5.3" is no third of December, as "Des 5" would be.
void PageDateTest::dateInText_headingsYear_needsTheNameOfAMonth()
{
    DateReading reading;
    reading.year = 2024;
    for (const QString &text : {u"Design 5.3 released"_s, u"Profile 8.4"_s, u"Octopus 8"_s})
        QVERIFY2(!dateInText(text, reading), qPrintable(text));
    QVERIFY(!dateInText(u"Des 5 is a title"_s, reading));
    QCOMPARE(dateInText(u"5. des 2024"_s).value_or(WrittenDate()).date, QDate(2024, 12, 5));
}

void PageDateTest::dateInText_today_completesALine_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QDate>("date");

    const auto row = [](const QString &text, const QDate &date) {
        QTest::newRow(qPrintable(text)) << text << date;
    };
    row(u"Nov 3"_s, QDate(2024, 11, 3));
    row(u"Nov 21"_s, QDate(2024, 11, 21)); // in another time zone
    row(u"Nov 22"_s, QDate(2023, 11, 22));
    row(u"Posted on Dec 24"_s, QDate(2023, 12, 24));
    row(u"Tue, 3. Mai"_s, QDate(2024, 5, 3));
    row(u"Nov 3, 10:30"_s, QDate(2024, 11, 3));
    row(u"Nov 3 is a day like others"_s, {});
    row(u"05-12"_s, {});
    row(u"4.5."_s, {});
    row(u"Feb 29"_s, QDate(2024, 2, 29));
    row(u"May 12, 2020"_s, QDate(2020, 5, 12));
}

void PageDateTest::dateInText_today_completesALine()
{
    QFETCH(QString, text);
    QFETCH(QDate, date);

    DateReading reading;
    reading.today = QDate(2024, 11, 20);
    const auto found = dateInText(text, reading);
    QCOMPARE(found ? found->date : QDate(), date);
    if (found)
        QCOMPARE(found->isYearGuessed, !text.contains(u"2020"_s));
}

void PageDateTest::dateInText_slashes_sayWhatTheyProve()
{
    using Order = WrittenDate::Order;
    DateReading dayFirst;
    dayFirst.isDayFirst = true;
    QCOMPARE(dateInText(u"3/4/2024"_s)->date, QDate(2024, 3, 4));
    QCOMPARE(dateInText(u"3/4/2024"_s, dayFirst)->date, QDate(2024, 4, 3));
    QCOMPARE(dateInText(u"3/4/2024"_s)->order, Order::Either);
    QCOMPARE(dateInText(u"3/14/2024"_s)->order, Order::MonthFirst);
    QCOMPARE(dateInText(u"14/3/2024"_s)->order, Order::DayFirst);
    QCOMPARE(dateInText(u"4.3.2024"_s)->order, Order::Named);
    QCOMPARE(dateInText(u"4.3.2024"_s)->date, QDate(2024, 3, 4));
}

void PageDateTest::dateInText_place_isThatOfTheDate()
{
    const QString text = u"On 12 May 2024, early"_s;
    const auto found = dateInText(text);
    QVERIFY(found);
    QCOMPARE(text.sliced(found->start, found->end - found->start), u"12 May 2024"_s);
    QVERIFY(!dateInText(QString(500, u'a') + u" 2024-05-12"_s));
}

void PageDateTest::yearOfHeading_heading_isYear_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("year");

    QTest::newRow("plain") << u"2024"_s << 2024;
    QTest::newRow("blanks") << u" 2024 "_s << 2024;
    QTest::newRow("Chinese") << u"2024年"_s << 2024;
    QTest::newRow("words") << u"Posts from 2023 (12)"_s << 2023;
    QTest::newRow("two") << u"2023 – 2024"_s << 0;
    QTest::newRow("sentence") << u"What I learned about writing in 2023"_s << 0;
    QTest::newRow("long ago") << u"1984"_s << 0;
    QTest::newRow("none") << u"Archive"_s << 0;
}

void PageDateTest::yearOfHeading_heading_isYear()
{
    QFETCH(QString, text);
    QFETCH(int, year);

    QCOMPARE(yearOfHeading(text).value_or(0), year);
}

QTEST_APPLESS_MAIN(PageDateTest)
#include "tst_pagedate.moc"
