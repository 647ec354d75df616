// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/program.h"

#include "ctl/errorsentence.h"
#include "ctl/helptext.h"
#include "ctl/session.h"
#include "ctl/terminaltext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>

#include <optional>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

struct ProgramText
{
    Q_DECLARE_TR_FUNCTIONS(lectern::Program)
};

/// Notes may hold text of others: addresses, names of files, options as typed.
QByteArray asLines(const QStringList &notes)
{
    QByteArray lines;
    for (const QString &note : notes)
        lines += "lecternctl: " + terminalText(note).toUtf8() + '\n';
    return lines;
}

Output refused(ExitCode code, const QStringList &notes)
{
    return {{}, asLines(notes), code};
}

Locations locationsFor(const Invocation &call, const QString &libraryVariable)
{
    const QString folder = call.libraryFolder.isEmpty() ? libraryVariable : call.libraryFolder;
    return folder.isEmpty() ? Locations::standard() : Locations::under(folder);
}

Result<Answer> answerTo(const Invocation &call, const Locations &locations)
{
    Session session(call, locations);
    auto answer = call.command->run(session);
    const bool isLibraryMissed = call.command->needsLibrary && answer
        && answer->code == ExitCode::Done && !QFile::exists(locations.libraryFile());
    if (isLibraryMissed) {
        answer->notes.prepend(ProgramText::tr("There is no library in %1 yet.")
                                  .arg(QDir::toNativeSeparators(locations.data)));
    }
    return answer;
}

} // namespace

Output run(const QStringList &arguments, const Surroundings &surroundings)
{
    const Result<Invocation> call = Invocation::parse(arguments);
    if (!call) {
        const QString hint = ProgramText::tr("“lecternctl --help” says what there is.");
        return refused(ExitCode::Usage, {call.error().detail, hint});
    }
    if (call->mode == Invocation::Mode::Help)
        return {helpText(call->command).toUtf8(), {}, ExitCode::Done};
    if (call->mode == Invocation::Mode::Version)
        return {u"lecternctl %1\n"_s.arg(surroundings.version).toUtf8(), {}, ExitCode::Done};

    const Locations locations = locationsFor(*call, surroundings.libraryVariable);
    const Result<Answer> answer = answerTo(*call, locations);
    if (!answer) {
        return refused(exitCodeOf(answer.error()), {errorSentence(answer.error(), locations.data)});
    }
    Output output{{}, asLines(answer->notes), answer->code};
    if (call->isJson && !answer->json.isEmpty()) {
        const QByteArray json = QJsonDocument(answer->json).toJson(QJsonDocument::Compact);
        output.out = terminalJson(json) + '\n';
    } else if (!call->isJson) {
        const TextTable &table = answer->table;
        output.out = (surroundings.isTerminal ? table.aligned() : table.tabSeparated()).toUtf8();
    }
    return output;
}

} // namespace lectern
