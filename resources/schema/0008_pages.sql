-- SPDX-FileCopyrightText: 2026 The Lectern developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What these tables mean stands in src/library/migrations.h.

CREATE TABLE page_list (
    source_id INTEGER PRIMARY KEY REFERENCES source (id) ON DELETE CASCADE,
    description TEXT NOT NULL CHECK (description <> '')
) STRICT;

CREATE INDEX feed_by_address ON feed (address);
CREATE INDEX source_by_place ON source (folder_id, position);
