// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

namespace lectern {

class Database;

/// A feed or page that is to be followed.
struct NewFeed
{
    SourceKind kind = SourceKind::Feed;
    QUrl url;
    QString title;
    QString listDescription; ///< only of a page
    FolderId folder;
};

/// Feeds (and pages) as things that are fetched; what they brought is ArrivalStore's. Used in the
/// database's thread and inside a transaction of the caller.
class FeedStore final
{
public:
    explicit FeedStore(const Database &database) : m_database(database) { }

    [[nodiscard]] Result<QList<Feed>> all() const;
    /// The source that has this address, or is fetched from there now.
    [[nodiscard]] Result<std::optional<SourceId>> find(const QUrl &url) const;
    /// `isNew`: nothing had this address before.
    struct Added
    {
        SourceId source;
        bool isNew = false;
    };
    [[nodiscard]] Result<Added> add(const NewFeed &feed) const;
    // See Library.
    [[nodiscard]] Result<FollowedFeeds> addAll(const QList<ListedFeed> &feeds,
                                               FolderId folder) const;
    [[nodiscard]] Result<void> takeBack(const FollowedFeeds &followed) const;
    /// Of a source that is no page, nothing is changed.
    [[nodiscard]] Result<void> setListDescription(SourceId source,
                                                  const QString &description) const;
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
