// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/answers.h"
#include "library/testclock.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

/// Searches kept as lists.
class TestSavedSearch final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void save_isListedAndAnnounced();
    void save_blank_isRefused();
    void rename_andRemove_isAnnounced();
    void gone_isNotFound_andListsNothing();
    void list_matchesNow_inAnyOrder_data();
    void list_matchesNow_inAnyOrder();
    void list_relativeDate_followsTheClock();
    void list_changesWithTheLibrary();
    void list_manyMatches_isBounded();
    void search_withinSavedSearch_findsWhatBothMatch_data();
    void search_withinSavedSearch_findsWhatBothMatch();

private:
    void fill();
    [[nodiscard]] Scope saved(const QString &text);
    [[nodiscard]] QString titlesIn(const Scope &scope, PostSort sort = PostSort::ListOrder);
    void expectOneChange();

    std::unique_ptr<QTemporaryDir> m_folder;
    TestClock m_clock{QDateTime()};
    std::unique_ptr<Library> m_library;
    std::unique_ptr<QSignalSpy> m_changes;
};

void TestSavedSearch::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_changes.reset();
    m_library.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = TestClock(QDateTime::fromString(u"2026-06-15T12:00:00Z"_s, Qt::ISODate));
    m_library =
        std::make_unique<Library>(Locations::under(m_folder->path()), nullptr, m_clock.clock());
    QCOMPARE(codeOf(m_library->open()), u"ok"_s);
    m_changes = std::make_unique<QSignalSpy>(m_library.get(), &Library::changed);
}

// Three articles of a source and a bookmarked page; "common" stands in all of them.
void TestSavedSearch::fill()
{
    IncomingCollection collection = incomingCollection(u"list"_s, {});
    const auto add = [&](const QString &name, const QString &title, const QString &published) {
        IncomingArticle article = incomingArticle(u"https://example.org/"_s + name);
        article.title = title;
        article.summary = u"common"_s;
        article.contentHtml = u"<p>Words</p>"_s;
        article.wordCount = int(title.size());
        if (!published.isEmpty())
            article.published = QDateTime::fromString(published, Qt::ISODate);
        collection.articles.append(article);
    };
    add(u"1"_s, u"middle one"_s, u"2026-06-10T00:00:00Z"_s);
    add(u"2"_s, u"Newest two"_s, u"2026-06-14T00:00:00Z"_s);
    add(u"3"_s, u"another three"_s, u"2020-01-01T00:00:00Z"_s);
    QCOMPARE(codeOf(m_library->storeCollection(collection)), u"ok"_s);
    BookmarkRequest request = requestFor(u"https://example.com/kept"_s);
    request.title = u"zero, kept"_s;
    request.summary = u"common"_s;
    QCOMPARE(codeOf(m_library->addBookmark(request)), u"ok"_s);
    QCoreApplication::sendPostedEvents();
    m_changes->clear();
}

Scope TestSavedSearch::saved(const QString &text)
{
    Scope scope;
    scope.kind = Scope::Kind::Search;
    scope.search = valueOf(m_library->saveSearch({}, text)).id;
    return scope;
}

QString TestSavedSearch::titlesIn(const Scope &scope, PostSort sort)
{
    QStringList titles;
    const QList<ArticleId> order = valueOf(m_library->order(scope, sort));
    for (const Post &post : valueOf(m_library->posts(order, scope)))
        titles.append(post.title);
    return titles.join(u" / "_s);
}

void TestSavedSearch::expectOneChange()
{
    QCoreApplication::sendPostedEvents();
    QCOMPARE(m_changes->size(), 1);
    QVERIFY(m_changes->takeFirst().first().value<LibraryChange>().sourcesChanged);
}

void TestSavedSearch::save_isListedAndAnnounced()
{
    const SavedSearch second = valueOf(m_library->saveSearch(u" Second \n one"_s, u" zebra "_s));
    QCOMPARE(second.title, u"Second one"_s);
    QCOMPARE(second.text, u"zebra"_s);
    expectOneChange();
    const SavedSearch untitled = valueOf(m_library->saveSearch({}, u"tag:apple \"two words\""_s));
    QCOMPARE(untitled.title, u"tag:apple \"two words\""_s);
    expectOneChange();
    const QList<SavedSearch> expected{second, untitled};
    QCOMPARE(valueOf(m_library->savedSearches()), expected);
    QCOMPARE(valueOf(m_library->counts()).searches, expected);
}

void TestSavedSearch::save_blank_isRefused()
{
    QCOMPARE(codeOf(m_library->saveSearch(u"Title"_s, u" \t"_s)), u"Data/Malformed"_s);
    const SearchId search = valueOf(m_library->saveSearch(u"Title"_s, u"text"_s)).id;
    QCOMPARE(codeOf(m_library->renameSavedSearch(search, u" "_s)), u"Data/Malformed"_s);
    QCOMPARE(valueOf(m_library->savedSearches()).first().title, u"Title"_s);
}

void TestSavedSearch::rename_andRemove_isAnnounced()
{
    const SavedSearch search = valueOf(m_library->saveSearch(u"Title"_s, u"text"_s));
    expectOneChange();
    QCOMPARE(codeOf(m_library->renameSavedSearch(search.id, u"Other"_s)), u"ok"_s);
    expectOneChange();
    QCOMPARE(valueOf(m_library->savedSearches()),
             (QList<SavedSearch>{{search.id, u"Other"_s, u"text"_s}}));
    QCOMPARE(codeOf(m_library->removeSavedSearch(search.id)), u"ok"_s);
    expectOneChange();
    QCOMPARE(valueOf(m_library->savedSearches()), QList<SavedSearch>());
    // Its id is never used again.
    QVERIFY(valueOf(m_library->saveSearch({}, u"text"_s)).id > search.id);
}

void TestSavedSearch::gone_isNotFound_andListsNothing()
{
    fill();
    const Scope scope = saved(u"common"_s);
    QCOMPARE(codeOf(m_library->removeSavedSearch(scope.search)), u"ok"_s);
    QCOMPARE(codeOf(m_library->removeSavedSearch(scope.search)), u"Data/NotFound"_s);
    QCOMPARE(codeOf(m_library->renameSavedSearch(scope.search, u"x"_s)), u"Data/NotFound"_s);
    QCOMPARE(postsIn(*m_library, scope), QList<Post>());
    SearchRequest request;
    request.text = u"common"_s;
    request.scope = scope;
    QCOMPARE(valueOf(m_library->search(request)).total, 0);
}

void TestSavedSearch::list_matchesNow_inAnyOrder_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<PostSort>("sort");
    QTest::addColumn<QString>("titles");
    const QString newest = u"Newest two / middle one / another three / zero, kept"_s;
    QTest::newRow("list order") << u"common"_s << PostSort::ListOrder << newest;
    QTest::newRow("newest") << u"common"_s << PostSort::Newest << newest;
    QTest::newRow("oldest") << u"common"_s << PostSort::Oldest
                            << u"another three / middle one / Newest two / zero, kept"_s;
    QTest::newRow("title") << u"common"_s << PostSort::Title
                           << u"another three / middle one / Newest two / zero, kept"_s;
    QTest::newRow("reading time") << u"common"_s << PostSort::ReadingTime
                                  << u"middle one / Newest two / another three / zero, kept"_s;
    QTest::newRow("words and a state") << u"common is:unread -two"_s << PostSort::ListOrder
                                       << u"middle one / another three / zero, kept"_s;
    QTest::newRow("without words") << u"is:bookmarked"_s << PostSort::Newest << u"zero, kept"_s;
    QTest::newRow("without words, oldest")
        << u"after:2019"_s << PostSort::Oldest << u"another three / middle one / Newest two"_s;
    QTest::newRow("malformed") << u"(two"_s << PostSort::ListOrder << u"Newest two"_s;
    QTest::newRow("no word at all") << u"--"_s << PostSort::ListOrder << u""_s;
    QTest::newRow("no match") << u"nowhere"_s << PostSort::ListOrder << u""_s;
}

void TestSavedSearch::list_matchesNow_inAnyOrder()
{
    QFETCH(const QString, text);
    QFETCH(const PostSort, sort);
    QFETCH(const QString, titles);
    fill();
    const Scope scope = saved(text);
    QCOMPARE(titlesIn(scope, sort), titles);
    const QList<ArticleId> all = valueOf(m_library->order(scope, sort));
    QCOMPARE(valueOf(m_library->order(scope, sort, 2)), all.first(qMin(all.size(), 2)));
}

void TestSavedSearch::list_relativeDate_followsTheClock()
{
    fill();
    const Scope scope = saved(u"after:7d"_s);
    QCOMPARE(titlesIn(scope), u"Newest two / middle one"_s);
    m_clock.addDays(4);
    QCOMPARE(titlesIn(scope), u"Newest two"_s);
}

void TestSavedSearch::list_changesWithTheLibrary()
{
    fill();
    const Scope scope = saved(u"common is:unread"_s);
    const QList<ArticleId> before = valueOf(m_library->order(scope, PostSort::ListOrder));
    QCOMPARE(codeOf(m_library->setRead({before.first()}, true)), u"ok"_s);
    QCOMPARE(valueOf(m_library->order(scope, PostSort::ListOrder)), before.mid(1));
    // What a view shows already stays there until it asks again.
    QCOMPARE(valueOf(m_library->posts(before, scope)).size(), 4);
    QVERIFY(valueOf(m_library->removeBookmark(QUrl(u"https://example.com/kept"_s))).has_value());
    QCOMPARE(valueOf(m_library->posts(before, scope)).size(), 3);
}

void TestSavedSearch::list_manyMatches_isBounded()
{
    IncomingCollection collection = incomingCollection(u"many"_s, {});
    for (int i = 0; i < Scope::searchBound + 10; ++i) {
        IncomingArticle article;
        article.url = QUrl(u"https://example.org/%1"_s.arg(i));
        article.title = u"word"_s;
        // What came last is the oldest.
        article.published = m_clock.now().addSecs(-i);
        collection.articles.append(article);
    }
    QCOMPARE(codeOf(m_library->storeCollection(collection)), u"ok"_s);
    const QList<ArticleId> byWord = valueOf(m_library->order(saved(u"word"_s), PostSort::Newest));
    QCOMPARE(byWord.size(), Scope::searchBound);
    QCOMPARE(byWord.first(), ArticleId(11)); // the last that came, newest first
    const QList<ArticleId> byDate =
        valueOf(m_library->order(saved(u"after:2020"_s), PostSort::Oldest));
    QCOMPARE(byDate.size(), Scope::searchBound);
    QCOMPARE(byDate.last(), ArticleId(1)); // the last published, oldest first
}

void TestSavedSearch::search_withinSavedSearch_findsWhatBothMatch_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("titles");
    QTest::newRow("words, words") << u"common -two"_s << u"three OR two"_s
                                  << QStringList{u"another three"_s};
    QTest::newRow("words, condition")
        << u"three OR one"_s << u"after:2025"_s << QStringList{u"middle one"_s};
    QTest::newRow("condition, words")
        << u"before:2025"_s << u"common"_s << QStringList{u"another three"_s};
    QTest::newRow("condition and words, both")
        << u"common before:2026-06-12"_s << u"after:2026 one"_s << QStringList{u"middle one"_s};
    QTest::newRow("nothing") << u"--"_s << u"common"_s << QStringList();
}

void TestSavedSearch::search_withinSavedSearch_findsWhatBothMatch()
{
    QFETCH(const QString, list);
    QFETCH(const QString, text);
    QFETCH(const QStringList, titles);
    fill();
    SearchRequest request;
    request.text = text;
    request.scope = saved(list);
    QStringList found;
    for (const SearchResult &result : valueOf(m_library->search(request)).results)
        found.append(result.post.title);
    QCOMPARE(found, titles);
}

QTEST_GUILESS_MAIN(TestSavedSearch)
#include "tst_savedsearch.moc"
