// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/fetchjob.h"

#include "net/httpheader.h"
#include "net/httplogin.h"

#include <QUuid>

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// What is read of a body that nobody wants, so that its connection can be used again; of a longer
/// one the connection is given up.
constexpr qint64 skippedBytesLimit = 64 * 1024;

/// Validators longer than this are no help to anybody.
constexpr qsizetype validatorSizeLimit = 4 * 1024;

/// How long a server that refuses too many requests, but doesn't say for how long, is left alone.
constexpr auto usualRefusal = 15min;

bool isSuccess(int status)
{
    return status >= 200 && status < 300 && status != 206; // a part was not asked for
}

ErrorKind kindOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Offline:
    case ErrorCode::ProxyRefused:
        return ErrorKind::Environment;
    case ErrorCode::Malformed:
        return ErrorKind::Data;
    default:
        return ErrorKind::Remote;
    }
}

ErrorCode codeOfStatus(int status)
{
    switch (status) {
    case 401:
        return ErrorCode::LoginRequired;
    case 404:
        return ErrorCode::NotFound;
    case 407:
        return ErrorCode::ProxyRefused;
    case 410:
        return ErrorCode::Gone;
    case 429:
        return ErrorCode::TooManyRequests;
    default:
        return ErrorCode::HttpStatus;
    }
}

/// What can't be told from having no network.
bool mayMeanOffline(ErrorCode code)
{
    return code == ErrorCode::HostNotFound || code == ErrorCode::ConnectionRefused
        || code == ErrorCode::TimedOut || code == ErrorCode::ProxyRefused;
}

} // namespace

FetchJob::FetchJob(const FetchRequest &request, FetchSurroundings &surroundings, QObject *parent)
    : QObject(parent), m_request(request), m_surroundings(surroundings), m_trail(request.url)
{
    m_connectTimer.setSingleShot(true);
    m_totalTimer.setSingleShot(true);
    m_patienceTimer.setSingleShot(true);
    connect(&m_patienceTimer, &QTimer::timeout, this, &FetchJob::keptWaiting);
    connect(&m_connectTimer, &QTimer::timeout, this, [this] {
        stop({ErrorKind::Remote, ErrorCode::TimedOut, u"no connection to %1"_s.arg(host())});
    });
    connect(&m_totalTimer, &QTimer::timeout, this, [this] {
        stop({ErrorKind::Remote, ErrorCode::TimedOut, u"no whole answer from %1"_s.arg(host())});
    });
}

FetchJob::~FetchJob() = default;

void FetchJob::start()
{
    m_hopTime.start();
    m_totalTimer.start(std::max(m_request.limits.total - m_earlierHops, 0ms));
    m_patienceTimer.start(m_request.limits.patience);
    if (m_authorization.isEmpty() && m_request.login && m_trail.isAtOrigin()
        && m_surroundings.basicLogins.contains(loginKey()))
        m_authorization = basicAuthorization(*m_request.login);
    send();
}

void FetchJob::fail(const Error &error, std::optional<QDateTime> retryAfter)
{
    leaveConnection(m_surroundings.manners.isAwaited(host()));
    FetchFailure failure = failureHere(error);
    failure.retryAfter = std::move(retryAfter);
    emit ended(tl::unexpected(failure));
}

void FetchJob::send()
{
    m_skippedBytes = 0;
    m_body.reset();
    m_connection = m_surroundings.connections.take(m_trail.here());
    HttpConnection *connection = m_connection.get();
    connect(connection, &HttpConnection::asked, &m_connectTimer, &QTimer::stop);
    connect(connection, &HttpConnection::answered, this, &FetchJob::readHead);
    connect(connection, &HttpConnection::bodyRead, this, &FetchJob::readBody);
    connect(connection, &HttpConnection::finished, this, &FetchJob::endHop);
    connect(connection, &HttpConnection::failed, this, &FetchJob::loseConnection);
    m_connectTimer.start(m_request.limits.connect);
    connection->ask(m_trail.here(), headers());
}

QByteArray FetchJob::headers() const
{
    const Validators &validators = m_request.validators;
    const QByteArray &userAgent =
        m_request.userAgent.isEmpty() ? m_surroundings.userAgent : m_request.userAgent;
    QList<std::pair<QByteArray, QByteArray>> all{
        {"User-Agent", userAgent},
        {"Accept", m_request.accept},
        {"Accept-Encoding", "gzip, deflate, br"},
    };
    if (isConditional() && !validators.etag.isEmpty())
        all.append({"If-None-Match", validators.etag});
    if (isConditional() && !validators.lastModified.isEmpty())
        all.append({"If-Modified-Since", validators.lastModified});
    if (!m_authorization.isEmpty())
        all.append({"Authorization", m_authorization});
    if (m_trail.isAtOrigin()) {
        for (const auto &own : std::as_const(m_request.headers)) {
            all.removeIf([&](const auto &usual) {
                return usual.first.compare(own.first, Qt::CaseInsensitive) == 0;
            });
        }
        all += m_request.headers;
    }
    QByteArray lines;
    for (const auto &[name, value] : std::as_const(all))
        lines += name + ": " + value + "\r\n";
    return lines;
}

bool FetchJob::isConditional() const
{
    return !m_request.validators.isEmpty() && m_request.validators.url == m_trail.here();
}

QString FetchJob::loginKey() const
{
    const QUrl &url = m_request.url;
    return u"%1 %2"_s.arg(url.toString(QUrl::RemovePath | QUrl::RemoveQuery),
                          m_request.login->user);
}

std::chrono::milliseconds FetchJob::elapsed() const
{
    return m_earlierHops + std::chrono::milliseconds(m_hopTime.isValid() ? m_hopTime.elapsed() : 0);
}

/// Decides what the body is to us, before it comes.
void FetchJob::readHead()
{
    const AnswerHead &head = m_connection->head();
    if (m_patienceTimer.isActive())
        m_patienceTimer.start(2 * m_request.limits.patience);
    if (!isSuccess(head.status))
        return;
    const qint64 announced = head.value("content-length").toLongLong();
    if (announced > m_request.limits.bytes)
        stop({ErrorKind::Data, ErrorCode::TooLarge, u"%1 bytes announced"_s.arg(announced)});
    else
        m_body.emplace(head.value("content-encoding"), m_request.limits.bytes);
}

void FetchJob::readBody(const QByteArray &bytes)
{
    if (m_body) {
        if (const Result<void> added = m_body->add(bytes); !added)
            stop(added.error());
        return;
    }
    m_skippedBytes += bytes.size();
    if (m_skippedBytes > skippedBytesLimit)
        endHop(); // its head says it all
}

void FetchJob::loseConnection(ErrorCode code, const QString &detail, bool hasAnswered)
{
    if (m_connection->isUsed() && !hasAnswered) {
        // It was closed while nobody needed it; that says nothing about the server.
        m_connection.release()->deleteLater();
        send();
        return;
    }
    stop({kindOf(code), code, detail});
}

/// Gives up on the hop under way, and on all.
void FetchJob::stop(const Error &error)
{
    if (error.code == ErrorCode::TimedOut)
        emit paceSeen(host(), true);
    if (!m_surroundings.isOnline && mayMeanOffline(error.code))
        fail({ErrorKind::Environment, ErrorCode::Offline, error.detail});
    else
        fail(error);
}

/// As much of the answer is here as is needed.
void FetchJob::endHop()
{
    emit paceSeen(host(), false);
    const AnswerHead head = m_connection->head();
    if (isSuccess(head.status) || (head.status == 304 && isConditional())) {
        endWithPage(head);
    } else if (RedirectTrail::isRedirect(head.status)) {
        follow(head);
    } else if (head.status == 401 && logIn(head.value("www-authenticate"))) {
        leaveConnection(true);
        start();
    } else {
        refuse(head);
    }
}

/// Prepares to ask once more, now with the login. False: there is none to send, or none to send in
/// any of the ways that the server offers, or it was sent and is not the right one.
bool FetchJob::logIn(const QByteArray &challenges)
{
    if (!m_request.login || !m_trail.isAtOrigin() || !m_authorization.isEmpty())
        return false;
    const QByteArray nonce = QUuid::createUuid().toByteArray(QUuid::Id128);
    const QByteArray target = HttpConnection::target(m_trail.here());
    if (const auto digest = digestAuthorization(challenges, *m_request.login, target, nonce)) {
        m_authorization = *digest;
    } else if (offersBasicLogin(challenges)) {
        m_surroundings.basicLogins.insert(loginKey());
        m_authorization = basicAuthorization(*m_request.login);
    }
    return !m_authorization.isEmpty();
}

void FetchJob::endWithPage(const AnswerHead &head)
{
    FetchedPage page;
    page.status = head.status;
    page.finalUrl = m_trail.here();
    page.movedTo = m_trail.movedTo();
    page.contentType = head.value("content-type");
    page.validators = newValidators(head);
    page.freshFor = freshFor(
        {head.value("cache-control"), head.value("expires"), head.value("date"), head.value("age")},
        m_surroundings.now());
    if (head.status == 304) {
        page.isNotModified = true;
        page.hash = m_request.knownHash;
    } else {
        if (const Result<void> whole = m_body->finish(); !whole) {
            fail(whole.error());
            return;
        }
        page.hash = m_body->hash();
        page.isNotModified = page.hash == m_request.knownHash;
        if (!page.isNotModified)
            page.body = m_body->body();
    }
    leaveConnection(m_surroundings.manners.isAwaited(host()));
    page.elapsed = elapsed();
    emit ended(page);
}

void FetchJob::follow(const AnswerHead &head)
{
    const QString before = host();
    leaveConnection(true);
    m_authorization.clear();
    if (const Result<void> led = m_trail.follow(head.status, head.value("location")); !led)
        fail(led.error());
    else if (host() == before)
        start();
    else
        emit ledElsewhere();
}

void FetchJob::refuse(const AnswerHead &head)
{
    leaveConnection(m_surroundings.manners.isAwaited(host()));
    const ErrorCode code = codeOfStatus(head.status);
    FetchFailure failure =
        failureHere({kindOf(code), code, u"HTTP %1 from %2"_s.arg(head.status).arg(host())});
    failure.httpStatus = head.status;
    if (head.status == 429 || head.status == 503) {
        const QDateTime now = m_surroundings.now();
        failure.retryAfter = retryAfter(head.value("retry-after"), now);
        if (head.status == 429 && !failure.retryAfter)
            failure.retryAfter = now.addDuration(usualRefusal);
        if (failure.retryAfter)
            emit refusedUntil(host(), *failure.retryAfter);
    }
    emit ended(tl::unexpected(failure));
}

FetchFailure FetchJob::failureHere(const Error &error) const
{
    FetchFailure failure;
    failure.error = error;
    failure.finalUrl = m_trail.here();
    failure.elapsed = elapsed();
    return failure;
}

Validators FetchJob::newValidators(const AnswerHead &head) const
{
    Validators validators{m_trail.here(), head.value("etag"), head.value("last-modified")};
    if (head.status == 304) {
        // Headers of a 304 replace those held, the others stay (RFC 9111 section 3.2).
        if (validators.etag.isEmpty())
            validators.etag = m_request.validators.etag;
        if (validators.lastModified.isEmpty())
            validators.lastModified = m_request.validators.lastModified;
    }
    const bool isUsable = validators.etag.size() <= validatorSizeLimit
        && validators.lastModified.size() <= validatorSizeLimit;
    return isUsable && !validators.isEmpty() ? validators : Validators();
}

/// The hop is over. Its connection is kept if it was read to its end and somebody needs it soon:
/// thousands of hosts that are asked once each must not hold on to as many connections.
void FetchJob::leaveConnection(bool isKept)
{
    m_connectTimer.stop();
    m_totalTimer.stop();
    m_patienceTimer.stop();
    if (m_hopTime.isValid()) {
        m_earlierHops = elapsed();
        m_hopTime.invalidate();
    }
    m_body.reset();
    if (!m_connection)
        return;
    m_connection->disconnect(this);
    m_connection->disconnect(&m_connectTimer);
    if (!isKept || !m_connection->isReusable())
        m_connection->giveUp();
    m_surroundings.connections.give(m_trail.here(), std::move(m_connection));
}

} // namespace lectern
