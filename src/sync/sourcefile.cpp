// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/sourcefile.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace lectern {

Result<QByteArray> readSourceFile(const QString &path, qint64 most)
{
    const QFileInfo info(path);
    if (!info.exists())
        return failure(ErrorKind::Environment, ErrorCode::NotFound, path);
    // Not only folders: reading a pipe or a device might never end.
    if (!info.isFile())
        return failure(ErrorKind::Environment, ErrorCode::InputOutput,
                       u"%1 is not a file"_s.arg(path));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        const ErrorCode code =
            info.isReadable() ? ErrorCode::InputOutput : ErrorCode::PermissionDenied;
        return failure(ErrorKind::Environment, code, file.errorString());
    }
    const QByteArray bytes = file.read(most + 1);
    if (file.error() != QFileDevice::NoError)
        return failure(ErrorKind::Environment, ErrorCode::InputOutput, file.errorString());
    if (bytes.size() > most)
        return failure(ErrorKind::Data, ErrorCode::TooLarge,
                       u"The file has more than %1 bytes."_s.arg(most));
    return bytes;
}

} // namespace lectern
