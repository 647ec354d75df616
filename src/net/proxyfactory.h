// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/proxychoice.h"

#include <QNetworkProxyFactory>

#include <memory>

namespace lectern {

/// The choice as Qt wants it. What it makes may block while it asks the system: not for the GUI
/// thread.
[[nodiscard]] std::unique_ptr<QNetworkProxyFactory> newProxyFactory(const ProxyChoice &choice);

} // namespace lectern
