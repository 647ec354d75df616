// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/extractedarticle.h"

#include <QByteArray>
#include <QString>

namespace lectern {

// What `lectern --extract` reads and prints.

/// The page in this file, decoded. Errors: Environment (NotFound, InputOutput: it can't be read),
/// Data (TooLarge, Malformed: it is no text), each with a sentence for the terminal.
[[nodiscard]] Result<QString> readPage(const QString &file);

/// One line of JSON: {title, byline, excerpt, site, published, content}. What is not known is
/// empty, and null for the time.
[[nodiscard]] QByteArray jsonOf(const ExtractedArticle &article);

/// For the terminal: why there is no article.
[[nodiscard]] QString extractionSentence(const QString &file, const Error &error);

} // namespace lectern
