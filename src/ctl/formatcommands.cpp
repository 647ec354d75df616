// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/formatcommands.h"

#include "ctl/inputfile.h"
#include "ctl/items.h"
#include "formats/feedreader.h"
#include "formats/jsonfeedreader.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

struct FormatTexts
{
    Q_DECLARE_TR_FUNCTIONS(lectern::FormatCommands)
};

Answer notAFeed(const QString &path, const Error &error)
{
    const QString name = shownInput(path);
    switch (error.code) {
    case ErrorCode::TooLarge:
        return Answer::refusal(
            ExitCode::Malformed,
            FormatTexts::tr("%1 is larger than any feed. %2").arg(name, error.detail));
    case ErrorCode::NotFound:
        return Answer::refusal(
            ExitCode::InputOutput,
            FormatTexts::tr("Lectern is not installed completely. %1").arg(error.detail));
    default:
        return Answer::refusal(
            ExitCode::Malformed,
            FormatTexts::tr("%1 is no feed. Technical reason: %2").arg(name, error.detail));
    }
}

QString addressOf(const QUrl &url)
{
    return url.toString(QUrl::FullyEncoded);
}

QJsonValue orNull(const std::optional<QDateTime> &time)
{
    return time ? QJsonValue(isoTime(*time)) : QJsonValue(QJsonValue::Null);
}

QJsonValue orNull(const std::optional<qint64> &number)
{
    return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
}

QJsonValue orNull(const std::optional<std::chrono::minutes> &time)
{
    return time ? QJsonValue(qint64(time->count())) : QJsonValue(QJsonValue::Null);
}

/// Content as HTML, whichever of the two the feed has.
QString contentOf(const FeedItem &item)
{
    if (!item.contentHtml.isEmpty() || item.contentText.isEmpty())
        return item.contentHtml;
    return item.contentText.toHtmlEscaped();
}

QJsonArray jsonOf(const QList<FeedAttachment> &attachments)
{
    QJsonArray json;
    for (const FeedAttachment &attachment : attachments) {
        json.append(QJsonObject{{u"url"_s, addressOf(attachment.url)},
                                {u"type"_s, attachment.mimeType},
                                {u"title"_s, attachment.title},
                                {u"length"_s, orNull(attachment.bytes)},
                                {u"seconds"_s, orNull(attachment.seconds)}});
    }
    return json;
}

QJsonObject jsonOf(const FeedItem &item)
{
    return {{u"id"_s, item.id},
            {u"title"_s, item.title},
            {u"url"_s, addressOf(item.url)},
            {u"external_url"_s, addressOf(item.externalUrl)},
            {u"comments"_s, addressOf(item.comments)},
            {u"published"_s, orNull(item.published)},
            {u"updated"_s, orNull(item.updated)},
            {u"author"_s, item.authors.value(0)},
            {u"authors"_s, QJsonArray::fromStringList(item.authors)},
            {u"language"_s, item.language},
            {u"summary"_s, item.summary},
            {u"content"_s, contentOf(item)},
            {u"image"_s, addressOf(item.image)},
            {u"tags"_s, QJsonArray::fromStringList(item.tags)},
            {u"section"_s, item.section},
            {u"enclosures"_s, jsonOf(item.attachments)}};
}

QJsonObject jsonOf(const FeedSchedule &schedule)
{
    const auto numbers = [](const QList<int> &list) {
        QJsonArray json;
        for (const int number : list)
            json.append(number);
        return json;
    };
    return {{u"ttl"_s, orNull(schedule.ttl)},
            {u"update_interval"_s, orNull(schedule.updateInterval)},
            {u"skip_hours"_s, numbers(schedule.skipHours)},
            {u"skip_days"_s, numbers(schedule.skipDays)},
            {u"hub"_s, addressOf(schedule.hub)},
            {u"moved_to"_s, addressOf(schedule.movedTo)}};
}

QJsonObject jsonOf(const FeedDocument &feed)
{
    QJsonArray items;
    for (const FeedItem &item : feed.items)
        items.append(jsonOf(item));
    return {{u"format"_s, feed.format},
            {u"title"_s, feed.title},
            {u"link"_s, addressOf(feed.link)},
            {u"description"_s, feed.description},
            {u"author"_s, feed.authors.value(0)},
            {u"authors"_s, QJsonArray::fromStringList(feed.authors)},
            {u"language"_s, feed.language},
            {u"rights"_s, feed.rights},
            {u"categories"_s, QJsonArray::fromStringList(feed.categories)},
            {u"published"_s, orNull(feed.published)},
            {u"updated"_s, orNull(feed.updated)},
            {u"feed_link"_s, addressOf(feed.feedLink)},
            {u"icon"_s, addressOf(feed.icon)},
            {u"image"_s, addressOf(feed.image.isEmpty() ? feed.icon : feed.image)},
            {u"schedule"_s, jsonOf(feed.schedule)},
            {u"items"_s, items},
            {u"issues"_s, QJsonArray::fromStringList(feed.issues)}};
}

/// Day, title and address of each item, newest as the feed has them.
TextTable tableOf(const FeedDocument &feed)
{
    constexpr int widestTitle = 60;
    TextTable::Column title;
    title.widest = widestTitle;
    TextTable::Column below;
    below.isBelow = true;
    TextTable table({{}, title, below});
    table.addRow({feed.format, feed.title, addressOf(feed.link)});
    for (const FeedItem &item : feed.items) {
        const QString day =
            item.published ? item.published->date().toString(Qt::ISODate) : QString();
        const QString name = item.title.isEmpty() ? item.summary : item.title;
        table.addRow({day, name, addressOf(item.url)});
    }
    return table;
}

} // namespace

Result<Answer> parseFeed(Session &session)
{
    const QString path = session.call().operands.constFirst();
    FeedHints hints;
    if (const auto base = session.call().value("base"_L1)) {
        hints.base = QUrl(*base, QUrl::StrictMode);
        if (!hints.base.isValid() || hints.base.isRelative())
            return Answer::refusal(ExitCode::Malformed,
                                   FormatTexts::tr("%1 is no whole address.").arg(*base));
    }
    const Result<QByteArray> bytes = readInput(path, maximumFeedBytes);
    if (!bytes)
        return unreadableInput(path, bytes.error());
    const Result<FeedDocument> feed = readFeed(*bytes, hints);
    if (!feed)
        return notAFeed(path, feed.error());
    Answer answer;
    answer.json = jsonOf(*feed);
    answer.table = tableOf(*feed);
    answer.notes = feed->issues;
    return answer;
}

} // namespace lectern
