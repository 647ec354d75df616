// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QList>
#include <QString>
#include <QUrl>

namespace lectern {

/// Where to look for what was typed, pasted or dropped.
struct TypedSource
{
    /// Web addresses, to be tried one after the other while there is no answer; empty for a file.
    QList<QUrl> addresses;
    QString file; ///< an absolute path; empty for an address
};

/// Reads an address, with or without a scheme ("example.org/blog" is tried with https, then with
/// http), a feed: address ("feed://…", "feed:https://…", which stands for a web address), a file:
/// address or an absolute path. Pure: whether there is such a file is not asked. Errors:
/// Data/Malformed for anything else, several words for instance; Data/AddressRefused for other
/// schemes.
[[nodiscard]] Result<TypedSource> readTypedSource(const QString &typed);

/// The web address that a feed: address stands for; any other address as it is.
[[nodiscard]] QUrl webAddress(const QUrl &url);

} // namespace lectern
