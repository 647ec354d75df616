// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/feedtext.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

bool isAsciiLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isAsciiLetterOrDigit(char c)
{
    return isAsciiLetter(c) || (c >= '0' && c <= '9');
}

/// Whether a character reference begins at `start`, which is on its "&".
bool isReference(QByteArrayView text, qsizetype start)
{
    constexpr qsizetype longest = 32;
    const qsizetype end = std::min(text.size(), start + longest);
    qsizetype i = start + 1;
    if (i < end && text[i] == '#')
        ++i;
    const qsizetype name = i;
    while (i < end && isAsciiLetterOrDigit(text[i]))
        ++i;
    return i > name && i < end && text[i] == ';';
}

/// Whether a tag that could only be one begins at `start`, which is on its "<".
bool isCertainTag(QByteArrayView text, qsizetype start)
{
    const bool isEnd = start + 1 < text.size() && text[start + 1] == '/';
    qsizetype i = start + (isEnd ? 2 : 1);
    if (i >= text.size() || !isAsciiLetter(text[i]))
        return false;
    const qsizetype close = text.indexOf('>', i);
    if (close < 0)
        return false;
    if (isEnd || text[close - 1] == '/')
        return true;
    const QByteArrayView tag = text.sliced(i, close - i);
    const auto begins = [tag](QByteArrayView name) {
        return tag.size() >= name.size()
            && qstrnicmp(tag.data(), name.size(), name.data(), name.size()) == 0
            && (tag.size() == name.size() || !isAsciiLetterOrDigit(tag[name.size()]));
    };
    return begins("br") || begins("p") || begins("hr") || (begins("img") && tag.contains('='))
        || (begins("a") && tag.contains('='));
}

QString trimmedName(const QString &text)
{
    const QString name = text.trimmed();
    const bool isQuoted = name.size() > 1 && (name.front() == u'"' || name.front() == u'\'')
        && name.back() == name.front();
    return isQuoted ? name.sliced(1, name.size() - 2).trimmed() : name;
}

bool isMailAddress(QStringView text)
{
    const qsizetype at = text.indexOf(u'@');
    return at > 0 && at + 1 < text.size() && std::none_of(text.begin(), text.end(), [](QChar c) {
               return c.isSpace() || c == u'(' || c == u'<';
           });
}

} // namespace

QString soundText(const QString &text)
{
    const auto isSuspect = [](QChar c) { return c.isNull() || c.isSurrogate(); };
    if (std::none_of(text.begin(), text.end(), isSuspect))
        return text;
    QString sound;
    sound.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const bool isPair =
            c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        if (isPair)
            sound.append(c).append(text.at(++i));
        else if (!c.isNull())
            sound.append(c.isSurrogate() ? QChar(QChar::ReplacementCharacter) : c);
    }
    return sound;
}

QString oneLine(const QString &text)
{
    QString line;
    line.reserve(text.size());
    bool isBlankPending = false;
    for (const QChar c : soundText(text)) {
        const QChar::Category category = c.category();
        const bool isBlank = category == QChar::Other_Control || c == u' '
            || category == QChar::Separator_Line || category == QChar::Separator_Paragraph;
        if (!isBlank) {
            if (isBlankPending && !line.isEmpty())
                line.append(u' ');
            line.append(c);
        }
        isBlankPending = isBlank;
    }
    return line;
}

bool looksLikeHtml(QByteArrayView text)
{
    if (!text.contains('<') && !text.contains('&'))
        return false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '<' ? isCertainTag(text, i) : text[i] == '&' && isReference(text, i))
            return true;
    }
    return false;
}

bool isUsableScheme(QStringView scheme)
{
    return scheme == "http"_L1 || scheme == "https"_L1 || scheme == "lectern"_L1;
}

QString personName(const QString &text)
{
    QString person = trimmedName(text);
    if (!person.contains(u'@'))
        return person;
    if (person.startsWith("mailto:"_L1, Qt::CaseInsensitive))
        person = person.sliced(7).trimmed();
    for (const auto &[open, close] : {std::pair(u'(', u')'), std::pair(u'<', u'>')}) {
        const qsizetype begin = person.indexOf(open);
        const qsizetype end = person.lastIndexOf(close);
        if (begin < 0 || end < begin)
            continue;
        const QString before = trimmedName(person.first(begin));
        const QString inside = trimmedName(person.sliced(begin + 1, end - begin - 1));
        if (isMailAddress(inside))
            return before.isEmpty() ? inside : before;
        if (isMailAddress(before) && !inside.isEmpty())
            return inside;
    }
    // "me@example.org My Name" and "My Name me@example.org"
    const QStringList words = person.split(u' ', Qt::SkipEmptyParts);
    if (words.size() > 1 && isMailAddress(words.first()))
        return trimmedName(words.sliced(1).join(u' '));
    if (words.size() > 1 && isMailAddress(words.last()))
        return trimmedName(words.first(words.size() - 1).join(u' '));
    return person;
}

} // namespace lectern
