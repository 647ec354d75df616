// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "library/offlinecopy.h"

#include <QList>

#include <optional>

namespace lectern {

class Database;

/// What the library knows of offline copies. Used in the database's thread and inside a transaction
/// of the caller.
class OfflineStore final
{
public:
    explicit OfflineStore(const Database &database) : m_database(database) { }

    [[nodiscard]] Result<std::optional<OfflineCopy>> at(const QUrl &url) const;
    /// Newest first, without their texts.
    [[nodiscard]] Result<QList<OfflineCopy>> all() const;
    /// Instead of what was known before. Data/Malformed when there can be no such page.
    [[nodiscard]] Result<OfflineCopy> set(const OfflineCopy &copy) const;
    [[nodiscard]] Result<void> remove(const OfflineCopy &copy) const;

private:
    const Database &m_database;
};

} // namespace lectern
