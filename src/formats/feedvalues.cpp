// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/feedvalues.h"

#include <QList>

namespace lectern {

bool isSame(const char *text, const char *other)
{
    return text != nullptr && qstricmp(text, other) == 0;
}

QByteArrayView valueOf(const XmlAttributes &attributes, const char *name)
{
    for (int i = 0; i < attributes.size(); ++i) {
        const XmlAttribute attribute = attributes.at(i);
        if (isSame(attribute.name.local, name))
            return attribute.value.trimmed();
    }
    return {};
}

QByteArray lowerValueOf(const XmlAttributes &attributes, const char *name)
{
    return valueOf(attributes, name).toByteArray().toLower();
}

bool isFeedType(const QByteArray &type)
{
    return type.contains("rss") || type.contains("atom") || type.contains("rdf")
        || type.contains("json");
}

bool isPageType(const QByteArray &type)
{
    return type.isEmpty() || type.startsWith("text/html") || type.contains("xhtml")
        || type == "text/plain" || type == "html";
}

bool isXmlType(const QByteArray &type)
{
    return type == "xhtml" || type == "xml" || type.endsWith("+xml") || type.endsWith("/xml");
}

std::optional<qint64> amountOf(QByteArrayView text)
{
    bool isNumber = false;
    const qint64 amount = text.toByteArray().toLongLong(&isNumber);
    return isNumber && amount >= 0 ? std::optional(amount) : std::nullopt;
}

std::optional<qint64> secondsOf(QByteArrayView text)
{
    constexpr qint64 longest = 366LL * 24 * 3600;
    qint64 seconds = 0;
    for (const QByteArray &part : text.toByteArray().split(':')) {
        const auto amount = amountOf(QByteArrayView(part).trimmed());
        if (!amount || *amount > longest)
            return {};
        seconds = seconds * 60 + *amount;
    }
    return seconds <= longest ? std::optional(seconds) : std::nullopt;
}

} // namespace lectern
