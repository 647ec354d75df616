// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/inputfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

struct InputTexts
{
    Q_DECLARE_TR_FUNCTIONS(lectern::FormatCommands)
};

} // namespace

Result<QByteArray> readInput(const QString &path, qsizetype most)
{
    QFile file;
    bool isOpen = false;
    if (path == "-"_L1) {
        isOpen = file.open(stdin, QIODevice::ReadOnly);
    } else {
        file.setFileName(path);
        isOpen = file.open(QIODevice::ReadOnly);
    }
    if (!isOpen) {
        const bool isMissing = !QFile::exists(path);
        return failure(ErrorKind::Environment,
                       isMissing ? ErrorCode::NotFound : ErrorCode::InputOutput,
                       file.errorString());
    }
    const QByteArray bytes = file.read(most + 1);
    if (file.error() != QFileDevice::NoError)
        return failure(ErrorKind::Environment, ErrorCode::InputOutput, file.errorString());
    return bytes;
}

QString shownInput(const QString &path)
{
    return path == "-"_L1 ? InputTexts::tr("standard input") : QDir::toNativeSeparators(path);
}

Answer unreadableInput(const QString &path, const Error &error)
{
    if (error.code == ErrorCode::NotFound)
        return Answer::refusal(ExitCode::Malformed,
                               InputTexts::tr("There is no file %1.").arg(shownInput(path)));
    return Answer::refusal(
        ExitCode::InputOutput,
        InputTexts::tr("%1 could not be read: %2.").arg(shownInput(path), error.detail));
}

} // namespace lectern
