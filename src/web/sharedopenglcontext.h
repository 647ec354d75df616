// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lectern {

/// Gives the application the global share context that WebEngine draws through, unless it has one.
/// It must be there when the library of WebEngine is loaded. Qt makes it when the application
/// object is made, if Qt::AA_ShareOpenGLContexts is set, and then every start pays for loading the
/// OpenGL driver, also one that never shows a page; so Lectern makes it as late as this.
/// Needs a QGuiApplication, in the GUI thread. The context lives as long as that.
void installSharedOpenGLContext();

} // namespace lectern
