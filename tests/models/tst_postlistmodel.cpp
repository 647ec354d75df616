// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/postlistmodel.h"
#include "support/templibrary.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>

#include <memory>

using namespace lectern;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(lectern::PostSort)
Q_DECLARE_METATYPE(lectern::PostGrouping)

namespace {

QList<IncomingArticle> numberedPosts(int count)
{
    QList<IncomingArticle> articles;
    for (int i = 0; i < count; ++i)
        articles.append(incomingPost(QString::number(i), u"Post %1"_s.arg(i)));
    return articles;
}

} // namespace

class PostListModelTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void data_fullPost_answersEveryRole();
    void data_barePost_leavesOutWhatIsMissing();
    void data_ownPage_hasTheSourceAsSite();
    void data_accessibleText_tellsTheState();
    void data_note_standsForTheSummary_whereItWasWritten();
    void setSearch_words_findsWhatHoldsThemAll_data();
    void setSearch_words_findsWhatHoldsThemAll();
    void setSearch_found_isMarked();
    void setSearch_sameTextAnew_asksNothing();
    void setSearch_narrowed_keepsTheRowsThatStay();
    void setSearch_blank_showsTheScopeAgain();
    void setSearch_inAScope_findsOnlyThere();
    void setSearch_malformed_tellsThatItsWordsWereSearched();
    void setSearch_manyFound_bringsMoreOnRequest();
    void startsSection_firstRowOfASection_isMarked();
    void startsSection_sameSectionInTwoSources_startsTwice();
    void startsSection_inBookmarks_never();
    void setScope_twiceInARow_showsTheLastOnly();
    void setScope_libraryFailed_tellsWhy();
    void follow_readToggled_isOneChangedRow();
    void follow_postReadInUnread_staysUntilTheScopeIsChosenAgain();
    void follow_bookmarkRemovedInBookmarks_leaves();
    void follow_bookmarkAddedInBookmarks_comesFirst();
    void follow_stateInASource_keepsItsSection();
    void follow_collectionChanged_takesOverTheRows();
    void follow_duringASearch_keepsItsRowsTrue();
    void heading_grouping_startsWhereTheGroupDoes_data();
    void heading_grouping_startsWhereTheGroupDoes();
    void setArrangement_anySort_orders_data();
    void setArrangement_anySort_orders();
    void largeList_isCompleteLater_andLoadsWhatIsLookedAt();
    void largeList_changedFarBelow_keepsTheRowsSeen();
    void largeList_scrolledDuringARefresh_keepsItsPosts();
    void unreadList_postGoneAfterReading_leaves();
    void withPost_notLoaded_comesLater();
    void rowOf_article_isItsRow();
    void changes_atRandom_areToldExactly();

private:
    /// Chooses the scope and waits for the library's answer.
    void show(const Scope &scope);
    void search(const QString &text);
    [[nodiscard]] QStringList titles() const;
    [[nodiscard]] QList<bool> sectionStarts() const;
    /// What the model has told since the last call: inserted, removed, moved, changed, arranged,
    /// reset.
    [[nodiscard]] QString signalCounts();
    void forgetSignals();

    std::unique_ptr<TempLibrary> m_kept;
    std::unique_ptr<PostListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::vector<std::unique_ptr<QSignalSpy>> m_spies;
    std::unique_ptr<QSignalSpy> m_settled;
};

void PostListModelTest::initTestCase()
{
    qRegisterMetaType<Error>();
    qRegisterMetaType<LibraryChange>();
}

void PostListModelTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_kept = std::make_unique<TempLibrary>();
    m_model = std::make_unique<PostListModel>(m_kept->library());
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_settled = std::make_unique<QSignalSpy>(m_model.get(), &PostListModel::settled);
    const auto spyOn = [this](auto signal) {
        m_spies.push_back(std::make_unique<QSignalSpy>(m_model.get(), signal));
    };
    spyOn(&QAbstractItemModel::rowsInserted);
    spyOn(&QAbstractItemModel::rowsRemoved);
    spyOn(&QAbstractItemModel::rowsMoved);
    spyOn(&QAbstractItemModel::dataChanged);
    spyOn(&QAbstractItemModel::layoutChanged);
    spyOn(&QAbstractItemModel::modelReset);
}

void PostListModelTest::cleanup()
{
    m_spies.clear();
    m_settled.reset();
    m_tester.reset();
    m_model.reset();
    m_kept.reset();
}

void PostListModelTest::show(const Scope &scope)
{
    QCoreApplication::sendPostedEvents();
    m_settled->clear();
    m_model->setScope(scope);
    QTRY_COMPARE(m_settled->size(), 1);
    forgetSignals();
}

void PostListModelTest::search(const QString &text)
{
    m_model->setSearch(text);
    QTRY_VERIFY(m_model->isSettled());
}

QStringList PostListModelTest::titles() const
{
    QStringList titles;
    for (int row = 0; row < m_model->rowCount(); ++row)
        titles.append(m_model->index(row).data(PostListModel::TitleRole).toString());
    return titles;
}

QList<bool> PostListModelTest::sectionStarts() const
{
    QList<bool> starts;
    for (int row = 0; row < m_model->rowCount(); ++row)
        starts.append(m_model->index(row).data(PostListModel::HeadingRole).isValid());
    return starts;
}

QString PostListModelTest::signalCounts()
{
    QStringList counts;
    for (const auto &spy : m_spies) {
        counts.append(QString::number(spy->size()));
        spy->clear();
    }
    return counts.join(u' ');
}

void PostListModelTest::forgetSignals()
{
    for (const auto &spy : m_spies)
        spy->clear();
}

void PostListModelTest::data_fullPost_answersEveryRole()
{
    const QDateTime published(QDate(2024, 3, 9), QTime(8, 30), QTimeZone::utc());
    IncomingArticle article = incomingPost(u"gil"_s, u"Life of the GIL"_s, u"Internals"_s);
    article.url = QUrl(u"https://www.masnun.example/gil"_s);
    article.summary = u"What it guards."_s;
    article.tags = {u"python"_s, u"threads"_s};
    article.published = published;
    article.contentHtml = u"<p>Words</p>"_s;
    article.wordCount = 690;
    m_kept->store(u"Mine"_s, {article});
    show({});

    const QModelIndex index = m_model->index(0);
    QCOMPARE(index.data(PostListModel::TitleRole), u"Life of the GIL"_s);
    QCOMPARE(index.data(PostListModel::SummaryRole), u"What it guards."_s);
    QCOMPARE(index.data(PostListModel::IdRole).value<ArticleId>(), m_model->postAt(0)->id);
    QVERIFY(m_model->postAt(0)->id);
    QCOMPARE(index.data(PostListModel::UrlRole).toUrl(), article.url);
    QCOMPARE(index.data(PostListModel::SiteRole), u"masnun.example"_s);
    QCOMPARE(index.data(PostListModel::HeadingRole), u"Internals"_s);
    QCOMPARE(index.data(PostListModel::IsLoadedRole), true);
    QCOMPARE(index.data(PostListModel::TagsRole).toStringList(), article.tags);
    QCOMPARE(index.data(PostListModel::PublishedRole).toDateTime(), published);
    QCOMPARE(index.data(PostListModel::ReadingMinutesRole), 3);
    QCOMPARE(index.data(PostListModel::IsReadRole), false);
    QCOMPARE(index.data(PostListModel::IsBookmarkedRole), false);
    QCOMPARE(index.data(Qt::AccessibleDescriptionRole), u"What it guards."_s);
}

void PostListModelTest::data_barePost_leavesOutWhatIsMissing()
{
    m_kept->store(u"Mine"_s, {incomingPost(u"bare"_s, u"Bare"_s)});
    show({});

    const QModelIndex index = m_model->index(0);
    QCOMPARE(index.data(PostListModel::SummaryRole), QString());
    QVERIFY(!index.data(PostListModel::HeadingRole).isValid());
    QCOMPARE(index.data(PostListModel::TagsRole).toStringList(), QStringList());
    QVERIFY(!index.data(PostListModel::PublishedRole).isValid());
    QVERIFY(!index.data(PostListModel::ReadingMinutesRole).isValid());
    QVERIFY(!index.data(Qt::DecorationRole).isValid());
}

void PostListModelTest::data_ownPage_hasTheSourceAsSite()
{
    IncomingArticle article = incomingPost(u"keys"_s, u"Keys"_s);
    article.url = QUrl(u"lectern://guide/keys"_s);
    m_kept->store(u"Guide"_s, {article});
    show({});
    QCOMPARE(m_model->index(0).data(PostListModel::SiteRole), u"Guide"_s);
}

void PostListModelTest::data_accessibleText_tellsTheState()
{
    m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"A title"_s)});
    show({});
    const QModelIndex index = m_model->index(0);
    QCOMPARE(index.data(Qt::AccessibleTextRole), u"A title, unread, posts.example"_s);

    m_kept->keep(postUrl(u"a"_s));
    m_kept->setRead(postUrl(u"a"_s));
    QTRY_COMPARE(index.data(Qt::AccessibleTextRole), u"A title, bookmarked, posts.example"_s);
}

void PostListModelTest::data_note_standsForTheSummary_whereItWasWritten()
{
    IncomingArticle article = incomingPost(u"a"_s, u"A"_s);
    article.summary = u"What it says"_s;
    const SourceId theirs = m_kept->store(u"theirs"_s, {article});
    Library &library = m_kept->library();
    const SourceId own = TempLibrary::valueOf(
        library.addCollection(u"own"_s, {{postUrl(u"a"_s), {}, {}, {}, u"Why"_s}}));
    show({Scope::Kind::Source, own});
    QCOMPARE(m_model->rowCount(), 1);
    const QModelIndex index = m_model->index(0, 0);
    QCOMPARE(index.data(PostListModel::SummaryRole), u"Why"_s);
    QCOMPARE(index.data(PostListModel::IsNoteRole), true);

    // Another note is one changed row, and nothing else.
    forgetSignals();
    TempLibrary::valueOf(
        library.annotate(own, index.data(PostListModel::IdRole).value<ArticleId>(), u"Since"_s));
    QTRY_COMPARE(m_model->index(0, 0).data(PostListModel::SummaryRole), u"Since"_s);
    QCOMPARE(signalCounts(), u"0 0 0 1 0 0"_s);

    show({Scope::Kind::Source, theirs});
    QCOMPARE(m_model->index(0, 0).data(PostListModel::SummaryRole), u"What it says"_s);
    QCOMPARE(m_model->index(0, 0).data(PostListModel::IsNoteRole), false);
}

void PostListModelTest::setSearch_words_findsWhatHoldsThemAll_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QStringList>("titles");
    const QStringList all{u"Channels"_s, u"Ångström file"_s, u"Élan and async"_s};
    QTest::newRow("none") << QString() << all;
    QTest::newRow("only spaces") << u"   "_s << all;
    QTest::newRow("title") << u"async"_s << QStringList{u"Élan and async"_s};
    QTest::newRow("beginning of a word") << u"chann"_s << QStringList{u"Channels"_s};
    QTest::newRow("first letter") << u"f"_s << QStringList{u"Ångström file"_s};
    QTest::newRow("other case") << u"CHANNELS"_s << QStringList{u"Channels"_s};
    QTest::newRow("without the accent") << u"elan"_s << QStringList{u"Élan and async"_s};
    QTest::newRow("with an accent too many") << u"chánnels"_s << QStringList{u"Channels"_s};
    QTest::newRow("summary") << u"coroutine"_s << QStringList{u"Élan and async"_s};
    QTest::newRow("content") << u"select"_s << QStringList{u"Channels"_s};
    QTest::newRow("tag") << u"golang"_s << QStringList{u"Channels"_s};
    QTest::newRow("site") << u"site:other.example"_s << QStringList{u"Ångström file"_s};
    QTest::newRow("words of two fields") << u"golang channels"_s << QStringList{u"Channels"_s};
    QTest::newRow("one word missing") << u"golang coroutine"_s << QStringList();
}

void PostListModelTest::setSearch_words_findsWhatHoldsThemAll()
{
    IncomingArticle elan = incomingPost(u"elan"_s, u"Élan and async"_s);
    elan.summary = u"About a coroutine."_s;
    IncomingArticle street = incomingPost(u"street"_s, u"Ångström file"_s, u"Design"_s);
    street.url = QUrl(u"https://other.example/street"_s);
    IncomingArticle channels = incomingPost(u"channels"_s, u"Channels"_s);
    channels.tags = {u"golang"_s};
    channels.contentText = u"When to select."_s;
    m_kept->store(u"Mine"_s, {elan, street, channels});
    show({});

    QFETCH(const QString, words);
    search(words);
    QStringList found = titles();
    found.sort();
    QTEST(found, "titles");
    QCOMPARE(m_model->isSearching(), !words.trimmed().isEmpty());
}

void PostListModelTest::setSearch_found_isMarked()
{
    IncomingArticle post = incomingPost(u"gil"_s, u"Life of the GIL"_s, u"Internals"_s);
    post.summary = u"A summary."_s;
    post.contentText = u"The lock called gil guards much."_s;
    m_kept->store(u"Mine"_s, {post});
    show({});
    QVERIFY(!m_model->index(0).data(PostListModel::TitleMarksRole).isValid());
    QVERIFY(!m_model->index(0).data(PostListModel::SummaryMarksRole).isValid());

    search(u"gil"_s);
    const QModelIndex index = m_model->index(0);
    QCOMPARE(index.data(PostListModel::TitleMarksRole).value<QList<TextMark>>(),
             QList<TextMark>({{12, 3}}));
    const QString passage = index.data(PostListModel::SummaryRole).toString();
    QVERIFY(passage.contains(u"guards much"_s));
    QCOMPARE(index.data(PostListModel::SummaryMarksRole).value<QList<TextMark>>(),
             QList<TextMark>({{passage.indexOf(u"gil"_s), 3}}));
    QVERIFY(!index.data(PostListModel::HeadingRole).isValid());
    QCOMPARE(m_model->findings().total, 1);
}

void PostListModelTest::setSearch_sameTextAnew_asksNothing()
{
    m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"Aa"_s), incomingPost(u"b"_s, u"Bb"_s)});
    show({});
    search(u"aa"_s);
    m_settled->clear();
    m_model->setSearch(u"aa"_s);
    QVERIFY(m_model->isSettled());

    m_model->setSearch(u"bb"_s);
    QVERIFY(!m_model->isSettled());
    QTRY_COMPARE(m_settled->size(), 1);
    QCOMPARE(titles(), QStringList{u"Bb"_s});
}

void PostListModelTest::setSearch_narrowed_keepsTheRowsThatStay()
{
    m_kept->store(u"Mine"_s,
                  {incomingPost(u"a"_s, u"Aa one"_s), incomingPost(u"b"_s, u"Aa two"_s),
                   incomingPost(u"c"_s, u"Aa three"_s)});
    show({});
    search(u"aa"_s);
    QCOMPARE(signalCounts(), u"0 0 0 0 0 1"_s);
    const QPersistentModelIndex staying(m_model->index(titles().indexOf(u"Aa two"_s)));

    search(u"aa two"_s);
    QCOMPARE(titles(), QStringList{u"Aa two"_s});
    QVERIFY(staying.isValid());
    QCOMPARE(signalCounts().section(u' ', 5), u"0"_s);
}

void PostListModelTest::setSearch_blank_showsTheScopeAgain()
{
    m_kept->store(u"Mine"_s,
                  {incomingPost(u"a"_s, u"A"_s, u"One"_s), incomingPost(u"b"_s, u"B"_s, u"Two"_s)});
    show({});
    search(u"b"_s);
    QCOMPARE(titles(), QStringList{u"B"_s});
    search(u" "_s);
    QCOMPARE(titles(), QStringList({u"A"_s, u"B"_s}));
    QCOMPARE(sectionStarts(), QList<bool>({true, true}));
    QVERIFY(!m_model->index(1).data(PostListModel::TitleMarksRole).isValid());
}

void PostListModelTest::setSearch_inAScope_findsOnlyThere()
{
    m_kept->store(u"First"_s, {incomingPost(u"a"_s, u"Same word"_s)});
    const SourceId second = m_kept->store(u"Second"_s, {incomingPost(u"b"_s, u"Word again"_s)});
    show({Scope::Kind::Source, second});
    search(u"word"_s);
    QCOMPARE(titles(), QStringList{u"Word again"_s});
    show({});
    QCOMPARE(m_model->rowCount(), 2);
    QVERIFY(m_model->isSearching());
}

void PostListModelTest::setSearch_malformed_tellsThatItsWordsWereSearched()
{
    m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"Alpha beta"_s)});
    show({});
    search(u"\"alpha beta"_s);
    QCOMPARE(m_model->rowCount(), 1);
    QVERIFY(m_model->findings().isPlainWords);
    search(u"alpha"_s);
    QVERIFY(!m_model->findings().isPlainWords);
}

void PostListModelTest::setSearch_manyFound_bringsMoreOnRequest()
{
    m_kept->store(u"Mine"_s, numberedPosts(120));
    m_model->setScope({});
    QTRY_COMPARE(m_model->rowCount(), 120);
    QTRY_VERIFY(m_model->isSettled());
    QVERIFY(!m_model->canFetchMore({}));
    search(u"post"_s);
    QCOMPARE(m_model->findings().total, 120);
    QCOMPARE(m_model->rowCount(), 50);

    while (m_model->canFetchMore({})) {
        forgetSignals();
        m_settled->clear();
        m_model->fetchMore({});
        QVERIFY(!m_model->canFetchMore({})); // one question at a time
        QTRY_COMPARE(m_settled->size(), 1);
        QCOMPARE(signalCounts(), u"1 0 0 0 0 0"_s);
    }
    QStringList all = titles();
    QCOMPARE(all.size(), 120);
    QCOMPARE(all.removeDuplicates(), 0);
}

void PostListModelTest::startsSection_firstRowOfASection_isMarked()
{
    m_kept->store(u"Mine"_s,
                  {incomingPost(u"a"_s, u"A"_s), incomingPost(u"b"_s, u"B"_s, u"One"_s),
                   incomingPost(u"c"_s, u"C"_s, u"One"_s), incomingPost(u"d"_s, u"D"_s, u"Two"_s)});
    show({});
    QCOMPARE(sectionStarts(), QList<bool>({false, true, false, true}));
}

void PostListModelTest::startsSection_sameSectionInTwoSources_startsTwice()
{
    m_kept->store(u"First"_s, {incomingPost(u"a"_s, u"A"_s, u"Go"_s)});
    m_kept->store(u"Second"_s, {incomingPost(u"b"_s, u"B"_s, u"Go"_s)});
    show({});
    QCOMPARE(sectionStarts(), QList<bool>({true, true}));
}

void PostListModelTest::startsSection_inBookmarks_never()
{
    m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"A"_s, u"One"_s)});
    m_kept->keep(postUrl(u"a"_s));
    show({Scope::Kind::Bookmarks, {}});
    QCOMPARE(sectionStarts(), QList<bool>{false});
}

void PostListModelTest::setScope_twiceInARow_showsTheLastOnly()
{
    m_kept->store(u"First"_s, {incomingPost(u"a"_s, u"A"_s)});
    const SourceId second = m_kept->store(u"Second"_s, {incomingPost(u"b"_s, u"B"_s)});
    QCoreApplication::sendPostedEvents();
    m_settled->clear();
    QList<QStringList> shown;
    connect(m_model.get(), &PostListModel::settled, this, [&] { shown.append(titles()); });

    const Scope last{Scope::Kind::Source, second};
    m_model->setScope({});
    m_model->setScope({Scope::Kind::Unread, {}});
    m_model->setScope(last);

    QTRY_COMPARE(m_settled->size(), 1);
    QCOMPARE(m_model->scope(), last);
    // Answers come in order, so this one comes after those to the questions above.
    QSignalSpy settledAgain(m_model.get(), &PostListModel::settled);
    m_model->refresh();
    QTRY_COMPARE(settledAgain.size(), 1);
    QCOMPARE(shown, QList<QStringList>({{u"B"_s}, {u"B"_s}}));
}

void PostListModelTest::setScope_libraryFailed_tellsWhy()
{
    TempLibrary broken(TempLibrary::State::Failed);
    PostListModel model(broken.library());
    QSignalSpy failed(&model, &PostListModel::failed);
    QSignalSpy settled(&model, &PostListModel::settled);

    model.setScope({});

    QTRY_COMPARE(failed.size(), 1);
    const auto error = failed.constFirst().constFirst().value<Error>();
    QVERIFY2(error.kind == ErrorKind::Data, qPrintable(describe(error)));
    QCOMPARE(settled.size(), 0);
    QCOMPARE(model.rowCount(), 0);
}

void PostListModelTest::follow_readToggled_isOneChangedRow()
{
    m_kept->store(
        u"Mine"_s,
        {incomingPost(u"a"_s, u"A"_s), incomingPost(u"b"_s, u"B"_s), incomingPost(u"c"_s, u"C"_s)});
    show({});
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);

    m_kept->setRead(postUrl(u"b"_s));

    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(signalCounts(), u"0 0 0 1 0 0"_s);
    QCOMPARE(changed.constFirst().at(0).toModelIndex(), m_model->index(1));
    QCOMPARE(changed.constFirst().at(1).toModelIndex(), m_model->index(1));
    QVERIFY(m_model->index(1).data(PostListModel::IsReadRole).toBool());
    QCOMPARE(m_settled->size(), 1); // nothing was asked anew
}

void PostListModelTest::follow_postReadInUnread_staysUntilTheScopeIsChosenAgain()
{
    m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"A"_s), incomingPost(u"b"_s, u"B"_s)});
    show({Scope::Kind::Unread, {}});

    m_kept->setRead(postUrl(u"a"_s));

    QTRY_VERIFY(m_model->index(0).data(PostListModel::IsReadRole).toBool());
    QCOMPARE(titles(), QStringList({u"A"_s, u"B"_s}));
    QCOMPARE(signalCounts(), u"0 0 0 1 0 0"_s);

    show({Scope::Kind::Unread, {}});
    QCOMPARE(titles(), QStringList{u"B"_s});
}

void PostListModelTest::follow_bookmarkRemovedInBookmarks_leaves()
{
    m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"A"_s), incomingPost(u"b"_s, u"B"_s)});
    m_kept->keep(postUrl(u"a"_s));
    m_kept->keep(postUrl(u"b"_s));
    show({Scope::Kind::Bookmarks, {}});
    QCOMPARE(m_model->rowCount(), 2);

    m_kept->unkeep(postUrl(u"a"_s));

    QTRY_COMPARE(titles(), QStringList{u"B"_s});
    QCOMPARE(signalCounts(), u"0 1 0 0 0 0"_s);
}

void PostListModelTest::follow_bookmarkAddedInBookmarks_comesFirst()
{
    m_kept->keep(postUrl(u"a"_s));
    show({Scope::Kind::Bookmarks, {}});
    const QPersistentModelIndex old(m_model->index(0));

    const Bookmark added = m_kept->keep(postUrl(u"b"_s));

    QTRY_COMPARE(m_model->rowCount(), 2);
    QCOMPARE(signalCounts(), u"1 0 0 0 0 0"_s);
    QCOMPARE(m_model->postAt(0)->id, added.article);
    QCOMPARE(old.row(), 1);
}

void PostListModelTest::follow_stateInASource_keepsItsSection()
{
    // The same article under two sources: a change is told as the first of them lists it.
    m_kept->store(u"First"_s, {incomingPost(u"a"_s, u"A"_s, u"Here"_s)});
    const SourceId second = m_kept->store(u"Second"_s, {incomingPost(u"a"_s, u"A"_s, u"There"_s)});
    show({Scope::Kind::Source, second});
    QCOMPARE(m_model->index(0).data(PostListModel::HeadingRole), u"There"_s);

    m_kept->setRead(postUrl(u"a"_s));

    QTRY_VERIFY(m_model->index(0).data(PostListModel::IsReadRole).toBool());
    QCOMPARE(m_model->index(0).data(PostListModel::HeadingRole), u"There"_s);
    QCOMPARE(m_model->postAt(0)->source, second);
}

void PostListModelTest::follow_collectionChanged_takesOverTheRows()
{
    m_kept->store(
        u"Mine"_s,
        {incomingPost(u"a"_s, u"A"_s), incomingPost(u"b"_s, u"B"_s), incomingPost(u"c"_s, u"C"_s)});
    show({});
    const QPersistentModelIndex kept(m_model->index(2));

    m_kept->store(u"Mine"_s,
                  {incomingPost(u"a"_s, u"A"_s), incomingPost(u"c"_s, u"C, revised"_s),
                   incomingPost(u"d"_s, u"D"_s)});

    QTRY_COMPARE(titles(), QStringList({u"A"_s, u"C, revised"_s, u"D"_s}));
    QCOMPARE(signalCounts(), u"1 1 0 1 0 0"_s);
    QCOMPARE(kept.row(), 1);
}

void PostListModelTest::follow_duringASearch_keepsItsRowsTrue()
{
    m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"Word one"_s), incomingPost(u"b"_s, u"Bb"_s)});
    show({});
    search(u"word"_s);
    forgetSignals();

    m_kept->setRead(postUrl(u"a"_s));
    QTRY_VERIFY(m_model->index(0).data(PostListModel::IsReadRole).toBool());
    QCOMPARE(signalCounts(), u"0 0 0 1 0 0"_s);

    m_kept->store(u"More"_s, {incomingPost(u"c"_s, u"Word two"_s)});
    QTRY_COMPARE(m_model->rowCount(), 2);
    QCOMPARE(signalCounts().section(u' ', 0, 0), u"1"_s);
    QCOMPARE(signalCounts().section(u' ', 5), u"0"_s);
}

void PostListModelTest::heading_grouping_startsWhereTheGroupDoes_data()
{
    QTest::addColumn<PostGrouping>("grouping");
    QTest::addColumn<QVariantList>("headings");
    QTest::newRow("none") << PostGrouping::None << QVariantList{{}, {}, {}, {}};
    QTest::newRow("section") << PostGrouping::Section
                             << QVariantList{u"One"_s, {}, u"Two"_s, u"One"_s};
    QTest::newRow("source") << PostGrouping::Source
                            << QVariantList{u"First"_s, {}, {}, u"Second"_s};
    // Newest first; both of January are of one day.
    QTest::newRow("day") << PostGrouping::Day
                         << QVariantList{QDate(2024, 3, 9), QDate(2024, 1, 5), {}, QDate()};
}

void PostListModelTest::heading_grouping_startsWhereTheGroupDoes()
{
    const auto dated = [](const QString &name, const QString &section, const QDate &day, int hour) {
        IncomingArticle article = incomingPost(name, name, section);
        if (day.isValid())
            article.published = QDateTime(day, QTime(hour, 0)).toUTC();
        return article;
    };
    m_kept->store(u"First"_s,
                  {dated(u"a"_s, u"One"_s, QDate(2024, 1, 5), 9),
                   dated(u"b"_s, u"One"_s, QDate(2024, 3, 9), 1),
                   dated(u"c"_s, u"Two"_s, QDate(2024, 1, 5), 23)});
    m_kept->store(u"Second"_s, {dated(u"d"_s, u"One"_s, {}, 0)});
    show({});

    QFETCH(const PostGrouping, grouping);
    PostArrangement arrangement;
    arrangement.setGrouping(grouping);
    m_settled->clear();
    m_model->setArrangement(arrangement);
    if (grouping != PostGrouping::Section)
        QTRY_COMPARE(m_settled->size(), 1);
    QVariantList headings;
    for (int row = 0; row < m_model->rowCount(); ++row)
        headings.append(m_model->index(row).data(PostListModel::HeadingRole));
    QTEST(headings, "headings");
}

void PostListModelTest::setArrangement_anySort_orders_data()
{
    QTest::addColumn<PostSort>("sort");
    QTest::addColumn<QStringList>("titles");
    QTest::newRow("list") << PostSort::ListOrder << QStringList{u"B"_s, u"C"_s, u"A"_s};
    QTest::newRow("newest") << PostSort::Newest << QStringList{u"A"_s, u"B"_s, u"C"_s};
    QTest::newRow("oldest") << PostSort::Oldest << QStringList{u"C"_s, u"B"_s, u"A"_s};
    QTest::newRow("title") << PostSort::Title << QStringList{u"A"_s, u"B"_s, u"C"_s};
    QTest::newRow("reading time") << PostSort::ReadingTime << QStringList{u"C"_s, u"A"_s, u"B"_s};
}

void PostListModelTest::setArrangement_anySort_orders()
{
    const auto post = [](const QString &name, int year, int words) {
        IncomingArticle article = incomingPost(name.toLower(), name);
        article.published = QDateTime(QDate(year, 1, 1), QTime(0, 0), QTimeZone::utc());
        article.contentHtml = u"<p>Words</p>"_s;
        article.wordCount = words;
        return article;
    };
    m_kept->store(u"Mine"_s,
                  {post(u"B"_s, 2002, 900), post(u"C"_s, 2001, 100), post(u"A"_s, 2003, 500)});
    show({});
    QFETCH(const PostSort, sort);
    PostArrangement arrangement;
    arrangement.setSort(sort);
    m_model->setArrangement(arrangement);
    QTRY_VERIFY(m_model->isSettled());
    QTEST(titles(), "titles");
}

void PostListModelTest::largeList_isCompleteLater_andLoadsWhatIsLookedAt()
{
    m_kept->store(u"Mine"_s, numberedPosts(1000));
    QList<int> counts;
    connect(m_model.get(), &PostListModel::settled, this, [&] {
        counts.append(m_model->rowCount());
        if (counts.size() == 1)
            QVERIFY(m_model->index(99).data(PostListModel::IsLoadedRole).toBool());
    });
    m_model->setScope({});
    QTRY_COMPARE(counts, QList<int>({100, 1000}));

    const QModelIndex index = m_model->index(700);
    QVERIFY(!index.data(PostListModel::IsLoadedRole).toBool());
    QVERIFY(!index.data(PostListModel::TitleRole).isValid());
    QVERIFY(index.data(PostListModel::IdRole).value<ArticleId>());
    QCOMPARE(m_model->postAt(700), nullptr);

    forgetSignals();
    m_model->loadAround(695, 705);
    m_model->loadAround(695, 705); // asks for nothing more
    QTRY_COMPARE(index.data(PostListModel::TitleRole).toString(), u"Post 700"_s);
    QCOMPARE(signalCounts(), u"0 0 0 1 0 0"_s);
    QCOMPARE(m_model->index(690).data().toString(), u"Post 690"_s);
    QVERIFY(!m_model->index(300).data(PostListModel::IsLoadedRole).toBool());
}

void PostListModelTest::largeList_changedFarBelow_keepsTheRowsSeen()
{
    QList<IncomingArticle> articles = numberedPosts(1000);
    m_kept->store(u"Mine"_s, articles);
    m_model->setScope({});
    QTRY_COMPARE(m_model->rowCount(), 1000);
    m_model->loadAround(500, 510);
    const QPersistentModelIndex seen(m_model->index(505));
    QTRY_VERIFY(seen.data(PostListModel::IsLoadedRole).toBool());
    forgetSignals();

    for (int i = 0; i < 200; ++i)
        articles.prepend(incomingPost(u"new%1"_s.arg(i), u"New %1"_s.arg(i)));
    m_kept->store(u"Mine"_s, articles);
    QTRY_COMPARE(m_model->rowCount(), 1200);
    QCOMPARE(signalCounts(), u"1 0 0 0 0 0"_s);
    QCOMPARE(seen.row(), 705);
    QCOMPARE(seen.data().toString(), u"Post 505"_s);
}

void PostListModelTest::largeList_scrolledDuringARefresh_keepsItsPosts()
{
    m_kept->store(u"Mine"_s, numberedPosts(1000));
    m_model->setScope({});
    QTRY_COMPARE(m_model->rowCount(), 1000);
    m_model->loadAround(500, 510);
    QTRY_VERIFY(m_model->postAt(505) != nullptr);
    m_model->loadAround(0, 10);

    // The rows that the refresh asks for are those at the top; when it answers, others are seen.
    m_model->refresh();
    m_model->loadAround(500, 510);
    bool isEverMissing = false;
    connect(m_model.get(), &QAbstractItemModel::dataChanged, this,
            [&] { isEverMissing = isEverMissing || m_model->postAt(505) == nullptr; });
    QTRY_VERIFY(m_model->isSettled());
    QVERIFY(m_model->postAt(505) != nullptr);
    QVERIFY(!isEverMissing);
}

void PostListModelTest::unreadList_postGoneAfterReading_leaves()
{
    m_kept->store(
        u"Mine"_s,
        {incomingPost(u"a"_s, u"A"_s), incomingPost(u"b"_s, u"B"_s), incomingPost(u"c"_s, u"C"_s)});
    show({Scope::Kind::Unread, {}});
    m_kept->setRead(postUrl(u"b"_s));
    QTRY_VERIFY(m_model->index(1).data(PostListModel::IsReadRole).toBool());

    m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"A"_s), incomingPost(u"c"_s, u"C"_s)});
    QTRY_COMPARE(titles(), QStringList({u"A"_s, u"C"_s}));
    // One that is read and still listed stays where it was, through the same refresh.
    m_kept->setRead(postUrl(u"a"_s));
    m_kept->store(
        u"Mine"_s,
        {incomingPost(u"a"_s, u"A"_s), incomingPost(u"c"_s, u"C"_s), incomingPost(u"d"_s, u"D"_s)});
    QTRY_COMPARE(titles(), QStringList({u"A"_s, u"C"_s, u"D"_s}));
}

void PostListModelTest::withPost_notLoaded_comesLater()
{
    m_kept->store(u"Mine"_s, numberedPosts(500));
    m_model->setScope({});
    QTRY_COMPARE(m_model->rowCount(), 500);

    QStringList told;
    const auto tell = [&told](const Post &post) { told.append(post.title); };
    m_model->withPost(1, this, tell);
    QCOMPARE(told, QStringList{u"Post 1"_s});
    m_model->withPost(-1, this, tell);
    m_model->withPost(500, this, tell);
    m_model->withPost(499, this, tell);
    QTRY_COMPARE(told, QStringList({u"Post 1"_s, u"Post 499"_s}));
}

void PostListModelTest::rowOf_article_isItsRow()
{
    m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"Aa"_s), incomingPost(u"b"_s, u"Bb"_s)});
    show({});
    const ArticleId first = m_model->postAt(0)->id;
    QCOMPARE(m_model->rowOf(m_model->postAt(1)->id), 1);
    QCOMPARE(m_model->rowOf(ArticleId()), -1);
    search(u"bb"_s);
    QCOMPARE(m_model->rowOf(first), -1);
}

// A view that believes the signals alone, through a storm of changes; the model tester looks on.
void PostListModelTest::changes_atRandom_areToldExactly()
{
    QRandomGenerator random(20261120);
    QList<int> numbers;
    const auto store = [&] {
        QList<IncomingArticle> articles;
        for (const int number : std::as_const(numbers)) {
            articles.append(incomingPost(QString::number(number), u"Post %1"_s.arg(number),
                                         u"Section %1"_s.arg(number % 3)));
        }
        m_kept->store(u"Mine"_s, articles);
    };
    for (int i = 0; i < 150; ++i)
        numbers.append(i);
    store();
    m_model->setScope({});
    QTRY_COMPARE(m_model->rowCount(), 150);
    QTRY_VERIFY(m_model->isSettled());

    QList<ArticleId> followed;
    const auto idAt = [this](int row) {
        return m_model->index(row).data(PostListModel::IdRole).value<ArticleId>();
    };
    const auto readAll = [&] {
        followed.clear();
        for (int row = 0; row < m_model->rowCount(); ++row)
            followed.append(idAt(row));
    };
    readAll();
    QObject follower;
    connect(m_model.get(), &QAbstractItemModel::rowsInserted, &follower,
            [&](const QModelIndex &, int first, int last) {
                for (int row = first; row <= last; ++row)
                    followed.insert(row, idAt(row));
            });
    connect(m_model.get(), &QAbstractItemModel::rowsRemoved, &follower,
            [&](const QModelIndex &, int first, int last) {
                followed.remove(first, last - first + 1);
            });
    connect(m_model.get(), &QAbstractItemModel::rowsMoved, &follower,
            [&](const QModelIndex &, int first, int, const QModelIndex &, int target) {
                followed.move(first, target > first ? target - 1 : target);
            });
    connect(m_model.get(), &QAbstractItemModel::layoutChanged, &follower, readAll);
    connect(m_model.get(), &QAbstractItemModel::modelReset, &follower, [] { QFAIL("A reset"); });

    int next = 150;
    for (int round = 0; round < 60; ++round) {
        for (int i = random.bounded(1, 6); i > 0; --i) {
            const auto at = random.bounded(static_cast<int>(numbers.size()));
            switch (random.bounded(3)) {
            case 0:
                numbers.insert(at, next++);
                break;
            case 1:
                numbers.removeAt(at);
                break;
            default:
                numbers.move(at, random.bounded(static_cast<int>(numbers.size())));
            }
        }
        const int seen = random.bounded(static_cast<int>(numbers.size()));
        m_model->loadAround(seen, seen + 8);
        store();
        QTRY_COMPARE(m_model->rowCount(), numbers.size());
        QTRY_VERIFY(m_model->isSettled());
        QCOMPARE(followed.size(), numbers.size());
        for (int row = 0; row < m_model->rowCount(); ++row)
            QCOMPARE(followed.at(row), idAt(row));
    }
}

QTEST_MAIN(PostListModelTest)
#include "tst_postlistmodel.moc"
