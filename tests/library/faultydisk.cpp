// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/faultydisk.h"

#include <sqlite3.h>

#include <atomic>
#include <cstddef>
#include <new>

namespace lectern {

namespace {

using Fault = FaultyDisk::Fault;

constexpr int never = -1;

std::atomic<Fault> currentFault = Fault::WriteError;
std::atomic<int> passing = never;
std::atomic<bool> hasFailed = false;
std::atomic<int> opened = 0;

bool failsNow(std::initializer_list<Fault> faults)
{
    bool isMeant = false;
    for (const Fault fault : faults)
        isMeant = isMeant || fault == currentFault;
    if (!isMeant || passing == never)
        return false;
    if (passing > 0) {
        --passing;
        return false;
    }
    hasFailed = true;
    return true;
}

/// SQLite's file: ours, with the real one behind it in the same piece of memory.
struct File
{
    sqlite3_file base;
    sqlite3_file *real;
};

sqlite3_vfs *realVfs()
{
    static sqlite3_vfs *const vfs = sqlite3_vfs_find("unix");
    return vfs;
}

sqlite3_file *realOf(sqlite3_file *file)
{
    return reinterpret_cast<File *>(file)->real;
}

int closeFile(sqlite3_file *file)
{
    return realOf(file)->pMethods->xClose(realOf(file));
}

int readFile(sqlite3_file *file, void *buffer, int amount, sqlite3_int64 offset)
{
    if (failsNow({Fault::ReadError}))
        return SQLITE_IOERR_READ;
    return realOf(file)->pMethods->xRead(realOf(file), buffer, amount, offset);
}

int writeFile(sqlite3_file *file, const void *buffer, int amount, sqlite3_int64 offset)
{
    const auto *methods = realOf(file)->pMethods;
    if (failsNow({Fault::NoSpace, Fault::ShortWrite, Fault::WriteError})) {
        if (currentFault == Fault::NoSpace)
            return SQLITE_FULL;
        if (currentFault == Fault::ShortWrite)
            methods->xWrite(realOf(file), buffer, amount / 2, offset);
        return SQLITE_IOERR_WRITE;
    }
    return methods->xWrite(realOf(file), buffer, amount, offset);
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    return realOf(file)->pMethods->xTruncate(realOf(file), size);
}

int syncFile(sqlite3_file *file, int flags)
{
    if (failsNow({Fault::SyncError}))
        return SQLITE_IOERR_FSYNC;
    return realOf(file)->pMethods->xSync(realOf(file), flags);
}

int fileSize(sqlite3_file *file, sqlite3_int64 *size)
{
    return realOf(file)->pMethods->xFileSize(realOf(file), size);
}

int lockFile(sqlite3_file *file, int level)
{
    return realOf(file)->pMethods->xLock(realOf(file), level);
}

int unlockFile(sqlite3_file *file, int level)
{
    return realOf(file)->pMethods->xUnlock(realOf(file), level);
}

int checkReservedLock(sqlite3_file *file, int *result)
{
    return realOf(file)->pMethods->xCheckReservedLock(realOf(file), result);
}

int fileControl(sqlite3_file *file, int operation, void *argument)
{
    return realOf(file)->pMethods->xFileControl(realOf(file), operation, argument);
}

int sectorSize(sqlite3_file *file)
{
    return realOf(file)->pMethods->xSectorSize(realOf(file));
}

int deviceCharacteristics(sqlite3_file *file)
{
    return realOf(file)->pMethods->xDeviceCharacteristics(realOf(file));
}

int shmMap(sqlite3_file *file, int region, int size, int extend, void volatile **memory)
{
    return realOf(file)->pMethods->xShmMap(realOf(file), region, size, extend, memory);
}

int shmLock(sqlite3_file *file, int offset, int count, int flags)
{
    return realOf(file)->pMethods->xShmLock(realOf(file), offset, count, flags);
}

void shmBarrier(sqlite3_file *file)
{
    realOf(file)->pMethods->xShmBarrier(realOf(file));
}

int shmUnmap(sqlite3_file *file, int deletes)
{
    return realOf(file)->pMethods->xShmUnmap(realOf(file), deletes);
}

// Version 2: files are not mapped into memory, so that all reading and writing comes by here.
constexpr sqlite3_io_methods fileMethods = {2,
                                            closeFile,
                                            readFile,
                                            writeFile,
                                            truncateFile,
                                            syncFile,
                                            fileSize,
                                            lockFile,
                                            unlockFile,
                                            checkReservedLock,
                                            fileControl,
                                            sectorSize,
                                            deviceCharacteristics,
                                            shmMap,
                                            shmLock,
                                            shmBarrier,
                                            shmUnmap,
                                            nullptr,
                                            nullptr};

int openFile(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *flagsOut)
{
    ++opened;
    auto *own = new (file) File{};
    own->real = reinterpret_cast<sqlite3_file *>(own + 1);
    const int result = realVfs()->xOpen(realVfs(), name, own->real, flags, flagsOut);
    own->base.pMethods = own->real->pMethods != nullptr ? &fileMethods : nullptr;
    return result;
}

} // namespace

bool FaultyDisk::install()
{
    if (realVfs() == nullptr)
        return false;
    static sqlite3_vfs vfs = *realVfs();
    vfs.pNext = nullptr;
    vfs.zName = "faulty";
    vfs.szOsFile = int(sizeof(File)) + realVfs()->szOsFile;
    vfs.xOpen = openFile;
    return sqlite3_vfs_register(&vfs, 1) == SQLITE_OK;
}

void FaultyDisk::failAfter(Fault fault, int count)
{
    hasFailed = false;
    currentFault = fault;
    passing = count;
}

bool FaultyDisk::mend()
{
    passing = never;
    return hasFailed;
}

int FaultyDisk::openedFiles()
{
    return opened;
}

} // namespace lectern
