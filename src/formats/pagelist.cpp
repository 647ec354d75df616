// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/pagelist.h"

#include "formats/listgrowth.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

using Tag = HtmlTag;

/// Whether the page says that it is one article.
bool isSaidArticle(const HtmlDocument &document)
{
    for (HtmlDocument::Node node = 0; node < document.size(); ++node) {
        const Tag tag = document.tag(node);
        if (tag == Tag::Body)
            break;
        if (tag == Tag::Meta && document.rawAttribute(node, "property") == "og:type")
            return document.rawAttribute(node, "content") == "article";
    }
    return false;
}

} // namespace

/// All that is found out about a page before a list is chosen.
class PageLists::Page final
{
public:
    explicit Page(const HtmlDocument &page)
        : document(page), text(page), dates(text), links(text, dates), groups(groupsOf(links)),
          stated(page), m_growth(links, groups)
    {
        allowEdges();
    }

    [[nodiscard]] LinkGroup grown(const LinkGroup &seed) const { return m_growth.grown(seed); }

    /// With all that stands in equal places of the same lists, whatever it says: somebody has
    /// pointed there, so nothing has to be told from what is none.
    [[nodiscard]] LinkGroup completed(const LinkGroup &group) const
    {
        const auto placeOf = [](const PageLink &link) {
            // What is no list of its own is told apart by the headings above.
            const bool isListed = link.list != HtmlDocument::none;
            const auto label = isListed ? LabelMeaning::Nothing : link.label;
            return std::pair(link.role, std::pair(link.list, static_cast<int>(label)));
        };
        QSet<std::pair<std::size_t, std::pair<HtmlDocument::Node, int>>> places;
        QSet<int> addresses;
        for (const int link : group.links) {
            places.insert(placeOf(links.at(link)));
            addresses.insert(links.at(link).address);
        }
        std::vector<int> all = group.links;
        for (int link = 0; link < static_cast<int>(links.all().size()); ++link) {
            const PageLink &other = links.at(link);
            if (places.contains(placeOf(other)) && !addresses.contains(other.address)) {
                addresses.insert(other.address);
                all.push_back(link);
            }
        }
        if (all.size() == group.links.size())
            return group;
        std::sort(all.begin(), all.end());
        return ratedGroup(links, std::move(all));
    }

    [[nodiscard]] PageList listOf(const LinkGroup &group) const
    {
        PageList list;
        list.title = pageTitle();
        list.entries = entriesOf(links, group.blocks, stated);
        list.score = scoreOf(group);
        list.description = descriptionOf(links, group);
        return list;
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
    std::vector<LinkGroup> groups; ///< the most promising first
    const StatedArticles stated;

private:
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

    [[nodiscard]] QString pageTitle() const
    {
        for (HtmlDocument::Node node = 0; node < document.size(); ++node) {
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

    const ListGrowth m_growth;
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
        LinkGroup list = m_page->grown(group);
        const bool isOverlapping = std::any_of(list.links.begin(), list.links.end(), [&](int link) {
            return taken.contains(m_page->links.at(link).address);
        });
        // What a better one has is not for a lesser one to grow by.
        if (isOverlapping)
            list = group;
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
                const HtmlDocument::Node link = m_page->links.at(block.link).node;
                return (node >= block.first && node < block.end) || document.contains(node, link);
            });
        if (isNear && (best == nullptr || group.score > best->score))
            best = &group;
    }
    if (best == nullptr)
        return {};
    return m_page->listOf(m_page->grown(m_page->completed(*best)));
}

std::optional<PageList> PageLists::again(const ListDescription &description) const
{
    // Growing a group costs much, comparing one little: so those that are like it already are
    // grown, and the most promising, which may be what has become of it.
    constexpr std::size_t mostAlike = 8;
    constexpr std::size_t mostPromising = 6;
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t i = 0; i < m_page->groups.size(); ++i)
        order.emplace_back(likeness(descriptionOf(m_page->links, m_page->groups[i]), description),
                           i);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto &one, const auto &other) { return one.first > other.first; });
    std::optional<LinkGroup> best;
    double bestLikeness = 0;
    for (std::size_t place = 0; place < order.size(); ++place) {
        const std::size_t i = order[place].second;
        if (place >= mostAlike && i >= mostPromising)
            continue;
        const LinkGroup list = m_page->grown(m_page->groups[i]);
        const double here =
            likeness(descriptionOf(m_page->links, list), description) + 0.1 * m_page->scoreOf(list);
        if (here > bestLikeness) {
            bestLikeness = here;
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
