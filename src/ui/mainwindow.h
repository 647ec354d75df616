// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"
#include "models/postlistmodel.h"
#include "models/scopemodel.h"
#include "ui/bookmarking.h"
#include "ui/readmarker.h"
#include "ui/windowmemory.h"

#include <QElapsedTimer>
#include <QMainWindow>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>

class QMenu;
class QSettings;

namespace Ui {
class MainWindow;
}

namespace lectern {

class ArrangementActions;
class ArticlePane;
class CollectionActions;
class CollectionImporter;
class ContextMenus;
class FeedActions;
class FeedLogins;
class FeedProxy;
class FeedRefresher;
class LibraryDialog;
class LinkNotices;
class LinkOpener;
class OwnCollectionActions;
class PageEngine;
class PostPane;
class ReadAhead;
class ReadingActions;
class SearchActions;
class SourceActions;
class SourceFinder;
class Speaker;
class Toast;

/// The window: the list at the left, the article at the right, and the actions that join them.
/// Below 700 px of width it shows one of the two at a time. Everything it is given must outlive it.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    /// What the window works with.
    struct Parts
    {
        Library &library;
        CollectionImporter &importer;
        FeedRefresher &refresher;
        SourceFinder &finder;
        FeedLogins &logins;
        FeedProxy &proxy;
        LinkOpener &links;
        PageEngine &engine;
        Appearance &appearance;
        Speaker &speaker;
        QSettings &settings;
        QString libraryFolder; ///< for messages
        std::function<QString()> versions; ///< plain text for About; may load the engine
        std::chrono::milliseconds readDelay = ReadMarker::usualDelay;
    };

    explicit MainWindow(const Parts &parts, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens an address for the reader (command line, another instance): web pages and Lectern's
    /// own; a feed: address is offered to be followed; anything else is refused with a message.
    void openAddress(const QUrl &url);
    /// The same for an address that was given to the program, with an offer to add what is there.
    void openFromOutside(const QUrl &url);
    /// Lists a collection as soon as it is there.
    void showSource(SourceId source);
    void showLibraryError(const Error &error);
    void showMessage(const QString &text);
    /// While the network costs, no pages are loaded ahead.
    void setMetered(bool isMetered);
    /// After the library was opened: asks it for everything anew.
    void askLibraryAgain();
    /// Whether the reader's last page will be opened by itself once the list is there.
    [[nodiscard]] bool isRestoringPage() const { return !m_addressToRestore.isEmpty(); }

    [[nodiscard]] ArticlePane &articlePane() const { return *m_articlePane; }
    [[nodiscard]] PostPane &postPane() const { return *m_postPane; }

signals:
    void listShown(); ///< the first rows are on the screen
    void libraryRetryRequested();

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setUpActions();
    void setUpShortcuts();
    void connectList();
    void connectArticle();
    void connectBookmarks();
    void connectLinks();

    /// The posts of the scope, and the scopes there are.
    void askFor(const QString &nameOfScope);
    void restore(const WindowMemory &memory);
    void remember();
    void restorePage();

    void choose(const QModelIndex &index);
    void openChosen();
    void toggleRead(const Post &post);
    void toggleBookmark(const BookmarkRequest &request);
    void editBookmark();
    void goBackOneLevel();
    void switchPane();
    void showAbout();
    LibraryDialog &showLibraryDialog();
    void updateActions();
    void markShownPost();
    void setAppearance(Appearance::Choice choice);
    void arrangePanes();
    void showArticleSide(bool isArticle);
    void adoptPalette();

    std::unique_ptr<Ui::MainWindow> m_form;
    Parts m_parts;
    PostListModel m_posts;
    ScopeModel m_scopes;
    Bookmarking m_bookmarking;
    ReadMarker m_readMarker;
    PostPane *m_postPane;
    ArticlePane *m_articlePane;
    Toast *m_toast;
    LinkNotices *m_linkNotices;
    CollectionActions *m_collections;
    ArrangementActions *m_arrangement;
    SearchActions *m_searches;
    OwnCollectionActions *m_ownCollections;
    SourceActions *m_sources;
    FeedActions *m_feeds;
    ReadingActions *m_reading;
    ReadAhead *m_readAhead;
    ContextMenus *m_contextMenus;
    QMenu *m_moreMenu;

    QString m_scopeToRestore; ///< until the library has told its sources
    QUrl m_addressToRestore; ///< until the list is on the screen
    Post m_chosenPost;
    QTimer m_chooseTimer;
    QElapsedTimer m_sinceChoice;
    bool m_isNarrow = false;
    bool m_showsArticleSide = false; ///< only where one side is shown at a time
};

} // namespace lectern
