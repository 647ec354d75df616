// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lectern {

/// How much a page takes part in what the reader sees.
enum class PagePresence {
    InSight,
    Ahead, ///< loads and paints as if it were in sight, but nobody sees or hears it
    Resting, ///< keeps what it has, and paints nothing
    Frozen, ///< Resting, and its scripts stand still
};

} // namespace lectern
