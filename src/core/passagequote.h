// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace lectern {

/// A passage of a page and what stands around it, all of it text. An empty text is no passage.
struct PassageQuote
{
    QString text;
    QString prefix; ///< what stands before it, some words at most; may be empty
    QString suffix; ///< and after it

    friend bool operator==(const PassageQuote &, const PassageQuote &) = default;
};

/// The page's address with a text directive (wicg.github.io/scroll-to-text-fragment, section 3.1),
/// so that browsers open it at the passage and mark it. A long passage is named by its first and
/// last words. Without a passage, the address itself.
[[nodiscard]] QUrl passageAddress(const QUrl &page, const PassageQuote &passage);

/// The passage as a Markdown block quote (CommonMark 5.1), with a line that names the page and
/// leads to the passage. `title` is text; empty: the address stands for it.
[[nodiscard]] QString markdownQuote(const PassageQuote &passage, const QString &title,
                                    const QUrl &page);

} // namespace lectern
