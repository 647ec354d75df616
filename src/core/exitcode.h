// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lectern {

/// Exit codes of both executables, those of sysexits.h that a script can act on. Their meaning is
/// a stable contract; the manual pages list them.
enum class ExitCode {
    Done = 0,
    Usage = 64, ///< the command line was wrong
    Malformed = 65, ///< a file or an address is not what it should be; trying again won't help
    Unavailable = 69, ///< a server or the web engine
    CannotCreate = 73, ///< a file or folder can't be made or written there
    InputOutput = 74, ///< reading or writing failed
    Busy = 75, ///< somebody else holds it; try again
    NotPermitted = 77,
};

} // namespace lectern
