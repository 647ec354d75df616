// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/passage.h"

#include "library/foldedtext.h"
#include "library/searchtext.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr qsizetype passageLength = 200;
constexpr qsizetype wordsBefore = 50; ///< characters shown before the first find
constexpr qsizetype longestText = 500'000;
constexpr qsizetype mostFinds = 1000; ///< in one text; nobody looks at more

/// A word of a text and where it stands. A Chinese, Japanese or Korean character is a word here.
struct Word
{
    qsizetype start = 0;
    qsizetype end = 0;
    bool isCjkCharacter = false;
};

bool isMark(char32_t character)
{
    const QChar::Category category = QChar::category(character);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing
        || category == QChar::Mark_SpacingCombining;
}

/// The next word at or after `from`; nothing at the end of the text.
std::optional<Word> nextWord(QStringView text, qsizetype from)
{
    std::optional<Word> word;
    for (qsizetype i = from; i < text.size();) {
        char32_t character = text[i].unicode();
        qsizetype next = i + 1;
        if (text[i].isHighSurrogate() && next < text.size() && text[next].isLowSurrogate())
            character = QChar::surrogateToUcs4(text[i], text[next++]);
        if (isCjk(character)) {
            if (word)
                return word;
            // A voicing mark may follow on its own.
            while (next < text.size() && isMark(text[next].unicode()))
                ++next;
            return Word{i, next, true};
        }
        if (isWordCharacter(character)) {
            if (!word)
                word = Word{i, next, false};
            word->end = next;
        } else if (word && isMark(character)) {
            word->end = next;
        } else if (word) {
            return word;
        }
        i = next;
    }
    return word;
}

QString folded(QStringView word)
{
    return foldedForSearch(word.toString()).replace(u'ß', u"ss"_s);
}

/// Whether `word` folded is `wanted`, or begins with it. Most words differ in their first letter,
/// and most letters are ASCII, so nothing is allocated for them.
bool isSame(QStringView word, const QString &wanted, bool isPrefix)
{
    const char16_t first = word.front().unicode();
    if (first < 0x80) {
        const char16_t lower = (first >= u'A' && first <= u'Z') ? char16_t(first | 0x20) : first;
        if (wanted.isEmpty() || wanted.front().unicode() != lower)
            return false;
    }
    const QString given = folded(word);
    return isPrefix ? given.startsWith(wanted) : given == wanted;
}

bool covers(SearchTerm::Field wanted, SearchTerm::Field place)
{
    return wanted == SearchTerm::Field::Any || wanted == place;
}

} // namespace

PassageFinder::PassageFinder(const QList<SearchTerm> &terms)
{
    for (const SearchTerm &term : terms) {
        Phrase phrase;
        phrase.field = term.field;
        const QString text = term.text.normalized(QString::NormalizationForm_KC);
        std::optional<Word> word = nextWord(text, 0);
        bool endsInCjk = false;
        for (; word; word = nextWord(text, word->end)) {
            phrase.words.append(
                folded(QStringView(text).sliced(word->start, word->end - word->start)));
            endsInCjk = word->isCjkCharacter;
        }
        phrase.isPrefix = term.isPrefix && !endsInCjk;
        if (!phrase.words.isEmpty())
            m_phrases.append(phrase);
    }
}

QList<PassageFinder::Find> PassageFinder::found(const QString &text, SearchTerm::Field field,
                                                qsizetype enough) const
{
    const QStringView view = QStringView(text).first(std::min(text.size(), longestText));
    QList<Find> finds;
    // The phrase that began here is followed into the words after it.
    const auto phraseEnd = [&view](const Phrase &phrase, const Word &first) -> qsizetype {
        Word word = first;
        for (qsizetype i = 0; i < phrase.words.size(); ++i) {
            if (i > 0) {
                const auto next = nextWord(view, word.end);
                if (!next)
                    return 0;
                word = *next;
            }
            const bool mayGoOn = phrase.isPrefix && i + 1 == phrase.words.size();
            if (!isSame(view.sliced(word.start, word.end - word.start), phrase.words.at(i),
                        mayGoOn))
                return 0;
        }
        return word.end;
    };
    qsizetype markedUpTo = 0;
    for (auto word = nextWord(view, 0); word && finds.size() < mostFinds;
         word = nextWord(view, word->end)) {
        if (!finds.isEmpty() && word->start > finds.constFirst().mark.start + enough)
            break;
        for (qsizetype i = 0; i < m_phrases.size(); ++i) {
            if (!covers(m_phrases.at(i).field, field))
                continue;
            const qsizetype end = phraseEnd(m_phrases.at(i), *word);
            if (end <= markedUpTo)
                continue;
            const qsizetype start = std::max(word->start, markedUpTo);
            finds.append({{start, end - start}, i});
            markedUpTo = end;
        }
    }
    return finds;
}

MarkedText PassageFinder::marked(const QString &text, SearchTerm::Field field) const
{
    MarkedText result{text, {}};
    for (const Find &find : found(text, field, longestText))
        result.marks.append(find.mark);
    return result;
}

MarkedText PassageFinder::passage(const QString &text, SearchTerm::Field field) const
{
    const QString simple = text.simplified();
    // Of one phrase, the first window has as many as any.
    const QList<Find> finds =
        found(simple, field, m_phrases.size() == 1 ? passageLength : longestText);

    // The first of the windows, each beginning with a find, that holds most different phrases.
    qsizetype best = -1;
    qsizetype mostPhrases = 0;
    for (qsizetype i = 0; i < finds.size() && mostPhrases < m_phrases.size(); ++i) {
        QSet<qsizetype> phrases;
        for (qsizetype k = i; k < finds.size(); ++k) {
            const TextMark &mark = finds.at(k).mark;
            if (mark.start + mark.length > finds.at(i).mark.start + passageLength - wordsBefore)
                break;
            phrases.insert(finds.at(k).phrase);
        }
        if (best < 0 || phrases.size() > mostPhrases) {
            best = i;
            mostPhrases = phrases.size();
        }
    }

    qsizetype start =
        best < 0 ? 0 : std::max<qsizetype>(0, finds.at(best).mark.start - wordsBefore);
    if (start > 0) {
        // From the beginning of a word on, if one begins soon.
        const qsizetype blank = simple.indexOf(u' ', start);
        if (blank >= 0 && blank < finds.at(best).mark.start)
            start = blank + 1;
        else if (simple.at(start).isLowSurrogate())
            --start;
    }
    qsizetype end = std::min(simple.size(), start + passageLength);
    if (best >= 0)
        end = std::max(end, finds.at(best).mark.start + finds.at(best).mark.length);
    if (end < simple.size()) {
        const qsizetype blank = simple.lastIndexOf(u' ', end);
        const qsizetype least =
            best < 0 ? start : finds.at(best).mark.start + finds.at(best).mark.length;
        if (blank > least)
            end = blank;
        else if (simple.at(end).isLowSurrogate())
            ++end;
    }

    const QString before = start > 0 ? u"… "_s : QString();
    MarkedText result;
    result.text =
        before + simple.mid(start, end - start) + (end < simple.size() ? u" …"_s : QString());
    for (const Find &find : finds) {
        const TextMark &mark = find.mark;
        if (mark.start >= start && mark.start + mark.length <= end)
            result.marks.append({mark.start - start + before.size(), mark.length});
    }
    return result;
}

} // namespace lectern
