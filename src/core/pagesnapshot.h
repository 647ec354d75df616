// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QUrl>

namespace lectern {

/// A page as the engine has it, after its scripts: what stands in it, as HTML. Its elements have
/// numbers, so that what is found in this text can be marked on the page that is shown.
struct PageSnapshot
{
    QUrl url; ///< of the document; empty: there is none
    /// UTF-8; every element that is not empty has its end tag. Scripts but for JSON-LD, styles,
    /// frames and drawings are left out; open shadow trees stand where they are seen.
    QByteArray html;

    /// The attribute with an element's number. A page that has one of that name loses it.
    static constexpr const char *numberAttribute = "data-lectern-number";

    friend bool operator==(const PageSnapshot &, const PageSnapshot &) = default;
};

} // namespace lectern
