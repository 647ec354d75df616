// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/pageentries.h"

#include "core/utc.h"
#include "formats/entrytitle.h"
#include "formats/pagedate.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

using Node = HtmlDocument::Node;
using Tag = HtmlTag;

constexpr qsizetype longestSummary = 400;

bool isSeparator(QChar c)
{
    return c.isSpace() || u"-–—:·•|»›/,.…→⟶↗⇒>()[]"_s.contains(c);
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
        const EntryTitle title = titleOf(m_page, m_block);
        m_title = title.node;
        entry.title = title.text;
        entry.block = m_block.root;
        entry.first = m_block.first;
        entry.end = m_block.end;
        entry.published = published();
        readElements(entry);
        entry.summary = summary(entry.title);
        return entry;
    }

private:
    [[nodiscard]] std::optional<QDateTime> published() const
    {
        const auto written = m_page.dates().dateIn(m_block.first, m_block.end);
        const auto day = m_page.addressOf(m_link).date;
        if (!day)
            return written;
        // The address has the day of publication; what else is written may be another day.
        const bool isSame = written && std::abs(written->date().daysTo(*day)) <= 1;
        return isSame ? *written : QDateTime(*day, QTime(0, 0), utc);
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
            if (!isSummary(node) || isBesideTitle(m_page, node))
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
                entry.published = QDateTime(dateInText(entry.title)->date, QTime(0, 0), utc);
            entry.title = title;
        }
    }
}

/// What readers see counts more than what machines are told.
void complete(PageEntry &entry, const StatedArticle &stated)
{
    if (entry.title.isEmpty())
        entry.title = stated.title;
    if (entry.summary.isEmpty())
        entry.summary = stated.summary;
    if (entry.author.isEmpty())
        entry.author = stated.author;
    if (entry.image.isEmpty())
        entry.image = stated.image;
    if (entry.tags.isEmpty())
        entry.tags = stated.tags;
    if (!entry.published) {
        entry.published = stated.published;
    } else if (stated.published && entry.published->time() == QTime(0, 0)
               && entry.published->date() == stated.published->date()) {
        entry.published = stated.published; // with the time of day
    }
}

} // namespace

QList<PageEntry> entriesOf(const PageLinks &page, const std::vector<PageBlock> &blocks,
                           const StatedArticles &stated)
{
    QList<PageEntry> entries;
    entries.reserve(static_cast<qsizetype>(blocks.size()));
    std::optional<QDateTime> day;
    std::optional<QDateTime> last; // of the entry before
    Node from = blocks.empty() ? 0 : std::max(0, blocks.front().first - 30);
    for (const PageBlock &block : blocks) {
        PageEntry entry = EntryReader(page, block).read();
        // Several posts below the heading of a day.
        if (const auto heading = page.dates().dayHeadingIn(from, block.first))
            day = heading;
        if (!entry.published)
            entry.published = day;
        from = block.end;
        // "Dec 3" below "Jan 5" is of the year before.
        const bool isGuess = page.dates().isYearGuessed(block.first, block.end);
        if (isGuess && last && entry.published) {
            while (*entry.published > *last)
                entry.published = entry.published->addYears(-1);
        }
        if (entry.published)
            last = entry.published;
        entries.append(std::move(entry));
    }
    dropDatesFromTitles(entries);
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const PageLink &link = page.at(blocks[static_cast<std::size_t>(i)].link);
        if (const StatedArticle *const article = stated.at(page.addressOf(link).key))
            complete(entries[i], *article);
    }
    return entries;
}

} // namespace lectern
