// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/pagelinks.h"

namespace lectern {

/// The part of a page that belongs to one entry of a list.
struct PageBlock
{
    using Node = HtmlDocument::Node;

    int link = 0; ///< in PageLinks
    Node root = HtmlDocument::none; ///< the largest element with this entry and no other in it
    Node first = HtmlDocument::none; ///< where the block begins: at root, or before it
    Node end = HtmlDocument::none; ///< and ends: with root, or where the next entry begins
};

/// Parts a page among the entries of a list: each has what stands in the largest element around its
/// link that has none of the others' links in it; and where that is only a heading, a row or a
/// cell among siblings, the siblings up to the next one. `links` are places in PageLinks, in the
/// order of the page, each to another address. Takes time in proportion to their number.
[[nodiscard]] std::vector<PageBlock> blocksOf(const PageLinks &links,
                                              const std::vector<int> &entries);

} // namespace lectern
