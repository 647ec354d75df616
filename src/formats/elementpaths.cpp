// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/elementpaths.h"

#include <algorithm>

namespace lectern {

ElementPaths::ElementPaths(const HtmlDocument &document) : m_document(document)
{
    const auto count = static_cast<std::size_t>(document.size());
    m_places.resize(count);
    std::vector<int> elements(count); // in each node, so far
    for (Node node = 1; node < document.size(); ++node) {
        if (document.isText(node))
            continue;
        const Node parent = document.parent(node);
        m_places[static_cast<std::size_t>(node)] = elements[static_cast<std::size_t>(parent)]++;
        if (m_html == HtmlDocument::none && document.tag(node) == HtmlTag::Html)
            m_html = node;
    }
}

std::optional<ElementPath> ElementPaths::pathTo(Node node) const
{
    const bool isElement = m_html != HtmlDocument::none && node < m_document.size()
        && m_document.contains(m_html, node) && !m_document.isText(node);
    if (!isElement)
        return {};
    ElementPath path;
    for (Node outer = node; outer != m_html; outer = m_document.parent(outer))
        path.append(m_places[static_cast<std::size_t>(outer)]);
    std::reverse(path.begin(), path.end());
    return path;
}

QList<ElementPath> ElementPaths::pathsIn(Node first, Node end) const
{
    QList<ElementPath> paths;
    for (Node node = std::max(first, 1); node < std::min(end, m_document.size());) {
        if (const auto path = pathTo(node))
            paths.append(*path);
        node = m_document.end(node);
    }
    return paths;
}

ElementPaths::Node ElementPaths::elementAt(const ElementPath &path) const
{
    Node node = m_html;
    for (const int place : path) {
        if (node == HtmlDocument::none)
            break;
        Node child = m_document.firstChild(node);
        while (child != HtmlDocument::none
               && (m_document.isText(child) || m_places[static_cast<std::size_t>(child)] != place))
            child = m_document.nextSibling(child);
        node = child;
    }
    return node;
}

} // namespace lectern
