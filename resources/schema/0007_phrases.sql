-- SPDX-FileCopyrightText: 2026 The Lectern developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What these tables mean stands in src/library/migrations.h. Code fills the indexes (beginIndex).

DROP TABLE article_index;

CREATE VIRTUAL TABLE article_index USING fts5 (
    words, content = '', detail = none, tokenize = 'ascii'
);

INSERT INTO article_index (article_index, rank) VALUES ('hashsize', 4194304);
INSERT INTO article_index (article_index, rank) VALUES ('automerge', 8);

CREATE TABLE phrase_run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    first_article INTEGER NOT NULL,
    last_article INTEGER NOT NULL CHECK (last_article >= first_article),
    articles INTEGER NOT NULL,
    pairs INTEGER NOT NULL CHECK (pairs > 0)
) STRICT;

CREATE TABLE phrase_part (
    id INTEGER PRIMARY KEY,
    pairs BLOB NOT NULL
) STRICT;

CREATE TABLE body_dictionary_copy (
    id INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;

INSERT OR REPLACE INTO unfinished (task, below)
    SELECT 'index', max(id) + 1 FROM article HAVING count(*) > 0;
