// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/answers.h"
#include "library/librarydoctor.h"
#include "library/migrations.h"
#include "library/testclock.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

/// Collections that the reader makes.
class TestCollections final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void make_ofPosts_listsThemInOrder();
    void make_blankName_orNoPage_isRefusedWhole();
    void make_unknownPage_isInTheLibraryFromThenOn();
    void rename_isShownAndFound();
    void notOwn_isNotFound_data();
    void notOwn_isNotFound();
    void add_known_staysAsItIs();
    void add_section_joinsOrEndsTheList();
    void several_holdTheSamePost();
    void take_andPutBack_isAsBefore();
    void take_lastThatKeptIt_goesWhenClosed();
    void move_byStepsAndPlaces_data();
    void move_byStepsAndPlaces();
    void section_startedAndRenamed_data();
    void section_startedAndRenamed();
    void annotate_isShownThere_andFoundEverywhere();
    void remove_andRestore_isAsBefore();
    void remove_asASource_takesItsNotesOutOfTheIndex();
    void placed_neverExpires_andOutlivesItsFeed();
    void feed_goesOnDescribingItsArticle();
    void list_showsOtherSourcesFirst();
    void act_tellsOnce_andOnlyOfAChange();
    void doctor_lostArticle_keepsItsPlace();
    void salvaged_isStillTheReaders();

private:
    /// Makes one of "1 2 | Heading: 3 4": words are posts, a bar begins the next section.
    SourceId make(const QString &name, const QString &written);
    /// The same the other way round, with notes: "1 (note) 2 | Heading: 3".
    [[nodiscard]] QString written(SourceId source);
    [[nodiscard]] ArticleId article(const QString &name);
    [[nodiscard]] int foundBy(const QString &text);
    [[nodiscard]] std::optional<Source> sourceOf(SourceId source);
    void reopen();

    std::unique_ptr<QTemporaryDir> m_folder;
    Locations m_locations;
    TestClock m_clock{QDateTime()};
    std::unique_ptr<Library> m_library;
};

namespace {

QUrl urlOf(const QString &name)
{
    return QUrl(u"https://example.org/"_s + name);
}

CollectionRequest request(const QString &name, const QString &section = {})
{
    return {urlOf(name), u"Title "_s + name, {}, section, {}};
}

} // namespace

void TestCollections::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
    m_locations = Locations::under(m_folder->path());
    m_clock = TestClock(QDateTime::fromString(u"2026-06-15T12:00:00Z"_s, Qt::ISODate));
    reopen();
}

// Whatever was done, the index is what the tables say, and nothing is amiss.
void TestCollections::cleanup()
{
    m_library.reset();
    const auto database = Database::open(m_locations.libraryFile(), newestSchemaVersion());
    QVERIFY(database);
    verifyIndex(**database);
    QCOMPARE(valueOf(LibraryDoctor(**database).examine()), QList<LibraryFinding>());
}

void TestCollections::reopen()
{
    m_library.reset();
    m_library = std::make_unique<Library>(m_locations, nullptr, m_clock.clock());
    QCOMPARE(codeOf(m_library->open()), u"ok"_s);
}

SourceId TestCollections::make(const QString &name, const QString &written)
{
    QList<CollectionRequest> posts;
    const QStringList sections = written.split(u" | "_s);
    for (const QString &section : sections) {
        const QString heading = section.contains(u": "_s) ? section.section(u": "_s, 0, 0) : u""_s;
        const QString names = section.contains(u": "_s) ? section.section(u": "_s, 1) : section;
        for (const QString &post : names.split(u' ', Qt::SkipEmptyParts))
            posts.append(request(post, heading));
    }
    return valueOf(m_library->addCollection(name, posts));
}

QString TestCollections::written(SourceId source)
{
    QString text;
    QString section;
    for (const Post &post : postsIn(*m_library, {Scope::Kind::Source, source})) {
        if (post.section != section) {
            text += (text.isEmpty() ? u""_s : u" | "_s) + post.section + u": "_s;
            section = post.section;
        } else if (!text.isEmpty()) {
            text += u' ';
        }
        text += post.url.path().mid(1);
        if (!post.note.isEmpty())
            text += u" ("_s + post.note + u')';
    }
    return text;
}

ArticleId TestCollections::article(const QString &name)
{
    const auto post = valueOf(m_library->postAt(urlOf(name)));
    return post ? post->id : ArticleId();
}

int TestCollections::foundBy(const QString &text)
{
    SearchRequest search;
    search.text = text;
    return valueOf(m_library->search(search)).total;
}

std::optional<Source> TestCollections::sourceOf(SourceId id)
{
    const LibraryCounts counts = valueOf(m_library->counts());
    for (const Source &source : counts.sources) {
        if (source.id == id)
            return source;
    }
    return {};
}

void TestCollections::make_ofPosts_listsThemInOrder()
{
    const SourceId first = make(u" Good\n reads "_s, u"2 1 3"_s);
    const SourceId second = make(u"Empty"_s, u""_s);
    QCOMPARE(written(first), u"2 1 3"_s);
    QCOMPARE(written(second), QString());
    const auto source = sourceOf(first);
    QVERIFY(source);
    QCOMPARE(source->title, u"Good reads"_s);
    QVERIFY(source->isOwn);
    QVERIFY(!source->isBuiltIn);
    QVERIFY(!source->isFetched());
    QCOMPARE(source->kind, SourceKind::Collection);
    QCOMPARE(source->postCount, 3);
    QCOMPARE(source->url.scheme(), u"lectern"_s);
    QVERIFY(source->url != sourceOf(second)->url);
    QVERIFY(source->position < sourceOf(second)->position);
    reopen();
    QCOMPARE(written(first), u"2 1 3"_s);
}

void TestCollections::make_blankName_orNoPage_isRefusedWhole()
{
    QCOMPARE(codeOf(m_library->addCollection(u" \n"_s)), u"Data/Malformed"_s);
    QCOMPARE(codeOf(m_library->addCollection(u"x"_s, {request(u"1"_s), {QUrl(u"no page"_s)}})),
             u"Data/Malformed"_s);
    QVERIFY(valueOf(m_library->counts()).sources.isEmpty());
    QVERIFY(!article(u"1"_s));
    const SourceId source = make(u"x"_s, u"1"_s);
    QCOMPARE(codeOf(m_library->renameCollection(source, u" "_s)), u"Data/Malformed"_s);
    QCOMPARE(sourceOf(source)->title, u"x"_s);
}

void TestCollections::make_unknownPage_isInTheLibraryFromThenOn()
{
    const SourceId source = valueOf(
        m_library->addCollection(u"x"_s, {{urlOf(u"1?utm_source=y"_s), u"Word"_s, u"Sum"_s}}));
    const auto post = valueOf(m_library->postAt(urlOf(u"1"_s)));
    QVERIFY(post);
    QCOMPARE(post->title, u"Word"_s);
    QCOMPARE(post->summary, u"Sum"_s);
    QCOMPARE(post->source, source);
    QCOMPARE(foundBy(u"word"_s), 1);
    QCOMPARE(valueOf(m_library->counts()).unread, 1);
}

void TestCollections::rename_isShownAndFound()
{
    const SourceId source = make(u"First"_s, u"1"_s);
    QCOMPARE(codeOf(m_library->renameCollection(source, u"Second"_s)), u"ok"_s);
    QCOMPARE(sourceOf(source)->title, u"Second"_s);
    QCOMPARE(valueOf(m_library->collection(source)).title, u"Second"_s);
    QCOMPARE(foundBy(u"source:second"_s), 1);
    QCOMPARE(foundBy(u"source:first"_s), 0);
}

void TestCollections::notOwn_isNotFound_data()
{
    QTest::addColumn<bool>("isThere");
    QTest::newRow("none") << false;
    QTest::newRow("another's") << true;
}

void TestCollections::notOwn_isNotFound()
{
    QFETCH(bool, isThere);
    SourceId source(99);
    if (isThere) {
        source = valueOf(m_library->storeCollection(
                             incomingCollection(u"list"_s, {u"https://example.org/1"_s})))
                     .source;
    }
    const ArticleId one = article(u"1"_s);
    const QString notFound = u"Data/NotFound"_s;
    QCOMPARE(codeOf(m_library->renameCollection(source, u"x"_s)), notFound);
    QCOMPARE(codeOf(m_library->removeCollection(source)), notFound);
    QCOMPARE(codeOf(m_library->addToCollection(source, {request(u"2"_s)})), notFound);
    QCOMPARE(codeOf(m_library->removeFromCollection(source, {one})), notFound);
    QCOMPARE(codeOf(m_library->restoreToCollection(source, {{}})), notFound);
    QCOMPARE(codeOf(m_library->moveInCollection(source, one, {})), notFound);
    QCOMPARE(codeOf(m_library->startSection(source, one, u"x"_s)), notFound);
    QCOMPARE(codeOf(m_library->renameSection(source, u"x"_s, u"y"_s)), notFound);
    QCOMPARE(codeOf(m_library->annotate(source, one, u"x"_s)), notFound);
    QCOMPARE(codeOf(m_library->collection(source)), isThere ? u"ok"_s : notFound);
    QVERIFY(!article(u"2"_s));
}

void TestCollections::add_known_staysAsItIs()
{
    const SourceId source = make(u"x"_s, u"1 | A: 2"_s);
    const auto added =
        valueOf(m_library->addToCollection(source, {request(u"1"_s, u"A"_s), request(u"3"_s)}));
    QCOMPARE(added, QList<ArticleId>{article(u"3"_s)});
    QCOMPARE(written(source), u"1 | A: 2 3"_s);
}

void TestCollections::add_section_joinsOrEndsTheList()
{
    const SourceId source = make(u"x"_s, u"A: 1 | B: 2"_s);
    valueOf(
        m_library->addToCollection(source, {request(u"3"_s, u" A "_s), request(u"4"_s, u"C"_s)}));
    QCOMPARE(written(source), u"A: 1 3 | B: 2 | C: 4"_s);
}

void TestCollections::several_holdTheSamePost()
{
    const SourceId one = make(u"one"_s, u"1 2"_s);
    const SourceId two = make(u"two"_s, u"2 3"_s);
    QCOMPARE(valueOf(m_library->collectionsWith(urlOf(u"2#part"_s))), (QList<SourceId>{one, two}));
    QCOMPARE(valueOf(m_library->collectionsWith(urlOf(u"3"_s))), QList<SourceId>{two});
    QCOMPARE(valueOf(m_library->collectionsWith(urlOf(u"4"_s))), QList<SourceId>());
    QCOMPARE(valueOf(m_library->counts()).posts, 3);
    valueOf(m_library->removeFromCollection(one, {article(u"2"_s)}));
    QCOMPARE(written(two), u"2 3"_s);
}

void TestCollections::take_andPutBack_isAsBefore()
{
    const SourceId source = make(u"x"_s, u"1 2 | A: 3 4 | B: 5"_s);
    QCOMPARE(codeOf(m_library->annotate(source, article(u"2"_s), u"why"_s)), u"ok"_s);
    const QString before = written(source);
    const auto taken = valueOf(m_library->removeFromCollection(
        source, {article(u"5"_s), article(u"2"_s), article(u"3"_s), ArticleId(77)}));
    QCOMPARE(taken.size(), 3);
    QCOMPARE(written(source), u"1 | A: 4"_s);
    QCOMPARE(foundBy(u"why"_s), 0);
    QCOMPARE(codeOf(m_library->restoreToCollection(source, taken)), u"ok"_s);
    QCOMPARE(written(source), before);
    QCOMPARE(foundBy(u"why"_s), 1);
    // A second time changes nothing.
    QCOMPARE(codeOf(m_library->restoreToCollection(source, taken)), u"ok"_s);
    QCOMPARE(written(source), before);
}

void TestCollections::take_lastThatKeptIt_goesWhenClosed()
{
    const SourceId source = make(u"x"_s, u"1 2"_s);
    const auto taken = valueOf(m_library->removeFromCollection(source, {article(u"1"_s)}));
    QVERIFY(!article(u"1"_s));
    reopen();
    QCOMPARE(valueOf(m_library->statistics()).articles, 1);
    // Even then it can be put back.
    QCOMPARE(codeOf(m_library->restoreToCollection(source, taken)), u"ok"_s);
    QCOMPARE(written(source), u"1 2"_s);
    QCOMPARE(valueOf(m_library->postAt(urlOf(u"1"_s)))->title, u"Title 1"_s);
}

void TestCollections::move_byStepsAndPlaces_data()
{
    using Kind = CollectionPlace::Kind;
    QTest::addColumn<QString>("post");
    QTest::addColumn<CollectionPlace::Kind>("kind");
    QTest::addColumn<QString>("other");
    QTest::addColumn<QString>("expected");
    const QString same = u"1 2 | A: 3 4 | B: 5"_s;
    QTest::newRow("up") << u"2"_s << Kind::Up << QString() << u"2 1 | A: 3 4 | B: 5"_s;
    QTest::newRow("up, at the top") << u"1"_s << Kind::Up << QString() << same;
    QTest::newRow("up, past a heading")
        << u"3"_s << Kind::Up << QString() << u"1 2 3 | A: 4 | B: 5"_s;
    QTest::newRow("up, the only one of a section")
        << u"5"_s << Kind::Up << QString() << u"1 2 | A: 3 4 5"_s;
    QTest::newRow("down") << u"3"_s << Kind::Down << QString() << u"1 2 | A: 4 3 | B: 5"_s;
    QTest::newRow("down, past a heading")
        << u"2"_s << Kind::Down << QString() << u"1 | A: 2 3 4 | B: 5"_s;
    QTest::newRow("down, at the end") << u"5"_s << Kind::Down << QString() << same;
    QTest::newRow("before") << u"5"_s << Kind::Before << u"1"_s << u"5 1 2 | A: 3 4"_s;
    QTest::newRow("before, the first of a section")
        << u"1"_s << Kind::Before << u"3"_s << u"2 | A: 1 3 4 | B: 5"_s;
    QTest::newRow("after, the last of a section")
        << u"1"_s << Kind::After << u"4"_s << u"2 | A: 3 4 1 | B: 5"_s;
    QTest::newRow("after, upwards") << u"5"_s << Kind::After << u"1"_s << u"1 5 2 | A: 3 4"_s;
    QTest::newRow("before itself") << u"2"_s << Kind::Before << u"2"_s << same;
}

void TestCollections::move_byStepsAndPlaces()
{
    QFETCH(QString, post);
    QFETCH(CollectionPlace::Kind, kind);
    QFETCH(QString, other);
    QFETCH(QString, expected);
    const SourceId source = make(u"x"_s, u"1 2 | A: 3 4 | B: 5"_s);
    const CollectionPlace place{kind, other.isEmpty() ? ArticleId() : article(other)};
    QCOMPARE(codeOf(m_library->moveInCollection(source, article(post), place)), u"ok"_s);
    QCOMPARE(written(source), expected);
}

void TestCollections::section_startedAndRenamed_data()
{
    QTest::addColumn<QString>("post"); // where a section starts; else one is renamed
    QTest::addColumn<QString>("section");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("expected");
    QTest::newRow("start within those without")
        << u"2"_s << QString() << u"N"_s << u"1 | N: 2 | A: 3 4 | B: 5"_s;
    QTest::newRow("start within a section")
        << u"4"_s << QString() << u" N\n "_s << u"1 2 | A: 3 | N: 4 | B: 5"_s;
    QTest::newRow("start with the first of one")
        << u"3"_s << QString() << u"N"_s << u"1 2 | N: 3 4 | B: 5"_s;
    QTest::newRow("start one there is")
        << u"2"_s << QString() << u"B"_s << u"1 | B: 2 5 | A: 3 4"_s;
    QTest::newRow("rename") << QString() << u"A"_s << u"N"_s << u"1 2 | N: 3 4 | B: 5"_s;
    QTest::newRow("rename like another") << QString() << u"B"_s << u"A"_s << u"1 2 | A: 3 4 5"_s;
    QTest::newRow("remove the heading") << QString() << u"B"_s << u" "_s << u"1 2 | A: 3 4 5"_s;
    QTest::newRow("remove the first heading")
        << QString() << u"A"_s << QString() << u"1 2 3 4 | B: 5"_s;
}

void TestCollections::section_startedAndRenamed()
{
    QFETCH(QString, post);
    QFETCH(QString, section);
    QFETCH(QString, title);
    QFETCH(QString, expected);
    const SourceId source = make(u"x"_s, u"1 2 | A: 3 4 | B: 5"_s);
    const auto done = post.isEmpty() ? m_library->renameSection(source, section, title)
                                     : m_library->startSection(source, article(post), title);
    QCOMPARE(codeOf(done), u"ok"_s);
    QCOMPARE(written(source), expected);
    QCOMPARE(codeOf(m_library->startSection(source, article(u"1"_s), u" "_s)), u"Data/Malformed"_s);
    QCOMPARE(codeOf(m_library->renameSection(source, u"none"_s, u"x"_s)), u"Data/NotFound"_s);
}

void TestCollections::annotate_isShownThere_andFoundEverywhere()
{
    const SourceId one = make(u"one"_s, u"1 2"_s);
    const SourceId two = make(u"two"_s, u"1"_s);
    const ArticleId article = this->article(u"1"_s);
    QCOMPARE(codeOf(m_library->annotate(one, article, u" Worth \n it "_s)), u"ok"_s);
    QCOMPARE(codeOf(m_library->annotate(two, article, u"Otherwise"_s)), u"ok"_s);
    QCOMPARE(written(one), u"1 (Worth it) 2"_s);
    QCOMPARE(written(two), u"1 (Otherwise)"_s);
    QCOMPARE(foundBy(u"worth"_s), 1);
    QCOMPARE(foundBy(u"\"worth it\""_s), 1);
    QCOMPARE(foundBy(u"otherwise"_s), 1);
    QCOMPARE(codeOf(m_library->annotate(one, article, QString())), u"ok"_s);
    QCOMPARE(written(one), u"1 2"_s);
    QCOMPARE(foundBy(u"worth"_s), 0);
    QCOMPARE(codeOf(m_library->annotate(two, this->article(u"2"_s), u"x"_s)), u"Data/NotFound"_s);
}

void TestCollections::remove_andRestore_isAsBefore()
{
    const FolderId folder = valueOf(m_library->addFolder(u"Folder"_s, {}));
    const SourceId source = make(u"x"_s, u"1 2 | A: 3"_s);
    QCOMPARE(codeOf(m_library->placeSource(source, folder, 0)), u"ok"_s);
    QCOMPARE(codeOf(m_library->setSourceSettings(source, {{}, true, false})), u"ok"_s);
    QCOMPARE(codeOf(m_library->annotate(source, article(u"2"_s), u"why"_s)), u"ok"_s);
    QCOMPARE(codeOf(m_library->setRead({article(u"1"_s)}, true)), u"ok"_s);
    const Source before = *sourceOf(source);
    const Collection removed = valueOf(m_library->removeCollection(source));
    QCOMPARE(removed.posts.size(), 3);
    QVERIFY(valueOf(m_library->counts()).sources.isEmpty());
    QVERIFY(!article(u"1"_s));
    QCOMPARE(foundBy(u"why"_s), 0);

    const SourceId again = valueOf(m_library->restoreCollection(removed));
    QCOMPARE(written(again), u"1 2 (why) | A: 3"_s);
    QVERIFY(valueOf(m_library->postAt(urlOf(u"1"_s)))->isRead);
    QCOMPARE(foundBy(u"why"_s), 1);
    Source expected = before;
    expected.id = again;
    QCOMPARE(*sourceOf(again), expected);
    // It is there already.
    QCOMPARE(valueOf(m_library->restoreCollection(removed)), again);
}

void TestCollections::remove_asASource_takesItsNotesOutOfTheIndex()
{
    const SourceId source = make(u"x"_s, u"1"_s);
    QCOMPARE(codeOf(m_library->annotate(source, article(u"1"_s), u"why"_s)), u"ok"_s);
    QCOMPARE(codeOf(m_library->addBookmark(requestFor(u"https://example.org/1"_s))), u"ok"_s);
    QCOMPARE(codeOf(m_library->removeSource(source)), u"ok"_s);
    QCOMPARE(foundBy(u"why"_s), 0);
    QCOMPARE(foundBy(u"title"_s), 1);
}

void TestCollections::placed_neverExpires_andOutlivesItsFeed()
{
    const SourceId feed = valueOf(m_library->addFeed(QUrl(u"https://example.org/feed"_s), u"F"_s));
    IncomingFeed incoming;
    incoming.check.source = feed;
    for (const QString &name : {u"1"_s, u"2"_s}) {
        incoming.articles.append(incomingArticle(urlOf(name).toString()));
        incoming.articles.last().published = m_clock.now().addDays(-30);
    }
    QCOMPARE(codeOf(m_library->storeFeeds({incoming})), u"ok"_s);
    const SourceId source = make(u"x"_s, u"1"_s);
    QCOMPARE(codeOf(m_library->setRetention(feed, {Retention::Kind::Days, 7})), u"ok"_s);
    QCOMPARE(written(feed), u"1"_s);
    QCOMPARE(codeOf(m_library->removeSource(feed)), u"ok"_s);
    reopen();
    QCOMPARE(written(source), u"1"_s);
    QCOMPARE(valueOf(m_library->postAt(urlOf(u"1"_s)))->source, source);
}

void TestCollections::feed_goesOnDescribingItsArticle()
{
    const SourceId source = make(u"x"_s, u"1"_s); // before the feed, and of other words
    const SourceId feed = valueOf(m_library->addFeed(QUrl(u"https://example.org/feed"_s), u"F"_s));
    IncomingFeed incoming;
    incoming.check.source = feed;
    incoming.articles = {incomingArticle(urlOf(u"1"_s).toString())};
    incoming.articles[0].title = u"The feed's"_s;
    QCOMPARE(codeOf(m_library->storeFeeds({incoming})), u"ok"_s);
    incoming.articles[0].title = u"The feed's, corrected"_s;
    QCOMPARE(codeOf(m_library->storeFeeds({incoming})), u"ok"_s);
    const auto post = valueOf(m_library->postAt(urlOf(u"1"_s)));
    QCOMPARE(post->title, u"The feed's, corrected"_s);
    QCOMPARE(post->source, feed);
    QCOMPARE(postsIn(*m_library, {Scope::Kind::Source, source}).first().title, post->title);
}

void TestCollections::list_showsOtherSourcesFirst()
{
    make(u"x"_s, u"2 1"_s);
    QCOMPARE(codeOf(m_library->storeCollection(
                 incomingCollection(u"list"_s, {u"https://example.org/1"_s}))),
             u"ok"_s);
    QStringList shown;
    for (const Post &post : postsIn(*m_library))
        shown.append(post.url.path().mid(1) + u' ' + post.sourceTitle);
    QCOMPARE(shown, QStringList({u"1 list"_s, u"2 x"_s}));
}

void TestCollections::act_tellsOnce_andOnlyOfAChange()
{
    const SourceId source = make(u"x"_s, u"1 2"_s);
    const ArticleId one = article(u"1"_s);
    QCoreApplication::sendPostedEvents();
    QSignalSpy changes(m_library.get(), &Library::changed);
    const auto count = [&] {
        QCoreApplication::sendPostedEvents();
        const auto told = int(changes.size());
        for (const QList<QVariant> &signal : std::as_const(changes)) {
            if (!signal.first().value<LibraryChange>().sourcesChanged)
                return -1;
        }
        changes.clear();
        return told;
    };
    QCOMPARE(codeOf(m_library->moveInCollection(source, one, {CollectionPlace::Kind::Up, {}})),
             u"ok"_s);
    QCOMPARE(codeOf(m_library->annotate(source, one, QString())), u"ok"_s);
    QCOMPARE(codeOf(m_library->addToCollection(source, {request(u"1"_s)})), u"ok"_s);
    QCOMPARE(codeOf(m_library->removeFromCollection(source, {ArticleId(77)})), u"ok"_s);
    QCOMPARE(count(), 0);
    QCOMPARE(codeOf(m_library->moveInCollection(source, one, {CollectionPlace::Kind::Down, {}})),
             u"ok"_s);
    QCOMPARE(count(), 1);
    QCOMPARE(codeOf(m_library->annotate(source, one, u"why"_s)), u"ok"_s);
    QCOMPARE(count(), 1);
    QCOMPARE(codeOf(m_library->startSection(source, one, u"A"_s)), u"ok"_s);
    QCOMPARE(count(), 1);
}

void TestCollections::doctor_lostArticle_keepsItsPlace()
{
    const SourceId source = make(u"x"_s, u"1 2"_s);
    QCOMPARE(codeOf(m_library->annotate(source, article(u"1"_s), u"why"_s)), u"ok"_s);
    m_library.reset();
    {
        const auto database = Database::open(m_locations.libraryFile(), newestSchemaVersion());
        QVERIFY(database);
        QCOMPARE(codeOf(Statement(**database, u"PRAGMA foreign_keys = OFF"_s).run()), u"ok"_s);
        QCOMPARE(
            codeOf(Statement(**database, u"DELETE FROM article WHERE title = 'Title 1'"_s).run()),
            u"ok"_s);
    }
    reopen();
    const auto examination = valueOf(m_library->mend());
    for (const LibraryFinding &finding : examination.findings)
        QVERIFY2(finding.isMended, qPrintable(finding.detail));
    const auto posts = postsIn(*m_library, {Scope::Kind::Source, source});
    QCOMPARE(posts.size(), 2);
    QCOMPARE(posts.first().note, u"why"_s);
    QCOMPARE(foundBy(u"why"_s), 1);
}

void TestCollections::salvaged_isStillTheReaders()
{
    const SourceId source = make(u"x"_s, u"1 2 | A: 3"_s);
    QCOMPARE(codeOf(m_library->annotate(source, article(u"1"_s), u"why"_s)), u"ok"_s);
    QCOMPARE(codeOf(m_library->salvage()), u"ok"_s);
    QVERIFY(sourceOf(source)->isOwn);
    QVERIFY(!sourceOf(source)->isBuiltIn);
    QCOMPARE(written(source), u"1 (why) 2 | A: 3"_s);
    QCOMPARE(foundBy(u"why"_s), 1);
}

QTEST_GUILESS_MAIN(TestCollections)
#include "tst_collections.moc"
