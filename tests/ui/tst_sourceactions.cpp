// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/postlistmodel.h"
#include "models/scopemodel.h"
#include "support/memorysecrets.h"
#include "support/templibrary.h"
#include "support/warnings.h"
#include "sync/feedlogins.h"
#include "ui/owncollectionactions.h"
#include "ui/postlistview.h"
#include "ui/searchactions.h"
#include "ui/sourceactions.h"
#include "ui/toast.h"

#include <QAction>
#include <QInputDialog>
#include <QMainWindow>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace lectern;
using namespace Qt::StringLiterals;

class SourceActionsTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void actions_perScope_areEnabledWhereTheyApply();
    void markAllRead_scope_canBeUndone();
    void markAllRead_mutedSource_marksItsPosts();
    void markAllRead_nothingUnread_saysSo();
    void rename_source_givesItTheReadersName();
    void rename_folder_isStored();
    void remove_feed_asksFirst();
    void remove_folder_keepsItsSources();
    void remove_builtIn_asksNothing();
    void addFolder_named_isAtTheTop();
    void menu_source_mutesAndAnnounces();
    void menu_moveTo_offersTheFoldersItMayGoTo();
    void menu_moveToNewFolder_isThere();
    void menu_savedSearch_renamesIt();
    void menu_ownCollection_renamesExportsAndDeletesIt();
    void menu_collectionOfOthers_canBeExported();

private:
    [[nodiscard]] QMenu *menuOf(const Scope &scope);
    [[nodiscard]] static QAction *actionIn(const QMenu *menu, const QString &text);
    [[nodiscard]] Source source(SourceId id);
    void answer(const QString &dialog, const QString &name);
    void agree(const QString &box);
    template <typename T>
    [[nodiscard]] T *child(const QString &name) const
    {
        return m_window->findChild<T *>(name);
    }

    std::unique_ptr<TempLibrary> m_kept;
    Keyring m_keyring{std::make_unique<MemorySecrets>()};
    FeedLogins m_logins{m_keyring};
    std::unique_ptr<PostListModel> m_posts;
    std::unique_ptr<ScopeModel> m_scopes;
    std::unique_ptr<QMainWindow> m_window;
    QAction *m_addFolder = nullptr;
    QAction *m_markRead = nullptr;
    QAction *m_properties = nullptr;
    QAction *m_remove = nullptr;
    Toast *m_toast = nullptr;
    SourceActions *m_actions = nullptr;
    SourceId m_mine;
    SourceId m_feed;
    FolderId m_folder;
};

void SourceActionsTest::initTestCase()
{
    qRegisterMetaType<LibraryChange>();
}

void SourceActionsTest::init()
{
    failOnUnexpectedWarnings();
    m_kept = std::make_unique<TempLibrary>();
    IncomingCollection builtIn;
    builtIn.url = QUrl(u"lectern://collection/guide"_s);
    builtIn.title = u"Guide"_s;
    builtIn.isBuiltIn = true;
    builtIn.articles = {incomingPost(u"g"_s, u"G"_s)};
    TempLibrary::valueOf(m_kept->library().storeCollection(builtIn));
    m_mine = m_kept->store(u"Mine"_s, {incomingPost(u"a"_s, u"A"_s), incomingPost(u"b"_s, u"B"_s)});
    m_folder = TempLibrary::valueOf(m_kept->library().addFolder(u"Folder"_s, {}));
    m_feed = TempLibrary::valueOf(
        m_kept->library().addFeed(QUrl(u"https://feeds.example/"_s), u"News"_s, m_folder));
    m_posts = std::make_unique<PostListModel>(m_kept->library());
    m_scopes = std::make_unique<ScopeModel>(m_kept->library());
    m_window = std::make_unique<QMainWindow>();
    m_window->resize(500, 400);
    m_toast = new Toast(m_window.get());
    for (QAction **action : {&m_addFolder, &m_markRead, &m_properties, &m_remove})
        *action = new QAction(m_window.get());
    auto *search = new QAction(m_window.get());
    auto *searches = new SearchActions(
        {*search, *search, *search, *m_posts, *m_scopes, m_kept->library(), *m_toast}, *m_window);
    auto *list = new PostListView(m_window.get());
    list->setModel(m_posts.get());
    auto *menu = new QMenu(m_window.get());
    auto *collections = new OwnCollectionActions(
        {*menu, *search, *search, *search, *search, *search, *search, *search, *search, *search,
         *m_posts, *list, *m_scopes, m_kept->library(), *m_toast},
        *m_window);
    m_actions = new SourceActions({*m_addFolder, *m_markRead, *m_properties, *m_remove, *m_scopes,
                                   m_kept->library(), m_logins, *searches, *collections, *m_toast},
                                  *m_window);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_scopes->refresh();
    QTRY_COMPARE(m_scopes->rowCount(), 7);
}

void SourceActionsTest::cleanup()
{
    m_window.reset();
    m_scopes.reset();
    m_posts.reset();
    m_kept.reset();
}

QMenu *SourceActionsTest::menuOf(const Scope &scope)
{
    m_actions->showMenu(scope, QPoint(20, 20));
    return child<QMenu>(u"sourceMenu"_s);
}

QAction *SourceActionsTest::actionIn(const QMenu *menu, const QString &text)
{
    for (QAction *action : menu->actions()) {
        if (QString(action->text()).remove(u'&') == text)
            return action;
    }
    return nullptr;
}

Source SourceActionsTest::source(SourceId id)
{
    const LibraryCounts counts = TempLibrary::valueOf(m_kept->library().counts());
    for (const Source &each : counts.sources) {
        if (each.id == id)
            return each;
    }
    return {};
}

void SourceActionsTest::answer(const QString &dialog, const QString &name)
{
    auto *input = child<QInputDialog>(dialog);
    QVERIFY(input != nullptr);
    input->setTextValue(name);
    input->accept();
}

void SourceActionsTest::agree(const QString &box)
{
    auto *question = child<QMessageBox>(box);
    QVERIFY(question != nullptr);
    for (QAbstractButton *button : question->buttons()) {
        if (question->buttonRole(button) == QMessageBox::DestructiveRole)
            button->click();
    }
}

void SourceActionsTest::actions_perScope_areEnabledWhereTheyApply()
{
    m_actions->setScope({});
    QVERIFY(m_markRead->isEnabled());
    QVERIFY(!m_properties->isEnabled());
    QVERIFY(!m_remove->isEnabled());
    m_actions->setScope({Scope::Kind::Source, m_feed});
    QVERIFY(m_properties->isEnabled());
    QVERIFY(m_remove->isEnabled());
    m_actions->setScope({Scope::Kind::Folder, {}, {}, m_folder});
    QVERIFY(!m_properties->isEnabled());
    QVERIFY(m_remove->isEnabled());
}

void SourceActionsTest::markAllRead_scope_canBeUndone()
{
    m_kept->setRead(postUrl(u"b"_s));
    m_actions->setScope({Scope::Kind::Source, m_mine});
    m_markRead->trigger();
    QTRY_VERIFY(m_kept->postAt(postUrl(u"a"_s)).isRead);
    QVERIFY(!m_kept->postAt(postUrl(u"g"_s)).isRead); // of another source
    auto *undo = child<QToolButton>(u"toastActionButton"_s);
    QTRY_VERIFY(undo->isVisible());
    QVERIFY2(m_toast->message().contains(u'1'), qPrintable(m_toast->message()));

    QTest::mouseClick(undo, Qt::LeftButton);
    QTRY_VERIFY(!m_kept->postAt(postUrl(u"a"_s)).isRead);
    QVERIFY(m_kept->postAt(postUrl(u"b"_s)).isRead); // it was before
}

void SourceActionsTest::markAllRead_mutedSource_marksItsPosts()
{
    SourceSettings settings;
    settings.isMuted = true;
    TempLibrary::valueOf(m_kept->library().setSourceSettings(m_mine, settings));
    QTRY_VERIFY(m_scopes->sourceOf({Scope::Kind::Source, m_mine})->isMuted);
    m_actions->setScope({Scope::Kind::Source, m_mine});
    m_markRead->trigger();
    QTRY_VERIFY(m_kept->postAt(postUrl(u"a"_s)).isRead);
    QVERIFY(m_kept->postAt(postUrl(u"b"_s)).isRead);
}

void SourceActionsTest::markAllRead_nothingUnread_saysSo()
{
    m_actions->setScope({Scope::Kind::Source, m_feed});
    m_markRead->trigger();
    QTRY_COMPARE(m_toast->message(), u"There is nothing unread."_s);
}

void SourceActionsTest::rename_source_givesItTheReadersName()
{
    m_actions->rename({Scope::Kind::Source, m_feed});
    QCOMPARE(child<QInputDialog>(u"renameSourceDialog"_s)->textValue(), u"News"_s);
    answer(u"renameSourceDialog"_s, u" My news "_s);
    QTRY_COMPARE(source(m_feed).title, u"My news"_s);
    QCOMPARE(source(m_feed).ownTitle, u"My news"_s);
}

void SourceActionsTest::rename_folder_isStored()
{
    m_actions->rename({Scope::Kind::Folder, {}, {}, m_folder});
    answer(u"renameFolderDialog"_s, u"Reading"_s);
    QTRY_COMPARE(m_scopes->folderPath(m_folder), QStringList{u"Reading"_s});
}

void SourceActionsTest::remove_feed_asksFirst()
{
    m_actions->remove({Scope::Kind::Source, m_feed});
    auto *question = child<QMessageBox>(u"removeSourceMessageBox"_s);
    QVERIFY(question != nullptr);
    QVERIFY(question->text().contains(u"News"_s));
    question->reject();
    QTRY_VERIFY(child<QMessageBox>(u"removeSourceMessageBox"_s) == nullptr);
    QVERIFY(source(m_feed).id);

    m_actions->setScope({Scope::Kind::Source, m_feed});
    m_remove->trigger();
    agree(u"removeSourceMessageBox"_s);
    QTRY_VERIFY(!source(m_feed).id);
}

void SourceActionsTest::remove_folder_keepsItsSources()
{
    m_actions->remove({Scope::Kind::Folder, {}, {}, m_folder});
    agree(u"removeFolderMessageBox"_s);
    QTRY_VERIFY(m_scopes->folders().isEmpty());
    QVERIFY(!source(m_feed).folder);
    QVERIFY(source(m_feed).id);
}

void SourceActionsTest::remove_builtIn_asksNothing()
{
    const auto guide = m_scopes->scopeOfSource(QUrl(u"lectern://collection/guide"_s));
    QVERIFY(guide.has_value());
    m_actions->remove(*guide);
    m_actions->rename(*guide);
    m_actions->remove({});
    QVERIFY(m_window->findChildren<QDialog *>().isEmpty());
}

void SourceActionsTest::addFolder_named_isAtTheTop()
{
    m_addFolder->trigger();
    answer(u"addFolderDialog"_s, u"Second"_s);
    QTRY_COMPARE(m_scopes->folders().size(), 2);
    QVERIFY(!m_scopes->folders().constLast().parent);
}

void SourceActionsTest::menu_source_mutesAndAnnounces()
{
    QMenu *menu = menuOf({Scope::Kind::Source, m_feed});
    QAction *mute = actionIn(menu, u"Mute"_s);
    QVERIFY(!mute->isChecked());
    mute->trigger();
    QTRY_VERIFY(source(m_feed).isMuted);
    menu->close();
    QTRY_VERIFY(child<QMenu>(u"sourceMenu"_s) == nullptr);
    QTRY_VERIFY(m_scopes->sourceOf({Scope::Kind::Source, m_feed})->isMuted);

    menu = menuOf({Scope::Kind::Source, m_feed});
    QVERIFY(actionIn(menu, u"Mute"_s)->isChecked());
    actionIn(menu, u"Notify of New Posts"_s)->trigger();
    QTRY_VERIFY(source(m_feed).isAnnounced);
    QVERIFY(source(m_feed).isMuted);
    menu->close();
    QTRY_VERIFY(child<QMenu>(u"sourceMenu"_s) == nullptr);

    // A collection has no news.
    menu = menuOf({Scope::Kind::Source, m_mine});
    QVERIFY(actionIn(menu, u"Notify of New Posts"_s) == nullptr);
    menu->close();
}

void SourceActionsTest::menu_moveTo_offersTheFoldersItMayGoTo()
{
    const FolderId inner = TempLibrary::valueOf(m_kept->library().addFolder(u"Inner"_s, m_folder));
    QTRY_COMPARE(m_scopes->folders().size(), 2);
    const auto places = [this](const Scope &scope) {
        QMenu *menu = menuOf(scope);
        QStringList texts;
        for (const QAction *action : menu->findChild<QMenu *>(u"placeMenu"_s)->actions()) {
            if (!action->isSeparator())
                texts.append(QString(action->text()).remove(u'&'));
        }
        delete menu;
        return texts.sliced(2);
    };
    QCOMPARE(places({Scope::Kind::Source, m_feed}),
             QStringList({u"Folder"_s, u"Folder / Inner"_s}));
    QCOMPARE(places({Scope::Kind::Folder, {}, {}, m_folder}), QStringList());
    QCOMPARE(places({Scope::Kind::Folder, {}, {}, inner}), QStringList({u"Folder"_s}));

    QMenu *menu = menuOf({Scope::Kind::Source, m_mine});
    actionIn(menu->findChild<QMenu *>(u"placeMenu"_s), u"Folder / Inner"_s)->trigger();
    QTRY_COMPARE(source(m_mine).folder, inner);
    menu->close();
}

void SourceActionsTest::menu_moveToNewFolder_isThere()
{
    QMenu *menu = menuOf({Scope::Kind::Source, m_mine});
    actionIn(menu->findChild<QMenu *>(u"placeMenu"_s), u"New Folder…"_s)->trigger();
    answer(u"addFolderDialog"_s, u"Second"_s);
    QTRY_COMPARE(m_scopes->folderPath(source(m_mine).folder), QStringList{u"Second"_s});
}

void SourceActionsTest::menu_savedSearch_renamesIt()
{
    const auto saved = TempLibrary::valueOf(m_kept->library().saveSearch(u"Greek"_s, u"alpha"_s));
    const Scope scope{Scope::Kind::Search, {}, saved.id};
    QTRY_VERIFY(m_scopes->searchOf(scope).has_value());
    QMenu *menu = menuOf(scope);
    actionIn(menu, u"Rename…"_s)->trigger();
    answer(u"renameSearchDialog"_s, u"Letters"_s);
    QTRY_COMPARE(m_scopes->searchOf(scope)->title, u"Letters"_s);
}

void SourceActionsTest::menu_ownCollection_renamesExportsAndDeletesIt()
{
    const SourceId own =
        TempLibrary::valueOf(m_kept->library().addCollection(u"Own & dear"_s, {{postUrl(u"a"_s)}}));
    const Scope scope{Scope::Kind::Source, own};
    QTRY_VERIFY(m_scopes->rowOf(scope) >= 0);
    QMenu *menu = menuOf(scope);
    QVERIFY(menu != nullptr);
    for (const QString &absent : {u"Refresh"_s, u"Properties…"_s, u"Remove…"_s})
        QVERIFY2(actionIn(menu, absent) == nullptr, qPrintable(absent));
    QVERIFY(actionIn(menu, u"Export…"_s) != nullptr);
    actionIn(menu, u"Rename…"_s)->trigger();
    menu->close();
    QCOMPARE(child<QInputDialog>(u"renameCollectionDialog"_s)->textValue(), u"Own & dear"_s);
    answer(u"renameCollectionDialog"_s, u"Mine"_s);
    QTRY_COMPARE(source(own).title, u"Mine"_s);
    QCOMPARE(source(own).ownTitle, QString());

    m_actions->setScope(scope);
    QVERIFY(!m_properties->isEnabled());
    QVERIFY(m_remove->isEnabled());
    m_remove->trigger(); // without a question, since it can be undone
    QTRY_VERIFY(!source(own).id);
    auto *undo = child<QToolButton>(u"toastActionButton"_s);
    QTRY_VERIFY(undo->isVisible());
    QTest::mouseClick(undo, Qt::LeftButton);
    QTRY_COMPARE(TempLibrary::valueOf(m_kept->library().collectionsWith(postUrl(u"a"_s))).size(),
                 1);
}

void SourceActionsTest::menu_collectionOfOthers_canBeExported()
{
    const QMenu *menu = menuOf({Scope::Kind::Source, m_mine});
    QVERIFY(actionIn(menu, u"Export…"_s) != nullptr);
    QVERIFY(actionIn(menu, u"Refresh"_s) == nullptr);
    QVERIFY(actionIn(menu, u"Remove…"_s) != nullptr);
}

QTEST_MAIN(SourceActionsTest)
#include "tst_sourceactions.moc"
