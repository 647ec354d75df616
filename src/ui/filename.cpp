// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filename.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// In UTF-16 units; file systems take 255 bytes, and a letter may be three.
constexpr qsizetype longestTitle = 80;

} // namespace

QString fileNameFor(const QString &title, const QString &suffix)
{
    QString name;
    for (const QChar c : title.simplified())
        name += (c.isPrint() || c.isSurrogate()) && !u"/\\:*?\"<>|"_s.contains(c) ? c : u'-';
    name.truncate(longestTitle);
    if (!name.isEmpty() && name.back().isHighSurrogate())
        name.chop(1);
    name = name.trimmed();
    while (name.startsWith(u'.'))
        name.remove(0, 1);
    if (name.isEmpty())
        name = QCoreApplication::translate("FileNames", "Untitled");
    return name + suffix;
}

} // namespace lectern
