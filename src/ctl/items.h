// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/article.h"
#include "library/library.h"

#include <QJsonObject>

namespace lectern {

// Articles and bookmarks as lecternctl prints them with --json: a stable contract, which the manual
// page lists. Fields are never left out; what is not known is null, or empty where it is text.

[[nodiscard]] QJsonObject jsonOf(const Post &post);
/// With snippet and snippet_marks, the found pieces of it.
[[nodiscard]] QJsonObject jsonOf(const SearchResult &result);
[[nodiscard]] QJsonObject jsonOf(const Bookmark &bookmark);

/// ISO 8601, UTC: "2026-01-31T08:00:00Z".
[[nodiscard]] QString isoTime(const QDateTime &time);

} // namespace lectern
