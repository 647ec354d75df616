// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fileerror.h"

#include <QFileDevice>

namespace lectern {

Error fileError(const QFileDevice &file)
{
    switch (file.error()) {
    case QFileDevice::OpenError:
    case QFileDevice::PermissionsError:
        return {ErrorKind::Environment, ErrorCode::PermissionDenied, file.errorString()};
    case QFileDevice::ResourceError:
        return {ErrorKind::Environment, ErrorCode::DiskFull, file.errorString()};
    default:
        return {ErrorKind::Environment, ErrorCode::InputOutput, file.errorString()};
    }
}

} // namespace lectern
