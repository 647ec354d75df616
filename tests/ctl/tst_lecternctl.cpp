// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/command.h"
#include "ctl/printed.h"
#include "library/database.h"
#include "library/migrations.h"
#include "support/templibrary.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

/// The program itself, as a shell starts it, and beside other processes on its library.
class LecternctlTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void program_linksNoWindow();
    void version_isPrinted();
    void help_ofEveryCommand_isPrinted();
    void mistypedCommand_isUsageErrorWithHint();
    void libraryFolder_byOptionOrVariable_optionWins();
    void output_notUtf8Locale_isUtf8AllTheSame();
    void reader_whoHasReadEnough_isNoError();
    void output_thatCannotBeWritten_isInputOutputError();
    void parse_standardInput_isRead();
    void program_readsNoFeed_loadsNoParser();
    void library_openInAnotherProgram_isShared();
    void commands_whileOthersWrite_allWork();
    void lockHeldTooLong_isBusy();
    void restore_libraryOpenElsewhere_isBusy();

private:
    struct Outcome
    {
        int exitCode = -1;
        QByteArray output;
        QByteArray errors;
    };
    [[nodiscard]] Outcome run(const QStringList &arguments,
                              const QMap<QString, QString> &variables = {}) const;
    /// The same through a shell, in which $CTL is the program and $LECTERN_LIBRARY a library.
    [[nodiscard]] static Outcome runInShell(const Locations &locations, const QString &script);
    [[nodiscard]] static Outcome outcomeOf(QProcess &process);

    QTemporaryDir m_folder;
};

LecternctlTest::Outcome LecternctlTest::outcomeOf(QProcess &process)
{
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {-1, {}, process.errorString().toUtf8()};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

LecternctlTest::Outcome LecternctlTest::run(const QStringList &arguments,
                                            const QMap<QString, QString> &variables) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LECTERN_LIBRARY"_s, m_folder.filePath(u"library"_s));
    for (auto each = variables.cbegin(); each != variables.cend(); ++each)
        environment.insert(each.key(), each.value());
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(LECTERNCTL), arguments);
    return outcomeOf(process);
}

LecternctlTest::Outcome LecternctlTest::runInShell(const Locations &locations,
                                                   const QString &script)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LECTERN_LIBRARY"_s, locations.data);
    environment.insert(u"CTL"_s, QStringLiteral(LECTERNCTL));
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(u"/bin/sh"_s, {u"-c"_s, script});
    return outcomeOf(process);
}

void LecternctlTest::program_linksNoWindow()
{
    // The loader says what it would load, and does not start the program.
    const Outcome outcome = run({}, {{u"LD_TRACE_LOADED_OBJECTS"_s, u"1"_s}});
    QCOMPARE(outcome.exitCode, 0);
    static const QRegularExpression qtModule(u"libQt6(\\w+)\\."_s);
    QSet<QString> modules;
    for (auto each = qtModule.globalMatch(QString::fromLocal8Bit(outcome.output)); each.hasNext();)
        modules.insert(each.next().captured(1));
    QCOMPARE(modules, (QSet<QString>{u"Core"_s, u"Sql"_s}));
}

void LecternctlTest::version_isPrinted()
{
    const Outcome outcome = run({u"--version"_s});
    QCOMPARE(outcome.exitCode, 0);
    static const QRegularExpression expected(u"^lecternctl \\d+\\.\\d+\\.\\d+\n$"_s);
    QVERIFY2(expected.match(QString::fromUtf8(outcome.output)).hasMatch(),
             outcome.output.constData());
}

void LecternctlTest::help_ofEveryCommand_isPrinted()
{
    for (const Command &command : commands()) {
        const Outcome outcome = run({command.name, u"--help"_s});
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY(outcome.output.startsWith("lecternctl " + QByteArray(command.name.data())));
        QVERIFY(outcome.errors.isEmpty());
    }
}

void LecternctlTest::mistypedCommand_isUsageErrorWithHint()
{
    const Outcome outcome = run({u"bookmrak"_s});
    QCOMPARE(outcome.exitCode, 64);
    QVERIFY(outcome.output.isEmpty());
    QVERIFY(outcome.errors.contains("“bookmark”?"));
}

void LecternctlTest::libraryFolder_byOptionOrVariable_optionWins()
{
    const QString other = m_folder.filePath(u"other"_s);
    QCOMPARE(run({u"--library"_s, other, u"bookmark"_s, u"https://other.example/"_s}).exitCode, 0);
    QCOMPARE(run({u"bookmark"_s, u"https://own.example/"_s}).exitCode, 0);
    QCOMPARE(eachItem(objectIn(run({u"bookmarks"_s, u"--json"_s}).output), u"url"_s),
             QStringList{u"https://own.example/"_s});
    QCOMPARE(eachItem(objectIn(run({u"bookmarks"_s, u"--json"_s, u"--library"_s, other}).output),
                      u"url"_s),
             QStringList{u"https://other.example/"_s});
}

void LecternctlTest::output_notUtf8Locale_isUtf8AllTheSame()
{
    const TempLibrary library;
    const Outcome outcome = run({u"bookmark"_s, u"https://example.org/"_s, u"--title"_s,
                                 u"Übung 語"_s, u"--library"_s, library.locations().data},
                                {{u"LC_ALL"_s, u"C"_s}});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY2(outcome.output.contains("Übung 語"), outcome.output.constData());
    QVERIFY2(outcome.errors.isEmpty(), outcome.errors.constData());
}

void LecternctlTest::reader_whoHasReadEnough_isNoError()
{
    QList<IncomingArticle> articles;
    for (int i = 0; i < 2000; ++i)
        articles.append(incomingPost(QString::number(i), QString(200, u'x')));
    TempLibrary library;
    library.store(u"feed"_s, articles);
    const Outcome ended =
        runInShell(library.locations(), u"\"$CTL\" list --limit 2000 | head --lines=1"_s);
    QCOMPARE(ended.exitCode, 0);
    QCOMPARE(ended.output.count('\n'), 1);
    QVERIFY2(!ended.errors.contains("write"), ended.errors.constData());

    // Some programs have their children ignore the signal.
    const Outcome ignored = runInShell(
        library.locations(),
        u"trap '' PIPE; { \"$CTL\" list --limit 2000 --json; echo $? >&2; } | head -c 1"_s);
    QCOMPARE(ignored.output, QByteArray("{"));
    QCOMPARE(ignored.errors, QByteArray("0\n"));
}

void LecternctlTest::output_thatCannotBeWritten_isInputOutputError()
{
    TempLibrary library;
    library.store(u"feed"_s, {incomingPost(u"a"_s, u"a"_s)});
    const Outcome outcome = runInShell(library.locations(), u"\"$CTL\" list >/dev/full"_s);
    QCOMPARE(outcome.exitCode, 74);
    QVERIFY2(outcome.errors.startsWith("lecternctl: Not all"), outcome.errors.constData());
}

void LecternctlTest::parse_standardInput_isRead()
{
    const TempLibrary library;
    const Outcome outcome = runInShell(
        library.locations(),
        u"printf '<rss><channel><title>Piped</title></channel></rss>' | \"$CTL\" --json parse -"_s);
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(objectIn(outcome.output).value(u"title"_s).toString(), u"Piped"_s);
}

/// libxml2 would slow down the start of each command, so it is no library that the loader knows.
void LecternctlTest::program_readsNoFeed_loadsNoParser()
{
    const Outcome outcome = run({}, {{u"LD_TRACE_LOADED_OBJECTS"_s, u"1"_s}});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY2(!outcome.output.contains("libxml2"), outcome.output.constData());
}

void LecternctlTest::library_openInAnotherProgram_isShared()
{
    TempLibrary library;
    library.store(u"feed"_s, {incomingPost(u"a"_s, u"a"_s)});
    const QString folder = library.locations().data;
    const QJsonObject list = objectIn(run({u"list"_s, u"--json"_s, u"--library"_s, folder}).output);
    QCOMPARE(eachItem(list, u"title"_s), QStringList{u"a"_s});
    QCOMPARE(run({u"bookmark"_s, postUrl(u"a"_s).toString(), u"--library"_s, folder}).exitCode, 0);
    QVERIFY(library.isKept(postUrl(u"a"_s)));
}

void LecternctlTest::commands_whileOthersWrite_allWork()
{
    const QString folder = m_folder.filePath(u"busy"_s);
    constexpr int count = 60;
    QProcess writer;
    writer.start(QStringLiteral(LIBRARY_WRITER), {folder, u"writer"_s, QString::number(count)},
                 QIODevice::ReadOnly);
    for (int i = 0; i < 10; ++i) {
        const Outcome added =
            run({u"bookmark"_s, u"https://ctl.example/%1"_s.arg(i), u"--library"_s, folder});
        QVERIFY2(added.exitCode == 0, added.errors.constData());
        const Outcome listed = run({u"list"_s, u"--json"_s, u"--library"_s, folder});
        QVERIFY2(listed.exitCode == 0, listed.errors.constData());
        QVERIFY(objectIn(listed.output).contains(u"items"_s));
    }
    QVERIFY(writer.waitForFinished(60'000));
    QVERIFY2(writer.exitCode() == 0, writer.readAllStandardError().constData());
    const Outcome all = run({u"bookmarks"_s, u"--json"_s, u"--library"_s, folder});
    QCOMPARE(eachItem(objectIn(all.output), u"url"_s).size(), count + 10);
}

void LecternctlTest::lockHeldTooLong_isBusy()
{
    const Locations locations = Locations::under(m_folder.filePath(u"locked"_s));
    const QStringList keep{u"bookmark"_s, u"https://example.org/"_s, u"--library"_s,
                           locations.data};
    QCOMPARE(run(keep).exitCode, 0);
    // The only connection of this process, because opening another one would unlock the file.
    const auto other = Database::open(locations.libraryFile(), libraryMigrations().last().version);
    QVERIFY(other);
    auto held = Transaction::begin(**other, Transaction::Kind::Writing);
    QVERIFY(held);
    // Reading needs no lock, not even at the end.
    const Outcome listed = run({u"list"_s, u"--library"_s, locations.data},
                               {{u"QT_LOGGING_RULES"_s, u"lectern.library.info=true"_s}});
    QCOMPARE(listed.exitCode, 0);
    QCOMPARE(listed.errors, QByteArray());
    const Outcome refused =
        run({u"unbookmark"_s, u"https://example.org/"_s, u"--library"_s, locations.data});
    QCOMPARE(refused.exitCode, 75);
    QVERIFY(refused.output.isEmpty());
    QVERIFY2(refused.errors.contains("busy"), refused.errors.constData());
    held->reset();
    QCOMPARE(run(keep).exitCode, 0);
}

void LecternctlTest::restore_libraryOpenElsewhere_isBusy()
{
    TempLibrary library;
    library.keep(postUrl(u"a"_s));
    const QString folder = library.locations().data;
    const Outcome backup = run({u"backup"_s, u"--json"_s, u"--library"_s, folder});
    QCOMPARE(backup.exitCode, 0);
    const QString path =
        objectIn(backup.output).value(u"backup"_s).toObject().value(u"path"_s).toString();
    const Outcome refused = run({u"restore"_s, path, u"--library"_s, folder});
    QCOMPARE(refused.exitCode, 75);
    QVERIFY2(refused.errors.contains("Close"), refused.errors.constData());
    library.keep(postUrl(u"b"_s));
    QCOMPARE(TempLibrary::valueOf(library.library().bookmarks()).size(), 2);
}

QTEST_GUILESS_MAIN(LecternctlTest)
#include "tst_lecternctl.moc"
