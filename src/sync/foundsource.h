// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/opmlreader.h"
#include "library/library.h"
#include "net/fetchrequest.h"

#include <QUrl>

#include <optional>
#include <variant>

namespace lectern {

/// A post of what was found, to be shown before anything is added. Plain text.
struct FoundPost
{
    QString title; ///< or the beginning of its text
    QUrl url;
    std::optional<QDateTime> published; ///< UTC

    friend bool operator==(const FoundPost &, const FoundPost &) = default;
};

/// Something that could be added, with all that is stored then. Nothing of it is in the library
/// yet.
struct FoundSource
{
    enum class Kind {
        Feed,
        Page, ///< a list on a page without a feed
        Collection, ///< a JSON Feed as a list in its author's order, sections and all
        Subscriptions, ///< a list of feeds (OPML)
        Article, ///< the page itself, to be saved
    };
    Kind kind = Kind::Feed;
    QUrl url; ///< where it is, as far as it has moved for good; a file: address for a file
    QString title; ///< plain text; may be empty
    QUrl homePage; ///< may be empty
    QString format; ///< of a feed: FeedDocument::format
    int count = 0; ///< of its posts; of Subscriptions, of the feeds
    /// The newest ones, 5 at most; those of a collection as they stand in it; of Subscriptions,
    /// its first feeds.
    QList<FoundPost> posts;
    SourceId known; ///< the source that follows it already; none: it is new
    QUrl icon; ///< of a feed; may be empty
    std::optional<Login> login; ///< that it was fetched with
    /// Feed and Page: what it brings, but for the source. Then in the order of Kind.
    std::variant<IncomingFeed, IncomingCollection, SubscriptionList, CollectionRequest> content;

    static constexpr qsizetype mostPosts = 5;
};

/// What was found at an address or in a file.
struct FoundSources
{
    QUrl url; ///< where was looked, the scheme included; of a file a file: address
    QList<FoundSource> choices; ///< the best first, never empty
    /// What was odd, in English: see FeedDocument::issues, and feeds that a page names and that are
    /// none.
    QStringList issues;
};

/// Why nothing was found.
struct FindFailure
{
    Error error;
    QUrl url; ///< that failed; empty when what was typed is none
    std::optional<int> httpStatus; ///< if a server answered
};

using FindResult = tl::expected<FoundSources, FindFailure>;

/// A source that has been added, or was there.
struct AddedSource
{
    FeedOutcome outcome; ///< of a collection as of a feed; of a list of feeds without numbers
    bool wasThere = false; ///< it is not to be removed by Undo
};

/// An article that was put into a collection of the reader's own.
struct SavedArticle
{
    SourceId collection;
    ArticleId article; ///< none: it was in it, and is unchanged
    bool isCollectionNew = false; ///< made for it
};

/// What adding did, so that it can be undone (SourceFinder::undo).
struct AddedSources
{
    QList<AddedSource> sources;
    QList<FolderId> folders; ///< made for them
    std::optional<SavedArticle> saved;
    /// The password that is needed will not outlive the program: why.
    std::optional<Error> loginTrouble;
};

} // namespace lectern
