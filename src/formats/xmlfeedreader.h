// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "formats/feeddocument.h"
#include "formats/feedissues.h"

#include <QByteArray>

namespace lectern {

/// Reads RSS 0.90 to 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0 and CDF. `utf8` is the decoded document;
/// `base` resolves relative addresses until an xml:base says otherwise, and may be empty: then the
/// feed's own address does so, else its home page. What is odd is added to `issues`.
///
/// A document that is not well-formed is mended (xmlrepair.h) and read once more.
/// Errors: Data/Malformed (no XML, or no feed), Data/TooLarge (over the bounds of xmlevents.h, or
/// too many items), Environment/NotFound (libxml2 is not installed). Pure and thread-safe.
[[nodiscard]] Result<FeedDocument> readXmlFeed(const QByteArray &utf8, const QUrl &base,
                                               FeedIssues &issues);

} // namespace lectern
