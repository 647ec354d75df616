// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/pagereading.h"

#include "formats/pageaddress.h"
#include "sync/collectionreading.h"

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

std::optional<PageList> followedList(const PageLists &lists, const QString &description)
{
    if (!description.isEmpty())
        return lists.again(ListDescription::fromJson(description.toUtf8()));
    // A page out of a damaged library may have lost its description.
    const QList<PageList> ranked = lists.ranked(1);
    return ranked.isEmpty() ? std::nullopt : std::optional(ranked.first());
}

} // namespace

ReadFeed readPageList(const HtmlDocument &page, const PageList &list, const QDateTime &now)
{
    ReadFeed read;
    read.feed.title = list.title;
    read.feed.homePage = page.address();
    read.feed.listDescription = QString::fromUtf8(list.description.toJson());
    for (const PageEntry &entry : list.entries) {
        IncomingArticle article;
        article.itemId = readPageAddress(entry.url, page.address()).key;
        article.url = entry.url;
        article.title = entry.title;
        article.summary = entry.summary;
        article.author = entry.author;
        article.language = page.language();
        article.tags = entry.tags;
        article.published = entry.published;
        read.feed.articles.append(article);
    }
    read.usualGap = usualGapOf(read.feed.articles, now);
    return read;
}

Result<ReadFeed> readFetchedPage(const FetchedFeed &fetched, const QDateTime &now)
{
    // How it comes here is nothing that the page itself could tell.
    const bool isRendered = ListDescription::fromJson(fetched.listDescription.toUtf8()).isRendered;
    const Result<HtmlDocument> page = HtmlDocument::read(
        fetched.body,
        {fetched.url, QString::fromLatin1(fetched.contentType), isRendered, now.date()});
    if (!page)
        return tl::unexpected(page.error());
    auto list = followedList(PageLists(*page), fetched.listDescription);
    if (!list || list->entries.isEmpty()) {
        return failure(ErrorKind::Data, ErrorCode::NotFound,
                       u"the list of posts is not on the page any more"_s);
    }
    list->description.isRendered = isRendered;
    return readPageList(*page, *list, now);
}

Result<ReadFeed> readFetched(const FetchedFeed &fetched, const QDateTime &now)
{
    switch (fetched.kind) {
    case SourceKind::Feed:
        return readFetchedFeed(fetched, now);
    case SourceKind::Page:
        return readFetchedPage(fetched, now);
    case SourceKind::Collection:
        return readFetchedCollection(fetched);
    }
    Q_UNREACHABLE();
}

} // namespace lectern
