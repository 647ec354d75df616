// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/pageaddress.h"
#include "formats/pagedates.h"
#include "formats/pagetext.h"

#include <QHash>

#include <vector>

namespace lectern {

/// What a heading says of the list below it.
enum class LabelMeaning : unsigned char {
    Nothing,
    Posts, ///< "Latest posts"
    Things, ///< "Projects", "Talks": no articles, unless they look like articles of the site
    Other, ///< "Popular", "Tags": not what is new here
};
[[nodiscard]] LabelMeaning meaningOf(const QString &label);

/// A link of a page, as far as it may be the way to an article.
struct PageLink
{
    using Node = HtmlDocument::Node;

    Node node = HtmlDocument::none;
    int address = 0; ///< its place in PageLinks::addresses()
    QString text; ///< on one line, at most 300 characters
    /// The heading it stands in or that stands in it.
    Node heading = HtmlDocument::none;
    Node list = HtmlDocument::none; ///< the list or table it stands in
    std::size_t role = 0; ///< equal for links in equal places: the tags around, its own classes
    bool isInText = false; ///< in the middle of a line of other text
    bool isDate = false; ///< nothing but a date, and no heading
    bool isGeneric = false; ///< "Read more", "3 comments", a picture: says nothing of the article
    LabelMeaning label = LabelMeaning::Nothing; ///< of the heading it stands under
    double quality = 0; ///< how much it looks like the title of an article, 0 to 1
};

/// All links of a page that lead to other pages. Made once for a page, which must outlive it.
/// Immutable.
class PageLinks final
{
public:
    using Node = HtmlDocument::Node;

    PageLinks(const PageText &text, const PageDates &dates);

    [[nodiscard]] const PageText &text() const { return m_text; }
    [[nodiscard]] const PageDates &dates() const { return m_dates; }
    [[nodiscard]] const HtmlDocument &document() const { return m_text.document(); }
    /// In the order of the page.
    [[nodiscard]] const std::vector<PageLink> &all() const { return m_links; }
    [[nodiscard]] const PageLink &at(int link) const
    {
        return m_links[static_cast<std::size_t>(link)];
    }
    [[nodiscard]] const std::vector<PageAddress> &addresses() const { return m_addresses; }
    [[nodiscard]] const PageAddress &addressOf(const PageLink &link) const
    {
        return m_addresses[static_cast<std::size_t>(link.address)];
    }
    /// The first link at `node` or after it; all().size() when there is none.
    [[nodiscard]] std::size_t firstAt(Node node) const;

private:
    [[nodiscard]] int addressAt(QByteArrayView href);
    [[nodiscard]] int plainAddressAt(QByteArrayView href);
    [[nodiscard]] bool isForeign(QByteArrayView href) const;
    [[nodiscard]] double qualityOf(const PageLink &link) const;
    void describe(PageLink &link) const;
    void findRoles();
    void findLabels();
    [[nodiscard]] bool isInText(Node node) const;
    [[nodiscard]] bool beginsSentence(Node node) const;

    const PageText &m_text;
    const PageDates &m_dates;
    std::vector<PageLink> m_links;
    std::vector<PageAddress> m_addresses;
    QHash<QByteArray, int> m_byHref;
    QHash<QByteArray, int> m_plainByHref;
    QHash<QString, int> m_byKey;
    QString m_ownKey; ///< of the page itself
    QByteArray m_ownHost;
};

/// Whether a link's text is what links to all articles have: "Read more", "Permalink", "12
/// comments", an arrow or a number.
[[nodiscard]] bool isGenericLinkText(const QString &text);

/// How much a text looks like the title of an article, 0 to 1: by its length and words.
[[nodiscard]] double titleLikeness(const QString &text);

} // namespace lectern
