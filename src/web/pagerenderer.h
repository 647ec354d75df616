// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/pagesnapshot.h"

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QTimer>

#include <chrono>
#include <deque>
#include <memory>

namespace lectern {

class EnginePage;
class PageEngine;

/// Runs pages that nobody looks at, one after another, for what their scripts put into them. The
/// rules are those of any page. The first one may have to load the engine. Lives in the GUI thread;
/// destroying it cancels what is under way.
class PageRenderer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PageRenderer)

public:
    /// How long is waited.
    struct Patience
    {
        std::chrono::milliseconds load = std::chrono::seconds(60); ///< for the page itself
        /// A page that has not changed for so long counts as done.
        std::chrono::milliseconds rest = std::chrono::seconds(2);
        std::chrono::milliseconds scripts = std::chrono::seconds(15); ///< for that rest
    };

    /// `engine` must outlive it.
    explicit PageRenderer(PageEngine &engine, QObject *parent = nullptr);
    PageRenderer(PageEngine &engine, const Patience &patience, QObject *parent = nullptr);
    ~PageRenderer() override;

    /// What stands in the page once it has come to rest, or after a while all the same. Errors: as
    /// those of fetching it; Environment/NotFound: there is no engine.
    [[nodiscard]] QFuture<Result<PageSnapshot>> render(const QUrl &url);

private:
    class Page;
    struct Request
    {
        QUrl url;
        QPromise<Result<PageSnapshot>> promise;
    };

    void next();
    void answer(const Result<PageSnapshot> &result);

    PageEngine &m_engine;
    const Patience m_patience;
    std::deque<Request> m_requests; ///< the first one is under way, when there is a page
    std::unique_ptr<Page> m_page;
};

} // namespace lectern
