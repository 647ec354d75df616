// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QList>
#include <QString>

#include <functional>

// The library file, library.db
//
// A SQLite 3 database (3.37 or newer: STRICT tables) with application_id Database::applicationId
// and the version of its schema in user_version. auto_vacuum is incremental, or none in a file that
// an earlier Lectern has made. Times are integer milliseconds since 1970-01-01 UTC, NULL when
// unknown; text is UTF-8 and never NULL, "" when there is none; flags are 0 or 1; URLs are fully
// encoded. Keys of sources, articles, bookmarks and searches are never used again.
//
// source           where articles come from; content_hash is of the bytes it was last stored from;
//                  of its articles the kept_newest newest stay, or those of the last kept_days
//                  days, or all (both NULL). own_title is the reader's name for it; a muted one
//                  stays out of All and Unread; an announced one may show notifications. is_own: a
//                  collection that the reader makes, whose url is lectern://own/UUID. view: which
//                  one the reader chose for its articles; NULL: as for each site.
// folder           what the reader sorts sources into, in folders again (parent_id). Folders and
//                  sources within one are in display order by position; built-in sources come
//                  first, outside of any.
// feed             of sources that are fetched: from which address now (source.url is the one it
//                  was added by), the validators of the last answer and whose they are, how it went
//                  (checked, succeeded, changed; due: next; failures in a row, since when, error as
//                  core/error.h describes it), the usual gap between articles, what the publisher
//                  asks for (how long to wait; hours and days to leave out, with commas), and the
//                  reader's settings for it (every_s: instead of all that; headers: one a line)
// page_list        of pages that are followed: which of their lists (JSON, formats/pagelist.h); a
//                  page has its row in feed as well
// source_icon      a small image of a source; empty when it has none that can be used
// arrival_rule     what is done with arriving articles that a query (searchquery.h) finds, of one
//                  source or of all; tags, one a line, are those of the bookmark it makes
// article          what is published, once for each canonical address (core/canonicaladdress.h);
//                  url is the address as published, word_count that of the content
// article_body     its content (articlebody.h), apart from article so that lists stay quick to read
// article_state    what the reader did with it: read_ms is NULL for unread, and so is no row
// source_article   which source lists it: at which position, under which heading, by which of the
//                  publisher's ids, and with which note of whoever made the list
// tag, article_tag the publisher's tags, in the publisher's order
// bookmark         an article the reader keeps, with the title and summary it had then, or those
//                  the reader gave it; bookmark_tag holds the reader's own tags
// highlight        what the reader marked in articles (highlight.h); text_start and text_end, in
//                  UTF-16 units of the page's text, are both NULL when unknown
// offline_copy     pages the reader wants offline (offlinecopy.h); packed_text is packed like the
//                  content of articles
// discarded_article  articles that nothing keeps any more, held back until the library is next
//                  closed, so that undoing loses nothing. Every article has a source, a bookmark,
//                  a highlight or an offline copy, or stands here.
// article_index    full-text index (FTS5) by the article's id, of all that are not discarded. It
//                  holds no text itself, so SearchIndex tells it about every change; searchtext.h
//                  says what is written into it. source_index has the names of sources, by the
//                  source's id.
// phrase_run       which articles have which pairs of words (phraseindex.h), in runs: of the
// articles
//                  from first_article to last_article (so many in all, and so many pairs of them);
//                  phrase_part has the pairs, some with each key, which is the run's id times 2,048
//                  and the part's number
// body_dictionary  what content is packed with; never changed nor removed. Without it much would be
//                  lost, so body_dictionary_copy has it again, and a hash of its bytes (BLAKE2b,
//                  256 bits) that tells which of the two is sound.
// unfinished       work on all articles that goes on in pauses: those with an id from `below` on
//                  are done. index: they stand in article_index; pack: their content is packed
//                  with a dictionary. No row when all are done.
// saved_search     queries (searchquery.h) the reader kept as lists, in display order by position
// reading_place    how far the reader came in each view of a page, by canonical address, in CSS
//                  pixels
// site_choice      what the reader chose for a site (siteOf in pageaddress.h): the view of its
//                  articles, and how large its pages are shown, 1 being their own size; NULL where
//                  nothing was chosen

namespace lectern {

class Database;

/// One step of the schema: brings version - 1 to version.
struct Migration
{
    int version = 0;
    /// Statements ended with ";", comments begin with "--". Triggers are not understood.
    QString sql;
    /// What SQL cannot say: done after it in the same transaction. May be empty.
    std::function<Result<void>(const Database &)> complete = {};
};

/// Those Lectern comes with (resources/schema/NNNN_name.sql), from version 1 up.
[[nodiscard]] QList<Migration> libraryMigrations();

/// The version the last of them leads to, known without reading them.
[[nodiscard]] int newestSchemaVersion();

/// Brings the schema up to the last of `migrations`, each step in one transaction together with its
/// version number, so that a failing step leaves the version before it; a new library is made in
/// one transaction. A library that exists already is first copied into `backupFolder`, and stays
/// untouched when that fails. Errors: Data/NewerVersion, and those of Database.
[[nodiscard]] Result<void> migrate(const Database &database, const QList<Migration> &migrations,
                                   const QString &backupFolder);

} // namespace lectern
