// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/locations.h"

#include <QDateTime>
#include <QLockFile>

#include <memory>

namespace lectern {

class HeldFile;

/// Puts another database in the place of the library, and the library aside, untouched. Whatever
/// happens meanwhile, the library is either the one or the other:
///
/// The new database is made in a folder `replacement.part` beside the library. When it is whole,
/// that folder is renamed to `replacement`, and from then on it counts: whoever opens the library
/// first finishes what is left to do (finishReplacement). That is to move library.db and what lies
/// beside it into the folder, new.db to library.db, and to give the folder its lasting name,
/// `set-aside-TIME`. `replacement.lock` keeps two processes from doing so at once.
///
/// While this lives, this process may have no connection to the library (see HeldFile).
class LibraryReplacement final
{
    Q_DISABLE_COPY_MOVE(LibraryReplacement)

public:
    /// Holds the library until this goes. Environment/Locked when another process has it open.
    [[nodiscard]] static Result<std::unique_ptr<LibraryReplacement>>
    begin(const Locations &locations);
    /// Leaves everything as it was, unless it was committed.
    ~LibraryReplacement();

    /// Where to make the new database: one file that is closed, with nothing beside it.
    [[nodiscard]] QString newFile() const;
    /// A folder for what is needed meanwhile. It is gone with commit().
    [[nodiscard]] QString scratchFolder() const;

    /// Answers with the folder in which the former library is now; empty when there was none.
    [[nodiscard]] Result<QString> commit(const QDateTime &now);

private:
    explicit LibraryReplacement(const Locations &locations);

    const Locations m_locations;
    QLockFile m_lock;
    const bool m_wasThere;
    std::unique_ptr<HeldFile> m_held;
    bool m_isCommitted = false;
};

/// Finishes the replacement that a killed process committed. Costs one look at the disk when there
/// is nothing to do. To be called before the library is opened.
[[nodiscard]] Result<void> finishReplacement(const Locations &locations, const QDateTime &now);

} // namespace lectern
