// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "formats/feeddocument.h"

#include <QByteArray>

namespace lectern {

/// What is known about a document besides its bytes.
struct FeedHints
{
    QUrl base; ///< where the bytes came from, after all redirects; resolves relative addresses
    QString contentType; ///< the HTTP header as it came, "text/xml; charset=utf-8"; may be empty
};

/// Reads anything that calls itself a feed: RSS 0.90 to 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0, CDF,
/// JSON Feed 1.0 and 1.1. What it is, the bytes decide; of the content type only the charset
/// counts. Real feeds are broken in all kinds of ways: what a person could still read is read, and
/// what was odd is said in FeedDocument::issues. Pure and thread-safe; for the thread pool.
///
/// Errors: Data/Malformed (it is no feed; `detail` says what it looks like), Data/TooLarge (over
/// maximumFeedBytes or maximumFeedItems, or nested beyond reason), Environment/NotFound (a library
/// that it needs is not installed).
[[nodiscard]] Result<FeedDocument> readFeed(const QByteArray &bytes, const FeedHints &hints = {});

} // namespace lectern
