// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/librarycommands.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

struct LibraryTexts
{
    Q_DECLARE_TR_FUNCTIONS(lectern::LibraryCommands)
};

} // namespace

Result<Answer> showStatistics(Session &session)
{
    LibraryStatistics statistics;
    if (Library *const library = session.libraryIfAny()) {
        const auto counted = answerOf(library->statistics());
        if (!counted)
            return tl::unexpected(counted.error());
        statistics = *counted;
    }
    struct Figure
    {
        QString field;
        QString label;
        qint64 value;
    };
    const QList<Figure> figures{
        {u"sources"_s, LibraryTexts::tr("Sources"), statistics.sources},
        {u"articles"_s, LibraryTexts::tr("Articles"), statistics.articles},
        {u"articles_with_content"_s, LibraryTexts::tr("Articles with content"),
         statistics.articlesWithContent},
        {u"unread"_s, LibraryTexts::tr("Unread"), statistics.unread},
        {u"bookmarks"_s, LibraryTexts::tr("Bookmarks"), statistics.bookmarks},
        {u"tags"_s, LibraryTexts::tr("Tags"), statistics.tags},
        {u"library_bytes"_s, LibraryTexts::tr("Library, bytes"), statistics.fileBytes},
        {u"log_bytes"_s, LibraryTexts::tr("Log beside it, bytes"), statistics.logBytes},
        {u"backup_bytes"_s, LibraryTexts::tr("Backups, bytes"), statistics.backupBytes}};
    Answer answer;
    TextTable::Column value;
    value.isNumber = true;
    answer.table = TextTable({{}, value});
    for (const Figure &figure : figures) {
        answer.json.insert(figure.field, figure.value);
        answer.table.addRow({figure.label, QString::number(figure.value)});
    }
    return answer;
}

Result<Answer> listTags(Session &session)
{
    QList<TagUse> tags;
    if (Library *const library = session.libraryIfAny()) {
        const auto all = answerOf(library->tags());
        if (!all)
            return tl::unexpected(all.error());
        tags = *all;
    }
    Answer answer;
    QJsonArray items;
    TextTable::Column count;
    count.isNumber = true;
    answer.table = TextTable({{}, count, count});
    for (const TagUse &tag : std::as_const(tags)) {
        items.append(QJsonObject{
            {u"name"_s, tag.name}, {u"bookmarks"_s, tag.bookmarks}, {u"articles"_s, tag.articles}});
        answer.table.addRow(
            {tag.name, QString::number(tag.bookmarks), QString::number(tag.articles)});
    }
    answer.json.insert(u"items"_s, items);
    return answer;
}

Result<Answer> listSearches(Session &session)
{
    QList<SavedSearch> searches;
    if (Library *const library = session.libraryIfAny()) {
        const auto all = answerOf(library->savedSearches());
        if (!all)
            return tl::unexpected(all.error());
        searches = *all;
    }
    Answer answer;
    QJsonArray items;
    answer.table = TextTable({{}, {}});
    for (const SavedSearch &search : std::as_const(searches)) {
        items.append(QJsonObject{
            {u"id"_s, search.id.value()}, {u"title"_s, search.title}, {u"query"_s, search.text}});
        answer.table.addRow({search.title, search.text});
    }
    answer.json.insert(u"items"_s, items);
    return answer;
}

} // namespace lectern
