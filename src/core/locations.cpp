// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/locations.h"

#include <QDir>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace lectern {

QString Locations::libraryFile() const
{
    return data + u"/library.db"_s;
}

QString Locations::backupFolder() const
{
    return data + u"/backups"_s;
}

QString Locations::settingsFile() const
{
    return config + u"/settings.ini"_s;
}

Locations Locations::standard()
{
    return {QStandardPaths::writableLocation(QStandardPaths::AppDataLocation),
            QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation),
            QStandardPaths::writableLocation(QStandardPaths::CacheLocation)};
}

Locations Locations::under(const QString &folder)
{
    const QString root = QDir(folder).absolutePath();
    return {root, root, root + u"/cache"_s};
}

} // namespace lectern
