// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/feedhtml.h"

#include <QString>

#include <algorithm>
#include <array>
#include <cstring>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool isSame(QByteArrayView text, QByteArrayView lower)
{
    return text.size() == lower.size()
        && qstrnicmp(text.data(), text.size(), lower.data(), lower.size()) == 0;
}

template <std::size_t Count>
bool isAmong(QByteArrayView name, const std::array<QByteArrayView, Count> &names)
{
    return std::any_of(names.begin(), names.end(),
                       [name](QByteArrayView each) { return isSame(name, each); });
}

bool isAddress(QByteArrayView attribute)
{
    static constexpr std::array<QByteArrayView, 9> names = {
        "href", "src", "cite", "poster", "longdesc", "action", "background", "data", "usemap"};
    return isAmong(attribute, names);
}

bool isDropped(QByteArrayView element)
{
    const char first = element.isEmpty() ? '\0' : char(element.front() | 0x20);
    if (first != 's' && first != 'a')
        return false;
    static constexpr std::array<QByteArrayView, 3> names = {"script", "style", "applet"};
    return isAmong(element, names);
}

bool isRelative(QByteArrayView address)
{
    if (address.isEmpty() || address.front() == '#')
        return false;
    for (qsizetype i = 0; i < address.size(); ++i) {
        const char c = address[i];
        if (c == ':')
            return i == 0;
        const bool isSchemeCharacter =
            isLetter(c) || (i > 0 && ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'));
        if (!isSchemeCharacter)
            return true;
    }
    return true;
}

class Tidying final
{
public:
    Tidying(QByteArrayView html, const QUrl &base) : m_html(html), m_base(base) { }

    std::optional<QByteArray> result();

private:
    /// Goes on to the next "<". Called for each tag, of which there are many.
    [[nodiscard]] bool findTag();
    void readTag();
    /// Replaces what stands from `begin` to `end`.
    void replace(qsizetype begin, qsizetype end, const QByteArray &by);
    void drop(qsizetype begin, qsizetype end);
    [[nodiscard]] QByteArray resolved(QByteArrayView address) const;
    [[nodiscard]] QByteArray resolvedList(QByteArrayView candidates) const;
    [[nodiscard]] qsizetype endOfElement(QByteArrayView name, qsizetype from) const;

    const QByteArrayView m_html;
    const QUrl &m_base;
    QByteArray m_out;
    qsizetype m_copied = 0; ///< how much of m_html is in m_out, or was left out
    qsizetype m_at = 0;
};

bool Tidying::findTag()
{
    const auto *const found = static_cast<const char *>(
        std::memchr(m_html.data() + m_at, '<', static_cast<std::size_t>(m_html.size() - m_at)));
    if (found == nullptr)
        return false;
    m_at = found - m_html.data();
    return true;
}

std::optional<QByteArray> Tidying::result()
{
    if (m_html.isEmpty())
        return {};
    while (findTag()) {
        const char next = m_at + 1 < m_html.size() ? m_html[m_at + 1] : '\0';
        if (next == '!' && m_html.sliced(m_at).startsWith("<!--")) {
            const qsizetype end = m_html.indexOf("-->", m_at + 2);
            drop(m_at, end < 0 ? m_html.size() : end + 3);
            m_at = m_copied;
        } else if (isLetter(next)) {
            readTag();
        } else {
            ++m_at;
        }
    }
    if (m_copied == 0)
        return {};
    m_out += m_html.sliced(m_copied);
    return m_out;
}

void Tidying::replace(qsizetype begin, qsizetype end, const QByteArray &by)
{
    m_out += m_html.sliced(m_copied, begin - m_copied);
    m_out += by;
    m_copied = end;
}

void Tidying::drop(qsizetype begin, qsizetype end)
{
    // What may begin a tag or a comment before it must not go on with what comes behind.
    constexpr qsizetype longestBeginning = 3;
    const qsizetype beginning = std::max<qsizetype>(0, begin - longestBeginning);
    const QByteArrayView before = m_html.sliced(beginning, begin - beginning);
    const bool isGlue = before.lastIndexOf('<') > before.lastIndexOf('>');
    replace(begin, end, isGlue ? QByteArray(" ") : QByteArray());
}

qsizetype Tidying::endOfElement(QByteArrayView name, qsizetype from) const
{
    qsizetype at = from;
    while ((at = m_html.indexOf("</", at)) >= 0) {
        const QByteArrayView found = m_html.sliced(at + 2);
        if (found.size() >= name.size() && isSame(found.first(name.size()), name)) {
            const qsizetype end = m_html.indexOf('>', at);
            return end < 0 ? m_html.size() : end + 1;
        }
        at += 2;
    }
    return m_html.size();
}

void Tidying::readTag()
{
    const QByteArrayView html = m_html;
    const qsizetype size = html.size();
    const qsizetype begin = m_at;
    qsizetype i = begin + 1;
    while (i < size && !isBlank(html[i]) && html[i] != '>' && html[i] != '/')
        ++i;
    const QByteArrayView name = html.sliced(begin + 1, i - begin - 1);
    if (isDropped(name)) {
        const qsizetype close = html.indexOf('>', i);
        const bool isEmpty = close > 0 && html[close - 1] == '/';
        m_at = close < 0 ? size : close + 1;
        if (!isEmpty)
            m_at = endOfElement(name, m_at);
        drop(begin, m_at);
        return;
    }
    while (i < size && html[i] != '>') {
        if (isBlank(html[i]) || html[i] == '/') {
            ++i;
            continue;
        }
        const qsizetype nameStart = i;
        while (i < size && !isBlank(html[i]) && html[i] != '=' && html[i] != '>'
               && (html[i] != '/' || i == nameStart))
            ++i;
        const QByteArrayView attribute = html.sliced(nameStart, i - nameStart);
        while (i < size && isBlank(html[i]))
            ++i;
        if (i >= size || html[i] != '=')
            continue;
        ++i;
        while (i < size && isBlank(html[i]))
            ++i;
        if (i >= size)
            break;
        const bool isQuoted = html[i] == '"' || html[i] == '\'';
        const qsizetype valueStart = isQuoted ? i + 1 : i;
        if (isQuoted) {
            const auto *const close = static_cast<const char *>(std::memchr(
                html.data() + valueStart, html[i], static_cast<std::size_t>(size - valueStart)));
            i = close == nullptr ? size : close - html.data();
        } else {
            while (i < size && !isBlank(html[i]) && html[i] != '>')
                ++i;
        }
        const qsizetype valueEnd = i;
        if (isQuoted && i < size)
            ++i;
        if (m_base.isEmpty())
            continue;
        const QByteArrayView value = html.sliced(valueStart, valueEnd - valueStart).trimmed();
        if (isAddress(attribute) && isRelative(value)) {
            if (const QByteArray absolute = resolved(value); !absolute.isEmpty())
                replace(valueStart, valueEnd, absolute);
        } else if (isSame(attribute, "srcset") && (isQuoted || !value.contains('"'))) {
            const QByteArray list = resolvedList(value);
            replace(valueStart, valueEnd, isQuoted ? list : '"' + list + '"');
        }
    }
    m_at = std::min(size, i + 1);
}

QByteArray Tidying::resolved(QByteArrayView address) const
{
    const QUrl relative(QString::fromUtf8(address), QUrl::TolerantMode);
    if (!relative.isValid())
        return {};
    QByteArray absolute = m_base.resolved(relative).toEncoded();
    absolute.replace('"', "%22").replace('\'', "%27");
    return absolute;
}

QByteArray Tidying::resolvedList(QByteArrayView candidates) const
{
    // "address width, address width": an address may hold commas, but no blanks.
    QByteArray list;
    qsizetype i = 0;
    while (i < candidates.size()) {
        while (i < candidates.size() && (isBlank(candidates[i]) || candidates[i] == ','))
            ++i;
        const qsizetype start = i;
        while (i < candidates.size() && !isBlank(candidates[i]))
            ++i;
        QByteArrayView address = candidates.sliced(start, i - start);
        const bool isAlone = address.endsWith(',');
        if (isAlone)
            address.chop(1);
        const qsizetype widthEnd = isAlone ? i : candidates.indexOf(',', i);
        const qsizetype end = widthEnd < 0 ? candidates.size() : widthEnd;
        if (address.isEmpty())
            continue;
        const QByteArray absolute = isRelative(address) ? resolved(address) : QByteArray();
        list += (list.isEmpty() ? "" : ", ")
            + (absolute.isEmpty() ? address.toByteArray() : absolute)
            + candidates.sliced(i, end - i).toByteArray();
        i = end;
    }
    return list;
}

} // namespace

std::optional<QByteArray> tidiedHtml(QByteArrayView html, const QUrl &base)
{
    return Tidying(html, base).result();
}

} // namespace lectern
