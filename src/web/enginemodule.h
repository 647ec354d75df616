// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "web/engine.h"

#include <memory>

namespace lectern {

/// Loads the engine module into the process, unless it is there already, and makes an engine.
/// Needs a QGuiApplication. `client` must outlive the engine, and the engine must be gone before
/// the application object is. Errors: Environment/NotFound (no module, or something it needs is
/// missing), Environment/NewerVersion (a module of another Lectern), with the loader's words.
[[nodiscard]] Result<std::unique_ptr<Engine>> createEngine(const PageSettings &settings,
                                                           EngineClient &client);

/// Also loads the module, and leaves it loaded. Call it before there is an application object or
/// with a QGuiApplication; with a plain QCoreApplication WebEngine warns about missing OpenGL.
/// Errors as above.
[[nodiscard]] Result<EngineVersions> engineVersions();

} // namespace lectern
