// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/strongid.h"
#include "library/searchquery.h"
#include "library/searchtext.h"

#include <memory>
#include <optional>
#include <vector>

namespace lectern {

class ArticleWords;
class Database;
class Statement;

/// Whether a query holds for an article, by reading it: the index does not know the order of
/// words. Used in the database's thread and inside a transaction of the caller.
class ArticleCheck final
{
public:
    ArticleCheck(const Database &database, const SearchTerm &query);
    ~ArticleCheck();

    [[nodiscard]] Result<bool> holds(ArticleId article, ArticleWords &words);

private:
    /// A term with what asking for it takes.
    struct Question
    {
        SearchTerm term; ///< without its children
        std::optional<TextWords> words; ///< of a term that is answered by reading
        bool goesOn = false;
        std::unique_ptr<Statement> condition; ///< of a term that only the database can answer
        QVariantList values;
        std::vector<Question> children;
    };

    [[nodiscard]] Question questionOf(const SearchTerm &term) const;
    [[nodiscard]] Result<bool> isTrue(Question &question, ArticleId article, ArticleWords &words);

    const Database &m_database;
    Question m_query;
};

} // namespace lectern
