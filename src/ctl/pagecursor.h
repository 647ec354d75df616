// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

#include <optional>

namespace lectern {

/// Where a page of a list ended, to go on there with the next call, after the list may have
/// changed. As text: how many articles came before, then the ids of the page's last ones, the very
/// last first, with dots between ("50.1203.1198").
///
/// The next page begins after the last of these articles that the list still has, wherever it has
/// moved. If it has none of them any more, the list begins anew: better once more than never.
struct PageCursor
{
    /// So many articles are named, so that some may have gone.
    static constexpr qsizetype named = 5;

    int before = 0;
    QList<ArticleId> last; ///< the very last one first

    /// Empty when it is none that toString() gives.
    [[nodiscard]] static std::optional<PageCursor> parse(const QString &text);
    [[nodiscard]] QString toString() const;

    friend bool operator==(const PageCursor &, const PageCursor &) = default;
};

struct Page
{
    QList<ArticleId> articles;
    std::optional<PageCursor> next; ///< absent at the end of the list
};

/// The first `limit` articles of a list, or those after the cursor. Waits for the library. Takes
/// longer the further down the list the page is, up to what the ids of the whole list take.
[[nodiscard]] Result<Page> pageOf(Library &library, const Scope &scope, PostSort sort,
                                  const std::optional<PageCursor> &after, int limit);

} // namespace lectern
