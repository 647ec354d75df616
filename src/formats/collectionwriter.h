// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/article.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace lectern {

struct FeedItem;

/// A collection as a file.
struct WrittenCollection
{
    QByteArray bytes;
    QList<Post> leftOut; ///< have no web address that others could open
};

/// Writes a collection as JSON Feed 1.1, its posts in this order. Sections and notes are in our own
/// extension object "_lectern" (the specification's section "Extensions") of each item, as
/// readJsonFeed() reads them; for other readers the text of an item is its note and its summary.
/// Pure and thread-safe.
[[nodiscard]] WrittenCollection writeCollection(const QString &title, const QList<Post> &posts);

/// Whether the text of an item only repeats its note, summary and title, as written above: the
/// specification wants items to have a text.
[[nodiscard]] bool isTextRepeated(const FeedItem &item);

} // namespace lectern
