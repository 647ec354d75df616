// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace lectern {

/// The elements of HTML that are told apart here; all others are Other.
enum class HtmlTag : unsigned char {
    Text, ///< no element: a piece of text
    Other,
    A,
    Abbr,
    Address,
    Article,
    Aside,
    B,
    Base,
    Blockquote,
    Body,
    Br,
    Button,
    Caption,
    Center,
    Cite,
    Code,
    Col,
    Dd,
    Del,
    Details,
    Dialog,
    Dir,
    Div,
    Dl,
    Dt,
    Em,
    Embed,
    Fieldset,
    Figcaption,
    Figure,
    Font,
    Footer,
    Form,
    Frameset,
    H1,
    H2,
    H3,
    H4,
    H5,
    H6,
    Head,
    Header,
    Hgroup,
    Hr,
    Html,
    I,
    Iframe,
    Img,
    Input,
    Ins,
    Label,
    Li,
    Link,
    Main,
    Menu,
    Meta,
    Nav,
    Noframes, ///< and Noembed
    Noscript,
    Ol,
    Optgroup,
    Option,
    OtherVoid, ///< without content, of no interest: areas, frames
    P,
    Param,
    Picture,
    Pre,
    S,
    Script,
    Search,
    Section,
    Select,
    Small,
    Source,
    Span,
    Strong,
    Style,
    Sub,
    Summary,
    Sup,
    Svg,
    Table,
    Tbody,
    Td,
    Template,
    Textarea,
    Tfoot,
    Th,
    Thead,
    Time,
    Title,
    Tr,
    Track,
    U,
    Ul,
    Video,
    Wbr,
    Xmp,
};

/// `name` in any case.
[[nodiscard]] HtmlTag htmlTagNamed(QByteArrayView name);

/// Has no content and no end tag.
[[nodiscard]] bool isVoidTag(HtmlTag tag);
/// What is in it is no markup, up to its end tag.
[[nodiscard]] bool isRawTextTag(HtmlTag tag);
/// Begins a paragraph of its own, so that one that is open ends there.
[[nodiscard]] bool isBlockTag(HtmlTag tag);
/// Changes the look of text only, and may be closed across others.
[[nodiscard]] bool isPhraseTag(HtmlTag tag);
[[nodiscard]] bool isHeadingTag(HtmlTag tag);
/// What is in it is not shown as text of the page.
[[nodiscard]] bool isHiddenTag(HtmlTag tag);
/// A part of a table: its table, rows and cells.
[[nodiscard]] bool isTableTag(HtmlTag tag);

} // namespace lectern
