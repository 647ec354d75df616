-- SPDX-FileCopyrightText: 2026 The Lectern developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What these tables mean stands in src/library/migrations.h.

ALTER TABLE reading_place RENAME TO place_of_original;

CREATE TABLE reading_place (
    address TEXT NOT NULL,
    view TEXT NOT NULL CHECK (view IN ('original', 'reader')),
    offset_px REAL NOT NULL,
    page_height_px REAL NOT NULL,
    updated_ms INTEGER NOT NULL,
    PRIMARY KEY (address, view)
) STRICT, WITHOUT ROWID;

INSERT INTO reading_place (address, view, offset_px, page_height_px, updated_ms)
    SELECT address, 'original', offset_px, page_height_px, updated_ms FROM place_of_original;

DROP TABLE place_of_original;

CREATE TABLE site_choice (
    site TEXT PRIMARY KEY CHECK (site <> ''),
    view TEXT CHECK (view IN ('original', 'reader')),
    zoom REAL CHECK (zoom > 0)
) STRICT, WITHOUT ROWID;

ALTER TABLE source ADD COLUMN view TEXT CHECK (view IN ('original', 'reader'));
