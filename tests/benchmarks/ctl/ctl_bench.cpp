// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later

// ctl_bench [--runs N] [--lecternctl FILE] [--library DIR]
// How long lecternctl takes from before its process is made until it has ended, beside sqlite3 and
// beside a bare program that uses Qt; and how much of that the processor worked for it, which does
// not depend as much on what else the machine does. With --library it is asked for pages of that
// library, too, which should be a large one. Exit code 1 when a program can't be run or fails.
#include "benchmarks/figure.h"
#include "library/library.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cstdio>
#include <vector>

#include <fcntl.h>
#include <sched.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace lectern;

namespace {

[[noreturn]] void giveUp(const QString &sentence)
{
    std::fprintf(stderr, "%s\n", qPrintable(sentence));
    std::exit(1);
}

struct Duration
{
    double elapsed = 0; ///< ms
    double processor = 0; ///< ms, of all threads and of the system for it
};

double milliseconds(const timeval &time)
{
    return double(time.tv_sec) * 1e3 + double(time.tv_usec) / 1e3;
}

/// A program and its arguments. Only spawned, not started by QProcess, whose own work would make
/// the ratio look smaller.
class Call final
{
public:
    explicit Call(const QStringList &words)
    {
        for (const QString &word : words)
            m_words.push_back(word.toLocal8Bit());
        for (QByteArray &word : m_words)
            m_pointers.push_back(word.data());
        m_pointers.push_back(nullptr);
    }

    [[nodiscard]] Duration run()
    {
        posix_spawn_file_actions_t silence;
        posix_spawn_file_actions_init(&silence);
        for (const int stream : {STDOUT_FILENO, STDERR_FILENO})
            posix_spawn_file_actions_addopen(&silence, stream, "/dev/null", O_WRONLY, 0);
        QElapsedTimer timer;
        timer.start();
        pid_t child = 0;
        const int failure =
            posix_spawn(&child, m_pointers.front(), &silence, nullptr, m_pointers.data(), environ);
        int status = 0;
        rusage usage = {};
        const bool hasEnded = failure == 0 && wait4(child, &status, 0, &usage) == child;
        const qint64 elapsed = timer.nsecsElapsed();
        posix_spawn_file_actions_destroy(&silence);
        if (!hasEnded || status != 0)
            giveUp(QString::fromLocal8Bit(m_words.front()) + u" failed"_s);
        constexpr double perMillisecond = 1e6;
        return {double(elapsed) / perMillisecond,
                milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime)};
    }

private:
    std::vector<QByteArray> m_words;
    std::vector<char *> m_pointers;
};

struct Comparison
{
    Figure elapsed;
    Figure processor;
    Call reference;
    Call call;
};

/// Keeps everything that is measured on the processor this runs on: when others work beside it, a
/// program with two threads would else wait for a second one, and be compared with one that
/// doesn't.
void stayHere()
{
    cpu_set_t here;
    CPU_ZERO(&here);
    CPU_SET(static_cast<unsigned>(sched_getcpu()), &here);
    if (sched_setaffinity(0, sizeof here, &here) != 0)
        giveUp(u"can't stay on one processor"_s);
}

void makeEmptyLibrary(const QString &folder)
{
    Library library(Locations::under(folder));
    auto opened = library.open();
    opened.waitForFinished();
    if (const auto done = opened.result(); !done)
        giveUp(describe(done.error()));
}

/// The cursor in the middle of what `list` shows.
QString cursorAfter(const QString &program, const QString &folder, int pages)
{
    QString cursor;
    for (int i = 0; i < pages; ++i) {
        QStringList arguments{u"list"_s, u"--json"_s,  u"--library"_s,
                              folder,    u"--limit"_s, u"10000"_s};
        if (!cursor.isEmpty())
            arguments << u"--after"_s << cursor;
        QProcess process;
        process.start(program, arguments, QIODevice::ReadOnly);
        if (!process.waitForFinished() || process.exitCode() != 0)
            giveUp(QString::fromUtf8(process.readAllStandardError()));
        cursor = QJsonDocument::fromJson(process.readAllStandardOutput())
                     .object()
                     .value(u"next"_s)
                     .toString();
    }
    return cursor;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QString beside = QCoreApplication::applicationDirPath();
    QCommandLineParser parser;
    const QCommandLineOption runs(u"runs"_s, u"How often each is run."_s, u"N"_s, u"51"_s);
    const QCommandLineOption file(u"lecternctl"_s, u"Measure this one."_s, u"FILE"_s,
                                  beside + u"/lecternctl"_s);
    const QCommandLineOption large(u"library"_s, u"Ask for pages of this library."_s, u"DIR"_s);
    parser.addOptions({runs, file, large});
    parser.addHelpOption();
    parser.process(application);

    const QString sqlite = QStandardPaths::findExecutable(u"sqlite3"_s);
    if (sqlite.isEmpty())
        giveUp(u"sqlite3 is not installed"_s);
    const QTemporaryDir folder;
    const QString empty = folder.filePath(u"empty"_s);
    makeEmptyLibrary(empty);

    const QStringList bare{sqlite, u":memory:"_s, u"select 1"_s};
    const QString bareQt = beside + u"/lectern_bare_sql"_s;
    const QString program = parser.value(file);
    std::vector<Comparison> comparisons;
    const auto compare = [&](const QString &name, const QString &reference,
                             const QStringList &referenceWords, std::optional<double> floor,
                             const QStringList &words) {
        comparisons.push_back({{name, reference, u"ms"_s, floor},
                               {u"  processor"_s, QString(), u"ms"_s, {}},
                               Call(referenceWords),
                               Call(words)});
    };
    compare(u"bare program with Qt"_s, u"sqlite3 select 1"_s, bare, {}, {bareQt});
    compare(u"lecternctl --version"_s, u"sqlite3 select 1"_s, bare, {}, {program, u"--version"_s});
    compare(u"lecternctl stats, empty library"_s, u"sqlite3 select 1"_s, bare, 3.0,
            {program, u"stats"_s, u"--library"_s, empty});
    compare(u"the same"_s, u"bare program with Qt"_s, {bareQt}, {},
            {program, u"stats"_s, u"--library"_s, empty});
    if (parser.isSet(large)) {
        const QString library = parser.value(large);
        const QStringList list{program, u"list"_s, u"--json"_s, u"--library"_s, library};
        const QStringList stats{program, u"stats"_s, u"--library"_s, empty};
        constexpr int pages = 10;
        const QString cursor = cursorAfter(program, library, pages);
        compare(u"list, first page"_s, u"stats, empty library"_s, stats, {}, list);
        compare(u"list --sort newest, first page"_s, u"stats, empty library"_s, stats, {},
                QStringList(list) << u"--sort"_s << u"newest"_s);
        compare(u"list, page behind 100,000"_s, u"stats, empty library"_s, stats, {},
                QStringList(list) << u"--after"_s << cursor);
        compare(u"stats, this library"_s, u"stats, empty library"_s, stats, {},
                {program, u"stats"_s, u"--library"_s, library});
    }

    stayHere();
    QList<Figure> figures;
    for (Comparison &comparison : comparisons) {
        // The first round fills the caches.
        for (int i = 0; i <= parser.value(runs).toInt(); ++i) {
            const Duration reference = comparison.reference.run();
            const Duration own = comparison.call.run();
            if (i > 0) {
                comparison.elapsed.add(reference.elapsed, own.elapsed);
                comparison.processor.add(reference.processor, own.processor);
            }
        }
        figures << comparison.elapsed << comparison.processor;
    }
    std::fputs(qPrintable(table(figures)), stdout);
    return 0;
}
