// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/extractedarticle.h"
#include "web/readertext.h"

#include <QString>
#include <QUrl>
#include <QVariant>

#include <optional>

namespace lectern {

// The script that finds the article in a page and makes it ready for reader view: Mozilla's
// Readability, DOMPurify, and what Lectern adds to both (readerclean.js, readerextract.js,
// readerdisplay.js). To be run in the world that pages don't reach. It works on a copy that runs
// and loads nothing.

/// What to do with a document.
enum class ArticleTask {
    Extract, ///< find the article
    Read, ///< find it and make it ready
    Sanitise, ///< make all of it ready, as it is
};

/// For the document it runs in; not Sanitise.
[[nodiscard]] QString articleScript(ArticleTask task);
/// For this text, of a page from `address`.
[[nodiscard]] QString articleScript(ArticleTask task, const QString &html, const QUrl &address);

/// What comes next when a script has answered so: colouring the code in what was made ready, with
/// highlight.js, which is only loaded then. Empty: nothing, the answer is whole.
[[nodiscard]] QString nextArticleScript(const QVariant &answer);

/// A page that lets nothing be parsed in it answers with its text, which has to be given to a
/// script elsewhere.
struct UnparsedPage
{
    QString html;
    QUrl address;
};
[[nodiscard]] std::optional<UnparsedPage> unparsedOf(const QVariant &answer);

// What a script has answered in the end. Errors: of the first two, Data/NotFound: there is no text;
// of the last, Data/Malformed: it could not be read.
[[nodiscard]] Result<ExtractedArticle> articleOf(const QVariant &answer); ///< to Extract
[[nodiscard]] Result<ReadableArticle> readableOf(const QVariant &answer); ///< to Read
[[nodiscard]] Result<ReaderText> readerTextOf(const QVariant &answer); ///< to Sanitise

} // namespace lectern
