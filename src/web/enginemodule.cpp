// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/enginemodule.h"

#include "core/modulefile.h"
#include "web/sharedopenglcontext.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QLibrary>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

struct EngineModule
{
    EngineVersionsFunction versions = nullptr;
    EngineCreateFunction create = nullptr;
};

/// The module is never unloaded: WebEngine leaves threads, static objects and exit handlers behind.
/// QLibrary's destructor doesn't, and loading a second time finds it again.
Result<EngineModule> loadModule()
{
    QLibrary library(moduleFile(u"lectern-engine"_s));
    if (!library.load()) {
        return failure(ErrorKind::Environment, ErrorCode::NotFound, library.errorString());
    }

    const auto interfaceVersion = reinterpret_cast<EngineInterfaceVersionFunction>(
        library.resolve(enginesymbol::interfaceVersion));
    if (!interfaceVersion || interfaceVersion() != engineInterfaceVersion) {
        return failure(ErrorKind::Environment, ErrorCode::NewerVersion,
                       u"%1 belongs to another version of Lectern"_s.arg(library.fileName()));
    }

    EngineModule module;
    module.versions =
        reinterpret_cast<EngineVersionsFunction>(library.resolve(enginesymbol::versions));
    module.create = reinterpret_cast<EngineCreateFunction>(library.resolve(enginesymbol::create));
    if (!module.versions || !module.create)
        return failure(ErrorKind::Environment, ErrorCode::NotFound, library.errorString());
    return module;
}

} // namespace

Result<std::unique_ptr<Engine>> createEngine(const PageSettings &settings, EngineClient &client)
{
    installSharedOpenGLContext();
    const Result<EngineModule> module = loadModule();
    if (!module)
        return tl::unexpected(module.error());
    return std::unique_ptr<Engine>(module->create(&settings, &client));
}

Result<EngineVersions> engineVersions()
{
    // Once loaded, the module serves pages as well, so what they need has to come first here too.
    if (qobject_cast<QGuiApplication *>(QCoreApplication::instance()))
        installSharedOpenGLContext();
    const Result<EngineModule> module = loadModule();
    if (!module)
        return tl::unexpected(module.error());
    EngineVersions versions;
    module->versions(&versions);
    return versions;
}

} // namespace lectern
