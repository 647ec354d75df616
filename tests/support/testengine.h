// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/templibrary.h"
#include "web/pageengine.h"

#include <QFile>
#include <QTemporaryDir>

namespace lectern {

/// The engine that tests show pages with: it keeps nothing but in memory and in a temporary folder,
/// and answers Lectern's own addresses from a library of its own. For tests that link lectern_web.
class TestEngine final
{
    Q_DISABLE_COPY_MOVE(TestEngine)

public:
    TestEngine()
    {
        // The engine writes its preferences below it, whatever it is told.
        if (!m_folder.isValid() || !qputenv("XDG_DATA_HOME", QFile::encodeName(m_folder.path())))
            QTest::qFail("no folder for the engine", __FILE__, __LINE__);
    }

    [[nodiscard]] Library &library() { return m_library.library(); }
    [[nodiscard]] TempLibrary &filledLibrary() { return m_library; }
    [[nodiscard]] PageEngine &engine() { return m_engine; }

private:
    QTemporaryDir m_folder;
    TempLibrary m_library;
    LecternPages m_pages{m_library.library()};
    PageEngine m_engine{PageSettings{}, m_pages};
};

} // namespace lectern
