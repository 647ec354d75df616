// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/collectionwriter.h"
#include "support/httpserver.h"
#include "support/templibrary.h"
#include "sync/collectionreading.h"
#include "sync/feedrefresher.h"
#include "sync/sourcefinder.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

/// A reader's collection, written as a file and followed by another reader: from the file, and from
/// a local server, which has it renewed.
class CollectionFollowingTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void written_readBack_isTheSame();
    void written_contentOfAFeed_isNotReplaced();
    void found_isOfferedAsACollectionFirst();
    void followed_again_asksWithValidators();
    void followed_rearranged_isRenewed_andKeepsWhatTheReaderDid();
    void followed_emptied_mirrorsItsAuthor();
    void followed_failing_isNotedLikeAFeed_andKeepsTheList();
    void followed_fromEarlierVersion_isRefreshed();
    void own_isNeverFetched();

private:
    /// Serves a collection of "1 2 | Heading: 3" with an ETag.
    void serve(const QString &written);
    SourceId follow();
    RefreshProgress refresh();
    /// As served, with notes: "1 (note) | Heading: 2".
    [[nodiscard]] QString written(SourceId source);
    [[nodiscard]] std::optional<Feed> feedOf(SourceId source);
    [[nodiscard]] ArticleId article(const QString &name);

    std::unique_ptr<TempLibrary> m_library;
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<Fetcher> m_fetcher;
    std::unique_ptr<FeedRefresher> m_refresher;
    QDateTime m_now;
};

namespace {

Post post(const QString &name, const QString &section = {}, const QString &note = {})
{
    Post post;
    post.url = QUrl(u"https://posts.example/"_s + name);
    post.title = u"Title "_s + name;
    post.section = section;
    post.note = note;
    return post;
}

QList<Post> postsFrom(const QString &written)
{
    QList<Post> posts;
    const QStringList sections = written.split(u" | "_s, Qt::SkipEmptyParts);
    for (const QString &section : sections) {
        const bool hasHeading = section.contains(u": "_s);
        const QString names = hasHeading ? section.section(u": "_s, 1) : section;
        for (const QString &name : names.split(u' ', Qt::SkipEmptyParts)) {
            posts.append(post(name, hasHeading ? section.section(u": "_s, 0, 0) : QString(),
                              u"Note "_s + name));
        }
    }
    return posts;
}

} // namespace

void CollectionFollowingTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_now = QDateTime::fromString(u"2026-06-15T12:00:00Z"_s, Qt::ISODate);
    m_library = std::make_unique<TempLibrary>();
    m_server = std::make_unique<HttpServer>();
    QVERIFY(m_server->isListening());
    Fetcher::Settings settings;
    settings.userAgent = "Test/1";
    m_fetcher = std::make_unique<Fetcher>(settings);
    FeedRefresher::Settings refreshing;
    refreshing.now = [this] { return m_now; };
    refreshing.chance = [] { return 0.0; };
    m_refresher = std::make_unique<FeedRefresher>(m_library->library(), *m_fetcher, refreshing);
}

void CollectionFollowingTest::cleanup()
{
    m_refresher.reset();
    m_fetcher.reset();
    QCOMPARE(m_server->unexpectedRequests(), QList<QByteArray>());
    m_server.reset();
    m_library.reset();
}

void CollectionFollowingTest::serve(const QString &written)
{
    const QByteArray body = writeCollection(u"Good reads"_s, postsFrom(written)).bytes;
    const QByteArray tag = "\"" + QByteArray::number(qHash(body)) + "\"";
    m_server->serve("/list.json", [body, tag](const HttpRequest &request) {
        HttpReply reply;
        reply.contentType = "application/feed+json";
        reply.headers = {{"ETag", tag}};
        reply.body = body;
        if (request.headers.value("if-none-match") == tag) {
            reply.status = 304;
            reply.body.clear();
        }
        return reply;
    });
}

SourceId CollectionFollowingTest::follow()
{
    SourceFinder finder(m_library->library(), *m_fetcher, nullptr, nullptr,
                        [this] { return m_now; });
    QFuture<FindResult> found = finder.find(m_server->url(u"/list.json"_s).toString());
    if (!QTest::qWaitFor([&] { return found.isFinished(); }))
        return {};
    const FindResult sources = found.result();
    if (!sources)
        return {};
    for (const FoundSource &choice : sources->choices) {
        if (choice.kind != FoundSource::Kind::Collection)
            continue;
        QFuture<Result<AddedSources>> adding = finder.add(choice);
        if (!QTest::qWaitFor([&] { return adding.isFinished(); }))
            return {};
        const Result<AddedSources> added = adding.result();
        return added ? added->sources.constFirst().outcome.source : SourceId();
    }
    return {};
}

RefreshProgress CollectionFollowingTest::refresh()
{
    QSignalSpy finished(m_refresher.get(), &FeedRefresher::finished);
    m_refresher->refreshAll();
    if (!QTest::qWaitFor([&] { return !finished.isEmpty(); }))
        return {};
    return finished.first().first().value<RefreshProgress>();
}

QString CollectionFollowingTest::written(SourceId source)
{
    const auto whole = TempLibrary::valueOf(m_library->library().collection(source));
    QString text;
    QString section;
    for (const Post &post : whole.posts) {
        if (post.section != section)
            text += (text.isEmpty() ? u""_s : u" | "_s) + post.section + u": "_s;
        else if (!text.isEmpty())
            text += u' ';
        section = post.section;
        text += post.url.path().mid(1);
        if (post.note != u"Note "_s + post.url.path().mid(1))
            text += u"!"_s;
    }
    return text;
}

std::optional<Feed> CollectionFollowingTest::feedOf(SourceId source)
{
    for (const Feed &feed : TempLibrary::valueOf(m_library->library().feeds())) {
        if (feed.source == source)
            return feed;
    }
    return {};
}

ArticleId CollectionFollowingTest::article(const QString &name)
{
    const QUrl url(u"https://posts.example/"_s + name);
    return TempLibrary::valueOf(m_library->library().postAt(url)).value_or(Post()).id;
}

void CollectionFollowingTest::written_readBack_isTheSame()
{
    Library &library = m_library->library();
    const SourceId own = TempLibrary::valueOf(library.addCollection(
        u"Good “reads”"_s,
        {{QUrl(u"https://posts.example/1"_s), u"One"_s, u"Its summary"_s, {}, u"Why <one>"_s},
         {QUrl(u"https://posts.example/2?x=ü"_s), u"Two"_s, {}, u"Späte & Söhne"_s, {}},
         {QUrl(u"lectern://item/0123"_s), u"Nobody else has it"_s, {}, {}, {}},
         {QUrl(u"https://posts.example/3"_s), {}, {}, u"日本"_s, u"Note"_s}}));
    const Collection before = TempLibrary::valueOf(library.collection(own));
    const WrittenCollection file = writeCollection(before.title, before.posts);
    QCOMPARE(file.leftOut.size(), 1);
    QCOMPARE(file.leftOut.first().title, u"Nobody else has it"_s);

    const auto read = readCollection({QUrl(u"file:///x.json"_s), file.bytes}, u"x"_s);
    QVERIFY(read);
    QCOMPARE(read->issues, QStringList());
    const auto stored = TempLibrary::valueOf(library.storeCollection(read->collection));
    const Collection after = TempLibrary::valueOf(library.collection(stored.source));
    QCOMPARE(after.title, before.title);
    QList<Post> expected = before.posts;
    expected.removeIf([](const Post &post) { return post.url.scheme() == u"lectern"_s; });
    QCOMPARE(after.posts.size(), 3);
    QCOMPARE(expected.size(), 3);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(after.posts.at(i).id, expected.at(i).id);
        QCOMPARE(after.posts.at(i).section, expected.at(i).section);
        QCOMPARE(after.posts.at(i).note, expected.at(i).note);
        QCOMPARE(after.posts.at(i).title, expected.at(i).title);
        QCOMPARE(after.posts.at(i).summary, expected.at(i).summary);
    }
    // Once more through the file, it is the same to the byte.
    QCOMPARE(writeCollection(after.title, after.posts).bytes, file.bytes);
}

void CollectionFollowingTest::written_contentOfAFeed_isNotReplaced()
{
    const auto read = readCollection(
        {QUrl(u"file:///x.json"_s), writeCollection(u"x"_s, postsFrom(u"1"_s)).bytes}, u"x"_s);
    QVERIFY(read);
    QCOMPARE(read->collection.articles.first().note, u"Note 1"_s);
    QCOMPARE(read->collection.articles.first().contentText, QString());
}

void CollectionFollowingTest::found_isOfferedAsACollectionFirst()
{
    serve(u"1 2"_s);
    SourceFinder finder(m_library->library(), *m_fetcher);
    QFuture<FindResult> found = finder.find(m_server->url(u"/list.json"_s).toString());
    QTRY_VERIFY(found.isFinished());
    const FindResult sources = found.result();
    QVERIFY(sources);
    QCOMPARE(sources->choices.size(), 2);
    QCOMPARE(sources->choices.first().kind, FoundSource::Kind::Collection);
    QCOMPARE(sources->choices.last().kind, FoundSource::Kind::Feed);
}

void CollectionFollowingTest::followed_again_asksWithValidators()
{
    serve(u"1 2"_s);
    const SourceId source = follow();
    QCOMPARE(written(source), u"1 2"_s);
    const auto feed = feedOf(source);
    QVERIFY(feed);
    QCOMPARE(feed->kind, SourceKind::Collection);
    QVERIFY(feed->due && *feed->due > m_now);
    QVERIFY(!feed->usualGap);
    m_server->forgetRequests();
    QCOMPARE(refresh(), (RefreshProgress{1, 1, 0, 0}));
    QCOMPARE(feedOf(source)->due, m_now.addSecs(6 * 3600));
    QVERIFY(!m_server->requests().first().headers.value("if-none-match").isEmpty());
    QCOMPARE(written(source), u"1 2"_s);
}

void CollectionFollowingTest::followed_rearranged_isRenewed_andKeepsWhatTheReaderDid()
{
    serve(u"1 2 | A: 3 4"_s);
    const SourceId source = follow();
    Library &library = m_library->library();
    m_library->setRead(QUrl(u"https://posts.example/2"_s));
    const Bookmark bookmark = m_library->keep(QUrl(u"https://posts.example/4"_s));

    serve(u"3 | B: 2 5"_s);
    QCOMPARE(refresh(), (RefreshProgress{1, 1, 1, 0}));
    QCOMPARE(written(source), u"3 | B: 2 5"_s);
    QVERIFY(TempLibrary::valueOf(library.postAt(QUrl(u"https://posts.example/2"_s)))->isRead);
    QVERIFY(!article(u"1"_s));
    const auto kept = TempLibrary::valueOf(library.postAt(bookmark.url));
    QVERIFY(kept && kept->isBookmarked);
    QVERIFY(!kept->source);
    // Back in the list, an article is as the reader left it.
    m_library->setRead(QUrl(u"https://posts.example/5"_s));
    serve(u"3"_s);
    QCOMPARE(refresh(), (RefreshProgress{1, 1, 0, 0}));
    serve(u"3 5"_s);
    QCOMPARE(refresh(), (RefreshProgress{1, 1, 1, 0}));
    QVERIFY(TempLibrary::valueOf(library.postAt(QUrl(u"https://posts.example/5"_s)))->isRead);
}

void CollectionFollowingTest::followed_emptied_mirrorsItsAuthor()
{
    serve(u"1 2"_s);
    const SourceId source = follow();
    serve(QString());
    QCOMPARE(refresh(), (RefreshProgress{1, 1, 0, 0}));
    QCOMPARE(written(source), QString());
}

void CollectionFollowingTest::followed_failing_isNotedLikeAFeed_andKeepsTheList()
{
    serve(u"1 2"_s);
    const SourceId source = follow();
    m_server->servePage("/list.json", "<p>Gone fishing</p>");
    QCOMPARE(refresh(), (RefreshProgress{1, 1, 0, 1}));
    QCOMPARE(written(source), u"1 2"_s);
    const auto feed = feedOf(source);
    QVERIFY(feed && feed->failure);
    QCOMPARE(feed->failure->error.code, ErrorCode::Malformed);
    const LibraryCounts counts = TempLibrary::valueOf(m_library->library().counts());
    QVERIFY(counts.sources.last().isFailing);
    serve(u"2"_s);
    QCOMPARE(refresh(), (RefreshProgress{1, 1, 0, 0}));
    QCOMPARE(written(source), u"2"_s);
}

// It has a hash of another kind, and nothing is known of its fetching.
void CollectionFollowingTest::followed_fromEarlierVersion_isRefreshed()
{
    serve(u"1 2"_s);
    const auto read = readCollection({m_server->url(u"/list.json"_s),
                                      writeCollection(u"Good reads"_s, postsFrom(u"2 3"_s)).bytes},
                                     u"x"_s);
    QVERIFY(read);
    const SourceId source =
        TempLibrary::valueOf(m_library->library().storeCollection(read->collection)).source;
    QVERIFY(!feedOf(source)->due);
    QCOMPARE(refresh(), (RefreshProgress{1, 1, 1, 0}));
    QCOMPARE(written(source), u"1 2"_s);
    QVERIFY(feedOf(source)->due);
}

void CollectionFollowingTest::own_isNeverFetched()
{
    const SourceId source = TempLibrary::valueOf(
        m_library->library().addCollection(u"x"_s, {{QUrl(u"https://a.example/"_s)}}));
    QVERIFY(!feedOf(source));
    QCOMPARE(refresh(), (RefreshProgress{0, 0, 0, 0}));
}

QTEST_GUILESS_MAIN(CollectionFollowingTest)
#include "tst_collectionfollowing.moc"
