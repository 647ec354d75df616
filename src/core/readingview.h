// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lectern {

/// How an article is read.
enum class ReadingView {
    Original, ///< the live web page
    Reader, ///< its text, extracted and typeset
};

} // namespace lectern
