// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

namespace lectern {

class Database;

/// Sources and what they list. Used in the database's thread and inside a transaction of the
/// caller. Storing a collection has a class of its own, ArrivalStore.
class SourceStore final
{
public:
    explicit SourceStore(const Database &database) : m_database(database) { }

    [[nodiscard]] Result<LibraryCounts> counts() const;
    /// What the tables tell of it; nothing about files.
    [[nodiscard]] Result<LibraryStatistics> statistics() const;
    [[nodiscard]] Result<QByteArray> contentHash(const QUrl &sourceUrl) const;
    [[nodiscard]] Result<void> remove(SourceId source) const;
    /// See Library::setRetention; what it lets go of is the caller's to do.
    [[nodiscard]] Result<void> setRetention(SourceId source, const Retention &retention) const;
    [[nodiscard]] Result<Retention> retentionOf(SourceId source) const;
    /// Answers whether that changed anything.
    [[nodiscard]] Result<bool> setSettings(SourceId source, const SourceSettings &settings) const;
    /// Data/NotFound, or Bug/Internal for one that is built in.
    [[nodiscard]] Result<void> checkReaders(SourceId source) const;

    /// As shown; empty when the source has gone.
    [[nodiscard]] Result<QString> titleOf(SourceId source) const;
    /// SQL for the title that the source with this alias is shown with.
    [[nodiscard]] static QString shownTitle(const QString &alias);

private:
    [[nodiscard]] Result<QList<Source>> sources() const;

    const Database &m_database;
};

/// How a kind is written in the database.
[[nodiscard]] QString storedName(SourceKind kind);
[[nodiscard]] SourceKind sourceKindOf(const QString &storedKind);

} // namespace lectern
