// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/answers.h"
#include "library/database.h"
#include "library/migrations.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

/// Libraries as each released version of the schema left them (tests/data/library/versionN.db, the
/// same content in each, packed into small pages) become libraries of today, with everything kept.
class TestReleases final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void fixtures_areThereForEveryRelease();
    void library_ofEveryRelease_isKeptWhole_data();
    void library_ofEveryRelease_isKeptWhole();
    void schema_ofEveryRelease_becomesThatOfANewOne_data();
    void schema_ofEveryRelease_becomesThatOfANewOne();
    void damaged_ofEveryRelease_isSalvaged_data();
    void damaged_ofEveryRelease_isSalvaged();

private:
    void takeFixture();

    std::unique_ptr<QTemporaryDir> m_folder;
    Locations m_locations;
};

namespace {

const QDir fixtures(QStringLiteral(LECTERN_TEST_DATA "/library"));

// Each release keeps its file; the newest schema gets one when it is released.
void addFixtures()
{
    QTest::addColumn<QString>("file");
    const QStringList files = fixtures.entryList({u"version*.db"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files)
        QTest::newRow(qPrintable(file)) << fixtures.filePath(file);
}

QStringList schemaOf(const Database &database)
{
    return valueOf(Statement(database,
                             u"SELECT type || ' ' || name || ' ' || coalesce(sql, '')"
                             " FROM sqlite_master ORDER BY type, name"_s)
                       .rows([](const Row &row) { return row.text(0); }));
}

QStringList namesOf(const QList<Post> &posts)
{
    QStringList names;
    for (const Post &post : posts)
        names.append(post.title);
    return names;
}

int foundBy(Library &library, const QString &text)
{
    SearchRequest request;
    request.text = text;
    return valueOf(library.search(request)).total;
}

void verifyContent(Library &library)
{
    const LibraryCounts counts = valueOf(library.counts());
    QCOMPARE(counts.posts, 3);
    QCOMPARE(counts.unread, 2);
    QCOMPARE(counts.sources.size(), 2);
    QCOMPARE(counts.sources.first().title, u"Selected Posts"_s);
    QVERIFY(counts.sources.first().isBuiltIn);
    QCOMPARE(counts.sources.last().title, u"Leseliste für später"_s);
    QCOMPARE(counts.sources.last().retention, Retention());
    QCOMPARE(counts.searches, QList<SavedSearch>());

    QCOMPARE(namesOf(postsIn(library)),
             QStringList({u"The GIL in spring"_s, u"Ångström & Söhne"_s, u"Without a date"_s}));
    const auto ofList = postsIn(library, {Scope::Kind::Source, counts.sources.last().id});
    QCOMPARE(namesOf(ofList), QStringList({u"Without a date"_s, u"Ångström & Söhne"_s}));
    QCOMPARE(ofList.last().section, u"Chapter 2"_s);

    // Under any address of the page.
    const auto post = valueOf(library.postAt(QUrl(u"https://ONE.example/?utm_source=y"_s)));
    QVERIFY(post && post->isRead && post->isBookmarked);
    QCOMPARE(post->tags, QStringList{u"python"_s});
    QCOMPARE(post->published->toMSecsSinceEpoch(), 1'475'712'000'123);
    const auto content = valueOf(library.contentAt(post->url));
    QVERIFY(content);
    QCOMPARE(content->html, u"<p>Zwei Wörter über Ångström</p>"_s);

    const QList<Bookmark> bookmarks = valueOf(library.bookmarks());
    QCOMPARE(bookmarks.size(), 2);
    QCOMPARE(bookmarks.first().title, u"Only bookmarked"_s);
    const Bookmark &mine = bookmarks.last();
    QCOMPARE(mine.title, u"My title"_s);
    QCOMPARE(mine.summary, u"Its summary then"_s);
    QVERIFY(mine.note.startsWith(u"A note of mine"_s));
    QCOMPARE(mine.tags, QStringList({u"für später"_s, u"python"_s}));
    QCOMPARE(mine.created.toMSecsSinceEpoch(), 1'700'000'001'000);

    ReadingChoices ofOne;
    ofOne.originalPlace = ReadingPlace{1234.5, 9876};
    ofOne.storedWords = valueOf(library.contentAt(post->url))->wordCount;
    QCOMPARE(valueOf(library.readingChoices(post->url, counts.sources.last().id)), ofOne);
    ReadingChoices elsewhere;
    elsewhere.originalPlace = ReadingPlace{10, 20};
    QCOMPARE(valueOf(library.readingChoices(QUrl(u"https://elsewhere.example/"_s), {})), elsewhere);

    QCOMPARE(foundBy(library, u"angstrom"_s), 1);
    QCOMPARE(foundBy(library, u"日本"_s), 1);
    QCOMPARE(foundBy(library, u"note is:bookmarked"_s), 1);
    QCOMPARE(foundBy(library, u"\"note of mine\""_s), 1);
    QCOMPARE(foundBy(library, u"\"mine of note\""_s), 0);
    QCOMPARE(foundBy(library, u"source:später"_s), 2);
    QCOMPARE(foundBy(library, u"forgotten"_s), 0);
}

} // namespace

void TestReleases::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
    m_locations = Locations::under(m_folder->path());
}

void TestReleases::takeFixture()
{
    QFETCH(const QString, file);
    QVERIFY(QFile::copy(file, m_locations.libraryFile()));
    QVERIFY(QFile::setPermissions(m_locations.libraryFile(), QFile::ReadOwner | QFile::WriteOwner));
}

void TestReleases::fixtures_areThereForEveryRelease()
{
    // All but the one being worked on.
    for (int version = 1; version < libraryMigrations().last().version; ++version)
        QVERIFY(fixtures.exists(u"version%1.db"_s.arg(version)));
}

void TestReleases::library_ofEveryRelease_isKeptWhole_data()
{
    addFixtures();
}

void TestReleases::library_ofEveryRelease_isKeptWhole()
{
    takeFixture();
    {
        Library library(m_locations);
        QCOMPARE(codeOf(library.open()), u"ok"_s);
        verifyContent(library);
        QVERIFY(valueOf(library.examine()).findings.isEmpty());
        QCOMPARE(valueOf(library.backups()).size(), 1);
        QCOMPARE(valueOf(library.backups()).first().reason, LibraryBackup::Reason::Migration);
    }
    // And once what was put aside has gone.
    Library library(m_locations);
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    verifyContent(library);
    QCOMPARE(valueOf(library.statistics()).articles, 4);
}

void TestReleases::schema_ofEveryRelease_becomesThatOfANewOne_data()
{
    addFixtures();
}

void TestReleases::schema_ofEveryRelease_becomesThatOfANewOne()
{
    takeFixture();
    const QList<Migration> migrations = libraryMigrations();
    const int newest = migrations.last().version;
    const auto upgraded = Database::open(m_locations.libraryFile(), newest);
    QVERIFY(upgraded);
    QCOMPARE(codeOf(migrate(**upgraded, migrations, m_locations.backupFolder())), u"ok"_s);
    const auto fresh = Database::open(m_folder->filePath(u"fresh.db"_s), newest);
    QVERIFY(fresh);
    QCOMPARE(codeOf(migrate(**fresh, migrations, m_locations.backupFolder())), u"ok"_s);
    QCOMPARE(schemaOf(**upgraded), schemaOf(**fresh));
    verifyIndex(**upgraded);
}

void TestReleases::damaged_ofEveryRelease_isSalvaged_data()
{
    addFixtures();
}

void TestReleases::damaged_ofEveryRelease_isSalvaged()
{
    takeFixture();
    QFile file(m_locations.libraryFile());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.resize(file.size() - 1024)); // its last page
    file.close();
    Library library(m_locations);
    QCOMPARE(codeOf(library.open()), u"Data/Damaged"_s);
    const LibrarySalvage saved = valueOf(library.salvage());
    QCOMPARE(saved.bookmarks, (SalvagedCount{2, 0}));
    QCOMPARE(saved.articles.saved, 5);
    QCOMPARE(valueOf(library.bookmarks()).size(), 2);
    QVERIFY(valueOf(library.examine()).isLibrarySound());
}

QTEST_GUILESS_MAIN(TestReleases)
#include "tst_releases.moc"
