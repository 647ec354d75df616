// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/textmatch.h"

#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

class TextMatchTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void foldedForSearch_writtenDifferently_isTheSame_data();
    void foldedForSearch_writtenDifferently_isTheSame();
    void foldedForSearch_differentWords_stayDifferent();
    void wordFilter_query_matchesWhenEveryWordIsThere_data();
    void wordFilter_query_matchesWhenEveryWordIsThere();
    void wordFilter_withoutWords_isEmptyAndMatchesAll_data();
    void wordFilter_withoutWords_isEmptyAndMatchesAll();
    void wordFilter_equalWords_compareEqual();
};

void TextMatchTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void TextMatchTest::foldedForSearch_writtenDifferently_isTheSame_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");

    QTest::newRow("case") << u"Async"_s << u"ASYNC"_s;
    QTest::newRow("accents") << u"Ångström"_s << u"angstrom"_s;
    QTest::newRow("composed and decomposed") << u"caf\u00E9"_s << u"cafe\u0301"_s;
    QTest::newRow("ligature") << u"\uFB01nal"_s << u"final"_s;
    QTest::newRow("full width") << u"\uFF27\uFF29\uFF2C"_s << u"gil"_s;
    QTest::newRow("final sigma") << u"ΛΟΓΟΣ"_s << u"λόγος"_s;
    QTest::newRow("dotted capital I") << u"\u0130stanbul"_s << u"istanbul"_s;
    QTest::newRow("enclosing mark") << u"1\u20E3"_s << u"1"_s;
    QTest::newRow("emoji variation") << u"\u2764\uFE0F"_s << u"\u2764"_s;
    QTest::newRow("superscript") << u"E=mc²"_s << u"e=mc2"_s;
}

void TextMatchTest::foldedForSearch_writtenDifferently_isTheSame()
{
    QFETCH(const QString, one);
    QFETCH(const QString, other);

    QCOMPARE(foldedForSearch(one), foldedForSearch(other));
    QCOMPARE(foldedForSearch(foldedForSearch(one)), foldedForSearch(one));
}

void TextMatchTest::foldedForSearch_differentWords_stayDifferent()
{
    QVERIFY(foldedForSearch(u"go"_s) != foldedForSearch(u"got"_s));
    QVERIFY(foldedForSearch(u"日本"_s) != foldedForSearch(u"日木"_s));
    QCOMPARE(foldedForSearch(QString()), QString());
}

void TextMatchTest::wordFilter_query_matchesWhenEveryWordIsThere_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("matches");

    QTest::newRow("one word") << u"python"_s << true;
    QTest::newRow("part of a word") << u"pyth"_s << true;
    QTest::newRow("words in another order") << u"concurrency async"_s << true;
    QTest::newRow("typed in capitals, spaced out") << u"  ASYNC \t  Python "_s << true;
    QTest::newRow("accents typed") << u"pýthon"_s << true;
    QTest::newRow("with punctuation") << u"c++"_s << true;
    QTest::newRow("a word missing") << u"python rust"_s << false;
    QTest::newRow("no such word") << u"django"_s << false;
    QTest::newRow("wildcards are letters") << u"py*n"_s << false;
}

void TextMatchTest::wordFilter_query_matchesWhenEveryWordIsThere()
{
    QFETCH(const QString, query);
    QFETCH(const bool, matches);

    const QString text =
        foldedForSearch(u"Async Python: The Different Forms of Concurrency (not C++)"_s);
    QCOMPARE(WordFilter(query).matches(text), matches);
    QVERIFY(!WordFilter(query).isEmpty());
}

void TextMatchTest::wordFilter_withoutWords_isEmptyAndMatchesAll_data()
{
    QTest::addColumn<QString>("query");

    QTest::newRow("nothing") << QString();
    QTest::newRow("spaces") << u" \t\n"_s;
    QTest::newRow("no-break space") << u"\u00A0"_s;
    QTest::newRow("an accent alone") << u"\u0301"_s;
}

void TextMatchTest::wordFilter_withoutWords_isEmptyAndMatchesAll()
{
    QFETCH(const QString, query);

    QVERIFY(WordFilter(query).isEmpty());
    QVERIFY(WordFilter(query).matches(u"anything"_s));
    QVERIFY(WordFilter(query).matches(QString()));
}

void TextMatchTest::wordFilter_equalWords_compareEqual()
{
    QCOMPARE(WordFilter(u"Async  Python"_s), WordFilter(u"async python "_s));
    QVERIFY(WordFilter(u"async"_s) != WordFilter(u"python"_s));
    QCOMPARE(WordFilter(), WordFilter(QString()));
}

QTEST_GUILESS_MAIN(TextMatchTest)
#include "tst_textmatch.moc"
