// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

namespace lectern {

class Database;

/// Stores what sources bring: compares it with what is there and writes only what differs.
/// Used in the database's thread and inside a transaction of the caller.
///
/// A collection lists what it has now, in its order, also when it is fetched like a feed. A feed
/// lists what it ever had, what came last first; an article is told by the publisher's id, as long
/// as the feed has it once, or else by its address.
///
/// An article that several sources list is as the first of them in display order describes it;
/// the others only fill in what that one leaves empty. Content, once there, is never taken away.
class ArrivalStore final
{
public:
    struct Stored
    {
        CollectionOutcome outcome;
        bool isListChanged = false; ///< anything a reader can see
        bool isRenamed = false; ///< a feed; the caller keeps the index of names
        QList<ArticleId> newArticles; ///< of a feed, that nothing kept before
    };

    /// `now` is what a retention in days counts from.
    ArrivalStore(const Database &database, const QDateTime &now) : m_database(database), m_now(now)
    {
    }

    /// Articles whose URL cannot be the address of a page are left out; of several with one
    /// canonical address the first counts.
    [[nodiscard]] Result<Stored> store(const IncomingCollection &collection) const;
    /// Of a feed that the library has; nothing is stored for one that has gone, and no source is
    /// named then.
    [[nodiscard]] Result<Stored> store(const IncomingFeed &feed) const;

private:
    const Database &m_database;
    const QDateTime m_now;
};

} // namespace lectern
