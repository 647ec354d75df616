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

} // namespace

QString errorSentence(const Error &error, const QString &folder)
{
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
    case ErrorCode::NotFound:
    case ErrorCode::TooLarge:
    case ErrorCode::InputOutput:
    case ErrorCode::Cancelled:
    case ErrorCode::Internal:
        break;
    }
    return ErrorTexts::tr("That did not work with the library in %1. Technical reason: %2.")
        .arg(place, error.detail);
}

ExitCode exitCodeOf(const Error &error)
{
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
        return ExitCode::Malformed;
    case ErrorCode::DiskFull:
    case ErrorCode::InputOutput:
    case ErrorCode::Cancelled:
    case ErrorCode::Internal:
        break;
    }
    return ExitCode::InputOutput;
}

} // namespace lectern
