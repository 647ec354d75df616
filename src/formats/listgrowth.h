// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/listtraits.h"

namespace lectern {

/// Makes whole lists out of groups of links: adds what is like a group elsewhere on the page (a
/// featured post, the next year, posts without titles), and drops what only stands in it by chance.
/// `page` and `groups` must outlive it.
class ListGrowth final
{
public:
    ListGrowth(const PageLinks &page, const std::vector<LinkGroup> &groups)
        : m_page(page), m_groups(groups)
    {
    }

    /// The list that this group is the heart of.
    [[nodiscard]] LinkGroup grown(const LinkGroup &seed) const;

private:
    [[nodiscard]] LinkGroup pruned(LinkGroup list) const;
    [[nodiscard]] std::vector<int> freshLinks(const LinkGroup &list, const ListTraits &traits,
                                              const LinkGroup &other) const;
    [[nodiscard]] bool isFeatured(const LinkGroup &list, const LinkGroup &other) const;
    [[nodiscard]] bool isStream(const LinkGroup &list, const LinkGroup &other,
                                const std::vector<int> &fresh) const;
    [[nodiscard]] static bool isWithin(HtmlDocument::Node node, const LinkGroup &list);

    const PageLinks &m_page;
    const std::vector<LinkGroup> &m_groups;
};

} // namespace lectern
