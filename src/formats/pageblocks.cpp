// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/pageblocks.h"

#include <algorithm>

namespace lectern {

namespace {

using Node = HtmlDocument::Node;
using Tag = HtmlTag;

/// Where the block of an entry that stands alone ends at the latest.
bool isWholeEntry(Tag tag)
{
    return tag == Tag::Article || tag == Tag::Li || tag == Tag::Tr || tag == Tag::Main
        || tag == Tag::Body || tag == Tag::Section;
}

class Blocks final
{
public:
    Blocks(const PageLinks &links, const std::vector<int> &entries)
        : m_links(links), m_document(links.document()), m_entries(entries)
    {
    }

    [[nodiscard]] std::vector<PageBlock> find()
    {
        m_blocks.reserve(m_entries.size());
        for (std::size_t i = 0; i < m_entries.size(); ++i)
            m_blocks.push_back(blockAt(i));
        evenOut();
        for (std::size_t i = 0; i < m_blocks.size(); ++i)
            extend(i);
        limitLast();
        takeDatesBefore();
        return std::move(m_blocks);
    }

private:
    [[nodiscard]] Node nodeOf(std::size_t i) const { return m_links.at(m_entries[i]).node; }

    [[nodiscard]] PageBlock blockAt(std::size_t i) const
    {
        const Node node = nodeOf(i);
        Node root = node;
        while (m_document.parent(root) > 0) {
            const Node outer = m_document.parent(root);
            const bool hasOther = (i > 0 && m_document.contains(outer, nodeOf(i - 1)))
                || (i + 1 < m_entries.size() && m_document.contains(outer, nodeOf(i + 1)));
            if (hasOther)
                break;
            const bool isAlone = m_entries.size() == 1;
            if (isAlone && isWholeEntry(m_document.tag(root)))
                break;
            root = outer;
        }
        return {m_entries[i], root, root, m_document.end(root)};
    }

    /// Entries in equal places have equally large blocks: the only one in its section, or the last
    /// one, must not have the whole section.
    void evenOut()
    {
        QHash<std::size_t, QHash<int, int>> levels;
        for (const PageBlock &block : m_blocks)
            ++levels[m_links.at(block.link).role][levelOf(block)];
        for (PageBlock &block : m_blocks) {
            const auto &own = levels[m_links.at(block.link).role];
            int usual = 0;
            int most = 0;
            for (auto level = own.cbegin(); level != own.cend(); ++level) {
                const bool isMore =
                    level.value() > most || (level.value() == most && level.key() < usual);
                if (isMore) {
                    usual = level.key();
                    most = level.value();
                }
            }
            for (int level = levelOf(block); level > usual; --level) {
                Node inner = m_links.at(block.link).node;
                for (int step = 0; step < level - 1; ++step)
                    inner = m_document.parent(inner);
                block.root = inner;
            }
            block.first = block.root;
            block.end = m_document.end(block.root);
        }
    }

    [[nodiscard]] int levelOf(const PageBlock &block) const
    {
        return m_links.text().depth(m_links.at(block.link).node) - m_links.text().depth(block.root);
    }

    /// The first link in [from, to) with the address of entry `i`.
    [[nodiscard]] Node mentionIn(std::size_t i, Node from, Node to) const
    {
        const int address = m_links.at(m_entries[i]).address;
        for (std::size_t link = m_links.firstAt(from); link < m_links.all().size(); ++link) {
            const PageLink &each = m_links.all()[link];
            if (each.node >= to)
                break;
            if (each.address == address)
                return each.node;
        }
        return HtmlDocument::none;
    }

    /// Adds what stands between the block and the next one, where they are siblings.
    void extend(std::size_t i)
    {
        PageBlock &block = m_blocks[i];
        if (isWhole(block)) {
            if (i == 0)
                takeMentionsBefore(block);
            return;
        }
        const Node limit = i + 1 < m_blocks.size() ? m_blocks[i + 1].root
                                                   : m_document.end(m_document.parent(block.root));
        constexpr int mostSiblings = 60;
        int siblings = 0;
        for (Node next = m_document.nextSibling(block.root);
             next != HtmlDocument::none && siblings < mostSiblings;
             next = m_document.nextSibling(next), ++siblings) {
            const Node end = m_document.end(next);
            if (end > limit || (i + 1 < m_blocks.size() && limit < end))
                break;
            // A picture or a category before the next title is the next one's.
            const bool isNexts =
                i + 1 < m_blocks.size() && mentionIn(i + 1, next, end) != HtmlDocument::none;
            if (isNexts) {
                m_blocks[i + 1].first = std::min(m_blocks[i + 1].first, next);
                break;
            }
            if (m_document.tag(next) == Tag::Nav || m_document.tag(next) == Tag::Footer)
                break;
            block.end = end;
        }
        if (i == 0)
            takeMentionsBefore(block);
    }

    /// Whether an entry has all its text in one element, so that what follows is something else.
    [[nodiscard]] bool isWhole(const PageBlock &block) const
    {
        constexpr int most = 140; // of a heading with a line about author, date and tags
        const Tag tag = m_document.tag(block.root);
        if (tag == Tag::Tr || tag == Tag::Dt || tag == Tag::P || isHeadingTag(tag))
            return false;
        if (tag == Tag::Article || tag == Tag::Li)
            return true;
        const Node link = m_links.at(block.link).node;
        const PageText &text = m_links.text();
        return text.length(block.root) - text.length(link) > most;
    }

    /// What stands before the first block and belongs to it.
    void takeMentionsBefore(PageBlock &block)
    {
        const Node parent = m_document.parent(block.root);
        // The parent may be a link itself: crossed tags put links into links.
        const Node mention = mentionIn(0, parent + 1, block.root);
        if (mention == HtmlDocument::none)
            return;
        Node sibling = mention;
        while (m_document.parent(sibling) != parent)
            sibling = m_document.parent(sibling);
        block.first = sibling;
    }

    /// The last entry has nobody after it who ends it: it is no longer than the others are.
    void limitLast()
    {
        if (m_blocks.size() < 2)
            return;
        QList<int> counts;
        for (std::size_t i = 0; i + 1 < m_blocks.size(); ++i) {
            int count = 0;
            for (Node next = m_document.nextSibling(m_blocks[i].root);
                 next != HtmlDocument::none && next < m_blocks[i].end;
                 next = m_document.nextSibling(next))
                ++count;
            counts.append(count);
        }
        std::sort(counts.begin(), counts.end());
        int rest = counts.at(counts.size() / 2);
        // Where each entry is one of several in a parent, the last of each parent is a last one.
        for (std::size_t i = 0; i < m_blocks.size(); ++i) {
            PageBlock &block = m_blocks[i];
            const bool isLast = i + 1 == m_blocks.size()
                || m_document.parent(m_blocks[i + 1].root) != m_document.parent(block.root);
            if (!isLast)
                continue;
            int left = rest;
            Node end = m_document.end(block.root);
            for (Node next = m_document.nextSibling(block.root);
                 left > 0 && next != HtmlDocument::none && next < block.end;
                 next = m_document.nextSibling(next), --left)
                end = m_document.end(next);
            block.end = std::max(end, m_document.end(block.root));
        }
    }

    /// Where a date stands before a title, or before all of a day, instead of after it.
    void takeDatesBefore()
    {
        const PageDates &dates = m_links.dates();
        if (m_blocks.size() < 2)
            return;
        const auto dateBefore = [&](const PageBlock &block) {
            const Node before = lastSiblingBefore(block.first);
            return before < block.first && dates.isDate(before, block.first) ? before
                                                                             : HtmlDocument::none;
        };
        const PageBlock &last = m_blocks.back();
        const bool isAfterLast = dates.hasDate(m_document.end(last.root), last.end);
        if (isAfterLast)
            return;
        std::vector<Node> found;
        for (const PageBlock &block : m_blocks)
            found.push_back(dateBefore(block));
        // The first one may stand at the end of a longer text.
        const Node beforeFirst = lastSiblingBefore(m_blocks.front().first);
        if (found.front() == HtmlDocument::none && beforeFirst < m_blocks.front().first
            && m_document.isText(beforeFirst) && dates.hasDate(beforeFirst, m_blocks.front().first))
            found.front() = beforeFirst;
        if (found.front() == HtmlDocument::none)
            return;
        const auto count =
            std::count_if(found.begin(), found.end(), [](Node node) { return node > 0; });
        const bool isEach = 2 * static_cast<std::size_t>(count) >= m_blocks.size();
        for (std::size_t i = 0; i < m_blocks.size(); ++i) {
            if (found[i] == HtmlDocument::none)
                continue;
            if (isEach)
                m_blocks[i].first = found[i];
            if (i > 0)
                m_blocks[i - 1].end = std::min(m_blocks[i - 1].end, found[i]);
        }
    }

    /// The element or text before `node` in the same parent; `node` if there is none.
    [[nodiscard]] Node lastSiblingBefore(Node node) const
    {
        const Node parent = m_document.parent(node);
        Node here = node;
        while (here - 1 > parent) {
            Node before = here - 1;
            while (m_document.parent(before) != parent)
                before = m_document.parent(before);
            // Blank text and empty anchors between two elements are nothing.
            const bool isBlank = m_links.text().length(before) == 0;
            if (!isBlank)
                return before;
            here = before;
        }
        return node;
    }

    const PageLinks &m_links;
    const HtmlDocument &m_document;
    const std::vector<int> &m_entries;
    std::vector<PageBlock> m_blocks;
};

} // namespace

std::vector<PageBlock> blocksOf(const PageLinks &links, const std::vector<int> &entries)
{
    return Blocks(links, entries).find();
}

} // namespace lectern
