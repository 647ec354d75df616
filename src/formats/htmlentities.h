// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace lectern {

/// What an entity of HTML ("nbsp", without "&" and ";") stands for, in UTF-8; empty when HTML has
/// no such name. Pure and thread-safe.
[[nodiscard]] QByteArray htmlEntity(const QByteArray &name);

} // namespace lectern
