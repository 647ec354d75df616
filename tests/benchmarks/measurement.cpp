// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/measurement.h"

#include "benchmarks/processtree.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QProcess>

#include <thread>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lectern {

namespace {

constexpr auto patience = 60s;
constexpr auto longPatience = 15min;
constexpr double bytesPerMegabyte = 1024.0 * 1024.0;

/// The same for every program measured.
QProcessEnvironment measuringEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_LOGGING_RULES"_s, u"lectern.startup.debug=true"_s);
    environment.insert(u"QT_FORCE_STDERR_LOGGING"_s, u"1"_s);
    environment.remove(u"QT_MESSAGE_PATTERN"_s);
    environment.remove(u"LECTERN_LIBRARY"_s);
    // The engine's sandbox can't work as root, and only local pages of ours are loaded here.
    if (geteuid() == 0)
        environment.insert(u"QTWEBENGINE_DISABLE_SANDBOX"_s, u"1"_s);
    return environment;
}

tl::unexpected<Error> notRun(const QString &file, const QString &reason, const QByteArray &output)
{
    return failure(ErrorKind::Environment, ErrorCode::InputOutput,
                   u"%1 %2\n%3"_s.arg(file, reason, QString::fromLocal8Bit(output)));
}

/// Whether the milestone is a whole line of the output, perhaps after the logging category.
bool hasReached(const QByteArray &output, const QByteArray &milestone)
{
    return output.startsWith(milestone + '\n') || output.contains('\n' + milestone + '\n')
        || output.contains(": " + milestone + '\n');
}

Result<void> end(QProcess &process, const QList<qint64> &tree)
{
    process.kill();
    process.waitForFinished();
    if (!waitForEndOf(tree))
        return notRun(process.program(), u"left processes behind"_s, {});
    return {};
}

Result<void> finish(QProcess &process, const QString &file, const QStringList &arguments,
                    std::chrono::milliseconds time)
{
    process.setProcessEnvironment(measuringEnvironment());
    process.start(file, arguments, QIODevice::ReadOnly);
    if (!process.waitForFinished(static_cast<int>(time.count())))
        return notRun(file, process.errorString(), process.readAll());
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return notRun(file, u"failed"_s, process.readAll() + process.readAllStandardError());
    return {};
}

} // namespace

Result<Measurement> measure(const MeasuredProgram &program, std::chrono::milliseconds quiet)
{
    QProcess process;
    process.setProcessEnvironment(measuringEnvironment());
    process.setProcessChannelMode(QProcess::MergedChannels);
    Measurement measurement;
    const QDeadlineTimer deadline(patience);
    QElapsedTimer watch;
    watch.start();
    process.start(program.file, program.arguments, QIODevice::ReadOnly);
    while (!hasReached(measurement.output, program.milestone)) {
        if (!process.waitForReadyRead(static_cast<int>(deadline.remainingTime()))) {
            const bool hasEnded = process.state() == QProcess::NotRunning;
            return notRun(program.file, hasEnded ? process.errorString() : u"took too long"_s,
                          measurement.output);
        }
        measurement.milliseconds = static_cast<double>(watch.nsecsElapsed()) / 1e6;
        measurement.output += process.readAll();
    }
    std::this_thread::sleep_for(quiet);
    const QList<qint64> tree = processTree(process.processId());
    const Result<qint64> memory = proportionalMemory(tree);
    process.waitForReadyRead(0);
    measurement.output += process.readAll();
    if (const auto ended = end(process, tree); !ended)
        return tl::unexpected(ended.error());
    if (!memory)
        return tl::unexpected(memory.error());
    measurement.megabytes = static_cast<double>(*memory) / bytesPerMegabyte;
    return measurement;
}

Result<void> runToEnd(const QString &file, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    return finish(process, file, arguments, patience);
}

Result<QByteArray> outputOf(const QString &file, const QStringList &arguments)
{
    QProcess process;
    if (const auto finished = finish(process, file, arguments, longPatience); !finished)
        return tl::unexpected(finished.error());
    return process.readAllStandardOutput();
}

} // namespace lectern
