// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/strongid.h"
#include "library/articledescription.h"
#include "library/statement.h"

namespace lectern {

class Database;

/// What the library has of an article, as one of its sources sees it.
struct DescribedArticle
{
    ArticleDescription description;
    OtherSources others;
    bool isDiscarded = false; ///< see migrations.h
};

/// Keeps what sources say of articles: the rows of the article itself, its content and its tags.
/// Lists and the search index are the caller's. Used in the database's thread and inside a
/// transaction of the caller.
class DescriptionStore final
{
    Q_DISABLE_COPY_MOVE(DescriptionStore)

public:
    explicit DescriptionStore(const Database &database);

    /// Absent when the library has no article at this canonical address.
    [[nodiscard]] Result<std::optional<ArticleId>> at(const QString &address);
    /// Absent when there is no such article or source.
    [[nodiscard]] Result<std::optional<DescribedArticle>> of(ArticleId article,
                                                             SourceId source) const;
    /// A new article at an address that no other has.
    [[nodiscard]] Result<ArticleId> add(const QString &address,
                                        const ArticleDescription &description);
    [[nodiscard]] Result<void> change(ArticleId article, const ArticleDescription &old,
                                      const ArticleDescription &description) const;

private:
    const Database &m_database;
    // What is done for every article that comes.
    Statement m_find;
    Statement m_insert;
};

} // namespace lectern
