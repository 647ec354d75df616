// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/answers.h"
#include "library/database.h"
#include "library/migrations.h"
#include "library/statement.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

/// The numbered steps of the schema. Another one is made up here.
class TestMigrations final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void shipped_numbersFollowEachOther();
    void shipped_newestVersion_isThatOfTheLast();
    void fresh_everyTableIsStrict();
    void fresh_equalsMigrated();
    void version1_isUpgradedWhole();
    void completion_failing_leavesTheVersionBefore();
    void existing_isBackedUpFirst();
    void existing_current_isNotBackedUp();
    void existing_backupImpossible_staysUntouched();
    void step_failing_leavesTheVersionBefore();
    void step_ofSeveral_laterFailing_keepsEarlierOnes();
    void fresh_laterStepFailing_leavesNothing();
    void newer_isRefused();
    void script_quotesAndComments_areUnderstood();

private:
    std::unique_ptr<Database> opened(const QList<Migration> &migrations) const;
    [[nodiscard]] QString path() const { return m_folder->filePath(u"library.db"_s); }
    [[nodiscard]] QString backups() const { return m_folder->filePath(u"backups"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

int shippedVersion()
{
    return libraryMigrations().last().version;
}

QList<Migration> withAnother(const QString &sql)
{
    QList<Migration> migrations = libraryMigrations();
    migrations.append({migrations.last().version + 1, sql});
    return migrations;
}

const QString anotherStep = u"ALTER TABLE article ADD COLUMN mood TEXT NOT NULL DEFAULT '';\n"
                            "CREATE INDEX article_by_mood ON article (mood);"_s;

/// What a library of version 1 may hold.
const QStringList version1Rows = {
    u"INSERT INTO source VALUES (1, 'collection', 'file:///f', 'A Feed', '', 0, x'00')"_s,
    u"INSERT INTO article VALUES (1, 'https://a.example/1', 'https://a.example/1', 'Ångström',"
    " '日本語の要約', 'An Author', 'de', 1000, NULL, 3)"_s,
    u"INSERT INTO article VALUES (2, 'https://a.example/2', 'https://a.example/2', 'Forgotten', '',"
    " '', '', NULL, NULL, NULL)"_s,
    u"INSERT INTO article_content VALUES (1, '<p>Old content, ünpacked</p>')"_s,
    u"INSERT INTO article_state VALUES (1, 2000)"_s,
    u"INSERT INTO discarded_article VALUES (2)"_s,
    u"INSERT INTO source_article VALUES (1, 1, 0, 'i', '')"_s,
    u"INSERT INTO tag VALUES (1, 'kept')"_s,
    u"INSERT INTO bookmark VALUES (1, 1, 'Ångström', '', 'A note', 3000)"_s,
    u"INSERT INTO bookmark_tag VALUES (1, 0, 1)"_s};

QStringList schemaOf(const Database &database)
{
    return valueOf(Statement(database,
                             u"SELECT type || ' ' || name || ' ' || coalesce(sql, '')"
                             " FROM sqlite_master ORDER BY type, name"_s)
                       .rows([](const Row &row) { return row.text(0); }));
}

qint64 numberOf(const Database &database, const QString &sql)
{
    return valueOf(Statement(database, sql).first([](const Row &row) { return row.integer(0); }))
        .value_or(-1);
}

void addTag(const Database &database, const QString &name)
{
    QCOMPARE(codeOf(Statement(database, u"INSERT INTO tag (name) VALUES (?)"_s).bind(name).run()),
             u"ok"_s);
}

} // namespace

void TestMigrations::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
}

std::unique_ptr<Database> TestMigrations::opened(const QList<Migration> &migrations) const
{
    auto database = Database::open(path(), migrations.last().version);
    if (!database) {
        QTest::qFail(qPrintable(describe(database.error())), __FILE__, __LINE__);
        return nullptr;
    }
    return std::move(*database);
}

void TestMigrations::shipped_numbersFollowEachOther()
{
    int expected = 1;
    for (const Migration &migration : libraryMigrations())
        QCOMPARE(migration.version, expected++);
    QVERIFY(expected > 1);
}

void TestMigrations::shipped_newestVersion_isThatOfTheLast()
{
    QCOMPARE(newestSchemaVersion(), libraryMigrations().last().version);
}

void TestMigrations::fresh_everyTableIsStrict()
{
    const QList<Migration> migrations = libraryMigrations();
    const auto database = opened(migrations);
    QCOMPARE(codeOf(migrate(*database, migrations, backups())), u"ok"_s);
    QCOMPARE(numberOf(*database, u"PRAGMA application_id"_s), Database::applicationId);
    QCOMPARE(numberOf(*database, u"PRAGMA user_version"_s), migrations.last().version);
    QCOMPARE(numberOf(*database, u"PRAGMA foreign_keys"_s), 1);
    QCOMPARE(numberOf(*database, u"PRAGMA synchronous"_s), 2); // FULL
    const auto loose = Statement(*database,
                                 u"SELECT name FROM pragma_table_list WHERE schema = 'main'"
                                 " AND name NOT LIKE 'sqlite%' AND strict = 0"
                                 " AND type NOT IN ('virtual', 'shadow')"_s)
                           .rows([](const Row &row) { return row.text(0); });
    QCOMPARE(valueOf(loose), QStringList());
    QVERIFY(!QDir(backups()).exists()); // there was nothing to back up
}

void TestMigrations::fresh_equalsMigrated()
{
    const QList<Migration> migrations = withAnother(anotherStep);
    const auto fresh = opened(migrations);
    QCOMPARE(codeOf(migrate(*fresh, migrations, backups())), u"ok"_s);
    const QStringList freshSchema = schemaOf(*fresh);

    m_folder = std::make_unique<QTemporaryDir>();
    const auto migrated = opened(migrations);
    QCOMPARE(codeOf(migrate(*migrated, libraryMigrations(), backups())), u"ok"_s);
    QVERIFY(schemaOf(*migrated) != freshSchema);
    QCOMPARE(codeOf(migrate(*migrated, migrations, backups())), u"ok"_s);
    QCOMPARE(schemaOf(*migrated), freshSchema);
    QCOMPARE(valueOf(migrated->schemaVersion()), migrations.last().version);
}

void TestMigrations::version1_isUpgradedWhole()
{
    const QList<Migration> all = libraryMigrations();
    const auto fresh = opened(all);
    QCOMPARE(codeOf(migrate(*fresh, all, backups())), u"ok"_s);
    const QStringList freshSchema = schemaOf(*fresh);

    m_folder = std::make_unique<QTemporaryDir>();
    {
        const auto old = opened(all);
        QCOMPARE(codeOf(migrate(*old, all.first(1), backups())), u"ok"_s);
        for (const QString &sql : version1Rows)
            QCOMPARE(codeOf(Statement(*old, sql).run()), u"ok"_s);
    }
    {
        const auto upgraded = opened(all);
        QCOMPARE(codeOf(migrate(*upgraded, all, backups())), u"ok"_s);
        QCOMPARE(schemaOf(*upgraded), freshSchema);
        QCOMPARE(numberOf(*upgraded, u"SELECT count(*) FROM pragma_foreign_key_check"_s), 0);
        QVERIFY(indexedWords(*upgraded).contains(u"1 angstrom"_s));
        QVERIFY(!indexedWords(*upgraded).join(u'\n').contains(u"forgotten"_s));
        verifyIndex(*upgraded);
    }
    // As the reader has it then.
    Library library(Locations::under(m_folder->path()));
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    const QList<Post> posts = postsIn(library);
    QCOMPARE(posts.size(), 1);
    QCOMPARE(posts.first().title, u"Ångström"_s);
    QVERIFY(posts.first().isRead && posts.first().isBookmarked);
    const auto content = valueOf(library.contentAt(QUrl(u"https://a.example/1"_s)));
    QVERIFY(content);
    QCOMPARE(content->html, u"<p>Old content, ünpacked</p>"_s);
    for (const QString &word : {u"angstrom"_s, u"kept"_s, u"note"_s, u"日本"_s, u"source:feed"_s}) {
        SearchRequest request;
        request.text = word;
        QCOMPARE(valueOf(library.search(request)).total, 1);
    }
}

void TestMigrations::completion_failing_leavesTheVersionBefore()
{
    QList<Migration> migrations = withAnother(anotherStep);
    migrations.last().complete = [](const Database &) -> Result<void> {
        return failure(ErrorKind::Environment, ErrorCode::DiskFull, u"made up"_s);
    };
    const auto database = opened(migrations);
    QCOMPARE(codeOf(migrate(*database, libraryMigrations(), backups())), u"ok"_s);
    const QStringList schema = schemaOf(*database);
    QCOMPARE(codeOf(migrate(*database, migrations, backups())), u"Environment/DiskFull"_s);
    QCOMPARE(schemaOf(*database), schema);
    QCOMPARE(valueOf(database->schemaVersion()), shippedVersion());
}

void TestMigrations::existing_isBackedUpFirst()
{
    const QList<Migration> migrations = withAnother(anotherStep);
    const auto database = opened(migrations);
    QCOMPARE(codeOf(migrate(*database, libraryMigrations(), backups())), u"ok"_s);
    addTag(*database, u"kept"_s);
    const QStringList oldSchema = schemaOf(*database);
    QCOMPARE(codeOf(migrate(*database, migrations, backups())), u"ok"_s);

    const QStringList files = QDir(backups()).entryList(QDir::Files);
    QCOMPARE(files.size(), 1);
    QVERIFY2(files.first().startsWith(u"library-schema%1-"_s.arg(shippedVersion()))
                 && files.first().endsWith(u".db"_s),
             qPrintable(files.first()));
    const auto backup =
        Database::open(QDir(backups()).filePath(files.first()), migrations.last().version);
    QVERIFY(backup);
    QCOMPARE(valueOf((*backup)->schemaVersion()), shippedVersion());
    QCOMPARE(schemaOf(**backup), oldSchema);
    QCOMPARE(numberOf(**backup, u"SELECT count(*) FROM tag WHERE name = 'kept'"_s), 1);
    QCOMPARE(numberOf(*database, u"SELECT count(*) FROM tag WHERE name = 'kept'"_s), 1);
}

void TestMigrations::existing_current_isNotBackedUp()
{
    const QList<Migration> migrations = libraryMigrations();
    const auto database = opened(migrations);
    QCOMPARE(codeOf(migrate(*database, migrations, backups())), u"ok"_s);
    const QStringList schema = schemaOf(*database);
    QCOMPARE(codeOf(migrate(*database, migrations, backups())), u"ok"_s);
    QCOMPARE(schemaOf(*database), schema);
    QVERIFY(!QDir(backups()).exists());
}

void TestMigrations::existing_backupImpossible_staysUntouched()
{
    const auto database = opened(withAnother(anotherStep));
    QCOMPARE(codeOf(migrate(*database, libraryMigrations(), backups())), u"ok"_s);
    const QStringList schema = schemaOf(*database);
    QFile inTheWay(backups());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    QVERIFY(!migrate(*database, withAnother(anotherStep), backups()));
    QCOMPARE(schemaOf(*database), schema);
    QCOMPARE(valueOf(database->schemaVersion()), shippedVersion());
}

void TestMigrations::step_failing_leavesTheVersionBefore()
{
    const QList<Migration> broken =
        withAnother(anotherStep + u"CREATE TABLE tag (nonsense);"_s); // exists
    const auto database = opened(broken);
    QCOMPARE(codeOf(migrate(*database, libraryMigrations(), backups())), u"ok"_s);
    addTag(*database, u"kept"_s);
    const QStringList schema = schemaOf(*database);
    QCOMPARE(codeOf(migrate(*database, broken, backups())), u"Bug/Internal"_s);
    QCOMPARE(schemaOf(*database), schema);
    QCOMPARE(valueOf(database->schemaVersion()), shippedVersion());
    QCOMPARE(numberOf(*database, u"SELECT count(*) FROM tag"_s), 1);
    // And once the step is mended, it goes through.
    QCOMPARE(codeOf(migrate(*database, withAnother(anotherStep), backups())), u"ok"_s);
    QCOMPARE(valueOf(database->schemaVersion()), shippedVersion() + 1);
}

void TestMigrations::step_ofSeveral_laterFailing_keepsEarlierOnes()
{
    QList<Migration> migrations = withAnother(anotherStep);
    migrations.append(
        {shippedVersion() + 2, u"CREATE TABLE good (id INTEGER) STRICT; DROP TABLE nowhere;"_s});
    const auto database = opened(migrations);
    QCOMPARE(codeOf(migrate(*database, libraryMigrations(), backups())), u"ok"_s);
    QCOMPARE(codeOf(migrate(*database, migrations, backups())), u"Bug/Internal"_s);
    QCOMPARE(valueOf(database->schemaVersion()), shippedVersion() + 1);
    QCOMPARE(numberOf(*database, u"SELECT count(*) FROM sqlite_master WHERE name = 'good'"_s), 0);
}

void TestMigrations::fresh_laterStepFailing_leavesNothing()
{
    const QList<Migration> migrations = withAnother(u"DROP TABLE nowhere"_s);
    const auto database = opened(migrations);
    QCOMPARE(codeOf(migrate(*database, migrations, backups())), u"Bug/Internal"_s);
    QCOMPARE(valueOf(database->schemaVersion()), 0);
    QCOMPARE(schemaOf(*database), QStringList());
}

void TestMigrations::newer_isRefused()
{
    const QList<Migration> newer = withAnother(anotherStep);
    const auto database = opened(newer);
    QCOMPARE(codeOf(migrate(*database, newer, backups())), u"ok"_s);
    const QStringList schema = schemaOf(*database);
    // Also when the file's header does not say so yet, because the WAL still holds it.
    QCOMPARE(codeOf(migrate(*database, libraryMigrations(), backups())), u"Data/NewerVersion"_s);
    QCOMPARE(schemaOf(*database), schema);
}

void TestMigrations::script_quotesAndComments_areUnderstood()
{
    const QList<Migration> migrations =
        withAnother(u"-- a comment; with a semicolon and an ' apostrophe\n"
                    "INSERT INTO tag (name) VALUES ('one; two -- three'); -- the end; or not\n"
                    "INSERT INTO tag (name) VALUES ('it''s');\n\n"
                    "INSERT INTO tag (name) VALUES ('last')"_s);
    const auto database = opened(migrations);
    QCOMPARE(codeOf(migrate(*database, migrations, backups())), u"ok"_s);
    const auto names =
        Statement(*database, u"SELECT name FROM tag ORDER BY id"_s).rows([](const Row &row) {
            return row.text(0);
        });
    QCOMPARE(valueOf(names), QStringList({u"one; two -- three"_s, u"it's"_s, u"last"_s}));
}

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
