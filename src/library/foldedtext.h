// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace lectern {

/// The text as searching sees it: case folded, accents and other combining marks removed,
/// compatibility forms unified ("Ångström" and "angstrom", "ﬁ" and "fi").
[[nodiscard]] QString foldedForSearch(const QString &text);

} // namespace lectern
