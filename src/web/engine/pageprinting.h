// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/engine.h"

class QWebEnginePage;
class QWebEngineView;

namespace lectern {

/// See EnginePage::makePdf().
void makePdf(QWebEnginePage &page, const PdfReply &reply);

/// See EnginePage::print(). `view` shows the page.
void printPage(QWebEngineView &view, QWidget &window, const PrintReply &reply);

} // namespace lectern
