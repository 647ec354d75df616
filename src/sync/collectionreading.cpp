// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/collectionreading.h"

#include "core/canonicaladdress.h"
#include "formats/collectionwriter.h"
#include "formats/feedreader.h"
#include "sync/arrivingarticle.h"

#include <QCryptographicHash>
#include <QHash>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

// Part of every hash: count it up when a release reads more from the same bytes, and all
// collections are read once again.
constexpr QByteArrayView readingVersion = "collection reading 3\n";

} // namespace

QByteArray collectionHashOf(const QByteArray &bytes)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(readingVersion);
    hash.addData(bytes);
    return hash.result();
}

Result<ReadCollection> readCollection(const CollectionBytes &given, const QString &name)
{
    // Of a file, the feed itself says what relative addresses are relative to.
    const Result<FeedDocument> feed = readFeed(given.bytes, {given.answeredFrom, {}});
    if (!feed)
        return tl::unexpected(feed.error());

    ReadCollection result;
    result.issues = feed->issues;
    result.icon = feed->icon;
    result.format = feed->format;
    result.isMeantAsOne = feed->isCollection;
    IncomingCollection &collection = result.collection;
    collection.url = given.sourceUrl;
    collection.title = feed->title;
    if (collection.title.isEmpty())
        collection.title = name;
    collection.homePage = feed->link;
    collection.isBuiltIn = given.isBuiltIn;
    collection.contentHash = collectionHashOf(given.bytes);

    QHash<QUrl, QString> idsByAddress;
    for (const FeedItem &item : feed->items) {
        const auto leaveOut = [&result, &item](const QString &reason) {
            result.issues.append(
                u"The item \"%1\" %2 and was left out."_s.arg(item.id.left(80), reason));
        };
        const QUrl address = canonicalAddress(item.url);
        if (item.url.isEmpty()) {
            leaveOut(u"has no address"_s);
        } else if (item.url.scheme() == "lectern"_L1 && !given.isBuiltIn) {
            // Else a file could put its own words under the address of a page of the Guide.
            leaveOut(u"claims to be a page of Lectern's own"_s);
        } else if (idsByAddress.contains(address)) {
            leaveOut(u"has the same address as the item \"%1\""_s.arg(
                idsByAddress.value(address).left(80)));
        } else {
            idsByAddress.insert(address, item.id);
            collection.articles.append(arrivingArticle(item));
            // Else it would be taken for the content, which a feed may bring.
            if (isTextRepeated(item))
                collection.articles.last().contentText.clear();
        }
    }
    return result;
}

Result<ReadFeed> readFetchedCollection(const FetchedFeed &fetched)
{
    return readCollection({fetched.identity, fetched.body, false, fetched.url}, {})
        .map([](const ReadCollection &collection) {
            ReadFeed read;
            read.feed.title = collection.collection.title;
            read.feed.homePage = collection.collection.homePage;
            read.feed.articles = collection.collection.articles;
            read.icon = collection.icon;
            read.format = collection.format;
            read.issues = collection.issues;
            return read;
        });
}

} // namespace lectern
