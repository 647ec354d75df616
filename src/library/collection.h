// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/article.h"

#include <QList>
#include <QString>
#include <QUrl>

// Values of the library about the collections that readers make themselves. Sections are told by
// their headings and stand together; posts without one come first.

namespace lectern {

/// A collection, whole: all that exporting it, or bringing it back, needs.
struct Collection
{
    SourceId id;
    QUrl url; ///< identity, see Source::url
    QString title; ///< as shown; plain text
    FolderId folder; ///< none: at the top
    int position = 0; ///< among the folders and sources of the same folder
    bool isOwn = false; ///< see Source
    bool isMuted = false;
    QList<Post> posts; ///< in order, each with its section and its note

    friend bool operator==(const Collection &, const Collection &) = default;
};

/// A post that is to stand in a collection. When the library knows the article under this URL's
/// canonical address, title and summary are the article's.
struct CollectionRequest
{
    QUrl url;
    QString title = {};
    QString summary = {};
    QString section =
        {}; ///< empty: at the end, under the last heading; else at the end of that section
    QString note = {}; ///< one line of plain text

    friend bool operator==(const CollectionRequest &, const CollectionRequest &) = default;
};

/// A post that was taken out of a collection.
struct CollectionEntry
{
    int row = 0; ///< where it stood
    Post post;

    friend bool operator==(const CollectionEntry &, const CollectionEntry &) = default;
};

/// Where to put a post within its collection.
struct CollectionPlace
{
    enum class Kind {
        Up, ///< past the post above it, or the heading, when it is the first of its section
        Down, ///< past the post below it, or the heading, when it is the last of its section
        Before, ///< `other`, into its section
        After, ///< `other`, into its section
    };
    Kind kind = Kind::Up;
    ArticleId other = {}; ///< only with Before and After
};

} // namespace lectern
