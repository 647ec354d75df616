// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/answers.h"
#include "library/database.h"
#include "library/librarybackups.h"
#include "library/migrations.h"
#include "library/testclock.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

/// Backups: made, listed, made by themselves every day, and thinned out.
class TestBackups final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void backUp_asked_isAWholeLibrary();
    void backUp_whileActsGoOn_holdsOneStateOfThem();
    void backUp_libraryFailed_saysWhy();
    void backUp_folderInTheWay_leavesNothing();
    void backups_otherFiles_areNotListed();
    void daily_dayAfterDay_isMadeOnce();
    void daily_soonAfterOpening_isNotMade();
    void daily_impossible_isReportedAndTriedAgain();
    void superfluous_yearOfDays_leavesDaysAndWeeks();
    void superfluous_severalADay_leavesTheLast();
    void superfluous_migrationsAndAsked_areTakenByKind();
    void removing_halfMade_goesAfterADay();
    void check_tornCopy_isRefused();

private:
    [[nodiscard]] QString folder() const { return m_locations.backupFolder(); }
    [[nodiscard]] std::unique_ptr<Library> openLibrary();

    std::unique_ptr<QTemporaryDir> m_folder;
    Locations m_locations;
    TestClock m_clock{QDateTime()};
};

namespace {

using Reason = LibraryBackup::Reason;

int newestVersion()
{
    return libraryMigrations().last().version;
}

QDateTime timeOf(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODateWithMs);
}

LibraryBackup backupOf(const QDateTime &taken, Reason reason)
{
    LibraryBackup backup;
    backup.taken = taken;
    backup.reason = reason;
    return backup;
}

QList<LibraryBackup> without(QList<LibraryBackup> backups, const QList<LibraryBackup> &gone)
{
    backups.removeIf([&gone](const LibraryBackup &backup) { return gone.contains(backup); });
    return backups;
}

bool touch(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly);
}

} // namespace

void TestBackups::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_folder = std::make_unique<QTemporaryDir>();
    m_locations = Locations::under(m_folder->path());
    m_clock = TestClock(timeOf(u"2026-03-04T05:06:07.008Z"_s));
}

std::unique_ptr<Library> TestBackups::openLibrary()
{
    auto library = std::make_unique<Library>(m_locations, nullptr, m_clock.clock());
    if (const QString opened = codeOf(library->open()); opened != u"ok"_s)
        QTest::qFail(qPrintable(opened), __FILE__, __LINE__);
    return library;
}

void TestBackups::backUp_asked_isAWholeLibrary()
{
    const auto library = openLibrary();
    BookmarkRequest request = requestFor(u"https://example.org/kept"_s);
    request.note = u"My own words"_s;
    QCOMPARE(codeOf(library->addBookmark(request)), u"ok"_s);
    QCOMPARE(valueOf(library->backups()), QList<LibraryBackup>());

    const LibraryBackup backup = valueOf(library->backUp());
    QCOMPARE(backup.path, folder() + u"/library-asked-20260304T050607008Z.db"_s);
    QCOMPARE(backup.taken, m_clock.now());
    QCOMPARE(backup.reason, Reason::Asked);
    QCOMPARE(backup.bytes, QFileInfo(backup.path).size());
    QCOMPARE(valueOf(library->backups()), QList<LibraryBackup>{backup});
    QCOMPARE(filesIn(folder()).keys(), QStringList{u"library-asked-20260304T050607008Z.db"_s});
    m_clock.addSecs(1);
    const LibraryBackup later = valueOf(library->backUp());
    QCOMPARE(valueOf(library->backups()), (QList<LibraryBackup>{later, backup}));

    // As a library of its own.
    const Locations elsewhere = Locations::under(m_folder->filePath(u"elsewhere"_s));
    QVERIFY(QDir().mkpath(elsewhere.data));
    QVERIFY(QFile::copy(backup.path, elsewhere.libraryFile()));
    Library copy(elsewhere);
    QCOMPARE(codeOf(copy.open()), u"ok"_s);
    QCOMPARE(valueOf(copy.bookmarks()), valueOf(library->bookmarks()));
    SearchRequest search;
    search.text = u"own words"_s;
    QCOMPARE(valueOf(copy.search(search)).total, 1);
}

void TestBackups::backUp_whileActsGoOn_holdsOneStateOfThem()
{
    const auto library = openLibrary();
    QStringList urls;
    for (int i = 0; i < 3000; ++i)
        urls.append(u"https://example.org/%1"_s.arg(i));
    QCOMPARE(codeOf(library->storeCollection(incomingCollection(u"many"_s, urls))), u"ok"_s);
    const auto backingUp = library->backUp();
    QList<QFuture<Result<Bookmark>>> acts;
    for (int i = 0; i < 100; ++i)
        acts.append(library->addBookmark(requestFor(urls.at(i))));
    for (const auto &act : std::as_const(acts))
        QCOMPARE(codeOf(act), u"ok"_s);
    const LibraryBackup backup = valueOf(backingUp);
    QCOMPARE(codeOf(checkCopy(backup.path, newestVersion())), u"ok"_s);
    const auto copy = Database::openCopy(backup.path, newestVersion());
    QVERIFY(copy);
    verifyIndex(**Database::openAnother(backup.path));
}

void TestBackups::backUp_libraryFailed_saysWhy()
{
    QVERIFY(QDir().mkpath(m_locations.libraryFile())); // a folder in its place
    Library library(m_locations);
    const QString reason = codeOf(library.open());
    QVERIFY(reason != u"ok"_s);
    QCOMPARE(codeOf(library.backUp()), reason);
    QCOMPARE(valueOf(library.backups()), QList<LibraryBackup>());
}

void TestBackups::backUp_folderInTheWay_leavesNothing()
{
    const auto library = openLibrary();
    QVERIFY(touch(folder()));
    QVERIFY(!answerOf(library->backUp()));
    QVERIFY(QFile::remove(folder()));
    // The name itself is taken, by something that is none.
    QVERIFY(QDir().mkpath(folder() + u"/library-asked-20260304T050607008Z.db.part"_s));
    QVERIFY(!answerOf(library->backUp()));
    QCOMPARE(valueOf(library->backups()), QList<LibraryBackup>());
    m_clock.addSecs(1);
    QCOMPARE(codeOf(library->backUp()), u"ok"_s);
}

void TestBackups::backups_otherFiles_areNotListed()
{
    QVERIFY(QDir().mkpath(folder()));
    for (const QString &name :
         {u"library-asked-20260304T050607008Z.db.part"_s, u"library-asked-20261304T050607008Z.db"_s,
          u"library-mine-20260304T050607008Z.db"_s, u"library-asked-today.db"_s, u"notes.txt"_s,
          u"my library-asked-20260304T050607008Z.db"_s})
        QVERIFY(touch(folder() + u'/' + name));
    const LibraryBackups backups(folder());
    QCOMPARE(backups.all(), QList<LibraryBackup>());
    QVERIFY(touch(folder() + u"/library-schema12-20260304T050607008Z.db"_s));
    QCOMPARE(backups.all().size(), 1);
    QCOMPARE(backups.all().first().reason, Reason::Migration);
    QCOMPARE(backups.all().first().taken, m_clock.now());
    const auto before = filesIn(folder());
    backups.removeSuperfluous(m_clock.now());
    QCOMPARE(filesIn(folder()), before);
}

void TestBackups::daily_dayAfterDay_isMadeOnce()
{
    const auto library = openLibrary();
    QList<QDate> days;
    for (int day = 0; day < 3; ++day) {
        m_clock.addDays(1);
        days.prepend(m_clock.now().date());
        QTRY_COMPARE(valueOf(library->backups()).size(), days.size());
    }
    // Hours later on the same day nothing more is due.
    m_clock.addSecs(7200);
    QSignalSpy changes(library.get(), &Library::changed);
    Library other(m_locations, nullptr, m_clock.clock());
    QCOMPARE(codeOf(other.open()), u"ok"_s);
    QCOMPARE(codeOf(other.addBookmark(requestFor(u"https://example.org/"_s))), u"ok"_s);
    QTRY_VERIFY(!changes.isEmpty()); // it has looked around since
    const QList<LibraryBackup> backups = valueOf(library->backups());
    QCOMPARE(backups.size(), days.size());
    for (int i = 0; i < backups.size(); ++i) {
        QCOMPARE(backups.at(i).reason, Reason::Daily);
        QCOMPARE(backups.at(i).taken.date(), days.at(i));
        QCOMPARE(codeOf(checkCopy(backups.at(i).path, newestVersion())), u"ok"_s);
    }
}

void TestBackups::daily_soonAfterOpening_isNotMade()
{
    {
        const auto library = openLibrary();
        m_clock.addSecs(10);
        Library other(m_locations, nullptr, m_clock.clock());
        QCOMPARE(codeOf(other.open()), u"ok"_s);
        QSignalSpy changes(library.get(), &Library::changed);
        QCOMPARE(codeOf(other.addBookmark(requestFor(u"https://example.org/"_s))), u"ok"_s);
        QTRY_VERIFY(!changes.isEmpty());
    }
    QVERIFY(!QDir(folder()).exists());
}

void TestBackups::daily_impossible_isReportedAndTriedAgain()
{
    QVERIFY(touch(folder()));
    const auto library = openLibrary();
    QSignalSpy failures(library.get(), &Library::dailyBackupFailed);
    m_clock.addSecs(60);
    QTRY_COMPARE(failures.size(), 1);
    QCOMPARE(failures.first().first().value<Error>().kind, ErrorKind::Environment);
    QVERIFY(QFile::remove(folder()));
    m_clock.addSecs(3600);
    QTRY_COMPARE(valueOf(library->backups()).size(), 1);
}

void TestBackups::superfluous_yearOfDays_leavesDaysAndWeeks()
{
    QList<LibraryBackup> backups;
    QDateTime time = timeOf(u"2026-01-01T12:00:00.000Z"_s); // a Thursday
    for (int day = 0; day < 365; ++day, time = time.addDays(1)) {
        backups.append(backupOf(time, Reason::Daily));
        backups = without(backups, superfluousBackups(backups));
        QVERIFY(backups.size() <= 11);
        // Never older than a day, and one at least a week old for each of four weeks.
        QCOMPARE(backups.last().taken, time);
    }
    QStringList days;
    for (const LibraryBackup &backup : std::as_const(backups))
        days.append(backup.taken.date().toString(Qt::ISODate));
    // The last day is a Thursday, too; weeks end on Sundays.
    QCOMPARE(days,
             QStringList({u"2026-12-06"_s, u"2026-12-13"_s, u"2026-12-20"_s, u"2026-12-24"_s,
                          u"2026-12-25"_s, u"2026-12-26"_s, u"2026-12-27"_s, u"2026-12-28"_s,
                          u"2026-12-29"_s, u"2026-12-30"_s, u"2026-12-31"_s}));
}

void TestBackups::superfluous_severalADay_leavesTheLast()
{
    const QDateTime noon = timeOf(u"2026-03-04T12:00:00.000Z"_s);
    const QList<LibraryBackup> backups = {
        backupOf(noon, Reason::Daily), backupOf(noon.addSecs(60), Reason::Daily),
        backupOf(noon.addDays(-1), Reason::Daily), backupOf(noon.addSecs(-60), Reason::Daily)};
    QCOMPARE(without(backups, superfluousBackups(backups)),
             (QList<LibraryBackup>{backups.at(1), backups.at(2)}));
    QCOMPARE(superfluousBackups({}), QList<LibraryBackup>());
}

void TestBackups::superfluous_migrationsAndAsked_areTakenByKind()
{
    const QDateTime noon = timeOf(u"2026-03-04T12:00:00.000Z"_s);
    QList<LibraryBackup> backups;
    for (int i = 0; i < 100; ++i) {
        backups.append(backupOf(noon.addYears(-i), Reason::Asked));
        backups.append(backupOf(noon.addYears(-i), Reason::Migration));
    }
    const QList<LibraryBackup> kept = without(backups, superfluousBackups(backups));
    QCOMPARE(kept.size(), 103);
    for (int i = 0; i < 3; ++i)
        QVERIFY(kept.contains(backupOf(noon.addYears(-i), Reason::Migration)));
}

void TestBackups::removing_halfMade_goesAfterADay()
{
    QVERIFY(QDir().mkpath(folder()));
    const QString part = u"library-daily-20260304T050607008Z.db.part"_s;
    QVERIFY(touch(folder() + u'/' + part));
    QVERIFY(touch(folder() + u'/' + part + u"-journal"_s));
    QVERIFY(touch(folder() + u"/mine.part"_s));
    const LibraryBackups backups(folder());
    backups.removeSuperfluous(m_clock.now().addSecs(3600)); // another process may be at it
    QCOMPARE(filesIn(folder()).keys(), QStringList({part, part + u"-journal"_s, u"mine.part"_s}));
    backups.removeSuperfluous(m_clock.now().addDays(2));
    QCOMPARE(filesIn(folder()).keys(), QStringList{u"mine.part"_s});
}

void TestBackups::check_tornCopy_isRefused()
{
    const auto library = openLibrary();
    QStringList urls;
    for (int i = 0; i < 500; ++i)
        urls.append(u"https://example.org/%1"_s.arg(i));
    QCOMPARE(codeOf(library->storeCollection(incomingCollection(u"many"_s, urls))), u"ok"_s);
    const LibraryBackup backup = valueOf(library->backUp());
    QFile file(backup.path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(file.size() / 2));
    QVERIFY(file.write(QByteArray(20'000, 'x')) > 0);
    file.close();
    QCOMPARE(codeOf(checkCopy(backup.path, newestVersion())), u"Data/Damaged"_s);
    QCOMPARE(codeOf(checkCopy(backup.path, newestVersion() - 1)), u"Data/NewerVersion"_s);
    QCOMPARE(codeOf(checkCopy(backup.path + u"x"_s, newestVersion())), u"Environment/NotFound"_s);
    QVERIFY(touch(folder() + u"/empty.db"_s));
    QCOMPARE(codeOf(checkCopy(folder() + u"/empty.db"_s, newestVersion())), u"Data/Malformed"_s);
}

QTEST_GUILESS_MAIN(TestBackups)
#include "tst_backups.moc"
