-- SPDX-FileCopyrightText: 2026 The Lectern developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What these tables mean stands in src/library/migrations.h. Code fills the indexes (beginIndex).

DROP TABLE article_index;
DROP TABLE source_index;

CREATE VIRTUAL TABLE article_index USING fts5 (
    words, content = '', detail = none, tokenize = 'ascii'
);

INSERT INTO article_index (article_index, rank) VALUES ('hashsize', 4194304);

CREATE VIRTUAL TABLE source_index USING fts5 (title, tokenize = 'ascii');

CREATE TABLE body_dictionary (
    id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 255),
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE unfinished (
    task TEXT PRIMARY KEY CHECK (task IN ('index', 'pack')),
    below INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO unfinished (task, below) SELECT 'index', max(id) + 1 FROM article HAVING count(*) > 0;
