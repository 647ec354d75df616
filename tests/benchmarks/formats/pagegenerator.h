// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace lectern {

/// The front page of a blog of `bytes` or a little more: a menu, whole posts with headings, dates,
/// tags, links within their paragraphs and lists, and a sidebar. The same for the same size.
[[nodiscard]] QByteArray generatedPage(qsizetype bytes);

/// How many posts are on it.
[[nodiscard]] qsizetype postsOn(const QByteArray &page);

} // namespace lectern
