// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/collectionwriter.h"

#include "formats/feeddocument.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

bool isWebAddress(const QUrl &url)
{
    return !url.host().isEmpty() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
}

QString textFrom(const QString &note, const QString &summary, const QString &title)
{
    QStringList parts{note, summary};
    parts.removeAll(QString());
    return parts.isEmpty() ? title : parts.join(u"\n\n"_s);
}

QJsonObject itemFrom(const Post &post)
{
    const QString url = post.url.toString(QUrl::FullyEncoded);
    QJsonObject item{{u"id"_s, url},
                     {u"url"_s, url},
                     {u"content_text"_s, textFrom(post.note, post.summary, post.title)}};
    const auto insert = [](QJsonObject &object, const QString &key, const QString &text) {
        if (!text.isEmpty())
            object.insert(key, text);
    };
    const auto insertTime = [&item](const QString &key, const std::optional<QDateTime> &time) {
        if (time)
            item.insert(key, time->toUTC().toString(Qt::ISODateWithMs));
    };
    insert(item, u"title"_s, post.title);
    insert(item, u"summary"_s, post.summary);
    if (!post.author.isEmpty())
        item.insert(u"authors"_s, QJsonArray{QJsonObject{{u"name"_s, post.author}}});
    if (!post.tags.isEmpty())
        item.insert(u"tags"_s, QJsonArray::fromStringList(post.tags));
    insertTime(u"date_published"_s, post.published);
    insertTime(u"date_modified"_s, post.updated);
    QJsonObject own;
    insert(own, u"section"_s, post.section);
    insert(own, u"note"_s, post.note);
    if (!own.isEmpty())
        item.insert(u"_lectern"_s, own);
    return item;
}

} // namespace

WrittenCollection writeCollection(const QString &title, const QList<Post> &posts)
{
    WrittenCollection written;
    QJsonArray items;
    for (const Post &post : posts) {
        if (isWebAddress(post.url))
            items.append(itemFrom(post));
        else
            written.leftOut.append(post);
    }
    const QJsonObject feed{{u"version"_s, u"https://jsonfeed.org/version/1.1"_s},
                           {u"title"_s, title},
                           {u"_lectern"_s, QJsonObject{{u"collection"_s, true}}},
                           {u"items"_s, items}};
    written.bytes = QJsonDocument(feed).toJson();
    return written;
}

bool isTextRepeated(const FeedItem &item)
{
    return item.contentHtml.isEmpty()
        && (item.contentText == item.summary
            || item.contentText == textFrom(item.note, item.summary, item.title));
}

} // namespace lectern
