// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/answers.h"
#include "library/database.h"
#include "library/migrations.h"
#include "library/statement.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

/// Several processes, or several libraries in one, on the same file.
class TestProcesses final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void writers_atOnce_loseNothing();
    void creating_manyAtOnce_isOneLibrary();
    void readers_whileOtherWrites_seeWhatIsCommitted();
    void act_lockHeldTooLong_isLocked_thenWorks();
    void backUp_otherWrites_holdsAllOfTheirActs();
};

void TestProcesses::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void TestProcesses::writers_atOnce_loseNothing()
{
    // No library yet: they race for creating it, too.
    const QTemporaryDir folder;
    constexpr int count = 100;
    QProcess first;
    QProcess second;
    for (QProcess *writer : {&first, &second}) {
        const QString name = writer == &first ? u"first"_s : u"second"_s;
        writer->start(QStringLiteral(LIBRARY_WRITER), {folder.path(), name, QString::number(count)},
                      QIODevice::ReadOnly);
    }
    Library library(Locations::under(folder.path()));
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    QList<QFuture<Result<Bookmark>>> acts;
    for (int i = 0; i < count; ++i)
        acts.append(library.addBookmark(requestFor(u"https://third.example/%1"_s.arg(i))));
    for (const auto &act : std::as_const(acts))
        QCOMPARE(codeOf(act), u"ok"_s);
    for (QProcess *writer : {&first, &second}) {
        QVERIFY(writer->waitForFinished(60'000));
        QVERIFY2(writer->exitCode() == 0, writer->readAllStandardError().constData());
    }

    QMap<QString, int> perSite;
    for (const Bookmark &bookmark : valueOf(library.bookmarks()))
        ++perSite[bookmark.url.host()];
    const QMap<QString, int> expected{
        {u"first.example"_s, count}, {u"second.example"_s, count}, {u"third.example"_s, count}};
    QCOMPARE(perSite, expected);
    QCOMPARE(valueOf(library.counts()).sources.size(), 2);
}

void TestProcesses::creating_manyAtOnce_isOneLibrary()
{
    for (int round = 0; round < 30; ++round) {
        const QTemporaryDir folder;
        std::vector<std::unique_ptr<Library>> libraries;
        QList<QFuture<Result<void>>> openings;
        for (int i = 0; i < 4; ++i) {
            libraries.push_back(std::make_unique<Library>(Locations::under(folder.path())));
            openings.append(libraries.back()->open());
        }
        for (const auto &opening : std::as_const(openings))
            QCOMPARE(codeOf(opening), u"ok"_s);
        QCOMPARE(codeOf(libraries.front()->addBookmark(requestFor(u"https://example.org/"_s))),
                 u"ok"_s);
        QCOMPARE(valueOf(libraries.back()->bookmarks()).size(), 1);
    }
}

void TestProcesses::readers_whileOtherWrites_seeWhatIsCommitted()
{
    const QTemporaryDir folder;
    Library one(Locations::under(folder.path()));
    Library other(Locations::under(folder.path()));
    QCOMPARE(codeOf(one.open()), u"ok"_s);
    QCOMPARE(codeOf(other.open()), u"ok"_s);
    const QUrl url(u"https://example.org/a"_s);
    QCOMPARE(codeOf(one.addBookmark(requestFor(url.toString()))), u"ok"_s);
    QVERIFY(valueOf(other.bookmarkAt(url)).has_value());
    QVERIFY(valueOf(other.removeBookmark(url)).has_value());
    QVERIFY(!valueOf(one.bookmarkAt(url)).has_value());
}

void TestProcesses::act_lockHeldTooLong_isLocked_thenWorks()
{
    const QTemporaryDir folder;
    const Locations locations = Locations::under(folder.path());
    Library library(locations);
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    const auto other = Database::open(locations.libraryFile(), libraryMigrations().last().version);
    QVERIFY(other);
    auto held =
        valueOf(Transaction::begin(**other, Transaction::Kind::Writing).map([](auto &&transaction) {
            return std::shared_ptr<Transaction>(std::move(transaction));
        }));

    Library late(locations);
    QCOMPARE(codeOf(late.open()), u"ok"_s); // opening only reads
    QCOMPARE(codeOf(library.bookmarks()), u"ok"_s);
    const QString url = u"https://example.org/a"_s;
    QCOMPARE(codeOf(library.addBookmark(requestFor(url))), u"Environment/Locked"_s);
    held.reset();
    QCOMPARE(codeOf(library.addBookmark(requestFor(url))), u"ok"_s);
}

void TestProcesses::backUp_otherWrites_holdsAllOfTheirActs()
{
    const QTemporaryDir folder;
    const Locations locations = Locations::under(folder.path());
    Library library(locations);
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    QProcess writer;
    constexpr int count = 100;
    writer.start(QStringLiteral(LIBRARY_WRITER),
                 {folder.path(), u"writer"_s, QString::number(count)}, QIODevice::ReadOnly);
    QVERIFY(writer.waitForReadyRead());
    QList<LibraryBackup> backups;
    while (writer.state() == QProcess::Running) {
        backups.append(valueOf(library.backUp()));
        writer.waitForReadyRead(1);
    }
    QVERIFY2(writer.exitCode() == 0, writer.readAllStandardError().constData());
    backups.append(valueOf(library.backUp()));
    qsizetype before = 0;
    for (const LibraryBackup &backup : std::as_const(backups)) {
        const auto copy = Database::openCopy(backup.path, libraryMigrations().last().version);
        QVERIFY(copy);
        QCOMPARE(valueOf((*copy)->integrityFindings()), QStringList());
        const qsizetype kept =
            valueOf(Statement(**copy, u"SELECT id FROM bookmark"_s).rows([](const Row &row) {
                return row.integer(0);
            })).size();
        QVERIFY(kept >= before);
        before = kept;
    }
    QCOMPARE(before, count);
}

QTEST_GUILESS_MAIN(TestProcesses)
#include "tst_processes.moc"
