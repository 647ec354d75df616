// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/navigationpolicy.h"

#include <QElapsedTimer>
#include <QWebEnginePage>

namespace lectern {

/// A page that may do what navigationVerdict() allows and nothing else: no windows, no dialogs, no
/// permissions, no log-in. Every engine callback returns at once; what a person has to hear about
/// goes out as a signal, to be connected queued.
class PolicedPage final : public QWebEnginePage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PolicedPage)

public:
    /// `scriptToken` marks console messages that are not the page's but of Lectern's own script.
    PolicedPage(QWebEngineProfile *profile, const QString &scriptToken, QObject *parent = nullptr);

    [[nodiscard]] QString scriptToken() const { return m_scriptToken; }

    /// To be told when the navigation that was accepted last has its page or came to nothing.
    void noteNavigationEnd() { m_isNavigating = false; }

    /// Out of sight, a page stays at what it was told to load.
    void setInSight(bool isInSight) { m_isInSight = isInSight; }

    /// To be told of each click and key press that the page gets, since the engine doesn't say
    /// whether a person is behind a navigation.
    void noteGesture();
    /// Whether a person clicked or pressed a key just now.
    [[nodiscard]] bool hasGesture() const;

    /// From now on links to the web are not loaded but told.
    void handOutLinks() { m_isHandingOutLinks = true; }

signals:
    /// A document is about to be asked for in the main frame; not again for the server's redirects
    /// of it. Sent from inside the engine.
    void navigationAccepted(const QUrl &url, lectern::NavigationCause cause);
    /// The server led where the page may not go; the load ends with nothing. From inside the
    /// engine.
    void redirectRefused(const QUrl &url);
    void handOverRequested(const QUrl &url);
    /// Only if a person's click was behind it, or the page is out of sight.
    void navigationRefused(const QUrl &url);
    void scriptSpoke(const QString &message); ///< without the token
    void linkFollowed(const QUrl &url); ///< see handOutLinks(); to be connected queued

protected:
    bool acceptNavigationRequest(const QUrl &url, NavigationType type, bool isMainFrame) override;
    void javaScriptAlert(const QUrl &origin, const QString &message) override;
    bool javaScriptConfirm(const QUrl &origin, const QString &message) override;
    bool javaScriptPrompt(const QUrl &origin, const QString &message, const QString &defaultValue,
                          QString *result) override;
    void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level, const QString &message,
                                  int line, const QString &source) override;
    QStringList chooseFiles(FileSelectionMode mode, const QStringList &oldFiles,
                            const QStringList &acceptedMimeTypes) override;

private:
    [[nodiscard]] NavigationCause causeOf(NavigationType type, bool isMainFrame) const;

    QString m_scriptToken;
    QElapsedTimer m_sinceGesture;
    bool m_isInSight = true;
    /// From accepting a document for the main frame until it is there.
    bool m_isNavigating = false;
    bool m_isHandingOutLinks = false;
};

} // namespace lectern
