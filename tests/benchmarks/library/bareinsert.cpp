// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bareinsert.h"

#include "library/articlebody.h"
#include "library/pageaddress.h"
#include "library/searchindex.h"

#include <sqlite3.h>

#include <ctime>
#include <initializer_list>
#include <variant>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

using Value = std::variant<qint64, QByteArray, QString>; // a number, bytes, text

void require(bool isFine, sqlite3 *database)
{
    if (!isFine)
        qFatal("SQLite: %s", sqlite3_errmsg(database));
}

void run(sqlite3 *database, sqlite3_stmt *statement, std::initializer_list<Value> values)
{
    int index = 0;
    for (const Value &value : values) {
        ++index;
        if (const auto *number = std::get_if<qint64>(&value)) {
            sqlite3_bind_int64(statement, index, *number);
        } else if (const auto *bytes = std::get_if<QByteArray>(&value)) {
            sqlite3_bind_blob(statement, index, bytes->constData(), int(bytes->size()),
                              SQLITE_STATIC);
        } else {
            const auto &text = std::get<QString>(value);
            sqlite3_bind_text16(statement, index, text.utf16(), int(text.size() * 2),
                                SQLITE_STATIC);
        }
    }
    require(sqlite3_step(statement) == SQLITE_DONE, database);
    sqlite3_reset(statement);
}

} // namespace

double cpuSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    constexpr double nanoseconds = 1e-9;
    return double(time.tv_sec) + double(time.tv_nsec) * nanoseconds;
}

BareInsert::BareInsert(const QString &path)
{
    require(sqlite3_open(path.toUtf8().constData(), &m_database) == SQLITE_OK, m_database);
    sqlite3_exec(m_database,
                 "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON",
                 nullptr, nullptr, nullptr);
    m_source = prepared("INSERT INTO source (kind, url, title, home_page, is_built_in,"
                        " content_hash) VALUES ('collection', ?, ?, '', 0, x'')");
    m_article = prepared("INSERT INTO article (address, url, title, summary, author, language,"
                         " published_ms, updated_ms, word_count)"
                         " VALUES (?, ?, ?, ?, ?, '', ?, NULL, ?)");
    m_body = prepared("INSERT INTO article_body (article_id, packed) VALUES (?, ?)");
    m_listing = prepared("INSERT INTO source_article (source_id, article_id, position, item_id,"
                         " section) VALUES (?, ?, ?, ?, '')");
    m_tag = prepared("INSERT INTO tag (name) VALUES (?) ON CONFLICT DO NOTHING");
    m_articleTag = prepared("INSERT INTO article_tag (article_id, position, tag_id)"
                            " SELECT ?, ?, id FROM tag WHERE name = ?");
    m_index = prepared("INSERT INTO article_index (rowid, words) VALUES (?, CAST(? AS TEXT))");
}

BareInsert::~BareInsert()
{
    for (sqlite3_stmt *statement :
         {m_source, m_article, m_body, m_listing, m_tag, m_articleTag, m_index})
        sqlite3_finalize(statement);
    sqlite3_close(m_database);
}

sqlite3_stmt *BareInsert::prepared(const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    require(sqlite3_prepare_v2(m_database, sql, -1, &statement, nullptr) == SQLITE_OK, m_database);
    return statement;
}

double BareInsert::store(const QList<IncomingArticle> &articles)
{
    QList<QString> addresses;
    QList<QByteArray> bodies;
    QList<SearchIndex::Entry> entries;
    const BodyDictionary dictionary;
    for (const IncomingArticle &article : articles) {
        addresses.append(pageAddress(article.url));
        bodies.append(packed({article.contentHtml, article.contentText}, dictionary));
        entries.append(SearchIndex::entryFrom({article.title, SearchIndex::joined(article.tags),
                                               article.summary, article.contentText, article.author,
                                               article.url.host()}));
    }

    const double before = cpuSeconds();
    sqlite3_exec(m_database, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
    const QString name = articles.first().itemId;
    run(m_database, m_source, {name, name});
    const qint64 source = sqlite3_last_insert_rowid(m_database);
    for (qsizetype i = 0; i < articles.size(); ++i) {
        const IncomingArticle &article = articles.at(i);
        run(m_database, m_article,
            {addresses.at(i), article.itemId, article.title, article.summary, article.author,
             article.published->toMSecsSinceEpoch(), qint64(*article.wordCount)});
        const qint64 id = sqlite3_last_insert_rowid(m_database);
        run(m_database, m_body, {id, bodies.at(i)});
        qint64 position = 0;
        for (const QString &tag : article.tags) {
            run(m_database, m_tag, {tag});
            run(m_database, m_articleTag, {id, position++, tag});
        }
        run(m_database, m_index, {id, entries.at(i).words});
        run(m_database, m_listing, {source, id, qint64(i), article.itemId});
    }
    require(sqlite3_exec(m_database, "COMMIT", nullptr, nullptr, nullptr) == SQLITE_OK, m_database);
    return cpuSeconds() - before;
}

} // namespace lectern
