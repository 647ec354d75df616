// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

namespace lectern {

class Database;

/// Stores a whole collection: compares it with what is there and writes only what differs.
/// Used in the database's thread and inside a transaction of the caller.
///
/// An article that several sources list is as the first of them in display order describes it;
/// the others only fill in what that one leaves empty. Content, once there, is never taken away.
class CollectionStore final
{
public:
    struct Stored
    {
        CollectionOutcome outcome;
        bool isListChanged = false; ///< anything a reader can see
    };

    /// `now` is what a retention in days counts from.
    CollectionStore(const Database &database, const QDateTime &now)
        : m_database(database), m_now(now)
    {
    }

    /// Articles whose URL cannot be the address of a page are left out; of several with one
    /// canonical address the first counts.
    [[nodiscard]] Result<Stored> store(const IncomingCollection &collection) const;

private:
    const Database &m_database;
    const QDateTime m_now;
};

} // namespace lectern
