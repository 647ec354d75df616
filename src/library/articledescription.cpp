// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/articledescription.h"

#include "library/library.h"
#include "library/tagstore.h"

namespace lectern {

namespace {

bool isBlank(const QString &text)
{
    return text.isEmpty();
}

bool isBlank(const QStringList &texts)
{
    return texts.isEmpty();
}

bool isBlank(const QUrl &url)
{
    return url.isEmpty();
}

bool isBlank(const std::optional<QDateTime> &time)
{
    return !time;
}

} // namespace

ArticleDescription ArticleDescription::of(const IncomingArticle &article)
{
    return {article.url,
            article.title,
            article.summary,
            article.author,
            article.language,
            {article.contentHtml, article.contentText},
            TagStore::tidied(article.tags),
            storable(article.published),
            storable(article.updated),
            article.wordCount};
}

std::optional<QDateTime> storable(const std::optional<QDateTime> &time)
{
    if (!time || !time->isValid())
        return std::nullopt;
    return time->toUTC();
}

ArticleDescription merged(const ArticleDescription &old, const ArticleDescription &incoming,
                          const OtherSources &others)
{
    const auto pick = [&others](const auto &known, const auto &given) {
        if (isBlank(given))
            return others.areThere ? known : given;
        return others.areEarlier && !isBlank(known) ? known : given;
    };
    ArticleDescription result;
    result.url = pick(old.url, incoming.url);
    result.title = pick(old.title, incoming.title);
    result.summary = pick(old.summary, incoming.summary);
    result.author = pick(old.author, incoming.author);
    result.language = pick(old.language, incoming.language);
    result.tags = pick(old.tags, incoming.tags);
    result.published = pick(old.published, incoming.published);
    result.updated = pick(old.updated, incoming.updated);
    const bool takesContent =
        !incoming.body.isEmpty() && (!others.areEarlier || old.body.isEmpty());
    result.body = takesContent ? incoming.body : old.body;
    result.wordCount = takesContent ? incoming.wordCount : old.wordCount;
    return result;
}

} // namespace lectern
