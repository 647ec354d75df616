// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/htmlentities.h"

#include "formats/xmllibrary.h"

#include <QString>

namespace lectern {

QByteArray htmlEntity(const QByteArray &name)
{
    const XmlLibrary *const xml = XmlLibrary::loaded();
    if (xml == nullptr)
        return {};
    const htmlEntityDesc *const entity =
        xml->entityLookup(reinterpret_cast<const xmlChar *>(name.constData()));
    if (entity == nullptr)
        return {};
    const char32_t code = entity->value;
    return QString::fromUcs4(&code, 1).toUtf8();
}

} // namespace lectern
