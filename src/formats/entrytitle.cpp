// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/entrytitle.h"

#include "formats/pagedate.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

using Node = HtmlDocument::Node;
using Tag = HtmlTag;

constexpr qsizetype longestTitle = 300;

/// Whether an element only says how a word of a text looks.
bool isWord(Tag tag)
{
    switch (tag) {
    case Tag::Abbr:
    case Tag::Cite:
    case Tag::Code:
    case Tag::Del:
    case Tag::Em:
    case Tag::Font:
    case Tag::I:
    case Tag::Ins:
    case Tag::S:
    case Tag::Sub:
    case Tag::Sup:
    case Tag::U:
        return true;
    default:
        return false;
    }
}

/// Whether a text ends as summaries do, and only short titles.
bool isSentence(const QString &text)
{
    constexpr qsizetype shortest = 40;
    return text.size() >= shortest && u".…。"_s.contains(text.back());
}

class TitleReader final
{
public:
    TitleReader(const PageLinks &page, const PageBlock &block)
        : m_page(page), m_document(page.document()), m_text(page.text()), m_block(block),
          m_link(page.at(block.link))
    {
    }

    [[nodiscard]] QString read()
    {
        if (m_link.heading != HtmlDocument::none) {
            const bool isAround = m_link.heading < m_link.node;
            if (!isAround)
                return take(m_link.heading);
            if (!m_link.isGeneric)
                return titleIn(m_link.node);
            // A sign beside the title: "Title #".
            const QString whole = m_text.textOf(m_link.heading, longestTitle);
            const QString rest = QString(whole).remove(m_link.text).trimmed();
            if (!rest.isEmpty()) {
                m_title = m_link.heading;
                return rest;
            }
        }
        const PageLink *const telling = firstTelling();
        // A heading that is no link goes before links that come after it.
        const bool hasHeading =
            m_link.isGeneric && firstHeading() < (telling == nullptr ? m_block.end : telling->node);
        if (telling != nullptr && !hasHeading)
            return titleIn(telling->node);
        return titleElsewhere();
    }

    [[nodiscard]] Node node() const { return m_title; }

private:
    /// The first link of the block to the article that says something: what comes after it is a
    /// subtitle or a beginning. nullptr when none does.
    [[nodiscard]] const PageLink *firstTelling() const
    {
        constexpr double telling = 0.5;
        const PageLink *found = nullptr;
        for (std::size_t i = m_page.firstAt(m_block.first); i < m_page.all().size(); ++i) {
            const PageLink &each = m_page.all()[i];
            if (each.node >= m_block.end)
                break;
            const bool isTelling = each.address == m_link.address && !each.isGeneric;
            if (!isTelling)
                continue;
            if (titleLikeness(each.text) >= telling)
                return &each;
            if (found == nullptr)
                found = &each;
        }
        return found;
    }

    /// The end of the block when it has none.
    [[nodiscard]] Node firstHeading() const
    {
        Node node = m_block.first;
        while (node < m_block.end
               && !(isHeadingTag(m_document.tag(node)) && m_text.length(node) > 0))
            ++node;
        return node;
    }

    QString take(Node node)
    {
        m_title = node;
        return m_text.textOf(node, longestTitle);
    }

    /// What a link is made of, where that is several elements without text between them.
    void collectParts(Node node, QList<Node> &parts) const
    {
        constexpr qsizetype mostParts = 40;
        QList<Node> pending = {node};
        while (!pending.isEmpty() && parts.size() < mostParts) {
            const Node here = pending.takeLast();
            QList<Node> children;
            bool hasOwnText = false;
            for (Node child = m_document.firstChild(here); child != HtmlDocument::none;
                 child = m_document.nextSibling(child)) {
                if (m_text.isHidden(child) || m_text.length(child) == 0)
                    continue;
                const bool isSign = m_document.isText(child) && m_text.length(child) <= 2;
                if (isSign)
                    continue;
                hasOwnText =
                    hasOwnText || m_document.isText(child) || isWord(m_document.tag(child));
                children.prepend(child);
            }
            const bool isWhole = (hasOwnText || children.isEmpty()) && !isSplit(here);
            if (isWhole)
                parts.append(here);
            else
                pending += children;
        }
    }

    /// Text beside other fields: "Title<p>Summary</p>", "Title <span class="date">".
    [[nodiscard]] bool isSplit(Node node) const
    {
        for (Node child = m_document.firstChild(node); child != HtmlDocument::none;
             child = m_document.nextSibling(child)) {
            const Tag tag = m_document.tag(child);
            if (m_document.isText(child) || m_text.length(child) == 0)
                continue;
            const bool isPart = isBlockTag(tag) || tag == Tag::Time
                || hasNamePart(m_document.rawAttribute(child, "class"),
                               {"date", "time", "meta", "excerpt", "summary", "description",
                                "badge"})
                || m_page.dates().isDate(child, m_document.end(child));
            if (isPart)
                return true;
        }
        return false;
    }

    QString titleIn(Node link)
    {
        const Node end = m_document.end(link);
        for (Node node = link + 1; node < end; ++node) {
            if (m_document.isText(node) || m_text.isHidden(node) || m_text.length(node) == 0)
                continue;
            const QByteArrayView property = m_document.rawAttribute(node, "itemprop");
            const bool isTitle = property == "headline" || property == "name"
                || (hasNamePart(m_document.rawAttribute(node, "class"), {"title", "headline"})
                    && !hasNamePart(m_document.rawAttribute(node, "class"), {"subtitle", "sub"}));
            if (isTitle && !m_page.dates().isDate(node, m_document.end(node)))
                return take(node);
        }
        QList<Node> parts;
        collectParts(link, parts);
        if (parts.size() <= 1)
            return take(parts.isEmpty() ? link : parts.first());
        QList<Node> kept;
        for (const Node part : std::as_const(parts)) {
            if (!isBesideTitle(m_page, part))
                kept.append(part);
        }
        if (kept.isEmpty())
            return take(link);
        for (const Node part : std::as_const(kept)) {
            const Tag tag = m_document.tag(part);
            if (tag == Tag::Strong || tag == Tag::B)
                return take(part);
        }
        // A category before the title.
        const auto likenessAt = [&](qsizetype i) {
            return titleLikeness(m_text.textOf(kept.at(i), longestTitle));
        };
        constexpr int longestLine = 150;
        const bool isSecond = kept.size() > 1 && likenessAt(0) <= 0.5 && likenessAt(1) >= 0.85
            && m_text.length(kept.at(1)) <= longestLine
            && !isSentence(m_text.textOf(kept.at(1), longestTitle));
        return take(kept.at(isSecond ? 1 : 0));
    }

    /// For a link that says nothing: the heading it belongs to, or what else there is.
    QString titleElsewhere()
    {
        const auto isUsable = [this](Node node) {
            if (m_text.isHidden(node) || m_text.length(node) == 0)
                return false;
            return !isGenericLinkText(m_text.textOf(node, longestTitle))
                && !m_page.dates().isDate(node, m_document.end(node));
        };
        for (Node node = m_block.first; node < m_block.end; ++node) {
            if (isHeadingTag(m_document.tag(node)) && isUsable(node))
                return take(node);
        }
        for (Node node = m_block.first; node < m_block.end; ++node) {
            if (m_document.isText(node))
                continue;
            const QByteArrayView classes = m_document.rawAttribute(node, "class");
            const bool isTitle = hasNamePart(classes, {"title", "headline"})
                && !hasNamePart(classes, {"subtitle", "sub", "site"});
            if (isTitle && isUsable(node))
                return take(node);
        }
        for (const QByteArrayView name : {QByteArrayView("aria-label"), QByteArrayView("title")}) {
            const QString said =
                QString::fromUtf8(m_document.attribute(m_link.node, name)).simplified();
            if (said.size() > 3 && !isGenericLinkText(said) && !dateInText(said))
                return said;
        }
        for (Node node = m_block.first; node < m_block.end; ++node) {
            const Tag tag = m_document.tag(node);
            if ((tag == Tag::Strong || tag == Tag::B) && isUsable(node))
                return take(node);
        }
        for (Node node = m_link.node; node < m_document.end(m_link.node); ++node) {
            if (m_document.tag(node) != Tag::Img)
                continue;
            const QString alt = QString::fromUtf8(m_document.attribute(node, "alt")).simplified();
            if (alt.size() > 3)
                return alt;
        }
        // The first line, if it is one.
        QList<Node> parts;
        collectParts(m_block.root, parts);
        constexpr int longestLine = 120;
        for (const Node part : std::as_const(parts)) {
            if (isBesideTitle(m_page, part))
                continue;
            const bool isLine = m_text.length(part) <= longestLine && parts.size() > 1;
            return isLine ? take(part) : QString();
        }
        return {};
    }

    const PageLinks &m_page;
    const HtmlDocument &m_document;
    const PageText &m_text;
    const PageBlock &m_block;
    const PageLink &m_link;
    Node m_title = HtmlDocument::none;
};

} // namespace

EntryTitle titleOf(const PageLinks &page, const PageBlock &block)
{
    TitleReader reader(page, block);
    EntryTitle title;
    title.text = withoutMarks(reader.read());
    title.node = reader.node();
    return title;
}

bool isBesideTitle(const PageLinks &page, HtmlDocument::Node node)
{
    if (page.dates().isDate(node, page.document().end(node)))
        return true;
    const QByteArrayView classes = page.document().rawAttribute(node, "class");
    if (hasNamePart(classes,
                    {"date", "time", "meta", "tag", "tags", "category", "categories", "badge",
                     "author", "byline", "icon", "label", "reading", "count"}))
        return !hasNamePart(classes, {"title", "headline"});
    const QString text = page.text().textOf(node, 40);
    return isGenericLinkText(text) || (text.startsWith(u'#') && !text.contains(u' '));
}

QString withoutMarks(const QString &text)
{
    static const QString leading = u"→⟶»›▸▶•·–—|-#¶"_s;
    static const QString trailing = u"→⟶»›↗⇗⤴▸▶·|#¶§∞🔗"_s;
    const auto isMark = [](QChar c, const QString &marks) {
        return c.isSpace() || marks.contains(c);
    };
    qsizetype start = 0;
    while (start < text.size() && isMark(text.at(start), leading)) {
        // "-1" and "#1" begin titles.
        const bool isOfWord = (text.at(start) == u'-' || text.at(start) == u'#')
            && start + 1 < text.size() && !text.at(start + 1).isSpace();
        if (isOfWord)
            break;
        ++start;
    }
    qsizetype end = text.size();
    while (end > start && isMark(text.at(end - 1), trailing)) {
        const bool isOfWord = text.at(end - 1) == u'#' && end >= 2 && text.at(end - 2).isLetter();
        if (isOfWord)
            break;
        --end;
    }
    return text.sliced(start, end - start);
}

} // namespace lectern
