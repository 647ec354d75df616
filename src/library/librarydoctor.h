// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "library/libraryhealth.h"

namespace lectern {

class Database;
class LibraryBackups;

/// Examines a library that can be opened, and mends what can be mended without losing anything.
/// Used in the database's thread. What is found are values; an error is what kept it from looking.
class LibraryDoctor final
{
public:
    explicit LibraryDoctor(const Database &database) : m_database(database) { }

    /// Only reads: the file and its indexes (integrity_check), that the schema is that of the
    /// migrations, that no row belongs to nothing, and that the full-text index can be read and
    /// knows all articles. It holds words but no texts, so the words themselves are not compared.
    [[nodiscard]] Result<QList<LibraryFinding>> examine() const;

    /// Examines, mends and examines again, within a writing transaction of the caller: makes
    /// indexes anew, the full-text index too, takes away rows that belong to nothing, and gives a
    /// bookmark whose article is lost an article again, at https://lost.invalid/.
    [[nodiscard]] Result<QList<LibraryFinding>> mend() const;

    /// Takes away what belongs to nothing, and keeps every bookmark.
    [[nodiscard]] Result<void> mendRows() const;

private:
    using Findings = QList<LibraryFinding>;

    [[nodiscard]] Result<void> look(Findings &findings,
                                    Result<void> (LibraryDoctor::*check)(Findings &) const) const;
    [[nodiscard]] Result<void> checkFile(Findings &findings) const;
    [[nodiscard]] Result<void> checkSchema(Findings &findings) const;
    [[nodiscard]] Result<void> checkRows(Findings &findings) const;
    [[nodiscard]] Result<void> checkIndex(Findings &findings) const;
    [[nodiscard]] Result<void> checkIndexThoroughly(Findings &findings) const;
    void attempt(Result<void> (LibraryDoctor::*act)() const) const;
    [[nodiscard]] Result<void> makeMissingIndexes() const;
    [[nodiscard]] Result<void> reindex() const;
    [[nodiscard]] Result<void> rebuildSearchIndex() const;

    const Database &m_database;
};

/// Reads the newest backups through until one is good; findings about those that are not.
[[nodiscard]] LibraryExamination examineBackups(const LibraryBackups &backups, int newestVersion);

} // namespace lectern
