// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

#include <QObject>

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

    /// Asks for another name; nothing happens when it is no saved search.
    void rename(const Scope &scope);
    void remove(const Scope &scope);

signals:
    /// The search is on disk.
    void searchSaved(const lectern::Scope &scope);

private:
    void updateActions();
    void askToSave();
    void save(const QString &title, const QString &text);
    [[nodiscard]] Scope shownScope() const;
    [[nodiscard]] QString nameLabel() const;
    void report(const Error &error);

    Parts m_parts;
    QWidget &m_window;
};

} // namespace lectern
