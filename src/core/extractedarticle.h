// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace lectern {

/// An article without the page around it, as reader view shows it. What is not known is empty.
struct ExtractedArticle
{
    QString title; ///< text
    QString byline; ///< text: who wrote it, without "By"
    QString excerpt; ///< text: what the page says in short, else how the article begins
    QString site; ///< text: its name, else its host
    QString published; ///< ISO 8601: a day, or a time in UTC
    /// HTML without anything that runs, asks or is loaded by itself, except for pictures. All
    /// addresses are absolute but for those of places in the article.
    QString content;
    QString language; ///< BCP 47, as the page says it
    QString direction; ///< "rtl" or "ltr"
    int length = 0; ///< of the content's text, in characters

    friend bool operator==(const ExtractedArticle &, const ExtractedArticle &) = default;
};

} // namespace lectern
