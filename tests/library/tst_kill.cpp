// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/answers.h"
#include "library/database.h"
#include "library/migrations.h"
#include "library/statement.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

/// What was acknowledged is on disk: a writer is killed at any moment, again and again.
class TestKill final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void acknowledged_writerKilled_isThere();
    void opening_killedAtAnyMoment_opensNextTime();
    void upkeep_killedAtAnyMoment_isFinishedLater();
};

namespace {

QString integrityOf(const Locations &locations)
{
    const auto database =
        Database::open(locations.libraryFile(), libraryMigrations().last().version);
    if (!database)
        return describe(database.error());
    const auto finding =
        Statement(**database, u"PRAGMA integrity_check"_s).first([](const Row &row) {
            return row.text(0);
        });
    return finding ? finding->value_or(QString()) : describe(finding.error());
}

} // namespace

void TestKill::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
}

void TestKill::acknowledged_writerKilled_isThere()
{
    const QTemporaryDir folder;
    const Locations locations = Locations::under(folder.path());
    constexpr int rounds = 200;
    constexpr int roundsPerCheck = 20;
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed); // what was random, when it fails
    QRandomGenerator random(seed);
    QSet<QString> acknowledged;
    for (int round = 0; round < rounds; ++round) {
        QProcess writer;
        writer.start(QStringLiteral(LIBRARY_WRITER), {folder.path(), u"round%1"_s.arg(round)},
                     QIODevice::ReadOnly);
        QVERIFY(writer.waitForStarted());
        const int enough = random.bounded(1, 12);
        int lines = 0;
        while (lines < enough) {
            QVERIFY2(writer.waitForReadyRead(), writer.readAllStandardError().constData());
            while (writer.canReadLine()) {
                acknowledged.insert(QString::fromUtf8(writer.readLine()).trimmed());
                ++lines;
            }
        }
        // Not right after an act is acknowledged, but anywhere within the next ones.
        const QDeadlineTimer moment(std::chrono::microseconds(random.bounded(4000)),
                                    Qt::PreciseTimer);
        while (!moment.hasExpired())
            QThread::yieldCurrentThread();
        writer.kill(); // SIGKILL
        QVERIFY(writer.waitForFinished());
        QCOMPARE(writer.exitStatus(), QProcess::CrashExit);
        // A last line without its end was not acknowledged in full.
        while (writer.canReadLine())
            acknowledged.insert(QString::fromUtf8(writer.readLine()).trimmed());

        Library library(locations);
        QCOMPARE(codeOf(library.open()), u"ok"_s);
        QSet<QString> kept;
        for (const Bookmark &bookmark : valueOf(library.bookmarks()))
            kept.insert(bookmark.url.toString());
        const QSet<QString> lost = acknowledged - kept;
        QVERIFY2(lost.isEmpty(), qPrintable(QStringList(lost.values()).join(u' ')));
        if (round % roundsPerCheck == 0)
            QVERIFY(valueOf(library.examine()).findings.isEmpty());
    }
    QVERIFY(acknowledged.size() >= rounds);
    QCOMPARE(integrityOf(locations), u"ok"_s);
}

void TestKill::opening_killedAtAnyMoment_opensNextTime()
{
    for (int microseconds = 0; microseconds < 30'000; microseconds += 1'500) {
        const QTemporaryDir folder;
        QProcess writer;
        writer.start(QStringLiteral(LIBRARY_WRITER), {folder.path(), u"first"_s},
                     QIODevice::ReadOnly);
        QVERIFY(writer.waitForStarted());
        // Not for anything to happen, but to die at another moment each time.
        const QDeadlineTimer moment(std::chrono::microseconds(microseconds), Qt::PreciseTimer);
        while (!moment.hasExpired())
            QThread::yieldCurrentThread();
        writer.kill();
        QVERIFY(writer.waitForFinished());

        Library library(Locations::under(folder.path()));
        QCOMPARE(codeOf(library.open()), u"ok"_s);
        QCOMPARE(codeOf(library.counts()), u"ok"_s);
    }
}

// What goes on in pauses notes how far it came together with what it did.
void TestKill::upkeep_killedAtAnyMoment_isFinishedLater()
{
    const QTemporaryDir folder;
    const Locations locations = Locations::under(folder.path());
    constexpr int articles = 6000;
    {
        Library library(locations);
        QCOMPARE(codeOf(library.open()), u"ok"_s);
        IncomingCollection collection = incomingCollection(u"list"_s, {});
        for (int i = 0; i < articles; ++i) {
            IncomingArticle article = incomingArticle(u"https://example.org/%1"_s.arg(i));
            article.contentText = u"some words of number %1"_s.arg(i);
            collection.articles.append(article);
        }
        QCOMPARE(codeOf(library.storeCollection(collection)), u"ok"_s);
    }
    const auto execute = [&locations](const QString &sql) {
        const auto database =
            Database::open(locations.libraryFile(), libraryMigrations().last().version);
        QVERIFY(database);
        QCOMPARE(codeOf(Statement(**database, sql).run()), u"ok"_s);
    };
    // As an upgrade leaves it.
    execute(u"INSERT INTO article_index (article_index) VALUES ('delete-all')"_s);
    execute(u"DELETE FROM phrase_part"_s);
    execute(u"DELETE FROM phrase_run"_s);
    execute(u"INSERT INTO unfinished (task, below) SELECT 'index', max(id) + 1 FROM article"_s);

    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    const auto leftBelow = [&locations] {
        const auto database =
            Database::open(locations.libraryFile(), libraryMigrations().last().version);
        return valueOf(Statement(**database, u"SELECT min(below) FROM unfinished"_s)
                           .first([](const Row &row) { return row.integer(0); }))
            .value_or(0);
    };
    for (int round = 0; round < 6; ++round) {
        const qint64 before = leftBelow();
        QProcess idler;
        idler.start(QStringLiteral(LIBRARY_WRITER), {folder.path(), u"idle"_s, u"idle"_s},
                    QIODevice::ReadOnly);
        QVERIFY(idler.waitForReadyRead());
        QTRY_VERIFY_WITH_TIMEOUT(leftBelow() < before, 30'000);
        const QDeadlineTimer moment(std::chrono::milliseconds(random.bounded(100)),
                                    Qt::PreciseTimer);
        while (!moment.hasExpired())
            QThread::yieldCurrentThread();
        idler.kill(); // SIGKILL
        QVERIFY(idler.waitForFinished());
        QCOMPARE(integrityOf(locations), u"ok"_s);
    }
    QVERIFY(leftBelow() > 0);
    Library library(locations);
    QCOMPARE(codeOf(library.open()), u"ok"_s);
    const auto beside = Database::openAnother(locations.libraryFile());
    QVERIFY(beside);
    // Asked beside it, because it goes on only while nobody asks.
    const auto areLeft = [&beside] {
        return valueOf(Statement(**beside, u"SELECT count(*) FROM unfinished"_s)
                           .first([](const Row &row) { return row.integer(0); }))
            != 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(!areLeft(), 60'000);
    SearchRequest request;
    request.text = u"\"of number 7\""_s;
    const SearchResults results = valueOf(library.search(request));
    QVERIFY(!results.areMore);
    QCOMPARE(results.total, 1);
    QVERIFY(valueOf(library.examine()).findings.isEmpty());
}

QTEST_GUILESS_MAIN(TestKill)
#include "tst_kill.moc"
