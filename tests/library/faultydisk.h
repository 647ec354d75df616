// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lectern {

/// A disk that fails when told to: a layer (VFS) under the SQLite of this process, between it and
/// the files of all databases opened after install(). Used from one thread while nobody is at work.
class FaultyDisk final
{
public:
    enum class Fault {
        NoSpace, ///< a write finds the disk full
        ShortWrite, ///< half of it is written, and then the device fails
        WriteError, ///< writing fails
        SyncError, ///< what was written does not reach the device
        ReadError, ///< reading fails
    };

    FaultyDisk() = delete;

    /// Whether SQLite took it, which it does not when Qt's driver brings one of its own along.
    [[nodiscard]] static bool install();
    /// Lets so many operations of that kind pass, and fails the next and all after it.
    static void failAfter(Fault fault, int passing);
    /// Everything works again. Whether anything failed since failAfter().
    static bool mend();
    /// How many files were opened through it.
    [[nodiscard]] static int openedFiles();
};

} // namespace lectern
