// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/xmlrepair.h"

#include "formats/htmlentities.h"
#include "formats/iconvdecoder.h"

#include <QList>
#include <QString>

#include <algorithm>
#include <array>

namespace lectern {

namespace {

// A "<" whose tag has more than this, or does not end within reach, is no tag: looking further for
// the end of each would take time in proportion to the square of the document.
constexpr qsizetype maximumAttributes = 100;
constexpr qsizetype longestTag = 64 * 1024;
constexpr qsizetype longestReference = 40;

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool isNameStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool isNameCharacter(char c)
{
    return isNameStart(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':';
}

template <std::size_t Count>
bool isAmong(const QByteArray &name, const std::array<QByteArrayView, Count> &names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// An item or one like it: it can't be inside another one.
bool isItem(const QByteArray &name)
{
    static constexpr std::array<QByteArrayView, 2> names = {"item", "entry"};
    return isAmong(name, names);
}

/// Elements of feeds that hold a line of text and no other field.
bool isShortField(const QByteArray &name)
{
    static constexpr std::array<QByteArrayView, 32> names = {
        "title",     "link",       "guid",       "id",        "pubdate",        "comments",
        "ttl",       "language",   "copyright",  "generator", "docs",           "lastbuilddate",
        "webmaster", "name",       "email",      "uri",       "published",      "updated",
        "issued",    "modified",   "created",    "rating",    "managingeditor", "category",
        "dc:date",   "dc:creator", "dc:subject", "dc:title",  "dc:publisher",   "dc:language",
        "dc:rights", "dc:source"};
    return isAmong(name, names);
}

/// Elements of feeds that hold text of any length, which may be HTML.
bool isLongField(const QByteArray &name)
{
    static constexpr std::array<QByteArrayView, 8> names = {
        "description", "summary",        "content", "content:encoded",
        "subtitle",    "dc:description", "tagline", "itunes:summary"};
    return isAmong(name, names);
}

/// Fields that HTML has no element for, so that they can't belong to the text they stand in.
bool isFieldUnknownToHtml(const QByteArray &name)
{
    return name != "title" && name != "link"
        && (isShortField(name) || isLongField(name) || name == "enclosure" || name == "author");
}

/// Elements of HTML that have no end tag.
bool isVoid(const QByteArray &name)
{
    static constexpr std::array<QByteArrayView, 10> names = {
        "br", "img", "hr", "input", "meta", "area", "base", "embed", "param", "wbr"};
    return isAmong(name, names);
}

class Repair final
{
public:
    Repair(QByteArrayView xml, const QHash<QByteArray, QByteArray> &entities, qsizetype depth)
        : m_xml(xml), m_entities(entities), m_maximumDepth(depth)
    {
        m_out.reserve(xml.size() + xml.size() / 16);
    }

    QByteArray result();

private:
    struct Open
    {
        QByteArray written; ///< as in the document
        QByteArray name; ///< in lower case
        qsizetype field = -1; ///< the depth of the field it is or stands in; -1: none
        qsizetype item = -1; ///< the same for items
    };
    struct Tag
    {
        QByteArray written;
        QByteArray attributes; ///< ready to be written, with a blank before each
        bool isEmpty = false;
        qsizetype end = -1; ///< behind its ">"; -1: this is no tag
    };

    void readMarkup();
    void readCdata();
    void readStartTag();
    void readEndTag();
    /// Calls `take` with the name and value of each attribute of the tag at `start`.
    template <typename Take>
    [[nodiscard]] Tag scanTag(qsizetype start, const Take &take) const;
    [[nodiscard]] Tag tagAt(qsizetype start);
    void open(const Tag &tag);
    void closeTo(qsizetype depth);
    void closeForField(const QByteArray &name);
    /// The depth of the field that is open; -1 when none is.
    [[nodiscard]] qsizetype innermostField() const;
    [[nodiscard]] qsizetype innermostItem() const;
    [[nodiscard]] qsizetype endAfter(QByteArrayView terminator, qsizetype from) const;
    void addText(QByteArrayView text) { appendText(text, m_out); }
    void appendText(QByteArrayView text, QByteArray &out);
    /// What the "&" at `at` stands for, escaped, and how many bytes that takes in the document.
    [[nodiscard]] std::pair<QByteArray, qsizetype> referenceAt(QByteArrayView text, qsizetype at);

    const QByteArrayView m_xml;
    const QHash<QByteArray, QByteArray> &m_entities;
    const qsizetype m_maximumDepth;
    qsizetype m_at = 0;
    QList<Open> m_open;
    QByteArray m_out;
    qsizetype m_grown = 0; ///< by the document's own entities
    bool m_isOver = false; ///< the first element is closed: what follows belongs to nothing
};

void appendClean(QByteArrayView text, QByteArray &out)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        // U+FFFE and U+FFFF are no characters of XML.
        const bool isNonCharacter = c == 0xEF && i + 2 < text.size()
            && static_cast<unsigned char>(text[i + 1]) == 0xBF
            && static_cast<unsigned char>(text[i + 2]) >= 0xBE;
        if (isNonCharacter)
            i += 2;
        else if (c >= 0x20 || c == '\t' || c == '\n' || c == '\r')
            out += text[i];
    }
}

QByteArray escaped(QByteArrayView text)
{
    QByteArray out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else
            out += c;
    }
    return out;
}

bool isXmlCharacter(uint code)
{
    return code == 0x09 || code == 0x0A || code == 0x0D || (code >= 0x20 && code <= 0xD7FF)
        || (code >= 0xE000 && code <= 0xFFFD) || (code >= 0x10000 && code <= 0x10FFFF);
}

QByteArray Repair::result()
{
    while (m_at < m_xml.size() && !m_isOver) {
        if (m_xml[m_at] == '<') {
            readMarkup();
        } else {
            const qsizetype next = m_xml.indexOf('<', m_at);
            const qsizetype end = next < 0 ? m_xml.size() : next;
            addText(m_xml.sliced(m_at, end - m_at));
            m_at = end;
        }
    }
    closeTo(0);
    return m_out;
}

qsizetype Repair::endAfter(QByteArrayView terminator, qsizetype from) const
{
    const qsizetype found = m_xml.indexOf(terminator, std::min(from, m_xml.size()));
    return found < 0 ? m_xml.size() : found + terminator.size();
}

void Repair::readMarkup()
{
    const QByteArrayView rest = m_xml.sliced(m_at);
    if (rest.startsWith("<![CDATA["))
        readCdata();
    else if (rest.startsWith("<!--"))
        m_at = endAfter("-->", m_at + 4);
    else if (rest.startsWith("<?") || rest.startsWith("<!"))
        m_at = endAfter(">", m_at + 2);
    else if (rest.startsWith("</"))
        readEndTag();
    else
        readStartTag();
}

void Repair::readCdata()
{
    const qsizetype begin = m_at + 9;
    qsizetype end = m_xml.indexOf("]]>", begin);
    m_at = end + 3;
    if (end < 0) {
        // Never closed: it ends with the field it is in.
        const QByteArray endTag = m_open.isEmpty() ? "</" : "</" + m_open.last().written;
        end = m_xml.indexOf(endTag, begin);
        if (end < 0)
            end = m_xml.size();
        m_at = end;
    }
    m_out += "<![CDATA[";
    appendClean(m_xml.sliced(begin, end - begin), m_out);
    m_out += "]]>";
}

template <typename Take>
Repair::Tag Repair::scanTag(qsizetype start, const Take &take) const
{
    Tag tag;
    qsizetype i = start + 1;
    const qsizetype size = std::min(m_xml.size(), start + longestTag);
    while (i < size && isNameCharacter(m_xml[i]))
        ++i;
    if (i == start + 1 || !isNameStart(m_xml[start + 1]))
        return tag;
    const qsizetype nameEnd = i;
    for (qsizetype count = 0; count <= maximumAttributes; ++count) {
        while (i < size && (isBlank(m_xml[i]) || m_xml[i] == '/')) {
            tag.isEmpty = m_xml[i] == '/';
            ++i;
        }
        if (i >= size || m_xml[i] == '<')
            return tag; // cut off, or no tag at all
        if (m_xml[i] == '>') {
            tag.written = m_xml.sliced(start + 1, nameEnd - start - 1).toByteArray();
            tag.end = i + 1;
            return tag;
        }
        tag.isEmpty = false;
        const qsizetype nameStart = i;
        while (i < size && isNameCharacter(m_xml[i]))
            ++i;
        if (i == nameStart) {
            ++i; // a stray character between attributes
            continue;
        }
        const QByteArrayView name = m_xml.sliced(nameStart, i - nameStart);
        while (i < size && isBlank(m_xml[i]))
            ++i;
        QByteArrayView value = name;
        if (i < size && m_xml[i] == '=') {
            ++i;
            while (i < size && isBlank(m_xml[i]))
                ++i;
            if (i >= size)
                return tag;
            const qsizetype valueStart = m_xml[i] == '"' || m_xml[i] == '\'' ? i + 1 : i;
            if (valueStart > i) {
                const qsizetype close = m_xml.first(size).indexOf(m_xml[i], valueStart);
                if (close < 0)
                    return tag;
                value = m_xml.sliced(valueStart, close - valueStart);
                i = close + 1;
                // A tag within the value: its quote was forgotten, and it ended before.
                const qsizetype inner = value.indexOf('<');
                const qsizetype end = inner < 0 ? -1 : value.first(inner).indexOf('>');
                if (end >= 0) {
                    value = value.first(end);
                    i = valueStart + end;
                }
            } else {
                while (i < size && !isBlank(m_xml[i]) && m_xml[i] != '>' && m_xml[i] != '<')
                    ++i;
                value = m_xml.sliced(valueStart, i - valueStart);
            }
        }
        take(name, value);
    }
    return tag;
}

Repair::Tag Repair::tagAt(qsizetype start)
{
    // Where it ends first: most that is no tag is found out without building anything.
    Tag tag = scanTag(start, [](QByteArrayView, QByteArrayView) {});
    if (tag.end < 0)
        return tag;
    QList<QByteArrayView> names;
    QByteArray attributes;
    const Tag again = scanTag(start, [&](QByteArrayView name, QByteArrayView value) {
        if (!isNameStart(name.front()) || names.contains(name))
            return;
        names.append(name);
        attributes += ' ';
        attributes += name;
        attributes += "=\"";
        appendText(value, attributes);
        attributes += '"';
    });
    tag.attributes = attributes;
    tag.isEmpty = again.isEmpty;
    return tag;
}

void Repair::readStartTag()
{
    const Tag tag = tagAt(m_at);
    if (tag.end < 0) {
        addText("<");
        ++m_at;
        return;
    }
    m_at = tag.end;
    open(tag);
}

void Repair::open(const Tag &tag)
{
    const QByteArray name = tag.written.toLower();
    closeForField(name);
    if (m_open.size() >= m_maximumDepth)
        return;
    m_out += '<' + tag.written + tag.attributes;
    if (tag.isEmpty || (isVoid(name) && innermostField() >= 0)) {
        m_out += "/>";
        m_isOver = m_open.isEmpty();
        return;
    }
    m_out += '>';
    const qsizetype depth = m_open.size();
    Open opened{tag.written, name, innermostField(), innermostItem()};
    if (isShortField(name) || isLongField(name))
        opened.field = depth;
    else if (isItem(name))
        opened.item = depth;
    m_open.append(opened);
}

qsizetype Repair::innermostField() const
{
    return m_open.isEmpty() ? -1 : m_open.last().field;
}

qsizetype Repair::innermostItem() const
{
    return m_open.isEmpty() ? -1 : m_open.last().item;
}

/// Closes what can't go on when an element of that name begins.
void Repair::closeForField(const QByteArray &name)
{
    if (isItem(name) && innermostItem() >= 0) {
        closeTo(innermostItem());
        return;
    }
    const qsizetype field = innermostField();
    if (field < 0)
        return;
    const bool isShort = isShortField(m_open.at(field).name);
    const bool ends = isItem(name) || isFieldUnknownToHtml(name)
        || (isShort && (name == "title" || name == "link"));
    if (ends)
        closeTo(field);
}

void Repair::readEndTag()
{
    qsizetype i = m_at + 2;
    while (i < m_xml.size() && isNameCharacter(m_xml[i]))
        ++i;
    const QByteArray name = m_xml.sliced(m_at + 2, i - m_at - 2).toByteArray().toLower();
    if (name.isEmpty()) {
        addText("<");
        ++m_at;
        return;
    }
    while (i < m_xml.size() && m_xml[i] != '>' && m_xml[i] != '<')
        ++i;
    m_at = i < m_xml.size() && m_xml[i] == '>' ? i + 1 : i;
    // An end tag of the text within a field must not close what the field stands in.
    const qsizetype field = innermostField();
    for (qsizetype depth = m_open.size() - 1; depth >= 0; --depth) {
        if (m_open.at(depth).name != name)
            continue;
        const bool isStructure = isItem(name) || name == "channel" || name == "rss"
            || name == "feed" || name == "rdf:rdf" || isLongField(name) || isShortField(name);
        if (depth >= field || isStructure)
            closeTo(depth);
        break;
    }
    m_isOver = m_open.isEmpty();
}

void Repair::closeTo(qsizetype depth)
{
    while (m_open.size() > depth)
        m_out += "</" + m_open.takeLast().written + '>';
}

void Repair::appendText(QByteArrayView text, QByteArray &out)
{
    qsizetype from = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c != '&' && c != '<' && c != '>' && c != '"')
            continue;
        appendClean(text.sliced(from, i - from), out);
        from = i + 1;
        if (c == '<') {
            out += "&lt;";
        } else if (c == '>') {
            out += "&gt;";
        } else if (c == '"') {
            out += "&quot;";
        } else {
            const auto [replacement, length] = referenceAt(text, i);
            out += replacement;
            from = i + length;
            i = from - 1;
        }
    }
    appendClean(text.sliced(from), out);
}

std::pair<QByteArray, qsizetype> Repair::referenceAt(QByteArrayView text, qsizetype at)
{
    const std::pair<QByteArray, qsizetype> bare("&amp;", 1);
    const QByteArrayView ahead =
        text.sliced(at + 1, std::min(longestReference, text.size() - at - 1));
    if (ahead.isEmpty())
        return bare;
    if (ahead.front() == '#') {
        const bool isHex = ahead.size() > 1 && (ahead[1] == 'x' || ahead[1] == 'X');
        const auto isDigit = [isHex](char c) {
            return (c >= '0' && c <= '9')
                || (isHex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
        };
        const qsizetype start = isHex ? 2 : 1;
        qsizetype i = start;
        while (i < ahead.size() && isDigit(ahead[i]))
            ++i;
        if (i == start)
            return bare;
        const uint code = ahead.sliced(start, i - start).toUInt(nullptr, isHex ? 16 : 10);
        const qsizetype length = 1 + i + (i < ahead.size() && ahead[i] == ';' ? 1 : 0);
        // What is no character at all goes without a trace, as the raw control characters do.
        return {isXmlCharacter(code) ? "&#" + QByteArray::number(code) + ';' : QByteArray(),
                length};
    }
    qsizetype i = 0;
    while (i < ahead.size() && isNameCharacter(ahead[i]) && ahead[i] != ':')
        ++i;
    if (i == 0 || i >= ahead.size() || ahead[i] != ';')
        return bare;
    const QByteArray name = ahead.first(i).toByteArray();
    if (name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos")
        return {'&' + name + ';', i + 2};
    const auto own = m_entities.constFind(name);
    if (own != m_entities.cend()) {
        // A text may be repeated, but not until it outgrows the document.
        m_grown += own->size();
        if (m_grown > m_xml.size())
            return bare;
        return {own->startsWith("&#") ? *own : escaped(*own), i + 2};
    }
    const QByteArray character = htmlEntity(name);
    if (!character.isEmpty())
        return {escaped(character), i + 2};
    return bare;
}

} // namespace

QByteArray repairedXml(QByteArrayView xml, const QHash<QByteArray, QByteArray> &entities,
                       qsizetype maximumDepth)
{
    return Repair(xml, entities, maximumDepth).result();
}

} // namespace lectern
