// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/searchtext.h"

#include "library/foldedtext.h"

#include <QStringList>
#include <QUrl>
#include <QVarLengthArray>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string_view>

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

/// Those of which words consist, folded; 0 for the others.
constexpr std::array<char, firstNotAscii> asciiWordCharacters = [] {
    std::array<char, firstNotAscii> characters{};
    for (char16_t c = 0; c < firstNotAscii; ++c) {
        if ((c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'))
            characters.at(c) = char(c);
        else if (c >= u'A' && c <= u'Z')
            characters.at(c) = char(c | 0x20);
    }
    return characters;
}();

bool isAsciiWordCharacter(char16_t c)
{
    return c < firstNotAscii && asciiWordCharacters[c] != 0;
}

/// Of a character of a word.
char16_t asciiFolded(char16_t c)
{
    return char16_t(asciiWordCharacters[c]);
}

bool isPlainAscii(QStringView text)
{
    // Four characters at once.
    constexpr quint64 notAscii = 0xFF80'FF80'FF80'FF80;
    constexpr qsizetype atOnce = sizeof notAscii / sizeof(QChar);
    for (; text.size() >= atOnce; text = text.sliced(atOnce)) {
        quint64 four = 0;
        std::memcpy(&four, text.utf16(), sizeof four);
        if ((four & notAscii) != 0)
            return false;
    }
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

/// The hash of a word, which is that of all of its characters, each mixed into it in turn: the same
/// for the same words in every version of Lectern, because it stands in the index (FNV-1a).
constexpr quint32 hashOfNothing = 2'166'136'261;

quint32 mixed(quint32 hash, char16_t character)
{
    constexpr quint32 prime = 16'777'619;
    return (hash ^ character) * prime;
}

quint32 hashOf(QStringView word)
{
    quint32 hash = hashOfNothing;
    for (const QChar c : word)
        hash = mixed(hash, c.unicode());
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

/// The sign of a pair of words, by their hashes.
quint32 pairSign(quint32 first, quint32 second)
{
    constexpr int bitsOfHash = 32;
    return pairHash(first, second) >> (bitsOfHash - pairSignBits);
}

// Most words are of ASCII, and these are one byte each.
void append(QByteArray &utf8, QStringView text)
{
    const qsizetype size = utf8.size();
    utf8.resize(size + text.size());
    char *to = utf8.data() + size;
    for (const QChar c : text) {
        if (c.unicode() >= firstNotAscii) {
            utf8.truncate(size);
            utf8 += text.toUtf8();
            return;
        }
        *to++ = char(c.unicode());
    }
}

/// Whether a label of a host is what IDNA makes of it: letters, digits, and "-" between them.
bool isPlainLabel(QStringView label)
{
    constexpr qsizetype longestLabel = 63;
    constexpr qsizetype idnaMark = 2; // where "xn--" and the like have theirs
    return !label.isEmpty() && label.size() <= longestLabel && label.front() != u'-'
        && label.back() != u'-' && label.indexOf("--"_L1, idnaMark) != idnaMark
        && std::all_of(label.begin(), label.end(),
                       [](QChar c) { return c == u'-' || isAsciiWordCharacter(c.unicode()); });
}

bool isPlainHost(QStringView host)
{
    for (const QStringView label : host.tokenize(u'.')) {
        if (!isPlainLabel(label))
            return false;
    }
    return true;
}

/// The labels of a host name, as the index has them.
QStringList labelsOf(const QString &host)
{
    // Nearly all are plain, and the way through IDNA is long.
    const QString readable =
        isPlainHost(host) ? host : QUrl::fromAce(QUrl::toAce(host), QUrl::IgnoreIDNWhitelist);
    QStringList labels = readable.toCaseFolded().split(u'.', Qt::SkipEmptyParts);
    for (QString &label : labels) {
        if (!isPlainAscii(label))
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
        m_text.resize(text.size());
        constexpr qsizetype usualLength = 6;
        m_spans.reserve(size_t(text.size() / usualLength));
        const QChar *const from = text.constData();
        QChar *const to = m_text.data();
        const qsizetype end = text.size();
        for (qsizetype place = 0; place < end; ++place) {
            const qsizetype start = place;
            for (; place < end && isAsciiWordCharacter(from[place].unicode()); ++place)
                to[place] = QChar(asciiFolded(from[place].unicode()));
            if (place > start)
                m_spans.push_back({start, place - start});
            if (place < end)
                to[place] = from[place];
        }
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

QList<quint32> pairsOf(const TextWords &phrase, bool goesOn)
{
    QList<quint32> pairs;
    const qsizetype whole = phrase.size() - (goesOn ? 1 : 0);
    for (qsizetype i = 1; i < whole; ++i)
        pairs.append(pairSign(hashOf(phrase.at(i - 1)), hashOf(phrase.at(i))));
    return pairs;
}

void IndexEntryWriter::addText(const QString &text, WordPlace place)
{
    const auto mark = markOf(place);
    const QByteArray markBytes = mark ? QString(*mark).toUtf8() : QByteArray();
    if (isPlainAscii(text)) {
        addPlainText(text, markBytes);
        return;
    }
    const TextWords words(text);
    m_entry.words.reserve(m_entry.words.size() + text.size() + words.size());
    m_entry.pairs.reserve(m_entry.pairs.size() + size_t(words.size()));
    quint32 previous = 0;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QStringView word = words.at(i);
        append(m_entry.words, word);
        m_entry.words += ' ';
        if (mark) {
            m_entry.words += markBytes;
            append(m_entry.words, word);
            m_entry.words += ' ';
        }
        const quint32 hash = hashOf(word);
        if (i > 0)
            m_entry.pairs.push_back(pairSign(previous, hash));
        previous = hash;
    }
}

// Nearly all text is this, so it is worth to write its words without making them first.
void IndexEntryWriter::addPlainText(QStringView text, const QByteArray &mark)
{
    const qsizetype size = m_entry.words.size();
    // Of a marked text each letter may be a word, which is written twice.
    const qsizetype room =
        mark.isEmpty() ? text.size() + 1 : (text.size() + 1) * (mark.size() + 2) + text.size();
    m_entry.words.resize(size + room);
    char *const begin = m_entry.words.data();
    char *end = begin + size;
    constexpr qsizetype usualLength = 6;
    m_entry.pairs.reserve(m_entry.pairs.size() + size_t(text.size() / usualLength));
    std::optional<quint32> previous;
    quint32 hash = hashOfNothing;
    char *start = end;
    const auto endWord = [&] {
        if (end == start)
            return;
        if (previous)
            m_entry.pairs.push_back(pairSign(*previous, hash));
        const std::string_view word(start, size_t(end - start));
        Place &known = m_written[hash % places];
        const bool isKnown = std::string_view(begin + known.start, size_t(known.length)) == word;
        if (!isKnown) {
            known = {qint32(start - begin), qint32(word.size())};
            *end++ = ' ';
            start = end;
        }
        if (!mark.isEmpty()) {
            // Over the word itself, where that is not wanted.
            const std::string_view written(begin + known.start, size_t(known.length));
            end = std::copy(mark.begin(), mark.end(), start);
            end = std::copy(written.begin(), written.end(), end);
            *end++ = ' ';
            start = end;
        }
        end = start;
        previous = hash;
        hash = hashOfNothing;
    };
    for (const QChar c : text) {
        const char folded = asciiWordCharacters[c.unicode()];
        if (folded == 0) {
            endWord();
            continue;
        }
        *end++ = folded;
        hash = mixed(hash, char16_t(folded));
    }
    endWord();
    m_entry.words.truncate(end - begin);
}

void IndexEntryWriter::addSite(const QString &host)
{
    // As siteWords() has them, without making a string of each.
    if (host.isEmpty() || !isPlainHost(host)) {
        for (const QString &word : siteWords(host))
            m_entry.words += word.toUtf8() + ' ';
        return;
    }
    static const QByteArray label = QString(labelMark).toUtf8();
    static const QByteArray sign = QString(labelSign).toUtf8();
    static const QByteArray site = QString(siteMark).toUtf8();
    static const QByteArray dot = QString(labelDot).toUtf8();
    // As part of a site: the dots and hyphens are letters there.
    QByteArray whole;
    QVarLengthArray<qsizetype> starts{0};
    for (const QChar c : host) {
        if (c == u'.') {
            whole += dot;
            starts.append(whole.size());
        } else if (c == u'-') {
            whole += sign;
        } else {
            whole += char(asciiFolded(c.unicode()));
        }
    }
    starts.append(whole.size() + dot.size());
    for (qsizetype i = 0; i + 1 < starts.size(); ++i) {
        m_entry.words += label;
        m_entry.words +=
            QByteArrayView(whole).sliced(starts[i], starts[i + 1] - dot.size() - starts[i]);
        m_entry.words += ' ';
    }
    for (qsizetype i = 0; i + 2 < starts.size(); ++i) {
        m_entry.words += site;
        m_entry.words += QByteArrayView(whole).sliced(starts[i]);
        m_entry.words += ' ';
    }
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
    if (character < firstNotAscii)
        return isAsciiWordCharacter(char16_t(character));
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
