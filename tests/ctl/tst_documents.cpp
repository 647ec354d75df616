// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exitcode.h"
#include "ctl/command.h"
#include "ctl/helptext.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lectern;

namespace {

QString packagingFile(const QString &name)
{
    return QStringLiteral(LECTERN_SOURCE_DIR "/packaging/") + name;
}

QString textOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        QTest::qFail(qPrintable(path + file.errorString()), __FILE__, __LINE__);
    return QString::fromUtf8(file.readAll());
}

/// The manual as read: without the escapes and fonts of its source.
QString manual()
{
    static const QRegularExpression fonts(u"\\\\f[BIRP]"_s);
    return textOf(packagingFile(u"lecternctl.1"_s))
        .replace(u"\\-"_s, u"-"_s)
        .replace(u"\\("_s + u"ti"_s, u"~"_s)
        .remove(fonts);
}

struct Shell
{
    QString name;
    QString file;
    QString option; ///< how it writes "--NAME"
};

QList<Shell> shells()
{
    return {{u"bash"_s, u"completions/lecternctl.bash"_s, u"--%1"_s},
            {u"zsh"_s, u"completions/_lecternctl"_s, u"--%1"_s},
            {u"fish"_s, u"completions/lecternctl.fish"_s, u"-l %1"_s}};
}

/// What bash offers for the words typed, of which the last one is being completed.
QStringList offeredByBash(const QStringList &words)
{
    const QString script = u"source \"$0\"\n"
                           "COMP_WORDS=(\"$@\")\n"
                           "COMP_CWORD=$(($# - 1))\n"
                           "_lecternctl\n"
                           "printf '%s\\n' \"${COMPREPLY[@]}\"\n"_s;
    QProcess bash;
    bash.start(u"bash"_s,
               QStringList{u"-c"_s, script, packagingFile(u"completions/lecternctl.bash"_s)}
                   << words);
    if (!bash.waitForFinished() || !bash.readAllStandardError().isEmpty())
        QTest::qFail("bash failed", __FILE__, __LINE__);
    return QString::fromUtf8(bash.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
}

} // namespace

/// Manual and completions are written by hand; here they are held against the table of commands.
class DocumentsTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void document_everyCommand_isNamed_data();
    void document_everyCommand_isNamed();
    void manual_namesEveryOptionUnderItsCommand();
    void manual_namesEveryExitCode();
    void completion_namesEveryOption_data();
    void completion_namesEveryOption();
    void completion_inItsShell_isRead_data();
    void completion_inItsShell_isRead();
    void bash_offers_whatFits_data();
    void bash_offers_whatFits();
};

void DocumentsTest::document_everyCommand_isNamed_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("manual") << u"lecternctl.1"_s;
    for (const Shell &shell : shells())
        QTest::newRow(qPrintable(shell.name)) << shell.file;
}

void DocumentsTest::document_everyCommand_isNamed()
{
    QFETCH(QString, file);
    const QString text = textOf(packagingFile(file));
    for (const Command &command : commands()) {
        const QRegularExpression word(u"\\b"_s + command.name + u"\\b"_s);
        QVERIFY2(text.contains(word), command.name.data());
    }
}

void DocumentsTest::manual_namesEveryOptionUnderItsCommand()
{
    const QString text = manual();
    for (const Command &command : commands()) {
        // From this command's heading to the next.
        const qsizetype begin = text.indexOf(u".SS "_s + command.name + u'\n');
        QVERIFY2(begin >= 0, command.name.data());
        const QString section = text.mid(begin, text.indexOf(u"\n.S"_s, begin + 1) - begin);
        for (const Option &option : command.options) {
            QVERIFY2(section.contains(u"--"_s + option.name), option.name.data());
            QVERIFY2(section.contains(option.value), option.value.data());
        }
        QVERIFY2(section.contains(command.operand), command.operand.data());
    }
    for (const Option &option : commonOptions())
        QVERIFY2(text.contains(u"--"_s + option.name), option.name.data());
}

void DocumentsTest::manual_namesEveryExitCode()
{
    const QString text = manual();
    const QString section = text.mid(text.indexOf(u".SH EXIT STATUS"_s));
    for (const ExitCode code : {ExitCode::Done, ExitCode::Usage, ExitCode::Malformed,
                                ExitCode::CannotCreate, ExitCode::InputOutput, ExitCode::Busy})
        QVERIFY(section.contains(u".B %1\n"_s.arg(int(code))));
}

void DocumentsTest::completion_namesEveryOption_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("form");
    for (const Shell &shell : shells())
        QTest::newRow(qPrintable(shell.name)) << shell.file << shell.option;
}

void DocumentsTest::completion_namesEveryOption()
{
    QFETCH(QString, file);
    QFETCH(QString, form);
    const QString text = textOf(packagingFile(file));
    const auto verify = [&text, &form](std::span<const Option> options) {
        for (const Option &option : options)
            QVERIFY2(text.contains(form.arg(QString(option.name))), option.name.data());
    };
    verify(commonOptions());
    for (const Command &command : commands())
        verify(command.options);
}

void DocumentsTest::completion_inItsShell_isRead_data()
{
    QTest::addColumn<QString>("shell");
    QTest::addColumn<QString>("file");
    for (const Shell &shell : shells())
        QTest::newRow(qPrintable(shell.name)) << shell.name << shell.file;
}

void DocumentsTest::completion_inItsShell_isRead()
{
    QFETCH(QString, shell);
    QFETCH(QString, file);
    if (QStandardPaths::findExecutable(shell).isEmpty())
        QSKIP("the shell is not installed");
    QProcess process;
    process.start(shell, {u"-n"_s, packagingFile(file)});
    QVERIFY(process.waitForFinished());
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
}

void DocumentsTest::bash_offers_whatFits_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QStringList>("offered");
    QTest::newRow("beginning of a command")
        << QStringList{u"lecternctl"_s, u"boo"_s} << QStringList{u"bookmark"_s, u"bookmarks"_s};
    QTest::newRow("command after options")
        << QStringList{u"lecternctl"_s, u"--library"_s, u"list"_s, u"sea"_s}
        << QStringList{u"search"_s, u"searches"_s};
    QTest::newRow("option of a command")
        << QStringList{u"lecternctl"_s, u"list"_s, u"--s"_s}
        << QStringList{u"--scope"_s, u"--search"_s, u"--sort"_s, u"--source"_s};
    QTest::newRow("option of every command")
        << QStringList{u"lecternctl"_s, u"bookmarks"_s, u"--j"_s} << QStringList{u"--json"_s};
    QTest::newRow("scope") << QStringList{u"lecternctl"_s, u"list"_s, u"--scope"_s, QString()}
                           << QStringList{u"all"_s, u"bookmarks"_s, u"unread"_s};
    QTest::newRow("nothing for an address")
        << QStringList{u"lecternctl"_s, u"bookmark"_s, QString()} << QStringList{};
}

void DocumentsTest::bash_offers_whatFits()
{
    QFETCH(QStringList, words);
    QFETCH(QStringList, offered);
    if (QStandardPaths::findExecutable(u"bash"_s).isEmpty())
        QSKIP("bash is not installed");
    QStringList actual = offeredByBash(words);
    actual.sort();
    QCOMPARE(actual, offered);
}

QTEST_GUILESS_MAIN(DocumentsTest)
#include "tst_documents.moc"
