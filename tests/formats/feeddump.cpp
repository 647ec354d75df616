// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/feeddump.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

class Dump final
{
public:
    void heading(int depth, const QString &name, qsizetype number)
    {
        m_text += QString(depth * 2, u' ') + name + u' ' + QString::number(number) + u'\n';
        m_depth = depth + 1;
    }

    void add(const QString &name, const QString &value)
    {
        if (value.isEmpty())
            return;
        QString line = value;
        line.replace(u'\\', u"\\\\"_s).replace(u'\n', u"\\n"_s);
        m_text += QString(m_depth * 2, u' ') + name + u": "_s + line + u'\n';
    }

    void add(const QString &name, const QUrl &url) { add(name, url.toString(QUrl::FullyEncoded)); }

    void add(const QString &name, const std::optional<QDateTime> &time)
    {
        if (time)
            add(name, time->toString(Qt::ISODateWithMs));
    }

    void add(const QString &name, const std::optional<qint64> &number)
    {
        if (number)
            add(name, QString::number(*number));
    }

    void add(const QString &name, const std::optional<std::chrono::minutes> &time)
    {
        if (time)
            add(name, QString::number(time->count()));
    }

    void add(const QString &name, const QList<int> &numbers)
    {
        QStringList list;
        for (const int number : numbers)
            list.append(QString::number(number));
        add(name, list.join(u' '));
    }

    void add(const QString &name, const QStringList &list)
    {
        for (const QString &entry : list)
            add(name, entry);
    }

    void back(int depth) { m_depth = depth; }
    [[nodiscard]] QString text() const { return m_text; }

private:
    QString m_text;
    int m_depth = 0;
};

void dumpItem(const FeedItem &item, qsizetype number, Dump &dump)
{
    dump.heading(0, u"item"_s, number);
    dump.add(u"id"_s, item.id);
    dump.add(u"url"_s, item.url);
    dump.add(u"external url"_s, item.externalUrl);
    dump.add(u"title"_s, item.title);
    dump.add(u"summary"_s, item.summary);
    dump.add(u"html"_s, item.contentHtml);
    dump.add(u"text"_s, item.contentText);
    dump.add(u"author"_s, item.author);
    dump.add(u"language"_s, item.language);
    dump.add(u"comments"_s, item.comments);
    dump.add(u"image"_s, item.image);
    dump.add(u"tag"_s, item.tags);
    dump.add(u"section"_s, item.section);
    dump.add(u"note"_s, item.note);
    dump.add(u"published"_s, item.published);
    dump.add(u"updated"_s, item.updated);
    for (qsizetype i = 0; i < item.attachments.size(); ++i) {
        const FeedAttachment &attachment = item.attachments.at(i);
        dump.heading(1, u"attachment"_s, i + 1);
        dump.add(u"url"_s, attachment.url);
        dump.add(u"type"_s, attachment.mimeType);
        dump.add(u"title"_s, attachment.title);
        dump.add(u"bytes"_s, attachment.bytes);
        dump.add(u"seconds"_s, attachment.seconds);
    }
    dump.back(0);
}

} // namespace

QString dumped(const FeedDocument &feed)
{
    Dump dump;
    dump.add(u"format"_s, feed.format);
    dump.add(u"title"_s, feed.title);
    dump.add(u"description"_s, feed.description);
    dump.add(u"link"_s, feed.link);
    dump.add(u"feed link"_s, feed.feedLink);
    dump.add(u"icon"_s, feed.icon);
    dump.add(u"author"_s, feed.author);
    dump.add(u"language"_s, feed.language);
    dump.add(u"image"_s, feed.image);
    dump.add(u"rights"_s, feed.rights);
    dump.add(u"category"_s, feed.categories);
    dump.add(u"collection"_s, feed.isCollection ? u"yes"_s : QString());
    dump.add(u"published"_s, feed.published);
    dump.add(u"updated"_s, feed.updated);
    dump.add(u"ttl"_s, feed.schedule.ttl);
    dump.add(u"update interval"_s, feed.schedule.updateInterval);
    dump.add(u"skip hours"_s, feed.schedule.skipHours);
    dump.add(u"skip days"_s, feed.schedule.skipDays);
    dump.add(u"hub"_s, feed.schedule.hub);
    dump.add(u"moved to"_s, feed.schedule.movedTo);
    for (qsizetype i = 0; i < feed.items.size(); ++i)
        dumpItem(feed.items.at(i), i + 1, dump);
    dump.add(u"issue"_s, feed.issues);
    return dump.text();
}

std::pair<QString, QString> firstDifference(const QString &actual, const QString &expected)
{
    const QStringList actualLines = actual.split(u'\n');
    const QStringList expectedLines = expected.split(u'\n');
    for (qsizetype i = 0; i < std::max(actualLines.size(), expectedLines.size()); ++i) {
        const QString number = QString::number(i + 1) + u": "_s;
        if (actualLines.value(i) != expectedLines.value(i))
            return {number + actualLines.value(i), number + expectedLines.value(i)};
    }
    return {};
}

} // namespace lectern
