// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace lectern {

/// Whether the machine is short of memory, by the texts of Linux's /proc/meminfo and
/// /proc/pressure/memory: less than a tenth available, or more than a tenth of the last ten seconds
/// spent waiting for memory. Texts that say nothing of it, also empty ones, mean no.
[[nodiscard]] bool isMemoryTight(const QByteArray &memory, const QByteArray &pressure);

/// The same of this machine, now. False where the system doesn't tell.
[[nodiscard]] bool isMemoryTight();

} // namespace lectern
