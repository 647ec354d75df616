// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/htmldocument.h"
#include "formats/listdescription.h"
#include "formats/pageentries.h"

#include <memory>

namespace lectern {

/// A list of articles on a page.
struct PageList
{
    QString title; ///< the page's, as it says itself; plain text
    QList<PageEntry> entries; ///< in the order of the page, each address once
    /// How sure it is that these are the articles of the page: 0 to 1.
    double score = 0;
    ListDescription description;
};

/// Below this score a page is taken for one without a list: an article, a form, a portal.
inline constexpr double leastListScore = 0.36;

/// Finds the lists on a page without being told where they are: links in equal places, which look
/// like titles of articles, with dates, headings and texts of their own, are a list; what is like
/// it elsewhere on the page (a featured post, the next year) is part of it. Menus, sidebars,
/// footers, tags, links within texts and what is "popular" or "related" are not.
///
/// Takes a time that grows with the page, whatever it holds. Pure and thread-safe.
class PageLists final
{
public:
    /// `page` must outlive it.
    explicit PageLists(const HtmlDocument &page);
    ~PageLists();
    Q_DISABLE_COPY_MOVE(PageLists)

    /// The best first, at most `most`; none when no list of the page has leastListScore. Those
    /// after the first may have less.
    [[nodiscard]] QList<PageList> ranked(qsizetype most = 5) const;
    /// The list that an element or link belongs to, however little it looks like one: the reader
    /// has pointed at it. Absent when there is no link in it or near it.
    [[nodiscard]] std::optional<PageList> around(HtmlDocument::Node node) const;
    /// The list that was described from this page as it was then. Absent when the page has none
    /// that is like it: it was made anew, or is another one now.
    [[nodiscard]] std::optional<PageList> again(const ListDescription &description) const;

private:
    class Page;
    std::unique_ptr<Page> m_page;
};

} // namespace lectern
