// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/strongid.h"
#include "library/searchindex.h"
#include "library/searchquery.h"
#include "library/searchtext.h"

#include <optional>

namespace lectern {

class Database;

/// The words of one article, read from the library and taken apart when they are first asked for.
/// Used in the database's thread and inside a transaction of the caller.
class ArticleWords final
{
public:
    ArticleWords(const Database &database, ArticleId article)
        : m_database(database), m_article(article)
    {
    }

    /// Those of a field; of Text the summary's as well, and of Any all of them.
    [[nodiscard]] Result<bool> hold(SearchTerm::Field field, const TextWords &phrase, bool goesOn);

    // Empty for an article that cannot be found.
    [[nodiscard]] Result<const TextWords *> titles() { return part(m_titles, &Texts::titles); }
    [[nodiscard]] Result<const TextWords *> tags() { return part(m_tags, &Texts::tags); }
    [[nodiscard]] Result<const TextWords *> summaries()
    {
        return part(m_summaries, &Texts::summaries);
    }
    [[nodiscard]] Result<const TextWords *> author() { return part(m_author, &Texts::author); }
    [[nodiscard]] Result<const TextWords *> text();

private:
    using Texts = SearchIndex::Texts;
    using Words = std::optional<TextWords>;

    [[nodiscard]] Result<const TextWords *> part(Words &words, QString Texts::*text);

    const Database &m_database;
    const ArticleId m_article;
    std::optional<Texts> m_texts;
    Words m_titles;
    Words m_tags;
    Words m_summaries;
    Words m_author;
    Words m_text;
};

} // namespace lectern
