// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/feeddiscovery.h"
#include "formats/feedhtml.h"
#include "formats/feedtext.h"
#include "formats/htmltext.h"
#include "formats/pagelist.h"

#include <QUrl>

#include <cstdint>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace {

using namespace lectern;

/// As a whole page: its tree nests as it says, and what is listed can be followed.
void readPage(const QByteArray &bytes, bool isRendered)
{
    const auto page = HtmlDocument::read(
        bytes, {QUrl(u"https://a.example/folder/"_s), {}, isRendered, QDate(2026, 11, 20)});
    if (!page)
        return;
    for (HtmlDocument::Node node = 1; node < page->size(); ++node) {
        const HtmlDocument::Node parent = page->parent(node);
        const bool isInside = parent >= 0 && parent < node && page->end(node) <= page->end(parent);
        if (!isInside || page->end(node) <= node)
            std::abort();
    }
    if (isRendered)
        return;
    for (const FeedPointer &feed : feedsOf(*page)) {
        if (!feed.url.isValid() || feed.url.isRelative())
            std::abort();
    }
    const PageLists lists(*page);
    for (const PageList &list : lists.ranked()) {
        if (list.score < 0 || list.score > 1 || list.entries.isEmpty())
            std::abort();
        for (const PageEntry &entry : list.entries) {
            if (!entry.url.isValid() || entry.url.isRelative() || entry.title.contains(u'\n'))
                std::abort();
        }
        (void)lists.around(list.entries.first().block);
        if (ListDescription::fromJson(list.description.toJson()) != list.description)
            std::abort();
        (void)lists.again(list.description);
    }
}

} // namespace

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
    readPage(bytes, false);
    readPage(bytes, true);
    return 0;
}
