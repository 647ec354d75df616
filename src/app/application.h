// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/locations.h"
#include "library/library.h"
#include "net/desktopsecretstore.h"
#include "net/fetcher.h"
#include "net/keyring.h"
#include "net/networkstate.h"
#include "sync/collectionimporter.h"
#include "sync/feedlogins.h"
#include "sync/feedproxy.h"
#include "sync/feedrefresher.h"
#include "sync/sourcefinder.h"
#include "sync/sourceicons.h"
#include "ui/appearance.h"
#include "ui/desktopspeaker.h"
#include "ui/linkopener.h"
#include "ui/mainwindow.h"
#include "web/lecternpages.h"
#include "web/pageengine.h"
#include "web/pagerenderer.h"

#include <QObject>
#include <QSettings>

namespace lectern {

class NewsNotices;

/// Builds the program's objects, hands them to each other, and lets them start in the order that
/// puts the list on the screen first. After QApplication, in the GUI thread; one a process.
class Application final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Application)

public:
    struct Options
    {
        Locations locations;
        QString collectionFile; ///< empty: none
        QUrl address; ///< to open at start; empty: the page of last time
    };

    /// What differs between the product and a test of the whole.
    struct Surroundings
    {
        LinkOpener::DesktopHandler desktop;
        std::chrono::milliseconds readDelay = ReadMarker::usualDelay;
    };

    Application(const Options &options, const Surroundings &surroundings,
                QObject *parent = nullptr);

    /// Shows the window; everything else follows from there.
    void start();
    /// Another start of the program asked for this; an empty address just raises the window.
    void openFromOutside(const QUrl &address);

    [[nodiscard]] MainWindow &window() { return m_window; }
    [[nodiscard]] Library &library() { return m_library; }
    [[nodiscard]] Appearance &appearance() { return m_appearance; }

private:
    void openLibrary();
    void startRefreshing();
    void followNetwork();
    void tellNews(const QList<FeedOutcome> &news);
    void followOpening(const QFuture<Result<void>> &opening);

    Options m_options;
    QSettings m_settings;
    Appearance m_appearance;
    DesktopSpeaker m_speaker;
    Library m_library;
    QFuture<Result<void>> m_opening; ///< begun before the window is built, so that both go on
    CollectionImporter m_importer;
    Keyring m_keyring{std::make_unique<DesktopSecretStore>()};
    FeedLogins m_logins{m_keyring};
    LecternPages m_pages;
    PageEngine m_engine;
    PageRenderer m_renderer;
    Fetcher m_fetcher;
    FeedProxy m_proxy;
    FeedRefresher m_refresher;
    SourceFinder m_finder;
    SourceIcons m_icons;
    LinkOpener m_links;
    MainWindow m_window;
    std::unique_ptr<NetworkState> m_network; ///< made once the list is shown
    bool m_isRefreshing = false; ///< begins once it is known whether there is a network
    NewsNotices *m_newsNotices = nullptr; ///< made with the first news
};

/// "Lectern 0.1.0, Qt 6.4.2, Qt WebEngine 6.4.2 (Chromium …)", one line each. Loads the engine.
[[nodiscard]] QString versionText();

} // namespace lectern
