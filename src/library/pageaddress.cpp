// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/pageaddress.h"

#include "core/canonicaladdress.h"

namespace lectern {

QString pageAddress(const QUrl &url)
{
    if (!url.isValid() || url.isRelative())
        return {};
    return canonicalAddress(url).toString(QUrl::FullyEncoded);
}

} // namespace lectern
