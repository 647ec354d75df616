// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"
#include "library/searchquery.h"

namespace lectern {

/// Finds what was searched for in a text, as the full-text index sees it: whole words (or a
/// beginning, for a term that may go on), accents and case ignored, any piece of a run of Chinese,
/// Japanese or Korean characters. A value; linear in the length of a text.
class PassageFinder final
{
public:
    /// What to mark, from wordsToMark().
    explicit PassageFinder(const QList<SearchTerm> &terms);

    /// The whole text with all that was found; for a title only terms that may be in titles.
    [[nodiscard]] MarkedText marked(const QString &text, SearchTerm::Field field) const;
    /// The passage of about 200 characters that says most of what was searched for, the first of
    /// those; white space made single, "…" where text was left out. The beginning when nothing was
    /// found. Only the first 500,000 characters are looked at.
    [[nodiscard]] MarkedText passage(const QString &text, SearchTerm::Field field) const;

private:
    struct Phrase
    {
        SearchTerm::Field field = SearchTerm::Field::Any;
        QStringList words; ///< folded
        bool isPrefix = false; ///< of the last word
    };
    struct Find
    {
        TextMark mark;
        qsizetype phrase = 0;
    };

    /// In the order of the text. Stops `enough` characters behind the first.
    [[nodiscard]] QList<Find> found(const QString &text, SearchTerm::Field field,
                                    qsizetype enough) const;

    QList<Phrase> m_phrases;
};

} // namespace lectern
