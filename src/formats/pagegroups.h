// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/pageblocks.h"

#include <QSet>

namespace lectern {

/// Links in equal places of a page, one for each address: perhaps the entries of a list, perhaps a
/// menu. Places in PageLinks, in the order of the page.
struct LinkGroup
{
    std::vector<int> links;
    std::vector<PageBlock> blocks; ///< of the same links
    std::vector<bool> headings; ///< whether each has a heading, linked or not
    std::vector<bool> dates; ///< whether each has a date
    QString label; ///< the heading above; may be empty
    double quality = 0; ///< the links' own, on average
    double dated = 0; ///< the share of blocks with a date
    double headed = 0; ///< the share of links with a heading
    double coverage = 0; ///< the share of the page's text in the blocks
    double score = 0; ///< how much it looks like the list of the page; 0.3 is little, 2 is sure

    [[nodiscard]] bool isHeaded() const { return headed > 0.5; }
    [[nodiscard]] bool isDated() const { return dated > 0.5; }
};

/// The groups of a page, the most promising first. At most a hundred.
[[nodiscard]] std::vector<LinkGroup> groupsOf(const PageLinks &page);

/// The group of these links, rated. `links` are in the order of the page, each to another address.
[[nodiscard]] LinkGroup ratedGroup(const PageLinks &page, std::vector<int> links);

} // namespace lectern
