// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

#include <functional>
#include <type_traits>

namespace lectern {

/// Calls `handle(result)` in the thread of `context` once `future` has its one result, and not at
/// all when `context` is gone by then or the future was cancelled without a result. This stands in
/// for QFuture::then(context, …), which in Qt 6.4 aborts a debug build (and silently drops the
/// continuation in a release build) when the context dies first. Call it from context's thread.
template <typename T, typename Handler>
void deliver(const QFuture<T> &future, QObject *context, Handler &&handle)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, handle = std::forward<Handler>(handle)]() mutable {
                         watcher->deleteLater();
                         if (watcher->future().resultCount() > 0)
                             handle(watcher->result());
                     });
    watcher->setFuture(future);
}

} // namespace lectern
