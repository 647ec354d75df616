// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

namespace lectern {

class Database;

/// Folders, and where in them sources stand. Used in the database's thread and inside a transaction
/// of the caller.
class FolderStore final
{
public:
    explicit FolderStore(const Database &database) : m_database(database) { }

    /// By position within each parent.
    [[nodiscard]] Result<QList<Folder>> all() const;
    /// Behind everything that is in this folder (none: the top).
    [[nodiscard]] Result<int> nextPosition(FolderId folder) const;
    /// Data/NotFound for a folder that is not there; none is the top, which always is.
    [[nodiscard]] Result<void> checkPlace(FolderId folder) const;
    // See Library.
    [[nodiscard]] Result<FolderId> add(const QString &title, FolderId parent) const;
    [[nodiscard]] Result<void> rename(FolderId folder, const QString &title) const;
    [[nodiscard]] Result<void> remove(FolderId folder) const;
    [[nodiscard]] Result<void> placeSource(SourceId source, FolderId folder, int index) const;
    [[nodiscard]] Result<void> placeFolder(FolderId folder, FolderId parent, int index) const;

private:
    /// A source or a folder.
    struct Entry
    {
        bool isFolder = false;
        qint64 id = 0;

        friend bool operator==(const Entry &, const Entry &) = default;
    };

    [[nodiscard]] Result<void> checkExists(FolderId folder) const;
    [[nodiscard]] Result<QList<Entry>> entriesOf(FolderId folder) const;
    [[nodiscard]] Result<void> arrange(const QList<Entry> &entries, FolderId folder) const;
    [[nodiscard]] Result<void> place(const Entry &entry, FolderId folder, int index) const;

    const Database &m_database;
};

} // namespace lectern
