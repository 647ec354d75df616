// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/pagecursor.h"

#include "ctl/session.h"

#include <QStringList>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// Where the list goes on after the cursor; absent when it has none of the cursor's articles.
std::optional<qsizetype> placeAfter(const QList<ArticleId> &list, const PageCursor &cursor)
{
    for (const ArticleId article : cursor.last) {
        // Most likely nothing has moved, or only a little.
        const qsizetype expected = std::clamp<qsizetype>(cursor.before - 1, 0, list.size());
        qsizetype place = list.indexOf(article, expected);
        if (place < 0)
            place = list.lastIndexOf(article, expected);
        if (place >= 0)
            return place + 1;
    }
    return {};
}

int atMost(qint64 count)
{
    return int(std::min<qint64>(count, std::numeric_limits<int>::max()));
}

} // namespace

std::optional<PageCursor> PageCursor::parse(const QString &text)
{
    const QStringList parts = text.split(u'.');
    PageCursor cursor;
    bool isNumber = false;
    cursor.before = parts.constFirst().toInt(&isNumber);
    if (!isNumber || cursor.before < 1 || parts.size() < 2 || parts.size() > 1 + named)
        return {};
    for (const QString &part : parts.sliced(1)) {
        const ArticleId article(part.toLongLong(&isNumber));
        if (!isNumber || article.value() < 1)
            return {};
        cursor.last.append(article);
    }
    return cursor;
}

QString PageCursor::toString() const
{
    QString text = QString::number(before);
    for (const ArticleId article : last)
        text += u'.' + QString::number(article.value());
    return text;
}

Result<Page> pageOf(Library &library, const Scope &scope, PostSort sort,
                    const std::optional<PageCursor> &after, int limit)
{
    // One more than the page has, to know whether there are more.
    const qint64 wanted = qint64(after ? after->before : 0) + limit + 1;
    auto list = answerOf(library.order(scope, sort, atMost(wanted)));
    if (!list)
        return tl::unexpected(list.error());
    std::optional<qsizetype> start = 0;
    if (after) {
        start = placeAfter(*list, *after);
        const bool isWhole = list->size() < wanted;
        const bool isPageThere = start && *start + limit < list->size();
        if (!isWhole && !isPageThere) {
            list = answerOf(library.order(scope, sort));
            if (!list)
                return tl::unexpected(list.error());
            start = placeAfter(*list, *after);
        }
    }
    const qsizetype first = start.value_or(0);
    Page page{list->mid(first, limit), {}};
    if (const qsizetype end = first + page.articles.size(); end < list->size()) {
        PageCursor next;
        next.before = atMost(end);
        const qsizetype count = std::min(PageCursor::named, page.articles.size());
        std::copy_n(page.articles.crbegin(), count, std::back_inserter(next.last));
        page.next = next;
    }
    return page;
}

} // namespace lectern
