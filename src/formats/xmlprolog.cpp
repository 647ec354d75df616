// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/xmlprolog.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

// Bounds of what documents declare for themselves, so that no text grows beyond its own size much.
constexpr qsizetype maximumEntities = 500;
constexpr qsizetype longestEntity = 200;

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
        || c == '-' || c == '.' || c == ':' || (c & 0x80) != 0;
}

bool isRootOfFeed(const QByteArray &name)
{
    static constexpr std::array<QByteArrayView, 7> roots = {"rss",  "feed",  "rdf", "channel",
                                                            "item", "entry", "rss2"};
    return std::find(roots.begin(), roots.end(), name) != roots.end();
}

class Prolog final
{
public:
    explicit Prolog(QByteArrayView text) : m_text(text) { }

    XmlProlog result();

private:
    void skipDoctype();
    void readEntity(QByteArrayView declaration);
    [[nodiscard]] qsizetype endAfter(QByteArrayView terminator, qsizetype from) const;
    /// The local name of the tag at `start`, in lower case; empty when there is none.
    [[nodiscard]] QByteArray tagName(qsizetype start) const;

    const QByteArrayView m_text;
    qsizetype m_at = 0;
    XmlProlog m_prolog;
};

XmlProlog Prolog::result()
{
    bool hasJunk = false;
    qsizetype firstElement = -1;
    QByteArray firstName;
    while (m_at < m_text.size()) {
        const QByteArrayView rest = m_text.sliced(m_at);
        if (rest.front() != '<') {
            const qsizetype next = m_text.indexOf('<', m_at);
            const qsizetype end = next < 0 ? m_text.size() : next;
            hasJunk = hasJunk || !std::all_of(rest.begin(), rest.begin() + (end - m_at), isBlank);
            m_at = end;
        } else if (rest.startsWith("<!--")) {
            m_at = endAfter("-->", m_at + 4);
        } else if (rest.startsWith("<?")) {
            m_at = endAfter("?>", m_at + 2);
        } else if (rest.startsWith("<!")) {
            skipDoctype();
        } else {
            const QByteArray name = tagName(m_at);
            if (isRootOfFeed(name)) {
                m_prolog.rootStart = m_at;
                m_prolog.rootName = name;
                break;
            }
            if (!name.isEmpty() && firstElement < 0) {
                firstElement = m_at;
                firstName = name;
            }
            ++m_at;
        }
    }
    if (m_prolog.rootStart < 0) {
        m_prolog.rootStart = firstElement;
        m_prolog.rootName = firstName;
    } else if (hasJunk || firstElement >= 0) {
        m_prolog.issues.append(u"There is something else before it begins, which was skipped."_s);
    }
    return m_prolog;
}

qsizetype Prolog::endAfter(QByteArrayView terminator, qsizetype from) const
{
    const qsizetype found = m_text.indexOf(terminator, std::min(from, m_text.size()));
    return found < 0 ? m_text.size() : found + terminator.size();
}

QByteArray Prolog::tagName(qsizetype start) const
{
    qsizetype end = start + 1;
    while (end < m_text.size() && isNameCharacter(m_text[end]))
        ++end;
    const QByteArray name = m_text.sliced(start + 1, end - start - 1).toByteArray().toLower();
    return name.sliced(name.lastIndexOf(':') + 1);
}

void Prolog::skipDoctype()
{
    // The internal subset stands in brackets and holds declarations, with ">" inside quotes.
    qsizetype i = m_at + 2;
    bool isInside = false;
    while (i < m_text.size()) {
        const char c = m_text[i];
        if (c == '"' || c == '\'') {
            i = endAfter(QByteArrayView(&c, 1), i + 1);
        } else if (c == '[') {
            isInside = true;
            ++i;
        } else if (c == ']') {
            isInside = false;
            ++i;
        } else if (c == '>' && !isInside) {
            ++i;
            break;
        } else if (isInside && m_text.sliced(i).startsWith("<!--")) {
            i = endAfter("-->", i + 4);
        } else if (isInside && m_text.sliced(i).startsWith("<!ENTITY")) {
            const qsizetype end = m_text.indexOf('>', i);
            const qsizetype length = (end < 0 ? m_text.size() : end) - i;
            readEntity(m_text.sliced(i, std::min(length, 2 * longestEntity)));
            i += 8;
        } else {
            ++i;
        }
    }
    m_at = i;
}

void Prolog::readEntity(QByteArrayView declaration)
{
    // <!ENTITY name "value">; parameter entities ("%") and external ones (SYSTEM, PUBLIC) are not.
    qsizetype i = 8;
    const auto skipBlanks = [&i, declaration] {
        while (i < declaration.size() && isBlank(declaration[i]))
            ++i;
    };
    skipBlanks();
    const qsizetype nameStart = i;
    while (i < declaration.size() && isNameCharacter(declaration[i]))
        ++i;
    const QByteArray name = declaration.sliced(nameStart, i - nameStart).toByteArray();
    skipBlanks();
    if (name.isEmpty() || i >= declaration.size()
        || (declaration[i] != '"' && declaration[i] != '\''))
        return;
    const qsizetype end = declaration.indexOf(declaration[i], i + 1);
    if (end < 0 || m_prolog.entities.size() >= maximumEntities)
        return;
    const QByteArrayView value = declaration.sliced(i + 1, end - i - 1);
    // Only what stands for itself, or for one character: nothing that grows when it is replaced.
    const bool isReference = value.startsWith("&#") && value.indexOf(';') == value.size() - 1;
    if (value.size() > longestEntity || value.contains('<') || value.contains('%')
        || (value.contains('&') && !isReference))
        return;
    if (!m_prolog.entities.contains(name))
        m_prolog.entities.insert(name, value.toByteArray());
}

} // namespace

XmlProlog readXmlProlog(QByteArrayView text)
{
    return Prolog(text).result();
}

} // namespace lectern
