// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/typedaddress.h"

namespace lectern {

QUrl typedAddress(const QString &typed)
{
    const QUrl url(typed.trimmed());
    if (!url.isRelative())
        return url.isValid() && !url.host().isEmpty() ? url : QUrl();
    const QString host = typed.trimmed().section(u'/', 0, 0);
    return host.contains(u'.') && !host.startsWith(u'.') ? QUrl::fromUserInput(typed.trimmed())
                                                         : QUrl();
}

} // namespace lectern
