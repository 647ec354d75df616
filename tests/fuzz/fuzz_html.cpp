// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/feedhtml.h"
#include "formats/feedtext.h"
#include "formats/htmltext.h"

#include <QUrl>

#include <cstdint>
#include <cstdlib>

using namespace Qt::StringLiterals;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace lectern;
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const QString text = QString::fromUtf8(bytes);
    if (wordCount(text) < 0 || plainText(text).startsWith(u' '))
        std::abort();
    const bool isHtml = looksLikeHtml(bytes);
    if (isHtml && bytes.isEmpty())
        std::abort();
    // Nothing may be left that only now looks like something to drop.
    const auto tidied = tidiedHtml(bytes, QUrl());
    if (tidied && tidiedHtml(*tidied, QUrl()))
        std::abort();
    const auto resolved = tidiedHtml(bytes, QUrl(u"https://a.example/folder/"_s));
    if (resolved && !bytes.isEmpty() && resolved->size() > 200 * bytes.size())
        std::abort();
    return 0;
}
