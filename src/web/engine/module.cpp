// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/engine.h"
#include "web/engine/webengine.h"

#include <QtWebEngineCore/qtwebenginecoreglobal.h>

// What the executable looks up by the names in lectern::enginesymbol.
extern "C" {

Q_DECL_EXPORT int lecternEngineInterfaceVersion()
{
    return lectern::engineInterfaceVersion;
}

Q_DECL_EXPORT void lecternEngineVersions(lectern::EngineVersions *versions)
{
    versions->engine = QString::fromLatin1(qWebEngineVersion());
    versions->chromium = QString::fromLatin1(qWebEngineChromiumVersion());
    versions->securityPatch = QString::fromLatin1(qWebEngineChromiumSecurityPatchVersion());
}

Q_DECL_EXPORT lectern::Engine *lecternEngineCreate(const lectern::PageSettings *settings,
                                                   lectern::EngineClient *client)
{
    lectern::prepareWebEngine();
    return new lectern::WebEngine(*settings, *client);
}
}
