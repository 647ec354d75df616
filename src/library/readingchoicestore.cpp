// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/readingchoicestore.h"

#include "library/database.h"
#include "library/pageaddress.h"
#include "library/statement.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace lectern {

QString storedName(ReadingView view)
{
    return view == ReadingView::Reader ? u"reader"_s : u"original"_s;
}

std::optional<ReadingView> readingViewOf(const QString &storedView)
{
    for (const ReadingView view : {ReadingView::Original, ReadingView::Reader}) {
        if (storedView == storedName(view))
            return view;
    }
    return std::nullopt;
}

Result<ReadingChoices> ReadingChoiceStore::choices(const QUrl &article, SourceId source) const
{
    const QString address = pageAddress(article);
    ReadingChoices choices;
    return Statement(m_database,
                     u"SELECT view, offset_px, page_height_px FROM reading_place"
                     " WHERE address = ?"_s)
        .bind(address)
        .each([&choices](const Row &row) {
            const ReadingPlace place{row.real(1), row.real(2)};
            if (readingViewOf(row.text(0)) == ReadingView::Reader)
                choices.readerPlace = place;
            else
                choices.originalPlace = place;
            return true;
        })
        .and_then([&] {
            return Statement(m_database, u"SELECT view, zoom FROM site_choice WHERE site = ?"_s)
                .bind(siteOf(article))
                .each([&choices](const Row &row) {
                    choices.siteView = readingViewOf(row.text(0));
                    if (const double zoom = row.real(1); zoom > 0)
                        choices.zoom = zoom;
                    return true;
                });
        })
        .and_then([&] {
            return Statement(m_database, u"SELECT view FROM source WHERE id = ?"_s)
                .bind(source)
                .each([&choices](const Row &row) {
                    choices.sourceView = readingViewOf(row.text(0));
                    return true;
                });
        })
        .and_then([&] {
            return Statement(m_database,
                             u"SELECT a.word_count FROM article a"
                             " JOIN article_body b ON b.article_id = a.id WHERE a.address = ?"
                             " AND a.id NOT IN (SELECT article_id FROM discarded_article)"_s)
                .bind(address)
                .each([&choices](const Row &row) {
                    choices.storedWords = row.number(0);
                    return true;
                });
        })
        .map([&choices] { return choices; });
}

Result<void> ReadingChoiceStore::setPlace(const QUrl &url, ReadingView view,
                                          const ReadingPlace &place) const
{
    const QString address = pageAddress(url);
    if (address.isEmpty()) {
        return failure(ErrorKind::Data, ErrorCode::Malformed,
                       u"only a page with an absolute, valid URL has a place in it"_s);
    }
    return Statement(
               m_database,
               u"INSERT INTO reading_place (address, view, offset_px, page_height_px, updated_ms)"
               " VALUES (?, ?, ?, ?, ?) ON CONFLICT (address, view) DO UPDATE"
               " SET offset_px = excluded.offset_px,"
               " page_height_px = excluded.page_height_px, updated_ms = excluded.updated_ms"_s)
        .bind(address, storedName(view), place.offset, place.pageHeight,
              QDateTime::currentDateTimeUtc())
        .run();
}

Result<bool> ReadingChoiceStore::chooseView(const QUrl &article, SourceId source,
                                            ReadingView view) const
{
    if (const QString site = siteOf(article); !site.isEmpty()) {
        const auto chosen = Statement(m_database,
                                      u"INSERT INTO site_choice (site, view) VALUES (?, ?)"
                                      " ON CONFLICT (site) DO UPDATE SET view = excluded.view"_s)
                                .bind(site, storedName(view))
                                .run();
        if (!chosen)
            return tl::unexpected(chosen.error());
    }
    // A hand-picked list has articles of many sites.
    Statement update(m_database,
                     u"UPDATE source SET view = ?"
                     " WHERE id = ? AND kind <> 'collection' AND view IS NOT ?"_s);
    return update.bind(storedName(view), source, storedName(view)).run().map([&update] {
        return update.changedRows() > 0;
    });
}

Result<void> ReadingChoiceStore::setZoom(const QUrl &page, std::optional<double> factor) const
{
    if (factor && !(std::isfinite(*factor) && *factor > 0)) {
        return failure(ErrorKind::Data, ErrorCode::Malformed,
                       u"a page cannot be shown at %1 times its size"_s.arg(*factor));
    }
    const QString site = siteOf(page);
    if (site.isEmpty())
        return {};
    // Stepping up and down again may miss 1 by a little.
    if (factor && !qFuzzyCompare(*factor, 1.0)) {
        return Statement(m_database,
                         u"INSERT INTO site_choice (site, zoom) VALUES (?, ?)"
                         " ON CONFLICT (site) DO UPDATE SET zoom = excluded.zoom"_s)
            .bind(site, factor)
            .run();
    }
    return Statement(m_database, u"UPDATE site_choice SET zoom = NULL WHERE site = ?"_s)
        .bind(site)
        .run()
        .and_then([&] {
            return Statement(m_database,
                             u"DELETE FROM site_choice WHERE site = ? AND view IS NULL"_s)
                .bind(site)
                .run();
        });
}

} // namespace lectern
