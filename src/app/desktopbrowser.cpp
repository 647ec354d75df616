// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktopbrowser.h"

#include <QDesktopServices>
#include <QFile>
#include <QStandardPaths>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

#if defined(Q_OS_UNIX) && !defined(Q_OS_DARWIN)

/// Whether a list of default or installed applications names one for the scheme. Source: XDG MIME
/// applications specification, mimeapps.list and mimeinfo.cache.
bool namesHandler(const QString &listFile, const QByteArray &schemeKey)
{
    QFile file(listFile);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine().trimmed();
        if (line.startsWith(schemeKey) && line.size() > schemeKey.size())
            return true;
    }
    return false;
}

bool hasHandler(const QUrl &url)
{
    // Inside a sandboxed package the desktop is asked through its portal, and answers itself.
    if (QFile::exists(u"/.flatpak-info"_s) || qEnvironmentVariableIsSet("SNAP"))
        return true;
    const QByteArray key = "x-scheme-handler/" + url.scheme().toLatin1() + '=';
    const QStringList lists =
        QStandardPaths::locateAll(QStandardPaths::ApplicationsLocation, u"mimeinfo.cache"_s)
        + QStandardPaths::locateAll(QStandardPaths::ApplicationsLocation, u"mimeapps.list"_s)
        + QStandardPaths::locateAll(QStandardPaths::GenericConfigLocation, u"mimeapps.list"_s);
    if (std::any_of(lists.begin(), lists.end(),
                    [&key](const QString &list) { return namesHandler(list, key); }))
        return true;
    if (!url.scheme().startsWith("http"_L1))
        return false;
    // What the helper falls back to without any list.
    static constexpr std::array browsers = {"x-www-browser"_L1, "firefox"_L1,  "chromium"_L1,
                                            "google-chrome"_L1, "epiphany"_L1, "konqueror"_L1};
    return qEnvironmentVariableIsSet("BROWSER")
        || std::any_of(browsers.begin(), browsers.end(), [](QLatin1StringView name) {
               return !QStandardPaths::findExecutable(name).isEmpty();
           });
}

#else

bool hasHandler(const QUrl & /*url*/)
{
    return true; // the system's own call answers truly
}

#endif

} // namespace

bool openOnDesktop(const QUrl &url)
{
    return hasHandler(url) && QDesktopServices::openUrl(url);
}

} // namespace lectern
