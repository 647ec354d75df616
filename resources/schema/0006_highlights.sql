-- SPDX-FileCopyrightText: 2026 The Lectern developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What these tables mean stands in src/library/migrations.h. As with bookmarks, no cascade from
-- article: what the reader keeps cannot go along with something else.

CREATE TABLE highlight (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES article (id),
    quote TEXT NOT NULL CHECK (quote <> ''),
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    text_start INTEGER CHECK (text_start >= 0),
    text_end INTEGER CHECK (text_end > text_start),
    colour TEXT NOT NULL CHECK (colour IN ('yellow', 'green', 'blue', 'pink')),
    note TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    changed_ms INTEGER NOT NULL,
    was_found INTEGER NOT NULL CHECK (was_found IN (0, 1))
) STRICT;

CREATE INDEX highlight_by_article ON highlight (article_id);

CREATE TABLE offline_copy (
    article_id INTEGER PRIMARY KEY REFERENCES article (id),
    state TEXT NOT NULL CHECK (state IN ('wanted', 'complete', 'failed')),
    file TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    kept_ms INTEGER NOT NULL,
    packed_text BLOB NOT NULL
) STRICT;
