// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gumbo.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

namespace lectern {

/// libxml2 and gumbo, loaded when the first feed is read. Linked like other libraries they, and
/// what they need in turn, take a sixth off the speed at which lecternctl starts, which reads feeds
/// in two of its many commands. This is the one place that knows they are loaded late.
///
/// Only these functions are used, and only through here. Thread-safe.
struct XmlLibrary
{
    decltype(&xmlInitParser) initParser = nullptr;
    decltype(&xmlNewParserCtxt) newParserCtxt = nullptr;
    decltype(&xmlCtxtReadMemory) ctxtReadMemory = nullptr;
    decltype(&xmlStopParser) stopParser = nullptr;
    decltype(&xmlFreeParserCtxt) freeParserCtxt = nullptr;
    decltype(&xmlFreeDoc) freeDoc = nullptr;
    decltype(&htmlEntityLookup) entityLookup = nullptr;

    /// nullptr when the library is not installed, which packages see to.
    [[nodiscard]] static const XmlLibrary *loaded();
};

struct HtmlLibrary
{
    decltype(&gumbo_parse_with_options) parse = nullptr;
    decltype(&gumbo_destroy_output) destroyOutput = nullptr;
    const GumboOptions *defaultOptions = nullptr;

    [[nodiscard]] static const HtmlLibrary *loaded();
};

} // namespace lectern
