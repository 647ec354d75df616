// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/article.h"
#include "core/error.h"
#include "core/strongid.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <optional>

// Values of the library about feeds: what is fetched, how that goes, and what the reader wants
// done.

namespace lectern {

/// What sources are sorted into; may stand in another folder.
struct Folder
{
    FolderId id;
    FolderId parent; ///< none: at the top
    QString title; ///< plain text
    int position = 0; ///< among the folders and sources of the same parent

    friend bool operator==(const Folder &, const Folder &) = default;
};

/// What a server's answer may be asked for again with (RFC 9110, section 13.1). As received; all of
/// it belongs to one answer.
struct FeedValidators
{
    QUrl url; ///< the address that gave it, after redirects
    QByteArray etag;
    QByteArray lastModified;

    friend bool operator==(const FeedValidators &, const FeedValidators &) = default;
};

/// How the reader wants a feed to be fetched.
struct FeedSettings
{
    std::optional<std::chrono::seconds> every; ///< absent: as often as it usually changes
    QString userAgent; ///< empty: Lectern's own
    QStringList headers; ///< "Name: value"
    QString userName; ///< of a login; the password is in the system's keyring

    friend bool operator==(const FeedSettings &, const FeedSettings &) = default;
};

/// When the publisher wants a feed to be fetched. Hints: many publishers never meant it.
struct FeedWishes
{
    std::optional<std::chrono::seconds> wait; ///< between two checks
    QList<int> skippedHours; ///< in UTC, 0 to 23
    QList<int> skippedDays; ///< in UTC, as Qt::DayOfWeek

    friend bool operator==(const FeedWishes &, const FeedWishes &) = default;
};

/// Why a feed could not be refreshed.
struct FeedFailure
{
    Error error;
    std::optional<int> httpStatus;

    friend bool operator==(const FeedFailure &, const FeedFailure &) = default;
};

/// A source that is fetched, a feed, page or collection, and how that went. Times are UTC, absent
/// before the first time.
struct Feed
{
    SourceId source;
    SourceKind kind = SourceKind::Feed; ///< or Page, or a Collection from the web
    QUrl url; ///< identity, see Source::url: the address it was added by
    QUrl address; ///< where it is fetched from now, after it has moved for good
    QString title; ///< as shown; plain text
    QUrl homePage;
    FolderId folder; ///< none: at the top
    bool isAnnounced = false; ///< see Source
    bool hasIcon = false; ///< it was looked for, whether one was found or not
    FeedValidators validators;
    /// Of a page: which of its lists is followed, as ListDescription of room formats writes it.
    QString listDescription;
    QByteArray contentHash; ///< of the bytes last stored; empty: they have to be read again
    std::optional<QDateTime> checked;
    std::optional<QDateTime> succeeded;
    std::optional<QDateTime> changed; ///< when articles last came or changed
    std::optional<QDateTime> due; ///< absent: at once
    std::optional<std::chrono::milliseconds> elapsed; ///< how long the last check took
    std::optional<std::chrono::seconds> usualGap; ///< between its articles
    FeedWishes wishes;
    int failures = 0; ///< in a row
    std::optional<QDateTime> failingSince; ///< only with failures
    std::optional<FeedFailure> failure; ///< the last one; only with failures
    FeedSettings settings;

    friend bool operator==(const Feed &, const Feed &) = default;
};

/// A feed of a list of subscriptions.
struct ListedFeed
{
    QUrl url; ///< http or https
    QString title; ///< plain text; empty: the host's name
    QStringList folder; ///< titles from the outermost on; empty: it stands in none
};

/// What following all feeds of a list did.
struct FollowedFeeds
{
    QList<SourceId> added; ///< in their order
    QList<SourceId> known; ///< were followed already, unchanged
    QList<FolderId> folders; ///< made for them, the outer before the inner
};

/// How one check of a feed went.
struct FeedCheck
{
    SourceId source;
    QDateTime at;
    QDateTime due; ///< when to check next
    std::chrono::milliseconds elapsed{0};
    std::optional<FeedFailure> failure; ///< absent: it was reached and could be read
    std::optional<QUrl> movedTo; ///< for good
    /// Of the answer; absent when nothing new is known about them.
    std::optional<FeedValidators> validators;
    std::optional<std::chrono::seconds> usualGap; ///< absent: as known before
    std::optional<FeedWishes> wishes; ///< absent: as known before

    friend bool operator==(const FeedCheck &, const FeedCheck &) = default;
};

/// What the reader wants done with arriving articles.
struct ArrivalRule
{
    RuleId id;
    QString query; ///< in the search language (searchquery.h)
    SourceId source; ///< none: of every feed
    bool marksRead = false;
    bool bookmarks = false;
    bool hides = false; ///< the article is not listed at all; the other acts do not matter then
    QStringList tags; ///< of the bookmark; only with `bookmarks`

    friend bool operator==(const ArrivalRule &, const ArrivalRule &) = default;
};

} // namespace lectern
