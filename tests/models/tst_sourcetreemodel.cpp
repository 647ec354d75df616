// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/scopemodel.h"
#include "models/sourcetreemodel.h"
#include "support/templibrary.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <functional>
#include <memory>

using namespace lectern;
using namespace Qt::StringLiterals;

class SourceTreeModelTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void rows_filledLibrary_areScopesTreeAndSearches();
    void rows_builtInAddedLater_standsBeforeOthers();
    void counts_postRead_changeInSourceAndFoldersAround();
    void counts_mutedSource_countsInNoFolder();
    void follow_sourceComesIntoFolder_insertsOneRow();
    void follow_manySourcesAtOnce_insertsOneRange();
    void follow_sourcePlaced_movesThatRowOnly_data();
    void follow_sourcePlaced_movesThatRowOnly();
    void follow_sourceIntoNewFolder_movesOneRow();
    void follow_folderRemoved_keepsItsSources();
    void follow_folderIntoAnother_keepsWhatIsInIt();
    void follow_foldersSwapNesting_isExact();
    void follow_feedFailed_changesOneRow();
    void follow_anyActs_staysTrue();
    void follow_aThousandSources_movesOneRow();
    void icons_stored_areThere();
    void drop_sourceOnFolder_isPlacedThere();
    void drop_betweenRowsAtTheTop_isPlacedThere();
    void drop_whereItCannotGo_isRefused();
    void data_accessibleText_tellsAll();

private:
    [[nodiscard]] SourceId addFeed(const QString &name, FolderId folder = {});
    [[nodiscard]] FolderId addFolder(const QString &title, FolderId parent = {});
    /// "A, B[C, D]", without the fixed scopes.
    [[nodiscard]] QString tree(const QModelIndex &parent = {}) const;
    [[nodiscard]] QModelIndex find(const QString &title) const;
    [[nodiscard]] int countOf(const QString &title) const;
    void forgetSignals();
    [[nodiscard]] QString signalCounts() const;

    std::unique_ptr<TempLibrary> m_kept;
    std::unique_ptr<ScopeModel> m_scopes;
    std::unique_ptr<SourceTreeModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    QList<std::shared_ptr<QSignalSpy>> m_spies; ///< inserted, removed, moved, changed, reset
};

void SourceTreeModelTest::initTestCase()
{
    qRegisterMetaType<LibraryChange>();
    qRegisterMetaType<Error>();
}

void SourceTreeModelTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_kept = std::make_unique<TempLibrary>();
    m_scopes = std::make_unique<ScopeModel>(m_kept->library());
    m_model = std::make_unique<SourceTreeModel>(*m_scopes, m_kept->library());
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_spies = {std::make_shared<QSignalSpy>(m_model.get(), &QAbstractItemModel::rowsInserted),
               std::make_shared<QSignalSpy>(m_model.get(), &QAbstractItemModel::rowsRemoved),
               std::make_shared<QSignalSpy>(m_model.get(), &QAbstractItemModel::rowsMoved),
               std::make_shared<QSignalSpy>(m_model.get(), &QAbstractItemModel::dataChanged),
               std::make_shared<QSignalSpy>(m_model.get(), &QAbstractItemModel::modelReset)};
}

void SourceTreeModelTest::cleanup()
{
    m_spies.clear();
    m_tester.reset();
    m_model.reset();
    m_scopes.reset();
    m_kept.reset();
}

SourceId SourceTreeModelTest::addFeed(const QString &name, FolderId folder)
{
    return TempLibrary::valueOf(
        m_kept->library().addFeed(QUrl(u"https://feeds.example/"_s + name), name, folder));
}

FolderId SourceTreeModelTest::addFolder(const QString &title, FolderId parent)
{
    return TempLibrary::valueOf(m_kept->library().addFolder(title, parent));
}

QString SourceTreeModelTest::tree(const QModelIndex &parent) const
{
    QStringList rows;
    for (int row = 0; row < m_model->rowCount(parent); ++row) {
        const QModelIndex index = m_model->index(row, 0, parent);
        const Scope::Kind kind = m_model->rowAt(index).scope.kind;
        if (kind == Scope::Kind::Folder)
            rows.append(u"%1[%2]"_s.arg(index.data().toString(), tree(index)));
        else if (kind == Scope::Kind::Source || kind == Scope::Kind::Search)
            rows.append(index.data().toString());
    }
    return rows.join(u", "_s);
}

QModelIndex SourceTreeModelTest::find(const QString &title) const
{
    const QModelIndexList found = m_model->match(m_model->index(0, 0), Qt::DisplayRole, title, 1,
                                                 Qt::MatchExactly | Qt::MatchRecursive);
    return found.isEmpty() ? QModelIndex() : found.constFirst();
}

int SourceTreeModelTest::countOf(const QString &title) const
{
    return find(title).data(SourceTreeModel::CountRole).toInt();
}

void SourceTreeModelTest::forgetSignals()
{
    for (const auto &spy : std::as_const(m_spies))
        spy->clear();
}

/// "inserted, removed, moved, changed, reset"
QString SourceTreeModelTest::signalCounts() const
{
    QStringList counts;
    for (const auto &spy : m_spies)
        counts.append(QString::number(spy->size()));
    return counts.join(u' ');
}

void SourceTreeModelTest::rows_filledLibrary_areScopesTreeAndSearches()
{
    m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"A"_s)});
    const FolderId outer = addFolder(u"Outer"_s);
    const FolderId inner = addFolder(u"Inner"_s, outer);
    (void)addFeed(u"deep"_s, inner);
    (void)addFeed(u"flat"_s);
    TempLibrary::valueOf(m_kept->library().saveSearch(u"Greek"_s, u"alpha"_s));

    QTRY_COMPARE(tree(), u"Mine, Outer[Inner[deep]], flat, Greek"_s);
    QCOMPARE(m_model->index(0, 0).data().toString(), u"All posts"_s);
    QCOMPARE(m_model->rowAt(m_model->index(1, 0)).scope.kind, Scope::Kind::Unread);
    QCOMPARE(m_model->rowAt(m_model->index(2, 0)).scope.kind, Scope::Kind::Bookmarks);
    QCOMPARE(m_model->indexOf({Scope::Kind::Folder, {}, {}, inner}), find(u"Inner"_s));
    QVERIFY(!m_model->indexOf({Scope::Kind::Folder, {}, {}, FolderId(99)}).isValid());
    QCOMPARE(m_spies.constLast()->size(), 0);
}

void SourceTreeModelTest::rows_builtInAddedLater_standsBeforeOthers()
{
    m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"A"_s)});
    QTRY_COMPARE(tree(), u"Mine"_s);
    IncomingCollection builtIn;
    builtIn.url = QUrl(u"lectern://collection/guide"_s);
    builtIn.title = u"Guide"_s;
    builtIn.isBuiltIn = true;
    builtIn.articles = {incomingPost(u"b"_s, u"B"_s)};
    TempLibrary::valueOf(m_kept->library().storeCollection(builtIn));
    QTRY_COMPARE(tree(), u"Guide, Mine"_s);
    QVERIFY(!m_model->flags(find(u"Guide"_s)).testFlag(Qt::ItemIsDragEnabled));
    QVERIFY(m_model->flags(find(u"Mine"_s)).testFlag(Qt::ItemIsDragEnabled));
}

void SourceTreeModelTest::counts_postRead_changeInSourceAndFoldersAround()
{
    const SourceId mine =
        m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"A"_s), incomingPost(u"b"_s, u"B"_s)});
    const FolderId outer = addFolder(u"Outer"_s);
    const FolderId inner = addFolder(u"Inner"_s, outer);
    TempLibrary::valueOf(m_kept->library().placeSource(mine, inner, 0));
    QTRY_COMPARE(tree(), u"Outer[Inner[Mine]]"_s);
    QCOMPARE(countOf(u"Outer"_s), 2);
    forgetSignals();

    m_kept->setRead(postUrl(u"a"_s));
    QTRY_COMPARE(countOf(u"Mine"_s), 1);
    QCOMPARE(countOf(u"Inner"_s), 1);
    QCOMPARE(countOf(u"Outer"_s), 1);
    QCOMPARE(countOf(u"Unread"_s), 1);
    QCOMPARE(signalCounts(), u"0 0 0 4 0"_s); // Unread, Outer, Inner, Mine
}

void SourceTreeModelTest::counts_mutedSource_countsInNoFolder()
{
    const SourceId mine = m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"A"_s)});
    const FolderId folder = addFolder(u"Folder"_s);
    TempLibrary::valueOf(m_kept->library().placeSource(mine, folder, 0));
    QTRY_COMPARE(countOf(u"Folder"_s), 1);
    SourceSettings settings;
    settings.isMuted = true;
    TempLibrary::valueOf(m_kept->library().setSourceSettings(mine, settings));
    QTRY_COMPARE(countOf(u"Folder"_s), 0);
    QCOMPARE(countOf(u"Mine"_s), 1);
    QVERIFY(find(u"Mine"_s).data(SourceTreeModel::IsMutedRole).toBool());
}

void SourceTreeModelTest::follow_sourceComesIntoFolder_insertsOneRow()
{
    const FolderId folder = addFolder(u"Folder"_s);
    (void)addFeed(u"one"_s, folder);
    QTRY_COMPARE(tree(), u"Folder[one]"_s);
    const QPersistentModelIndex stays(find(u"one"_s));
    forgetSignals();

    (void)addFeed(u"two"_s, folder);
    QTRY_COMPARE(tree(), u"Folder[one, two]"_s);
    QCOMPARE(signalCounts(), u"1 0 0 0 0"_s);
    QCOMPARE(stays.data().toString(), u"one"_s);
}

void SourceTreeModelTest::follow_manySourcesAtOnce_insertsOneRange()
{
    const FolderId folder = addFolder(u"Folder"_s);
    for (int i = 0; i < 20; ++i)
        (void)addFeed(QString::number(i), folder);
    // A model that was not there when they came.
    SourceTreeModel late(*m_scopes, m_kept->library());
    QAbstractItemModelTester tester(&late, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&late, &QAbstractItemModel::rowsInserted);
    QTRY_COMPARE(late.rowCount(late.indexOf({Scope::Kind::Folder, {}, {}, folder})), 20);
    QVERIFY(inserted.size() <= 2);
}

void SourceTreeModelTest::follow_sourcePlaced_movesThatRowOnly_data()
{
    QTest::addColumn<int>("source");
    QTest::addColumn<int>("index");
    QTest::addColumn<QString>("tree");
    QTest::newRow("down by one") << 0 << 2 << u"1, 0, 2, 3, 4"_s;
    QTest::newRow("to the end") << 0 << 99 << u"1, 2, 3, 4, 0"_s;
    QTest::newRow("to the top") << 4 << 0 << u"4, 0, 1, 2, 3"_s;
    QTest::newRow("up by one") << 3 << 2 << u"0, 1, 3, 2, 4"_s;
    QTest::newRow("into the middle") << 1 << 4 << u"0, 2, 3, 1, 4"_s;
}

void SourceTreeModelTest::follow_sourcePlaced_movesThatRowOnly()
{
    QList<SourceId> sources;
    for (int i = 0; i < 5; ++i)
        sources.append(addFeed(QString::number(i)));
    QTRY_COMPARE(tree(), u"0, 1, 2, 3, 4"_s);
    forgetSignals();

    QFETCH(const int, source);
    QFETCH(const int, index);
    TempLibrary::valueOf(m_kept->library().placeSource(sources.at(source), {}, index));
    QFETCH(const QString, tree);
    QTRY_COMPARE(this->tree(), tree);
    QCOMPARE(signalCounts(), u"0 0 1 0 0"_s);
}

void SourceTreeModelTest::follow_sourceIntoNewFolder_movesOneRow()
{
    const SourceId first = addFeed(u"first"_s);
    (void)addFeed(u"second"_s);
    (void)addFeed(u"third"_s);
    QTRY_COMPARE(tree(), u"first, second, third"_s);
    const QPersistentModelIndex moved(find(u"first"_s));
    forgetSignals();

    const FolderId folder = addFolder(u"Folder"_s);
    TempLibrary::valueOf(m_kept->library().placeSource(first, folder, 0));
    QTRY_COMPARE(tree(), u"second, third, Folder[first]"_s);
    QCOMPARE(signalCounts(), u"1 0 1 0 0"_s);
    QCOMPARE(moved.parent().data().toString(), u"Folder"_s);
}

void SourceTreeModelTest::follow_folderRemoved_keepsItsSources()
{
    (void)addFeed(u"before"_s);
    const FolderId folder = addFolder(u"Folder"_s);
    (void)addFeed(u"one"_s, folder);
    (void)addFeed(u"two"_s, folder);
    (void)addFeed(u"after"_s);
    QTRY_COMPARE(tree(), u"before, Folder[one, two], after"_s);
    const QPersistentModelIndex one(find(u"one"_s));
    const QPersistentModelIndex gone(find(u"Folder"_s));
    forgetSignals();

    TempLibrary::valueOf(m_kept->library().removeFolder(folder));
    QTRY_COMPARE(tree(), u"before, one, two, after"_s);
    QCOMPARE(signalCounts(), u"0 1 2 0 0"_s);
    QCOMPARE(one.data().toString(), u"one"_s);
    QVERIFY(!gone.isValid());
}

void SourceTreeModelTest::follow_folderIntoAnother_keepsWhatIsInIt()
{
    const FolderId outer = addFolder(u"Outer"_s);
    const FolderId other = addFolder(u"Other"_s);
    (void)addFeed(u"one"_s, other);
    QTRY_COMPARE(tree(), u"Outer[], Other[one]"_s);
    const QPersistentModelIndex one(find(u"one"_s));
    forgetSignals();

    TempLibrary::valueOf(m_kept->library().placeFolder(other, outer, 0));
    QTRY_COMPARE(tree(), u"Outer[Other[one]]"_s);
    QCOMPARE(signalCounts(), u"0 0 1 0 0"_s);
    QCOMPARE(one.parent().parent().data().toString(), u"Outer"_s);
}

void SourceTreeModelTest::follow_foldersSwapNesting_isExact()
{
    const FolderId a = addFolder(u"A"_s);
    const FolderId b = addFolder(u"B"_s, a);
    (void)addFeed(u"one"_s, b);
    QTRY_COMPARE(tree(), u"A[B[one]]"_s);
    // Both before the model hears of it.
    TempLibrary::valueOf(m_kept->library().placeFolder(b, {}, 0));
    TempLibrary::valueOf(m_kept->library().placeFolder(a, b, 0));
    QTRY_COMPARE(tree(), u"B[A[], one]"_s);
    QCOMPARE(m_spies.constLast()->size(), 0);
}

void SourceTreeModelTest::follow_feedFailed_changesOneRow()
{
    const SourceId source = addFeed(u"one"_s);
    (void)addFeed(u"two"_s);
    QTRY_COMPARE(tree(), u"one, two"_s);
    forgetSignals();

    FeedCheck check;
    check.source = source;
    check.at = QDateTime::currentDateTimeUtc();
    check.due = check.at.addSecs(3600);
    check.failure = FeedFailure{{ErrorKind::Remote, ErrorCode::NotFound, u"404"_s}, 404};
    TempLibrary::valueOf(m_kept->library().recordChecks({check}));
    QTRY_VERIFY(find(u"one"_s).data(SourceTreeModel::IsFailingRole).toBool());
    QVERIFY(!find(u"two"_s).data(SourceTreeModel::IsFailingRole).toBool());
    QCOMPARE(signalCounts(), u"0 0 0 1 0"_s);
}

void SourceTreeModelTest::follow_anyActs_staysTrue()
{
    // Acts of all kinds in a fixed random order, some of them before the model hears of the last.
    Library &library = m_kept->library();
    QRandomGenerator random(4);
    QList<FolderId> folders{{}};
    QList<SourceId> sources;
    const auto oneOf = [&random](const auto &list) { return list.at(random.bounded(list.size())); };
    QHash<SourceId, QPersistentModelIndex> held;
    for (int act = 0; act < 120; ++act) {
        switch (random.bounded(6)) {
        case 0:
            folders.append(addFolder(u"F%1"_s.arg(act), oneOf(folders)));
            break;
        case 1:
            sources.append(addFeed(u"s%1"_s.arg(act), oneOf(folders)));
            break;
        case 2:
            if (folders.size() > 4) {
                const FolderId gone = folders.takeAt(1 + random.bounded(folders.size() - 1));
                TempLibrary::valueOf(library.removeFolder(gone));
            }
            break;
        case 3:
            if (folders.size() > 2) {
                // Into one of those within it is refused, and nothing changes.
                library.placeFolder(folders.constLast(), oneOf(folders), random.bounded(4))
                    .waitForFinished();
            }
            break;
        default:
            if (!sources.isEmpty())
                TempLibrary::valueOf(
                    library.placeSource(oneOf(sources), oneOf(folders), random.bounded(5)));
        }
        if (act % 3 != 0)
            continue;
        QSignalSpy settled(m_scopes.get(), &ScopeModel::settled);
        m_scopes->refresh();
        QTRY_VERIFY(!settled.isEmpty());
        QStringList flat;
        for (int row = ScopeModel::FirstSourceRow; row < m_scopes->rowCount(); ++row)
            flat.append(m_scopes->scopeAt(row).title);
        QCOMPARE(tree().split(QRegularExpression(u"[\\[\\], ]+"_s), Qt::SkipEmptyParts), flat);
        for (auto each = held.cbegin(); each != held.cend(); ++each)
            QCOMPARE(m_model->rowAt(*each).scope.source, each.key());
        for (const SourceId source : std::as_const(sources))
            held.insert(source, m_model->indexOf({Scope::Kind::Source, source}));
    }
    QCOMPARE(m_spies.constLast()->size(), 0);
}

void SourceTreeModelTest::follow_aThousandSources_movesOneRow()
{
    m_tester.reset(); // it looks at each row with each change
    QList<QFuture<Result<SourceId>>> adding;
    for (int i = 0; i < 1000; ++i)
        adding.append(m_kept->library().addFeed(QUrl(u"https://feeds.example/%1"_s.arg(i)),
                                                QString::number(i)));
    const SourceId first = TempLibrary::valueOf(adding.constFirst());
    TempLibrary::valueOf(adding.constLast());
    QTRY_COMPARE(m_model->rowCount(), 1003);
    forgetSignals();
    TempLibrary::valueOf(m_kept->library().placeSource(first, {}, 700));
    QTRY_COMPARE(find(u"0"_s).row(), 3 + 699);
    QCOMPARE(signalCounts(), u"0 0 1 0 0"_s);
}

void SourceTreeModelTest::icons_stored_areThere()
{
    const SourceId source = addFeed(u"one"_s);
    QTRY_COMPARE(tree(), u"one"_s);
    QVERIFY(find(u"one"_s).data(SourceTreeModel::IconRole).toByteArray().isEmpty());
    TempLibrary::valueOf(m_kept->library().setSourceIcon(source, "an image"));
    QTRY_COMPARE(find(u"one"_s).data(SourceTreeModel::IconRole).toByteArray(),
                 QByteArray("an image"));
}

void SourceTreeModelTest::drop_sourceOnFolder_isPlacedThere()
{
    const FolderId folder = addFolder(u"Folder"_s);
    (void)addFeed(u"within"_s, folder);
    (void)addFeed(u"one"_s);
    QTRY_COMPARE(tree(), u"Folder[within], one"_s);
    const std::unique_ptr<QMimeData> data(m_model->mimeData({find(u"one"_s)}));

    QVERIFY(m_model->canDropMimeData(data.get(), Qt::MoveAction, -1, -1, find(u"Folder"_s)));
    QVERIFY(!m_model->dropMimeData(data.get(), Qt::MoveAction, -1, -1, find(u"Folder"_s)));
    QTRY_COMPARE(tree(), u"Folder[within, one]"_s);
}

void SourceTreeModelTest::drop_betweenRowsAtTheTop_isPlacedThere()
{
    const FolderId folder = addFolder(u"Folder"_s);
    const SourceId within = addFeed(u"within"_s, folder);
    Q_UNUSED(within)
    (void)addFeed(u"one"_s);
    (void)addFeed(u"two"_s);
    QTRY_COMPARE(tree(), u"Folder[within], one, two"_s);

    std::unique_ptr<QMimeData> data(m_model->mimeData({find(u"within"_s)}));
    m_model->dropMimeData(data.get(), Qt::MoveAction, find(u"two"_s).row(), 0, {});
    QTRY_COMPARE(tree(), u"Folder[], one, within, two"_s);

    // Above the fixed rows is before all that can be moved.
    data.reset(m_model->mimeData({find(u"two"_s)}));
    m_model->dropMimeData(data.get(), Qt::MoveAction, 1, 0, {});
    QTRY_COMPARE(tree(), u"two, Folder[], one, within"_s);

    data.reset(m_model->mimeData({find(u"Folder"_s)}));
    m_model->dropMimeData(data.get(), Qt::MoveAction, -1, -1, {});
    QTRY_COMPARE(tree(), u"two, one, within, Folder[]"_s);
}

void SourceTreeModelTest::drop_whereItCannotGo_isRefused()
{
    const FolderId outer = addFolder(u"Outer"_s);
    (void)addFolder(u"Inner"_s, outer);
    (void)addFeed(u"one"_s);
    QTRY_COMPARE(tree(), u"Outer[Inner[]], one"_s);
    const auto canDrop = [this](const QString &what, const QModelIndex &where) {
        const std::unique_ptr<QMimeData> data(m_model->mimeData({find(what)}));
        return m_model->canDropMimeData(data.get(), Qt::MoveAction, -1, -1, where);
    };
    QVERIFY(!canDrop(u"Outer"_s, find(u"Inner"_s)));
    QVERIFY(!canDrop(u"Outer"_s, find(u"Outer"_s)));
    QVERIFY(!canDrop(u"Outer"_s, find(u"one"_s)));
    QVERIFY(!canDrop(u"Unread"_s, find(u"Outer"_s)));
    QVERIFY(canDrop(u"one"_s, find(u"Inner"_s)));

    // Ids of another tree mean other sources.
    SourceTreeModel other(*m_scopes, m_kept->library());
    const std::unique_ptr<QMimeData> foreign(
        other.mimeData({other.indexOf(m_model->rowAt(find(u"one"_s)).scope)}));
    QVERIFY(!m_model->canDropMimeData(foreign.get(), Qt::MoveAction, -1, -1, {}));
    QMimeData text;
    text.setText(u"one"_s);
    QVERIFY(!m_model->canDropMimeData(&text, Qt::MoveAction, -1, -1, {}));
}

void SourceTreeModelTest::data_accessibleText_tellsAll()
{
    const SourceId mine = m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"A"_s)});
    SourceSettings settings;
    settings.isMuted = true;
    TempLibrary::valueOf(m_kept->library().setSourceSettings(mine, settings));
    QTRY_VERIFY(find(u"Mine"_s).data(SourceTreeModel::IsMutedRole).toBool());
    const QString text = find(u"Mine"_s).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(text.contains(u"Mine"_s) && text.contains(u"1 unread"_s) && text.contains(u"muted"_s),
             qPrintable(text));
}

QTEST_MAIN(SourceTreeModelTest)
#include "tst_sourcetreemodel.moc"
