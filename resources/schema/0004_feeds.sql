-- SPDX-FileCopyrightText: 2026 The Lectern developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What these tables mean stands in src/library/migrations.h.

CREATE TABLE folder (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    parent_id INTEGER REFERENCES folder (id),
    title TEXT NOT NULL CHECK (title <> ''),
    position INTEGER NOT NULL
) STRICT;

ALTER TABLE source ADD COLUMN folder_id INTEGER REFERENCES folder (id);
ALTER TABLE source ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN own_title TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN is_muted INTEGER NOT NULL DEFAULT 0 CHECK (is_muted IN (0, 1));
ALTER TABLE source ADD COLUMN is_announced INTEGER NOT NULL DEFAULT 0
    CHECK (is_announced IN (0, 1));

UPDATE source SET position = id;

CREATE TABLE feed (
    source_id INTEGER PRIMARY KEY REFERENCES source (id) ON DELETE CASCADE,
    address TEXT NOT NULL,
    validated_address TEXT NOT NULL DEFAULT '',
    etag BLOB NOT NULL DEFAULT x'',
    last_modified BLOB NOT NULL DEFAULT x'',
    checked_ms INTEGER,
    succeeded_ms INTEGER,
    changed_ms INTEGER,
    due_ms INTEGER,
    elapsed_ms INTEGER,
    usual_gap_s INTEGER,
    asked_wait_s INTEGER,
    skipped_hours TEXT NOT NULL DEFAULT '',
    skipped_days TEXT NOT NULL DEFAULT '',
    failing_since_ms INTEGER,
    failures INTEGER NOT NULL DEFAULT 0,
    error TEXT NOT NULL DEFAULT '',
    http_status INTEGER,
    every_s INTEGER CHECK (every_s > 0),
    user_agent TEXT NOT NULL DEFAULT '',
    headers TEXT NOT NULL DEFAULT '',
    user_name TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE source_icon (
    source_id INTEGER PRIMARY KEY REFERENCES source (id) ON DELETE CASCADE,
    image BLOB NOT NULL,
    fetched_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE arrival_rule (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    position INTEGER NOT NULL,
    query TEXT NOT NULL CHECK (query <> ''),
    source_id INTEGER REFERENCES source (id) ON DELETE CASCADE,
    marks_read INTEGER NOT NULL CHECK (marks_read IN (0, 1)),
    bookmarks INTEGER NOT NULL CHECK (bookmarks IN (0, 1)),
    hides INTEGER NOT NULL CHECK (hides IN (0, 1)),
    tags TEXT NOT NULL
) STRICT;
