// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QString>
#include <QStringList>
#include <QUrl>

namespace lectern {

/// What the command line of `lectern` asks for.
struct CommandLine
{
    enum class Mode { Window, Version, Help, Extract };

    Mode mode = Mode::Window;
    QString libraryFolder; ///< --library; empty: LECTERN_LIBRARY, else the standard places
    QString collectionFile; ///< --collection, as an absolute path
    QString screenshotFile; ///< --screenshot
    QString pageFile; ///< with Extract: as it was typed
    QUrl pageAddress; ///< with Extract: where that page came from
    QUrl address; ///< to open; made absolute ("example.org" is http://example.org)
    QString text; ///< with Help: what to print

    /// `arguments` as QCoreApplication::arguments() gives them. Error: Data/Malformed, with a
    /// sentence for the terminal in `detail`.
    [[nodiscard]] static Result<CommandLine> parse(const QStringList &arguments);
};

} // namespace lectern
