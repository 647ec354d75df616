// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/sourcecommands.h"

#include "ctl/onlinemodule.h"
#include "ctl/sourcechoice.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

QString kindName(SourceKind kind)
{
    switch (kind) {
    case SourceKind::Collection:
        return u"collection"_s;
    case SourceKind::Feed:
        return u"feed"_s;
    case SourceKind::Page:
        return u"page"_s;
    }
    Q_UNREACHABLE();
}

QJsonValue jsonOf(const std::optional<QDateTime> &time)
{
    return time ? QJsonValue(time->toUTC().toString(Qt::ISODate)) : QJsonValue();
}

} // namespace

Result<Answer> addSource(Session &session)
{
    return runOnline(onlinesymbol::add, session);
}

Result<Answer> refreshSources(Session &session)
{
    return runOnline(onlinesymbol::refresh, session);
}

Result<Answer> removeSources(Session &session)
{
    Answer answer;
    Library *const library = session.libraryIfAny();
    const auto choice = library ? chosenSources(*library, session.call().operands)
                                : Result<SourceChoice>(SourceChoice());
    if (!choice)
        return tl::unexpected(choice.error());
    if (choice->refusal)
        return *choice->refusal;
    QJsonArray removed;
    answer.table = TextTable({{}, {}});
    for (const Source &source : choice->sources) {
        if (source.isBuiltIn) {
            return Answer::refusal(ExitCode::Malformed,
                                   QCoreApplication::translate("lectern::SourceCommands",
                                                               "“%1” comes with Lectern and stays.")
                                       .arg(source.title));
        }
    }
    for (const Source &source : choice->sources) {
        const auto done = answerOf(library->removeSource(source.id));
        if (!done)
            return tl::unexpected(done.error());
        const QString url = source.url.toString(QUrl::FullyEncoded);
        removed.append(QJsonObject{
            {u"source"_s, source.id.value()}, {u"title"_s, source.title}, {u"url"_s, url}});
        answer.table.addRow({source.title, url});
    }
    answer.json.insert(u"source"_s,
                       removed.size() == 1 ? removed.first().toObject().value(u"source"_s)
                                           : QJsonValue());
    answer.json.insert(u"added"_s, 0);
    answer.json.insert(u"updated"_s, 0);
    answer.json.insert(u"issues"_s, QJsonArray());
    answer.json.insert(u"removed"_s, removed);
    return answer;
}

Result<Answer> listSources(Session &session)
{
    LibraryCounts counts;
    QHash<SourceId, Feed> feeds;
    if (Library *const library = session.libraryIfAny()) {
        const auto counted = answerOf(library->counts());
        if (!counted)
            return tl::unexpected(counted.error());
        const auto fetched = answerOf(library->feeds());
        if (!fetched)
            return tl::unexpected(fetched.error());
        counts = *counted;
        for (const Feed &feed : *fetched)
            feeds.insert(feed.source, feed);
    }
    QHash<FolderId, QString> folders;
    for (const Folder &folder : std::as_const(counts.folders))
        folders.insert(folder.id, folder.title);
    Answer answer;
    QJsonArray items;
    TextTable::Column number;
    number.isNumber = true;
    answer.table = TextTable({number, {}, number, {}});
    for (const Source &source : std::as_const(counts.sources)) {
        const QString url = source.url.toString(QUrl::FullyEncoded);
        QJsonObject item{{u"id"_s, source.id.value()},
                         {u"kind"_s, kindName(source.kind)},
                         {u"title"_s, source.title},
                         {u"url"_s, url},
                         {u"folder"_s, folders.value(source.folder)},
                         {u"articles"_s, source.postCount},
                         {u"unread"_s, source.unreadCount}};
        if (const auto feed = feeds.constFind(source.id); feed != feeds.cend()) {
            item.insert(u"address"_s, feed->address.toString(QUrl::FullyEncoded));
            item.insert(u"checked"_s, jsonOf(feed->checked));
            item.insert(u"succeeded"_s, jsonOf(feed->succeeded));
            item.insert(u"due"_s, jsonOf(feed->due));
            item.insert(u"failures"_s, feed->failures);
            item.insert(u"error"_s,
                        feed->failure ? QJsonValue(describe(feed->failure->error)) : QJsonValue());
        }
        items.append(item);
        answer.table.addRow({QString::number(source.id.value()), source.title,
                             QString::number(source.postCount), url});
    }
    answer.json.insert(u"items"_s, items);
    return answer;
}

} // namespace lectern
