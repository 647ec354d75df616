// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandboxguard.h"

#include <QCoreApplication>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace lectern {

std::optional<QString> sandboxRefusal()
{
#ifdef Q_OS_UNIX
    if (geteuid() == 0 && qgetenv("QTWEBENGINE_DISABLE_SANDBOX") != "1") {
        return QCoreApplication::translate(
            "sandboxRefusal",
            "Lectern does not run as root: web pages would be shown without the engine's sandbox. "
            "Start it as an ordinary user. If you accept the risk, set "
            "QTWEBENGINE_DISABLE_SANDBOX=1.");
    }
#endif
    return {};
}

} // namespace lectern
