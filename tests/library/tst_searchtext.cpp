// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/answers.h"
#include "library/database.h"
#include "library/searchtext.h"
#include "library/statement.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace lectern;

/// How text becomes words of the index, and that SQLite finds them.
class TestSearchText final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void text_isWrittenInWords_data();
    void text_isWrittenInWords();
    void phrase_isQuoted_data();
    void phrase_isQuoted();
    void site_isWrittenWithThoseAbove_data();
    void site_isWrittenWithThoseAbove();
    void entry_hasWordsMarksAndPairs();
    void plainText_isWrittenAsAnyOther_data();
    void plainText_isWrittenAsAnyOther();
    void place_isSearchedIn();
    void order_isKnownToPairs();
    void words_areCounted();
    void phrase_isFoundInText_data();
    void phrase_isFoundInText();
    void anyPieceOfARun_isFound();
    void site_isFound_data();
    void site_isFound();
};

namespace {

const QString label(u'\uE000');
const QString sign(u'\uE001');
const QString site(u'\uE002');
const QString dot(u'\uE003');

QStringList wordsOf(const TextWords &words)
{
    QStringList result;
    for (qsizetype i = 0; i < words.size(); ++i)
        result.append(words.at(i).toString());
    return result;
}

QString entryOf(const QString &text, WordPlace place, const QString &host = {})
{
    IndexEntryWriter writer;
    writer.addText(text, place);
    writer.addSite(host);
    return QString::fromUtf8(writer.finished().words);
}

/// Whether FTS5 finds `match` in an index of this one entry.
bool isFound(const QString &match, const QString &entry)
{
    const auto database = Database::openInMemory();
    const auto made = Statement(**database,
                                u"CREATE VIRTUAL TABLE entries USING fts5(words, content='',"
                                " detail=none, tokenize='ascii')"_s)
                          .run();
    const auto filled = Statement(**database, u"INSERT INTO entries (rowid, words) VALUES (1, ?)"_s)
                            .bind(entry)
                            .run();
    if (!made || !filled)
        QTest::qFail("no index", __FILE__, __LINE__);
    return valueOf(Statement(**database, u"SELECT rowid FROM entries WHERE entries MATCH ?"_s)
                       .bind(match)
                       .first([](const Row &row) { return row.integer(0); }))
        .has_value();
}

} // namespace

void TestSearchText::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void TestSearchText::text_isWrittenInWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("written");
    QTest::newRow("plain") << u"Plain Words."_s << u"plain words"_s;
    QTest::newRow("signs between") << u"one-two_three.4 (five's)"_s << u"one two three 4 five s"_s;
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("case") << u"Straße ΣΟΦΟΣ"_s << u"strasse σοφοσ"_s;
    QTest::newRow("compatibility forms") << u"ﬁne Ｗｉｄｅ"_s << u"fine wide"_s;
    QTest::newRow("accents") << u"Ångström"_s << u"angstrom"_s;
    QTest::newRow("accents on their own") << u"A\u030Angstro\u0308m \u0301"_s << u"angstrom"_s;
    QTest::newRow("fractions") << u"1½"_s << u"11 2"_s;
    QTest::newRow("control characters") << u"one\u0000two\nthree"_s << u"one two three"_s;
    QTest::newRow("private use") << u"a\uE000b"_s << u"a b"_s;
    QTest::newRow("half a pair") << u"a"_s + QChar(0xD800) + u"b"_s << u"a b"_s;
    QTest::newRow("one character") << u"日"_s << u"日"_s;
    QTest::newRow("a run") << u"日本語"_s << u"日本 本語 語"_s;
    QTest::newRow("runs") << u"日本、中国"_s << u"日本 本 中国 国"_s;
    QTest::newRow("mixed") << u"Qt入門book"_s << u"qt 入門 門 book"_s;
    QTest::newRow("Korean") << u"한국어를 배우다"_s << u"한국 국어 어를 를 배우 우다 다"_s;
    QTest::newRow("half width") << u"ｶﾞｲﾄﾞ"_s << u"ガイ イド ド"_s;
    QTest::newRow("long vowel") << u"コーヒー"_s << u"コー ーヒ ヒー ー"_s;
    QTest::newRow("outside the first plane") << u"𠮷野"_s << u"𠮷野 野"_s;
}

void TestSearchText::text_isWrittenInWords()
{
    QFETCH(const QString, text);
    QTEST(indexedText(text), "written");
    QCOMPARE(wordsOf(TextWords(text)).join(u' '), indexedText(text));
}

void TestSearchText::phrase_isQuoted_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isPrefix");
    QTest::addColumn<QString>("phrase");
    QTest::newRow("word") << u"word"_s << false << u"\"word\""_s;
    QTest::newRow("prefix") << u"wor"_s << true << u"\"wor\"*"_s;
    QTest::newRow("quotation marks") << u"a\" OR \"b"_s << false << u"\"a or b\""_s;
    QTest::newRow("no words") << u"+-*/"_s << true << QString();
    QTest::newRow("one character") << u"日"_s << false << u"\"日\"*"_s;
    QTest::newRow("a run") << u"日本語"_s << false << u"\"日本 本語\""_s;
    QTest::newRow("a run, unfinished") << u"日本語"_s << true << u"\"日本 本語\""_s;
    QTest::newRow("runs") << u"日本 中国"_s << false << u"\"日本 本 中国\""_s;
    QTest::newRow("mixed") << u"入門book"_s << true << u"\"入門 門 book\"*"_s;
    QTest::newRow("ends with a sign") << u"日。"_s << false << u"\"日\"*"_s;
}

void TestSearchText::phrase_isQuoted()
{
    QFETCH(const QString, text);
    QFETCH(const bool, isPrefix);
    QTEST(matchPhrase(text, isPrefix), "phrase");
}

void TestSearchText::site_isWrittenWithThoseAbove_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("written");
    QTest::newRow("none") << QString() << QString();
    QTest::newRow("local") << u"localhost"_s << label + u"localhost"_s;
    QTest::newRow("host") << u"blog.Example.org"_s
                          << u"%1blog %1example %1org %2blog%3example%3org %2example%3org"_s.arg(
                                 label, site, dot);
    QTest::newRow("signs") << u"my-own_site.org"_s
                           << u"%1my%4own%4site %1org %2my%4own%4site%3org"_s.arg(label, site, dot,
                                                                                  sign);
    QTest::newRow("hyphens") << u"a--b.example"_s
                             << u"%1a%4%4b %1example %2a%4%4b%3example"_s.arg(label, site, dot,
                                                                              sign);
    QTest::newRow("address") << u"127.0.0.1"_s
                             << u"%1127 %10 %10 %11 %2127%30%30%31 %20%30%31 %20%31"_s
                                    .replace(u"%1"_s, label)
                                    .replace(u"%2"_s, site)
                                    .replace(u"%3"_s, dot);
    QTest::newRow("international")
        << u"xn--bcher-kva.example"_s
        << u"%1bucher %1example %2bucher%3example"_s.arg(label, site, dot);
}

void TestSearchText::site_isWrittenWithThoseAbove()
{
    QFETCH(const QString, host);
    QTEST(entryOf(QString(), WordPlace::Anywhere, host).simplified(), "written");
}

void TestSearchText::entry_hasWordsMarksAndPairs()
{
    IndexEntryWriter writer;
    writer.addText(u"One two one"_s, WordPlace::Title);
    const IndexEntry entry = writer.finished();
    const QString mark(u'\uE004');
    QCOMPARE(QString::fromUtf8(entry.words).split(u' ', Qt::SkipEmptyParts),
             QStringList({u"one"_s, mark + u"one"_s, u"two"_s, mark + u"two"_s, mark + u"one"_s}));
    // They stand in libraries, so they may never be others.
    QCOMPARE(entry.pairs, (std::vector<quint32>{176'185, 52'198}));
    QVERIFY(!entryOf(u"one two"_s, WordPlace::Anywhere).contains(mark));
}

// Text of ASCII is written in a quicker way, and has to come to the same.
void TestSearchText::plainText_isWrittenAsAnyOther_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<WordPlace>("place");
    const QString many = [] {
        QStringList words;
        for (int i = 0; i < 5000; ++i)
            words.append(QString::number(i * i % 3001, 36));
        return words.join(u' ');
    }();
    for (const auto &[name, place] :
         {std::pair("text", WordPlace::Anywhere), std::pair("title", WordPlace::Title),
          std::pair("author", WordPlace::Author)}) {
        const auto row = [&](const char *what) -> QTestData & {
            return QTest::addRow("%s: %s", name, what);
        };
        row("nothing") << QString() << place;
        row("no words") << u" -- ... "_s << place;
        row("a word") << u"Word"_s << place;
        row("words") << u"  The quick, brown Fox; 2 foxes_and (the) THE\nlazy dog's the"_s << place;
        row("letters") << u"a b c d e f g h i j"_s << place;
        row("many") << many << place;
    }
}

void TestSearchText::plainText_isWrittenAsAnyOther()
{
    QFETCH(const QString, text);
    QFETCH(const WordPlace, place);
    IndexEntryWriter quick;
    quick.addText(text, place);
    const IndexEntry written = quick.finished();
    IndexEntryWriter other;
    // The last sign is none of ASCII, and no word.
    other.addText(text + u"\u2026\u2020"_s, place);
    const IndexEntry expected = other.finished();
    const auto wordsOf = [](const IndexEntry &entry) {
        const QList<QByteArray> words = entry.words.simplified().split(' ');
        return QSet<QByteArray>(words.begin(), words.end());
    };
    QCOMPARE(wordsOf(written), wordsOf(expected));
    QCOMPARE(written.pairs, expected.pairs);
    QVERIFY(written.words.size() <= expected.words.size());
}

void TestSearchText::place_isSearchedIn()
{
    const QString title = entryOf(u"some words"_s, WordPlace::Title);
    const QString text = entryOf(u"some words"_s, WordPlace::Anywhere);
    const auto match = [](const QString &words, WordPlace place) {
        return matchWords(words, false, place).match;
    };
    for (const QString &words : {u"words"_s, u"some words"_s}) {
        QVERIFY(isFound(match(words, WordPlace::Title), title));
        QVERIFY(isFound(match(words, WordPlace::Anywhere), title));
        QVERIFY(isFound(match(words, WordPlace::Anywhere), text));
        QVERIFY(!isFound(match(words, WordPlace::Title), text));
        QVERIFY(!isFound(match(words, WordPlace::Tags), title));
    }
}

void TestSearchText::order_isKnownToPairs()
{
    IndexEntryWriter writer;
    writer.addText(u"One two three"_s, WordPlace::Title);
    writer.addText(u"four five"_s, WordPlace::Anywhere);
    const std::vector<quint32> pairs = writer.finished().pairs;
    const auto hasAll = [&pairs](const QString &phrase, bool goesOn) {
        const QList<quint32> wanted = pairsOf(TextWords(phrase, TextWords::Kind::Searched), goesOn);
        return std::all_of(wanted.begin(), wanted.end(), [&pairs](quint32 pair) {
            return std::find(pairs.begin(), pairs.end(), pair) != pairs.end();
        });
    };
    QVERIFY(hasAll(u"one two three"_s, false));
    QVERIFY(hasAll(u"Four Five"_s, false));
    QVERIFY(!hasAll(u"two one"_s, false));
    QVERIFY(!hasAll(u"one three"_s, false));
    QVERIFY(!hasAll(u"three four"_s, false));
    QVERIFY(!hasAll(u"one two thre"_s, false));
    QVERIFY(hasAll(u"one two thre"_s, true));
    QVERIFY(pairsOf(TextWords(u"one"_s), false).isEmpty());
    QVERIFY(pairsOf(TextWords(QString()), true).isEmpty());
    QVERIFY(!matchWords(u"one two"_s, false, WordPlace::Anywhere).isExact);
    QVERIFY(matchWords(u"one"_s, true, WordPlace::Anywhere).isExact);
}

void TestSearchText::words_areCounted()
{
    const TextWords text(u"a b a b c ab"_s);
    QCOMPARE(text.count(TextWords(u"a b"_s), false, 10), 2);
    QCOMPARE(text.count(TextWords(u"a b"_s), false, 1), 1);
    QCOMPARE(text.count(TextWords(u"b c"_s), false, 10), 1);
    QCOMPARE(text.count(TextWords(u"a"_s), true, 10), 3);
    QCOMPARE(text.count(TextWords(u"c a"_s), true, 10), 1);
    QCOMPARE(text.count(TextWords(u"ab c"_s), false, 10), 0);
    QCOMPARE(text.count(TextWords(QString()), false, 10), 0);
}

void TestSearchText::phrase_isFoundInText_data()
{
    QTest::addColumn<QString>("searched");
    QTest::addColumn<bool>("isPrefix");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("found");
    QTest::newRow("case and accents") << u"angstrom"_s << false << u"ÅNGSTRÖM"_s << true;
    QTest::newRow("accents in the query") << u"café"_s << false << u"a cafe"_s << true;
    QTest::newRow("sharp s") << u"strasse"_s << false << u"Straße"_s << true;
    QTest::newRow("order") << u"b a"_s << false << u"a b"_s << false;
    QTest::newRow("part of a word") << u"wor"_s << false << u"word"_s << false;
    QTest::newRow("prefix") << u"wor"_s << true << u"word"_s << true;
    QTest::newRow("Japanese word") << u"日本語"_s << false << u"私は日本語を話す"_s << true;
    QTest::newRow("Japanese, not together") << u"日語"_s << false << u"日本語"_s << false;
    QTest::newRow("last character") << u"語"_s << false << u"日本語"_s << true;
    QTest::newRow("inner character") << u"本"_s << false << u"日本語"_s << true;
    QTest::newRow("Chinese") << u"中文"_s << false << u"学习中文很有趣"_s << true;
    QTest::newRow("Korean with a particle") << u"한국어"_s << false << u"한국어를 배우다"_s << true;
    QTest::newRow("Latin beside Han") << u"Qt"_s << false << u"実践Qt入門"_s << true;
    QTest::newRow("both scripts") << u"Qt入門"_s << false << u"実践Qt入門書"_s << true;
    QTest::newRow("both scripts, parted") << u"実践Qt"_s << false << u"初めての実践Qt"_s << true;
    QTest::newRow("half width") << u"ガイド"_s << false << u"ｶﾞｲﾄﾞ"_s << true;
    QTest::newRow("long vowel") << u"コーヒー"_s << false << u"アイスコーヒー"_s << true;
}

void TestSearchText::phrase_isFoundInText()
{
    QFETCH(const QString, searched);
    QFETCH(const bool, isPrefix);
    QFETCH(const QString, text);
    const TextWords words(searched, TextWords::Kind::Searched);
    const bool isInText = TextWords(text).count(words, mayGoOn(words, isPrefix), 1) > 0;
    QTEST(isInText, "found");
    // The index knows the words of it, and those that are found have its pairs.
    IndexEntryWriter writer;
    writer.addText(text, WordPlace::Anywhere);
    const IndexEntry entry = writer.finished();
    const bool isMatched = isFound(matchWords(searched, isPrefix, WordPlace::Anywhere).match,
                                   QString::fromUtf8(entry.words));
    const QList<quint32> pairs = pairsOf(words, mayGoOn(words, isPrefix));
    const bool hasPairs = std::all_of(pairs.begin(), pairs.end(), [&entry](quint32 pair) {
        return std::find(entry.pairs.begin(), entry.pairs.end(), pair) != entry.pairs.end();
    });
    QTEST(isMatched && hasPairs, "found");
}

void TestSearchText::anyPieceOfARun_isFound()
{
    const QString text = u"吾輩は猫である。名前はまだ無い。Cat本"_s;
    for (const QString &run : {u"吾輩は猫である"_s, u"名前はまだ無い"_s, u"Cat本"_s}) {
        for (qsizetype start = 0; start < run.size(); ++start) {
            // A piece of "Cat" is no word.
            const bool isInWord = start > 0 && run.at(start - 1).unicode() < 0x80;
            for (qsizetype size = 1; start + size <= run.size() && !isInWord; ++size) {
                const QString piece = run.mid(start, size);
                QVERIFY2(isFound(matchWords(piece, true, WordPlace::Anywhere).match,
                                 entryOf(text, WordPlace::Anywhere)),
                         qPrintable(piece));
                const TextWords words(piece, TextWords::Kind::Searched);
                QCOMPARE(TextWords(text).count(words, mayGoOn(words, true), 1), 1);
            }
        }
    }
}

void TestSearchText::site_isFound_data()
{
    QTest::addColumn<QString>("searched");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("found");
    QTest::newRow("itself") << u"example.org"_s << u"example.org"_s << true;
    QTest::newRow("below") << u"example.org"_s << u"blog.example.org"_s << true;
    QTest::newRow("above") << u"blog.example.org"_s << u"example.org"_s << false;
    QTest::newRow("looks like it") << u"example.org"_s << u"example.org.evil.test"_s << false;
    QTest::newRow("ends like it") << u"example.org"_s << u"counterexample.org"_s << false;
    QTest::newRow("a label") << u"example"_s << u"blog.example.org"_s << true;
    QTest::newRow("a piece of a label") << u"exam"_s << u"blog.example.org"_s << false;
    QTest::newRow("half of a label") << u"my"_s << u"my-site.org"_s << false;
    QTest::newRow("international") << u"bücher.example"_s << u"xn--bcher-kva.example"_s << true;
}

void TestSearchText::site_isFound()
{
    QFETCH(const QString, searched);
    QFETCH(const QString, host);
    const QString entry = entryOf(u"other words"_s, WordPlace::Anywhere, host);
    QTEST(isFound(matchSite(searched), entry), "found");
    // Never by words.
    QVERIFY(!isFound(matchWords(searched, false, WordPlace::Anywhere).match, entry));
}

QTEST_GUILESS_MAIN(TestSearchText)
#include "tst_searchtext.moc"
