// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/pagelist.h"

#include "formats/pagegroups.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

using Node = HtmlDocument::Node;
using Tag = HtmlTag;

constexpr qsizetype maximumKnown = 60;

/// What all entries of a list have in common.
class ListTraits final
{
public:
    ListTraits(const PageLinks &page, const LinkGroup &group) : m_count(group.links.size())
    {
        for (const int link : group.links) {
            const PageAddress &address = page.addressOf(page.at(link));
            ++m_shapes[address.shape];
            ++m_looseShapes[address.looseShape];
            ++m_hosts[bareHost(address.url)];
            ++m_roles[page.at(link).role];
            m_keys.insert(page.at(link).address);
        }
    }

    [[nodiscard]] bool hasAddress(int address) const { return m_keys.contains(address); }
    [[nodiscard]] bool hasShape(const PageAddress &address) const
    {
        return m_shapes.contains(address.shape);
    }
    [[nodiscard]] bool hasRole(std::size_t role) const { return m_roles.contains(role); }
    /// Whether an address could be of the same program as those of the list.
    [[nodiscard]] bool isAlike(const PageAddress &address) const
    {
        if (m_shapes.contains(address.shape))
            return true;
        // Categories in addresses, or a list of links to anywhere.
        const auto most = static_cast<qsizetype>(m_count);
        if (2 * m_hosts.size() > most && most >= 4)
            return true;
        return 2 * m_shapes.size() > most && most >= 3
            && m_looseShapes.contains(address.looseShape);
    }
    /// Whether the addresses alone tell entries from other pages of the site: they have a folder
    /// or a date, "/blog/~", not only "/~".
    [[nodiscard]] bool isDistinctive() const
    {
        return std::all_of(m_shapes.keyBegin(), m_shapes.keyEnd(), [](const QString &shape) {
            return shape.count(u'/') >= 2 || shape.contains(u'#') || shape.contains(u'?');
        });
    }
    [[nodiscard]] QStringList shapes() const
    {
        QStringList list = m_shapes.keys();
        std::sort(list.begin(), list.end(), [this](const QString &one, const QString &other) {
            const int first = m_shapes.value(one);
            const int second = m_shapes.value(other);
            return first != second ? first > second : one < other;
        });
        constexpr qsizetype most = 8;
        return list.size() > most ? list.first(most) : list;
    }

private:
    std::size_t m_count;
    QHash<QString, int> m_shapes;
    QHash<QString, int> m_looseShapes;
    QHash<QString, int> m_hosts;
    QHash<std::size_t, int> m_roles;
    QSet<int> m_keys;
};

/// The elements around a node that say what they are, from the outside: never classes, divisions
/// or how deep they are nested.
QString placeOf(const HtmlDocument &document, Node node)
{
    QStringList names;
    for (Node outer = document.parent(node); outer > 0; outer = document.parent(outer)) {
        QString name;
        switch (document.tag(outer)) {
        case Tag::Main:
            name = u"main"_s;
            break;
        case Tag::Aside:
            name = u"aside"_s;
            break;
        case Tag::Nav:
            name = u"nav"_s;
            break;
        case Tag::Footer:
            name = u"footer"_s;
            break;
        case Tag::Article:
            name = u"article"_s;
            break;
        case Tag::Ul:
        case Tag::Ol:
            name = u"list"_s;
            break;
        case Tag::Table:
            name = u"table"_s;
            break;
        case Tag::Dl:
            name = u"definitions"_s;
            break;
        default:
            if (isHeadingTag(document.tag(outer)))
                name = u"heading"_s;
            break;
        }
        constexpr qsizetype most = 12;
        if (!name.isEmpty() && names.size() < most)
            names.prepend(name);
    }
    return names.join(u' ');
}

/// Whether the page says that it is one article.
bool isSaidArticle(const HtmlDocument &document)
{
    for (Node node = 0; node < document.size(); ++node) {
        const Tag tag = document.tag(node);
        if (tag == Tag::Body)
            break;
        if (tag == Tag::Meta && document.rawAttribute(node, "property") == "og:type")
            return document.rawAttribute(node, "content") == "article";
    }
    return false;
}

QJsonArray jsonOf(const QStringList &list)
{
    return QJsonArray::fromStringList(list);
}

QStringList stringsOf(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue &each : value.toArray()) {
        if (each.isString())
            list.append(each.toString());
    }
    return list;
}

} // namespace

QByteArray ListDescription::toJson() const
{
    return QJsonDocument(QJsonObject{{u"label"_s, label},
                                     {u"place"_s, place},
                                     {u"shapes"_s, jsonOf(shapes)},
                                     {u"known"_s, jsonOf(known)},
                                     {u"headed"_s, headed},
                                     {u"dated"_s, dated}})
        .toJson(QJsonDocument::Compact);
}

ListDescription ListDescription::fromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    ListDescription description;
    description.label = object.value("label"_L1).toString();
    description.place = object.value("place"_L1).toString();
    description.shapes = stringsOf(object.value("shapes"_L1));
    description.known = stringsOf(object.value("known"_L1));
    description.headed = object.value("headed"_L1).toDouble();
    description.dated = object.value("dated"_L1).toDouble();
    return description;
}

/// All that is found out about a page before a list is chosen.
class PageLists::Page final
{
public:
    explicit Page(const HtmlDocument &page)
        : document(page), text(page), dates(text), links(text, dates), groups(groupsOf(links))
    {
        preferOuter();
        allowEdges();
    }

    /// The list that this group is the heart of.
    [[nodiscard]] LinkGroup grown(const LinkGroup &seed) const
    {
        LinkGroup list = seed;
        // What one round adds may make more of the page alike.
        constexpr int rounds = 3;
        for (int round = 0; round < rounds; ++round) {
            const ListTraits traits(links, list);
            std::vector<int> entries = list.links;
            QSet<int> addresses;
            for (const int link : entries)
                addresses.insert(links.at(link).address);
            for (const LinkGroup &other : groups) {
                for (const int link : freshLinks(list, traits, other)) {
                    if (addresses.contains(links.at(link).address))
                        continue;
                    addresses.insert(links.at(link).address);
                    entries.push_back(link);
                }
            }
            if (entries.size() == list.links.size())
                break;
            std::sort(entries.begin(), entries.end());
            const QString label = list.label;
            list = ratedGroup(links, std::move(entries));
            if (list.label.isEmpty())
                list.label = label;
        }
        return pruned(std::move(list));
    }

    /// Without what only stands among the entries by chance: links of an introduction, "Contact".
    [[nodiscard]] LinkGroup pruned(LinkGroup list) const
    {
        constexpr std::size_t least = 4;
        if (list.links.size() < least)
            return list;
        const auto isNoArticle = [this](int link) {
            const PageAddress &address = links.addressOf(links.at(link));
            return address.isNoArticle || address.isHome;
        };
        const auto count = static_cast<double>(list.links.size());
        const auto strange =
            static_cast<double>(std::count_if(list.links.begin(), list.links.end(), isNoArticle));
        constexpr double most = 0.7;
        const bool isDated = list.dated >= most;
        const bool isAllHeaded = list.headed >= most;
        if (!isDated && !isAllHeaded && (strange == 0 || strange > (1 - most) * count))
            return list;
        LinkGroup sure;
        for (std::size_t i = 0; i < list.links.size(); ++i) {
            const bool isSure = (!isDated || list.dates[i]) && (!isAllHeaded || list.headings[i])
                && !isNoArticle(list.links[i]);
            if (isSure)
                sure.links.push_back(list.links[i]);
        }
        if (sure.links.empty())
            return list;
        const ListTraits traits(links, sure);
        std::vector<int> kept;
        for (std::size_t i = 0; i < list.links.size(); ++i) {
            const int link = list.links[i];
            const bool isOdd = (isDated && !list.dates[i]) || (isAllHeaded && !list.headings[i]);
            const bool isFar = !traits.hasShape(links.addressOf(links.at(link)));
            const bool isPlain = !isDated && !isAllHeaded;
            const bool isStrange =
                isNoArticle(link) && strange <= (1 - most) * count && (isOdd || isFar || isPlain);
            if (!isStrange && !(isOdd && isFar))
                kept.push_back(link);
        }
        if (kept.size() == list.links.size())
            return list;
        const QString label = list.label;
        list = ratedGroup(links, std::move(kept));
        if (list.label.isEmpty())
            list.label = label;
        return list;
    }

    [[nodiscard]] PageList listOf(const LinkGroup &group) const
    {
        PageList list;
        list.title = pageTitle();
        list.entries = entriesOf(links, group.blocks);
        list.score = scoreOf(group);
        list.description = descriptionOf(group);
        return list;
    }

    [[nodiscard]] ListDescription descriptionOf(const LinkGroup &group) const
    {
        ListDescription description;
        description.label = group.label;
        description.headed = group.headed;
        description.dated = group.dated;
        description.shapes = ListTraits(links, group).shapes();
        QHash<QString, int> places;
        for (const int link : group.links) {
            if (description.known.size() < maximumKnown)
                description.known.append(links.addressOf(links.at(link)).key);
            ++places[placeOf(document, links.at(link).node)];
        }
        int most = 0;
        for (auto place = places.cbegin(); place != places.cend(); ++place) {
            const bool isMore =
                place.value() > most || (place.value() == most && place.key() < description.place);
            if (isMore) {
                description.place = place.key();
                most = place.value();
            }
        }
        return description;
    }

    [[nodiscard]] double scoreOf(const LinkGroup &group) const
    {
        constexpr double middle = 0.8; // as likely as not
        double score = group.score / (group.score + middle);
        const bool isArticle = group.coverage < 0.5 && isSaidArticle(document);
        if (isArticle)
            score *= 0.6;
        return score;
    }

    const HtmlDocument &document;
    const PageText text;
    const PageDates dates;
    const PageLinks links;
    std::vector<LinkGroup> groups;

private:
    /// Lists within one entry of another list are part of that entry: links in the body of a post.
    void preferOuter()
    {
        constexpr std::size_t looked = 24;
        const std::size_t count = std::min(looked, groups.size());
        std::vector<double> scores;
        for (std::size_t i = 0; i < count; ++i) {
            double score = groups[i].score;
            for (std::size_t j = 0; j < count; ++j) {
                const LinkGroup &outer = groups[j];
                const bool isOuter = i != j && outer.links.size() >= 2 && outer.quality >= 0.35
                    && outer.coverage > 0.2 && isWithinOne(groups[i], outer);
                if (isOuter) {
                    score *= 0.35;
                    break;
                }
            }
            const bool hasTitles =
                std::any_of(groups.begin(), groups.begin() + static_cast<std::ptrdiff_t>(count),
                            [&](const LinkGroup &other) { return isTitledBy(groups[i], other); });
            scores.push_back(hasTitles ? score * 0.45 : score);
        }
        for (std::size_t i = 0; i < count; ++i)
            groups[i].score = scores[i];
        std::stable_sort(
            groups.begin(), groups.end(),
            [](const LinkGroup &one, const LinkGroup &other) { return one.score > other.score; });
    }

    /// Where there is no list in the content of the page, one in what calls itself a sidebar or
    /// navigation may be all there is.
    void allowEdges()
    {
        constexpr double allowance = 2.5;
        const auto isEdge = [this](const LinkGroup &group) {
            return text.region(links.at(group.links.front()).node) != PageRegion::Content;
        };
        const bool hasList = std::any_of(groups.begin(), groups.end(), [&](const LinkGroup &group) {
            return !isEdge(group) && scoreOf(group) >= leastListScore;
        });
        if (hasList || isSaidArticle(document))
            return;
        for (LinkGroup &group : groups) {
            if (isEdge(group))
                group.score *= allowance;
        }
        std::stable_sort(
            groups.begin(), groups.end(),
            [](const LinkGroup &one, const LinkGroup &other) { return one.score > other.score; });
    }

    /// Whether links that say nothing ("★", "Permalink") have links beside them that are titles.
    [[nodiscard]] bool isTitledBy(const LinkGroup &group, const LinkGroup &other) const
    {
        constexpr double leastQuality = 0.4;
        if (&group == &other || group.headed > 0.5 || other.quality < leastQuality)
            return false;
        const auto isGeneric = [this](int link) { return links.at(link).isGeneric; };
        const auto generic = std::count_if(group.links.begin(), group.links.end(), isGeneric);
        if (2 * static_cast<std::size_t>(generic) < group.links.size())
            return false;
        std::size_t titled = 0;
        for (const PageBlock &block : group.blocks) {
            const auto first = std::lower_bound(
                other.links.begin(), other.links.end(), block.first,
                [this](int link, Node wanted) { return links.at(link).node < wanted; });
            if (first == other.links.end())
                break;
            const PageLink &link = links.at(*first);
            const bool isTitle = link.node < links.at(block.link).node && !link.isGeneric
                && !link.isInText && link.address != links.at(block.link).address;
            titled += isTitle ? 1U : 0U;
        }
        return 5 * titled >= 3 * group.blocks.size();
    }

    [[nodiscard]] bool isWithinOne(const LinkGroup &inner, const LinkGroup &outer) const
    {
        const Node first = links.at(inner.links.front()).node;
        const Node last = links.at(inner.links.back()).node;
        return std::any_of(outer.blocks.begin(), outer.blocks.end(), [&](const PageBlock &block) {
            // Its own title and what is beside that is no list in it.
            const bool isTitle = inner.links.size() == 1
                && links.at(inner.links.front()).address == links.at(block.link).address;
            return !isTitle && first >= block.first && last < block.end;
        });
    }

    /// The links of another group that belong to the list.
    [[nodiscard]] std::vector<int> freshLinks(const LinkGroup &list, const ListTraits &traits,
                                              const LinkGroup &other) const
    {
        std::vector<int> fresh;
        std::size_t alike = 0;
        std::size_t shared = 0;
        bool isSameRole = true;
        // A list of projects may grow by projects.
        const bool isOfOthers = links.at(list.links.front()).label == LabelMeaning::Other;
        for (const int link : other.links) {
            const PageLink &each = links.at(link);
            const PageAddress &address = links.addressOf(each);
            shared += traits.hasAddress(each.address) ? 1U : 0U;
            if (traits.hasAddress(each.address) || address.isNoArticle || each.isInText)
                continue;
            if (isWithin(each.node, list))
                continue;
            if (each.label == LabelMeaning::Other && !isOfOthers)
                continue;
            fresh.push_back(link);
            alike += traits.isAlike(address) ? 1U : 0U;
            isSameRole = isSameRole && traits.hasRole(each.role);
        }
        if (fresh.empty())
            return {};
        const auto count = static_cast<double>(fresh.size());
        const PageRegion region = text.region(links.at(list.links.front()).node);
        const PageRegion otherRegion = text.region(links.at(fresh.front()).node);
        const bool isElsewhere = otherRegion != PageRegion::Content && otherRegion != region
            && !(otherRegion == PageRegion::Header && other.isHeaded());
        const bool isOther =
            meaningOf(other.label) == LabelMeaning::Other && other.label != list.label;
        // A featured post may stand in the header.
        const double least = otherRegion == PageRegion::Header ? 0.2 : 0.45;
        const bool isPoor = other.quality < least * std::min(0.8, list.quality);
        const bool isAlike = static_cast<double>(alike) >= 0.75 * count;
        // Another link to the same entries, which some have that lack a title.
        const bool isPermalink = 2 * shared > list.links.size() && shared > 1;
        if (isPermalink && isAlike && !isElsewhere && !isOther)
            return fresh;
        if (!isElsewhere && !isOther && !isPoor && isStream(list, other, fresh))
            return fresh;
        const bool isIndex = !other.isDated() && list.isDated()
            && fresh.size() > 2 * list.links.size() && !isSameRole;
        if (isElsewhere || isOther || isPoor || !isAlike || isIndex)
            return {};
        const bool isSameLook =
            other.isHeaded() == list.isHeaded() && other.isDated() == list.isDated();
        const bool isEntry = isSameRole ? isSameLook || traits.isDistinctive()
                                        : isSameLook || traits.isDistinctive() || other.isHeaded();
        return isEntry ? fresh : std::vector<int>();
    }

    /// Whether the links are entries among those of the list: a weblog that has links to elsewhere
    /// beside articles. They stand among them as siblings, are no fewer, and lead to many sites,
    /// as advertisements don't.
    [[nodiscard]] bool isStream(const LinkGroup &list, const LinkGroup &other,
                                const std::vector<int> &fresh) const
    {
        if (fresh.size() < list.links.size() || fresh.size() < 4)
            return false;
        QSet<Node> parents;
        for (const PageBlock &block : list.blocks)
            parents.insert(document.parent(block.root));
        std::size_t siblings = 0;
        for (const PageBlock &block : other.blocks)
            siblings += parents.contains(document.parent(block.root)) ? 1U : 0U;
        QSet<QString> hosts;
        for (const int link : fresh)
            hosts.insert(bareHost(links.addressOf(links.at(link)).url));
        const bool isAmong = fresh.front() < list.links.back() && fresh.back() > list.links.front();
        return isAmong && 3 * siblings >= 2 * other.blocks.size()
            && 2 * static_cast<std::size_t>(hosts.size()) > fresh.size();
    }

    [[nodiscard]] static bool isWithin(Node node, const LinkGroup &list)
    {
        const auto after = std::upper_bound(
            list.blocks.begin(), list.blocks.end(), node,
            [](Node wanted, const PageBlock &block) { return wanted < block.first; });
        return after != list.blocks.begin() && node < std::prev(after)->end;
    }

    [[nodiscard]] QString pageTitle() const
    {
        for (Node node = 0; node < document.size(); ++node) {
            const Tag tag = document.tag(node);
            if (tag == Tag::Body)
                break;
            if (tag == Tag::Meta && document.rawAttribute(node, "property") == "og:site_name") {
                const QString name =
                    QString::fromUtf8(document.attribute(node, "content")).simplified();
                if (!name.isEmpty())
                    return name;
            }
        }
        return document.title();
    }
};

PageLists::PageLists(const HtmlDocument &page) : m_page(std::make_unique<Page>(page)) { }

PageLists::~PageLists() = default;

QList<PageList> PageLists::ranked(qsizetype most) const
{
    QList<PageList> lists;
    QSet<int> taken;
    for (const LinkGroup &group : m_page->groups) {
        if (lists.size() >= most)
            break;
        qsizetype known = 0;
        for (const int link : group.links)
            known += taken.contains(m_page->links.at(link).address) ? 1 : 0;
        if (2 * known >= static_cast<qsizetype>(group.links.size()) && known > 0)
            continue;
        const LinkGroup list = m_page->grown(group);
        known = 0;
        for (const int link : list.links)
            known += taken.contains(m_page->links.at(link).address) ? 1 : 0;
        if (2 * known >= static_cast<qsizetype>(list.links.size()) && known > 0)
            continue;
        // Beside a list that is one for sure, others may be what the reader means after all.
        constexpr double leastBeside = 0.2;
        if (m_page->scoreOf(list) < (lists.isEmpty() ? leastListScore : leastBeside))
            continue;
        for (const int link : list.links)
            taken.insert(m_page->links.at(link).address);
        lists.append(m_page->listOf(list));
    }
    std::stable_sort(lists.begin(), lists.end(), [](const PageList &one, const PageList &other) {
        return one.score > other.score;
    });
    return lists;
}

std::optional<PageList> PageLists::around(HtmlDocument::Node node) const
{
    const HtmlDocument &document = m_page->document;
    if (node <= 0 || node >= document.size())
        return {};
    const LinkGroup *best = nullptr;
    for (const LinkGroup &group : m_page->groups) {
        const bool isNear =
            std::any_of(group.blocks.begin(), group.blocks.end(), [&](const PageBlock &block) {
                const Node link = m_page->links.at(block.link).node;
                return (node >= block.first && node < block.end) || document.contains(node, link);
            });
        if (isNear && (best == nullptr || group.score > best->score))
            best = &group;
    }
    if (best == nullptr)
        return {};
    return m_page->listOf(m_page->grown(*best));
}

std::optional<PageList> PageLists::around(const QUrl &url) const
{
    const QString key = readPageAddress(url, m_page->document.address()).key;
    const LinkGroup *best = nullptr;
    for (const LinkGroup &group : m_page->groups) {
        const bool isIn = std::any_of(group.links.begin(), group.links.end(), [&](int link) {
            return m_page->links.addressOf(m_page->links.at(link)).key == key;
        });
        if (isIn && (best == nullptr || group.score > best->score))
            best = &group;
    }
    if (best == nullptr)
        return {};
    return m_page->listOf(m_page->grown(*best));
}

std::optional<PageList> PageLists::again(const ListDescription &description) const
{
    constexpr std::size_t looked = 12;
    std::optional<LinkGroup> best;
    double bestLikeness = 0;
    for (std::size_t i = 0; i < std::min(looked, m_page->groups.size()); ++i) {
        const LinkGroup list = m_page->grown(m_page->groups[i]);
        const ListDescription here = m_page->descriptionOf(list);
        const auto shareOf = [](const QStringList &wanted, const QStringList &there) {
            if (wanted.isEmpty())
                return 0.0;
            const auto found =
                std::count_if(wanted.begin(), wanted.end(),
                              [&there](const QString &each) { return there.contains(each); });
            return static_cast<double>(found) / static_cast<double>(wanted.size());
        };
        const double known = here.known.size() < description.known.size()
            ? shareOf(here.known, description.known)
            : shareOf(description.known, here.known);
        const double shapes = shareOf(here.shapes, description.shapes);
        double likeness = 0.5 * known + 0.2 * shapes;
        likeness += here.place == description.place ? 0.12 : 0;
        likeness += !here.label.isEmpty() && here.label == description.label ? 0.08 : 0;
        likeness += std::abs(here.headed - description.headed) < 0.5 ? 0.05 : 0;
        likeness += std::abs(here.dated - description.dated) < 0.5 ? 0.05 : 0;
        likeness += 0.1 * m_page->scoreOf(list);
        if (likeness > bestLikeness) {
            bestLikeness = likeness;
            best = list;
        }
    }
    // Entries all of them new, but in the same place and with the same looks, are enough.
    constexpr double least = 0.4;
    if (!best || bestLikeness < least)
        return {};
    return m_page->listOf(*best);
}

} // namespace lectern
