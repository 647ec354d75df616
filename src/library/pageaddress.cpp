// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/pageaddress.h"

#include "core/canonicaladdress.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace lectern {

QString pageAddress(const QUrl &url)
{
    if (!url.isValid() || url.isRelative())
        return {};
    return canonicalAddress(url).toString(QUrl::FullyEncoded);
}

QString siteOf(const QUrl &url)
{
    if (!url.isValid() || (url.scheme() != "http"_L1 && url.scheme() != "https"_L1))
        return {};
    QString host = url.host(QUrl::FullyEncoded);
    if (host.endsWith(u'.'))
        host.chop(1);
    if (host.startsWith("www."_L1) && host.count(u'.') > 1)
        host.remove(0, 4);
    return host;
}

} // namespace lectern
