// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

#include <QFuture>

namespace lectern {

/// A collection that was written into a file.
struct ExportedCollection
{
    int written = 0; ///< posts
    int leftOut = 0; ///< posts that have no web address others could open
};

/// Writes a collection into a file that others can follow (formats/collectionwriter.h), all of it
/// or nothing. The library has to live until the future has finished. Errors: Data/NotFound for a
/// source that is no collection, Environment (PermissionDenied, DiskFull, InputOutput), and those
/// of the library.
[[nodiscard]] QFuture<Result<ExportedCollection>>
exportCollection(Library &library, SourceId source, const QString &path);

} // namespace lectern
