// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/articleopening.h"
#include "web/pagepresence.h"

#include <QList>
#include <QObject>
#include <QTimer>
#include <QUrl>
#include <QWidget>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace lectern {

class ArticlePages;
class PageEngine;

/// How long pages that are not in sight stay as they are.
struct PoolPatience
{
    /// A page loaded ahead may go on painting for so long after it is complete.
    std::chrono::milliseconds rest = std::chrono::seconds(1);
    /// A page that is not complete after this doesn't hold up the next one any longer.
    std::chrono::milliseconds load = std::chrono::seconds(20);
    std::chrono::milliseconds freeze = std::chrono::seconds(30);
    std::chrono::milliseconds discard = std::chrono::minutes(10);
    std::chrono::milliseconds memoryCheck = std::chrono::seconds(15);
};

/// At most three articles as pages: the one in sight, and two that were read before or are loaded
/// ahead, so that they can be shown at once. Pages that nobody looks at come to rest, are frozen,
/// and go, by the times of PoolPatience; all of them when the machine is short of memory. Those
/// that fail or crash out of sight go without a word. Lives in the GUI thread.
class ArticlePool final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ArticlePool)

public:
    static constexpr size_t largestSize = 3;

    /// Whether the machine is short of memory.
    using MemoryProbe = std::function<bool()>;

    /// The pages become children of `place` and fill it. `engine` must outlive this, and this must
    /// not outlive `place`.
    ArticlePool(PageEngine &engine, QWidget &place, const PoolPatience &patience,
                MemoryProbe isMemoryTight);
    ~ArticlePool() override;

    /// There is always one; another one after turnTo(). Owned by the widget.
    [[nodiscard]] ArticlePages &inSight() const;
    /// How far the one in sight is.
    [[nodiscard]] bool isContentShown() const;
    [[nodiscard]] bool isComplete() const;

    /// Whether another page than the one in sight has this article, complete or on the way there.
    [[nodiscard]] bool has(const QUrl &url) const;
    /// Brings it into sight, in the view and at the place wanted. The one in sight rests, once the
    /// other has painted, or goes if it was not complete. has() must be true.
    void turnTo(const ArticleOpening &opening);

    /// See ArticleView.
    void prepare(const QList<ArticleOpening> &likely);
    void setLoadingAhead(bool isLoadingAhead);

    /// To be called when `place` has another size.
    void layOut();

private:
    struct Page;

    [[nodiscard]] Page &add();
    void connectPages(Page &page);
    using Pages = std::vector<std::unique_ptr<Page>>;
    /// Of those that are not in sight; end() if none has it.
    [[nodiscard]] Pages::const_iterator find(const QUrl &address) const;
    [[nodiscard]] bool isLikely(const Page &page) const;
    /// Loaded ahead, but not as it is wanted now.
    [[nodiscard]] bool isInOtherView(const Page &page) const;
    [[nodiscard]] bool isToLoad(const ArticleOpening &opening) const;
    void remove(Page &page);
    void removeUnseen(const std::function<bool(const Page &)> &isToGo);
    void loadAhead();
    void startAhead(const ArticleOpening &opening);
    void settle(Page &page);
    void rest(Page &page);
    void restLeftOnes();
    void growOlder(Page &page);
    void checkMemory();

    PageEngine &m_engine;
    QWidget &m_place;
    const PoolPatience m_patience;
    const MemoryProbe m_isMemoryTight;
    Pages m_pages; ///< the first one is in sight; then as they stay, longest first
    QList<ArticleOpening> m_likely;
    /// Of these, what failed, or has gone for its age or for memory: not tried again.
    QList<QUrl> m_givenUp;
    bool m_isLoadingAhead = true;
    QTimer m_memoryTimer;
    QMetaObject::Connection m_uncovering; ///< of the one in sight
};

} // namespace lectern
