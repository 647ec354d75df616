// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

#include <random>

namespace lectern {

/// Makes articles of made-up words, as long and as varied as those of feeds: the word of rank n is
/// as frequent as 1/n, as in any language. The same seed makes the same articles.
class ArticleGenerator final
{
public:
    explicit ArticleGenerator(quint32 seed);

    /// The words from the most frequent one on.
    [[nodiscard]] const QStringList &words() const { return m_words; }
    [[nodiscard]] IncomingArticle next();
    /// The bytes of the RSS item that would carry it.
    [[nodiscard]] static qint64 feedBytes(const IncomingArticle &article);

private:
    [[nodiscard]] const QString &word();
    [[nodiscard]] QString sentence(int words);
    [[nodiscard]] int between(int least, int most);

    std::mt19937 m_random;
    QStringList m_words;
    std::discrete_distribution<int> m_rank;
    qint64 m_made = 0;
};

} // namespace lectern
