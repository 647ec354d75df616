// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace lectern {

/// The folders Lectern keeps things in, as absolute paths. Nothing is created by asking.
struct Locations
{
    QString data; ///< library.db, backups/: what must never be lost
    QString config; ///< settings.ini
    QString cache; ///< the engine's cache: may be deleted at any time

    [[nodiscard]] QString libraryFile() const;
    [[nodiscard]] QString backupFolder() const;
    [[nodiscard]] QString settingsFile() const;

    /// The desktop's standard places (QStandardPaths, with organisation and application set).
    [[nodiscard]] static Locations standard();

    /// Portable mode: everything under one folder, for `--library DIR` and LECTERN_LIBRARY.
    [[nodiscard]] static Locations under(const QString &folder);
};

} // namespace lectern
