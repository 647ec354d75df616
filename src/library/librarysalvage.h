// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "library/libraryhealth.h"
#include "library/migrations.h"

namespace lectern {

/// Reads row by row what can still be read of the library `damaged`, a copy that may be written to,
/// into the new library `fresh`, a file that is not there yet; the reader's own things first.
/// `scratchFolder` is for what is needed meanwhile.
///
/// A header that was overwritten is made up. A row whose page is torn is lost, but its neighbours
/// are not. Articles, sources and tags that are lost in their table but stand in an index by
/// address or name come back under that. A bookmark always stays, if need be with an article at
/// https://lost.invalid/. Articles that no source lists any more come under a source named
/// "Salvaged". Data/Damaged when nothing can be read at all.
[[nodiscard]] Result<LibrarySalvage> salvage(const QString &damaged, const QString &fresh,
                                             const QList<Migration> &migrations,
                                             const QString &scratchFolder);

} // namespace lectern
