// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logging.h"

namespace lectern {

Q_LOGGING_CATEGORY(logFormats, "lectern.formats", QtInfoMsg)
Q_LOGGING_CATEGORY(logLibrary, "lectern.library", QtInfoMsg)
Q_LOGGING_CATEGORY(logSync, "lectern.sync", QtInfoMsg)
Q_LOGGING_CATEGORY(logWeb, "lectern.web", QtInfoMsg)
Q_LOGGING_CATEGORY(logUi, "lectern.ui", QtInfoMsg)
Q_LOGGING_CATEGORY(logApp, "lectern.app", QtInfoMsg)
Q_LOGGING_CATEGORY(logStartup, "lectern.startup", QtInfoMsg)

} // namespace lectern
