// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/spelling.h"

#include <QList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// How many slips lie between two words: each a letter missing, too much, wrong, or swapped with
/// its neighbour.
qsizetype slips(const QString &left, const QString &right)
{
    QList<qsizetype> beforeLast;
    QList<qsizetype> last(right.size() + 1);
    for (qsizetype j = 0; j <= right.size(); ++j)
        last[j] = j;
    for (qsizetype i = 1; i <= left.size(); ++i) {
        QList<qsizetype> current{i};
        for (qsizetype j = 1; j <= right.size(); ++j) {
            const bool isSame = left.at(i - 1) == right.at(j - 1);
            qsizetype least = std::min(
                {last.at(j) + 1, current.at(j - 1) + 1, last.at(j - 1) + (isSame ? 0 : 1)});
            const bool isSwapped = i > 1 && j > 1 && left.at(i - 1) == right.at(j - 2)
                && left.at(i - 2) == right.at(j - 1);
            if (isSwapped)
                least = std::min(least, beforeLast.at(j - 2) + 1);
            current.append(least);
        }
        beforeLast = std::exchange(last, current);
    }
    return last.last();
}

} // namespace

QString nearestName(const QString &typed, const QStringList &names)
{
    constexpr qsizetype longest = 40; // nobody mistypes a name into something that long
    const QString word = typed.toLower();
    if (word.isEmpty() || word.size() > longest)
        return {};
    const QStringList begun = names.filter(word);
    if (begun.size() == 1 && begun.constFirst().startsWith(word))
        return begun.constFirst();

    QString nearest;
    qsizetype fewest = std::max<qsizetype>(1, word.size() / 3) + 1;
    for (const QString &name : names) {
        const qsizetype count = slips(word, name);
        if (count < fewest) {
            fewest = count;
            nearest = name;
        }
    }
    return nearest;
}

} // namespace lectern
