// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "sync/feedreading.h"

#include <QByteArray>
#include <QStringList>
#include <QUrl>

namespace lectern {

/// A collection as it came, read for the library.
struct ReadCollection
{
    IncomingCollection collection;
    QUrl icon; ///< empty: it names none
    QString format; ///< see FeedDocument::format
    bool isMeantAsOne = false; ///< see FeedDocument::isCollection
    QStringList issues; ///< see FeedDocument::issues
};

/// The bytes of a collection and where they are from.
struct CollectionBytes
{
    QUrl sourceUrl; ///< identity of the source, see Source::url
    QByteArray bytes;
    bool isBuiltIn = false;
    /// Of one from the web, whose answer it is: relative addresses count from there. Of a file, the
    /// feed itself says what they are relative to.
    QUrl answeredFrom = {};
};

/// Tells whether these bytes were read before: IncomingCollection::contentHash.
[[nodiscard]] QByteArray collectionHashOf(const QByteArray &bytes);

/// A collection from the web that is followed, read again. Pure and thread-safe, for the thread
/// pool. Errors: those of readFeed().
[[nodiscard]] Result<ReadFeed> readFetchedCollection(const FetchedFeed &fetched);

/// Reads a collection: a JSON Feed, or a feed of any kind whose items are to be kept as they are.
/// Items without an address, with the address of an earlier item or
/// with one of Lectern's own (only built-ins may) are left out and named in the issues. One without
/// a title is called `name`. Pure and thread-safe, for the thread pool. Errors: those of
/// readFeed().
[[nodiscard]] Result<ReadCollection> readCollection(const CollectionBytes &given,
                                                    const QString &name);

} // namespace lectern
