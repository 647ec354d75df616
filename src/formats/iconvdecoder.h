// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace lectern {

enum class BadBytes {
    Refuse, ///< the bytes are in another encoding
    Replace, ///< each becomes U+FFFD
};

/// The bytes as UTF-8. `encoding` may be any name in use for it; where most writers of the name
/// mean a superset ("iso-8859-1" for windows-1252) that is taken. Absent when nobody here knows the
/// encoding, or the bytes are not in it and `badBytes` is Refuse. Pure and thread-safe.
[[nodiscard]] std::optional<QByteArray> decoded(const QByteArray &bytes, const QByteArray &encoding,
                                                BadBytes badBytes);

/// One byte of windows-1252. The five that it leaves open are the control characters of Latin-1.
[[nodiscard]] QString windows1252(char byte);

} // namespace lectern
