// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"

#include <QTreeView>

namespace lectern {

class ScopeModel;
class SourceTreeModel;

/// The tree of sources: arrow keys and letters go through it without changing the list; a click,
/// Return or Space chooses what the list shows. Left and Right fold, rows can be dragged. Its model
/// is made with it.
class SourceTreeView final : public QTreeView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourceTreeView)

public:
    SourceTreeView(const ScopeModel &scopes, Library &library, QWidget *parent = nullptr);

    /// What the list shows: its row is marked, and the keys go on from there.
    void setShownScope(const Scope &scope);
    [[nodiscard]] const Scope &shownScope() const { return m_shownScope; }

    /// What all rows that are not folded away need, in pixels.
    [[nodiscard]] int contentHeight() const;

    [[nodiscard]] QList<FolderId> expandedFolders() const;
    void expandFolders(const QList<FolderId> &folders);

signals:
    void scopeChosen(const lectern::Scope &scope);
    void leaveRequested(); ///< chosen by Return: the reader goes on to the list
    void menuRequested(const lectern::Scope &scope, const QPoint &globalPosition);
    void renameRequested(const lectern::Scope &scope);
    void removeRequested(const lectern::Scope &scope);
    void placingFailed(const lectern::Error &error);
    void contentHeightChanged();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void drawBranches(QPainter *painter, const QRect &rect,
                      const QModelIndex &index) const override;

private:
    void choose(const QModelIndex &index);
    [[nodiscard]] int rowsIn(const QModelIndex &parent) const;
    /// Moves the current row up or down among its siblings.
    void shiftCurrent(int step);

    SourceTreeModel *m_model;
    Scope m_shownScope;
    QPersistentModelIndex m_pressed;
};

} // namespace lectern
