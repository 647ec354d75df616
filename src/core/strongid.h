// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>

#include <compare>

namespace lectern {

/// A database key that can't be mistaken for the key of something else: ArticleId and SourceId do
/// not convert into each other, nor into numbers. A default-made id is "none" and tests false.
template <typename Tag>
class StrongId final
{
public:
    constexpr StrongId() = default;
    constexpr explicit StrongId(qint64 value) : m_value(value) { }

    [[nodiscard]] constexpr qint64 value() const { return m_value; }
    [[nodiscard]] constexpr explicit operator bool() const { return m_value != 0; }

    friend constexpr auto operator<=>(StrongId, StrongId) = default;
    friend size_t qHash(StrongId id, size_t seed = 0) { return ::qHash(id.m_value, seed); }

private:
    qint64 m_value = 0;
};

using ArticleId = StrongId<struct ArticleTag>;
using SourceId = StrongId<struct SourceTag>;
using BookmarkId = StrongId<struct BookmarkTag>;
using SearchId = StrongId<struct SearchTag>;
using FolderId = StrongId<struct FolderTag>;
using RuleId = StrongId<struct RuleTag>;
using HighlightId = StrongId<struct HighlightTag>;

} // namespace lectern
