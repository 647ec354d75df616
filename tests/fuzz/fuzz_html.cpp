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
    // Tidied once is tidied: nothing is left that only now looks like something to drop.
    const QUrl base(u"https://a.example/folder/"_s);
    const QByteArray tidied = tidiedHtml(bytes, base);
    if (tidiedHtml(tidied, base) != tidied)
        std::abort();
    return 0;
}
