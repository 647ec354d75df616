// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sourcetreeview.h"

#include "models/sourcetreemodel.h"
#include "ui/sourcetreedelegate.h"

#include <QContextMenuEvent>
#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr int indentOfFolder = 16;
/// Milliseconds until a folder opens under something that is dragged over it.
constexpr int unfoldDelay = 600;

bool isFolder(const QModelIndex &index)
{
    return index.isValid()
        && index.data(SourceTreeModel::KindRole).toInt() == static_cast<int>(Scope::Kind::Folder);
}

/// Keys that are the tree's own while it has the keyboard, whatever the window does with them.
bool belongsToTree(const QKeyEvent &event)
{
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (event.key() == Qt::Key_F2 || event.key() == Qt::Key_Delete)
        return modifiers == Qt::NoModifier;
    if (event.key() == Qt::Key_Up || event.key() == Qt::Key_Down)
        return modifiers == Qt::AltModifier;
    const bool isLetter = !event.text().isEmpty() && event.text().front().isPrint();
    return isLetter && event.key() != Qt::Key_Slash
        && (modifiers == Qt::NoModifier || modifiers == Qt::ShiftModifier);
}

} // namespace

SourceTreeView::SourceTreeView(const ScopeModel &scopes, Library &library, QWidget *parent)
    : QTreeView(parent), m_model(new SourceTreeModel(scopes, library, this))
{
    setObjectName(u"sourceTreeView"_s);
    setAccessibleName(tr("Sources"));
    setModel(m_model);
    setItemDelegate(new SourceTreeDelegate(this));
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setIndentation(indentOfFolder);
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setExpandsOnDoubleClick(true);
    setMouseTracking(true);
    setDragEnabled(true);
    setAcceptDrops(true);
    setDropIndicatorShown(true);
    setDragDropMode(QAbstractItemView::InternalMove);
    setDefaultDropAction(Qt::MoveAction);
    setAutoExpandDelay(unfoldDelay);

    connect(m_model, &SourceTreeModel::failed, this, &SourceTreeView::placingFailed);
    // Deferred by Qt's own view as well: it has the rows when this is heard.
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_model, signal, this, [this] {
            setShownScope(m_shownScope);
            emit contentHeightChanged();
        });
    connect(m_model, &QAbstractItemModel::rowsMoved, this, &SourceTreeView::contentHeightChanged);
    connect(this, &QTreeView::expanded, this, &SourceTreeView::contentHeightChanged);
    connect(this, &QTreeView::collapsed, this, &SourceTreeView::contentHeightChanged);
}

void SourceTreeView::setShownScope(const Scope &scope)
{
    const bool isOther = scope != m_shownScope || !currentIndex().isValid();
    m_shownScope = scope;
    qobject_cast<SourceTreeDelegate *>(itemDelegate())->setShownScope(scope);
    const QModelIndex shown = m_model->indexOf(scope);
    if (isOther && shown.isValid())
        setCurrentIndex(shown);
    viewport()->update();
}

int SourceTreeView::contentHeight() const
{
    const QModelIndex first = m_model->index(0, 0);
    return rowsIn({}) * (first.isValid() ? rowHeight(first) : 0);
}

int SourceTreeView::rowsIn(const QModelIndex &parent) const
{
    const int rows = m_model->rowCount(parent);
    int shown = rows;
    for (int row = 0; row < rows; ++row) {
        const QModelIndex child = m_model->index(row, 0, parent);
        if (isFolder(child) && isExpanded(child))
            shown += rowsIn(child);
    }
    return shown;
}

QList<FolderId> SourceTreeView::expandedFolders() const
{
    QList<FolderId> folders;
    const QModelIndexList found = m_model->match(m_model->index(0, 0), SourceTreeModel::KindRole,
                                                 static_cast<int>(Scope::Kind::Folder), -1,
                                                 Qt::MatchExactly | Qt::MatchRecursive);
    for (const QModelIndex &index : found) {
        if (isExpanded(index))
            folders.append(m_model->rowAt(index).scope.folder);
    }
    return folders;
}

void SourceTreeView::expandFolders(const QList<FolderId> &folders)
{
    for (const FolderId folder : folders)
        setExpanded(m_model->indexOf({Scope::Kind::Folder, {}, {}, folder}), true);
}

bool SourceTreeView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride
        && belongsToTree(static_cast<const QKeyEvent &>(*event))) {
        event->accept();
        return true;
    }
    return QTreeView::event(event);
}

void SourceTreeView::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex index = currentIndex();
    const bool isAlt = event->modifiers() == Qt::AltModifier;
    if (!index.isValid()) {
        QTreeView::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(index);
        emit leaveRequested();
        return;
    case Qt::Key_Space:
        choose(index);
        return;
    case Qt::Key_F2:
        emit renameRequested(m_model->rowAt(index).scope);
        return;
    case Qt::Key_Delete:
        emit removeRequested(m_model->rowAt(index).scope);
        return;
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (isAlt) {
            shiftCurrent(event->key() == Qt::Key_Up ? -1 : 1);
            return;
        }
        break;
    default:
        break;
    }
    QTreeView::keyPressEvent(event);
}

void SourceTreeView::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    m_pressed = QPersistentModelIndex();
    if (event->button() == Qt::LeftButton && isFolder(index)) {
        const QRect icon = SourceTreeDelegate::iconArea(visualRect(index), layoutDirection());
        if (icon.adjusted(-6, -6, 6, 6).contains(event->position().toPoint())) {
            setExpanded(index, !isExpanded(index));
            return;
        }
    }
    if (event->button() == Qt::LeftButton)
        m_pressed = index;
    QTreeView::mousePressEvent(event);
}

void SourceTreeView::mouseReleaseEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    QTreeView::mouseReleaseEvent(event);
    // Not when it was dragged.
    if (event->button() == Qt::LeftButton && index.isValid() && m_pressed == index)
        choose(index);
    m_pressed = QPersistentModelIndex();
}

void SourceTreeView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = isByKey ? currentIndex() : indexAt(event->pos());
    if (!index.isValid())
        return;
    const QPoint position = isByKey ? visualRect(index).center() : event->pos();
    emit menuRequested(m_model->rowAt(index).scope, viewport()->mapToGlobal(position));
}

void SourceTreeView::drawBranches(QPainter * /*painter*/, const QRect & /*rect*/,
                                  const QModelIndex & /*index*/) const
{
    // The delegate shows in the row itself whether a folder is unfolded.
}

void SourceTreeView::choose(const QModelIndex &index)
{
    emit scopeChosen(m_model->rowAt(index).scope);
}

void SourceTreeView::shiftCurrent(int step)
{
    const QModelIndex index = currentIndex();
    const QModelIndex neighbour = index.siblingAtRow(index.row() + step);
    if (!m_model->rowAt(index).isReadersOwn || !neighbour.isValid()
        || !m_model->rowAt(neighbour).isReadersOwn)
        return;
    m_model->place(m_model->rowAt(index).scope, index.parent(),
                   step > 0 ? neighbour.row() + 1 : neighbour.row());
}

} // namespace lectern
