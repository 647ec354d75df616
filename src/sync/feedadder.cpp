// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/feedadder.h"

#include "core/deliver.h"
#include "sync/feedfetch.h"
#include "sync/refreshschedule.h"

#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

FeedAdder::FeedAdder(Library &library, Fetcher &fetcher, QObject *parent, const Clock &now)
    : QObject(parent), m_library(library), m_fetcher(fetcher), m_now(now)
{
}

QUrl FeedAdder::webAddress(const QUrl &url)
{
    if (url.scheme() != "feed"_L1)
        return url;
    // "feed:https://…" is the address behind it; "feed://…" leaves the scheme to us.
    const QString rest = url.toString(QUrl::FullyEncoded).sliced(QStringView(u"feed:").size());
    return QUrl(rest.startsWith(u"//"_s) ? u"https:"_s + rest : rest, QUrl::StrictMode);
}

void FeedAdder::add(const QUrl &url, FolderId folder)
{
    const Wanted wanted{webAddress(url), folder};
    deliver(m_library.feeds(), this, [this, wanted](const Result<QList<Feed>> &feeds) {
        if (!feeds) {
            tell(wanted, feeds.error());
            return;
        }
        const auto isSame = [&wanted](const Feed &feed) {
            return feed.url == wanted.url || feed.address == wanted.url;
        };
        const auto known = std::find_if(feeds->cbegin(), feeds->cend(), isSame);
        if (known == feeds->cend())
            fetch(wanted);
        else
            emit added({known->source, known->title}, true, {});
    });
}

void FeedAdder::fetch(const Wanted &wanted)
{
    deliver(m_fetcher.fetch(requestFor(wanted.url), Urgency::Asked), this,
            [this, wanted](const FetchResult &answer) {
                if (answer)
                    read(wanted, *answer);
                else
                    emit failed(wanted.url, answer.error().error, answer.error().httpStatus);
            });
}

void FeedAdder::read(const Wanted &wanted, const FetchedPage &page)
{
    // What has moved for good is followed where it is now.
    const Wanted there{page.movedTo.value_or(wanted.url), wanted.folder};
    const FetchedFeed fetched{page.body, page.contentType, page.finalUrl, there.url};
    deliver(QtConcurrent::run(readFetchedFeed, fetched, m_now()), this,
            [this, there, page](const Result<ReadFeed> &read) {
                if (read)
                    store(there, page, *read);
                else
                    tell(there, read.error());
            });
}

void FeedAdder::store(const Wanted &wanted, const FetchedPage &page, const ReadFeed &read)
{
    const auto storeIn = [this, wanted, page, read](const Result<SourceId> &source) {
        if (!source) {
            tell(wanted, source.error());
            return;
        }
        const QDateTime now = m_now();
        IncomingFeed incoming = incomingFeed(*source, page, read, now);
        RefreshReasons reasons;
        reasons.usualGap = read.usualGap;
        reasons.wishes = read.wishes;
        reasons.freshFor = page.freshFor;
        incoming.check.due = nextCheck(now, reasons, 0);
        const auto told = [this, wanted, read](const Result<QList<FeedOutcome>> &outcomes) {
            if (!outcomes)
                tell(wanted, outcomes.error());
            else if (!outcomes->isEmpty())
                emit added(outcomes->first(), false, read.issues);
        };
        deliver(m_library.storeFeeds({incoming}), this, told);
        Feed feed;
        feed.source = *source;
        feed.url = wanted.url;
        feed.address = wanted.url;
        feed.title = read.feed.title;
        feed.homePage = read.feed.homePage;
        emit feedRead(feed, read.icon);
    };
    deliver(m_library.addFeed(wanted.url, read.feed.title, wanted.folder), this, storeIn);
}

void FeedAdder::tell(const Wanted &wanted, const Error &error)
{
    emit failed(wanted.url, error, {});
}

} // namespace lectern
