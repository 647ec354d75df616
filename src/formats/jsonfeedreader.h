// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "formats/feeddocument.h"

#include <QByteArray>

namespace lectern {

/// Bounds of one document, so that a hostile one ends soon: an article of 20 MB does not exist, and
/// no list that people read has 100,000 entries.
inline constexpr qsizetype maximumFeedBytes = 20 * 1024 * 1024;
inline constexpr qsizetype maximumFeedItems = 100'000;

/// Reads JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/). Pure and thread-safe.
/// `base` resolves relative URLs. When it is no web address, the feed's own address does so, else
/// its home page; with none of them relative URLs are left out. URLs other than http, https and
/// lectern are left out, items with nothing to read as well.
/// An item without author or language has those of the feed (the specification's section "Items").
///
/// Of our own extension object "_lectern" (the specification's section "Extensions") an item's
/// "section" and "note" are read, and the feed's "collection". Values of a wrong type are read as a
/// person would (a number as its text, one author object as a list of one) and noted in `issues`.
/// `issues` holds the first 200, and how many more there were. Errors: Data/Malformed (not JSON, no
/// JSON Feed), Data/TooLarge (over the bounds above, or a document of a million lists and objects,
/// which would fill the memory).
[[nodiscard]] Result<FeedDocument> readJsonFeed(const QByteArray &bytes, const QUrl &base);

} // namespace lectern
