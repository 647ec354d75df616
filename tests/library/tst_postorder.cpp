// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/answers.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace lectern;

/// Lists as ids, windows of posts, and what other processes change.
class TestPostOrder final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void listOrder_beginsAlike_data();
    void listOrder_beginsAlike();
    void sort_ordersEveryScope_data();
    void sort_ordersEveryScope();
    void wholeByTitle_knowsActsBefore_andIsAnsweredAtTheEnd();
    void wholeByTitle_neverOpened_isAnError();
    void posts_goneOrElsewhere_areLeftOut();
    void posts_readSince_stayUnderUnread();
    void counts_areThoseOfTheLists();
    void otherConnection_isNoticed();
    void ownActs_areNotTakenForOthers();

private:
    void reopen();
    [[nodiscard]] QList<ArticleId> order(const Scope &scope, PostSort sort,
                                         std::optional<int> most = std::nullopt)
    {
        return valueOf(m_library->order(scope, sort, most));
    }
    [[nodiscard]] QStringList titles(const Scope &scope, PostSort sort,
                                     std::optional<int> most = std::nullopt);
    [[nodiscard]] Scope scopeOf(Scope::Kind kind);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Library> m_library;
};

Q_DECLARE_METATYPE(lectern::PostSort)

namespace {

IncomingArticle dated(const QString &title, int year)
{
    IncomingArticle article = incomingArticle(u"https://example.org/"_s + title);
    article.title = title;
    article.section = u"Section "_s + title;
    article.contentHtml = u"<p>Words</p>"_s;
    article.wordCount = title == u"fig"_s ? 0 : 100 * static_cast<int>(title.size());
    if (year > 0)
        article.published = QDateTime(QDate(year, 1, 1), QTime(0, 0), Qt::UTC);
    return article;
}

} // namespace

// Two sources that share an article, three bookmarks, one of them of no source, one article read.
void TestPostOrder::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
    reopen();
    IncomingCollection first = incomingCollection(u"first"_s, {});
    first.articles = {dated(u"pear"_s, 2001), dated(u"Apple"_s, 2005), dated(u"fig"_s, 0)};
    IncomingCollection second = incomingCollection(u"second"_s, {});
    second.articles = {dated(u"Zebra"_s, 2003), dated(u"Apple"_s, 2005), dated(u"banana"_s, 2004)};
    QCOMPARE(codeOf(m_library->storeCollection(first)), u"ok"_s);
    QCOMPARE(codeOf(m_library->storeCollection(second)), u"ok"_s);
    QCOMPARE(codeOf(m_library->setRead({order({}, PostSort::ListOrder).at(1)}, true)), u"ok"_s);
    for (const QString &name : {u"Apple"_s, u"Zebra"_s, u"nowhere"_s}) {
        BookmarkRequest request = requestFor(u"https://example.org/"_s + name);
        request.title = name == u"Apple"_s ? u"my apple"_s : name;
        QCOMPARE(codeOf(m_library->addBookmark(request)), u"ok"_s);
    }
}

void TestPostOrder::reopen()
{
    m_library.reset();
    m_library = std::make_unique<Library>(Locations::under(m_folder->path()));
    QCOMPARE(codeOf(m_library->open()), u"ok"_s);
}

Scope TestPostOrder::scopeOf(Scope::Kind kind)
{
    if (kind != Scope::Kind::Source)
        return {kind, {}};
    return {kind, valueOf(m_library->counts()).sources.last().id};
}

QStringList TestPostOrder::titles(const Scope &scope, PostSort sort, std::optional<int> most)
{
    QStringList titles;
    for (const Post &post : valueOf(m_library->posts(order(scope, sort, most), scope)))
        titles.append(post.title);
    return titles;
}

void TestPostOrder::listOrder_beginsAlike_data()
{
    QTest::addColumn<Scope::Kind>("kind");
    QTest::newRow("all") << Scope::Kind::All;
    QTest::newRow("unread") << Scope::Kind::Unread;
    QTest::newRow("bookmarks") << Scope::Kind::Bookmarks;
    QTest::newRow("source") << Scope::Kind::Source;
}

void TestPostOrder::listOrder_beginsAlike()
{
    QFETCH(const Scope::Kind, kind);
    const Scope scope = scopeOf(kind);
    const QList<ArticleId> ids = order(scope, PostSort::ListOrder);
    QVERIFY(ids.size() >= 3);
    QCOMPARE(postsIn(*m_library, scope).size(), ids.size());
    for (int most = 0; most <= int(ids.size()) + 1; ++most)
        QCOMPARE(order(scope, PostSort::ListOrder, most),
                 ids.first(std::min(ids.size(), qsizetype(most))));
}

void TestPostOrder::sort_ordersEveryScope_data()
{
    QTest::addColumn<Scope::Kind>("kind");
    QTest::addColumn<PostSort>("sort");
    QTest::addColumn<QString>("titles");
    const auto row = [](const char *name, Scope::Kind kind, PostSort sort, const QString &titles) {
        QTest::newRow(name) << kind << sort << titles;
    };
    using Kind = Scope::Kind;
    row("all, newest", Kind::All, PostSort::Newest, u"Apple banana Zebra pear fig"_s);
    row("all, oldest", Kind::All, PostSort::Oldest, u"pear Zebra banana Apple fig"_s);
    row("all, title", Kind::All, PostSort::Title, u"Apple banana fig pear Zebra"_s);
    row("unread, newest", Kind::Unread, PostSort::Newest, u"banana Zebra pear fig"_s);
    row("unread, title", Kind::Unread, PostSort::Title, u"banana fig pear Zebra"_s);
    row("bookmarks, newest", Kind::Bookmarks, PostSort::Newest, u"my apple Zebra nowhere"_s);
    row("all, reading time", Kind::All, PostSort::ReadingTime, u"pear Apple Zebra banana fig"_s);
    row("bookmarks, title", Kind::Bookmarks, PostSort::Title, u"my apple nowhere Zebra"_s);
    row("source, oldest", Kind::Source, PostSort::Oldest, u"Zebra banana Apple"_s);
    row("source, title", Kind::Source, PostSort::Title, u"Apple banana Zebra"_s);
}

void TestPostOrder::sort_ordersEveryScope()
{
    QFETCH(const Scope::Kind, kind);
    QFETCH(const PostSort, sort);
    QFETCH(const QString, titles);
    const Scope scope = scopeOf(kind);
    QCOMPARE(this->titles(scope, sort).join(u' '), titles);
    const QList<ArticleId> ids = order(scope, sort);
    for (int most = 0; most <= int(ids.size()) + 1; ++most)
        QCOMPARE(order(scope, sort, most), ids.first(std::min(ids.size(), qsizetype(most))));
}

void TestPostOrder::wholeByTitle_knowsActsBefore_andIsAnsweredAtTheEnd()
{
    const int before = int(order({}, PostSort::Title).size());
    IncomingCollection third = incomingCollection(u"third"_s, {});
    third.articles = {dated(u"cherry"_s, 2002)};
    const auto stored = m_library->storeCollection(third);
    const auto ordered = m_library->order({}, PostSort::Title);
    const auto last = m_library->order({}, PostSort::ReadingTime);
    m_library.reset();
    QCOMPARE(codeOf(stored), u"ok"_s);
    QCOMPARE(valueOf(ordered).size(), before + 1);
    QCOMPARE(valueOf(last).size(), before + 1);
}

void TestPostOrder::wholeByTitle_neverOpened_isAnError()
{
    Library library(Locations::under(m_folder->path()));
    QCOMPARE(codeOf(library.order({}, PostSort::Title)), u"Bug/Internal"_s);
}

void TestPostOrder::posts_goneOrElsewhere_areLeftOut()
{
    const QList<ArticleId> all = order({}, PostSort::ListOrder);
    QCOMPARE(valueOf(m_library->posts({ArticleId(99)}, {})), QList<Post>());
    QCOMPARE(valueOf(m_library->posts(all, scopeOf(Scope::Kind::Bookmarks))).size(), 2);
    QCOMPARE(valueOf(m_library->posts(all, scopeOf(Scope::Kind::Source))).size(), 3);
    const QList<ArticleId> bookmarked = order(scopeOf(Scope::Kind::Bookmarks), PostSort::Title);
    QCOMPARE(valueOf(m_library->posts(bookmarked, {})).size(), 2); // one is of no source
}

void TestPostOrder::posts_readSince_stayUnderUnread()
{
    const Scope unread{Scope::Kind::Unread, {}};
    const QList<ArticleId> ids = order(unread, PostSort::ListOrder);
    QCOMPARE(codeOf(m_library->setRead({ids.first()}, true)), u"ok"_s);
    const QList<Post> posts = valueOf(m_library->posts(ids, unread));
    QCOMPARE(posts.size(), ids.size());
    QVERIFY(posts.first().isRead);
    QCOMPARE(order(unread, PostSort::ListOrder), ids.sliced(1));
}

void TestPostOrder::counts_areThoseOfTheLists()
{
    const LibraryCounts counts = valueOf(m_library->counts());
    QCOMPARE(counts.posts, 5);
    QCOMPARE(counts.unread, 4);
    QCOMPARE(counts.bookmarks, 3);
    for (const Source &source : counts.sources) {
        QCOMPARE(source.postCount, 3);
        QCOMPARE(source.unreadCount, 2); // the shared one is read
    }
    // Unread again, and read without being listed.
    QCOMPARE(codeOf(m_library->setRead({order({}, PostSort::ListOrder).at(1)}, false)), u"ok"_s);
    QCOMPARE(codeOf(m_library->setRead(
                 {order(scopeOf(Scope::Kind::Bookmarks), PostSort::ListOrder).first()}, true)),
             u"ok"_s);
    const LibraryCounts now = valueOf(m_library->counts());
    QCOMPARE(now.unread, 5);
    for (const Source &source : now.sources)
        QCOMPARE(source.unreadCount, 3);
}

void TestPostOrder::otherConnection_isNoticed()
{
    reopen(); // without the changes of init()
    QSignalSpy changes(m_library.get(), &Library::changed);
    Library other(Locations::under(m_folder->path()));
    QCOMPARE(codeOf(other.open()), u"ok"_s);
    QCOMPARE(codeOf(other.addBookmark(requestFor(u"https://example.org/new"_s))), u"ok"_s);
    constexpr std::chrono::milliseconds promised{2000};
    QTRY_COMPARE_WITH_TIMEOUT(changes.size(), 1, int(promised.count()) + 1000);
    const auto change = changes.first().first().value<LibraryChange>();
    QVERIFY(change.sourcesChanged);
    QVERIFY(change.bookmarksChanged);
    QCOMPARE(valueOf(m_library->counts()).bookmarks, 4);
}

void TestPostOrder::ownActs_areNotTakenForOthers()
{
    reopen();
    Library other(Locations::under(m_folder->path()));
    QCOMPARE(codeOf(other.open()), u"ok"_s);
    QSignalSpy ours(m_library.get(), &Library::changed);
    QSignalSpy others(&other, &Library::changed);
    QCOMPARE(codeOf(m_library->addBookmark(requestFor(u"https://example.org/new"_s))), u"ok"_s);
    // When the other one has noticed, this one has had its time to look as well.
    QTRY_COMPARE(others.size(), 1);
    QCOMPARE(codeOf(other.addBookmark(requestFor(u"https://example.org/newer"_s))), u"ok"_s);
    QTRY_COMPARE(ours.size(), 2);
    QVERIFY(!ours.first().first().value<LibraryChange>().sourcesChanged);
    QVERIFY(ours.last().first().value<LibraryChange>().sourcesChanged);
}

QTEST_GUILESS_MAIN(TestPostOrder)
#include "tst_postorder.moc"
