// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/arrivingarticle.h"

#include "formats/htmltext.h"

namespace lectern {

IncomingArticle arrivingArticle(const FeedItem &item)
{
    IncomingArticle article;
    article.itemId = item.id;
    article.url = item.url;
    article.title = item.title;
    article.summary = item.summary;
    article.author = item.author;
    article.language = item.language;
    article.contentHtml = item.contentHtml;
    article.section = item.section;
    article.note = item.note;
    article.tags = item.tags;
    article.published = item.published;
    article.updated = item.updated;
    article.contentText = item.contentText;
    if (!item.contentHtml.isEmpty()) {
        const CountedText read = countedText(item.contentHtml);
        article.contentText = read.text;
        article.wordCount = read.words;
    }
    return article;
}

} // namespace lectern
