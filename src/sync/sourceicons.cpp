// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/sourceicons.h"

#include "core/deliver.h"
#include "core/logging.h"

#include <QtConcurrentRun>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lectern {

namespace {

/// Larger than any icon that is meant to be one.
constexpr qint64 mostBytes = 300'000;

QUrl usualIcon(const QUrl &homePage)
{
    if (homePage.host().isEmpty())
        return {};
    QUrl url = homePage.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    url.setPath(u"/favicon.ico"_s);
    return url;
}

} // namespace

SourceIcons::SourceIcons(Library &library, Fetcher &fetcher, const Shrink &shrink, QObject *parent)
    : QObject(parent), m_library(library), m_fetcher(fetcher), m_shrink(shrink)
{
}

void SourceIcons::find(const Feed &feed, const QUrl &named)
{
    if (feed.hasIcon || m_underWay.contains(feed.source))
        return;
    m_underWay.insert(feed.source);
    QList<QUrl> candidates;
    const QUrl home = feed.homePage.isEmpty() ? feed.address : feed.homePage;
    for (const QUrl &url : {named, usualIcon(home)}) {
        if (!url.isEmpty())
            candidates.append(url);
    }
    fetch(feed.source, candidates);
}

void SourceIcons::fetch(SourceId source, const QList<QUrl> &candidates)
{
    if (candidates.isEmpty()) {
        keep(source, {});
        return;
    }
    FetchRequest request;
    request.url = candidates.first();
    request.accept = "image/png, image/x-icon, image/*;q=0.8, */*;q=0.1";
    request.limits.total = 20s;
    request.limits.bytes = mostBytes;
    const QList<QUrl> others = candidates.sliced(1);
    const auto tryOthers = [this, source, others] { fetch(source, others); };
    deliver(m_fetcher.fetch(request), this, [this, source, tryOthers](const FetchResult &answer) {
        if (!answer && answer.error().error.kind == ErrorKind::Environment) {
            // Nobody's fault but this machine's: another time.
            m_underWay.remove(source);
            return;
        }
        if (!answer) {
            tryOthers();
            return;
        }
        deliver(QtConcurrent::run(m_shrink, answer->body), this,
                [this, source, tryOthers](const QByteArray &image) {
                    if (image.isEmpty())
                        tryOthers();
                    else
                        keep(source, image);
                });
    });
}

void SourceIcons::keep(SourceId source, const QByteArray &image)
{
    deliver(m_library.setSourceIcon(source, image), this, [this, source](const Result<void> &kept) {
        m_underWay.remove(source);
        if (!kept)
            qCInfo(logSync) << "An icon was not kept:" << describe(kept.error());
    });
}

} // namespace lectern
