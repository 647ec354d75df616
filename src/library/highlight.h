// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"

#include <QDateTime>
#include <QString>
#include <QUrl>

#include <optional>

namespace lectern {

enum class HighlightColour { Yellow, Green, Blue, Pink };

/// Where a highlight stands in the text of its page: a TextQuoteSelector and, if that was known, a
/// TextPositionSelector of the Web Annotation Data Model (w3.org/TR/annotation-model, section 4.2).
struct HighlightPlace
{
    /// In UTF-16 units from the beginning of the page's text; the end is behind the last one.
    struct Range
    {
        qint64 start = 0;
        qint64 end = 0;

        friend bool operator==(const Range &, const Range &) = default;
    };

    QString quote; ///< the highlighted text, never empty
    QString prefix; ///< what stands before it; may be empty
    QString suffix; ///< and after it
    std::optional<Range> range;

    friend bool operator==(const HighlightPlace &, const HighlightPlace &) = default;
};

/// What the reader marked in an article. All strings are plain text.
struct Highlight
{
    HighlightId id;
    ArticleId article;
    QUrl url; ///< of the article
    HighlightPlace place;
    HighlightColour colour = HighlightColour::Yellow;
    QString note; ///< may be empty
    QDateTime created; ///< UTC
    QDateTime changed; ///< UTC, when colour or note were last changed
    bool wasFound = true; ///< in the page when it was last shown

    friend bool operator==(const Highlight &, const Highlight &) = default;
};

/// A highlight to be added, in a page that the library may not know yet.
struct HighlightRequest
{
    QUrl url;
    QString title; ///< of the page, for one that the library does not know
    HighlightPlace place;
    HighlightColour colour = HighlightColour::Yellow;
    QString note;
};

} // namespace lectern
