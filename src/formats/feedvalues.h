// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/xmlevents.h"

#include <QByteArray>

#include <optional>

namespace lectern {

// Attributes and small texts of feeds in XML, as they are written there.

/// Whether a name of the document (nullptr: none) is `other`, in any case.
[[nodiscard]] bool isSame(const char *text, const char *other);

/// The value of an attribute without a namespace, or with any; empty when it is not there.
[[nodiscard]] QByteArrayView valueOf(const XmlAttributes &attributes, const char *name);
[[nodiscard]] QByteArray lowerValueOf(const XmlAttributes &attributes, const char *name);

// Media types, and the short names of Atom, in lower case.
[[nodiscard]] bool isFeedType(const QByteArray &type);
/// None is a page's, too.
[[nodiscard]] bool isPageType(const QByteArray &type);
[[nodiscard]] bool isXmlType(const QByteArray &type);

/// A number that is not negative.
[[nodiscard]] std::optional<qint64> amountOf(QByteArrayView text);

/// Seconds: "3600", "60:00" and "1:00:00"; absent beyond a year.
[[nodiscard]] std::optional<qint64> secondsOf(QByteArrayView text);

} // namespace lectern
