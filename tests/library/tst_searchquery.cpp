// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/answers.h"
#include "library/database.h"
#include "library/migrations.h"
#include "library/searchquery.h"
#include "library/searchtext.h"
#include "library/statement.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace lectern;

/// The search language: how it is read, and what it becomes for the database.
class TestSearchQuery final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void query_isUnderstood_data();
    void query_isUnderstood();
    void malformed_isSearchedAsPlainWords_data();
    void malformed_isSearchedAsPlainWords();
    void typing_lastWordMayGoOn_data();
    void typing_lastWordMayGoOn();
    void date_isTheBeginningOfIt_data();
    void date_isTheBeginningOfIt();
    void date_localDay_beginsThere();
    void condition_isMatchAndSql_data();
    void condition_isMatchAndSql();
    void condition_ofPhrasesAndTexts_isNotExact();
    void wordsToMark_areThoseAskedFor();
    void longQuery_isCutAndSaysSo();
    void deepQuery_isPlainWords();
    void anyText_isAcceptedBySqlite();
    void anyText_readsTheSameAgain();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
};

namespace {

const QDateTime now(QDate(2026, 3, 31), QTime(12, 0), Qt::UTC);

// As searchtext.h says what the index is made of.
const QString siteMark(u'\uE002');
const QString labelDot(u'\uE003');
const QString titleMark(u'\uE004');
const QString tagMark(u'\uE005');
const QString authorMark(u'\uE007');

SearchQuery parsed(const QString &text)
{
    return parseSearch(text, now);
}

/// Strings made from what the language is made of, and from what it is not.
QString randomQuery(QRandomGenerator &random)
{
    static const QStringList pieces = {
        u" "_s,          u" "_s,          u"\""_s,      u"("_s,           u")"_s,
        u"-"_s,          u"*"_s,          u":"_s,       u"OR"_s,          u"AND"_s,
        u"NOT"_s,        u"NEAR(a b)"_s,  u"title:"_s,  u"text:"_s,       u"site:"_s,
        u"author:"_s,    u"tag:"_s,       u"source:"_s, u"is:"_s,         u"unread"_s,
        u"read"_s,       u"bookmarked"_s, u"before:"_s, u"after:"_s,      u"2026"_s,
        u"2026-02-30"_s, u"7d"_s,         u"9999y"_s,   u"word"_s,        u"Ünï"_s,
        u"a"_s,          u"日本語"_s,     u"語"_s,      u"한국"_s,        u"𠮷"_s,
        u"{}^+,.;'"_s,   u"\\"_s,         u"%_?"_s,     u"example.org"_s, u"xn--a"_s,
        u"\u0000"_s,     u"\t"_s,         u"\u0301"_s,  u"\uE000"_s,      u"\u200D"_s,
        u"\u00AD"_s,     u"ﬁ"_s,          u"😀"_s};
    QString text;
    const int count = random.bounded(1, 20);
    for (int i = 0; i < count; ++i) {
        if (random.bounded(12) == 0)
            text += QChar(char16_t(random.bounded(0x10000)));
        else
            text += pieces.at(random.bounded(int(pieces.size())));
        if (random.bounded(3) == 0)
            text += u' ';
    }
    return text;
}

} // namespace

void TestSearchQuery::initTestCase()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto database =
        Database::open(m_folder->filePath(u"index.db"_s), libraryMigrations().last().version);
    QVERIFY(database);
    m_database = std::move(*database);
    const QList<Migration> migrations = libraryMigrations();
    QCOMPARE(codeOf(migrate(*m_database, migrations, m_folder->path())), u"ok"_s);
    const QStringList rows = {
        u"INSERT INTO article (id, address, url, title, summary, author, language)"
        " VALUES (1, 'x', 'x', '', '', '', '')"_s,
        u"INSERT INTO article_index (rowid, words) VALUES (1, 'a word')"_s};
    for (const QString &sql : rows)
        QCOMPARE(codeOf(Statement(*m_database, sql).run()), u"ok"_s);
}

void TestSearchQuery::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void TestSearchQuery::query_isUnderstood_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("understood");
    QTest::newRow("nothing") << u"  "_s << QString();
    QTest::newRow("word") << u"word"_s << u"word"_s;
    QTest::newRow("words") << u" two  words "_s << u"two words"_s;
    QTest::newRow("AND") << u"two AND words"_s << u"two words"_s;
    QTest::newRow("small and, or") << u"this and or that"_s << u"this and or that"_s;
    QTest::newRow("phrase") << u"\"two  words\" more"_s << u"\"two words\" more"_s;
    QTest::newRow("adjoining phrase") << u"a\"b c\"d"_s << u"a \"b c\" d"_s;
    QTest::newRow("quoted operator") << u"\"OR\" a"_s << u"\"OR\" a"_s;
    QTest::newRow("OR") << u"a OR b"_s << u"a OR b"_s;
    QTest::newRow("OR binds less") << u"a b OR c d"_s << u"a b OR c d"_s;
    QTest::newRow("parentheses") << u"a (b OR c) d"_s << u"a (b OR c) d"_s;
    QTest::newRow("needless parentheses") << u"((a) (b))"_s << u"a b"_s;
    QTest::newRow("nested OR") << u"(a OR b) OR c"_s << u"a OR b OR c"_s;
    QTest::newRow("not") << u"a -b"_s << u"a -b"_s;
    QTest::newRow("only not") << u"-b"_s << u"-b"_s;
    QTest::newRow("not a phrase") << u"-\"b c\""_s << u"-\"b c\""_s;
    QTest::newRow("not a group") << u"a -(b OR c)"_s << u"a -(b OR c)"_s;
    QTest::newRow("not not") << u"-(-a)"_s << u"a"_s;
    QTest::newRow("not a field") << u"-title:b"_s << u"-title:b"_s;
    QTest::newRow("hyphen in a word") << u"e-mail"_s << u"\"e-mail\""_s;
    QTest::newRow("two hyphens") << u"--verbose"_s << u"\"--verbose\""_s;
    QTest::newRow("lonely hyphen") << u"a - b"_s << u"a b"_s;
    QTest::newRow("no letters") << u"a !!! & \"...\" -? b"_s << u"a b"_s;
    QTest::newRow("star") << u"wor* b"_s << u"wor* b"_s;
    QTest::newRow("star after a phrase") << u"\"a wor\"*"_s << u"\"a wor\"*"_s;
    QTest::newRow("fields") << u"title:a text:b site:c.org author:d tag:e source:f"_s
                            << u"title:a text:b site:\"c.org\" author:d tag:e source:f"_s;
    QTest::newRow("field, capitals") << u"Title:a IS:Unread"_s << u"title:a is:unread"_s;
    QTest::newRow("field with a phrase") << u"author:\"An Author\""_s << u"author:\"An Author\""_s;
    QTest::newRow("states") << u"is:unread is:read is:bookmarked"_s
                            << u"is:unread is:read is:bookmarked"_s;
    QTest::newRow("dates") << u"before:2026-01-01 after:7d"_s << u"before:2026-01-01 after:7d"_s;
    QTest::newRow("no field") << u"std::vector http://a.example/ 12:30 :x"_s
                              << u"\"std::vector\" \"http://a.example/\" \"12:30\" \":x\""_s;
}

void TestSearchQuery::query_isUnderstood()
{
    QFETCH(const QString, text);
    const SearchQuery query = parsed(text);
    QVERIFY(!query.isPlainWords);
    QTEST(searchText(query.root), "understood");
}

void TestSearchQuery::malformed_isSearchedAsPlainWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("open phrase") << u"a \"b c"_s << u"a b c"_s;
    QTest::newRow("open parenthesis") << u"a (b c"_s << u"a \"(b\" c"_s;
    QTest::newRow("closed only") << u"a b)"_s << u"a \"b)\""_s;
    QTest::newRow("empty parentheses") << u"a () b"_s << u"a b"_s;
    QTest::newRow("OR first") << u"OR a"_s << u"\"OR\" a"_s;
    QTest::newRow("OR last") << u"a OR"_s << u"a \"OR\""_s;
    QTest::newRow("OR twice") << u"a OR OR b"_s << u"a \"OR\" \"OR\" b"_s;
    QTest::newRow("OR of nothing") << u"a OR !!"_s << u"a \"OR\""_s;
    QTest::newRow("AND last") << u"a AND"_s << u"a \"AND\""_s;
    QTest::newRow("AND OR") << u"a AND OR b"_s << u"a \"AND\" \"OR\" b"_s;
    QTest::newRow("empty field") << u"title: a"_s << u"\"title:\" a"_s;
    QTest::newRow("field of signs") << u"tag:!! a"_s << u"\"tag:!!\" a"_s;
    QTest::newRow("field of a group") << u"title:(a b)"_s << u"\"title:(a\" \"b)\""_s;
    QTest::newRow("unknown state") << u"is:funny a"_s << u"\"is:funny\" a"_s;
    QTest::newRow("no date") << u"before:soon a"_s << u"\"before:soon\" a"_s;
    QTest::newRow("no such day") << u"after:2026-02-30"_s << u"\"after:2026-02-30\""_s;
    QTest::newRow("no host") << u"site:\"a b\" c"_s << u"\"site:\" a b c"_s;
    QTest::newRow("only signs") << u"((("_s << QString();
}

void TestSearchQuery::malformed_isSearchedAsPlainWords()
{
    QFETCH(const QString, text);
    const SearchQuery query = parsed(text);
    QVERIFY(query.isPlainWords);
    QTEST(searchText(query.root), "words");
}

void TestSearchQuery::typing_lastWordMayGoOn_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("understood");
    QTest::newRow("word") << u"some wor"_s << u"some wor*"_s;
    QTest::newRow("finished word") << u"some word "_s << u"some word"_s;
    QTest::newRow("two characters") << u"some wo"_s << u"some wo"_s;
    QTest::newRow("two characters of a word") << u"some-wo"_s << u"\"some-wo\""_s;
    QTest::newRow("in a field") << u"title:wor"_s << u"title:wor*"_s;
    QTest::newRow("excluded") << u"a -wor"_s << u"a -wor*"_s;
    QTest::newRow("finished phrase") << u"\"some wor\""_s << u"\"some wor\""_s;
    QTest::newRow("finished group") << u"(a wor)"_s << u"a wor"_s;
    QTest::newRow("site") << u"site:exam"_s << u"site:exam"_s;
    QTest::newRow("sign") << u"some wor?"_s << u"some \"wor?\""_s;
    QTest::newRow("open phrase") << u"\"some wor"_s << u"some wor*"_s;
    QTest::newRow("open group") << u"(some wor"_s << u"\"(some\" wor*"_s;
}

void TestSearchQuery::typing_lastWordMayGoOn()
{
    QFETCH(const QString, text);
    QTEST(searchText(parseSearch(text, now, 3).root), "understood");
}

void TestSearchQuery::date_isTheBeginningOfIt_data()
{
    QTest::addColumn<QString>("date");
    QTest::addColumn<QString>("time");
    QTest::newRow("day") << u"2026-01-31"_s << u"2026-01-31T00:00:00Z"_s;
    QTest::newRow("month") << u"2026-02"_s << u"2026-02-01T00:00:00Z"_s;
    QTest::newRow("year") << u"2025"_s << u"2025-01-01T00:00:00Z"_s;
    QTest::newRow("days") << u"7d"_s << u"2026-03-24T12:00:00Z"_s;
    QTest::newRow("weeks") << u"2W"_s << u"2026-03-17T12:00:00Z"_s;
    QTest::newRow("months") << u"1m"_s << u"2026-02-28T12:00:00Z"_s;
    QTest::newRow("years") << u"2y"_s << u"2024-03-31T12:00:00Z"_s;
    QTest::newRow("now") << u"0d"_s << u"2026-03-31T12:00:00Z"_s;
}

void TestSearchQuery::date_isTheBeginningOfIt()
{
    QFETCH(const QString, date);
    const SearchTerm before = parsed(u"before:"_s + date).root;
    QCOMPARE(before.kind, SearchTerm::Kind::Before);
    QTEST(before.time.toUTC().toString(Qt::ISODate), "time");
    const SearchTerm after = parsed(u"after:"_s + date).root;
    QCOMPARE(after.kind, SearchTerm::Kind::After);
    QCOMPARE(after.time, before.time);
}

void TestSearchQuery::date_localDay_beginsThere()
{
    const QTimeZone zone(3600);
    const SearchQuery query =
        parseSearch(u"after:2026-01-31"_s, QDateTime(now.date(), now.time(), zone));
    QCOMPARE(query.root.time.toUTC(), QDateTime(QDate(2026, 1, 30), QTime(23, 0), Qt::UTC));
}

void TestSearchQuery::condition_isMatchAndSql_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("match");
    QTest::addColumn<QString>("condition");
    QTest::addColumn<QVariantList>("values");
    const QVariantList none;
    const QString matching =
        u"a.id IN (SELECT rowid FROM article_index WHERE article_index MATCH ?)"_s;
    const QString bookmarked = u"a.id IN (SELECT article_id FROM bookmark)"_s;
    const qint64 year = QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();

    QTest::newRow("nothing") << u""_s << u""_s << u""_s << none;
    QTest::newRow("word") << u"a"_s << u"\"a\""_s << u""_s << none;
    QTest::newRow("words") << u"a b"_s << u"(\"a\" AND \"b\")"_s << u""_s << none;
    QTest::newRow("or, not") << u"a b* OR -c d"_s
                             << u"((\"a\" AND \"b\"*) OR (\"d\" NOT (\"c\")))"_s << u""_s << none;
    QTest::newRow("fields") << u"title:a text:b author:c tag:d"_s
                            << u"(\"%1a\" AND \"b\" AND \"%2c\" AND \"%3d\")"_s.arg(
                                   titleMark, authorMark, tagMark)
                            << u""_s << none;
    QTest::newRow("site") << u"site:a.b"_s << u"\"%1a%2b\""_s.arg(siteMark, labelDot) << u""_s
                          << none;
    QTest::newRow("phrase") << u"\"a b\""_s << u"(\"a\" AND \"b\")"_s << u""_s << none;
    QTest::newRow("phrase that may go on")
        << u"\"a b c\"*"_s << u"(\"a\" AND \"b\" AND \"c\"*)"_s << u""_s << none;
    QTest::newRow("not a phrase") << u"a -\"b c\""_s << u"\"a\""_s << u"1"_s << none;
    QTest::newRow("only not") << u"-a"_s << u""_s << u"NOT "_s + matching
                              << QVariantList{u"\"a\""_s};
    QTest::newRow("only nots") << u"-a -b"_s << u""_s << u"NOT "_s + matching
                               << QVariantList{u"\"a\" OR \"b\""_s};
    QTest::newRow("state") << u"a is:bookmarked"_s << u"\"a\""_s << bookmarked << none;
    QTest::newRow("date") << u"before:2026 a"_s << u"\"a\""_s << u"a.published_ms < ?"_s
                          << QVariantList{year};
    QTest::newRow("not a state") << u"a -is:bookmarked"_s << u"\"a\""_s << u"NOT "_s + bookmarked
                                 << none;
    QTest::newRow("or a state") << u"a OR b OR is:bookmarked"_s << u""_s
                                << u"(%1 OR %2)"_s.arg(bookmarked, matching)
                                << QVariantList{u"(\"a\" OR \"b\")"_s};
    QTest::newRow("source") << u"source:\"x y\" a"_s << u"\"a\""_s
                            << u"a.id IN (SELECT article_id FROM source_article WHERE source_id IN"
                               " (SELECT rowid FROM source_index WHERE source_index MATCH ?))"_s
                            << QVariantList{u"\"x y\""_s};
    QTest::newRow("values in order")
        << u"(a OR is:bookmarked) after:2026 -(b after:2026)"_s << u""_s
        << u"((%1 OR %2) AND a.published_ms >= ? AND NOT (%2 AND a.published_ms >= ?))"_s.arg(
               bookmarked, matching)
        << QVariantList{u"\"a\""_s, year, u"\"b\""_s, year};
}

void TestSearchQuery::condition_isMatchAndSql()
{
    QFETCH(const QString, text);
    const SearchCondition condition = conditionOf(parsed(text).root);
    QTEST(condition.match, "match");
    QTEST(condition.condition, "condition");
    QTEST(condition.values, "values");
}

void TestSearchQuery::condition_ofPhrasesAndTexts_isNotExact()
{
    for (const QString &text :
         {u"a"_s, u"title:a tag:b* author:c"_s, u"site:a.b"_s, u"source:\"a b\""_s, u"日本"_s})
        QVERIFY2(conditionOf(parsed(text).root).isExact, qPrintable(text));
    for (const QString &text : {u"\"a b\""_s, u"a-b"_s, u"text:a"_s, u"a -\"b c\""_s,
                                u"a OR title:\"b c\""_s, u"日本語"_s})
        QVERIFY2(!conditionOf(parsed(text).root).isExact, qPrintable(text));
}

void TestSearchQuery::wordsToMark_areThoseAskedFor()
{
    const SearchQuery query =
        parsed(u"a (title:b OR \"c d\"*) -e -(f g) site:h.org source:i is:unread after:1d"_s);
    QStringList words;
    for (const SearchTerm &term : wordsToMark(query.root))
        words.append(searchText(term));
    QCOMPARE(words, QStringList({u"a"_s, u"title:b"_s, u"\"c d\"*"_s}));
}

void TestSearchQuery::longQuery_isCutAndSaysSo()
{
    QVERIFY(!parsed(u"ab "_s.repeated(333)).isPlainWords);
    const SearchQuery cut = parsed(u"ab "_s.repeated(400));
    QVERIFY(cut.isPlainWords);
    QCOMPARE(cut.root.children.size(), 334);
}

void TestSearchQuery::deepQuery_isPlainWords()
{
    const auto nested = [](int depth) {
        QString text = u"a"_s;
        for (int i = 0; i < depth; ++i)
            text = i % 2 == 0 ? u"(b %1)"_s.arg(text) : u"-(c OR %1)"_s.arg(text);
        return text;
    };
    QVERIFY(!parsed(nested(16)).isPlainWords);
    QVERIFY(parsed(nested(17)).isPlainWords);
    QVERIFY(parsed(u"("_s.repeated(1000)).isPlainWords);
}

void TestSearchQuery::anyText_isAcceptedBySqlite()
{
    QRandomGenerator random(20260331);
    for (int i = 0; i < 20000; ++i) {
        const QString text = i == 0 ? u"(-a OR b) "_s.repeated(90) : randomQuery(random);
        const std::optional<int> shortestBeginning =
            random.bounded(2) == 0 ? std::optional(random.bounded(1, 4)) : std::nullopt;
        const SearchQuery query = parseSearch(text, now, shortestBeginning);
        const SearchCondition condition = conditionOf(query.root);
        QString sql = u"SELECT a.id FROM article a WHERE 1"_s;
        QVariantList values = condition.values;
        if (!condition.condition.isEmpty())
            sql += u" AND "_s + condition.condition;
        if (!condition.match.isEmpty()) {
            sql += u" AND a.id IN (SELECT rowid FROM article_index WHERE article_index MATCH ?)"_s;
            values.append(condition.match);
        }
        QCOMPARE(sql.count(u'?'), values.size());
        const auto found = Statement(*m_database, sql).bindAll(values).rows([](const Row &row) {
            return row.integer(0);
        });
        if (!found) {
            QFAIL(
                qPrintable(u"%1: %2 for %3"_s.arg(text, describe(found.error()), condition.match)));
        }
    }
}

void TestSearchQuery::anyText_readsTheSameAgain()
{
    QRandomGenerator random(20260401);
    int wellFormed = 0;
    for (int i = 0; i < 20000; ++i) {
        const SearchQuery query = parsed(randomQuery(random));
        const QString text = searchText(query.root);
        const SearchQuery again = parsed(text);
        QVERIFY2(!again.isPlainWords, qPrintable(text));
        QVERIFY2(again.root == query.root, qPrintable(text));
        wellFormed += query.isPlainWords ? 0 : 1;
    }
    // Both kinds were tried.
    QVERIFY(wellFormed > 1000 && wellFormed < 19000);
}

QTEST_GUILESS_MAIN(TestSearchQuery)
#include "tst_searchquery.moc"
