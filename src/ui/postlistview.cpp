// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/postlistview.h"

#include "ui/postdelegate.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>

namespace lectern {

PostListView::PostListView(QWidget *parent) : QListView(parent)
{
    setItemDelegate(new PostDelegate(this));
    setMouseTracking(true);
    setUniformItemSizes(false);
    setResizeMode(QListView::Adjust);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
}

void PostListView::chooseNext(int step)
{
    if (model() == nullptr || model()->rowCount() == 0)
        return;
    const int last = model()->rowCount() - 1;
    // Taking the keyboard makes a row current, but only a chosen one is selected.
    if (!selectionModel()->hasSelection()) {
        chooseRow(step > 0 ? 0 : last);
        return;
    }
    const int next = std::clamp(currentIndex().row() + step, 0, last);
    if (next != currentIndex().row())
        chooseRow(next);
}

void PostListView::chooseRow(int row)
{
    showRow(row);
    if (currentIndex().isValid())
        emit postChosen(currentIndex());
}

void PostListView::showRow(int row)
{
    if (row < 0) {
        selectionModel()->clear();
        return;
    }
    const QModelIndex index = model()->index(row, 0);
    setCurrentIndex(index);
    scrollTo(index);
}

int PostListView::shownRow() const
{
    return selectionModel()->hasSelection() ? currentIndex().row() : -1;
}

void PostListView::keyboardSearch(const QString & /*search*/)
{
    // Single letters are commands here (j, k, n, p); the filter field is for typing.
}

bool PostListView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverMove)
        emit attentionGiven();
    return QListView::viewportEvent(event);
}

void PostListView::keyPressEvent(QKeyEvent *event)
{
    emit attentionGiven();
    const bool isPlain =
        event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    if (isPlain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        if (selectionModel()->hasSelection())
            emit postChosen(currentIndex());
        else
            chooseNext(1);
        return;
    }
    if (!selectionModel()->hasSelection()) {
        const bool isForward = event->key() == Qt::Key_Down || event->key() == Qt::Key_Home;
        if (isForward || event->key() == Qt::Key_Up || event->key() == Qt::Key_End) {
            chooseNext(isForward ? 1 : -1);
            return;
        }
    }
    const QPersistentModelIndex before = currentIndex();
    QListView::keyPressEvent(event);
    if (currentIndex().isValid() && currentIndex() != before)
        emit postChosen(currentIndex());
}

void PostListView::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    const auto *rowDelegate = qobject_cast<const PostDelegate *>(itemDelegate());
    if (!index.isValid() || rowDelegate == nullptr)
        return;
    const QPoint position = event->position().toPoint();
    const QStyleOptionViewItem option = optionFor(index);
    if (!rowDelegate->postArea(option, index).contains(position))
        return; // on a section heading
    const bool isLeft = event->button() == Qt::LeftButton;
    if (isLeft && rowDelegate->starArea(option, index).contains(position)) {
        emit starClicked(index);
        return;
    }
    if (event->button() == Qt::MiddleButton
        || (isLeft && event->modifiers().testFlag(Qt::ControlModifier))) {
        emit handOverRequested(index);
        return;
    }
    if (!isLeft)
        return;
    QListView::mousePressEvent(event);
    if (currentIndex().isValid())
        emit postChosen(currentIndex());
}

void PostListView::mouseMoveEvent(QMouseEvent *event)
{
    // The base class would drag the selection along, away from the post that is shown.
    if (event->buttons() == Qt::NoButton)
        QListView::mouseMoveEvent(event);
}

void PostListView::mouseDoubleClickEvent(QMouseEvent *event)
{
    // The first press has chosen the post already; a second one on the star is a second click.
    if (event->button() == Qt::LeftButton)
        mousePressEvent(event);
}

void PostListView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = isKey ? currentIndex() : indexAt(event->pos());
    if (!index.isValid())
        return;
    const QPoint position =
        isKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos();
    emit menuRequested(index, position);
}

void PostListView::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    if (!m_hasPaintedRows && model() != nullptr && model()->rowCount() > 0) {
        m_hasPaintedRows = true;
        // Later, so that what answers it does not delay this very paint.
        QMetaObject::invokeMethod(this, &PostListView::firstRowsPainted, Qt::QueuedConnection);
    }
}

void PostListView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    // The width decides how many lines a title takes; Qt only minds the height.
    if (event->size().width() != event->oldSize().width())
        scheduleDelayedItemsLayout();
}

void PostListView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    // Qt would select a neighbour, which would then look like the post that is shown.
    const int current = currentIndex().row();
    if (current >= first && current <= last)
        selectionModel()->clear();
    QListView::rowsAboutToBeRemoved(parent, first, last);
}

QStyleOptionViewItem PostListView::optionFor(const QModelIndex &index) const
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.rect = visualRect(index);
    return option;
}

} // namespace lectern
