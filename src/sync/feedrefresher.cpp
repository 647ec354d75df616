// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/feedrefresher.h"

#include "core/deliver.h"
#include "core/logging.h"
#include "core/utc.h"
#include "sync/feedfetch.h"
#include "sync/pagereading.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lectern {

namespace {

/// So many are handed to the fetcher: enough that hosts that hang do not keep the others waiting.
constexpr int mostFetched = 100;
/// So many may have come and wait to be read and stored, before more is fetched: what bounds the
/// memory.
constexpr int mostArrived = 48;
/// A burst is stored when it has so many articles, or has waited so long.
constexpr qsizetype burstOfArticles = 2000;
constexpr std::chrono::milliseconds burstTime = 250ms;
constexpr std::chrono::milliseconds progressTime = 200ms;
/// Not longer, because clocks are set and machines sleep.
constexpr std::chrono::milliseconds longestPause = 10min;
constexpr std::chrono::milliseconds shortestPause = 1s;
constexpr int readingThreads = 2;
/// How often authors change their collections: the dates of the posts tell nothing about that.
constexpr std::chrono::seconds collectionsHabit = 12h;

// What failed or was slow last time goes last: it may be slow again.
bool isTroublesome(const Feed &feed)
{
    return feed.failures > 0 || feed.elapsed.value_or(0ms) > 10s;
}

bool isRendered(const Feed &feed)
{
    return feed.kind == SourceKind::Page && !feed.listDescription.isEmpty()
        && ListDescription::fromJson(feed.listDescription.toUtf8()).isRendered;
}

bool isThisMachines(const Error &error)
{
    return error.kind == ErrorKind::Environment || error.kind == ErrorKind::Cancelled;
}

} // namespace

FeedRefresher::FeedRefresher(Library &library, Fetcher &fetcher, Settings settings, QObject *parent)
    : QObject(parent), m_library(library), m_fetcher(fetcher), m_settings(std::move(settings))
{
    m_readers.setMaxThreadCount(readingThreads);
    for (QTimer *timer : {&m_dueTimer, &m_progressTimer, &m_storeTimer})
        timer->setSingleShot(true);
    m_progressTimer.setInterval(progressTime);
    m_storeTimer.setInterval(burstTime);
    connect(&m_dueTimer, &QTimer::timeout, this, &FeedRefresher::checkDue);
    connect(&m_progressTimer, &QTimer::timeout, this, [this] { emit progressed(m_progress); });
    connect(&m_storeTimer, &QTimer::timeout, this, &FeedRefresher::storeBurst);
    // Somebody added a feed or wants one more often.
    connect(&library, &Library::changed, this, [this](const LibraryChange &change) {
        if (change.feedsChanged && m_isStarted && m_progress.total == 0)
            m_dueTimer.start(shortestPause);
    });
}

FeedRefresher::~FeedRefresher()
{
    for (Refresh &refresh : m_underWay)
        refresh.fetch.cancel();
}

void FeedRefresher::start()
{
    m_isStarted = true;
    checkDue();
}

void FeedRefresher::setOnline(bool isOnline)
{
    if (isOnline && !m_isOnline && m_isStarted)
        m_dueTimer.start(shortestPause);
    m_isOnline = isOnline;
}

void FeedRefresher::refreshAll()
{
    deliver(m_library.feeds(), this, [this](const Result<QList<Feed>> &feeds) {
        if (feeds)
            takeFeeds(*feeds, Urgency::Asked);
        else
            emit failed(feeds.error());
    });
}

void FeedRefresher::refresh(const QList<SourceId> &wanted)
{
    deliver(m_library.feeds(), this, [this, wanted](const Result<QList<Feed>> &feeds) {
        if (!feeds) {
            emit failed(feeds.error());
            return;
        }
        QList<Feed> chosen = *feeds;
        chosen.removeIf([&wanted](const Feed &feed) { return !wanted.contains(feed.source); });
        takeFeeds(chosen, Urgency::Asked);
    });
}

void FeedRefresher::cancel()
{
    m_progress.total -= int(m_waiting.size());
    m_waiting.clear();
    QList<SourceId> cancelled;
    for (auto it = m_underWay.begin(); it != m_underWay.end(); ++it) {
        if (it->isFetched)
            continue;
        it->fetch.cancel();
        cancelled.append(it.key());
    }
    for (const SourceId feed : std::as_const(cancelled)) {
        m_underWay.remove(feed);
        --m_fetching;
        --m_progress.total;
    }
    finishIfDone();
}

void FeedRefresher::checkDue()
{
    if (!m_isOnline)
        return;
    deliver(m_library.feeds(), this, [this](const Result<QList<Feed>> &feeds) {
        if (!feeds) {
            qCWarning(logSync) << "No feeds:" << describe(feeds.error());
            m_dueTimer.start(longestPause);
            return;
        }
        const QDateTime now = m_settings.now();
        QList<Feed> due = *feeds;
        due.removeIf([&](const Feed &feed) { return dueTime(feed) > now; });
        if (due.isEmpty())
            scheduleNext();
        else
            takeFeeds(due, Urgency::Background);
    });
}

void FeedRefresher::takeFeeds(const QList<Feed> &feeds, Urgency urgency)
{
    QList<Feed> fresh = feeds;
    fresh.removeIf([this](const Feed &feed) { return m_underWay.contains(feed.source); });
    std::stable_partition(fresh.begin(), fresh.end(),
                          [](const Feed &feed) { return !isTroublesome(feed); });
    QSet<SourceId> wanted;
    for (const Feed &feed : std::as_const(fresh))
        wanted.insert(feed.source);
    QSet<SourceId> known;
    for (const auto &[feed, howUrgent] : m_waiting)
        known.insert(feed.source);
    if (urgency == Urgency::Asked) {
        // Those that wait already move up.
        std::erase_if(m_waiting,
                      [&](const auto &waiting) { return wanted.contains(waiting.first.source); });
        for (auto feed = fresh.crbegin(); feed != fresh.crend(); ++feed)
            m_waiting.emplace_front(*feed, urgency);
    } else {
        for (const Feed &feed : std::as_const(fresh)) {
            if (!known.contains(feed.source))
                m_waiting.emplace_back(feed, urgency);
        }
    }
    m_progress.total += int((wanted - known).size());
    if (m_progress.total > 0 && !m_progressTimer.isActive())
        m_progressTimer.start();
    fetchMore();
    finishIfDone();
}

void FeedRefresher::fetchMore()
{
    const auto arrived = [this] { return m_underWay.size() - m_fetching; };
    while (!m_waiting.empty() && m_fetching < mostFetched && arrived() < mostArrived) {
        const auto [feed, urgency] = m_waiting.front();
        m_waiting.pop_front();
        beginFetch(feed, urgency);
    }
}

void FeedRefresher::beginFetch(const Feed &feed, Urgency urgency)
{
    m_underWay.insert(feed.source, {feed});
    ++m_fetching;
    if (isRendered(feed)) {
        render(feed);
        return;
    }
    if (feed.settings.userName.isEmpty() || !m_settings.login) {
        fetch(feed, urgency, {});
        return;
    }
    deliver(m_settings.login(feed), this,
            [this, feed, urgency](const Result<std::optional<Login>> &login) {
                if (!login)
                    qCWarning(logSync) << "No login:" << describe(login.error());
                // The server may do without, or will say that it wants one.
                if (m_underWay.contains(feed.source))
                    fetch(feed, urgency, login.value_or(std::nullopt));
            });
}

void FeedRefresher::render(const Feed &feed)
{
    if (!m_settings.render) {
        const Error error{
            ErrorKind::Environment, ErrorCode::NotFound,
            u"the list is made by the page's scripts, and nothing here can run them"_s};
        // Not at once: whoever begins a fetch is not done with the queue.
        QMetaObject::invokeMethod(
            this,
            [this, id = feed.source, error] {
                takeAnswer(id, tl::unexpected(FetchFailure{error}));
            },
            Qt::QueuedConnection);
        return;
    }
    QElapsedTimer sinceAsked;
    sinceAsked.start();
    deliver(m_settings.render(feed.address), this,
            [this, id = feed.source, sinceAsked](const Result<PageSnapshot> &page) {
                takeAnswer(id, fetchedFrom(page, std::chrono::milliseconds(sinceAsked.elapsed())));
            });
}

void FeedRefresher::fetch(const Feed &feed, Urgency urgency, const std::optional<Login> &login)
{
    const QFuture<FetchResult> answer = m_fetcher.fetch(requestFor(feed, login), urgency);
    m_underWay[feed.source].fetch = answer;
    deliver(answer, this,
            [this, id = feed.source](const FetchResult &result) { takeAnswer(id, result); });
}

void FeedRefresher::takeAnswer(SourceId id, const FetchResult &answer)
{
    const auto refresh = m_underWay.find(id);
    if (refresh == m_underWay.end() || refresh->isFetched)
        return; // cancelled when the answer was here already
    refresh->isFetched = true;
    --m_fetching;
    const Feed feed = refresh->feed;
    if (!answer)
        takeFailure(feed, answer.error());
    else
        takePage(feed, *answer);
    fetchMore();
}

void FeedRefresher::takeFailure(const Feed &feed, const FetchFailure &failure)
{
    FeedCheck check = checkOf(feed.source, failure, m_settings.now());
    if (isThisMachines(failure.error)) {
        // Not the feed's fault, so nothing is held against it.
        m_notBefore.insert(feed.source, check.at.addDuration(longestPause));
        finish(feed.source, {feed.source, feed.title}, check.failure);
        return;
    }
    RefreshReasons reasons;
    reasons.failures = feed.failures + 1;
    reasons.retryAfter = failure.retryAfter;
    check.due = dueAfter(check, reasons, feed);
    m_checked.append(check);
    storeSoon();
}

void FeedRefresher::takePage(const Feed &feed, const FetchedPage &page)
{
    if (page.isNotModified) {
        FeedCheck check = checkOf(feed.source, page, m_settings.now());
        RefreshReasons reasons;
        reasons.freshFor = page.freshFor;
        check.due = dueAfter(check, reasons, feed);
        m_checked.append(check);
        storeSoon();
        return;
    }
    const FetchedFeed fetched{page.body, page.contentType, page.finalUrl,
                              feed.url,  feed.kind,        feed.listDescription};
    FetchedPage head = page;
    head.body.clear();
    deliver(QtConcurrent::run(&m_readers, readFetched, fetched, m_settings.now()), this,
            [this, feed, head](const Result<ReadFeed> &read) { takeRead(feed, head, read); });
}

void FeedRefresher::takeRead(const Feed &feed, const FetchedPage &page,
                             const Result<ReadFeed> &read)
{
    if (!read) {
        // The validators stay those of what the library has.
        takeFailure(feed, {read.error(), page.finalUrl, page.status, {}, page.elapsed});
        return;
    }
    m_underWay[feed.source].issues = read->issues;
    IncomingFeed incoming = incomingFeed(feed.source, page, *read, m_settings.now());
    RefreshReasons reasons;
    reasons.freshFor = page.freshFor;
    incoming.check.due = dueAfter(incoming.check, reasons, feed);
    m_arrived.append(incoming);
    emit feedRead(feed, read->icon);
    storeSoon();
}

QDateTime FeedRefresher::dueAfter(const FeedCheck &check, RefreshReasons reasons,
                                  const Feed &feed) const
{
    reasons.every = feed.settings.every;
    reasons.usualGap = check.usualGap ? check.usualGap : feed.usualGap;
    if (feed.kind == SourceKind::Collection)
        reasons.usualGap = collectionsHabit;
    reasons.wishes = check.wishes.value_or(feed.wishes);
    const double chance =
        m_settings.chance ? m_settings.chance() : QRandomGenerator::global()->generateDouble();
    return nextCheck(check.at, reasons, chance);
}

void FeedRefresher::storeSoon()
{
    qsizetype articles = 0;
    for (const IncomingFeed &feed : std::as_const(m_arrived))
        articles += feed.articles.size();
    // The last ones have nobody to wait for.
    const bool areLast = m_waiting.empty() && m_fetching == 0
        && m_arrived.size() + m_checked.size() >= m_underWay.size();
    if (articles >= burstOfArticles || areLast)
        storeBurst();
    else if (!m_storeTimer.isActive())
        m_storeTimer.start();
}

void FeedRefresher::storeBurst()
{
    if (m_isStoring)
        return; // what came meanwhile goes with the next
    m_storeTimer.stop();
    if (!m_arrived.isEmpty())
        store(std::exchange(m_arrived, {}));
    else if (!m_checked.isEmpty())
        note(std::exchange(m_checked, {}));
}

void FeedRefresher::store(const QList<IncomingFeed> &feeds)
{
    m_isStoring = true;
    QList<SourceId> stored;
    for (const IncomingFeed &feed : feeds)
        stored.append(feed.check.source);
    deliver(m_library.storeFeeds(feeds), this,
            [this, stored](const Result<QList<FeedOutcome>> &outcomes) {
                m_isStoring = false;
                if (!outcomes)
                    emit failed(outcomes.error());
                QHash<SourceId, FeedOutcome> known;
                for (const FeedOutcome &outcome : outcomes.value_or(QList<FeedOutcome>()))
                    known.insert(outcome.source, outcome);
                for (const SourceId feed : stored) {
                    const auto failure =
                        outcomes ? std::nullopt : std::optional(FeedFailure{outcomes.error(), {}});
                    if (failure)
                        m_notBefore.insert(feed, m_settings.now().addDuration(longestPause));
                    finish(feed, known.value(feed, {feed, {}}), failure);
                }
                storeBurst();
            });
}

void FeedRefresher::note(const QList<FeedCheck> &checks)
{
    m_isStoring = true;
    deliver(m_library.recordChecks(checks), this, [this, checks](const Result<void> &noted) {
        m_isStoring = false;
        if (!noted)
            emit failed(noted.error());
        for (const FeedCheck &check : checks) {
            if (!noted)
                m_notBefore.insert(check.source, check.at.addDuration(longestPause));
            const QString title = m_underWay.value(check.source).feed.title;
            finish(check.source, {check.source, title}, check.failure);
        }
        storeBurst();
    });
}

void FeedRefresher::finish(SourceId feed, const FeedOutcome &outcome,
                           const std::optional<FeedFailure> &failure)
{
    const Refresh refresh = m_underWay.take(feed);
    ++m_progress.done;
    m_progress.added += outcome.added;
    m_progress.failed += failure ? 1 : 0;
    if (refresh.feed.isAnnounced && outcome.added > 0)
        m_news.append(outcome);
    if (!m_progressTimer.isActive())
        m_progressTimer.start();
    emit checked({outcome, refresh.issues, failure});
    fetchMore();
    finishIfDone();
}

void FeedRefresher::finishIfDone()
{
    if (!m_waiting.empty() || !m_underWay.isEmpty())
        return;
    m_progressTimer.stop();
    const RefreshProgress result = std::exchange(m_progress, {});
    qCDebug(logSync, "Refreshed %d feeds: %d new articles, %d failed", result.done, result.added,
            result.failed);
    if (const auto news = std::exchange(m_news, {}); !news.isEmpty())
        emit arrived(news);
    emit finished(result);
    if (m_isStarted)
        scheduleNext();
}

void FeedRefresher::scheduleNext()
{
    deliver(m_library.feeds(), this, [this](const Result<QList<Feed>> &feeds) {
        std::chrono::milliseconds pause = longestPause;
        const QDateTime now = m_settings.now();
        for (const Feed &feed : feeds.value_or(QList<Feed>())) {
            if (m_underWay.contains(feed.source))
                continue;
            pause = std::min(pause, std::chrono::milliseconds(now.msecsTo(dueTime(feed))));
        }
        m_dueTimer.start(std::max(pause, shortestPause));
    });
}

QDateTime FeedRefresher::dueTime(const Feed &feed) const
{
    const QDateTime due = feed.due.value_or(QDateTime::fromMSecsSinceEpoch(0, utc));
    return std::max(due, m_notBefore.value(feed.source, due));
}

} // namespace lectern
