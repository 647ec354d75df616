// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <optional>

namespace lectern {

/// The month (1 to 12) of that name or abbreviation in one of the languages of Europe. `word` is
/// UTF-8, in any case.
[[nodiscard]] std::optional<int> monthNamed(QByteArrayView word);

/// Minutes east of UTC of a zone's name ("EST", "CET", "Z"), in any case.
[[nodiscard]] std::optional<int> zoneNamed(QByteArrayView word);

} // namespace lectern
