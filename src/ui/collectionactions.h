// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

#include <QList>
#include <QObject>

class QAction;
class QMenu;
class QWidget;

namespace lectern {

class CollectionImporter;
class ScopeModel;

/// Opens collection files, and has an action for each source in the Sources menu. GUI thread;
/// everything given must outlive it.
class CollectionActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CollectionActions)

public:
    struct Parts
    {
        QMenu &menu; ///< the sources come at its end
        QAction &openAction;
        ScopeModel &scopes;
        CollectionImporter &importer;
    };

    CollectionActions(const Parts &parts, QWidget &window);

signals:
    void sourceChosen(lectern::SourceId source);

private:
    void rebuild();
    void openFile();

    Parts m_parts;
    QWidget &m_window;
    QList<QAction *> m_sourceActions;
};

} // namespace lectern
