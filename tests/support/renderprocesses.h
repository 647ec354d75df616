// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QHash>
#include <QList>
#include <QSet>

#include <unistd.h>

namespace lectern {

/// The engine's render processes. The engine forks them, ready-made, off a process of its own kind
/// and never changes their command line: they are those that have such a parent, and no child.
inline QList<pid_t> renderProcesses()
{
    const QByteArray own =
        "--application-name=" + QCoreApplication::applicationName().toLocal8Bit();
    QHash<pid_t, pid_t> parents;
    QSet<pid_t> engineProcesses;
    const QStringList entries = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString &entry : entries) {
        const pid_t pid = entry.toInt();
        QFile stat(QStringLiteral("/proc/%1/stat").arg(pid));
        QFile command(QStringLiteral("/proc/%1/cmdline").arg(pid));
        // A process that has ended meanwhile is none of ours.
        if (pid <= 0 || !stat.open(QIODevice::ReadOnly) || !command.open(QIODevice::ReadOnly))
            continue;
        const QByteArray line = stat.readAll();
        parents.insert(pid, line.mid(line.lastIndexOf(')') + 4).split(' ').first().toInt());
        if (command.readAll().contains(own))
            engineProcesses << pid;
    }
    const auto isOurs = [&](pid_t pid) {
        while (pid > 1 && pid != getpid())
            pid = parents.value(pid);
        return pid == getpid();
    };
    const QList<pid_t> withChildren = parents.values();
    QList<pid_t> renderers;
    for (const pid_t pid : std::as_const(engineProcesses)) {
        if (engineProcesses.contains(parents.value(pid)) && !withChildren.contains(pid)
            && isOurs(pid)) {
            renderers << pid;
        }
    }
    return renderers;
}

} // namespace lectern
