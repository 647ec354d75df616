// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace lectern {

/// The address as typed; without a scheme if it begins with a host ("example.org/post"). Empty when
/// it is no address of a page.
[[nodiscard]] QUrl typedAddress(const QString &typed);

} // namespace lectern
