// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

namespace lectern {

class Database;

/// Rules for arriving articles, kept and applied. Used in the database's thread and inside a
/// transaction of the caller.
class ArrivalRuleStore final
{
public:
    /// `now` is what relative dates of queries count from.
    ArrivalRuleStore(const Database &database, const QDateTime &now)
        : m_database(database), m_now(now)
    {
    }

    [[nodiscard]] Result<QList<ArrivalRule>> all() const;
    [[nodiscard]] Result<RuleId> save(const ArrivalRule &rule) const;
    [[nodiscard]] Result<void> remove(RuleId rule) const;
    /// See Library::arrangeRules.
    [[nodiscard]] Result<void> arrange(const QList<RuleId> &order) const;

    struct Applied
    {
        QList<ArticleId> hidden;
        bool hasBookmarked = false;
    };
    /// Does what the rules say with those of `arrived`, which `source` lists, that they find.
    /// Hidden ones are taken out of it.
    [[nodiscard]] Result<Applied> apply(const QList<ArticleId> &arrived, SourceId source) const;

private:
    [[nodiscard]] Result<QList<ArticleId>> found(const ArrivalRule &rule,
                                                 const QList<ArticleId> &arrived) const;
    [[nodiscard]] Result<void> bookmark(ArticleId article, const QStringList &tags) const;

    const Database &m_database;
    const QDateTime m_now;
};

} // namespace lectern
