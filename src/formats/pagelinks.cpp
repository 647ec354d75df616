// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/pagelinks.h"

#include <QSet>
#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

using Tag = HtmlTag;

constexpr std::size_t maximumLinks = 50'000;

bool isListTag(Tag tag)
{
    return tag == Tag::Ul || tag == Tag::Ol || tag == Tag::Dl || tag == Tag::Table
        || tag == Tag::Menu;
}

std::size_t mixed(std::size_t hash, std::size_t value)
{
    constexpr std::size_t golden = 0x9E3779B97F4A7C15ULL;
    return hash ^ (value + golden + (hash << 6U) + (hash >> 2U));
}

/// The classes of an element that may be those of all its kind: none with numbers in it, and none
/// that tell one of a row from the others.
QList<QByteArrayView> steadyClasses(QByteArrayView classes)
{
    QList<QByteArrayView> steady;
    qsizetype i = 0;
    while (i < classes.size()) {
        const auto isBlank = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
        while (i < classes.size() && isBlank(classes[i]))
            ++i;
        const qsizetype start = i;
        while (i < classes.size() && !isBlank(classes[i]))
            ++i;
        const QByteArrayView name = classes.sliced(start, i - start);
        const bool isOwn = name.isEmpty()
            || std::any_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
        const bool isSingle = hasNamePart(name,
                                          {"first", "last", "odd", "even", "active", "sticky",
                                           "featured", "current", "pinned", "latest"});
        if (!isOwn && !isSingle)
            steady.append(name);
    }
    return steady;
}

/// How many cells stand before this one, as far as anybody would count.
std::size_t columnOf(const HtmlDocument &document, HtmlDocument::Node cell)
{
    constexpr std::size_t most = 12;
    std::size_t column = 0;
    for (auto other = document.firstChild(document.parent(cell));
         other != HtmlDocument::none && other < cell && column < most;
         other = document.nextSibling(other))
        column += document.tag(other) == Tag::Td ? 1U : 0U;
    return column;
}

bool isEastAsian(QChar c)
{
    const QChar::Script script = c.script();
    return script == QChar::Script_Han || script == QChar::Script_Hiragana
        || script == QChar::Script_Katakana || script == QChar::Script_Hangul
        || script == QChar::Script_Thai;
}

} // namespace

double titleLikeness(const QString &text)
{
    qsizetype words = 0;
    qsizetype dense = 0;
    bool isInWord = false;
    for (const QChar c : text) {
        if (isEastAsian(c)) {
            ++dense;
            isInWord = false;
        } else if (c.isLetterOrNumber()) {
            words += isInWord ? 0 : 1;
            isInWord = true;
        } else if (c.isSpace() || c == u'-' || c == u'/') {
            isInWord = false;
        }
    }
    // Two characters of Chinese are about a word.
    const double size = static_cast<double>(words) + static_cast<double>(dense) / 2.0;
    if (text.size() < 2 || size <= 0)
        return 0.1;
    if (size <= 1)
        return text.size() >= 9 ? 0.5 : 0.35;
    if (size <= 2)
        return 0.65;
    if (size <= 3)
        return 0.85;
    return 1;
}

PageLinks::PageLinks(const PageText &text, const PageDates &dates) : m_text(text), m_dates(dates)
{
    const HtmlDocument &document = text.document();
    if (!document.address().isEmpty()) {
        m_ownKey = readPageAddress(document.address(), document.address()).key;
        m_ownHost = bareHost(document.address()).toUtf8().toLower();
    }
    for (Node node = 0; node < document.size() && m_links.size() < maximumLinks; ++node) {
        if (document.tag(node) != Tag::A || text.isHidden(node))
            continue;
        const QByteArrayView href = document.rawAttribute(node, "href").trimmed();
        if (href.isEmpty() || href[0] == '#')
            continue;
        PageLink link;
        link.node = node;
        describe(link);
        link.address = link.isInText && isForeign(href) ? plainAddressAt(href) : addressAt(href);
        if (link.address < 0)
            continue;
        link.quality = qualityOf(link);
        m_links.push_back(std::move(link));
    }
    findLabels();
    findRoles();
}

std::size_t PageLinks::firstAt(Node node) const
{
    const auto found =
        std::lower_bound(m_links.begin(), m_links.end(), node,
                         [](const PageLink &link, Node wanted) { return link.node < wanted; });
    return static_cast<std::size_t>(found - m_links.begin());
}

/// Whether an address leads to another site for sure.
bool PageLinks::isForeign(QByteArrayView href) const
{
    const qsizetype host = href.startsWith("https://") ? 8 : href.startsWith("http://") ? 7 : -1;
    if (host < 0 || m_ownHost.isEmpty())
        return false;
    const QByteArrayView rest = href.sliced(host);
    qsizetype end = 0;
    while (end < rest.size() && rest[end] != '/' && rest[end] != '?' && rest[end] != '#')
        ++end;
    return !rest.first(end).toByteArray().toLower().contains(m_ownHost)
        && !m_ownHost.contains(rest.first(end).toByteArray().toLower());
}

/// The place of an address that is none of an entry, and need not be taken apart: most links of a
/// page that has whole posts on it are of that kind.
int PageLinks::plainAddressAt(QByteArrayView href)
{
    const QByteArray written = href.toByteArray();
    const auto read = m_byHref.constFind(written);
    if (read != m_byHref.cend())
        return *read;
    const auto known = m_plainByHref.constFind(written);
    if (known != m_plainByHref.cend())
        return *known;
    PageAddress address;
    address.key = QString::fromUtf8(written);
    address.url = QUrl(QString::fromUtf8(withoutReferences(href)));
    const bool isWeb = address.url.isValid() && !address.url.host().isEmpty();
    const int place = isWeb ? static_cast<int>(m_addresses.size()) : -1;
    if (isWeb)
        m_addresses.push_back(std::move(address));
    m_plainByHref.insert(written, place);
    return place;
}

/// The place of an address among all; -1 for one that leads to no other page.
int PageLinks::addressAt(QByteArrayView href)
{
    const QByteArray written = href.toByteArray();
    if (const auto known = m_byHref.constFind(written); known != m_byHref.cend())
        return *known;
    int place = -1;
    QString text = QString::fromUtf8(withoutReferences(href)).trimmed();
    text.removeIf([](QChar c) { return c == u'\n' || c == u'\r' || c == u'\t'; });
    const QUrl &base = document().base();
    QUrl url(text);
    if (url.isValid() && url.isRelative() && !base.isEmpty())
        url = base.resolved(url);
    const bool isWeb = url.isValid() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1)
        && !url.host().isEmpty();
    if (isWeb) {
        PageAddress address = readPageAddress(url, document().address());
        if (address.key != m_ownKey) {
            const auto known = m_byKey.constFind(address.key);
            if (known != m_byKey.cend()) {
                place = *known;
            } else {
                place = static_cast<int>(m_addresses.size());
                m_byKey.insert(address.key, place);
                m_addresses.push_back(std::move(address));
            }
        }
    }
    m_byHref.insert(written, place);
    return place;
}

void PageLinks::describe(PageLink &link) const
{
    const HtmlDocument &document = m_text.document();
    constexpr qsizetype longestText = 300;
    link.text = m_text.textOf(link.node, longestText);
    constexpr int nearest = 4;
    int steps = 0;
    for (Node outer = document.parent(link.node); outer > 0; outer = document.parent(outer)) {
        const Tag tag = document.tag(outer);
        if (steps++ < nearest && isHeadingTag(tag) && link.heading == HtmlDocument::none)
            link.heading = outer;
        if (isListTag(tag)) {
            link.list = outer;
            break;
        }
    }
    const Node end = document.end(link.node);
    for (Node inner = link.node + 1; inner < end && link.heading == HtmlDocument::none; ++inner) {
        if (isHeadingTag(document.tag(inner)) && m_text.length(inner) > 0)
            link.heading = inner;
    }
    link.isDate = link.heading == HtmlDocument::none && !link.text.isEmpty()
        && m_dates.isDate(link.node, end);
    const bool isBare = link.text.isEmpty() || m_dates.isDate(link.node, end);
    link.isGeneric = isBare || isGenericLinkText(link.text);
    // "Posted by me at noon | Permalink" is no text that the link is in; "as said here" is one.
    constexpr qsizetype shortWord = 6;
    const bool isOfMetaLine = link.isGeneric && (isBare || link.text.size() > shortWord);
    link.isInText = link.heading == HtmlDocument::none && !isOfMetaLine
        && (isInText(link.node) || beginsSentence(link.node));
}

double PageLinks::qualityOf(const PageLink &link) const
{
    constexpr qsizetype longestText = 300;
    const bool isTitled = link.heading != HtmlDocument::none && link.heading > link.node;
    const QString title = isTitled ? m_text.textOf(link.heading, longestText) : link.text;
    double likeness = link.isGeneric && !isTitled ? 0.2 : titleLikeness(title);
    const PageAddress &address = addressOf(link);
    double worth = address.isSameSite ? address.likeness : 0.5 + 0.2 * address.likeness;
    const QByteArrayView rel = document().rawAttribute(link.node, "rel");
    if (address.isNoArticle || rel == "next" || rel == "prev")
        worth = 0.05;
    double place = link.heading != HtmlDocument::none ? 1.0 : 0.8;
    if (link.isInText)
        place = 0.15;
    switch (m_text.region(link.node)) {
    case PageRegion::Content:
        break;
    case PageRegion::Header:
        place *= 0.3;
        break;
    case PageRegion::Aside:
        place *= 0.2;
        break;
    case PageRegion::Nav:
        place *= 0.12;
        break;
    case PageRegion::Footer:
        place *= 0.1;
        break;
    }
    return (0.25 + 0.75 * likeness) * (0.2 + 0.8 * worth) * place;
}

/// Whether there is text before a link on its line, other than a date, a number or a sign.
bool PageLinks::isInText(Node node) const
{
    const HtmlDocument &document = m_text.document();
    constexpr int mostSteps = 40;
    constexpr int mostLevels = 16;
    constexpr int enough = 60;
    constexpr int mark = 12; ///< "[2] ", "Part 3: "
    int visible = 0;
    Node first = node;
    int steps = 0;
    for (Node before = node - 1; before > 0 && steps < mostSteps && visible < enough;
         --before, ++steps) {
        const Tag tag = document.tag(before);
        const bool isBoundary = tag == Tag::Br
            || (tag != Tag::Text && !isPhraseTag(tag) && tag != Tag::Img && tag != Tag::Other
                && !m_text.isHidden(before));
        if (isBoundary)
            break;
        if (tag != Tag::Text || m_text.isHidden(before))
            continue;
        // The text of a link before it, or of an element with an end, like "</p>".
        bool isOther = false;
        bool isEnded = false;
        int levels = 0;
        for (Node outer = document.parent(before);
             outer > 0 && levels < mostLevels && !document.contains(outer, node);
             outer = document.parent(outer), ++levels) {
            isOther = isOther || document.tag(outer) == Tag::A;
            const Tag outerTag = document.tag(outer);
            isEnded = isEnded || (!isPhraseTag(outerTag) && outerTag != Tag::Other);
        }
        if (isEnded)
            break;
        if (!isOther)
            visible += m_text.length(before, before + 1);
        first = before;
    }
    return visible > mark && !m_dates.isDate(first, node) && !m_dates.hasDate(first, node);
}

/// Whether a link is the first words of a paragraph that goes on as the same sentence: "<a>This
/// article</a> tells how it was done, and why." What is an entry is followed by a sign, a date, or
/// a summary with a capital letter.
bool PageLinks::beginsSentence(Node node) const
{
    const HtmlDocument &document = m_text.document();
    constexpr int longText = 50;
    constexpr int near = 8;
    Node paragraph = document.parent(node);
    while (paragraph > 0 && isPhraseTag(document.tag(paragraph)))
        paragraph = document.parent(paragraph);
    const Node end = document.end(paragraph);
    const Node after = document.end(node);
    const bool isLong = document.tag(paragraph) == Tag::P && m_text.length(paragraph, node) == 0
        && m_text.length(after, end) >= longText;
    if (!isLong || after >= end || !document.isText(after))
        return false;
    const QString next = m_text.text(after, after + 1, near);
    return !next.isEmpty() && next.at(0).isLower() && !m_dates.hasDate(after, after + 1);
}

/// Which heading each link stands under: the nearest one before it that says something of a list,
/// as far as no other of its level or above has begun since.
void PageLinks::findLabels()
{
    const HtmlDocument &document = m_text.document();
    constexpr int levels = 6;
    constexpr int longest = 30;
    struct Label
    {
        LabelMeaning meaning = LabelMeaning::Nothing;
        Node end = 0; ///< of what stands under it
    };
    std::array<Label, levels> labels = {};
    std::size_t next = 0;
    for (Node node = 0; node < document.size() && next < m_links.size(); ++node) {
        if (m_links[next].node == node) {
            PageLink &link = m_links[next];
            ++next;
            for (const Label &label : labels) {
                if (label.meaning != LabelMeaning::Nothing && node < label.end)
                    link.label = label.meaning;
            }
            const PageAddress &address = addressOf(link);
            const bool isArticle = address.isSameSite && !address.isNoArticle
                && (address.likeness >= 0.6 || link.heading != HtmlDocument::none);
            if (link.label == LabelMeaning::Things)
                link.label = isArticle ? LabelMeaning::Nothing : LabelMeaning::Other;
            if (link.label == LabelMeaning::Other)
                link.quality *= 0.6;
        }
        if (!isHeadingTag(document.tag(node)) || m_text.isHidden(node))
            continue;
        const auto level =
            static_cast<std::size_t>(document.tag(node)) - static_cast<std::size_t>(Tag::H1);
        std::fill(labels.begin() + static_cast<std::ptrdiff_t>(level), labels.end(), Label());
        // The name of a site is no label, nor is the title of an article.
        if (level == 0 || m_text.length(node) > longest)
            continue;
        const std::size_t inner = firstAt(node);
        const bool isTitle = inner < m_links.size() && m_links[inner].node < document.end(node)
            && !addressOf(m_links[inner]).isNoArticle;
        if (isTitle)
            continue;
        // A heading with a "View all" beside it may stand in a box of its own.
        constexpr int beside = 20;
        Node outer = document.parent(node);
        while (outer > 0 && m_text.length(outer) <= m_text.length(node) + beside)
            outer = document.parent(outer);
        labels.at(level) = {meaningOf(m_text.textOf(node, 2 * longest)), document.end(outer)};
    }
}

/// What is equal for links in equal places.
void PageLinks::findRoles()
{
    const HtmlDocument &document = m_text.document();
    QHash<QByteArrayView, int> uses;
    std::vector<QList<QByteArrayView>> classes;
    classes.reserve(m_links.size());
    for (const PageLink &link : m_links) {
        QList<QByteArrayView> names = steadyClasses(document.rawAttribute(link.node, "class"));
        names += steadyClasses(document.rawAttribute(document.parent(link.node), "class"));
        for (const QByteArrayView name : std::as_const(names))
            ++uses[name];
        classes.push_back(std::move(names));
    }
    for (std::size_t i = 0; i < m_links.size(); ++i) {
        PageLink &link = m_links[i];
        std::size_t role = 0;
        std::size_t names = 0;
        for (const QByteArrayView name : std::as_const(classes[i])) {
            if (uses.value(name) > 1)
                names += qHash(name); // in any order
        }
        role = mixed(role, names);
        for (Node outer = document.parent(link.node); outer > 0; outer = document.parent(outer)) {
            const Tag tag = document.tag(outer);
            if (!isPhraseTag(tag))
                role = mixed(role, static_cast<std::size_t>(tag) + 1);
            // Columns of a table are for different things.
            if (tag == Tag::Td)
                role = mixed(role, columnOf(document, outer));
        }
        role = mixed(role, static_cast<std::size_t>(m_text.region(link.node)));
        if (link.heading > link.node)
            role = mixed(role, static_cast<std::size_t>(document.tag(link.heading)) + 1000);
        // Dates that lead to posts are no titles, and no words of a text.
        constexpr std::size_t date = 2000;
        if (link.isDate)
            role = mixed(role, date);
        // Nor is "Read more" a part of one.
        constexpr std::size_t generic = 3000;
        if (link.isGeneric && !link.text.isEmpty() && link.heading == HtmlDocument::none)
            role = mixed(role, generic);
        link.role = role;
    }
}

} // namespace lectern
