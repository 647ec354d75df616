// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/htmldocument.h"

#include <QList>

#include <optional>

namespace lectern {

/// The way to an element from the page's <html>, whose path is empty: its place among the child
/// elements of each one around it, as `children` counts them in a browser.
using ElementPath = QList<int>;

/// Leads from the elements of a document that was read from a live page (PageHints::isRendered) to
/// those of that page, and back. Made once for a document, which must outlive it, in time that
/// grows with its size. Immutable.
class ElementPaths final
{
public:
    using Node = HtmlDocument::Node;

    explicit ElementPaths(const HtmlDocument &document);

    /// Absent for texts, for the root, and for what is in no <html>.
    [[nodiscard]] std::optional<ElementPath> pathTo(Node node) const;
    /// The elements that [first, end) is made of, without those within others of them: a heading
    /// and the paragraphs after it.
    [[nodiscard]] QList<ElementPath> pathsIn(Node first, Node end) const;
    /// HtmlDocument::none when there is none there: the page has changed since.
    [[nodiscard]] Node elementAt(const ElementPath &path) const;

private:
    const HtmlDocument &m_document;
    Node m_html = HtmlDocument::none;
    std::vector<int> m_places; ///< of each node among the elements of its parent
};

} // namespace lectern
