// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QStringView>

#include <optional>

namespace lectern {

/// A day told by its distance: "3 days ago", "vor 2 Stunden", "2 天前", "yesterday".
struct RelativeDate
{
    /// Of "2 weeks ago" the Monday of that week, of "2 months ago" the first of that month: so it
    /// stays the same from one day to the next.
    QDate date;
    bool hasDay = true;
    qsizetype start = 0; ///< in the text
    qsizetype end = 0;
};

/// The first one in a short text, in the languages of most blogs. "Yesterday" and "today" count
/// only where they are all there is, since titles and texts have them too. `today` is the day the
/// page was fetched. Pure and thread-safe.
[[nodiscard]] std::optional<RelativeDate> relativeDateInText(QStringView text, const QDate &today);

} // namespace lectern
