// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"

#include "app/newsnotices.h"
#include "app/sessionbus.h"
#include "core/deliver.h"
#include "core/logging.h"
#include "ui/articlepane.h"
#include "ui/postpane.h"
#include "ui/smallicon.h"
#include "web/enginemodule.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

Fetcher::Settings fetcherSettings()
{
    Fetcher::Settings result;
    result.userAgent = Fetcher::userAgent(QCoreApplication::applicationVersion());
    return result;
}

FeedRefresher::Settings refresherSettings(FeedLogins &logins, PageRenderer &renderer)
{
    FeedRefresher::Settings result;
    result.login = [&logins](const Feed &feed) { return logins.find(feed); };
    result.render = [&renderer](const QUrl &url) { return renderer.render(url); };
    return result;
}

} // namespace

Application::Application(const Options &options, const Surroundings &surroundings, QObject *parent)
    : QObject(parent), m_options(options),
      m_settings(options.locations.settingsFile(), QSettings::IniFormat),
      m_library(options.locations), m_opening(m_library.open()), m_importer(m_library),
      m_pages(m_library), m_engine({options.locations.cache + u"/engine"_s}, m_pages),
      m_renderer(m_engine), m_fetcher(fetcherSettings()), m_proxy(m_settings, m_fetcher),
      m_refresher(m_library, m_fetcher, refresherSettings(m_logins, m_renderer)),
      m_finder(m_library, m_fetcher, &m_logins), m_icons(m_library, m_fetcher, smallIcon),
      m_links(surroundings.desktop),
      m_window({m_library, m_importer, m_refresher, m_finder, m_logins, m_proxy, m_links, m_engine,
                m_appearance, m_speaker, m_settings, options.locations.data, versionText,
                surroundings.readDelay})
{
    connect(&m_window, &MainWindow::libraryRetryRequested, this, &Application::openLibrary);
    connect(&m_window, &MainWindow::listShown, this, [this] {
        qCDebug(logStartup) << "list shown";
        startRefreshing();
    });
    connect(&m_refresher, &FeedRefresher::feedRead, &m_icons, &SourceIcons::find);
    connect(&m_finder, &SourceFinder::feedRead, &m_icons, &SourceIcons::find);
    connect(&m_refresher, &FeedRefresher::arrived, this, &Application::tellNews);
    connect(&m_window.articlePane(), &ArticlePane::articleShown, this,
            [] { qCDebug(logStartup) << "article shown"; });
    connect(&m_window.articlePane(), &ArticlePane::settled, this,
            [] { qCDebug(logStartup) << "article settled"; });
    connect(&m_importer, &CollectionImporter::builtInsReady, this, [this] {
        const QString file = std::exchange(m_options.collectionFile, {});
        if (!file.isEmpty())
            m_importer.importFile(file);
    });
}

void Application::start()
{
    followOpening(m_opening);
    if (!m_options.address.isEmpty())
        m_window.openFromOutside(m_options.address);
    // Made now, but shown behind the library's answers, which are mostly there: so the window is
    // painted once, with its posts, not once without and once with them.
    m_window.winId();
    QMetaObject::invokeMethod(&m_window, &QWidget::show, Qt::QueuedConnection);
}

void Application::openFromOutside(const QUrl &address)
{
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
    if (!address.isEmpty())
        m_window.openFromOutside(address);
}

void Application::startRefreshing()
{
    if (m_network)
        return; // the library was opened again
    // Not before: asking the system takes libraries, and time of the other processor.
    m_network = std::make_unique<SystemNetworkState>();
    connect(m_network.get(), &NetworkState::changed, this, &Application::followNetwork);
}

void Application::followNetwork()
{
    m_fetcher.setOnline(m_network->isOnline());
    m_refresher.setOnline(m_network->isOnline());
    m_window.setMetered(m_network->isMetered());
    if (!std::exchange(m_isRefreshing, true))
        m_refresher.start();
}

void Application::tellNews(const QList<FeedOutcome> &news)
{
    if (m_newsNotices == nullptr) {
        if (!hasSessionBus())
            return;
        m_newsNotices = new NewsNotices(QDBusConnection::sessionBus(), this);
        connect(m_newsNotices, &NewsNotices::sourceRequested, this, [this](SourceId source) {
            openFromOutside({});
            m_window.showSource(source);
        });
    }
    m_newsNotices->tell(news);
}

void Application::openLibrary()
{
    followOpening(m_library.open());
    m_window.askLibraryAgain();
}

void Application::followOpening(const QFuture<Result<void>> &opening)
{
    deliver(opening, this, [this](const Result<void> &outcome) {
        if (!outcome) {
            qCWarning(logApp) << "Library not opened:" << describe(outcome.error());
            m_window.showLibraryError(outcome.error());
            return;
        }
        m_importer.importBuiltIns();
    });
}

QString versionText()
{
    QStringList lines{u"Lectern %1"_s.arg(QCoreApplication::applicationVersion()),
                      u"Qt %1"_s.arg(QString::fromLatin1(qVersion()))};
    const Result<EngineVersions> versions = engineVersions();
    if (versions) {
        lines.append(u"Qt WebEngine %1"_s.arg(versions->engine));
        lines.append(u"Chromium %1, security patches to %2"_s.arg(versions->chromium,
                                                                  versions->securityPatch));
    } else {
        lines.append(u"Qt WebEngine: not available (%1)"_s.arg(versions.error().detail));
    }
    return lines.join(u'\n');
}

} // namespace lectern
