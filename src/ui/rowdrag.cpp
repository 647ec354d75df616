// SPDX-FileCopyrightText: 2026 The Lectern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rowdrag.h"

#include "ui/postdelegate.h"
#include "ui/postlistview.h"
#include "ui/theme.h"

#include <QApplication>
#include <QFrame>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr int lineHeight = 2;
/// So near to an edge the list scrolls on.
constexpr int edge = 24;

} // namespace

RowDrag::RowDrag(PostListView &list)
    : QObject(&list), m_list(list), m_viewport(list.viewport()), m_line(new QFrame(list.viewport()))
{
    m_line->setObjectName(u"dropLineFrame"_s);
    m_line->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_line->setAutoFillBackground(true);
    m_line->setBackgroundRole(QPalette::Window); // not the list's
    m_line->hide();
    list.viewport()->installEventFilter(this);
    list.installEventFilter(this);
}

bool RowDrag::eventFilter(QObject *watched, QEvent *event)
{
    const bool isInViewport = watched == m_viewport;
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        if (isInViewport) {
            const auto *mouse = static_cast<const QMouseEvent *>(event);
            end();
            if (mouse->button() == Qt::LeftButton && mouse->modifiers() == Qt::NoModifier)
                press(mouse->position().toPoint());
        }
        break;
    case QEvent::MouseMove:
        if (isInViewport && m_row.isValid()) {
            drag(static_cast<const QMouseEvent *>(event)->position().toPoint());
            return m_isDragging;
        }
        break;
    case QEvent::MouseButtonRelease:
        if (isInViewport && m_row.isValid())
            drop();
        break;
    case QEvent::ShortcutOverride:
    case QEvent::KeyPress:
        if (m_isDragging && static_cast<const QKeyEvent *>(event)->key() == Qt::Key_Escape) {
            if (event->type() == QEvent::KeyPress)
                end();
            event->accept();
            return true;
        }
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void RowDrag::press(const QPoint &position)
{
    m_pressed = position;
    const QModelIndex row = m_list.indexAt(position);
    if (row.isValid() && postArea(row).contains(position))
        m_row = row;
}

void RowDrag::drag(const QPoint &position)
{
    if (!m_isDragging) {
        const bool isFar =
            (position - m_pressed).manhattanLength() >= QApplication::startDragDistance();
        if (!isFar)
            return;
        if (!m_isAllowed || !m_isAllowed()) {
            m_row = QModelIndex();
            return;
        }
        m_isDragging = true;
        QPalette palette;
        palette.setColor(QPalette::Window, Theme::of(QGuiApplication::palette()).accent);
        m_line->setPalette(palette);
        m_list.viewport()->setCursor(Qt::ClosedHandCursor);
    }
    const QRect area = m_list.viewport()->rect();
    QScrollBar *bar = m_list.verticalScrollBar();
    if (position.y() < edge)
        bar->setValue(bar->value() - bar->singleStep());
    else if (position.y() > area.bottom() - edge)
        bar->setValue(bar->value() + bar->singleStep());

    const QPoint within(area.center().x(), std::clamp(position.y(), 0, area.bottom()));
    QModelIndex over = m_list.indexAt(within);
    if (!over.isValid()) {
        over = m_list.model()->index(m_list.model()->rowCount() - 1, 0); // below the last row
        m_isAfter = true;
    } else {
        const QRect post = postArea(over);
        m_isAfter = within.y() > post.center().y();
        // Above its heading is the end of the section before.
        if (within.y() < post.top() && over.row() > 0) {
            over = m_list.model()->index(over.row() - 1, 0);
            m_isAfter = true;
        }
    }
    m_other = over;
    const QRect post = postArea(over);
    showLine(m_isAfter ? post.bottom() + 1 - lineHeight : post.top());
}

void RowDrag::showLine(int top)
{
    const QRect area = m_list.viewport()->rect();
    m_line->setGeometry(0, std::clamp(top, 0, area.height() - lineHeight), area.width(),
                        lineHeight);
    m_line->raise();
    m_line->show();
}

// The row without its heading.
QRect RowDrag::postArea(const QModelIndex &index) const
{
    const auto *rowDelegate = qobject_cast<const PostDelegate *>(m_list.itemDelegate());
    QStyleOptionViewItem option;
    option.rect = m_list.visualRect(index);
    option.font = m_list.font();
    return rowDelegate != nullptr ? rowDelegate->postArea(option, index) : option.rect;
}

void RowDrag::drop()
{
    const bool isMove = m_isDragging && m_row.isValid() && m_other.isValid() && m_row != m_other;
    const int row = m_row.row();
    const int other = m_other.row();
    const bool isAfter = m_isAfter;
    end();
    if (isMove)
        emit dropped(row, other, isAfter);
}

void RowDrag::end()
{
    m_row = QModelIndex();
    m_other = QModelIndex();
    if (!std::exchange(m_isDragging, false))
        return;
    m_line->hide();
    m_list.viewport()->unsetCursor();
}

} // namespace lectern
