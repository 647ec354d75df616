// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/pageblocks.h"

namespace lectern {

/// The title of an entry, and where it stands.
struct EntryTitle
{
    QString text; ///< plain text on one line; empty when the entry has none
    HtmlDocument::Node node = HtmlDocument::none; ///< what it was taken from; none of an attribute
};

/// The title of the entry in a block: its heading, else what its link says without the date,
/// category and summary that may stand in the link as well, else what is said beside a link that
/// says nothing.
[[nodiscard]] EntryTitle titleOf(const PageLinks &page, const PageBlock &block);

/// Whether what stands in a node is beside a title and no part of it: a date, tags, the author,
/// "5 min read".
[[nodiscard]] bool isBesideTitle(const PageLinks &page, HtmlDocument::Node node);

/// Without signs that lead on or part fields: "→ Title", "Title »".
[[nodiscard]] QString withoutMarks(const QString &text);

} // namespace lectern
