// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/feedadder.h"

#include "core/deliver.h"

#include <algorithm>

namespace lectern {

FeedAdder::FeedAdder(Library &library, Fetcher &fetcher, QObject *parent, const Clock &now)
    : QObject(parent), m_library(library), m_finder(library, fetcher, nullptr, now)
{
    connect(&m_finder, &SourceFinder::feedRead, this, &FeedAdder::feedRead);
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
            find(wanted);
        else
            emit added({known->source, known->title}, true, {});
    });
}

void FeedAdder::find(const Wanted &wanted)
{
    const auto take = [this, wanted](const FindResult &found) {
        if (found)
            follow(wanted, *found);
        else
            emit failed(wanted.url, found.error().error, found.error().httpStatus);
    };
    deliver(m_finder.find(wanted.url.toString(QUrl::FullyEncoded), Reach::Address), this, take);
}

void FeedAdder::follow(const Wanted &wanted, const FoundSources &found)
{
    const auto take = [this, wanted, issues = found.issues](const Result<AddedSources> &added) {
        if (!added)
            tell(wanted, added.error());
        else if (!added->sources.isEmpty())
            emit this->added(added->sources.first().outcome, added->sources.first().wasThere,
                             issues);
    };
    deliver(m_finder.add(found.choices.first(), wanted.folder), this, take);
}

void FeedAdder::tell(const Wanted &wanted, const Error &error)
{
    emit failed(wanted.url, error, {});
}

} // namespace lectern
