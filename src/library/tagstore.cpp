// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/tagstore.h"

#include "library/database.h"
#include "library/statement.h"

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

// Parts the tags in one column; ASCII made it for this, and tidied() keeps it out of tags.
constexpr QChar unitSeparator(0x1f);

QString joinedTags(const QString &table, const QString &ownerColumn, const QString &idColumn)
{
    return u"(SELECT group_concat(name, char(31)) FROM (SELECT t.name FROM %1 x"
           " JOIN tag t ON t.id = x.tag_id WHERE x.%2 = %3 ORDER BY x.position))"_s.arg(
               table, ownerColumn, idColumn);
}

} // namespace

QStringList TagStore::tidied(const QStringList &tags)
{
    QStringList result;
    for (QString tag : tags) {
        tag = tag.replace(unitSeparator, u' ').simplified();
        if (!tag.isEmpty() && !result.contains(tag))
            result.append(tag);
    }
    return result;
}

Result<void> TagStore::setTags(ArticleId article, const QStringList &tags) const
{
    return replace(u"article_tag"_s, u"article_id"_s, article.value(), tags);
}

Result<void> TagStore::setTags(BookmarkId bookmark, const QStringList &tags) const
{
    return replace(u"bookmark_tag"_s, u"bookmark_id"_s, bookmark.value(), tags);
}

Result<void> TagStore::replace(const QString &table, const QString &ownerColumn, qint64 owner,
                               const QStringList &tags) const
{
    Statement clear(m_database, u"DELETE FROM %1 WHERE %2 = ?"_s.arg(table, ownerColumn));
    if (const auto done = clear.bind(owner).run(); !done)
        return done;
    Statement name(m_database, u"INSERT INTO tag (name) VALUES (?) ON CONFLICT DO NOTHING"_s);
    Statement link(m_database,
                   u"INSERT INTO %1 (%2, position, tag_id)"
                   " VALUES (?, ?, (SELECT id FROM tag WHERE name = ?))"_s.arg(table, ownerColumn));
    int position = 0;
    for (const QString &tag : tags) {
        const auto done =
            name.bind(tag).run().and_then([&] { return link.bind(owner, position, tag).run(); });
        if (!done)
            return done;
        ++position;
    }
    return {};
}

Result<QList<TagUse>> TagStore::all() const
{
    return Statement(m_database,
                     u"SELECT * FROM (SELECT t.name AS name,"
                     " (SELECT count(*) FROM bookmark_tag b WHERE b.tag_id = t.id) AS bookmarks,"
                     " (SELECT count(DISTINCT x.article_id) FROM article_tag x"
                     " WHERE x.tag_id = t.id AND x.article_id NOT IN"
                     " (SELECT article_id FROM discarded_article)) AS articles FROM tag t)"
                     " WHERE bookmarks > 0 OR articles > 0 ORDER BY name COLLATE NOCASE, name"_s)
        .rows([](const Row &row) {
            return TagUse{row.text(0), int(row.integer(1)), int(row.integer(2))};
        });
}

Result<void> TagStore::removeUnused() const
{
    return Statement(m_database,
                     u"DELETE FROM tag WHERE NOT EXISTS"
                     " (SELECT 1 FROM article_tag WHERE tag_id = tag.id)"
                     " AND NOT EXISTS (SELECT 1 FROM bookmark_tag WHERE tag_id = tag.id)"_s)
        .run();
}

QString TagStore::articleTags(const QString &idColumn)
{
    return joinedTags(u"article_tag"_s, u"article_id"_s, idColumn);
}

QString TagStore::bookmarkTags(const QString &idColumn)
{
    return joinedTags(u"bookmark_tag"_s, u"bookmark_id"_s, idColumn);
}

QStringList TagStore::read(const Row &row, int column)
{
    return row.text(column).split(unitSeparator, Qt::SkipEmptyParts);
}

} // namespace lectern
