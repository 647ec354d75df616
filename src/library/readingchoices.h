// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/article.h"
#include "core/readingview.h"

#include <optional>

namespace lectern {

/// All that the library knows about how an article is to be shown.
struct ReadingChoices
{
    std::optional<ReadingPlace> originalPlace; ///< how far the reader came in each view
    std::optional<ReadingPlace> readerPlace;
    std::optional<ReadingView> siteView; ///< what the reader last chose at the article's site
    std::optional<ReadingView> sourceView; ///< and for the source it was opened from
    std::optional<double> zoom; ///< of pages at that site; absent: 1
    std::optional<int> storedWords; ///< of the content that the library holds of the article

    /// To begin with: what was chosen for the site, else for the source, else the original.
    [[nodiscard]] ReadingView view() const
    {
        return siteView.value_or(sourceView.value_or(ReadingView::Original));
    }

    friend bool operator==(const ReadingChoices &, const ReadingChoices &) = default;
};

} // namespace lectern
