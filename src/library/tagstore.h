// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/strongid.h"
#include "library/libraryhealth.h"

#include <QStringList>

namespace lectern {

class Database;
class Row;

/// Tags of articles (the publisher's) and of bookmarks (the reader's). Used in the database's
/// thread and inside a transaction of the caller.
class TagStore final
{
public:
    explicit TagStore(const Database &database) : m_database(database) { }

    /// White space made single, empty tags and repetitions left out.
    [[nodiscard]] static QStringList tidied(const QStringList &tags);

    /// Replaces the tags; they must be tidied.
    [[nodiscard]] Result<void> setTags(ArticleId article, const QStringList &tags) const;
    [[nodiscard]] Result<void> setTags(BookmarkId bookmark, const QStringList &tags) const;
    /// All that something kept has, in the order of their names.
    [[nodiscard]] Result<QList<TagUse>> all() const;
    /// Takes away tags that nothing has any more.
    [[nodiscard]] Result<void> removeUnused() const;

    /// SQL for a column that holds all tags in their order, of the article or bookmark whose id
    /// `idColumn` is; and how to read it.
    [[nodiscard]] static QString articleTags(const QString &idColumn);
    [[nodiscard]] static QString bookmarkTags(const QString &idColumn);
    [[nodiscard]] static QStringList read(const Row &row, int column);

private:
    [[nodiscard]] Result<void> replace(const QString &table, const QString &ownerColumn,
                                       qint64 owner, const QStringList &tags) const;

    const Database &m_database;
};

} // namespace lectern
