// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace lectern {

/// The text as searching sees it: case folded, accents and other combining marks removed,
/// compatibility forms unified ("Ångström" and "angstrom", "ﬁ" and "fi").
[[nodiscard]] QString foldedForSearch(const QString &text);

/// A filter of words: matches a text that holds every one of them, anywhere, after folding.
class WordFilter final
{
public:
    WordFilter() = default;
    /// `query` as typed; words are parted by white space. A query without words matches all.
    explicit WordFilter(const QString &query);

    [[nodiscard]] bool isEmpty() const { return m_words.isEmpty(); }
    /// `foldedText` must come from foldedForSearch: it is folded once, and matched often.
    [[nodiscard]] bool matches(const QString &foldedText) const;

    friend bool operator==(const WordFilter &, const WordFilter &) = default;

private:
    QStringList m_words;
};

} // namespace lectern
