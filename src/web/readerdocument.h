// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/readerstyle.h"
#include "web/readertext.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <optional>

namespace lectern {

/// An article of which Lectern makes a page of its own. What is not known is empty; all but the
/// text's own HTML is plain.
struct ReaderDocument
{
    QString title;
    QString site;
    QString byline;
    QString published; ///< ISO 8601, as ExtractedArticle has it
    QString language; ///< BCP 47
    QString direction; ///< "rtl" or "ltr"
    std::optional<int> wordCount; ///< if others have counted, unless by characters
    ReaderText text;
};

/// The page, in UTF-8. `scheme`: see schemeOf().
[[nodiscard]] QByteArray pageOf(const ReaderDocument &document, const QString &scheme,
                                const ReaderWords &words);

/// Its Content-Security-Policy, which the page says as well: no script, no frame, form, base nor
/// font, style only from Lectern, pictures only from where the text has them.
[[nodiscard]] QByteArray policyOf(const ReaderText &text);

/// How long it takes to read, in minutes; empty: not known.
[[nodiscard]] std::optional<int> readingTimeOf(const ReaderDocument &document);

/// Where reader view of the article at this address is: lectern://reader/?url=…, with the address
/// as one percent-encoded value. A fragment stays one.
[[nodiscard]] QUrl readerAddress(const QUrl &article);

/// The way back; empty for what is no such address. Fragments are those of the original.
[[nodiscard]] QUrl articleAddress(const QUrl &readerAddress);

} // namespace lectern
