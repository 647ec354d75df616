// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/durablefile.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <filesystem>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

std::filesystem::path nativePath(const QString &path)
{
    return {path.toStdU16String()};
}

tl::unexpected<Error> failed(int reason, const QString &what, const QString &path)
{
    return tl::unexpected(
        fileError(reason, u"%1 %2: %3"_s.arg(what, path, qt_error_string(reason))));
}

} // namespace

Error fileError(int reason, const QString &detail)
{
    switch (reason) {
    case EACCES:
    case EPERM:
    case EROFS:
        return {ErrorKind::Environment, ErrorCode::PermissionDenied, detail};
    case ENOSPC:
#ifdef EDQUOT
    case EDQUOT:
#endif
        return {ErrorKind::Environment, ErrorCode::DiskFull, detail};
    case ENOENT:
        return {ErrorKind::Environment, ErrorCode::NotFound, detail};
    default:
        return {ErrorKind::Environment, ErrorCode::InputOutput, detail};
    }
}

Result<void> makeFolder(const QString &folder)
{
    std::error_code error;
    std::filesystem::create_directories(nativePath(folder), error);
    if (error) {
        return tl::unexpected(fileError(error.value(),
                                        u"cannot create the folder %1: %2"_s.arg(
                                            folder, QString::fromStdString(error.message()))));
    }
    if (!QFileInfo(folder).isWritable()) {
        return failure(ErrorKind::Environment, ErrorCode::PermissionDenied,
                       u"the folder %1 cannot be written to"_s.arg(folder));
    }
    return {};
}

Result<void> renameFile(const QString &from, const QString &to)
{
    std::error_code error;
    std::filesystem::rename(nativePath(from), nativePath(to), error);
    if (error)
        return failed(error.value(), u"cannot rename"_s, from);
    return {};
}

Result<void> copyFile(const QString &from, const QString &to)
{
    std::error_code error;
    std::filesystem::copy_file(nativePath(from), nativePath(to), error);
    if (error)
        return failed(error.value(), u"cannot copy"_s, from);
    using std::filesystem::perms;
    std::filesystem::permissions(nativePath(to), perms::owner_read | perms::owner_write,
                                 std::filesystem::perm_options::add, error);
    if (error)
        return failed(error.value(), u"cannot make writable"_s, to);
    return {};
}

Result<void> copyReadable(const QString &from, const QString &to)
{
    QFile source(from);
    QFile target(to);
    if (!source.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        return failure(ErrorKind::Environment, ErrorCode::PermissionDenied,
                       u"cannot read %1: %2"_s.arg(from, source.errorString()));
    }
    if (!target.open(QIODevice::WriteOnly | QIODevice::NewOnly)) {
        return failure(ErrorKind::Environment, ErrorCode::PermissionDenied,
                       u"cannot write %1: %2"_s.arg(to, target.errorString()));
    }
    constexpr qint64 blockBytes = 4096; // what a disk loses at once
    const qint64 size = source.size();
    for (qint64 offset = 0; offset < size; offset += blockBytes) {
        const qint64 expected = qMin(blockBytes, size - offset);
        QByteArray block = source.seek(offset) ? source.read(expected) : QByteArray();
        block.append(expected - block.size(), '\0');
        if (target.write(block) != expected)
            break;
    }
    if (target.error() == QFileDevice::NoError && target.flush())
        return {};
    const ErrorCode code =
        target.error() == QFileDevice::ResourceError ? ErrorCode::DiskFull : ErrorCode::InputOutput;
    return failure(ErrorKind::Environment, code,
                   u"cannot write %1: %2"_s.arg(to, target.errorString()));
}

#ifdef Q_OS_UNIX

namespace {

// The bytes SQLite's locks are on.
constexpr off_t firstLockByte = 0x40000000;
constexpr off_t lockBytes = 512;

#ifdef F_OFD_SETLK
// Also against connections of this process.
constexpr int setLock = F_OFD_SETLK;
#else
constexpr int setLock = F_SETLK;
#endif

} // namespace

Result<void> syncToDisk(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return failed(errno, u"cannot open"_s, path);
    const int reason = ::fsync(descriptor) == 0 ? 0 : errno;
    ::close(descriptor);
    // Some file systems cannot do it for a folder, and then need not.
    if (reason != 0 && !(reason == EINVAL && QFileInfo(path).isDir()))
        return failed(reason, u"cannot sync"_s, path);
    return {};
}

QByteArray fileIdentity(const QString &path)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    return QByteArray::number(quint64(status.st_dev)) + ':'
        + QByteArray::number(quint64(status.st_ino));
}

Result<std::unique_ptr<HeldFile>> HeldFile::hold(const QString &path)
{
    constexpr mode_t permissions = 0644;
    const int descriptor =
        ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, permissions);
    if (descriptor < 0)
        return failed(errno, u"cannot open"_s, path);
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = firstLockByte;
    lock.l_len = lockBytes;
    if (::fcntl(descriptor, setLock, &lock) != 0) {
        const int reason = errno;
        ::close(descriptor);
        if (reason == EAGAIN || reason == EACCES) {
            return failure(ErrorKind::Environment, ErrorCode::Locked,
                           u"%1 is open elsewhere"_s.arg(path));
        }
        return failed(reason, u"cannot lock"_s, path);
    }
    return std::unique_ptr<HeldFile>(new HeldFile(descriptor));
}

HeldFile::~HeldFile()
{
    ::close(m_descriptor);
}

#else

// Windows writes names through, and does not let a file be renamed that somebody has open.
Result<void> syncToDisk(const QString &path)
{
    QFile file(path);
    if (QFileInfo(path).isDir())
        return {};
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly) || !file.flush()) {
        return failure(ErrorKind::Environment, ErrorCode::InputOutput,
                       u"cannot sync %1: %2"_s.arg(path, file.errorString()));
    }
    return {};
}

QByteArray fileIdentity(const QString &)
{
    return {};
}

Result<std::unique_ptr<HeldFile>> HeldFile::hold(const QString &)
{
    return std::unique_ptr<HeldFile>(new HeldFile(-1));
}

HeldFile::~HeldFile() = default;

#endif

} // namespace lectern
