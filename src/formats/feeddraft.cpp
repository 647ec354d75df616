// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/feeddraft.h"

#include "formats/feedhtml.h"
#include "formats/feeditemid.h"
#include "formats/feedtext.h"
#include "formats/htmltext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// Bytes that oneLine() may have something to do with. 0xC2 begins the second half of control
/// characters, 0xE2 the separators of lines.
constexpr std::array<bool, 256> suspects = [] {
    std::array<bool, 256> table{};
    for (std::size_t i = 0; i < 0x20; ++i)
        table.at(i) = true;
    table.at(0x7F) = table.at(0xC2) = table.at(0xE2) = true;
    return table;
}();

/// Whether a line of UTF-8 is as oneLine() would leave it.
bool isCleanLine(QByteArrayView line)
{
    char before = ' ';
    for (const char c : line) {
        if (suspects[static_cast<unsigned char>(c)] || (c == ' ' && before == ' '))
            return false;
        before = c;
    }
    return before != ' ' || line.isEmpty();
}

} // namespace

QString lineOf(QByteArrayView utf8)
{
    const QString text = QString::fromUtf8(utf8);
    return isCleanLine(utf8) ? text : oneLine(text);
}

QString FeedText::plain() const
{
    const bool hasMarkup = isHtml && (text.contains('<') || text.contains('&'));
    return hasMarkup ? oneLine(plainText(QString::fromUtf8(text))) : lineOf(text);
}

QString FeedText::html() const
{
    return QString::fromUtf8(tidiedHtml(text, base));
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

    const FeedText &body = content.isEmpty() ? summary.value() : content.value();
    if (body.isHtml)
        item.contentHtml = body.html();
    else if (!content.isEmpty())
        item.contentText = QString::fromUtf8(body.text);
    if (!content.isEmpty() || !body.isHtml)
        item.summary = summary.value().plain();

    item.id = id;
    if (item.id.isEmpty())
        item.id = item.url.toString(QUrl::FullyEncoded);
    if (item.id.isEmpty()) {
        issues.add(itemName(index, QString()),
                   u"It has neither an id nor an address; a hash of it stands for both."_s);
        item.id = idOfContents(item);
    }
    return item;
}

} // namespace lectern
