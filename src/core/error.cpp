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
    case ErrorCode::Offline:
        return u"Offline"_s;
    case ErrorCode::HostNotFound:
        return u"HostNotFound"_s;
    case ErrorCode::ConnectionRefused:
        return u"ConnectionRefused"_s;
    case ErrorCode::ConnectionLost:
        return u"ConnectionLost"_s;
    case ErrorCode::TimedOut:
        return u"TimedOut"_s;
    case ErrorCode::InsecureConnection:
        return u"InsecureConnection"_s;
    case ErrorCode::ProxyRefused:
        return u"ProxyRefused"_s;
    case ErrorCode::AddressRefused:
        return u"AddressRefused"_s;
    case ErrorCode::TooManyRedirects:
        return u"TooManyRedirects"_s;
    case ErrorCode::RedirectRefused:
        return u"RedirectRefused"_s;
    case ErrorCode::LoginRequired:
        return u"LoginRequired"_s;
    case ErrorCode::Gone:
        return u"Gone"_s;
    case ErrorCode::TooManyRequests:
        return u"TooManyRequests"_s;
    case ErrorCode::HttpStatus:
        return u"HttpStatus"_s;
    case ErrorCode::Cancelled:
        return u"Cancelled"_s;
    case ErrorCode::Internal:
        return u"Internal"_s;
    }
    Q_UNREACHABLE();
}

// The one of an enumeration from 0 on that has this name.
template <typename Enum>
std::optional<Enum> named(QStringView name, Enum last)
{
    for (int value = 0; value <= static_cast<int>(last); ++value) {
        if (nameOf(static_cast<Enum>(value)) == name)
            return static_cast<Enum>(value);
    }
    return {};
}

} // namespace

QString describe(const Error &error)
{
    return u"%1/%2: %3"_s.arg(nameOf(error.kind), nameOf(error.code), error.detail);
}

std::optional<Error> describedError(const QString &description)
{
    const qsizetype slash = description.indexOf(u'/');
    const qsizetype colon = description.indexOf(u": "_s);
    if (slash < 0 || colon < slash)
        return {};
    const QStringView text = description;
    const auto kind = named(text.first(slash), ErrorKind::Bug);
    const auto code = named(text.sliced(slash + 1, colon - slash - 1), ErrorCode::Internal);
    if (!kind || !code)
        return {};
    return Error{*kind, *code, description.sliced(colon + 2)};
}

} // namespace lectern
