// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>

namespace lectern {

/// What is started, and how far it has to come.
struct MeasuredProgram
{
    QString file;
    QStringList arguments;
    QByteArray milestone; ///< a line on its stderr ends so when it has come there
};

struct Measurement
{
    double milliseconds = 0; ///< from before the process was made to its milestone
    double megabytes = 0; ///< (PSS) of all its processes, some quiet time later
    QByteArray output; ///< its stderr until then
};

/// Starts the program, waits for its milestone, lets it rest for `quiet`, looks at its memory and
/// ends it. Blocks. Error: Environment, when the program does not start, ends, or takes longer
/// than a minute.
[[nodiscard]] Result<Measurement> measure(const MeasuredProgram &program,
                                          std::chrono::milliseconds quiet);

/// Lets a program run until it ends by itself. Error: as above, and when its exit code is not 0.
[[nodiscard]] Result<void> runToEnd(const QString &file, const QStringList &arguments);

/// What such a program prints to stdout. It may take a quarter of an hour.
[[nodiscard]] Result<QByteArray> outputOf(const QString &file, const QStringList &arguments);

} // namespace lectern
