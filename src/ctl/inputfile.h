// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "ctl/answer.h"

#include <QByteArray>

namespace lectern {

// Files that commands read, by the name that was typed. "-" is standard input.

/// What is in it. No more is read than `most`, and a byte that tells that there is more.
[[nodiscard]] Result<QByteArray> readInput(const QString &path, qsizetype most);

/// What to say when that failed.
[[nodiscard]] Answer unreadableInput(const QString &path, const Error &error);

/// As people know it.
[[nodiscard]] QString shownInput(const QString &path);

} // namespace lectern
