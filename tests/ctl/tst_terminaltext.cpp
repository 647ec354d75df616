// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/terminaltext.h"
#include "ctl/texttable.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

class TerminalTextTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void terminalText_ofText_data();
    void terminalText_ofText();
    void terminalText_everyCharacter_isNoControl();
    void columnsOf_text_data();
    void columnsOf_text();
    void elided_text_data();
    void elided_text();
    void terminalJson_controls_areEscapedAndMeanTheSame();
    void table_aligned_hasStraightColumns();
    void table_tabSeparated_hasOneRowALine();
};

void TerminalTextTest::terminalText_ofText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("safe");
    QTest::newRow("plain") << u"Ångström & 語"_s << u"Ångström & 語"_s;
    QTest::newRow("white space") << u"\t a \n\r\n b\u2028c\u00A0d\u3000"_s << u"a b c d"_s;
    QTest::newRow("colour") << u"\u001B[31mred"_s << u"�[31mred"_s;
    QTest::newRow("window title") << u"a\u001B]0;b\u0007"_s << u"a�]0;b�"_s;
    QTest::newRow("eight bit CSI") << u"a\u009B31m"_s << u"a�31m"_s;
    QTest::newRow("delete and backspace") << u"a\u007Fb\bc"_s << u"a�b�c"_s;
    QTest::newRow("zero") << QString::fromUtf16(u"a\0b", 3) << u"a�b"_s;
    QTest::newRow("turned around")
        << u"a\u202Egpj.exe\u202C\u2066b\u2069\u200F"_s << u"agpj.exeb"_s;
    QTest::newRow("half a pair") << u"a"_s + QChar(0xD83D) + u"b"_s << u"a�b"_s;
    QTest::newRow("emoji family") << u"👩\u200D👩\u200D👧"_s << u"👩\u200D👩\u200D👧"_s;
    QTest::newRow("nothing") << u" \n "_s << QString();
}

void TerminalTextTest::terminalText_ofText()
{
    QFETCH(QString, text);
    QFETCH(QString, safe);
    QCOMPARE(terminalText(text), safe);
}

void TerminalTextTest::terminalText_everyCharacter_isNoControl()
{
    for (int c = 0; c < 0x10000; ++c) {
        const QByteArray safe = terminalText(QString(QChar(char16_t(c)))).toUtf8();
        for (const char byte : safe)
            QVERIFY2(quint8(byte) >= 0x20 && byte != 0x7F, qPrintable(QString::number(c, 16)));
        const bool isC1 =
            safe.size() == 2 && quint8(safe.at(0)) == 0xC2 && quint8(safe.at(1)) < 0xA0;
        QVERIFY2(!isC1, qPrintable(QString::number(c, 16)));
    }
}

void TerminalTextTest::columnsOf_text_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("columns");
    QTest::newRow("letters") << u"abcä"_s << 4;
    QTest::newRow("combining") << u"a\u0308b"_s << 2;
    QTest::newRow("Chinese") << u"語言a"_s << 5;
    QTest::newRow("Korean") << u"한"_s << 2;
    QTest::newRow("full width") << u"Ａ"_s << 2;
    QTest::newRow("emoji") << u"🙂"_s << 2;
    QTest::newRow("rare ideograph") << u"𠀀"_s << 2;
    QTest::newRow("joiner") << u"a\u200Db"_s << 2;
    QTest::newRow("empty") << QString() << 0;
}

void TerminalTextTest::columnsOf_text()
{
    QFETCH(QString, text);
    QFETCH(int, columns);
    QCOMPARE(columnsOf(text), columns);
}

void TerminalTextTest::elided_text_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("fits") << u"abcdef"_s << u"abcdef"_s;
    QTest::newRow("too long") << u"abcdefg"_s << u"abcde…"_s;
    QTest::newRow("blank before the end") << u"abcd efgh"_s << u"abcd…"_s;
    QTest::newRow("wide ones fit") << u"語語語"_s << u"語語語"_s;
    QTest::newRow("half of a wide one left") << u"語語語語"_s << u"語語…"_s;
}

void TerminalTextTest::elided_text()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(elided(text, 6), expected);
}

void TerminalTextTest::terminalJson_controls_areEscapedAndMeanTheSame()
{
    QString every;
    for (char16_t c = 1; c < 0x180; ++c)
        every += QChar(c);
    every += u"語🙂"_s;
    const QJsonObject object{{u"all"_s, every}};
    const QByteArray json = terminalJson(QJsonDocument(object).toJson(QJsonDocument::Compact));
    for (qsizetype i = 0; i < json.size(); ++i) {
        QVERIFY(quint8(json.at(i)) >= 0x20 && json.at(i) != 0x7F);
        QVERIFY(quint8(json.at(i)) != 0xC2 || quint8(json.at(i + 1)) >= 0xA0);
    }
    QCOMPARE(QJsonDocument::fromJson(json).object(), object);
}

void TerminalTextTest::table_aligned_hasStraightColumns()
{
    TextTable::Column shortened;
    shortened.widest = 6;
    TextTable::Column number;
    number.isNumber = true;
    TextTable::Column below;
    below.isBelow = true;
    TextTable table({shortened, number, {}, below});
    table.addRow({u"語"_s, u"5"_s, u"x"_s, u"https://a.example/"_s});
    table.addRow({u"very long"_s, u"1000"_s, QString(), QString()});
    QCOMPARE(table.aligned(),
             u"語        5  x\n"
             "    https://a.example/\n"
             "very…  1000\n"_s);
}

void TerminalTextTest::table_tabSeparated_hasOneRowALine()
{
    TextTable::Column shortened;
    shortened.widest = 6;
    TextTable table({shortened, {}});
    table.addRow({u"quite\ta\nlong\u001B one"_s, u"b"_s});
    QCOMPARE(table.tabSeparated(), u"quite a long� one\tb\n"_s);
    QCOMPARE(TextTable().tabSeparated(), QString());
}

QTEST_GUILESS_MAIN(TerminalTextTest)
#include "tst_terminaltext.moc"
