// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/htmldocument.h"

namespace lectern {

/// Where a feed is said to be, or may be. Nothing here has been fetched.
struct FeedPointer
{
    enum class Origin {
        Declared, ///< the page says so: <link rel="alternate">
        KnownSite, ///< sites of this kind have it there
        Linked, ///< the page has a link that looks like one to a feed
        UsualPlace, ///< many sites have one there
    };
    QUrl url; ///< absolute, http or https
    QString title; ///< plain text, as the page says it; may be empty
    /// The media type that the page or the address tells: "application/rss+xml",
    /// "application/atom+xml", "application/feed+json"; empty when neither does.
    QString type;
    Origin origin = Origin::Declared;

    friend bool operator==(const FeedPointer &, const FeedPointer &) = default;
};

/// The feeds that a page points at, each once, the best first: what it declares before what it
/// links to, the site's own before feeds of comments, of a single category, and of JSON. Besides
/// those of sites whose addresses are known (feedsOfSite). Pure and thread-safe.
[[nodiscard]] QList<FeedPointer> feedsOf(const HtmlDocument &page);

/// The feeds that well-known sites have for their pages, found by the address alone: YouTube,
/// Reddit, GitHub, Mastodon, Medium, Substack, WordPress.com, Blogger, Tumblr, Bluesky and so on.
/// As these sites document it. `address` is http or https; empty when it is no such site.
[[nodiscard]] QList<FeedPointer> feedsOfSite(const QUrl &address);

/// Where a site that says nothing may still have its feed, the likeliest first: what the program
/// that made it uses, then the usual names, beside the page and at the root of the site. To be
/// tried one after the other. `generator` is what the page says made it (generatorOf), or empty.
[[nodiscard]] QList<QUrl> usualFeedPlaces(const QUrl &address, const QString &generator = {});

/// The page's <meta name="generator">, "WordPress 6.5"; empty when it has none.
[[nodiscard]] QString generatorOf(const HtmlDocument &page);

} // namespace lectern
