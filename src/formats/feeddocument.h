// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace lectern {

/// Something attached to an item (a podcast episode, a picture).
struct FeedAttachment
{
    QUrl url;
    QString mimeType;
    QString title; ///< plain text
    std::optional<qint64> bytes;
    std::optional<qint64> seconds;

    friend bool operator==(const FeedAttachment &, const FeedAttachment &) = default;
};

/// One entry of a feed, whatever dialect it came from. Absent text is an empty string, absent
/// URLs are empty QUrls; URLs are absolute.
struct FeedItem
{
    QString id; ///< the publisher's own id, else the URL; never empty
    QUrl url; ///< where the article is read
    QUrl externalUrl; ///< what a link post points at
    QString title; ///< plain text
    QString summary; ///< plain text
    QString contentHtml; ///< unsanitised HTML; never show it without a sanitiser or a strict CSP
    QString contentText; ///< plain text, paragraphs parted by blank lines
    QString author; ///< plain text, several joined with ", "
    QString language; ///< BCP 47
    QUrl image;
    QStringList tags; ///< plain text, in order, without repetitions
    QString section; ///< the heading the item stands under (JSON Feed: _lectern.section)
    QList<FeedAttachment> attachments;
    std::optional<QDateTime> published; ///< UTC
    std::optional<QDateTime> updated; ///< UTC

    friend bool operator==(const FeedItem &, const FeedItem &) = default;
};

/// A feed or collection as values. `issues` says in English what was odd and how it was read: an
/// item that cannot be used is left out and named there, the others are kept.
struct FeedDocument
{
    QString format; ///< "json-1.1", "rss-2.0", …
    QString title; ///< plain text
    QString description; ///< plain text
    QUrl link; ///< the page the feed belongs to
    QUrl feedLink; ///< where the feed says it lives
    QUrl icon;
    QString author;
    QString language; ///< BCP 47
    QList<FeedItem> items; ///< in document order
    QStringList issues;

    friend bool operator==(const FeedDocument &, const FeedDocument &) = default;
};

} // namespace lectern
