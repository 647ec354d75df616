// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/foldedtext.h"

#include <QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

class FoldedTextTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void foldedForSearch_writtenDifferently_isTheSame_data();
    void foldedForSearch_writtenDifferently_isTheSame();
    void foldedForSearch_differentWords_stayDifferent();
};

void FoldedTextTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void FoldedTextTest::foldedForSearch_writtenDifferently_isTheSame_data()
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

void FoldedTextTest::foldedForSearch_writtenDifferently_isTheSame()
{
    QFETCH(const QString, one);
    QFETCH(const QString, other);

    QCOMPARE(foldedForSearch(one), foldedForSearch(other));
    QCOMPARE(foldedForSearch(foldedForSearch(one)), foldedForSearch(one));
}

void FoldedTextTest::foldedForSearch_differentWords_stayDifferent()
{
    QVERIFY(foldedForSearch(u"go"_s) != foldedForSearch(u"got"_s));
    QVERIFY(foldedForSearch(u"日本"_s) != foldedForSearch(u"日木"_s));
    QCOMPARE(foldedForSearch(QString()), QString());
}

QTEST_GUILESS_MAIN(FoldedTextTest)
#include "tst_foldedtext.moc"
