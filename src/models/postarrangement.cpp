// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/postarrangement.h"

namespace lectern {

namespace {

bool goTogether(PostSort sort, PostGrouping grouping)
{
    switch (grouping) {
    case PostGrouping::None:
        return true;
    case PostGrouping::Section:
    case PostGrouping::Source:
        return sort == PostSort::ListOrder;
    case PostGrouping::Day:
        return sort == PostSort::Newest || sort == PostSort::Oldest;
    }
    Q_UNREACHABLE();
}

} // namespace

PostGrouping PostArrangement::grouping() const
{
    for (const PostGrouping grouping :
         {m_wantedGrouping, PostGrouping::Section, PostGrouping::Day}) {
        if (goTogether(m_sort, grouping))
            return grouping;
    }
    return PostGrouping::None;
}

void PostArrangement::setGrouping(PostGrouping grouping)
{
    m_wantedGrouping = grouping;
    if (!goTogether(m_sort, grouping))
        m_sort = grouping == PostGrouping::Day ? PostSort::Newest : PostSort::ListOrder;
}

} // namespace lectern
