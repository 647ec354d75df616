// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/postlistmodel.h"
#include "models/scopemodel.h"
#include "support/templibrary.h"
#include "support/warnings.h"
#include "sync/collectionimporter.h"
#include "ui/notedialog.h"
#include "ui/owncollectionactions.h"
#include "ui/postlistview.h"
#include "ui/toast.h"

#include <QAction>
#include <QFileDialog>
#include <QFrame>
#include <QInputDialog>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace lectern;
using namespace Qt::StringLiterals;

/// Collections of one's own in a window with a list.
class OwnCollectionActionsTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void addMenu_namesThem_andMarksThoseThatHaveIt();
    void addMenu_chosen_addsAndCanBeUndone();
    void addMenu_chosenAgain_removesAndCanBeUndone();
    void addMenu_newCollection_isMadeOfThePost();
    void addMenu_byKey_isThere();
    void addMenu_withoutAPost_isOff();
    void newAction_makesAnEmptyOne_andShowsIt();
    void newOfListAction_takesWhatIsShown();
    void arranging_isOffElsewhere_data();
    void arranging_isOffElsewhere();
    void keys_moveThePost_withinItsSections();
    void drag_putsItBeforeOrBehind();
    void drag_escape_leavesIt();
    void drag_elsewhere_doesNothing();
    void note_isShownInPlaceOfTheSummary();
    void note_cancelled_changesNothing();
    void section_isStartedRenamedAndRemoved();
    void takeOut_canBeUndone();
    void remove_shown_comesBackAndIsShown();
    void exported_isReadAsTheSame();
    void exported_impossible_isSaid();
    void contextMenu_offersWhatFits();

private:
    void show(const Scope &scope);
    void select(int row);
    [[nodiscard]] QString written();
    [[nodiscard]] QPoint pointIn(int row, double share) const;
    void undo();
    void answer(const QString &dialog, const QString &name);
    [[nodiscard]] static QAction *actionIn(const QMenu &menu, const QString &text);
    [[nodiscard]] QMenu *filledMenu();
    template <typename T>
    [[nodiscard]] T *child(const QString &name) const
    {
        return m_window->findChild<T *>(name);
    }

    std::unique_ptr<TempLibrary> m_kept;
    std::unique_ptr<PostListModel> m_posts;
    std::unique_ptr<ScopeModel> m_scopes;
    std::unique_ptr<QMainWindow> m_window;
    PostListView *m_list = nullptr;
    Toast *m_toast = nullptr;
    QMenu *m_addMenu = nullptr;
    QAction *m_new = nullptr;
    QAction *m_newOfList = nullptr;
    QAction *m_export = nullptr;
    QAction *m_up = nullptr;
    QAction *m_down = nullptr;
    QAction *m_annotate = nullptr;
    QAction *m_start = nullptr;
    QAction *m_rename = nullptr;
    QAction *m_takeOut = nullptr;
    OwnCollectionActions *m_actions = nullptr;
    SourceId m_theirs;
    SourceId m_own; ///< "1 2 | A: 3"
};

void OwnCollectionActionsTest::initTestCase()
{
    qRegisterMetaType<LibraryChange>();
}

void OwnCollectionActionsTest::init()
{
    failOnUnexpectedWarnings();
    m_kept = std::make_unique<TempLibrary>();
    QList<IncomingArticle> articles;
    for (const QString &name : {u"1"_s, u"2"_s, u"3"_s, u"4"_s}) {
        articles.append(incomingPost(name, u"Title "_s + name));
        articles.last().summary = u"Summary "_s + name;
    }
    m_theirs = m_kept->store(u"Theirs"_s, articles);
    m_own = TempLibrary::valueOf(m_kept->library().addCollection(
        u"Own & dear"_s,
        {{postUrl(u"1"_s)}, {postUrl(u"2"_s)}, {postUrl(u"3"_s), {}, {}, u"A"_s, {}}}));
    m_posts = std::make_unique<PostListModel>(m_kept->library());
    m_scopes = std::make_unique<ScopeModel>(m_kept->library());
    m_window = std::make_unique<QMainWindow>();
    m_window->resize(420, 620);
    m_list = new PostListView;
    m_list->setModel(m_posts.get());
    m_window->setCentralWidget(m_list);
    m_toast = new Toast(m_window.get());
    m_addMenu = new QMenu(m_window.get());
    m_window->addAction(m_addMenu->menuAction());
    for (QAction **action : {&m_new, &m_newOfList, &m_export, &m_up, &m_down, &m_annotate, &m_start,
                             &m_rename, &m_takeOut}) {
        *action = new QAction(m_window.get());
        m_window->addAction(*action);
    }
    m_up->setShortcut(QKeySequence(u"Alt+Up"_s));
    m_down->setShortcut(QKeySequence(u"Alt+Down"_s));
    m_actions = new OwnCollectionActions(
        {*m_addMenu, *m_new, *m_newOfList, *m_export, *m_up, *m_down, *m_annotate, *m_start,
         *m_rename, *m_takeOut, *m_posts, *m_list, *m_scopes, m_kept->library(), *m_toast},
        *m_window);
    // As the window does.
    const auto tell = [this] {
        const Post *post = m_posts->postAt(m_list->shownRow());
        m_actions->setShown(post != nullptr ? std::optional(*post) : std::nullopt, {});
    };
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, m_actions, tell);
    connect(m_posts.get(), &PostListModel::settled, m_actions, tell);
    connect(m_actions, &OwnCollectionActions::collectionChosen, m_actions, [this](SourceId source) {
        show({Scope::Kind::Source, source});
    });
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_list->setFocus();
    m_scopes->refresh();
    QTRY_VERIFY(m_scopes->rowOf({Scope::Kind::Source, m_own}) >= 0);
    show({Scope::Kind::Source, m_own});
    QTRY_COMPARE(m_posts->rowCount(), 3);
}

void OwnCollectionActionsTest::cleanup()
{
    m_window.reset();
    m_scopes.reset();
    m_posts.reset();
    m_kept.reset();
}

void OwnCollectionActionsTest::show(const Scope &scope)
{
    m_posts->setScope(scope);
}

void OwnCollectionActionsTest::select(int row)
{
    QTRY_VERIFY(m_posts->isSettled() && m_posts->postAt(row) != nullptr);
    m_list->showRow(row);
}

/// What the list shows: "1 2 | A: 3", notes in brackets.
QString OwnCollectionActionsTest::written()
{
    QStringList parts;
    for (int row = 0; row < m_posts->rowCount(); ++row) {
        const QModelIndex index = m_posts->index(row, 0);
        const QVariant heading = index.data(PostListModel::HeadingRole);
        if (heading.isValid())
            parts.append(u"| "_s + heading.toString() + u':');
        parts.append(index.data(PostListModel::UrlRole).toUrl().path().mid(1));
        if (index.data(PostListModel::IsNoteRole).toBool())
            parts.append(u'(' + index.data(PostListModel::SummaryRole).toString() + u')');
    }
    return parts.join(u' ');
}

/// A place in the row, its heading left out, so far down.
QPoint OwnCollectionActionsTest::pointIn(int row, double share) const
{
    const QRect area = m_list->visualRect(m_posts->index(row, 0));
    return {area.center().x() / 2, area.top() + static_cast<int>(area.height() * share)};
}

void OwnCollectionActionsTest::undo()
{
    auto *button = child<QToolButton>(u"toastActionButton"_s);
    QTRY_VERIFY(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
}

void OwnCollectionActionsTest::answer(const QString &dialog, const QString &name)
{
    QTRY_VERIFY(child<QInputDialog>(dialog) != nullptr);
    auto *input = child<QInputDialog>(dialog);
    input->setTextValue(name);
    input->accept();
}

QAction *OwnCollectionActionsTest::actionIn(const QMenu &menu, const QString &text)
{
    for (QAction *action : menu.actions()) {
        if (QString(action->text()).replace(u"&&"_s, u"+"_s).remove(u'&').replace(u'+', u'&')
            == text)
            return action;
    }
    return nullptr;
}

QMenu *OwnCollectionActionsTest::filledMenu()
{
    m_addMenu->popup(m_window->mapToGlobal(QPoint(10, 10)));
    return m_addMenu;
}

void OwnCollectionActionsTest::addMenu_namesThem_andMarksThoseThatHaveIt()
{
    TempLibrary::valueOf(m_kept->library().addCollection(u"Other"_s));
    QTRY_COMPARE(m_scopes->sources().size(), 3);
    select(0);
    const QMenu *menu = filledMenu();
    QVERIFY(actionIn(*menu, u"Theirs"_s) == nullptr);
    QTRY_VERIFY(actionIn(*menu, u"Own & dear"_s)->isChecked());
    QVERIFY(!actionIn(*menu, u"Other"_s)->isChecked());
    QVERIFY(actionIn(*menu, u"New Collection…"_s) != nullptr);
}

void OwnCollectionActionsTest::addMenu_chosen_addsAndCanBeUndone()
{
    show({Scope::Kind::Source, m_theirs});
    QTRY_COMPARE(m_posts->rowCount(), 4);
    select(3);
    actionIn(*filledMenu(), u"Own & dear"_s)->trigger();
    const auto holding = [this] {
        return TempLibrary::valueOf(m_kept->library().collectionsWith(postUrl(u"4"_s)));
    };
    QTRY_COMPARE(holding(), QList<SourceId>{m_own});
    QTRY_COMPARE(m_toast->message(), u"Added to “Own & dear”."_s);
    undo();
    QTRY_COMPARE(holding(), QList<SourceId>());
}

void OwnCollectionActionsTest::addMenu_chosenAgain_removesAndCanBeUndone()
{
    select(1);
    QMenu *menu = filledMenu();
    QTRY_VERIFY(actionIn(*menu, u"Own & dear"_s)->isChecked());
    actionIn(*menu, u"Own & dear"_s)->trigger();
    QTRY_COMPARE(written(), u"1 | A: 3"_s);
    undo();
    QTRY_COMPARE(written(), u"1 2 | A: 3"_s);
}

void OwnCollectionActionsTest::addMenu_newCollection_isMadeOfThePost()
{
    select(2);
    actionIn(*filledMenu(), u"New Collection…"_s)->trigger();
    answer(u"newCollectionDialog"_s, u" Brand new "_s);
    QTRY_COMPARE(m_toast->message(), u"Added to “Brand new”."_s);
    undo(); // here it shows the collection
    QTRY_COMPARE(written(), u"3"_s);
    QVERIFY(m_posts->scope().source != m_own);
}

void OwnCollectionActionsTest::addMenu_byKey_isThere()
{
    select(0);
    QTest::keyClick(m_list, Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(child<QMenu>(u"addToCollectionMenu"_s) != nullptr);
    auto *menu = child<QMenu>(u"addToCollectionMenu"_s);
    QVERIFY(menu->isVisible());
    QTRY_VERIFY(actionIn(*menu, u"Own & dear"_s)->isChecked());
    QTest::keyClick(menu, Qt::Key_Escape);
    QTRY_VERIFY(child<QMenu>(u"addToCollectionMenu"_s) == nullptr);
}

void OwnCollectionActionsTest::addMenu_withoutAPost_isOff()
{
    m_list->showRow(-1);
    QVERIFY(!m_addMenu->menuAction()->isEnabled());
    m_actions->setShown({}, {QUrl(u"https://elsewhere.example/"_s), u"A page"_s});
    QVERIFY(m_addMenu->menuAction()->isEnabled());
    actionIn(*filledMenu(), u"Own & dear"_s)->trigger();
    QTRY_COMPARE(m_posts->rowCount(), 4);
    QTRY_COMPARE(m_posts->index(3, 0).data().toString(), u"A page"_s);
}

void OwnCollectionActionsTest::newAction_makesAnEmptyOne_andShowsIt()
{
    m_new->trigger();
    answer(u"newCollectionDialog"_s, u"Empty"_s);
    QTRY_COMPARE(m_posts->rowCount(), 0);
    QTRY_VERIFY(m_scopes->sourceOf(m_posts->scope()));
    QCOMPARE(m_scopes->sourceOf(m_posts->scope())->title, u"Empty"_s);
}

void OwnCollectionActionsTest::newOfListAction_takesWhatIsShown()
{
    show({Scope::Kind::Source, m_theirs});
    QTRY_COMPARE(m_posts->rowCount(), 4);
    QTRY_VERIFY(m_newOfList->isEnabled());
    m_newOfList->trigger();
    answer(u"newCollectionDialog"_s, u"All four"_s);
    QTRY_VERIFY(m_posts->scope().source != m_theirs);
    QTRY_VERIFY(m_scopes->sourceOf(m_posts->scope()));
    QVERIFY(m_scopes->sourceOf(m_posts->scope())->isOwn);
    QTRY_COMPARE(written(), u"1 2 3 4"_s);
}

void OwnCollectionActionsTest::arranging_isOffElsewhere_data()
{
    QTest::addColumn<bool>("isOwn");
    QTest::addColumn<PostSort>("sort");
    QTest::addColumn<bool>("canAnnotate");
    QTest::addColumn<bool>("canArrange");
    QTest::newRow("own") << true << PostSort::ListOrder << true << true;
    QTest::newRow("own, by title") << true << PostSort::Title << true << false;
    QTest::newRow("of others") << false << PostSort::ListOrder << false << false;
}

void OwnCollectionActionsTest::arranging_isOffElsewhere()
{
    QFETCH(bool, isOwn);
    QFETCH(PostSort, sort);
    QFETCH(bool, canAnnotate);
    QFETCH(bool, canArrange);
    PostArrangement arrangement;
    arrangement.setSort(sort);
    m_posts->setArrangement(arrangement);
    show({Scope::Kind::Source, isOwn ? m_own : m_theirs});
    QTRY_VERIFY(m_posts->isSettled() && m_posts->rowCount() == (isOwn ? 3 : 4));
    select(2);
    QCOMPARE(m_annotate->isEnabled(), canAnnotate);
    QCOMPARE(m_takeOut->isEnabled(), canAnnotate);
    QCOMPARE(m_up->isEnabled(), canArrange);
    QCOMPARE(m_start->isEnabled(), canArrange);
    QCOMPARE(m_rename->isEnabled(), canArrange);
    QVERIFY(m_export->isEnabled());
}

void OwnCollectionActionsTest::keys_moveThePost_withinItsSections()
{
    select(0);
    QTest::keyClick(m_list, Qt::Key_Down, Qt::AltModifier);
    QTRY_COMPARE(written(), u"2 1 | A: 3"_s);
    QCOMPARE(m_list->shownRow(), 1); // it stays selected
    QTest::keyClick(m_list, Qt::Key_Down, Qt::AltModifier);
    QTRY_COMPARE(written(), u"2 | A: 1 3"_s);
    QTest::keyClick(m_list, Qt::Key_Up, Qt::AltModifier);
    QTRY_COMPARE(written(), u"2 1 | A: 3"_s);
}

void OwnCollectionActionsTest::drag_putsItBeforeOrBehind()
{
    QSignalSpy chosen(m_list, &PostListView::postChosen);
    QWidget *area = m_list->viewport();
    QTRY_VERIFY(m_list->visualRect(m_posts->index(2, 0)).height() > 40);
    QTest::mousePress(area, Qt::LeftButton, {}, pointIn(0, 0.5));
    QTest::mouseMove(area, pointIn(1, 0.5));
    QTest::mouseMove(area, pointIn(2, 0.9));
    auto *line = child<QFrame>(u"dropLineFrame"_s);
    QVERIFY(line->isVisible());
    QTest::mouseRelease(area, Qt::LeftButton, {}, pointIn(2, 0.9));
    QVERIFY(!line->isVisible());
    QTRY_COMPARE(written(), u"2 | A: 3 1"_s);
    QTRY_VERIFY(m_posts->isSettled());

    QTest::mousePress(area, Qt::LeftButton, {}, pointIn(2, 0.6));
    QTest::mouseMove(area, pointIn(1, 0.5));
    QTest::mouseMove(area, pointIn(0, 0.1));
    QTest::mouseRelease(area, Qt::LeftButton, {}, pointIn(0, 0.1));
    QTRY_COMPARE(written(), u"1 2 | A: 3"_s);
    // Pressing chose the post, as a click does; dragging chose no other.
    QCOMPARE(chosen.size(), 2);

    // Above a heading is the end of the section before it, and a heading itself is not dragged.
    QTRY_VERIFY(m_posts->isSettled());
    QTest::mousePress(area, Qt::LeftButton, {}, pointIn(0, 0.5));
    QTest::mouseMove(area, pointIn(1, 0.5));
    QTest::mouseMove(area, pointIn(2, 0.05));
    QTest::mouseRelease(area, Qt::LeftButton, {}, pointIn(2, 0.05));
    QTRY_COMPARE(written(), u"2 1 | A: 3"_s);
    QTRY_VERIFY(m_posts->isSettled());
    QTest::mousePress(area, Qt::LeftButton, {}, pointIn(2, 0.05));
    QTest::mouseMove(area, pointIn(0, 0.1));
    QVERIFY(!line->isVisible());
    QTest::mouseRelease(area, Qt::LeftButton, {}, pointIn(0, 0.1));
}

void OwnCollectionActionsTest::drag_escape_leavesIt()
{
    QWidget *area = m_list->viewport();
    QTest::mousePress(area, Qt::LeftButton, {}, pointIn(0, 0.5));
    QTest::mouseMove(area, pointIn(1, 0.9));
    QVERIFY(child<QFrame>(u"dropLineFrame"_s)->isVisible());
    QTest::keyClick(m_list, Qt::Key_Escape);
    QVERIFY(!child<QFrame>(u"dropLineFrame"_s)->isVisible());
    QSignalSpy changes(&m_kept->library(), &Library::changed);
    QTest::mouseRelease(area, Qt::LeftButton, {}, pointIn(1, 0.9));
    (void)TempLibrary::valueOf(m_kept->library().counts());
    QCoreApplication::sendPostedEvents();
    QCOMPARE(changes.size(), 0);
}

void OwnCollectionActionsTest::drag_elsewhere_doesNothing()
{
    show({Scope::Kind::Source, m_theirs});
    QTRY_COMPARE(m_posts->rowCount(), 4);
    QTRY_VERIFY(m_list->visualRect(m_posts->index(1, 0)).height() > 40);
    QWidget *area = m_list->viewport();
    QTest::mousePress(area, Qt::LeftButton, {}, pointIn(0, 0.5));
    QTest::mouseMove(area, pointIn(1, 0.9));
    QVERIFY(!child<QFrame>(u"dropLineFrame"_s)->isVisible());
    QTest::mouseRelease(area, Qt::LeftButton, {}, pointIn(1, 0.9));
}

void OwnCollectionActionsTest::note_isShownInPlaceOfTheSummary()
{
    select(1);
    m_annotate->trigger();
    QTRY_VERIFY(m_window->findChild<NoteDialog *>() != nullptr);
    auto *edit = child<QLineEdit>(u"noteLineEdit"_s);
    QTRY_VERIFY(edit->hasFocus());
    QTest::keyClicks(edit, u"Worth it"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(written(), u"1 2 (Worth it) | A: 3"_s);
    QCOMPARE(m_posts->index(1, 0).data(Qt::AccessibleDescriptionRole).toString(), u"Worth it"_s);
    // Elsewhere it is as its publisher has it.
    show({Scope::Kind::Source, m_theirs});
    QTRY_COMPARE(m_posts->rowCount(), 4);
    QCOMPARE(m_posts->index(1, 0).data(PostListModel::SummaryRole).toString(), u"Summary 2"_s);

    show({Scope::Kind::Source, m_own});
    QTRY_COMPARE(m_posts->rowCount(), 3);
    select(1);
    QTRY_VERIFY(m_window->findChild<NoteDialog *>() == nullptr);
    m_annotate->trigger();
    QTRY_VERIFY(m_window->findChild<NoteDialog *>() != nullptr);
    edit = child<QLineEdit>(u"noteLineEdit"_s);
    QCOMPARE(edit->text(), u"Worth it"_s);
    edit->clear();
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(written(), u"1 2 | A: 3"_s);
}

void OwnCollectionActionsTest::note_cancelled_changesNothing()
{
    select(1);
    m_annotate->trigger();
    QTRY_VERIFY(m_window->findChild<NoteDialog *>() != nullptr);
    auto *dialog = m_window->findChild<NoteDialog *>();
    QSignalSpy edited(dialog, &NoteDialog::edited);
    QTest::keyClicks(child<QLineEdit>(u"noteLineEdit"_s), u"No"_s);
    dialog->reject();
    QCOMPARE(edited.size(), 0);
}

void OwnCollectionActionsTest::section_isStartedRenamedAndRemoved()
{
    select(1);
    QVERIFY(!m_rename->isEnabled());
    m_start->trigger();
    answer(u"startSectionDialog"_s, u"Early"_s);
    QTRY_COMPARE(written(), u"1 | Early: 2 | A: 3"_s);
    QTRY_VERIFY(m_rename->isEnabled());
    m_rename->trigger();
    answer(u"renameSectionDialog"_s, u"Earlier"_s);
    QTRY_COMPARE(written(), u"1 | Earlier: 2 | A: 3"_s);
    QTRY_VERIFY(child<QInputDialog>(u"renameSectionDialog"_s) == nullptr);
    m_rename->trigger();
    answer(u"renameSectionDialog"_s, QString());
    QTRY_COMPARE(written(), u"1 2 | A: 3"_s);
}

void OwnCollectionActionsTest::takeOut_canBeUndone()
{
    select(2);
    m_takeOut->trigger();
    QTRY_COMPARE(written(), u"1 2"_s);
    QTRY_COMPARE(m_toast->message(), u"Removed from “Own & dear”."_s);
    undo();
    QTRY_COMPARE(written(), u"1 2 | A: 3"_s);
}

void OwnCollectionActionsTest::remove_shown_comesBackAndIsShown()
{
    m_actions->remove(*m_scopes->sourceOf({Scope::Kind::Source, m_own}));
    QTRY_COMPARE(m_toast->message(), u"Collection deleted: Own & dear"_s);
    QTRY_COMPARE(m_posts->rowCount(), 0);
    undo();
    QTRY_COMPARE(written(), u"1 2 | A: 3"_s);
}

void OwnCollectionActionsTest::exported_isReadAsTheSame()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"own.json"_s);
    TempLibrary::valueOf(
        m_kept->library().annotate(m_own, m_kept->postAt(postUrl(u"3"_s)).id, u"Why"_s));
    m_export->trigger();
    auto *dialog = child<QFileDialog>(u"exportCollectionDialog"_s);
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->acceptMode(), QFileDialog::AcceptSave);
    emit dialog->fileSelected(path);
    dialog->reject();
    QTRY_COMPARE(m_toast->message(), u"Saved as own.json."_s);

    CollectionImporter importer(m_kept->library());
    QSignalSpy imported(&importer, &CollectionImporter::imported);
    importer.importFile(path);
    QTRY_COMPARE(imported.size(), 1);
    show({Scope::Kind::Source, imported.first().first().value<SourceId>()});
    QTRY_COMPARE(written(), u"1 2 | A: 3 (Why)"_s);
    QCOMPARE(imported.first().at(1).toString(), u"Own & dear"_s);
}

void OwnCollectionActionsTest::exported_impossible_isSaid()
{
    const QTemporaryDir folder;
    m_actions->exportToFile(*m_scopes->sourceOf({Scope::Kind::Source, m_own}));
    auto *dialog = child<QFileDialog>(u"exportCollectionDialog"_s);
    emit dialog->fileSelected(folder.filePath(u"none/own.json"_s));
    dialog->reject();
    QTRY_VERIFY(m_toast->isVisible());
    QVERIFY2(!m_toast->message().startsWith(u"Saved"_s), qPrintable(m_toast->message()));
}

void OwnCollectionActionsTest::contextMenu_offersWhatFits()
{
    QMenu own;
    m_actions->addTo(own, *m_posts->postAt(2));
    QStringList texts;
    for (const QAction *action : own.actions())
        texts.append(QString(action->text()).remove(u'&'));
    QCOMPARE(texts,
             QStringList({u"Add to Collection"_s, u"Note…"_s, u"Move Up"_s, u"Move Down"_s,
                          u"Start a Section Here…"_s, u"Rename Section…"_s,
                          u"Remove from Collection"_s}));
    actionIn(own, u"Move Up"_s)->trigger();
    QTRY_COMPARE(written(), u"1 2 3"_s);

    show({Scope::Kind::Source, m_theirs});
    QTRY_COMPARE(m_posts->rowCount(), 4);
    QMenu theirs;
    m_actions->addTo(theirs, *m_posts->postAt(0));
    QCOMPARE(theirs.actions().size(), 1);
}

QTEST_MAIN(OwnCollectionActionsTest)
#include "tst_owncollectionactions.moc"
