// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QStringList>

namespace lectern {

/// What stands before the first element of an XML document. No parser ever sees it: so there are
/// no DTDs, no external entities and no entities within entities.
struct XmlProlog
{
    qsizetype rootStart = -1; ///< where the first element begins; -1: there is none
    QByteArray rootName; ///< local name, in lower case
    /// Entities of the document's own that stand for plain text, by name.
    QHash<QByteArray, QByteArray> entities;
    QStringList issues; ///< sentences without a subject
};

/// Reads up to the first element. Junk before a feed (blank lines, warnings of a server's program,
/// HTTP headers) is skipped, and noted. `text` is UTF-8. Pure and thread-safe.
[[nodiscard]] XmlProlog readXmlProlog(QByteArrayView text);

} // namespace lectern
