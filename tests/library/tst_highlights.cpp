// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/answers.h"
#include "library/testclock.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

/// What the reader marks in articles, and what is there without a network.
class TestHighlights final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void highlight_added_isThereAsGiven();
    void highlights_ofOnePage_standInItsOrder();
    void highlight_edited_keepsItsPlace();
    void highlight_removedAndRestored_isTheSame();
    void highlight_impossible_isRefused_data();
    void highlight_impossible_isRefused();
    void highlight_gone_isNotFound();
    void highlight_notFoundInThePage_isRemembered();
    void highlight_words_areSearched();
    void highlight_keepsItsArticle();
    void copy_set_isThereAsGiven();
    void copy_setAgain_replaces();
    void copy_removed_isGivenBack();
    void copy_text_isSearched();
    void copy_keepsItsArticle();
    void expiry_sparesWhatTheReaderKeeps();
    void salvaged_areKept();

private:
    [[nodiscard]] QStringList titles(const QString &query);
    [[nodiscard]] LibraryChange onlyChange();
    SourceId store(const QStringList &urls);

    std::unique_ptr<QTemporaryDir> m_folder;
    TestClock m_clock{QDateTime()};
    std::unique_ptr<Library> m_library;
    std::unique_ptr<QSignalSpy> m_changes;
};

namespace {

const QUrl pageUrl(u"https://example.org/page"_s);

HighlightRequest highlightOf(const QString &quote, std::optional<HighlightPlace::Range> range = {})
{
    HighlightRequest request;
    request.url = pageUrl;
    request.title = u"A page"_s;
    request.place = {quote, u"before "_s, u" after"_s, range};
    return request;
}

OfflineCopy completeCopy()
{
    OfflineCopy copy;
    copy.url = pageUrl;
    copy.title = u"A page"_s;
    copy.state = OfflineCopy::State::Complete;
    copy.file = u"page.mhtml"_s;
    copy.bytes = 12'345;
    copy.kept = QDateTime(QDate(2026, 3, 1), QTime(8, 0), Qt::UTC);
    copy.text = u"All that stands in it, Wörter too"_s;
    return copy;
}

} // namespace

void TestHighlights::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = TestClock(QDateTime(QDate(2026, 3, 2), QTime(9, 0), Qt::UTC));
    m_library =
        std::make_unique<Library>(Locations::under(m_folder->path()), nullptr, m_clock.clock());
    QCOMPARE(codeOf(m_library->open()), u"ok"_s);
    m_changes = std::make_unique<QSignalSpy>(m_library.get(), &Library::changed);
}

void TestHighlights::cleanup()
{
    QVERIFY(valueOf(m_library->examine()).findings.isEmpty());
    m_library.reset();
    const auto database = Database::openAnother(Locations::under(m_folder->path()).libraryFile());
    QVERIFY(database);
    verifyIndex(**database);
}

QStringList TestHighlights::titles(const QString &query)
{
    SearchRequest request;
    request.text = query;
    QStringList titles;
    for (const SearchResult &result : valueOf(m_library->search(request)).results)
        titles.append(result.post.title);
    return titles;
}

LibraryChange TestHighlights::onlyChange()
{
    if (!QTest::qWaitFor([this] { return !m_changes->isEmpty(); }) || m_changes->size() != 1)
        QTest::qFail("not one change", __FILE__, __LINE__);
    return m_changes->takeFirst().first().value<LibraryChange>();
}

SourceId TestHighlights::store(const QStringList &urls)
{
    return valueOf(m_library->storeCollection(incomingCollection(u"list"_s, urls))).source;
}

void TestHighlights::highlight_added_isThereAsGiven()
{
    HighlightRequest request = highlightOf(u"marked words"_s, HighlightPlace::Range{7, 19});
    request.colour = HighlightColour::Pink;
    request.note = u"why"_s;
    const Highlight added = valueOf(m_library->addHighlight(request));
    QVERIFY(onlyChange().highlightsChanged);
    QCOMPARE(added.url, pageUrl);
    QCOMPARE(added.place, request.place);
    QCOMPARE(added.colour, HighlightColour::Pink);
    QCOMPARE(added.note, u"why"_s);
    QCOMPARE(added.created, m_clock.now());
    QCOMPARE(added.changed, m_clock.now());
    QVERIFY(added.wasFound);
    // Under any address of the page.
    const QUrl decorated(u"https://EXAMPLE.org/page?utm_source=x#part"_s);
    QCOMPARE(valueOf(m_library->highlightsAt(decorated)), QList<Highlight>{added});
    QCOMPARE(valueOf(m_library->highlights()), QList<Highlight>{added});
    QCOMPARE(valueOf(m_library->postAt(pageUrl))->title, u"A page"_s);
}

void TestHighlights::highlights_ofOnePage_standInItsOrder()
{
    QCOMPARE(codeOf(m_library->addHighlight(highlightOf(u"unknown"_s))), u"ok"_s);
    QCOMPARE(codeOf(m_library->addHighlight(highlightOf(u"late"_s, HighlightPlace::Range{50, 54}))),
             u"ok"_s);
    m_clock.addSecs(3600);
    QCOMPARE(codeOf(m_library->addHighlight(highlightOf(u"early"_s, HighlightPlace::Range{0, 5}))),
             u"ok"_s);
    const auto quotes = [](const QList<Highlight> &highlights) {
        QStringList result;
        for (const Highlight &highlight : highlights)
            result.append(highlight.place.quote);
        return result;
    };
    QCOMPARE(quotes(valueOf(m_library->highlightsAt(pageUrl))),
             QStringList({u"early"_s, u"late"_s, u"unknown"_s}));
    QCOMPARE(quotes(valueOf(m_library->highlights())),
             QStringList({u"early"_s, u"late"_s, u"unknown"_s}));
}

void TestHighlights::highlight_edited_keepsItsPlace()
{
    Highlight highlight = valueOf(m_library->addHighlight(highlightOf(u"words"_s)));
    m_clock.addSecs(3600);
    highlight.note = u"new note"_s;
    highlight.colour = HighlightColour::Green;
    Highlight changed = highlight;
    changed.place.quote = u"not to be changed"_s;
    QCOMPARE(codeOf(m_library->editHighlight(changed)), u"ok"_s);
    highlight.changed = m_clock.now();
    QCOMPARE(valueOf(m_library->highlights()), QList<Highlight>{highlight});
}

void TestHighlights::highlight_removedAndRestored_isTheSame()
{
    const Highlight added =
        valueOf(m_library->addHighlight(highlightOf(u"words"_s, HighlightPlace::Range{1, 6})));
    m_clock.addSecs(3600);
    const auto removed = valueOf(m_library->removeHighlight(added.id));
    QCOMPARE(removed, std::optional(added));
    QVERIFY(valueOf(m_library->highlights()).isEmpty());
    QVERIFY(!valueOf(m_library->postAt(pageUrl)));
    Highlight restored = valueOf(m_library->restoreHighlight(*removed));
    QVERIFY(restored.id != added.id); // keys are never used again
    restored.id = added.id;
    QCOMPARE(restored, added);
    QVERIFY(valueOf(m_library->postAt(pageUrl)));
    QVERIFY(!valueOf(m_library->removeHighlight(added.id)));
}

void TestHighlights::highlight_impossible_isRefused_data()
{
    QTest::addColumn<HighlightRequest>("request");
    QTest::newRow("nothing marked") << highlightOf(QString());
    QTest::newRow("ends where it begins") << highlightOf(u"a"_s, HighlightPlace::Range{3, 3});
    QTest::newRow("begins before the page") << highlightOf(u"a"_s, HighlightPlace::Range{-1, 3});
    HighlightRequest nowhere = highlightOf(u"a"_s);
    nowhere.url = QUrl(u"page"_s);
    QTest::newRow("no page") << nowhere;
}

void TestHighlights::highlight_impossible_isRefused()
{
    QFETCH(const HighlightRequest, request);
    QCOMPARE(codeOf(m_library->addHighlight(request)), u"Data/Malformed"_s);
    QVERIFY(valueOf(m_library->highlights()).isEmpty());
    QVERIFY(m_changes->isEmpty());
}

void TestHighlights::highlight_gone_isNotFound()
{
    Highlight highlight;
    highlight.id = HighlightId(17);
    QCOMPARE(codeOf(m_library->editHighlight(highlight)), u"Data/NotFound"_s);
    QCOMPARE(valueOf(m_library->removeHighlight(highlight.id)), std::nullopt);
    QVERIFY(m_changes->isEmpty());
}

void TestHighlights::highlight_notFoundInThePage_isRemembered()
{
    const Highlight one = valueOf(m_library->addHighlight(highlightOf(u"one"_s)));
    const Highlight two = valueOf(m_library->addHighlight(highlightOf(u"two"_s)));
    QTRY_COMPARE(m_changes->size(), 2);
    m_changes->clear();
    QCOMPARE(codeOf(m_library->setHighlightsFound({two.id, HighlightId(99)}, false)), u"ok"_s);
    QVERIFY(onlyChange().highlightsChanged);
    const QList<Highlight> highlights = valueOf(m_library->highlightsAt(pageUrl));
    QVERIFY(highlights.first().wasFound && !highlights.last().wasFound);
    // What is known already changes nothing.
    QCOMPARE(codeOf(m_library->setHighlightsFound({two.id}, false)), u"ok"_s);
    QCOMPARE(codeOf(m_library->setHighlightsFound({one.id}, true)), u"ok"_s);
    QVERIFY(m_changes->isEmpty());
}

void TestHighlights::highlight_words_areSearched()
{
    HighlightRequest request = highlightOf(u"quoted sentence"_s);
    request.note = u"remember"_s;
    Highlight highlight = valueOf(m_library->addHighlight(request));
    const QStringList found{u"A page"_s};
    QCOMPARE(titles(u"\"quoted sentence\" remember"_s), found);
    QCOMPARE(titles(u"is:highlighted"_s), found);
    QCOMPARE(titles(u"-is:highlighted"_s), QStringList());
    highlight.note = u"other"_s;
    QCOMPARE(codeOf(m_library->editHighlight(highlight)), u"ok"_s);
    QCOMPARE(titles(u"remember"_s), QStringList());
    QCOMPARE(titles(u"other"_s), found);
    QCOMPARE(codeOf(m_library->removeHighlight(highlight.id)), u"ok"_s);
    QCOMPARE(titles(u"quoted OR is:highlighted"_s), QStringList());
}

void TestHighlights::highlight_keepsItsArticle()
{
    store({pageUrl.toString(), u"https://example.org/other"_s});
    const Highlight highlight = valueOf(m_library->addHighlight(highlightOf(u"words"_s)));
    store({u"https://example.org/other"_s});
    QCOMPARE(valueOf(m_library->highlights()), QList<Highlight>{highlight});
    QCOMPARE(titles(u"words"_s), QStringList{u"Title page"_s});
    QCOMPARE(codeOf(m_library->removeHighlight(highlight.id)), u"ok"_s);
    QVERIFY(!valueOf(m_library->postAt(pageUrl)));
}

void TestHighlights::copy_set_isThereAsGiven()
{
    OfflineCopy copy = completeCopy();
    const OfflineCopy kept = valueOf(m_library->setOfflineCopy(copy));
    QVERIFY(onlyChange().offlineChanged);
    QVERIFY(kept.article);
    copy.article = kept.article;
    QCOMPARE(kept, copy);
    QCOMPARE(valueOf(m_library->offlineCopyAt(QUrl(pageUrl.toString() + u"#part"_s))),
             std::optional(copy));
    copy.text.clear();
    QCOMPARE(valueOf(m_library->offlineCopies()), QList<OfflineCopy>{copy});
    QVERIFY(!valueOf(m_library->offlineCopyAt(QUrl(u"https://example.org/other"_s))));
}

void TestHighlights::copy_setAgain_replaces()
{
    OfflineCopy copy = completeCopy();
    copy.state = OfflineCopy::State::Wanted;
    copy.file.clear();
    QCOMPARE(codeOf(m_library->setOfflineCopy(copy)), u"ok"_s);
    QCOMPARE(titles(u"is:offline"_s), QStringList());
    copy = completeCopy();
    QCOMPARE(codeOf(m_library->setOfflineCopy(copy)), u"ok"_s);
    QCOMPARE(valueOf(m_library->offlineCopies()).size(), 1);
    QCOMPARE(valueOf(m_library->offlineCopyAt(pageUrl))->file, u"page.mhtml"_s);
    QCOMPARE(titles(u"is:offline"_s), QStringList{u"A page"_s});
    copy.url = QUrl(u"page"_s);
    QCOMPARE(codeOf(m_library->setOfflineCopy(copy)), u"Data/Malformed"_s);
}

void TestHighlights::copy_removed_isGivenBack()
{
    const OfflineCopy kept = valueOf(m_library->setOfflineCopy(completeCopy()));
    QCOMPARE(valueOf(m_library->removeOfflineCopy(pageUrl)), std::optional(kept));
    QVERIFY(!valueOf(m_library->offlineCopyAt(pageUrl)));
    QVERIFY(!valueOf(m_library->postAt(pageUrl)));
    QCOMPARE(valueOf(m_library->removeOfflineCopy(pageUrl)), std::nullopt);
}

void TestHighlights::copy_text_isSearched()
{
    QCOMPARE(codeOf(m_library->setOfflineCopy(completeCopy())), u"ok"_s);
    QCOMPARE(titles(u"worter \"stands in it\" is:offline"_s), QStringList{u"A page"_s});
    SearchRequest request;
    request.text = u"worter"_s;
    const SearchResult found = valueOf(m_library->search(request)).results.first();
    QCOMPARE(found.passage, (MarkedText{u"All that stands in it, Wörter too"_s, {{23, 6}}}));
    QCOMPARE(codeOf(m_library->removeOfflineCopy(pageUrl)), u"ok"_s);
    QCOMPARE(titles(u"worter"_s), QStringList());
}

void TestHighlights::copy_keepsItsArticle()
{
    const SourceId source = store({pageUrl.toString()});
    QCOMPARE(codeOf(m_library->setOfflineCopy(completeCopy())), u"ok"_s);
    QCOMPARE(codeOf(m_library->removeSource(source)), u"ok"_s);
    QCOMPARE(titles(u"is:offline"_s), QStringList{u"Title page"_s});
}

void TestHighlights::expiry_sparesWhatTheReaderKeeps()
{
    const SourceId source = store({u"https://example.org/new"_s, u"https://example.org/old"_s,
                                   pageUrl.toString(), u"https://example.org/offline"_s});
    QCOMPARE(codeOf(m_library->addHighlight(highlightOf(u"words"_s))), u"ok"_s);
    OfflineCopy copy = completeCopy();
    copy.url = QUrl(u"https://example.org/offline"_s);
    QCOMPARE(codeOf(m_library->setOfflineCopy(copy)), u"ok"_s);
    QCOMPARE(codeOf(m_library->setRetention(source, {Retention::Kind::Newest, 1})), u"ok"_s);
    QCOMPARE(titles(u"source:list"_s).size(), 3);
    QCOMPARE(titles(u"old"_s), QStringList());
    QCOMPARE(titles(u"is:offline OR is:highlighted"_s).size(), 2);
}

void TestHighlights::salvaged_areKept()
{
    const Highlight highlight = valueOf(m_library->addHighlight(highlightOf(u"words"_s)));
    const OfflineCopy copy = valueOf(m_library->setOfflineCopy(completeCopy()));
    QCOMPARE(codeOf(m_library->salvage()), u"ok"_s);
    QCOMPARE(valueOf(m_library->highlights()), QList<Highlight>{highlight});
    QCOMPARE(valueOf(m_library->offlineCopyAt(pageUrl)), std::optional(copy));
}

QTEST_GUILESS_MAIN(TestHighlights)
#include "tst_highlights.moc"
