// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/texttable.h"

#include "ctl/terminaltext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

const QString gap = u"  "_s;

QString padded(const QString &cell, int width, bool isNumber)
{
    const QString blanks(std::max(0, width - columnsOf(cell)), u' ');
    return isNumber ? blanks + cell : cell + blanks;
}

QString trimmedAtEnd(QString line)
{
    while (line.endsWith(u' '))
        line.chop(1);
    return line;
}

} // namespace

void TextTable::addRow(const QStringList &cells)
{
    Q_ASSERT(cells.size() == m_columns.size());
    QStringList safe;
    safe.reserve(cells.size());
    std::transform(cells.cbegin(), cells.cend(), std::back_inserter(safe), terminalText);
    m_rows.append(safe);
}

QString TextTable::aligned() const
{
    QList<QStringList> rows = m_rows;
    QList<int> widths(m_columns.size());
    for (QStringList &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            if (const auto widest = m_columns.at(i).widest)
                row[i] = elided(row.at(i), *widest);
            if (!m_columns.at(i).isBelow)
                widths[i] = std::max(widths.at(i), columnsOf(row.at(i)));
        }
    }
    QString text;
    for (const QStringList &row : std::as_const(rows)) {
        QStringList cells;
        QString below;
        for (qsizetype i = 0; i < row.size(); ++i) {
            const Column &column = m_columns.at(i);
            if (!column.isBelow)
                cells.append(padded(row.at(i), widths.at(i), column.isNumber));
            else if (!row.at(i).isEmpty())
                below += gap + gap + row.at(i) + u'\n';
        }
        text += trimmedAtEnd(cells.join(gap)) + u'\n' + below;
    }
    return text;
}

QString TextTable::tabSeparated() const
{
    QString text;
    for (const QStringList &row : m_rows)
        text += row.join(u'\t') + u'\n';
    return text;
}

} // namespace lectern
