// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>

namespace lectern {

/// A feed's XML made well-formed, the way a person would read it: control characters go, a bare "&"
/// or "<" is text, entities of HTML become their characters, attributes may lack quotes or values,
/// tags that nobody closes are closed where the next field, item or the document ends, and end tags
/// that nobody opened go. An item inside an item closes the first.
///
/// `xml` begins with the first element and is valid UTF-8; `entities` are the document's own. The
/// result nests no deeper than `maximumDepth`; tags beyond that are left out. Takes time and memory
/// in proportion to the input. Pure and thread-safe.
[[nodiscard]] QByteArray repairedXml(QByteArrayView xml,
                                     const QHash<QByteArray, QByteArray> &entities,
                                     qsizetype maximumDepth);

} // namespace lectern
