// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/readingplacestore.h"

#include "library/database.h"
#include "library/pageaddress.h"
#include "library/statement.h"

using namespace Qt::StringLiterals;

namespace lectern {

Result<void> ReadingPlaceStore::set(const QUrl &url, const ReadingPlace &place) const
{
    const QString address = pageAddress(url);
    if (address.isEmpty()) {
        return failure(ErrorKind::Data, ErrorCode::Malformed,
                       u"only a page with an absolute, valid URL has a place in it"_s);
    }
    return Statement(
               m_database,
               u"INSERT INTO reading_place (address, offset_px, page_height_px, updated_ms)"
               " VALUES (?, ?, ?, ?) ON CONFLICT (address) DO UPDATE"
               " SET offset_px = excluded.offset_px,"
               " page_height_px = excluded.page_height_px, updated_ms = excluded.updated_ms"_s)
        .bind(address, place.offset, place.pageHeight, QDateTime::currentDateTimeUtc())
        .run();
}

Result<std::optional<ReadingPlace>> ReadingPlaceStore::at(const QUrl &url) const
{
    return Statement(m_database,
                     u"SELECT offset_px, page_height_px FROM reading_place WHERE address = ?"_s)
        .bind(pageAddress(url))
        .first([](const Row &row) {
            return ReadingPlace{row.real(0), row.real(1)};
        });
}

} // namespace lectern
