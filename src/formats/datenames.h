// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace lectern {

/// The month (1 to 12) of that name or abbreviation in one of the languages of Europe. `word` is
/// UTF-8, in any case.
[[nodiscard]] std::optional<int> monthNamed(QByteArrayView word);
/// The same for a word in lower case that is the name or its abbreviation, and nothing like it.
[[nodiscard]] std::optional<int> monthWritten(const QString &lower);

/// Minutes east of UTC of a zone's name ("EST", "CET", "Z"), in any case.
[[nodiscard]] std::optional<int> zoneNamed(QByteArrayView word);

} // namespace lectern
