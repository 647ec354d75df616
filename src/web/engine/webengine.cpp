// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/engine/webengine.h"

#include "web/colourscheme.h"
#include "web/engine/shownpage.h"
#include "web/navigationpolicy.h"
#include "web/pageengine.h"

#include <QFile>
#include <QGuiApplication>
#include <QWebEngineDownloadRequest>
#include <QWebEngineNotification>
#include <QWebEngineSettings>

#include <utility>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// Some things WebEngine takes only from the environment. Programs that Lectern starts must not
/// inherit them, so they are set as long as this lives.
class EnvironmentVariable final
{
    Q_DISABLE_COPY_MOVE(EnvironmentVariable)

public:
    EnvironmentVariable(const char *name, const QByteArray &value)
        : m_name(name), m_before(qgetenv(name))
    {
        qputenv(name, value);
    }
    ~EnvironmentVariable()
    {
        if (m_before.isNull())
            qunsetenv(m_name);
        else
            qputenv(m_name, m_before);
    }

private:
    const char *m_name;
    QByteArray m_before;
};

std::unique_ptr<QWebEngineProfile> newProfile(const QString &cacheFolder)
{
    if (cacheFolder.isEmpty())
        return std::make_unique<QWebEngineProfile>();

    // A name makes a profile that may write to disk. Where, can only be said once it is there, and
    // then it has already written its preferences below the data folder of XDG; but with
    // `--library DIR`, nothing of Lectern's may lie outside DIR.
    const EnvironmentVariable dataFolder("XDG_DATA_HOME", QFile::encodeName(cacheFolder));
    auto profile = std::make_unique<QWebEngineProfile>(u"lectern"_s);
    profile->setCachePath(cacheFolder);
    profile->setPersistentStoragePath(cacheFolder + u"/sites"_s);
    profile->setHttpCacheType(QWebEngineProfile::DiskHttpCache);
    profile->setPersistentCookiesPolicy(QWebEngineProfile::NoPersistentCookies);
    return profile;
}

void applyRules(QWebEngineSettings &settings)
{
    using Settings = QWebEngineSettings;
    // Lectern tells about errors itself.
    settings.setAttribute(Settings::ErrorPageEnabled, false);

    settings.setAttribute(Settings::AllowGeolocationOnInsecureOrigins, false);
    settings.setAttribute(Settings::AllowRunningInsecureContent, false);
    settings.setAttribute(Settings::AllowWindowActivationFromJavaScript, false);
    settings.setAttribute(Settings::DnsPrefetchEnabled, false);
    settings.setAttribute(Settings::FullScreenSupportEnabled, false);
    settings.setAttribute(Settings::HyperlinkAuditingEnabled, false);
    settings.setAttribute(Settings::JavascriptCanAccessClipboard, false);
    settings.setAttribute(Settings::JavascriptCanOpenWindows, false);
    settings.setAttribute(Settings::JavascriptCanPaste, false);
    settings.setAttribute(Settings::LocalContentCanAccessFileUrls, false);
    settings.setAttribute(Settings::LocalContentCanAccessRemoteUrls, false);
    settings.setAttribute(Settings::NavigateOnDropEnabled, false);
    settings.setAttribute(Settings::PdfViewerEnabled, false);
    settings.setAttribute(Settings::PlaybackRequiresUserGesture, true);
    settings.setAttribute(Settings::PluginsEnabled, false);
    settings.setAttribute(Settings::ScreenCaptureEnabled, false);
    settings.setAttribute(Settings::WebRTCPublicInterfacesOnly, true);
    // "Allow" means that the navigation policy is asked, for a person's click only; it never lets
    // the engine start a program.
    settings.setUnknownUrlSchemePolicy(Settings::AllowUnknownUrlSchemesFromUserInteraction);

    // The reader walks through the list with the keyboard; pages must not take the focus away.
    settings.setAttribute(Settings::FocusOnNavigationEnabled, false);
    settings.setAttribute(Settings::ShowScrollBars, true);
    settings.setAttribute(Settings::AutoLoadIconsForPage, false);
}

/// Something Chromium is told at its start.
class ChromiumFlag final
{
    Q_DISABLE_COPY_MOVE(ChromiumFlag)

public:
    /// Flags that the person has set come later, so they win.
    explicit ChromiumFlag(const QByteArray &flag) : m_flags(name, flag + ' ' + qgetenv(name)) { }

private:
    static constexpr const char *name = "QTWEBENGINE_CHROMIUM_FLAGS";
    EnvironmentVariable m_flags;
};

/// The first profile starts Chromium, which reads its flags only then.
std::unique_ptr<QWebEngineProfile> firstProfile(const QString &cacheFolder)
{
    if (!isDark(QGuiApplication::palette()))
        return newProfile(cacheFolder);
    const ChromiumFlag preferDark("--blink-settings=preferredColorScheme=0");
    return newProfile(cacheFolder);
}

} // namespace

void prepareWebEngine()
{
    static bool isPrepared = false;
    if (!std::exchange(isPrepared, true))
        registerOwnScheme();
}

WebEngine::WebEngine(const PageSettings &settings, EngineClient &client)
    : m_ownSchemeHandler(client), m_profile(firstProfile(settings.cacheFolder))
{
    applyRules(*m_profile->settings());
    m_profile->installUrlSchemeHandler(QByteArray(lecternScheme), &m_ownSchemeHandler);
    m_profile->setUrlRequestInterceptor(&m_ownSchemeGuard);
    m_profile->setNotificationPresenter([](const std::unique_ptr<QWebEngineNotification> &) {});
    QObject::connect(m_profile.get(), &QWebEngineProfile::downloadRequested,
                     [](QWebEngineDownloadRequest *download) { download->cancel(); });
}

WebEngine::~WebEngine() = default;

std::unique_ptr<EnginePage> WebEngine::createPage(EnginePageClient &client)
{
    return std::make_unique<ShownPage>(*m_profile, client);
}

void WebEngine::extract(const QString &html, const QUrl &address,
                        std::chrono::milliseconds patience, const ArticleReply &reply)
{
    quietPage().extract(html, address, patience, reply);
}

void WebEngine::sanitise(const QString &html, const QUrl &address,
                         std::chrono::milliseconds patience, const ReaderTextReply &reply)
{
    quietPage().sanitise(html, address, patience, reply);
}

QuietPage &WebEngine::quietPage()
{
    if (!m_quietPage)
        m_quietPage = std::make_unique<QuietPage>(*m_profile);
    return *m_quietPage;
}

} // namespace lectern
