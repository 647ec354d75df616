// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace lectern {

/// What a command prints without --json: aligned for people, or a row a line with tabs between its
/// cells for other programs. What is put in may be text of others: it comes out as terminalText().
class TextTable final
{
public:
    struct Column
    {
        std::optional<int> widest; ///< in columns of the terminal; aligned text beyond it is elided
        bool isNumber = false; ///< aligned to the right
        bool isBelow = false; ///< aligned text has it on a line of its own; only after the others
    };

    TextTable() = default;
    explicit TextTable(const QList<Column> &columns) : m_columns(columns) { }

    /// One cell for each column.
    void addRow(const QStringList &cells);

    [[nodiscard]] QString aligned() const;
    [[nodiscard]] QString tabSeparated() const;

private:
    QList<Column> m_columns;
    QList<QStringList> m_rows;
};

} // namespace lectern
