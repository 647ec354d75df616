// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>
#include <QVariant>

#include <optional>

// The search language
//
// query  = alternative { "OR" alternative }
// alternative = term { ["AND"] term }        all of them; binds tighter than OR
// term   = ["-"] (word | phrase | field | "(" query ")")
// phrase = '"' words in this order '"'       both may end in "*": the last word may go on
// field  = name ":" (word | phrase)
//
// OR and AND are operators in capitals only. "-" is one only right before a term and after a blank
// or "(": "e-mail" and "--verbose" are words. What has no letter and no digit is passed over.
//
// title: text: author: tag:   words there; text: means summary and content
// site:      example.org and what lies below it; a name without a dot is any part of a host's name
// source:    words in the name of a source that lists the article
// is:        unread, read, bookmarked, highlighted, offline (there is a copy of the page)
// before: after:  the date of publication: a day (2026-01-31), month (2026-01) or year (2026), of
//            which "after" means its beginning or later and "before" an earlier time; or so long
//            ago: 7d, 2w, 3m, 1y. Articles without a date are neither.
// A name of no field is a word ("std::vector", "https://example.org").

namespace lectern {

/// One part of a parsed query; the parts of a part are its children.
struct SearchTerm
{
    enum class Kind {
        All, ///< every child; without children: every article
        Any, ///< at least one child
        Not, ///< not its only child
        Words, ///< `text` in `field`, as a phrase
        State, ///< `text` is one of those that "is:" takes
        Before, ///< published before `time`; `text` is as typed
        After, ///< published at `time` or later; `text` is as typed
        Condition, ///< `text` is SQL for an article with the alias `a`; cannot be typed
    };
    enum class Field { Any, Title, Text, Site, Author, Tag, Source };

    Kind kind = Kind::All;
    Field field = Field::Any;
    QString text;
    bool isPrefix = false; ///< the last word of `text` may go on
    QDateTime time;
    QList<SearchTerm> children;

    friend bool operator==(const SearchTerm &, const SearchTerm &) = default;
};

/// A query as understood.
struct SearchQuery
{
    SearchTerm root;
    /// The text was malformed, or longer than is looked at: it is searched for as plain words.
    bool isPlainWords = false;
};

/// What a query means to the database. An article is found when `match`, if there is one, matches
/// article_index, and `condition`, if there is one, holds for the article whose alias is `a`. Both
/// are free of what was typed except for quoted words in `match`, which itself is bound. When that
/// is not exact, every article the query means is found, and some more: ArticleCheck tells.
struct SearchCondition
{
    QString match; ///< FTS5 query
    QString condition; ///< SQL with a "?" for each of `values`
    QVariantList values;
    bool isExact = true;

    /// Nothing was asked for.
    [[nodiscard]] bool isEmpty() const { return match.isEmpty() && condition.isEmpty(); }
};

/// Reads a query. Never fails. `now` is what relative dates count from, and its time zone is that
/// of the days. The last word may go on, if the text ends with it and it has at least
/// `shortestBeginning` characters (one or more; none: it is a whole word). Only the first 1,000
/// characters are looked at.
[[nodiscard]] SearchQuery parseSearch(const QString &text, const QDateTime &now,
                                      std::optional<int> shortestBeginning = {});

/// Text that reads as this term again.
[[nodiscard]] QString searchText(const SearchTerm &term);

[[nodiscard]] SearchCondition conditionOf(const SearchTerm &term);

/// The words and phrases a found text may be marked with: those asked for and not excluded, in any
/// field of text.
[[nodiscard]] QList<SearchTerm> wordsToMark(const SearchTerm &term);

} // namespace lectern
