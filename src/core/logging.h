// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

// One category per room; see QLoggingCategory for how to switch them on. Messages are English and
// never hold article text, credentials, or addresses with user info.
namespace lectern {

Q_DECLARE_LOGGING_CATEGORY(logFormats)
Q_DECLARE_LOGGING_CATEGORY(logLibrary)
Q_DECLARE_LOGGING_CATEGORY(logSync)
Q_DECLARE_LOGGING_CATEGORY(logWeb)
Q_DECLARE_LOGGING_CATEGORY(logUi)
Q_DECLARE_LOGGING_CATEGORY(logApp)
/// Milestones of start-up (list painted, engine loaded, article shown), at debug level; the
/// benchmarks read them.
Q_DECLARE_LOGGING_CATEGORY(logStartup)

} // namespace lectern
