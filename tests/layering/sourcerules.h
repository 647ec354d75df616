// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

namespace lectern {

/// The rooms, each with those it may include besides itself.
[[nodiscard]] const QMap<QString, QStringList> &roomTable();

/// The only files that may use what Linux alone has.
[[nodiscard]] const QStringList &linuxOnlyFiles();

/// What a source file breaks of the rules between the rooms, a sentence each with the line number
/// where there is one. `path` is relative to the top of the tree ("src/ui/mainwindow.cpp") and says
/// which rules hold; C++ files and CMakeLists.txt have some. Pure.
[[nodiscard]] QStringList brokenRules(const QString &path, const QString &text);

} // namespace lectern
