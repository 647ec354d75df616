// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace lectern {

/// What stands at the top of a page in sight, as engine/passage.js describes it: only to be given
/// back to it. Empty: nothing stands there.
struct PagePassage
{
    QString description;
};

} // namespace lectern
