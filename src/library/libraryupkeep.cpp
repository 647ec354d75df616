// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/libraryupkeep.h"

#include "library/bodystore.h"
#include "library/database.h"
#include "library/searchindex.h"
#include "library/statement.h"

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

const QString indexTask = u"index"_s;
const QString packTask = u"pack"_s;

} // namespace

Result<bool> LibraryUpkeep::isUnfinished() const
{
    return Statement(m_database, u"SELECT 1 FROM unfinished LIMIT 1"_s)
        .first([](const Row &row) { return row.boolean(0); })
        .map([](const std::optional<bool> &found) { return found.has_value(); });
}

Result<bool> LibraryUpkeep::isUnfinished(const QString &task) const
{
    return Statement(m_database, u"SELECT 1 FROM unfinished WHERE task = ?"_s)
        .bind(task)
        .first([](const Row &row) { return row.boolean(0); })
        .map([](const std::optional<bool> &found) { return found.has_value(); });
}

Result<bool> LibraryUpkeep::isIndexUnfinished() const
{
    return isUnfinished(indexTask);
}

Result<LibraryUpkeep::Progress> LibraryUpkeep::goOn() const
{
    constexpr int indexedInAPiece = 200;
    constexpr int packedInAPiece = 500;
    const auto wasUnfinished = isIndexUnfinished();
    if (!wasUnfinished)
        return tl::unexpected(wasUnfinished.error());
    const auto done = *wasUnfinished ? index(indexedInAPiece) : pack(packedInAPiece);
    return done.and_then([this] { return isIndexUnfinished(); }).and_then([&](bool isIndexLeft) {
        return isUnfinished().map([&](bool isLeft) {
            return Progress{*wasUnfinished && !isIndexLeft, isLeft};
        });
    });
}

Result<void> LibraryUpkeep::index(int most) const
{
    const SearchIndex index(m_database);
    return forNext(indexTask, most, [&index](ArticleId article) {
        return index.holds(article).and_then([&](bool isThere) -> Result<void> {
            // It was changed, or came, meanwhile.
            if (isThere)
                return {};
            return index.entryOf(article).and_then([&](const SearchIndex::Entry &entry) {
                return entry.isEmpty() ? Result<void>() : index.add(article, entry);
            });
        });
    });
}

Result<void> LibraryUpkeep::pack(int most) const
{
    const BodyStore bodies(m_database);
    return forNext(packTask, most, [&bodies](ArticleId article) {
        return bodies.repack(article).map([](bool) {});
    });
}

template <typename Act>
Result<void> LibraryUpkeep::forNext(const QString &task, int most, const Act &act) const
{
    const auto articles =
        Statement(m_database,
                  u"SELECT id FROM article WHERE id <"
                  " (SELECT below FROM unfinished WHERE task = ?) ORDER BY id DESC LIMIT ?"_s)
            .bind(task, most)
            .rows([](const Row &row) { return row.id<ArticleId>(0); });
    if (!articles)
        return tl::unexpected(articles.error());
    for (const ArticleId article : *articles) {
        if (const auto done = act(article); !done)
            return done;
    }
    if (articles->size() < most)
        return Statement(m_database, u"DELETE FROM unfinished WHERE task = ?"_s).bind(task).run();
    return Statement(m_database, u"UPDATE unfinished SET below = ? WHERE task = ?"_s)
        .bind(articles->last(), task)
        .run();
}

} // namespace lectern
