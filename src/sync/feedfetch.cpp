// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/feedfetch.h"

namespace lectern {

namespace {

constexpr auto feedTypes =
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.5";
constexpr auto pageTypes = "text/html, application/xhtml+xml, */*;q=0.5";

QList<std::pair<QByteArray, QByteArray>> headersOf(const FeedSettings &settings)
{
    QList<std::pair<QByteArray, QByteArray>> headers;
    for (const QString &line : settings.headers) {
        const qsizetype colon = line.indexOf(u':');
        if (colon > 0) {
            headers.append(
                {line.first(colon).trimmed().toUtf8(), line.sliced(colon + 1).trimmed().toUtf8()});
        }
    }
    return headers;
}

} // namespace

FetchRequest requestFor(const QUrl &url)
{
    FetchRequest request;
    request.url = url;
    request.accept = feedTypes;
    return request;
}

FetchRequest pageRequestFor(const QUrl &url)
{
    FetchRequest request;
    request.url = url;
    request.accept = pageTypes;
    return request;
}

FetchResult fetchedFrom(const Result<PageSnapshot> &snapshot, std::chrono::milliseconds elapsed)
{
    if (!snapshot)
        return tl::unexpected(FetchFailure{snapshot.error(), {}, {}, {}, elapsed});
    FetchedPage page;
    page.status = 200;
    page.finalUrl = snapshot->url.adjusted(QUrl::RemoveFragment | QUrl::RemoveUserInfo);
    page.body = snapshot->html;
    page.contentType = "text/html; charset=utf-8";
    page.elapsed = elapsed;
    return page;
}

FetchRequest requestFor(const Feed &feed, const std::optional<Login> &login)
{
    FetchRequest request =
        feed.kind == SourceKind::Page ? pageRequestFor(feed.address) : requestFor(feed.address);
    // Without a hash, what the library has does not stem from these bytes (any more).
    if (!feed.contentHash.isEmpty()) {
        request.validators = {feed.validators.url, feed.validators.etag,
                              feed.validators.lastModified};
        request.knownHash = feed.contentHash;
    }
    request.userAgent = feed.settings.userAgent.toUtf8();
    request.headers = headersOf(feed.settings);
    request.login = login;
    return request;
}

FeedCheck checkOf(SourceId feed, const FetchedPage &page, const QDateTime &now)
{
    FeedCheck check;
    check.source = feed;
    check.at = now;
    check.elapsed = page.elapsed;
    check.movedTo = page.movedTo;
    check.validators =
        FeedValidators{page.validators.url, page.validators.etag, page.validators.lastModified};
    return check;
}

FeedCheck checkOf(SourceId feed, const FetchFailure &failure, const QDateTime &now)
{
    FeedCheck check;
    check.source = feed;
    check.at = now;
    check.elapsed = failure.elapsed;
    check.failure = FeedFailure{failure.error, failure.httpStatus};
    return check;
}

IncomingFeed incomingFeed(SourceId feed, const FetchedPage &page, const ReadFeed &read,
                          const QDateTime &now)
{
    IncomingFeed incoming = read.feed;
    incoming.contentHash = page.hash;
    incoming.check = checkOf(feed, page, now);
    incoming.check.usualGap = read.usualGap;
    incoming.check.wishes = read.wishes;
    return incoming;
}

} // namespace lectern
