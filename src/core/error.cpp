// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

QString nameOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Environment:
        return u"Environment"_s;
    case ErrorKind::Remote:
        return u"Remote"_s;
    case ErrorKind::Data:
        return u"Data"_s;
    case ErrorKind::Cancelled:
        return u"Cancelled"_s;
    case ErrorKind::Bug:
        return u"Bug"_s;
    }
    Q_UNREACHABLE();
}

QString nameOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound:
        return u"NotFound"_s;
    case ErrorCode::PermissionDenied:
        return u"PermissionDenied"_s;
    case ErrorCode::DiskFull:
        return u"DiskFull"_s;
    case ErrorCode::Locked:
        return u"Locked"_s;
    case ErrorCode::Damaged:
        return u"Damaged"_s;
    case ErrorCode::NewerVersion:
        return u"NewerVersion"_s;
    case ErrorCode::Malformed:
        return u"Malformed"_s;
    case ErrorCode::TooLarge:
        return u"TooLarge"_s;
    case ErrorCode::InputOutput:
        return u"InputOutput"_s;
    case ErrorCode::Cancelled:
        return u"Cancelled"_s;
    case ErrorCode::Internal:
        return u"Internal"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

QString describe(const Error &error)
{
    return u"%1/%2: %3"_s.arg(nameOf(error.kind), nameOf(error.code), error.detail);
}

} // namespace lectern
