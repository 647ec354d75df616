// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/folderstore.h"

#include "library/database.h"
#include "library/statement.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

// How the top, which is no folder, is stored.
std::optional<qint64> stored(FolderId folder)
{
    return folder ? std::optional(folder.value()) : std::nullopt;
}

Result<QString> titleFrom(const QString &title)
{
    const QString tidied = title.simplified();
    if (tidied.isEmpty())
        return failure(ErrorKind::Data, ErrorCode::Malformed, u"a folder without a title"_s);
    return tidied;
}

} // namespace

Result<QList<Folder>> FolderStore::all() const
{
    return Statement(m_database,
                     u"SELECT id, parent_id, title, position FROM folder ORDER BY position, id"_s)
        .rows([](const Row &row) {
            return Folder{row.id<FolderId>(0), row.id<FolderId>(1), row.text(2),
                          int(row.integer(3))};
        });
}

Result<void> FolderStore::checkPlace(FolderId folder) const
{
    return folder ? checkExists(folder) : Result<void>();
}

Result<void> FolderStore::checkExists(FolderId folder) const
{
    return Statement(m_database, u"SELECT 1 FROM folder WHERE id = ?"_s)
        .bind(folder)
        .first([](const Row &row) { return row.boolean(0); })
        .and_then([folder](const std::optional<bool> &found) -> Result<void> {
            if (found)
                return {};
            return failure(ErrorKind::Data, ErrorCode::NotFound,
                           u"no folder %1"_s.arg(folder.value()));
        });
}

Result<int> FolderStore::nextPosition(FolderId folder) const
{
    return Statement(m_database,
                     u"SELECT max(coalesce((SELECT max(position) FROM folder"
                     " WHERE parent_id IS ?), 0), coalesce((SELECT max(position) FROM source"
                     " WHERE folder_id IS ? AND is_built_in = 0), 0)) + 1"_s)
        .bind(stored(folder), stored(folder))
        .first([](const Row &row) { return int(row.integer(0)); })
        .map([](std::optional<int> position) { return position.value_or(1); });
}

Result<FolderId> FolderStore::add(const QString &title, FolderId parent) const
{
    const auto tidied = titleFrom(title);
    if (!tidied)
        return tl::unexpected(tidied.error());
    Statement insert(m_database,
                     u"INSERT INTO folder (parent_id, title, position) VALUES (?, ?, ?)"_s);
    return checkPlace(parent)
        .and_then([&] { return nextPosition(parent); })
        .and_then(
            [&](int position) { return insert.bind(stored(parent), *tidied, position).run(); })
        .map([&] { return FolderId(insert.insertedId()); });
}

Result<void> FolderStore::rename(FolderId folder, const QString &title) const
{
    const auto tidied = titleFrom(title);
    if (!tidied)
        return tl::unexpected(tidied.error());
    return checkExists(folder).and_then([&] {
        return Statement(m_database, u"UPDATE folder SET title = ? WHERE id = ?"_s)
            .bind(*tidied, folder)
            .run();
    });
}

Result<void> FolderStore::remove(FolderId folder) const
{
    const auto exists = checkExists(folder);
    if (!exists)
        return exists;
    const auto parent = Statement(m_database, u"SELECT parent_id FROM folder WHERE id = ?"_s)
                            .bind(folder)
                            .first([](const Row &row) { return row.id<FolderId>(0); });
    if (!parent)
        return tl::unexpected(parent.error());
    const FolderId outer = parent->value_or(FolderId());
    const auto inner = entriesOf(folder);
    const auto around = entriesOf(outer);
    if (!inner || !around)
        return tl::unexpected(inner ? around.error() : inner.error());
    QList<Entry> entries;
    for (const Entry &entry : *around) {
        if (entry == Entry{true, folder.value()})
            entries += *inner;
        else
            entries.append(entry);
    }
    return arrange(entries, outer).and_then([&] {
        return Statement(m_database, u"DELETE FROM folder WHERE id = ?"_s).bind(folder).run();
    });
}

Result<void> FolderStore::placeSource(SourceId source, FolderId folder, int index) const
{
    return checkPlace(folder).and_then([&] {
        return place({false, source.value()}, folder, index);
    });
}

Result<void> FolderStore::placeFolder(FolderId folder, FolderId parent, int index) const
{
    const auto exist = checkExists(folder).and_then([&] { return checkPlace(parent); });
    if (!exist)
        return exist;
    const auto isWithin =
        Statement(m_database,
                  u"WITH RECURSIVE around (id) AS (SELECT ? UNION SELECT f.parent_id FROM folder f"
                  " JOIN around ON f.id = around.id WHERE f.parent_id IS NOT NULL)"
                  " SELECT 1 FROM around WHERE id = ?"_s)
            .bind(stored(parent), folder)
            .first([](const Row &row) { return row.boolean(0); });
    if (!isWithin)
        return tl::unexpected(isWithin.error());
    if (*isWithin)
        return failure(ErrorKind::Data, ErrorCode::Malformed, u"a folder within itself"_s);
    return place({true, folder.value()}, parent, index);
}

Result<QList<FolderStore::Entry>> FolderStore::entriesOf(FolderId folder) const
{
    return Statement(m_database,
                     u"SELECT 1 AS is_folder, id, position FROM folder WHERE parent_id IS ?"
                     " UNION ALL SELECT 0, id, position FROM source"
                     " WHERE folder_id IS ? AND is_built_in = 0"
                     " ORDER BY position, is_folder DESC, id"_s)
        .bind(stored(folder), stored(folder))
        .rows([](const Row &row) {
            return Entry{row.boolean(0), row.integer(1)};
        });
}

// Numbers them all: a folder holds few, and gaps or repetitions never have to be thought of.
Result<void> FolderStore::arrange(const QList<Entry> &entries, FolderId folder) const
{
    Statement placeSource(m_database,
                          u"UPDATE source SET folder_id = ?, position = ? WHERE id = ?"_s);
    Statement placeFolder(m_database,
                          u"UPDATE folder SET parent_id = ?, position = ? WHERE id = ?"_s);
    int position = 0;
    for (const Entry &entry : entries) {
        Statement &statement = entry.isFolder ? placeFolder : placeSource;
        if (const auto done = statement.bind(stored(folder), ++position, entry.id).run(); !done)
            return done;
    }
    return {};
}

Result<void> FolderStore::place(const Entry &entry, FolderId folder, int index) const
{
    const auto present = entriesOf(folder);
    if (!present)
        return tl::unexpected(present.error());
    QList<Entry> entries = *present;
    qsizetype before = std::clamp<qsizetype>(index, 0, entries.size());
    if (const qsizetype old = entries.indexOf(entry); old >= 0) {
        entries.removeAt(old);
        before -= old < before ? 1 : 0;
    }
    entries.insert(before, entry);
    return arrange(entries, folder);
}

} // namespace lectern
