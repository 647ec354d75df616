// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/searchquery.h"

#include "library/searchtext.h"

#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

using Kind = SearchTerm::Kind;
using Field = SearchTerm::Field;

constexpr qsizetype longestQuery = 1000;
// What FTS5's own parser takes, with room to spare.
constexpr int deepestNesting = 16;

struct FieldName
{
    QStringView name;
    Field field;
};

constexpr std::array fieldNames = {
    FieldName{u"title", Field::Title}, FieldName{u"text", Field::Text},
    FieldName{u"site", Field::Site},   FieldName{u"author", Field::Author},
    FieldName{u"tag", Field::Tag},     FieldName{u"source", Field::Source},
};

constexpr std::array otherNames = {QStringView(u"is"), QStringView(u"before"),
                                   QStringView(u"after")};

std::optional<Field> fieldNamed(QStringView name)
{
    const auto found =
        std::find_if(fieldNames.begin(), fieldNames.end(), [name](const FieldName &candidate) {
            return candidate.name.compare(name, Qt::CaseInsensitive) == 0;
        });
    return found == fieldNames.end() ? std::nullopt : std::optional(found->field);
}

bool isName(QStringView text)
{
    return fieldNamed(text)
        || std::any_of(otherNames.begin(), otherNames.end(), [text](QStringView name) {
               return name.compare(text, Qt::CaseInsensitive) == 0;
           });
}

/// The words of a term: without anything that could end a quotation, or the text.
QString tidied(QStringView text)
{
    QString result = text.toString();
    for (QChar &c : result) {
        if (c == u'"')
            c = u' ';
    }
    return result.simplified();
}

/// Whether somebody typing this may be in the middle of a word of at least so many characters.
bool isOpenEnded(QStringView text, std::optional<int> shortestBeginning)
{
    if (!shortestBeginning)
        return false;
    const QStringView end = text.last(std::min<qsizetype>(text.size(), *shortestBeginning));
    return end.size() == *shortestBeginning
        && std::all_of(end.begin(), end.end(), [](QChar c) { return c.isLetterOrNumber(); });
}

SearchTerm wordsTerm(Field field, QStringView text, bool isPrefix)
{
    SearchTerm term;
    term.kind = Kind::Words;
    term.field = field;
    term.text = tidied(text);
    term.isPrefix = isPrefix;
    return term;
}

SearchTerm groupTerm(Kind kind, const QList<SearchTerm> &children)
{
    if (children.size() == 1 && kind != Kind::Not)
        return children.first();
    SearchTerm term;
    term.kind = kind;
    // One kind within the same says nothing more.
    for (const SearchTerm &child : children) {
        if (child.kind == kind && kind != Kind::Not)
            term.children += child.children;
        else
            term.children.append(child);
    }
    return term;
}

bool isNothing(const SearchTerm &term)
{
    return term.kind == Kind::All && term.children.isEmpty();
}

/// The beginning of the time that `text` names; see the header.
std::optional<QDateTime> timeNamed(const QString &text, const QDateTime &now)
{
    static const QRegularExpression ago(u"^([0-9]{1,4})([dwmy])$"_s,
                                        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression day(u"^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$"_s);
    QDateTime time;
    if (const auto found = ago.match(text); found.hasMatch()) {
        const int count = found.captured(1).toInt();
        switch (found.captured(2).at(0).toLower().unicode()) {
        case u'd':
            time = now.addDays(-count);
            break;
        case u'w':
            time = now.addDays(-7 * count);
            break;
        case u'm':
            time = now.addMonths(-count);
            break;
        default:
            time = now.addYears(-count);
        }
    } else if (const auto named = day.match(text); named.hasMatch()) {
        const auto number = [&named](int group) {
            return named.hasCaptured(group) ? named.captured(group).toInt() : 1;
        };
        const QDate date(number(1), number(2), number(3));
        if (date.isValid())
            time = now.timeZone().isValid() ? date.startOfDay(now.timeZone()) : date.startOfDay();
    }
    return time.isValid() ? std::optional(time) : std::nullopt;
}

/// One reading of one query. After any function answered "no", the text is malformed.
class Reading final
{
public:
    Reading(QStringView text, const QDateTime &now, std::optional<int> shortestBeginning)
        : m_text(text), m_now(now), m_shortestBeginning(shortestBeginning)
    {
    }

    std::optional<SearchTerm> wholeQuery()
    {
        const auto query = alternatives(0);
        skipBlanks();
        return m_position == m_text.size() ? query : std::nullopt;
    }

private:
    std::optional<SearchTerm> alternatives(int depth);
    std::optional<SearchTerm> allOf(int depth);
    std::optional<SearchTerm> term(int depth);
    std::optional<SearchTerm> wordOrField();
    std::optional<SearchTerm> phrase(Field field);
    std::optional<SearchTerm> fieldTerm(QStringView name);

    [[nodiscard]] QChar at(qsizetype position) const
    {
        return position < m_text.size() ? m_text[position] : QChar();
    }
    void skipBlanks()
    {
        while (at(m_position).isSpace())
            ++m_position;
    }
    [[nodiscard]] static bool endsWord(QChar c)
    {
        return c.isNull() || c.isSpace() || c == u'(' || c == u')' || c == u'"';
    }
    [[nodiscard]] qsizetype endOfWord() const
    {
        qsizetype end = m_position;
        while (end < m_text.size() && !endsWord(m_text[end]))
            ++end;
        return end;
    }
    /// Passes over this operator, if it is what comes next.
    bool takeOperator(QStringView name)
    {
        skipBlanks();
        const qsizetype end = endOfWord();
        if (m_text.sliced(m_position, end - m_position) != name)
            return false;
        m_position = end;
        return true;
    }
    /// A word of the text, up to its end, as a term.
    SearchTerm wordTerm(Field field, QStringView word)
    {
        const bool isMarked = word.endsWith(u'*');
        const bool isBeingTyped =
            m_position == m_text.size() && isOpenEnded(word, m_shortestBeginning);
        return wordsTerm(field, isMarked ? word.chopped(1) : word, isMarked || isBeingTyped);
    }

    const QStringView m_text;
    const QDateTime &m_now;
    const std::optional<int> m_shortestBeginning;
    qsizetype m_position = 0;
};

std::optional<SearchTerm> Reading::alternatives(int depth)
{
    if (depth > deepestNesting)
        return std::nullopt;
    QList<SearchTerm> found;
    do {
        auto alternative = allOf(depth);
        if (!alternative)
            return std::nullopt;
        found.append(*std::move(alternative));
    } while (takeOperator(u"OR"));
    if (found.size() > 1 && std::any_of(found.cbegin(), found.cend(), isNothing))
        return std::nullopt;
    return groupTerm(Kind::Any, found);
}

std::optional<SearchTerm> Reading::allOf(int depth)
{
    QList<SearchTerm> found;
    bool isAwaiting = false; // something after an AND
    while (true) {
        skipBlanks();
        const qsizetype start = m_position;
        if (start == m_text.size() || at(start) == u')')
            break;
        if (takeOperator(u"OR")) {
            m_position = start;
            break;
        }
        if (takeOperator(u"AND")) {
            if (found.isEmpty() || isAwaiting)
                return std::nullopt;
            isAwaiting = true;
            continue;
        }
        auto next = term(depth);
        if (!next)
            return std::nullopt;
        if (next->kind == Kind::Words && !hasWords(next->text))
            continue;
        isAwaiting = false;
        found.append(*std::move(next));
    }
    if (isAwaiting)
        return std::nullopt;
    return groupTerm(Kind::All, found);
}

std::optional<SearchTerm> Reading::term(int depth)
{
    const QChar next = at(m_position + 1);
    const bool isExcluded = at(m_position) == u'-' && next != u'-' && next != u')'
        && (next == u'(' || next == u'"' || !endsWord(next));
    if (isExcluded)
        ++m_position;
    std::optional<SearchTerm> result;
    if (at(m_position) == u'(') {
        ++m_position;
        result = alternatives(depth + 1);
        skipBlanks();
        if (!result || at(m_position) != u')' || isNothing(*result))
            return std::nullopt;
        ++m_position;
    } else if (at(m_position) == u'"') {
        result = phrase(Field::Any);
    } else {
        result = wordOrField();
    }
    if (!result || !isExcluded)
        return result;
    // Excluding what is nothing is nothing, too.
    if (result->kind == Kind::Words && !hasWords(result->text))
        return result;
    if (result->kind == Kind::Not)
        return result->children.first();
    return groupTerm(Kind::Not, {*result});
}

std::optional<SearchTerm> Reading::wordOrField()
{
    const qsizetype end = endOfWord();
    const QStringView word = m_text.sliced(m_position, end - m_position);
    if (const qsizetype colon = word.indexOf(u':'); colon > 0) {
        const QStringView name = word.first(colon);
        if (isName(name)) {
            m_position += colon + 1;
            return fieldTerm(name);
        }
    }
    m_position = end;
    return wordTerm(Field::Any, word);
}

std::optional<SearchTerm> Reading::phrase(Field field)
{
    const qsizetype end = m_text.indexOf(u'"', m_position + 1);
    if (end < 0)
        return std::nullopt;
    const QStringView words = m_text.sliced(m_position + 1, end - m_position - 1);
    m_position = end + 1;
    const bool isMarked = at(m_position) == u'*';
    if (isMarked)
        ++m_position;
    return wordsTerm(field, words, isMarked && field != Field::Site);
}

std::optional<SearchTerm> Reading::fieldTerm(QStringView name)
{
    const auto field = fieldNamed(name);
    if (field && at(m_position) == u'"') {
        auto found = phrase(*field);
        if (!found
            || (*field == Field::Site ? matchSite(found->text).isEmpty() : !hasWords(found->text)))
            return std::nullopt;
        return found;
    }

    const qsizetype end = endOfWord();
    const QStringView word = m_text.sliced(m_position, end - m_position);
    m_position = end;
    if (field) {
        SearchTerm found = wordTerm(*field, word);
        if (*field == Field::Site) {
            found.isPrefix = false;
            if (matchSite(found.text).isEmpty())
                return std::nullopt;
        }
        return hasWords(found.text) ? std::optional(found) : std::nullopt;
    }

    SearchTerm found;
    found.text = word.toString().toLower();
    if (name.compare(u"is", Qt::CaseInsensitive) == 0) {
        static const QStringList states = {u"unread"_s, u"read"_s, u"bookmarked"_s,
                                           u"highlighted"_s, u"offline"_s};
        found.kind = Kind::State;
        return states.contains(found.text) ? std::optional(found) : std::nullopt;
    }
    const auto time = timeNamed(found.text, m_now);
    if (!time)
        return std::nullopt;
    found.kind = name.compare(u"before", Qt::CaseInsensitive) == 0 ? Kind::Before : Kind::After;
    found.time = *time;
    return found;
}

SearchTerm plainWords(QStringView text, std::optional<int> shortestBeginning)
{
    static const QRegularExpression blanks(u"[\\s\"]+"_s);
    QList<SearchTerm> words;
    const QStringList parts = text.toString().split(blanks, Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        if (hasWords(part))
            words.append(wordsTerm(Field::Any, part, false));
    }
    if (!words.isEmpty() && isOpenEnded(text, shortestBeginning)
        && isOpenEnded(words.last().text, shortestBeginning))
        words.last().isPrefix = true;
    return groupTerm(Kind::All, words);
}

QString nameOf(Field field)
{
    const auto found =
        std::find_if(fieldNames.begin(), fieldNames.end(),
                     [field](const FieldName &candidate) { return candidate.field == field; });
    return found == fieldNames.end() ? QString() : found->name.toString() + u':';
}

/// In quotation marks, unless it reads as one word without them.
QString writtenWords(const QString &text)
{
    const bool isOneWord =
        std::all_of(text.begin(), text.end(), [](QChar c) { return c.isLetterOrNumber(); });
    const bool isOperator = text == u"OR"_s || text == u"AND"_s;
    return isOneWord && !isOperator ? text : u'"' + text + u'"';
}

QString groupText(const SearchTerm &term)
{
    const bool isGroup = term.kind == Kind::All || term.kind == Kind::Any;
    return isGroup ? u'(' + searchText(term) + u')' : searchText(term);
}

/// What a Words term is to FTS5; nothing for those that are none of its business.
std::optional<WordMatch> matchOf(const SearchTerm &term)
{
    const auto inPlace = [&term](WordPlace place) {
        return matchWords(term.text, term.isPrefix, place);
    };
    switch (term.field) {
    case Field::Any:
        return inPlace(WordPlace::Anywhere);
    case Field::Title:
        return inPlace(WordPlace::Title);
    case Field::Text: {
        // The words of a text are not marked, so it may stand in a title only.
        WordMatch match = inPlace(WordPlace::Anywhere);
        match.isExact = false;
        return match;
    }
    case Field::Author:
        return inPlace(WordPlace::Author);
    case Field::Tag:
        return inPlace(WordPlace::Tags);
    case Field::Site:
        return WordMatch{matchSite(term.text), true};
    case Field::Source:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

SearchCondition conditionOnly(const QString &condition, const QVariantList &values)
{
    return {{}, condition, values};
}

/// The same with everything in SQL, to be joined with other SQL.
SearchCondition withoutMatch(const SearchCondition &condition)
{
    if (condition.match.isEmpty())
        return condition;
    const QString matching =
        u"a.id IN (SELECT rowid FROM article_index WHERE article_index MATCH ?)"_s;
    QVariantList values{condition.match};
    values += condition.values;
    if (condition.condition.isEmpty())
        return {{}, matching, values, condition.isExact};
    return {{}, u"(%1 AND %2)"_s.arg(matching, condition.condition), values, condition.isExact};
}

SearchCondition allOf(const QList<SearchTerm> &terms)
{
    QStringList matches;
    QStringList excluded;
    QStringList conditions;
    QVariantList values;
    bool isExact = true;
    for (const SearchTerm &term : terms) {
        const bool isNot = term.kind == Kind::Not;
        const SearchCondition part = conditionOf(isNot ? term.children.first() : term);
        const bool isMatchOnly = part.condition.isEmpty();
        isExact = isExact && part.isExact;
        if (isNot && !part.isExact) {
            // What might be excluded has to be looked at.
            conditions.append(u"1"_s);
        } else if (isMatchOnly) {
            (isNot ? excluded : matches).append(part.match);
        } else if (isNot) {
            const SearchCondition plain = withoutMatch(part);
            conditions.append(u"NOT %1"_s.arg(plain.condition));
            values += plain.values;
        } else {
            if (!part.match.isEmpty())
                matches.append(part.match);
            conditions.append(part.condition);
            values += part.values;
        }
    }
    SearchCondition result;
    result.match =
        matches.size() > 1 ? u"(%1)"_s.arg(matches.join(u" AND "_s)) : matches.join(QString());
    if (!excluded.isEmpty()) {
        const QString any = excluded.join(u" OR "_s);
        if (matches.isEmpty()) {
            const SearchCondition plain = withoutMatch({any, {}, {}});
            conditions.append(u"NOT %1"_s.arg(plain.condition));
            values += plain.values;
        } else {
            result.match = u"(%1 NOT (%2))"_s.arg(result.match, any);
        }
    }
    result.condition = conditions.size() > 1 ? u"(%1)"_s.arg(conditions.join(u" AND "_s))
                                             : conditions.join(QString());
    result.values = values;
    result.isExact = isExact;
    return result;
}

SearchCondition anyOf(const QList<SearchTerm> &terms)
{
    QStringList matches;
    QStringList conditions;
    QVariantList values;
    bool isExact = true;
    for (const SearchTerm &term : terms) {
        const SearchCondition part = conditionOf(term);
        isExact = isExact && part.isExact;
        if (part.condition.isEmpty()) {
            matches.append(part.match);
            continue;
        }
        const SearchCondition plain = withoutMatch(part);
        conditions.append(plain.condition);
        values += plain.values;
    }
    const QString match =
        matches.size() > 1 ? u"(%1)"_s.arg(matches.join(u" OR "_s)) : matches.join(QString());
    if (conditions.isEmpty())
        return {match, {}, {}, isExact};
    if (!match.isEmpty()) {
        const SearchCondition plain = withoutMatch({match, {}, {}});
        conditions.append(plain.condition);
        values += plain.values;
    }
    return {{}, u"(%1)"_s.arg(conditions.join(u" OR "_s)), values, isExact};
}

SearchCondition stateCondition(const QString &state)
{
    if (state == u"bookmarked"_s)
        return conditionOnly(u"a.id IN (SELECT article_id FROM bookmark)"_s, {});
    if (state == u"highlighted"_s)
        return conditionOnly(u"a.id IN (SELECT article_id FROM highlight)"_s, {});
    if (state == u"offline"_s) {
        return conditionOnly(
            u"a.id IN (SELECT article_id FROM offline_copy WHERE state = 'complete')"_s, {});
    }
    const QString isRead =
        u"EXISTS (SELECT 1 FROM article_state WHERE article_id = a.id AND read_ms IS NOT NULL)"_s;
    return conditionOnly(state == u"read"_s ? isRead : u"NOT "_s + isRead, {});
}

/// Adds every Words term but excluded ones.
void addWords(const SearchTerm &term, QList<SearchTerm> &words)
{
    if (term.kind == Kind::Not)
        return;
    if (term.kind == Kind::Words && term.field != Field::Site && term.field != Field::Source)
        words.append(term);
    for (const SearchTerm &child : term.children)
        addWords(child, words);
}

} // namespace

SearchQuery parseSearch(const QString &text, const QDateTime &now,
                        std::optional<int> shortestBeginning)
{
    QString looked = text.first(std::min(text.size(), longestQuery));
    for (QChar &c : looked) {
        if (c.category() == QChar::Other_Control)
            c = u' ';
    }
    if (looked.size() == text.size()) {
        if (const auto query = Reading(looked, now, shortestBeginning).wholeQuery())
            return {*query, false};
    }
    return {plainWords(looked, shortestBeginning), true};
}

QString searchText(const SearchTerm &term)
{
    switch (term.kind) {
    case Kind::Words:
        return nameOf(term.field) + writtenWords(term.text) + (term.isPrefix ? u"*"_s : QString());
    case Kind::State:
        return u"is:"_s + term.text;
    case Kind::Before:
        return u"before:"_s + term.text;
    case Kind::After:
        return u"after:"_s + term.text;
    case Kind::Not:
        return u'-' + groupText(term.children.first());
    case Kind::Condition:
        return {};
    case Kind::All:
    case Kind::Any:
        break;
    }
    QStringList parts;
    for (const SearchTerm &child : term.children)
        parts.append(term.kind == Kind::All ? groupText(child) : searchText(child));
    return parts.join(term.kind == Kind::Any ? u" OR "_s : u" "_s);
}

SearchCondition conditionOf(const SearchTerm &term)
{
    switch (term.kind) {
    case Kind::All:
        return allOf(term.children);
    case Kind::Any:
        return anyOf(term.children);
    case Kind::Not:
        return allOf({term});
    case Kind::Words:
        if (const auto match = matchOf(term))
            return {match->match, {}, {}, match->isExact};
        return conditionOnly(u"a.id IN (SELECT article_id FROM source_article WHERE source_id IN"
                             " (SELECT rowid FROM source_index WHERE source_index MATCH ?))"_s,
                             {matchPhrase(term.text, term.isPrefix)});
    case Kind::State:
        return stateCondition(term.text);
    case Kind::Before:
        return conditionOnly(u"a.published_ms < ?"_s, {term.time.toMSecsSinceEpoch()});
    case Kind::After:
        return conditionOnly(u"a.published_ms >= ?"_s, {term.time.toMSecsSinceEpoch()});
    case Kind::Condition:
        return conditionOnly(u'(' + term.text + u')', {});
    }
    Q_UNREACHABLE();
}

QList<SearchTerm> wordsToMark(const SearchTerm &term)
{
    QList<SearchTerm> words;
    addWords(term, words);
    return words;
}

} // namespace lectern
