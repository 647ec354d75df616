// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/listgrowth.h"

#include <algorithm>

namespace lectern {

namespace {

using Node = HtmlDocument::Node;
using Tag = HtmlTag;

} // namespace

LinkGroup ListGrowth::grown(const LinkGroup &seed) const
{
    LinkGroup list = seed;
    // What one round adds may make more of the page alike.
    constexpr int rounds = 3;
    for (int round = 0; round < rounds; ++round) {
        const ListTraits traits(m_page, list);
        std::vector<int> entries = list.links;
        QSet<int> addresses;
        for (const int link : entries)
            addresses.insert(m_page.at(link).address);
        for (const LinkGroup &other : m_groups) {
            for (const int link : freshLinks(list, traits, other)) {
                if (addresses.contains(m_page.at(link).address))
                    continue;
                addresses.insert(m_page.at(link).address);
                entries.push_back(link);
            }
        }
        if (entries.size() == list.links.size())
            break;
        std::sort(entries.begin(), entries.end());
        const QString label = list.label;
        list = ratedGroup(m_page, std::move(entries));
        if (list.label.isEmpty())
            list.label = label;
    }
    return pruned(std::move(list));
}

/// Without what only stands among the entries by chance: links of an introduction, "Contact".
LinkGroup ListGrowth::pruned(LinkGroup list) const
{
    constexpr std::size_t least = 4;
    if (list.links.size() < least)
        return list;
    const auto isNoArticle = [this](int link) {
        const PageAddress &address = m_page.addressOf(m_page.at(link));
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
    const ListTraits traits(m_page, sure);
    std::vector<int> kept;
    for (std::size_t i = 0; i < list.links.size(); ++i) {
        const int link = list.links[i];
        const bool isOdd = (isDated && !list.dates[i]) || (isAllHeaded && !list.headings[i]);
        const bool isFar = !traits.hasShape(m_page.addressOf(m_page.at(link)));
        const bool isPlain = !isDated && !isAllHeaded;
        const bool isStrange =
            isNoArticle(link) && strange <= (1 - most) * count && (isOdd || isFar || isPlain);
        if (!isStrange && !(isOdd && isFar))
            kept.push_back(link);
    }
    if (kept.size() == list.links.size())
        return list;
    const QString label = list.label;
    list = ratedGroup(m_page, std::move(kept));
    if (list.label.isEmpty())
        list.label = label;
    return list;
}

/// The links of another group that belong to the list.
std::vector<int> ListGrowth::freshLinks(const LinkGroup &list, const ListTraits &traits,
                                        const LinkGroup &other) const
{
    std::vector<int> fresh;
    std::size_t alike = 0;
    std::size_t shared = 0;
    bool isSameRole = true;
    // A list of projects may grow by projects.
    const bool isOfOthers = m_page.at(list.links.front()).label == LabelMeaning::Other;
    for (const int link : other.links) {
        const PageLink &each = m_page.at(link);
        const PageAddress &address = m_page.addressOf(each);
        // What stands alone and says nothing leads to the next page, unless it lies over a post.
        const bool isOfPost =
            other.isHeaded() && m_page.document().tag(other.blocks.front().root) == Tag::Article;
        const bool isSign = other.links.size() == 1 && each.isGeneric
            && each.heading == HtmlDocument::none && !isOfPost;
        if (isSign)
            continue;
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
    const PageRegion region = m_page.text().region(m_page.at(list.links.front()).node);
    const PageRegion otherRegion = m_page.text().region(m_page.at(fresh.front()).node);
    const bool isElsewhere = otherRegion != PageRegion::Content && otherRegion != region
        && !(otherRegion == PageRegion::Header && other.isHeaded()) && !isFeatured(list, other);
    const bool isOther = meaningOf(other.label) == LabelMeaning::Other && other.label != list.label;
    // A featured post may stand in the header.
    const double least = otherRegion == PageRegion::Content ? 0.45 : 0.2;
    const bool isPoor = other.quality < least * std::min(0.8, list.quality);
    const bool isAlike = static_cast<double>(alike) >= 0.75 * count;
    // Another link to the same entries, which some have that lack a title.
    const bool isPermalink = 2 * shared > list.links.size() && shared > 1;
    if (isPermalink && isAlike && !isElsewhere && !isOther)
        return fresh;
    if (!isElsewhere && !isOther && !isPoor && isStream(list, other, fresh))
        return fresh;
    const bool isIndex =
        !other.isDated() && list.isDated() && fresh.size() > 2 * list.links.size() && !isSameRole;
    if (isElsewhere || isOther || isPoor || !isAlike || isIndex)
        return {};
    const bool isSameLook =
        other.isHeaded() == list.isHeaded() && other.isDated() == list.isDated();
    const bool isEntry = isSameRole ? isSameLook || traits.isDistinctive()
                                    : isSameLook || traits.isDistinctive() || other.isHeaded();
    return isEntry ? fresh : std::vector<int>();
}

/// Whether it is one article before the list, though in an <aside>.
bool ListGrowth::isFeatured(const LinkGroup &list, const LinkGroup &other) const
{
    const bool isBefore =
        other.links.size() == 1 && other.isHeaded() && other.links.front() < list.links.front();
    if (!isBefore)
        return false;
    for (Node outer = m_page.at(other.links.front()).node; outer > 0;
         outer = m_page.document().parent(outer)) {
        if (m_page.document().tag(outer) == Tag::Article)
            return true;
    }
    return false;
}

/// Whether the links are entries among those of the list: a weblog that has links to elsewhere
/// beside articles. They stand among them as siblings, are no fewer, and lead to many sites,
/// as advertisements don't.
bool ListGrowth::isStream(const LinkGroup &list, const LinkGroup &other,
                          const std::vector<int> &fresh) const
{
    if (fresh.size() < list.links.size() || fresh.size() < 4)
        return false;
    QSet<Node> parents;
    for (const PageBlock &block : list.blocks)
        parents.insert(m_page.document().parent(block.root));
    std::size_t siblings = 0;
    for (const PageBlock &block : other.blocks)
        siblings += parents.contains(m_page.document().parent(block.root)) ? 1U : 0U;
    QSet<QString> hosts;
    for (const int link : fresh)
        hosts.insert(bareHost(m_page.addressOf(m_page.at(link)).url));
    const bool isAmong = fresh.front() < list.links.back() && fresh.back() > list.links.front();
    return isAmong && 3 * siblings >= 2 * other.blocks.size()
        && 2 * static_cast<std::size_t>(hosts.size()) > fresh.size();
}

bool ListGrowth::isWithin(Node node, const LinkGroup &list)
{
    const auto after =
        std::upper_bound(list.blocks.begin(), list.blocks.end(), node,
                         [](Node wanted, const PageBlock &block) { return wanted < block.first; });
    return after != list.blocks.begin() && node < std::prev(after)->end;
}

} // namespace lectern
