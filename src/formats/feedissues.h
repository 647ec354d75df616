// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace lectern {

/// What was odd about a document, as English sentences for FeedDocument::issues. Nobody reads more
/// than the first 200, and a hostile document must not fill the memory with them: of the rest only
/// the number is kept.
class FeedIssues final
{
public:
    /// `where` begins the sentence: "The feed", "Item 3 (…)".
    void add(const QString &where, const QString &what);

    [[nodiscard]] QStringList list() const;

private:
    QStringList m_list;
    qsizetype m_unlisted = 0;
};

/// A value of the document inside a sentence: in quotation marks, short, and on one line.
[[nodiscard]] QString quoted(const QString &text);

/// The beginning of every sentence about an item. `index` counts from 0; people count from 1.
[[nodiscard]] QString itemName(qsizetype index, const QString &id);

} // namespace lectern
