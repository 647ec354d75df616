// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

#include <QObject>

#include <functional>

class QAction;
class QWidget;

namespace lectern {

class PostListModel;
class ScopeModel;
class Toast;

/// Saves what is searched for as a list of its own, gives such a list another name, and takes it
/// away again. GUI thread; everything given must outlive it.
class SearchActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SearchActions)

public:
    struct Parts
    {
        QAction &saveAction;
        QAction &renameAction;
        QAction &removeAction;
        const PostListModel &posts;
        const ScopeModel &scopes;
        Library &library;
        Toast &toast;
    };

    SearchActions(const Parts &parts, QWidget &window);

signals:
    /// The search is on disk.
    void searchSaved(const lectern::Scope &scope);

private:
    void updateActions();
    void askToSave();
    void save(const QString &title, const QString &text);
    void askToRename();
    void remove();
    /// Asks for a name; nothing happens when none is given.
    void askForName(const QString &dialog, const QString &title, const QString &name,
                    const std::function<void(const QString &)> &handle);
    void report(const Error &error);

    Parts m_parts;
    QWidget &m_window;
};

} // namespace lectern
