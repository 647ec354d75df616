// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/passagequote.h"
#include "web/readerstyle.h"

#include <QObject>
#include <QPointer>
#include <QUrl>

#include <functional>

class QAction;
class QSettings;
class QWidget;

namespace lectern {

class ArticlePane;
class LinkOpener;
class PageEngine;
class ReaderStyleDialog;
class Speaker;
class Toast;

/// How the article before the reader is shown, and what can be taken from it: reader view and its
/// style, sizes, quotes, links to a passage, paper, a voice. GUI thread; what it is given must
/// outlive it.
class ReadingActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReadingActions)

public:
    struct Parts
    {
        QAction &readerView;
        QAction &readerStyle;
        QAction &zoomIn;
        QAction &zoomOut;
        QAction &zoomReset;
        QAction &copyQuote;
        QAction &openPassage;
        QAction &print;
        QAction &savePdf;
        QAction &speak;
        ArticlePane &pane;
        PageEngine &engine;
        LinkOpener &links;
        Toast &toast;
        Speaker &speaker;
        QSettings &settings;
    };

    ReadingActions(const Parts &parts, QWidget &window);

    /// After the page, its view or its state has changed.
    void update();
    /// So many steps larger, or smaller if negative; 0: back to the usual size. In reader view it
    /// is the text that changes.
    void stepZoom(int steps);

private:
    void setStyle(const ReaderStyle &style);
    void showStyleDialog();
    void copyQuote();
    void openPassage();
    void print();
    void choosePdf();
    void speak();
    void say(const QString &text, const QString &language);
    void withSelection(const std::function<void(const PassageQuote &)> &handle);

    Parts m_parts;
    QWidget &m_window;
    ReaderStyle m_style;
    QPointer<ReaderStyleDialog> m_styleDialog;
    QUrl m_spoken; ///< the article that is read aloud; empty: none
};

} // namespace lectern
