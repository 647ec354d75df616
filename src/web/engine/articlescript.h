// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/extractedarticle.h"

#include <QString>
#include <QUrl>
#include <QVariant>

namespace lectern {

// The script that finds the article in a page: Mozilla's Readability, DOMPurify, and what Lectern
// adds to both (readerclean.js, readerextract.js). To be run in the world that pages don't reach.
// It works on a copy that runs and loads nothing.

/// Extracts from the document it runs in.
[[nodiscard]] QString articleScript();
/// Extracts from this text, of a page from `address`.
[[nodiscard]] QString articleScript(const QString &html, const QUrl &address);

/// What such a script has answered. Error: Data/NotFound: there is no text.
[[nodiscard]] Result<ExtractedArticle> articleOf(const QVariant &answer);

} // namespace lectern
