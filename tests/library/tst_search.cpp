// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/answers.h"
#include "library/database.h"
#include "library/migrations.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

/// Searching in the library.
class TestSearch final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void query_findsArticles_data();
    void query_findsArticles();
    void scope_isSearchedIn_data();
    void scope_isSearchedIn();
    void rank_titleBeforeTagsBeforeSummaryBeforeText();
    void rank_commonWord_isTheSame();
    void rank_commonWordWithCondition_isTheSame();
    void rank_fewMatches_countTheirText();
    void rarePhrase_ofCommonWords_isFound();
    void commonPhrase_isFoundFarBack_data();
    void commonPhrase_isFoundFarBack();
    void rank_noWords_newestFirst();
    void manyMatches_areBounded();
    void pages_followEachOther();
    void typing_findsTheUnfinishedWord();
    void malformed_saysSo();
    void passage_showsWhatWasFound();
    void passage_fromTheSummary();
    void changed_isFoundByTheNewWordsOnly();
    void bookmarkWords_areFound();
    void removed_isNotFound();
    void discarded_isNotFound_thenAgain();
    void source_renamed_isFoundByTheNewName();
    void randomActs_indexStaysTrue();

private:
    [[nodiscard]] SearchResults found(const QString &text, const Scope &scope = {});
    [[nodiscard]] QStringList titles(const QString &text, const Scope &scope = {});
    void store(const QString &name, const QList<IncomingArticle> &articles);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Library> m_library;
    int m_round = 0;
};

namespace {

IncomingArticle articleWith(const QString &name, const QString &title, const QString &text = {})
{
    IncomingArticle article;
    article.url = QUrl(u"https://blog.example.org/"_s + name);
    article.itemId = name;
    article.title = title;
    article.contentHtml = u"<p>%1</p>"_s.arg(text.toHtmlEscaped());
    article.contentText = text;
    return article;
}

/// One for each field, each with its own word.
QList<IncomingArticle> variety()
{
    IncomingArticle first = articleWith(u"1"_s, u"Python asyncio"_s, u"The GIL goes away"_s);
    first.author = u"Ada Björk"_s;
    first.tags = {u"Concurrency"_s, u"async io"_s};
    first.published = QDateTime(QDate(2026, 1, 15), QTime(12, 0), Qt::UTC);
    IncomingArticle second = articleWith(u"2"_s, u"Rust futures"_s, u"Python is mentioned"_s);
    second.summary = u"On async things"_s;
    second.published = QDateTime(QDate(2025, 1, 15), QTime(12, 0), Qt::UTC);
    IncomingArticle third = articleWith(u"3"_s, u"日本語の記事"_s, u"東京で書いた"_s);
    third.url = QUrl(u"https://other.test/3"_s);
    return {first, second, third};
}

} // namespace

void TestSearch::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
    m_library = std::make_unique<Library>(Locations::under(m_folder->path()));
    QCOMPARE(codeOf(m_library->open()), u"ok"_s);
}

void TestSearch::cleanup()
{
    m_library.reset();
    const auto database = Database::open(Locations::under(m_folder->path()).libraryFile(),
                                         libraryMigrations().last().version);
    QVERIFY(database);
    verifyIndex(**database);
}

SearchResults TestSearch::found(const QString &text, const Scope &scope)
{
    SearchRequest request;
    request.text = text;
    request.scope = scope;
    return valueOf(m_library->search(request));
}

QStringList TestSearch::titles(const QString &text, const Scope &scope)
{
    QStringList titles;
    for (const SearchResult &result : found(text, scope).results)
        titles.append(result.post.title);
    return titles;
}

void TestSearch::store(const QString &name, const QList<IncomingArticle> &articles)
{
    IncomingCollection collection;
    collection.url = QUrl(u"file:///"_s + name);
    collection.title = name;
    collection.contentHash = QByteArray::number(++m_round);
    collection.articles = articles;
    QCOMPARE(codeOf(m_library->storeCollection(collection)), u"ok"_s);
}

void TestSearch::query_findsArticles_data()
{
    const QString python = u"Python asyncio"_s;
    const QString rust = u"Rust futures"_s;
    const QString japanese = u"日本語の記事"_s;
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("titles");
    const auto row = [](const char *name, const QString &query, const QStringList &titles) {
        QTest::newRow(name) << query << titles;
    };
    row("nothing", QString(), {});
    row("signs", u"!! -"_s, {});
    row("title before text", u"python"_s, {python, rust});
    row("all words", u"python futures"_s, {rust});
    row("phrase", u"\"gil goes\""_s, {python});
    row("phrase in another order", u"\"goes gil\""_s, {});
    row("phrase over the end of a text", u"\"asyncio the\""_s, {});
    row("phrase in a title", u"title:\"rust futures\""_s, {rust});
    row("phrase in another place", u"text:\"rust futures\""_s, {});
    row("phrase that goes on", u"\"python men\" OR \"the gil go\"*"_s, {python});
    row("not a phrase", u"python -\"gil goes\""_s, {rust});
    row("not another phrase", u"python -\"goes gil\""_s, {python, rust});
    row("nothing but not a phrase", u"-\"gil goes\" -\"rust futures\""_s, {japanese});
    row("phrase or a state", u"\"gil goes\" OR is:bookmarked"_s, {python, rust});
    row("phrase and a site", u"\"gil goes\" site:example.org source:list"_s, {python});
    row("phrase at another site", u"\"gil goes\" site:other.test"_s, {});
    row("words with a sign", u"async-io"_s, {python});
    row("not", u"python -gil"_s, {rust});
    row("or", u"gil OR 東京"_s, {python, japanese});
    row("group", u"python (gil OR mentioned) -rust"_s, {python});
    row("in titles", u"title:python"_s, {python});
    row("in texts", u"text:python"_s, {rust});
    row("summary is text", u"text:async"_s, {rust});
    row("author without accents", u"author:bjork"_s, {python});
    row("author as a word", u"björk"_s, {python});
    row("tag", u"tag:async"_s, {python});
    row("tag phrase", u"tag:\"async io\""_s, {python});
    row("site", u"site:example.org"_s, {rust, python});
    row("site is no word", u"blog"_s, {});
    row("site and word", u"site:example.org async"_s, {python, rust});
    row("source", u"source:list"_s, {python, rust, japanese});
    row("other source", u"source:others"_s, {});
    row("before", u"before:2026-01-01"_s, {rust});
    row("after", u"after:2026-01"_s, {python});
    row("dates and word", u"python after:2025 before:2026"_s, {rust});
    row("unread", u"is:unread async"_s, {rust});
    row("read", u"is:read"_s, {python});
    row("bookmarked", u"is:bookmarked"_s, {rust});
    row("or a state", u"is:bookmarked OR gil"_s, {python, rust});
    row("neither", u"-is:bookmarked -gil"_s, {japanese});
    row("Japanese in the title", u"記事"_s, {japanese});
    row("Japanese in the text", u"東京"_s, {japanese});
    row("longer Japanese", u"日本語の"_s, {japanese});
    row("Japanese, not together", u"日本事"_s, {});
    row("beginning", u"asyn*"_s, {python, rust});
    row("malformed", u"(python gil"_s, {python});
}

void TestSearch::query_findsArticles()
{
    store(u"list"_s, variety());
    const QList<Post> posts = postsIn(*m_library);
    QCOMPARE(codeOf(m_library->setRead({posts.at(0).id}, true)), u"ok"_s);
    QCOMPARE(codeOf(m_library->addBookmark(requestFor(u"https://blog.example.org/2"_s))), u"ok"_s);
    QFETCH(const QString, query);
    QFETCH(const QStringList, titles);
    QCOMPARE(this->titles(query), titles);
    const SearchResults results = found(query);
    QCOMPARE(results.total, titles.size());
    QVERIFY(!results.areMore);
}

void TestSearch::scope_isSearchedIn_data()
{
    QTest::addColumn<Scope::Kind>("kind");
    QTest::addColumn<QStringList>("titles");
    QTest::newRow("all") << Scope::Kind::All
                         << QStringList{u"word kept"_s, u"word second"_s, u"word first"_s};
    QTest::newRow("unread") << Scope::Kind::Unread << QStringList{u"word second"_s};
    QTest::newRow("bookmarks") << Scope::Kind::Bookmarks << QStringList{u"word kept"_s};
    QTest::newRow("source") << Scope::Kind::Source << QStringList{u"word second"_s};
}

void TestSearch::scope_isSearchedIn()
{
    store(u"one"_s, {articleWith(u"1"_s, u"word first"_s)});
    QCOMPARE(codeOf(m_library->setRead({postsIn(*m_library).first().id}, true)), u"ok"_s);
    store(u"two"_s, {articleWith(u"2"_s, u"word second"_s)});
    BookmarkRequest kept = requestFor(u"https://kept.test/"_s);
    kept.title = u"word kept"_s;
    QCOMPARE(codeOf(m_library->addBookmark(kept)), u"ok"_s);
    QFETCH(const Scope::Kind, kind);
    const SourceId source = valueOf(m_library->counts()).sources.last().id;
    const Scope scope{kind, kind == Scope::Kind::Source ? source : SourceId()};
    QTEST(titles(u"word"_s, scope), "titles");
    if (kind == Scope::Kind::Source)
        QCOMPARE(titles(u"-missing"_s, scope), QStringList({u"word second"_s}));
}

void TestSearch::rank_titleBeforeTagsBeforeSummaryBeforeText()
{
    IncomingArticle inTags = articleWith(u"tags"_s, u"B"_s, u"other words here"_s);
    inTags.tags = {u"apple"_s};
    IncomingArticle inSummary = articleWith(u"summary"_s, u"C"_s, u"other words here"_s);
    inSummary.summary = u"an apple"_s;
    // Neither order of their coming decides.
    store(u"list"_s,
          {articleWith(u"title"_s, u"Apple"_s, u"other words here"_s), inSummary, inTags,
           articleWith(u"text"_s, u"D"_s, u"apple other words here"_s)});
    QCOMPARE(titles(u"apple"_s), QStringList({u"Apple"_s, u"B"_s, u"C"_s, u"D"_s}));
}

void TestSearch::rank_commonWord_isTheSame()
{
    QList<IncomingArticle> articles;
    for (int i = 0; i < SearchResults::bound + 10; ++i)
        articles.append(articleWith(u"x%1"_s.arg(i), u"X"_s, u"some apple there"_s));
    IncomingArticle inTags = articleWith(u"tags"_s, u"B"_s);
    inTags.tags = {u"apple"_s};
    IncomingArticle inSummary = articleWith(u"summary"_s, u"C"_s);
    inSummary.summary = u"an apple"_s;
    articles.insert(500, articleWith(u"title"_s, u"Apple"_s));
    articles.insert(600, inSummary);
    articles.insert(700, inTags);
    store(u"list"_s, articles);
    QCOMPARE(titles(u"apple"_s).first(4), QStringList({u"Apple"_s, u"B"_s, u"C"_s, u"X"_s}));
    QCOMPARE(titles(u"appl*"_s).first(4), QStringList({u"Apple"_s, u"B"_s, u"C"_s, u"X"_s}));
}

void TestSearch::rank_commonWordWithCondition_isTheSame()
{
    QList<IncomingArticle> articles;
    for (int i = 0; i < 5010; ++i)
        articles.append(articleWith(u"x%1"_s.arg(i), u"X"_s, u"apple"_s));
    articles.insert(10, articleWith(u"title"_s, u"Apple pear"_s));
    IncomingArticle inTags = articleWith(u"tags"_s, u"B"_s, u"pear"_s);
    inTags.tags = {u"other"_s, u"apple"_s};
    IncomingArticle inSummary = articleWith(u"summary"_s, u"C"_s, u"pear"_s);
    inSummary.summary = u"an apple"_s;
    articles.insert(30, inSummary);
    articles.insert(2000, inTags);
    articles.insert(4000, articleWith(u"text"_s, u"Y"_s, u"apple pear"_s));
    store(u"list"_s, articles);
    for (const QString &name : {u"title"_s, u"tags"_s, u"summary"_s, u"text"_s})
        QCOMPARE(codeOf(m_library->addBookmark(requestFor(u"https://blog.example.org/"_s + name))),
                 u"ok"_s);
    const QStringList ranked{u"Apple pear"_s, u"B"_s, u"C"_s, u"Y"_s};
    QCOMPARE(titles(u"apple is:bookmarked"_s), ranked);
    QCOMPARE(titles(u"apple pear"_s), ranked);
}

void TestSearch::rank_fewMatches_countTheirText()
{
    store(u"list"_s,
          {articleWith(u"1"_s, u"Often"_s, u"apple and apple and apple"_s),
           articleWith(u"2"_s, u"Once in much"_s, u"apple "_s + u"something else "_s.repeated(300)),
           articleWith(u"3"_s, u"Once"_s, u"apple and something else"_s)});
    QCOMPARE(titles(u"apple"_s), QStringList({u"Often"_s, u"Once"_s, u"Once in much"_s}));
}

void TestSearch::rarePhrase_ofCommonWords_isFound()
{
    // All have both words, and some a pair that looks the same in the index.
    QList<IncomingArticle> articles;
    for (int i = 0; i < 3000; ++i) {
        QString text = u"we so"_s;
        for (int k = 0; k < 60; ++k)
            text += u" w%1"_s.arg((i * 60 + k) * 7919 % 1'000'003);
        articles.append(articleWith(QString::number(i), u"X"_s, text));
    }
    articles.insert(5, articleWith(u"it"_s, u"Found"_s, u"and so we did"_s));
    store(u"list"_s, articles);
    QCOMPARE(titles(u"\"so we\""_s), QStringList{u"Found"_s});
    const SearchResults results = found(u"\"so we\""_s);
    QCOMPARE(results.total, 1);
    QVERIFY(!results.areMore);
    QCOMPARE(results.results.first().passage, (MarkedText{u"and so we did"_s, {{4, 5}}}));
    QCOMPARE(found(u"\"we so\" -\"so we\""_s).total, SearchResults::boundByReading);
    QVERIFY(found(u"\"we so\" -\"so we\""_s).areMore);
    const SavedSearch saved = valueOf(m_library->saveSearch(QString(), u"\"so we\""_s));
    QCOMPARE(titles(u"did"_s, {Scope::Kind::Search, {}, saved.id}), QStringList{u"Found"_s});
    QCOMPARE(valueOf(m_library->order({Scope::Kind::Search, {}, saved.id}, PostSort::Title)).size(),
             1);
}

void TestSearch::commonPhrase_isFoundFarBack_data()
{
    QTest::addColumn<QString>("query");
    // Told by the index of words, by other tables, and only by reading.
    QTest::newRow("with a word") << u"\"so we\" early"_s;
    QTest::newRow("without a word") << u"\"so we\" -late"_s;
    QTest::newRow("state") << u"\"so we\" is:read"_s;
    QTest::newRow("without a phrase") << u"\"so we\" -\"did late\""_s;
    QTest::newRow("two phrases") << u"\"so we\" \"did early\""_s;
    QTest::newRow("one of two phrases") << u"(\"so we\" OR \"we so\") \"did early\""_s;
}

void TestSearch::commonPhrase_isFoundFarBack()
{
    QFETCH(const QString, query);
    constexpr int early = 3;
    QList<IncomingArticle> articles;
    for (int i = 0; i < 700; ++i) {
        articles.append(articleWith(QString::number(i), u"%1"_s.arg(i),
                                    i < early ? u"so we did early"_s : u"so we did late"_s));
    }
    store(u"list"_s, articles);
    const QList<ArticleId> all = valueOf(m_library->order({}, PostSort::ListOrder));
    QCOMPARE(codeOf(m_library->setRead(all.first(early), true)), u"ok"_s);
    QCOMPARE(titles(query), QStringList({u"2"_s, u"1"_s, u"0"_s}));
}

void TestSearch::rank_noWords_newestFirst()
{
    store(u"list"_s, {articleWith(u"1"_s, u"first"_s), articleWith(u"2"_s, u"second"_s)});
    store(u"more"_s, {articleWith(u"3"_s, u"third"_s)});
    QCOMPARE(titles(u"is:unread"_s), QStringList({u"third"_s, u"second"_s, u"first"_s}));
}

void TestSearch::manyMatches_areBounded()
{
    QList<IncomingArticle> articles;
    for (int i = 0; i < SearchResults::bound; ++i)
        articles.append(articleWith(QString::number(i), u"word %1"_s.arg(i)));
    store(u"list"_s, articles);
    QCOMPARE(found(u"word"_s).total, SearchResults::bound);
    QVERIFY(!found(u"word"_s).areMore);
    articles.append(articleWith(u"last"_s, u"word last"_s));
    store(u"list"_s, articles);
    for (const QString &query : {u"word"_s, u"is:unread"_s}) {
        const SearchResults results = found(query);
        QCOMPARE(results.total, SearchResults::bound);
        QVERIFY(results.areMore);
        QCOMPARE(results.results.size(), 50);
        QCOMPARE(results.results.first().post.title, u"word last"_s);
    }
}

void TestSearch::pages_followEachOther()
{
    QList<IncomingArticle> articles;
    for (int i = 0; i < 70; ++i)
        articles.append(articleWith(QString::number(i), u"word %1"_s.arg(i), u"word"_s));
    store(u"list"_s, articles);
    QSet<ArticleId> seen;
    SearchRequest request;
    request.text = u"word"_s;
    request.count = 30;
    for (const int expected : {30, 30, 10, 0}) {
        const SearchResults results = valueOf(m_library->search(request));
        QCOMPARE(results.results.size(), expected);
        QCOMPARE(results.total, 70);
        for (const SearchResult &result : results.results)
            seen.insert(result.post.id);
        request.first += request.count;
    }
    QCOMPARE(seen.size(), 70);
}

void TestSearch::typing_findsTheUnfinishedWord()
{
    store(u"list"_s, variety());
    SearchRequest request;
    request.text = u"mention"_s;
    QCOMPARE(valueOf(m_library->search(request)).total, 0);
    request.isTyping = true;
    const SearchResults results = valueOf(m_library->search(request));
    QCOMPARE(results.total, 1);
    QCOMPARE(results.results.first().passage.marks, QList<TextMark>({{10, 9}}));
    // In a library as small as this one, so does its first letter.
    request.text = u"zzz OR m"_s;
    QVERIFY(valueOf(m_library->search(request)).total >= 1);
}

void TestSearch::malformed_saysSo()
{
    store(u"list"_s, variety());
    QVERIFY(!found(u"python"_s).isPlainWords);
    QVERIFY(found(u"\"python gil"_s).isPlainWords);
    QCOMPARE(titles(u"\"python gil"_s), QStringList({u"Python asyncio"_s}));
}

void TestSearch::passage_showsWhatWasFound()
{
    store(u"list"_s, variety());
    const SearchResult result = found(u"python gil"_s).results.first();
    QCOMPARE(result.titleMarks, QList<TextMark>({{0, 6}}));
    QCOMPARE(result.passage, (MarkedText{u"The GIL goes away"_s, {{4, 3}}}));
    QCOMPARE(result.post, postsIn(*m_library).first());
}

void TestSearch::passage_fromTheSummary()
{
    store(u"list"_s, variety());
    const MarkedText passage = found(u"async things"_s).results.first().passage;
    QCOMPARE(passage, (MarkedText{u"On async things"_s, {{3, 5}, {9, 6}}}));
}

void TestSearch::changed_isFoundByTheNewWordsOnly()
{
    store(u"list"_s, {articleWith(u"1"_s, u"old title"_s, u"old text"_s)});
    store(u"list"_s, {articleWith(u"1"_s, u"new title"_s, u"new text"_s)});
    QCOMPARE(titles(u"old"_s), QStringList());
    QCOMPARE(titles(u"title:new text:new"_s), QStringList({u"new title"_s}));
}

void TestSearch::bookmarkWords_areFound()
{
    store(u"list"_s, {articleWith(u"1"_s, u"published"_s)});
    BookmarkRequest request = requestFor(u"https://blog.example.org/1"_s);
    request.note = u"remember this"_s;
    request.tags = {u"mine"_s};
    Bookmark bookmark = valueOf(m_library->addBookmark(request));
    QCOMPARE(titles(u"remember tag:mine published"_s).size(), 1);
    bookmark.title = u"renamed"_s;
    bookmark.note = u"other"_s;
    bookmark.tags = {};
    QCOMPARE(codeOf(m_library->editBookmark(bookmark)), u"ok"_s);
    QCOMPARE(titles(u"renamed published other"_s).size(), 1);
    QCOMPARE(titles(u"remember OR tag:mine"_s).size(), 0);
    QCOMPARE(codeOf(m_library->removeBookmark(bookmark.url)), u"ok"_s);
    QCOMPARE(titles(u"renamed OR other"_s).size(), 0);
    QCOMPARE(titles(u"published"_s).size(), 1);
}

void TestSearch::removed_isNotFound()
{
    store(u"list"_s, variety());
    store(u"list"_s, {variety().first()});
    QCOMPARE(titles(u"rust OR 東京"_s), QStringList());
    const SourceId source = valueOf(m_library->counts()).sources.first().id;
    QCOMPARE(codeOf(m_library->removeSource(source)), u"ok"_s);
    QCOMPARE(titles(u"python OR is:unread OR source:list"_s), QStringList());
}

void TestSearch::discarded_isNotFound_thenAgain()
{
    BookmarkRequest request = requestFor(u"https://kept.test/"_s);
    request.title = u"kept"_s;
    const Bookmark bookmark = valueOf(m_library->addBookmark(request));
    QCOMPARE(titles(u"kept"_s).size(), 1);
    QCOMPARE(codeOf(m_library->removeBookmark(bookmark.url)), u"ok"_s);
    QCOMPARE(titles(u"kept"_s).size(), 0);
    QCOMPARE(titles(u"-other"_s).size(), 0);
    QCOMPARE(codeOf(m_library->restoreBookmark(bookmark)), u"ok"_s);
    QCOMPARE(titles(u"kept"_s).size(), 1);
    QCOMPARE(codeOf(m_library->removeBookmark(bookmark.url)), u"ok"_s);
    IncomingArticle listed = articleWith(u"1"_s, u"listed"_s);
    listed.url = request.url;
    store(u"list"_s, {listed});
    QCOMPARE(titles(u"kept"_s).size(), 0);
    QCOMPARE(titles(u"listed"_s).size(), 1);
}

void TestSearch::source_renamed_isFoundByTheNewName()
{
    IncomingCollection collection = incomingCollection(u"first"_s, {u"https://example.org/a"_s});
    QCOMPARE(codeOf(m_library->storeCollection(collection)), u"ok"_s);
    collection.title = u"Second Näme"_s;
    QCOMPARE(codeOf(m_library->storeCollection(collection)), u"ok"_s);
    QCOMPARE(titles(u"source:first"_s).size(), 0);
    QCOMPARE(titles(u"source:\"second name\""_s).size(), 1);
}

void TestSearch::randomActs_indexStaysTrue()
{
    // What cleanup() finds then is the test.
    QRandomGenerator random(7);
    static const QStringList words = {u"one"_s, u"zwei"_s, u"日本語"_s, u"Ünï"_s, u""_s, u"x y"_s};
    const auto word = [&random] { return words.at(random.bounded(int(words.size()))); };
    const auto url = [&random] { return u"https://a.test/%1"_s.arg(random.bounded(12)); };
    for (int i = 0; i < 100; ++i) {
        switch (random.bounded(4)) {
        case 0: {
            QList<IncomingArticle> articles;
            for (int k = random.bounded(8); k > 0; --k) {
                articles.append(articleWith(u"i"_s, word(), word()));
                articles.last().url = QUrl(url());
                articles.last().tags = {word()};
                articles.last().summary = word();
            }
            store(u"list%1"_s.arg(random.bounded(3)), articles);
            break;
        }
        case 1: {
            BookmarkRequest request = requestFor(url());
            request.title = word();
            request.note = word();
            request.tags = {word()};
            QCOMPARE(codeOf(m_library->addBookmark(request)), u"ok"_s);
            break;
        }
        case 2:
            QCOMPARE(codeOf(m_library->removeBookmark(QUrl(url()))), u"ok"_s);
            break;
        default:
            for (Bookmark &bookmark : valueOf(m_library->bookmarks())) {
                bookmark.note = word();
                bookmark.tags = {word()};
                QCOMPARE(codeOf(m_library->editBookmark(bookmark)), u"ok"_s);
            }
        }
    }
    QVERIFY(found(u"one OR zwei"_s).total > 0);
}

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"
