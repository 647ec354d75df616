// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/article.h"
#include "core/readingview.h"

#include <QUrl>

#include <optional>

namespace lectern {

/// What it takes to show an article as the reader left it.
struct ArticleOpening
{
    QUrl url;
    ReadingView view = ReadingView::Original;
    std::optional<ReadingPlace> originalPlace = {};
    std::optional<ReadingPlace> readerPlace = {};
    /// The library holds the text, so that reader view does not need the page.
    bool isTextStored = false;
    double zoom = 1; ///< of the original; see PageView::setZoom()

    friend bool operator==(const ArticleOpening &, const ArticleOpening &) = default;
};

} // namespace lectern
