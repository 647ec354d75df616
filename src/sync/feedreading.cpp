// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/feedreading.h"

#include "core/canonicaladdress.h"
#include "formats/feedreader.h"
#include "sync/arrivingarticle.h"

#include <QCryptographicHash>
#include <QHash>
#include <QSet>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lectern {

namespace {

/// As many gaps between articles tell how often a feed usually changes.
constexpr qsizetype gapsLookedAt = 20;
/// A feed that has been silent for so many times its usual gap has got another habit.
constexpr int silentGaps = 10;

bool isWebAddress(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty()
        && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
}

// What a link post or an episode has instead of a page.
QUrl addressOf(const FeedItem &item)
{
    for (const QUrl &url : {item.url, item.externalUrl}) {
        if (isWebAddress(url))
            return url;
    }
    for (const FeedAttachment &attachment : item.attachments) {
        if (isWebAddress(attachment.url))
            return attachment.url;
    }
    return {};
}

QUrl ownPage(const QUrl &source, const QString &itemId)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(source.toEncoded());
    hash.addData("\n"_ba);
    hash.addData(itemId.toUtf8());
    return QUrl(u"lectern://item/"_s + QString::fromLatin1(hash.result().toHex()));
}

// The content, and where the item led: its page is the only place left for that.
QString contentOf(const FeedItem &item, const QUrl &address)
{
    QString html = item.contentHtml;
    if (html.isEmpty()) {
        const QString text = item.contentText.isEmpty() ? item.summary : item.contentText;
        html = text.isEmpty() ? QString() : u"<p>%1</p>"_s.arg(text.toHtmlEscaped());
    }
    if (address.isEmpty())
        return html;
    const QString link = address.toString(QUrl::FullyEncoded).toHtmlEscaped();
    return html + u"<p><a href=\"%1\">%1</a></p>"_s.arg(link);
}

// Addresses that lead several items to one page.
QSet<QUrl> sharedAddresses(const QList<FeedItem> &items)
{
    QHash<QUrl, QString> ids;
    QSet<QUrl> shared;
    for (const FeedItem &item : items) {
        const QUrl address = canonicalAddress(addressOf(item));
        const auto known = ids.constFind(address);
        if (known == ids.cend())
            ids.insert(address, item.id);
        else if (*known != item.id)
            shared.insert(address);
    }
    return shared;
}

FeedWishes wishesOf(const FeedSchedule &schedule)
{
    FeedWishes wishes;
    wishes.skippedHours = schedule.skipHours;
    wishes.skippedDays = schedule.skipDays;
    for (const auto &wait : {schedule.ttl, schedule.updateInterval}) {
        if (wait)
            wishes.wait = std::max(wishes.wait.value_or(0s), std::chrono::seconds(*wait));
    }
    return wishes;
}

} // namespace

std::optional<std::chrono::seconds> usualGapOf(const QList<IncomingArticle> &articles,
                                               const QDateTime &now)
{
    QList<QDateTime> times;
    for (const IncomingArticle &article : articles) {
        if (article.published && *article.published <= now)
            times.append(*article.published);
    }
    if (times.size() < 2)
        return {};
    std::sort(times.begin(), times.end(), std::greater<>());
    times = times.first(std::min(times.size(), gapsLookedAt + 1));
    QList<qint64> gaps;
    for (qsizetype i = 1; i < times.size(); ++i)
        gaps.append(times.at(i).secsTo(times.at(i - 1)));
    std::sort(gaps.begin(), gaps.end());
    const qint64 median = gaps.at(gaps.size() / 2);
    return std::chrono::seconds(std::max(median, times.first().secsTo(now) / silentGaps));
}

Result<ReadFeed> readFetchedFeed(const FetchedFeed &fetched, const QDateTime &now)
{
    const Result<FeedDocument> document =
        readFeed(fetched.body, {fetched.url, QString::fromLatin1(fetched.contentType)});
    if (!document)
        return tl::unexpected(document.error());

    ReadFeed read;
    read.wishes = wishesOf(document->schedule);
    read.icon = isWebAddress(document->icon) ? document->icon : QUrl();
    read.format = document->format;
    read.issues = document->issues;
    read.feed.title = document->title;
    if (isWebAddress(document->link))
        read.feed.homePage = document->link;

    const QSet<QUrl> shared = sharedAddresses(document->items);
    for (const FeedItem &item : document->items) {
        FeedItem arriving = item;
        const QUrl address = addressOf(item);
        arriving.url = address;
        const bool isShared = !shared.isEmpty() && shared.contains(canonicalAddress(address));
        if (address.isEmpty() || isShared) {
            arriving.contentHtml = contentOf(item, address);
            arriving.url = ownPage(fetched.identity, item.id);
        }
        if (arriving.contentHtml.isEmpty() && address.isEmpty()) {
            read.issues.append(
                u"The item \"%1\" has neither address nor content and was left out."_s.arg(
                    item.id.left(80)));
            continue;
        }
        if (!arriving.published)
            arriving.published = arriving.updated;
        read.feed.articles.append(arrivingArticle(arriving));
    }
    read.usualGap = usualGapOf(read.feed.articles, now);
    return read;
}

} // namespace lectern
