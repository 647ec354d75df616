// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/opmlreader.h"

#include <cstdint>
#include <cstdlib>

using namespace Qt::StringLiterals;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace lectern;
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto list = readOpml(bytes);
    if (!list)
        return 0;
    for (const Subscription &each : list->subscriptions) {
        const bool isWeb = each.feed.scheme() == "http"_L1 || each.feed.scheme() == "https"_L1;
        if (!each.feed.isValid() || !isWeb || each.title.contains(u'\n'))
            std::abort();
    }
    for (const QStringList &folder : list->folders) {
        if (folder.isEmpty())
            std::abort();
    }
    return 0;
}
