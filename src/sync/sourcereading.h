// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/feeddiscovery.h"
#include "formats/pagelist.h"
#include "net/fetchedpage.h"
#include "sync/foundsource.h"

#include <QSet>

namespace lectern {

/// What came from an address, or out of a file, and might be followed.
struct SourceBytes
{
    FetchedPage page; ///< of a file: its bytes and its file: address
    QUrl asked; ///< the address asked for; of a file its file: address

    [[nodiscard]] bool isFile() const { return asked.isLocalFile(); }
    /// Where it is, as far as it has moved for good.
    [[nodiscard]] QUrl url() const { return page.movedTo.value_or(asked); }
};

/// What is in it, the best first, and where else to look.
struct SourceReading
{
    QList<FoundSource> sources;
    QList<FeedPointer> pointers; ///< of a page, the best first
    QList<QUrl> places; ///< of a page: where there may be a feed that it does not name
    QSet<QString> links; ///< of a page: where it leads, as PageAddress::key
    QStringList issues;
};

/// A list of a page, ready to be followed. Pure and thread-safe, for the thread pool.
[[nodiscard]] FoundSource pageSourceOf(const SourceBytes &given, const HtmlDocument &page,
                                       const PageList &list, const QDateTime &now);

/// A feed, or nothing else. Pure and thread-safe, for the thread pool. Errors: those of
/// readFetchedFeed().
[[nodiscard]] Result<SourceReading> readFeedSource(const SourceBytes &given, const QDateTime &now);

/// Whatever it is: a feed (one in JSON as a collection as well, which comes first if it says so), a
/// list of subscriptions, a page with its lists, or at least something to be bookmarked. Of a file
/// what can be had without asking it again: the feed at the address that it names, else what is in
/// it as a collection; subscriptions; what a saved page points at. Pure and thread-safe, for the
/// thread pool. Errors: Data/TooLarge; Data/Malformed for a file that is none of this;
/// Environment/NotFound (a library that reading needs is not installed).
[[nodiscard]] Result<SourceReading> readSource(const SourceBytes &given, const QDateTime &now);

} // namespace lectern
