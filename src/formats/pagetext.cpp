// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/pagetext.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

using Tag = HtmlTag;

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/// Characters of UTF-8 that are no white space; a reference counts as what it is written with.
int visibleLength(QByteArrayView text)
{
    return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) {
        return !isBlank(c) && (static_cast<uchar>(c) & 0xC0) != 0x80;
    }));
}

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool isWordCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || isUpper(c);
}

/// Calls `take` with each class in `names`.
template <typename Take>
void eachName(QByteArrayView names, Take take)
{
    qsizetype i = 0;
    while (i < names.size()) {
        while (i < names.size() && isBlank(names[i]))
            ++i;
        const qsizetype start = i;
        while (i < names.size() && !isBlank(names[i]))
            ++i;
        if (i > start)
            take(names.sliced(start, i - start));
    }
}

/// Calls `take` with each word of a name, in lower case: "siteFooter-inner" has three.
template <typename Take>
void eachWord(QByteArrayView name, Take take)
{
    std::array<char, 24> word = {};
    std::size_t length = 0;
    const auto flush = [&] {
        if (length > 0)
            take(QByteArrayView(word.data(), static_cast<qsizetype>(length)));
        length = 0;
    };
    for (qsizetype i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool isHump = isUpper(c) && i > 0 && !isUpper(name[i - 1]);
        if (isHump || !isWordCharacter(c))
            flush();
        if (isWordCharacter(c)) {
            if (length < word.size())
                word.at(length++) = static_cast<char>(c | 0x20);
        }
    }
    flush();
}

/// What a class or an id says about where something stands. Names like "has-sidebar" are about
/// something else than the element.
PageRegion namedRegion(QByteArrayView name)
{
    PageRegion region = PageRegion::Content;
    int words = 0;
    bool isAboutOther = false;
    bool isAboutMain = false;
    bool isPart = false;
    eachWord(name, [&](QByteArrayView word) {
        ++words;
        static constexpr QByteArrayView other[] = {"has", "with", "no", "without"};
        static constexpr QByteArrayView most[] = {"content", "main", "wrap", "page", "layout"};
        static constexpr QByteArrayView aside[] = {
            "secondary", "rail",        "sidebar",    "aside",     "related",  "popular",
            "trending",  "recommended", "recommend",  "sponsor",   "sponsors", "sponsored",
            "advert",    "ads",         "ad",         "promo",     "blogroll", "cookie",
            "cookies",   "comments",    "newsletter", "subscribe", "similar",  "friends"};
        static constexpr QByteArrayView nav[] = {"nav",        "navbar",      "navigation", "menu",
                                                 "breadcrumb", "breadcrumbs", "pagination", "pager",
                                                 "paginator",  "toc",         "tagcloud"};
        const auto is = [word](const auto &list) {
            return std::find(std::begin(list), std::end(list), word) != std::end(list);
        };
        isAboutOther = isAboutOther || is(other);
        isAboutMain = isAboutMain || is(most);
        isPart = isPart || word == "title" || word == "item" || word == "link" || word == "body";
        if (is(aside))
            region = PageRegion::Aside;
        else if (is(nav))
            region = PageRegion::Nav;
        else if (word == "footer")
            region = PageRegion::Footer;
    });
    constexpr int mostWords = 4;
    // "content-sidebar-wrap" holds both; "main-menu" is one.
    isAboutOther = isAboutOther || (isAboutMain && region != PageRegion::Nav);
    return isAboutOther || isPart || words > mostWords ? PageRegion::Content : region;
}

bool isForScreenReaders(QByteArrayView classes)
{
    bool found = false;
    eachName(classes, [&found](QByteArrayView name) {
        static constexpr QByteArrayView names[] = {"sr-only",
                                                   "visually-hidden",
                                                   "visuallyhidden",
                                                   "screen-reader-text",
                                                   "screen-reader-only",
                                                   "show-for-sr",
                                                   "u-visually-hidden",
                                                   "skip-link"};
        found = found || std::find(std::begin(names), std::end(names), name) != std::end(names);
    });
    return found;
}

} // namespace

bool hasNamePart(QByteArrayView names, std::initializer_list<QByteArrayView> words)
{
    bool found = false;
    eachName(names, [&](QByteArrayView name) {
        eachWord(name, [&](QByteArrayView word) {
            found = found || std::find(words.begin(), words.end(), word) != words.end();
        });
    });
    return found;
}

PageText::PageText(const HtmlDocument &document) : m_document(document)
{
    const auto count = static_cast<std::size_t>(document.size());
    m_marks.resize(count);
    m_lengths.resize(count + 1);
    int length = 0;
    for (Node node = 0; node < document.size(); ++node) {
        m_lengths[index(node)] = length;
        Mark &own = m_marks[index(node)];
        if (const Node parent = document.parent(node); parent != HtmlDocument::none) {
            own = m_marks[index(parent)];
            ++own.depth;
        }
        if (!own.isHidden)
            own.isHidden = isHiddenElement(node);
        if (!own.isHidden && document.isText(node))
            length += visibleLength(document.rawText(node));
    }
    m_lengths[count] = length;
    countEdges();
    // How much of the page an element holds says more than its name, so this comes second.
    for (Node node = 1; node < document.size(); ++node) {
        Mark &own = m_marks[index(node)];
        const Mark &outer = m_marks[index(document.parent(node))];
        own.region = outer.region;
        own.isInEntry = outer.isInEntry;
        if (!document.isText(node) && !own.isHidden)
            placeElement(node, own);
        else if (document.isText(node) && own.region == PageRegion::Content)
            m_contentLength += m_lengths[index(node) + 1] - m_lengths[index(node)];
    }
}

/// Whether an element is kept from view by itself, whatever it stands in.
bool PageText::isHiddenElement(Node node) const
{
    const Tag tag = m_document.tag(node);
    if (tag == Tag::Text || isHiddenTag(tag))
        return tag != Tag::Text;
    const bool isUnread = m_document.rawAttribute(node, "aria-hidden") == "true";
    // A link that readers of screens are spared is still one that others click.
    if (isUnread && tag == Tag::A)
        return false;
    return isUnread || m_document.hasAttribute(node, "hidden")
        || isForScreenReaders(m_document.rawAttribute(node, "class"));
}

/// Headers and footers of which a page has several are those of its articles.
void PageText::countEdges()
{
    for (Node node = 0; node < m_document.size(); ++node) {
        const Tag tag = m_document.tag(node);
        if (tag == Tag::Text)
            continue;
        m_headers += tag == Tag::Header ? 1 : 0;
        const bool isFooter = tag == Tag::Footer
            || m_document.rawAttribute(node, "class").contains("footer")
            || m_document.rawAttribute(node, "id").contains("footer");
        m_footers += isFooter ? 1 : 0;
        if (isFooter)
            m_lastFooter = node;
    }
}

/// What an element adds to what it inherits.
void PageText::placeElement(Node node, Mark &mark) const
{
    const HtmlDocument &document = m_document;
    const Tag tag = document.tag(node);
    const QByteArrayView classes = document.rawAttribute(node, "class");
    const bool isMost = 5 * length(node) > 3 * m_lengths.back();
    if (tag == Tag::Article || tag == Tag::Li || tag == Tag::Main
        || (tag == Tag::Section && !isMost))
        mark.isInEntry = true;
    if (tag == Tag::Html || tag == Tag::Body || tag == Tag::Main) {
        mark.region = PageRegion::Content;
        return;
    }
    const QByteArrayView role = document.rawAttribute(node, "role");
    PageRegion region = PageRegion::Content;
    if (tag == Tag::Nav || tag == Tag::Menu || role == "navigation")
        region = PageRegion::Nav;
    else if (tag == Tag::Aside || role == "complementary")
        region = PageRegion::Aside;
    else if ((tag == Tag::Footer && !mark.isInEntry) || role == "contentinfo")
        region = PageRegion::Footer;
    else if ((tag == Tag::Header && !mark.isInEntry) || role == "banner")
        region = PageRegion::Header;
    const auto ask = [&region](QByteArrayView name) {
        if (region == PageRegion::Content)
            region = namedRegion(name);
    };
    // What holds most of the page may be called "right-sidebar" for what stands beside it.
    const bool isNamed = tag != Tag::A && !isHeadingTag(tag) && !isMost;
    if (isNamed) {
        eachName(classes, ask);
        ask(document.rawAttribute(node, "id"));
    }
    // What is featured may stand in an <aside>, and is the first of the list all the same. "Sticky"
    // sidebars are those that stay in sight.
    const bool isFeatured = region == PageRegion::Aside
        && (hasNamePart(classes, {"featured", "hero", "pinned"})
            || hasNamePart(document.rawAttribute(node, "id"), {"featured", "hero", "pinned"}));
    if (isFeatured || region == PageRegion::Content || mark.region >= region)
        return;
    constexpr int several = 4;
    const bool isOuter = m_document.tag(m_document.parent(node)) == Tag::Body;
    const bool isOfEntries = (region == PageRegion::Header && m_headers >= several && !isOuter)
        || (region == PageRegion::Footer && m_footers >= several && !isOuter
            && node != m_lastFooter);
    // The footer of an entry stays in the content.
    if (isOfEntries || (region == PageRegion::Footer && mark.isInEntry))
        return;
    mark.region = region;
}

QString PageText::text(Node first, Node end, qsizetype most) const
{
    QByteArray utf8;
    bool isBlankWanted = false;
    for (Node node = first; node < end && utf8.size() < 4 * most; ++node) {
        const Tag tag = m_document.tag(node);
        if (tag != Tag::Text) {
            if (isHidden(node)) {
                node = m_document.end(node) - 1;
                continue;
            }
            isBlankWanted = isBlankWanted || !isPhraseTag(tag);
            continue;
        }
        if (isHidden(node))
            continue;
        // A block that has ended since parts words as one that begins does.
        if (!isBlankWanted && !utf8.isEmpty() && node > first) {
            const Node before = node - 1;
            for (Node outer = before; outer >= first && !m_document.contains(outer, node);
                 outer = m_document.parent(outer)) {
                if (!m_document.isText(outer) && !isPhraseTag(m_document.tag(outer))) {
                    isBlankWanted = true;
                    break;
                }
            }
        }
        if (isBlankWanted)
            utf8 += ' ';
        isBlankWanted = false;
        utf8 += withoutReferences(m_document.rawText(node));
    }
    QString line = QString::fromUtf8(utf8);
    line.remove(QChar(0x00AD));
    line.remove(QChar(0x200B));
    line = line.simplified();
    return line.size() > most ? line.left(most) : line;
}

} // namespace lectern
