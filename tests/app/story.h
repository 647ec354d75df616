// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/application.h"
#include "support/httpserver.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

class QAction;
class QLabel;

namespace lectern {

class ArticlePane;
class ArticleView;
class PostListView;

/// A reader at the real window, with a library of their own and the addresses that were handed to
/// the system browser. quit() and start() are what a restart is. No pages are loaded ahead unless a
/// story wants it, so that servers are asked for what was chosen and nothing else.
class Reader final
{
public:
    Reader();

    void start(const QUrl &address = {}, const QString &collectionFile = {});
    void quit();
    void setLoadingAhead(bool isWanted); ///< before start()

    [[nodiscard]] MainWindow &window() { return m_application->window(); }
    [[nodiscard]] Library &library() { return m_application->library(); }
    [[nodiscard]] Application &application() { return *m_application; }
    [[nodiscard]] PostListView &list();
    [[nodiscard]] ArticlePane &article();
    [[nodiscard]] ArticleView &page();
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] QList<QUrl> &handedOver() { return m_handedOver; }
    /// What the desktop answers when a link is handed to it.
    void setDesktopHasBrowser(bool hasBrowser) { m_hasBrowser = hasBrowser; }

    /// Titles of the list's rows.
    [[nodiscard]] QStringList titles();
    [[nodiscard]] int rowOf(const QString &title);
    [[nodiscard]] QAction &action(const char *name);
    [[nodiscard]] QString message(); ///< of the toast, empty when it is hidden
    [[nodiscard]] bool isKept(const QUrl &url);

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void clickRow(int row, Qt::MouseButton button = Qt::LeftButton,
                  Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void clickStar(int row);
    /// True once the page is loaded and holds the words.
    [[nodiscard]] bool seesOnPage(const QString &words);
    /// Whether the page, which is there, holds the words.
    [[nodiscard]] bool hasOnPage(const QString &words);
    /// True once the pane that stands in for a page is there.
    [[nodiscard]] bool seesError();
    [[nodiscard]] QString errorTitle();

private:
    QTemporaryDir m_folder;
    QList<QUrl> m_handedOver;
    bool m_hasBrowser = true;
    std::unique_ptr<Application> m_application;
};

} // namespace lectern
