// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/fetcher.h"
#include "support/memorysecrets.h"
#include "support/templibrary.h"
#include "support/warnings.h"
#include "sync/collectionimporter.h"
#include "sync/feedlogins.h"
#include "sync/feedproxy.h"
#include "sync/feedrefresher.h"
#include "sync/sourcefinder.h"
#include "ui/addsourcedialog.h"
#include "ui/articlepane.h"
#include "ui/bookmarkdialog.h"
#include "ui/linkopener.h"
#include "ui/mainwindow.h"
#include "ui/postdelegate.h"
#include "ui/postlistview.h"
#include "ui/postpane.h"
#include "ui/scopeheading.h"
#include "ui/sourcefold.h"
#include "ui/sourcetreeview.h"
#include "ui/speaker.h"
#include "ui/toast.h"
#include "web/lecternpages.h"
#include "web/pageengine.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QLoggingCategory>
#include <QMenuBar>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QSplitter>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace lectern;
using namespace Qt::StringLiterals;

// The whole window, but for the engine: this executable lies where no engine module is to be found,
// so that every page ends in the pane that says so. What the engine does is for tests/app.

namespace {

constexpr QSize wideSize(760, 560);
constexpr QSize narrowSize(500, 560);

/// It warns that there is no engine, as often as one is wanted.
const QString quietRules = u"lectern.web.warning=false"_s;

QString mnemonicOf(const QString &text)
{
    QString rest = text;
    rest.remove(u"&&"_s);
    const qsizetype mark = rest.indexOf(u'&');
    return mark < 0 ? QString() : rest.mid(mark + 1, 1).toLower();
}

/// Texts of a menu whose key another one has, too.
QStringList clashesIn(const QMenu &menu)
{
    QMap<QString, QString> taken;
    QStringList clashes;
    for (const QAction *action : menu.actions()) {
        const QString key = mnemonicOf(action->text());
        if (key.isEmpty())
            continue;
        if (taken.contains(key))
            clashes.append(taken.value(key) + u" / "_s + action->text());
        taken.insert(key, action->text());
    }
    return clashes;
}

/// A desktop without a voice.
class SilentSpeaker final : public Speaker
{
public:
    void say(const QStringList &, const QString &, const Ended &ended) override
    {
        ended(failure(ErrorKind::Environment, ErrorCode::NotFound, u"no voice"_s));
    }
    void stop() override { }
};

} // namespace

class MainWindowTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void window_firstStart_showsTheListAndTheWelcome();
    void actions_all_areInAMenu();
    void shortcuts_all_areDifferent();
    void menus_anyState_haveUniqueMnemonics();
    void contextMenu_ofAPost_hasUniqueMnemonics();
    void controls_all_haveAccessibleNames();
    void width_below700_showsOneSide();
    void width_changedBack_showsBothSides();
    void choose_inTheNarrowWindow_showsTheArticleUntilEscape();
    void keys_jAndK_chooseThePost();
    void keys_heldDown_openOnlyTheLastPost();
    void choose_withoutAnEngine_tellsWhyAndKeepsThePost();
    void bookmark_toggledAndUndone_isStoredEachTime();
    void bookmark_starInTheList_togglesThatPost();
    void bookmark_libraryRefuses_saysSoAndUnfillsTheStar();
    void editBookmark_saved_isStored();
    void toggleRead_chosenPost_goesBackAndForth();
    void toggleRead_nothingChosen_isDisabled();
    void escape_inTheSearch_clearsItFirst();
    void escape_inFullScreen_leavesIt();
    void switchPane_withoutAPage_reachesWhatIsThere();
    void scopes_byKeys_areShown_data();
    void scopes_byKeys_areShown();
    void scopes_sourceMenu_showsTheSource();
    void sourceMenu_titleWithAmpersand_showsIt();
    void search_hidesTheShownPost_marksNoOther();
    void savedSearch_named_isAListThatCanBeRenamedAndRemoved();
    void restart_savedSearch_isShownOnceItIsThere();
    void sort_chosen_arrangesAndIsKept();
    void openInBrowser_byKeys_usesTheOneWayOut();
    void openInBrowser_noHandler_offersToCopy();
    void middleClick_onAPost_opensItOutside();
    void openAddress_refusedScheme_saysSo_data();
    void openAddress_refusedScheme_saysSo();
    void openAddress_webPage_isOpened();
    void openAddress_knownPost_isThatPost();
    void openFromOutside_unknownPage_isOfferedToBeAdded();
    void openFromOutside_knownPost_isNot();
    void followPage_isForWebPages();
    void copyAddress_withUserInfo_leavesItOut();
    void zoom_keys_stepAndReset();
    void appearance_chosen_isCheckedAndKept();
    void removeSource_readersOwn_asksFirst();
    void sourceProperties_newestKept_letsGoOfTheRest();
    void libraryError_shown_canBeTriedAgain();
    void restart_windowAndScope_areAsLeft_data();
    void restart_windowAndScope_areAsLeft();
    void restart_sourceScope_isShownOnceItIsThere();
    void restart_post_isShownAgain();
    void restart_sourceGone_newChoiceCounts();
    void restart_garbageInTheSettings_isAFirstStart();
    void sourceTree_byKey_takesTheKeyboardUntilEscape();
    void sourceTree_menus_haveUniqueMnemonics();
    void restart_sourceTree_isUnfoldedAsLeft();
    void refresh_byKey_isOfFeedsNotOfThePage();
    void about_shown_hasTheVersions();

private:
    void makeWindow(Library &library, const QSize &size);
    /// Makes a window on the library and settings there are, and waits for its list.
    void openWindow(const QSize &size = wideSize);
    void closeWindow();
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    void choose(int row);
    [[nodiscard]] PostListView &list() const { return m_window->postPane().list(); }
    [[nodiscard]] ArticlePane &article() const { return m_window->articlePane(); }
    [[nodiscard]] QString message() const;
    [[nodiscard]] QStringList rows() const;
    [[nodiscard]] QString shownScope() const
    {
        return child<ScopeHeading>(u"scopeHeading"_s)->title();
    }
    [[nodiscard]] SourceTreeView *tree() const { return m_window->postPane().sources().tree(); }
    /// Those of the Sources menu that each show one.
    [[nodiscard]] QList<QAction *> sourceActions() const;
    template <typename T>
    [[nodiscard]] T *child(const QString &name) const
    {
        return m_window->findChild<T *>(name);
    }
    [[nodiscard]] QAction *action(const QString &name) const { return child<QAction>(name); }

    std::unique_ptr<TempLibrary> m_kept;
    Keyring m_keyring{std::make_unique<MemorySecrets>()};
    FeedLogins m_logins{m_keyring};
    std::unique_ptr<CollectionImporter> m_importer;
    std::unique_ptr<Fetcher> m_fetcher;
    std::unique_ptr<FeedRefresher> m_refresher;
    std::unique_ptr<SourceFinder> m_finder;
    std::unique_ptr<LecternPages> m_pages;
    std::unique_ptr<PageEngine> m_engine;
    std::unique_ptr<LinkOpener> m_links;
    std::unique_ptr<Appearance> m_appearance;
    SilentSpeaker m_speaker;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<FeedProxy> m_proxy;
    std::unique_ptr<MainWindow> m_window;
    SourceId m_source;
    QList<QUrl> m_handedOver;
    bool m_hasDesktopHandler = true;
};

void MainWindowTest::initTestCase()
{
    qRegisterMetaType<Bookmark>();
    qRegisterMetaType<Error>();
    qRegisterMetaType<LibraryChange>();
}

void MainWindowTest::init()
{
    failOnUnexpectedWarnings();
    QLoggingCategory::setFilterRules(quietRules);
    m_kept = std::make_unique<TempLibrary>();
    m_source = m_kept->store(u"Mine"_s,
                             {incomingPost(u"a"_s, u"Alpha"_s), incomingPost(u"b"_s, u"Beta"_s),
                              incomingPost(u"c"_s, u"Gamma"_s)});
    m_kept->store(u"Salt & Pepper"_s, {incomingPost(u"d"_s, u"Delta"_s)});
    m_importer = std::make_unique<CollectionImporter>(m_kept->library());
    m_fetcher = std::make_unique<Fetcher>(Fetcher::Settings{});
    m_refresher =
        std::make_unique<FeedRefresher>(m_kept->library(), *m_fetcher, FeedRefresher::Settings{});
    m_finder = std::make_unique<SourceFinder>(m_kept->library(), *m_fetcher);
    m_pages = std::make_unique<LecternPages>(m_kept->library());
    m_engine = std::make_unique<PageEngine>(PageSettings{}, *m_pages);
    m_handedOver.clear();
    m_hasDesktopHandler = true;
    m_links = std::make_unique<LinkOpener>([this](const QUrl &url) {
        m_handedOver.append(url);
        return m_hasDesktopHandler;
    });
    m_appearance = std::make_unique<Appearance>();
    m_settings =
        std::make_unique<QSettings>(m_kept->locations().settingsFile(), QSettings::IniFormat);
    m_proxy = std::make_unique<FeedProxy>(*m_settings, *m_fetcher);
}

void MainWindowTest::cleanup()
{
    m_window.reset();
    m_proxy.reset();
    m_settings.reset();
    m_appearance.reset();
    m_links.reset();
    m_engine.reset();
    m_pages.reset();
    m_finder.reset();
    m_refresher.reset();
    m_fetcher.reset();
    m_importer.reset();
    m_kept.reset();
}

void MainWindowTest::makeWindow(Library &library, const QSize &size)
{
    m_window = std::make_unique<MainWindow>(MainWindow::Parts{
        library, *m_importer, *m_refresher, *m_finder, m_logins, *m_proxy, *m_links, *m_engine,
        *m_appearance, m_speaker, *m_settings, m_kept->locations().data,
        [] { return u"Engine 1.2.3"_s; }, std::chrono::hours(1)});
    if (size.isValid())
        m_window->resize(size);
    m_window->askLibraryAgain();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void MainWindowTest::openWindow(const QSize &size)
{
    makeWindow(m_kept->library(), size);
    QTRY_VERIFY(list().model()->rowCount() > 0);
    QTRY_COMPARE(sourceActions().size(), 2);
}

void MainWindowTest::closeWindow()
{
    m_window->close();
    m_window.reset();
}

void MainWindowTest::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *focused = QApplication::focusWidget();
    QTest::keyClick(focused != nullptr ? focused : m_window.get(), key, modifiers);
}

void MainWindowTest::choose(int row)
{
    QSignalSpy settled(&article(), &ArticlePane::settled);
    list().chooseRow(row);
    QTRY_VERIFY(!settled.isEmpty());
}

QString MainWindowTest::message() const
{
    const auto *toast = m_window->findChild<Toast *>();
    return toast->isVisible() ? toast->message() : QString();
}

QStringList MainWindowTest::rows() const
{
    QStringList titles;
    for (int row = 0; row < list().model()->rowCount(); ++row)
        titles.append(list().model()->index(row, 0).data().toString());
    return titles;
}

QList<QAction *> MainWindowTest::sourceActions() const
{
    QList<QAction *> actions = child<QMenu>(u"sourcesMenu"_s)->actions();
    actions.removeIf([](const QAction *each) { return !each->data().isValid(); });
    return actions;
}

void MainWindowTest::window_firstStart_showsTheListAndTheWelcome()
{
    openWindow();
    QCOMPARE(m_window->windowTitle(), u"Lectern"_s);
    QCOMPARE(rows(), QStringList({u"Alpha"_s, u"Beta"_s, u"Gamma"_s, u"Delta"_s}));
    QVERIFY(list().hasFocus());
    QCOMPARE(list().shownRow(), -1);
    QVERIFY(article().isEmpty());
    // The welcome comes after the list.
    QTRY_VERIFY(child<QPushButton>(u"welcomeGuideButton"_s) != nullptr);
    QTRY_VERIFY(child<QPushButton>(u"welcomeGuideButton"_s)->isVisible());
    QVERIFY(!article().page().isEngineLoaded());
    for (const QString &name :
         {u"bookmarkAction"_s, u"editBookmarkAction"_s, u"backAction"_s, u"forwardAction"_s,
          u"reloadAction"_s, u"stopAction"_s, u"findAction"_s, u"undoAction"_s,
          u"copyAddressAction"_s, u"openInBrowserAction"_s, u"removeSourceAction"_s})
        QVERIFY2(!action(name)->isEnabled(), qPrintable(name));
}

void MainWindowTest::actions_all_areInAMenu()
{
    openWindow();
    QList<QAction *> inMenus;
    const std::function<void(const QWidget *)> collect = [&](const QWidget *holder) {
        for (QAction *each : holder->actions()) {
            inMenus.append(each);
            if (each->menu() != nullptr)
                collect(each->menu());
        }
    };
    collect(m_window->menuBar());
    int count = 0;
    for (QAction *each : m_window->findChildren<QAction *>()) {
        // Lines between actions, and those inside Qt's own widgets, have no name or no text.
        if (!each->objectName().endsWith(u"Action"_s) || each->parent() != m_window.get())
            continue;
        ++count;
        QVERIFY2(inMenus.contains(each), qPrintable(each->objectName()));
        QVERIFY2(!each->shortcuts().isEmpty(), qPrintable(each->objectName()));
    }
    QVERIFY(count > 25);
}

void MainWindowTest::shortcuts_all_areDifferent()
{
    openWindow();
    QMap<QString, QString> taken;
    for (const QAction *each : m_window->findChildren<QAction *>()) {
        for (const QKeySequence &keys : each->shortcuts()) {
            const QString text = keys.toString(QKeySequence::PortableText);
            QVERIFY2(!taken.contains(text),
                     qPrintable(u"%1: %2 and %3"_s.arg(text, taken.value(text), each->text())));
            taken.insert(text, each->text());
        }
    }
    for (const QString &key : {u"J"_s, u"K"_s, u"N"_s, u"P"_s, u"/"_s, u"Esc"_s, u"Ctrl+D"_s,
                               u"Ctrl+F"_s, u"Ctrl+Return"_s, u"Ctrl+1"_s, u"Ctrl+4"_s, u"F6"_s})
        QVERIFY2(taken.contains(key), qPrintable(key));
}

void MainWindowTest::menus_anyState_haveUniqueMnemonics()
{
    openWindow();
    const auto check = [this] {
        for (const auto *menu : m_window->findChildren<QMenu *>())
            QCOMPARE(clashesIn(*menu), QStringList());
    };
    check();
    choose(0);
    press(Qt::Key_D, Qt::ControlModifier);
    QTRY_VERIFY(action(u"editBookmarkAction"_s)->isEnabled());
    m_kept->setRead(postUrl(u"a"_s));
    QTRY_VERIFY(action(u"toggleReadAction"_s)->text().contains(u"Unread"_s));
    check();
}

void MainWindowTest::contextMenu_ofAPost_hasUniqueMnemonics()
{
    openWindow();
    for (const bool isChanged : {false, true}) {
        if (isChanged) {
            m_kept->keep(postUrl(u"a"_s));
            m_kept->setRead(postUrl(u"a"_s));
            QTRY_VERIFY(list().model()->index(0, 0).data(PostListModel::IsReadRole).toBool());
        }
        emit list().menuRequested(list().model()->index(0, 0), QPoint(20, 20));
        auto *menu = child<QMenu>(u"postMenu"_s);
        QVERIFY(menu != nullptr);
        QVERIFY(menu->actions().size() >= 5);
        QCOMPARE(clashesIn(*menu), QStringList());
        for (const QAction *each : menu->actions())
            QVERIFY(each->isSeparator() || !mnemonicOf(each->text()).isEmpty());
        menu->close();
        QTRY_VERIFY(child<QMenu>(u"postMenu"_s) == nullptr);
    }
}

void MainWindowTest::controls_all_haveAccessibleNames()
{
    openWindow();
    choose(0);
    int count = 0;
    for (const auto *button : m_window->findChildren<QAbstractButton *>()) {
        // Of the hidden ones some get their text when they are shown; the rest is in the forms.
        const bool isPicture = qobject_cast<const QLineEdit *>(button->parentWidget()) != nullptr;
        if (button->objectName().startsWith(u"qt_"_s) || !button->isVisible() || isPicture)
            continue;
        ++count;
        QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                 qPrintable(button->objectName()));
    }
    QVERIFY(count > 8);
    QVERIFY(!list().accessibleName().isEmpty());
    QVERIFY(!article().page().accessibleName().isEmpty());
}

void MainWindowTest::width_below700_showsOneSide()
{
    openWindow(QSize(700, 560));
    QVERIFY(list().isVisible());
    QVERIFY(article().isVisible());
    QVERIFY(!child<QToolButton>(u"listButton"_s)->isVisible());

    m_window->resize(699, 560);
    QCOMPARE(m_window->width(), 699);
    QVERIFY(list().isVisible());
    QVERIFY(!article().isVisible());

    m_window->resize(360, 560);
    QCOMPARE(m_window->width(), 360);
    QVERIFY(m_window->postPane().width() >= 350);
}

void MainWindowTest::width_changedBack_showsBothSides()
{
    openWindow();
    choose(1);
    m_window->resize(narrowSize);
    QVERIFY(article().isVisible());
    QVERIFY(!list().isVisible());
    m_window->resize(wideSize);
    QVERIFY(article().isVisible());
    QVERIFY(list().isVisible());
    QVERIFY(m_window->postPane().width() >= 280);
    QVERIFY(m_window->postPane().width() <= wideSize.width() / 2);
}

void MainWindowTest::choose_inTheNarrowWindow_showsTheArticleUntilEscape()
{
    openWindow(narrowSize);
    QVERIFY(!article().isVisible());
    choose(1);
    QVERIFY(article().isVisible());
    QVERIFY(!list().isVisible());
    QVERIFY(child<QToolButton>(u"listButton"_s)->isVisible());

    press(Qt::Key_Escape);
    QVERIFY(list().isVisible());
    QVERIFY(list().hasFocus());
    QVERIFY(!article().isVisible());

    choose(1);
    QTest::mouseClick(child<QToolButton>(u"listButton"_s), Qt::LeftButton);
    QVERIFY(list().isVisible());
}

void MainWindowTest::keys_jAndK_chooseThePost()
{
    openWindow();
    const auto shown = [this] { return article().post() ? article().post()->title : QString(); };
    press(Qt::Key_J);
    QTRY_COMPARE(shown(), u"Alpha"_s);
    QCOMPARE(list().shownRow(), 0);
    press(Qt::Key_N);
    QTRY_COMPARE(shown(), u"Beta"_s);
    press(Qt::Key_K);
    QTRY_COMPARE(shown(), u"Alpha"_s);
    press(Qt::Key_Down);
    QTRY_COMPARE(shown(), u"Beta"_s);
    press(Qt::Key_P);
    QTRY_COMPARE(shown(), u"Alpha"_s);

    // In the search field they are letters.
    press(Qt::Key_Slash);
    auto *field = child<QLineEdit>(u"searchLineEdit"_s);
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, u"jk/u"_s);
    QCOMPARE(field->text(), u"jk/u"_s);
    QCOMPARE(shown(), u"Alpha"_s);
}

void MainWindowTest::keys_heldDown_openOnlyTheLastPost()
{
    openWindow();
    QStringList opened;
    connect(&article().page(), &ArticleView::loadStarted, this,
            [&](const QUrl &url) { opened.append(url.path()); });
    for (int i = 0; i < 4; ++i)
        press(Qt::Key_J);
    QCOMPARE(list().shownRow(), 3);
    QTRY_VERIFY(opened.contains(u"/d"_s));
    // The first at once, then none until the keys rest.
    QCOMPARE(opened.constFirst(), u"/a"_s);
    QVERIFY2(opened.size() < 4, qPrintable(opened.join(u' ')));
    QCOMPARE(article().post()->title, u"Delta"_s);
    QCOMPARE(list().shownRow(), 3);
}

void MainWindowTest::choose_withoutAnEngine_tellsWhyAndKeepsThePost()
{
    openWindow();
    choose(1);
    QVERIFY(!article().page().isEngineLoaded());
    QVERIFY(child<QLabel>(u"pageErrorTitleLabel"_s)->isVisible());
    QCOMPARE(child<QLabel>(u"pageErrorPostTitleLabel"_s)->text(), u"Beta"_s);
    QVERIFY(child<QPushButton>(u"tryAgainButton"_s)->isVisible());
    QVERIFY(child<QPushButton>(u"errorOpenInBrowserButton"_s)->isVisible());
    QCOMPARE(m_window->windowTitle(), u"Beta – Lectern"_s);

    QTest::mouseClick(child<QPushButton>(u"errorOpenInBrowserButton"_s), Qt::LeftButton);
    QCOMPARE(m_handedOver, QList<QUrl>{postUrl(u"b"_s)});
}

void MainWindowTest::bookmark_toggledAndUndone_isStoredEachTime()
{
    openWindow();
    choose(1);
    QAction *bookmark = action(u"bookmarkAction"_s);
    QAction *undo = action(u"undoAction"_s);

    press(Qt::Key_D, Qt::ControlModifier);
    QTRY_VERIFY(bookmark->isChecked());
    QVERIFY(m_kept->isKept(postUrl(u"b"_s)));
    QVERIFY(list().model()->index(1, 0).data(PostListModel::IsBookmarkedRole).toBool());
    QVERIFY(!undo->isEnabled());

    press(Qt::Key_D, Qt::ControlModifier);
    QTRY_VERIFY(!bookmark->isChecked());
    QVERIFY(!m_kept->isKept(postUrl(u"b"_s)));
    QTRY_VERIFY(undo->isEnabled());
    QVERIFY2(message().contains(u"Beta"_s), qPrintable(message()));

    press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(bookmark->isChecked());
    QVERIFY(m_kept->isKept(postUrl(u"b"_s)));
    QVERIFY(!undo->isEnabled());

    QTest::mouseClick(child<QToolButton>(u"starButton"_s), Qt::LeftButton);
    QTRY_VERIFY(!bookmark->isChecked());
    QTRY_VERIFY(child<QToolButton>(u"toastActionButton"_s)->isVisible());
    QTest::mouseClick(child<QToolButton>(u"toastActionButton"_s), Qt::LeftButton);
    QTRY_VERIFY(bookmark->isChecked());
}

void MainWindowTest::bookmark_starInTheList_togglesThatPost()
{
    openWindow();
    choose(0);
    const QModelIndex second = list().model()->index(1, 0);
    const auto *rowDelegate = qobject_cast<const PostDelegate *>(list().itemDelegate());
    // Asked for anew each time: rows are laid out once more when the list has got its width.
    const auto clickStar = [&] {
        QStyleOptionViewItem option;
        option.initFrom(&list());
        option.font = list().font();
        option.rect = list().visualRect(second);
        QTest::mouseClick(list().viewport(), Qt::LeftButton, {},
                          rowDelegate->starArea(option, second).center());
    };

    clickStar();
    QTRY_VERIFY(second.data(PostListModel::IsBookmarkedRole).toBool());
    QVERIFY(m_kept->isKept(postUrl(u"b"_s)));
    QVERIFY(!action(u"bookmarkAction"_s)->isChecked()); // of the post shown
    QCOMPARE(article().post()->title, u"Alpha"_s);

    clickStar();
    QTRY_VERIFY(!second.data(PostListModel::IsBookmarkedRole).toBool());
}

void MainWindowTest::bookmark_libraryRefuses_saysSoAndUnfillsTheStar()
{
    QLoggingCategory::setFilterRules(quietRules + u"\nlectern.library.warning=false"_s);
    TempLibrary broken(TempLibrary::State::Failed);
    makeWindow(broken.library(), wideSize);
    QSignalSpy settled(&article(), &ArticlePane::settled);
    m_window->openAddress(postUrl(u"b"_s));
    QTRY_VERIFY(!settled.isEmpty());
    QAction *bookmark = action(u"bookmarkAction"_s);
    QVERIFY(bookmark->isEnabled());

    press(Qt::Key_D, Qt::ControlModifier);
    QVERIFY(!bookmark->isChecked());
    QTRY_VERIFY2(message().startsWith(u"Not saved"_s), qPrintable(message()));
    QVERIFY(!bookmark->isChecked());
    QVERIFY(!child<QToolButton>(u"starButton"_s)->isChecked());
}

void MainWindowTest::editBookmark_saved_isStored()
{
    openWindow();
    m_kept->keep(postUrl(u"a"_s));
    choose(0);
    QTRY_VERIFY(action(u"editBookmarkAction"_s)->isEnabled());

    press(Qt::Key_E, Qt::ControlModifier);
    auto *dialog = m_window->findChild<BookmarkDialog *>();
    QVERIFY(dialog != nullptr);
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QTest::keyClicks(dialog->findChild<QPlainTextEdit *>(u"bookmarkNoteTextEdit"_s), u"Why"_s);
    QTest::mouseClick(dialog->findChild<QDialogButtonBox *>(u"bookmarkButtonBox"_s)
                          ->button(QDialogButtonBox::Save),
                      Qt::LeftButton);

    const auto note = [this] {
        return TempLibrary::valueOf(m_kept->library().bookmarkAt(postUrl(u"a"_s)))->note;
    };
    QTRY_COMPARE(note(), u"Why"_s);
}

void MainWindowTest::toggleRead_chosenPost_goesBackAndForth()
{
    openWindow();
    choose(1);
    const QModelIndex index = list().model()->index(1, 0);
    press(Qt::Key_U);
    QTRY_VERIFY(index.data(PostListModel::IsReadRole).toBool());
    QVERIFY(m_kept->postAt(postUrl(u"b"_s)).isRead);
    QTRY_VERIFY(action(u"toggleReadAction"_s)->text().contains(u"Unread"_s));
    press(Qt::Key_U);
    QTRY_VERIFY(!index.data(PostListModel::IsReadRole).toBool());
    QTRY_VERIFY(!action(u"toggleReadAction"_s)->text().contains(u"Unread"_s));
}

void MainWindowTest::toggleRead_nothingChosen_isDisabled()
{
    openWindow();
    child<QLineEdit>(u"searchLineEdit"_s)->setFocus();
    list().setFocus(Qt::TabFocusReason); // Qt makes a row current by this, but nobody chose it
    QVERIFY(!action(u"toggleReadAction"_s)->isEnabled());
    choose(0);
    QVERIFY(action(u"toggleReadAction"_s)->isEnabled());
}

void MainWindowTest::escape_inTheSearch_clearsItFirst()
{
    openWindow();
    press(Qt::Key_Slash);
    auto *field = child<QLineEdit>(u"searchLineEdit"_s);
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, u"beta"_s);
    QTRY_COMPARE(rows(), QStringList{u"Beta"_s});

    press(Qt::Key_Escape);
    QCOMPARE(field->text(), QString());
    QTRY_COMPARE(rows().size(), 4);
    QVERIFY(field->hasFocus());

    press(Qt::Key_Escape);
    QVERIFY(list().hasFocus());
}

void MainWindowTest::escape_inFullScreen_leavesIt()
{
    openWindow();
    press(Qt::Key_F11);
    QTRY_VERIFY(m_window->isFullScreen());
    QTRY_VERIFY(action(u"fullScreenAction"_s)->isChecked());
    press(Qt::Key_Escape);
    QTRY_VERIFY(!m_window->isFullScreen());
    QTRY_VERIFY(!action(u"fullScreenAction"_s)->isChecked());
}

void MainWindowTest::switchPane_withoutAPage_reachesWhatIsThere()
{
    openWindow();
    QTRY_VERIFY(child<QPushButton>(u"welcomeGuideButton"_s) != nullptr); // after the list
    press(Qt::Key_F6);
    QTRY_VERIFY(child<QPushButton>(u"welcomeGuideButton"_s)->hasFocus());
    press(Qt::Key_F6);
    QVERIFY(list().hasFocus());

    choose(0);
    press(Qt::Key_F6);
    QVERIFY(child<QPushButton>(u"tryAgainButton"_s)->hasFocus());

    m_window->resize(narrowSize);
    QVERIFY(!list().isVisible());
    press(Qt::Key_F6);
    QVERIFY(list().hasFocus());
    press(Qt::Key_F6);
    QVERIFY(child<QPushButton>(u"tryAgainButton"_s)->hasFocus());
}

void MainWindowTest::scopes_byKeys_areShown_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<QString>("scope");
    QTest::addColumn<QStringList>("titles");
    QTest::newRow("unread") << Qt::Key_2 << u"Unread"_s
                            << QStringList{u"Beta"_s, u"Gamma"_s, u"Delta"_s};
    QTest::newRow("bookmarks") << Qt::Key_3 << u"Bookmarks"_s << QStringList{u"Gamma"_s};
    QTest::newRow("first source") << Qt::Key_4 << u"Mine"_s
                                  << QStringList{u"Alpha"_s, u"Beta"_s, u"Gamma"_s};
    QTest::newRow("second source") << Qt::Key_5 << u"Salt & Pepper"_s << QStringList{u"Delta"_s};
}

void MainWindowTest::scopes_byKeys_areShown()
{
    m_kept->setRead(postUrl(u"a"_s));
    m_kept->keep(postUrl(u"c"_s));
    openWindow();
    QFETCH(const Qt::Key, key);
    QFETCH(const QString, scope);
    QFETCH(const QStringList, titles);
    press(key, Qt::ControlModifier);
    QTRY_COMPARE(rows(), titles);
    QCOMPARE(shownScope(), scope);
    press(Qt::Key_1, Qt::ControlModifier);
    QTRY_COMPARE(rows().size(), 4);
}

void MainWindowTest::scopes_sourceMenu_showsTheSource()
{
    openWindow(narrowSize);
    choose(0);
    QVERIFY(!list().isVisible());
    sourceActions().constFirst()->trigger();
    QTRY_COMPARE(rows().size(), 3);
    QVERIFY(list().isVisible());
}

void MainWindowTest::sourceMenu_titleWithAmpersand_showsIt()
{
    openWindow();
    const QList<QAction *> actions = sourceActions();
    QCOMPARE(actions.at(1)->text(), u"Salt && Pepper"_s);
    m_kept->setRead(postUrl(u"a"_s)); // the counts change, the sources don't
    QTRY_VERIFY(list().model()->index(0, 0).data(PostListModel::IsReadRole).toBool());
    QCoreApplication::sendPostedEvents();
    QCOMPARE(sourceActions(), actions);
}

void MainWindowTest::search_hidesTheShownPost_marksNoOther()
{
    openWindow();
    choose(1);
    auto *field = child<QLineEdit>(u"searchLineEdit"_s);
    field->setText(u"gamma"_s);
    QTRY_COMPARE(rows(), QStringList{u"Gamma"_s});
    QCOMPARE(list().shownRow(), -1);
    QCOMPARE(article().post()->title, u"Beta"_s);

    field->clear();
    QTRY_COMPARE(list().shownRow(), 1);
    QCOMPARE(article().post()->title, u"Beta"_s);
}

void MainWindowTest::savedSearch_named_isAListThatCanBeRenamedAndRemoved()
{
    openWindow();
    QVERIFY(!action(u"saveSearchAction"_s)->isEnabled());
    auto *field = child<QLineEdit>(u"searchLineEdit"_s);
    field->setText(u"alpha OR delta"_s);
    QTRY_COMPARE(rows().size(), 2);
    action(u"saveSearchAction"_s)->trigger();
    auto *dialog = child<QInputDialog>(u"saveSearchDialog"_s);
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->textValue(), u"alpha OR delta"_s);
    dialog->setTextValue(u"  Greek  "_s);
    dialog->accept();

    QTRY_COMPARE(shownScope(), u"Greek"_s);
    QCOMPARE(field->text(), QString());
    QTRY_COMPARE(rows().size(), 2);
    // The list follows the library.
    m_kept->store(u"More"_s, {incomingPost(u"e"_s, u"Delta again"_s)});
    QTRY_COMPARE(rows().size(), 3);

    QTRY_VERIFY(action(u"renameSearchAction"_s)->isEnabled());
    action(u"renameSearchAction"_s)->trigger();
    dialog = child<QInputDialog>(u"renameSearchDialog"_s);
    QVERIFY(dialog != nullptr);
    dialog->setTextValue(u"Letters"_s);
    dialog->accept();
    QTRY_COMPARE(shownScope(), u"Letters"_s);

    action(u"removeSearchAction"_s)->trigger();
    QTRY_COMPARE(shownScope(), u"All posts"_s);
    QTRY_VERIFY(message().contains(u"Letters"_s));
    QTest::mouseClick(child<QToolButton>(u"toastActionButton"_s), Qt::LeftButton);
    QTRY_COMPARE(shownScope(), u"Letters"_s);
}

void MainWindowTest::restart_savedSearch_isShownOnceItIsThere()
{
    const auto saved =
        TempLibrary::valueOf(m_kept->library().saveSearch(u"Mine only"_s, u"gamma"_s));
    openWindow();
    m_window->postPane().setScope({Scope::Kind::Search, {}, saved.id});
    QTRY_COMPARE(rows(), QStringList{u"Gamma"_s});
    closeWindow();
    openWindow();
    QTRY_COMPARE(shownScope(), u"Mine only"_s);
    QTRY_COMPARE(rows(), QStringList{u"Gamma"_s});
}

void MainWindowTest::sort_chosen_arrangesAndIsKept()
{
    openWindow();
    QVERIFY(action(u"sortListOrderAction"_s)->isChecked());
    action(u"sortTitleAction"_s)->trigger();
    QTRY_COMPARE(rows(), QStringList({u"Alpha"_s, u"Beta"_s, u"Delta"_s, u"Gamma"_s}));
    QVERIFY(action(u"sortTitleAction"_s)->isChecked());
    QVERIFY(action(u"groupNothingAction"_s)->isChecked());
    // A grouping that needs another order brings it along.
    action(u"groupDayAction"_s)->trigger();
    QVERIFY(action(u"sortNewestAction"_s)->isChecked());
    closeWindow();

    openWindow();
    QVERIFY(action(u"groupDayAction"_s)->isChecked());
    QVERIFY(action(u"sortNewestAction"_s)->isChecked());
}

void MainWindowTest::openInBrowser_byKeys_usesTheOneWayOut()
{
    openWindow();
    choose(2);
    press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_handedOver, QList<QUrl>{postUrl(u"c"_s)});
    QVERIFY2(message().contains(u"posts.example"_s), qPrintable(message()));
}

void MainWindowTest::openInBrowser_noHandler_offersToCopy()
{
    openWindow();
    choose(2);
    m_hasDesktopHandler = false;
    press(Qt::Key_Return, Qt::ControlModifier);
    auto *button = child<QToolButton>(u"toastActionButton"_s);
    QVERIFY(button->isVisible());
    QGuiApplication::clipboard()->clear();
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), postUrl(u"c"_s).toString());
}

void MainWindowTest::middleClick_onAPost_opensItOutside()
{
    openWindow();
    QTest::mouseClick(list().viewport(), Qt::MiddleButton, {},
                      list().visualRect(list().model()->index(1, 0)).center());
    QCOMPARE(m_handedOver, QList<QUrl>{postUrl(u"b"_s)});
    QVERIFY(article().isEmpty());
}

void MainWindowTest::openAddress_refusedScheme_saysSo_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::newRow("file") << QUrl(u"file:///etc/passwd"_s);
    QTest::newRow("script") << QUrl(u"javascript:alert(1)"_s);
    QTest::newRow("data") << QUrl(u"data:text/html,hello"_s);
    QTest::newRow("mail") << QUrl(u"mailto:a@example.org"_s);
    QTest::newRow("a program's own") << QUrl(u"steam://run/1"_s);
    QTest::newRow("without a scheme") << QUrl(u"example.org"_s);
}

void MainWindowTest::openAddress_refusedScheme_saysSo()
{
    openWindow();
    QFETCH(const QUrl, url);
    m_window->openAddress(url);
    QVERIFY(!message().isEmpty());
    QVERIFY(article().isEmpty());
    QCOMPARE(m_handedOver, QList<QUrl>());
}

void MainWindowTest::openAddress_webPage_isOpened()
{
    openWindow(narrowSize);
    QSignalSpy settled(&article(), &ArticlePane::settled);
    const QUrl url(u"https://elsewhere.example/page"_s);
    m_window->openAddress(url);
    QTRY_VERIFY(!settled.isEmpty());
    QCOMPARE(article().address(), url);
    QVERIFY(!article().post());
    QVERIFY(article().isVisible());
    QCOMPARE(list().shownRow(), -1);

    press(Qt::Key_D, Qt::ControlModifier);
    QTRY_VERIFY(action(u"bookmarkAction"_s)->isChecked());
    QVERIFY(m_kept->isKept(url));
}

void MainWindowTest::openAddress_knownPost_isThatPost()
{
    openWindow();
    m_window->openAddress(QUrl(u"https://posts.example/c?utm_source=mail"_s));
    QTRY_VERIFY(article().post());
    QCOMPARE(article().post()->title, u"Gamma"_s);
    QTRY_COMPARE(list().shownRow(), 2);
}

void MainWindowTest::openFromOutside_unknownPage_isOfferedToBeAdded()
{
    openWindow();
    const QUrl url(u"https://elsewhere.example/page"_s);
    m_window->openFromOutside(url);
    QTRY_COMPARE(message(), u"Opened elsewhere.example."_s);
    QCOMPARE(article().address(), url);
    for (QToolButton *button : m_window->findChild<Toast *>()->findChildren<QToolButton *>()) {
        if (button->text() == u"Add…"_s)
            button->click();
    }
    auto *dialog = m_window->findChild<AddSourceDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<QLineEdit *>(u"addressLineEdit"_s)->text(), url.toString());
    dialog->reject();
}

void MainWindowTest::openFromOutside_knownPost_isNot()
{
    openWindow();
    m_window->openFromOutside(postUrl(u"c"_s));
    QTRY_VERIFY(article().post());
    // Whatever was asked before is answered before.
    QCOMPARE(TempLibrary::valueOf(m_kept->library().postAt(postUrl(u"c"_s)))->title, u"Gamma"_s);
    QCoreApplication::processEvents();
    QCOMPARE(message(), QString());
}

void MainWindowTest::followPage_isForWebPages()
{
    openWindow();
    QVERIFY(!action(u"followPageAction"_s)->isEnabled());
    m_window->openAddress(postUrl(u"b"_s));
    QTRY_VERIFY(action(u"followPageAction"_s)->isEnabled());
    m_window->openAddress(QUrl(u"lectern://guide/first-steps"_s));
    QTRY_VERIFY(!action(u"followPageAction"_s)->isEnabled());
}

void MainWindowTest::copyAddress_withUserInfo_leavesItOut()
{
    openWindow();
    QSignalSpy settled(&article(), &ArticlePane::settled);
    m_window->openAddress(QUrl(u"https://name:secret@elsewhere.example/a%20b"_s));
    QTRY_VERIFY(!settled.isEmpty());
    press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"https://elsewhere.example/a%20b"_s);
    QVERIFY(!m_window->windowTitle().contains(u"secret"_s));
}

void MainWindowTest::zoom_keys_stepAndReset()
{
    openWindow();
    const ArticleView &page = article().page();
    QVERIFY(!action(u"zoomInAction"_s)->isEnabled());
    choose(0);
    QCOMPARE(page.zoom(), 1.0);
    press(Qt::Key_Plus, Qt::ControlModifier);
    press(Qt::Key_Equal, Qt::ControlModifier);
    QVERIFY(page.zoom() > 1.15);
    auto *button = child<QToolButton>(u"zoomButton"_s);
    QVERIFY(button->isVisible());
    press(Qt::Key_Minus, Qt::ControlModifier);
    QVERIFY(page.zoom() > 1.05 && page.zoom() < 1.15);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(page.zoom(), 1.0);
    QVERIFY(!button->isVisible());
}

void MainWindowTest::appearance_chosen_isCheckedAndKept()
{
    openWindow();
    QVERIFY(action(u"followDesktopAction"_s)->isChecked());
    press(Qt::Key_D, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(m_appearance->choice(), Appearance::Choice::Dark);
    QVERIFY(action(u"darkAction"_s)->isChecked());
    QVERIFY(!action(u"followDesktopAction"_s)->isChecked());

    closeWindow();
    m_appearance->setChoice(Appearance::Choice::FollowDesktop);
    openWindow();
    QCOMPARE(m_appearance->choice(), Appearance::Choice::Dark);
    QVERIFY(action(u"darkAction"_s)->isChecked());
}

void MainWindowTest::removeSource_readersOwn_asksFirst()
{
    openWindow();
    QAction *remove = action(u"removeSourceAction"_s);
    press(Qt::Key_4, Qt::ControlModifier);
    QTRY_VERIFY(remove->isEnabled());

    remove->trigger();
    auto *question = child<QMessageBox>(u"removeSourceMessageBox"_s);
    QVERIFY(question != nullptr);
    QVERIFY(QTest::qWaitForWindowActive(question));
    QVERIFY(question->text().contains(u"Mine"_s));
    QTest::keyClick(question, Qt::Key_Escape);
    QTRY_VERIFY(child<QMessageBox>(u"removeSourceMessageBox"_s) == nullptr);
    QTRY_COMPARE(rows().size(), 3);

    remove->trigger();
    question = child<QMessageBox>(u"removeSourceMessageBox"_s);
    QVERIFY(QTest::qWaitForWindowActive(question));
    for (QAbstractButton *button : question->buttons()) {
        if (question->buttonRole(button) == QMessageBox::DestructiveRole)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QTRY_COMPARE(rows(), QStringList{u"Delta"_s});
    QVERIFY(!remove->isEnabled());
    QCOMPARE(shownScope(), u"All posts"_s);
}

void MainWindowTest::sourceProperties_newestKept_letsGoOfTheRest()
{
    openWindow();
    QAction *settings = action(u"sourcePropertiesAction"_s);
    QVERIFY(!settings->isEnabled());
    press(Qt::Key_4, Qt::ControlModifier);
    QTRY_VERIFY(settings->isEnabled());

    settings->trigger();
    auto *dialog = child<QDialog>(u"SourceDialog"_s);
    QVERIFY(dialog != nullptr);
    QVERIFY(dialog->findChild<QRadioButton *>(u"keepAllRadioButton"_s)->isChecked());
    auto *count = dialog->findChild<QSpinBox *>(u"newestSpinBox"_s);
    QVERIFY(!count->isEnabled());
    dialog->findChild<QRadioButton *>(u"keepNewestRadioButton"_s)->setChecked(true);
    QVERIFY(count->isEnabled());
    count->setValue(2);
    dialog->findChild<QDialogButtonBox *>(u"sourceButtonBox"_s)
        ->button(QDialogButtonBox::Save)
        ->click();
    QTRY_COMPARE(rows().size(), 2);

    // What was chosen is what the dialog shows the next time.
    QTRY_VERIFY(child<QDialog>(u"SourceDialog"_s) == nullptr);
    const auto chosen = [this] {
        const LibraryCounts counts = TempLibrary::valueOf(m_kept->library().counts());
        return counts.sources.constFirst().retention;
    };
    QCOMPARE(chosen(), (Retention{Retention::Kind::Newest, 2}));
    // The window hears of it a moment after the list does.
    const auto showsChoice = [this, settings, &dialog] {
        settings->trigger();
        dialog = child<QDialog>(u"SourceDialog"_s);
        const bool isShown =
            dialog->findChild<QRadioButton *>(u"keepNewestRadioButton"_s)->isChecked();
        if (!isShown)
            delete dialog;
        return isShown;
    };
    QVERIFY(QTest::qWaitFor(showsChoice));
    QCOMPARE(dialog->findChild<QSpinBox *>(u"newestSpinBox"_s)->value(), 2);
    dialog->reject();
    QCOMPARE(chosen(), (Retention{Retention::Kind::Newest, 2}));
}

void MainWindowTest::libraryError_shown_canBeTriedAgain()
{
    openWindow();
    QSignalSpy retry(m_window.get(), &MainWindow::libraryRetryRequested);
    m_window->showLibraryError({ErrorKind::Environment, ErrorCode::DiskFull, u"disk full"_s});
    QVERIFY(!list().isVisible());
    QVERIFY(child<QLabel>(u"postMessageLabel"_s)->text().contains(m_kept->locations().data));
    QTest::mouseClick(child<QPushButton>(u"postMessageButton"_s), Qt::LeftButton);
    QCOMPARE(retry.size(), 1);

    m_window->askLibraryAgain();
    QTRY_VERIFY(list().isVisible());
}

void MainWindowTest::restart_windowAndScope_areAsLeft_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("scope");
    QTest::newRow("unread") << Qt::Key_2 << wideSize << u"Unread"_s;
    QTest::newRow("bookmarks") << Qt::Key_3 << QSize(720, 500) << u"Bookmarks"_s;
    QTest::newRow("all, narrow") << Qt::Key_1 << narrowSize << u"All posts"_s;
}

void MainWindowTest::restart_windowAndScope_areAsLeft()
{
    QFETCH(const Qt::Key, key);
    QFETCH(const QSize, size);
    QFETCH(const QString, scope);
    m_kept->keep(postUrl(u"c"_s));
    openWindow(size);
    auto *splitter = child<QSplitter>(u"paneSplitter"_s);
    const bool isWide = size.width() >= 700;
    if (isWide)
        splitter->setSizes({310, size.width() - 310});
    press(key, Qt::ControlModifier);
    const int paneWidth = m_window->postPane().width();
    closeWindow();

    openWindow(QSize());
    QCOMPARE(m_window->size(), size);
    QCOMPARE(m_window->postPane().width(), paneWidth);
    QTRY_COMPARE(shownScope(), scope);
    QVERIFY(article().isEmpty());
}

void MainWindowTest::restart_sourceScope_isShownOnceItIsThere()
{
    openWindow();
    press(Qt::Key_5, Qt::ControlModifier);
    QTRY_COMPARE(rows(), QStringList{u"Delta"_s});
    closeWindow();

    openWindow(QSize());
    QTRY_COMPARE(rows(), QStringList{u"Delta"_s});
    QCOMPARE(shownScope(), u"Salt & Pepper"_s);
}

void MainWindowTest::restart_post_isShownAgain()
{
    openWindow();
    choose(2);
    closeWindow();

    openWindow(QSize());
    QTRY_VERIFY(article().post());
    QCOMPARE(article().post()->title, u"Gamma"_s);
    QTRY_COMPARE(list().shownRow(), 2);
    QCOMPARE(m_window->windowTitle(), u"Gamma – Lectern"_s);
}

void MainWindowTest::restart_sourceGone_newChoiceCounts()
{
    openWindow();
    press(Qt::Key_5, Qt::ControlModifier);
    QTRY_COMPARE(rows(), QStringList{u"Delta"_s});
    const Post delta = m_kept->postAt(postUrl(u"d"_s));
    closeWindow();
    m_kept->remove(delta.source);

    makeWindow(m_kept->library(), QSize());
    QTRY_COMPARE(rows().size(), 3);
    press(Qt::Key_2, Qt::ControlModifier);
    closeWindow();

    makeWindow(m_kept->library(), QSize());
    QTRY_COMPARE(rows().size(), 3);
    QCOMPARE(shownScope(), u"Unread"_s);
}

void MainWindowTest::restart_garbageInTheSettings_isAFirstStart()
{
    m_settings->setValue("window/geometry"_L1, QByteArray("no geometry"));
    m_settings->setValue("window/paneWidth"_L1, 5000);
    m_settings->setValue("reading/scope"_L1, u"::nowhere::"_s);
    m_settings->setValue("reading/address"_L1, u"javascript:alert(1)"_s);
    openWindow();
    QCOMPARE(rows().size(), 4);
    QVERIFY(m_window->postPane().width() <= wideSize.width() / 2);
    QVERIFY(article().isEmpty());
    QTRY_VERIFY(child<QPushButton>(u"welcomeGuideButton"_s) != nullptr);
    QTRY_VERIFY(child<QPushButton>(u"welcomeGuideButton"_s)->isVisible());
}

void MainWindowTest::sourceTree_byKey_takesTheKeyboardUntilEscape()
{
    openWindow(narrowSize);
    choose(0);
    QVERIFY(!list().isVisible());
    press(Qt::Key_F9);
    QVERIFY(list().isVisible());
    QTRY_VERIFY(tree() != nullptr);
    QTRY_VERIFY(tree()->hasFocus());
    QVERIFY(action(u"sourceTreeAction"_s)->isChecked());

    // A letter that is a key of the window finds a row here.
    press(Qt::Key_S);
    QCOMPARE(tree()->currentIndex().data().toString(), u"Salt & Pepper"_s);
    press(Qt::Key_Return);
    QTRY_COMPARE(rows(), QStringList{u"Delta"_s});
    QCOMPARE(shownScope(), u"Salt & Pepper"_s);
    QVERIFY(list().hasFocus());

    tree()->setFocus();
    press(Qt::Key_Escape);
    QVERIFY(list().hasFocus());
    QVERIFY(tree()->isVisible());
    press(Qt::Key_F9);
    QVERIFY(!tree()->isVisible());
    QVERIFY(!action(u"sourceTreeAction"_s)->isChecked());
}

void MainWindowTest::sourceTree_menus_haveUniqueMnemonics()
{
    TempLibrary::valueOf(m_kept->library().addFolder(u"Folder"_s, {}));
    TempLibrary::valueOf(
        m_kept->library().addFeed(QUrl(u"https://feeds.example/"_s), u"News"_s, {}));
    TempLibrary::valueOf(m_kept->library().saveSearch(u"Greek"_s, u"alpha"_s));
    makeWindow(m_kept->library(), wideSize);
    press(Qt::Key_F9);
    QTRY_VERIFY(tree() != nullptr);
    QTRY_COMPARE(tree()->model()->rowCount(), 8);
    for (int row = 0; row < tree()->model()->rowCount(); ++row) {
        const QModelIndex index = tree()->model()->index(row, 0);
        const QPoint position = tree()->visualRect(index).center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, position,
                                tree()->viewport()->mapToGlobal(position));
        QCoreApplication::sendEvent(tree()->viewport(), &event);
        auto *menu = child<QMenu>(u"sourceMenu"_s);
        QVERIFY2(menu != nullptr, qPrintable(index.data().toString()));
        QCOMPARE(clashesIn(*menu), QStringList());
        for (const QAction *each : menu->actions())
            QVERIFY(each->isSeparator() || !mnemonicOf(each->text()).isEmpty());
        menu->close();
        QTRY_VERIFY(child<QMenu>(u"sourceMenu"_s) == nullptr);
    }
}

void MainWindowTest::restart_sourceTree_isUnfoldedAsLeft()
{
    const FolderId folder = TempLibrary::valueOf(m_kept->library().addFolder(u"Folder"_s, {}));
    TempLibrary::valueOf(m_kept->library().placeSource(m_source, folder, 0));
    openWindow();
    QVERIFY(!m_window->postPane().sources().isVisible());
    press(Qt::Key_F9);
    QTRY_VERIFY(tree() != nullptr);
    tree()->expandFolders({folder});
    const int height = m_window->postPane().sources().height();
    closeWindow();

    openWindow(QSize());
    QVERIFY(m_window->postPane().sources().isVisible());
    QTRY_VERIFY(tree() != nullptr);
    QTRY_COMPARE(tree()->expandedFolders(), QList<FolderId>{folder});
    QCOMPARE(m_window->postPane().sources().height(), height);
    QVERIFY(list().hasFocus()); // the reader did not ask for the tree just now
    press(Qt::Key_F9);
    closeWindow();

    openWindow(QSize());
    QVERIFY(!m_window->postPane().sources().isVisible());
    press(Qt::Key_F9);
    QTRY_VERIFY(tree() != nullptr);
    QTRY_COMPARE(tree()->expandedFolders(), QList<FolderId>{folder});
}

void MainWindowTest::refresh_byKey_isOfFeedsNotOfThePage()
{
    openWindow();
    choose(0);
    QSignalSpy loading(&article().page(), &ArticleView::loadStarted);
    press(Qt::Key_F5);
    QTRY_VERIFY2(message().contains(u"no feeds"_s), qPrintable(message()));
    QCOMPARE(loading.size(), 0);
    press(Qt::Key_R, Qt::ControlModifier);
    QTRY_COMPARE(loading.size(), 1);
}

void MainWindowTest::about_shown_hasTheVersions()
{
    openWindow();
    press(Qt::Key_F1, Qt::ShiftModifier);
    auto *about = child<QMessageBox>(u"aboutMessageBox"_s);
    QVERIFY(about != nullptr);
    QVERIFY(about->informativeText().contains(u"Engine 1.2.3"_s));
    QVERIFY(QTest::qWaitForWindowActive(about));
    QTest::keyClick(about, Qt::Key_Escape);
    QTRY_VERIFY(child<QMessageBox>(u"aboutMessageBox"_s) == nullptr);
}

QTEST_MAIN(MainWindowTest)
#include "tst_mainwindow.moc"
