// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace lectern {

/// Text of others on one line, without anything a terminal would obey: white space of any kind
/// becomes one blank, control characters (C0, C1, DEL) and halves of surrogate pairs become U+FFFD,
/// and what turns the direction of text around goes. Nothing at the ends is blank.
[[nodiscard]] QString terminalText(const QString &text);

/// How many columns of a terminal the text takes, of which terminalText() has been made: two for
/// wide characters (Chinese, Japanese, Korean, emoji), none for combining marks.
[[nodiscard]] int columnsOf(const QString &text);

/// The text if it takes so many columns at most, else its beginning with "…".
[[nodiscard]] QString elided(const QString &text, int columns);

/// JSON in which DEL and the C1 control characters are escaped, too. In JSON they may stand as they
/// are, but some terminals obey them. `json` is UTF-8.
[[nodiscard]] QByteArray terminalJson(const QByteArray &json);

} // namespace lectern
