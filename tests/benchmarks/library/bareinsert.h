// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

struct sqlite3;
struct sqlite3_stmt;

namespace lectern {

/// What inserting is compared with: the same rows for the same tables, bound to prepared statements
/// of SQLite itself, with the same durability, and nothing looked up, merged or decided. Ends the
/// process when SQLite refuses anything.
class BareInsert final
{
    Q_DISABLE_COPY_MOVE(BareInsert)

public:
    /// `path` is an empty library.
    explicit BareInsert(const QString &path);
    ~BareInsert();

    /// One source with its articles in one transaction; returns the seconds of CPU it took, without
    /// what preparing the rows takes.
    [[nodiscard]] double store(const QList<IncomingArticle> &articles);

private:
    [[nodiscard]] sqlite3_stmt *prepared(const char *sql);

    sqlite3 *m_database = nullptr;
    sqlite3_stmt *m_source = nullptr;
    sqlite3_stmt *m_article = nullptr;
    sqlite3_stmt *m_body = nullptr;
    sqlite3_stmt *m_listing = nullptr;
    sqlite3_stmt *m_tag = nullptr;
    sqlite3_stmt *m_articleTag = nullptr;
    sqlite3_stmt *m_index = nullptr;
};

/// CPU seconds of this process so far.
[[nodiscard]] double cpuSeconds();

} // namespace lectern
