// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/articlecheck.h"

#include "library/articlewords.h"
#include "library/database.h"
#include "library/statement.h"

using namespace Qt::StringLiterals;

namespace lectern {

using Kind = SearchTerm::Kind;
using Field = SearchTerm::Field;

ArticleCheck::ArticleCheck(const Database &database, const SearchTerm &query)
    : m_database(database), m_query(questionOf(query))
{
}

ArticleCheck::~ArticleCheck() = default;

ArticleCheck::Question ArticleCheck::questionOf(const SearchTerm &term) const
{
    Question question;
    question.term = term;
    question.term.children.clear();
    const bool isGroup = term.kind == Kind::All || term.kind == Kind::Any || term.kind == Kind::Not;
    if (isGroup) {
        for (const SearchTerm &child : term.children)
            question.children.push_back(questionOf(child));
        return question;
    }
    const bool isRead =
        term.kind == Kind::Words && term.field != Field::Site && term.field != Field::Source;
    if (isRead) {
        question.words.emplace(term.text, TextWords::Kind::Searched);
        question.goesOn = mayGoOn(*question.words, term.isPrefix);
        return question;
    }
    const SearchCondition condition = conditionOf(term);
    const bool isOfIndex = condition.condition.isEmpty();
    question.condition = std::make_unique<Statement>(
        m_database,
        isOfIndex ? u"SELECT 1 FROM article_index WHERE article_index MATCH ? AND rowid = ?"_s
                  : u"SELECT 1 FROM article a WHERE %1 AND a.id = ?"_s.arg(condition.condition));
    question.values = isOfIndex ? QVariantList{condition.match} : condition.values;
    return question;
}

Result<bool> ArticleCheck::holds(ArticleId article, ArticleWords &words)
{
    return isTrue(m_query, article, words);
}

Result<bool> ArticleCheck::isTrue(Question &question, ArticleId article, ArticleWords &words)
{
    if (question.words)
        return words.hold(question.term.field, *question.words, question.goesOn);
    if (question.condition) {
        return question.condition->bindAll(question.values + QVariantList{article.value()})
            .first([](const Row &row) { return row.boolean(0); })
            .map([](const std::optional<bool> &found) { return found.has_value(); });
    }
    if (question.term.kind == Kind::Not) {
        return isTrue(question.children.front(), article, words).map([](bool holds) {
            return !holds;
        });
    }
    const bool isEnough = question.term.kind == Kind::Any;
    for (Question &child : question.children) {
        const auto answer = isTrue(child, article, words);
        if (!answer || *answer == isEnough)
            return answer;
    }
    return !isEnough;
}

} // namespace lectern
