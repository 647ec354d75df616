// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/helptext.h"
#include "ctl/invocation.h"
#include "ctl/program.h"
#include "ctl/spelling.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

class InvocationTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void parse_optionsAnywhere_areTaken_data();
    void parse_optionsAnywhere_areTaken();
    void parse_repeatedOption_keepsEveryValue();
    void parse_afterTwoDashes_isNoOption();
    void parse_singleDash_isAnOperand();
    void parse_help_winsOverWhatIsMissing_data();
    void parse_help_winsOverWhatIsMissing();
    void parse_nonsense_isRefusedWithSentence_data();
    void parse_nonsense_isRefusedWithSentence();
    void nearestName_ofTyped_data();
    void nearestName_ofTyped();
    void help_ofCommand_namesAllItTakes_data();
    void help_ofCommand_namesAllItTakes();
    void help_ofProgram_namesAllCommandsInShortLines();
    void run_usageError_printsNothingToStandardOutput();
    void run_version_isPrinted();
};

void InvocationTest::parse_optionsAnywhere_areTaken_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("before") << QStringList{u"--library"_s, u"/l"_s,      u"--json"_s,
                                           u"list"_s,      u"--limit"_s, u"7"_s};
    QTest::newRow("after") << QStringList{u"list"_s,   u"--limit"_s,   u"7"_s,
                                          u"--json"_s, u"--library"_s, u"/l"_s};
    QTest::newRow("with equals signs")
        << QStringList{u"--library=/l"_s, u"list"_s, u"--limit=7"_s, u"--json"_s};
}

void InvocationTest::parse_optionsAnywhere_areTaken()
{
    QFETCH(QStringList, arguments);
    const Result<Invocation> call = Invocation::parse(arguments);
    QVERIFY(call);
    QCOMPARE(call->mode, Invocation::Mode::Run);
    QCOMPARE(call->command, commandNamed(u"list"_s));
    QCOMPARE(call->libraryFolder, u"/l"_s);
    QVERIFY(call->isJson);
    QCOMPARE(call->value("limit"_L1), u"7"_s);
    QVERIFY(!call->value("after"_L1));
    QVERIFY(call->operands.isEmpty());
}

void InvocationTest::parse_repeatedOption_keepsEveryValue()
{
    const Result<Invocation> call =
        Invocation::parse({u"bookmark"_s, u"https://example.org/"_s, u"--tag"_s, u"one"_s,
                           u"--tag=two=2"_s, u"--note"_s, u"--tag"_s});
    QVERIFY(call);
    const QStringList tags{u"one"_s, u"two=2"_s};
    QCOMPARE(call->values.value("tag"_L1), tags);
    QCOMPARE(call->value("note"_L1), u"--tag"_s);
}

void InvocationTest::parse_afterTwoDashes_isNoOption()
{
    const Result<Invocation> call =
        Invocation::parse({u"search"_s, u"--"_s, u"-python"_s, u"--json"_s, u"--"_s});
    QVERIFY(call);
    const QStringList words{u"-python"_s, u"--json"_s, u"--"_s};
    QCOMPARE(call->operands, words);
    QVERIFY(!call->isJson);
}

void InvocationTest::parse_singleDash_isAnOperand()
{
    const Result<Invocation> call = Invocation::parse({u"search"_s, u"-"_s});
    QVERIFY(call);
    QCOMPARE(call->operands, QStringList{u"-"_s});
}

void InvocationTest::parse_help_winsOverWhatIsMissing_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("command");
    QTest::newRow("of the program") << QStringList{u"--help"_s} << QString();
    QTest::newRow("short") << QStringList{u"-h"_s} << QString();
    QTest::newRow("of a command") << QStringList{u"search"_s, u"--help"_s} << u"search"_s;
    QTest::newRow("before a command") << QStringList{u"--help"_s, u"search"_s} << u"search"_s;
    QTest::newRow("as a command") << QStringList{u"help"_s, u"search"_s} << u"search"_s;
    QTest::newRow("as a command alone") << QStringList{u"help"_s} << QString();
    QTest::newRow("with the version")
        << QStringList{u"--help"_s, u"list"_s, u"--version"_s} << u"list"_s;
}

void InvocationTest::parse_help_winsOverWhatIsMissing()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, command);
    const Result<Invocation> call = Invocation::parse(arguments);
    QVERIFY(call);
    QCOMPARE(call->mode, Invocation::Mode::Help);
    QCOMPARE(call->command, commandNamed(command));
}

void InvocationTest::parse_nonsense_isRefusedWithSentence_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("part");
    QTest::newRow("nothing") << QStringList{} << u"Name a command"_s;
    QTest::newRow("options only") << QStringList{u"--json"_s} << u"Name a command"_s;
    QTest::newRow("unknown command") << QStringList{u"frobnicate"_s} << u"“frobnicate”"_s;
    QTest::newRow("mistyped command") << QStringList{u"serach"_s, u"x"_s} << u"“search”?"_s;
    QTest::newRow("empty command") << QStringList{u""_s} << u"no command"_s;
    QTest::newRow("unknown option")
        << QStringList{u"list"_s, u"--frobnicate"_s} << u"--frobnicate"_s;
    QTest::newRow("mistyped option")
        << QStringList{u"list"_s, u"--limti=3"_s} << u"mean --limit?"_s;
    QTest::newRow("mistyped common option") << QStringList{u"--jsno"_s} << u"mean --json?"_s;
    QTest::newRow("short option") << QStringList{u"list"_s, u"-x"_s} << u"-x"_s;
    QTest::newRow("option of another command")
        << QStringList{u"search"_s, u"x"_s, u"--scope"_s, u"all"_s} << u"--scope"_s;
    QTest::newRow("option before its command")
        << QStringList{u"--limit"_s, u"3"_s, u"list"_s} << u"before a command"_s;
    QTest::newRow("missing value") << QStringList{u"list"_s, u"--limit"_s} << u"--limit needs"_s;
    QTest::newRow("empty value") << QStringList{u"--library="_s, u"list"_s} << u"--library needs"_s;
    QTest::newRow("needless value") << QStringList{u"--json=yes"_s, u"list"_s} << u"no value"_s;
    QTest::newRow("given twice") << QStringList{u"list"_s, u"--limit"_s, u"1"_s, u"--limit"_s,
                                                u"2"_s}
                                 << u"only once"_s;
    QTest::newRow("operand too many") << QStringList{u"list"_s, u"unread"_s} << u"“unread”"_s;
    QTest::newRow("second address")
        << QStringList{u"unbookmark"_s, u"a.example"_s, u"b.example"_s} << u"URL only"_s;
    QTest::newRow("no address") << QStringList{u"bookmark"_s} << u"needs URL"_s;
    QTest::newRow("no query") << QStringList{u"search"_s} << u"needs QUERY"_s;
}

void InvocationTest::parse_nonsense_isRefusedWithSentence()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, part);
    const Result<Invocation> call = Invocation::parse(arguments);
    QVERIFY(!call);
    QVERIFY2(call.error().detail.contains(part), qPrintable(call.error().detail));
}

void InvocationTest::nearestName_ofTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("nearest");
    QTest::newRow("the same") << u"list"_s << u"list"_s;
    QTest::newRow("a letter missing") << u"lst"_s << u"list"_s;
    QTest::newRow("a letter too much") << u"liist"_s << u"list"_s;
    QTest::newRow("a letter wrong") << u"lust"_s << u"list"_s;
    QTest::newRow("neighbours swapped") << u"lsit"_s << u"list"_s;
    QTest::newRow("capitals") << u"LIST"_s << u"list"_s;
    QTest::newRow("beginning") << u"sea"_s << u"search"_s;
    QTest::newRow("beginning of two") << u"bookmark"_s << u"bookmark"_s;
    QTest::newRow("nothing like it") << u"frobnicate"_s << QString();
    QTest::newRow("one letter") << u"x"_s << QString();
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("very long") << QString(100'000, u'l') << QString();
}

void InvocationTest::nearestName_ofTyped()
{
    QFETCH(QString, typed);
    QFETCH(QString, nearest);
    QCOMPARE(nearestName(typed, {u"list"_s, u"search"_s, u"bookmark"_s, u"bookmarks"_s}), nearest);
}

void InvocationTest::help_ofCommand_namesAllItTakes_data()
{
    QTest::addColumn<QString>("name");
    for (const Command &command : commands())
        QTest::newRow(command.name.data()) << QString(command.name);
}

void InvocationTest::help_ofCommand_namesAllItTakes()
{
    QFETCH(QString, name);
    const Command &command = *commandNamed(name);
    const QString text = helpText(&command);
    QVERIFY(text.startsWith(u"lecternctl "_s + name));
    QVERIFY(text.contains(command.operand));
    for (const std::span<const Option> options : {command.options, commonOptions()}) {
        for (const Option &option : options)
            QVERIFY2(text.contains(u"--"_s + option.name), option.name.data());
    }
    const QStringList lines = text.split(u'\n');
    for (const QString &line : lines)
        QVERIFY2(line.size() <= 80, qPrintable(line));
}

void InvocationTest::help_ofProgram_namesAllCommandsInShortLines()
{
    const Output output = run({u"--help"_s}, {});
    QCOMPARE(output.code, ExitCode::Done);
    QVERIFY(output.err.isEmpty());
    const QStringList lines = QString::fromUtf8(output.out).split(u'\n');
    for (const QString &line : lines)
        QVERIFY2(line.size() <= 80, qPrintable(line));
    for (const Command &command : commands())
        QVERIFY2(output.out.contains("\n  " + QByteArray(command.name.data()) + ' '),
                 command.name.data());
}

void InvocationTest::run_usageError_printsNothingToStandardOutput()
{
    const Output output = run({u"lits"_s}, {});
    QCOMPARE(output.code, ExitCode::Usage);
    QVERIFY(output.out.isEmpty());
    QVERIFY(output.err.startsWith("lecternctl: "));
    QVERIFY(output.err.contains("--help"));
}

void InvocationTest::run_version_isPrinted()
{
    Surroundings surroundings;
    surroundings.version = u"1.2.3"_s;
    QCOMPARE(run({u"--version"_s}, surroundings).out, QByteArray("lecternctl 1.2.3\n"));
}

QTEST_GUILESS_MAIN(InvocationTest)
#include "tst_invocation.moc"
