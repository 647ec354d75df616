// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/migrations.h"

#include "library/articlebody.h"
#include "library/bodystore.h"
#include "library/database.h"
#include "library/librarybackups.h"
#include "library/libraryupkeep.h"
#include "library/searchindex.h"
#include "library/statement.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

// Outside the namespace, because Q_INIT_RESOURCE declares a global function. The resource sits in a
// static library, from which a linker takes only what somebody calls.
static void initialiseSchemaResource()
{
    Q_INIT_RESOURCE(library_schema);
}

namespace lectern {

namespace {

constexpr int packedVersion = 2;
constexpr int copiedVersion = 7;

// The driver prepares one statement at a time, so a script has to be taken apart.
QStringList statementsOf(const QString &sql)
{
    QStringList statements;
    QString current;
    QChar quote;
    for (qsizetype i = 0; i < sql.size(); ++i) {
        const QChar c = sql.at(i);
        if (!quote.isNull()) {
            // A doubled quote ends and begins again, which comes to the same.
            if (c == quote)
                quote = {};
        } else if (c == u'\'' || c == u'"') {
            quote = c;
        } else if (c == u'-' && sql.mid(i, 2) == u"--"_s) {
            const qsizetype end = sql.indexOf(u'\n', i);
            i = end < 0 ? sql.size() : end;
            current += u'\n';
            continue;
        } else if (c == u';') {
            statements.append(current.trimmed());
            current.clear();
            continue;
        }
        current += c;
    }
    if (const QString rest = current.trimmed(); !rest.isEmpty())
        statements.append(rest);
    return statements;
}

Result<void> checkNotNewer(int version, const QList<Migration> &migrations)
{
    const int newest = migrations.last().version;
    if (version <= newest)
        return {};
    return failure(ErrorKind::Data, ErrorCode::NewerVersion,
                   u"schema %1 is newer than %2"_s.arg(version).arg(newest));
}

Result<void> runAll(const Database &database, const QStringList &statements)
{
    for (const QString &sql : statements) {
        if (const auto done = Statement(database, sql).run(); !done)
            return done;
    }
    return {};
}

// Version 2: the content of articles is packed. The text of content that was stored before comes
// with the next reading of its source.
Result<void> packContents(const Database &database)
{
    const auto articles =
        Statement(database, u"SELECT article_id FROM article_content ORDER BY article_id"_s)
            .rows([](const Row &row) { return row.id<ArticleId>(0); });
    if (!articles)
        return tl::unexpected(articles.error());
    const BodyDictionary dictionary;
    for (const ArticleId article : *articles) {
        const auto html =
            Statement(database, u"SELECT html FROM article_content WHERE article_id = ?"_s)
                .bind(article)
                .first([](const Row &row) { return row.text(0); });
        if (!html)
            return tl::unexpected(html.error());
        const auto done =
            Statement(database, u"INSERT INTO article_body (article_id, packed) VALUES (?, ?)"_s)
                .bind(article, packed({html->value_or(QString()), QString()}, dictionary))
                .run();
        if (!done)
            return done;
    }
    return Statement(database, u"DROP TABLE article_content"_s).run();
}

// Version 7: there is a copy of what all content depends on.
Result<void> copyDictionaries(const Database &database)
{
    return BodyStore(database).copyDictionaries();
}

// The index is made by today's code, which reads today's tables: so only the last step can fill it.
// That of a large library would take minutes, so the newest articles can be searched for from the
// start, and the others are indexed while the library is used.
Result<void> beginIndex(const Database &database)
{
    constexpr int indexedAtOnce = 2000;
    return LibraryUpkeep(database).isIndexUnfinished().and_then([&](bool isUnfinished) {
        if (!isUnfinished)
            return Result<void>();
        return SearchIndex(database).rebuildSources().and_then(
            [&] { return LibraryUpkeep(database).index(indexedAtOnce); });
    });
}

QDir schemaFolder()
{
    initialiseSchemaResource();
    return QDir(u":/schema"_s);
}

QStringList schemaNames()
{
    return schemaFolder().entryList(QDir::Files, QDir::Name);
}

int versionOf(const QString &name)
{
    return name.section(u'_', 0, 0).toInt();
}

Result<void> applyStep(const Database &database, const Migration &migration)
{
    // Another process may have done this step while we waited for the lock.
    const auto version = database.schemaVersion();
    if (!version)
        return tl::unexpected(version.error());
    if (*version >= migration.version)
        return {};
    return runAll(database, statementsOf(migration.sql))
        .and_then(
            [&] { return migration.complete ? migration.complete(database) : Result<void>(); })
        .and_then([&] {
            return runAll(database,
                          {u"PRAGMA application_id = %1"_s.arg(Database::applicationId),
                           u"PRAGMA user_version = %1"_s.arg(migration.version)});
        });
}

Result<void> apply(const Database &database, const QList<Migration> &migrations)
{
    auto transaction = Transaction::begin(database, Transaction::Kind::Writing);
    if (!transaction)
        return tl::unexpected(transaction.error());
    for (const Migration &migration : migrations) {
        if (const auto done = applyStep(database, migration); !done)
            return done;
    }
    return (*transaction)->commit();
}

} // namespace

QList<Migration> libraryMigrations()
{
    const QDir folder = schemaFolder();
    QList<Migration> migrations;
    const QStringList names = schemaNames();
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        [[maybe_unused]] const bool isOpen = file.open(QIODevice::ReadOnly);
        Q_ASSERT(isOpen);
        const int version = versionOf(name);
        migrations.append({version, QString::fromUtf8(file.readAll())});
        if (version == packedVersion)
            migrations.last().complete = packContents;
        if (version == copiedVersion)
            migrations.last().complete = copyDictionaries;
    }
    // What a step completes, it does before the index is begun.
    Migration &last = migrations.last();
    last.complete = [complete = last.complete](const Database &database) {
        return complete ? complete(database).and_then([&] { return beginIndex(database); })
                        : beginIndex(database);
    };
    return migrations;
}

int newestSchemaVersion()
{
    static const int version = versionOf(schemaNames().last());
    return version;
}

Result<void> migrate(const Database &database, const QList<Migration> &migrations,
                     const QString &backupFolder)
{
    const auto version = database.schemaVersion();
    if (!version)
        return tl::unexpected(version.error());
    if (const auto checked = checkNotNewer(*version, migrations); !checked)
        return checked;
    if (*version == migrations.last().version)
        return {};
    // All at once, so that no other process takes a library that is being made for an old one.
    if (*version == 0)
        return apply(database, migrations);
    const LibraryBackups backups(backupFolder);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto backup = backups.make(database, LibraryBackup::Reason::Migration, now);
    if (!backup)
        return tl::unexpected(backup.error());
    backups.removeSuperfluous(now);
    for (const Migration &migration : migrations) {
        if (migration.version <= *version)
            continue;
        if (const auto done = apply(database, {migration}); !done)
            return done;
    }
    return {};
}

} // namespace lectern
