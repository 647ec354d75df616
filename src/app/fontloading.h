// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <future>
#include <thread>

namespace lectern {

/// Reads the list of the desktop's fonts in a thread of its own, while the display is connected to
/// and the window is built: nothing at start takes longer. Whoever needs a font before the list is
/// there waits for it, in Qt. To be made first of all in main().
class FontLoading final
{
    Q_DISABLE_COPY_MOVE(FontLoading)

public:
    FontLoading();
    ~FontLoading();

    /// There is a QApplication, and there will be a window: the list can be given to Qt.
    void goOn();

private:
    std::promise<bool> m_mayGoOn;
    bool m_isDecided = false;
    std::thread m_thread;
};

} // namespace lectern
