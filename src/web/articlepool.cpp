// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/articlepool.h"

#include "core/canonicaladdress.h"
#include "core/logging.h"
#include "web/articlepages.h"

#include <algorithm>
#include <utility>

namespace lectern {

namespace {

constexpr qsizetype largestAhead = 2;

const std::optional<ReadingPlace> &placeIn(ReadingView view, const ArticleOpening &opening)
{
    return view == ReadingView::Reader ? opening.readerPlace : opening.originalPlace;
}

} // namespace

struct ArticlePool::Page
{
    enum class State { Empty, Loading, Complete, Overdue, Failed };

    explicit Page(ArticlePages *articlePages) : pages(articlePages), timer(new QTimer(articlePages))
    {
        timer->setSingleShot(true);
    }

    ArticlePages *const pages;
    ArticleOpening opening = {}; ///< as it was loaded ahead
    QUrl address = {}; ///< canonical
    State state = State::Empty;
    PagePresence presence = PagePresence::InSight;
    bool isContentShown = false;
    bool wasSeen = false;
    bool isLeft = false; ///< out of sight, and to rest as soon as the one in sight has painted
    QTimer *timer; ///< until its state or presence changes by itself
};

ArticlePool::ArticlePool(PageEngine &engine, QWidget &place, const PoolPatience &patience,
                         MemoryProbe isMemoryTight)
    : m_engine(engine), m_place(place), m_patience(patience),
      m_isMemoryTight(std::move(isMemoryTight))
{
    add().wasSeen = true;
    inSight().show();
    m_memoryTimer.setInterval(patience.memoryCheck);
    connect(&m_memoryTimer, &QTimer::timeout, this, &ArticlePool::checkMemory);
}

ArticlePool::~ArticlePool() = default;

ArticlePages &ArticlePool::inSight() const
{
    return *m_pages.front()->pages;
}

bool ArticlePool::isContentShown() const
{
    return m_pages.front()->isContentShown;
}

bool ArticlePool::isComplete() const
{
    return m_pages.front()->state == Page::State::Complete;
}

bool ArticlePool::has(const QUrl &url) const
{
    return find(canonicalAddress(url)) != m_pages.cend();
}

void ArticlePool::turnTo(const ArticleOpening &opening)
{
    Q_ASSERT(has(opening.url));
    Page &before = *m_pages.front();
    const auto found = m_pages.begin() + (find(canonicalAddress(opening.url)) - m_pages.cbegin());
    // The one that was in sight stands next to it.
    std::rotate(m_pages.begin(), found, found + 1);
    Page &page = *m_pages.front();
    if (page.isLeft)
        rest(page);
    const std::optional<ReadingPlace> reached =
        page.wasSeen ? page.pages->place() : placeIn(opening.view, page.opening);

    page.timer->stop();
    page.presence = PagePresence::InSight;
    page.wasSeen = true;
    page.pages->setGeometry(m_place.rect());
    page.pages->raise();
    page.pages->show();
    page.pages->setPresence(page.presence);
    disconnect(m_uncovering);
    m_uncovering =
        connect(&page.pages->page(), &PageView::uncovered, this, [this] { restLeftOnes(); });
    page.pages->setZoom(opening.zoom);
    if (page.pages->view() != opening.view)
        page.pages->setView(opening.view);
    const std::optional<ReadingPlace> &wanted = placeIn(opening.view, opening);
    if (wanted && wanted != reached && page.pages->view() == opening.view)
        page.pages->page().goTo(*wanted);

    if (before.state != Page::State::Complete)
        remove(before);
    else if (before.pages->page().isCovered() || !page.isContentShown)
        rest(before);
    else
        before.isLeft = true;
}

void ArticlePool::prepare(const QList<ArticleOpening> &likely)
{
    m_likely.clear();
    for (const ArticleOpening &opening : likely.first(std::min(likely.size(), largestAhead)))
        m_likely.append(opening);
    m_givenUp.clear();
    removeUnseen([this](const Page &page) {
        return (page.state == Page::State::Loading && !isLikely(page)) || isInOtherView(page);
    });
    loadAhead();
}

void ArticlePool::setLoadingAhead(bool isLoadingAhead)
{
    m_isLoadingAhead = isLoadingAhead;
    if (!isLoadingAhead)
        removeUnseen([](const Page &page) { return page.state == Page::State::Loading; });
    loadAhead();
}

void ArticlePool::layOut()
{
    // The others are laid out when they come into sight.
    inSight().setGeometry(m_place.rect());
}

ArticlePool::Page &ArticlePool::add()
{
    auto *pages = new ArticlePages(m_engine, &m_place);
    pages->hide();
    pages->setGeometry(m_place.rect());
    // In the order in which they may go, the last one first.
    const auto position = m_pages.begin() + (m_pages.empty() ? 0 : 1);
    Page &page = **m_pages.insert(position, std::make_unique<Page>(pages));
    connectPages(page);
    return page;
}

void ArticlePool::connectPages(Page &page)
{
    const auto isInSight = [this, &page] { return &page == m_pages.front().get(); };
    connect(page.pages, &ArticlePages::loadStarted, this, [this, &page](const QUrl &url) {
        page.address = canonicalAddress(url);
        page.state = Page::State::Loading;
        page.isContentShown = false;
        page.timer->start(m_patience.load);
    });
    connect(page.pages, &ArticlePages::contentShown, this, [&page] { page.isContentShown = true; });
    connect(page.pages, &ArticlePages::loadFinished, this,
            [this, &page, isInSight](int httpStatus) {
                if (page.state == Page::State::Loading)
                    page.timer->stop();
                // A page about an error is asked for again when it is wanted.
                page.state = httpStatus == 0 ? Page::State::Complete : Page::State::Failed;
                if (!isInSight())
                    settle(page);
                loadAhead();
            });
    const auto fail = [this, &page, isInSight] {
        page.timer->stop();
        page.state = Page::State::Failed;
        if (!isInSight())
            settle(page);
        loadAhead();
    };
    connect(page.pages, &ArticlePages::failed, this, fail);
    connect(page.pages, &ArticlePages::loadStopped, this, fail);
    connect(page.pages, &ArticlePages::navigationRefused, this, [fail, isInSight] {
        // Where it wants to go by itself, it may go when it is in sight.
        if (!isInSight())
            fail();
    });
    connect(page.timer, &QTimer::timeout, this, [this, &page] { growOlder(page); });
}

ArticlePool::Pages::const_iterator ArticlePool::find(const QUrl &address) const
{
    // None of those has failed: it would have gone.
    return std::find_if(m_pages.cbegin() + 1, m_pages.cend(),
                        [&](const auto &page) { return page->address == address; });
}

bool ArticlePool::isLikely(const Page &page) const
{
    return std::any_of(m_likely.cbegin(), m_likely.cend(), [&](const ArticleOpening &opening) {
        return canonicalAddress(opening.url) == page.address;
    });
}

bool ArticlePool::isInOtherView(const Page &page) const
{
    // Changing it once it is in sight would show the one before first. What it was loaded for
    // counts: one without text shows the original, however often it is loaded.
    return !page.wasSeen
        && std::any_of(m_likely.cbegin(), m_likely.cend(), [&](const ArticleOpening &opening) {
               return canonicalAddress(opening.url) == page.address
                   && page.opening.view != opening.view;
           });
}

bool ArticlePool::isToLoad(const ArticleOpening &opening) const
{
    const QUrl address = canonicalAddress(opening.url);
    return address != m_pages.front()->address && !has(opening.url) && !m_givenUp.contains(address);
}

void ArticlePool::remove(Page &page)
{
    Q_ASSERT(&page != m_pages.front().get());
    // It may be the one that is speaking.
    disconnect(page.pages, nullptr, this, nullptr);
    disconnect(page.timer, nullptr, this, nullptr);
    page.pages->hide();
    page.pages->deleteLater();
    const auto isIt = [&](const auto &other) { return other.get() == &page; };
    m_pages.erase(std::find_if(m_pages.begin(), m_pages.end(), isIt));
    if (m_pages.size() == 1)
        m_memoryTimer.stop();
}

void ArticlePool::removeUnseen(const std::function<bool(const Page &)> &isToGo)
{
    for (size_t i = m_pages.size() - 1; i > 0; --i) {
        if (isToGo(*m_pages.at(i)))
            remove(*m_pages.at(i));
    }
}

void ArticlePool::loadAhead()
{
    const auto isBusy = [](const auto &page) { return page->state == Page::State::Loading; };
    const auto isLeft = [](const auto &page) { return page->isLeft; };
    // What the reader waits for comes first; nothing is likely before something is read.
    if (!m_isLoadingAhead || m_pages.front()->state == Page::State::Empty
        || std::any_of(m_pages.cbegin(), m_pages.cend(), isBusy)
        || std::any_of(m_pages.cbegin(), m_pages.cend(), isLeft))
        return;
    const auto next =
        std::find_if(m_likely.cbegin(), m_likely.cend(),
                     [this](const ArticleOpening &opening) { return isToLoad(opening); });
    if (next == m_likely.cend() || m_isMemoryTight())
        return;
    if (m_pages.size() == largestSize) {
        for (size_t i = m_pages.size() - 1; i > 0; --i) {
            if (!isLikely(*m_pages.at(i))) {
                remove(*m_pages.at(i));
                break;
            }
        }
    }
    if (m_pages.size() < largestSize)
        startAhead(*next);
}

void ArticlePool::startAhead(const ArticleOpening &opening)
{
    Page &page = add();
    page.opening = opening;
    page.presence = PagePresence::Ahead;
    page.pages->setPresence(page.presence);
    m_memoryTimer.start();
    page.pages->open(opening);
}

void ArticlePool::settle(Page &page)
{
    if (page.state != Page::State::Complete) {
        m_givenUp.append(page.address);
        remove(page);
    } else if (page.presence == PagePresence::Ahead) {
        page.timer->start(m_patience.rest);
    }
}

void ArticlePool::growOlder(Page &page)
{
    if (page.state == Page::State::Loading) {
        page.state = Page::State::Overdue;
        if (page.presence == PagePresence::Ahead && page.isContentShown)
            rest(page);
        else if (page.presence == PagePresence::Ahead)
            settle(page);
        loadAhead();
        return;
    }
    switch (page.presence) {
    case PagePresence::InSight:
        break;
    case PagePresence::Ahead:
        rest(page);
        break;
    case PagePresence::Resting:
        page.presence = PagePresence::Frozen;
        page.pages->setPresence(page.presence);
        page.timer->start(std::max(m_patience.discard - m_patience.freeze, {}));
        break;
    case PagePresence::Frozen:
        m_givenUp.append(page.address);
        remove(page);
        break;
    }
}

void ArticlePool::rest(Page &page)
{
    page.isLeft = false;
    page.presence = PagePresence::Resting;
    page.pages->setPresence(page.presence);
    page.pages->hide();
    page.timer->start(m_patience.freeze);
    m_memoryTimer.start();
}

void ArticlePool::restLeftOnes()
{
    for (size_t i = 1; i < m_pages.size(); ++i) {
        if (m_pages.at(i)->isLeft)
            rest(*m_pages.at(i));
    }
    loadAhead();
}

void ArticlePool::checkMemory()
{
    if (!m_isMemoryTight())
        return;
    qCInfo(logWeb) << "memory is short: pages that are not in sight go";
    removeUnseen([this](const Page &page) {
        m_givenUp.append(page.address);
        return true;
    });
}

} // namespace lectern
