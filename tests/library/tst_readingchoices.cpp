// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/answers.h"
#include "library/pageaddress.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <limits>
#include <memory>

using namespace Qt::StringLiterals;
using namespace lectern;

/// What the library knows about how an article is read.
class TestReadingChoices final : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void site_ofAddress_data();
    void site_ofAddress();

    void choices_ofUnknownPage_areNone();
    void place_ofEachView_isKeptByCanonicalAddress();
    void place_notOfAPage_isRefused_data();
    void place_notOfAPage_isRefused();

    void view_isThatOfTheSite_elseOfTheSource();
    void view_ofFeed_goesForOtherSites();
    void view_ofCollection_goesForTheSiteAlone();
    void view_ofSourceThatIsGone_goesForTheSite();
    void view_ofLecternsOwnPage_goesForTheSourceAlone();
    void view_chosenAgain_changesNothing();
    void view_amongSettings_isForgottenAgain();

    void zoom_isOfASite();
    void zoom_ofOne_isForgotten_data();
    void zoom_ofOne_isForgotten();
    void zoom_impossible_isRefused_data();
    void zoom_impossible_isRefused();

    void words_areThoseOfStoredContent();

private:
    void reopen();
    [[nodiscard]] ReadingChoices choicesOf(const QString &url, SourceId source = {});
    [[nodiscard]] Source source(SourceId id);
    [[nodiscard]] int changes();
    [[nodiscard]] int sitesWithChoices() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Library> m_library;
    std::unique_ptr<QSignalSpy> m_changes;
};

namespace {

const QString page = u"https://example.org/a"_s;
const QString feedUrl = u"https://planet.example/feed"_s;

} // namespace

void TestReadingChoices::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
    reopen();
}

void TestReadingChoices::reopen()
{
    m_changes.reset();
    m_library.reset();
    m_library = std::make_unique<Library>(Locations::under(m_folder->path()));
    QCOMPARE(codeOf(m_library->open()), u"ok"_s);
    m_changes = std::make_unique<QSignalSpy>(m_library.get(), &Library::changed);
}

ReadingChoices TestReadingChoices::choicesOf(const QString &url, SourceId source)
{
    return valueOf(m_library->readingChoices(QUrl(url), source));
}

Source TestReadingChoices::source(SourceId id)
{
    const LibraryCounts counts = valueOf(m_library->counts());
    for (const Source &source : counts.sources) {
        if (source.id == id)
            return source;
    }
    QTest::qFail("no such source", __FILE__, __LINE__);
    return {};
}

// How many were sent since this was last asked.
int TestReadingChoices::changes()
{
    QCoreApplication::sendPostedEvents();
    const int count = int(m_changes->size());
    m_changes->clear();
    return count;
}

int TestReadingChoices::sitesWithChoices() const
{
    const auto database = Database::openAnother(Locations::under(m_folder->path()).libraryFile());
    if (!database)
        return -1;
    const auto count =
        Statement(**database, u"SELECT count(*) FROM site_choice"_s).first([](const Row &row) {
            return int(row.integer(0));
        });
    return valueOf(count).value_or(-1);
}

void TestReadingChoices::site_ofAddress_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("site");
    QTest::newRow("plain") << u"https://example.org/a"_s << u"example.org"_s;
    QTest::newRow("http, port") << u"http://example.org:8080/"_s << u"example.org"_s;
    QTest::newRow("user info") << u"https://me:secret@example.org/"_s << u"example.org"_s;
    QTest::newRow("capitals") << u"HTTPS://Example.ORG/A"_s << u"example.org"_s;
    QTest::newRow("www") << u"https://WWW.example.org/"_s << u"example.org"_s;
    QTest::newRow("www is the name") << u"https://www.com/"_s << u"www.com"_s;
    QTest::newRow("www inside") << u"https://a.www.example.org/"_s << u"a.www.example.org"_s;
    QTest::newRow("subdomain") << u"https://blog.example.org/"_s << u"blog.example.org"_s;
    QTest::newRow("trailing dot") << u"https://www.example.org./"_s << u"example.org"_s;
    QTest::newRow("IDN") << u"https://www.Bücher.example/"_s << u"xn--bcher-kva.example"_s;
    QTest::newRow("IPv4") << u"http://127.0.0.1:1/"_s << u"127.0.0.1"_s;
    QTest::newRow("IPv6") << u"http://[::1]:1/"_s << u"::1"_s;
    QTest::newRow("file") << u"file:///home/a.html"_s << QString();
    QTest::newRow("own page") << u"lectern://item/0123"_s << QString();
    QTest::newRow("about") << u"about:blank"_s << QString();
    QTest::newRow("relative") << u"//example.org/a"_s << QString();
    QTest::newRow("empty") << QString() << QString();
}

void TestReadingChoices::site_ofAddress()
{
    QFETCH(const QString, url);
    QFETCH(const QString, site);
    QCOMPARE(siteOf(QUrl(url)), site);
}

void TestReadingChoices::choices_ofUnknownPage_areNone()
{
    QCOMPARE(choicesOf(page), ReadingChoices());
    QCOMPARE(choicesOf(page, SourceId(99)), ReadingChoices());
    QCOMPARE(choicesOf({}), ReadingChoices());
    QCOMPARE(ReadingChoices().view(), ReadingView::Original);
}

void TestReadingChoices::place_ofEachView_isKeptByCanonicalAddress()
{
    const QUrl url(page);
    const QUrl other(u"https://example.org/b"_s);
    const auto keep = [this](const QUrl &of, ReadingView view, const ReadingPlace &place) {
        QCOMPARE(codeOf(m_library->setReadingPlace(of, view, place)), u"ok"_s);
    };
    keep(url, ReadingView::Original, {120.5, 4000});
    keep(other, ReadingView::Reader, {1, 2});
    keep(QUrl(page + u"#part"_s), ReadingView::Original, {240.25, 5000});
    keep(QUrl(page + u"?utm_source=x"_s), ReadingView::Reader, {30, 900});
    reopen();
    ReadingChoices both;
    both.originalPlace = ReadingPlace{240.25, 5000};
    both.readerPlace = ReadingPlace{30, 900};
    QCOMPARE(choicesOf(page), both);
    ReadingChoices one;
    one.readerPlace = ReadingPlace{1, 2};
    QCOMPARE(choicesOf(other.toString()), one);
    QCOMPARE(changes(), 0);
}

void TestReadingChoices::place_notOfAPage_isRefused_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::newRow("empty") << QUrl();
    QTest::newRow("relative") << QUrl(u"/page"_s);
    QTest::newRow("invalid") << QUrl(u"https://exa mple.org:port/"_s, QUrl::StrictMode);
}

void TestReadingChoices::place_notOfAPage_isRefused()
{
    QFETCH(const QUrl, url);
    QCOMPARE(codeOf(m_library->setReadingPlace(url, ReadingView::Original, {})),
             u"Data/Malformed"_s);
    QCOMPARE(valueOf(m_library->readingChoices(url, {})), ReadingChoices());
}

void TestReadingChoices::view_isThatOfTheSite_elseOfTheSource()
{
    const SourceId feed = valueOf(m_library->addFeed(QUrl(feedUrl), u"Planet"_s));
    QCOMPARE(codeOf(m_library->chooseView(QUrl(u"https://www.example.org/a"_s), feed,
                                          ReadingView::Reader)),
             u"ok"_s);
    // At this site the original is wanted, whatever goes for the feed.
    QCOMPARE(
        codeOf(m_library->chooseView(QUrl(u"https://plain.example/"_s), {}, ReadingView::Original)),
        u"ok"_s);
    reopen();
    const ReadingChoices ofSite = choicesOf(u"http://EXAMPLE.org/another"_s);
    QCOMPARE(ofSite.siteView, std::optional(ReadingView::Reader));
    QCOMPARE(ofSite.sourceView, std::nullopt);
    QCOMPARE(ofSite.view(), ReadingView::Reader);
    QCOMPARE(choicesOf(u"https://blog.example.org/"_s).view(), ReadingView::Original);
    const ReadingChoices both = choicesOf(u"https://plain.example/b"_s, feed);
    QCOMPARE(both.siteView, std::optional(ReadingView::Original));
    QCOMPARE(both.sourceView, std::optional(ReadingView::Reader));
    QCOMPARE(both.view(), ReadingView::Original);
}

void TestReadingChoices::view_ofFeed_goesForOtherSites()
{
    const SourceId feed = valueOf(m_library->addFeed(QUrl(feedUrl), u"Planet"_s));
    const SourceId list =
        valueOf(m_library->addPage(QUrl(u"https://list.example/"_s), u"List"_s, u"{}"_s));
    QCOMPARE(changes(), 2);
    for (const SourceId id : {feed, list}) {
        QCOMPARE(codeOf(m_library->chooseView(QUrl(page), id, ReadingView::Reader)), u"ok"_s);
        QCOMPARE(changes(), 1);
        QCOMPARE(source(id).view, std::optional(ReadingView::Reader));
        QCOMPARE(choicesOf(u"https://elsewhere.example/"_s, id).view(), ReadingView::Reader);
    }
}

void TestReadingChoices::view_ofCollection_goesForTheSiteAlone()
{
    const SourceId list =
        valueOf(m_library->storeCollection(incomingCollection(u"list"_s, {page}))).source;
    QCOMPARE(changes(), 1);
    QCOMPARE(codeOf(m_library->chooseView(QUrl(page), list, ReadingView::Reader)), u"ok"_s);
    QCOMPARE(changes(), 0);
    QCOMPARE(choicesOf(page, list).view(), ReadingView::Reader);
    QCOMPARE(choicesOf(page, list).sourceView, std::nullopt);
    QCOMPARE(source(list).view, std::nullopt);
}

void TestReadingChoices::view_ofSourceThatIsGone_goesForTheSite()
{
    const SourceId feed = valueOf(m_library->addFeed(QUrl(feedUrl), u"Planet"_s));
    QCOMPARE(codeOf(m_library->removeSource(feed)), u"ok"_s);
    QCOMPARE(codeOf(m_library->chooseView(QUrl(page), feed, ReadingView::Reader)), u"ok"_s);
    QCOMPARE(choicesOf(page, feed).view(), ReadingView::Reader);
}

void TestReadingChoices::view_ofLecternsOwnPage_goesForTheSourceAlone()
{
    const SourceId feed = valueOf(m_library->addFeed(QUrl(feedUrl), u"Planet"_s));
    const QString item = u"lectern://item/0123"_s;
    QCOMPARE(codeOf(m_library->chooseView(QUrl(item), feed, ReadingView::Reader)), u"ok"_s);
    QCOMPARE(choicesOf(item, feed).view(), ReadingView::Reader);
    QCOMPARE(choicesOf(item).view(), ReadingView::Original);
    QCOMPARE(sitesWithChoices(), 0);
}

void TestReadingChoices::view_chosenAgain_changesNothing()
{
    const SourceId feed = valueOf(m_library->addFeed(QUrl(feedUrl), u"Planet"_s));
    QCOMPARE(changes(), 1);
    for (const int expected : {1, 0}) {
        QCOMPARE(codeOf(m_library->chooseView(QUrl(page), feed, ReadingView::Reader)), u"ok"_s);
        QCOMPARE(changes(), expected);
    }
    QCOMPARE(codeOf(m_library->chooseView(QUrl(page), feed, ReadingView::Original)), u"ok"_s);
    QCOMPARE(changes(), 1);
    QCOMPARE(choicesOf(page, feed).view(), ReadingView::Original);
    QCOMPARE(source(feed).view, std::optional(ReadingView::Original));
}

void TestReadingChoices::view_amongSettings_isForgottenAgain()
{
    const SourceId feed = valueOf(m_library->addFeed(QUrl(feedUrl), u"Planet"_s));
    SourceSettings settings;
    settings.view = ReadingView::Reader;
    for (const auto &wanted : {settings, SourceSettings()}) {
        (void)changes();
        QCOMPARE(codeOf(m_library->setSourceSettings(feed, wanted)), u"ok"_s);
        QCOMPARE(changes(), 1);
        QCOMPARE(source(feed).view, wanted.view);
        QCOMPARE(choicesOf(page, feed).sourceView, wanted.view);
    }
}

void TestReadingChoices::zoom_isOfASite()
{
    QCOMPARE(codeOf(m_library->setZoom(QUrl(page), 1.25)), u"ok"_s);
    QCOMPARE(codeOf(m_library->chooseView(QUrl(page), {}, ReadingView::Reader)), u"ok"_s);
    QCOMPARE(codeOf(m_library->setZoom(QUrl(u"http://www.example.org:81/"_s), 0.8)), u"ok"_s);
    QCOMPARE(codeOf(m_library->setZoom(QUrl(u"file:///a.html"_s), 3)), u"ok"_s);
    reopen();
    QCOMPARE(choicesOf(page).zoom, std::optional(0.8));
    QCOMPARE(choicesOf(page).view(), ReadingView::Reader);
    QCOMPARE(choicesOf(u"https://other.example/"_s).zoom, std::nullopt);
    QCOMPARE(choicesOf(u"file:///a.html"_s).zoom, std::nullopt);
    QCOMPARE(changes(), 0);
}

void TestReadingChoices::zoom_ofOne_isForgotten_data()
{
    QTest::addColumn<std::optional<double>>("factor");
    QTest::newRow("none") << std::optional<double>();
    QTest::newRow("one") << std::optional(1.0);
    QTest::newRow("one after steps") << std::optional(1.1 * 1.1 / 1.21);
}

void TestReadingChoices::zoom_ofOne_isForgotten()
{
    QFETCH(const std::optional<double>, factor);
    QCOMPARE(codeOf(m_library->setZoom(QUrl(page), 1.5)), u"ok"_s);
    QCOMPARE(sitesWithChoices(), 1);
    QCOMPARE(codeOf(m_library->setZoom(QUrl(page), factor)), u"ok"_s);
    QCOMPARE(choicesOf(page), ReadingChoices());
    QCOMPARE(sitesWithChoices(), 0);
    // What else was chosen for the site stays.
    QCOMPARE(codeOf(m_library->chooseView(QUrl(page), {}, ReadingView::Reader)), u"ok"_s);
    QCOMPARE(codeOf(m_library->setZoom(QUrl(page), 1.5)), u"ok"_s);
    QCOMPARE(codeOf(m_library->setZoom(QUrl(page), factor)), u"ok"_s);
    QCOMPARE(choicesOf(page).zoom, std::nullopt);
    QCOMPARE(choicesOf(page).view(), ReadingView::Reader);
}

void TestReadingChoices::zoom_impossible_isRefused_data()
{
    QTest::addColumn<double>("factor");
    QTest::newRow("nothing") << 0.0;
    QTest::newRow("negative") << -1.0;
    QTest::newRow("infinite") << std::numeric_limits<double>::infinity();
    QTest::newRow("no number") << std::numeric_limits<double>::quiet_NaN();
}

void TestReadingChoices::zoom_impossible_isRefused()
{
    QFETCH(const double, factor);
    QCOMPARE(codeOf(m_library->setZoom(QUrl(page), factor)), u"Data/Malformed"_s);
    QCOMPARE(choicesOf(page), ReadingChoices());
}

void TestReadingChoices::words_areThoseOfStoredContent()
{
    IncomingCollection collection =
        incomingCollection(u"list"_s, {page, u"https://example.org/short"_s});
    collection.articles.first().contentHtml = u"<p>Three short words</p>"_s;
    collection.articles.first().contentText = u"Three short words"_s;
    collection.articles.first().wordCount = 3;
    const SourceId list = valueOf(m_library->storeCollection(collection)).source;
    QCOMPARE(choicesOf(page + u"#end"_s).storedWords, std::optional(3));
    QCOMPARE(choicesOf(u"https://example.org/short"_s).storedWords, std::nullopt);
    // Put aside, for Undo, it is none of the library's any more.
    QCOMPARE(codeOf(m_library->removeSource(list)), u"ok"_s);
    QCOMPARE(choicesOf(page).storedWords, std::nullopt);
}

QTEST_GUILESS_MAIN(TestReadingChoices)
#include "tst_readingchoices.moc"
