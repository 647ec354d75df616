// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QByteArray>
#include <QString>

namespace lectern {

/// What is in a file the reader named. Blocks; for the thread pool. Errors: Environment (NotFound,
/// PermissionDenied, InputOutput; the last one for what is no file, too), Data/TooLarge over `most`
/// bytes.
[[nodiscard]] Result<QByteArray> readSourceFile(const QString &path, qint64 most);

} // namespace lectern
