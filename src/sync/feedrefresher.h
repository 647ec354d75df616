// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pagesnapshot.h"
#include "library/library.h"
#include "net/fetcher.h"
#include "sync/feedreading.h"
#include "sync/refreshschedule.h"

#include <QHash>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <deque>
#include <functional>
#include <optional>

namespace lectern {

/// How far a refresh has come.
struct RefreshProgress
{
    int done = 0; ///< feeds checked
    int total = 0; ///< feeds to check; 0: nothing is being refreshed
    int added = 0; ///< new articles so far
    int failed = 0; ///< feeds that could not be refreshed

    friend bool operator==(const RefreshProgress &, const RefreshProgress &) = default;
};

/// How the check of one feed went.
struct FeedReport
{
    FeedOutcome outcome; ///< source and title also when it failed
    QStringList issues; ///< what was odd in the feed, see FeedDocument::issues
    std::optional<FeedFailure> failure;
};

/// Keeps feeds fresh, and pages that are followed like feeds: checks each when it is due, and
/// whatever the reader asks for at once.
/// Fetching goes on in Fetcher's thread, reading in a thread pool, storing in the library's; what
/// has come is stored in bursts, so that its views follow it without a stutter, and no more is
/// fetched ahead than is read and stored. A feed that fails or hangs takes nothing but its own
/// place.
///
/// Lives in the GUI thread; library and fetcher must outlive it. Destroying it drops what is under
/// way; what was stored stays.
class FeedRefresher final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FeedRefresher)

public:
    struct Settings
    {
        Clock now = QDateTime::currentDateTimeUtc;
        std::function<double()> chance; ///< from 0 to 1; empty: the system's
        /// Asks for the login of a feed with a user name; empty: there are no logins. Called in
        /// this thread.
        std::function<QFuture<Result<std::optional<Login>>>(const Feed &)> login;
        /// Runs a page and answers with what its scripts have made of it; empty: nobody here can,
        /// and pages whose list is made by scripts are left for somebody who can. Called in this
        /// thread.
        std::function<QFuture<Result<PageSnapshot>>(const QUrl &)> render;
    };

    FeedRefresher(Library &library, Fetcher &fetcher, Settings settings, QObject *parent = nullptr);
    ~FeedRefresher() override;

    /// From now on feeds are checked when they are due.
    void start();
    /// While offline, nothing is checked by itself; what is due is checked when online again.
    void setOnline(bool isOnline);
    [[nodiscard]] bool isOnline() const { return m_isOnline; }

    // The reader asks: due or not, and before what is only due.
    void refreshAll();
    void refresh(const QList<SourceId> &feeds);
    /// Feeds not checked yet are left for later. finished() follows.
    void cancel();

    [[nodiscard]] RefreshProgress progress() const { return m_progress; }

signals:
    void progressed(const lectern::RefreshProgress &progress); ///< a few times a second at most
    /// What came of a feed is stored, or it failed.
    void checked(const lectern::FeedReport &report);
    /// Everything asked for is stored. Sent also when there was nothing to do for what the reader
    /// asked, with a total of 0.
    void finished(const lectern::RefreshProgress &result);
    /// New articles of sources whose news the reader wants to be told.
    void arrived(const QList<lectern::FeedOutcome> &announced);
    /// The library could not store what came. It is fetched again next time.
    void failed(const lectern::Error &error);
    /// A feed was read: where its icon is, if it names one.
    void feedRead(const lectern::Feed &feed, const QUrl &icon);

private:
    /// A feed that is being refreshed.
    struct Refresh
    {
        Feed feed;
        QFuture<FetchResult> fetch = {};
        bool isFetched = false;
        QStringList issues = {};
    };

    void checkDue();
    void takeFeeds(const QList<Feed> &feeds, Urgency urgency);
    void fetchMore();
    void beginFetch(const Feed &feed, Urgency urgency);
    void render(const Feed &feed);
    void fetch(const Feed &feed, Urgency urgency, const std::optional<Login> &login);
    void takeAnswer(SourceId feed, const FetchResult &answer);
    void takeFailure(const Feed &feed, const FetchFailure &failure);
    void takePage(const Feed &feed, const FetchedPage &page);
    void takeRead(const Feed &feed, const FetchedPage &page, const Result<ReadFeed> &read);
    [[nodiscard]] QDateTime dueAfter(const FeedCheck &check, RefreshReasons reasons,
                                     const Feed &feed) const;
    void storeSoon();
    void storeBurst();
    void store(const QList<IncomingFeed> &feeds);
    void note(const QList<FeedCheck> &checks);
    void finish(SourceId feed, const FeedOutcome &outcome,
                const std::optional<FeedFailure> &failure);
    void finishIfDone();
    void scheduleNext();
    /// When to check it by itself.
    [[nodiscard]] QDateTime dueTime(const Feed &feed) const;

    Library &m_library;
    Fetcher &m_fetcher;
    const Settings m_settings;
    QThreadPool m_readers;
    QTimer m_dueTimer;
    QTimer m_progressTimer;
    QTimer m_storeTimer; ///< gathers a burst
    bool m_isStarted = false;
    bool m_isOnline = true;
    bool m_isStoring = false;
    std::deque<std::pair<Feed, Urgency>> m_waiting;
    QHash<SourceId, Refresh> m_underWay; ///< being fetched, read or stored
    int m_fetching = 0; ///< of those under way
    QList<IncomingFeed> m_arrived; ///< to be stored
    QList<FeedCheck> m_checked; ///< to be noted
    /// Feeds of whose failed check nothing could be noted; else they would be due again at once.
    QHash<SourceId, QDateTime> m_notBefore;
    QList<FeedOutcome> m_news; ///< of sources the reader wants to be told of
    RefreshProgress m_progress;
};

} // namespace lectern
