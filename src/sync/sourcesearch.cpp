// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/sourcesearch.h"

#include "core/canonicaladdress.h"
#include "core/deliver.h"
#include "formats/jsonfeedreader.h"
#include "formats/pageaddress.h"
#include "sync/feedfetch.h"
#include "sync/sourcefile.h"

#include <QHash>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lectern {

namespace {

/// Feeds a page points at that are looked at, and usual places that are.
constexpr qsizetype mostPointers = 10;
constexpr qsizetype mostPlaces = 8;
/// A place that nobody promised anything of is not waited for as long as the address itself.
constexpr std::chrono::milliseconds candidateTime = 20s;
constexpr auto anyType = "text/html, application/xhtml+xml, application/atom+xml, "
                         "application/rss+xml, application/feed+json, application/xml;q=0.9, "
                         "*/*;q=0.8";

/// Whether the server may still answer without encryption.
bool isWorthPlainHttp(const Error &error)
{
    switch (error.code) {
    case ErrorCode::ConnectionRefused:
    case ErrorCode::ConnectionLost:
    case ErrorCode::TimedOut:
    case ErrorCode::InsecureConnection:
        return true;
    default:
        return false;
    }
}

bool isOfComments(const FoundSource &source)
{
    return source.url.path().contains("comments"_L1, Qt::CaseInsensitive)
        || source.title.startsWith("Comments "_L1, Qt::CaseInsensitive);
}

const QList<IncomingArticle> &articlesOf(const FoundSource &feed)
{
    return std::get<IncomingFeed>(feed.content).articles;
}

/// The same posts in another format, or from another place.
bool areSamePosts(const FoundSource &one, const FoundSource &other)
{
    const QList<IncomingArticle> &left = articlesOf(one);
    const QList<IncomingArticle> &right = articlesOf(other);
    return !left.isEmpty()
        && std::equal(left.cbegin(), left.cend(), right.cbegin(), right.cend(),
                      [](const IncomingArticle &a, const IncomingArticle &b) {
                          return canonicalAddress(a.url) == canonicalAddress(b.url);
                      });
}

/// Whether a server turns away who it takes for no browser: its feeds may be for all.
bool isTurnedAway(int httpStatus)
{
    constexpr int forbidden = 403;
    constexpr int notAcceptable = 406;
    return httpStatus == forbidden || httpStatus == notAcceptable;
}

/// The same for what is told apart only by how it was written down.
QString looseAddress(const QUrl &url)
{
    if (url.isLocalFile())
        return url.toString();
    QString text = canonicalAddress(url).toString(QUrl::FullyEncoded | QUrl::RemoveScheme);
    while (text.endsWith(u'/'))
        text.chop(1);
    return text;
}

} // namespace

SourceSearch::SourceSearch(const Rooms &rooms, const std::optional<Login> &login, QObject *parent)
    : QObject(parent), m_rooms(rooms), m_login(login)
{
    m_promise.start();
    connect(&m_watcher, &QFutureWatcherBase::canceled, this, &QObject::deleteLater);
    m_watcher.setFuture(m_promise.future());
}

SourceSearch::~SourceSearch()
{
    m_watcher.disconnect(this);
    cancelFetches();
    // An unfinished promise that goes cancels its future.
}

QFuture<FindResult> SourceSearch::start(const TypedSource &typed)
{
    m_addresses = typed.addresses;
    if (typed.file.isEmpty())
        lookAtNextAddress();
    else
        lookInFile(typed.file);
    return m_promise.future();
}

std::optional<Login> SourceSearch::loginFor(const QUrl &url) const
{
    // Found beside the address, by what its own page says.
    const bool isThere = url.host() == m_found.url.host() && url.port() == m_found.url.port()
        && (url.scheme() == m_found.url.scheme() || url.scheme() == "https"_L1);
    return isThere ? m_login : std::nullopt;
}

void SourceSearch::lookInFile(const QString &path)
{
    m_found.url = QUrl::fromLocalFile(path);
    deliver(QtConcurrent::run(readSourceFile, path, qint64(maximumOpmlBytes)), this,
            [this](const Result<QByteArray> &bytes) {
                if (!bytes) {
                    fail({bytes.error(), m_found.url, {}});
                    return;
                }
                FetchedPage page;
                page.finalUrl = m_found.url;
                page.body = *bytes;
                look({page, m_found.url});
            });
}

void SourceSearch::lookAtNextAddress()
{
    m_found.url = m_addresses.takeFirst();
    m_asked.insert(m_found.url);
    FetchRequest request = requestFor(m_found.url);
    request.accept = anyType;
    request.login = loginFor(request.url);
    const auto fetched = m_rooms.fetcher.fetch(request, Urgency::Asked);
    m_fetches.append(fetched);
    deliver(fetched, this, [this](const FetchResult &page) {
        if (page)
            look({*page, m_found.url});
        else
            takeFailure(m_found.url, page.error());
    });
}

void SourceSearch::takeFailure(const QUrl &url, const FetchFailure &failure)
{
    // What the first one says is what is wrong, unless only the second one is answered at all.
    if (!m_failure || failure.httpStatus)
        m_failure = FindFailure{failure.error, url, failure.httpStatus};
    if (!m_addresses.isEmpty() && isWorthPlainHttp(failure.error)) {
        lookAtNextAddress();
        return;
    }
    // A site may refuse its pages to all but browsers, and have its feed where such sites do.
    if (!failure.httpStatus) {
        fail(*m_failure);
        return;
    }
    if (isTurnedAway(*failure.httpStatus))
        m_places = usualFeedPlaces(url);
    tryPointers(feedsOfSite(url));
}

void SourceSearch::look(const SourceBytes &bytes)
{
    m_failure.reset();
    deliver(QtConcurrent::run(readSource, bytes, m_rooms.now()), this,
            [this, bytes](const Result<SourceReading> &reading) { takeReading(bytes, reading); });
}

void SourceSearch::takeReading(const SourceBytes &bytes, const Result<SourceReading> &reading)
{
    if (!reading) {
        fail({reading.error(), bytes.url(), {}});
        return;
    }
    m_asked.insert(bytes.page.finalUrl);
    m_found.choices = reading->sources;
    m_found.issues = reading->issues;
    m_places = reading->places;
    m_links = reading->links;
    tryPointers(reading->pointers);
}

void SourceSearch::tryPointers(const QList<FeedPointer> &pointers)
{
    tryCandidates(pointers.first(std::min(pointers.size(), mostPointers)));
}

void SourceSearch::tryUsualPlaces()
{
    m_isAtUsualPlaces = true;
    QList<FeedPointer> pointers;
    for (const QUrl &place : std::exchange(m_places, {})) {
        if (!m_asked.contains(place) && pointers.size() < mostPlaces)
            pointers.append({place, {}, {}, FeedPointer::Origin::UsualPlace});
    }
    tryCandidates(pointers);
}

void SourceSearch::tryCandidates(const QList<FeedPointer> &pointers)
{
    const int firstRank = m_isAtUsualPlaces ? int(mostPointers) : 0;
    for (int i = 0; i < int(pointers.size()); ++i) {
        if (!m_asked.contains(pointers.at(i).url))
            tryCandidate(firstRank + i, pointers.at(i));
    }
    if (m_open == 0)
        arrange();
}

void SourceSearch::tryCandidate(int rank, const FeedPointer &pointer)
{
    ++m_open;
    m_asked.insert(pointer.url);
    FetchRequest request = requestFor(pointer.url);
    request.limits.total = candidateTime;
    request.login = loginFor(request.url);
    const auto fetched = m_rooms.fetcher.fetch(request, Urgency::Asked);
    m_fetches.append(fetched);
    deliver(fetched, this, [this, rank, pointer](const FetchResult &page) {
        if (!page) {
            drop(pointer, page.error().error);
            return;
        }
        const SourceBytes bytes{*page, pointer.url};
        deliver(QtConcurrent::run(readFeedSource, bytes, m_rooms.now()), this,
                [this, rank, bytes, pointer](const Result<SourceReading> &reading) {
                    takeCandidate(rank, bytes, pointer, reading);
                });
    });
}

void SourceSearch::takeCandidate(int rank, const SourceBytes &bytes, const FeedPointer &pointer,
                                 const Result<SourceReading> &reading)
{
    if (!reading) {
        drop(pointer, reading.error());
        return;
    }
    Candidate candidate{pointer, bytes.page.finalUrl, reading->sources.first()};
    if (candidate.source.title.isEmpty())
        candidate.source.title = pointer.title;
    candidate.likeness = likenessOf(candidate.source);
    m_feeds.insert(rank, candidate);
    m_found.issues.append(reading->issues);
    // One of the page's own is enough, or any where nothing tells which that would be.
    constexpr double alike = 0.5;
    const bool isEnough = m_links.isEmpty() || candidate.likeness >= alike;
    if (m_isAtUsualPlaces && isEnough && m_open > 1) {
        cancelFetches();
        m_open = 1;
    }
    oneIsDone();
}

void SourceSearch::drop(const FeedPointer &pointer, const Error &error)
{
    if (pointer.origin == FeedPointer::Origin::Declared) {
        m_found.issues.append(u"A feed is said to be at %1, but could not be read: %2"_s.arg(
            pointer.url.toDisplayString(QUrl::RemoveUserInfo), describe(error)));
    }
    oneIsDone();
}

void SourceSearch::oneIsDone()
{
    // Those that came after one at a usual place was good are not counted any more.
    if (m_open > 0 && --m_open == 0)
        arrange();
}

bool SourceSearch::hasOwnFeed() const
{
    return std::any_of(m_feeds.cbegin(), m_feeds.cend(),
                       [](const Candidate &candidate) { return !isOfComments(candidate.source); });
}

double SourceSearch::likenessOf(const FoundSource &feed) const
{
    constexpr qsizetype looked = 10;
    const QList<IncomingArticle> &articles = articlesOf(feed);
    const qsizetype count = std::min(looked, articles.size());
    const auto leadsTo = [this](const IncomingArticle &article) {
        return m_links.contains(readPageAddress(article.url, m_found.url).key);
    };
    const auto known = std::count_if(articles.cbegin(), articles.cbegin() + count, leadsTo);
    return count == 0 ? 0 : double(known) / double(count);
}

void SourceSearch::arrange()
{
    if (!hasOwnFeed() && !m_isAtUsualPlaces && !m_places.isEmpty()) {
        tryUsualPlaces();
        return;
    }
    QList<Candidate> feeds;
    for (const Candidate &candidate : std::as_const(m_feeds)) {
        const auto isSame = [&candidate](const Candidate &other) {
            return other.finalUrl == candidate.finalUrl || other.source.url == candidate.source.url
                || areSamePosts(other.source, candidate.source);
        };
        if (std::none_of(feeds.cbegin(), feeds.cend(), isSame))
            feeds.append(candidate);
    }
    // What pages declare is in their order; at usual places there may be anything.
    if (m_isAtUsualPlaces) {
        std::stable_sort(feeds.begin(), feeds.end(),
                         [](const Candidate &one, const Candidate &other) {
                             return one.likeness > other.likeness;
                         });
    }
    const bool isFollowable = hasOwnFeed();
    QList<FoundSource> own;
    QList<FoundSource> comments;
    for (const Candidate &candidate : std::as_const(feeds))
        (isOfComments(candidate.source) ? comments : own).append(candidate.source);
    QList<FoundSource> lists;
    QList<FoundSource> rest;
    for (const FoundSource &source : std::as_const(m_found.choices)) {
        if (source.kind != FoundSource::Kind::Page)
            rest.append(source);
        else if (lists.isEmpty() || !isFollowable)
            lists.append(source); // beside a feed, the best is enough
    }
    m_found.choices = own + lists + comments + rest;
    if (m_found.choices.isEmpty())
        fail(m_failure.value_or(FindFailure{
            Error{ErrorKind::Data, ErrorCode::Malformed, u"there is nothing to follow"_s},
            m_found.url,
            {}}));
    else
        nameKnown();
}

void SourceSearch::nameKnown()
{
    deliver(m_rooms.library.counts(), this, [this](const Result<LibraryCounts> &counts) {
        if (!counts) {
            fail({counts.error(), m_found.url, {}});
            return;
        }
        deliver(m_rooms.library.feeds(), this, [this, counts](const Result<QList<Feed>> &feeds) {
            if (!feeds) {
                fail({feeds.error(), m_found.url, {}});
                return;
            }
            QHash<QString, SourceId> known;
            for (const Feed &feed : *feeds)
                known.insert(looseAddress(feed.address), feed.source);
            for (const Source &source : counts->sources)
                known.insert(looseAddress(source.url), source.id);
            for (FoundSource &choice : m_found.choices) {
                if (choice.kind != FoundSource::Kind::Article)
                    choice.known = known.value(looseAddress(choice.url));
                choice.login = loginFor(choice.url);
            }
            answer(m_found);
        });
    });
}

void SourceSearch::fail(const FindFailure &failure)
{
    answer(tl::unexpected(failure));
}

void SourceSearch::answer(const FindResult &result)
{
    m_watcher.disconnect(this);
    m_promise.addResult(result);
    m_promise.finish();
    deleteLater();
}

void SourceSearch::cancelFetches()
{
    for (QFuture<FetchResult> &fetch : m_fetches)
        fetch.cancel();
    m_fetches.clear();
}

} // namespace lectern
