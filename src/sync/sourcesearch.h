// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/fetcher.h"
#include "sync/foundsource.h"
#include "sync/sourcereading.h"
#include "sync/typedsource.h"

#include <QFutureWatcher>
#include <QMap>
#include <QObject>
#include <QPromise>
#include <QSet>

#include <functional>

namespace lectern {

/// One search for what can be followed, step by step: SourceFinder's. Looks at the address, then at
/// the feeds its page points at, then, if none of them is one, at the usual places, where the feed
/// that has the posts which the page leads to goes before others. No more than
/// about 20 requests in all, each bounded in time. Lives in the GUI thread; reading goes on in the
/// thread pool. It goes as soon as it has answered, or when its future is cancelled; destroying it
/// cancels that, and what is being fetched.
class SourceSearch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourceSearch)

public:
    struct Rooms
    {
        Library &library;
        Fetcher &fetcher;
        const Clock &now;
    };

    /// `login` goes to the host that was typed, and to no other.
    SourceSearch(const Rooms &rooms, const std::optional<Login> &login, QObject *parent);
    ~SourceSearch() override;

    /// Begins it, once.
    [[nodiscard]] QFuture<FindResult> start(const TypedSource &typed);

private:
    /// A feed that the page points at, and what came of it.
    struct Candidate
    {
        FeedPointer pointer;
        QUrl finalUrl;
        FoundSource source;
        double likeness = 0; ///< the share of its newest posts that the page leads to
    };

    [[nodiscard]] std::optional<Login> loginFor(const QUrl &url) const;
    void lookInFile(const QString &path);
    void lookAtNextAddress();
    void takeFailure(const QUrl &url, const FetchFailure &failure);
    void look(const SourceBytes &bytes);
    void takeReading(const SourceBytes &bytes, const Result<SourceReading> &reading);
    void tryPointers(const QList<FeedPointer> &pointers);
    void tryUsualPlaces();
    void tryCandidates(const QList<FeedPointer> &pointers);
    void tryCandidate(int rank, const FeedPointer &pointer);
    void takeCandidate(int rank, const SourceBytes &bytes, const FeedPointer &pointer,
                       const Result<SourceReading> &reading);
    void drop(const FeedPointer &pointer, const Error &error);
    void oneIsDone();
    void arrange();
    void nameKnown();
    void fail(const FindFailure &failure);
    void answer(const FindResult &result);
    void cancelFetches();
    [[nodiscard]] bool hasOwnFeed() const;
    [[nodiscard]] double likenessOf(const FoundSource &feed) const;

    const Rooms m_rooms;
    const std::optional<Login> m_login;
    QPromise<FindResult> m_promise;
    QFutureWatcher<FindResult> m_watcher;
    QList<QFuture<FetchResult>> m_fetches;
    QList<QUrl> m_addresses; ///< still to be tried
    std::optional<FindFailure> m_failure; ///< of the address itself
    FoundSources m_found;
    QList<QUrl> m_places;
    QSet<QString> m_links; ///< of the page, as PageAddress::key
    QSet<QUrl> m_asked;
    QMap<int, Candidate> m_feeds; ///< by rank
    int m_open = 0; ///< candidates that have not answered
    bool m_isAtUsualPlaces = false;
};

} // namespace lectern
