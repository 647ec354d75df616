// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/pagepresence.h"

#include <QPointer>
#include <QWidget>

namespace lectern {

/// Shows the engine's widget inside the window without being part of it, and gives it the keyboard.
///
/// Qt makes a window anew (it vanishes and comes back, without the keyboard) when a widget that
/// draws with the GPU enters it. So the engine's widget stays a window of its own, which is
/// embedded here as soon as it holds such a widget. Keys, input methods and focus stay with the
/// window that the reader sees: this widget takes them and hands them on, so that every shortcut
/// keeps working and a text field in a page gets its letters all the same. Pointer events go to the
/// embedded window directly; a press there brings the focus here.
///
/// What is to lie over the page must be a native window, too: see showOverPage().
class EmbeddedPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EmbeddedPage)

public:
    /// `page` is the engine's widget, without a parent. It must go before this does.
    EmbeddedPage(QWidget *page, QWidget *parent);

    /// See PageView::setPresence(). What was told to come into sight does so with appear(), which
    /// takes longer than a frame: a window that draws with the GPU is made and shown.
    void setPresence(PagePresence presence);
    void appear();

    /// Brings to the screen what the page has painted, without waiting for the page's window to
    /// find the time.
    void present();

    /// What the page shows now, since it is no part of grab().
    [[nodiscard]] QPixmap picture() const;

    /// Gives the focus to the widget after (or before) this one in the window.
    void passFocus(bool isForward) { focusNextPrevChild(isForward); }

    [[nodiscard]] QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;

signals:
    /// The page's window is shown over its siblings from now on; overlays have to be raised again.
    void pageEmbedded();

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    /// The widget inside the page that takes the input; another one for each render process.
    [[nodiscard]] QWidget *surface() const;
    [[nodiscard]] bool isUnseen() const;
    void endUnseen();
    void embed();
    void makeContainer();

    QPointer<QWidget> m_page;
    QWidget *m_container = nullptr;
    PagePresence m_presence = PagePresence::InSight;
};

/// Shows a widget over its siblings and over pages: only a native window can lie over one.
void showOverPage(QWidget &widget);

} // namespace lectern
