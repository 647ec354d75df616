// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/items.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

QJsonValue orNull(const std::optional<QDateTime> &time)
{
    return time ? QJsonValue(isoTime(*time)) : QJsonValue(QJsonValue::Null);
}

QJsonValue sourceOf(const Post &post)
{
    if (!post.source)
        return QJsonValue::Null;
    return QJsonObject{{u"id"_s, post.source.value()}, {u"title"_s, post.sourceTitle}};
}

/// Where the marks stand in Unicode characters, which is how most languages count.
QJsonArray jsonOf(const MarkedText &text)
{
    const auto charactersBefore = [&text](qsizetype end) {
        return QStringView(text.text).first(end).toUcs4().size();
    };
    QJsonArray marks;
    for (const TextMark &mark : text.marks) {
        const qsizetype start = charactersBefore(mark.start);
        const qsizetype end = charactersBefore(mark.start + mark.length);
        marks.append(QJsonObject{{u"start"_s, start}, {u"length"_s, end - start}});
    }
    return marks;
}

} // namespace

QJsonObject jsonOf(const Post &post)
{
    return {{u"id"_s, post.id.value()},
            {u"url"_s, post.url.toString(QUrl::FullyEncoded)},
            {u"title"_s, post.title},
            {u"summary"_s, post.summary},
            {u"author"_s, post.author},
            {u"source"_s, sourceOf(post)},
            {u"section"_s, post.section},
            {u"note"_s, post.note},
            {u"tags"_s, QJsonArray::fromStringList(post.tags)},
            {u"published"_s, orNull(post.published)},
            {u"updated"_s, orNull(post.updated)},
            {u"word_count"_s, post.wordCount ? QJsonValue(*post.wordCount) : QJsonValue::Null},
            {u"read"_s, post.isRead},
            {u"bookmarked"_s, post.isBookmarked}};
}

QJsonObject jsonOf(const SearchResult &result)
{
    QJsonObject json = jsonOf(result.post);
    json.insert(u"snippet"_s, result.passage.text);
    json.insert(u"snippet_marks"_s, jsonOf(result.passage));
    return json;
}

QJsonObject jsonOf(const Bookmark &bookmark)
{
    return {{u"id"_s, bookmark.article.value()},
            {u"url"_s, bookmark.url.toString(QUrl::FullyEncoded)},
            {u"title"_s, bookmark.title},
            {u"summary"_s, bookmark.summary},
            {u"note"_s, bookmark.note},
            {u"tags"_s, QJsonArray::fromStringList(bookmark.tags)},
            {u"added"_s, isoTime(bookmark.created)}};
}

QString isoTime(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODate);
}

} // namespace lectern
