// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/arrivalrulestore.h"

#include "library/articlecheck.h"
#include "library/articlestore.h"
#include "library/articlewords.h"
#include "library/bookmarkstore.h"
#include "library/database.h"
#include "library/searchquery.h"
#include "library/statement.h"
#include "library/tagstore.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

Result<QList<ArrivalRule>> ArrivalRuleStore::all() const
{
    return Statement(m_database,
                     u"SELECT id, query, source_id, marks_read, bookmarks, hides, tags"
                     " FROM arrival_rule ORDER BY position, id"_s)
        .rows([](const Row &row) {
            return ArrivalRule{row.id<RuleId>(0),
                               row.text(1),
                               row.id<SourceId>(2),
                               row.boolean(3),
                               row.boolean(4),
                               row.boolean(5),
                               row.text(6).split(u'\n', Qt::SkipEmptyParts)};
        });
}

Result<RuleId> ArrivalRuleStore::save(const ArrivalRule &rule) const
{
    const QString query = rule.query.trimmed();
    if (conditionOf(parseSearch(query, m_now.toLocalTime()).root).isEmpty())
        return failure(ErrorKind::Data, ErrorCode::Malformed, u"a rule for no articles"_s);
    if (!rule.marksRead && !rule.bookmarks && !rule.hides)
        return failure(ErrorKind::Data, ErrorCode::Malformed, u"a rule that does nothing"_s);
    const QString tags = TagStore::tidied(rule.tags).join(u'\n');
    const auto source = rule.source ? std::optional(rule.source) : std::nullopt;
    if (!rule.id) {
        Statement insert(m_database,
                         u"INSERT INTO arrival_rule (position, query, source_id, marks_read,"
                         " bookmarks, hides, tags) SELECT coalesce(max(position), 0) + 1,"
                         " ?, ?, ?, ?, ?, ? FROM arrival_rule"_s);
        return insert.bind(query, source, rule.marksRead, rule.bookmarks, rule.hides, tags)
            .run()
            .map([&] { return RuleId(insert.insertedId()); });
    }
    Statement update(m_database,
                     u"UPDATE arrival_rule SET query = ?, source_id = ?, marks_read = ?,"
                     " bookmarks = ?, hides = ?, tags = ? WHERE id = ?"_s);
    return update.bind(query, source, rule.marksRead, rule.bookmarks, rule.hides, tags, rule.id)
        .run()
        .and_then([&]() -> Result<RuleId> {
            if (update.changedRows() > 0)
                return rule.id;
            return failure(ErrorKind::Data, ErrorCode::NotFound,
                           u"no rule %1"_s.arg(rule.id.value()));
        });
}

Result<void> ArrivalRuleStore::remove(RuleId rule) const
{
    return Statement(m_database, u"DELETE FROM arrival_rule WHERE id = ?"_s).bind(rule).run();
}

Result<void> ArrivalRuleStore::arrange(const QList<RuleId> &order) const
{
    const auto rules = all();
    if (!rules)
        return tl::unexpected(rules.error());
    QList<RuleId> arranged = order;
    for (const ArrivalRule &rule : *rules) {
        if (!order.contains(rule.id))
            arranged.append(rule.id);
    }
    Statement place(m_database, u"UPDATE arrival_rule SET position = ? WHERE id = ?"_s);
    for (qsizetype at = 0; at < arranged.size(); ++at) {
        if (const auto placed = place.bind(at + 1, arranged.at(at)).run(); !placed)
            return placed;
    }
    return {};
}

Result<ArrivalRuleStore::Applied> ArrivalRuleStore::apply(const QList<ArticleId> &arrived,
                                                          SourceId source) const
{
    Applied applied;
    if (arrived.isEmpty())
        return applied;
    const auto rules = all();
    if (!rules)
        return tl::unexpected(rules.error());
    const ArticleStore articles(m_database);
    QSet<ArticleId> hidden;
    for (const ArrivalRule &rule : *rules) {
        if (rule.source && rule.source != source)
            continue;
        auto matching = found(rule, arrived);
        if (!matching)
            return tl::unexpected(matching.error());
        matching->removeIf([&hidden](ArticleId article) { return hidden.contains(article); });
        Result<void> done;
        if (rule.hides) {
            hidden += QSet(matching->cbegin(), matching->cend());
            done = articles.unlist(source, *matching);
        } else if (rule.marksRead) {
            done = articles.setRead(*matching, true).map([](const QList<ArticleId> &) {});
        }
        for (const ArticleId article : *matching) {
            if (!done || rule.hides || !rule.bookmarks)
                break;
            done = bookmark(article, rule.tags);
            applied.hasBookmarked = true;
        }
        if (!done)
            return tl::unexpected(done.error());
    }
    applied.hidden = hidden.values();
    return applied;
}

// The index is asked from the first of them on, so that a rule costs the same in any library.
Result<QList<ArticleId>> ArrivalRuleStore::found(const ArrivalRule &rule,
                                                 const QList<ArticleId> &arrived) const
{
    const SearchTerm query = parseSearch(rule.query, m_now.toLocalTime()).root;
    const SearchCondition condition = conditionOf(query);
    const ArticleId first = *std::min_element(arrived.cbegin(), arrived.cend());
    QString sql = u"SELECT a.id FROM article a WHERE a.id >= ?"_s;
    QVariantList values;
    if (!condition.match.isEmpty()) {
        sql = u"SELECT a.id FROM article_index JOIN article a ON a.id = article_index.rowid"
              " WHERE article_index MATCH ? AND article_index.rowid >= ?"_s;
        values.append(condition.match);
    }
    values.append(first.value());
    if (!condition.condition.isEmpty())
        sql += u" AND "_s + condition.condition;
    const QSet<ArticleId> wanted(arrived.cbegin(), arrived.cend());
    auto matching =
        Statement(m_database, sql).bindAll(values + condition.values).rows([](const Row &row) {
            return row.id<ArticleId>(0);
        });
    if (!matching)
        return matching;
    matching->removeIf([&wanted](ArticleId article) { return !wanted.contains(article); });
    if (condition.isExact)
        return matching;
    QList<ArticleId> checked;
    auto check = ArticleCheck::of(m_database, query);
    if (!check)
        return tl::unexpected(check.error());
    for (const ArticleId article : std::as_const(*matching)) {
        ArticleWords words(m_database, article);
        const auto holds = check->holds(article, words);
        if (!holds)
            return tl::unexpected(holds.error());
        if (*holds)
            checked.append(article);
    }
    return checked;
}

Result<void> ArrivalRuleStore::bookmark(ArticleId article, const QStringList &tags) const
{
    const BookmarkStore bookmarks(m_database);
    const auto url = Statement(m_database, u"SELECT url FROM article WHERE id = ?"_s)
                         .bind(article)
                         .first([](const Row &row) { return row.url(0); });
    if (!url)
        return tl::unexpected(url.error());
    Bookmark wanted;
    wanted.url = url->value_or(QUrl());
    wanted.tags = tags;
    wanted.created = m_now;
    return bookmarks.at(wanted.url)
        .and_then([&](const std::optional<Bookmark> &present) -> Result<void> {
            if (present)
                return {};
            return bookmarks.add(wanted).map([](const Bookmark &) {});
        });
}

} // namespace lectern
