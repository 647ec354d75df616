// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/sourcereading.h"

#include "formats/feedreader.h"
#include "formats/pageaddress.h"
#include "sync/collectionreading.h"
#include "sync/feedfetch.h"
#include "sync/pagereading.h"
#include "sync/refreshschedule.h"

#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// Lists of one page that are offered.
constexpr qsizetype mostLists = 3;
constexpr qsizetype longestTitle = 100;

bool isWebAddress(const QUrl &url)
{
    return !url.host().isEmpty() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
}

FoundPost postOf(const IncomingArticle &article)
{
    QString title = article.title;
    for (const QString &text : {article.summary, article.contentText}) {
        if (title.isEmpty())
            title = text.left(longestTitle).simplified();
    }
    return {title, article.url, article.published};
}

QList<FoundPost> postsOf(QList<IncomingArticle> articles, bool areSorted)
{
    if (areSorted) {
        // Absent is less than any time.
        std::stable_sort(articles.begin(), articles.end(),
                         [](const IncomingArticle &left, const IncomingArticle &right) {
                             return left.published > right.published;
                         });
    }
    QList<FoundPost> posts;
    for (const IncomingArticle &article :
         articles.first(std::min<qsizetype>(articles.size(), FoundSource::mostPosts)))
        posts.append(postOf(article));
    return posts;
}

FoundSource sourceOf(const SourceBytes &given, const ReadFeed &read, const QDateTime &now)
{
    FoundSource source;
    source.url = given.url();
    source.title = read.feed.title;
    source.homePage = read.feed.homePage;
    source.count = int(read.feed.articles.size());
    source.posts = postsOf(read.feed.articles, true);
    source.icon = read.icon;
    IncomingFeed incoming = incomingFeed({}, given.page, read, now);
    RefreshReasons reasons;
    reasons.usualGap = read.usualGap;
    reasons.wishes = read.wishes;
    reasons.freshFor = given.page.freshFor;
    incoming.check.due = nextCheck(now, reasons, 0);
    source.content = incoming;
    return source;
}

FoundSource sourceOf(const SourceBytes &given, const ReadCollection &read,
                     const FoundSource &asFeed)
{
    FoundSource source;
    source.kind = FoundSource::Kind::Collection;
    source.url = read.collection.url;
    source.title = read.collection.title;
    source.homePage = read.collection.homePage;
    source.count = int(read.collection.articles.size());
    source.posts = postsOf(read.collection.articles, false);
    IncomingCollection incoming = read.collection;
    if (!given.isFile()) {
        source.icon = asFeed.icon;
        incoming.contentHash = given.page.hash;
        incoming.check = std::get<IncomingFeed>(asFeed.content).check;
        incoming.check->usualGap.reset(); // which is that of the posts, not of the list
    }
    source.content = incoming;
    return source;
}

FoundSource sourceOf(const SourceBytes &given, const SubscriptionList &list)
{
    FoundSource source;
    source.kind = FoundSource::Kind::Subscriptions;
    source.url = given.url();
    source.title = list.title;
    source.count = int(list.subscriptions.size());
    for (const Subscription &subscription : list.subscriptions) {
        if (source.posts.size() == FoundSource::mostPosts)
            break;
        source.posts.append({subscription.title, subscription.feed, {}});
    }
    source.content = list;
    return source;
}

FoundSource articleOf(const QUrl &url, const QString &title)
{
    FoundSource source;
    source.kind = FoundSource::Kind::Article;
    source.url = url;
    source.title = title.simplified();
    source.count = 1;
    CollectionRequest request;
    request.url = url;
    request.title = source.title;
    source.content = request;
    return source;
}

QString nameOf(const QUrl &url)
{
    return url.isLocalFile() ? QFileInfo(url.toLocalFile()).completeBaseName() : url.host();
}

bool isSubscriptions(const QByteArray &bytes)
{
    constexpr qsizetype farthest = 4096;
    // Without the zeros of UTF-16.
    return bytes.left(farthest).replace('\0', QByteArray()).toLower().contains("<opml");
}

/// Whether it can be a page: pictures, films and archives are none.
bool isText(const FetchedPage &page)
{
    const QByteArray type = page.contentType.toLower();
    for (const auto *const other : {"image/", "audio/", "video/", "font/", "application/pdf",
                                    "application/zip", "application/octet-stream"}) {
        if (type.startsWith(other))
            return false;
    }
    constexpr qsizetype farthest = 1024;
    const QByteArray start = page.body.left(farthest);
    const bool isWide = start.startsWith("\xff\xfe") || start.startsWith("\xfe\xff");
    return isWide || !start.contains('\0');
}

Result<HtmlDocument> documentOf(const SourceBytes &given, const QDateTime &now)
{
    const QUrl from = given.isFile() ? QUrl() : given.page.finalUrl;
    return HtmlDocument::read(
        given.page.body, {from, QString::fromLatin1(given.page.contentType), false, now.date()});
}

/// Where the links of a page lead, as far as anybody follows them.
QSet<QString> linksOf(const HtmlDocument &page)
{
    constexpr qsizetype most = 2000;
    QSet<QString> links;
    for (HtmlDocument::Node node = 0; node < page.size() && links.size() < most; ++node) {
        if (page.tag(node) != HtmlTag::A)
            continue;
        const QUrl url =
            page.base().resolved(QUrl(QString::fromUtf8(page.attribute(node, "href")).trimmed()));
        if (isWebAddress(url))
            links.insert(readPageAddress(url, page.address()).key);
    }
    return links;
}

/// The feeds of a page, and those of the site that was asked for, should another one have answered:
/// many send readers away to ask for their consent.
QList<FeedPointer> pointersIn(const HtmlDocument &page, const SourceBytes &given)
{
    const QList<FeedPointer> pointers = feedsOf(page);
    if (given.isFile() || isSameSite(given.asked, given.page.finalUrl))
        return pointers;
    return feedsOfSite(given.asked) + pointers;
}

/// Where the feed in a file says that it lives: there it can be followed.
QList<FeedPointer> ownAddressIn(const QByteArray &body)
{
    const Result<FeedDocument> feed = readFeed(body);
    if (!feed || !isWebAddress(feed->feedLink))
        return {};
    return {{feed->feedLink, feed->title, {}, FeedPointer::Origin::Declared}};
}

Result<SourceReading> readPage(const SourceBytes &given, const QDateTime &now)
{
    const Result<HtmlDocument> page = documentOf(given, now);
    if (!page)
        return tl::unexpected(page.error());
    SourceReading reading;
    reading.pointers = pointersIn(*page, given);
    // What a saved page says of itself.
    const QUrl address = page->address();
    if (!isWebAddress(address))
        return reading;
    reading.places = usualFeedPlaces(address, generatorOf(*page));
    reading.links = linksOf(*page);
    SourceBytes there = given;
    if (given.isFile())
        there.asked = address;
    for (const PageList &list : PageLists(*page).ranked(mostLists))
        reading.sources.append(pageSourceOf(there, *page, list, now));
    reading.sources.append(articleOf(address, page->title()));
    return reading;
}

} // namespace

FoundSource pageSourceOf(const SourceBytes &given, const HtmlDocument &page, const PageList &list,
                         const QDateTime &now)
{
    FoundSource source = sourceOf(given, readPageList(page, list, now), now);
    source.kind = FoundSource::Kind::Page;
    source.posts = postsOf(std::get<IncomingFeed>(source.content).articles, false);
    return source;
}

Result<SourceReading> readFeedSource(const SourceBytes &given, const QDateTime &now)
{
    const FetchedPage &page = given.page;
    const Result<ReadFeed> read =
        readFetchedFeed({page.body, page.contentType, page.finalUrl, given.url()}, now);
    if (!read)
        return tl::unexpected(read.error());
    SourceReading reading;
    reading.issues = read->issues;
    FoundSource feed = sourceOf(given, *read, now);
    feed.format = read->format;
    const bool isJson = read->format.startsWith("json"_L1);
    if (!given.isFile())
        reading.sources.append(feed);
    else if (!isJson)
        reading.pointers = ownAddressIn(page.body);
    // A file brings nothing new by itself: what is in it can be kept, in its order.
    if (isJson || given.isFile()) {
        const auto collection =
            readCollection({given.url(), page.body, false, given.isFile() ? QUrl() : page.finalUrl},
                           nameOf(given.url()));
        if (collection && !(given.isFile() && collection->collection.articles.isEmpty())) {
            const bool isBest = collection->isMeantAsOne;
            reading.sources.insert(isBest ? 0 : reading.sources.size(),
                                   sourceOf(given, *collection, feed));
        }
    }
    return reading;
}

Result<SourceReading> readSource(const SourceBytes &given, const QDateTime &now)
{
    Result<SourceReading> feed = readFeedSource(given, now);
    const bool isOther = !feed && feed.error().code == ErrorCode::Malformed;
    if (!isOther && (!feed || !feed->sources.isEmpty()))
        return feed;
    if (isSubscriptions(given.page.body)) {
        const Result<SubscriptionList> list =
            readOpml(given.page.body, QString::fromLatin1(given.page.contentType));
        if (!list)
            return tl::unexpected(list.error());
        SourceReading reading;
        reading.sources.append(sourceOf(given, *list));
        reading.issues = list->issues;
        return reading;
    }
    if (isOther && isText(given.page)) {
        Result<SourceReading> page = readPage(given, now);
        const bool isUsable =
            page && (!given.isFile() || !page->sources.isEmpty() || !page->pointers.isEmpty());
        if (!page || isUsable)
            return page;
    }
    if (given.isFile()) {
        return failure(ErrorKind::Data, ErrorCode::Malformed,
                       u"the file is neither a feed with articles nor a list of subscriptions nor a"
                       " page that says where it is from"_s);
    }
    SourceReading reading;
    reading.sources.append(articleOf(given.page.finalUrl, given.page.finalUrl.fileName()));
    return reading;
}

} // namespace lectern
