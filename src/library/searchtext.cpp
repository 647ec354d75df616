// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/searchtext.h"

#include "library/foldedtext.h"

#include <QStringList>
#include <QUrl>

#include <algorithm>
#include <bit>
#include <optional>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr QChar labelMark(u'\uE000');
constexpr QChar labelSign(u'\uE001'); ///< for "-" and the like within a label
constexpr QChar siteMark(u'\uE002');
constexpr QChar labelDot(u'\uE003');
constexpr QChar titleMark(u'\uE004');
constexpr QChar tagMark(u'\uE005');
constexpr QChar summaryMark(u'\uE006');
constexpr QChar authorMark(u'\uE007');
constexpr char32_t firstPairSign = 0xF0000;

constexpr char32_t firstCjkCharacter = 0x1100;
constexpr char16_t firstNotAscii = 0x80;

std::optional<QChar> markOf(WordPlace place)
{
    switch (place) {
    case WordPlace::Anywhere:
        return std::nullopt;
    case WordPlace::Title:
        return titleMark;
    case WordPlace::Tags:
        return tagMark;
    case WordPlace::Summary:
        return summaryMark;
    case WordPlace::Author:
        return authorMark;
    }
    Q_UNREACHABLE();
}

QString textOf(char32_t character)
{
    return QString::fromUcs4(&character, 1);
}

QString quoted(const QString &words)
{
    return u'"' + words + u'"';
}

bool isAsciiWordCharacter(char16_t c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'Z');
}

bool isPlainAscii(QStringView text)
{
    return std::all_of(text.begin(), text.end(),
                       [](QChar c) { return c.unicode() < firstNotAscii; });
}

bool isMark(char32_t character)
{
    const QChar::Category category = QChar::category(character);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing
        || category == QChar::Mark_SpacingCombining;
}

QString foldedWord(const QString &word)
{
    if (isPlainAscii(word))
        return word;
    // Qt folds a character to one character.
    QString folded = foldedForSearch(word).replace(u'ß', u"ss"_s);
    // Nothing may be left at which the tokenizer would part it.
    folded.removeIf(
        [](QChar c) { return c.unicode() < firstNotAscii && !isAsciiWordCharacter(c.unicode()); });
    return folded;
}

/// The same for the same words in every version of Lectern, because it stands in the index.
quint32 hashOf(QStringView word)
{
    constexpr quint32 offset = 2'166'136'261;
    constexpr quint32 prime = 16'777'619;
    quint32 hash = offset;
    for (const QChar c : word)
        hash = (hash ^ c.unicode()) * prime;
    return hash;
}

quint32 pairHash(quint32 first, quint32 second)
{
    // The finalisation of MurmurHash3, which spreads every bit over all others.
    quint32 hash = first * 31 + second;
    hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
    hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
    return hash ^ (hash >> 16);
}

char32_t pairSign(QStringView first, QStringView second)
{
    const size_t number = pairHash(hashOf(first), hashOf(second)) % pairSigns;
    return firstPairSign + char32_t(number);
}

/// The labels of a host name, as the index has them.
QStringList labelsOf(const QString &host)
{
    const QString readable = QUrl::fromAce(QUrl::toAce(host), QUrl::IgnoreIDNWhitelist);
    QStringList labels = readable.toCaseFolded().split(u'.', Qt::SkipEmptyParts);
    for (QString &label : labels) {
        label = foldedForSearch(label);
        for (QChar &c : label) {
            if (c.unicode() < firstNotAscii && !isAsciiWordCharacter(c.unicode()))
                c = labelSign;
        }
    }
    return labels;
}

/// The words of a host name: its labels, and the sites it is of.
QStringList siteWords(const QString &host)
{
    const QStringList labels = labelsOf(host);
    QStringList words;
    for (const QString &label : labels)
        words.append(labelMark + label);
    for (qsizetype i = 0; i + 1 < labels.size(); ++i)
        words.append(siteMark + labels.mid(i).join(labelDot));
    return words;
}

/// The one word that all hosts of a site have.
QString siteWord(const QString &site)
{
    const QStringList labels = labelsOf(site);
    if (labels.isEmpty())
        return {};
    return labels.size() > 1 ? siteMark + labels.join(labelDot) : labelMark + labels.first();
}

} // namespace

/// Writes the words of any text, not only of ASCII.
class WordWriter final
{
public:
    WordWriter(TextWords &words, TextWords::Kind kind) : m_words(words), m_kind(kind) { }

    void add(char32_t character)
    {
        if (isCjk(character)) {
            endWord();
            if (m_runLength > 0)
                addWord(textOf(m_previous) + textOf(character));
            m_previous = character;
            ++m_runLength;
            return;
        }
        if (isWordCharacter(character)) {
            endRun(TextWords::Kind::Whole);
            m_words.m_endsInSingleCharacter = false;
            m_words.m_endsInCharacterPair = false;
            m_word += QStringView(QChar::fromUcs4(character));
        } else if (!m_word.isEmpty() && isMark(character)) {
            m_word += QStringView(QChar::fromUcs4(character));
        } else {
            endWord();
            endRun(TextWords::Kind::Whole);
        }
    }

    void finish()
    {
        endWord();
        endRun(m_kind);
    }

private:
    void endWord()
    {
        if (!m_word.isEmpty())
            addWord(foldedWord(m_word));
        m_word.clear();
    }

    void endRun(TextWords::Kind kind)
    {
        if (m_runLength == 0)
            return;
        const bool isSingle = m_runLength == 1;
        if (isSingle || kind == TextWords::Kind::Whole)
            addWord(textOf(m_previous));
        m_words.m_endsInSingleCharacter = isSingle;
        m_words.m_endsInCharacterPair = !isSingle;
        m_runLength = 0;
    }

    void addWord(const QString &word)
    {
        if (word.isEmpty())
            return;
        m_words.m_spans.push_back({m_words.m_text.size(), word.size()});
        m_words.m_text += word;
    }

    TextWords &m_words;
    const TextWords::Kind m_kind;
    QString m_word;
    char32_t m_previous = 0;
    qsizetype m_runLength = 0;
};

TextWords::TextWords(const QString &text, Kind kind)
{
    // Most text is this.
    if (isPlainAscii(text)) {
        m_text = text;
        constexpr qsizetype usualLength = 6;
        m_spans.reserve(size_t(text.size() / usualLength));
        qsizetype start = -1;
        qsizetype place = 0;
        for (QChar &c : m_text) {
            const char16_t code = c.unicode();
            const bool isInWord = isAsciiWordCharacter(code);
            if (code >= u'A' && code <= u'Z')
                c = QChar(char16_t(code | 0x20));
            if (isInWord && start < 0) {
                start = place;
            } else if (!isInWord && start >= 0) {
                m_spans.push_back({start, place - start});
                start = -1;
            }
            ++place;
        }
        if (start >= 0)
            m_spans.push_back({start, place - start});
        return;
    }
    const QString unified = text.normalized(QString::NormalizationForm_KC).toCaseFolded();
    m_text.reserve(unified.size());
    WordWriter writer(*this, kind);
    const QStringView view = unified;
    for (qsizetype i = 0; i < view.size(); ++i) {
        const QChar c = view[i];
        const bool isPair =
            c.isHighSurrogate() && i + 1 < view.size() && view[i + 1].isLowSurrogate();
        if (isPair)
            writer.add(QChar::surrogateToUcs4(c, view[++i]));
        else
            writer.add(c.unicode());
    }
    writer.finish();
}

int TextWords::count(const TextWords &phrase, bool goesOn, int most) const
{
    const qsizetype length = phrase.size();
    if (length == 0)
        return 0;
    // Most words are another one already by their length.
    const auto isAt = [&](qsizetype start) {
        for (qsizetype i = 0; i < length; ++i) {
            const QStringView word = at(start + i);
            const QStringView wanted = phrase.at(i);
            const bool isSame =
                (goesOn && i + 1 == length) ? word.startsWith(wanted) : word == wanted;
            if (!isSame)
                return false;
        }
        return true;
    };
    int found = 0;
    for (qsizetype start = 0; start + length <= size() && found < most; ++start)
        found += isAt(start) ? 1 : 0;
    return found;
}

void IndexEntryWriter::addText(const QString &text, WordPlace place)
{
    const TextWords words(text);
    const auto mark = markOf(place);
    m_words.reserve(m_words.size() + text.size() + words.size());
    quint32 previous = 0;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QStringView word = words.at(i);
        m_words += word;
        m_words += u' ';
        if (mark) {
            m_words += *mark;
            m_words += word;
            m_words += u' ';
        }
        const quint32 hash = hashOf(word);
        if (i > 0) {
            const size_t sign = pairHash(previous, hash) % pairSigns;
            m_pairs[sign / bitsOfPart] |= quint64(1) << (sign % bitsOfPart);
        }
        previous = hash;
    }
}

void IndexEntryWriter::addSite(const QString &host)
{
    for (const QString &word : siteWords(host))
        m_words += word + u' ';
}

QString IndexEntryWriter::finished()
{
    for (size_t i = 0; i < m_pairs.size(); ++i) {
        for (quint64 rest = m_pairs[i]; rest != 0; rest &= rest - 1) {
            const size_t sign = i * bitsOfPart + size_t(std::countr_zero(rest));
            m_words += QStringView(QChar::fromUcs4(firstPairSign + char32_t(sign)));
            m_words += u' ';
        }
    }
    return m_words;
}

bool isCjk(char32_t character)
{
    if (character < firstCjkCharacter)
        return false;
    // The iteration mark is Han, but the mark of a long vowel is of no script.
    constexpr char32_t longVowelMark = U'\u30FC';
    if (character == longVowelMark)
        return true;
    if (!isWordCharacter(character))
        return false;
    switch (QChar::script(character)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Hangul:
    case QChar::Script_Bopomofo:
        return true;
    default:
        return false;
    }
}

bool isWordCharacter(char32_t character)
{
    return QChar::isLetterOrNumber(character);
}

bool hasWords(const QString &text)
{
    return !TextWords(text).isEmpty();
}

QString indexedText(const QString &text)
{
    const TextWords words(text);
    QStringList written;
    for (qsizetype i = 0; i < words.size(); ++i)
        written.append(words.at(i).toString());
    return written.join(u' ');
}

QString matchPhrase(const QString &text, bool isPrefix)
{
    const TextWords words(text, TextWords::Kind::Searched);
    if (words.isEmpty())
        return {};
    QStringList phrase;
    for (qsizetype i = 0; i < words.size(); ++i)
        phrase.append(words.at(i).toString());
    return quoted(phrase.join(u' ')) + (mayGoOn(words, isPrefix) ? u"*"_s : QString());
}

bool mayGoOn(const TextWords &words, bool isPrefix)
{
    return words.endsInSingleCharacter() || (isPrefix && !words.endsInCharacterPair());
}

WordMatch matchWords(const QString &text, bool isPrefix, WordPlace place)
{
    const TextWords words(text, TextWords::Kind::Searched);
    const bool goesOn = mayGoOn(words, isPrefix);
    const auto mark = markOf(place);
    QStringList all;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const bool isLast = i + 1 == words.size();
        const QString word = mark ? *mark + words.at(i).toString() : words.at(i).toString();
        all.append(quoted(word) + (isLast && goesOn ? u"*"_s : QString()));
    }
    for (qsizetype i = 1; i < words.size(); ++i) {
        const bool isOpen = goesOn && i + 1 == words.size();
        if (!isOpen)
            all.append(quoted(textOf(pairSign(words.at(i - 1), words.at(i)))));
    }
    all.removeDuplicates();
    return {all.size() > 1 ? u'(' + all.join(u" AND "_s) + u')' : all.join(QString()),
            words.size() < 2};
}

QString matchSite(const QString &site)
{
    const QString word = siteWord(site);
    return word.isEmpty() ? QString() : quoted(word);
}

} // namespace lectern
