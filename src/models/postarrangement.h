// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

namespace lectern {

/// What the headings within a list tell.
enum class PostGrouping {
    None,
    Section, ///< the sections that sources give their posts
    Day, ///< of publication, in the reader's time zone
    Source,
};

/// How a list is arranged. A heading stands above the first post of a group, so a grouping needs an
/// order that keeps the group together: sections and sources the list's own order, days one by
/// time.
class PostArrangement final
{
public:
    [[nodiscard]] PostSort sort() const { return m_sort; }
    /// The grouping asked for where it goes with the order, else the one natural to the order.
    [[nodiscard]] PostGrouping grouping() const;

    void setSort(PostSort sort) { m_sort = sort; }
    /// Keeps the order where it goes with the grouping, else takes the one natural to the grouping.
    void setGrouping(PostGrouping grouping);

    friend bool operator==(const PostArrangement &, const PostArrangement &) = default;

private:
    PostSort m_sort = PostSort::ListOrder;
    PostGrouping m_wantedGrouping = PostGrouping::Section;
};

} // namespace lectern
