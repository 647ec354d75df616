// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/feeditemid.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace lectern {

QString idOfContents(const FeedItem &item)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    const auto add = [&hash](const QString &text) { hash.addData((text + u'\n').toUtf8()); };
    add(item.title);
    if (item.title.isEmpty()) {
        add(item.summary);
        add(item.contentHtml);
        add(item.contentText);
        add(item.tags.join(u'\n'));
    }
    if (item.published)
        add(item.published->toString(Qt::ISODate));
    return u"sha1:"_s + QString::fromLatin1(hash.result().toHex());
}

} // namespace lectern
