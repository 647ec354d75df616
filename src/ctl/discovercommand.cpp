// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/discovercommand.h"

#include "ctl/inputfile.h"
#include "ctl/items.h"
#include "ctl/onlinemodule.h"
#include "formats/feeddiscovery.h"
#include "formats/feedreader.h"
#include "formats/opmlreader.h"
#include "formats/pagelist.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

struct DiscoverTexts
{
    Q_DECLARE_TR_FUNCTIONS(lectern::DiscoverCommand)
};

QString addressOf(const QUrl &url)
{
    return url.toString(QUrl::FullyEncoded);
}

QString originOf(FeedPointer::Origin origin)
{
    switch (origin) {
    case FeedPointer::Origin::Declared:
        return u"declared"_s;
    case FeedPointer::Origin::KnownSite:
        return u"known_site"_s;
    case FeedPointer::Origin::Linked:
        return u"linked"_s;
    case FeedPointer::Origin::UsualPlace:
        return u"usual_place"_s;
    }
    Q_UNREACHABLE();
}

QJsonObject jsonOf(const FeedPointer &feed)
{
    return {{u"url"_s, addressOf(feed.url)},
            {u"title"_s, feed.title},
            {u"type"_s, feed.type},
            {u"origin"_s, originOf(feed.origin)}};
}

QJsonObject jsonOf(const PageEntry &entry)
{
    return {
        {u"url"_s, addressOf(entry.url)},
        {u"title"_s, entry.title},
        {u"summary"_s, entry.summary},
        {u"published"_s,
         entry.published ? QJsonValue(isoTime(*entry.published)) : QJsonValue(QJsonValue::Null)},
        {u"author"_s, entry.author},
        {u"image"_s, addressOf(entry.image)},
        {u"tags"_s, QJsonArray::fromStringList(entry.tags)}};
}

/// What was found, whatever it was found in.
struct Discovery
{
    QList<FeedPointer> feeds;
    PageList list; ///< without entries where there is none
    QList<PageList> others; ///< of the same page
    QStringList issues;
};

Answer answerFor(const Discovery &found, const QString &name)
{
    QJsonArray feeds;
    for (const FeedPointer &feed : found.feeds)
        feeds.append(jsonOf(feed));
    const auto itemsOf = [](const PageList &list) {
        QJsonArray items;
        for (const PageEntry &entry : list.entries)
            items.append(jsonOf(entry));
        return items;
    };
    QJsonArray others;
    for (const PageList &other : found.others) {
        others.append(QJsonObject{{u"heading"_s, other.description.label},
                                  {u"score"_s, other.score},
                                  {u"items"_s, itemsOf(other)}});
    }
    Answer answer;
    answer.json = {{u"feeds"_s, feeds},
                   {u"page"_s,
                    QJsonObject{{u"title"_s, found.list.title},
                                {u"score"_s, found.list.score},
                                {u"items"_s, itemsOf(found.list)},
                                {u"others"_s, others}}},
                   {u"issues"_s, QJsonArray::fromStringList(found.issues)}};
    constexpr int widestTitle = 60;
    TextTable::Column title;
    title.widest = widestTitle;
    TextTable::Column below;
    below.isBelow = true;
    answer.table = TextTable({{}, title, below});
    for (const FeedPointer &feed : found.feeds)
        answer.table.addRow({u"feed"_s, feed.title, addressOf(feed.url)});
    for (const PageEntry &entry : found.list.entries) {
        const QString day =
            entry.published ? entry.published->date().toString(Qt::ISODate) : QString();
        answer.table.addRow({day, entry.title, addressOf(entry.url)});
    }
    answer.notes = found.issues;
    if (found.feeds.isEmpty() && found.list.entries.isEmpty()) {
        answer.notes.append(
            DiscoverTexts::tr("%1 points at no feed and has no list of articles.").arg(name));
    }
    return answer;
}

FeedPointer pointerTo(const FeedDocument &feed, const QUrl &base)
{
    FeedPointer pointer;
    pointer.url = base.isEmpty() ? feed.feedLink : base;
    pointer.title = feed.title;
    if (feed.format.startsWith("atom"_L1))
        pointer.type = u"application/atom+xml"_s;
    else if (feed.format.startsWith("json"_L1))
        pointer.type = u"application/feed+json"_s;
    else
        pointer.type = u"application/rss+xml"_s;
    return pointer;
}

Discovery foundIn(const SubscriptionList &list)
{
    Discovery found;
    found.list.title = list.title;
    found.issues = list.issues;
    for (const Subscription &subscription : list.subscriptions) {
        FeedPointer pointer;
        pointer.url = subscription.feed;
        pointer.title = subscription.title;
        found.feeds.append(pointer);
    }
    return found;
}

/// Whether it says that it is a web page, so that nobody has to try it as a feed.
bool isSaidPage(const QByteArray &bytes)
{
    constexpr qsizetype farthest = 1024;
    const QByteArray start = bytes.left(farthest).toLower();
    return start.contains("<!doctype html") || start.contains("<html");
}

} // namespace

Answer discoveryIn(const QByteArray &bytes, const QUrl &base, const QString &contentType,
                   const QString &name)
{
    Discovery found;
    if (!isSaidPage(bytes)) {
        if (const Result<FeedDocument> feed = readFeed(bytes, {base, contentType})) {
            found.list.title = feed->title;
            found.issues = feed->issues;
            const FeedPointer pointer = pointerTo(*feed, base);
            if (!pointer.url.isEmpty())
                found.feeds.append(pointer);
            return answerFor(found, name);
        }
        if (const Result<SubscriptionList> list = readOpml(bytes, contentType))
            return answerFor(foundIn(*list), name);
    }
    const Result<HtmlDocument> page =
        HtmlDocument::read(bytes, {base, contentType, false, QDate::currentDate()});
    if (!page) {
        return Answer::refusal(
            ExitCode::Malformed,
            DiscoverTexts::tr("%1 is larger than any page. %2").arg(name, page.error().detail));
    }
    found.feeds = feedsOf(*page);
    found.others = PageLists(*page).ranked();
    if (!found.others.isEmpty())
        found.list = found.others.takeFirst();
    else
        found.list.title = page->title();
    return answerFor(found, name);
}

Result<Answer> discover(Session &session)
{
    const QString operand = session.call().operands.constFirst();
    QUrl base;
    if (const auto said = session.call().value("base"_L1)) {
        base = QUrl(*said, QUrl::StrictMode);
        if (!base.isValid() || base.isRelative())
            return Answer::refusal(ExitCode::Malformed,
                                   DiscoverTexts::tr("%1 is no whole address.").arg(*said));
    }
    const bool isAddress = operand.startsWith("http://"_L1, Qt::CaseInsensitive)
        || operand.startsWith("https://"_L1, Qt::CaseInsensitive);
    if (isAddress)
        return runOnline(onlinesymbol::discover, session);
    const Result<QByteArray> bytes = readInput(operand, maximumPageBytes);
    if (!bytes) {
        // "example.org" without a scheme, where there is no such file.
        const bool isHost = bytes.error().code == ErrorCode::NotFound && operand != "-"_L1
            && operand.section(u'/', 0, 0).contains(u'.') && !operand.startsWith(u'.');
        return isHost ? runOnline(onlinesymbol::discover, session)
                      : unreadableInput(operand, bytes.error());
    }
    return discoveryIn(*bytes, base, {}, shownInput(operand));
}

} // namespace lectern
