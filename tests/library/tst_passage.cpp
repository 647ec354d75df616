// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/passage.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

/// What is marked in texts that were found.
class TestPassage final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void text_isMarked_data();
    void text_isMarked();
    void passage_isTheBestOne_data();
    void passage_isTheBestOne();
    void longText_endsSoon();
};

namespace {

PassageFinder finderFor(const QString &query)
{
    const QDateTime now(QDate(2026, 1, 1), QTime(), Qt::UTC);
    return PassageFinder(wordsToMark(parseSearch(query, now).root));
}

QString withBrackets(const MarkedText &marked)
{
    QString text = marked.text;
    for (auto mark = marked.marks.crbegin(); mark != marked.marks.crend(); ++mark) {
        text.insert(mark->start + mark->length, u']');
        text.insert(mark->start, u'[');
    }
    return text;
}

} // namespace

void TestPassage::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void TestPassage::text_isMarked_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("marked");
    QTest::newRow("nothing") << u"other"_s << u"Some words."_s;
    QTest::newRow("word") << u"words"_s << u"Some [words]."_s;
    QTest::newRow("part of a word") << u"word"_s << u"Some words."_s;
    QTest::newRow("beginning") << u"wor*"_s << u"Some [words]."_s;
    QTest::newRow("everywhere") << u"a"_s << u"[A] b [a] [A]"_s;
    QTest::newRow("several") << u"b a"_s << u"[a] c [b]"_s;
    QTest::newRow("excluded") << u"a -b"_s << u"[a] b"_s;
    QTest::newRow("phrase") << u"\"a b\""_s << u"b a [a, B] c"_s;
    QTest::newRow("phrase and word in it") << u"\"a b\" b"_s << u"[b] [a b] [b]"_s;
    QTest::newRow("unfinished phrase") << u"\"a b*\""_s << u"[a b]"_s;
    QTest::newRow("accents") << u"angstrom cafe"_s << u"[Ångström] im [Cafe\u0301]"_s;
    QTest::newRow("sharp s") << u"STRASSE"_s << u"die [Straße]"_s;
    QTest::newRow("hyphen") << u"e-mail"_s << u"an [E-Mail] mail"_s;
    QTest::newRow("Japanese") << u"日本語"_s << u"私は[日本語]を話す"_s;
    QTest::newRow("Korean") << u"한국어"_s << u"[한국어]를 배우다"_s;
    QTest::newRow("both scripts") << u"Qt入門"_s << u"実践[Qt入門]書"_s;
    QTest::newRow("outside the first plane") << u"𠮷"_s << u"[𠮷]野"_s;
    QTest::newRow("of titles") << u"title:a"_s << u"[a]"_s;
    QTest::newRow("of the text only") << u"text:a"_s << u"a"_s;
}

void TestPassage::text_isMarked()
{
    QFETCH(const QString, query);
    QFETCH(const QString, marked);
    QString text = marked;
    text.remove(u'[').remove(u']');
    QCOMPARE(withBrackets(finderFor(query).marked(text, SearchTerm::Field::Title)), marked);
}

void TestPassage::passage_isTheBestOne_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("passage");
    const QString filler = u"none of these "_s.repeated(30);
    QTest::newRow("empty") << u"a"_s << QString() << QString();
    QTest::newRow("short") << u"a"_s << u" one\n a  two "_s << u"one [a] two"_s;
    QTest::newRow("nothing found")
        << u"a"_s << filler << u"none of these "_s.repeated(14) + u"none …"_s;
    QTest::newRow("in the middle") << u"a"_s << filler + u"a "_s + filler
                                   << u"… these none of these none of these none of these [a] "_s
            + u"none of these "_s.repeated(10) + u"none of …"_s;
    QTest::newRow("where both are")
        << u"a b"_s << u"a "_s + filler + u"b a"_s
        << u"… these none of these none of these none of these [b] [a]"_s;
    QTest::newRow("without blanks")
        << u"語"_s << QString(300, u'本') + u"語"_s + QString(300, u'本')
        << u"… "_s + QString(50, u'本') + u"[語]"_s + QString(149, u'本') + u" …"_s;
}

void TestPassage::passage_isTheBestOne()
{
    QFETCH(const QString, query);
    QFETCH(const QString, text);
    QTEST(withBrackets(finderFor(query).passage(text, SearchTerm::Field::Text)), "passage");
}

void TestPassage::longText_endsSoon()
{
    constexpr qsizetype many = 1'000'000;
    const PassageFinder finder = finderFor(u"a b \"a a a a a b\""_s);
    for (const QString &text :
         {u"a "_s.repeated(many), QString(many, u'a'), QString(many, u'語')}) {
        const MarkedText found = finder.passage(text, SearchTerm::Field::Text);
        QVERIFY(found.text.size() < 300);
    }
}

QTEST_GUILESS_MAIN(TestPassage)
#include "tst_passage.moc"
