// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "net/fetcher.h"
#include "net/proxychoice.h"

class QSettings;

namespace lectern {

/// The proxy that feeds are fetched through, as the settings have it. Lives in the GUI thread; what
/// it is given must outlive it.
class FeedProxy final
{
    Q_DISABLE_COPY_MOVE(FeedProxy)

public:
    /// Has it used at once.
    FeedProxy(QSettings &settings, Fetcher &fetcher);

    /// The system's where the settings have none, or one that can't be understood.
    [[nodiscard]] ProxyChoice choice() const;
    /// Uses it from now on, and keeps it but for its login. Error: Environment, if it can't be
    /// kept; it is then used until the program ends.
    [[nodiscard]] Result<void> choose(const ProxyChoice &choice);

private:
    QSettings &m_settings;
    Fetcher &m_fetcher;
};

} // namespace lectern
