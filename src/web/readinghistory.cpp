// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/readinghistory.h"

#include "core/canonicaladdress.h"

namespace lectern {

void ReadingHistory::visit(const ArticleOpening &opening)
{
    const bool isSame = m_current >= 0
        && canonicalAddress(m_visits.at(m_current).url) == canonicalAddress(opening.url);
    if (isSame) {
        m_visits[m_current] = opening;
        return;
    }
    m_visits.resize(m_current + 1);
    m_visits.append(opening);
    if (m_visits.size() > largestSize)
        m_visits.removeFirst();
    m_current = m_visits.size() - 1;
}

void ReadingHistory::setCurrent(const ArticleOpening &opening)
{
    if (m_current >= 0)
        m_visits[m_current] = opening;
}

std::optional<ArticleOpening> ReadingHistory::current() const
{
    return m_current >= 0 ? std::optional(m_visits.at(m_current)) : std::nullopt;
}

ArticleOpening ReadingHistory::goBack()
{
    Q_ASSERT(canGoBack());
    return m_visits.at(--m_current);
}

ArticleOpening ReadingHistory::goForward()
{
    Q_ASSERT(canGoForward());
    return m_visits.at(++m_current);
}

} // namespace lectern
