// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/pagegroups.h"

#include <QHash>
#include <QSet>
#include <QStringList>

namespace lectern {

/// What all entries of a list have in common.
class ListTraits final
{
public:
    ListTraits(const PageLinks &page, const LinkGroup &group);

    [[nodiscard]] bool hasAddress(int address) const { return m_keys.contains(address); }
    [[nodiscard]] bool hasShape(const PageAddress &address) const
    {
        return m_shapes.contains(address.shape);
    }
    [[nodiscard]] bool hasRole(std::size_t role) const { return m_roles.contains(role); }
    /// Whether an address could be of the same program as those of the list.
    [[nodiscard]] bool isAlike(const PageAddress &address) const;
    /// Whether the addresses alone tell entries from other pages of the site: they have a folder
    /// or a date, "/blog/~", not only "/~".
    [[nodiscard]] bool isDistinctive() const;
    /// Of the addresses, the most frequent first.
    [[nodiscard]] QStringList shapes() const;

private:
    std::size_t m_count;
    QHash<QString, int> m_shapes;
    QHash<QString, int> m_looseShapes;
    QHash<QString, int> m_hosts;
    QHash<std::size_t, int> m_roles;
    QSet<int> m_keys;
};

} // namespace lectern
