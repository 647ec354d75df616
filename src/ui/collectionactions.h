// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "library/library.h"

#include <QList>
#include <QObject>

class QAction;
class QMenu;
class QWidget;

namespace lectern {

class CollectionImporter;
class ScopeModel;

/// The Sources menu and what it does: an action for each source, opening a collection file, taking
/// a collection out again. GUI thread; everything given must outlive it.
class CollectionActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CollectionActions)

public:
    struct Parts
    {
        QMenu &menu; ///< its sources stand before `settingsAction`
        QAction &openAction;
        QAction &settingsAction;
        QAction &removeAction;
        ScopeModel &scopes;
        CollectionImporter &importer;
        Library &library;
    };

    CollectionActions(const Parts &parts, QWidget &window);

    /// What the list shows: only a collection of the reader's own can be removed.
    void setScope(const Scope &scope);

signals:
    void sourceChosen(lectern::SourceId source);
    void failed(const lectern::Error &error); ///< nothing was changed

private:
    void rebuild();
    void openFile();
    void askForSettings();
    void askToRemove();

    Parts m_parts;
    QWidget &m_window;
    Scope m_scope;
    QList<QAction *> m_sourceActions;
};

} // namespace lectern
