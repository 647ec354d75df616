// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarydoctor.h"

#include "core/logging.h"
#include "library/articlestore.h"
#include "library/database.h"
#include "library/librarybackups.h"
#include "library/migrations.h"
#include "library/phraseindex.h"
#include "library/searchindex.h"
#include "library/statement.h"

#include <QMap>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

using Kind = LibraryFinding::Kind;

/// Rows of one table that belong to those of another by its id.
struct Belonging
{
    QStringView table;
    QStringView column;
    QStringView owner;
};

constexpr std::array belongings = {
    Belonging{u"source_article", u"source_id", u"source"},
    Belonging{u"source_article", u"article_id", u"article"},
    Belonging{u"article_body", u"article_id", u"article"},
    Belonging{u"article_state", u"article_id", u"article"},
    Belonging{u"discarded_article", u"article_id", u"article"},
    Belonging{u"article_tag", u"article_id", u"article"},
    Belonging{u"article_tag", u"tag_id", u"tag"},
    Belonging{u"bookmark_tag", u"bookmark_id", u"bookmark"},
    Belonging{u"bookmark_tag", u"tag_id", u"tag"},
    Belonging{u"feed", u"source_id", u"source"},
    Belonging{u"page_list", u"source_id", u"source"},
    Belonging{u"source_icon", u"source_id", u"source"},
    Belonging{u"arrival_rule", u"source_id", u"source"},
};

QString dangling(const Belonging &belonging)
{
    // What belongs to nothing is not dangling.
    return u"FROM %1 WHERE %3 IS NOT NULL"
           " AND NOT EXISTS (SELECT 1 FROM %2 WHERE id = %1.%3)"_s.arg(
               belonging.table, belonging.owner, belonging.column);
}

/// What stands in a folder that has gone; it comes to the top.
constexpr std::array inFolders = {
    Belonging{u"source", u"folder_id", u"folder"},
    Belonging{u"folder", u"parent_id", u"folder"},
};

const QString ofBookmarksWithoutArticle =
    u"FROM bookmark b WHERE NOT EXISTS (SELECT 1 FROM article WHERE id = b.article_id)"_s;
const QString ofHighlightsWithoutArticle =
    u"FROM highlight h WHERE NOT EXISTS (SELECT 1 FROM article WHERE id = h.article_id)"_s;
const QString ofCopiesWithoutArticle =
    u"FROM offline_copy o WHERE NOT EXISTS (SELECT 1 FROM article WHERE id = o.article_id)"_s;

const QString ofOwnEntriesWithoutArticle =
    u"FROM source_article sa WHERE NOT EXISTS (SELECT 1 FROM article WHERE id = sa.article_id)"
    " AND EXISTS (SELECT 1 FROM source WHERE id = sa.source_id AND is_own = 1)"_s;

QString ofArticlesKeptByNothing()
{
    return u"FROM article WHERE NOT EXISTS (SELECT 1 FROM source_article"
           " WHERE article_id = article.id) AND NOT %1"
           " AND NOT EXISTS (SELECT 1 FROM discarded_article WHERE article_id = article.id)"_s.arg(
               ArticleStore::isKeptByReader(u"article.id"_s));
}

QString ofKeptArticlesPutAside()
{
    return u"FROM discarded_article WHERE EXISTS (SELECT 1 FROM source_article sa"
           " WHERE sa.article_id = discarded_article.article_id) OR %1"_s.arg(
               ArticleStore::isKeptByReader(u"discarded_article.article_id"_s));
}

// Without those that SQLite makes by itself. By type and name, with the SQL that makes it.
Result<QMap<QString, QString>> schemaOf(const Database &database)
{
    return Statement(database,
                     u"SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_master"
                     " WHERE name NOT LIKE 'sqlite_%'"_s)
        .rows([](const Row &row) { return std::pair(row.text(0), row.text(1)); })
        .map([](const QList<std::pair<QString, QString>> &rows) {
            QMap<QString, QString> schema;
            for (const auto &[name, sql] : rows)
                schema.insert(name, sql);
            return schema;
        });
}

Result<QMap<QString, QString>> expectedSchema()
{
    return Database::openInMemory().and_then([](const std::unique_ptr<Database> &database) {
        // A new one is not backed up, so no folder is needed.
        return migrate(*database, libraryMigrations(), QString()).and_then([&] {
            return schemaOf(*database);
        });
    });
}

Result<qint64> count(const Database &database, const QString &from)
{
    return Statement(database, u"SELECT count(*) "_s + from)
        .first([](const Row &row) { return row.integer(0); })
        .map([](std::optional<qint64> number) { return number.value_or(0); });
}

// Notes `what` when there are such rows.
Result<void> expectNone(const Database &database, const QString &from, Kind kind,
                        const QString &what, QList<LibraryFinding> &findings)
{
    return count(database, from).map([&](qint64 number) {
        if (number > 0)
            findings.append({kind, u"%1: %2"_s.arg(what).arg(number)});
    });
}

Result<void> run(const Database &database, const QString &sql)
{
    return Statement(database, sql).run();
}

// For rows that name articles which are not there.
Result<void> makeArticles(const Database &database, const QString &from)
{
    return run(database,
               u"INSERT INTO article (id, address, url, title, summary, author, language)"
               " SELECT DISTINCT article_id, 'https://lost.invalid/' || article_id,"
               " 'https://lost.invalid/' || article_id, '', '', '', '' "_s
                   + from);
}

} // namespace

Result<QList<LibraryFinding>> LibraryDoctor::examine() const
{
    QList<LibraryFinding> findings;
    return look(findings, &LibraryDoctor::checkFile)
        .and_then([&] { return look(findings, &LibraryDoctor::checkSchema); })
        .and_then([&] { return look(findings, &LibraryDoctor::checkRows); })
        .and_then([&] { return look(findings, &LibraryDoctor::checkIndex); })
        .map([&] { return findings; });
}

Result<QList<LibraryFinding>> LibraryDoctor::mend() const
{
    const auto thoroughly = [this] {
        return examine().and_then([this](QList<LibraryFinding> findings) {
            return look(findings, &LibraryDoctor::checkIndexThoroughly).map([&] {
                return findings;
            });
        });
    };
    const auto before = thoroughly();
    if (!before || before->isEmpty())
        return before;
    const auto has = [&before](Kind kind) {
        return std::any_of(before->cbegin(), before->cend(),
                           [kind](const LibraryFinding &finding) { return finding.kind == kind; });
    };
    if (has(Kind::UnexpectedSchema))
        attempt(&LibraryDoctor::makeMissingIndexes);
    if (has(Kind::DamagedFile))
        attempt(&LibraryDoctor::reindex);
    if (has(Kind::DanglingRow))
        attempt(&LibraryDoctor::mendRows);
    if (has(Kind::DamagedFile) || has(Kind::DanglingRow) || has(Kind::DamagedIndex))
        attempt(&LibraryDoctor::rebuildSearchIndex);
    return thoroughly().map([&before](const QList<LibraryFinding> &after) {
        QList<LibraryFinding> findings = *before;
        for (LibraryFinding &finding : findings)
            finding.isMended = !after.contains(finding);
        for (const LibraryFinding &finding : after) {
            if (!findings.contains(finding))
                findings.append(finding);
        }
        return findings;
    });
}

// A check that stumbles over the damage has found something, too.
Result<void> LibraryDoctor::look(Findings &findings,
                                 Result<void> (LibraryDoctor::*check)(Findings &) const) const
{
    return (this->*check)(findings).or_else([&](const Error &error) -> Result<void> {
        if (error.kind == ErrorKind::Environment && error.code != ErrorCode::InputOutput)
            return tl::unexpected(error);
        const LibraryFinding finding{Kind::DamagedFile, error.detail};
        if (!findings.contains(finding))
            findings.append(finding);
        return {};
    });
}

Result<void> LibraryDoctor::checkFile(Findings &findings) const
{
    return m_database.integrityFindings().map([&findings](const QStringList &lines) {
        for (const QString &line : lines) {
            // Newer versions of SQLite look at virtual tables, too.
            const bool isOfIndex = line.contains(u"FTS5"_s);
            findings.append({isOfIndex ? Kind::DamagedIndex : Kind::DamagedFile, line});
        }
    });
}

Result<void> LibraryDoctor::checkSchema(Findings &findings) const
{
    const auto expected = expectedSchema();
    if (!expected)
        return tl::unexpected(expected.error());
    return schemaOf(m_database).map([&](const QMap<QString, QString> &found) {
        for (auto it = expected->cbegin(); it != expected->cend(); ++it) {
            if (!found.contains(it.key()))
                findings.append({Kind::UnexpectedSchema, u"missing: "_s + it.key()});
            else if (found.value(it.key()) != it.value())
                findings.append({Kind::UnexpectedSchema, u"different: "_s + it.key()});
        }
        for (auto it = found.cbegin(); it != found.cend(); ++it) {
            if (!expected->contains(it.key()))
                findings.append({Kind::UnexpectedSchema, u"superfluous: "_s + it.key()});
        }
    });
}

Result<void> LibraryDoctor::checkRows(Findings &findings) const
{
    for (const Belonging &belonging : belongings) {
        const auto done =
            expectNone(m_database, dangling(belonging), Kind::DanglingRow,
                       u"%1 without %2"_s.arg(belonging.table, belonging.owner), findings);
        if (!done)
            return done;
    }
    const auto expect = [&](const QString &from, const QString &what) {
        return expectNone(m_database, from, Kind::DanglingRow, what, findings);
    };
    for (const Belonging &belonging : inFolders) {
        if (const auto done =
                expect(dangling(belonging), u"%1 in no folder"_s.arg(belonging.table));
            !done)
            return done;
    }
    return expect(ofBookmarksWithoutArticle, u"bookmark without article"_s)
        .and_then(
            [&] { return expect(ofHighlightsWithoutArticle, u"highlight without article"_s); })
        .and_then([&] { return expect(ofCopiesWithoutArticle, u"offline copy without article"_s); })
        .and_then(
            [&] { return expect(ofArticlesKeptByNothing(), u"article that nothing keeps"_s); })
        .and_then([&] { return expect(ofKeptArticlesPutAside(), u"kept article put aside"_s); });
}

Result<void> LibraryDoctor::checkIndex(Findings &findings) const
{
    const auto expect = [&](const QString &from, const QString &what) {
        return expectNone(m_database, from, Kind::DamagedIndex, what, findings);
    };
    // Reading every word of it finds what is torn.
    const auto readThrough = [&](const QString &index) {
        return run(m_database,
                   u"CREATE VIRTUAL TABLE temp.examined_words USING fts5vocab(main, %1, row)"_s.arg(
                       index))
            .and_then([&]() -> Result<void> {
                auto read = count(m_database, u"FROM temp.examined_words"_s).map([](qint64) {});
                return run(m_database, u"DROP TABLE temp.examined_words"_s).and_then([&] {
                    return read;
                });
            })
            .or_else([&](const Error &error) -> Result<void> {
                if (error.kind != ErrorKind::Data)
                    return tl::unexpected(error);
                findings.append({Kind::DamagedIndex, u"%1: %2"_s.arg(index, error.detail)});
                return {};
            });
    };
    const auto readPhrases = [&] {
        return PhraseIndex(m_database).check().or_else([&](const Error &error) -> Result<void> {
            if (error.kind != ErrorKind::Data)
                return tl::unexpected(error);
            findings.append({Kind::DamagedIndex, error.detail});
            return {};
        });
    };
    return readThrough(u"article_index"_s)
        .and_then([&] { return readThrough(u"source_index"_s); })
        .and_then(readPhrases)
        // An article at a site is found by that at least.
        .and_then([&] {
            return expect(u"FROM article WHERE url LIKE 'http%'"
                          " AND id NOT IN (SELECT article_id FROM discarded_article)"
                          " AND id NOT IN (SELECT id FROM article_index_docsize)"
                          // Its turn has not come yet.
                          " AND id >= coalesce("
                          "(SELECT below FROM unfinished WHERE task = 'index'), 0)"_s,
                          u"article that cannot be found"_s);
        })
        .and_then([&] {
            return expect(u"FROM article_index_docsize WHERE id NOT IN (SELECT id FROM article)"
                          " OR id IN (SELECT article_id FROM discarded_article)"_s,
                          u"entry of no article"_s);
        })
        .and_then([&] {
            return expect(u"FROM (SELECT id FROM source EXCEPT SELECT rowid FROM source_index"
                          " UNION ALL SELECT * FROM"
                          " (SELECT rowid FROM source_index EXCEPT SELECT id FROM source))"_s,
                          u"source and its name in the index"_s);
        });
}

// Writes nothing, but needs the right to write.
Result<void> LibraryDoctor::checkIndexThoroughly(Findings &findings) const
{
    for (const QString &index : {u"article_index"_s, u"source_index"_s}) {
        const auto checked =
            run(m_database, u"INSERT INTO %1 (%1) VALUES ('integrity-check')"_s.arg(index));
        if (checked)
            continue;
        if (checked.error().kind != ErrorKind::Data)
            return checked;
        findings.append({Kind::DamagedIndex, u"%1: %2"_s.arg(index, checked.error().detail)});
    }
    return {};
}

// What fails leaves its finding unmended, and nothing half done.
void LibraryDoctor::attempt(Result<void> (LibraryDoctor::*act)() const) const
{
    const auto done = run(m_database, u"SAVEPOINT mending"_s)
                          .and_then([&] { return (this->*act)(); })
                          .or_else([&](const Error &error) -> Result<void> {
                              qCInfo(logLibrary) << "mending:" << describe(error);
                              return run(m_database, u"ROLLBACK TO mending"_s);
                          })
                          .and_then([&] { return run(m_database, u"RELEASE mending"_s); });
    if (!done)
        qCInfo(logLibrary) << "mending:" << describe(done.error());
}

Result<void> LibraryDoctor::makeMissingIndexes() const
{
    const auto expected = expectedSchema();
    const auto found = schemaOf(m_database);
    if (!expected || !found)
        return tl::unexpected(expected ? found.error() : expected.error());
    for (auto it = expected->cbegin(); it != expected->cend(); ++it) {
        if (!it.key().startsWith(u"index "_s) || found->contains(it.key()))
            continue;
        if (const auto done = run(m_database, it.value()); !done)
            return done;
    }
    return {};
}

Result<void> LibraryDoctor::reindex() const
{
    return run(m_database, u"REINDEX"_s);
}

Result<void> LibraryDoctor::mendRows() const
{
    const auto kept =
        run(m_database,
            u"INSERT INTO article (id, address, url, title, summary, author,"
            " language) SELECT b.article_id,"
            " 'https://lost.invalid/' || b.article_id,"
            " 'https://lost.invalid/' || b.article_id, b.title, b.summary, '', '' "_s
                + ofBookmarksWithoutArticle)
            .and_then([this] { return makeArticles(m_database, ofHighlightsWithoutArticle); })
            .and_then([this] { return makeArticles(m_database, ofCopiesWithoutArticle); })
            .and_then([this] { return makeArticles(m_database, ofOwnEntriesWithoutArticle); });
    if (!kept)
        return kept;
    for (const Belonging &belonging : belongings) {
        if (const auto done = run(m_database, u"DELETE "_s + dangling(belonging)); !done)
            return done;
    }
    for (const Belonging &belonging : inFolders) {
        const auto done = run(m_database,
                              u"UPDATE %1 SET %2 = NULL WHERE %2 NOT IN (SELECT id FROM %3)"_s.arg(
                                  belonging.table, belonging.column, belonging.owner));
        if (!done)
            return done;
    }
    return run(m_database, u"DELETE "_s + ofKeptArticlesPutAside()).and_then([&] {
        return run(m_database,
                   u"INSERT INTO discarded_article SELECT id "_s + ofArticlesKeptByNothing());
    });
}

Result<void> LibraryDoctor::rebuildSearchIndex() const
{
    return SearchIndex(m_database).rebuild();
}

LibraryExamination examineBackups(const LibraryBackups &backups, int newestVersion)
{
    LibraryExamination examination;
    for (const LibraryBackup &backup : backups.all()) {
        const auto checked = checkCopy(backup.path, newestVersion);
        if (checked) {
            examination.newestGoodBackup = backup;
            break;
        }
        examination.findings.append(
            {Kind::UnreadableBackup, u"%1: %2"_s.arg(backup.path, checked.error().detail)});
    }
    return examination;
}

} // namespace lectern
