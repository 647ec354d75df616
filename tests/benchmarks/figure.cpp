// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/figure.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

QString summary(const QList<double> &values, const QString &unit)
{
    const auto [least, most] = std::minmax_element(values.cbegin(), values.cend());
    return u"%1 %2 (%3..%4)"_s.arg(median(values), 0, 'f', 1)
        .arg(unit)
        .arg(*least, 0, 'f', 1)
        .arg(*most, 0, 'f', 1);
}

QString verdict(const Figure &figure)
{
    if (!figure.floor)
        return u"no floor"_s;
    return (ratio(figure) <= *figure.floor ? u"within %1"_s : u"ABOVE %1"_s)
        .arg(*figure.floor, 0, 'f', 2);
}

} // namespace

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    const qsizetype middle = values.size() / 2;
    return values.size() % 2 == 1 ? values.at(middle)
                                  : (values.at(middle - 1) + values.at(middle)) / 2;
}

double ratio(const Figure &figure)
{
    return median(figure.values) / median(figure.referenceValues);
}

QString table(const QList<Figure> &figures)
{
    QList<QStringList> rows{
        {u"figure"_s, u"compared with"_s, u"reference"_s, u"Lectern"_s, u"ratio"_s, u"floor"_s}};
    for (const Figure &figure : figures)
        rows.append({figure.name, figure.reference, summary(figure.referenceValues, figure.unit),
                     summary(figure.values, figure.unit), QString::number(ratio(figure), 'f', 2),
                     verdict(figure)});
    QList<qsizetype> widths(rows.constFirst().size());
    for (const QStringList &row : std::as_const(rows)) {
        for (qsizetype column = 0; column < row.size(); ++column)
            widths[column] = std::max(widths.at(column), row.at(column).size());
    }
    QString text;
    for (const QStringList &row : std::as_const(rows)) {
        for (qsizetype column = 0; column < row.size(); ++column)
            text += row.at(column).leftJustified(widths.at(column) + 2);
        text += u'\n';
    }
    return text;
}

} // namespace lectern
