// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/offlinestore.h"

#include "library/articlestore.h"
#include "library/bodystore.h"
#include "library/database.h"
#include "library/pageaddress.h"
#include "library/searchindex.h"
#include "library/statement.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

using State = OfflineCopy::State;

struct StateName
{
    State state;
    QStringView name;
};

constexpr std::array stateNames = {StateName{State::Wanted, u"wanted"},
                                   StateName{State::Complete, u"complete"},
                                   StateName{State::Failed, u"failed"}};

QString nameOf(State state)
{
    return std::find_if(stateNames.begin(), stateNames.end(),
                        [state](const StateName &known) { return known.state == state; })
        ->name.toString();
}

State stateNamed(const QString &name)
{
    const auto found = std::find_if(stateNames.begin(), stateNames.end(),
                                    [&name](const StateName &known) { return known.name == name; });
    return found == stateNames.end() ? State::Failed : found->state;
}

const QString selectCopies =
    u"SELECT o.article_id, a.url, a.title, o.state, o.file, o.bytes, o.kept_ms, %1"
    " FROM offline_copy o JOIN article a ON a.id = o.article_id "_s;

OfflineCopy readCopy(const Row &row)
{
    return {row.id<ArticleId>(0),
            row.url(1),
            row.text(2),
            stateNamed(row.text(3)),
            row.text(4),
            row.integer(5),
            row.time(6).value_or(QDateTime()),
            {}};
}

} // namespace

Result<std::optional<OfflineCopy>> OfflineStore::at(const QUrl &url) const
{
    QByteArray packed;
    auto copy =
        Statement(m_database, selectCopies.arg(u"o.packed_text"_s) + u"WHERE a.address = ?"_s)
            .bind(pageAddress(url))
            .first([&packed](const Row &row) {
                packed = row.bytes(7);
                return readCopy(row);
            });
    if (!copy || !*copy)
        return copy;
    return BodyStore(m_database).read(packed).map([&copy](const ArticleBody &body) {
        (*copy)->text = body.text;
        return *copy;
    });
}

Result<QList<OfflineCopy>> OfflineStore::all() const
{
    return Statement(m_database,
                     selectCopies.arg(u"NULL"_s) + u"ORDER BY o.kept_ms DESC, o.article_id DESC"_s)
        .rows(readCopy);
}

Result<OfflineCopy> OfflineStore::set(const OfflineCopy &copy) const
{
    const auto article = ArticleStore(m_database).idFor(copy.url, copy.title, {});
    if (!article)
        return tl::unexpected(article.error());
    const auto packed = BodyStore(m_database).pack({{}, copy.text});
    if (!packed)
        return tl::unexpected(packed.error());
    return SearchIndex(m_database)
        .change(*article,
                [&] {
                    return Statement(m_database,
                                     u"INSERT OR REPLACE INTO offline_copy (article_id, state,"
                                     " file, bytes, kept_ms, packed_text)"
                                     " VALUES (?, ?, ?, ?, ?, ?)"_s)
                        .bind(*article, nameOf(copy.state), copy.file, copy.bytes, copy.kept,
                              *packed)
                        .run()
                        .and_then([&] { return ArticleStore(m_database).reclaim(*article); });
                })
        .and_then([&] { return at(copy.url); })
        .and_then([](const std::optional<OfflineCopy> &kept) -> Result<OfflineCopy> {
            if (!kept)
                return failure(ErrorKind::Bug, ErrorCode::Internal, u"offline copy not kept"_s);
            return *kept;
        });
}

Result<void> OfflineStore::remove(const OfflineCopy &copy) const
{
    return SearchIndex(m_database).change(copy.article, [&] {
        return Statement(m_database, u"DELETE FROM offline_copy WHERE article_id = ?"_s)
            .bind(copy.article)
            .run()
            .and_then([&] { return ArticleStore(m_database).discardUnkept(copy.article); });
    });
}

} // namespace lectern
