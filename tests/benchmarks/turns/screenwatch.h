// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QUrl>
#include <QWidget>

#include <chrono>
#include <functional>

namespace lectern {

/// The address of article `number` of ArticleServer, `base` being that of any.
[[nodiscard]] QUrl turnUrl(const QUrl &base, int number);

/// Turns to an article and looks at the screen itself, where the end of the article has a mark of
/// its own colour: the milliseconds from before `turn` until the mark is there. Negative after ten
/// seconds without it. Runs the event loop.
[[nodiscard]] double millisecondsToScreen(const QWidget &widget, int number,
                                          const std::function<void()> &turn);

/// Runs the event loop for that long.
void rest(std::chrono::milliseconds time);

} // namespace lectern
