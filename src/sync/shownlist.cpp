// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/shownlist.h"

#include "core/canonicaladdress.h"
#include "formats/pagelist.h"
#include "sync/feedfetch.h"
#include "sync/pagereading.h"
#include "sync/sourcereading.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

using Node = HtmlDocument::Node;

Node nodeOf(const HtmlDocument &page, int element)
{
    const QByteArray number = QByteArray::number(element);
    for (Node node = 0; node < page.size(); ++node) {
        if (!page.isText(node) && page.rawAttribute(node, PageSnapshot::numberAttribute) == number)
            return node;
    }
    return HtmlDocument::none;
}

std::optional<PageList> listOf(const HtmlDocument &page, std::optional<int> element)
{
    const PageLists lists(page);
    if (!element) {
        const QList<PageList> ranked = lists.ranked(1);
        return ranked.isEmpty() ? std::nullopt : std::optional(ranked.first());
    }
    const Node node = nodeOf(page, *element);
    return node == HtmlDocument::none ? std::nullopt : lists.around(node);
}

/// The elements of an entry: the block that holds it, or those side by side that it is made of.
QList<int> elementsOf(const HtmlDocument &page, const PageEntry &entry)
{
    QList<int> elements;
    for (Node node = entry.first; node != HtmlDocument::none && node < entry.end;
         node = page.end(node)) {
        bool isNumber = false;
        const int number = page.isText(node)
            ? 0
            : page.rawAttribute(node, PageSnapshot::numberAttribute).toInt(&isNumber);
        if (isNumber)
            elements.append(number);
    }
    return elements;
}

QSet<QUrl> addressesOf(const IncomingFeed &feed)
{
    QSet<QUrl> addresses;
    for (const IncomingArticle &article : feed.articles)
        addresses.insert(canonicalAddress(article.url));
    return addresses;
}

/// Whether a refresh that only asks the server would find these entries.
bool isSent(const IncomingFeed &shown, const FetchResult &sent)
{
    if (!sent)
        return false;
    const Result<ReadFeed> read = readFetchedPage({sent->body,
                                                   sent->contentType,
                                                   sent->finalUrl,
                                                   {},
                                                   SourceKind::Page,
                                                   shown.listDescription},
                                                  shown.check.at);
    if (!read)
        return false;
    const QSet<QUrl> there = addressesOf(shown);
    QSet<QUrl> both = addressesOf(read->feed);
    both.intersect(there);
    // What is shown may be longer, where scripts add older posts.
    return 2 * both.size() >= there.size();
}

} // namespace

Result<ShownList> readShownList(const PageSnapshot &page, std::optional<int> element,
                                const QDateTime &now)
{
    const FetchResult given = fetchedFrom(page, {});
    const Result<HtmlDocument> document = HtmlDocument::read(
        given->body, {given->finalUrl, QString::fromLatin1(given->contentType), true, now.date()});
    if (!document)
        return tl::unexpected(document.error());
    const std::optional<PageList> list = listOf(*document, element);
    if (!list || list->entries.isEmpty())
        return failure(ErrorKind::Data, ErrorCode::NotFound, u"there is no list of posts"_s);
    ShownList shown;
    shown.source = pageSourceOf({*given, given->finalUrl}, *document, *list, now);
    for (const PageEntry &entry : list->entries)
        shown.elements.append(elementsOf(*document, entry));
    return shown;
}

FoundSource asRefreshed(const FoundSource &shown, const FetchResult &sent)
{
    FoundSource source = shown;
    auto &incoming = std::get<IncomingFeed>(source.content);
    ListDescription description = ListDescription::fromJson(incoming.listDescription.toUtf8());
    description.isRendered = !isSent(incoming, sent);
    incoming.listDescription = QString::fromUtf8(description.toJson());
    return source;
}

} // namespace lectern
