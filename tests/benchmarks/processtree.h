// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QList>

namespace lectern {

/// A process and all that it started, directly or not, that still live. Linux only (/proc).
[[nodiscard]] QList<qint64> processTree(qint64 root);

/// The memory of the processes in bytes, each page shared among several processes counted by its
/// share (PSS). Error: Environment when a process is not ours to look into.
[[nodiscard]] Result<qint64> proportionalMemory(const QList<qint64> &processes);

/// Waits until none of the processes lives any more. False: some still do after ten seconds.
[[nodiscard]] bool waitForEndOf(const QList<qint64> &processes);

} // namespace lectern
