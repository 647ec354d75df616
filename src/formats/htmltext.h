// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace lectern {

/// How many words there are to read in a piece of HTML, for reading times. Tags, comments, scripts
/// and styles don't count; inline tags don't part a word. Chinese and Japanese have no blanks
/// between words: 2.5 of their characters count as one, since 500 characters take the time of 200
/// words. Pure and thread-safe; linear in the length of `html`, whatever it holds.
[[nodiscard]] int wordCount(const QString &html);

/// The text of a piece of HTML, for searching in it and for showing passages of it: the same text
/// as for wordCount, with white space made single and blocks parted by line feeds. Soft hyphens are
/// left out. Pure and thread-safe; linear in the length of `html`, whatever it holds.
[[nodiscard]] QString plainText(const QString &html);

/// What plainText() and wordCount() tell, in one go.
struct CountedText
{
    QString text;
    int words = 0;
};
[[nodiscard]] CountedText countedText(const QString &html);

} // namespace lectern
