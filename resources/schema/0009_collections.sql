-- SPDX-FileCopyrightText: 2026 The Lectern developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What these tables mean stands in src/library/migrations.h.

ALTER TABLE source ADD COLUMN is_own INTEGER NOT NULL DEFAULT 0 CHECK (is_own IN (0, 1));
ALTER TABLE source_article ADD COLUMN note TEXT NOT NULL DEFAULT '';

CREATE INDEX source_article_by_note ON source_article (article_id) WHERE note <> '';
