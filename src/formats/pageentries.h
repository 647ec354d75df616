// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/pageblocks.h"
#include "formats/statedarticles.h"

#include <QStringList>

#include <optional>

namespace lectern {

/// One entry of a list on a page. Absent text is empty, absent addresses are empty.
struct PageEntry
{
    QUrl url; ///< absolute, without fragment
    QString title; ///< plain text
    QString summary; ///< plain text, a few sentences at most
    QString author; ///< plain text
    QUrl image;
    QStringList tags; ///< plain text, without repetitions
    std::optional<QDateTime> published; ///< UTC; midnight where only the day is known
    HtmlDocument::Node block = HtmlDocument::none; ///< the element that holds it, for marking it
    /// [first, end) is all that belongs to it: the element, or siblings around it as well.
    HtmlDocument::Node first = HtmlDocument::none;
    HtmlDocument::Node end = HtmlDocument::none;

    friend bool operator==(const PageEntry &, const PageEntry &) = default;
};

/// What the blocks of a list say, in their order.
/// What they leave open is taken from `stated`.
[[nodiscard]] QList<PageEntry> entriesOf(const PageLinks &page,
                                         const std::vector<PageBlock> &blocks,
                                         const StatedArticles &stated);

} // namespace lectern
