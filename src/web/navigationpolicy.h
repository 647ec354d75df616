// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

namespace lectern {

/// Who wants to go somewhere.
enum class NavigationCause {
    Reader, ///< chosen in Lectern itself: the list, a bookmark, an address typed or handed over
    Link, ///< a link clicked in the page
    Form,
    History, ///< back, forward, reload
    Redirect, ///< the server's
    Script, ///< anything else the page did on its own
};

struct NavigationRequest
{
    QUrl target;
    QUrl from; ///< the page shown while asking; empty for none
    NavigationCause cause = NavigationCause::Reader;
    bool isMainFrame = true;
    bool hasUserGesture = false;
};

enum class NavigationVerdict {
    LoadHere,
    HandOver, ///< to the system browser or another program, which asks externalVerdict()
    Refuse,
};

/// What a navigation may do: the whole policy, as a pure function. http and https load here.
/// Lectern's own pages (lectern:) load for the reader, from history, and from links on
/// Lectern's own pages, never because web content says so. mailto: is handed over when a person
/// clicked it. In sub-frames about:blank, about:srcdoc, data: and blob: stay allowed, since
/// articles embed with them; in the main frame they, file:, javascript: and every other scheme are
/// refused.
[[nodiscard]] NavigationVerdict navigationVerdict(const NavigationRequest &request);

enum class ExternalVerdict {
    Open,
    AskFirst, ///< mailto: opens another program with content that the page chose
    Refuse,
};

/// Whether an address may leave for the desktop at all: http and https with a host, mailto after
/// asking; nothing else ever (file:, javascript:, data:, custom schemes start programs).
[[nodiscard]] ExternalVerdict externalVerdict(const QUrl &url);

/// Lectern's own scheme, without the colon.
inline constexpr const char *lecternScheme = "lectern";

} // namespace lectern
