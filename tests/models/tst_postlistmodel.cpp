// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/postlistmodel.h"
#include "support/templibrary.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>

#include <memory>

using namespace lectern;
using namespace Qt::StringLiterals;

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
    void setFilter_words_leavesWhatHoldsThemAll_data();
    void setFilter_words_leavesWhatHoldsThemAll();
    void setFilter_sameWordsAnew_changesNothing();
    void setFilter_beforeTheScopeIsThere_filtersItToo();
    void startsSection_firstRowOfASection_isMarked();
    void startsSection_underAFilter_movesToTheFirstRowLeft();
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
    void follow_postOutsideTheFilter_changesNoRow();
    void rowOf_address_isFoundByItsCanonicalForm();

private:
    /// Chooses the scope and waits for the library's answer.
    void show(const Scope &scope);
    [[nodiscard]] QStringList titles() const;
    [[nodiscard]] QList<bool> sectionStarts() const;
    /// What the model has told since the last call: inserted, removed, moved, changed, arranged,
    /// reset.
    [[nodiscard]] QString signalCounts();

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
    for (const auto &spy : m_spies)
        spy->clear();
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
        starts.append(m_model->index(row).data(PostListModel::StartsSectionRole).toBool());
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
    QCOMPARE(index.data(PostListModel::IdRole).value<ArticleId>(), m_model->postAt(0).id);
    QVERIFY(m_model->postAt(0).id);
    QCOMPARE(index.data(PostListModel::UrlRole).toUrl(), article.url);
    QCOMPARE(index.data(PostListModel::SiteRole), u"masnun.example"_s);
    QCOMPARE(index.data(PostListModel::SectionRole), u"Internals"_s);
    QCOMPARE(index.data(PostListModel::StartsSectionRole), true);
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
    QCOMPARE(index.data(PostListModel::SectionRole), QString());
    QCOMPARE(index.data(PostListModel::StartsSectionRole), false);
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

void PostListModelTest::setFilter_words_leavesWhatHoldsThemAll_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QStringList>("titles");
    const QStringList all{u"Élan and async"_s, u"Ångström file"_s, u"Channels"_s};
    QTest::newRow("none") << QString() << all;
    QTest::newRow("only spaces") << u"   "_s << all;
    QTest::newRow("title") << u"async"_s << QStringList{u"Élan and async"_s};
    QTest::newRow("part of a word") << u"chann"_s << QStringList{u"Channels"_s};
    QTest::newRow("other case") << u"CHANNELS"_s << QStringList{u"Channels"_s};
    QTest::newRow("without the accent") << u"elan"_s << QStringList{u"Élan and async"_s};
    QTest::newRow("with an accent too many") << u"chánnels"_s << QStringList{u"Channels"_s};
    QTest::newRow("ligature typed") << u"ﬁle"_s << QStringList{u"Ångström file"_s};
    QTest::newRow("summary") << u"coroutine"_s << QStringList{u"Élan and async"_s};
    QTest::newRow("tag") << u"golang"_s << QStringList{u"Channels"_s};
    QTest::newRow("section") << u"design"_s << QStringList{u"Ångström file"_s};
    QTest::newRow("site") << u"other.example"_s << QStringList{u"Ångström file"_s};
    QTest::newRow("words of two fields") << u"golang channels"_s << QStringList{u"Channels"_s};
    QTest::newRow("one word missing") << u"golang coroutine"_s << QStringList();
    QTest::newRow("not across fields") << u"asyncabout"_s << QStringList();
}

void PostListModelTest::setFilter_words_leavesWhatHoldsThemAll()
{
    IncomingArticle elan = incomingPost(u"elan"_s, u"Élan and async"_s);
    elan.summary = u"About a coroutine."_s;
    IncomingArticle street = incomingPost(u"street"_s, u"Ångström file"_s, u"Design"_s);
    street.url = QUrl(u"https://other.example/street"_s);
    IncomingArticle channels = incomingPost(u"channels"_s, u"Channels"_s);
    channels.tags = {u"golang"_s};
    m_kept->store(u"Mine"_s, {elan, street, channels});
    show({});

    QFETCH(const QString, words);
    m_model->setFilter(words);
    QTEST(titles(), "titles");
    QCOMPARE(m_model->isFiltered(), !words.trimmed().isEmpty());
}

void PostListModelTest::setFilter_sameWordsAnew_changesNothing()
{
    m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"Aa"_s), incomingPost(u"b"_s, u"Bb"_s)});
    show({});
    m_model->setFilter(u"aa"_s);
    QCOMPARE(signalCounts(), u"0 1 0 0 0 0"_s);

    m_model->setFilter(u" AA "_s);
    QCOMPARE(signalCounts(), u"0 0 0 0 0 0"_s);

    m_model->setFilter({});
    QCOMPARE(signalCounts(), u"1 0 0 0 0 0"_s);
    QCOMPARE(titles(), QStringList({u"Aa"_s, u"Bb"_s}));
}

void PostListModelTest::setFilter_beforeTheScopeIsThere_filtersItToo()
{
    m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"Aa"_s), incomingPost(u"b"_s, u"Bb"_s)});
    m_model->setFilter(u"bb"_s);
    show({});
    QCOMPARE(titles(), QStringList{u"Bb"_s});
}

void PostListModelTest::startsSection_firstRowOfASection_isMarked()
{
    m_kept->store(u"Mine"_s,
                  {incomingPost(u"a"_s, u"A"_s), incomingPost(u"b"_s, u"B"_s, u"One"_s),
                   incomingPost(u"c"_s, u"C"_s, u"One"_s), incomingPost(u"d"_s, u"D"_s, u"Two"_s)});
    show({});
    QCOMPARE(sectionStarts(), QList<bool>({false, true, false, true}));
}

void PostListModelTest::startsSection_underAFilter_movesToTheFirstRowLeft()
{
    m_kept->store(u"Mine"_s,
                  {incomingPost(u"a"_s, u"Aa"_s, u"One"_s), incomingPost(u"b"_s, u"Ab"_s, u"One"_s),
                   incomingPost(u"c"_s, u"Ac"_s, u"Two"_s)});
    show({});
    QCOMPARE(sectionStarts(), QList<bool>({true, false, true}));

    m_model->setFilter(u"ab"_s);
    QCOMPARE(titles(), QStringList{u"Ab"_s});
    QCOMPARE(sectionStarts(), QList<bool>{true});
    // Two rows went from two places, and the one left got a heading.
    QCOMPARE(signalCounts(), u"0 2 0 1 0 0"_s);

    m_model->setFilter({});
    QCOMPARE(sectionStarts(), QList<bool>({true, false, true}));
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
    QCOMPARE(m_model->postAt(0).id, added.article);
    QCOMPARE(old.row(), 1);
}

void PostListModelTest::follow_stateInASource_keepsItsSection()
{
    // The same article under two sources: a change is told as the first of them lists it.
    m_kept->store(u"First"_s, {incomingPost(u"a"_s, u"A"_s, u"Here"_s)});
    const SourceId second = m_kept->store(u"Second"_s, {incomingPost(u"a"_s, u"A"_s, u"There"_s)});
    show({Scope::Kind::Source, second});
    QCOMPARE(m_model->index(0).data(PostListModel::SectionRole), u"There"_s);

    m_kept->setRead(postUrl(u"a"_s));

    QTRY_VERIFY(m_model->index(0).data(PostListModel::IsReadRole).toBool());
    QCOMPARE(m_model->index(0).data(PostListModel::SectionRole), u"There"_s);
    QCOMPARE(m_model->postAt(0).source, second);
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

void PostListModelTest::follow_postOutsideTheFilter_changesNoRow()
{
    m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"Aa"_s), incomingPost(u"b"_s, u"Bb"_s)});
    show({});
    m_model->setFilter(u"aa"_s);
    QCOMPARE(signalCounts(), u"0 1 0 0 0 0"_s);

    QSignalSpy told(&m_kept->library(), &Library::changed);
    m_kept->setRead(postUrl(u"b"_s));
    QTRY_COMPARE(told.size(), 1);
    QCOMPARE(signalCounts(), u"0 0 0 0 0 0"_s);

    m_model->setFilter({});
    QVERIFY(m_model->index(1).data(PostListModel::IsReadRole).toBool());
}

void PostListModelTest::rowOf_address_isFoundByItsCanonicalForm()
{
    m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"Aa"_s), incomingPost(u"b"_s, u"Bb"_s)});
    show({});
    QCOMPARE(m_model->rowOf(QUrl(u"https://POSTS.example:443/b?utm_source=x#top"_s)), 1);
    QCOMPARE(m_model->rowOf(m_model->postAt(1).id), 1);
    QCOMPARE(m_model->rowOf(QUrl(u"https://posts.example/c"_s)), -1);
    QCOMPARE(m_model->rowOf(ArticleId()), -1);

    m_model->setFilter(u"bb"_s);
    QCOMPARE(m_model->rowOf(postUrl(u"a"_s)), -1);
    QCOMPARE(m_model->rowOf(postUrl(u"b"_s)), 0);
}

QTEST_MAIN(PostListModelTest)
#include "tst_postlistmodel.moc"
