// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/highlightstore.h"

#include "library/articlestore.h"
#include "library/database.h"
#include "library/pageaddress.h"
#include "library/searchindex.h"
#include "library/statement.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

struct ColourName
{
    HighlightColour colour;
    QStringView name;
};

constexpr std::array colourNames = {
    ColourName{HighlightColour::Yellow, u"yellow"}, ColourName{HighlightColour::Green, u"green"},
    ColourName{HighlightColour::Blue, u"blue"}, ColourName{HighlightColour::Pink, u"pink"}};

QString nameOf(HighlightColour colour)
{
    return std::find_if(colourNames.begin(), colourNames.end(),
                        [colour](const ColourName &known) { return known.colour == colour; })
        ->name.toString();
}

HighlightColour colourNamed(const QString &name)
{
    const auto found =
        std::find_if(colourNames.begin(), colourNames.end(),
                     [&name](const ColourName &known) { return known.name == name; });
    return found == colourNames.end() ? HighlightColour::Yellow : found->colour;
}

const QString selectHighlights =
    u"SELECT h.id, h.article_id, a.url, h.quote, h.prefix, h.suffix, h.text_start, h.text_end,"
    " h.colour, h.note, h.created_ms, h.changed_ms, h.was_found"
    " FROM highlight h JOIN article a ON a.id = h.article_id "_s;

Highlight readHighlight(const Row &row)
{
    Highlight highlight;
    highlight.id = row.id<HighlightId>(0);
    highlight.article = row.id<ArticleId>(1);
    highlight.url = row.url(2);
    highlight.place = {row.text(3), row.text(4), row.text(5), std::nullopt};
    if (const qint64 end = row.integer(7); end > 0)
        highlight.place.range = {row.integer(6), end};
    highlight.colour = colourNamed(row.text(8));
    highlight.note = row.text(9);
    highlight.created = row.time(10).value_or(QDateTime());
    highlight.changed = row.time(11).value_or(QDateTime());
    highlight.wasFound = row.boolean(12);
    return highlight;
}

} // namespace

Result<QList<Highlight>> HighlightStore::at(const QUrl &url) const
{
    return Statement(m_database,
                     selectHighlights
                         + u"WHERE a.address = ? ORDER BY h.text_start NULLS LAST, h.id"_s)
        .bind(pageAddress(url))
        .rows(readHighlight);
}

Result<QList<Highlight>> HighlightStore::all() const
{
    return Statement(m_database, selectHighlights + u"ORDER BY h.created_ms DESC, h.id DESC"_s)
        .rows(readHighlight);
}

Result<std::optional<Highlight>> HighlightStore::withId(HighlightId id) const
{
    return Statement(m_database, selectHighlights + u"WHERE h.id = ?"_s)
        .bind(id)
        .first(readHighlight);
}

Result<Highlight> HighlightStore::add(const Highlight &highlight, const QString &title) const
{
    const HighlightPlace &place = highlight.place;
    if (place.quote.isEmpty())
        return failure(ErrorKind::Data, ErrorCode::Malformed, u"nothing is highlighted"_s);
    if (place.range && (place.range->start < 0 || place.range->end <= place.range->start)) {
        return failure(ErrorKind::Data, ErrorCode::Malformed,
                       u"a highlight ends before it begins"_s);
    }
    const auto article = ArticleStore(m_database).idFor(highlight.url, title, {});
    if (!article)
        return tl::unexpected(article.error());
    const auto start = place.range ? std::optional(place.range->start) : std::nullopt;
    const auto end = place.range ? std::optional(place.range->end) : std::nullopt;
    Statement insert(m_database,
                     u"INSERT INTO highlight (article_id, quote, prefix, suffix, text_start,"
                     " text_end, colour, note, created_ms, changed_ms, was_found)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    return SearchIndex(m_database)
        .change(*article,
                [&] {
                    return insert
                        .bind(*article, place.quote, place.prefix, place.suffix, start, end,
                              nameOf(highlight.colour), highlight.note, highlight.created,
                              highlight.changed, highlight.wasFound)
                        .run()
                        .and_then([&] { return ArticleStore(m_database).reclaim(*article); });
                })
        .and_then([&] { return withId(HighlightId(insert.insertedId())); })
        .and_then([](const std::optional<Highlight> &added) -> Result<Highlight> {
            if (!added)
                return failure(ErrorKind::Bug, ErrorCode::Internal, u"highlight not added"_s);
            return *added;
        });
}

Result<void> HighlightStore::remove(const Highlight &highlight) const
{
    return SearchIndex(m_database).change(highlight.article, [&] {
        return Statement(m_database, u"DELETE FROM highlight WHERE id = ?"_s)
            .bind(highlight.id)
            .run()
            .and_then([&] { return ArticleStore(m_database).discardUnkept(highlight.article); });
    });
}

Result<void> HighlightStore::edit(const Highlight &highlight, const QDateTime &now) const
{
    return withId(highlight.id)
        .and_then([&](const std::optional<Highlight> &present) -> Result<void> {
            if (!present) {
                return failure(ErrorKind::Data, ErrorCode::NotFound,
                               u"no highlight %1"_s.arg(highlight.id.value()));
            }
            return SearchIndex(m_database).change(present->article, [&] {
                return Statement(m_database,
                                 u"UPDATE highlight SET colour = ?, note = ?, changed_ms = ?"
                                 " WHERE id = ?"_s)
                    .bind(nameOf(highlight.colour), highlight.note, now, highlight.id)
                    .run();
            });
        });
}

Result<bool> HighlightStore::setFound(const QList<HighlightId> &highlights, bool wasFound) const
{
    Statement update(m_database,
                     u"UPDATE highlight SET was_found = ? WHERE id = ? AND was_found <> ?"_s);
    bool isChanged = false;
    for (const HighlightId highlight : highlights) {
        if (const auto done = update.bind(wasFound, highlight, wasFound).run(); !done)
            return tl::unexpected(done.error());
        isChanged = isChanged || update.changedRows() > 0;
    }
    return isChanged;
}

} // namespace lectern
