// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/xmllibrary.h"

#include <QLibrary>
#include <QLoggingCategory>

#include <optional>

namespace lectern {

namespace {

Q_LOGGING_CATEGORY(formatsLog, "lectern.formats", QtInfoMsg)

/// Takes symbol after symbol out of a library, and remembers whether all were there. The library
/// stays loaded: threads may be inside it until the process ends.
class Symbols final
{
public:
    explicit Symbols(const QString &name) : m_library(name)
    {
        if (!m_library.load())
            qCWarning(formatsLog, "%s", qUtf8Printable(m_library.errorString()));
    }

    template <typename Pointer>
    void take(Pointer &pointer, const char *name)
    {
        pointer =
            m_library.isLoaded() ? reinterpret_cast<Pointer>(m_library.resolve(name)) : nullptr;
        m_isComplete = m_isComplete && pointer != nullptr;
    }

    [[nodiscard]] bool isComplete() const { return m_isComplete; }

private:
    QLibrary m_library;
    bool m_isComplete = true;
};

std::optional<XmlLibrary> loadXml()
{
    Symbols symbols(QStringLiteral(LECTERN_LIBXML2));
    XmlLibrary library;
    symbols.take(library.initParser, "xmlInitParser");
    symbols.take(library.newParserCtxt, "xmlNewParserCtxt");
    symbols.take(library.ctxtReadMemory, "xmlCtxtReadMemory");
    symbols.take(library.createPushParserCtxt, "xmlCreatePushParserCtxt");
    symbols.take(library.ctxtUseOptions, "xmlCtxtUseOptions");
    symbols.take(library.parseChunk, "xmlParseChunk");
    symbols.take(library.freeParserCtxt, "xmlFreeParserCtxt");
    symbols.take(library.freeDoc, "xmlFreeDoc");
    symbols.take(library.entityLookup, "htmlEntityLookup");
    if (!symbols.isComplete() || library.initParser == nullptr)
        return {};
    library.initParser();
    return library;
}

} // namespace

const XmlLibrary *XmlLibrary::loaded()
{
    static const std::optional<XmlLibrary> library = loadXml();
    return library ? &*library : nullptr;
}

} // namespace lectern
