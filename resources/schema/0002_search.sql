-- SPDX-FileCopyrightText: 2026 The Lectern developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What these tables mean stands in src/library/migrations.h. Code fills them from those of
-- version 1 in the same transaction, and then drops article_content (packContents).

CREATE TABLE article_body (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    packed BLOB NOT NULL
) STRICT;

CREATE VIRTUAL TABLE article_index USING fts5 (
    title, tags, summary, text, author, site,
    content = '', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE source_index USING fts5 (
    title, tokenize = 'unicode61 remove_diacritics 2'
);

CREATE INDEX article_by_published ON article (published_ms);
