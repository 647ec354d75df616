// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"

#include <QDateTime>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace lectern {

/// Where a list of articles comes from (the words are those of ARCHITECTURE.md).
enum class SourceKind {
    Collection, ///< a hand-picked list, in the order its author gave it
    Feed, ///< RSS, Atom, RDF or JSON Feed, newest first
    Page, ///< a list page without a feed
};

/// How far into an article the reader has come. Offsets are CSS pixels from the top of the page;
/// `pageHeight` is the page's full height when the offset was taken, so that a place survives a
/// window of another width as a share of the page.
struct ReadingPlace
{
    double offset = 0;
    double pageHeight = 0;

    friend bool operator==(const ReadingPlace &, const ReadingPlace &) = default;
};

/// One row of the post list: everything the list shows of an article and nothing more.
/// All strings are plain text.
struct Post
{
    ArticleId id;
    SourceId source; ///< none for a bookmarked page that belongs to no source
    QUrl url;
    QString title;
    QString summary;
    QString sourceTitle; ///< empty when `source` is none
    QString section; ///< the heading it stands under in its source; empty if it has none
    QString note; ///< why it stands there, in the words of whoever made the list; may be empty
    QStringList tags; ///< the publisher's tags, in the publisher's order
    QString author; ///< empty when the publisher names none
    std::optional<QDateTime> published; ///< UTC
    std::optional<QDateTime> updated; ///< UTC
    std::optional<int> wordCount; ///< of the content we hold; absent when we hold none
    bool isRead = false;
    bool isBookmarked = false;

    friend bool operator==(const Post &, const Post &) = default;
};

/// An article the reader keeps: the reader's own words and dates beside the article's.
/// Title and summary are those at the time of bookmarking. All strings are plain text.
struct Bookmark
{
    BookmarkId id;
    ArticleId article;
    QUrl url;
    QString title;
    QString summary;
    QString note;
    QStringList tags; ///< the reader's own, not the publisher's
    QDateTime created; ///< UTC

    friend bool operator==(const Bookmark &, const Bookmark &) = default;
};

} // namespace lectern
