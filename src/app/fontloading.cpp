// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fontloading.h"

#include <QFontDatabase>
#include <QStringList>

#include <fontconfig/fontconfig.h>

namespace lectern {

FontLoading::FontLoading()
    : m_thread([mayGoOn = m_mayGoOn.get_future()]() mutable {
          // Half of the work, and nothing of Qt. What it finds is the process's from then on.
          FcInit();
          QStringList list; // of which only the reading is wanted
          if (mayGoOn.get())
              list = QFontDatabase::families(); // thread-safe, as all of QFontDatabase
      })
{
}

FontLoading::~FontLoading()
{
    if (!m_isDecided)
        m_mayGoOn.set_value(false);
    m_thread.join();
}

void FontLoading::goOn()
{
    m_isDecided = true;
    m_mayGoOn.set_value(true);
}

} // namespace lectern
