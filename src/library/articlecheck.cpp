// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/articlecheck.h"

#include "library/articlewords.h"
#include "library/database.h"
#include "library/phraseindex.h"
#include "library/statement.h"

#include <algorithm>
#include <iterator>
#include <utility>

using namespace Qt::StringLiterals;

namespace lectern {

using Kind = SearchTerm::Kind;
using Field = SearchTerm::Field;

ArticleCheck::ArticleCheck(Question query) : m_query(std::move(query)) { }

ArticleCheck::ArticleCheck(ArticleCheck &&other) noexcept = default;

ArticleCheck::~ArticleCheck() = default;

Result<ArticleCheck> ArticleCheck::of(const Database &database, const SearchTerm &query)
{
    return questionOf(database, query).map([](Question &&question) {
        return ArticleCheck(std::move(question));
    });
}

Result<ArticleCheck::Question> ArticleCheck::questionOf(const Database &database,
                                                        const SearchTerm &term)
{
    Question question;
    question.term = term;
    question.term.children.clear();
    const bool isGroup = term.kind == Kind::All || term.kind == Kind::Any || term.kind == Kind::Not;
    if (isGroup) {
        for (const SearchTerm &child : term.children) {
            auto ofChild = questionOf(database, child);
            if (!ofChild)
                return ofChild;
            question.children.push_back(*std::move(ofChild));
        }
        return question;
    }
    const bool isRead =
        term.kind == Kind::Words && term.field != Field::Site && term.field != Field::Source;
    if (isRead) {
        question.words.emplace(term.text, TextWords::Kind::Searched);
        question.goesOn = mayGoOn(*question.words, term.isPrefix);
        const QList<quint32> pairs = pairsOf(*question.words, question.goesOn);
        if (pairs.isEmpty())
            return question;
        return PhraseIndex(database).having(pairs).map(
            [&question](std::vector<ArticleId> &&articles) {
                question.candidates = std::move(articles);
                return std::move(question);
            });
    }
    const SearchCondition condition = conditionOf(term);
    const bool isOfIndex = condition.condition.isEmpty();
    question.condition = std::make_unique<Statement>(
        database,
        isOfIndex ? u"SELECT 1 FROM article_index WHERE article_index MATCH ? AND rowid = ?"_s
                  : u"SELECT 1 FROM article a WHERE %1 AND a.id = ?"_s.arg(condition.condition));
    question.values = isOfIndex ? QVariantList{condition.match} : condition.values;
    return question;
}

std::optional<std::vector<ArticleId>> ArticleCheck::candidates() const
{
    return candidatesFor(m_query);
}

std::optional<std::vector<ArticleId>> ArticleCheck::candidatesFor(const Question &question)
{
    if (question.term.kind != Kind::All && question.term.kind != Kind::Any)
        return question.candidates;
    // Of all children, what those have in common that tell; of any, what all of them tell.
    const bool isAny = question.term.kind == Kind::Any;
    std::optional<std::vector<ArticleId>> found;
    for (const Question &child : question.children) {
        auto ofChild = candidatesFor(child);
        if (!ofChild && isAny)
            return std::nullopt;
        if (!ofChild)
            continue;
        if (!found) {
            found = std::move(ofChild);
            continue;
        }
        std::vector<ArticleId> both;
        if (isAny)
            std::set_union(found->cbegin(), found->cend(), ofChild->cbegin(), ofChild->cend(),
                           std::back_inserter(both));
        else
            std::set_intersection(found->cbegin(), found->cend(), ofChild->cbegin(),
                                  ofChild->cend(), std::back_inserter(both));
        found = std::move(both);
    }
    return found;
}

Result<bool> ArticleCheck::holds(ArticleId article, ArticleWords &words)
{
    return isTrue(m_query, article, words);
}

Result<bool> ArticleCheck::isTrue(Question &question, ArticleId article, ArticleWords &words)
{
    if (question.candidates
        && !std::binary_search(question.candidates->cbegin(), question.candidates->cend(), article))
        return false;
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
