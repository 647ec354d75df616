// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace lectern {

// How text becomes the words of the full-text index. SQLite's tokenizer (unicode61) parts words
// where neither a letter nor a digit stands, and knows no other way; Chinese, Japanese and Korean
// text has words that nothing parts. So a run of their characters is written into the index as the
// pairs of its neighbours and, at its end, its last character: "日本語" as "日本 本語 語". Every
// character then begins a word of the index, and any piece of a run is a phrase of pairs.

/// Part of the Han, Hiragana, Katakana, Hangul or Bopomofo script, or a sign that belongs to them.
[[nodiscard]] bool isCjk(char32_t character);

/// A letter or a digit, of which words consist. Combining marks are none: they never stand alone.
[[nodiscard]] bool isWordCharacter(char32_t character);

/// Whether there is anything in `text` that could be searched for.
[[nodiscard]] bool hasWords(const QString &text);

/// `text` as the index is given it: compatibility forms unified (NFKC), case folded, runs of
/// Chinese, Japanese and Korean characters in pairs. Accents are left to the tokenizer. Zeros,
/// halves of surrogate pairs and characters for private use become blanks.
[[nodiscard]] QString indexedText(const QString &text);

/// The same for what is searched for: an FTS5 phrase, quoted, with a "*" where the last word may
/// go on. Empty when there are no words in `text`.
[[nodiscard]] QString matchPhrase(const QString &text, bool isPrefix);

/// The words of a host name for the index's column of sites: its labels from the last to the first,
/// marked by a character for private use, so that no text of an article is ever mistaken for them.
/// International names are in Unicode and lower case.
[[nodiscard]] QString indexedSite(const QString &host);

/// An FTS5 query for the articles of a site: of this host and those below it ("example.org" is also
/// the site of blog.example.org), or, without a dot, of all hosts with such a label. Empty when
/// `site` cannot be a host.
[[nodiscard]] QString matchSite(const QString &site);

} // namespace lectern
