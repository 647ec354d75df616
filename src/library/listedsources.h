// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

namespace lectern {

class Database;

/// The sources whose articles a scope lists, for the scopes that list sources: All, Unread, Folder
/// and Source.
struct ListedSources
{
    QList<SourceId> feeds; ///< and pages; listed together, by time
    QList<SourceId> collections; ///< listed one after another, in this order
    /// SQL that holds for an article with the alias `a` that one of them lists.
    QString condition;
    QString feedCondition; ///< the same for the feeds alone
    QString isListing; ///< the same for a row of source_article with the alias `sa`
};

/// Used in the database's thread and inside a transaction of the caller.
[[nodiscard]] Result<ListedSources> listedSources(const Database &database, const Scope &scope);

} // namespace lectern
