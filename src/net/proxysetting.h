// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/proxychoice.h"

#include <QString>

#include <optional>

namespace lectern {

/// The setting network/proxy: "system" (also when empty), "none", or the address of a proxy
/// ("http://host:8080", "socks5://host:1080"). Absent for anything else. A login is not taken from
/// here: settings are no place for passwords.
[[nodiscard]] std::optional<ProxyChoice> proxyFrom(const QString &setting);

/// What proxyFrom() reads as this choice, without its login.
[[nodiscard]] QString settingOf(const ProxyChoice &choice);

/// The name of the setting.
[[nodiscard]] QString proxySettingKey();

} // namespace lectern
