// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QUrl>

#include <optional>

namespace lectern {

/// HTML out of a feed, as it is kept: relative addresses of links, pictures and the like resolved
/// against `base` (left alone when that is empty, as are those of places within the text), and
/// without scripts, style sheets, applets and comments, which no reader of a feed has a use for.
/// That is tidying, not sanitising: what is left is as untrusted as before.
///
/// `html` is UTF-8 and well-formed or not. Absent when there is nothing to tidy. Pure and
/// thread-safe.
[[nodiscard]] std::optional<QByteArray> tidiedHtml(QByteArrayView html, const QUrl &base);

} // namespace lectern
