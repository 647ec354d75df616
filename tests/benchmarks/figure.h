// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace lectern {

/// One thing measured several times in a program and in the one it is compared with.
struct Figure
{
    QString name;
    QString reference; ///< what it is compared with
    QString unit;
    std::optional<double> floor; ///< the ratio may be at most this
    QList<double> referenceValues = {};
    QList<double> values = {};

    void add(double referenceValue, double value)
    {
        referenceValues.append(referenceValue);
        values.append(value);
    }
};

/// The middle value; of an even number of values the mean of the two in the middle. Not of none.
[[nodiscard]] double median(QList<double> values);

/// Of the medians.
[[nodiscard]] double ratio(const Figure &figure);

/// All figures as a table for a terminal, with the spread of the values.
[[nodiscard]] QString table(const QList<Figure> &figures);

} // namespace lectern
