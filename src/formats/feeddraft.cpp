// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/feeddraft.h"

#include "formats/feedhtml.h"
#include "formats/feeditemid.h"
#include "formats/feedtext.h"
#include "formats/htmltext.h"

#include <QtEndian>

#include <algorithm>
#include <cstdint>
#include <cstring>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// Whether a line of UTF-8 is as oneLine() would leave it; not in doubt. Eight bytes at a time,
/// since every title and summary comes through here.
bool isCleanLine(QByteArrayView line)
{
    constexpr std::uint64_t ones = 0x0101010101010101U;
    constexpr std::uint64_t highs = 0x8080808080808080U;
    const auto zeros = [](std::uint64_t bytes) { return (bytes - ones) & ~bytes & highs; };
    if (line.isEmpty() || line.front() == ' ' || line.back() == ' ')
        return line.isEmpty();
    std::uint64_t blankBefore = 0;
    for (qsizetype i = 0; i < line.size(); i += 8) {
        const auto size = static_cast<std::size_t>(std::min<qsizetype>(8, line.size() - i));
        std::uint64_t eight = ones * 'x';
        std::memcpy(&eight, line.data() + i, size);
        eight = qFromLittleEndian(eight);
        const std::uint64_t controls = (eight - ones * 0x20) & ~eight & highs;
        // 0xC2 begins the second half of control characters, 0xE2 the separators of lines.
        const std::uint64_t leads = zeros(eight ^ (ones * 0xC2)) | zeros(eight ^ (ones * 0xE2));
        if ((controls | leads | zeros(eight ^ (ones * 0x7F))) != 0)
            return false;
        const std::uint64_t blanks = zeros(eight ^ (ones * ' '));
        if ((blanks & ((blanks << 8) | blankBefore)) != 0)
            return false;
        blankBefore = blanks >> 56;
    }
    return true;
}

} // namespace

QString utf8Line(QByteArrayView utf8)
{
    const QString text = QString::fromUtf8(utf8);
    return isCleanLine(utf8) ? text : oneLine(text);
}

QString htmlOf(QByteArrayView utf8, const QUrl &base)
{
    const std::optional<QByteArray> tidied = tidiedHtml(utf8, base);
    return QString::fromUtf8(tidied ? QByteArrayView(*tidied) : utf8);
}

QString FeedText::plain() const
{
    const bool hasMarkup = isHtml && (text.contains('<') || text.contains('&'));
    return hasMarkup ? oneLine(plainText(QString::fromUtf8(text))) : utf8Line(text);
}

QString FeedText::html() const
{
    return htmlOf(text, base);
}

void FeedDraft::addTag(const QString &tag)
{
    if (tag.isEmpty())
        return;
    const QString folded = tag.toCaseFolded();
    if (knownTags.contains(folded))
        return;
    knownTags.insert(folded);
    tags.append(tag);
}

void FeedDraft::addAuthor(int rank, const QString &name)
{
    QStringList &names = authors.at(static_cast<std::size_t>(rank));
    if (!name.isEmpty() && !names.contains(name))
        names.append(name);
}

QStringList FeedDraft::authorNames() const
{
    const auto found = std::find_if(authors.begin(), authors.end(),
                                    [](const QStringList &names) { return !names.isEmpty(); });
    return found == authors.end() ? QStringList() : *found;
}

FeedItem FeedDraft::item(qsizetype index, FeedIssues &issues) const
{
    FeedItem item;
    item.title = title.value();
    item.url = link.value();
    item.externalUrl = externalUrl;
    item.comments = comments;
    item.authors = authorNames();
    item.author = item.authors.join(u", "_s);
    item.language = language.value();
    item.image = image.value();
    item.tags = tags;
    item.attachments = attachments;
    if (seconds && item.attachments.size() == 1 && !item.attachments.first().seconds)
        item.attachments.first().seconds = seconds;
    if (!published.isEmpty())
        item.published = published.value();
    if (!updated.isEmpty())
        item.updated = updated.value();
    if (!item.published)
        item.published = item.updated;

    const FeedText &shorter = summary.value();
    item.contentHtml = content.value().html;
    item.contentText = content.value().text;
    if (content.isEmpty() && shorter.isHtml)
        item.contentHtml = shorter.html();
    else
        item.summary = shorter.plain();

    item.id = id;
    if (item.id.isEmpty())
        item.id = item.url.toString(QUrl::FullyEncoded);
    // An episode of a podcast is at least its file.
    if (item.id.isEmpty() && !item.attachments.isEmpty())
        item.id = item.attachments.first().url.toString(QUrl::FullyEncoded);
    if (item.id.isEmpty()) {
        issues.add(itemName(index, QString()),
                   u"It has neither an id nor an address; a hash of it stands for both."_s);
        item.id = idOfContents(item);
    }
    return item;
}

} // namespace lectern
