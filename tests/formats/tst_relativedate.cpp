// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/relativedate.h"

#include <QRegularExpression>
#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

class RelativeDateTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void date_distance_isFound_data();
    void date_distance_isFound();
    void date_none_isAbsent_data();
    void date_none_isAbsent();
    void date_weeksAgo_isTheSameTomorrow();
    void date_place_isThatOfTheWords();
    void date_withoutToday_isAbsent();

private:
    const QDate m_today = QDate(2024, 11, 20);
};

void RelativeDateTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void RelativeDateTest::date_distance_isFound_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QDate>("date");

    const auto row = [](const QString &text, const QDate &date) {
        QTest::newRow(qPrintable(text)) << text << date;
    };
    const QDate today(2024, 11, 20);
    const QDate threeDays(2024, 11, 17);
    row(u"3 days ago"_s, threeDays);
    row(u"Posted 3 days ago by Ann"_s, threeDays);
    row(u"a day ago"_s, QDate(2024, 11, 19));
    row(u"an hour ago"_s, today);
    row(u"5 mins ago"_s, today);
    row(u"26 hours ago"_s, QDate(2024, 11, 19));
    row(u"3d ago"_s, threeDays);
    row(u"2 weeks ago"_s, QDate(2024, 11, 4));
    row(u"2 months ago"_s, QDate(2024, 9, 1));
    row(u"1 year ago"_s, QDate(2023, 11, 1));
    row(u"vor 3 Tagen"_s, threeDays);
    row(u"vor einer Stunde"_s, today);
    row(u"vor einem Monat"_s, QDate(2024, 10, 1));
    row(u"il y a 3 jours"_s, threeDays);
    row(u"il y a un an"_s, QDate(2023, 11, 1));
    row(u"hace 3 días"_s, threeDays);
    row(u"hace una semana"_s, QDate(2024, 11, 11));
    row(u"há 3 dias"_s, threeDays);
    row(u"3 dias atrás"_s, threeDays);
    row(u"3 giorni fa"_s, threeDays);
    row(u"un mese fa"_s, QDate(2024, 10, 1));
    row(u"3 dagen geleden"_s, threeDays);
    row(u"3 dagar sedan"_s, threeDays);
    row(u"for 3 dager siden"_s, threeDays);
    row(u"3 dni temu"_s, threeDays);
    row(u"3 дня назад"_s, threeDays);
    row(u"5 лет назад"_s, QDate(2019, 11, 1));
    row(u"3 дні тому"_s, threeDays);
    row(u"3 gün önce"_s, threeDays);
    row(u"3天前"_s, threeDays);
    row(u"5 小时前"_s, today);
    row(u"2 個月前"_s, QDate(2024, 9, 1));
    row(u"3日前"_s, threeDays);
    row(u"2週間前"_s, QDate(2024, 11, 4));
    row(u"3일 전"_s, threeDays);
    row(u"yesterday"_s, QDate(2024, 11, 19));
    row(u" Today "_s, today);
    row(u"vorgestern"_s, QDate(2024, 11, 18));
    row(u"昨天"_s, QDate(2024, 11, 19));
}

void RelativeDateTest::date_distance_isFound()
{
    QFETCH(QString, text);
    QFETCH(QDate, date);

    const auto found = relativeDateInText(text, m_today);
    QVERIFY(found);
    QCOMPARE(found->date, date);
    // All days here that stand for a longer time are Mondays of the weeks before, or the first.
    const bool isVague =
        date.day() == 1 || date == QDate(2024, 11, 4) || date == QDate(2024, 11, 11);
    QCOMPARE(found->hasDay, !isVague);
}

void RelativeDateTest::date_none_isAbsent_data()
{
    QTest::addColumn<QString>("text");

    for (const QString &text :
         {u""_s, u"What I do today"_s, u"Yesterday, all my troubles"_s, u"3 boats ago"_s,
          u"long ago"_s, u"5 min read"_s, u"1.500 days ago"_s, u"9999 days ago"_s, u"vor 3 Toren"_s,
          u"3 days"_s, u"agony of 3 days"_s, u"3 holes ago"_s})
        QTest::newRow(qPrintable(text)) << text;
    QTest::newRow("in a long text") << u"3 days ago "_s + QString(u"word "_s).repeated(30);
}

void RelativeDateTest::date_none_isAbsent()
{
    QFETCH(QString, text);

    QVERIFY(!relativeDateInText(text, m_today));
}

void RelativeDateTest::date_weeksAgo_isTheSameTomorrow()
{
    for (const QString &text : {u"2 weeks ago"_s, u"3 months ago"_s, u"a year ago"_s}) {
        QCOMPARE(relativeDateInText(text, m_today)->date,
                 relativeDateInText(text, m_today.addDays(1))->date);
    }
}

void RelativeDateTest::date_place_isThatOfTheWords()
{
    const QString text = u"Ann · 3 days ago · 4 min"_s;
    const auto found = relativeDateInText(text, m_today);
    QVERIFY(found);
    QCOMPARE(text.sliced(found->start, found->end - found->start), u"3 days ago"_s);
}

void RelativeDateTest::date_withoutToday_isAbsent()
{
    QVERIFY(!relativeDateInText(u"3 days ago", {}));
}

QTEST_APPLESS_MAIN(RelativeDateTest)
#include "tst_relativedate.moc"
