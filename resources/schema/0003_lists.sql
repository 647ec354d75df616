-- SPDX-FileCopyrightText: 2026 The Lectern developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What these tables mean stands in src/library/migrations.h.

CREATE TABLE saved_search (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL CHECK (title <> ''),
    query TEXT NOT NULL CHECK (query <> ''),
    position INTEGER NOT NULL
) STRICT;

ALTER TABLE source ADD COLUMN kept_newest INTEGER CHECK (kept_newest > 0);
ALTER TABLE source ADD COLUMN kept_days INTEGER CHECK (kept_days > 0);
