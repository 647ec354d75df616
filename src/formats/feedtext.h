// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace lectern {

/// Text that any later store and display can hold: without NUL and halves of surrogate pairs, which
/// JSON escapes can smuggle in.
[[nodiscard]] QString soundText(const QString &text);

/// Titles and the like: one line, without control characters. No-break spaces stay, they belong to
/// the text in some languages.
[[nodiscard]] QString oneLine(const QString &text);

/// Whether text of a format that does not say which of the two it is (RSS) has to be HTML: it has
/// an end tag, a whole tag like "<br/>", or a character reference. "1 < 2" and "the <b> element"
/// are plain text. `text` is UTF-8.
[[nodiscard]] bool looksLikeHtml(QByteArrayView text);

/// Whether an address may be handed on: a reader can be sent there. http, https, lectern (the
/// Guide's).
[[nodiscard]] bool isUsableScheme(QStringView scheme);

/// A person as feeds write one, "me@example.org (My Name)", "My Name <me@example.org>" and so on:
/// the name, or the address when there is no more than that. `text` is plain text.
[[nodiscard]] QString personName(const QString &text);

} // namespace lectern
