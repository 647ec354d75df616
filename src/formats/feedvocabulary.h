// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/xmlevents.h"

namespace lectern {

/// The vocabularies that feeds are made of. Core is all dialects of RSS and Atom: an Atom element
/// in RSS, or the other way round, means what it means at home.
enum class FeedNamespace : unsigned char {
    Core,
    Content,
    DublinCore,
    DublinCoreTerms,
    FeedBurner,
    ITunes,
    Media,
    Rdf,
    Syndication,
    WellFormedWeb,
    Xhtml,
    Xml,
    Other,
};

/// What an element means to a feed, whatever it is called.
enum class FeedElement : unsigned char {
    Unknown,
    // The frame
    Feed, ///< Atom's and the root of RSS
    Rdf,
    Channel,
    Item,
    // Fields of feeds and items
    Title,
    ITunesTitle,
    MediaTitle,
    Link,
    OriginalLink,
    NewFeedLink,
    Id,
    Description,
    DublinCoreDescription,
    ITunesSummary,
    MediaDescription,
    Subtitle,
    ITunesSubtitle,
    Summary,
    Content,
    EncodedContent,
    Body,
    Author,
    Creator,
    ITunesAuthor,
    ManagingEditor,
    WebMaster,
    Publisher,
    Contributor,
    Published,
    Created,
    Updated,
    Date,
    BuildDate,
    Category,
    Subject,
    Keywords,
    ITunesCategory,
    Language,
    Rights,
    Image,
    ITunesImage,
    Icon,
    Logo,
    Enclosure,
    MediaContent,
    MediaThumbnail,
    MediaGroup,
    Duration,
    Comments,
    Source,
    TimeToLive,
    SkipHours,
    Hour,
    SkipDays,
    Day,
    UpdatePeriod,
    UpdateFrequency,
    // Parts of persons and images
    Name,
    Email,
    Uri,
    Url,
    // What holds fields that are not the feed's
    Foreign,
};

[[nodiscard]] FeedNamespace feedNamespaceOf(const XmlName &name);

/// What the element means. `name` is matched without regard to case.
[[nodiscard]] FeedElement feedElementOf(const XmlName &name);

/// Which version of RSS the namespace of a feed's RDF is: "rss-1.0", "rss-0.90"; empty if none.
[[nodiscard]] QString rdfFormat(QByteArrayView uri);

} // namespace lectern
