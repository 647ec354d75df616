// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>
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
    /// The publisher's own id, else the URL, else that of the first attachment, else a hash of what
    /// there is; never empty. Ids of one document may repeat where the publisher repeats them.
    QString id;
    QUrl url; ///< where the article is read
    QUrl externalUrl; ///< what a link post points at
    QString title; ///< plain text
    /// Plain text. Empty when the feed has one text only and that is HTML: it is the content then.
    QString summary;
    QString contentHtml; ///< unsanitised HTML; never show it without a sanitiser or a strict CSP
    QString contentText; ///< plain text, paragraphs parted by blank lines
    QString author; ///< plain text, several joined with ", "
    QStringList authors; ///< the same one by one
    QUrl comments; ///< the page where the article is discussed
    QString language; ///< BCP 47
    QUrl image;
    QStringList tags; ///< plain text, in order, without repetitions
    QString section; ///< the heading the item stands under (JSON Feed: _lectern.section)
    QString note; ///< plain text, why it stands there (JSON Feed: _lectern.note)
    QList<FeedAttachment> attachments;
    std::optional<QDateTime> published; ///< UTC
    std::optional<QDateTime> updated; ///< UTC

    friend bool operator==(const FeedItem &, const FeedItem &) = default;
};

/// When a feed asks to be fetched. All of it is a hint: many feeds say what they never meant.
struct FeedSchedule
{
    std::optional<std::chrono::minutes> ttl; ///< RSS's ttl: how long it may be kept
    /// The syndication module's updatePeriod through updateFrequency: how often it changes.
    std::optional<std::chrono::minutes> updateInterval;
    QList<int> skipHours; ///< hours of the day in UTC, 0 to 23, in which nobody should ask
    QList<int> skipDays; ///< days of the week in UTC as Qt::DayOfWeek: 1 is Monday
    QUrl hub; ///< WebSub: who would tell about news
    QUrl movedTo; ///< the feed's new address (itunes:new-feed-url)

    friend bool operator==(const FeedSchedule &, const FeedSchedule &) = default;
};

/// A feed or collection as values. `issues` says in English what was odd and how it was read: an
/// item that cannot be used is left out and named there, the others are kept.
struct FeedDocument
{
    /// "rss-0.90" to "rss-2.0", "rss-1.0" (RDF), "rss" without a version, "atom-0.3", "atom-1.0",
    /// "cdf", "json-1.0", "json-1.1".
    QString format;
    QString title; ///< plain text
    QString description; ///< plain text
    QUrl link; ///< the page the feed belongs to
    QUrl feedLink; ///< where the feed says it lives
    QUrl icon; ///< small and square
    QUrl image; ///< a larger picture or logo
    QString author; ///< plain text, several joined with ", "
    QStringList authors; ///< the same one by one
    QString language; ///< BCP 47
    QString rights; ///< plain text
    /// A hand-picked list, to be shown in its author's order (JSON Feed: _lectern.collection).
    bool isCollection = false;
    QStringList categories; ///< plain text, in order, without repetitions
    std::optional<QDateTime> published; ///< UTC
    std::optional<QDateTime> updated; ///< UTC
    FeedSchedule schedule;
    QList<FeedItem> items; ///< in document order
    QStringList issues;

    friend bool operator==(const FeedDocument &, const FeedDocument &) = default;
};

} // namespace lectern
