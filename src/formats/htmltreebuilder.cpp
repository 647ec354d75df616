// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/htmltreebuilder.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

namespace lectern {

namespace {

using Tag = HtmlTag;

constexpr int maximumAttributes = 100; ///< of one element
constexpr int shortMaximum = std::numeric_limits<short>::max();

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/// Of a name in any case; FNV-1a.
uint hashOf(QByteArrayView name)
{
    uint hash = 2166136261U;
    for (const char c : name) {
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
        hash = (hash ^ static_cast<uchar>(lower)) * 16777619U;
    }
    return hash;
}

/// Elements that may stand in a head; any other one begins the body.
bool isOfHead(Tag tag)
{
    switch (tag) {
    case Tag::Base:
    case Tag::Link:
    case Tag::Meta:
    case Tag::Noscript:
    case Tag::Script:
    case Tag::Style:
    case Tag::Template:
    case Tag::Title:
        return true;
    default:
        return false;
    }
}

/// Where the search for an open element ends: what is outside is another matter.
bool isScope(Tag tag)
{
    return tag == Tag::Td || tag == Tag::Th || tag == Tag::Caption || tag == Tag::Table
        || tag == Tag::Template;
}

} // namespace

HtmlTreeBuilder::HtmlTreeBuilder(HtmlDocument &document, bool isRendered)
    : m_document(document), m_isRendered(isRendered), m_text(document.m_source.constData()),
      m_size(document.m_source.size())
{
}

void HtmlTreeBuilder::build()
{
    // About as many as pages have.
    m_document.m_nodes.reserve(static_cast<std::size_t>(m_size / 20 + 16));
    m_document.m_attributes.reserve(static_cast<std::size_t>(m_size / 40 + 16));
    open(append(Tag::Other), Tag::Other, 0);
    while (m_at < m_size && !m_document.m_isCut) {
        const auto *const found = static_cast<const char *>(
            std::memchr(m_text + m_at, '<', static_cast<std::size_t>(m_size - m_at)));
        qsizetype end = found != nullptr ? found - m_text : m_size;
        // A "<" that begins no markup is text.
        const auto isMarkup = [this](qsizetype at) {
            const char next = at + 1 < m_size ? m_text[at + 1] : ' ';
            return isLetter(next) || next == '!' || next == '?' || next == '/';
        };
        while (end < m_size && !isMarkup(end)) {
            const auto *const next = static_cast<const char *>(
                std::memchr(m_text + end + 1, '<', static_cast<std::size_t>(m_size - end - 1)));
            end = next != nullptr ? next - m_text : m_size;
        }
        if (end > m_at)
            addText(m_at, end);
        m_at = end;
        if (m_at < m_size)
            readMarkup();
    }
    while (!m_open.empty())
        pop();
}

// --- The source -------------------------------------------------------------------------------

/// Goes on behind the tag, comment or declaration that begins here.
void HtmlTreeBuilder::readMarkup()
{
    const QByteArrayView rest(m_text + m_at, m_size - m_at);
    const auto skipPast = [&](QByteArrayView end, qsizetype from) {
        const qsizetype found = rest.indexOf(end, from);
        m_at = found < 0 ? m_size : m_at + found + end.size();
    };
    if (rest.startsWith("<!--")) {
        // "<!-->" is a whole one.
        if (rest.startsWith("<!-->"))
            m_at += 5;
        else
            skipPast("-->", 4);
    } else if (rest.startsWith("<![CDATA[") && m_openDrawings > 0) {
        skipPast("]]>", 9);
    } else if (rest[1] == '!' || rest[1] == '?') {
        skipPast(">", 1);
    } else if (rest[1] == '/') {
        readEndTag();
    } else {
        readStartTag();
    }
}

void HtmlTreeBuilder::addText(qsizetype start, qsizetype end)
{
    const bool isBlankOnly = std::all_of(m_text + start, m_text + end, isBlank);
    if (isBlankOnly && m_isBlankBefore)
        return;
    // Text in a head that nobody closed begins the body.
    if (m_open.back().node == m_head && !isBlankOnly && !m_isRendered)
        popTo(m_open.size() - 1);
    const Node node = append(Tag::Text);
    if (node == HtmlDocument::none)
        return;
    auto &entry = m_document.m_nodes.back();
    entry.start = static_cast<int>(start);
    entry.length = static_cast<int>(end - start);
    entry.end = node + 1;
    m_isBlankBefore = false;
}

/// An <image> is a picture; in what a browser has written it can only be one of a drawing, which
/// has content.
HtmlTag HtmlTreeBuilder::tagNamed(QByteArrayView name) const
{
    constexpr QByteArrayView image("image");
    const bool isOfDrawing = m_isRendered && name == image;
    return isOfDrawing ? Tag::Other : htmlTagNamed(name);
}

void HtmlTreeBuilder::readStartTag()
{
    const qsizetype nameStart = m_at + 1;
    qsizetype i = nameStart;
    while (i < m_size && !isBlank(m_text[i]) && m_text[i] != '/' && m_text[i] != '>')
        ++i;
    const QByteArrayView name(m_text + nameStart, i - nameStart);
    const Tag tag = tagNamed(name);
    m_at = i;
    m_linkToReopen = HtmlDocument::none;

    // A second one only says more of the first.
    const bool isRepeated = !m_isRendered
        && ((tag == Tag::Html && m_open.size() > 1)
            || (tag == Tag::Body && m_body != HtmlDocument::none)
            || (tag == Tag::Head && m_head != HtmlDocument::none));
    if (isRepeated) {
        bool isSelfClosed = false;
        readAttributes(HtmlDocument::none, isSelfClosed);
        return;
    }
    if (!m_isRendered)
        closeWhatEnds(tag);
    const Node node = append(tag);
    if (node == HtmlDocument::none)
        return;
    if (tag == Tag::Other) {
        m_document.m_nodes.back().start = static_cast<int>(nameStart);
        m_document.m_nodes.back().length = static_cast<int>(name.size());
    }
    bool isSelfClosed = false;
    readAttributes(node, isSelfClosed);
    if (tag == Tag::Head)
        m_head = node;
    if (tag == Tag::Body)
        m_body = node;
    const bool isDrawing = m_openDrawings > 0 || tag == Tag::Svg;
    const bool isEmpty = isVoidTag(tag) || (isSelfClosed && isDrawing);
    if (isEmpty) {
        m_document.m_nodes.back().end = node + 1;
        if (isBlockTag(tag) || tag == Tag::Br)
            m_isBlankBefore = true;
        return;
    }
    if (!isPhraseTag(tag))
        m_isBlankBefore = true;
    if (isRawTextTag(tag) || (tag == Tag::Noscript && m_isRendered)) {
        readRawText(tag, nameStart, name.size());
        return;
    }
    if (m_open.size() >= static_cast<std::size_t>(maximumPageDepth)) {
        m_document.m_nodes.back().end = node + 1;
        ++m_tooDeep;
        return;
    }
    open(node, tag, tag == Tag::Other ? hashOf(name) : 0);
    if (m_linkToReopen != HtmlDocument::none)
        reopenLink();
}

void HtmlTreeBuilder::readEndTag()
{
    const qsizetype nameStart = m_at + 2;
    qsizetype i = nameStart;
    while (i < m_size && !isBlank(m_text[i]) && m_text[i] != '/' && m_text[i] != '>')
        ++i;
    const QByteArrayView name(m_text + nameStart, i - nameStart);
    while (i < m_size && m_text[i] != '>')
        ++i;
    m_at = std::min(m_size, i + 1);
    const Tag tag = tagNamed(name);
    const bool isKeptOpen = !m_isRendered && (tag == Tag::Html || tag == Tag::Body);
    if (name.isEmpty() || isKeptOpen || isVoidTag(tag))
        return;
    if (m_tooDeep > 0) {
        --m_tooDeep;
        return;
    }
    close(tag == Tag::Other ? hashOf(name) : 0, tag);
    if (!isPhraseTag(tag))
        m_isBlankBefore = true;
}

/// The content of an element that knows no markup, as one text.
void HtmlTreeBuilder::readRawText(HtmlTag tag, qsizetype nameStart, qsizetype nameLength)
{
    const Node node = m_document.size() - 1;
    const qsizetype start = m_at;
    qsizetype end = m_size;
    qsizetype next = m_size;
    for (qsizetype i = start; i < m_size;) {
        const auto *const found = static_cast<const char *>(
            std::memchr(m_text + i, '<', static_cast<std::size_t>(m_size - i)));
        if (found == nullptr)
            break;
        i = found - m_text;
        const qsizetype afterName = i + 2 + nameLength;
        const bool isEnd = afterName <= m_size && m_text[i + 1] == '/'
            && qstrnicmp(m_text + i + 2, nameLength, m_text + nameStart, nameLength) == 0
            && (afterName == m_size || isBlank(m_text[afterName]) || m_text[afterName] == '>'
                || m_text[afterName] == '/');
        if (isEnd) {
            end = i;
            const qsizetype close = QByteArrayView(m_text, m_size).indexOf('>', afterName);
            next = close < 0 ? m_size : close + 1;
            break;
        }
        ++i;
    }
    m_at = next;
    // Nobody reads style sheets here.
    const bool isKept = end > start && tag != Tag::Style && tag != Tag::Iframe;
    if (isKept) {
        const auto depth = m_document.m_nodes.size();
        const Node text = append(Tag::Text);
        if (text != HtmlDocument::none) {
            auto &entry = m_document.m_nodes[depth];
            entry.parent = node;
            entry.start = static_cast<int>(start);
            entry.length = static_cast<int>(end - start);
            entry.end = text + 1;
        }
    }
    m_document.m_nodes[static_cast<std::size_t>(node)].end = m_document.size();
}

/// Reads up to behind the ">". With `node` none nothing is kept.
void HtmlTreeBuilder::readAttributes(Node node, bool &isSelfClosed)
{
    auto &attributes = m_document.m_attributes;
    const std::size_t first = attributes.size();
    qsizetype i = m_at;
    while (i < m_size && m_text[i] != '>') {
        if (isBlank(m_text[i]) || m_text[i] == '/') {
            isSelfClosed = m_text[i] == '/';
            ++i;
            continue;
        }
        isSelfClosed = false;
        HtmlDocument::Attribute attribute;
        const qsizetype nameStart = i;
        ++i; // a "=" that begins a name is part of it
        while (i < m_size && !isBlank(m_text[i]) && m_text[i] != '/' && m_text[i] != '>'
               && m_text[i] != '=')
            ++i;
        const qsizetype nameLength = i - nameStart;
        while (i < m_size && isBlank(m_text[i]))
            ++i;
        if (i < m_size && m_text[i] == '=') {
            ++i;
            while (i < m_size && isBlank(m_text[i]))
                ++i;
            const char quote = i < m_size ? m_text[i] : '>';
            if (quote == '"' || quote == '\'') {
                const auto *const close = static_cast<const char *>(
                    std::memchr(m_text + i + 1, quote, static_cast<std::size_t>(m_size - i - 1)));
                const qsizetype end = close != nullptr ? close - m_text : m_size;
                attribute.value = static_cast<int>(i + 1);
                attribute.valueLength = static_cast<int>(end - i - 1);
                i = std::min(m_size, end + 1);
            } else {
                const qsizetype start = i;
                while (i < m_size && !isBlank(m_text[i]) && m_text[i] != '>')
                    ++i;
                attribute.value = static_cast<int>(start);
                attribute.valueLength = static_cast<int>(i - start);
            }
        }
        const bool isKept = node != HtmlDocument::none && nameLength <= shortMaximum
            && attributes.size() - first < maximumAttributes;
        if (isKept) {
            attribute.name = static_cast<int>(nameStart);
            attribute.nameLength = static_cast<short>(nameLength);
            attributes.push_back(attribute);
        }
    }
    m_at = std::min(m_size, i + 1);
    if (node != HtmlDocument::none) {
        auto &entry = m_document.m_nodes[static_cast<std::size_t>(node)];
        entry.firstAttribute = static_cast<int>(first);
        entry.attributeCount = static_cast<short>(attributes.size() - first);
    }
}

// --- The tree ---------------------------------------------------------------------------------

/// A new last node; none when there are too many.
HtmlDocument::Node HtmlTreeBuilder::append(HtmlTag tag)
{
    if (m_document.size() >= maximumPageNodes) {
        m_document.m_isCut = true;
        return HtmlDocument::none;
    }
    HtmlDocument::Entry entry;
    entry.parent = m_open.empty() ? HtmlDocument::none : m_open.back().node;
    entry.tag = tag;
    m_document.m_nodes.push_back(entry);
    return m_document.size() - 1;
}

void HtmlTreeBuilder::open(Node node, HtmlTag tag, uint name)
{
    m_open.push_back({node, tag, name});
    m_openParagraphs += tag == Tag::P ? 1 : 0;
    m_openLinks += tag == Tag::A ? 1 : 0;
    m_openDrawings += tag == Tag::Svg ? 1 : 0;
}

void HtmlTreeBuilder::pop()
{
    const OpenElement element = m_open.back();
    m_open.pop_back();
    m_document.m_nodes[static_cast<std::size_t>(element.node)].end = m_document.size();
    m_openParagraphs -= element.tag == Tag::P ? 1 : 0;
    m_openLinks -= element.tag == Tag::A ? 1 : 0;
    m_openDrawings -= element.tag == Tag::Svg ? 1 : 0;
}

void HtmlTreeBuilder::popTo(std::size_t index)
{
    while (m_open.size() > index)
        pop();
    while (m_open.size() > 1 && m_open.back().isDone)
        pop();
}

/// An end tag. One that nobody opened means nothing.
void HtmlTreeBuilder::close(uint name, HtmlTag tag)
{
    bool isCrossing = false;
    for (std::size_t i = m_open.size() - 1; i > 0; --i) {
        const OpenElement &element = m_open[i];
        const bool isSame = isHeadingTag(tag) && !m_isRendered
            ? isHeadingTag(element.tag)
            : element.tag == tag && element.name == name;
        if (m_isRendered) {
            if (!isSame)
                continue;
            popTo(i);
            return;
        }
        if (isSame && !element.isDone) {
            // Blocks in it stay open, and what else is in them still is: the element ends with
            // them.
            if (isCrossing && isPhraseTag(tag))
                m_open[i].isDone = true;
            else
                popTo(i);
            return;
        }
        if (isScope(element.tag) && !isTableTag(tag))
            return;
        const bool isOuterList =
            tag == Tag::Li && (element.tag == Tag::Ul || element.tag == Tag::Ol);
        if (isOuterList || element.tag == Tag::Body)
            return;
        // The row of an outer table.
        if (element.tag == Tag::Table && tag != Tag::Table)
            return;
        isCrossing = isCrossing || !isPhraseTag(element.tag);
    }
}

/// Closes what cannot go on once an element of this kind begins.
void HtmlTreeBuilder::closeWhatEnds(HtmlTag next)
{
    if (m_open.back().node == m_head && !isOfHead(next))
        popTo(m_open.size() - 1);
    if (isBlockTag(next) && m_openParagraphs > 0)
        closeParagraph();
    switch (next) {
    case Tag::A:
        if (m_openLinks > 0)
            closeLink();
        break;
    case Tag::Body:
        popTo(std::min<std::size_t>(m_open.size(),
                                    m_open.size() > 1 && m_open[1].tag == Tag::Html ? 2U : 1U));
        break;
    case Tag::Li:
    case Tag::Dd:
    case Tag::Dt:
        closeItem(next);
        break;
    case Tag::Option:
    case Tag::Optgroup:
        if (m_open.back().tag == Tag::Option)
            popTo(m_open.size() - 1);
        break;
    case Tag::H1:
    case Tag::H2:
    case Tag::H3:
    case Tag::H4:
    case Tag::H5:
    case Tag::H6:
        if (isHeadingTag(m_open.back().tag))
            popTo(m_open.size() - 1);
        break;
    case Tag::Tbody:
    case Tag::Thead:
    case Tag::Tfoot:
    case Tag::Tr:
    case Tag::Td:
    case Tag::Th:
        closeTableParts(next);
        break;
    default:
        break;
    }
}

void HtmlTreeBuilder::closeParagraph()
{
    Node link = HtmlDocument::none;
    for (std::size_t i = m_open.size() - 1; i > 0; --i) {
        if (m_open[i].tag == Tag::A && !m_open[i].isDone)
            link = m_open[i].node;
        if (m_open[i].tag == Tag::P) {
            popTo(i);
            m_linkToReopen = link;
            return;
        }
        if (isScope(m_open[i].tag) || m_open[i].tag == Tag::Button)
            return;
    }
}

/// "<p><a href=…><h2>Title</h2></a>": a heading ends the paragraph, and is a link nevertheless.
void HtmlTreeBuilder::reopenLink()
{
    const Node former = std::exchange(m_linkToReopen, HtmlDocument::none);
    if (m_open.size() >= static_cast<std::size_t>(maximumPageDepth))
        return;
    const Node node = append(Tag::A);
    if (node == HtmlDocument::none)
        return;
    const auto &from = m_document.m_nodes[static_cast<std::size_t>(former)];
    auto &to = m_document.m_nodes.back();
    to.firstAttribute = from.firstAttribute;
    to.attributeCount = from.attributeCount;
    open(node, Tag::A, 0);
}

/// An item ends where the next of the same list begins.
void HtmlTreeBuilder::closeItem(HtmlTag next)
{
    for (std::size_t i = m_open.size() - 1; i > 0; --i) {
        const Tag tag = m_open[i].tag;
        const bool isSame = next == Tag::Li ? tag == Tag::Li : tag == Tag::Dd || tag == Tag::Dt;
        if (isSame) {
            popTo(i);
            return;
        }
        const bool isThrough =
            isPhraseTag(tag) || tag == Tag::Address || tag == Tag::Div || tag == Tag::P;
        if (!isThrough)
            return;
    }
}

void HtmlTreeBuilder::closeTableParts(HtmlTag next)
{
    const auto rank = [](Tag tag) {
        switch (tag) {
        case Tag::Tbody:
        case Tag::Thead:
        case Tag::Tfoot:
            return 1;
        case Tag::Tr:
            return 2;
        case Tag::Td:
        case Tag::Th:
            return 3;
        default:
            return 0;
        }
    };
    std::size_t from = m_open.size();
    for (std::size_t i = m_open.size() - 1; i > 0 && m_open[i].tag != Tag::Table; --i) {
        if (rank(m_open[i].tag) >= rank(next))
            from = i;
    }
    if (from < m_open.size())
        popTo(from);
}

/// Links do not stand in links.
void HtmlTreeBuilder::closeLink()
{
    bool isCrossing = false;
    for (std::size_t i = m_open.size() - 1; i > 0; --i) {
        OpenElement &element = m_open[i];
        if (element.tag == Tag::A && !element.isDone) {
            if (isCrossing)
                element.isDone = true;
            else
                popTo(i);
            return;
        }
        if (isScope(element.tag))
            return;
        isCrossing = isCrossing || !isPhraseTag(element.tag);
    }
}

} // namespace lectern
