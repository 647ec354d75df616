// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/htmltext.h"

#include <QStringList>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr double charactersPerWord = 2.5;

bool isInlineTag(QStringView name)
{
    static const QStringList names = {
        u"a"_s,    u"abbr"_s, u"b"_s,    u"bdi"_s,   u"bdo"_s,  u"cite"_s,   u"code"_s, u"data"_s,
        u"del"_s,  u"dfn"_s,  u"em"_s,   u"font"_s,  u"i"_s,    u"ins"_s,    u"kbd"_s,  u"mark"_s,
        u"q"_s,    u"s"_s,    u"samp"_s, u"small"_s, u"span"_s, u"strong"_s, u"sub"_s,  u"sup"_s,
        u"time"_s, u"tt"_s,   u"u"_s,    u"var"_s,   u"wbr"_s};
    return names.contains(name, Qt::CaseInsensitive);
}

/// Elements whose content is not text of the page.
bool isHiddenElement(QStringView name)
{
    static const QStringList names = {u"script"_s, u"style"_s, u"template"_s, u"title"_s,
                                      u"textarea"_s};
    return names.contains(name, Qt::CaseInsensitive);
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

    void endWord()
    {
        if (m_isInWord)
            ++m_words;
        m_isInWord = false;
    }

    [[nodiscard]] int total()
    {
        endWord();
        const double sum = static_cast<double>(m_words)
            + std::round(static_cast<double>(m_characters) / charactersPerWord);
        return static_cast<int>(std::min(sum, double(std::numeric_limits<int>::max())));
    }

private:
    qint64 m_words = 0;
    qint64 m_characters = 0;
    bool m_isInWord = false;
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

/// The character an entity at `start` (on its "&") stands for, and where the text goes on. Named
/// ones matter only as far as they part words: a letter stands for all of the others.
std::pair<char32_t, qsizetype> readEntity(QStringView html, qsizetype start)
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
        return {code <= QChar::LastValidCodePoint ? char32_t(code) : unknown, end};
    }
    const bool isName =
        std::all_of(name.begin(), name.end(), [](QChar c) { return c.isLetterOrNumber(); });
    if (!isName)
        return {U'&', start + 1};
    static const QStringList parting = {u"nbsp"_s,  u"ensp"_s,  u"emsp"_s, u"thinsp"_s, u"hairsp"_s,
                                        u"ndash"_s, u"mdash"_s, u"Tab"_s,  u"NewLine"_s};
    if (parting.contains(name))
        return {U' ', end};
    static const QStringList signs = {u"amp"_s,   u"lt"_s,     u"gt"_s,     u"quot"_s,  u"apos"_s,
                                      u"lsquo"_s, u"rsquo"_s,  u"ldquo"_s,  u"rdquo"_s, u"laquo"_s,
                                      u"raquo"_s, u"hellip"_s, u"middot"_s, u"bull"_s,  u"shy"_s,
                                      u"zwj"_s,   u"zwnj"_s,   u"copy"_s,   u"reg"_s,   u"trade"_s,
                                      u"rarr"_s,  u"larr"_s,   u"times"_s};
    return {signs.contains(name) ? U'&' : U'a', end};
}

} // namespace

int wordCount(const QString &html)
{
    const QStringView text = html;
    Words words;
    qsizetype i = 0;
    while (i < text.size()) {
        const QChar c = text[i];
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
                words.endWord();
            i = endOfTag(text, i);
            if (next != u'/' && isHiddenElement(name)) {
                i = endAfter(text, u"</"_s + name.toString(), i);
                i = i < text.size() ? endOfTag(text, i - 1) : i;
            }
        } else if (c == u'&') {
            const auto [character, end] = readEntity(text, i);
            words.add(character);
            i = end;
        } else if (c.isHighSurrogate() && next.isLowSurrogate()) {
            words.add(QChar::surrogateToUcs4(c, next));
            i += 2;
        } else {
            words.add(c.unicode());
            ++i;
        }
    }
    return words.total();
}

} // namespace lectern
