// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/modulefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace lectern {

QString moduleFile(const QString &name)
{
    const QString executableFolder = QCoreApplication::instance()
        ? QCoreApplication::applicationDirPath()
        : QFileInfo(u"/proc/self/exe"_s).canonicalPath();
    const QString fromExecutable = u"" LECTERN_MODULES_FROM_BIN ""_s;
    return QDir::cleanPath(u"%1/%2/%3.so"_s.arg(executableFolder, fromExecutable, name));
}

} // namespace lectern
