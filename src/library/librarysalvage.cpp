// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarysalvage.h"

#include "library/articlestore.h"
#include "library/bodystore.h"
#include "library/database.h"
#include "library/databaseheader.h"
#include "library/librarydoctor.h"
#include "library/searchindex.h"
#include "library/statement.h"

#include <QFileInfo>
#include <QSet>

#include <functional>
#include <optional>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// Copies tables from one database into the other, row by row.
class TableCopy final
{
public:
    TableCopy(const Database &damaged, const Database &fresh, qint64 highestKey)
        : m_damaged(damaged), m_fresh(fresh), m_highestKey(highestKey)
    {
    }

    /// A table with an integer key.
    [[nodiscard]] Result<SalvagedCount> copyByKey(const QString &table, const QString &key);
    /// A table without one, in the order of its primary key.
    [[nodiscard]] Result<SalvagedCount> copyFromBothEnds(const QString &table,
                                                         const QStringList &key);
    /// How many tables could be read at all.
    [[nodiscard]] int readableTables() const { return m_readableTables; }

private:
    [[nodiscard]] QStringList columnsOf(const Database &database, const QString &table) const;
    /// Columns both have; empty when the table is not in both.
    [[nodiscard]] QStringList commonColumns(const QString &table);
    [[nodiscard]] qint64 highestKey(const QString &table, const QString &key) const;

    const Database &m_damaged;
    const Database &m_fresh;
    const qint64 m_highestKey; ///< where the database itself does not tell
    int m_readableTables = 0;
};

QVariantList valuesOf(const Row &row, qsizetype count)
{
    QVariantList values;
    for (int column = 0; column < count; ++column)
        values.append(row.raw(column));
    return values;
}

QString insertSql(const QString &table, const QStringList &columns)
{
    const QStringList places(columns.size(), u"?"_s);
    return u"INSERT OR IGNORE INTO %1 (%2) VALUES (%3)"_s.arg(table, columns.join(u", "_s),
                                                              places.join(u", "_s));
}

/// Rows on their way into the new library. A row it refuses (a torn page may yield nonsense) is a
/// lost one; a full disk ends everything.
class RowSink final
{
public:
    RowSink(const Database &fresh, const QString &table, const QStringList &columns)
        : m_insert(fresh, insertSql(table, columns)), m_columns(columns.size())
    {
    }

    void take(const Row &row)
    {
        if (m_failure)
            return;
        const auto done = m_insert.bindAll(valuesOf(row, m_columns)).run();
        if (!done && done.error().kind == ErrorKind::Environment)
            m_failure = done.error();
        else if (!done)
            ++m_count.lost;
        else
            m_count.saved += m_insert.changedRows();
    }

    void lose() { ++m_count.lost; }

    [[nodiscard]] Result<SalvagedCount> result() const
    {
        if (m_failure)
            return tl::unexpected(*m_failure);
        return m_count;
    }

private:
    Statement m_insert;
    const qsizetype m_columns;
    SalvagedCount m_count;
    std::optional<Error> m_failure;
};

QStringList TableCopy::columnsOf(const Database &database, const QString &table) const
{
    return Statement(database, u"SELECT name FROM pragma_table_info(?) ORDER BY cid"_s)
        .bind(table)
        .rows([](const Row &row) { return row.text(0); })
        .value_or(QStringList());
}

QStringList TableCopy::commonColumns(const QString &table)
{
    const QStringList found = columnsOf(m_damaged, table);
    QStringList columns = columnsOf(m_fresh, table);
    columns.removeIf([&found](const QString &column) { return !found.contains(column); });
    return columns;
}

qint64 TableCopy::highestKey(const QString &table, const QString &key) const
{
    const auto read = [](const Row &row) { return row.integer(0); };
    // The last key lies on another page than the number of all keys that were ever given.
    const auto last = Statement(m_damaged, u"SELECT max(%1) FROM %2"_s.arg(key, table)).first(read);
    if (last)
        return last->value_or(0);
    for (const QString &counted : {table, u"article"_s}) {
        const auto given = Statement(m_damaged, u"SELECT seq FROM sqlite_sequence WHERE name = ?"_s)
                               .bind(counted)
                               .first(read);
        if (given && *given)
            return **given;
    }
    return m_highestKey;
}

Result<SalvagedCount> TableCopy::copyByKey(const QString &table, const QString &key)
{
    QStringList columns = commonColumns(table);
    if (!columns.removeOne(key))
        return SalvagedCount();
    columns.prepend(key);
    RowSink sink(m_fresh, table, columns);
    const QString select =
        u"SELECT %1 FROM %2 WHERE %3 %4"_s.arg(columns.join(u", "_s), table, key);
    Statement one(m_damaged, select.arg(u"= ?"_s));
    const qint64 highest = highestKey(table, key);
    qint64 last = 0;
    bool isReadable = false;
    const auto take = [&](const Row &row) {
        // A torn tree may lead back.
        if (row.integer(0) > last) {
            last = row.integer(0);
            sink.take(row);
            isReadable = true;
        }
        return true;
    };
    while (true) {
        // What was read before an error counts.
        const auto rest =
            Statement(m_damaged, select.arg(u"> ? ORDER BY "_s + key)).bind(last).rows(take);
        isReadable = isReadable || rest.has_value();
        if (rest || !sink.result())
            break;
        // Then one by one, until there is ground to stand on again.
        const qint64 before = last;
        for (qint64 candidate = last + 1; candidate <= highest && last == before; ++candidate) {
            if (!one.bind(candidate).rows(take))
                sink.lose();
        }
        if (last == before)
            break;
    }
    m_readableTables += isReadable ? 1 : 0;
    return sink.result();
}

Result<SalvagedCount> TableCopy::copyFromBothEnds(const QString &table, const QStringList &key)
{
    const QStringList columns = commonColumns(table);
    if (columns.isEmpty())
        return SalvagedCount();
    RowSink sink(m_fresh, table, columns);
    const auto take = [&sink](const Row &row) {
        sink.take(row);
        return true;
    };
    for (const QString &direction : {u""_s, u" DESC"_s}) {
        const QString sql = u"SELECT %1 FROM %2 ORDER BY %3"_s.arg(
            columns.join(u", "_s), table, key.join(direction + u", "_s) + direction);
        if (Statement(m_damaged, sql).rows(take)) {
            ++m_readableTables;
            return sink.result();
        }
    }
    sink.lose();
    return sink.result();
}

/// What an index still knows of rows their table has lost.
struct Comeback
{
    QString table;
    QString unique; ///< the column with the one index SQLite made for it
    QString insert; ///< of id and that column
};

/// What came back.
struct Return
{
    int count = 0;
    bool isAll = false; ///< the index is whole, and nothing else was lost
};

Result<Return> bringBack(const Database &damaged, const Database &fresh, const Comeback &comeback)
{
    Statement insert(fresh, comeback.insert);
    int count = 0;
    bool isWhole = false;
    std::optional<Error> failure;
    const auto take = [&](const Row &row) {
        const QString name = row.text(1);
        const auto done = failure ? Result<void>() : insert.bind(row.integer(0), name).run();
        if (done)
            count += failure ? 0 : insert.changedRows();
        else if (done.error().kind == ErrorKind::Environment)
            failure = done.error();
        return true;
    };
    for (const QString &direction : {u"ASC"_s, u"DESC"_s}) {
        const QString sql =
            u"SELECT id, %1 FROM %2 INDEXED BY sqlite_autoindex_%2_1 ORDER BY %1 %3"_s.arg(
                comeback.unique, comeback.table, direction);
        isWhole = Statement(damaged, sql).rows(take).has_value();
        if (isWhole)
            break;
    }
    if (failure)
        return tl::unexpected(*failure);
    return Return{count, isWhole};
}

Result<void> run(const Database &database, const QString &sql)
{
    return Statement(database, sql).run();
}

// What was read or listed only by its place in a table that is lost must not go with it.
Result<void> listUnlisted(const Database &fresh)
{
    const QString unlisted = u"FROM article WHERE id NOT IN (SELECT article_id FROM source_article)"
                             " AND NOT %1"
                             " AND id NOT IN (SELECT article_id FROM discarded_article)"_s.arg(
                                 ArticleStore::isKeptByReader(u"article.id"_s));
    return run(fresh,
               u"DELETE FROM source_article WHERE source_id NOT IN (SELECT id FROM source)"_s)
        .and_then([&] {
            return run(
                fresh,
                u"INSERT OR IGNORE INTO source (kind, url, title, home_page, is_built_in,"
                " content_hash) SELECT 'collection', 'lectern://salvaged', 'Salvaged', '', 0, x''"
                " WHERE EXISTS (SELECT 1 %1)"_s.arg(unlisted));
        })
        .and_then([&] {
            return run(fresh,
                       u"INSERT INTO source_article (source_id, article_id, position, item_id,"
                       " section) SELECT (SELECT id FROM source WHERE url = 'lectern://salvaged'),"
                       " id, id, '', '' "_s
                           + unlisted);
        });
}

// Of a source that came back by its address only that is known.
Result<void> nameOwnCollections(const Database &fresh)
{
    return run(fresh,
               u"UPDATE source SET is_own = 1, title = 'Salvaged'"
               " WHERE url LIKE 'lectern://own/%' AND is_own = 0"_s);
}

Result<LibrarySalvage> copyTables(const Database &damaged, const Database &fresh, qint64 highestKey)
{
    const QString given = u" FROM (SELECT ? AS id, ? AS name)"_s;
    const Comeback tags{u"tag"_s, u"name"_s,
                        u"INSERT OR IGNORE INTO tag (id, name) SELECT id, name"_s + given};
    const Comeback articles{
        u"article"_s, u"address"_s,
        u"INSERT OR IGNORE INTO article (id, address, url, title, summary, author, language)"
        " SELECT id, name, name, name, '', '', ''"_s
            + given};
    const Comeback sources{
        u"source"_s, u"url"_s,
        u"INSERT OR IGNORE INTO source (id, kind, url, title, home_page, is_built_in, content_hash)"
        " SELECT id, iif(name LIKE 'http%', 'feed', 'collection'), name, name, '', name LIKE 'lectern://collection/%', x''"_s
            + given};
    TableCopy copy(damaged, fresh, highestKey);
    LibrarySalvage result;
    SalvagedCount rest;
    using Step = std::function<Result<SalvagedCount>()>;
    const auto byKey = [&copy](const QString &table, const QString &key) -> Step {
        return [&copy, table, key] { return copy.copyByKey(table, key); };
    };
    const auto fromBothEnds = [&copy](const QString &table, const QStringList &key) -> Step {
        return [&copy, table, key] { return copy.copyFromBothEnds(table, key); };
    };
    // Of articles and sources only the address comes back: the rest stays lost, but is counted.
    const auto comeBack = [&](const Comeback &comeback, SalvagedCount &sum,
                              bool isComplete) -> Step {
        return [&, isComplete] {
            return bringBack(damaged, fresh, comeback).map([&](const Return &back) {
                const int lost = isComplete ? 0 : back.count;
                if (back.isAll)
                    sum.lost = lost;
                return SalvagedCount{isComplete ? back.count : 0, 0};
            });
        };
    };
    const std::initializer_list<std::pair<SalvagedCount *, Step>> steps = {
        {&result.bookmarks, byKey(u"bookmark"_s, u"id"_s)},
        {&rest, fromBothEnds(u"bookmark_tag"_s, {u"bookmark_id"_s, u"position"_s})},
        {&rest, byKey(u"highlight"_s, u"id"_s)},
        {&rest, byKey(u"offline_copy"_s, u"article_id"_s)},
        {&result.tags, byKey(u"tag"_s, u"id"_s)},
        {&result.readStates, byKey(u"article_state"_s, u"article_id"_s)},
        {&result.readingPlaces, fromBothEnds(u"reading_place"_s, {u"address"_s})},
        {&result.siteChoices, fromBothEnds(u"site_choice"_s, {u"site"_s})},
        {&result.articles, byKey(u"article"_s, u"id"_s)},
        {&result.sources, byKey(u"source"_s, u"id"_s)},
        {&rest, byKey(u"folder"_s, u"id"_s)},
        {&rest, byKey(u"feed"_s, u"source_id"_s)},
        {&rest, byKey(u"page_list"_s, u"source_id"_s)},
        {&rest, byKey(u"source_icon"_s, u"source_id"_s)},
        {&rest, byKey(u"arrival_rule"_s, u"id"_s)},
        {&rest, fromBothEnds(u"source_article"_s, {u"source_id"_s, u"article_id"_s})},
        {&rest, fromBothEnds(u"article_tag"_s, {u"article_id"_s, u"position"_s})},
        {&rest, byKey(u"saved_search"_s, u"id"_s)},
        {&rest, byKey(u"discarded_article"_s, u"article_id"_s)},
        {&rest, byKey(u"body_dictionary"_s, u"id"_s)},
        {&rest, byKey(u"body_dictionary_copy"_s, u"id"_s)},
        {&result.contents, byKey(u"article_body"_s, u"article_id"_s)},
        {&result.contents, byKey(u"article_content"_s, u"article_id"_s)},
        {&result.tags, comeBack(tags, result.tags, true)},
        {&rest, comeBack(articles, result.articles, false)},
        {&rest, comeBack(sources, result.sources, false)},
    };
    for (const auto &[sum, step] : steps) {
        const auto count = step();
        if (!count)
            return tl::unexpected(count.error());
        sum->saved += count->saved;
        sum->lost += count->lost;
    }
    if (copy.readableTables() == 0)
        return failure(ErrorKind::Data, ErrorCode::Damaged, u"nothing of it can be read"_s);
    return result;
}

// Content whose last pages are torn off cannot be unpacked. Its source may bring it again.
Result<void> dropTornContents(const Database &fresh, SalvagedCount &contents)
{
    const auto articles =
        Statement(fresh, u"SELECT article_id FROM article_body"_s).rows([](const Row &row) {
            return row.id<ArticleId>(0);
        });
    if (!articles)
        return tl::unexpected(articles.error());
    const BodyStore bodies(fresh);
    Statement drop(fresh, u"DELETE FROM article_body WHERE article_id = ?"_s);
    for (const ArticleId article : *articles) {
        const auto body = bodies.of(article);
        if (!body)
            return tl::unexpected(body.error());
        if (!body->isEmpty())
            continue;
        if (const auto dropped = drop.bind(article).run(); !dropped)
            return dropped;
        --contents.saved;
        ++contents.lost;
    }
    return {};
}

// As far as it makes sense; else the newest one, of which older tables have a part.
int plausibleVersion(const Database &damaged, int newest)
{
    const int version = damaged.schemaVersion().value_or(newest);
    return version < 1 || version > newest ? newest : version;
}

} // namespace

Result<LibrarySalvage> salvage(const QString &damagedPath, const QString &freshPath,
                               const QList<Migration> &migrations, const QString &scratchFolder)
{
    const int newest = migrations.last().version;
    if (const auto mended = mendHeader(damagedPath, newest); !mended)
        return tl::unexpected(mended.error());
    const auto damaged = Database::openDamaged(damagedPath);
    if (!damaged)
        return tl::unexpected(damaged.error());
    auto fresh = Database::open(freshPath, newest);
    if (!fresh)
        return tl::unexpected(fresh.error());
    // No key can be higher than there are bytes for rows.
    constexpr qint64 leastRow = 32;
    constexpr qint64 mostTried = 5'000'000;
    const qint64 highestKey = qMin(QFileInfo(damagedPath).size() / leastRow, mostTried);

    const QList<Migration> asDamaged = migrations.first(plausibleVersion(**damaged, newest));
    auto copied =
        migrate(**fresh, asDamaged, scratchFolder)
            // Rows come before those they belong to, or without.
            .and_then([&] { return run(**fresh, u"PRAGMA foreign_keys = OFF"_s); })
            .and_then([&] { return Transaction::begin(**fresh, Transaction::Kind::Writing); })
            .and_then([&](const std::unique_ptr<Transaction> &transaction) {
                return copyTables(**damaged, **fresh, highestKey)
                    .and_then([&](const LibrarySalvage &result) {
                        return transaction->commit().map([&result] { return result; });
                    });
            });
    if (!copied)
        return copied;
    return migrate(**fresh, migrations, scratchFolder)
        .and_then([&] { return Transaction::begin(**fresh, Transaction::Kind::Writing); })
        .and_then([&](const std::unique_ptr<Transaction> &transaction) {
            // In this order: an article has to be listed not to be put aside.
            return nameOwnCollections(**fresh)
                .and_then([&] { return listUnlisted(**fresh); })
                .and_then([&] { return LibraryDoctor(**fresh).mendRows(); })
                .and_then([&] { return dropTornContents(**fresh, copied->contents); })
                .and_then([&] { return SearchIndex(**fresh).rebuild(); })
                .and_then([&] { return transaction->commit(); });
        })
        .and_then([&] { return (*fresh)->quickCheck(); })
        .and_then([&] { return (*fresh)->leaveWal(); })
        .map([&] { return *copied; });
}

} // namespace lectern
