// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/extractedarticle.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace lectern {

/// The content of an article as reader view shows it.
struct ReaderText
{
    /// HTML, sanitised: nothing in it runs. Its headings can be linked to, its code is coloured and
    /// has buttons to copy it, its tables scroll by themselves.
    QString html;
    /// HTML: items of a list that leads to the headings. Empty for what is short or has few.
    QString contents;
    /// Where its pictures come from: "https://host:port", as a Content-Security-Policy has them.
    QStringList pictureOrigins;
    bool hasOwnPictures = false; ///< pictures that stand in the text itself (data:)
    int wordCount = 0; ///< of scripts that put spaces between words
    int characterCount = 0; ///< of Chinese and Japanese, which don't

    friend bool operator==(const ReaderText &, const ReaderText &) = default;
};

/// An article found in a page, ready for reader view.
struct ReadableArticle
{
    ExtractedArticle article;
    ReaderText text;
    /// How much of the page's text is not in the article, from 0 to 1. Menus, headers, footers,
    /// asides and comments don't count. Empty: the page has no text.
    std::optional<double> droppedShare;

    friend bool operator==(const ReadableArticle &, const ReadableArticle &) = default;
};

} // namespace lectern
