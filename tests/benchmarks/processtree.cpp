// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/processtree.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QHash>

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lectern {

namespace {

constexpr auto lookInterval = 10ms;
constexpr auto patience = 10s;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct ProcessState
{
    char letter; ///< 'Z': dead, and only its exit code is left
    qint64 parent;
};

/// From proc(5): "PID (NAME) STATE PARENT …", where the name may hold spaces and brackets.
std::optional<ProcessState> stateOf(qint64 process)
{
    const QByteArray stat = contentOf(u"/proc/%1/stat"_s.arg(process));
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    if (fields.size() < 2 || fields.first().isEmpty())
        return {};
    return ProcessState{fields.at(0).front(), fields.at(1).toLongLong()};
}

bool isAlive(qint64 process)
{
    const std::optional<ProcessState> state = stateOf(process);
    return state && state->letter != 'Z';
}

} // namespace

QList<qint64> processTree(qint64 root)
{
    QMultiHash<qint64, qint64> children;
    const QStringList entries = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &entry : entries) {
        bool isProcess = false;
        const qint64 process = entry.toLongLong(&isProcess);
        const std::optional<ProcessState> state = isProcess ? stateOf(process) : std::nullopt;
        if (state && state->letter != 'Z')
            children.insert(state->parent, process);
    }
    QList<qint64> tree{root};
    for (qsizetype i = 0; i < tree.size(); ++i)
        tree.append(children.values(tree.at(i)));
    return tree;
}

Result<qint64> proportionalMemory(const QList<qint64> &processes)
{
    qint64 bytes = 0;
    for (const qint64 process : processes) {
        const QString path = u"/proc/%1/smaps_rollup"_s.arg(process);
        const QByteArray rollup = contentOf(path);
        const qsizetype pss = rollup.indexOf("\nPss:");
        if (pss < 0) {
            if (!isAlive(process))
                continue;
            return failure(ErrorKind::Environment, ErrorCode::PermissionDenied,
                           u"%1 can't be read"_s.arg(path));
        }
        const QByteArray line = rollup.mid(pss + 5, rollup.indexOf('\n', pss + 1) - pss - 5);
        bytes += line.trimmed().split(' ').constFirst().toLongLong() * 1024;
    }
    return bytes;
}

bool waitForEndOf(const QList<qint64> &processes)
{
    const QDeadlineTimer deadline(patience);
    while (std::any_of(processes.cbegin(), processes.cend(), isAlive)) {
        if (deadline.hasExpired())
            return false;
        std::this_thread::sleep_for(lookInterval);
    }
    return true;
}

} // namespace lectern
