// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/bookmarkcommands.h"

#include "ctl/items.h"
#include "ctl/typedaddress.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

struct BookmarkTexts
{
    Q_DECLARE_TR_FUNCTIONS(lectern::BookmarkCommands)
};

Answer noAddress(const QString &typed)
{
    return Answer::refusal(ExitCode::Malformed,
                           BookmarkTexts::tr("“%1” is not the address of a page.").arg(typed));
}

TextTable tableOf(const QList<Bookmark> &bookmarks)
{
    constexpr int titleWidth = 60;
    TextTable::Column title;
    title.widest = titleWidth;
    TextTable::Column below;
    below.isBelow = true;
    TextTable table({{}, title, {}, below, below});
    for (const Bookmark &bookmark : bookmarks) {
        table.addRow({bookmark.created.toUTC().date().toString(Qt::ISODate), bookmark.title,
                      bookmark.tags.join(u", "_s), bookmark.url.toString(QUrl::FullyEncoded),
                      bookmark.note});
    }
    return table;
}

/// What the bookmark lacks of what was asked for is added to it.
Bookmark completed(Bookmark bookmark, const BookmarkRequest &request)
{
    for (const QString &tag : request.tags) {
        if (!bookmark.tags.contains(tag))
            bookmark.tags.append(tag);
    }
    if (bookmark.note.isEmpty())
        bookmark.note = request.note;
    return bookmark;
}

} // namespace

Result<Answer> addBookmark(Session &session)
{
    const QString &typed = session.call().operands.constFirst();
    BookmarkRequest request;
    request.url = typedAddress(typed);
    if (request.url.isEmpty())
        return noAddress(typed);
    request.title = session.call().value("title"_L1).value_or(QString());
    request.note = session.call().value("note"_L1).value_or(QString());
    request.tags = session.call().values.value("tag"_L1);

    const Result<Library *> library = session.library();
    if (!library)
        return tl::unexpected(library.error());
    const auto present = answerOf((*library)->bookmarkAt(request.url));
    if (!present)
        return tl::unexpected(present.error());
    auto bookmark = answerOf((*library)->addBookmark(request));
    if (!bookmark)
        return tl::unexpected(bookmark.error());

    Answer answer;
    if (*present) {
        const Bookmark wanted = completed(*bookmark, request);
        if (wanted != *bookmark) {
            const auto done = answerOf((*library)->editBookmark(wanted));
            if (!done)
                return tl::unexpected(done.error());
            bookmark = wanted;
        }
        answer.notes.append(
            BookmarkTexts::tr("There was a bookmark already: it keeps its title and its note."));
    }
    answer.json = {{u"bookmark"_s, jsonOf(*bookmark)}, {u"added"_s, !present->has_value()}};
    answer.table = tableOf({*bookmark});
    return answer;
}

Result<Answer> removeBookmark(Session &session)
{
    const QString &typed = session.call().operands.constFirst();
    const QUrl url = typedAddress(typed);
    if (url.isEmpty())
        return noAddress(typed);
    std::optional<Bookmark> removed;
    if (Library *const library = session.libraryIfAny()) {
        const auto bookmark = answerOf(library->removeBookmark(url));
        if (!bookmark)
            return tl::unexpected(bookmark.error());
        removed = *bookmark;
    }
    Answer answer;
    answer.json.insert(u"bookmark"_s, removed ? QJsonValue(jsonOf(*removed)) : QJsonValue::Null);
    if (removed)
        answer.table = tableOf({*removed});
    else
        answer.notes.append(BookmarkTexts::tr("There was no bookmark of this page."));
    return answer;
}

Result<Answer> listBookmarks(Session &session)
{
    QList<Bookmark> bookmarks;
    if (Library *const library = session.libraryIfAny()) {
        const auto all = answerOf(library->bookmarks());
        if (!all)
            return tl::unexpected(all.error());
        bookmarks = *all;
    }
    Answer answer;
    QJsonArray items;
    for (const Bookmark &bookmark : std::as_const(bookmarks))
        items.append(jsonOf(bookmark));
    answer.json.insert(u"items"_s, items);
    answer.table = tableOf(bookmarks);
    return answer;
}

} // namespace lectern
