// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/command.h"

#include "ctl/articlecommands.h"
#include "ctl/bookmarkcommands.h"
#include "ctl/carecommands.h"
#include "ctl/collectioncommands.h"
#include "ctl/discovercommand.h"
#include "ctl/formatcommands.h"
#include "ctl/librarycommands.h"
#include "ctl/sourcecommands.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

#define TEXT(text) QT_TRANSLATE_NOOP("lectern::Command", text)

constexpr std::array common = {
    Option{"library"_L1, "DIR"_L1, TEXT("Use the library in DIR instead of your own.")},
    Option{"json"_L1, ""_L1, TEXT("Print one JSON object instead of text.")},
    Option{"help"_L1, ""_L1, TEXT("Print this help.")},
    Option{"version"_L1, ""_L1, TEXT("Print the version.")},
};

constexpr std::array listOptions = {
    Option{"scope"_L1, "SCOPE"_L1, TEXT("One of all (as without it), unread, bookmarks.")},
    Option{"source"_L1, "ID"_L1, TEXT("Only the articles of this source.")},
    Option{"search"_L1, "TITLE"_L1, TEXT("Only what the saved search of this title finds now.")},
    Option{"sort"_L1, "ORDER"_L1,
           TEXT("One of list (the order of the sources, bookmarks newest first; as without it), "
                "newest, oldest, title, reading (the shortest first).")},
    Option{"limit"_L1, "N"_L1, TEXT("Print so many at most; 50 without it, 10000 at most.")},
    Option{"after"_L1, "CURSOR"_L1, TEXT("Go on after an earlier page: what “next” was there.")},
};

constexpr std::array searchOptions = {
    Option{"limit"_L1, "N"_L1, TEXT("Print so many at most; 50 without it, 10000 at most.")},
};

constexpr std::array bookmarkOptions = {
    Option{"title"_L1, "TITLE"_L1, TEXT("The title to keep; that of the article without it.")},
    Option{"note"_L1, "NOTE"_L1, TEXT("Words of your own to keep with it.")},
    Option{"tag"_L1, "TAG"_L1, TEXT("A tag of your own; may be given several times."), true},
};

constexpr std::array collectionOptions = {
    Option{"section"_L1, "TITLE"_L1, TEXT("With make and add: the heading the posts come under.")},
    Option{"note"_L1, "NOTE"_L1, TEXT("With make and add: a line on why they are worth reading.")},
    Option{"up"_L1, ""_L1, TEXT("With move: past the post or the heading above.")},
    Option{"down"_L1, ""_L1, TEXT("With move: past the post or the heading below.")},
    Option{"before"_L1, "POST"_L1, TEXT("With move: right before this post.")},
    Option{"after"_L1, "POST"_L1, TEXT("With move: right after this post.")},
};

constexpr std::array doctorOptions = {
    Option{
        "repair"_L1, ""_L1,
        TEXT("Mend what is wrong. A damaged file is set aside untouched, and what can be read of "
             "it becomes the new library.")},
};

constexpr std::array backupOptions = {
    Option{"list"_L1, ""_L1, TEXT("List the backups there are, newest first, and make none.")},
};

constexpr std::array parseOptions = {
    Option{"base"_L1, "URL"_L1, TEXT("Where the file came from, for relative addresses in it.")},
};

constexpr std::array all = {
    Command{"add"_L1,
            "FILE_OR_URL"_L1,
            false,
            TEXT("Follow what is there: a feed, a site by its feed, or else by its list of posts, "
                 "a collection, or all feeds of an OPML file."),
            {},
            addSource},
    Command{"refresh"_L1,
            "SOURCE"_L1,
            true,
            TEXT("Ask the feeds and pages named, or all of them, for news now."),
            {},
            refreshSources,
            true,
            true},
    Command{"remove"_L1,
            "SOURCE"_L1,
            true,
            TEXT("Follow these sources no longer. What is bookmarked stays."),
            {},
            removeSources},
    Command{"sources"_L1,
            ""_L1,
            false,
            TEXT("List the sources, and how feeds are doing."),
            {},
            listSources},
    Command{"list"_L1, ""_L1, false, TEXT("List articles, page by page."), listOptions,
            listArticles},
    Command{"search"_L1, "QUERY"_L1, true,
            TEXT("Find articles, best first, by the query language of the window's search field."),
            searchOptions, searchArticles},
    Command{"bookmark"_L1, "URL"_L1, false,
            TEXT("Keep a page. One that is kept already gains the tags."), bookmarkOptions,
            addBookmark},
    Command{"unbookmark"_L1, "URL"_L1, false, TEXT("Keep a page no longer."), {}, removeBookmark},
    Command{
        "bookmarks"_L1, ""_L1, false, TEXT("List all bookmarks, newest first."), {}, listBookmarks},
    Command{"collection"_L1, "ACTION"_L1, true,
            TEXT("Collections of your own. ACTION is one of list [NAME], make NAME [POST…], rename "
                 "NAME TITLE, delete NAME, add NAME POST…, remove NAME POST…, move NAME POST, note "
                 "NAME POST NOTE, section NAME POST TITLE, rename-section NAME SECTION TITLE, "
                 "export NAME FILE."),
            collectionOptions, runCollectionAction},
    Command{"searches"_L1, ""_L1, false, TEXT("List the saved searches."), {}, listSearches},
    Command{
        "tags"_L1, ""_L1, false, TEXT("List all tags and how often each is used."), {}, listTags},
    Command{"stats"_L1,
            ""_L1,
            false,
            TEXT("Count what is in the library, and say how large it is."),
            {},
            showStatistics},
    Command{"doctor"_L1, ""_L1, false, TEXT("Read everything and say what is wrong."),
            doctorOptions, examineLibrary},
    Command{"backup"_L1, ""_L1, false, TEXT("Make a verified copy of the library beside it."),
            backupOptions, backUpLibrary},
    Command{"restore"_L1,
            "FILE"_L1,
            false,
            TEXT("Put a backup in the place of the library, which is set aside."),
            {},
            restoreLibrary},
    Command{"parse"_L1, "FILE"_L1, false,
            TEXT("Read a feed (RSS, Atom, JSON Feed) and print what is in it. No library is "
                 "needed. “-” is standard input."),
            parseOptions, parseFeed, false},
    Command{"discover"_L1, "FILE_OR_URL"_L1, false,
            TEXT("Say which feeds a web page points at and which articles it lists. No library is "
                 "needed. “-” is standard input."),
            parseOptions, discover, false},
};

#undef TEXT

} // namespace

std::span<const Command> commands()
{
    return all;
}

std::span<const Option> commonOptions()
{
    return common;
}

const Command *commandNamed(const QString &name)
{
    const auto *const found = std::find_if(
        all.begin(), all.end(), [&name](const Command &each) { return each.name == name; });
    return found == all.end() ? nullptr : found;
}

} // namespace lectern
