// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

namespace lectern {

class Database;

/// Feeds as things that are fetched; what they brought is ArrivalStore's. Used in the database's
/// thread and inside a transaction of the caller.
class FeedStore final
{
public:
    explicit FeedStore(const Database &database) : m_database(database) { }

    [[nodiscard]] Result<QList<Feed>> all() const;
    /// `isNew`: nothing had this address before.
    struct Added
    {
        SourceId source;
        bool isNew = false;
    };
    [[nodiscard]] Result<Added> add(const QUrl &url, const QString &title, FolderId folder) const;
    /// Notes how a check went; `hasChanged` when articles came or changed. Of a feed that has gone,
    /// nothing is noted.
    [[nodiscard]] Result<void> record(const FeedCheck &check, bool hasChanged) const;
    [[nodiscard]] Result<void> setSettings(SourceId source, const FeedSettings &settings) const;
    [[nodiscard]] Result<void> setIcon(SourceId source, const QByteArray &image,
                                       const QDateTime &now) const;
    [[nodiscard]] Result<QHash<SourceId, QByteArray>> icons() const;

private:
    const Database &m_database;
};

} // namespace lectern
