// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/library.h"
#include "ui/windowmemory.h"

#include <QWidget>

namespace lectern {

class ScopeModel;
class SourceTreeView;

/// The place of the tree of sources over the post list: folded away, or unfolded and as tall as its
/// rows, but at most half of the pane. The tree is made when it is first unfolded, and not before
/// the list is on the screen; until then its room is kept free, so that nothing jumps.
class SourceFold final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourceFold)

public:
    explicit SourceFold(QWidget *parent = nullptr);

    /// Once, before anything else. Both must outlive this.
    void setSources(const ScopeModel &scopes, Library &library);
    /// The list is on the screen: from now on the tree may be made.
    void begin();

    [[nodiscard]] bool isUnfolded() const { return m_isUnfolded; }
    void setUnfolded(bool isUnfolded);
    void setShownScope(const Scope &scope);
    /// Gives the keyboard to the tree, once it is there.
    void enter();
    /// Null until it is made.
    [[nodiscard]] SourceTreeView *tree() const { return m_tree; }

    void restore(const SourceFoldMemory &memory);
    [[nodiscard]] SourceFoldMemory memory() const;

signals:
    void unfolded(bool isUnfolded);
    void scopeChosen(const lectern::Scope &scope);
    void leaveRequested();
    void menuRequested(const lectern::Scope &scope, const QPoint &globalPosition);
    void renameRequested(const lectern::Scope &scope);
    void removeRequested(const lectern::Scope &scope);
    void placingFailed(const lectern::Error &error);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void makeTree();
    void expandRemembered();
    void adoptPalette();
    void adjustHeight();

    const ScopeModel *m_scopes = nullptr;
    Library *m_library = nullptr;
    SourceTreeView *m_tree = nullptr;
    SourceFoldMemory m_memory; ///< as restored; what is expanded, until the tree has it
    Scope m_shownScope;
    bool m_isUnfolded = false;
    bool m_hasBegun = false;
    bool m_isEntering = false;
};

} // namespace lectern
