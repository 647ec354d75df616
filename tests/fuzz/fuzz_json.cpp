// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/jsonfeedreader.h"

#include <cstdint>
#include <cstdlib>

using namespace Qt::StringLiterals;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace lectern;
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const Result<FeedDocument> feed = readJsonFeed(bytes, QUrl(u"https://a.example/"_s));
    if (!feed)
        return 0;
    for (const FeedItem &item : feed->items) {
        if (item.id.isEmpty() || item.title.contains(QChar(u'\n')))
            std::abort();
    }
    return 0;
}
