// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace lectern {

/// The name that was most likely meant by `typed`, or empty when none is near: a letter missing,
/// too much, wrong or swapped with its neighbour in every three, or the beginning of one name only.
[[nodiscard]] QString nearestName(const QString &typed, const QStringList &names);

} // namespace lectern
