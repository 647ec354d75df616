// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/feedreader.h"

#include <cstdint>
#include <cstdlib>

using namespace Qt::StringLiterals;

/// The promises that FeedDocument makes, kept for any bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace lectern;
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    FeedHints hints;
    hints.base = QUrl(u"https://a.example/folder/feed"_s);
    // Half of the inputs come from a server that says something of its own.
    if (size % 2 == 1)
        hints.contentType = u"text/xml; charset="_s + QString::fromLatin1(bytes.right(8));
    const Result<FeedDocument> feed = readFeed(bytes, hints);
    if (!feed)
        return feed.error().detail.isEmpty() ? std::abort(), 0 : 0;
    for (const FeedItem &item : feed->items) {
        const bool isSound = !item.id.isEmpty() && (item.url.isEmpty() || item.url.isValid())
            && (!item.published || item.published->isValid()) && !item.title.contains(QChar(u'\n'))
            && !item.tags.contains(QString());
        if (!isSound)
            std::abort();
    }
    return 0;
}
