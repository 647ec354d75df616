// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/scopemodel.h"
#include "models/sourcetreemodel.h"
#include "support/templibrary.h"
#include "support/warnings.h"
#include "ui/sourcetreeview.h"

#include <QAction>
#include <QBuffer>
#include <QImage>
#include <QMainWindow>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace lectern;
using namespace Qt::StringLiterals;

class SourceTreeViewTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void keys_arrows_moveWithoutChoosing();
    void keys_returnAndSpace_choose();
    void keys_leftAndRight_foldTheFolder();
    void keys_letters_jumpInsteadOfShortcuts();
    void keys_f2AndDelete_ask();
    void keys_altArrows_placeTheRow();
    void click_row_choosesOnce();
    void click_chevron_unfoldsWithoutChoosing();
    void menu_byKeyAndPointer_isOfThatRow();
    void shownScope_changed_movesTheCurrentRow();
    void shownScope_notThereYet_isFoundWhenItComes();
    void expanded_rememberedFolders_areRestored();
    void expanded_rowsCome_stays();
    void contentHeight_unfolded_grows();
    void paint_iconOrNone_differs();

private:
    [[nodiscard]] QModelIndex find(const QString &title) const;
    [[nodiscard]] QString current() const { return m_tree->currentIndex().data().toString(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    void click(const QString &title, const QPoint &offset = QPoint(60, 8));

    std::unique_ptr<TempLibrary> m_kept;
    std::unique_ptr<ScopeModel> m_scopes;
    std::unique_ptr<QMainWindow> m_window;
    SourceTreeView *m_tree = nullptr;
    FolderId m_folder;
    SourceId m_inFolder;
    std::unique_ptr<QSignalSpy> m_chosen;
};

void SourceTreeViewTest::initTestCase()
{
    qRegisterMetaType<LibraryChange>();
    qRegisterMetaType<Scope>();
}

void SourceTreeViewTest::init()
{
    failOnUnexpectedWarnings();
    m_kept = std::make_unique<TempLibrary>();
    m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"A"_s)});
    m_folder = TempLibrary::valueOf(m_kept->library().addFolder(u"Folder"_s, {}));
    m_inFolder = TempLibrary::valueOf(
        m_kept->library().addFeed(QUrl(u"https://feeds.example/news"_s), u"News"_s, m_folder));
    m_scopes = std::make_unique<ScopeModel>(m_kept->library());
    m_scopes->refresh();
    QTRY_COMPARE(m_scopes->rowCount(), 6);
    m_window = std::make_unique<QMainWindow>();
    m_tree = new SourceTreeView(*m_scopes, m_kept->library());
    m_window->setCentralWidget(m_tree);
    m_tree->setShownScope({});
    m_window->resize(300, 400);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_tree->setFocus();
    m_chosen = std::make_unique<QSignalSpy>(m_tree, &SourceTreeView::scopeChosen);
}

void SourceTreeViewTest::cleanup()
{
    m_chosen.reset();
    m_window.reset();
    m_scopes.reset();
    m_kept.reset();
}

QModelIndex SourceTreeViewTest::find(const QString &title) const
{
    const QModelIndexList found =
        m_tree->model()->match(m_tree->model()->index(0, 0), Qt::DisplayRole, title, 1,
                               Qt::MatchExactly | Qt::MatchRecursive);
    return found.isEmpty() ? QModelIndex() : found.constFirst();
}

void SourceTreeViewTest::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(m_tree, key, modifiers);
}

void SourceTreeViewTest::click(const QString &title, const QPoint &offset)
{
    QTest::mouseClick(m_tree->viewport(), Qt::LeftButton, {},
                      m_tree->visualRect(find(title)).topLeft() + offset);
}

void SourceTreeViewTest::keys_arrows_moveWithoutChoosing()
{
    QCOMPARE(current(), u"All posts"_s);
    for (int i = 0; i < 3; ++i)
        press(Qt::Key_Down);
    QCOMPARE(current(), u"Mine"_s);
    press(Qt::Key_End);
    QCOMPARE(current(), u"Folder"_s);
    QCOMPARE(m_chosen->size(), 0);
}

void SourceTreeViewTest::keys_returnAndSpace_choose()
{
    QSignalSpy left(m_tree, &SourceTreeView::leaveRequested);
    press(Qt::Key_Down);
    press(Qt::Key_Space);
    QCOMPARE(m_chosen->size(), 1);
    QCOMPARE(m_chosen->constLast().constFirst().value<Scope>().kind, Scope::Kind::Unread);
    QCOMPARE(left.size(), 0);
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    QCOMPARE(m_chosen->size(), 2);
    QCOMPARE(m_chosen->constLast().constFirst().value<Scope>().kind, Scope::Kind::Bookmarks);
    QCOMPARE(left.size(), 1);
}

void SourceTreeViewTest::keys_leftAndRight_foldTheFolder()
{
    press(Qt::Key_End);
    press(Qt::Key_Right);
    QVERIFY(m_tree->isExpanded(find(u"Folder"_s)));
    press(Qt::Key_Right);
    QCOMPARE(current(), u"News"_s);
    press(Qt::Key_Left);
    QCOMPARE(current(), u"Folder"_s);
    press(Qt::Key_Left);
    QVERIFY(!m_tree->isExpanded(find(u"Folder"_s)));
}

void SourceTreeViewTest::keys_letters_jumpInsteadOfShortcuts()
{
    QAction shortcut(m_window.get());
    shortcut.setShortcuts({QKeySequence(Qt::Key_F), QKeySequence(Qt::Key_Slash)});
    m_window->addAction(&shortcut);
    QSignalSpy triggered(&shortcut, &QAction::triggered);
    press(Qt::Key_F);
    QCOMPARE(current(), u"Folder"_s);
    QCOMPARE(triggered.size(), 0);
    press(Qt::Key_Slash); // the way to the search stays open
    QCOMPARE(triggered.size(), 1);
}

void SourceTreeViewTest::keys_f2AndDelete_ask()
{
    QAction shortcut(m_window.get());
    shortcut.setShortcut(QKeySequence(Qt::Key_F2));
    m_window->addAction(&shortcut);
    QSignalSpy triggered(&shortcut, &QAction::triggered);
    QSignalSpy rename(m_tree, &SourceTreeView::renameRequested);
    QSignalSpy remove(m_tree, &SourceTreeView::removeRequested);
    press(Qt::Key_End);
    press(Qt::Key_F2);
    press(Qt::Key_Delete);
    QCOMPARE(rename.size(), 1);
    QCOMPARE(rename.constFirst().constFirst().value<Scope>().folder, m_folder);
    QCOMPARE(remove.size(), 1);
    QCOMPARE(triggered.size(), 0);
}

void SourceTreeViewTest::keys_altArrows_placeTheRow()
{
    m_tree->setCurrentIndex(find(u"Folder"_s));
    press(Qt::Key_Up, Qt::AltModifier);
    QTRY_COMPARE(find(u"Folder"_s).row(), 3);
    QCOMPARE(current(), u"Folder"_s);
    press(Qt::Key_Down, Qt::AltModifier);
    QTRY_COMPARE(find(u"Folder"_s).row(), 4);
    // Neither over the fixed rows nor past the end.
    press(Qt::Key_Down, Qt::AltModifier);
    m_tree->setCurrentIndex(find(u"Mine"_s));
    press(Qt::Key_Up, Qt::AltModifier);
    TempLibrary::valueOf(m_kept->library().counts());
    QCOMPARE(find(u"Mine"_s).row(), 3);
    QCOMPARE(m_chosen->size(), 0);
}

void SourceTreeViewTest::click_row_choosesOnce()
{
    click(u"Mine"_s);
    QCOMPARE(m_chosen->size(), 1);
    QCOMPARE(m_chosen->constFirst().constFirst().value<Scope>().kind, Scope::Kind::Source);
    click(u"Folder"_s);
    QCOMPARE(m_chosen->size(), 2);
    QCOMPARE(m_chosen->constLast().constFirst().value<Scope>().folder, m_folder);
}

void SourceTreeViewTest::click_chevron_unfoldsWithoutChoosing()
{
    click(u"Folder"_s, QPoint(20, 10));
    QVERIFY(m_tree->isExpanded(find(u"Folder"_s)));
    click(u"Folder"_s, QPoint(20, 10));
    QVERIFY(!m_tree->isExpanded(find(u"Folder"_s)));
    QCOMPARE(m_chosen->size(), 0);
}

void SourceTreeViewTest::menu_byKeyAndPointer_isOfThatRow()
{
    QSignalSpy menu(m_tree, &SourceTreeView::menuRequested);
    const auto ask = [this](QContextMenuEvent::Reason reason, const QPoint &position) {
        QContextMenuEvent event(reason, position, m_tree->viewport()->mapToGlobal(position));
        QCoreApplication::sendEvent(m_tree->viewport(), &event);
    };
    ask(QContextMenuEvent::Mouse, m_tree->visualRect(find(u"Mine"_s)).center());
    QCOMPARE(menu.size(), 1);
    QCOMPARE(menu.constLast().constFirst().value<Scope>().kind, Scope::Kind::Source);
    ask(QContextMenuEvent::Keyboard, {});
    QCOMPARE(menu.size(), 2);
    QCOMPARE(menu.constLast().constFirst().value<Scope>().kind, Scope::Kind::All);
    ask(QContextMenuEvent::Mouse, QPoint(50, 390)); // under the rows
    QCOMPARE(menu.size(), 2);
}

void SourceTreeViewTest::shownScope_changed_movesTheCurrentRow()
{
    m_tree->setShownScope({Scope::Kind::Bookmarks});
    QCOMPARE(current(), u"Bookmarks"_s);
    // What the reader looks at in the tree stays when only counts change.
    press(Qt::Key_Down);
    m_kept->setRead(postUrl(u"a"_s));
    QTRY_COMPARE(find(u"Mine"_s).data(SourceTreeModel::CountRole).toInt(), 0);
    QCOMPARE(current(), u"Mine"_s);
}

void SourceTreeViewTest::shownScope_notThereYet_isFoundWhenItComes()
{
    SourceTreeView late(*m_scopes, m_kept->library());
    const auto saved = TempLibrary::valueOf(m_kept->library().saveSearch(u"Greek"_s, u"alpha"_s));
    late.setShownScope({Scope::Kind::Search, {}, saved.id});
    QTRY_COMPARE(late.currentIndex().data().toString(), u"Greek"_s);
}

void SourceTreeViewTest::expanded_rememberedFolders_areRestored()
{
    QCOMPARE(m_tree->expandedFolders(), QList<FolderId>());
    m_tree->expandFolders({m_folder, FolderId(99)});
    QVERIFY(m_tree->isExpanded(find(u"Folder"_s)));
    QCOMPARE(m_tree->expandedFolders(), QList<FolderId>{m_folder});
}

void SourceTreeViewTest::expanded_rowsCome_stays()
{
    m_tree->expandFolders({m_folder});
    m_tree->setCurrentIndex(find(u"News"_s));
    TempLibrary::valueOf(
        m_kept->library().addFeed(QUrl(u"https://feeds.example/more"_s), u"More"_s, m_folder));
    m_kept->store(u"Other"_s, {incomingPost(u"b"_s, u"B"_s)});
    QTRY_VERIFY(find(u"More"_s).isValid() && find(u"Other"_s).isValid());
    QVERIFY(m_tree->isExpanded(find(u"Folder"_s)));
    QCOMPARE(current(), u"News"_s);
}

void SourceTreeViewTest::contentHeight_unfolded_grows()
{
    QSignalSpy changed(m_tree, &SourceTreeView::contentHeightChanged);
    const int folded = m_tree->contentHeight();
    QVERIFY(folded > 0);
    m_tree->expandFolders({m_folder});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_tree->contentHeight() * 5, folded * 6);
}

void SourceTreeViewTest::paint_iconOrNone_differs()
{
    m_tree->expandFolders({m_folder});
    const auto picture = [this] {
        return m_tree->viewport()->grab(m_tree->visualRect(find(u"News"_s))).toImage();
    };
    const QImage letter = picture();
    const auto setIcon = [this](const QByteArray &bytes) {
        TempLibrary::valueOf(m_kept->library().setSourceIcon(m_inFolder, bytes));
        QTRY_COMPARE(find(u"News"_s).data(SourceTreeModel::IconRole).toByteArray(), bytes);
    };
    QImage red(32, 32, QImage::Format_RGB32);
    red.fill(Qt::red);
    QByteArray png;
    QBuffer buffer(&png);
    QVERIFY(buffer.open(QIODevice::WriteOnly) && red.save(&buffer, "png"));
    setIcon(png);
    QVERIFY(picture() != letter);
    setIcon("no image at all");
    QCOMPARE(picture(), letter);
}

QTEST_MAIN(SourceTreeViewTest)
#include "tst_sourcetreeview.moc"
