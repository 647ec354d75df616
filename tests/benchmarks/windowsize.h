// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>

namespace lectern {

/// Lectern's window as forms/mainwindow.ui has it, for the programs it is compared with.
constexpr QSize referenceWindowSize(1280, 800);

} // namespace lectern
