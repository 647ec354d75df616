// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/standardstreams.h"

#include <QCoreApplication>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

struct StreamTexts
{
    Q_DECLARE_TR_FUNCTIONS(lectern::StandardStreams)
};

/// 0, or errno.
int write(std::FILE *stream, const QByteArray &bytes)
{
    errno = 0;
    const bool isWritten = std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stream)
            == std::size_t(bytes.size())
        && std::fflush(stream) == 0;
    return isWritten ? 0 : errno;
}

} // namespace

bool isOutputTerminal()
{
    return ::isatty(STDOUT_FILENO) == 1;
}

ExitCode printed(const Output &output)
{
    // There is nowhere to say that this failed.
    write(stderr, output.err);
    const int failure = write(stdout, output.out);
    if (failure == 0 || failure == EPIPE)
        return output.code;
    const QString sentence =
        u"lecternctl: "_s + StreamTexts::tr("Not all of it could be written: %1.");
    write(stderr,
          sentence.arg(QString::fromStdString(std::generic_category().message(failure))).toUtf8()
              + '\n');
    return ExitCode::InputOutput;
}

} // namespace lectern
