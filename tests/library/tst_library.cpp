// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deliver.h"
#include "library/answers.h"
#include "library/database.h"
#include "library/migrations.h"
#include "library/statement.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace lectern;

/// The facade, as the other rooms see it.
class TestLibrary final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void calls_neverOpened_areABug();
    void calls_whileOpening_waitForIt();
    void counts_emptyLibrary_areZero();

    void collection_new_isListedAsGiven();
    void collection_same_writesNothing();
    void collection_otherHashOnly_sendsNothing();
    void collection_changedWords_takesThemOver();
    void collection_otherOrder_isListedInIt();
    void collection_newTitle_isShown();
    void collection_articleGone_leavesNothing();
    void collection_articleGone_bookmarked_stays();
    void collection_oddArticles_oneForEachPage();
    void collections_builtInOnes_comeFirst();
    void collections_shared_areOneArticle();
    void collections_shared_firstOneDescribes_data();
    void collections_shared_firstOneDescribes();
    void collection_withoutContent_keepsContent();
    void collectionHash_isTheLastOne();

    void content_listed_isWhole();
    void content_lecternAddress_isFound();
    void content_none_isEmpty();

    void removeSource_takesItsArticles();
    void removeSource_builtInOrUnknown_isRefused();

    void bookmark_listedPost_keepsItsWords();
    void bookmark_anyPage_isKept();
    void bookmark_twice_isTheFirst();
    void bookmark_ownWords_leaveTheArticleAlone();
    void bookmark_notAPage_isRefused_data();
    void bookmark_notAPage_isRefused();
    void bookmark_trackingVariant_isTheSamePage();
    void removeBookmark_none_isEmpty();
    void removeBookmark_restored_isAsBefore();
    void removeBookmark_unlistedArticle_restored_isWhole();
    void removeBookmark_unlistedArticle_leavesNothing();
    void restoreBookmark_addedMeanwhile_givesWay();
    void restoreBookmark_afterRestart_isAsBefore();
    void editBookmark_replacesTitleNoteAndTags();
    void editBookmark_gone_isNotFound();
    void bookmarks_areNewestFirst();

    void setRead_changesThosePosts();
    void setRead_unknownArticle_isPassedOver();
    void unread_listsTheOthers();

    void changed_comesBeforeTheAnswer();
    void answers_comeInOrder();
    void destroying_withQueuedActs_doesThem();
    void calls_fromAnotherThread_work();

private:
    void reopen();
    [[nodiscard]] LibraryChange onlyChange();
    void expectNoChange();
    [[nodiscard]] QStringList titlesIn(const Scope &scope);
    [[nodiscard]] QList<Post> all() { return postsIn(*m_library); }
    [[nodiscard]] Post postAt(const QString &url);
    [[nodiscard]] qint64 rowsOf(const QString &table) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Library> m_library;
    std::unique_ptr<QSignalSpy> m_changes;
};

namespace {

const QString a = u"https://example.org/a"_s;
const QString b = u"https://example.org/b"_s;
const QString c = u"https://example.org/c"_s;
const Scope bookmarksScope{Scope::Kind::Bookmarks, {}};

Scope scopeOf(SourceId source)
{
    return {Scope::Kind::Source, source};
}

QDateTime timeOf(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODateWithMs);
}

// Says all that can be said.
IncomingArticle fullArticle(const QString &url)
{
    IncomingArticle article = incomingArticle(url);
    article.author = u"An Author"_s;
    article.language = u"de-AT"_s;
    article.contentHtml = u"<p>Zwei Wörter</p>"_s;
    article.section = u"Language & Design"_s;
    article.tags = {u"Zebra"_s, u"async & co"_s, u"Ångström"_s};
    article.published = timeOf(u"2016-10-06T12:00:00.123Z"_s);
    article.updated = timeOf(u"2016-10-07T00:00:00Z"_s);
    article.wordCount = 2;
    return article;
}

} // namespace

void TestLibrary::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
    reopen();
}

void TestLibrary::cleanup()
{
    m_changes.reset();
    m_library.reset();
    // Whatever a test did: nothing refers to what is not there, and nothing is kept for nobody.
    const auto database = Database::open(Locations::under(m_folder->path()).libraryFile(),
                                         libraryMigrations().last().version);
    QVERIFY(database);
    const auto dangling = Statement(**database, u"SELECT count(*) FROM pragma_foreign_key_check"_s)
                              .first([](const Row &row) { return row.integer(0); });
    QCOMPARE(valueOf(dangling), std::optional<qint64>(0));
    const auto unkept = Statement(**database,
                                  u"SELECT address FROM article"
                                  " WHERE id NOT IN (SELECT article_id FROM source_article)"
                                  " AND id NOT IN (SELECT article_id FROM bookmark)"_s)
                            .rows([](const Row &row) { return row.text(0); });
    QCOMPARE(valueOf(unkept), QStringList());
    QCOMPARE(rowsOf(u"discarded_article"_s), 0);
    verifyIndex(**database);
}

void TestLibrary::reopen()
{
    m_changes.reset();
    m_library.reset();
    m_library = std::make_unique<Library>(Locations::under(m_folder->path()));
    QCOMPARE(codeOf(m_library->open()), u"ok"_s);
    m_changes = std::make_unique<QSignalSpy>(m_library.get(), &Library::changed);
}

// The one change since this was last asked.
LibraryChange TestLibrary::onlyChange()
{
    QCoreApplication::sendPostedEvents();
    if (m_changes->size() != 1) {
        QTest::qFail(qPrintable(u"%1 changes"_s.arg(m_changes->size())), __FILE__, __LINE__);
        return {};
    }
    return m_changes->takeFirst().first().value<LibraryChange>();
}

void TestLibrary::expectNoChange()
{
    QCoreApplication::sendPostedEvents();
    QCOMPARE(m_changes->size(), 0);
}

QStringList TestLibrary::titlesIn(const Scope &scope)
{
    QStringList titles;
    for (const Post &post : postsIn(*m_library, scope))
        titles.append(post.title);
    return titles;
}

Post TestLibrary::postAt(const QString &url)
{
    return valueOf(m_library->postAt(QUrl(url))).value_or(Post());
}

qint64 TestLibrary::rowsOf(const QString &table) const
{
    const auto database = Database::open(Locations::under(m_folder->path()).libraryFile(),
                                         libraryMigrations().last().version);
    if (!database)
        return -1;
    const auto rows =
        Statement(**database, u"SELECT count(*) FROM "_s + table).first([](const Row &row) {
            return row.integer(0);
        });
    return valueOf(rows).value_or(-1);
}

void TestLibrary::calls_neverOpened_areABug()
{
    Library closed(Locations::under(m_folder->filePath(u"other"_s)));
    QCOMPARE(codeOf(closed.counts()), u"Bug/Internal"_s);
    QCOMPARE(codeOf(closed.setRead({}, true)), u"Bug/Internal"_s);
    QVERIFY(!QFile::exists(m_folder->filePath(u"other"_s)));
}

void TestLibrary::calls_whileOpening_waitForIt()
{
    Library library(Locations::under(m_folder->filePath(u"other"_s)));
    const auto opened = library.open();
    const auto added = library.addBookmark(requestFor(a));
    const auto kept = library.bookmarks();
    QCOMPARE(codeOf(opened), u"ok"_s);
    QCOMPARE(codeOf(added), u"ok"_s);
    QCOMPARE(valueOf(kept).size(), 1);
}

void TestLibrary::counts_emptyLibrary_areZero()
{
    QCOMPARE(valueOf(m_library->counts()), LibraryCounts());
    QCOMPARE(all(), QList<Post>());
    expectNoChange();
}

void TestLibrary::collection_new_isListedAsGiven()
{
    IncomingCollection collection;
    collection.url = QUrl(u"lectern://collection/selected"_s);
    collection.title = u"Selected"_s;
    collection.homePage = QUrl(u"https://example.org/"_s);
    collection.isBuiltIn = true;
    collection.articles = {fullArticle(b), incomingArticle(a)};
    const CollectionOutcome outcome = valueOf(m_library->storeCollection(collection));
    QVERIFY(outcome.source);
    QCOMPARE(outcome.added, 2);
    QCOMPARE(outcome.updated, 0);
    QCOMPARE(outcome.removed, 0);
    const LibraryChange change = onlyChange();
    QVERIFY(change.sourcesChanged);
    QVERIFY(!change.bookmarksChanged);
    QCOMPARE(change.posts, QList<Post>());

    const QList<Post> posts = all();
    QCOMPARE(posts.size(), 2);
    Post expected;
    expected.id = posts.first().id;
    expected.source = outcome.source;
    expected.url = QUrl(b);
    expected.title = u"Title b"_s;
    expected.summary = u"Summary b"_s;
    expected.sourceTitle = u"Selected"_s;
    expected.section = u"Language & Design"_s;
    expected.tags = QStringList{u"Zebra"_s, u"async & co"_s, u"Ångström"_s};
    expected.author = fullArticle(b).author;
    expected.published = timeOf(u"2016-10-06T12:00:00.123Z"_s);
    expected.updated = fullArticle(b).updated->toUTC();
    expected.wordCount = 2;
    QVERIFY(posts.first().id);
    QCOMPARE(posts.first(), expected);
    QCOMPARE(posts.first().published->timeSpec(), Qt::UTC);
    QCOMPARE(posts.last().url, QUrl(a));
    QCOMPARE(posts.last().published, std::optional<QDateTime>());
    QCOMPARE(posts.last().wordCount, std::optional<int>());
    QCOMPARE(postsIn(*m_library, scopeOf(outcome.source)), posts);
    QCOMPARE(postsIn(*m_library, scopeOf(SourceId(99))), QList<Post>());
    QCOMPARE(postAt(b), expected);

    const LibraryCounts counts = valueOf(m_library->counts());
    QCOMPARE(counts.posts, 2);
    QCOMPARE(counts.unread, 2);
    QCOMPARE(counts.bookmarks, 0);
    Source source;
    source.id = outcome.source;
    source.url = collection.url;
    source.title = u"Selected"_s;
    source.homePage = collection.homePage;
    source.isBuiltIn = true;
    source.postCount = 2;
    source.unreadCount = 2;
    QCOMPARE(counts.sources, QList<Source>{source});

    reopen();
    QCOMPARE(all(), posts);
    QCOMPARE(valueOf(m_library->counts()), counts);
}

void TestLibrary::collection_same_writesNothing()
{
    IncomingCollection collection = incomingCollection(u"list"_s, {a, b});
    collection.articles.append(fullArticle(c));
    valueOf(m_library->storeCollection(collection));
    (void)onlyChange();
    const auto other = Database::open(Locations::under(m_folder->path()).libraryFile(),
                                      libraryMigrations().last().version);
    QVERIFY(other);
    // Becomes another number when another connection has written anything.
    const auto dataVersion = [&] {
        return Statement(**other, u"PRAGMA data_version"_s).first([](const Row &row) {
            return row.integer(0);
        });
    };
    const auto before = valueOf(dataVersion());
    const CollectionOutcome outcome = valueOf(m_library->storeCollection(collection));
    QCOMPARE(outcome.added + outcome.updated + outcome.removed, 0);
    QCOMPARE(valueOf(dataVersion()), before);
    expectNoChange();
}

void TestLibrary::collection_otherHashOnly_sendsNothing()
{
    IncomingCollection collection = incomingCollection(u"list"_s, {a});
    valueOf(m_library->storeCollection(collection));
    (void)onlyChange();
    collection.contentHash = "other";
    valueOf(m_library->storeCollection(collection));
    QCOMPARE(valueOf(m_library->collectionHash(collection.url)), "other"_ba);
    expectNoChange();
}

void TestLibrary::collection_changedWords_takesThemOver()
{
    IncomingCollection collection = incomingCollection(u"list"_s, {a, b, c});
    collection.articles[1] = fullArticle(b);
    valueOf(m_library->storeCollection(collection));
    const Post before = postAt(b);
    valueOf(m_library->addBookmark(requestFor(b)));
    QCOMPARE(codeOf(m_library->setRead({before.id}, true)), u"ok"_s);
    QCoreApplication::sendPostedEvents();
    m_changes->clear();

    IncomingArticle &article = collection.articles[1];
    article.title = u"New title"_s;
    article.summary.clear();
    article.contentHtml = u"<p>New words for it</p>"_s;
    article.wordCount = 4;
    article.tags = {u"new"_s};
    article.published.reset();
    const CollectionOutcome outcome = valueOf(m_library->storeCollection(collection));
    QCOMPARE(outcome.added, 0);
    QCOMPARE(outcome.updated, 1);
    QCOMPARE(outcome.removed, 0);
    QVERIFY(onlyChange().sourcesChanged);

    Post expected = before;
    expected.title = u"New title"_s;
    expected.summary.clear();
    expected.tags = QStringList{u"new"_s};
    expected.wordCount = 4;
    expected.published.reset();
    expected.isRead = true;
    expected.isBookmarked = true;
    QCOMPARE(postAt(b), expected);
    QCOMPARE(valueOf(m_library->contentAt(QUrl(b)))->html, u"<p>New words for it</p>"_s);
    // The bookmark holds what the reader kept.
    QCOMPARE(valueOf(m_library->bookmarkAt(QUrl(b)))->title, u"Title b"_s);
}

void TestLibrary::collection_otherOrder_isListedInIt()
{
    const SourceId source =
        valueOf(m_library->storeCollection(incomingCollection(u"list"_s, {a, b, c}))).source;
    (void)onlyChange();
    const CollectionOutcome outcome =
        valueOf(m_library->storeCollection(incomingCollection(u"list"_s, {c, a, b})));
    QCOMPARE(outcome.source, source);
    QCOMPARE(outcome.updated, 0);
    QVERIFY(onlyChange().sourcesChanged);
    QCOMPARE(titlesIn({}), QStringList({u"Title c"_s, u"Title a"_s, u"Title b"_s}));
}

void TestLibrary::collection_newTitle_isShown()
{
    IncomingCollection collection = incomingCollection(u"list"_s, {a});
    valueOf(m_library->storeCollection(collection));
    (void)onlyChange();
    collection.title = u"A better name"_s;
    collection.articles[0].section = u"Section"_s;
    valueOf(m_library->storeCollection(collection));
    QVERIFY(onlyChange().sourcesChanged);
    QCOMPARE(postAt(a).sourceTitle, u"A better name"_s);
    QCOMPARE(postAt(a).section, u"Section"_s);
}

void TestLibrary::collection_articleGone_leavesNothing()
{
    IncomingCollection collection = incomingCollection(u"list"_s, {a});
    collection.articles.append(fullArticle(b));
    valueOf(m_library->storeCollection(collection));
    QCOMPARE(codeOf(m_library->setRead({postAt(b).id}, true)), u"ok"_s);
    const CollectionOutcome outcome =
        valueOf(m_library->storeCollection(incomingCollection(u"list"_s, {a})));
    QCOMPARE(outcome.removed, 1);
    QCOMPARE(titlesIn({}), QStringList{u"Title a"_s});
    QVERIFY(!valueOf(m_library->postAt(QUrl(b))).has_value());
    QVERIFY(!valueOf(m_library->contentAt(QUrl(b))).has_value());
    reopen(); // until then it might come back as it was
    QCOMPARE(rowsOf(u"article"_s), 1);
    QCOMPARE(rowsOf(u"article_body"_s), 0);
    QCOMPARE(rowsOf(u"article_state"_s), 0);
    QCOMPARE(rowsOf(u"article_tag"_s), 0);
}

void TestLibrary::collection_articleGone_bookmarked_stays()
{
    IncomingCollection collection = incomingCollection(u"list"_s, {a});
    collection.articles.append(fullArticle(b));
    valueOf(m_library->storeCollection(collection));
    valueOf(m_library->addBookmark(requestFor(b)));
    valueOf(m_library->storeCollection(incomingCollection(u"list"_s, {})));
    QCOMPARE(titlesIn({}), QStringList());
    QCOMPARE(titlesIn(bookmarksScope), QStringList{u"Title b"_s});
    const Post post = postAt(b);
    QVERIFY(!post.source);
    QCOMPARE(post.sourceTitle, QString());
    QCOMPARE(post.section, QString());
    QCOMPARE(post.tags.size(), 3);
    QVERIFY(valueOf(m_library->contentAt(QUrl(b))).has_value());
    const LibraryCounts counts = valueOf(m_library->counts());
    QCOMPARE(counts.posts, 0);
    QCOMPARE(counts.bookmarks, 1);
}

void TestLibrary::collection_oddArticles_oneForEachPage()
{
    IncomingCollection collection = incomingCollection(
        u"list"_s,
        {a + u"?utm_source=x"_s, u"HTTPS://EXAMPLE.org:443/a#top"_s, u""_s, u"/relative"_s, b});
    collection.articles[4].tags = {u" two  words "_s, u""_s, u"two words"_s, u"a\u001fb"_s};
    const CollectionOutcome outcome = valueOf(m_library->storeCollection(collection));
    QCOMPARE(outcome.added, 2);
    const QList<Post> posts = all();
    QCOMPARE(posts.size(), 2);
    QCOMPARE(posts.first().url, QUrl(a + u"?utm_source=x"_s)); // as published
    QCOMPARE(posts.last().tags, QStringList({u"two words"_s, u"a b"_s}));
    QCOMPARE(postAt(a + u"?fbclid=1#part"_s).id, posts.first().id);
    QVERIFY(!valueOf(m_library->postAt(QUrl())).has_value());
}

void TestLibrary::collections_builtInOnes_comeFirst()
{
    valueOf(m_library->storeCollection(incomingCollection(u"mine"_s, {a})));
    IncomingCollection builtIn = incomingCollection(u"guide"_s, {b});
    builtIn.isBuiltIn = true;
    valueOf(m_library->storeCollection(builtIn));
    builtIn = incomingCollection(u"more"_s, {c});
    builtIn.isBuiltIn = true;
    valueOf(m_library->storeCollection(builtIn));
    QStringList titles;
    for (const Source &source : valueOf(m_library->counts()).sources)
        titles.append(source.title);
    QCOMPARE(titles, QStringList({u"guide"_s, u"more"_s, u"mine"_s}));
    QCOMPARE(titlesIn({}), QStringList({u"Title b"_s, u"Title c"_s, u"Title a"_s}));
}

void TestLibrary::collections_shared_areOneArticle()
{
    IncomingCollection one = incomingCollection(u"one"_s, {a, b});
    one.articles[1].section = u"Section of one"_s;
    IncomingCollection two = incomingCollection(u"two"_s, {b, c});
    two.articles[0].section = u"Section of two"_s;
    const SourceId first = valueOf(m_library->storeCollection(one)).source;
    const CollectionOutcome outcome = valueOf(m_library->storeCollection(two));
    const SourceId second = outcome.source;
    QCOMPARE(outcome.added, 2);
    QCOMPARE(outcome.updated, 0);

    QCOMPARE(titlesIn({}), QStringList({u"Title a"_s, u"Title b"_s, u"Title c"_s}));
    QCOMPARE(titlesIn(scopeOf(second)), QStringList({u"Title b"_s, u"Title c"_s}));
    const Post inAll = all().at(1);
    QCOMPARE(inAll.source, first);
    QCOMPARE(inAll.section, u"Section of one"_s);
    QCOMPARE(postAt(b), inAll);
    const Post inSecond = postsIn(*m_library, scopeOf(second)).first();
    QCOMPARE(inSecond.id, inAll.id);
    QCOMPARE(inSecond.source, second);
    QCOMPARE(inSecond.sourceTitle, u"two"_s);
    QCOMPARE(inSecond.section, u"Section of two"_s);

    QCOMPARE(codeOf(m_library->setRead({inAll.id}, true)), u"ok"_s);
    const LibraryCounts counts = valueOf(m_library->counts());
    QCOMPARE(counts.posts, 3);
    QCOMPARE(counts.unread, 2);
    QCOMPARE(counts.sources.at(0).unreadCount, 1);
    QCOMPARE(counts.sources.at(1).unreadCount, 1);
    QCOMPARE(counts.sources.at(1).postCount, 2);

    // Gone from one, it is still in the other, and still read.
    valueOf(m_library->storeCollection(incomingCollection(u"one"_s, {a})));
    QCOMPARE(postAt(b).source, second);
    QVERIFY(postAt(b).isRead);
}

void TestLibrary::collections_shared_firstOneDescribes_data()
{
    QTest::addColumn<QString>("firstSummary");
    QTest::addColumn<QString>("secondSummary");
    QTest::addColumn<bool>("isFirstStoredAgain");
    QTest::addColumn<QString>("expected");
    QTest::newRow("both") << u"one"_s << u"two"_s << false << u"one"_s;
    QTest::newRow("both, first again") << u"one"_s << u"two"_s << true << u"one"_s;
    QTest::newRow("second fills in") << QString() << u"two"_s << false << u"two"_s;
    QTest::newRow("second fills in, first again") << QString() << u"two"_s << true << u"two"_s;
    QTest::newRow("second has none") << u"one"_s << QString() << false << u"one"_s;
}

void TestLibrary::collections_shared_firstOneDescribes()
{
    QFETCH(const QString, firstSummary);
    QFETCH(const QString, secondSummary);
    QFETCH(const bool, isFirstStoredAgain);
    QFETCH(const QString, expected);
    IncomingCollection first = incomingCollection(u"one"_s, {a});
    first.articles[0].summary = firstSummary;
    IncomingCollection second = incomingCollection(u"two"_s, {a});
    second.articles[0].summary = secondSummary;
    valueOf(m_library->storeCollection(first));
    valueOf(m_library->storeCollection(second));
    if (isFirstStoredAgain)
        valueOf(m_library->storeCollection(first));
    QCOMPARE(postAt(a).summary, expected);
}

void TestLibrary::collection_withoutContent_keepsContent()
{
    IncomingCollection collection = incomingCollection(u"one"_s, {});
    collection.articles = {fullArticle(a)};
    valueOf(m_library->storeCollection(collection));
    collection.articles[0].contentHtml.clear();
    collection.articles[0].wordCount.reset();
    QCOMPARE(valueOf(m_library->storeCollection(collection)).updated, 0);
    QCOMPARE(valueOf(m_library->contentAt(QUrl(a)))->html, u"<p>Zwei Wörter</p>"_s);
    QCOMPARE(postAt(a).wordCount, std::optional(2));
}

void TestLibrary::collectionHash_isTheLastOne()
{
    IncomingCollection collection = incomingCollection(u"one"_s, {a});
    collection.contentHash = QByteArray("\0\xff hash", 7);
    QCOMPARE(valueOf(m_library->collectionHash(collection.url)), QByteArray());
    valueOf(m_library->storeCollection(collection));
    QCOMPARE(valueOf(m_library->collectionHash(collection.url)), collection.contentHash);
}

void TestLibrary::content_listed_isWhole()
{
    IncomingCollection collection = incomingCollection(u"list"_s, {});
    collection.articles = {fullArticle(a)};
    valueOf(m_library->storeCollection(collection));
    const auto content = valueOf(m_library->contentAt(QUrl(a + u"?utm_medium=rss"_s)));
    QVERIFY(content.has_value());
    QCOMPARE(content->url, QUrl(a));
    QCOMPARE(content->title, u"Title a"_s);
    QCOMPARE(content->author, u"An Author"_s);
    QCOMPARE(content->sourceTitle, u"list"_s);
    QCOMPARE(content->language, u"de-AT"_s);
    QCOMPARE(content->html, u"<p>Zwei Wörter</p>"_s);
    QCOMPARE(content->published, std::optional(timeOf(u"2016-10-06T12:00:00.123Z"_s)));
    QCOMPARE(content->wordCount, std::optional(2));
}

void TestLibrary::content_lecternAddress_isFound()
{
    const QString url = u"lectern://guide/first-steps"_s;
    IncomingCollection collection = incomingCollection(u"guide"_s, {});
    collection.articles = {fullArticle(url), fullArticle(u"lectern://guide/keys"_s)};
    QCOMPARE(valueOf(m_library->storeCollection(collection)).added, 2);
    QCOMPARE(valueOf(m_library->contentAt(QUrl(url)))->url, QUrl(url));
    QCOMPARE(valueOf(m_library->contentAt(QUrl(url + u"#part"_s)))->title, u"Title first-steps"_s);
    valueOf(m_library->addBookmark(requestFor(url)));
    QVERIFY(postAt(url).isBookmarked);
}

void TestLibrary::content_none_isEmpty()
{
    valueOf(m_library->storeCollection(incomingCollection(u"list"_s, {a})));
    QVERIFY(!valueOf(m_library->contentAt(QUrl(a))).has_value());
    QVERIFY(!valueOf(m_library->contentAt(QUrl(b))).has_value());
}

void TestLibrary::removeSource_takesItsArticles()
{
    const SourceId source =
        valueOf(m_library->storeCollection(incomingCollection(u"one"_s, {a, b, c}))).source;
    valueOf(m_library->storeCollection(incomingCollection(u"two"_s, {b})));
    valueOf(m_library->addBookmark(requestFor(c)));
    QCoreApplication::sendPostedEvents();
    m_changes->clear();
    QCOMPARE(codeOf(m_library->removeSource(source)), u"ok"_s);
    const LibraryChange change = onlyChange();
    QVERIFY(change.sourcesChanged);
    QVERIFY(!change.bookmarksChanged);
    QVERIFY(!valueOf(m_library->postAt(QUrl(a))).has_value());
    QCOMPARE(titlesIn({}), QStringList{u"Title b"_s});
    QCOMPARE(titlesIn(bookmarksScope), QStringList{u"Title c"_s});
    QCOMPARE(valueOf(m_library->counts()).sources.size(), 1);
    QCOMPARE(rowsOf(u"article"_s), 2);
}

void TestLibrary::removeSource_builtInOrUnknown_isRefused()
{
    IncomingCollection collection = incomingCollection(u"one"_s, {a});
    collection.isBuiltIn = true;
    const SourceId source = valueOf(m_library->storeCollection(collection)).source;
    (void)onlyChange();
    QCOMPARE(codeOf(m_library->removeSource(source)), u"Bug/Internal"_s);
    QCOMPARE(codeOf(m_library->removeSource(SourceId(99))), u"Data/NotFound"_s);
    QCOMPARE(all().size(), 1);
    expectNoChange();
}

void TestLibrary::bookmark_listedPost_keepsItsWords()
{
    valueOf(m_library->storeCollection(incomingCollection(u"list"_s, {a, b})));
    (void)onlyChange();
    const Post before = postAt(a);
    BookmarkRequest request = requestFor(a);
    request.note = u"why"_s;
    request.tags = {u"later"_s, u" later "_s, u"Ärger"_s};
    const QDateTime earliest = QDateTime::currentDateTimeUtc();
    const Bookmark bookmark = valueOf(m_library->addBookmark(request));
    QVERIFY(bookmark.created >= earliest);
    QVERIFY(bookmark.created <= QDateTime::currentDateTimeUtc());

    Bookmark expected;
    expected.id = bookmark.id;
    expected.article = before.id;
    expected.url = QUrl(a);
    expected.title = u"Title a"_s;
    expected.summary = u"Summary a"_s;
    expected.note = u"why"_s;
    expected.tags = QStringList{u"later"_s, u"Ärger"_s};
    expected.created = bookmark.created;
    QVERIFY(bookmark.id);
    QCOMPARE(bookmark, expected);
    QCOMPARE(bookmark.created.timeSpec(), Qt::UTC);

    Post after = before;
    after.isBookmarked = true;
    const LibraryChange change = onlyChange();
    QVERIFY(change.bookmarksChanged);
    QVERIFY(!change.sourcesChanged);
    QCOMPARE(change.posts, QList<Post>{after});
    QCOMPARE(all().first(), after);
    QCOMPARE(valueOf(m_library->counts()).bookmarks, 1);
    QCOMPARE(valueOf(m_library->bookmarkAt(QUrl(a))), std::optional(bookmark));
    QVERIFY(!valueOf(m_library->bookmarkAt(QUrl(b))).has_value());

    reopen();
    QCOMPARE(valueOf(m_library->bookmarks()), QList<Bookmark>{bookmark});
}

void TestLibrary::bookmark_anyPage_isKept()
{
    BookmarkRequest request = requestFor(u"https://täst.example/ä b?q=1&r=%26#!/page"_s);
    request.title = u"A page"_s;
    request.summary = u"What it says"_s;
    const Bookmark bookmark = valueOf(m_library->addBookmark(request));
    QCOMPARE(bookmark.url, request.url);
    QCOMPARE(bookmark.title, u"A page"_s);
    const LibraryChange change = onlyChange();
    QVERIFY(change.bookmarksChanged);
    QCOMPARE(change.posts.size(), 1);
    Post expected;
    expected.id = bookmark.article;
    expected.url = request.url;
    expected.title = u"A page"_s;
    expected.summary = u"What it says"_s;
    expected.isBookmarked = true;
    QCOMPARE(change.posts.first(), expected);
    QCOMPARE(all(), QList<Post>());
    QCOMPARE(postsIn(*m_library, {Scope::Kind::Unread, {}}), QList<Post>());
    QCOMPARE(postsIn(*m_library, bookmarksScope), QList<Post>{expected});
    QCOMPARE(valueOf(m_library->counts()).unread, 0);

    // When a collection brings it later, it is the same article.
    valueOf(m_library->storeCollection(incomingCollection(u"list"_s, {request.url.toString()})));
    QCOMPARE(all().first().id, bookmark.article);
    QVERIFY(all().first().isBookmarked);
}

void TestLibrary::bookmark_twice_isTheFirst()
{
    const Bookmark first = valueOf(m_library->addBookmark(requestFor(a)));
    (void)onlyChange();
    BookmarkRequest again = requestFor(a);
    again.title = u"Another title"_s;
    again.note = u"Another note"_s;
    QCOMPARE(valueOf(m_library->addBookmark(again)), first);
    QCOMPARE(valueOf(m_library->bookmarks()).size(), 1);
    expectNoChange();
}

void TestLibrary::bookmark_ownWords_leaveTheArticleAlone()
{
    valueOf(m_library->storeCollection(incomingCollection(u"list"_s, {a})));
    BookmarkRequest request = requestFor(a);
    request.title = u"My title"_s;
    valueOf(m_library->addBookmark(request));
    QCOMPARE(titlesIn({}), QStringList{u"Title a"_s});
    QCOMPARE(titlesIn(bookmarksScope), QStringList{u"My title"_s});
    QCOMPARE(postsIn(*m_library, bookmarksScope).first().summary, u"Summary a"_s);
}

void TestLibrary::bookmark_notAPage_isRefused_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::newRow("empty") << QUrl();
    QTest::newRow("relative") << QUrl(u"/page"_s);
    QTest::newRow("invalid") << QUrl(u"https://exa mple.org:port/"_s, QUrl::StrictMode);
}

void TestLibrary::bookmark_notAPage_isRefused()
{
    QFETCH(const QUrl, url);
    BookmarkRequest request;
    request.url = url;
    request.title = u"Title"_s;
    QCOMPARE(codeOf(m_library->addBookmark(request)), u"Data/Malformed"_s);
    QVERIFY(!valueOf(m_library->bookmarkAt(url)).has_value());
    QVERIFY(!valueOf(m_library->removeBookmark(url)).has_value());
    QCOMPARE(rowsOf(u"article"_s), 0);
    expectNoChange();
}

void TestLibrary::bookmark_trackingVariant_isTheSamePage()
{
    valueOf(m_library->addBookmark(requestFor(a)));
    const QUrl variant(a + u"?utm_campaign=x#top"_s);
    QVERIFY(valueOf(m_library->bookmarkAt(variant)).has_value());
    QCOMPARE(valueOf(m_library->addBookmark(requestFor(variant.toString()))).url, QUrl(a));
    QCOMPARE(valueOf(m_library->bookmarks()).size(), 1);
    QVERIFY(valueOf(m_library->removeBookmark(variant)).has_value());
    QCOMPARE(valueOf(m_library->bookmarks()).size(), 0);
}

void TestLibrary::removeBookmark_none_isEmpty()
{
    valueOf(m_library->storeCollection(incomingCollection(u"list"_s, {a})));
    (void)onlyChange();
    QVERIFY(!valueOf(m_library->removeBookmark(QUrl(a))).has_value());
    QVERIFY(!valueOf(m_library->removeBookmark(QUrl(b))).has_value());
    expectNoChange();
}

void TestLibrary::removeBookmark_restored_isAsBefore()
{
    valueOf(m_library->storeCollection(incomingCollection(u"list"_s, {a, b})));
    BookmarkRequest request = requestFor(a);
    request.note = u"note"_s;
    request.tags = {u"one"_s, u"two"_s};
    const Bookmark bookmark = valueOf(m_library->addBookmark(request));
    valueOf(m_library->addBookmark(requestFor(b)));
    const QList<Bookmark> before = valueOf(m_library->bookmarks());
    QCoreApplication::sendPostedEvents();
    m_changes->clear();

    QCOMPARE(valueOf(m_library->removeBookmark(QUrl(a))), std::optional(bookmark));
    LibraryChange change = onlyChange();
    QVERIFY(change.bookmarksChanged);
    QCOMPARE(change.posts.size(), 1);
    QVERIFY(!change.posts.first().isBookmarked);
    QVERIFY(!valueOf(m_library->bookmarkAt(QUrl(a))).has_value());
    QCOMPARE(all().size(), 2);

    Bookmark restored = valueOf(m_library->restoreBookmark(bookmark));
    change = onlyChange();
    QVERIFY(change.bookmarksChanged);
    QVERIFY(change.posts.first().isBookmarked);
    restored.id = bookmark.id;
    QCOMPARE(restored, bookmark);
    QList<Bookmark> after = valueOf(m_library->bookmarks());
    after.last().id = before.last().id;
    QCOMPARE(after, before);
}

void TestLibrary::removeBookmark_unlistedArticle_restored_isWhole()
{
    IncomingCollection collection = incomingCollection(u"list"_s, {});
    collection.articles = {fullArticle(a)};
    valueOf(m_library->storeCollection(collection));
    const Bookmark bookmark = valueOf(m_library->addBookmark(requestFor(a)));
    QCOMPARE(codeOf(m_library->setRead({bookmark.article}, true)), u"ok"_s);
    valueOf(m_library->storeCollection(incomingCollection(u"list"_s, {})));
    const Post before = postAt(a);
    QCOMPARE(before.tags.size(), 3);
    QVERIFY(before.isRead);

    QVERIFY(valueOf(m_library->removeBookmark(QUrl(a))).has_value());
    QVERIFY(!valueOf(m_library->postAt(QUrl(a))).has_value());
    QVERIFY(!valueOf(m_library->contentAt(QUrl(a))).has_value());
    QCOMPARE(postsIn(*m_library, bookmarksScope).size(), 0);

    valueOf(m_library->restoreBookmark(bookmark));
    QCOMPARE(postAt(a), before); // with its tags, and still read
    QCOMPARE(valueOf(m_library->contentAt(QUrl(a)))->html, u"<p>Zwei Wörter</p>"_s);
    reopen();
    QCOMPARE(postAt(a), before);
}

void TestLibrary::removeBookmark_unlistedArticle_leavesNothing()
{
    BookmarkRequest request = requestFor(a);
    request.tags = {u"only here"_s};
    valueOf(m_library->addBookmark(request));
    valueOf(m_library->removeBookmark(QUrl(a)));
    m_library.reset();
    for (const QString &table : {u"article"_s, u"bookmark"_s, u"discarded_article"_s, u"tag"_s})
        QCOMPARE(rowsOf(table), 0);
}

void TestLibrary::restoreBookmark_addedMeanwhile_givesWay()
{
    BookmarkRequest request = requestFor(a);
    request.note = u"long thought about"_s;
    const Bookmark bookmark = valueOf(m_library->addBookmark(request));
    valueOf(m_library->removeBookmark(QUrl(a)));
    valueOf(m_library->addBookmark(requestFor(a)));
    valueOf(m_library->restoreBookmark(bookmark));
    const QList<Bookmark> bookmarks = valueOf(m_library->bookmarks());
    QCOMPARE(bookmarks.size(), 1);
    QCOMPARE(bookmarks.first().note, u"long thought about"_s);
    QCOMPARE(bookmarks.first().created, bookmark.created);
}

void TestLibrary::restoreBookmark_afterRestart_isAsBefore()
{
    BookmarkRequest request = requestFor(a);
    request.title = u"Title"_s;
    request.note = u"note"_s;
    request.tags = {u"tag"_s};
    const Bookmark bookmark = valueOf(m_library->addBookmark(request));
    valueOf(m_library->removeBookmark(QUrl(a)));
    reopen();
    Bookmark restored = valueOf(m_library->restoreBookmark(bookmark));
    restored.id = bookmark.id;
    restored.article = bookmark.article;
    QCOMPARE(restored, bookmark);
}

void TestLibrary::editBookmark_replacesTitleNoteAndTags()
{
    Bookmark bookmark = valueOf(m_library->addBookmark(requestFor(a)));
    (void)onlyChange();
    bookmark.title = u"My title"_s;
    bookmark.note = u"My note"_s;
    bookmark.tags = QStringList{u"x"_s, u"y"_s};
    QCOMPARE(codeOf(m_library->editBookmark(bookmark)), u"ok"_s);
    const LibraryChange change = onlyChange();
    QVERIFY(change.bookmarksChanged);
    QCOMPARE(change.posts, QList<Post>());
    QCOMPARE(valueOf(m_library->bookmarkAt(QUrl(a))), std::optional(bookmark));
    bookmark.tags.removeFirst();
    QCOMPARE(codeOf(m_library->editBookmark(bookmark)), u"ok"_s);
    QCOMPARE(valueOf(m_library->bookmarkAt(QUrl(a)))->tags, QStringList{u"y"_s});
}

void TestLibrary::editBookmark_gone_isNotFound()
{
    const Bookmark bookmark = valueOf(m_library->addBookmark(requestFor(a)));
    valueOf(m_library->removeBookmark(QUrl(a)));
    QCoreApplication::sendPostedEvents();
    m_changes->clear();
    QCOMPARE(codeOf(m_library->editBookmark(bookmark)), u"Data/NotFound"_s);
    expectNoChange();
}

void TestLibrary::bookmarks_areNewestFirst()
{
    valueOf(m_library->storeCollection(incomingCollection(u"list"_s, {a, b, c})));
    for (const QString &url : {b, c, a})
        valueOf(m_library->addBookmark(requestFor(url)));
    const QStringList expected{u"Title a"_s, u"Title c"_s, u"Title b"_s};
    QCOMPARE(titlesIn(bookmarksScope), expected);
    QStringList titles;
    for (const Bookmark &bookmark : valueOf(m_library->bookmarks()))
        titles.append(bookmark.title);
    QCOMPARE(titles, expected);
}

void TestLibrary::setRead_changesThosePosts()
{
    valueOf(m_library->storeCollection(incomingCollection(u"list"_s, {a, b, c})));
    (void)onlyChange();
    QCOMPARE(codeOf(m_library->setRead({postAt(c).id, postAt(a).id}, true)), u"ok"_s);
    LibraryChange change = onlyChange();
    QVERIFY(!change.sourcesChanged && !change.bookmarksChanged);
    QCOMPARE(change.posts, QList<Post>({postAt(c), postAt(a)}));
    QVERIFY(postAt(a).isRead && !postAt(b).isRead && postAt(c).isRead);
    QCOMPARE(valueOf(m_library->counts()).unread, 1);

    QCOMPARE(codeOf(m_library->setRead({postAt(a).id}, true)), u"ok"_s);
    expectNoChange();
    QCOMPARE(codeOf(m_library->setRead({postAt(a).id, postAt(b).id}, true)), u"ok"_s);
    QCOMPARE(onlyChange().posts, QList<Post>{postAt(b)});
    QCOMPARE(codeOf(m_library->setRead({postAt(a).id}, false)), u"ok"_s);
    change = onlyChange();
    QCOMPARE(change.posts.size(), 1);
    QVERIFY(!change.posts.first().isRead);
    reopen();
    QVERIFY(!postAt(a).isRead && postAt(b).isRead && postAt(c).isRead);
}

void TestLibrary::setRead_unknownArticle_isPassedOver()
{
    valueOf(m_library->storeCollection(incomingCollection(u"list"_s, {a})));
    (void)onlyChange();
    QCOMPARE(codeOf(m_library->setRead({ArticleId(99), postAt(a).id}, true)), u"ok"_s);
    QCOMPARE(onlyChange().posts, QList<Post>{postAt(a)});
    QCOMPARE(codeOf(m_library->setRead({ArticleId(99)}, false)), u"ok"_s);
    QCOMPARE(codeOf(m_library->setRead({}, true)), u"ok"_s);
    expectNoChange();
}

void TestLibrary::unread_listsTheOthers()
{
    valueOf(m_library->storeCollection(incomingCollection(u"list"_s, {a, b, c})));
    QCOMPARE(codeOf(m_library->setRead({postAt(b).id}, true)), u"ok"_s);
    QCOMPARE(titlesIn({Scope::Kind::Unread, {}}), QStringList({u"Title a"_s, u"Title c"_s}));
}

void TestLibrary::changed_comesBeforeTheAnswer()
{
    QStringList events;
    connect(m_library.get(), &Library::changed, this, [&] { events.append(u"changed"_s); });
    for (int i = 0; i < 20; ++i) {
        const auto act = m_library->addBookmark(requestFor(u"https://example.org/%1"_s.arg(i)));
        deliver(act, m_library.get(),
                [&](const Result<Bookmark> &) { events.append(u"answer"_s); });
    }
    QTRY_COMPARE(events.size(), 40);
    // A later act's change may well come before an earlier one's answer, its own answer not.
    int changes = 0;
    int answers = 0;
    for (const QString &event : std::as_const(events)) {
        event == u"changed"_s ? ++changes : ++answers;
        QVERIFY(answers <= changes);
    }
    QCOMPARE(changes, 20);
}

void TestLibrary::answers_comeInOrder()
{
    QList<int> order;
    for (int i = 0; i < 50; ++i) {
        const QUrl url(u"https://example.org/%1"_s.arg(i));
        if (i % 2 == 0)
            deliver(m_library->addBookmark(requestFor(url.toString())), this,
                    [&order, i](const Result<Bookmark> &) { order.append(i); });
        else
            deliver(m_library->bookmarks(), this,
                    [&order, i](const Result<QList<Bookmark>> &bookmarks) {
                        if (bookmarks && bookmarks->size() == i / 2 + 1)
                            order.append(i);
                    });
    }
    QList<int> expected;
    for (int i = 0; i < 50; ++i)
        expected.append(i);
    QTRY_COMPARE(order.size(), 50);
    QCOMPARE(order, expected);
}

void TestLibrary::destroying_withQueuedActs_doesThem()
{
    constexpr int count = 200;
    QList<QFuture<Result<Bookmark>>> acts;
    for (int i = 0; i < count; ++i)
        acts.append(m_library->addBookmark(requestFor(u"https://example.org/%1"_s.arg(i))));
    m_changes.reset();
    m_library.reset();
    for (const auto &act : std::as_const(acts)) {
        QVERIFY(act.isFinished());
        QCOMPARE(codeOf(act), u"ok"_s);
    }
    // Closed cleanly: everything is in the one file.
    QCOMPARE(filesIn(m_folder->path()).keys(), QStringList{u"library.db"_s});
    reopen();
    QCOMPARE(valueOf(m_library->bookmarks()).size(), count);
}

void TestLibrary::calls_fromAnotherThread_work()
{
    QThread *sentIn = nullptr;
    connect(m_library.get(), &Library::changed, m_library.get(),
            [&] { sentIn = QThread::currentThread(); });
    QString code;
    const std::unique_ptr<QThread> thread(
        QThread::create([&] { code = codeOf(m_library->addBookmark(requestFor(a))); }));
    thread->start();
    QVERIFY(thread->wait());
    QCOMPARE(code, u"ok"_s);
    QVERIFY(onlyChange().bookmarksChanged);
    QCOMPARE(sentIn, QThread::currentThread());
}

QTEST_GUILESS_MAIN(TestLibrary)
#include "tst_library.moc"
