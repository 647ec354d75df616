// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/sqliteerror.h"

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

// Qt brings SQLite along inside its driver, without sqlite3.h; these numbers are part of SQLite's
// stable file and programming interface.
enum PrimaryCode {
    Permission = 3,
    Busy = 5,
    TableLocked = 6,
    OutOfMemory = 7,
    ReadOnly = 8,
    InputOutput = 10,
    Corrupt = 11,
    Full = 13,
    CannotOpen = 14,
    Protocol = 15,
    TooBig = 18,
    Authorization = 23,
    NotADatabase = 26,
};

// The shared-memory file beside a WAL could not be made larger: only a full disk does that.
constexpr int sharedMemorySize = InputOutput | (19 << 8);

} // namespace

Error sqliteError(int resultCode, const QString &detail)
{
    const QString full = u"%1 (SQLite %2)"_s.arg(detail).arg(resultCode);
    if (resultCode == sharedMemorySize)
        return {ErrorKind::Environment, ErrorCode::DiskFull, full};
    switch (resultCode & 0xff) {
    case Full:
        return {ErrorKind::Environment, ErrorCode::DiskFull, full};
    case Busy:
    case TableLocked:
    case Protocol: // gave up a race for the WAL lock
        return {ErrorKind::Environment, ErrorCode::Locked, full};
    case Permission:
    case ReadOnly:
    case CannotOpen:
    case Authorization:
        return {ErrorKind::Environment, ErrorCode::PermissionDenied, full};
    case InputOutput:
    case OutOfMemory:
        return {ErrorKind::Environment, ErrorCode::InputOutput, full};
    case Corrupt:
    case NotADatabase:
        return {ErrorKind::Data, ErrorCode::Damaged, full};
    case TooBig:
        return {ErrorKind::Data, ErrorCode::TooLarge, full};
    default:
        return {ErrorKind::Bug, ErrorCode::Internal, full};
    }
}

} // namespace lectern
