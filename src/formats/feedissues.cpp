// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/feedissues.h"

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr qsizetype maximumIssues = 200;
constexpr qsizetype maximumQuoted = 80;

} // namespace

void FeedIssues::add(const QString &where, const QString &what)
{
    if (m_list.size() < maximumIssues)
        m_list.append(where + u": "_s + what);
    else
        ++m_unlisted;
}

QStringList FeedIssues::list() const
{
    if (m_unlisted == 0)
        return m_list;
    return m_list + QStringList(u"There are %1 more issues like these."_s.arg(m_unlisted));
}

QString quoted(const QString &text)
{
    const QString line = text.left(2 * maximumQuoted).simplified();
    if (line.size() <= maximumQuoted && text.size() <= 2 * maximumQuoted)
        return u"\"%1\""_s.arg(line);
    return u"\"%1…\""_s.arg(line.left(maximumQuoted));
}

QString itemName(qsizetype index, const QString &id)
{
    const QString number = QString::number(index + 1);
    return id.isEmpty() ? u"Item %1"_s.arg(number) : u"Item %1 (%2)"_s.arg(number, quoted(id));
}

} // namespace lectern
