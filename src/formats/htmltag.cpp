// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/htmltag.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace lectern {

namespace {

using Tag = HtmlTag;
using namespace std::string_view_literals;

struct TagName
{
    std::string_view name;
    Tag tag;
};

// In the order of the alphabet.
constexpr std::array names = {
    TagName{"a"sv, Tag::A},
    TagName{"abbr"sv, Tag::Abbr},
    TagName{"address"sv, Tag::Address},
    TagName{"area"sv, Tag::OtherVoid},
    TagName{"article"sv, Tag::Article},
    TagName{"aside"sv, Tag::Aside},
    TagName{"b"sv, Tag::B},
    TagName{"base"sv, Tag::Base},
    TagName{"basefont"sv, Tag::OtherVoid},
    TagName{"bgsound"sv, Tag::OtherVoid},
    TagName{"blockquote"sv, Tag::Blockquote},
    TagName{"body"sv, Tag::Body},
    TagName{"br"sv, Tag::Br},
    TagName{"button"sv, Tag::Button},
    TagName{"caption"sv, Tag::Caption},
    TagName{"center"sv, Tag::Center},
    TagName{"cite"sv, Tag::Cite},
    TagName{"code"sv, Tag::Code},
    TagName{"col"sv, Tag::Col},
    TagName{"dd"sv, Tag::Dd},
    TagName{"del"sv, Tag::Del},
    TagName{"details"sv, Tag::Details},
    TagName{"dialog"sv, Tag::Dialog},
    TagName{"dir"sv, Tag::Dir},
    TagName{"div"sv, Tag::Div},
    TagName{"dl"sv, Tag::Dl},
    TagName{"dt"sv, Tag::Dt},
    TagName{"em"sv, Tag::Em},
    TagName{"embed"sv, Tag::Embed},
    TagName{"fieldset"sv, Tag::Fieldset},
    TagName{"figcaption"sv, Tag::Figcaption},
    TagName{"figure"sv, Tag::Figure},
    TagName{"font"sv, Tag::Font},
    TagName{"footer"sv, Tag::Footer},
    TagName{"form"sv, Tag::Form},
    TagName{"frame"sv, Tag::OtherVoid},
    TagName{"frameset"sv, Tag::Frameset},
    TagName{"h1"sv, Tag::H1},
    TagName{"h2"sv, Tag::H2},
    TagName{"h3"sv, Tag::H3},
    TagName{"h4"sv, Tag::H4},
    TagName{"h5"sv, Tag::H5},
    TagName{"h6"sv, Tag::H6},
    TagName{"head"sv, Tag::Head},
    TagName{"header"sv, Tag::Header},
    TagName{"hgroup"sv, Tag::Hgroup},
    TagName{"hr"sv, Tag::Hr},
    TagName{"html"sv, Tag::Html},
    TagName{"i"sv, Tag::I},
    TagName{"iframe"sv, Tag::Iframe},
    TagName{"image"sv, Tag::Img},
    TagName{"img"sv, Tag::Img},
    TagName{"input"sv, Tag::Input},
    TagName{"ins"sv, Tag::Ins},
    TagName{"keygen"sv, Tag::OtherVoid},
    TagName{"label"sv, Tag::Label},
    TagName{"li"sv, Tag::Li},
    TagName{"link"sv, Tag::Link},
    TagName{"main"sv, Tag::Main},
    TagName{"menu"sv, Tag::Menu},
    TagName{"meta"sv, Tag::Meta},
    TagName{"nav"sv, Tag::Nav},
    TagName{"noembed"sv, Tag::Noframes},
    TagName{"noframes"sv, Tag::Noframes},
    TagName{"noscript"sv, Tag::Noscript},
    TagName{"ol"sv, Tag::Ol},
    TagName{"optgroup"sv, Tag::Optgroup},
    TagName{"option"sv, Tag::Option},
    TagName{"p"sv, Tag::P},
    TagName{"param"sv, Tag::Param},
    TagName{"picture"sv, Tag::Picture},
    TagName{"pre"sv, Tag::Pre},
    TagName{"s"sv, Tag::S},
    TagName{"script"sv, Tag::Script},
    TagName{"search"sv, Tag::Search},
    TagName{"section"sv, Tag::Section},
    TagName{"select"sv, Tag::Select},
    TagName{"small"sv, Tag::Small},
    TagName{"source"sv, Tag::Source},
    TagName{"span"sv, Tag::Span},
    TagName{"strong"sv, Tag::Strong},
    TagName{"style"sv, Tag::Style},
    TagName{"sub"sv, Tag::Sub},
    TagName{"summary"sv, Tag::Summary},
    TagName{"sup"sv, Tag::Sup},
    TagName{"svg"sv, Tag::Svg},
    TagName{"table"sv, Tag::Table},
    TagName{"tbody"sv, Tag::Tbody},
    TagName{"td"sv, Tag::Td},
    TagName{"template"sv, Tag::Template},
    TagName{"textarea"sv, Tag::Textarea},
    TagName{"tfoot"sv, Tag::Tfoot},
    TagName{"th"sv, Tag::Th},
    TagName{"thead"sv, Tag::Thead},
    TagName{"time"sv, Tag::Time},
    TagName{"title"sv, Tag::Title},
    TagName{"tr"sv, Tag::Tr},
    TagName{"track"sv, Tag::Track},
    TagName{"u"sv, Tag::U},
    TagName{"ul"sv, Tag::Ul},
    TagName{"video"sv, Tag::Video},
    TagName{"wbr"sv, Tag::Wbr},
    TagName{"xmp"sv, Tag::Xmp},
};
constexpr std::size_t longestName = 10;

} // namespace

HtmlTag htmlTagNamed(QByteArrayView name)
{
    std::array<char, longestName> lower = {};
    const auto size = static_cast<std::size_t>(name.size());
    if (size > lower.size())
        return Tag::Other;
    std::transform(name.begin(), name.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    const std::string_view wanted(lower.data(), size);
    const auto *const found = std::lower_bound(
        names.begin(), names.end(), wanted,
        [](const TagName &each, std::string_view other) { return each.name < other; });
    return found != names.end() && found->name == wanted ? found->tag : Tag::Other;
}

bool isVoidTag(HtmlTag tag)
{
    switch (tag) {
    case Tag::Base:
    case Tag::Br:
    case Tag::Col:
    case Tag::Embed:
    case Tag::Hr:
    case Tag::Img:
    case Tag::Input:
    case Tag::Link:
    case Tag::Meta:
    case Tag::OtherVoid:
    case Tag::Param:
    case Tag::Source:
    case Tag::Track:
    case Tag::Wbr:
        return true;
    default:
        return false;
    }
}

bool isRawTextTag(HtmlTag tag)
{
    switch (tag) {
    case Tag::Iframe:
    case Tag::Noframes:
    case Tag::Script:
    case Tag::Style:
    case Tag::Textarea:
    case Tag::Title:
    case Tag::Xmp:
        return true;
    default:
        return false;
    }
}

bool isBlockTag(HtmlTag tag)
{
    switch (tag) {
    case Tag::Address:
    case Tag::Article:
    case Tag::Aside:
    case Tag::Blockquote:
    case Tag::Center:
    case Tag::Dd:
    case Tag::Details:
    case Tag::Dialog:
    case Tag::Dir:
    case Tag::Div:
    case Tag::Dl:
    case Tag::Dt:
    case Tag::Fieldset:
    case Tag::Figcaption:
    case Tag::Figure:
    case Tag::Footer:
    case Tag::Form:
    case Tag::H1:
    case Tag::H2:
    case Tag::H3:
    case Tag::H4:
    case Tag::H5:
    case Tag::H6:
    case Tag::Header:
    case Tag::Hgroup:
    case Tag::Hr:
    case Tag::Li:
    case Tag::Main:
    case Tag::Menu:
    case Tag::Nav:
    case Tag::Ol:
    case Tag::P:
    case Tag::Pre:
    case Tag::Search:
    case Tag::Section:
    case Tag::Summary:
    case Tag::Table:
    case Tag::Ul:
    case Tag::Xmp:
        return true;
    default:
        return false;
    }
}

bool isPhraseTag(HtmlTag tag)
{
    switch (tag) {
    case Tag::A:
    case Tag::Abbr:
    case Tag::B:
    case Tag::Cite:
    case Tag::Code:
    case Tag::Del:
    case Tag::Em:
    case Tag::Font:
    case Tag::I:
    case Tag::Ins:
    case Tag::Label:
    case Tag::S:
    case Tag::Small:
    case Tag::Span:
    case Tag::Strong:
    case Tag::Sub:
    case Tag::Sup:
    case Tag::Time:
    case Tag::U:
        return true;
    default:
        return false;
    }
}

bool isHeadingTag(HtmlTag tag)
{
    return tag >= Tag::H1 && tag <= Tag::H6;
}

bool isHiddenTag(HtmlTag tag)
{
    switch (tag) {
    case Tag::Button:
    case Tag::Head:
    case Tag::Iframe:
    case Tag::Noframes:
    case Tag::Noscript:
    case Tag::Script:
    case Tag::Select:
    case Tag::Style:
    case Tag::Svg:
    case Tag::Template:
    case Tag::Textarea:
    case Tag::Title:
        return true;
    default:
        return false;
    }
}

bool isTableTag(HtmlTag tag)
{
    switch (tag) {
    case Tag::Caption:
    case Tag::Table:
    case Tag::Tbody:
    case Tag::Td:
    case Tag::Tfoot:
    case Tag::Th:
    case Tag::Thead:
    case Tag::Tr:
        return true;
    default:
        return false;
    }
}

} // namespace lectern
