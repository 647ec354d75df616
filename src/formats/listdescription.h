// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/pagegroups.h"

#include <QByteArray>
#include <QStringList>

namespace lectern {

/// What a list on a page looks like, so that it is found again when the page has changed: by what
/// its entries are, not by where exactly they stand or what their classes are called.
struct ListDescription
{
    QString label; ///< the heading above, if there is one
    QString place; ///< the elements around a title that mean something: "main ul li"
    QStringList shapes; ///< of the entries' addresses, the most frequent first
    QStringList known; ///< of the last entries: keys of addresses (PageAddress::key)
    double headed = 0; ///< the share of entries whose title is a heading
    double dated = 0; ///< the share of entries with a date
    /// The list is not in what the server sends, but put into the page by its scripts.
    bool isRendered = false;

    friend bool operator==(const ListDescription &, const ListDescription &) = default;

    /// JSON, for keeping. What nobody knows is left alone, what is missing is empty.
    [[nodiscard]] QByteArray toJson() const;
    [[nodiscard]] static ListDescription fromJson(const QByteArray &json);
};

[[nodiscard]] ListDescription descriptionOf(const PageLinks &page, const LinkGroup &list);

/// How much a list that is there looks like one that was described, 0 to 1: by entries that both
/// have, addresses that look alike, heading and surroundings.
[[nodiscard]] double likeness(const ListDescription &there, const ListDescription &described);

} // namespace lectern
