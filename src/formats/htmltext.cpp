// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/htmltext.h"

#include <QHash>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr double charactersPerWord = 2.5;

/// The name of an element, in any case, as a number, by which it is found more quickly; 0 for one
/// that is longer than eight characters or not of ASCII.
constexpr quint64 numberOf(QStringView name)
{
    constexpr int bitsOfCharacter = 8;
    if (name.size() > qsizetype(sizeof(quint64)))
        return 0;
    quint64 number = 0;
    for (qsizetype i = 0; i < name.size(); ++i) {
        const char16_t c = name[i].unicode();
        if (c > u'\x7F')
            return 0;
        const bool isCapital = c >= u'A' && c <= u'Z';
        number = (number << bitsOfCharacter) | (isCapital ? c | 0x20U : c);
    }
    return number;
}

template <size_t count>
constexpr std::array<quint64, count> numbersOf(const std::array<QStringView, count> &names)
{
    std::array<quint64, count> numbers{};
    std::transform(names.begin(), names.end(), numbers.begin(), numberOf);
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

bool isInlineTag(QStringView name)
{
    static constexpr std::array names = numbersOf(std::to_array<QStringView>(
        {u"a",    u"abbr",   u"b",   u"bdi", u"bdo",  u"cite", u"code", u"data", u"del",  u"dfn",
         u"em",   u"font",   u"i",   u"ins", u"kbd",  u"mark", u"q",    u"s",    u"samp", u"small",
         u"span", u"strong", u"sub", u"sup", u"time", u"tt",   u"u",    u"var",  u"wbr"}));
    return std::binary_search(names.begin(), names.end(), numberOf(name));
}

/// Elements whose content is not text of the page.
bool isHiddenElement(QStringView name)
{
    static constexpr std::array names = numbersOf(
        std::to_array<QStringView>({u"script", u"style", u"template", u"textarea", u"title"}));
    return std::binary_search(names.begin(), names.end(), numberOf(name));
}

/// Most of a text: neither blank nor more than a letter, digit or sign of ASCII, and no markup.
bool isPlain(QChar c)
{
    return c > u' ' && c < u'\x7F' && c != u'<' && c != u'&';
}

bool isWithoutBlanks(char32_t c)
{
    const QChar::Script script = QChar::script(c);
    return script == QChar::Script_Han || script == QChar::Script_Hiragana
        || script == QChar::Script_Katakana;
}

/// Counts while text passes by, piece after piece.
class Words final
{
public:
    void add(char32_t c)
    {
        if (QChar::isLetterOrNumber(c) && isWithoutBlanks(c)) {
            endWord();
            ++m_characters;
        } else if (QChar::isLetterOrNumber(c)) {
            m_isInWord = true;
        } else if (QChar::isSpace(c) || c == U'–' || c == U'—') {
            endWord();
        }
    }

    /// Characters that isPlain() knows.
    void addPlain(QStringView run)
    {
        m_isInWord = m_isInWord || std::any_of(run.begin(), run.end(), [](QChar c) {
                         return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'Z')
                             || (c >= u'a' && c <= u'z');
                     });
    }

    void addBlank() { endWord(); }

    // Whatever it is, it is hardly a blank.
    void addUnknown(QStringView) { m_isInWord = true; }

    void endBlock() { endWord(); }

    [[nodiscard]] int total()
    {
        endWord();
        const double sum = static_cast<double>(m_words)
            + std::round(static_cast<double>(m_characters) / charactersPerWord);
        return static_cast<int>(std::min(sum, double(std::numeric_limits<int>::max())));
    }

private:
    void endWord()
    {
        if (m_isInWord)
            ++m_words;
        m_isInWord = false;
    }

    qint64 m_words = 0;
    qint64 m_characters = 0;
    bool m_isInWord = false;
};

/// Collects text while it passes by, which never gets longer than the HTML it is in.
class Text final
{
public:
    explicit Text(qsizetype longest) : m_text(longest, Qt::Uninitialized), m_end(m_text.data()) { }

    void add(char32_t c)
    {
        constexpr char32_t softHyphen = U'\u00AD';
        if (c == softHyphen)
            return;
        if (QChar::isSpace(c)) {
            addBlank();
            return;
        }
        closeGap();
        for (const char16_t unit : QChar::fromUcs4(c))
            *m_end++ = unit;
    }

    void addPlain(QStringView run)
    {
        closeGap();
        m_end = std::copy(run.begin(), run.end(), m_end);
    }

    void addBlank()
    {
        if (m_gap.isNull())
            m_gap = u' ';
    }

    void addUnknown(QStringView entity) { addPlain(entity); }

    void endBlock() { m_gap = u'\n'; }

    [[nodiscard]] QString text()
    {
        m_text.truncate(m_end - m_text.constData());
        return m_text;
    }

private:
    void closeGap()
    {
        if (!m_gap.isNull() && m_end != m_text.constData())
            *m_end++ = m_gap;
        m_gap = QChar();
    }

    QString m_text;
    QChar *m_end; ///< of the text so far, in m_text
    QChar m_gap; ///< what parts the text so far from what comes
};

/// The end of the tag that begins at `start`, past its ">". Quoted attribute values may hold ">".
qsizetype endOfTag(QStringView html, qsizetype start)
{
    QChar quote;
    for (qsizetype i = start + 1; i < html.size(); ++i) {
        const QChar c = html[i];
        if (!quote.isNull()) {
            if (c == quote)
                quote = QChar();
        } else if (c == u'>') {
            return i + 1;
        } else if ((c == u'"' || c == u'\'') && html[i - 1] == u'=') {
            quote = c;
        }
    }
    return html.size();
}

/// The end of what `terminator` ends, past it; the end of the text when it is missing.
qsizetype endAfter(QStringView html, QStringView terminator, qsizetype from)
{
    const qsizetype found = html.indexOf(terminator, from, Qt::CaseInsensitive);
    return found < 0 ? html.size() : found + terminator.size();
}

/// The characters that have names, as far as text uses them.
const QHash<QString, char32_t> &namedCharacters()
{
    static const QHash<QString, char32_t> characters = [] {
        QHash<QString, char32_t> result = {
            {u"amp"_s, U'&'},       {u"lt"_s, U'<'},          {u"gt"_s, U'>'},
            {u"quot"_s, U'"'},      {u"apos"_s, U'\''},       {u"Tab"_s, U'\t'},
            {u"NewLine"_s, U'\n'},  {u"OElig"_s, U'Œ'},       {u"oelig"_s, U'œ'},
            {u"Scaron"_s, U'Š'},    {u"scaron"_s, U'š'},      {u"ensp"_s, U'\u2002'},
            {u"emsp"_s, U'\u2003'}, {u"thinsp"_s, U'\u2009'}, {u"hairsp"_s, U'\u200A'},
            {u"zwnj"_s, U'\u200C'}, {u"zwj"_s, U'\u200D'},    {u"ndash"_s, U'–'},
            {u"mdash"_s, U'—'},     {u"lsquo"_s, U'‘'},       {u"rsquo"_s, U'’'},
            {u"sbquo"_s, U'‚'},     {u"ldquo"_s, U'“'},       {u"rdquo"_s, U'”'},
            {u"bdquo"_s, U'„'},     {u"bull"_s, U'•'},        {u"hellip"_s, U'…'},
            {u"euro"_s, U'€'},      {u"trade"_s, U'™'},       {u"larr"_s, U'←'},
            {u"rarr"_s, U'→'}};
        // The upper half of ISO 8859-1, all of which have names.
        const QStringList latin =
            u"nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg"
            " plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34"
            " iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml"
            " Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash"
            " Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring"
            " aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve"
            " oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml"_s
                .split(u' ');
        char32_t character = U'\u00A0';
        for (const QString &name : latin)
            result.insert(name, character++);
        return result;
    }();
    return characters;
}

/// What an entity at `start` (on its "&") stands for, nothing for a name not known here, and where
/// the text goes on.
std::pair<std::optional<char32_t>, qsizetype> readEntity(QStringView html, qsizetype start)
{
    constexpr qsizetype longestEntity = 32;
    const QStringView ahead =
        html.sliced(start + 1, std::min(longestEntity, html.size() - start - 1));
    const qsizetype semicolon = ahead.indexOf(u';');
    if (semicolon <= 0)
        return {U'&', start + 1};
    const QStringView name = ahead.first(semicolon);
    const qsizetype end = start + 1 + semicolon + 1;
    if (name.startsWith(u'#')) {
        const bool isHex = name.size() > 1 && (name[1] == u'x' || name[1] == u'X');
        const uint code = isHex ? name.sliced(2).toUInt(nullptr, 16) : name.sliced(1).toUInt();
        constexpr char32_t unknown = U'\uFFFD';
        const bool isCharacter =
            code > 0 && code <= QChar::LastValidCodePoint && !QChar::isSurrogate(code);
        return {isCharacter ? char32_t(code) : unknown, end};
    }
    const bool isName =
        std::all_of(name.begin(), name.end(), [](QChar c) { return c.isLetterOrNumber(); });
    if (!isName)
        return {U'&', start + 1};
    const auto known = namedCharacters().constFind(name.toString());
    if (known == namedCharacters().cend())
        return {std::nullopt, end};
    return {*known, end};
}

/// Both at once.
class TextWithWords final
{
public:
    explicit TextWithWords(qsizetype longest) : text(longest) { }

    void add(char32_t c)
    {
        text.add(c);
        words.add(c);
    }
    void addPlain(QStringView run)
    {
        text.addPlain(run);
        words.addPlain(run);
    }
    void addBlank()
    {
        text.addBlank();
        words.addBlank();
    }
    void addUnknown(QStringView entity)
    {
        text.addUnknown(entity);
        words.addUnknown(entity);
    }
    void endBlock()
    {
        text.endBlock();
        words.endBlock();
    }

    Text text;
    Words words;
};

/// Passes the text of `html` to `reader`: a Words, a Text, or a TextWithWords.
template <typename Reader>
void readText(QStringView text, Reader &reader)
{
    qsizetype i = 0;
    while (i < text.size()) {
        const qsizetype start = i;
        while (i < text.size() && isPlain(text[i]))
            ++i;
        if (i > start) {
            reader.addPlain(text.sliced(start, i - start));
            continue;
        }
        const QChar c = text[i];
        if (c == u' ') {
            reader.addBlank();
            ++i;
            continue;
        }
        const QChar next = i + 1 < text.size() ? text[i + 1] : QChar();
        if (c == u'<' && text.sliced(i).startsWith("<!--"_L1)) {
            i = endAfter(text, u"-->", i + 4);
        } else if (c == u'<' && (next.isLetter() || next == u'/' || next == u'!' || next == u'?')) {
            const qsizetype nameStart = i + (next == u'/' ? 2 : 1);
            qsizetype nameEnd = nameStart;
            while (nameEnd < text.size() && text[nameEnd].isLetterOrNumber())
                ++nameEnd;
            const QStringView name = text.sliced(nameStart, nameEnd - nameStart);
            if (!isInlineTag(name))
                reader.endBlock();
            i = endOfTag(text, i);
            if (next != u'/' && isHiddenElement(name)) {
                i = endAfter(text, u"</"_s + name.toString(), i);
                i = i < text.size() ? endOfTag(text, i - 1) : i;
            }
        } else if (c == u'&') {
            const auto [character, end] = readEntity(text, i);
            if (character)
                reader.add(*character);
            else
                reader.addUnknown(text.sliced(i, end - i));
            i = end;
        } else if (c.isHighSurrogate() && next.isLowSurrogate()) {
            reader.add(QChar::surrogateToUcs4(c, next));
            i += 2;
        } else {
            reader.add(c.unicode());
            ++i;
        }
    }
}

} // namespace

int wordCount(const QString &html)
{
    Words words;
    readText(html, words);
    return words.total();
}

CountedText countedText(const QString &html)
{
    TextWithWords read(html.size());
    readText(html, read);
    return {read.text.text(), read.words.total()};
}

QString plainText(const QString &html)
{
    Text text(html.size());
    readText(html, text);
    return text.text();
}

} // namespace lectern
