// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace lectern {

/// Where a part of Lectern lies that is loaded only when it is needed, by its name without ".so".
/// Found from where the executable lies, so that the installed tree can be moved as a whole; the
/// build tree has the same layout. Whether there is such a file is not looked at.
[[nodiscard]] QString moduleFile(const QString &name);

} // namespace lectern
