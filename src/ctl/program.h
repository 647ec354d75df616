// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exitcode.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace lectern {

/// What lecternctl is started in.
struct Surroundings
{
    QString version; ///< of Lectern
    QString libraryVariable; ///< LECTERN_LIBRARY
    bool isTerminal = false; ///< standard output is read by a person
};

/// What a run printed, in UTF-8, and ended with.
struct Output
{
    QByteArray out;
    QByteArray err;
    ExitCode code = ExitCode::Done;
};

/// Does what the arguments (without the program's name) ask for, and waits until it is done: what
/// was changed is on disk and the library closed. Standard output is empty unless the code is Done
/// or the command says otherwise. Needs the application's name to be set, for the standard places.
[[nodiscard]] Output run(const QStringList &arguments, const Surroundings &surroundings);

} // namespace lectern
