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

/// Whether a query holds for an article, by reading it: the index of words does not know their
/// order. What has not the pairs of words of a phrase need not be read. Used in the database's
/// thread and inside a transaction of the caller.
class ArticleCheck final
{
public:
    [[nodiscard]] static Result<ArticleCheck> of(const Database &database, const SearchTerm &query);
    ArticleCheck(ArticleCheck &&other) noexcept;
    ArticleCheck &operator=(ArticleCheck &&) = delete;
    ~ArticleCheck();

    /// All articles for which the query can hold, in ascending order; absent when its phrases do
    /// not tell. Some may be there no more.
    [[nodiscard]] std::optional<std::vector<ArticleId>> candidates() const;
    [[nodiscard]] Result<bool> holds(ArticleId article, ArticleWords &words);

private:
    /// A term with what asking for it takes.
    struct Question
    {
        SearchTerm term; ///< without its children
        std::optional<TextWords> words; ///< of a term that is answered by reading
        bool goesOn = false;
        std::optional<std::vector<ArticleId>> candidates; ///< of a phrase; ascending
        std::unique_ptr<Statement> condition; ///< of a term that only the database can answer
        QVariantList values;
        std::vector<Question> children;
    };

    explicit ArticleCheck(Question query);

    [[nodiscard]] static Result<Question> questionOf(const Database &database,
                                                     const SearchTerm &term);
    [[nodiscard]] static std::optional<std::vector<ArticleId>>
    candidatesFor(const Question &question);
    [[nodiscard]] static Result<bool> isTrue(Question &question, ArticleId article,
                                             ArticleWords &words);

    Question m_query;
};

} // namespace lectern
