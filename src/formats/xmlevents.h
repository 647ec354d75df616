// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace lectern {

/// The start of an element, or one of its attributes. Pointers are UTF-8 and valid during the call;
/// names of equal text have the same address as long as the document is read.
struct XmlName
{
    const char *local = nullptr;
    const char *prefix = nullptr; ///< nullptr: none
    const char *uri = nullptr; ///< of the namespace; nullptr: none, or the prefix is not bound
};

struct XmlAttribute
{
    XmlName name;
    QByteArrayView value;
};

/// The attributes of an element, read straight from libxml2's own table.
class XmlAttributes final
{
public:
    XmlAttributes(const unsigned char *const *table, int count) : m_table(table), m_count(count) { }

    [[nodiscard]] int size() const { return m_count; }
    [[nodiscard]] XmlAttribute at(int index) const;

private:
    const unsigned char *const *m_table;
    int m_count;
};

/// Who listens to a document. Text comes in pieces.
class XmlListener
{
    Q_DISABLE_COPY_MOVE(XmlListener)

public:
    XmlListener() = default;
    virtual ~XmlListener() = default;

    virtual void startElement(const XmlName &name, const XmlAttributes &attributes) = 0;
    virtual void endElement() = 0;
    virtual void text(QByteArrayView piece) = 0;
};

/// Why a document was not read to its end.
struct XmlStop
{
    enum class Reason {
        NotWellFormed,
        TooDeep,
        TooManyAttributes,
        NoLibrary, ///< libxml2 is not installed
    };
    Reason reason = Reason::NotWellFormed;
    int line = 0; ///< counted from 1
    QString message; ///< the parser's, in English
};

/// The same as an error: Data/Malformed, Data/TooLarge, Environment/NotFound.
[[nodiscard]] tl::unexpected<Error> xmlFailure(const XmlStop &stop);

/// Elements may nest so deep, and so many namespaces may be declared at any place.
inline constexpr qsizetype maximumXmlDepth = 500;
inline constexpr qsizetype maximumXmlNamespaces = 1000;
inline constexpr qsizetype maximumXmlAttributes = 500;

enum class XmlErrors {
    Stop, ///< at the first place that is not well-formed
    Recover, ///< libxml2 goes on as it can
};

/// Parses XML without a prolog (see xmlprolog.h), which is UTF-8, of at most 2 GB. There is no
/// network, no DTD and no entity but the five of XML; nothing is expanded beyond its size in the
/// document. Absent: the document was well-formed, or recovered from. Thread-safe.
[[nodiscard]] std::optional<XmlStop> parseXml(QByteArrayView xml, XmlErrors errors,
                                              XmlListener &listener);

} // namespace lectern
