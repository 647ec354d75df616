// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

namespace lectern {

/// libxml2, loaded when the first feed is read: linked like other libraries it makes every start of
/// lecternctl a tenth slower, which reads feeds in few of its commands. This is the one place that
/// knows. Only these functions are used, and only through here. Thread-safe.
struct XmlLibrary
{
    decltype(&xmlInitParser) initParser = nullptr;
    decltype(&xmlNewParserCtxt) newParserCtxt = nullptr;
    decltype(&xmlCtxtReadMemory) ctxtReadMemory = nullptr;
    decltype(&xmlCreatePushParserCtxt) createPushParserCtxt = nullptr;
    decltype(&xmlCtxtUseOptions) ctxtUseOptions = nullptr;
    decltype(&xmlParseChunk) parseChunk = nullptr;
    decltype(&xmlFreeParserCtxt) freeParserCtxt = nullptr;
    decltype(&xmlFreeDoc) freeDoc = nullptr;
    decltype(&htmlEntityLookup) entityLookup = nullptr;

    /// nullptr when the library is not installed, which packages see to.
    [[nodiscard]] static const XmlLibrary *loaded();
};

} // namespace lectern
