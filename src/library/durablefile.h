// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QByteArray>

#include <memory>

// What the library asks of files beyond what Qt and SQLite do; all that differs between systems is
// in durablefile.cpp.

namespace lectern {

/// What an errno of the file system means to a reader.
[[nodiscard]] Error fileError(int reason, const QString &detail);

/// Creates the folder and those above it.
[[nodiscard]] Result<void> makeFolder(const QString &folder);

/// Returns when what was written to this file, or the names in this folder, would survive the power
/// going. Not for the library's own file while this process has it open (see HeldFile).
[[nodiscard]] Result<void> syncToDisk(const QString &path);

/// Copies the bytes of a file into a new one, which may be written to.
[[nodiscard]] Result<void> copyFile(const QString &from, const QString &to);
/// The same for a file on a disk that fails: what cannot be read becomes zeros.
[[nodiscard]] Result<void> copyReadable(const QString &from, const QString &to);

/// Gives the file another name, in place of what had it before. Either name leads to a whole file
/// at any moment.
[[nodiscard]] Result<void> renameFile(const QString &from, const QString &to);

/// Stays equal as long as the name leads to the same file; empty when there is none, and where a
/// system cannot tell.
[[nodiscard]] QByteArray fileIdentity(const QString &path);

/// As long as this lives, no other process has the file open as a SQLite database: each connection
/// in WAL mode keeps a shared lock on certain bytes (sqlite.org/src, os.h: PENDING_BYTE and what
/// follows), and this is an exclusive one on the same. It works for a file that is no readable
/// database, too, and leaves every byte of it alone.
///
/// POSIX forgets all locks of a process on a file as soon as the process closes it anywhere. So
/// nothing may hold, open or read the library's file by itself while this process has a connection
/// to it.
class HeldFile final
{
    Q_DISABLE_COPY_MOVE(HeldFile)

public:
    /// Environment/Locked when somebody has it open. A file that is not there is created, empty.
    [[nodiscard]] static Result<std::unique_ptr<HeldFile>> hold(const QString &path);
    ~HeldFile();

private:
    explicit HeldFile(int descriptor) : m_descriptor(descriptor) { }

    const int m_descriptor;
};

} // namespace lectern
