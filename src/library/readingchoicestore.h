// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/strongid.h"
#include "library/readingchoices.h"

#include <QString>

#include <optional>

class QUrl;

namespace lectern {

class Database;

/// How articles are read, listed or not: how far the reader came in them, and what the reader chose
/// for sites and sources. Used in the database's thread and inside a transaction of the caller.
class ReadingChoiceStore final
{
public:
    explicit ReadingChoiceStore(const Database &database) : m_database(database) { }

    [[nodiscard]] Result<ReadingChoices> choices(const QUrl &article, SourceId source) const;
    /// Data/Malformed when the URL cannot be the address of a page.
    [[nodiscard]] Result<void> setPlace(const QUrl &url, ReadingView view,
                                        const ReadingPlace &place) const;
    /// See Library::chooseView. Answers whether that changed the source.
    [[nodiscard]] Result<bool> chooseView(const QUrl &article, SourceId source,
                                          ReadingView view) const;
    /// See Library::setZoom.
    [[nodiscard]] Result<void> setZoom(const QUrl &page, std::optional<double> factor) const;

private:
    const Database &m_database;
};

/// How a view is written in the database, and what is written there; absent for anything else.
[[nodiscard]] QString storedName(ReadingView view);
[[nodiscard]] std::optional<ReadingView> readingViewOf(const QString &storedView);

} // namespace lectern
