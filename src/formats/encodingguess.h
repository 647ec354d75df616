// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace lectern {

/// What the bytes of a document that does not say its encoding are most likely in: the one of the
/// encodings in use before UTF-8 in which they look most like text. windows-1252 when nothing
/// speaks for another. For bytes that are not UTF-8.
[[nodiscard]] QByteArray guessedEncoding(const QByteArray &bytes);

} // namespace lectern
