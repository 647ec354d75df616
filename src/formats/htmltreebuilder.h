// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/htmldocument.h"

namespace lectern {

/// Makes the tree of an HtmlDocument out of its source, in one pass. What browsers do with tags
/// that are left out, crossed or never closed is in the HTML standard, section 13.2.6; this is the
/// part of it that changes where things belong. Lives as long as one page is read.
class HtmlTreeBuilder final
{
public:
    /// `document` has its source; it must outlive the builder. `isRendered` as in PageHints: no end
    /// tag was left out, and whatever stands in something else belongs there.
    HtmlTreeBuilder(HtmlDocument &document, bool isRendered);

    void build();

private:
    using Node = HtmlDocument::Node;

    struct OpenElement
    {
        Node node = HtmlDocument::none;
        HtmlTag tag = HtmlTag::Other;
        uint name = 0; ///< a hash, for those that are Other
        /// Was closed while elements in it stayed open, and ends with them.
        bool isDone = false;
    };

    void readMarkup();
    [[nodiscard]] HtmlTag tagNamed(QByteArrayView name) const;
    void readStartTag();
    void readEndTag();
    void readRawText(HtmlTag tag, qsizetype nameStart, qsizetype nameLength);
    void readAttributes(Node node, bool &isSelfClosed);
    void addText(qsizetype start, qsizetype end);

    Node append(HtmlTag tag);
    void open(Node node, HtmlTag tag, uint name);
    void close(uint name, HtmlTag tag);
    void pop();
    void popTo(std::size_t index);
    void closeWhatEnds(HtmlTag next);
    void closeParagraph();
    void closeItem(HtmlTag next);
    void closeTableParts(HtmlTag next);
    void closeLink();
    void reopenLink();

    HtmlDocument &m_document;
    const bool m_isRendered;
    const char *m_text;
    qsizetype m_size;
    qsizetype m_at = 0;
    std::vector<OpenElement> m_open; ///< the root first
    int m_tooDeep = 0; ///< elements that were not opened for their depth
    int m_openParagraphs = 0;
    int m_openLinks = 0;
    int m_openDrawings = 0;
    Node m_head = HtmlDocument::none;
    Node m_body = HtmlDocument::none;
    /// A link that ended with the paragraph around it, and goes on in the block that ended that.
    Node m_linkToReopen = HtmlDocument::none;
    bool m_isBlankBefore = true; ///< white space means nothing where a block begins or has ended
};

} // namespace lectern
