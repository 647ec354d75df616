// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deliver.h"
#include "models/scopemodel.h"
#include "support/templibrary.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace lectern;
using namespace Qt::StringLiterals;

class ScopeModelTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void rows_beforeAnyAnswer_areTheFixedScopes();
    void refresh_filledLibrary_hasSourcesAndCounts();
    void follow_readAndBookmarked_changesTheCountsOnly();
    void follow_sourceAddedAndRemoved_comesAndGoes();
    void follow_sourceRemoved_keepsOtherIndexes();
    void isRemovable_builtInSource_isNot();
    void sourceUrl_andBack_nameTheSameScope();
    void nameOf_anyScope_leadsBackToIt();
    void scopeNamed_whatIsNotThere_isNone();
    void rowOf_unknownSource_isNone();
    void refresh_libraryFailed_keepsTheRows();
    void data_accessibleText_holdsTheCount();

private:
    [[nodiscard]] QString rows() const;

    std::unique_ptr<TempLibrary> m_kept;
    std::unique_ptr<ScopeModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void ScopeModelTest::initTestCase()
{
    qRegisterMetaType<LibraryChange>();
}

void ScopeModelTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_kept = std::make_unique<TempLibrary>();
    m_model = std::make_unique<ScopeModel>(m_kept->library());
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void ScopeModelTest::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_kept.reset();
}

/// "All posts 0, Unread 0, …"
QString ScopeModelTest::rows() const
{
    QStringList rows;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row);
        rows.append(u"%1 %2"_s.arg(index.data(ScopeModel::TitleRole).toString())
                        .arg(index.data(ScopeModel::CountRole).toInt()));
    }
    return rows.join(u", "_s);
}

void ScopeModelTest::rows_beforeAnyAnswer_areTheFixedScopes()
{
    QCOMPARE(rows(), u"All posts 0, Unread 0, Bookmarks 0"_s);
    QCOMPARE(m_model->scopeAt(ScopeModel::AllRow).scope.kind, Scope::Kind::All);
    QCOMPARE(m_model->scopeAt(ScopeModel::UnreadRow).scope.kind, Scope::Kind::Unread);
    QCOMPARE(m_model->scopeAt(ScopeModel::BookmarksRow).scope.kind, Scope::Kind::Bookmarks);
}

void ScopeModelTest::refresh_filledLibrary_hasSourcesAndCounts()
{
    QSignalSpy settled(m_model.get(), &ScopeModel::settled);
    m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"A"_s), incomingPost(u"b"_s, u"B"_s)});
    m_kept->setRead(postUrl(u"a"_s));
    m_kept->keep(QUrl(u"https://elsewhere.example/"_s));

    m_model->refresh();

    QTRY_VERIFY(!settled.isEmpty());
    QTRY_COMPARE(rows(), u"All posts 2, Unread 1, Bookmarks 1, Mine 2"_s);
}

void ScopeModelTest::follow_readAndBookmarked_changesTheCountsOnly()
{
    m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"A"_s), incomingPost(u"b"_s, u"B"_s)});
    QTRY_COMPARE(rows(), u"All posts 2, Unread 2, Bookmarks 0, Mine 2"_s);
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);

    m_kept->setRead(postUrl(u"a"_s));
    QTRY_COMPARE(rows(), u"All posts 2, Unread 1, Bookmarks 0, Mine 2"_s);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.constFirst().at(0).toModelIndex(), m_model->index(ScopeModel::UnreadRow));
    QCOMPARE(changed.constFirst().at(1).toModelIndex(), m_model->index(ScopeModel::UnreadRow));

    m_kept->keep(postUrl(u"b"_s));
    QTRY_COMPARE(rows(), u"All posts 2, Unread 1, Bookmarks 1, Mine 2"_s);
    QCOMPARE(changed.size(), 2);
    QCOMPARE(inserted.size() + removed.size(), 0);
}

void ScopeModelTest::follow_sourceAddedAndRemoved_comesAndGoes()
{
    const SourceId first = m_kept->store(u"First"_s, {incomingPost(u"a"_s, u"A"_s)});
    m_kept->store(u"Second"_s, {incomingPost(u"b"_s, u"B"_s)});
    QTRY_COMPARE(rows(), u"All posts 2, Unread 2, Bookmarks 0, First 1, Second 1"_s);

    m_kept->remove(first);
    QTRY_COMPARE(rows(), u"All posts 1, Unread 1, Bookmarks 0, Second 1"_s);
}

void ScopeModelTest::follow_sourceRemoved_keepsOtherIndexes()
{
    const SourceId first = m_kept->store(u"First"_s, {incomingPost(u"a"_s, u"A"_s)});
    m_kept->store(u"Second"_s, {incomingPost(u"b"_s, u"B"_s)});
    QTRY_COMPARE(m_model->rowCount(), 5);
    const QPersistentModelIndex gone(m_model->index(3));
    const QPersistentModelIndex stays(m_model->index(4));
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);

    m_kept->remove(first);

    QTRY_COMPARE(m_model->rowCount(), 4);
    QVERIFY(!gone.isValid());
    QCOMPARE(stays.row(), 3);
    QCOMPARE(stays.data(ScopeModel::TitleRole), u"Second"_s);
    QCOMPARE(reset.size(), 0);
}

void ScopeModelTest::isRemovable_builtInSource_isNot()
{
    IncomingCollection builtIn;
    builtIn.url = QUrl(u"lectern://collection/guide"_s);
    builtIn.title = u"Guide"_s;
    builtIn.isBuiltIn = true;
    builtIn.articles = {incomingPost(u"a"_s, u"A"_s)};
    TempLibrary::valueOf(m_kept->library().storeCollection(builtIn));
    m_kept->store(u"Mine"_s, {incomingPost(u"b"_s, u"B"_s)});

    QTRY_COMPARE(rows(), u"All posts 2, Unread 2, Bookmarks 0, Guide 1, Mine 1"_s);
    QVERIFY(!m_model->scopeAt(ScopeModel::AllRow).isRemovable);
    QVERIFY(!m_model->scopeAt(3).isRemovable);
    QVERIFY(m_model->scopeAt(4).isRemovable);
}

void ScopeModelTest::sourceUrl_andBack_nameTheSameScope()
{
    const SourceId source = m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"A"_s)});
    QTRY_COMPARE(m_model->rowCount(), 4);
    const Scope scope{Scope::Kind::Source, source};

    QCOMPARE(m_model->sourceUrl(scope), QUrl(u"file:///Mine"_s));
    QCOMPARE(m_model->scopeOfSource(QUrl(u"file:///Mine"_s)), scope);
    QCOMPARE(m_model->scopeOfSource(QUrl(u"file:///Other"_s)), std::optional<Scope>());
    QCOMPARE(m_model->sourceUrl({Scope::Kind::All, {}}), QUrl());
    QCOMPARE(m_model->sourceUrl({Scope::Kind::Source, SourceId(999)}), QUrl());
    QCOMPARE(m_model->rowOf(scope), 3);
}

void ScopeModelTest::nameOf_anyScope_leadsBackToIt()
{
    const SourceId source = m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"A"_s)});
    const FolderId outer = TempLibrary::valueOf(m_kept->library().addFolder(u"A: b"_s, {}));
    const FolderId inner = TempLibrary::valueOf(m_kept->library().addFolder(u"A: b"_s, outer));
    const SearchId search =
        TempLibrary::valueOf(m_kept->library().saveSearch(u"all"_s, u"alpha"_s)).id;
    QTRY_COMPARE(m_model->rowCount(), 7);
    const QList<Scope> scopes{{},
                              {Scope::Kind::Unread},
                              {Scope::Kind::Bookmarks},
                              {Scope::Kind::Source, source},
                              {Scope::Kind::Folder, {}, {}, outer},
                              {Scope::Kind::Folder, {}, {}, inner},
                              {Scope::Kind::Search, {}, search}};
    for (const Scope &scope : scopes) {
        const QString name = m_model->nameOf(scope);
        QVERIFY(!name.isEmpty());
        QCOMPARE(m_model->scopeNamed(name), std::optional<Scope>(scope));
    }
}

void ScopeModelTest::scopeNamed_whatIsNotThere_isNone()
{
    QCOMPARE(m_model->scopeNamed({}), std::optional<Scope>(Scope()));
    for (const QString &name : {u"search:Gone"_s, u"folder:Gone"_s, u"folder:"_s,
                                u"https://gone.example/"_s, u"::nowhere::"_s})
        QCOMPARE(m_model->scopeNamed(name), std::optional<Scope>());
    QCOMPARE(m_model->nameOf({Scope::Kind::Folder, {}, {}, FolderId(99)}), QString());
    QCOMPARE(m_model->nameOf({Scope::Kind::Source, SourceId(99)}), QString());
}

void ScopeModelTest::rowOf_unknownSource_isNone()
{
    QCOMPARE(m_model->rowOf({Scope::Kind::Bookmarks, {}}), int(ScopeModel::BookmarksRow));
    QCOMPARE(m_model->rowOf({Scope::Kind::Source, SourceId(999)}), -1);
}

void ScopeModelTest::refresh_libraryFailed_keepsTheRows()
{
    TempLibrary broken(TempLibrary::State::Failed);
    ScopeModel model(broken.library());
    QSignalSpy settled(&model, &ScopeModel::settled);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^No counts: "_s));

    model.refresh();
    // The same library answers in order: when this has come, so has the answer to refresh().
    bool isAnswered = false;
    deliver(broken.library().counts(), this, [&](const auto &) { isAnswered = true; });
    QTRY_VERIFY(isAnswered);

    QCOMPARE(settled.size(), 0);
    QCOMPARE(model.rowCount(), 3);
}

void ScopeModelTest::data_accessibleText_holdsTheCount()
{
    m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"A"_s)});
    QTRY_COMPARE(m_model->rowCount(), 4);
    const QString text = m_model->index(3).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(text.contains(u"Mine"_s) && text.contains(u'1'), qPrintable(text));
    QVERIFY(!m_model->index(3).data(Qt::DecorationRole).isValid());
}

QTEST_MAIN(ScopeModelTest)
#include "tst_scopemodel.moc"
