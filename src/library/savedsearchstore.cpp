// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/savedsearchstore.h"

#include "library/database.h"
#include "library/statement.h"

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

Result<void> changedOne(const Statement &statement, SearchId search)
{
    if (statement.changedRows() > 0)
        return {};
    return failure(ErrorKind::Data, ErrorCode::NotFound,
                   u"no saved search %1"_s.arg(search.value()));
}

} // namespace

Result<QList<SavedSearch>> SavedSearchStore::all() const
{
    return Statement(m_database,
                     u"SELECT id, title, query FROM saved_search ORDER BY position, id"_s)
        .rows([](const Row &row) {
            return SavedSearch{row.id<SearchId>(0), row.text(1), row.text(2)};
        });
}

Result<QString> SavedSearchStore::textOf(SearchId search) const
{
    return Statement(m_database, u"SELECT query FROM saved_search WHERE id = ?"_s)
        .bind(search)
        .first([](const Row &row) { return row.text(0); })
        .map([](const std::optional<QString> &text) { return text.value_or(QString()); });
}

Result<SavedSearch> SavedSearchStore::save(const QString &title, const QString &text) const
{
    SavedSearch search;
    search.text = text.trimmed();
    search.title = title.simplified();
    if (search.title.isEmpty())
        search.title = text.simplified();
    if (search.text.isEmpty()) {
        return failure(ErrorKind::Data, ErrorCode::Malformed, u"a saved search without a query"_s);
    }
    Statement insert(m_database,
                     u"INSERT INTO saved_search (title, query, position)"
                     " SELECT ?, ?, coalesce(max(position), 0) + 1 FROM saved_search"_s);
    return insert.bind(search.title, search.text).run().map([&] {
        search.id = SearchId(insert.insertedId());
        return search;
    });
}

Result<void> SavedSearchStore::rename(SearchId search, const QString &title) const
{
    const QString tidied = title.simplified();
    if (tidied.isEmpty())
        return failure(ErrorKind::Data, ErrorCode::Malformed, u"a saved search without a title"_s);
    Statement update(m_database, u"UPDATE saved_search SET title = ? WHERE id = ?"_s);
    return update.bind(tidied, search).run().and_then([&] { return changedOne(update, search); });
}

Result<void> SavedSearchStore::remove(SearchId search) const
{
    Statement remove(m_database, u"DELETE FROM saved_search WHERE id = ?"_s);
    return remove.bind(search).run().and_then([&] { return changedOne(remove, search); });
}

} // namespace lectern
