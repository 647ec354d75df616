// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "formats/htmltag.h"

#include <QByteArray>
#include <QDate>
#include <QString>
#include <QUrl>

#include <vector>

namespace lectern {

/// What is known about a page besides its bytes.
struct PageHints
{
    /// Where the bytes came from, after all redirects; resolves relative addresses. Empty: what the
    /// page says (its canonical address, or where its feed is), if it does.
    QUrl base;
    QString contentType; ///< the HTTP header as it came, "text/html; charset=utf-8"; may be empty
    /// The bytes are what a browser has written of a live page (outerHTML), in UTF-8: every element
    /// has its end tag, so the tree is the browser's, element by element. What is in <noscript> is
    /// text there, since scripts ran.
    bool isRendered = false;
    /// The day it was fetched: "3 days ago" and "Nov 3" are dates of a page only with it. Invalid:
    /// unknown.
    QDate today = {};
};

/// Bounds of one page. What is beyond them is left out, and isCut() says so.
inline constexpr qsizetype maximumPageBytes = 20 * 1024 * 1024;
inline constexpr int maximumPageNodes = 1'000'000;
/// Elements nest no deeper, as in browsers; those beyond become children of the deepest.
inline constexpr int maximumPageDepth = 512;

/// A page as a tree, in the order of the page: a node's number is its place in it, and what is in
/// an element are the numbers up to its end. So subtrees are ranges, and nothing here recurses.
///
/// The tree is what browsers make of HTML as people write it: tags left out, crossed and unclosed.
/// Where they move text that stands wrongly inside a table, and repeat elements that were crossed,
/// it stays where it is: that changes the look of a page, hardly what it says. Takes time and
/// memory in proportion to the page, whatever it holds. Pure and thread-safe; copying is not cheap.
class HtmlDocument final
{
public:
    using Node = int; ///< an index; 0 is the root, which is no element of the page
    static constexpr Node none = -1;

    /// Any bytes are a page. Their encoding is what a byte order mark, the server or the page says,
    /// else UTF-8 or a guess. Error: Data/TooLarge (over maximumPageBytes).
    [[nodiscard]] static Result<HtmlDocument> read(const QByteArray &bytes,
                                                   const PageHints &hints = {});

    [[nodiscard]] int size() const { return static_cast<int>(m_nodes.size()); }
    [[nodiscard]] HtmlTag tag(Node node) const { return at(node).tag; }
    [[nodiscard]] bool isText(Node node) const { return at(node).tag == HtmlTag::Text; }
    /// none of the root.
    [[nodiscard]] Node parent(Node node) const { return at(node).parent; }
    /// One past the last node that is in it.
    [[nodiscard]] Node end(Node node) const { return at(node).end; }
    [[nodiscard]] Node firstChild(Node node) const
    {
        return node + 1 < at(node).end ? node + 1 : none;
    }
    [[nodiscard]] Node nextSibling(Node node) const
    {
        const Node parent = at(node).parent;
        return parent != none && at(node).end < at(parent).end ? at(node).end : none;
    }
    [[nodiscard]] bool contains(Node outer, Node inner) const
    {
        return inner >= outer && inner < at(outer).end;
    }

    /// UTF-8, references resolved; empty when there is none, or it is empty. `name` in lower case.
    [[nodiscard]] QByteArray attribute(Node node, QByteArrayView name) const;
    [[nodiscard]] bool hasAttribute(Node node, QByteArrayView name) const;
    /// As it stands in the page, with its references.
    [[nodiscard]] QByteArrayView rawAttribute(Node node, QByteArrayView name) const;
    /// Of a Text node, as it stands in the page.
    [[nodiscard]] QByteArrayView rawText(Node node) const;
    /// Of a Text node, references resolved.
    [[nodiscard]] QString ownText(Node node) const;

    /// What is between the tags of the first element of this kind; empty when there is none.
    [[nodiscard]] QString title() const { return m_title; }
    /// What relative addresses are relative to: the page's <base>, else where it came from.
    [[nodiscard]] const QUrl &base() const { return m_base; }
    /// Where it came from; may be empty.
    [[nodiscard]] const QUrl &address() const { return m_address; }
    /// BCP 47, as the page says it; may be empty.
    [[nodiscard]] QString language() const { return m_language; }
    /// PageHints::today.
    [[nodiscard]] const QDate &today() const { return m_today; }
    [[nodiscard]] bool isCut() const { return m_isCut; }

private:
    friend class HtmlTreeBuilder;

    struct Entry
    {
        Node parent = none;
        Node end = 0;
        int start = 0; ///< of its text in m_source
        int length = 0;
        int firstAttribute = 0;
        short attributeCount = 0;
        HtmlTag tag = HtmlTag::Other;
    };
    struct Attribute
    {
        int name = 0; ///< in m_source
        int value = 0;
        int valueLength = 0;
        short nameLength = 0;
    };

    [[nodiscard]] const Entry &at(Node node) const
    {
        return m_nodes[static_cast<std::size_t>(node)];
    }
    [[nodiscard]] QUrl saidAddress() const;
    [[nodiscard]] const Attribute *find(Node node, QByteArrayView name) const;
    [[nodiscard]] QByteArrayView slice(int start, int length) const
    {
        return QByteArrayView(m_source).sliced(start, length);
    }

    QByteArray m_source; ///< UTF-8
    std::vector<Entry> m_nodes;
    std::vector<Attribute> m_attributes;
    QString m_title;
    QString m_language;
    QUrl m_base;
    QUrl m_address;
    QDate m_today;
    bool m_isCut = false;
};

/// The bytes of a page as UTF-8. Their encoding is what a byte order mark, the server
/// (`contentType`, may be empty) or the page says, else UTF-8 or a guess.
[[nodiscard]] QByteArray decodedPage(const QByteArray &bytes, const QString &contentType = {});

/// UTF-8 of a page with its character references resolved.
[[nodiscard]] QByteArray withoutReferences(QByteArrayView utf8);

} // namespace lectern
