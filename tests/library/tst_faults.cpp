// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/answers.h"
#include "library/database.h"
#include "library/faultydisk.h"
#include "library/migrations.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

/// A disk that fails in the middle of an act, at every place where it can: the act says so, what
/// was acknowledged before stays, and all works again once the disk does.
class TestFaults final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void act_diskFails_losesNothing_data();
    void act_diskFails_losesNothing();
    void opening_diskFails_losesNothing_data();
    void opening_diskFails_losesNothing();
    void backUp_diskFails_leavesNoHalf_data();
    void backUp_diskFails_leavesNoHalf();

private:
    QTemporaryDir m_prepared; ///< a library, to begin with
};

namespace {

using Fault = FaultyDisk::Fault;

constexpr int bookmarkCount = 20;

const QUrl newUrl(u"https://example.org/new"_s);

QList<QUrl> urlsOf(const QList<Bookmark> &bookmarks)
{
    QList<QUrl> urls;
    for (const Bookmark &bookmark : bookmarks)
        urls.append(bookmark.url);
    return urls;
}

// Two acts that write many pages.
QStringList actUpon(Library &library)
{
    BookmarkRequest request = requestFor(newUrl.toString());
    request.note = QString(100'000, u'n');
    QStringList urls;
    for (int i = 0; i < 50; ++i)
        urls.append(u"https://example.com/%1"_s.arg(i));
    return {codeOf(library.addBookmark(request)),
            codeOf(library.storeCollection(incomingCollection(u"more"_s, urls)))};
}

bool isOfTheDisk(const QString &code)
{
    return code == u"ok"_s || code == u"Environment/DiskFull"_s
        || code == u"Environment/InputOutput"_s;
}

void addFaults()
{
    QTest::addColumn<Fault>("fault");
    QTest::newRow("no space") << Fault::NoSpace;
    QTest::newRow("short write") << Fault::ShortWrite;
    QTest::newRow("write error") << Fault::WriteError;
    QTest::newRow("sync error") << Fault::SyncError;
    QTest::newRow("read error") << Fault::ReadError;
}

void verifySound(const Locations &locations, int bookmarks)
{
    {
        Library library(locations);
        QCOMPARE(codeOf(library.open()), u"ok"_s);
        QCOMPARE(valueOf(library.bookmarks()).size(), bookmarks);
    }
    const auto database =
        Database::open(locations.libraryFile(), libraryMigrations().last().version);
    QVERIFY(database);
    QCOMPARE(valueOf((*database)->integrityFindings()), QStringList());
    verifyIndex(**database);
}

/// A copy of the prepared library, in a folder of its own.
class LibraryCopy final
{
public:
    explicit LibraryCopy(const QString &prepared) : m_locations(Locations::under(m_folder.path()))
    {
        if (!QFile::copy(prepared, m_locations.libraryFile()))
            QTest::qFail("cannot copy the library", __FILE__, __LINE__);
    }
    [[nodiscard]] const Locations &locations() const { return m_locations; }

private:
    QTemporaryDir m_folder;
    Locations m_locations;
};

} // namespace

void TestFaults::initTestCase()
{
    QVERIFY(FaultyDisk::install());
    const Locations locations = Locations::under(m_prepared.path());
    Library library(locations);
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    if (FaultyDisk::openedFiles() == 0)
        QSKIP("Qt's driver has a SQLite of its own, in which nothing can be put");
    QStringList urls;
    for (int i = 0; i < 200; ++i)
        urls.append(u"https://example.org/%1"_s.arg(i));
    QCOMPARE(codeOf(library.storeCollection(incomingCollection(u"list"_s, urls))), u"ok"_s);
    for (int i = 0; i < bookmarkCount; ++i)
        QCOMPARE(codeOf(library.addBookmark(requestFor(urls.at(i)))), u"ok"_s);
}

void TestFaults::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void TestFaults::cleanup()
{
    FaultyDisk::mend();
}

void TestFaults::act_diskFails_losesNothing_data()
{
    addFaults();
}

void TestFaults::act_diskFails_losesNothing()
{
    QFETCH(const Fault, fault);
    const QString prepared = Locations::under(m_prepared.path()).libraryFile();
    int failures = 0;
    bool hasFailed = true;
    for (int passing = 0; hasFailed; passing += 1 + passing / 2) {
        const LibraryCopy copy(prepared);
        int expected = bookmarkCount;
        {
            Library library(copy.locations());
            QCOMPARE(codeOf(library.open()), u"ok"_s);
            QCOMPARE(valueOf(library.bookmarks()).size(), expected);
            FaultyDisk::failAfter(fault, passing);
            const QStringList codes = actUpon(library);
            hasFailed = FaultyDisk::mend();
            failures += hasFailed ? 1 : 0;
            for (const QString &code : codes)
                QVERIFY2(isOfTheDisk(code), qPrintable(code));

            const QList<QUrl> kept = urlsOf(valueOf(library.bookmarks()));
            QCOMPARE(kept.contains(newUrl), codes.first() == u"ok"_s);
            expected += codes.first() == u"ok"_s ? 1 : 0;
            QCOMPARE(kept.size(), expected);
            // The same library goes on.
            QCOMPARE(codeOf(library.addBookmark(requestFor(u"https://example.org/after"_s))),
                     u"ok"_s);
        }
        verifySound(copy.locations(), expected + 1);
        QVERIFY(passing < 100'000);
    }
    // What it reads, it may have read before.
    if (fault != Fault::ReadError)
        QVERIFY(failures > 1);
}

void TestFaults::opening_diskFails_losesNothing_data()
{
    addFaults();
}

void TestFaults::opening_diskFails_losesNothing()
{
    QFETCH(const Fault, fault);
    const QString prepared = Locations::under(m_prepared.path()).libraryFile();
    bool hasFailed = true;
    for (int passing = 0; hasFailed; passing += 1 + passing / 4) {
        const LibraryCopy copy(prepared);
        Library library(copy.locations());
        FaultyDisk::failAfter(fault, passing);
        const QString opened = codeOf(library.open());
        hasFailed = FaultyDisk::mend();
        QVERIFY2(isOfTheDisk(opened), qPrintable(opened));
        QCOMPARE(codeOf(library.open()), u"ok"_s);
        QCOMPARE(valueOf(library.bookmarks()).size(), bookmarkCount);
    }
}

void TestFaults::backUp_diskFails_leavesNoHalf_data()
{
    addFaults();
}

void TestFaults::backUp_diskFails_leavesNoHalf()
{
    QFETCH(const Fault, fault);
    const LibraryCopy copy(Locations::under(m_prepared.path()).libraryFile());
    Library library(copy.locations());
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    int whole = 0;
    bool hasFailed = true;
    for (int passing = 0; hasFailed; passing += 1 + passing / 2) {
        FaultyDisk::failAfter(fault, passing);
        const auto backup = answerOf(library.backUp());
        hasFailed = FaultyDisk::mend();
        // A copy that cannot be read again is found damaged.
        const bool isExpected = isOfTheDisk(codeOf(backup)) || codeOf(backup) == u"Data/Damaged"_s;
        QVERIFY2(isExpected, qPrintable(codeOf(backup)));
        whole += backup ? 1 : 0;
        const QStringList files = QDir(copy.locations().backupFolder()).entryList(QDir::Files);
        QVERIFY2(files.size() == whole, qPrintable(files.join(u' ')));
        QCOMPARE(valueOf(library.backups()).size(), whole);
    }
    QVERIFY(whole > 0);
    const LibraryExamination examination = valueOf(library.examine());
    QVERIFY(examination.findings.isEmpty());
    QVERIFY(examination.newestGoodBackup.has_value());
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
