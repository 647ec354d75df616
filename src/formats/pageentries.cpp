// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/pageentries.h"

#include "formats/pagedate.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

using Node = HtmlDocument::Node;
using Tag = HtmlTag;

constexpr qsizetype longestTitle = 300;
constexpr qsizetype longestSummary = 400;

bool isSeparator(QChar c)
{
    return c.isSpace() || u"-–—:·•|»›/,.…→⟶↗⇒>()[]"_s.contains(c);
}

/// Without signs that lead on or part fields: "→ Title", "Title »".
QString withoutMarks(QString text)
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

/// Cut between words.
QString shortened(const QString &text, qsizetype most)
{
    if (text.size() <= most)
        return text;
    const qsizetype blank = text.lastIndexOf(u' ', most);
    return text.left(blank > most / 2 ? blank : most) + u'…';
}

/// Reads one block.
class EntryReader final
{
public:
    EntryReader(const PageLinks &page, const PageBlock &block)
        : m_page(page), m_document(page.document()), m_text(page.text()), m_block(block),
          m_link(page.at(block.link))
    {
    }

    [[nodiscard]] PageEntry read()
    {
        PageEntry entry;
        entry.url = m_page.addressOf(m_link).url;
        entry.title = withoutMarks(title());
        entry.block = m_block.root;
        entry.published = published();
        readElements(entry);
        entry.summary = summary(entry.title);
        return entry;
    }

private:
    // --- Title --------------------------------------------------------------------------------

    [[nodiscard]] QString title()
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
                if (m_document.isText(child) && !isSign)
                    hasOwnText = true;
                if (!isSign)
                    children.prepend(child);
            }
            const bool isWhole = hasOwnText || children.isEmpty();
            if (isWhole && (here == node || !m_document.isText(here) || m_text.length(here) > 0)
                && !isSplitByBlocks(here))
                parts.append(here);
            else if (isWhole)
                pending += children;
            else
                pending += children;
        }
    }

    /// Text beside other fields: "Title<p>Summary</p>", "Title <span class="date">".
    [[nodiscard]] bool isSplitByBlocks(Node node) const
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

    [[nodiscard]] bool isMeta(Node node) const
    {
        if (m_page.dates().isDate(node, m_document.end(node)))
            return true;
        const QByteArrayView classes = m_document.rawAttribute(node, "class");
        if (hasNamePart(classes,
                        {"date", "time", "meta", "tag", "tags", "category", "categories", "badge",
                         "author", "byline", "icon", "label", "reading", "count"}))
            return !hasNamePart(classes, {"title", "headline"});
        const QString text = m_text.textOf(node, 40);
        return isGenericLinkText(text) || (text.startsWith(u'#') && !text.contains(u' '));
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
            if (!isMeta(part))
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
            && m_text.length(kept.at(1)) <= longestLine;
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
            if (isMeta(part))
                continue;
            const bool isLine = m_text.length(part) <= longestLine && parts.size() > 1;
            return isLine ? take(part) : QString();
        }
        return {};
    }

    // --- The other fields ---------------------------------------------------------------------

    [[nodiscard]] std::optional<QDateTime> published() const
    {
        const auto written = m_page.dates().dateIn(m_block.first, m_block.end);
        const auto day = m_page.addressOf(m_link).date;
        if (!day)
            return written;
        // The address has the day of publication; what else is written may be another day.
        const bool isSame = written && std::abs(written->date().daysTo(*day)) <= 1;
        return isSame ? *written : QDateTime(*day, QTime(0, 0), Qt::UTC);
    }

    /// Author, picture and tags, in one pass.
    void readElements(PageEntry &entry) const
    {
        QSet<QString> known;
        const auto addTag = [&](const QString &text) {
            QString tag = text.startsWith(u'#') ? text.sliced(1).trimmed() : text;
            constexpr qsizetype longestTag = 40;
            constexpr qsizetype mostTags = 20;
            const bool isTag = !tag.isEmpty() && tag.size() <= longestTag
                && entry.tags.size() < mostTags && !known.contains(tag.toCaseFolded());
            if (isTag) {
                known.insert(tag.toCaseFolded());
                entry.tags.append(tag);
            }
        };
        constexpr int farthest = 5000; // nodes: bodies of whole articles have nothing more to say
        const Node end = std::min(m_block.end, m_block.first + farthest);
        for (Node node = m_block.first; node < end; ++node) {
            const Tag tag = m_document.tag(node);
            if (tag == Tag::Text)
                continue;
            if (tag == Tag::Img) {
                if (entry.image.isEmpty())
                    entry.image = imageAt(node);
                continue;
            }
            if (m_text.isHidden(node))
                continue;
            const QByteArrayView rel = m_document.rawAttribute(node, "rel");
            if (tag == Tag::A && rel.contains("tag") && m_text.length(node) > 0) {
                addTag(m_text.textOf(node, 100));
                continue;
            }
            const QByteArrayView classes = m_document.rawAttribute(node, "class");
            if (entry.author.isEmpty() && m_text.length(node) > 0 && m_text.length(node) <= 60) {
                const bool isAuthor = rel == "author"
                    || m_document.rawAttribute(node, "itemprop") == "author"
                    || hasNamePart(classes, {"author", "byline"});
                if (isAuthor)
                    entry.author = authorIn(node);
            }
            if (tag == Tag::A && node != m_link.node) {
                const std::size_t i = m_page.firstAt(node);
                const bool isLink = i < m_page.all().size() && m_page.all()[i].node == node;
                const bool isTag = isLink && isTagAddress(m_page.addressOf(m_page.all()[i]).url);
                if (isTag)
                    addTag(m_text.textOf(node, 100));
            } else if (hasNamePart(classes, {"tag", "tags", "chip", "badge"})
                       && !m_document.contains(node, m_link.node) && isLeaf(node)) {
                addTag(m_text.textOf(node, 100));
            }
        }
    }

    [[nodiscard]] bool isLeaf(Node node) const
    {
        for (Node inner = node + 1; inner < m_document.end(node); ++inner) {
            if (!m_document.isText(inner) && m_text.length(inner) > 0)
                return false;
        }
        return m_text.length(node) > 0;
    }

    [[nodiscard]] static bool isTagAddress(const QUrl &url)
    {
        const QStringList segments = url.path().toLower().split(u'/', Qt::SkipEmptyParts);
        static const QStringList folders = {u"tag"_s,   u"tags"_s,   u"category"_s, u"categories"_s,
                                            u"topic"_s, u"topics"_s, u"label"_s};
        return segments.size() > 1
            && std::any_of(segments.begin(), segments.end() - 1,
                           [](const QString &segment) { return folders.contains(segment); });
    }

    [[nodiscard]] QString authorIn(Node node) const
    {
        QString name = m_text.textOf(node, 80);
        for (const QString &before : {u"by "_s, u"von "_s, u"par "_s, u"por "_s, u"written by "_s,
                                      u"posted by "_s, u"作者："_s, u"作者:"_s}) {
            if (name.startsWith(before, Qt::CaseInsensitive))
                name = name.sliced(before.size()).trimmed();
        }
        constexpr qsizetype longestName = 60;
        const bool isName = name.size() > 1 && name.size() <= longestName && !dateInText(name);
        return isName ? name : QString();
    }

    [[nodiscard]] QUrl imageAt(Node node) const
    {
        const QByteArrayView classes = m_document.rawAttribute(node, "class");
        if (hasNamePart(classes, {"avatar", "emoji", "icon", "gravatar"}))
            return {};
        bool isNumber = false;
        const int width = m_document.rawAttribute(node, "width").toByteArray().toInt(&isNumber);
        constexpr int smallest = 33;
        if (isNumber && width < smallest)
            return {};
        for (const QByteArrayView name :
             {QByteArrayView("data-src"), QByteArrayView("data-lazy-src"), QByteArrayView("src"),
              QByteArrayView("srcset")}) {
            QByteArray value = m_document.attribute(node, name).trimmed();
            if (name == "srcset")
                value = value.split(',').first().trimmed().split(' ').first();
            if (value.isEmpty() || value.startsWith("data:"))
                continue;
            QUrl url(QString::fromUtf8(value));
            if (url.isRelative() && !m_document.base().isEmpty())
                url = m_document.base().resolved(url);
            const bool isWeb = url.isValid() && !url.host().isEmpty()
                && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
            if (isWeb)
                return url;
        }
        return {};
    }

    [[nodiscard]] QString summary(const QString &title) const
    {
        constexpr int shortest = 15;
        constexpr int farthest = 3000;
        const Node end = std::min(m_block.end, m_block.first + farthest);
        const auto isSummary = [&](Node node) {
            return !m_text.isHidden(node) && m_text.length(node) >= shortest
                && !(m_title != HtmlDocument::none && m_document.contains(node, m_title))
                && !m_page.dates().isDate(node, m_document.end(node));
        };
        for (Node node = m_block.first; node < end; ++node) {
            if (m_document.isText(node))
                continue;
            const bool isNamed = m_document.rawAttribute(node, "itemprop") == "description"
                || hasNamePart(m_document.rawAttribute(node, "class"),
                               {"summary", "excerpt", "description", "desc", "subtitle", "dek",
                                "teaser", "standfirst", "abstract"});
            if (isNamed && isSummary(node))
                return tidied(m_text.textOf(node, 4 * longestSummary), title);
        }
        for (Node node = std::max(m_block.first, m_title); node < end; ++node) {
            const Tag tag = m_document.tag(node);
            if (tag != Tag::P && tag != Tag::Blockquote && tag != Tag::Dd)
                continue;
            if (!isSummary(node) || isMeta(node))
                continue;
            const QString text = tidied(m_text.textOf(node, 4 * longestSummary), title);
            if (text.size() >= shortest)
                return text;
        }
        // What stands behind the title on its line.
        if (m_title == HtmlDocument::none)
            return {};
        const Node from = m_document.end(m_title);
        QString rest = m_text.text(from, std::max(from, m_block.end), 4 * longestSummary);
        if (const auto date = dateInText(rest); date && date->start < 40)
            rest = rest.sliced(date->end);
        qsizetype start = 0;
        while (start < rest.size() && isSeparator(rest.at(start)))
            ++start;
        rest = tidied(rest.sliced(start), title);
        return rest.size() >= shortest && rest.count(u' ') >= 2 ? rest : QString();
    }

    [[nodiscard]] static QString tidied(QString text, const QString &title)
    {
        if (text.startsWith(title) && !title.isEmpty())
            text = text.sliced(title.size());
        for (const QString &tail :
             {u"Read more"_s, u"Continue reading"_s, u"Read More"_s, u"[…]"_s, u"[...]"_s}) {
            const qsizetype at = text.lastIndexOf(tail);
            constexpr qsizetype slack = 4;
            if (at >= 0 && at + tail.size() + slack >= text.size())
                text.truncate(at);
        }
        return shortened(withoutMarks(text.trimmed()), longestSummary);
    }

    const PageLinks &m_page;
    const HtmlDocument &m_document;
    const PageText &m_text;
    const PageBlock &m_block;
    const PageLink &m_link;
    Node m_title = HtmlDocument::none; ///< what the title was taken from
};

/// Titles that all begin with their date have it besides.
void dropDatesFromTitles(QList<PageEntry> &entries)
{
    const auto titleBehindDate = [](const QString &title) {
        const auto date = dateInText(title);
        if (!date || date->start != 0 || !date->hasDay)
            return QString();
        qsizetype start = date->end;
        while (start < title.size() && isSeparator(title.at(start)))
            ++start;
        return title.sliced(start);
    };
    qsizetype dated = 0;
    for (const PageEntry &entry : std::as_const(entries))
        dated += titleBehindDate(entry.title).isEmpty() ? 0 : 1;
    if (entries.size() < 2 || 5 * dated < 4 * entries.size())
        return;
    for (PageEntry &entry : entries) {
        if (const QString title = titleBehindDate(entry.title); !title.isEmpty()) {
            if (!entry.published)
                entry.published = QDateTime(dateInText(entry.title)->date, QTime(0, 0), Qt::UTC);
            entry.title = title;
        }
    }
}

} // namespace

QList<PageEntry> entriesOf(const PageLinks &page, const std::vector<PageBlock> &blocks)
{
    QList<PageEntry> entries;
    entries.reserve(static_cast<qsizetype>(blocks.size()));
    std::optional<QDateTime> day;
    Node from = blocks.empty() ? 0 : std::max(0, blocks.front().first - 30);
    for (const PageBlock &block : blocks) {
        PageEntry entry = EntryReader(page, block).read();
        // Several posts below the heading of a day.
        if (const auto heading = page.dates().dayHeadingIn(from, block.first))
            day = heading;
        if (!entry.published)
            entry.published = day;
        from = block.end;
        entries.append(std::move(entry));
    }
    dropDatesFromTitles(entries);
    return entries;
}

} // namespace lectern
