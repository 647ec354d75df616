// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

namespace lectern {

/// A feed, page or collection as it came, read for the library.
struct ReadFeed
{
    IncomingFeed feed; ///< without its check
    FeedWishes wishes;
    std::optional<std::chrono::seconds> usualGap; ///< between its articles; absent without dates
    QUrl icon; ///< empty: the feed names none
    QString format; ///< see FeedDocument::format; empty: a page
    QStringList issues; ///< see FeedDocument::issues
};

/// What came from a server and is to be read.
struct FetchedFeed
{
    QByteArray body;
    QByteArray contentType; ///< the header as sent
    QUrl url; ///< whose answer it is, which relative addresses count from
    QUrl identity; ///< of the source, see Source::url
    SourceKind kind = SourceKind::Feed;
    QString listDescription = {}; ///< of a page, see Feed
};

/// Reads a feed. An item without a web address of its own, or with one that others of the feed have
/// too, gets a page of Lectern's own, lectern://item/HASH, that shows its content; an item without
/// either is left out and named in the issues. Items that only say when they were changed are taken
/// to be from then. Pure and thread-safe, for the thread pool. Errors: those of readFeed().
[[nodiscard]] Result<ReadFeed> readFetchedFeed(const FetchedFeed &fetched, const QDateTime &now);

/// How often articles usually come; absent without dates that tell.
[[nodiscard]] std::optional<std::chrono::seconds> usualGapOf(const QList<IncomingArticle> &articles,
                                                             const QDateTime &now);

} // namespace lectern
