// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/fetcher.h"

#include <QTest>
#include <QTimeZone>

#include <atomic>
#include <memory>

namespace lectern {

/// A time of day that a test moves, and a fetcher reads in its thread.
class MovableClock final
{
public:
    [[nodiscard]] QDateTime now() const { return start().addSecs(m_seconds); }
    void pass(std::chrono::seconds time) { m_seconds += time.count(); }
    [[nodiscard]] static QDateTime start()
    {
        return QDateTime(QDate(2026, 11, 20), QTime(12, 0), QTimeZone::utc());
    }

private:
    std::atomic<qint64> m_seconds = 0;
};

/// Settings for a fetcher that meets nothing but a test's own servers. `clock` must outlive it.
inline Fetcher::Settings testSettings(const MovableClock &clock)
{
    Fetcher::Settings settings;
    settings.userAgent = Fetcher::userAgent(QStringLiteral("9.9"));
    settings.proxy.kind = ProxyChoice::Kind::None;
    settings.now = [&clock] { return clock.now(); };
    return settings;
}

inline FetchRequest requestOf(const QUrl &url)
{
    FetchRequest request;
    request.url = url;
    return request;
}

/// Waits for it. Without a result within the test's patience: a failure that no test expects.
inline FetchResult resultOf(const QFuture<FetchResult> &future)
{
    constexpr int patience = 30'000;
    if (QTest::qWaitFor([&] { return future.isFinished(); }, patience) && future.resultCount() == 1)
        return future.result();
    FetchFailure none;
    none.error = {ErrorKind::Bug, ErrorCode::Internal, QStringLiteral("no result")};
    return tl::unexpected(none);
}

/// What went wrong, for messages of tests.
inline QByteArray describe(const FetchResult &result)
{
    return result ? QByteArray("no failure, but status ") + QByteArray::number(result->status)
                  : describe(result.error().error).toUtf8();
}

/// That it failed with this kind and code. Returns from the test if not.
#define VERIFY_FAILED(result, expectedKind, expectedCode)                                          \
    do {                                                                                           \
        const FetchResult &seen = (result);                                                        \
        QVERIFY2(!seen, describe(seen).constData());                                               \
        QVERIFY2(seen.error().error.code == (expectedCode), describe(seen).constData());           \
        QVERIFY2(seen.error().error.kind == (expectedKind), describe(seen).constData());           \
    } while (false)

/// That it brought a page.
#define VERIFY_FETCHED(result)                                                                     \
    do {                                                                                           \
        const FetchResult &seen = (result);                                                        \
        QVERIFY2(seen, describe(seen).constData());                                                \
    } while (false)

} // namespace lectern
