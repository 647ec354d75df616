// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/pagegroups.h"

#include <QStringList>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

using Node = HtmlDocument::Node;
using Tag = HtmlTag;

constexpr std::size_t maximumGroups = 100;

/// How much more a list of so many entries is.
double weightOfCount(std::size_t count)
{
    if (count <= 1)
        return 0.3;
    if (count == 2)
        return 0.55;
    if (count == 3)
        return 0.75;
    return std::min(1.35, 0.85 + 0.05 * (static_cast<double>(count) - 4) / 2.0);
}

/// The heading that stands before a node, as near as headings of lists stand.
QString headingAbove(const PageLinks &links, Node below, const std::vector<PageBlock> &blocks)
{
    const HtmlDocument &document = links.document();
    const PageText &text = links.text();
    constexpr int mostNodes = 60;
    constexpr int mostText = 400;
    constexpr int longest = 60;
    const auto isOwn = [&blocks](Node node) {
        return std::any_of(blocks.begin(), blocks.end(), [node](const PageBlock &block) {
            return node >= block.first && node < block.end;
        });
    };
    int steps = 0;
    for (Node node = below - 1; node > 0 && steps < mostNodes; --node, ++steps) {
        if (text.length(node, below) > mostText)
            break;
        if (!isHeadingTag(document.tag(node)) || isOwn(node))
            continue;
        if (text.length(node) > 0 && text.length(node) <= longest)
            return text.textOf(node, longest * 2);
        break;
    }
    return {};
}

/// Links of one role, parted where they stand in different lists, and put together again where
/// these lists are alike (the years of an archive).
std::vector<std::vector<int>> partsOf(const PageLinks &page, const std::vector<int> &sameRole)
{
    QHash<std::pair<Node, int>, std::size_t> byList;
    std::vector<std::vector<int>> lists;
    for (const int link : sameRole) {
        const std::pair<Node, int> list(page.at(link).list, static_cast<int>(page.at(link).label));
        const auto known = byList.constFind(list);
        if (known == byList.cend()) {
            byList.insert(list, lists.size());
            lists.push_back({link});
        } else {
            lists[*known].push_back(link);
        }
    }
    if (lists.size() < 2)
        return lists;
    struct Look
    {
        double likeness = 0;
        double dated = 0;
        bool isOther = false;
        bool isHeaded = false;
        QSet<QString> shapes; ///< of addresses
    };
    const auto lookOf = [&page](const std::vector<int> &links) {
        Look look;
        look.isOther = page.at(links.front()).label == LabelMeaning::Other;
        look.isHeaded = page.at(links.front()).heading != HtmlDocument::none;
        for (const int link : links) {
            const Node node = page.at(link).node;
            const Node item = page.document().parent(node);
            look.likeness += page.at(link).quality;
            look.shapes.insert(page.addressOf(page.at(link)).shape);
            look.dated += page.dates().hasDate(item, page.document().end(item)) ? 1 : 0;
        }
        look.likeness /= static_cast<double>(links.size());
        look.dated /= static_cast<double>(links.size());
        return look;
    };
    std::vector<std::vector<int>> parts;
    std::vector<Look> looks;
    for (const std::vector<int> &list : lists) {
        const Look look = lookOf(list);
        std::size_t best = parts.size();
        for (std::size_t i = 0; i < parts.size() && best == parts.size(); ++i) {
            // Of one or two entries, the words of a title tell little of what they are.
            const bool isSmall = std::min(list.size(), parts[i].size()) < 3
                && looks[i].shapes.intersects(look.shapes);
            const bool isInFolder =
                std::all_of(look.shapes.cbegin(), look.shapes.cend(),
                            [](const QString &shape) { return shape.count(u'/') >= 2; });
            const bool isSure = isSmall && (look.isHeaded || isInFolder);
            const double most = isSure ? 1 : isSmall ? 0.5 : 0.3;
            const bool isAlike = (looks[i].isOther == look.isOther)
                && std::abs(looks[i].likeness - look.likeness) < most
                && std::abs(looks[i].dated - look.dated) < 0.6;
            if (isAlike)
                best = i;
        }
        if (best < parts.size()) {
            parts[best].insert(parts[best].end(), list.begin(), list.end());
        } else if (parts.size() < 8) {
            parts.push_back(list);
            looks.push_back(look);
        }
    }
    for (std::vector<int> &part : parts)
        std::sort(part.begin(), part.end());
    return parts;
}

/// Of several links in each row ("Title", "discussion", "mirror") the best: a row is a block of
/// text with several of these links, of which there are many.
std::vector<int> onePerRow(const PageLinks &page, const std::vector<int> &links)
{
    const HtmlDocument &document = page.document();
    QHash<Node, int> best;
    QHash<Node, int> counts;
    std::vector<Node> rows;
    std::size_t beside = 0; // links that come after another one in their row
    std::size_t below = 0; // of these, on a line of their own
    const auto isBroken = [&document](Node from, Node to) {
        constexpr int most = 100;
        for (Node node = from; node < std::min(to, from + most); ++node) {
            if (document.tag(node) == Tag::Br)
                return true;
        }
        return false;
    };
    for (const int link : links) {
        const Node node = page.at(link).node;
        Node row = document.parent(node);
        while (row > 0 && isPhraseTag(document.tag(row)))
            row = document.parent(row);
        if (!rows.empty() && rows.back() == row) {
            ++beside;
            below += isBroken(page.at(links[rows.size() - 1]).node, node) ? 1U : 0U;
        }
        rows.push_back(row);
        ++counts[row];
        const auto known = best.constFind(row);
        if (known == best.cend() || page.at(link).quality > page.at(*known).quality + 0.05)
            best.insert(row, link);
    }
    const auto several =
        std::count_if(counts.cbegin(), counts.cend(), [](int count) { return count > 1; });
    constexpr qsizetype leastRows = 3;
    constexpr qsizetype mostPerRow = 4;
    const bool isLines = 10 * below > 9 * beside;
    const bool isRows = counts.size() >= leastRows && 2 * several > counts.size() && !isLines
        && static_cast<qsizetype>(links.size()) <= mostPerRow * counts.size();
    if (!isRows)
        return links;
    std::vector<int> kept;
    for (std::size_t i = 0; i < links.size(); ++i) {
        if (best.value(rows[i]) == links[i])
            kept.push_back(links[i]);
    }
    return kept;
}

/// Each address once: at the link that says most.
std::vector<int> onePerAddress(const PageLinks &page, const std::vector<int> &links)
{
    QHash<int, int> best;
    for (const int link : links) {
        const int address = page.at(link).address;
        const auto known = best.constFind(address);
        if (known == best.cend() || page.at(link).quality > page.at(*known).quality + 0.05)
            best.insert(address, link);
    }
    std::vector<int> kept;
    for (const int link : links) {
        if (best.value(page.at(link).address) == link)
            kept.push_back(link);
    }
    return kept;
}

/// Whether all of a group stands within one entry of another, or leads from a few of them to other
/// sites, and is not their titles: lists and headings in the bodies of posts.
bool isWithin(const PageLinks &page, const LinkGroup &inner, const LinkGroup &outer)
{
    if (10 * inner.links.size() < 6 * outer.links.size()) {
        const auto isInside = [&](int link) {
            const Node node = page.at(link).node;
            if (page.addressOf(page.at(link)).isSameSite)
                return false;
            const auto after = std::upper_bound(
                outer.blocks.begin(), outer.blocks.end(), node,
                [](Node wanted, const PageBlock &block) { return wanted < block.first; });
            if (after == outer.blocks.begin())
                return false;
            const PageBlock &block = *std::prev(after);
            return node < block.end && page.at(block.link).address != page.at(link).address;
        };
        if (std::all_of(inner.links.begin(), inner.links.end(), isInside))
            return true;
    }
    const Node first = page.at(inner.links.front()).node;
    const Node last = page.at(inner.links.back()).node;
    return std::any_of(outer.blocks.begin(), outer.blocks.end(), [&](const PageBlock &block) {
        // Its own title and what is beside that is no list in it.
        const bool isTitle = inner.links.size() == 1
            && page.at(inner.links.front()).address == page.at(block.link).address;
        return !isTitle && first >= block.first && last < block.end;
    });
}

/// Whether links that say nothing ("★", "Permalink") have links beside them that are titles.
bool isTitledBy(const PageLinks &page, const LinkGroup &group, const LinkGroup &other)
{
    constexpr double leastQuality = 0.4;
    if (&group == &other || group.headed > 0.5 || other.quality < leastQuality)
        return false;
    const auto isGeneric = [&page](int link) { return page.at(link).isGeneric; };
    const auto generic = std::count_if(group.links.begin(), group.links.end(), isGeneric);
    if (2 * static_cast<std::size_t>(generic) < group.links.size())
        return false;
    std::size_t titled = 0;
    for (const PageBlock &block : group.blocks) {
        const auto first = std::lower_bound(
            other.links.begin(), other.links.end(), block.first,
            [&page](int link, Node wanted) { return page.at(link).node < wanted; });
        if (first == other.links.end())
            break;
        const PageLink &link = page.at(*first);
        const bool isTitle = link.node < page.at(block.link).node && !link.isGeneric
            && !link.isInText && link.address != page.at(block.link).address;
        titled += isTitle ? 1U : 0U;
    }
    return 5 * titled >= 3 * group.blocks.size();
}

/// Lists within one entry of another list are part of that entry: links in the body of a post.
void preferOuter(const PageLinks &page, std::vector<LinkGroup> &groups)
{
    constexpr std::size_t looked = 24;
    const std::size_t count = std::min(looked, groups.size());
    std::vector<double> scores;
    for (std::size_t i = 0; i < count; ++i) {
        double score = groups[i].score;
        for (std::size_t j = 0; j < count; ++j) {
            const LinkGroup &outer = groups[j];
            const bool isOuter = i != j && outer.links.size() >= 2 && outer.quality >= 0.3
                && outer.coverage > 0.2 && isWithin(page, groups[i], outer);
            if (isOuter) {
                score *= 0.35;
                break;
            }
        }
        const bool hasTitles =
            std::any_of(groups.begin(), groups.begin() + static_cast<std::ptrdiff_t>(count),
                        [&](const LinkGroup &other) { return isTitledBy(page, groups[i], other); });
        scores.push_back(hasTitles ? score * 0.45 : score);
    }
    for (std::size_t i = 0; i < count; ++i)
        groups[i].score = scores[i];
    std::stable_sort(
        groups.begin(), groups.end(),
        [](const LinkGroup &one, const LinkGroup &other) { return one.score > other.score; });
}

} // namespace

LinkGroup ratedGroup(const PageLinks &page, std::vector<int> links)
{
    LinkGroup group;
    group.links = std::move(links);
    group.blocks = blocksOf(page, group.links);
    if (group.links.empty())
        return group;
    const auto count = static_cast<double>(group.links.size());
    qint64 covered = 0;
    QSet<QString> texts;
    int titled = 0;
    int named = 0;
    for (std::size_t i = 0; i < group.links.size(); ++i) {
        const PageLink &link = page.at(group.links[i]);
        const PageBlock &block = group.blocks[i];
        double quality = link.quality;
        bool isHeaded = link.heading != HtmlDocument::none;
        if (link.isGeneric && !isHeaded) {
            // "Read more" below a heading that is no link, or a picture above one.
            constexpr int mostText = 150; // of a line about author, date and tags
            for (Node node = block.first; node < block.end && !isHeaded; ++node) {
                const bool isAbove =
                    node < link.node || page.text().length(block.first, node) <= mostText;
                if (!isAbove)
                    break;
                isHeaded = isHeadingTag(page.document().tag(node)) && page.text().length(node) > 0;
            }
            constexpr int enough = 30;
            if (isHeaded)
                quality = std::max(quality, std::min(0.7, 2.6 * quality));
            else if (page.text().length(block.first, block.end) > enough)
                quality = std::max(quality, std::min(0.5, 1.6 * quality));
        }
        group.quality += quality;
        group.headed += isHeaded ? 1 : 0;
        group.headings.push_back(isHeaded);
        group.dates.push_back(page.dates().hasDate(block.first, block.end)
                              || page.addressOf(link).date.has_value());
        group.dated += group.dates.back() ? 1 : 0;
        covered += page.text().length(block.first, block.end);
        if (!link.text.isEmpty() && !link.isGeneric) {
            ++titled;
            texts.insert(link.text);
        }
        const Node root = block.root;
        const bool isNamed = page.document().tag(root) == Tag::Article
            || page.document().hasAttribute(root, "itemtype")
            || hasNamePart(page.document().rawAttribute(root, "class"),
                           {"post", "entry", "hentry", "article", "card"});
        named += isNamed ? 1 : 0;
    }
    group.quality /= count;
    group.headed /= count;
    group.dated /= count;
    const int all = std::max(1, page.text().contentLength());
    group.coverage = std::min(1.0, static_cast<double>(covered) / all);
    const double different =
        titled > 0 ? static_cast<double>(texts.size()) / static_cast<double>(titled) : 1;
    group.label = headingAbove(page, group.blocks.front().first, group.blocks);

    double score = group.quality * weightOfCount(group.links.size());
    // The one link of a heading with the whole page below it is no list.
    const bool isAlone = group.links.size() == 1;
    score *= 1 + 0.9 * group.dated;
    score *= 1 + 0.35 * group.headed;
    score *= 1 + (isAlone ? 0 : 0.6) * group.coverage;
    score *= 1 + 0.15 * static_cast<double>(named) / count;
    score *= 0.4 + 0.6 * different;
    // Months of an archive have dates, and are no articles.
    const auto others = std::count_if(group.links.begin(), group.links.end(), [&page](int link) {
        return page.addressOf(page.at(link)).isNoArticle;
    });
    if (static_cast<double>(others) > 0.7 * count)
        score *= 0.5;
    // A few bare links are found on any page, unless a heading says what they are.
    const LabelMeaning meaning = meaningOf(group.label);
    constexpr std::size_t few = 6;
    const bool isBare = group.dated < 0.3 && group.headed < 0.3;
    if (isBare && group.links.size() < few)
        score *= meaning == LabelMeaning::Posts ? 0.8 : 0.6;
    switch (meaning) {
    case LabelMeaning::Posts:
        score *= 1.15;
        break;
    case LabelMeaning::Things:
        score *= 0.75;
        break;
    case LabelMeaning::Other:
        score *= 0.5;
        break;
    case LabelMeaning::Nothing:
        break;
    }
    group.score = score;
    return group;
}

std::vector<LinkGroup> groupsOf(const PageLinks &page)
{
    QHash<std::size_t, std::size_t> byRole;
    std::vector<std::vector<int>> roles;
    for (std::size_t i = 0; i < page.all().size(); ++i) {
        const PageLink &link = page.all()[i];
        // What stands in the middle of a text is no entry; nor is what leads to lists.
        if (link.quality < 0.02 || page.addressOf(link).isPageOfList)
            continue;
        const auto known = byRole.constFind(link.role);
        if (known == byRole.cend()) {
            byRole.insert(link.role, roles.size());
            roles.push_back({static_cast<int>(i)});
        } else {
            roles[*known].push_back(static_cast<int>(i));
        }
    }
    std::vector<std::vector<int>> parts;
    for (const std::vector<int> &role : roles) {
        for (const std::vector<int> &part : partsOf(page, role))
            parts.push_back(onePerAddress(page, onePerRow(page, part)));
    }
    // The most promising by their links alone; looking at blocks costs more.
    const auto promise = [&page](const std::vector<int> &links) {
        double sum = 0;
        for (const int link : links)
            sum += page.at(link).quality;
        const auto count = static_cast<double>(links.size());
        return sum / count * weightOfCount(links.size());
    };
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t i = 0; i < parts.size(); ++i)
        order.emplace_back(promise(parts[i]), i);
    std::sort(order.begin(), order.end(), [](const auto &one, const auto &other) {
        return one.first != other.first ? one.first > other.first : one.second < other.second;
    });
    if (order.size() > maximumGroups)
        order.resize(maximumGroups);
    std::vector<LinkGroup> groups;
    groups.reserve(order.size());
    for (const auto &[worth, part] : order)
        groups.push_back(ratedGroup(page, std::move(parts[part])));
    std::stable_sort(
        groups.begin(), groups.end(),
        [](const LinkGroup &one, const LinkGroup &other) { return one.score > other.score; });
    preferOuter(page, groups);
    return groups;
}

} // namespace lectern
