// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/answers.h"
#include "library/database.h"
#include "library/searchtext.h"
#include "library/statement.h"

#include <QTemporaryDir>
#include <QTest>

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
    void site_isWrittenFromTheEnd_data();
    void site_isWrittenFromTheEnd();
    void phrase_isFoundInText_data();
    void phrase_isFoundInText();
    void anyPieceOfARun_isFound();
    void site_isFound_data();
    void site_isFound();
};

namespace {

const QString label(u'\uE000');
const QString hyphen(u'\uE001');

/// Whether FTS5 finds `match` in an index of this one text and site.
bool isFound(const QString &match, const QString &text, const QString &site = {})
{
    const QTemporaryDir folder;
    const auto database = Database::open(folder.filePath(u"index.db"_s), 0);
    const auto made = Statement(**database,
                                u"CREATE VIRTUAL TABLE words USING fts5(text, site, content='',"
                                " tokenize='unicode61 remove_diacritics 2')"_s)
                          .run();
    const auto filled =
        Statement(**database, u"INSERT INTO words (rowid, text, site) VALUES (1, ?, ?)"_s)
            .bind(indexedText(text), indexedSite(site))
            .run();
    if (!made || !filled)
        QTest::qFail("no index", __FILE__, __LINE__);
    return valueOf(Statement(**database, u"SELECT rowid FROM words WHERE words MATCH ?"_s)
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
    QTest::newRow("plain") << u"Plain Words."_s << u"Plain Words."_s;
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("case") << u"Straße ΣΟΦΟΣ"_s << u"strasse σοφοσ"_s;
    QTest::newRow("compatibility forms") << u"ﬁne Ｗｉｄｅ"_s << u"fine wide"_s;
    QTest::newRow("accents stay") << u"Ångström"_s << u"ångström"_s;
    QTest::newRow("control characters") << u"one\u0000two\nthree"_s << u"one two three"_s;
    QTest::newRow("private use") << u"a\uE000b"_s << u"a b"_s;
    QTest::newRow("half a pair") << u"a"_s + QChar(0xD800) + u"b"_s << u"a b"_s;
    QTest::newRow("one character") << u"日"_s << u"日"_s;
    QTest::newRow("a run") << u"日本語"_s << u"日本 本語 語"_s;
    QTest::newRow("runs") << u"日本、中国"_s << u"日本 本 、 中国 国"_s;
    QTest::newRow("mixed") << u"Qt入門book"_s << u"qt 入門 門 book"_s;
    QTest::newRow("Korean") << u"한국어를 배우다"_s << u"한국 국어 어를 를 배우 우다 다"_s;
    QTest::newRow("half width") << u"ｶﾞｲﾄﾞ"_s << u"ガイ イド ド"_s;
    QTest::newRow("long vowel") << u"コーヒー"_s << u"コー ーヒ ヒー ー"_s;
    QTest::newRow("outside the first plane") << u"𠮷野"_s << u"𠮷野 野"_s;
}

void TestSearchText::text_isWrittenInWords()
{
    QFETCH(const QString, text);
    QTEST(indexedText(text).simplified(), "written");
}

void TestSearchText::phrase_isQuoted_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isPrefix");
    QTest::addColumn<QString>("phrase");
    QTest::newRow("word") << u"word"_s << false << u"\"word\""_s;
    QTest::newRow("prefix") << u"wor"_s << true << u"\"wor\"*"_s;
    QTest::newRow("quotation marks") << u"a\" OR \"b"_s << false << u"\"a OR b\""_s;
    QTest::newRow("no words") << u"+-*/"_s << true << QString();
    QTest::newRow("one character") << u"日"_s << false << u"\"日\"*"_s;
    QTest::newRow("a run") << u"日本語"_s << false << u"\"日本 本語\""_s;
    QTest::newRow("a run, unfinished") << u"日本語"_s << true << u"\"日本 本語\""_s;
    QTest::newRow("runs") << u"日本 中国"_s << false << u"\"日本 本 中国\""_s;
    QTest::newRow("mixed") << u"入門book"_s << true << u"\"入門 門 book\"*"_s;
    QTest::newRow("ends with a sign") << u"日。"_s << false << u"\"日 。\"*"_s;
}

void TestSearchText::phrase_isQuoted()
{
    QFETCH(const QString, text);
    QFETCH(const bool, isPrefix);
    QTEST(matchPhrase(text, isPrefix), "phrase");
}

void TestSearchText::site_isWrittenFromTheEnd_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("written");
    QTest::newRow("none") << QString() << QString();
    QTest::newRow("host") << u"blog.Example.org"_s << u"%1org %1example %1blog"_s.arg(label);
    QTest::newRow("hyphen") << u"my-site.org"_s << u"%1org %1my%2site"_s.arg(label, hyphen);
    QTest::newRow("international")
        << u"xn--bcher-kva.example"_s << u"%1example %1bücher"_s.arg(label);
}

void TestSearchText::site_isWrittenFromTheEnd()
{
    QFETCH(const QString, host);
    QTEST(indexedSite(host), "written");
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
    QTEST(isFound(matchPhrase(searched, isPrefix), text), "found");
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
                QVERIFY2(isFound(matchPhrase(piece, true), text), qPrintable(piece));
            }
        }
    }
}

void TestSearchText::site_isFound_data()
{
    QTest::addColumn<QString>("site");
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
    QFETCH(const QString, site);
    QFETCH(const QString, host);
    QTEST(isFound(matchSite(site), QString(), host), "found");
    QVERIFY(!isFound(matchPhrase(site, false), u"other words"_s, host));
}

QTEST_GUILESS_MAIN(TestSearchText)
#include "tst_searchtext.moc"
