// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktopspeaker.h"
#include "ui/speech/qtspeaker.h"

// The symbol of ../desktopspeaker.h.
extern "C" Q_DECL_EXPORT lectern::Speaker *lecternCreateSpeaker()
{
    return new lectern::QtSpeaker;
}
