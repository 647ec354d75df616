// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace lectern {

/// The address under which an article is one article, however it was reached. Two URLs with equal
/// canonical addresses are taken for the same page. Rules (RFC 3986 section 6.2, in this order):
/// - scheme and host in lower case, the host as ASCII (IDNA), a trailing dot of the host removed;
/// - user info removed; the scheme's default port removed;
/// - dot segments removed; an empty path becomes "/"; percent-encoding in upper case, and undone
///   for unreserved characters;
/// - the fragment removed, but kept where it is the page itself: "#!…" and "#/…";
/// - query items that only say where a reader came from removed (utm_*, fbclid, gclid and the like,
///   the list stands in the .cpp); the others keep their order; an empty query goes altogether.
/// http and https stay apart, and so do "/post" and "/post/": servers may answer them differently.
/// A URL that is not valid is returned as it is, so that its owner can still see it.
[[nodiscard]] QUrl canonicalAddress(const QUrl &url);

/// The site as a person says it: the host without "www.", with a port if it is not the default one;
/// an IDN in Unicode, unless its letters are mixed or chosen to look like those of another script.
/// "Lectern Guide" pages and the like (no host that means anything) give "".
[[nodiscard]] QString siteName(const QUrl &url);

/// The URL for showing and logging: without user info, Unicode where that is safe. Characters
/// without a shape (direction marks, joiners) stay percent-encoded, lookalike hosts stay ASCII.
[[nodiscard]] QString displayAddress(const QUrl &url);

} // namespace lectern
