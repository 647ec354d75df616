// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace lectern {

/// The content of an article: its HTML as it came, and the text of it, which is what is searched.
/// Stored packed: one byte (0 for plain, 1 for deflated, whichever is smaller), then the length of
/// the HTML in bytes (32 bits, big-endian), the HTML and the text, both UTF-8. Deflated together,
/// because the text is nearly all in the HTML.
struct ArticleBody
{
    QString html; ///< unsanitised
    QString text;

    [[nodiscard]] bool isEmpty() const { return html.isEmpty() && text.isEmpty(); }

    friend bool operator==(const ArticleBody &, const ArticleBody &) = default;
};

[[nodiscard]] QByteArray packed(const ArticleBody &body);
/// Empty for what packed() cannot have made.
[[nodiscard]] ArticleBody unpacked(const QByteArray &bytes);

} // namespace lectern
