// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/xmlevents.h"

#include "formats/xmllibrary.h"

#include <QVarLengthArray>

#include <algorithm>
#include <cstring>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// What libxml2's callbacks work with.
struct Parsing
{
    XmlListener &listener;
    xmlParserCtxtPtr context = nullptr;
    XmlErrors errors = XmlErrors::Stop;
    std::optional<XmlStop> stop;
    /// How many namespaces each open element declares.
    QVarLengthArray<int, 64> namespaces;
    qsizetype namespacesInScope = 0;

    /// As xmlStopParser() does it, but for freeing the text: an error is told from within functions
    /// that go on looking at it.
    void end() const
    {
        context->instate = XML_PARSER_EOF;
        context->disableSAX = 1;
    }

    void stopFor(XmlStop::Reason reason)
    {
        stop = XmlStop{reason, context->input == nullptr ? 0 : context->input->line, {}};
        end();
    }
};

const char *text(const xmlChar *characters)
{
    return reinterpret_cast<const char *>(characters);
}

void startElement(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
                  int namespaceCount, const xmlChar **, int attributeCount, int,
                  const xmlChar **attributes)
{
    auto &parsing = *static_cast<Parsing *>(user);
    if (parsing.namespaces.size() >= maximumXmlDepth) {
        parsing.stopFor(XmlStop::Reason::TooDeep);
        return;
    }
    parsing.namespaces.append(namespaceCount);
    parsing.namespacesInScope += namespaceCount;
    if (parsing.namespacesInScope > maximumXmlNamespaces) {
        parsing.stopFor(XmlStop::Reason::TooManyAttributes);
        return;
    }
    parsing.listener.startElement({text(local), text(prefix), text(uri)},
                                  XmlAttributes(attributes, attributeCount));
}

void endElement(void *user, const xmlChar *, const xmlChar *, const xmlChar *)
{
    auto &parsing = *static_cast<Parsing *>(user);
    if (parsing.namespaces.isEmpty())
        return;
    parsing.namespacesInScope -= parsing.namespaces.last();
    parsing.namespaces.removeLast();
    parsing.listener.endElement();
}

void characters(void *user, const xmlChar *piece, int length)
{
    static_cast<Parsing *>(user)->listener.text(QByteArrayView(text(piece), length));
}

#if LIBXML_VERSION >= 21200
using ErrorPointer = const xmlError *;
#else
using ErrorPointer = xmlErrorPtr;
#endif

void noteError(void *user, ErrorPointer error)
{
    auto &parsing = *static_cast<Parsing *>(user);
    if (error->level < XML_ERR_FATAL)
        return;
    // Going on would only find, and word, one error after another. Once is not always enough: some
    // functions set the state anew when they return.
    if (parsing.errors == XmlErrors::Stop)
        parsing.end();
    if (!parsing.stop) {
        parsing.stop = XmlStop{XmlStop::Reason::NotWellFormed, error->line,
                               QString::fromUtf8(error->message).simplified()};
    }
}

/// Whether a tag has more attributes than any feed: libxml2 compares each with each. Within a tag
/// there is no "<", so only stretches without one have to be looked at.
bool hasEndlessTag(QByteArrayView xml)
{
    constexpr qsizetype stretch = 2048;
    bool isWithin = false; ///< the stretch before was without one, too: the tag is looked at
    for (qsizetype at = stretch; at + stretch <= xml.size(); at += stretch) {
        const bool isSuspect =
            std::memchr(xml.data() + at, '<', static_cast<std::size_t>(stretch)) == nullptr;
        if (!isSuspect || std::exchange(isWithin, isSuspect)) {
            isWithin = isSuspect;
            continue;
        }
        qsizetype tag = at - 1;
        while (tag > at - stretch && xml[tag] != '<')
            --tag;
        qsizetype attributes = 0;
        char quote = 0;
        for (qsizetype i = tag + 1; i < xml.size() && xml[i] != '<'; ++i) {
            const char c = xml[i];
            if (quote != 0) {
                quote = c == quote ? '\0' : quote;
            } else if (c == '>') {
                break;
            } else if (c == '"' || c == '\'') {
                quote = c;
                ++attributes;
            }
        }
        if (attributes > maximumXmlAttributes)
            return true;
    }
    return false;
}

/// The whole text at once, or handed over as if it came piece by piece.
enum class Handing { Whole, InPieces };

std::optional<XmlStop> parse(const XmlLibrary &library, QByteArrayView xml, Handing handing,
                             XmlErrors errors, XmlListener &listener)
{
    const auto create = [&library, handing] {
        return handing == Handing::Whole
            ? library.newParserCtxt()
            : library.createPushParserCtxt(nullptr, nullptr, nullptr, 0, nullptr);
    };
    const std::unique_ptr<xmlParserCtxt, decltype(library.freeParserCtxt)> context(
        create(), library.freeParserCtxt);
    if (!context)
        return XmlStop{XmlStop::Reason::NotWellFormed, 0, u"out of memory"_s};

    Parsing parsing{listener, context.get(), errors, {}, {}, 0};
    xmlSAXHandler handler{};
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = startElement;
    handler.endElementNs = endElement;
    handler.characters = characters;
    handler.ignorableWhitespace = characters;
    handler.cdataBlock = characters;
    handler.serror = noteError;
    *context->sax = handler;
    context->userData = &parsing;
    // The bounds are our own (depth, attributes, bytes), and without a DTD there are no entities,
    // so libxml2's limits on the size of a text would only be in the way. NOENT makes it decode
    // "&amp;" in attributes as well.
    int options = XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_HUGE;
    if (errors == XmlErrors::Recover)
        options |= XML_PARSE_RECOVER;
    const int size = static_cast<int>(xml.size());
    if (handing == Handing::Whole) {
        const xmlDocPtr document =
            library.ctxtReadMemory(context.get(), xml.data(), size, nullptr, nullptr, options);
        if (document != nullptr)
            library.freeDoc(document);
    } else {
        library.ctxtUseOptions(context.get(), options);
        // What it returns is the error that is noted anyway.
        library.parseChunk(context.get(), xml.data(), size, 1);
        if (context->myDoc != nullptr)
            library.freeDoc(std::exchange(context->myDoc, nullptr));
    }

    const bool isGivenUp = parsing.stop && parsing.stop->reason != XmlStop::Reason::NotWellFormed;
    if (isGivenUp || (context->wellFormed == 0 && errors == XmlErrors::Stop)) {
        return parsing.stop ? parsing.stop
                            : XmlStop{XmlStop::Reason::NotWellFormed, 0, u"it is cut off"_s};
    }
    return {};
}

/// For who only wants to know where XML is not well-formed.
class Unheard final : public XmlListener
{
public:
    void startElement(const XmlName &, const XmlAttributes &) override { }
    void endElement() override { }
    void text(QByteArrayView) override { }
};

} // namespace

XmlAttribute XmlAttributes::at(int index) const
{
    // libxml2's table: local name, prefix, URI, value, end of the value.
    const unsigned char *const *const entry = m_table + std::ptrdiff_t(index) * 5;
    return {{text(entry[0]), text(entry[1]), text(entry[2])},
            QByteArrayView(text(entry[3]), entry[4] - entry[3])};
}

std::optional<XmlStop> parseXml(QByteArrayView xml, XmlErrors errors, XmlListener &listener)
{
    const XmlLibrary *const library = XmlLibrary::loaded();
    if (library == nullptr)
        return XmlStop{XmlStop::Reason::NoLibrary, 0, {}};
    if (hasEndlessTag(xml))
        return XmlStop{XmlStop::Reason::TooManyAttributes, 0, {}};

    // Of a whole text libxml2 looks at each character of CDATA by a call of its own, which takes
    // longer than all the rest; of pieces it does not. There, though, it leaves line ends in CDATA
    // as they are, words errors otherwise, and takes a little longer for other text.
    constexpr qsizetype beginning = 32 * 1024;
    const bool hasCData = xml.first(std::min(xml.size(), beginning)).indexOf("<![CDATA[") >= 0;
    if (errors == XmlErrors::Recover || !hasCData || xml.contains('\r'))
        return parse(*library, xml, Handing::Whole, errors, listener);
    const auto stop = parse(*library, xml, Handing::InPieces, errors, listener);
    if (!stop || stop->reason != XmlStop::Reason::NotWellFormed)
        return stop;
    Unheard nobody;
    const auto whole = parse(*library, xml, Handing::Whole, errors, nobody);
    return whole ? whole : stop;
}

tl::unexpected<Error> xmlFailure(const XmlStop &stop)
{
    switch (stop.reason) {
    case XmlStop::Reason::TooDeep:
        return failure(ErrorKind::Data, ErrorCode::TooLarge,
                       u"Its elements are nested more than %1 deep."_s.arg(maximumXmlDepth));
    case XmlStop::Reason::TooManyAttributes:
        return failure(ErrorKind::Data, ErrorCode::TooLarge,
                       u"One of its elements has more attributes than any real one."_s);
    case XmlStop::Reason::NoLibrary:
        return failure(ErrorKind::Environment, ErrorCode::NotFound, u"libxml2 is not installed."_s);
    case XmlStop::Reason::NotWellFormed:
        break;
    }
    return failure(ErrorKind::Data, ErrorCode::Malformed, stop.message);
}

} // namespace lectern
