// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/errorsentence.h"

#include <QCoreApplication>
#include <QDir>

namespace lectern {

namespace {

struct ErrorTexts
{
    Q_DECLARE_TR_FUNCTIONS(lectern::CtlErrors)
};

/// Empty for what is no matter of the network.
QString networkSentence(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Offline:
        return ErrorTexts::tr("This machine has no network. Try again when it is back.");
    case ErrorCode::HostNotFound:
        return ErrorTexts::tr("There is no such site (%1). Check the address, and whether you are "
                              "online.")
            .arg(error.detail);
    case ErrorCode::ConnectionRefused:
        return ErrorTexts::tr("The server can't be reached (%1). Try again later.")
            .arg(error.detail);
    case ErrorCode::ConnectionLost:
        return ErrorTexts::tr("The connection was cut (%1). Try again.").arg(error.detail);
    case ErrorCode::TimedOut:
        return ErrorTexts::tr("The server takes too long (%1). Try again later.").arg(error.detail);
    case ErrorCode::InsecureConnection:
        return ErrorTexts::tr("There is no safe connection to the server (%1). Nothing was sent.")
            .arg(error.detail);
    case ErrorCode::ProxyRefused:
        return ErrorTexts::tr("The proxy does not lead to the server (%1). Check its settings.")
            .arg(error.detail);
    case ErrorCode::AddressRefused:
        return ErrorTexts::tr("That address is not fetched (%1). Only http and https addresses "
                              "are.")
            .arg(error.detail);
    case ErrorCode::TooManyRedirects:
        return ErrorTexts::tr("The address leads in circles (%1). Check the address.")
            .arg(error.detail);
    case ErrorCode::RedirectRefused:
        return ErrorTexts::tr("The address leads on to one that is not safe (%1). Nothing was "
                              "fetched from there.")
            .arg(error.detail);
    case ErrorCode::LoginRequired:
        return ErrorTexts::tr("The server wants a name and a password (%1).").arg(error.detail);
    case ErrorCode::Gone:
        return ErrorTexts::tr("The server says that this was removed for good (%1).")
            .arg(error.detail);
    case ErrorCode::TooManyRequests:
        return ErrorTexts::tr("The server asks to be left alone for a while (%1). Try again later.")
            .arg(error.detail);
    case ErrorCode::HttpStatus:
        return ErrorTexts::tr("The server answered with an error (%1).").arg(error.detail);
    default:
        return {};
    }
}

} // namespace

QString errorSentence(const Error &error, const QString &folder)
{
    if (const QString sentence = networkSentence(error); !sentence.isEmpty())
        return sentence;
    if (error.kind == ErrorKind::Remote && error.code == ErrorCode::NotFound)
        return ErrorTexts::tr("The server has nothing at that address (%1).").arg(error.detail);

    const QString place = QDir::toNativeSeparators(folder);
    switch (error.code) {
    case ErrorCode::PermissionDenied:
        return ErrorTexts::tr("There is no permission to write in %1. Nothing was changed. Give "
                              "yourself access to that folder, or choose another with --library.")
            .arg(place);
    case ErrorCode::DiskFull:
        return ErrorTexts::tr("The disk is full: there is no room left in %1. Nothing was lost. "
                              "Free some space, then try again.")
            .arg(place);
    case ErrorCode::Locked:
        return ErrorTexts::tr("Another program is busy with the library in %1. Nothing was "
                              "changed. Try again in a moment.")
            .arg(place);
    case ErrorCode::Damaged:
        return ErrorTexts::tr("The library in %1 is damaged (%2). “lecternctl doctor” says how "
                              "much of it, “lecternctl restore” puts a backup in its place.")
            .arg(place, error.detail);
    case ErrorCode::NewerVersion:
        return ErrorTexts::tr("The library in %1 was written by a newer Lectern. Nothing was "
                              "changed. Update Lectern to open it.")
            .arg(place);
    case ErrorCode::Malformed:
        return ErrorTexts::tr("library.db in %1 belongs to another program and was not touched. "
                              "Choose another folder with --library.")
            .arg(place);
    default:
        break;
    }
    return ErrorTexts::tr("That did not work with the library in %1. Technical reason: %2.")
        .arg(place, error.detail);
}

ExitCode exitCodeOf(const Error &error)
{
    if (error.kind == ErrorKind::Remote)
        return ExitCode::Unavailable;
    switch (error.code) {
    case ErrorCode::PermissionDenied:
        return ExitCode::CannotCreate;
    case ErrorCode::Locked:
        return ExitCode::Busy;
    case ErrorCode::NotFound:
    case ErrorCode::Damaged:
    case ErrorCode::NewerVersion:
    case ErrorCode::Malformed:
    case ErrorCode::TooLarge:
    case ErrorCode::AddressRefused:
        return ExitCode::Malformed;
    case ErrorCode::Offline:
    case ErrorCode::ProxyRefused:
        return ExitCode::Unavailable;
    default:
        break;
    }
    return ExitCode::InputOutput;
}

} // namespace lectern
