// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/listtraits.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

ListTraits::ListTraits(const PageLinks &page, const LinkGroup &group) : m_count(group.links.size())
{
    for (const int link : group.links) {
        const PageAddress &address = page.addressOf(page.at(link));
        ++m_shapes[address.shape];
        ++m_looseShapes[address.looseShape];
        ++m_hosts[bareHost(address.url)];
        ++m_roles[page.at(link).role];
        m_keys.insert(page.at(link).address);
    }
}

bool ListTraits::isAlike(const PageAddress &address) const
{
    if (m_shapes.contains(address.shape))
        return true;
    // Categories in addresses, or a list of links to anywhere.
    const auto most = static_cast<qsizetype>(m_count);
    if (2 * m_hosts.size() > most && most >= 4)
        return true;
    return 2 * m_shapes.size() > most && most >= 3 && m_looseShapes.contains(address.looseShape);
}

bool ListTraits::isDistinctive() const
{
    return std::all_of(m_shapes.keyBegin(), m_shapes.keyEnd(), [](const QString &shape) {
        return shape.count(u'/') >= 2 || shape.contains(u'#') || shape.contains(u'?');
    });
}

QStringList ListTraits::shapes() const
{
    QStringList list = m_shapes.keys();
    std::sort(list.begin(), list.end(), [this](const QString &one, const QString &other) {
        const int first = m_shapes.value(one);
        const int second = m_shapes.value(other);
        return first != second ? first > second : one < other;
    });
    constexpr qsizetype most = 8;
    return list.size() > most ? list.first(most) : list;
}

} // namespace lectern
