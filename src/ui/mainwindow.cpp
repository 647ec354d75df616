// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "core/canonicaladdress.h"
#include "core/deliver.h"
#include "sync/collectionimporter.h"
#include "ui/arrangementactions.h"
#include "ui/articlepane.h"
#include "ui/bookmarkdialog.h"
#include "ui/collectionactions.h"
#include "ui/contextmenus.h"
#include "ui/droptarget.h"
#include "ui/errortext.h"
#include "ui/feedactions.h"
#include "ui/librarydialog.h"
#include "ui/lineicon.h"
#include "ui/linknotices.h"
#include "ui/linkopener.h"
#include "ui/owncollectionactions.h"
#include "ui/postlistview.h"
#include "ui/postpane.h"
#include "ui/preferencesdialog.h"
#include "ui/readahead.h"
#include "ui/readingactions.h"
#include "ui/searchactions.h"
#include "ui/sourceactions.h"
#include "ui/sourcefold.h"
#include "ui/theme.h"
#include "ui/toast.h"
#include "ui_mainwindow.h"
#include "web/navigationpolicy.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QDir>
#include <QMenu>
#include <QMessageBox>
#include <QSettings>
#include <QSplitter>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lectern {

namespace {

constexpr int narrowWidth = 700;
constexpr int minimumPaneWidth = 280;

/// Choices that come faster than this are a key held down: only where it stops is loaded.
constexpr std::chrono::milliseconds rapidChoice = 150ms;

const QUrl guideStart(u"lectern://guide/first-steps"_s);
const QUrl guideKeys(u"lectern://guide/keys"_s);

} // namespace

MainWindow::MainWindow(const Parts &parts, QWidget *parent)
    : QMainWindow(parent), m_form(std::make_unique<Ui::MainWindow>()), m_parts(parts),
      m_posts(parts.library), m_scopes(parts.library), m_bookmarking(parts.library),
      m_readMarker(parts.library, parts.readDelay), m_moreMenu(new QMenu(this))
{
    const WindowMemory memory = WindowMemory::load(parts.settings);
    // First of all, so that the answer is there when the window is.
    m_posts.setArrangement(memory.arrangement);
    askFor(memory.scope);
    m_form->setupUi(this);
    m_postPane = new PostPane(m_posts, m_scopes, parts.library, m_form->paneSplitter);
    m_articlePane = new ArticlePane(parts.engine, parts.library, m_form->paneSplitter);
    m_form->paneSplitter->setStretchFactor(0, 0);
    m_form->paneSplitter->setStretchFactor(1, 1);
    m_postPane->setMinimumWidth(minimumPaneWidth);
    m_toast = new Toast(m_form->centralWidget);
    m_linkNotices = new LinkNotices(parts.links, *m_toast, this);
    m_collections = new CollectionActions(
        {*m_form->sourcesMenu, *m_form->openCollectionAction, m_scopes, parts.importer}, *this);
    connect(m_collections, &CollectionActions::sourceChosen, this, &MainWindow::showSource);
    m_arrangement = new ArrangementActions(m_posts,
                                           {{m_form->sortListOrderAction, PostSort::ListOrder},
                                            {m_form->sortNewestAction, PostSort::Newest},
                                            {m_form->sortOldestAction, PostSort::Oldest},
                                            {m_form->sortTitleAction, PostSort::Title},
                                            {m_form->sortReadingTimeAction, PostSort::ReadingTime}},
                                           {{m_form->groupNothingAction, PostGrouping::None},
                                            {m_form->groupSectionAction, PostGrouping::Section},
                                            {m_form->groupDayAction, PostGrouping::Day},
                                            {m_form->groupSourceAction, PostGrouping::Source}},
                                           this);
    m_searches =
        new SearchActions({*m_form->saveSearchAction, *m_form->renameSearchAction,
                           *m_form->removeSearchAction, m_posts, m_scopes, parts.library, *m_toast},
                          *this);
    connect(m_searches, &SearchActions::searchSaved, this, [this](const Scope &scope) {
        m_postPane->setScope(scope);
        m_postPane->clearSearch();
    });
    m_ownCollections = new OwnCollectionActions(
        {*m_form->addToCollectionMenu, *m_form->newCollectionAction,
         *m_form->newCollectionOfListAction, *m_form->exportCollectionAction, *m_form->moveUpAction,
         *m_form->moveDownAction, *m_form->annotateAction, *m_form->startSectionAction,
         *m_form->renameSectionAction, *m_form->takeOutAction, m_posts, m_postPane->list(),
         m_scopes, parts.library, *m_toast},
        *this);
    connect(m_ownCollections, &OwnCollectionActions::collectionChosen, this,
            &MainWindow::showSource);
    m_sources =
        new SourceActions({*m_form->addFolderAction, *m_form->markAllReadAction,
                           *m_form->sourcePropertiesAction, *m_form->removeSourceAction, m_scopes,
                           parts.library, parts.logins, *m_searches, *m_ownCollections, *m_toast},
                          *this);
    m_feeds = new FeedActions({*m_form->addSourceAction, *m_form->refreshAllAction,
                               *m_form->refreshShownAction, *m_form->feedsAction,
                               *m_form->rulesAction, m_scopes, parts.refresher, parts.finder,
                               parts.library, parts.settings, parts.links, *m_sources, parts.engine,
                               m_postPane->refreshLine(), *m_toast},
                              *this);
    connect(m_feeds, &FeedActions::sourceFollowed, this, &MainWindow::showSource);
    connect(new DropTarget(*this), &DropTarget::taken, m_feeds, &FeedActions::offer);
    connect(m_sources, &SourceActions::refreshRequested, m_feeds, &FeedActions::refresh);
    m_reading = new ReadingActions(
        {*m_form->readerViewAction, *m_form->readerStyleAction, *m_form->zoomInAction,
         *m_form->zoomOutAction, *m_form->zoomResetAction, *m_form->copyQuoteAction,
         *m_form->openPassageAction, *m_form->printAction, *m_form->savePdfAction,
         *m_form->speakAction, *m_articlePane, parts.engine, parts.links, *m_toast, parts.speaker,
         parts.settings},
        *this);
    m_readAhead = new ReadAhead(m_posts, *m_articlePane, parts.settings, this);
    m_contextMenus = new ContextMenus(
        {m_postPane->list(),
         parts.links,
         *m_linkNotices,
         *m_ownCollections,
         {m_form->copyAction, m_form->copyQuoteAction, m_form->openPassageAction},
         {m_form->backAction, m_form->forwardAction, m_form->reloadAction},
         {m_form->bookmarkAction, m_form->openInBrowserAction, m_form->copyAddressAction}},
        *this);
    connect(m_contextMenus, &ContextMenus::bookmarkToggled, this, &MainWindow::toggleBookmark);
    connect(m_contextMenus, &ContextMenus::readToggled, this, &MainWindow::toggleRead);
    m_chooseTimer.setSingleShot(true);
    m_chooseTimer.setInterval(rapidChoice);
    connect(&m_chooseTimer, &QTimer::timeout, this, &MainWindow::openChosen);

    setUpActions();
    setUpShortcuts();
    connectList();
    connectArticle();
    connectBookmarks();
    connectLinks();
    adoptPalette();
    restore(memory);
    updateActions();
    m_postPane->list().setFocus();
}

MainWindow::~MainWindow() = default;

void MainWindow::openAddress(const QUrl &url)
{
    if (url.scheme() == "feed"_L1) {
        m_feeds->offer(url.toString(QUrl::FullyEncoded));
        return;
    }
    const NavigationVerdict verdict =
        navigationVerdict({url, {}, NavigationCause::Reader, true, true});
    if (verdict != NavigationVerdict::LoadHere) {
        showMessage(
            tr("Lectern opens web pages (http and https) only, not %1.").arg(displayAddress(url)));
        return;
    }
    m_addressToRestore.clear();
    showArticleSide(true);
    m_articlePane->open(url);
}

void MainWindow::openFromOutside(const QUrl &url)
{
    openAddress(url);
    if (url.scheme() != "http"_L1 && url.scheme() != "https"_L1)
        return;
    // What came from somewhere else may be meant to stay.
    deliver(
        m_parts.library.postAt(url), this, [this, url](const Result<std::optional<Post>> &post) {
            if (!post || *post)
                return;
            m_toast->announce(tr("Opened %1.").arg(siteName(url)), tr("Add…"),
                              [this, url] { m_feeds->offer(url.toString(QUrl::FullyEncoded)); });
        });
}

void MainWindow::showSource(SourceId source)
{
    m_scopeToRestore.clear();
    m_postPane->setScope({Scope::Kind::Source, source});
    showArticleSide(false);
}

void MainWindow::showLibraryError(const Error &error)
{
    m_postPane->showLibraryError(libraryErrorText(error, m_parts.libraryFolder),
                                 error.code == ErrorCode::Damaged);
    m_articlePane->showWelcome();
}

void MainWindow::showMessage(const QString &text)
{
    m_toast->announce(text);
}

void MainWindow::setMetered(bool isMetered)
{
    m_readAhead->setMetered(isMetered);
}

void MainWindow::askLibraryAgain()
{
    m_posts.refresh();
    m_scopes.refresh();
}

void MainWindow::setUpActions()
{
    m_form->backAction->setIcon(lineIcon(u"back"_s));
    m_form->forwardAction->setIcon(lineIcon(u"forward"_s));
    m_form->reloadAction->setIcon(lineIcon(u"reload"_s));
    m_form->stopAction->setIcon(lineIcon(u"stop"_s));
    m_form->showListAction->setIcon(lineIcon(u"chevron-left"_s));
    m_form->bookmarkAction->setIcon(starIcon());
    m_form->openInBrowserAction->setIcon(lineIcon(u"open-external"_s));
    m_form->readerStyleAction->setIcon(lineIcon(u"letters"_s));
    // The icons are for the bar; menus stay plain, as the desktop has them.
    for (QAction *action : findChildren<QAction *>())
        action->setIconVisibleInMenu(false);
    m_form->quitAction->setMenuRole(QAction::QuitRole);
    m_form->aboutAction->setMenuRole(QAction::AboutRole);
    m_form->preferencesAction->setMenuRole(QAction::PreferencesRole);

    auto *appearanceGroup = new QActionGroup(this);
    const std::initializer_list<std::pair<QAction *, Appearance::Choice>> appearances{
        {m_form->followDesktopAction, Appearance::Choice::FollowDesktop},
        {m_form->lightAction, Appearance::Choice::Light},
        {m_form->darkAction, Appearance::Choice::Dark},
    };
    for (const auto &[action, choice] : appearances) {
        appearanceGroup->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, choice = choice] { setAppearance(choice); });
    }

    m_moreMenu->setObjectName(u"moreMenu"_s);
    m_moreMenu->setIcon(lineIcon(u"more"_s));
    m_moreMenu->addActions(
        {m_form->findAction, m_form->copyAddressAction, m_form->editBookmarkAction});
    m_moreMenu->addSeparator();
    m_moreMenu->addActions({m_form->readerViewAction, m_form->readerStyleAction,
                            m_form->printAction, m_form->savePdfAction});
    m_moreMenu->addSeparator();
    m_moreMenu->addActions({m_form->zoomInAction, m_form->zoomOutAction, m_form->zoomResetAction});

    m_articlePane->setActions({m_form->showListAction, m_form->backAction, m_form->forwardAction,
                               m_form->reloadAction, m_form->stopAction, m_form->zoomResetAction,
                               m_form->readerStyleAction, m_form->readerViewAction,
                               m_form->bookmarkAction, m_form->openInBrowserAction, m_moreMenu});

    connect(m_form->quitAction, &QAction::triggered, this, &QWidget::close);
    connect(m_form->undoAction, &QAction::triggered, &m_bookmarking, &Bookmarking::undoRemoval);
    connect(m_form->searchAction, &QAction::triggered, this, [this] {
        showArticleSide(false);
        m_postPane->focusSearch();
    });
    connect(m_form->switchPaneAction, &QAction::triggered, this, &MainWindow::switchPane);
    connect(m_form->showListAction, &QAction::triggered, this, &MainWindow::goBackOneLevel);
    connect(m_form->fullScreenAction, &QAction::triggered, this, [this](bool isFull) {
        setWindowState(isFull ? windowState() | Qt::WindowFullScreen
                              : windowState() & ~Qt::WindowFullScreen);
    });
    const auto chooseFixedScope = [this](Scope::Kind kind) {
        return [this, kind] {
            m_postPane->setScope({kind, {}});
            showArticleSide(false);
        };
    };
    connect(m_form->showAllAction, &QAction::triggered, this, chooseFixedScope(Scope::Kind::All));
    connect(m_form->showUnreadAction, &QAction::triggered, this,
            chooseFixedScope(Scope::Kind::Unread));
    connect(m_form->showBookmarksAction, &QAction::triggered, this,
            chooseFixedScope(Scope::Kind::Bookmarks));
    connect(m_form->nextPostAction, &QAction::triggered, this,
            [this] { m_postPane->list().chooseNext(1); });
    connect(m_form->previousPostAction, &QAction::triggered, this,
            [this] { m_postPane->list().chooseNext(-1); });
    connect(m_form->toggleReadAction, &QAction::triggered, this, [this] {
        m_posts.withPost(m_postPane->list().shownRow(), this,
                         [this](const Post &post) { toggleRead(post); });
    });
    connect(m_form->guideAction, &QAction::triggered, this, [this] { openAddress(guideStart); });
    connect(m_form->keysAction, &QAction::triggered, this, [this] { openAddress(guideKeys); });
    connect(m_form->libraryAction, &QAction::triggered, this, [this] { showLibraryDialog(); });
    connect(m_form->preferencesAction, &QAction::triggered, this, [this] {
        auto *dialog = new PreferencesDialog(m_parts.proxy, m_readAhead->isWanted(), this);
        connect(dialog, &PreferencesDialog::loadingAheadChosen, m_readAhead, &ReadAhead::setWanted);
        dialog->open();
    });
    connect(m_form->aboutAction, &QAction::triggered, this, &MainWindow::showAbout);
    connect(m_form->followPageAction, &QAction::triggered, this,
            [this] { m_feeds->showPage(m_articlePane->address()); });
}

void MainWindow::setUpShortcuts()
{
    // The desktop's own keys where it has some; the form gives the others.
    const auto standard = [](QAction *action, QKeySequence::StandardKey key,
                             const QList<QKeySequence> &more = {}) {
        QList<QKeySequence> keys = QKeySequence::keyBindings(key);
        if (keys.isEmpty())
            keys = action->shortcuts();
        for (const QKeySequence &other : more) {
            if (!keys.contains(other))
                keys.append(other);
        }
        action->setShortcuts(keys);
    };
    const auto keys = [](const QString &text) {
        return QKeySequence(text, QKeySequence::PortableText);
    };
    standard(m_form->openCollectionAction, QKeySequence::Open);
    standard(m_form->quitAction, QKeySequence::Quit, {keys(u"Ctrl+Q"_s)});
    standard(m_form->undoAction, QKeySequence::Undo);
    standard(m_form->preferencesAction, QKeySequence::Preferences);
    standard(m_form->printAction, QKeySequence::Print);
    standard(m_form->copyAction, QKeySequence::Copy);
    standard(m_form->findAction, QKeySequence::Find);
    standard(m_form->findNextAction, QKeySequence::FindNext);
    standard(m_form->findPreviousAction, QKeySequence::FindPrevious);
    standard(m_form->backAction, QKeySequence::Back);
    standard(m_form->forwardAction, QKeySequence::Forward);
    standard(m_form->fullScreenAction, QKeySequence::FullScreen, {keys(u"F11"_s)});
    standard(m_form->zoomInAction, QKeySequence::ZoomIn, {keys(u"Ctrl+="_s)});
    standard(m_form->zoomOutAction, QKeySequence::ZoomOut);
    m_form->searchAction->setShortcuts({keys(u"/"_s), keys(u"Ctrl+L"_s)});
    m_form->nextPostAction->setShortcuts({keys(u"J"_s), keys(u"N"_s)});
    m_form->previousPostAction->setShortcuts({keys(u"K"_s), keys(u"P"_s)});
    m_form->readerViewAction->setShortcuts({keys(u"R"_s), keys(u"Ctrl+Alt+R"_s)});
    m_form->openPassageAction->setShortcuts(
        {keys(u"Ctrl+Shift+Return"_s), keys(u"Ctrl+Shift+Enter"_s)});
    m_form->openInBrowserAction->setShortcuts({keys(u"Ctrl+Return"_s), keys(u"Ctrl+Enter"_s)});
}

void MainWindow::connectList()
{
    PostListView &list = m_postPane->list();
    connect(&list, &PostListView::postChosen, this, &MainWindow::choose);
    connect(
        &list, &PostListView::attentionGiven, this, [this] { m_articlePane->page().warmUp(); },
        Qt::QueuedConnection);
    connect(&list, &PostListView::starClicked, this, [this](const QModelIndex &index) {
        m_posts.withPost(index.row(), this, [this](const Post &post) {
            toggleBookmark({post.url, post.title, post.summary, {}, {}});
        });
    });
    connect(&list, &PostListView::handOverRequested, this, [this](const QModelIndex &index) {
        m_posts.withPost(index.row(), this,
                         [this](const Post &post) { m_parts.links.open(post.url); });
    });
    connect(&list, &PostListView::menuRequested, this,
            [this](const QModelIndex &index, const QPoint &position) {
                if (const Post *post = m_posts.postAt(index.row()))
                    m_contextMenus->showForPost(index, *post, position);
            });
    connect(&list, &PostListView::firstRowsPainted, this, [this] {
        emit listShown();
        restorePage();
    });
    connect(list.selectionModel(), &QItemSelectionModel::currentChanged, this,
            &MainWindow::updateActions);
    connect(list.selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &MainWindow::updateActions);
    // The view moves its selection on when the selected row goes, and the row may come back.
    connect(&m_posts, &QAbstractItemModel::rowsRemoved, this, &MainWindow::markShownPost);
    connect(&m_posts, &QAbstractItemModel::rowsInserted, this, &MainWindow::markShownPost);
    connect(&m_posts, &PostListModel::settled, this, [this] {
        markShownPost();
        updateActions();
        if (m_posts.rowCount() == 0)
            restorePage(); // no rows will be painted: nothing to wait for
    });
    connect(&m_posts, &QAbstractItemModel::dataChanged, this, &MainWindow::updateActions);
    connect(&m_posts, &PostListModel::failed, this, &MainWindow::showLibraryError);
    connect(&m_scopes, &ScopeModel::settled, this, [this] {
        if (m_scopeToRestore.isEmpty())
            return;
        if (const auto scope = m_scopes.scopeNamed(m_scopeToRestore)) {
            m_scopeToRestore.clear();
            m_postPane->setScope(*scope);
        }
    });
    const SourceFold &sources = m_postPane->sources();
    connect(m_form->sourceTreeAction, &QAction::toggled, this, [this](bool isUnfolded) {
        if (isUnfolded == m_postPane->sources().isUnfolded())
            return;
        showArticleSide(false);
        if (isUnfolded)
            m_postPane->sources().enter();
        else
            m_postPane->sources().setUnfolded(false);
    });
    connect(&sources, &SourceFold::unfolded, m_form->sourceTreeAction, &QAction::setChecked);
    connect(&sources, &SourceFold::menuRequested, m_sources, &SourceActions::showMenu);
    connect(&sources, &SourceFold::renameRequested, m_sources, &SourceActions::rename);
    connect(&sources, &SourceFold::removeRequested, m_sources, &SourceActions::remove);
    connect(&sources, &SourceFold::placingFailed, this,
            [this](const Error &error) { showMessage(saveErrorText(error)); });
    connect(&m_parts.importer, &CollectionImporter::builtInsReady, m_postPane,
            &PostPane::completeList);
    connect(&m_parts.library, &Library::damageFound, this, [this](const Error &error) {
        m_toast->announce(tr("Your library is damaged: %1.").arg(error.detail), tr("Repair…"),
                          [this] { showLibraryDialog().check(); });
    });
    connect(&m_parts.library, &Library::dailyBackupFailed, this, [this](const Error &error) {
        showMessage(
            tr("Today's backup of your library could not be made. %1").arg(saveErrorText(error)));
    });
    connect(m_postPane, &PostPane::rescueRequested, this, [this] { showLibraryDialog().check(); });
    connect(m_postPane, &PostPane::retryRequested, this, &MainWindow::libraryRetryRequested);
    connect(m_postPane, &PostPane::scopeChanged, this, [this] {
        m_scopeToRestore.clear(); // what the reader chooses now is what counts
        updateActions();
    });
    connect(&m_parts.importer, &CollectionImporter::failed, this,
            [this](const QString &name, const Error &error) {
                showMessage(collectionErrorText(name, error));
            });
    connect(&m_parts.importer, &CollectionImporter::imported, this,
            [this](SourceId source, const QString &title, const QStringList &issues) {
                showSource(source);
                if (!issues.isEmpty())
                    showMessage(tr("%1 is shown. Parts of its file that could not be used: %2.")
                                    .arg(title, locale().toString(issues.size())));
            });
}

void MainWindow::connectArticle()
{
    ArticleView &page = m_articlePane->page();
    connect(m_form->backAction, &QAction::triggered, &page, &ArticleView::goBack);
    connect(m_form->forwardAction, &QAction::triggered, &page, &ArticleView::goForward);
    connect(m_form->reloadAction, &QAction::triggered, m_articlePane, &ArticlePane::reload);
    connect(m_form->stopAction, &QAction::triggered, &page, &ArticleView::stop);
    connect(m_form->copyAction, &QAction::triggered, &page, &ArticleView::copySelection);
    connect(m_form->findAction, &QAction::triggered, m_articlePane, &ArticlePane::startFind);
    connect(m_form->findNextAction, &QAction::triggered, this,
            [this] { m_articlePane->findNext(PageView::FindDirection::Forward); });
    connect(m_form->findPreviousAction, &QAction::triggered, this,
            [this] { m_articlePane->findNext(PageView::FindDirection::Backward); });
    connect(m_form->copyAddressAction, &QAction::triggered, this,
            [this] { m_linkNotices->copyAddress(m_articlePane->address()); });
    connect(m_form->openInBrowserAction, &QAction::triggered, this,
            [this] { m_parts.links.open(m_articlePane->address()); });
    connect(m_articlePane, &ArticlePane::browserRequested, m_form->openInBrowserAction,
            &QAction::trigger);
    connect(m_articlePane, &ArticlePane::guideRequested, m_form->guideAction, &QAction::trigger);
    connect(m_articlePane, &ArticlePane::pageChanged, this, [this] {
        m_bookmarking.setPage(m_articlePane->articleUrl());
        setWindowTitle(m_articlePane->isEmpty()
                           ? tr("Lectern")
                           : tr("%1 – Lectern", "window title").arg(m_articlePane->title()));
        markShownPost();
        updateActions();
    });
    connect(m_articlePane, &ArticlePane::articleShown, this, [this] {
        if (m_articlePane->post())
            m_readMarker.articleShown(m_articlePane->post()->id);
    });
    connect(m_articlePane, &ArticlePane::settled, this, &MainWindow::remember);
    connect(m_articlePane, &ArticlePane::articleLeft, &m_readMarker, &ReadMarker::articleLeft);
    connect(&page, &ArticleView::contextMenuRequested, m_contextMenus, &ContextMenus::showForPage);
}

void MainWindow::connectBookmarks()
{
    connect(m_form->bookmarkAction, &QAction::triggered, this, [this] {
        const std::optional<Post> &post = m_articlePane->post();
        toggleBookmark({m_articlePane->articleUrl(),
                        m_articlePane->title(),
                        post ? post->summary : QString(),
                        {},
                        {}});
        updateActions(); // the star fills when the bookmark is on disk, not when it is asked for
    });
    connect(m_form->editBookmarkAction, &QAction::triggered, this, &MainWindow::editBookmark);
    connect(&m_bookmarking, &Bookmarking::pageChanged, this, &MainWindow::updateActions);
    connect(&m_bookmarking, &Bookmarking::removed, this, [this](const Bookmark &bookmark) {
        updateActions();
        m_toast->announce(tr("Bookmark removed: %1").arg(bookmark.title), tr("Undo"),
                          [this] { m_bookmarking.undoRemoval(); });
    });
    connect(&m_bookmarking, &Bookmarking::restored, this, [this](const Bookmark &bookmark) {
        updateActions();
        showMessage(tr("Bookmark is back: %1").arg(bookmark.title));
    });
    connect(&m_bookmarking, &Bookmarking::failed, this, [this](const Error &error) {
        updateActions();
        showMessage(saveErrorText(error));
    });
}

void MainWindow::connectLinks()
{
    ArticleView &page = m_articlePane->page();
    connect(&page, &ArticleView::handOverRequested, &m_parts.links, &LinkOpener::open);
    connect(&page, &ArticleView::navigationRefused, &m_parts.links, &LinkOpener::refused);
}

void MainWindow::askFor(const QString &nameOfScope)
{
    m_scopes.refresh();
    if (const auto scope = m_scopes.scopeNamed(nameOfScope)) {
        m_posts.setScope(*scope);
    } else {
        m_scopeToRestore = nameOfScope;
        m_posts.refresh();
    }
}

void MainWindow::restore(const WindowMemory &memory)
{
    if (!memory.geometry.isEmpty())
        restoreGeometry(memory.geometry);
    const int paneWidth =
        std::clamp(memory.paneWidth, minimumPaneWidth, std::max(minimumPaneWidth, width() / 2));
    m_form->paneSplitter->setSizes({paneWidth, std::max(1, width() - paneWidth)});
    setAppearance(memory.appearance);
    m_postPane->sources().restore(memory.sources);
    m_addressToRestore = memory.address;
    arrangePanes();
}

void MainWindow::remember()
{
    WindowMemory memory = WindowMemory::load(m_parts.settings);
    memory.geometry = saveGeometry();
    if (!m_isNarrow)
        memory.paneWidth = m_postPane->width();
    memory.appearance = m_parts.appearance.choice();
    memory.arrangement = m_posts.arrangement();
    memory.sources = m_postPane->sources().memory();
    if (m_scopeToRestore.isEmpty())
        memory.scope = m_scopes.nameOf(m_posts.scope());
    if (m_addressToRestore.isEmpty())
        memory.address = m_articlePane->address().adjusted(QUrl::RemoveUserInfo);
    memory.save(m_parts.settings);
}

void MainWindow::restorePage()
{
    const QUrl address = std::exchange(m_addressToRestore, {});
    if (address.isEmpty() || !m_articlePane->isEmpty()) {
        m_articlePane->showWelcome();
        return;
    }
    deliver(m_parts.library.postAt(address), this,
            [this, address](const Result<std::optional<Post>> &post) {
                // Meanwhile the reader may have chosen something.
                if (!m_articlePane->isEmpty() || m_chooseTimer.isActive())
                    return;
                if (post && *post)
                    m_articlePane->open(**post);
                else
                    m_articlePane->open(address);
            });
    m_showsArticleSide = true;
    arrangePanes();
}

void MainWindow::choose(const QModelIndex &index)
{
    m_addressToRestore.clear();
    const bool isRapid = m_sinceChoice.isValid() && !m_sinceChoice.hasExpired(rapidChoice.count());
    m_sinceChoice.start();
    m_posts.withPost(index.row(), this, [this, isRapid](const Post &post) {
        m_chosenPost = post;
        if (isRapid)
            m_chooseTimer.start();
        else
            openChosen();
    });
}

void MainWindow::openChosen()
{
    m_chooseTimer.stop();
    showArticleSide(true);
    m_articlePane->open(m_chosenPost);
}

void MainWindow::toggleRead(const Post &post)
{
    // A post put back to unread must not turn read again while it is still before the reader.
    if (m_articlePane->post() && m_articlePane->post()->id == post.id)
        m_readMarker.articleLeft();
    deliver(m_parts.library.setRead({post.id}, !post.isRead), this,
            [this](const Result<void> &outcome) {
                if (!outcome)
                    showMessage(saveErrorText(outcome.error()));
            });
}

void MainWindow::toggleBookmark(const BookmarkRequest &request)
{
    if (!request.url.isEmpty())
        m_bookmarking.toggle(request);
}

void MainWindow::editBookmark()
{
    if (!m_bookmarking.pageBookmark())
        return;
    auto *dialog = new BookmarkDialog(*m_bookmarking.pageBookmark(), this);
    connect(dialog, &BookmarkDialog::edited, &m_bookmarking, &Bookmarking::edit);
    dialog->open();
}

void MainWindow::goBackOneLevel()
{
    if (m_articlePane->endFind())
        return;
    if (isFullScreen()) {
        setWindowState(windowState() & ~Qt::WindowFullScreen);
        return;
    }
    if (m_postPane->isAncestorOf(focusWidget()) && m_postPane->clearSearch())
        return;
    showArticleSide(false);
    m_postPane->list().setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::switchPane()
{
    const bool isInList = m_postPane->isAncestorOf(focusWidget());
    showArticleSide(isInList);
    if (isInList)
        m_articlePane->takeFocus();
    else
        m_postPane->list().setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::showAbout()
{
    auto *about = new QMessageBox(QMessageBox::NoIcon, tr("About Lectern"),
                                  tr("A desktop article browser"), QMessageBox::Close, this);
    about->setObjectName(u"aboutMessageBox"_s);
    about->setAttribute(Qt::WA_DeleteOnClose);
    about->setTextFormat(Qt::PlainText);
    about->setIconPixmap(windowIcon().pixmap(64));
    about->setInformativeText(tr("Free software under the GNU General Public License, "
                                 "version 3 or later.\n\n%1")
                                  .arg(m_parts.versions()));
    about->open();
}

LibraryDialog &MainWindow::showLibraryDialog()
{
    auto *dialog = new LibraryDialog(m_parts.library, m_parts.libraryFolder, this);
    // Opened anew, as after mending it by hand: the built-in collections go in, and all is asked.
    connect(dialog, &LibraryDialog::libraryReplaced, this, &MainWindow::libraryRetryRequested);
    dialog->open();
    return *dialog;
}

void MainWindow::updateActions()
{
    const ArticleView &page = m_articlePane->page();
    const bool hasPage = !m_articlePane->isEmpty();
    m_form->backAction->setEnabled(page.canGoBack());
    m_form->forwardAction->setEnabled(page.canGoForward());
    m_reading->update();
    m_form->reloadAction->setEnabled(hasPage);
    m_form->stopAction->setEnabled(page.isLoading());
    for (QAction *action : {m_form->findAction, m_form->findNextAction, m_form->findPreviousAction,
                            m_form->copyAction, m_form->copyAddressAction, m_form->bookmarkAction})
        action->setEnabled(hasPage);
    const bool isWebPage = externalVerdict(m_articlePane->address()) == ExternalVerdict::Open;
    m_form->openInBrowserAction->setEnabled(isWebPage);
    m_form->followPageAction->setEnabled(isWebPage);

    m_form->bookmarkAction->setChecked(m_bookmarking.isPageKept());
    m_form->bookmarkAction->setText(m_bookmarking.isPageKept() ? tr("Re&move Bookmark")
                                                               : tr("Bookmark &This Page"));
    m_form->editBookmarkAction->setEnabled(m_bookmarking.isPageKept());
    m_form->undoAction->setEnabled(m_bookmarking.canUndoRemoval());

    const int row = m_postPane->list().shownRow();
    m_form->toggleReadAction->setEnabled(row >= 0);
    const Post *shown = m_posts.postAt(row);
    const bool isRead = shown != nullptr && shown->isRead;
    m_form->toggleReadAction->setText(isRead ? tr("Mar&k as Unread") : tr("Mar&k as Read"));

    const QUrl address = hasPage ? m_articlePane->articleUrl() : QUrl();
    m_ownCollections->setShown(shown != nullptr ? std::optional(*shown) : std::nullopt,
                               {address, m_articlePane->title()});
    m_sources->setScope(m_posts.scope());
    m_feeds->setScope(m_posts.scope());
}

void MainWindow::markShownPost()
{
    if (m_articlePane->isEmpty() || m_chooseTimer.isActive())
        return;
    const std::optional<Post> &post = m_articlePane->post();
    const int row = post ? m_posts.rowOf(post->id) : -1;
    PostListView &list = m_postPane->list();
    if (row != list.shownRow())
        list.showRow(row);
}

void MainWindow::setAppearance(Appearance::Choice choice)
{
    m_parts.appearance.setChoice(choice);
    m_form->followDesktopAction->setChecked(choice == Appearance::Choice::FollowDesktop);
    m_form->lightAction->setChecked(choice == Appearance::Choice::Light);
    m_form->darkAction->setChecked(choice == Appearance::Choice::Dark);
}

void MainWindow::arrangePanes()
{
    m_isNarrow = width() < narrowWidth;
    m_postPane->setMaximumWidth(m_isNarrow ? QWIDGETSIZE_MAX
                                           : std::max(minimumPaneWidth, width() / 2));
    m_postPane->setVisible(!m_isNarrow || !m_showsArticleSide);
    m_articlePane->setVisible(!m_isNarrow || m_showsArticleSide);
    m_articlePane->setListButtonVisible(m_isNarrow);
}

void MainWindow::showArticleSide(bool isArticle)
{
    if (m_showsArticleSide == isArticle)
        return;
    m_showsArticleSide = isArticle;
    arrangePanes();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_articlePane->savePlace();
    remember();
    QMainWindow::closeEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    arrangePanes();
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        adoptPalette();
    if (event->type() == QEvent::WindowStateChange)
        m_form->fullScreenAction->setChecked(isFullScreen());
    QMainWindow::changeEvent(event);
}

void MainWindow::adoptPalette()
{
    // The splitter's one pixel is the line between the panes.
    QSplitterHandle *handle = m_form->paneSplitter->handle(1);
    QPalette line;
    line.setColor(QPalette::Window, Theme::of(QGuiApplication::palette()).line);
    handle->setAutoFillBackground(true);
    handle->setPalette(line);
}

} // namespace lectern
