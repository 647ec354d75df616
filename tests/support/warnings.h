// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QTest>

namespace lectern {

/// For init() of a test that shows windows: any warning fails it, but for those of Qt's offscreen
/// platform about what it has no use for (limits of a window's size, raising it).
inline void failOnUnexpectedWarnings()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support )")));
}

} // namespace lectern
