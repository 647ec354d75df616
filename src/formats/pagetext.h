// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/htmldocument.h"

#include <vector>

namespace lectern {

/// Which part of a page something stands in, as far as its markup tells.
enum class PageRegion : unsigned char {
    Content,
    Header, ///< of the page, not of an article in it
    Aside, ///< sidebars, boxes of what is popular or related
    Nav,
    Footer, ///< of the page
};

/// What can be read on a page, and where it stands. Made once for a document, which must outlive
/// it, in time that grows with its size; then it answers at once how much there is to read in a
/// node. Immutable.
class PageText final
{
public:
    using Node = HtmlDocument::Node;

    explicit PageText(const HtmlDocument &document);

    [[nodiscard]] const HtmlDocument &document() const { return m_document; }
    /// Scripts, drawings, what is only for screen readers, what is marked as hidden.
    [[nodiscard]] bool isHidden(Node node) const { return m_marks[index(node)].isHidden; }
    [[nodiscard]] PageRegion region(Node node) const { return m_marks[index(node)].region; }
    [[nodiscard]] int depth(Node node) const { return m_marks[index(node)].depth; }

    /// Visible characters but white space in [first, end).
    [[nodiscard]] int length(Node first, Node end) const
    {
        return m_lengths[index(end)] - m_lengths[index(first)];
    }
    [[nodiscard]] int length(Node node) const { return length(node, m_document.end(node)); }
    /// All there is outside of navigation, sidebars and footers.
    [[nodiscard]] int contentLength() const { return m_contentLength; }

    /// The visible text of [first, end) on one line. Blocks are parted by a blank, inline elements
    /// by nothing. At most `most` characters of it, cut anywhere.
    [[nodiscard]] QString text(Node first, Node end, qsizetype most = 2000) const;
    [[nodiscard]] QString textOf(Node node, qsizetype most = 2000) const
    {
        return text(node, m_document.end(node), most);
    }

private:
    struct Mark
    {
        short depth = 0;
        PageRegion region = PageRegion::Content;
        bool isHidden = false;
        bool isInEntry = false; ///< where a header or footer is that of an article
    };
    [[nodiscard]] static std::size_t index(Node node) { return static_cast<std::size_t>(node); }
    void countEdges();
    [[nodiscard]] bool isHiddenElement(Node node) const;
    void placeElement(Node node, Mark &mark) const;

    const HtmlDocument &m_document;
    std::vector<Mark> m_marks;
    std::vector<int> m_lengths; ///< visible characters before each node, and at last all of them
    int m_contentLength = 0;
    int m_headers = 0;
    int m_footers = 0;
    Node m_lastFooter = HtmlDocument::none;
};

/// Whether one of the words that a class or id is made of ("left-sidebar", "siteFooter") is in
/// `words`, which are in lower case.
[[nodiscard]] bool hasNamePart(QByteArrayView names, std::initializer_list<QByteArrayView> words);

} // namespace lectern
