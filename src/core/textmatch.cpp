// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/textmatch.h"

#include <algorithm>

namespace lectern {

QString foldedForSearch(const QString &text)
{
    const QString decomposed = text.normalized(QString::NormalizationForm_KD);
    QString folded;
    folded.reserve(decomposed.size());
    for (const QChar c : decomposed) {
        const QChar::Category category = c.category();
        if (category != QChar::Mark_NonSpacing && category != QChar::Mark_Enclosing)
            folded.append(c);
    }
    return folded.toCaseFolded();
}

WordFilter::WordFilter(const QString &query)
    : m_words(foldedForSearch(query).simplified().split(u' ', Qt::SkipEmptyParts))
{
}

bool WordFilter::matches(const QString &foldedText) const
{
    return std::all_of(m_words.begin(), m_words.end(),
                       [&foldedText](const QString &word) { return foldedText.contains(word); });
}

} // namespace lectern
