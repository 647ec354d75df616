-- SPDX-FileCopyrightText: 2026 The Lectern developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What these tables mean stands in src/library/migrations.h.

CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('collection', 'feed', 'page')),
    url TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    home_page TEXT NOT NULL,
    is_built_in INTEGER NOT NULL CHECK (is_built_in IN (0, 1)),
    content_hash BLOB NOT NULL
) STRICT;

CREATE TABLE article (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    address TEXT NOT NULL UNIQUE CHECK (address <> ''),
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    author TEXT NOT NULL,
    language TEXT NOT NULL,
    published_ms INTEGER,
    updated_ms INTEGER,
    word_count INTEGER
) STRICT;

CREATE TABLE article_content (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    html TEXT NOT NULL
) STRICT;

CREATE TABLE article_state (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    read_ms INTEGER
) STRICT;

CREATE TABLE discarded_article (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE
) STRICT;

CREATE TABLE source_article (
    source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    item_id TEXT NOT NULL,
    section TEXT NOT NULL,
    PRIMARY KEY (source_id, article_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX source_article_by_position ON source_article (source_id, position);
CREATE INDEX source_article_by_article ON source_article (article_id);

CREATE TABLE tag (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> '')
) STRICT;

CREATE TABLE article_tag (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    tag_id INTEGER NOT NULL REFERENCES tag (id),
    PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX article_tag_by_tag ON article_tag (tag_id);

-- No cascade from article: what the reader keeps cannot go along with something else.
CREATE TABLE bookmark (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL UNIQUE REFERENCES article (id),
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    note TEXT NOT NULL,
    created_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX bookmark_by_created ON bookmark (created_ms);

CREATE TABLE bookmark_tag (
    bookmark_id INTEGER NOT NULL REFERENCES bookmark (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    tag_id INTEGER NOT NULL REFERENCES tag (id),
    PRIMARY KEY (bookmark_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX bookmark_tag_by_tag ON bookmark_tag (tag_id);

CREATE TABLE reading_place (
    address TEXT PRIMARY KEY,
    offset_px REAL NOT NULL,
    page_height_px REAL NOT NULL,
    updated_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
