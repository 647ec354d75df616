// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/strongid.h"
#include "library/articlebody.h"

#include <map>
#include <memory>
#include <optional>

namespace lectern {

class Database;

/// The dictionaries of a library that a connection has needed so far. They are never changed nor
/// removed, only added.
struct BodyDictionaries
{
    std::map<int, std::unique_ptr<BodyDictionary>> read;
    std::optional<int> newest; ///< 0 when there is none; absent until asked for
};

/// The content of articles. Used in the database's thread and inside a transaction of the caller.
class BodyStore final
{
public:
    explicit BodyStore(const Database &database) : m_database(database) { }

    /// Empty when the article has none, or what it has is damaged.
    [[nodiscard]] Result<ArticleBody> of(ArticleId article) const;
    /// The text alone, which is quicker, with that of its offline copy.
    [[nodiscard]] Result<QString> textOf(ArticleId article) const;
    /// What a query has selected from article_body.packed.
    [[nodiscard]] Result<ArticleBody> read(const QByteArray &packed) const;
    /// The text alone, as textOf() has it, of that and of what offline_copy.packed_text has.
    [[nodiscard]] Result<QString> readText(const QByteArray &packed,
                                           const QByteArray &offlineCopy) const;
    /// For a column that read() is to read.
    [[nodiscard]] Result<QByteArray> pack(const ArticleBody &body) const;
    /// Instead of what it had before.
    [[nodiscard]] Result<void> store(ArticleId article, const ArticleBody &body) const;

    /// Packs content again that no dictionary was used for. Whether that changed anything.
    [[nodiscard]] Result<bool> repack(ArticleId article) const;

    /// The number of the dictionary that should be trained by now; empty when there is that already
    /// or too few articles to learn from.
    [[nodiscard]] Result<std::optional<int>> dueDictionary() const;
    /// Trains it from articles spread over the library; only reads. Empty when it cannot be done.
    [[nodiscard]] Result<QByteArray> trainedDictionary(int number) const;
    /// Makes the copies that are missing.
    [[nodiscard]] Result<void> copyDictionaries() const;
    /// Keeps it, to pack all content with from now on.
    [[nodiscard]] Result<void> addDictionary(int number, const QByteArray &bytes) const;

private:
    /// As it is stored; empty when there is none.
    [[nodiscard]] Result<QByteArray> packedOf(ArticleId article) const;
    [[nodiscard]] Result<QString> readText(const QByteArray &packed) const;
    /// The dictionary as it is stored, or its copy when that is the sound one; absent when the
    /// library has lost both.
    [[nodiscard]] Result<std::optional<QByteArray>> soundDictionary(int number) const;
    /// Null when the library has lost it.
    [[nodiscard]] Result<const BodyDictionary *> dictionary(int number) const;
    [[nodiscard]] Result<const BodyDictionary *> newestDictionary() const;

    const Database &m_database;
};

} // namespace lectern
